"""Migrations build every database, the tests' too (law 13)."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, text

from db import grants
from db.changes import UPGRADED, WAKE_CHANNEL
from db.guards import INDEXES, missing, reinstall
from db.session import Database
from db.vocabulary import Topic

_HERE = Path(__file__).parent
LOCK_SECONDS = 30
"""So long an upgrade waits for what others are writing; meanwhile they wait for it."""

Progress = Callable[[int, int], None]
"""Steps done, and of how many."""


class DanglingReferences(Exception):
    """A migration is wrong: it would leave rows that refer to nothing."""


def head() -> str:
    """The newest revision this program knows, read from the files' names (no alembic needed)."""
    return _revisions(_HERE)[-1]


@cache
def _revisions(scripts: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem.split("_")[0] for path in (scripts / "versions").glob("[0-9]*.py")))


def current(connection: Connection) -> str | None:
    """The revision a database stands at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(
    database: Database, *, to: str = "head", scripts: Path = _HERE, progress: Progress = lambda _done, _total: None
) -> None:
    """Migrates by `scripts` in one transaction and puts the declared guards back: a failure leaves all as it was.

    On PostgreSQL it waits until what others are writing is written; what they begin then waits for its end, and is
    refused to a program that is older than the tables (crm_desktop/work.py). `progress` is told of steps.
    """
    from alembic import command  # the window must not wait for it

    with _rebuilding(database) as connection, connection.begin(), _unseen_indexes():
        _keep_writers_out(connection)
        before = current(connection)
        command.upgrade(_config(connection, scripts, _counted(before, scripts, progress)), to)
        reinstall(connection)
        if grants.is_office_server(connection):
            grants.install(connection)
        _prove_references(connection)
        after = current(connection)
        if before is not None and after is not None and before != after:
            _tell_seats(connection, after)


def _keep_writers_out(connection: Connection) -> None:
    """Every use case reads the settings first, and so stands before this lock. SQLite's writers wait anyway."""
    if connection.dialect.name == "postgresql" and inspect(connection).has_table("settings"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        connection.exec_driver_sql("LOCK TABLE settings IN ACCESS EXCLUSIVE MODE")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


def _counted(before: str | None, scripts: Path, progress: Progress) -> Callable[..., None]:
    """For alembic, which calls it after each step."""
    total = sum(name > (before or "") for name in _revisions(scripts))
    done = 0

    def step(**_told: object) -> None:
        nonlocal done
        done += 1
        progress(done, total)

    return step


def _tell_seats(connection: Connection, revision: str) -> None:
    """A change row like any other: whoever is open hears of it and says so."""
    from db.models.system import ChangeRow

    xid = 0
    if connection.dialect.name == "postgresql":
        xid = connection.execute(text("SELECT pg_current_xact_id()::text::bigint")).scalar_one()
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": WAKE_CHANNEL})
    row = {"xid": xid, "topic": Topic.SETTINGS, "record_id": 0, "what": UPGRADED, "label": revision, "actor": "",
           "place": "", "at": datetime.now(UTC)}  # fmt: skip
    connection.execute(insert(ChangeRow), [row])


@contextmanager
def _rebuilding(database: Database) -> Iterator[Connection]:
    """A connection on which tables may be rebuilt: SQLite would refuse to drop one that others refer to, and knows
    no way to put that off but outside any transaction."""
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            yield connection
            return
        plain = connection.connection.driver_connection
        assert plain is not None
        plain.execute("PRAGMA foreign_keys = OFF")
        plain.execute("PRAGMA legacy_alter_table = ON")  # a view over a rebuilt table is no reason to refuse its name
        try:
            yield connection
        finally:
            plain.execute("PRAGMA legacy_alter_table = OFF")
            plain.execute("PRAGMA foreign_keys = ON")


def _prove_references(connection: Connection) -> None:
    """Raises DanglingReferences, so that nothing is committed, where a rebuilt table lost what others refer to."""
    if connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise DanglingReferences(f"{lost[0][0]} row {lost[0][1]} refers to {lost[0][2]}; {len(lost)} in all")


def _config(connection: Connection, scripts: Path, step: Callable[..., None]):  # type: ignore[no-untyped-def]  # alembic is imported on first use
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.attributes["connection"] = connection
    config.attributes["step"] = step
    return config


def drift(connection: Connection) -> list[str]:
    """What differs between the declared tables, columns, indexes, checks and triggers and what is there."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from db.models import Base

    problems = []
    found = current(connection)
    if found != head():
        return [f"revision: {found} instead of {head()}"]
    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _ours})
    with _unseen_indexes():
        problems += [f"schema: {difference}" for difference in compare_metadata(context, Base.metadata)]
    problems += [f"trigger: {name} is missing or changed" for name in missing(connection)]
    problems += grants.missing(connection)
    problems += _missing_checks(connection)
    return problems


@contextmanager
def _unseen_indexes() -> Iterator[None]:
    """SQLite's indexes over expressions cannot be reflected, which is no fault: db/guards.py puts them back."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        yield


def _ours(entry: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """The search index lives outside the models: FTS5 makes tables of its own, pg_trgm an index; and so do the
    indexes over expressions, which db/guards.py declares; and what a backup says of itself."""
    apart = ("search_fts", "ix_search_entries_trgm", "backup_about", *INDEXES)
    return not (reflected and (name or "").startswith(apart))


def _missing_checks(connection: Connection) -> list[str]:
    from sqlalchemy import CheckConstraint

    from db.models import Base

    inspector = inspect(connection)
    problems = []
    for table in Base.metadata.sorted_tables:
        there = {check["name"] for check in inspector.get_check_constraints(table.name)}
        wanted = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint) and c.name}
        problems += [f"check: {name} is missing on {table.name}" for name in sorted(wanted - there)]
    return problems
