"""A snapshot that is filled on a thread of its own when it is first asked for, and stands until it is out of date."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from crm_desktop.analytics.filling import Abandoned
from crm_desktop.analytics.memory import Memory, OutOfDate
from db.session import Database

S = TypeVar("S", bound=Memory)
_log = logging.getLogger(__name__)


class Standing(Generic[S]):
    """May be asked from any thread; at most one fills."""

    def __init__(self, name: str, database: Database, make: Callable[[], S | None]) -> None:
        """`make` of a database on disk, which may take long; None where a snapshot is not worth its memory."""
        self._name, self._database, self._make = name, database, make
        self.snapshot: S | None = None
        self._filling: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def wanted(self) -> bool:
        """Whether anybody waits for what is being filled."""
        return not self._closed

    def prepare(self) -> None:
        """Begins to fill it, if nobody does yet."""
        with self._lock:
            if self._closed or self._filling is not None or self.snapshot is not None:
                return
            self._filling = threading.Thread(target=self._fill, name=self._name, daemon=True)
            self._filling.start()

    def renew(self, old: S) -> None:
        """`old` is out of date."""
        with self._lock:
            if self.snapshot is old:
                self.snapshot = None
        self.prepare()

    def wait(self) -> bool:
        """Until the filling that is under way has ended; whether a snapshot stands."""
        filling = self._filling
        if filling is not None:
            filling.join()
        return self.snapshot is not None

    def close(self) -> S | None:
        """Ends a filling soon; what stood, whose memory goes with the last report that reads it."""
        with self._lock:
            self._closed = True
        self.wait()
        snapshot, self.snapshot = self.snapshot, None
        return snapshot

    def _fill(self) -> None:
        try:
            if not self._database.is_memory:
                self.snapshot = self._make()
        except (OutOfDate, Abandoned) as reason:
            _log.info("%s: none, %s", self._name, type(reason).__name__)
        except Exception:  # noqa: BLE001  # the figures come by SQL; a person loses nothing
            _log.exception("%s: none, reports go on by SQL", self._name)
        finally:
            with self._lock:
                self._filling = None
