"""Reads: SQL straight to records."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import NotFound
from crm_desktop.printing.records import LabelSize, Printer, PrintJob
from db.models.leaving import PrinterRow, PrintJobRow
from db.vocabulary import JobState

_FIRST_ACTIVE = select(PrinterRow).where(PrinterRow.active).order_by(PrinterRow.id).limit(1)


def printer_record(row: PrinterRow) -> Printer:
    return Printer(
        printer_id=row.id,
        name=row.name,
        kind=row.kind,
        language=row.language,
        host=str(row.address.get("host", "")),
        port=int(row.address.get("port", 0)),
        path=str(row.address.get("path", "")),
        dpi=row.dpi,
        size=LabelSize(row.width_mm, row.height_mm),
        station=row.station,
        active=row.active,
        queue=str(row.address.get("queue", "")),
        server=str(row.address.get("server", "")),
        device=str(row.address.get("device", "")),
        baud=int(row.address.get("baud", 9600)),
        asks_state=bool(row.address.get("asks_state", False)),
        graphic=bool(row.address.get("graphic", False)),
        version=row.version,
    )


def list_printers(session: Session) -> list[Printer]:
    return [printer_record(row) for row in session.scalars(select(PrinterRow).order_by(PrinterRow.id))]


def printer_by_name(session: Session, name: str) -> Printer:
    """Raises NotFound."""
    row = session.scalar(select(PrinterRow).where(PrinterRow.name == name))
    if row is None:
        raise NotFound(kind="printer", key=name)
    return printer_record(row)


def default_printer(session: Session) -> Printer | None:
    """The first active one."""
    row = session.scalar(_FIRST_ACTIVE)
    return None if row is None else printer_record(row)


def list_jobs(
    session: Session, *, state: JobState | None = None, order_id: int | None = None, limit: int = 100
) -> list[PrintJob]:
    """The newest first."""
    j, p = PrintJobRow, PrinterRow
    statement = select(j.id, p.name, j.kind, j.title, j.state, j.attempt, j.fault, j.queued_at, j.ended_at).join(
        p, p.id == j.printer_id
    )
    if state is not None:
        statement = statement.where(j.state == state)
    if order_id is not None:
        statement = statement.where(j.order_id == order_id)
    return [PrintJob(*row) for row in session.execute(statement.order_by(j.id.desc()).limit(limit))]


def is_reprint(session: Session, job_id: int) -> bool:
    return session.scalar(select(PrintJobRow.reprint_of_id).where(PrintJobRow.id == job_id)) is not None


def jobs_by_state(session: Session) -> dict[JobState, int]:
    """How many wait, fail or are uncertain; done ones are left out."""
    rows = session.execute(
        select(PrintJobRow.state, func.count())
        .where(PrintJobRow.state.not_in((JobState.DONE, JobState.CANCELLED)))
        .group_by(PrintJobRow.state)
    )
    return {row[0]: row[1] for row in rows}
