"""What all tests share: both databases from migrated templates, a quiet Qt, nobody's own files touched."""

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

_HOME = tempfile.mkdtemp(prefix="crm-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
_SCREEN = Path(__file__).with_name("screen.json")  # offscreen alone is 800 × 800, less than the smallest window
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = _HOME
os.environ["CRM_LANGUAGE"] = "pl"

from crm_desktop.opening import open_company  # noqa: E402 - the environment above comes first
from crm_desktop.staff.queries import actor_by_login  # noqa: E402
from crm_desktop.work import Actor  # noqa: E402
from db import migrations  # noqa: E402
from db.session import Database  # noqa: E402
from tests.company import Shop  # noqa: E402
from tests.postgres import PostgresServer, binaries  # noqa: E402

TEMPLATE = "crm_template"
ROOT = Path(__file__).resolve().parent.parent


def samples_folder() -> Path | None:
    """CRM_SAMPLES, else ../shared/samples; None where neither is there."""
    told = os.environ.get("CRM_SAMPLES")
    for folder in [Path(told)] if told else [ROOT.parent / "shared" / "samples"]:
        if folder.is_dir():
            return folder
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on others' samples are deselected, with one line, where the samples are not there."""
    if samples_folder() is not None:
        return
    gone = [item for item in items if item.get_closest_marker("samples")]
    if gone:
        print(f"\n{len(gone)} tests on samples left out: set CRM_SAMPLES to their folder")
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in gone]


@pytest.fixture(scope="session")
def samples() -> Path:
    folder = samples_folder()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    folder = binaries()
    if folder is None:
        pytest.fail("no PostgreSQL binaries: `make test` installs them, or apt-get install postgresql")
    server = PostgresServer(folder)
    try:
        database = Database.open(server.create(TEMPLATE))
        migrations.upgrade(database)
        database.close()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="crm-sqlite-"))
    database = Database.open(f"sqlite:///{folder / 'template.db'}")
    migrations.upgrade(database)
    database.close()  # the last connection folds the log into the file
    yield folder / "template.db"
    shutil.rmtree(folder)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "company.db")
    return f"sqlite:///{tmp_path / 'company.db'}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    name = f"t_{uuid.uuid4().hex[:12]}"
    yield postgres_server.create(name, template=TEMPLATE)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty company, once on each database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_company(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    opened = open_company(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def admin(database: Database) -> Actor:
    with database.read() as session:
        return actor_by_login(session, "admin", place="office")


@pytest.fixture
def shop(database: Database, admin: Actor) -> Shop:
    return Shop(database, admin)
