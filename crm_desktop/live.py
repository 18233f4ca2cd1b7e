"""What others change, as it happens: for the window and for services."""

import time
from collections.abc import Callable

from crm_desktop.errors import DatabaseAway
from db.changes import Changed, Followed, Waker, latest, read_new
from db.errors import is_away
from db.session import Database

__all__ = ["ChangeWatch", "Changed"]

CATCH_UP_SECONDS = 5.0
"""A wake-up can be lost with its connection; this often the rows themselves are looked at."""
LEAST_SECONDS = 0.1
"""Between two looks, however many changes there are: a busy server is not asked by every seat after every commit."""


class ChangeWatch:
    """Follows the change rows from now on. Used by one thread; `stop` may be called from another."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waker: Waker | None = None
        self._followed: Followed | None = None
        self._looked = -LEAST_SECONDS
        self._stopped = False

    def wait(self, timeout: float = CATCH_UP_SECONDS) -> list[Changed]:
        """The next changes; an empty list after `timeout` seconds or `stop`. Raises DatabaseAway."""
        return self._guarded(lambda: self._next(timeout))

    def _next(self, timeout: float) -> list[Changed]:
        if self._waker is None:
            self._waker = Waker(self._database)
        if self._followed is None:
            with self._waker.reading() as session:
                self._followed = Followed(latest(session))
        end = time.monotonic() + timeout
        while not self._stopped:
            time.sleep(max(0.0, self._looked + LEAST_SECONDS - time.monotonic()))
            with self._waker.reading() as session:
                found, self._followed = read_new(session, self._followed)
            self._looked = time.monotonic()
            left = end - self._looked
            if found or left <= 0:
                return found
            if not self._waker.wait(min(left, CATCH_UP_SECONDS)) and time.monotonic() >= end:
                return []  # whoever waits on looks first
        return []

    def _guarded(self, action: Callable[[], list[Changed]]) -> list[Changed]:
        from sqlalchemy.exc import DBAPIError

        try:
            return action()
        except (DBAPIError, OSError) as fault:
            self._drop_waker()
            if isinstance(fault, DBAPIError) and not is_away(fault):
                raise
            raise DatabaseAway(reason=str(fault)) from fault

    def _drop_waker(self) -> None:
        if self._waker is not None:
            self._waker.close()
            self._waker = None

    def stop(self) -> None:
        """Ends a `wait` in another thread soon; the watch is not used again."""
        self._stopped = True
        if self._waker is not None:
            self._waker.stop()

    def close(self) -> None:
        self._drop_waker()
