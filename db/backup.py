"""A company in one SQLite file: copied while others work, signed with what it holds, proved before it is trusted."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from db.copying import Contents, Progress, contents, copy_rows, shapes
from db.migrations import current, upgrade
from db.session import Database

ABOUT = "backup_about"
PAGES_AT_ONCE = 4_096
PATIENCE_SECONDS = 30.0


class NotABackup(Exception):
    """The file is no backup of this program; its text is one of: missing, foreign, damaged."""


class Busy(Exception):
    """Others did not let the file be replaced in time; nothing was changed."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself. `at` in microseconds since 1970 UTC; `kind` sqlite or postgresql."""

    company: str
    at: int
    kind: str
    revision: str
    rows: int
    digests: dict[str, str]


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = Database.open(sqlite_url(path))
    try:
        yield database
    finally:
        database.close()


def snapshot(source: Database, path: Path, progress: Progress) -> Contents:
    """All of `source` as it is at one moment, into the new SQLite file `path` of the same revision."""
    if source.is_sqlite:
        with closing(sqlite3.connect(path)) as target:
            _copy_pages(_plain(source), target, progress)
    else:
        _snapshot_rows(source, path, progress)
    with opened(path) as database, database.read() as session:
        return contents(session.connection())


def copy_pages(source: Database, path: Path) -> None:
    """Makes the new file `path` what the SQLite file of `source` holds, as one picture, unproved and not waited for
    until it is on the disk. Raises Busy."""
    assert source.is_sqlite and not source.is_memory
    with closing(_plain(source)) as there, closing(sqlite3.connect(path)) as target:
        target.execute("PRAGMA synchronous = OFF")
        _copy_pages(there, target, lambda _done, _total: None)


def _snapshot_rows(source: Database, path: Path, progress: Progress) -> None:
    with source.read() as reading, opened(path) as target:
        revision = current(reading.connection())
        assert revision is not None, "an empty database is refused before"
        upgrade(target, to=revision)
        with target.write() as writing:
            copy_rows(reading.connection(), writing.connection(), progress)
            writing.commit()


def _plain(database: Database) -> sqlite3.Connection:
    """A connection of its own, so that the pool's pragmas and transactions do not meddle."""
    if database.is_memory:
        plain = database.engine.raw_connection().driver_connection
        assert isinstance(plain, sqlite3.Connection)
        return plain
    return sqlite3.connect(str(database.url.database), timeout=PATIENCE_SECONDS)


def _copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress) -> None:
    """By SQLite's own online backup. One step within a read of its own: a copy in many steps would begin anew at
    every write of others."""
    end = time.monotonic() + PATIENCE_SECONDS

    def watch(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise Busy
        progress(total - remaining, total)

    source.execute("BEGIN")
    source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # from here on the same picture
    try:
        source.backup(target, pages=PAGES_AT_ONCE, progress=watch, sleep=0.05)
    finally:
        source.execute("ROLLBACK")


def replace_pages(path: Path, target: Database) -> None:
    """Makes the SQLite file of `target` what `path` is, in one transaction of SQLite's; open readers go on."""
    file = target.url.database
    assert file is not None, "a database in memory is not restored"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(file, timeout=PATIENCE_SECONDS)) as there:
        there.execute("PRAGMA synchronous = FULL")
        _copy_all(source, there)
        there.execute("PRAGMA journal_mode = WAL")


def _copy_all(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    end = time.monotonic() + PATIENCE_SECONDS

    def watch(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise Busy

    source.backup(target, pages=-1, progress=watch, sleep=0.05)


def not_replaceable(connection: Connection) -> str:
    """Why this role may not put other rows in the place of all that stand here; "" where it may."""
    if connection.dialect.name != "postgresql":
        return ""
    held = connection.execute(
        text(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            " AND NOT has_table_privilege(format('%I.%I', schemaname, tablename), 'TRUNCATE') ORDER BY 1 LIMIT 1"
        )
    ).scalar()
    return f"TRUNCATE {held}" if held else ""


def replace_rows(path: Path, target: Database, progress: Progress) -> None:
    """Makes the rows of `target` those of the file `path`, in one transaction, proved before it is committed."""
    with opened(path) as source, source.read() as reading, target.write() as writing:
        connection = writing.connection()
        if not target.is_sqlite:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '30s'")
        copy_rows(reading.connection(), connection, progress)
        writing.commit()


def sign(path: Path, about: About) -> None:
    """Writes what the file says of itself into it, and the file to the disk."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, that opens from a read-only place too
        connection.execute(f"CREATE TABLE {ABOUT} (told TEXT NOT NULL)")
        connection.execute(f"INSERT INTO {ABOUT} VALUES (?)", (json.dumps(asdict(about)),))
    with path.open("rb") as file:
        os.fsync(file.fileno())


def unsign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DROP TABLE {ABOUT}")


def read_about(path: Path) -> About:
    """What a backup says of itself, without proving it. Raises NotABackup.

    The file is opened by SQLite alone: where it is the company's own, closing it otherwise would give up the locks
    that this process holds on it.
    """
    if not path.is_file() or not os.access(path, os.R_OK):
        raise NotABackup("missing")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            told = connection.execute(f"SELECT told FROM {ABOUT}").fetchone()
            return About(**json.loads(told[0]))
    except sqlite3.OperationalError as fault:  # a database, but without the table
        raise NotABackup("foreign" if "no such table" in str(fault) else "damaged") from fault
    except sqlite3.DatabaseError as fault:
        foreign = getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB
        raise NotABackup("foreign" if foreign else "damaged") from fault
    except (sqlite3.Error, TypeError, ValueError) as fault:
        raise NotABackup("damaged") from fault


def prove(path: Path, about: About) -> None:
    """Reads the whole file. Raises NotABackup where a page, a reference or a row is not as it was written."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            sound = sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        if not sound:
            raise NotABackup("damaged")
        with opened(path) as database, database.read() as session:
            there = session.connection()
            if contents(there).digests != about.digests or current(there) != about.revision:
                raise NotABackup("damaged")
    except NotABackup:
        raise
    except Exception as fault:  # whatever a torn page makes a reader raise
        raise NotABackup("damaged") from fault


def working_copy(path: Path, folder: Path) -> Path:
    """A copy that may be migrated and changed; the backup itself is only read."""
    copy = folder / "restoring.db"
    shutil.copyfile(path, copy)
    return copy


def is_occupied(database: Database) -> bool:
    """Whether there is more in it than a new database begins with."""
    with database.read() as session:
        connection = session.connection()
        if current(connection) is None:
            return False
        for shape in shapes(connection):
            if shape.table in BEGINS_WITH:
                continue
            if connection.execute(text(f"SELECT 1 FROM {shape.table} LIMIT 1")).first() is not None:
                return True
    return False


BEGINS_WITH = ("employees", "number_series", "role_permissions", "settings", "warehouses")
"""Tables that migrations fill; who changes one of them leaves a row in the audit, too."""
