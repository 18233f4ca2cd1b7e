"""What someone asks by phone or at the counter, taken down in one go."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.customers.contact import move_contact
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.rules import ContactEvent, normal_phone
from crm_desktop.customers.service import add_customer
from crm_desktop.errors import InvalidValue
from crm_desktop.inquiries import stages
from crm_desktop.inquiries.goods import goods_in_text
from crm_desktop.inquiries.records import InquiryRegistered, RegisterInquiry, TakeDown
from crm_desktop.inquiries.service import locked, register_inquiry
from crm_desktop.work import Work, use_case
from db.models.customers import CustomerKeyRow, CustomerRow
from db.vocabulary import CustomerKey, CustomerKind, FunnelStage, Permission, TimelineKind

SUBJECT = 120


@use_case(Permission.HANDLE_INQUIRIES)
def take_down(work: Work, command: TakeDown) -> InquiryRegistered:
    """The inquiry of whoever calls, theirs who took it; answered at once, or to come back on a day, where told so.

    Raises InvalidValue where nobody or nothing is told, or the day to come back is over.
    """
    wanted = command.wanted.strip()
    if not wanted:
        raise InvalidValue(field="wanted", value="", rule="required")
    if command.follow_up_on is not None and command.follow_up_on < work.today:
        raise InvalidValue(field="follow_up_on", value=command.follow_up_on.isoformat(), rule="past")
    customer_id = command.customer_id or _by_phone(work.session, command.phone) or _new_person(work, command)
    goods = goods_in_text(work.session, wanted)
    asked = RegisterInquiry(
        customer_id=customer_id,
        channel=command.channel,
        subject=wanted.splitlines()[0][:SUBJECT],
        message=wanted,
        products=tuple((one.product.product_id, one.quantity) for one in goods if one.product is not None),
        employee_id=work.actor.employee_id,
    )
    done = register_inquiry(work, asked)
    if command.follow_up_on is not None:
        locked(work.session, done.number).follow_up_on = command.follow_up_on
    if command.answered:
        stages.reach(work, done.opportunity_id, FunnelStage.ANSWERED)
        move_contact(
            work,
            customer_id,
            ContactEvent.FIRST_REPLY,
            kind=TimelineKind.CALL,
            text=done.number,
            opportunity_id=done.opportunity_id,
        )
    return done


def _by_phone(session: Session, phone: str) -> int | None:
    """The one customer who is known by this number; None where nobody or several are."""
    key, c = CustomerKeyRow, CustomerRow
    wanted = normal_phone(phone)
    if not wanted:
        return None
    held = session.scalars(
        select(func.coalesce(c.merged_into_id, c.id))
        .join(key, key.customer_id == c.id)
        .where(key.kind == CustomerKey.PHONE, key.value == wanted)
        .distinct()
    ).all()
    return held[0] if len(held) == 1 else None


def _new_person(work: Work, command: TakeDown) -> int:
    new = NewCustomer(command.name.strip() or command.phone.strip(), CustomerKind.PERSON, phone=command.phone)
    return add_customer(work, new).customer_id
