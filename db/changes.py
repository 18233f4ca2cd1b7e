"""Change rows as a feed (law 10): nothing committed late is ever missed; NOTIFY and data_version only wake."""

import contextlib
import select
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    insert,
    literal_column,
    or_,
    text,
    tuple_,
)
from sqlalchemy import select as sql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.engine import listening_engine
from db.models.system import ChangeRow
from db.prepared import Prepared
from db.session import Database
from db.statements import table_of
from db.vocabulary import Topic

WAKE_CHANNEL = "crm_changes"
UPGRADED = "upgraded"
"""What a change row says of a database that a newer program brought up; its label is the revision."""
_IS_SETTLED = "xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_XID_AND_WAKE = f"(SELECT pg_current_xact_id()::text::bigint FROM pg_notify('{WAKE_CHANNEL}', ''))"
_TOLD = ("topic", "record_id", "what", "label", "at", "actor", "place")
_ANNOUNCED = {
    dialect: Prepared(insert(table_of(ChangeRow)).values(xid=literal_column(xid, BigInteger)), _TOLD)
    for dialect, xid in (("sqlite", "0"), ("postgresql", _XID_AND_WAKE))
}
SQLITE_LOOK_SECONDS = 0.15
"""One PRAGMA on an idle connection: it reads one page that lies in memory."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One committed change: which record, what happened to it, who did it and where."""

    topic: Topic
    record_id: int
    what: str
    label: str
    actor: str
    place: str
    at_micros: int


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """How far a reader has come: the writing transaction (0 on SQLite) and the row."""

    xid: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a reader has come, and keys of the rows told behind that which an open transaction may still overtake."""

    cursor: Cursor
    ahead: frozenset[int] = frozenset()


def announce(session: Session, changes: Sequence[Mapping[str, Any]]) -> None:
    """Writes change rows. On Postgres each carries the writing transaction, and one wake-up leaves at commit."""
    _ANNOUNCED[session.get_bind().dialect.name].change_each(session, changes)


def _settled(session: Session) -> ColumnElement[bool]:
    """Rows of transactions that no one can still overtake."""
    if session.get_bind().dialect.name == "sqlite":
        return text("1 = 1")  # type: ignore[return-value]  # a bare text clause is a fine condition
    return text(_IS_SETTLED)  # type: ignore[return-value]


def latest(session: Session) -> Cursor:
    """Where a reader that wants only what comes now begins."""
    row = session.execute(
        sql(ChangeRow.xid, ChangeRow.id).where(_settled(session)).order_by(ChangeRow.xid.desc(), ChangeRow.id.desc())
    ).first()
    return Cursor(*row) if row else Cursor()


_changes = table_of(ChangeRow).c
_NEW = (
    sql(
        *(_changes[name] for name in ("xid", "id", *_TOLD)),
        literal_column(_IS_SETTLED, Boolean).label("settled"),
    )
    .where(tuple_(_changes.xid, _changes.id) > tuple_(bindparam("of_xid"), bindparam("of_id")))
    .where(text(f"({_IS_SETTLED} OR id <> ALL(CAST(:ahead AS bigint[])))"))
    .order_by(_changes.xid, _changes.id)
    .limit(bindparam("most"))
)
"""In one statement, so that what is seen and what is settled are of the same moment; what was told ahead comes again
when the cursor may pass it."""


def read_after(session: Session, cursor: Cursor, *, limit: int = 1000) -> tuple[list[Changed], Cursor]:
    """The settled changes behind `cursor` in their order, and the new cursor."""
    behind = or_(ChangeRow.xid > cursor.xid, and_(ChangeRow.xid == cursor.xid, ChangeRow.id > cursor.id))
    rows = session.scalars(
        sql(ChangeRow).where(behind, _settled(session)).order_by(ChangeRow.xid, ChangeRow.id).limit(limit)
    ).all()
    found = [
        Changed(r.topic, r.record_id, r.what, r.label, r.actor, r.place, int(r.at.timestamp() * 1_000_000))
        for r in rows
    ]
    return found, Cursor(rows[-1].xid, rows[-1].id) if rows else cursor


def read_new(session: Session, before: Followed, *, limit: int = 1000) -> tuple[list[Changed], Followed]:
    """What is committed and was not told yet, at once: not when the slowest of those who write now has ended.

    The cursor goes no further than `read_after`'s, so that what is committed late is found behind it all the same.
    """
    if session.get_bind().dialect.name == "sqlite":
        found, cursor = read_after(session, before.cursor, limit=limit)
        return found, Followed(cursor)
    behind = {"of_xid": before.cursor.xid, "of_id": before.cursor.id, "ahead": list(before.ahead), "most": limit}
    rows = session.execute(_NEW, behind).all()
    settled = [row for row in rows if row.settled]
    cursor = Cursor(settled[-1].xid, settled[-1].id) if settled else before.cursor
    told = [Changed(r.topic, r.record_id, r.what, r.label, r.actor, r.place, int(r.at.timestamp() * 1_000_000))
            for r in rows if r.id not in before.ahead]  # fmt: skip
    passed = frozenset(row.id for row in settled)
    return told, Followed(cursor, (before.ahead - passed) | {row.id for row in rows if not row.settled})


class Waker:
    """Waits until something may have changed: NOTIFY on Postgres, PRAGMA data_version on SQLite.

    It may wake for nothing and, on a lost connection, wakes at once; the reader then reads by its cursor.
    """

    def __init__(self, database: Database, *, look_seconds: float = SQLITE_LOOK_SECONDS) -> None:
        self._database = database
        self._look_seconds = look_seconds
        self._stop = threading.Event()
        self._line: Connection | None = None if database.is_sqlite else self._listen()
        self._connection: Any = (
            database.engine.raw_connection() if self._line is None else self._line.connection.driver_connection
        )
        self._version = self._sqlite_version() if database.is_sqlite else 0

    def _listen(self) -> Connection:
        """A connection beside the pool's: it is held for as long as someone listens, and reads the rows too."""
        engine = listening_engine(self._database.url)
        try:
            line = engine.connect()
            line.exec_driver_sql(f"LISTEN {WAKE_CHANNEL}")
        except DBAPIError as fault:
            engine.dispose()
            raise ConnectionError(str(fault)) from fault
        return line

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """For one SELECT after a wake-up, without another connection to the server."""
        if self._line is None:
            with self._database.read() as session:
                yield session
        else:
            with Session(bind=self._line, autoflush=False) as session:
                yield session

    def _sqlite_version(self) -> int:
        cursor = self._connection.cursor()
        version = int(cursor.execute("PRAGMA data_version").fetchone()[0])
        cursor.close()
        return version

    def wait(self, timeout: float) -> bool:
        """True when something may have changed, False after `timeout` seconds of nothing."""
        return self._wait_sqlite(timeout) if self._database.is_sqlite else self._wait_postgres(timeout)

    def _wait_sqlite(self, timeout: float) -> bool:
        end = time.monotonic() + timeout
        while not self._stop.is_set():
            version = self._sqlite_version()
            if version != self._version:
                self._version = version
                return True
            if time.monotonic() >= end:
                return False
            self._stop.wait(self._look_seconds)
        return False

    def _wait_postgres(self, timeout: float) -> bool:
        end = time.monotonic() + timeout
        if self._heard():  # what came while the rows were read
            return True
        while not self._stop.is_set() and time.monotonic() < end:
            ready, _, _ = select.select([self._connection.fileno()], [], [], 0.25)
            if ready and self._heard():
                return True
        return False

    def _heard(self) -> bool:
        import psycopg

        try:
            return bool(list(self._connection.notifies(timeout=0)))
        except psycopg.OperationalError as fault:
            raise ConnectionError(str(fault)) from fault

    def stop(self) -> None:
        """Ends a `wait` in another thread soon."""
        self._stop.set()

    def close(self) -> None:
        self._stop.set()
        with contextlib.suppress(OSError, DBAPIError):
            if self._line is None:
                self._connection.close()
            else:
                self._line.close()
