"""Who does an office's work: its services while they are there, else the seats (docs/office-server.md).

The services say that they are there by a lease; a seat looks whether it holds, begins when it does not and lets go as
soon as it does again. While both are at it for a moment each mail and form is still one's alone by its own lease.
"""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError

from crm_desktop import clock
from crm_desktop.errors import Away
from crm_desktop.periodic import HoldLease, Periodic, hold_lease
from crm_desktop.work import SYSTEM, execute
from db.models.system import LeaseRow
from db.session import Database

SERVICES = "services"
THERE_SECONDS = 20.0
"""The lease holds three times as long: so long after a sudden end the seats begin."""
LOOK_SECONDS = 10.0
log = logging.getLogger(__name__)
_UNTIL = select(LeaseRow.until).where(LeaseRow.name == bindparam("name"))


class Service(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Presence(Periodic):
    """The services are there. A file has one program at it, so that nothing needs to be said."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, SERVICES, lambda _: None, seconds=THERE_SECONDS, waits=lambda one: not one.is_sqlite)
        self._holder = SERVICES  # of several, and of one that was started anew, each goes on for the other

    def stop(self) -> None:
        super().stop()
        if self._database.is_sqlite:
            return
        try:
            execute(self._database, hold_lease, HoldLease(SERVICES, self._holder, 0), actor=SYSTEM)
        except (Away, DBAPIError):
            log.warning("the database is away; the seats begin when the lease ends")


def services_at_work(database: Database) -> bool:
    """Whether an office's services signed in within the last minute."""
    with database.read() as session:
        until = session.scalar(_UNTIL, {"name": SERVICES})
    return until is not None and until > clock.now()


class StandIn:
    """What `make` makes, at work while no services are; made anew each time."""

    def __init__(
        self, database: Database, make: Callable[[], list[Service]], *, look_seconds: float = LOOK_SECONDS
    ) -> None:
        self._database, self._make, self._seconds = database, make, look_seconds
        self._standing: list[Service] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="stand in", daemon=True)

    @property
    def stands(self) -> bool:
        """Whether this seat does the work now."""
        return bool(self._standing)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets what is in hand end."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._look()
            except (Away, DBAPIError):
                log.warning("the database is away; who does the work is looked at when it is back")
            except Exception:
                log.exception("a bug of standing in")
            self._stop.wait(self._seconds)
        self._let_go()

    def _look(self) -> None:
        there = services_at_work(self._database)
        if there and self._standing:
            self._let_go()
        elif not there and not self._standing:
            self._standing = self._make()
            for service in self._standing:
                service.start()

    def _let_go(self) -> None:
        for service in reversed(self._standing):
            service.stop()
        self._standing = []
