"""The print station: takes the next job of a printer, sends it outside any transaction, writes the result."""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, bindparam, exists, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from crm_desktop import clock
from crm_desktop.errors import Away
from crm_desktop.faults import fault
from crm_desktop.leaving import AWAY_SECONDS, LEASE_SECONDS, pause_after, state_after, written_within_lease
from crm_desktop.printing.queries import printer_record
from crm_desktop.printing.transports import send
from crm_desktop.work import Actor, Work, execute, use_case
from db.changes import Waker
from db.models.leaving import PrinterRow, PrintJobRow
from db.session import Database
from db.types import Instant
from db.vocabulary import JobState, Permission, Role, Topic

LONGEST_PAUSE_SECONDS = 30
IDLE_SECONDS, PRINTERS_SECONDS = 0.25, 2.0
LOOK_SECONDS, LISTEN_SECONDS = 0.02, 1.0
"""How often a file is asked whether something was written, so that a label leaves while the clerk still looks; on
Postgres the wake-up comes by itself."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """`printer_id` 0: whatever waits."""

    station: str
    printer_id: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours until the lease ends; `attempt` tells our hold from any later one. `job_id` 0: none."""

    job_id: int = 0
    attempt: int = 0
    printer_id: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    job_id: int
    attempt: int
    state: JobState
    sent: int
    fault: str


@dataclass(frozen=True, slots=True)
class ResultWritten:
    job_id: int
    state: JobState


@dataclass(frozen=True, slots=True)
class GoOn:
    """What became of the job in hand, and that the station is there for the next one."""

    result: Result
    claim: Claim


@use_case(Permission.WORK_PRINT_QUEUE)
def claim(work: Work, command: Claim) -> Claimed:
    """Leases the next due job. What another left in `sending` past its lease becomes uncertain, never ours."""
    return _claimed(work, command)


@use_case(Permission.WORK_PRINT_QUEUE)
def go_on(work: Work, command: GoOn) -> Claimed:
    """The result and the next lease in one: a hundred labels wait for the disk a hundred times, not two hundred."""
    _result_written(work, command.result)
    return _claimed(work, command.claim)


def _claimed(work: Work, command: Claim) -> Claimed:
    _give_up_lost(work)
    told: dict[str, object] = {"now": work.now, "station": command.station}
    if command.printer_id:
        row = work.session.execute(_NEXT_OF_PRINTER, {**told, "printer_id": command.printer_id}).first()
    else:
        row = work.session.execute(_NEXT_OF_ANY, told).first()
    if row is None:
        return Claimed()
    job_id, attempt, printer_id = row
    work.session.execute(
        update(PrintJobRow)
        .where(PrintJobRow.id == job_id)
        .values(
            state=JobState.SENDING,
            attempt=attempt + 1,
            leased_by=command.station,
            leased_until=work.now + timedelta(seconds=LEASE_SECONDS),
        )
    )
    work.changed(Topic.PRINT_JOBS, job_id, JobState.SENDING.value)
    return Claimed(job_id, attempt + 1, printer_id)


def _first_due(*, of_printer: bool) -> Select[int, int, int]:
    """The first queued job of a printer on which nothing earlier waits or is being sent: order is kept."""
    job, before, printer = PrintJobRow, aliased(PrintJobRow), PrinterRow
    earlier = exists().where(
        before.printer_id == job.printer_id,
        before.id < job.id,
        before.state.in_((JobState.QUEUED, JobState.SENDING)),
    )
    sending = exists().where(before.printer_id == job.printer_id, before.state == JobState.SENDING)
    statement = (
        select(job.id, job.attempt, job.printer_id)
        .join(printer, printer.id == job.printer_id)
        .where(
            job.state == JobState.QUEUED,
            job.due_at <= bindparam("now", type_=Instant),
            printer.active,
            or_(printer.station == "", printer.station == bindparam("station")),
            ~earlier,
            ~sending,
        )
        .order_by(job.id)
        .limit(1)
        .with_for_update(of=job, skip_locked=True)
    )
    return statement.where(job.printer_id == bindparam("printer_id")) if of_printer else statement


_NEXT_OF_ANY, _NEXT_OF_PRINTER = _first_due(of_printer=False), _first_due(of_printer=True)
"""Built once: building them takes longer than the database takes to answer."""


def _give_up_lost(work: Work) -> None:
    lost = work.session.execute(
        update(PrintJobRow)
        .where(PrintJobRow.state == JobState.SENDING, PrintJobRow.leased_until < work.now)
        .values(state=JobState.UNCERTAIN, fault=fault("station_gone"), ended_at=work.now)
        .returning(PrintJobRow.id)
    ).all()
    for (job_id,) in lost:
        work.changed(Topic.PRINT_JOBS, job_id, JobState.UNCERTAIN.value)


@use_case(Permission.WORK_PRINT_QUEUE)
def write_result(work: Work, command: Result) -> ResultWritten:
    """Written only by whoever still holds the job: a hold that was given up meanwhile changes nothing."""
    _result_written(work, command)
    return ResultWritten(command.job_id, command.state)


def _result_written(work: Work, command: Result) -> None:
    values = {
        "state": command.state,
        "sent_bytes": command.sent,
        "fault": command.fault,
        "due_at": work.now + timedelta(seconds=pause_after(command.attempt, LONGEST_PAUSE_SECONDS)),
        "ended_at": None if command.state is JobState.QUEUED else work.now,
        "leased_until": None,
    }
    done = work.session.execute(
        update(PrintJobRow)
        .where(
            PrintJobRow.id == command.job_id,
            PrintJobRow.attempt == command.attempt,
            PrintJobRow.state == JobState.SENDING,
        )
        .values(**values)
        .returning(PrintJobRow.title)
    ).first()
    if done is not None:
        work.changed(Topic.PRINT_JOBS, command.job_id, command.state.value, label=done[0])


class Station:
    """Serves the printers of one workstation, each in a thread of its own: one stalled holds up no other."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._actor = Actor(employee_id=None, name=f"station {name}", role=Role.STATION, place=name)
        self._name = name
        self._stop = threading.Event()
        self._woken = threading.Condition()
        self._turn = 0
        self._ears: Waker | None = None
        self._threads: list[threading.Thread] = []

    def run_once(self) -> int:
        """Sends all that is due now, printer by printer; how many jobs were tried."""
        tried, claimed = 0, self._claim(0)
        while claimed.job_id:
            claimed = self._serve(claimed, 0)
            tried += 1
        return tried

    def start(self) -> None:
        """Serves until `stop`; printers added later are served too."""
        thread = threading.Thread(target=self._look_for_printers, name="print station", daemon=True)
        self._threads.append(thread)
        thread.start()
        ears = threading.Thread(target=self._listen, name="print station ears", daemon=True)
        self._threads.append(ears)
        ears.start()

    def stop(self) -> None:
        """Lets what is being sent end."""
        self._stop.set()
        self._wake()
        if self._ears is not None:
            self._ears.stop()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        """Something was written: whoever serves a printer looks at once. Without ears they look by the clock."""
        while not self._stop.is_set():
            try:
                self._ears = Waker(self._database, look_seconds=LOOK_SECONDS)
                while not self._stop.is_set():
                    if self._ears.wait(LISTEN_SECONDS):
                        self._wake()
            except (OSError, DBAPIError):
                self._stop.wait(AWAY_SECONDS)
            finally:
                if self._ears is not None:
                    self._ears.close()

    def _wake(self) -> None:
        with self._woken:
            self._turn += 1
            self._woken.notify_all()

    def _rest(self, turn: int, seconds: float) -> None:
        """Until something is written after `turn`, at most so long."""
        with self._woken:
            self._woken.wait_for(lambda: self._turn != turn or self._stop.is_set(), seconds)

    def _look_for_printers(self) -> None:
        served: set[int] = set()

        def look() -> bool:
            with self._database.read() as session:
                mine = PrinterRow.active & PrinterRow.station.in_(("", self._name))
                there = set(session.scalars(select(PrinterRow.id).where(mine)))
            for printer_id in sorted(there - served):
                self._serve_printer(printer_id)
            served.update(there)
            return False

        self._steadily(look, PRINTERS_SECONDS)

    def _serve_printer(self, printer_id: int) -> None:
        def look() -> bool:
            if not self._waits(printer_id):
                return False
            claimed = self._claim(printer_id)
            busy = bool(claimed.job_id)
            while claimed.job_id:
                claimed = self._serve(claimed, printer_id)
            return busy

        thread = threading.Thread(
            target=self._steadily, args=(look, IDLE_SECONDS), name=f"printer {printer_id}", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _steadily(self, look: Callable[[], bool], pause: float) -> None:
        """Until `stop`: a database that is away is waited for; a bug is logged and ends no printer's service."""
        while not self._stop.is_set():
            turn = self._turn
            try:
                busy = look()
            except (Away, DBAPIError):
                log.warning("the database is away; printing goes on when it is back")
                self._stop.wait(AWAY_SECONDS)
            except Exception:
                log.exception("a bug of the print station")
                self._stop.wait(AWAY_SECONDS)
            else:
                if not busy:
                    self._rest(turn, pause)

    def _waits(self, printer_id: int) -> bool:
        """A cheap look, so that an idle station, or one whose printer is off, takes no write lock."""
        job, now = PrintJobRow, clock.now()
        first = (
            select(job.state, job.due_at, job.leased_until)
            .join(PrinterRow, PrinterRow.id == job.printer_id)
            .where(
                job.printer_id == printer_id,
                job.state.in_((JobState.QUEUED, JobState.SENDING)),
                PrinterRow.active,
            )
            .order_by(job.id)
            .limit(1)
        )
        with self._database.read() as session:
            found = session.execute(first).first()
        if found is None:
            return False
        state, due_at, leased_until = found
        if state is JobState.QUEUED:
            return due_at <= now
        return leased_until is not None and leased_until < now

    def _claim(self, printer_id: int) -> Claimed:
        return execute(self._database, claim, Claim(self._name, printer_id), actor=self._actor)

    def _serve(self, claimed: Claimed, printer_id: int) -> Claimed:
        """Sends the job, writes what became of it, and answers the next one, which is ours already."""
        with self._database.read() as session:
            printer = printer_record(session.get_one(PrinterRow, claimed.printer_id))
            job = session.get_one(PrintJobRow, claimed.job_id)
            payload, title = job.payload, job.title
        sent = send(printer, payload, title=title)
        result = Result(claimed.job_id, claimed.attempt, state_after(sent), sent.count, sent.fault)
        return self._write(result, printer_id)

    def _write(self, result: Result, printer_id: int) -> Claimed:
        command_id, following = str(uuid.uuid4()), GoOn(result, Claim(self._name, printer_id))

        def write() -> Claimed:
            if self._stop.is_set():
                execute(self._database, write_result, result, actor=self._actor)
                return Claimed()
            return execute(self._database, go_on, following, actor=self._actor, command_id=command_id)

        return written_within_lease(write, self._stop)
