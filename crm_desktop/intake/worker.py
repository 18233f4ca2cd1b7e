"""Understands what waits: the newest and the oldest in turn, so that a backlog slows nobody and starves nobody."""

import logging
import threading

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from crm_desktop import clock
from crm_desktop.errors import Away
from crm_desktop.intake.interpreting import interpret
from db.errors import is_away
from db.models.intake import SubmissionQueueRow
from db.session import Database

BATCH = 20
LOOK_SECONDS = 0.3
AWAY_SECONDS = 2.0
log = logging.getLogger(__name__)


def waiting(database: Database, *, limit: int = BATCH) -> list[int]:
    """Keys of due submissions: the newest first, then the oldest."""
    queue = SubmissionQueueRow
    due = select(queue.submission_id).where(queue.due_at <= clock.now())
    with database.read() as session:
        newest = list(session.scalars(due.order_by(queue.submission_id.desc()).limit(limit // 2)))
        oldest = list(session.scalars(due.order_by(queue.submission_id).limit(limit // 2)))
    return list(dict.fromkeys(newest + oldest))


def interpret_all(database: Database) -> int:
    """Everything that is due now; how many."""
    done = 0
    while due := waiting(database):
        for submission_id in due:
            interpret(database, submission_id)
        done += len(due)
    return done


class Interpreter:
    """A thread that understands what comes in, until it is stopped; a database that is away is waited for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._wake = threading.Event()
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
                due = waiting(self._database)
                for submission_id in due:
                    if self._stop.is_set():
                        return
                    interpret(self._database, submission_id)
            except (Away, DBAPIError) as fault:
                if isinstance(fault, DBAPIError) and not is_away(fault):
                    log.exception("the interpreter goes on after a fault")
                self._stop.wait(AWAY_SECONDS)
                continue
            if not due:
                self._wake.wait(LOOK_SECONDS)
                self._wake.clear()
