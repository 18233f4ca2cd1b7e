"""Reports on a read replica of the office server: it answers once it has replayed all that this seat may have seen."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.errors import is_away, is_passing
from db.session import Database

REPLICA_VARIABLE = "CRM_REPLICA_URL"
PATIENCE_SECONDS = 0.3
"""How long a replica that lags is waited for before the primary is asked."""
LOOK_SECONDS = 0.01
REST_SECONDS = 30.0
"""A replica that did not answer is left alone for so long."""

_SEEN = text("SELECT pg_current_wal_lsn()::text")
_REPLAYED = text("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= CAST(:seen AS pg_lsn)")


class Replica:
    """Beside `primary`, whose reader `read` hands on where the replica lags, is away, or is none at all."""

    def __init__(self, primary: Database, url: str) -> None:
        self._primary = primary
        self.database = Database.open(url)
        self._away_until = 0.0

    @contextmanager
    def read(self) -> Iterator[Session]:
        """As `Database.read`: one consistent picture that holds what was committed on the primary before the call."""
        with (self.database if self._is_abreast() else self._primary).read() as session:
            yield session

    def close(self) -> None:
        self.database.close()

    def _is_abreast(self) -> bool:
        """The picture of a reader that begins now holds what the primary had written when this was asked."""
        if time.monotonic() < self._away_until:
            return False
        with self._primary.read() as session:
            seen = str(session.execute(_SEEN).scalar_one())
        end = time.monotonic() + PATIENCE_SECONDS
        try:
            while not self._has_replayed(seen):
                if time.monotonic() >= end:
                    return False
                time.sleep(LOOK_SECONDS)
        except DBAPIError as fault:
            if not (is_away(fault) or is_passing(fault)):
                raise
            self._away_until = time.monotonic() + REST_SECONDS
            return False
        return True

    def _has_replayed(self, seen: str) -> bool:
        """In a transaction of its own, so that the reader's picture is taken after it."""
        with self.database.read() as session:
            return bool(session.execute(_REPLAYED, {"seen": seen}).scalar_one())
