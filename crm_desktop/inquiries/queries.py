"""Reads: SQL straight to records."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.errors import NotFound
from crm_desktop.inquiries import records
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import InquiryProductRow, InquiryRow, OfferRow, OpportunityRow, OrderRow
from db.models.staff import EmployeeRow
from db.models.warehouse import StockRow
from db.vocabulary import SearchKind


def _rows() -> Select[*tuple[Any, ...]]:
    i, p, c, e = InquiryRow, OpportunityRow, CustomerRow, EmployeeRow
    return (
        select(
            i.id,
            i.number,
            c.id,
            c.name,
            i.subject,
            p.channel,
            i.received_at,
            i.due_at,
            p.answered_at,
            p.furthest,
            func.coalesce(e.name, ""),
            i.open,
            p.lost_reason,
        )
        .join(p, p.id == i.opportunity_id)
        .join(c, c.id == i.customer_id)
        .outerjoin(e, e.id == p.employee_id)
    )


def list_inquiries(
    session: Session,
    *,
    only_open: bool = False,
    unanswered: bool = False,
    owner_id: int | None = None,
    search_for: str = "",
    limit: int = 200,
) -> list[records.InquiryRow]:
    """The newest first."""
    statement = _rows()
    if only_open or unanswered:
        statement = statement.where(InquiryRow.open)
    if unanswered:
        statement = statement.where(OpportunityRow.answered_at.is_(None))
    if owner_id is not None:
        statement = statement.where(OpportunityRow.employee_id == owner_id)
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.INQUIRY,), limit=limit)
        statement = statement.where(InquiryRow.id.in_([hit.record_id for hit in hits]))
    ordered = statement.order_by(InquiryRow.received_at.desc(), InquiryRow.id.desc()).limit(limit)
    return [records.InquiryRow(*row) for row in session.execute(ordered)]


def unanswered_count(session: Session) -> int:
    """Open inquiries that no person has answered yet."""
    return int(
        session.scalar(
            select(func.count())
            .select_from(InquiryRow)
            .join(OpportunityRow, OpportunityRow.id == InquiryRow.opportunity_id)
            .where(InquiryRow.open, OpportunityRow.answered_at.is_(None))
        )
        or 0
    )


def show_inquiry(session: Session, number: str, *, warehouse_id: int = 1) -> records.InquiryCard:
    """One inquiry with what was understood from it. Raises NotFound."""
    found = session.execute(_rows().where(InquiryRow.number == number)).first()
    if found is None:
        raise NotFound(kind="inquiry", key=number)
    row = records.InquiryRow(*found)
    whole = session.get_one(InquiryRow, row.inquiry_id)
    customer = session.get_one(CustomerRow, row.customer_id)
    orders = session.scalars(
        select(OrderRow.number).where(OrderRow.opportunity_id == whole.opportunity_id).order_by(OrderRow.id)
    )
    return records.InquiryCard(
        row=row,
        opportunity_id=whole.opportunity_id,
        message=whole.message,
        contact=customer.status,
        email=customer.email,
        phone=customer.phone,
        products=tuple(_products(session, row.inquiry_id, warehouse_id)),
        offers=tuple(_offers(session, whole.opportunity_id)),
        orders=tuple(orders),
    )


def _products(session: Session, inquiry_id: int, warehouse_id: int) -> list[records.NamedProduct]:
    n, p, s = InquiryProductRow, ProductRow, StockRow
    rows = session.execute(
        select(p.id, p.code, p.name, p.unit, n.quantity, func.coalesce(s.on_hand - s.reserved, 0))
        .join(p, p.id == n.product_id)
        .outerjoin(s, (s.product_id == p.id) & (s.warehouse_id == warehouse_id))
        .where(n.inquiry_id == inquiry_id)
        .order_by(p.name)
    )
    return [records.NamedProduct(*row) for row in rows]


def _offers(session: Session, opportunity_id: int) -> list[records.OfferSummary]:
    o = OfferRow
    rows = session.execute(
        select(o.number, o.status, o.net, o.currency, o.valid_until)
        .where(o.opportunity_id == opportunity_id)
        .order_by(o.id)
    )
    return [records.OfferSummary(*row) for row in rows]
