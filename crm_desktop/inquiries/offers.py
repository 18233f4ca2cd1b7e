"""Offers: priced answers with a validity date."""

from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.customers.contact import move_contact, tell_timeline
from crm_desktop.customers.rules import ContactEvent, checked_recipient
from crm_desktop.documents.numbering import take_number
from crm_desktop.documents.sheet import number as spelt
from crm_desktop.errors import InvalidValue, NotFound, OfferClosed
from crm_desktop.inquiries import stages
from crm_desktop.inquiries.prices import prices_for
from crm_desktop.inquiries.records import InquirySaved, MakeOffer, OfferedLine, SendOffer
from crm_desktop.inquiries.service import locked
from crm_desktop.messages.records import MailFile
from crm_desktop.messages.service import queue_message
from crm_desktop.money import DISCOUNT_SCALE, line_net, minor_text, percent_text, price_text, quantity_text
from crm_desktop.units import unit_word
from crm_desktop.words import day_text, say
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OfferLineRow, OfferRow
from db.vocabulary import FunnelStage, OfferStatus, Permission, SeriesKind, TimelineKind, Topic

OPEN = (OfferStatus.DRAFT, OfferStatus.SENT)
"""What may still be sent, changed or accepted."""


@use_case(Permission.HANDLE_INQUIRIES)
def make_offer(work: Work, command: MakeOffer) -> InquirySaved:
    """A draft offer on an inquiry, or the next version of one.

    Raises InvalidValue without lines or for a day that is over, NotFound for an unknown product or offer, OfferClosed
    where the offer was accepted already, StaleRecord.
    """
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
def send_offer(work: Work, command: SendOffer) -> InquirySaved:
    """The latest version is with the customer: mailed with its PDF, or handed over when there is no recipient.

    Raises NotFound, OfferClosed, InvalidValue for a recipient that is no e-mail address. What was sent before of it no
    longer holds.
    """
    offer = locked_offer(work.session, command.offer_number)
    if offer.status not in OPEN:
        raise OfferClosed(offer=offer.number)
    inquiry = work.session.scalar(select(InquiryRow).where(InquiryRow.opportunity_id == offer.opportunity_id))
    if inquiry is None:
        raise NotFound(kind="inquiry", key=offer.number)
    return _send(work, inquiry, offer, command)


def locked_offer(session: Session, number: str) -> OfferRow:
    """The latest version, locked for this transaction. Raises NotFound."""
    latest = select(OfferRow).where(OfferRow.number == number).order_by(OfferRow.revision.desc()).limit(1)
    offer = session.scalar(latest.with_for_update())
    if offer is None:
        raise NotFound(kind="offer", key=number)
    return offer


def _make(work: Work, inquiry: InquiryRow, command: MakeOffer) -> OfferRow:
    if not command.lines:
        raise InvalidValue(field="lines", value="", rule="required")
    if command.valid_until is not None and command.valid_until < work.today:
        raise InvalidValue(field="valid_until", value=command.valid_until.isoformat(), rule="past")
    number, revision = _number(work, inquiry, command)
    lines = _priced(work.session, inquiry.customer_id, command.lines)
    offer = OfferRow(
        number=number,
        revision=revision,
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


def _number(work: Work, inquiry: InquiryRow, command: MakeOffer) -> tuple[str, int]:
    """A new number, or the next version of the one that is revised."""
    if not command.revises:
        return take_number(work, SeriesKind.OFFER, 0, work.today).text, 1
    before = locked_offer(work.session, command.revises)
    if before.opportunity_id != inquiry.opportunity_id:
        raise NotFound(kind="offer", key=command.revises)
    if before.status is OfferStatus.ACCEPTED:
        raise OfferClosed(offer=before.number)
    return before.number, before.revision + 1


def _replace_earlier(work: Work, offer: OfferRow) -> None:
    """What the customer had of this offer before no longer holds."""
    earlier = (OfferRow.number == offer.number, OfferRow.revision < offer.revision, OfferRow.status.in_(OPEN))
    work.session.execute(update(OfferRow).where(*earlier).values(status=OfferStatus.EXPIRED))


def _send(work: Work, inquiry: InquiryRow, offer: OfferRow, command: SendOffer) -> InquirySaved:
    recipient = checked_recipient(command.recipient)
    offer.status, offer.sent_at = OfferStatus.SENT, work.now
    offer.version += 1
    _replace_earlier(work, offer)
    if recipient:
        queue_message(
            work,
            recipient=recipient,
            subject=say("messages.offer_subject", work.settings.language, number=_called(work, offer)),
            body=_offer_text(work, offer),
            customer_id=offer.customer_id,
            opportunity_id=offer.opportunity_id,
            files=(MailFile(paper_name(offer.number, offer.revision), "application/pdf", command.pdf),)
            if command.pdf
            else (),
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


def paper_name(number: str, revision: int) -> str:
    """As a file is called: "OF 12/2026" -> "OF 12-2026 v2.pdf"."""
    version = f" v{revision}" if revision > 1 else ""
    return f"{number.replace('/', '-')}{version}.pdf"


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
        _check(line, product, position)
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


def _check(line: OfferedLine, product: ProductRow, position: int) -> None:
    """As of an order's line: what could not be ordered is not offered."""
    field = f"lines[{position}].quantity"
    if line.quantity <= 0:
        raise InvalidValue(field=field, value=line.quantity / 1000, rule="positive")
    if product.whole_units and line.quantity % 1000:
        raise InvalidValue(field=field, value=line.quantity / 1000, rule="whole_units")


def _offer_text(work: Work, offer: OfferRow) -> str:
    language = work.settings.language
    p, line = ProductRow, OfferLineRow
    rows = work.session.execute(
        select(p.name, p.unit, line.quantity, line.unit_price, line.discount, line.net)
        .join(line, line.product_id == p.id)
        .where(line.offer_id == offer.id)
        .order_by(line.position)
    )
    language = work.settings.language
    return say(
        "messages.offer_body",
        language,
        number=_called(work, offer),
        replaces=say("messages.offer_replaces", language) if offer.revision > 1 else "",
        lines="\n".join(_line_text(*row, currency=offer.currency, language=language) for row in rows),
        net=spelt(minor_text(offer.net), language),
        currency=offer.currency,
        valid_until=day_text(offer.valid_until, language),
        company=work.settings.company.name,
    )


def _called(work: Work, offer: OfferRow) -> str:
    """A later version says so, or the customer takes it for the one they have."""
    version = say("offers.version", work.settings.language, revision=offer.revision)
    return f"{offer.number}, {version}" if offer.revision > 1 else offer.number


def _line_text(
    name: str, unit: str, quantity: int, price: int, discount: int, net: int, *, currency: str, language: str
) -> str:
    """ "Mąka: 3 worki × 48,90 = 146,70 PLN"."""
    told = [spelt(one, language) for one in (quantity_text(quantity), price_text(price), minor_text(net))]
    less = f" − {spelt(percent_text(discount, DISCOUNT_SCALE) or '0', language)}%" if discount else ""
    counted = f"{told[0]} {unit_word(unit, quantity, language)}"
    return f"{name}: {counted} × {told[1]}{less} = {told[2]} {currency}"
