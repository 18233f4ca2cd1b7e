"""Understands what waits: the newest and the oldest in turn, so that a backlog slows nobody and starves nobody."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from crm_desktop import clock, settings
from crm_desktop.errors import Away
from crm_desktop.intake.interpreting import interpret, interpret_some
from crm_desktop.intake.resting import Rest
from crm_desktop.work import BrokenOff
from crm_desktop.working_time import calendar_of, is_open
from db.errors import is_away, is_passing
from db.models.intake import SubmissionQueueRow
from db.session import Database

BATCH = 20
FRESH, BEHIND, BETWEEN = 10, 4, 4
"""At once of what has just come, and of a backlog: what comes meanwhile waits for no more than that. While senders
wait to be answered it is fewer, for they wait for it."""
MOST_BEFORE = 20
"""So many times running what has just come goes first; then a few of the backlog have their turn."""
GIVING_WAY_SECONDS, LOOK_AGAIN_SECONDS = 0.5, 0.01
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


def fresh(database: Database, *, since: int, limit: int = FRESH) -> list[int]:
    """Keys of due submissions that came after the one of the key `since`, the oldest first."""
    queue = SubmissionQueueRow
    due = select(queue.submission_id).where(queue.submission_id > since, queue.due_at <= clock.now())
    with database.read() as session:
        return list(session.scalars(due.order_by(queue.submission_id).limit(limit)))


def interpret_all(database: Database) -> int:
    """Everything that is due now; how many."""
    done = 0
    while due := waiting(database):
        for submission_id in due if not _together(database, due) else ():
            interpret(database, submission_id)
        done += len(due)
    return done


def _together(database: Database, submission_ids: list[int], *, in_the_way: Callable[[], bool] = lambda: False) -> bool:
    """Under one commit; False when one of them is in the way, and nothing was written. Raises Away, BrokenOff."""
    try:
        interpret_some(database, submission_ids, in_the_way=in_the_way)
    except (Away, BrokenOff):
        raise
    except Exception as fault:
        if isinstance(fault, DBAPIError) and (is_away(fault) or is_passing(fault)):
            raise
        return False
    return True


class Interpreter:
    """A thread that understands what comes in, until it is stopped; a database that is away is waited for.

    What has just come goes before a backlog, which rests while forms come one after another; while `receiving` says
    that senders wait, it gives way for a moment.
    """

    def __init__(self, database: Database, *, receiving: Callable[[], bool] = lambda: False) -> None:
        self._database = self._own = database
        self._receiving = receiving
        self._newest: int | None = None
        self._behind = self._broken_off = False
        self._before = 0
        self._rest = Rest()
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
        self._own = self._database.apart()
        self._warm_up()
        while not self._stop.is_set():
            try:
                more = self._understand()
            except (Away, DBAPIError) as fault:
                if isinstance(fault, DBAPIError) and not (is_away(fault) or is_passing(fault)):
                    log.exception("the interpreter goes on after a fault")
                self._stop.wait(AWAY_SECONDS)
                continue
            if not more and not self._stop.is_set():
                self._wake.wait(LOOK_SECONDS)
        if self._own is not self._database:
            self._own.close()

    def _warm_up(self) -> None:
        """The calendar of holidays takes a while when it is first asked: not in the middle of the first inquiry."""
        try:
            with self._own.read() as session:
                configured = settings.load(session)
            is_open(calendar_of(configured), clock.now())
        except (Away, DBAPIError):
            log.warning("the database is away; it is waited for")

    def _understand(self) -> bool:
        """A batch of what waits; False where nothing did. One that cannot even be put off is passed by for a while, for
        those behind it."""
        self._give_way()
        self._wake.clear()  # before the look: who is stored after it wakes again
        came = self._just_came()
        self._behind = self._newest is not None and not came
        if self._behind and self._rests():
            return True
        due = came or self._backlog()
        if self._stop.is_set():
            return False
        started = time.monotonic()
        try:
            if due and not _together(self._own, due, in_the_way=self._may_wait()):
                self._one_by_one(due)
        except BrokenOff:
            self._broken_off = True
            return True
        if self._behind:
            self._broken_off, self._before = False, 0
            self._rest.worked(time.monotonic() - started)
        return bool(due)

    def _one_by_one(self, due: list[int]) -> None:
        for submission_id in due:
            if self._stop.is_set():
                break
            try:
                interpret(self._own, submission_id)
            except (Away, DBAPIError) as fault:
                if isinstance(fault, Away) or is_away(fault) or is_passing(fault):
                    raise
                self._pass_by(submission_id)
            except Exception:  # noqa: BLE001 - one poisonous submission never stops those behind it
                self._pass_by(submission_id)

    def _just_came(self) -> list[int]:
        """What has come since the last look, by itself; nothing where it went first often enough."""
        if self._newest is None or self._before >= MOST_BEFORE:
            return []
        came = fresh(self._own, since=self._newest, limit=BETWEEN if self._receiving() else FRESH)
        if came:
            self._newest = came[-1]
            self._before += 1
            self._rest.somebody_came()
        passed_by = self._passed_by() if came else ()
        return [key for key in came if key not in passed_by]

    def _backlog(self) -> list[int]:
        """Some of the newest and the oldest that wait."""
        limit = BETWEEN if self._receiving() else BEHIND
        due = waiting(self._own, limit=limit, passed_by=self._passed_by())
        if due and self._newest is None:
            self._newest = max(due)
        return due

    def _rests(self) -> bool:
        """Whether the backlog rested for a moment, in which somebody may have come."""
        seconds = self._rest.seconds()
        if not seconds or self._before >= MOST_BEFORE or self._stop.is_set():
            return False
        started = time.monotonic()
        self._wake.wait(seconds)
        self._rest.rested(time.monotonic() - started)
        return True

    def _may_wait(self) -> Callable[[], bool]:
        """A backlog is broken off for who comes meanwhile, but not twice running: it is to grow less."""
        return self._came if self._behind and not self._broken_off else lambda: False

    def _came(self) -> bool:
        """Whether senders wait to be answered, or one was answered since the last look."""
        return self._receiving() or self._wake.is_set()

    def _give_way(self) -> None:
        """Until nobody waits to be answered, or for a moment; whoever was just stored wakes it."""
        end = time.monotonic() + GIVING_WAY_SECONDS
        while self._receiving() and time.monotonic() < end and not self._stop.is_set():
            self._wake.clear()
            self._wake.wait(LOOK_AGAIN_SECONDS)

    def _pass_by(self, submission_id: int) -> None:
        log.exception("submission %s is passed by", submission_id)
        self._poison[submission_id] = clock.now() + PASS_BY

    def _passed_by(self) -> list[int]:
        now = clock.now()
        self._poison = {key: until for key, until in self._poison.items() if until > now}
        return list(self._poison)
