"""Queues an e-mail inside the transaction of what it tells; messages/outbox.py sends it."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from crm_desktop.filing import keep_bytes
from crm_desktop.messages.records import MailFile
from crm_desktop.work import Work
from db.models.leaving import MessageFileRow, MessageRow
from db.vocabulary import JobState, Topic


def queue_message(
    work: Work,
    *,
    recipient: str,
    subject: str,
    body: str,
    customer_id: int | None = None,
    opportunity_id: int | None = None,
    order_id: int | None = None,
    files: Sequence[MailFile] = (),
    answers: str = "",
    automatic: bool = False,
) -> int:
    """The key of the queued message; without `answers` (a mail's id) it refers to the last one sent in the matter."""
    before = answers or _last_sent(work, opportunity_id)
    message_id = work.session.execute(
        insert(MessageRow).returning(MessageRow.id),
        {
            "customer_id": customer_id,
            "opportunity_id": opportunity_id,
            "order_id": order_id,
            "recipient": recipient,
            "subject": subject[:250],
            "body": body,
            "message_id": _own_id(work),
            "in_reply_to": before,
            "state": JobState.QUEUED,
            "due_at": work.now,
            "queued_at": work.now,
            "queued_by": work.actor.name,
            "automatic": automatic,
        },
    ).scalar_one()
    for file in files:
        _attach(work, message_id, file)
    work.changed(Topic.MESSAGES, message_id, "queued", label=recipient)
    return message_id


def withdraw_messages(work: Work, order_id: int) -> None:
    """What waits to be sent about an order that is no more. What is uncertain stays with a person (law 9)."""
    row, waiting = MessageRow, (JobState.QUEUED, JobState.FAILED)
    letters = select(row).where(row.order_id == order_id, row.state.in_(waiting)).order_by(row.id)
    for letter in work.session.scalars(letters.with_for_update()).all():
        letter.state = JobState.CANCELLED
        work.session.flush()
        work.audit("cancel", "message", letter.id, after={"state": letter.state})
        work.changed(Topic.MESSAGES, letter.id, letter.state.value, label=letter.recipient)


def _last_sent(work: Work, opportunity_id: int | None) -> str:
    if opportunity_id is None:
        return ""
    sent = select(MessageRow.message_id).where(MessageRow.opportunity_id == opportunity_id)
    return work.session.scalar(sent.order_by(MessageRow.id.desc()).limit(1)) or ""


def _own_id(work: Work) -> str:
    """By the command that queued it; further ones of the same command are counted."""
    row = MessageRow
    before = select(func.count()).where(row.message_id.startswith(f"<{work.command_id}", autoescape=True))
    count = work.session.scalar(before.select_from(row)) or 0
    return f"<{work.command_id}{f'.{count}' if count else ''}@crm-desktop>"


def _attach(work: Work, message_id: int, file: MailFile) -> None:
    digest = keep_bytes(work.session, file.content)
    row = {"message_id": message_id, "sha256": digest, "name": file.name, "content_type": file.content_type}
    work.session.execute(insert(MessageFileRow), row)
