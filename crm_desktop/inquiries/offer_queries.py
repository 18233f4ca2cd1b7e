"""Reads of offers: SQL straight to records."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.customers.queries import seat_of
from crm_desktop.documents.records import Party
from crm_desktop.errors import NotFound
from crm_desktop.inquiries.offer_records import Offer, OfferLine
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OfferLineRow, OfferRow, OpportunityRow
from db.models.staff import EmployeeRow


def show_offer(session: Session, number: str, *, revision: int | None = None) -> Offer:
    """The latest version, or the one that is told. Raises NotFound."""
    o, c, i, p, e = OfferRow, CustomerRow, InquiryRow, OpportunityRow, EmployeeRow
    wanted = select(o, c.name, c.nip, func.coalesce(i.number, ""), p.channel, func.coalesce(e.name, ""))
    joined = (
        wanted.join(c, c.id == o.customer_id)
        .join(p, p.id == o.opportunity_id)
        .outerjoin(i, i.opportunity_id == o.opportunity_id)
        .outerjoin(e, e.id == p.employee_id)
    )
    which = [o.number == number, *([o.revision == revision] if revision is not None else [])]
    found = session.execute(joined.where(*which).order_by(o.revision.desc()).limit(1)).first()
    if found is None:
        raise NotFound(kind="offer", key=number if revision is None else f"{number} v{revision}")
    row, name, nip, inquiry, channel, owner = found
    seat = seat_of(session, row.customer_id)
    return Offer(
        offer_id=row.id,
        number=row.number,
        revision=row.revision,
        status=row.status,
        inquiry=inquiry,
        opportunity_id=row.opportunity_id,
        channel=channel,
        customer_id=row.customer_id,
        customer=Party(name, seat.street, seat.postal_code, seat.city, seat.country or "PL", nip),
        owner=owner,
        made_at=row.made_at,
        valid_until=row.valid_until,
        currency=row.currency,
        net=row.net,
        lines=_lines(session, row.id),
    )


def _lines(session: Session, offer_id: int) -> tuple[OfferLine, ...]:
    p, line = ProductRow, OfferLineRow
    rows = session.execute(
        select(p.id, p.code, p.name, p.unit, line.quantity, line.unit_price, line.discount, line.vat_rate, line.net)
        .join(line, line.product_id == p.id)
        .where(line.offer_id == offer_id)
        .order_by(line.position)
    )
    return tuple(OfferLine(*row) for row in rows)
