"""The customer is told how their order stands: a letter from a template, seen before it leaves, sent by the outbox."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.customers.contact import tell_timeline
from crm_desktop.documents.sheet import number as grouped
from crm_desktop.errors import InvalidValue
from crm_desktop.messages.records import MailFile
from crm_desktop.messages.service import queue_message
from crm_desktop.messages.templates import Places, filled, template_for
from crm_desktop.money import minor_text, quantity_text
from crm_desktop.orders.beside import BesideSaved
from crm_desktop.orders.carriers import tracking_link
from crm_desktop.orders.drafting import locked_order
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.papers import order_paper
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import OrderCard, OrderLine
from crm_desktop.settings import Settings
from crm_desktop.units import unit_word
from crm_desktop.work import Actor, Work, execute, use_case
from db.models.customers import CustomerRow
from db.session import Database
from db.vocabulary import OrderStatus, OrderStep, Permission, TimelineKind, Topic

_OF_STATUS = {
    OrderStatus.HANDED_OVER: OrderStep.HAND_OVER,
    OrderStatus.LABELLED: OrderStep.HAND_OVER,
    OrderStatus.COMPLETED: OrderStep.COMPLETE,
    OrderStatus.CANCELLED: OrderStep.CANCEL,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """Ready to be looked at; `recipient` "" where no address is known."""

    recipient: str
    language: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class TellCustomer:
    """`files` go with it, made before the transaction (law 2)."""

    number: str
    subject: str
    body: str
    files: tuple[MailFile, ...] = ()


def step_told(status: OrderStatus) -> OrderStep:
    """Of which step a letter written now would tell."""
    return _OF_STATUS.get(status, OrderStep.PLACE)


def language_of(card: OrderCard, configured: Settings) -> str:
    """The company's in its own country, English abroad."""
    home = configured.company.country or "PL"
    return configured.language if (card.address.country or home) == home else "en"


def letter_for(
    session: Session,
    number: str,
    step: OrderStep,
    *,
    carrier: str | None = None,
    tracking: str | None = None,
    language: str = "",
) -> Letter:
    """By the step's and carrier's template; what is not told is the order's own. Raises NotFound, TemplateFault."""
    card, configured = show_order(session, number), settings.load(session)
    shipment = card.shipments[-1] if card.shipments else None
    by = carrier if carrier is not None else (shipment.carrier if shipment else "")
    under = tracking if tracking is not None else (shipment.tracking if shipment else "")
    told = language or language_of(card, configured)
    template = template_for(session, step, told, carrier=by)
    subject, body = filled(template, places_of(card, configured, carrier=by, tracking=under, language=told))
    return Letter(card.email, told, subject, body)


def places_of(card: OrderCard, configured: Settings, *, carrier: str, tracking: str, language: str) -> Places:
    shipment, to, company = (card.shipments[-1] if card.shipments else None), card.address, configured.company
    town = " ".join(part for part in (to.postal_code, to.city) if part)
    gross = grouped(minor_text(card.row.net + card.row.vat), language)
    return Places(
        order=card.row.number,
        customer=card.row.customer,
        reference=card.external_ref,
        total=f"{gross} {card.row.currency}",
        document=shipment.document if shipment else "",
        carrier=carrier,
        tracking=tracking,
        tracking_link=tracking_link(carrier, tracking),
        parcels=shipment.parcels if shipment else 1,
        rest="\n".join(_later(line, language) for line in card.lines if line.later),
        address=", ".join(part for part in (to.name, to.street, town) if part),
        payment=card.payment,
        delivery=card.delivery,
        reason=card.reason,
        owner=card.row.owner,
        company=company.name,
        phone=company.phone,
        email=company.email,
    )


def _later(line: OrderLine, language: str) -> str:
    count = grouped(quantity_text(line.later), language)
    return f"– {line.name}: {count} {unit_word(line.unit, line.later, language)}"


@use_case(Permission.ISSUE_DOCUMENTS)
def tell_customer(work: Work, command: TellCustomer) -> BesideSaved:
    """Queues the letter. Raises NotFound, InvalidValue for an empty letter or a customer without an address."""
    order = locked_order(work.session, command.number)
    customer = work.session.get_one(CustomerRow, order.customer_id)
    if not command.body.strip() or not command.subject.strip():
        raise InvalidValue(field="message", value="", rule="required")
    if not customer.email:
        raise InvalidValue(field="email", value="", rule="required")
    queue_message(
        work,
        recipient=customer.email,
        subject=command.subject.strip(),
        body=command.body,
        customer_id=customer.id,
        opportunity_id=order.opportunity_id,
        order_id=order.id,
        files=command.files,
    )
    refers = (order.opportunity_id, order.id)
    tell_timeline(
        work,
        customer.id,
        TimelineKind.REPLY,
        what="told",
        text=command.subject.strip(),
        opportunity_id=refers[0],
        order_id=refers[1],
    )
    work.audit("tell", "order", order.id, after={"files": len(command.files)})
    work.changed(Topic.ORDERS, order.id, "beside", label=order.number)
    return BesideSaved(order.id, order.number)


def send_letter(
    database: Database,
    number: str,
    letter: Letter,
    *,
    actor: Actor,
    command_id: str | None = None,
    confirmation: bool = False,
) -> BesideSaved:
    """With `confirmation` the order's confirmation goes along, in the letter's language. Raises as `tell_customer`."""
    files: tuple[MailFile, ...] = ()
    if confirmation:
        pdf = order_paper(database, number, OrderPaper.CONFIRMATION, language=letter.language)
        files = (MailFile(f"{number.replace('/', '-')}.pdf", "application/pdf", pdf),)
    command = TellCustomer(number, letter.subject, letter.body, files)
    return execute(database, tell_customer, command, actor=actor, command_id=command_id)
