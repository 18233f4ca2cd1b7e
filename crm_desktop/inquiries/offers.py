"""Offers: priced answers with a validity date."""

from datetime import timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crm_desktop.customers.contact import move_contact, tell_timeline
from crm_desktop.customers.rules import ContactEvent
from crm_desktop.documents.numbering import take_number
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.inquiries import stages
from crm_desktop.inquiries.prices import prices_for
from crm_desktop.inquiries.records import InquirySaved, MakeOffer, OfferedLine, OfferNow, SendOffer
from crm_desktop.inquiries.service import locked
from crm_desktop.messages.service import queue_message
from crm_desktop.money import DISCOUNT_SCALE, line_net, minor_text, percent_text, price_text, quantity_text
from crm_desktop.words import say
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OfferLineRow, OfferRow
from db.vocabulary import FunnelStage, OfferStatus, Permission, SeriesKind, TimelineKind, Topic


@use_case(Permission.HANDLE_INQUIRIES)
def make_offer(work: Work, command: MakeOffer) -> InquirySaved:
    """A draft offer on an inquiry. Raises InvalidValue without lines, NotFound for an unknown product."""
    inquiry = locked(work.session, command.number, version=command.version)
    offer = _make(work, inquiry, command)
    tell_timeline(
        work,
        inquiry.customer_id,
        TimelineKind.OFFER,
        what=OfferStatus.DRAFT.value,
        text=offer.number,
        opportunity_id=inquiry.opportunity_id,
    )
    contact = work.session.get_one(CustomerRow, inquiry.customer_id).status
    return InquirySaved(inquiry.id, inquiry.number, contact, offer_number=offer.number)


@use_case(Permission.HANDLE_INQUIRIES)
def offer_now(work: Work, command: OfferNow) -> InquirySaved:
    """Made and with the customer in one; refuses as `make_offer` does, and StaleRecord."""
    inquiry = locked(work.session, command.offer.number, version=command.offer.version)
    return _send(work, inquiry, _make(work, inquiry, command.offer), command.recipient)


@use_case(Permission.HANDLE_INQUIRIES)
def send_offer(work: Work, command: SendOffer) -> InquirySaved:
    """The offer is with the customer: mailed, or handed over when there is no recipient."""
    offer = work.session.scalar(select(OfferRow).where(OfferRow.number == command.offer_number).with_for_update())
    if offer is None:
        raise NotFound(kind="offer", key=command.offer_number)
    inquiry = work.session.scalar(select(InquiryRow).where(InquiryRow.opportunity_id == offer.opportunity_id))
    if inquiry is None:
        raise NotFound(kind="inquiry", key=offer.number)
    return _send(work, inquiry, offer, command.recipient)


def _make(work: Work, inquiry: InquiryRow, command: MakeOffer) -> OfferRow:
    if not command.lines:
        raise InvalidValue(field="lines", value="", rule="required")
    lines = _priced(work.session, inquiry.customer_id, command.lines)
    offer = OfferRow(
        number=take_number(work, SeriesKind.OFFER, 0, work.today).text,
        opportunity_id=inquiry.opportunity_id,
        customer_id=inquiry.customer_id,
        status=OfferStatus.DRAFT,
        valid_until=command.valid_until or work.today + timedelta(days=work.settings.offer_valid_days),
        currency=work.settings.currency,
        net=sum(int(str(line["net"])) for line in lines),
        made_at=work.now,
    )
    work.session.add(offer)
    work.session.flush()
    work.session.execute(insert(OfferLineRow), [{**line, "offer_id": offer.id} for line in lines])
    work.audit("make", "offer", offer.id, after={"number": offer.number, "net": offer.net})
    work.changed(Topic.OFFERS, offer.id, "made", label=offer.number)
    return offer


def _send(work: Work, inquiry: InquiryRow, offer: OfferRow, recipient: str) -> InquirySaved:
    offer.status, offer.sent_at = OfferStatus.SENT, work.now
    offer.version += 1
    if recipient:
        queue_message(
            work,
            recipient=recipient,
            subject=say("messages.offer_subject", work.settings.language, number=offer.number),
            body=_offer_text(work, offer),
            customer_id=offer.customer_id,
            opportunity_id=offer.opportunity_id,
        )
    stages.reach(work, offer.opportunity_id, FunnelStage.OFFERED)
    contact = move_contact(
        work,
        offer.customer_id,
        ContactEvent.OFFER_SENT,
        kind=TimelineKind.OFFER,
        what=OfferStatus.SENT.value,
        text=offer.number,
        opportunity_id=offer.opportunity_id,
    )
    inquiry.version += 1
    work.audit("send", "offer", offer.id, personal_after={"to": recipient})
    work.changed(Topic.OFFERS, offer.id, "sent", label=offer.number)
    work.changed(Topic.INQUIRIES, inquiry.id, "offered", label=inquiry.number)
    return InquirySaved(inquiry.id, inquiry.number, contact, offer_number=offer.number)


def _priced(session: Session, customer_id: int, lines: tuple[OfferedLine, ...]) -> list[dict[str, object]]:
    products = {
        row.id: row
        for row in session.scalars(select(ProductRow).where(ProductRow.id.in_([line.product_id for line in lines])))
    }
    usual = prices_for(session, customer_id, {line.product_id: line.quantity for line in lines})
    priced: list[dict[str, object]] = []
    for position, line in enumerate(lines, 1):
        product = products.get(line.product_id)
        if product is None:
            raise NotFound(kind="product", key=line.product_id)
        price = usual[product.id] if line.unit_price is None else line.unit_price
        priced.append(
            {
                "position": position,
                "product_id": product.id,
                "quantity": line.quantity,
                "unit_price": price,
                "discount": line.discount,
                "vat_rate": product.vat_rate,
                "net": line_net(quantity=line.quantity, unit_price=price, discount=line.discount),
            }
        )
    return priced


def _offer_text(work: Work, offer: OfferRow) -> str:
    p, line = ProductRow, OfferLineRow
    rows = work.session.execute(
        select(p.name, p.unit, line.quantity, line.unit_price, line.discount, line.net)
        .join(line, line.product_id == p.id)
        .where(line.offer_id == offer.id)
        .order_by(line.position)
    )
    return say(
        "messages.offer_body",
        work.settings.language,
        number=offer.number,
        lines="\n".join(_line_text(*row, offer.currency) for row in rows),
        net=minor_text(offer.net),
        currency=offer.currency,
        valid_until=offer.valid_until.isoformat(),
        company=work.settings.company.name,
    )


def _line_text(name: str, unit: str, quantity: int, price: int, discount: int, net: int, currency: str) -> str:
    less = f" − {percent_text(discount, DISCOUNT_SCALE)}%" if discount else ""
    return f"{name}: {quantity_text(quantity)} {unit} × {price_text(price)}{less} = {minor_text(net)} {currency}"
