"""Mails that have not left, or of which nobody knows whether they did: a person says what becomes of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.work import Work, use_case
from db.models.leaving import MessageRow
from db.vocabulary import JobState, Permission, Topic

WAITING = (JobState.UNCERTAIN, JobState.FAILED, JobState.SENDING, JobState.QUEUED)
"""In the order of how much they need a person."""
NEED_A_PERSON = (JobState.UNCERTAIN, JobState.FAILED)
MOST = 100


class MailNotWaiting(KnownError):
    """The mail's state does not allow this: `message`, `state`."""

    code = "mail_not_waiting"


@dataclass(frozen=True, slots=True)
class WaitingMail:
    message_id: int
    recipient: str
    subject: str
    state: JobState
    attempt: int
    fault: str
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class RetryMail:
    message_id: int


@dataclass(frozen=True, slots=True)
class ResolveMail:
    """A person says of an uncertain mail whether it was sent; one that was not is sent no more."""

    message_id: int
    sent: bool


@dataclass(frozen=True, slots=True)
class CancelMail:
    message_id: int


@dataclass(frozen=True, slots=True)
class MailSaved:
    message_id: int
    state: JobState


def waiting_mails(session: Session, *, state: JobState | None = None) -> list[WaitingMail]:
    """Of each state the newest first, at most 100."""
    m, found = MessageRow, []
    for one in (state,) if state else WAITING:
        columns = select(m.id, m.recipient, m.subject, m.state, m.attempt, m.fault, m.queued_at)
        rows = session.execute(columns.where(m.state == one).order_by(m.id.desc()).limit(MOST))
        found += [WaitingMail(*row) for row in rows]
    return found


def mails_that_need_a_person(session: Session) -> int:
    """How many failed, or may have been sent and may not."""
    row = MessageRow
    return int(session.scalar(select(func.count()).where(row.state.in_(NEED_A_PERSON))) or 0)


@use_case(Permission.HANDLE_INQUIRIES)
def retry_mail(work: Work, command: RetryMail) -> MailSaved:
    """Once more, under its own id, so that a mailbox which has it already may know it again. Raises NotFound,
    MailNotWaiting."""
    row = _locked(work, command.message_id, NEED_A_PERSON)
    row.state, row.due_at, row.fault, row.ended_at = JobState.QUEUED, work.now, "", None
    return _saved(work, row, "retry")


@use_case(Permission.HANDLE_INQUIRIES)
def resolve_mail(work: Work, command: ResolveMail) -> MailSaved:
    """Only a person resolves what is uncertain (law 9). Raises NotFound, MailNotWaiting."""
    row = _locked(work, command.message_id, (JobState.UNCERTAIN,))
    row.state = JobState.DONE if command.sent else JobState.CANCELLED
    row.ended_at = work.now
    return _saved(work, row, "resolve")


@use_case(Permission.HANDLE_INQUIRIES)
def cancel_mail(work: Work, command: CancelMail) -> MailSaved:
    """What is not to be sent any more; what is being sent or has left cannot be taken back (MailNotWaiting)."""
    row = _locked(work, command.message_id, (JobState.QUEUED, *NEED_A_PERSON))
    row.state, row.ended_at = JobState.CANCELLED, work.now
    return _saved(work, row, "cancel")


def _locked(work: Work, message_id: int, states: tuple[JobState, ...]) -> MessageRow:
    row = work.session.scalar(select(MessageRow).where(MessageRow.id == message_id).with_for_update())
    if row is None:
        raise NotFound(kind="message", key=message_id)
    if row.state not in states:
        raise MailNotWaiting(message=row.id, state=row.state.value)
    return row


def _saved(work: Work, row: MessageRow, action: str) -> MailSaved:
    work.session.flush()
    work.audit(action, "message", row.id, after={"state": row.state})
    work.changed(Topic.MESSAGES, row.id, row.state.value, label=row.recipient)
    return MailSaved(row.id, row.state)
