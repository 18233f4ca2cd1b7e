"""Understands what waits: the newest and the oldest in turn, so that a backlog slows nobody and starves nobody."""

import logging
import threading
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from crm_desktop import clock
from crm_desktop.errors import Away
from crm_desktop.intake.interpreting import interpret, interpret_some
from db.errors import is_away, is_passing
from db.models.intake import SubmissionQueueRow
from db.session import Database

BATCH = 20
LOOK_SECONDS = 0.3
AWAY_SECONDS = 2.0
PASS_BY = timedelta(minutes=10)
log = logging.getLogger(__name__)


def waiting(database: Database, *, limit: int = BATCH, passed_by: list[int] | None = None) -> list[int]:
    """Keys of due submissions: the newest first, then the oldest."""
    queue = SubmissionQueueRow
    due = select(queue.submission_id).where(queue.due_at <= clock.now())
    if passed_by:
        due = due.where(queue.submission_id.not_in(passed_by))
    with database.read() as session:
        newest = list(session.scalars(due.order_by(queue.submission_id.desc()).limit(limit // 2)))
        oldest = list(session.scalars(due.order_by(queue.submission_id).limit(limit // 2)))
    return list(dict.fromkeys(newest + oldest))


def interpret_all(database: Database) -> int:
    """Everything that is due now; how many."""
    done = 0
    while due := waiting(database):
        for submission_id in due if not _together(database, due) else ():
            interpret(database, submission_id)
        done += len(due)
    return done


def _together(database: Database, submission_ids: list[int]) -> bool:
    """Under one commit; False when one of them is in the way, and nothing was written. Raises Away."""
    try:
        interpret_some(database, submission_ids)
    except Away:
        raise
    except Exception as fault:
        if isinstance(fault, DBAPIError) and (is_away(fault) or is_passing(fault)):
            raise
        return False
    return True


class Interpreter:
    """A thread that understands what comes in, until it is stopped; a database that is away is waited for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._poison: dict[int, datetime] = {}
        self._thread = threading.Thread(target=self._run, name="interpreter", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something was just received by this process."""
        self._wake.set()

    def stop(self) -> None:
        self._stop.set()
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                understood = self._understand()
            except (Away, DBAPIError) as fault:
                if isinstance(fault, DBAPIError) and not (is_away(fault) or is_passing(fault)):
                    log.exception("the interpreter goes on after a fault")
                self._stop.wait(AWAY_SECONDS)
                continue
            if not understood:
                self._wake.wait(LOOK_SECONDS)
                self._wake.clear()

    def _understand(self) -> int:
        """A batch of what waits; one that cannot even be put off is passed by for a while, for those behind it."""
        due = [key for key in waiting(self._database, passed_by=self._passed_by()) if not self._stop.is_set()]
        if not due or _together(self._database, due):
            return len(due)
        for submission_id in due:
            if self._stop.is_set():
                break
            try:
                interpret(self._database, submission_id)
            except (Away, DBAPIError) as fault:
                if isinstance(fault, Away) or is_away(fault) or is_passing(fault):
                    raise
                self._pass_by(submission_id)
            except Exception:  # noqa: BLE001 - one poisonous submission never stops those behind it
                self._pass_by(submission_id)
        return len(due)

    def _pass_by(self, submission_id: int) -> None:
        log.exception("submission %s is passed by", submission_id)
        self._poison[submission_id] = clock.now() + PASS_BY

    def _passed_by(self) -> list[int]:
        now = clock.now()
        self._poison = {key: until for key, until in self._poison.items() if until > now}
        return list(self._poison)
