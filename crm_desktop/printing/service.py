"""The durable queue: a job is a row first; what becomes of it is written row by row (law 9)."""

import re
from typing import Any, assert_never

from sqlalchemy import select

from crm_desktop.errors import InvalidValue, KnownError, NotFound, StaleRecord
from crm_desktop.printing.records import (
    AddPrinter,
    CancelJob,
    ChangePrinter,
    JobSaved,
    JobsQueued,
    PrinterAdded,
    QueueJob,
    ResolveJob,
    RetryJob,
)
from crm_desktop.work import Work, use_case
from db.models.leaving import PrinterRow, PrintJobRow
from db.prepared import write_row
from db.vocabulary import JobKind, JobState, Permission, PrinterKind, PrinterLanguage, Topic


class JobNotWaiting(KnownError):
    """The job's state does not allow this: `job`, `state`."""

    code = "job_not_waiting"


@use_case(Permission.SET_UP)
def add_printer(work: Work, command: AddPrinter) -> PrinterAdded:
    """Raises InvalidValue for an empty or used name, or an address that its kind lacks."""
    row = PrinterRow(**_columns(work, command, 0), active=True)
    work.session.add(row)
    work.session.flush()
    work.audit("add", "printer", row.id, after={"name": row.name})
    work.changed(Topic.SETTINGS, row.id, "printer", label=row.name)
    return PrinterAdded(row.id, row.name)


@use_case(Permission.SET_UP)
def change_printer(work: Work, command: ChangePrinter) -> PrinterAdded:
    """Raises NotFound, StaleRecord, and InvalidValue as `add_printer`. Off, it takes no new jobs and keeps its own."""
    row = work.session.scalar(select(PrinterRow).where(PrinterRow.id == command.printer_id).with_for_update())
    if row is None:
        raise NotFound(kind="printer", key=command.printer_id)
    if row.version != command.version:
        raise StaleRecord(kind="printer", key=row.name, mine=command.version, theirs=row.version)
    wanted = _columns(work, command.wanted, row.id) | {"active": command.active}
    before = {name: getattr(row, name) for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version += 1
    work.audit("change", "printer", row.id, before=before, after={name: wanted[name] for name in before})
    work.changed(Topic.SETTINGS, row.id, "printer", label=row.name)
    return PrinterAdded(row.id, row.name)


def _columns(work: Work, command: AddPrinter, printer_id: int) -> dict[str, Any]:
    """What is stored of a printer. Raises InvalidValue."""
    name = command.name.strip()
    if not name:
        raise InvalidValue(field="name", value="", rule="required")
    named = select(PrinterRow.id).where(PrinterRow.name == name, PrinterRow.id != printer_id)
    if work.session.scalar(named) is not None:
        raise InvalidValue(field="name", value=name, rule="unique")
    if command.language is PrinterLanguage.PDF and command.kind not in (PrinterKind.SYSTEM, PrinterKind.FILE):
        raise InvalidValue(field="language", value=command.language.value, rule="pdf_needs_queue")
    for field, value in (("dpi", command.dpi), ("width", command.width)):
        if value <= 0:
            raise InvalidValue(field=field, value=value, rule="positive")
    return {
        "name": name,
        "kind": command.kind,
        "language": command.language,
        "address": _address(command),
        "dpi": command.dpi,
        "width_mm": command.width,
        "height_mm": command.height,
        "station": command.station.strip(),
    }


def _address(command: AddPrinter) -> dict[str, str | int | bool]:
    """Raises InvalidValue with the field that its kind needs."""
    match command.kind:
        case PrinterKind.TCP:
            found: dict[str, str | int | bool] = {"host": command.host.strip(), "port": command.port}
        case PrinterKind.FILE:
            found = {"path": command.path}
        case PrinterKind.SYSTEM:
            found = {"queue": command.queue.strip(), "server": command.server.strip()}
        case PrinterKind.USB:
            found = {"device": command.device.strip()}
            if found["device"] and not re.fullmatch(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", command.device.strip()):
                raise InvalidValue(field="device", value=command.device, rule="usb_device")
        case PrinterKind.SERIAL:
            found = {"device": command.device.strip(), "baud": command.baud}
        case _:
            assert_never(command.kind)
    if command.kind is PrinterKind.TCP and not 0 < command.port < 65_536:
        raise InvalidValue(field="port", value=command.port, rule="choice")
    needed = next(iter(found))
    if not found[needed]:
        raise InvalidValue(field=needed, value="", rule="required")
    return found | {"asks_state": command.asks_state, "graphic": command.graphic}


def queue_job(
    work: Work,
    *,
    printer_id: int,
    kind: JobKind,
    title: str,
    payload: bytes,
    order_id: int | None = None,
    reprint_of_id: int | None = None,
) -> int:
    """The key of a queued job; its bytes were rendered before the transaction."""
    job_id = write_row(
        work.session,
        PrintJobRow,
        {
            "printer_id": printer_id,
            "kind": kind,
            "title": title[:200],
            "order_id": order_id,
            "reprint_of_id": reprint_of_id,
            "payload": payload,
            "state": JobState.QUEUED,
            "due_at": work.now,
            "queued_at": work.now,
            "queued_by": work.actor.name,
        },
    )
    work.changed(Topic.PRINT_JOBS, job_id, JobState.QUEUED.value, label=title)
    return job_id


@use_case(Permission.PRINT)
def queue_print(work: Work, command: QueueJob) -> JobSaved:
    """A label or test page that belongs to no step."""
    job_id = queue_job(
        work,
        printer_id=command.printer_id,
        kind=command.kind,
        title=command.title,
        payload=command.payload,
        order_id=command.order_id,
        reprint_of_id=command.reprint_of_id,
    )
    work.audit("queue", "print_job", job_id, after={"title": command.title})
    return JobSaved(job_id, JobState.QUEUED)


@use_case(Permission.PRINT)
def queue_all(work: Work, command: tuple[QueueJob, ...]) -> JobsQueued:
    """Several jobs, all or none, in their order."""
    return JobsQueued(tuple(queue_print(work, job).job_id for job in command))


@use_case(Permission.PRINT)
def retry_job(work: Work, command: RetryJob) -> JobSaved:
    """A failed or uncertain job is tried once more, as the person wishes.

    Its attempts are counted on: what a station of before still says of it is not taken for this one's word.
    Raises NotFound, JobNotWaiting.
    """
    row = _locked(work, command.job_id)
    if row.state not in (JobState.FAILED, JobState.UNCERTAIN):
        raise JobNotWaiting(job=row.id, state=row.state.value)
    row.state, row.due_at, row.fault, row.ended_at = JobState.QUEUED, work.now, "", None
    return _saved(work, row, "retry")


@use_case(Permission.PRINT)
def resolve_job(work: Work, command: ResolveJob) -> JobSaved:
    """Only a person resolves what is uncertain: it came out, or it did not and is cancelled. Raises NotFound,
    JobNotWaiting."""
    row = _locked(work, command.job_id)
    if row.state is not JobState.UNCERTAIN:
        raise JobNotWaiting(job=row.id, state=row.state.value)
    row.state = JobState.DONE if command.printed else JobState.CANCELLED
    row.ended_at = work.now
    return _saved(work, row, "resolve")


@use_case(Permission.PRINT)
def cancel_job(work: Work, command: CancelJob) -> JobSaved:
    """What is not to be printed any more; what is being sent or is done cannot be taken back. Raises NotFound,
    JobNotWaiting."""
    row = _locked(work, command.job_id)
    if row.state not in (JobState.QUEUED, JobState.FAILED, JobState.UNCERTAIN):
        raise JobNotWaiting(job=row.id, state=row.state.value)
    row.state, row.ended_at = JobState.CANCELLED, work.now
    return _saved(work, row, "cancel")


def withdraw_jobs(work: Work, order_id: int) -> None:
    """What waits to be printed for an order that is no more. What is uncertain stays with a person (law 9)."""
    row, waiting = PrintJobRow, (JobState.QUEUED, JobState.FAILED)
    jobs = select(row).where(row.order_id == order_id, row.state.in_(waiting)).order_by(row.id).with_for_update()
    for job in work.session.scalars(jobs).all():
        job.state, job.ended_at = JobState.CANCELLED, work.now
        _saved(work, job, "cancel")


def _locked(work: Work, job_id: int) -> PrintJobRow:
    row = work.session.scalar(select(PrintJobRow).where(PrintJobRow.id == job_id).with_for_update())
    if row is None:
        raise NotFound(kind="print_job", key=job_id)
    return row


def _saved(work: Work, row: PrintJobRow, action: str) -> JobSaved:
    work.session.flush()
    work.audit(action, "print_job", row.id, after={"state": row.state})
    work.changed(Topic.PRINT_JOBS, row.id, row.state.value, label=row.title)
    return JobSaved(row.id, row.state)
