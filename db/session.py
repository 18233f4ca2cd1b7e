"""A database as the business sees it: reads and writes, nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session

from db.engine import BUSY_TIMEOUT_MS, READ_ONLY, make_engine


class Database:
    """One open database. Sessions never leave crm_desktop; they live for one action."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.url = engine.url
        self._writers = threading.Lock()

    @classmethod
    def open(cls, url: str) -> "Database":
        return cls(make_engine(url))

    def apart(self) -> "Database":
        """The same for a thread that works all the time, closed by whoever asked for it: on a server it keeps a
        connection of its own, else others would open one anew whenever it is at work. SQLite's writers share theirs."""
        return self if self.is_sqlite else Database(make_engine(self.url))

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def is_memory(self) -> bool:
        return self.is_sqlite and self.url.database in (None, "", ":memory:")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent picture; what is changed in it is rolled back."""
        isolation = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with (
            self.engine.connect().execution_options(**{READ_ONLY: True}, **isolation) as connection,
            Session(bind=connection, autoflush=False) as session,
        ):
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed explicitly by the caller, rolled back by default."""
        with self._in_turn(), Session(bind=self.engine, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """SQLite has one writer at a time and lets others ask again after ever longer pauses: threads of this process
        wait for each other instead, and go on at once. Whoever waited too long asks SQLite, which then says so."""
        if not self.is_sqlite:
            yield
            return
        mine = self._writers.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            yield
        finally:
            if mine:
                self._writers.release()

    def close(self) -> None:
        self.engine.dispose()


def same_database(left: str, right: str) -> bool:
    return make_url(left) == make_url(right)
