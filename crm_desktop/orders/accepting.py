"""An accepted offer becomes an order: its lines at its prices, nothing typed again."""

from dataclasses import dataclass

from crm_desktop.customers.contact import tell_timeline
from crm_desktop.errors import OfferClosed, OfferExpired
from crm_desktop.inquiries.offer_queries import show_offer
from crm_desktop.inquiries.offers import OPEN, locked_offer
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder
from crm_desktop.orders.service import place
from crm_desktop.work import Work, use_case
from db.vocabulary import OfferStatus, Permission, TimelineKind, Topic


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """`number` is the offer's; its latest version is meant."""

    number: str


@use_case(Permission.EDIT_ORDERS)
def accept_offer(work: Work, command: AcceptOffer) -> OrderMoved:
    """The customer said yes: the order is placed. Raises NotFound, OfferClosed, OfferExpired."""
    row = locked_offer(work.session, command.number)
    if row.status not in OPEN:
        raise OfferClosed(offer=row.number)
    if row.valid_until < work.today:
        raise OfferExpired(offer=row.number, until=row.valid_until.isoformat())
    row.status = OfferStatus.ACCEPTED
    row.version += 1
    work.session.flush()
    offer = show_offer(work.session, row.number)
    lines = tuple(
        NewLine(line.product_id, line.quantity, line.unit_price, line.discount, vat_rate=line.vat_rate)
        for line in offer.lines
    )
    tell_timeline(
        work,
        offer.customer_id,
        TimelineKind.OFFER,
        what=OfferStatus.ACCEPTED.value,
        text=offer.number,
        opportunity_id=offer.opportunity_id,
    )
    work.audit("accept", "offer", row.id, after={"revision": row.revision})
    work.changed(Topic.OFFERS, row.id, "accepted", label=row.number)
    order = PlaceOrder(
        customer_id=offer.customer_id,
        lines=lines,
        opportunity_id=offer.opportunity_id,
        channel=offer.channel,
        currency=offer.currency,
    )
    return place(work, order)
