"""Use cases on inquiries: one user action, one function, one transaction. Offers: offers.py; calls: calls.py."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.customers.contact import move_contact, set_contact, something_open, tell_timeline
from crm_desktop.customers.rules import ContactEvent, checked_recipient
from crm_desktop.errors import InvalidValue, KnownError, NotFound, StaleRecord
from crm_desktop.inquiries import stages
from crm_desktop.inquiries.records import (
    AnswerInquiry,
    AssignInquiry,
    FollowUp,
    InquiryRegistered,
    InquirySaved,
    LoseInquiry,
    RegisterInquiry,
    ReopenInquiry,
)
from crm_desktop.inquiries.registering import register_inquiries
from crm_desktop.messages.service import queue_message
from crm_desktop.work import Work, use_case
from db.models.customers import CustomerRow, TimelineRow
from db.models.sales import InquiryRow, OpportunityRow, OrderRow
from db.models.staff import EmployeeRow
from db.vocabulary import ContactStatus, FunnelStage, OrderStatus, Permission, TimelineKind, Topic


class Told(TypedDict):
    """What a row of the timeline refers to."""

    what: str
    text: str
    opportunity_id: int


def register_inquiry(work: Work, command: RegisterInquiry) -> InquiryRegistered:
    """A new inquiry of a known customer, numbered, due by the company's promise."""
    return register_inquiries(work, [command])[0]


@use_case(Permission.HANDLE_INQUIRIES)
def take_call(work: Work, command: RegisterInquiry) -> InquiryRegistered:
    """An inquiry that a person enters, by phone or at the counter."""
    return register_inquiry(work, command)


@use_case(Permission.HANDLE_INQUIRIES)
def answer_inquiry(work: Work, command: AnswerInquiry) -> InquirySaved:
    """A reply by a person: queued as mail, or spoken. The first moves the contact to `in_talks`.

    Raises InvalidValue for an empty one, and for a recipient that is no e-mail address.
    """
    row = locked(work.session, command.number, version=command.version)
    if not command.text.strip():
        raise InvalidValue(field="text", value="", rule="required")
    recipient = checked_recipient(command.recipient)
    _heard(work, row)
    first = stages.reach(work, row.opportunity_id, FunnelStage.ANSWERED)
    if recipient:
        queue_message(
            work,
            recipient=recipient,
            subject=f"Re: {row.subject} [{row.number}]",
            body=command.text,
            customer_id=row.customer_id,
            opportunity_id=row.opportunity_id,
        )
    kind = TimelineKind.REPLY if recipient else TimelineKind.CALL
    if first:
        contact = move_contact(
            work,
            row.customer_id,
            ContactEvent.FIRST_REPLY,
            kind=kind,
            text=command.text,
            opportunity_id=row.opportunity_id,
        )
    else:
        tell_timeline(work, row.customer_id, kind, text=command.text, opportunity_id=row.opportunity_id)
        contact = work.session.get_one(CustomerRow, row.customer_id).status
    _take_over(work, row)
    work.audit("answer", "inquiry", row.id, personal_after={"text": command.text, "to": recipient})
    work.changed(Topic.INQUIRIES, row.id, "answered", label=row.number)
    return InquirySaved(inquiry_id=row.id, number=row.number, contact=contact)


@use_case(Permission.HANDLE_INQUIRIES)
def assign_inquiry(work: Work, command: AssignInquiry) -> InquirySaved:
    """Raises StaleRecord when someone else saved it since, NotFound for an employee who is not there."""
    row = locked(work.session, command.number, version=command.version)
    employee = work.session.get(EmployeeRow, command.employee_id)
    if employee is None:
        raise NotFound(kind="employee", key=command.employee_id)
    opportunity = work.session.get_one(OpportunityRow, row.opportunity_id)
    work.audit(
        "assign",
        "inquiry",
        row.id,
        before={"employee_id": opportunity.employee_id},
        after={"employee_id": employee.id},
    )
    opportunity.employee_id = employee.id
    _note(work, row, "assigned", employee.name)
    return _saved(work, row, "assigned")


@use_case(Permission.HANDLE_INQUIRIES)
def follow_up(work: Work, command: FollowUp) -> InquirySaved:
    """Comes back in Today on `day`. Raises StaleRecord, and InvalidValue for a day that is over."""
    row = locked(work.session, command.number, version=command.version)
    if command.day is not None and command.day < work.today:
        raise InvalidValue(field="follow_up_on", value=command.day.isoformat(), rule="past")
    told = {"follow_up_on": row.follow_up_on}, {"follow_up_on": command.day}
    before, after = ({key: day.isoformat() if day else None for key, day in one.items()} for one in told)
    work.audit("follow_up", "inquiry", row.id, before=before, after=after)
    row.follow_up_on = command.day
    _note(work, row, "follow_up", command.day.isoformat() if command.day else "")
    return _saved(work, row, "follow_up")


class OrderStands(KnownError):
    """What was ordered is not lost while its order stands: `number`, `orders` (their numbers, as one text)."""

    code = "order_stands"


@use_case(Permission.HANDLE_INQUIRIES)
def lose_inquiry(work: Work, command: LoseInquiry) -> InquirySaved:
    """Lost for `reason`; the contact is lost too when nothing else of the customer is open.

    Raises OrderStands where it was ordered, StaleRecord.
    """
    row = locked(work.session, command.number, version=command.version)
    if orders := _standing_orders(work.session, row):
        raise OrderStands(number=row.number, orders=", ".join(orders))
    row.open = False
    row.follow_up_on = None
    stages.lose(work, row.opportunity_id, command.reason)
    told: Told = {"what": command.reason.value, "text": row.number, "opportunity_id": row.opportunity_id}
    if something_open(work, row.customer_id, but_inquiry=row.id):
        tell_timeline(work, row.customer_id, TimelineKind.LOST, **told)
    else:
        move_contact(work, row.customer_id, ContactEvent.LOST_NOTHING_OPEN, kind=TimelineKind.LOST, **told)
    work.audit("lose", "inquiry", row.id, after={"reason": command.reason})
    return _saved(work, row, "lost")


class NotLost(KnownError):
    """Only what was lost is taken up again: `number`."""

    code = "not_lost"


@use_case(Permission.HANDLE_INQUIRIES)
def reopen_inquiry(work: Work, command: ReopenInquiry) -> InquirySaved:
    """A lost one is open again as it was; so is the contact, unless it has moved since. Raises NotLost, StaleRecord."""
    row = locked(work.session, command.number, version=command.version)
    opportunity = work.session.get_one(OpportunityRow, row.opportunity_id, populate_existing=True)
    if row.open or opportunity.lost_at is None:
        raise NotLost(number=row.number)
    work.audit("reopen", "inquiry", row.id, before={"reason": opportunity.lost_reason})
    row.open, row.follow_up_on = True, command.follow_up_on
    stages.find_again(work, row.opportunity_id)
    before = _contact_before(work, row)
    told: Told = {"what": "reopened", "text": row.number, "opportunity_id": row.opportunity_id}
    if before is None:
        tell_timeline(work, row.customer_id, TimelineKind.NOTE, **told)
    else:
        set_contact(work, row.customer_id, before, kind=TimelineKind.NOTE, **told)
    return _saved(work, row, "reopened")


def _standing_orders(session: Session, row: InquiryRow) -> Sequence[str]:
    """The numbers of what was ordered of it: a draft is no order yet, and a cancelled one no more."""
    o = OrderRow
    stands = o.status.not_in((OrderStatus.DRAFT, OrderStatus.CANCELLED))
    return session.scalars(select(o.number).where(o.opportunity_id == row.opportunity_id, stands).order_by(o.id)).all()


def _contact_before(work: Work, row: InquiryRow) -> ContactStatus | None:
    """What losing it moved the contact from; None where it moved nothing, or something else moved it since."""
    t = TimelineRow
    moves = select(t.opportunity_id, t.kind, t.status_before).where(
        t.customer_id == row.customer_id, t.status_after.is_not(None)
    )
    last = work.session.execute(moves.order_by(t.id.desc()).limit(1)).first()
    if last is None or (last[0], last[1]) != (row.opportunity_id, TimelineKind.LOST):
        return None
    found: ContactStatus | None = last[2]
    return found


def locked(session: Session, number: str, *, version: int | None = None) -> InquiryRow:
    """The inquiry, locked for this transaction. Raises NotFound, and StaleRecord where `version` is an older one."""
    row = session.scalar(select(InquiryRow).where(InquiryRow.number == number).with_for_update())
    if row is None:
        raise NotFound(kind="inquiry", key=number)
    if version is not None and row.version != version:
        raise StaleRecord(kind="inquiry", key=number, mine=version, theirs=row.version)
    return row


def _note(work: Work, row: InquiryRow, what: str, text: str) -> None:
    tell_timeline(work, row.customer_id, TimelineKind.NOTE, what=what, text=text, opportunity_id=row.opportunity_id)


def _saved(work: Work, row: InquiryRow, what: str) -> InquirySaved:
    work.session.flush()
    row.version += 1
    work.changed(Topic.INQUIRIES, row.id, what, label=row.number)
    contact = work.session.get_one(CustomerRow, row.customer_id, populate_existing=True).status
    return InquirySaved(inquiry_id=row.id, number=row.number, contact=contact)


def _heard(work: Work, row: InquiryRow) -> None:
    """A follow-up that was due is done, and so is the whole inquiry where its order stands and no day is set."""
    if row.follow_up_on is not None and row.follow_up_on <= work.today:
        row.follow_up_on = None
    if row.follow_up_on is None and _standing_orders(work.session, row):
        row.open = False


def _take_over(work: Work, row: InquiryRow) -> None:
    """Who answers first owns it."""
    opportunity = work.session.get_one(OpportunityRow, row.opportunity_id)
    if opportunity.employee_id is None:
        opportunity.employee_id = work.actor.employee_id
    row.version += 1
