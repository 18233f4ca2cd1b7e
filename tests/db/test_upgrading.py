"""A newer program and an older database: every schema that ever stood is brought up with all it holds, after a backup;
whoever is killed on the way leaves a company one can work with; seats of the older program are told and write nothing.
"""

import lzma
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, make_url, select, text

from crm_desktop.backups.making import look_at
from crm_desktop.errors import KnownError, ProgramTooOld, SeatsAtWork
from crm_desktop.live import ChangeWatch
from crm_desktop.opening import open_company
from crm_desktop.orders.queries import show_order
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.upgrading import Upgraded, bring_up
from crm_desktop.verify import verify
from db import migrations
from db.changes import UPGRADED
from db.models.sales import OrderRow
from db.session import Database
from tests.company import Shop
from tests.db.test_guards import scripts_with
from tests.postgres import PostgresServer

SCHEMAS = Path(__file__).with_name("schemas")
"""What `demo load --orders 8` of the program of each day left: SQLite files, and pg_dump's SQL (keep_schema.py)."""
ROOT = Path(__file__).resolve().parents[2]
KEPT = sorted({file.name.split(".")[0] for file in SCHEMAS.iterdir()})
RELEASED = [revision for revision in KEPT if revision != migrations.head()]
ON_THE_WAY = {"0001", "0004", "0005", "0006", "0007", "0009", "0015", "0016", "0025"}
"""No company was left so: a program that had these went on to the next in the same go."""
NEWER = "0999"
COUNTED = "SELECT count(*), sum(net) FROM orders"
CANCELLED = """
    INSERT INTO timeline (customer_id, at, kind, actor, what, text, order_id)
    VALUES (:customer, 1, 'order', 'Anna Wrona', 'cancel', :text, :key)
"""


@pytest.fixture(params=RELEASED)
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["sqlite", "postgres"])
def older(
    request: pytest.FixtureRequest, revision: str, postgres_server: PostgresServer, tmp_path: Path
) -> Iterator[Database]:
    if request.param == "sqlite":
        file = tmp_path / "company.db"
        file.write_bytes(lzma.decompress((SCHEMAS / f"{revision}.db.xz").read_bytes()))
        url = f"sqlite:///{file}"
    else:
        name = f"old_{revision}"
        url = postgres_server.create(name)
        psql = shutil.which("psql")
        assert psql is not None
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        script = lzma.decompress((SCHEMAS / f"{revision}.sql.xz").read_bytes())
        subprocess.run([psql, plain, "-qX", "-v", "ON_ERROR_STOP=1"], input=script, check=True, capture_output=True)
    database = Database.open(url)
    yield database
    database.close()
    if request.param == "postgres":
        postgres_server.drop(name)


def test_that_each_schema_of_the_past_is_brought_up_with_all_it_holds(
    older: Database, revision: str, tmp_path: Path
) -> None:
    with older.engine.connect() as connection:
        before = connection.execute(text(COUNTED)).one()
    steps: list[tuple[int, int]] = []
    done = bring_up(older, keep_in=tmp_path / "kept", progress=lambda *step: steps.append(step))
    assert (done.before, done.after) == (revision, migrations.head())
    assert done.backup is not None
    assert look_at(Path(done.backup)).revision == revision
    count = len([file for file in Path(migrations.__file__).parent.glob("versions/0*.py") if file.name[:4] > revision])
    assert steps[-count:] == [(number, count) for number in range(1, count + 1)]
    with older.engine.connect() as connection:
        assert migrations.drift(connection) == []
        assert connection.execute(text(COUNTED)).one() == before
    with older.read() as session:
        assert verify(session).problems == ()
        shop = Shop(older, actor_by_login(session, "admin"))
    placed = shop.place(shop.customer(), (shop.product("NOWY", stock=5_000), 1_000))
    assert shop.advance(placed.number, "reserve", "pick", "issue").document
    assert bring_up(older) == Upgraded(migrations.head(), migrations.head())


@pytest.mark.parametrize("revision", ["0026"], indirect=True)
def test_that_why_orders_were_cancelled_is_taken_out_of_what_the_timeline_told(older: Database, tmp_path: Path) -> None:
    """The number, the papers that took goods back, if any, and what the person said, which may look like either."""
    with older.engine.begin() as connection:
        papers = connection.execute(text("SELECT number FROM documents ORDER BY id LIMIT 2")).scalars().all()
        told = {
            "": "",
            "klient zrezygnował": "klient zrezygnował",
            "zły towar · wraca": "zły towar · wraca",
            f"{papers[0]}": "",
            f"{papers[0]}, {papers[1]}": "",
            f"{papers[0]} · klient zrezygnował": "klient zrezygnował",
            f"{papers[0]}, {papers[1]} · zły towar · wraca": "zły towar · wraca",
            f"reklamacja, {papers[0]}": f"reklamacja, {papers[0]}",
        }
        orders = connection.execute(text("SELECT id, number, customer_id FROM orders ORDER BY id")).all()[: len(told)]
        assert len(orders) == len(told)
        connection.execute(text("UPDATE orders SET status = 'placed' WHERE status = 'cancelled'"))
        for (key, number, customer), said in zip(orders, told, strict=True):
            connection.execute(text("UPDATE orders SET status = 'cancelled' WHERE id = :key"), {"key": key})
            entry = {"customer": customer, "text": " · ".join(one for one in (number, said) if one), "key": key}
            connection.execute(text(CANCELLED), entry)
    bring_up(older, keep_in=tmp_path / "kept")
    with older.read() as session:
        assert [show_order(session, number).reason for _, number, _ in orders] == [*told.values()]
        others = select(OrderRow.cancel_reason).where(OrderRow.id.not_in([key for key, _, _ in orders])).distinct()
        assert set(session.scalars(others)) <= {""}


def test_that_every_schema_a_company_may_have_been_left_with_is_kept() -> None:
    """Before a migration is added, `python -m tests.db.keep_schema` keeps the schema that it ends."""
    steps = {file.name[:4] for file in Path(migrations.__file__).parent.glob("versions/0*.py")}
    assert steps - ON_THE_WAY - {migrations.head()} == set(RELEASED)
    assert {f"{revision}.{kind}.xz" for revision in KEPT for kind in ("db", "sql")} == {
        file.name for file in SCHEMAS.iterdir()
    }


def test_that_an_older_file_is_kept_beside_it_when_the_program_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "company.db"
    file.write_bytes(lzma.decompress((SCHEMAS / f"{RELEASED[0]}.db.xz").read_bytes()))
    open_company(f"sqlite:///{file}").close()
    kept = list((tmp_path / "backups").iterdir())
    assert [look_at(one).revision for one in kept] == [RELEASED[0]]


KILLED = """
import sys
from pathlib import Path
from db import migrations
from db.session import Database
migrations.upgrade(Database.open(sys.argv[1]), scripts=Path(sys.argv[2]))
"""
MIDDLE = """op.execute("UPDATE orders SET net = 0"); print("in the middle", flush=True); __import__("time").sleep(60)"""


def test_that_a_program_killed_in_the_middle_leaves_a_company_one_can_work_with(shop: Shop, tmp_path: Path) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=5_000), 1_000)).number
    before = _counted(shop.database)
    scripts = scripts_with(tmp_path, "documents", more=MIDDLE)
    url = shop.database.url.render_as_string(hide_password=False)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED, url, str(scripts)]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "in the middle\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    with shop.database.engine.connect() as connection:
        assert migrations.current(connection) == migrations.head()
        assert migrations.drift(connection) == []
    assert _counted(shop.database) == before
    shop.advance(number, "reserve")
    migrations.upgrade(shop.database, scripts=scripts_with(tmp_path / "again", "documents"))
    with shop.database.engine.connect() as connection:
        assert migrations.current(connection) == NEWER


def test_that_a_seat_of_the_older_program_is_told_and_writes_nothing(shop: Shop, tmp_path: Path) -> None:
    """Also one that began to write while the database was being brought up."""
    customer, product = shop.customer(), shop.product()
    before = _counted(shop.database)
    watch = ChangeWatch(shop.database)
    assert watch.wait(0) == []
    told: list[KnownError] = []

    def write() -> None:
        try:
            shop.place(customer, (product, 1_000))
        except KnownError as refusal:
            told.append(refusal)

    seat = threading.Thread(target=write)

    def begin_to_write(_done: int, _total: int) -> None:
        seat.start()
        seat.join(0.3)
        assert seat.is_alive()

    migrations.upgrade(shop.database, scripts=scripts_with(tmp_path, "documents"), progress=begin_to_write)
    seat.join()
    assert [(type(one), one.details) for one in told] == [(ProgramTooOld, {"theirs": NEWER, "ours": migrations.head()})]
    with pytest.raises(ProgramTooOld):
        shop.place(customer, (product, 1_000))
    assert _counted(shop.database) == before
    assert [(change.what, change.label) for change in watch.wait(5)] == [(UPGRADED, NEWER)]
    watch.close()


def test_that_an_upgrade_gives_up_while_another_does_not_end_what_it_writes(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(migrations, "LOCK_SECONDS", 1)
    monkeypatch.setattr(migrations, "head", lambda: NEWER)
    database = Database.open(postgres_url)
    with database.write() as session:
        session.execute(text("SELECT count(*) FROM settings"))
        with pytest.raises(SeatsAtWork):
            bring_up(database, keep_in=tmp_path)
    database.close()


def _counted(database: Database) -> Any:
    with database.read() as session:
        return session.execute(select(func.count(), func.sum(OrderRow.net)).select_from(OrderRow)).one()
