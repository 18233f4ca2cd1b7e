"""Reads: SQL straight to records."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.errors import Erased, NotFound
from crm_desktop.intake.records import FormDoor, RecordRead, SubmissionRow
from db.models import intake
from db.vocabulary import Outcome


def form_door(session: Session, key: str) -> FormDoor:
    door = select(intake.FormRow.active, intake.FormRow.options).where(intake.FormRow.key == key)
    row = session.execute(door).first()
    return FormDoor(*row) if row else FormDoor()


def list_submissions(session: Session, *, outcome: Outcome | None = None, limit: int = 100) -> list[SubmissionRow]:
    """The newest first, by the reading of their first record."""
    s, r = intake.SubmissionRow, aliased(intake.SubmissionReadingRow)
    statement = select(
        s.id,
        s.source,
        s.channel,
        s.content_type,
        s.received_at,
        func.coalesce(func.length(s.raw), 0),
        r.outcome,
        func.coalesce(r.number, ""),
        func.coalesce(r.reason, ""),
    ).outerjoin(r, (r.submission_id == s.id) & (r.position == 0))
    if outcome is not None:
        statement = statement.where(r.outcome == outcome)
    return [SubmissionRow(*row) for row in session.execute(statement.order_by(s.id.desc()).limit(limit))]


def show_submission(session: Session, submission_id: int) -> tuple[SubmissionRow, list[RecordRead], dict[str, Any]]:
    """What came, what it was understood to be, and its headers. Raises NotFound."""
    row = session.get(intake.SubmissionRow, submission_id)
    if row is None:
        raise NotFound(kind="submission", key=submission_id)
    r = intake.SubmissionReadingRow
    found = session.execute(
        select(r.outcome, r.number, r.reason).where(r.submission_id == submission_id).order_by(r.position)
    )
    readings = [RecordRead(*reading) for reading in found]
    first = readings[0] if readings else RecordRead(Outcome.QUARANTINED, "", "")
    shown = SubmissionRow(
        row.id,
        row.source,
        row.channel,
        row.content_type,
        row.received_at,
        len(row.raw or b""),
        first.outcome if readings else None,
        first.number,
        first.reason,
    )
    return shown, readings, dict(row.headers)


def raw_bytes(session: Session, submission_id: int) -> bytes:
    """Exactly what came. Raises NotFound, Erased."""
    row = session.get(intake.SubmissionRow, submission_id)
    if row is None:
        raise NotFound(kind="submission", key=submission_id)
    if row.raw is None:
        raise Erased(submission=submission_id)
    return row.raw


def quarantined(session: Session) -> list[int]:
    """Keys of all that no one could understand yet."""
    r = intake.SubmissionReadingRow
    return list(session.scalars(select(r.submission_id).where(r.outcome == Outcome.QUARANTINED).distinct()))
