"""What a mail belongs to: a reply joins its matter, one seen before is a double, an automatic one is no inquiry."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from crm_desktop.inquiries.joining import JoinMatter, join_matter
from crm_desktop.intake.reasons import read_as, why
from crm_desktop.intake.records import Draft, MailKeys, RecordRead
from crm_desktop.work import Work
from db.models.customers import CustomerRow
from db.models.intake import MailIdRow, SubmissionReadingRow
from db.models.leaving import MessageRow
from db.models.sales import InquiryRow, OfferRow, OpportunityRow, OrderRow
from db.prepared import write_rows
from db.vocabulary import Outcome

MOST_ANSWERED = 20
_AUTOMATIC = {"reply": "automatic_reply", "returned": "mail_returned"}


def follow(work: Work, submission_id: int, draft: Draft) -> tuple[RecordRead, int | None] | None:
    """What a mail is that needs no new inquiry, with its matter; None for one that does."""
    keys = draft.mail
    if keys is None:
        return None
    double = _seen_before(work, submission_id, keys)
    if double is not None:
        return read_as(work, Outcome.DUPLICATE, double[0], why("mail_seen_before")), double[1]
    opportunity_id = _matter(work, keys)
    silent = keys.automatic in _AUTOMATIC
    sort = why(_AUTOMATIC[keys.automatic]) if silent else None
    if opportunity_id is None:
        return (read_as(work, Outcome.QUARANTINED, "", sort), None) if silent else None
    text = _text(work, opportunity_id, draft)
    number = join_matter(work, JoinMatter(opportunity_id, "mail", text, silent=silent))
    return read_as(work, Outcome.UPDATE, number, sort or why("mail_joined")), opportunity_id


def remember(work: Work, mails: Sequence[tuple[int, MailKeys, int | None]]) -> None:
    """By what later mails will know these: (submission, keys, matter)."""
    if not mails:
        return
    row = MailIdRow
    work.session.execute(delete(row).where(row.submission_id.in_({submission_id for submission_id, _, _ in mails})))
    rows = []
    for submission_id, keys, opportunity_id in mails:
        known = [(keys.message_id, True), *((answered, False) for answered in keys.answers[:MOST_ANSWERED])]
        rows += [
            {
                "submission_id": submission_id,
                "mail_id": mail_id,
                "own": own,
                "digest": keys.digest if own else "",
                "opportunity_id": opportunity_id,
            }
            for mail_id, own in known
            if mail_id
        ]
    if rows:
        write_rows(work.session, MailIdRow, rows)


def _seen_before(work: Work, submission_id: int, keys: MailKeys) -> tuple[str, int | None] | None:
    """The same id and the same words, through another mailbox or in another file: number and matter."""
    if not keys.message_id:
        return None
    m, r = MailIdRow, SubmissionReadingRow
    same = (m.mail_id == keys.message_id) & m.own & (m.digest == keys.digest) & (m.submission_id != submission_id)
    found = work.session.execute(
        select(r.number, m.opportunity_id)
        .join(r, r.submission_id == m.submission_id)
        .where(same, r.outcome != Outcome.QUARANTINED)
        .order_by(m.id, r.position)
        .limit(1)
    ).first()
    return (found[0], found[1]) if found else None


def _matter(work: Work, keys: MailKeys) -> int | None:
    """By what it answers, by what answered it before it came, by a number in its subject; the newest first."""
    m = MailIdRow
    if keys.answers:
        sent = select(MessageRow.opportunity_id).where(MessageRow.message_id.in_(keys.answers))
        came = select(m.opportunity_id).where(m.mail_id.in_(keys.answers), m.own)
        for known in (
            sent.where(MessageRow.opportunity_id.is_not(None)).order_by(MessageRow.id.desc()),
            came.where(m.opportunity_id.is_not(None)).order_by(m.id.desc()),
        ):
            found = work.session.scalar(known.limit(1))
            if found is not None:
                return found
    if keys.message_id:
        early = select(m.opportunity_id).where(m.mail_id == keys.message_id, ~m.own, m.opportunity_id.is_not(None))
        found = work.session.scalar(early.order_by(m.id).limit(1))
        if found is not None:
            return found
    return _numbered(work, keys.numbers)


def _numbered(work: Work, numbers: tuple[str, ...]) -> int | None:
    for row in (InquiryRow, OfferRow, OrderRow):
        if numbers:
            known = select(row.opportunity_id).where(row.number.in_(numbers)).order_by(row.id.desc()).limit(1)
            found = work.session.scalar(known)
            if found is not None:
                return found
    return None


def _text(work: Work, opportunity_id: int, draft: Draft) -> str:
    """What was written; whose address it came from is told where it is not the customer's own."""
    ours = work.session.scalar(
        select(CustomerRow.email)
        .join(OpportunityRow, OpportunityRow.customer_id == CustomerRow.id)
        .where(OpportunityRow.id == opportunity_id)
    )
    other = draft.email and (ours or "").strip().casefold() != draft.email.casefold()
    words = draft.message or draft.subject
    return f"{draft.email}:\n{words}" if other else words
