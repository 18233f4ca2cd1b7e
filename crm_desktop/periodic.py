"""Periodic work belongs to whoever holds its leased row (law 12): one process does it, however many run."""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from crm_desktop.errors import Away
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.system import LeaseRow
from db.session import Database
from db.vocabulary import Permission

AWAY_SECONDS = 5.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HoldLease:
    """`holder` has what `name` stands for alone for `seconds`; 0 lets it go."""

    name: str
    holder: str
    seconds: float


@use_case(Permission.RECEIVE_SUBMISSIONS)
def hold_lease(work: Work, command: HoldLease) -> bool:
    """Whether it is the holder's."""
    row = work.session.scalar(select(LeaseRow).where(LeaseRow.name == command.name).with_for_update())
    until = work.now + timedelta(seconds=command.seconds)
    if row is None:
        work.session.add(LeaseRow(name=command.name, holder=command.holder, until=until))
        return True
    if row.holder != command.holder and row.until > work.now:
        return False
    row.holder, row.until = command.holder, until
    return True


class Periodic:
    """A thread that does `task` every so many seconds while it holds the lease `name`.

    `waits` is a cheap look whether there is anything to do, so that an idle company takes no write lock.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        task: Callable[[Database], object],
        *,
        seconds: float,
        waits: Callable[[Database], bool] = lambda _: True,
    ) -> None:
        self._database, self._name, self._task, self._seconds, self._waits = database, name, task, seconds, waits
        self._holder = uuid.uuid4().hex
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets what is being done end."""
        self._stop.set()
        self._thread.join()

    def run_once(self) -> bool:
        """Whether it was ours to do and there was something to do."""
        if not self._waits(self._database):
            return False
        hold = HoldLease(self._name, self._holder, 3 * self._seconds)
        if not execute(self._database, hold_lease, hold, actor=SYSTEM):
            return False
        self._task(self._database)
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            pause = self._seconds
            try:
                self.run_once()
            except (Away, DBAPIError):
                log.warning("the database is away; %s goes on when it is back", self._name)
                pause = AWAY_SECONDS
            except Exception:
                log.exception("a bug of %s", self._name)
            self._stop.wait(pause)
