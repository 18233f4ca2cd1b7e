"""A person's data handed out whole, and erased on request (RODO): what is personal goes, what the law keeps stays.

Issued documents keep what was printed. Of all else a hash is left as a tombstone, and the bare facts that figures need.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.consents import BY_HAND
from crm_desktop.customers.exporting import Held, export_person, held_by
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.folding import search_text
from crm_desktop.work import Work, use_case
from db.models.customers import (
    AddressRow,
    ConsentRow,
    CustomerKeyRow,
    CustomerMergeRow,
    CustomerRow,
    ErasureRow,
    TimelineRow,
)
from db.models.documents import DocumentRow
from db.models.intake import FileRow, SubmissionFileRow, SubmissionRow
from db.models.leaving import MessageFileRow, MessageRow, PrintJobRow
from db.models.sales import InquiryRow, OrderFileRow, OrderRow
from db.models.system import AuditPersonalRow, AuditRow, ChangeRow, SearchRow
from db.vocabulary import CustomerKind, JobState, OrderStatus, OrderStep, Permission, SearchKind, TimelineKind, Topic

TOLD = (TimelineKind.REPLY, TimelineKind.CALL, TimelineKind.NOTE, TimelineKind.LOST, TimelineKind.SUBMISSION)
"""Kinds of the timeline whose text a person wrote."""
ENDED = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class EraseCustomer:
    """`version` (if given) is the one that was on screen."""

    customer_id: int
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Erasure:
    """`tombstone`: SHA-256 of what was there; `under_way`: orders that keep where they go until they are ended."""

    customer_id: int
    code: str
    tombstone: str
    submissions: int
    messages: int
    documents_kept: int
    under_way: tuple[str, ...] = ()


@use_case(Permission.EDIT_CUSTOMERS)
def erase_customer(work: Work, command: EraseCustomer) -> Erasure:
    """With all records merged into it. Once erased, again answers the same. Raises NotFound, InvalidValue."""
    row = work.session.get(CustomerRow, command.customer_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="customer", key=command.customer_id)
    if row.kind is CustomerKind.CASH:
        raise InvalidValue(field="customer", value=row.code, rule="person")
    done = work.session.scalar(select(ErasureRow).where(ErasureRow.customer_id == row.id))
    if done is not None:
        return Erasure(**{**done.told, "under_way": tuple(done.told["under_way"])})
    held = held_by(work.session, row.id)
    exported = export_person(work.session, row.id)
    tombstone = hashlib.sha256(exported.encode()).hexdigest()
    under_way = _erase_orders(work, held)
    _erase_submissions(work.session, held)
    _erase_words(work, held)
    _erase_traces(work.session, held)
    _erase_person(work, held)
    erasure = Erasure(
        row.id, row.code, tombstone, len(held.submissions), len(held.messages), len(held.documents), tuple(under_way)
    )
    told = {name: getattr(erasure, name) for name in Erasure.__slots__}
    work.session.add(ErasureRow(customer_id=row.id, at=work.now, actor=work.actor.name, told=told))
    work.audit("erase", "customer", row.id, after={"tombstone": tombstone})
    work.changed(Topic.CUSTOMERS, row.id, "erased", label=row.code)
    return erasure


def _erase_person(work: Work, held: Held) -> None:
    """The records stay as numbers without a person, found by nobody."""
    session = work.session
    for customer_id in held.customers:
        row = session.get_one(CustomerRow, customer_id)
        row.name = row.code
        row.name_key = row.nip = row.email = row.phone = row.note = row.region = ""
        row.version += 1
        search.put(work, SearchKind.CUSTOMER, customer_id, title=row.code, subtitle="")
    session.flush()
    for table in (AddressRow, CustomerKeyRow):
        session.execute(delete(table).where(table.customer_id.in_(held.customers)))
    merge = CustomerMergeRow
    involved = merge.kept_id.in_(held.customers) | merge.gone_id.in_(held.customers)
    session.execute(update(merge).where(involved).values(before={}, after={}))
    session.execute(
        update(merge).where(involved, merge.undone_at.is_(None)).values(undone_at=work.now, undone_by=work.actor.name)
    )
    consent = ConsentRow
    mine = consent.customer_id.in_(held.customers)
    session.execute(update(consent).where(mine).values(ip=""))
    session.execute(update(consent).where(mine, consent.form_key == BY_HAND).values(text=""))  # may name whoever signed
    session.execute(update(consent).where(mine, consent.withdrawn_at.is_(None)).values(withdrawn_at=work.now))


def _erase_orders(work: Work, held: Held) -> list[str]:
    """Where goods went; an order under way keeps it until it is ended (RODO art. 6(1)(b))."""
    under_way = []
    for part in _parts(held.orders):
        for row in work.session.scalars(select(OrderRow).where(OrderRow.id.in_(part))):
            row.note = ""
            if row.cancel_reason:
                _forget_why(work.session, row)
            search.put(work, SearchKind.ORDER, row.id, title=row.number, subtitle="", also=(row.external_ref or "",))
            if row.status not in ENDED:
                under_way.append(row.number)
                continue
            row.delivery_name = row.delivery_street = row.delivery_postal_code = row.delivery_city = ""
            row.delivery_phone = ""
            row.version += 1
        kept = OrderFileRow
        files = set(work.session.scalars(select(kept.sha256).where(kept.order_id.in_(part))))
        work.session.execute(delete(kept).where(kept.order_id.in_(part)))
        _erase_files(work.session, files)
        job = PrintJobRow
        ended = job.state.in_((JobState.DONE, JobState.FAILED, JobState.CANCELLED))
        work.session.execute(update(job).where(job.order_id.in_(part), ended).values(payload=b""))
    return under_way


def _forget_why(session: Session, row: OrderRow) -> None:
    """Why it was cancelled, in a person's words; that it was cancelled stays."""
    line = TimelineRow
    told = (line.order_id == row.id, line.kind == TimelineKind.ORDER, line.what == OrderStep.CANCEL.value)
    session.execute(update(line).where(*told).values(text=row.number))
    row.cancel_reason = ""


def _erase_submissions(session: Session, held: Held) -> None:
    """The raw bytes with their headers; their hash stays. Files that no other holds go too."""
    for part in _parts(held.submissions):
        row = SubmissionRow
        session.execute(update(row).where(row.id.in_(part)).values(raw=None, headers={}, remote=""))
        files = set(session.scalars(select(SubmissionFileRow.sha256).where(SubmissionFileRow.submission_id.in_(part))))
        session.execute(delete(SubmissionFileRow).where(SubmissionFileRow.submission_id.in_(part)))
        _erase_files(session, files)


def _erase_files(session: Session, files: set[str]) -> None:
    if not files:
        return
    held: set[str] = set()
    for table in (SubmissionFileRow, MessageFileRow, OrderFileRow):
        held |= set(session.scalars(select(table.sha256).where(table.sha256.in_(files))))
    session.execute(delete(FileRow).where(FileRow.sha256.in_(files - held)))


def _erase_words(work: Work, held: Held) -> None:
    """What was asked, answered and noted; a letter that has not left yet does not leave."""
    session = work.session
    for part in _parts(held.inquiries):
        session.execute(update(InquiryRow).where(InquiryRow.id.in_(part)).values(subject="", message=""))
        for row in session.scalars(select(InquiryRow).where(InquiryRow.id.in_(part))):
            search.put(work, SearchKind.INQUIRY, row.id, title=row.number, subtitle="")
    message = MessageRow
    for part in _parts(held.messages):
        waiting = message.id.in_(part) & (message.state == JobState.QUEUED)
        session.execute(update(message).where(waiting).values(state=JobState.CANCELLED, ended_at=work.now))
        session.execute(update(message).where(message.id.in_(part)).values(recipient="", subject="", body=""))
        files = set(session.scalars(select(MessageFileRow.sha256).where(MessageFileRow.message_id.in_(part))))
        session.execute(delete(MessageFileRow).where(MessageFileRow.message_id.in_(part)))
        _erase_files(session, files)
    line = TimelineRow
    session.execute(update(line).where(line.customer_id.in_(held.customers), line.kind.in_(TOLD)).values(text=""))


def _erase_traces(session: Session, held: Held) -> None:
    """Personal values beside the audit, names in the change rows and in the search index of papers that stay."""
    subjects = {"customer": held.customers, "inquiry": held.inquiries, "order": held.orders}
    for subject, ids in subjects.items():
        for part in _parts(ids):
            mine = select(AuditRow.id).where(AuditRow.subject == subject, AuditRow.subject_id.in_(part))
            session.execute(delete(AuditPersonalRow).where(AuditPersonalRow.audit_id.in_(mine)))
    change = ChangeRow
    told = {Topic.CUSTOMERS: held.customers, Topic.MESSAGES: held.messages}
    for topic, ids in told.items():
        for part in _parts(ids):
            session.execute(update(change).where(change.topic == topic, change.record_id.in_(part)).values(label=""))
    for part in _parts(held.documents):
        for document_id, number in session.execute(
            select(DocumentRow.id, DocumentRow.number).where(DocumentRow.id.in_(part))
        ):
            found = (SearchRow.kind == SearchKind.DOCUMENT) & (SearchRow.record_id == document_id)
            values = {"subtitle": "", "folded": search_text(number)}
            session.execute(update(SearchRow).where(found).values(**values))


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]
