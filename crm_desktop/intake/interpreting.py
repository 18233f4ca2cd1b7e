"""Interpret second: a stored submission becomes inquiries and orders, in one transaction, or is quarantined."""

import hashlib
import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from crm_desktop.catalogue.records import Product
from crm_desktop.customers.service import add_customer
from crm_desktop.errors import Erased, KnownError, NotFound
from crm_desktop.inquiries.records import RegisterInquiry
from crm_desktop.inquiries.service import register_inquiry
from crm_desktop.intake.formats.fields import Unreadable, read_fields
from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.matching import address_of, certain_match, new_customer_of
from crm_desktop.intake.products import recognised
from crm_desktop.intake.records import Draft, Interpreted, RecordRead
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place
from crm_desktop.words import tell
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.customers import ConsentRow
from db.models.intake import (
    FileRow,
    FormRow,
    SubmissionFileRow,
    SubmissionQueueRow,
    SubmissionReadingRow,
    SubmissionRow,
)
from db.models.worth import CampaignRow
from db.session import Database
from db.vocabulary import Outcome, Permission, Topic

READER = "form"
PAUSE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
log = logging.getLogger(__name__)


def interpret(database: Database, submission_id: int) -> Interpreted:
    """Understands one submission. A known fault quarantines it; a bug is logged and tried again later."""
    try:
        return execute(database, interpret_submission, submission_id, actor=SYSTEM)
    except KnownError as fault:
        if fault.exit_code == 4:
            raise
        return execute(database, quarantine, (submission_id, tell(fault, "pl")), actor=SYSTEM)
    except Exception as bug:
        log.exception("submission %s cannot be interpreted", submission_id)
        return execute(database, put_off, (submission_id, f"{type(bug).__name__}: {bug}"), actor=SYSTEM)


@use_case(Permission.INTERPRET_SUBMISSIONS)
def interpret_submission(work: Work, submission_id: int) -> Interpreted:
    """Raises NotFound, Erased. Understood already: the stored answer."""
    row = work.session.get(SubmissionRow, submission_id)
    if row is None:
        raise NotFound(kind="submission", key=submission_id)
    queued = work.session.scalar(
        select(SubmissionQueueRow.submission_id)
        .where(SubmissionQueueRow.submission_id == submission_id)
        .with_for_update()
    )
    if queued is None:
        return _stored(work, submission_id)
    if row.raw is None:
        raise Erased(submission=submission_id)
    form = work.session.get(FormRow, row.form_id) if row.form_id is not None else None
    try:
        records = read_fields(row.raw, row.content_type)
    except Unreadable as fault:
        return _write(work, row, [(RecordRead(Outcome.QUARANTINED, "", str(fault)), {})])
    options = form.options if form is not None else {}
    own_map = form.field_map if form is not None else {}
    drafts = [draft_of(fields, own_map, is_order=options.get("kind") == "order") for fields in records]
    return _write(work, row, [_record(work, row, form, draft) for draft in drafts])


def _record(work: Work, row: SubmissionRow, form: FormRow | None, draft: Draft) -> tuple[RecordRead, dict[str, Any]]:
    """One record and the columns that point at what it became."""
    _keep_uploads(work, row, draft)
    if draft.spam_reason:
        return RecordRead(Outcome.SPAM, "", draft.spam_reason), {}
    if not draft.has_contact and not draft.products:
        return RecordRead(Outcome.QUARANTINED, "", "no field tells who is asking"), {}
    if not draft.has_contact:
        return RecordRead(Outcome.QUARANTINED, "", "goods are named, but no field tells who wants them"), {}
    customer_id = certain_match(work.session, draft)
    if customer_id is None:
        customer_id = add_customer(work, new_customer_of(draft)).customer_id
    _keep_consents(work, row, form, draft, customer_id)
    campaign_id = _campaign(work, form, draft)
    named = recognised(work.session, draft.products)
    if draft.is_order and draft.products and all(product is not None for product, _ in named):
        return _order(work, row, draft, customer_id, campaign_id, named)
    registered = register_inquiry(
        work,
        RegisterInquiry(
            customer_id=customer_id,
            channel=row.channel,
            subject=_subject(draft),
            message=_message(draft),
            form_id=row.form_id,
            campaign_id=campaign_id,
            received_at=row.received_at,
            products=tuple((product.product_id, wanted.quantity) for product, wanted in named if product is not None),
        ),
    )
    reason = "an order names goods that are not known" if draft.is_order and draft.products else ""
    columns = {"opportunity_id": registered.opportunity_id}
    return RecordRead(Outcome.INQUIRY, registered.number, reason), columns


def _order(
    work: Work, row: SubmissionRow, draft: Draft, customer_id: int, campaign_id: int | None, named: list[Any]
) -> tuple[RecordRead, dict[str, Any]]:
    lines = []
    for product, wanted in named:
        known: Product = product
        quantity = wanted.quantity if not known.whole_units else -(-wanted.quantity // 1000) * 1000
        lines.append(NewLine(known.product_id, quantity, wanted.unit_price))
    placed = place(
        work,
        PlaceOrder(
            customer_id=customer_id,
            lines=tuple(lines),
            external_ref=f"{row.source}:{draft.external_ref}"[:120] if draft.external_ref else None,
            channel=row.channel,
            address=address_of(draft) if draft.street or draft.city else None,
            note=_message(draft),
            campaign_id=campaign_id,
            form_id=row.form_id,
            received_at=row.received_at,
        ),
    )
    outcome = Outcome.DUPLICATE if placed.repeated else Outcome.ORDER
    return RecordRead(outcome, placed.number, "placed before" if placed.repeated else ""), {"order_id": placed.order_id}


def _subject(draft: Draft) -> str:
    if draft.subject:
        return draft.subject
    first = draft.message.strip().splitlines()
    return first[0][:120] if first else ", ".join(product.text for product in draft.products)[:120]


def _message(draft: Draft) -> str:
    """What was written, then every field that has no meaning of its own, as it came."""
    named = [f"{product.text} × {product.quantity / 1000:g}" for product in draft.products]
    rest = [f"{key}: {value}" for key, value in draft.rest]
    return "\n".join(part for part in (draft.message, *named, *rest) if part)


def _campaign(work: Work, form: FormRow | None, draft: Draft) -> int | None:
    """That of the link the visitor came by, else the form's own."""
    if draft.campaign:
        found = work.session.scalar(select(CampaignRow.id).where(CampaignRow.key == draft.campaign))
        if found is not None:
            return found
    return form.campaign_id if form is not None else None


def _keep_uploads(work: Work, row: SubmissionRow, draft: Draft) -> None:
    for upload in draft.uploads:
        digest = hashlib.sha256(upload.content).hexdigest()
        if work.session.get(FileRow, digest) is None:
            work.session.add(FileRow(sha256=digest, content=upload.content, size=len(upload.content)))
            work.session.flush()
        file = {"submission_id": row.id, "sha256": digest, "field": upload.field[:120]}
        file |= {"name": upload.name, "content_type": upload.content_type[:120]}
        work.session.execute(insert(SubmissionFileRow), file)


def _keep_consents(work: Work, row: SubmissionRow, form: FormRow | None, draft: Draft, customer_id: int) -> None:
    options = form.options if form is not None else {}
    for key in draft.consents:
        consent = {
            "customer_id": customer_id,
            "purpose": key[:60],
            "text": str(options.get("consent_text", key)),
            "text_version": str(options.get("consent_version", "")),
            "form_key": row.source,
            "submission_id": row.id,
            "ip": row.remote,
            "given_at": row.received_at,
        }
        work.session.execute(insert(ConsentRow), consent)


def _write(work: Work, row: SubmissionRow, records: list[tuple[RecordRead, dict[str, Any]]]) -> Interpreted:
    """The readings, and the submission leaves the queue, in the same transaction as what it became."""
    rows = [
        {
            "submission_id": row.id,
            "position": position,
            "outcome": record.outcome,
            "reason": record.reason,
            "reader": READER,
            "number": record.number,
            "record_key": "",
            "opportunity_id": columns.get("opportunity_id"),
            "order_id": columns.get("order_id"),
            "at": work.now,
        }
        for position, (record, columns) in enumerate(records)
    ]
    work.session.execute(insert(SubmissionReadingRow), rows)
    work.session.execute(delete(SubmissionQueueRow).where(SubmissionQueueRow.submission_id == row.id))
    answer = _summed(row.id, [record for record, _ in records])
    work.changed(Topic.SUBMISSIONS, row.id, answer.outcome.value, label=answer.number)
    return answer


def _summed(submission_id: int, records: list[RecordRead]) -> Interpreted:
    first = next((record for record in records if record.outcome is not Outcome.DUPLICATE), records[0])
    return Interpreted(submission_id, first.outcome, first.number, first.reason, tuple(records))


def _stored(work: Work, submission_id: int) -> Interpreted:
    rows = work.session.execute(
        select(SubmissionReadingRow.outcome, SubmissionReadingRow.number, SubmissionReadingRow.reason)
        .where(SubmissionReadingRow.submission_id == submission_id)
        .order_by(SubmissionReadingRow.position)
    ).all()
    return _summed(submission_id, [RecordRead(*row) for row in rows])


@use_case(Permission.INTERPRET_SUBMISSIONS)
def quarantine(work: Work, command: tuple[int, str]) -> Interpreted:
    """Kept with its reason until a person maps its fields or retries."""
    submission_id, reason = command
    row = work.session.get(SubmissionRow, submission_id)
    if row is None:
        raise NotFound(kind="submission", key=submission_id)
    return _write(work, row, [(RecordRead(Outcome.QUARANTINED, "", reason), {})])


@use_case(Permission.INTERPRET_SUBMISSIONS)
def put_off(work: Work, command: tuple[int, str]) -> Interpreted:
    """Tried again later; after the last attempt it is quarantined."""
    submission_id, reason = command
    attempt = work.session.scalar(
        update(SubmissionQueueRow)
        .where(SubmissionQueueRow.submission_id == submission_id)
        .values(attempt=SubmissionQueueRow.attempt + 1, due_at=work.now + PAUSE)
        .returning(SubmissionQueueRow.attempt)
    )
    if attempt is None or attempt >= MOST_ATTEMPTS:
        return quarantine(work, command)
    return Interpreted(submission_id, Outcome.QUARANTINED, "", reason, ())


@use_case(Permission.INTERPRET_SUBMISSIONS)
def retry(work: Work, submission_id: int) -> Interpreted:
    """Forgets that it was quarantined and interprets again; anything else answers what it became."""
    outcomes = set(
        work.session.scalars(
            select(SubmissionReadingRow.outcome).where(SubmissionReadingRow.submission_id == submission_id)
        )
    )
    if outcomes == {Outcome.QUARANTINED}:
        work.session.execute(delete(SubmissionReadingRow).where(SubmissionReadingRow.submission_id == submission_id))
        waiting = {"submission_id": submission_id, "due_at": work.now}
        work.session.execute(insert(SubmissionQueueRow), waiting)
    return interpret_submission(work, submission_id)
