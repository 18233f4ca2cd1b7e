"""Reads: SQL straight to records."""

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.records import (
    CustomerCard,
    CustomerInquiry,
    CustomerOrder,
    CustomerRow,
    PostalAddress,
    TimelineEntry,
)
from crm_desktop.errors import NotFound
from db.models import customers, sales
from db.statements import table_of
from db.vocabulary import SearchKind

MOST = 200
_a = table_of(customers.AddressRow).c
_SEAT = (
    select(_a.name, _a.street, _a.postal_code, _a.city, _a.country, _a.phone)
    .where(_a.customer_id == bindparam("customer_id"))
    .order_by(_a.position)
    .limit(1)
)


def _rows() -> Select[*tuple[Any, ...]]:
    c, a, g = customers.CustomerRow, customers.AddressRow, customers.CustomerGroupRow
    return (
        select(c.id, c.code, c.name, c.kind, c.nip, c.email, c.phone, a.city, g.name, c.status, c.status_at)
        .outerjoin(a, (a.customer_id == c.id) & (a.position == 0))
        .outerjoin(g, g.id == c.group_id)
        .where(c.merged_into_id.is_(None))
    )


def _record(row: tuple[object, ...]) -> CustomerRow:
    values = list(row)
    values[7], values[8] = values[7] or "", values[8] or ""
    return CustomerRow(*values)  # type: ignore[arg-type]  # the columns stand in the record's order


def list_customers(session: Session, *, search_for: str = "", limit: int = MOST) -> list[CustomerRow]:
    """Those moved last first; with `search_for` those that hold its words."""
    statement = _rows()
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.CUSTOMER,), limit=limit)
        statement = statement.where(customers.CustomerRow.id.in_([hit.record_id for hit in hits]))
    ordered = statement.order_by(customers.CustomerRow.status_at.desc(), customers.CustomerRow.id.desc()).limit(limit)
    return [_record(tuple(row)) for row in session.execute(ordered)]


def customer_by_code(session: Session, code: str) -> int:
    """The key of the customer with this code, NIP or e-mail. Raises NotFound."""
    c = customers.CustomerRow
    found = session.scalar(select(c.id).where((c.code == code) | ((c.nip == code) & (c.nip != ""))).order_by(c.id))
    if found is None:
        raise NotFound(kind="customer", key=code)
    return found


def show_customer(session: Session, customer_id: int) -> CustomerCard:
    """The card of one customer. Raises NotFound."""
    found = session.execute(_rows().where(customers.CustomerRow.id == customer_id)).first()
    if found is None:
        raise NotFound(kind="customer", key=customer_id)
    whole = session.get_one(customers.CustomerRow, customer_id)
    return CustomerCard(
        row=_record(tuple(found)),
        version=whole.version,
        note=whole.note,
        address=seat_of(session, customer_id),
        timeline=tuple(timeline_of(session, customer_id=customer_id)),
        orders=tuple(_orders(session, customer_id)),
        inquiries=tuple(_inquiries(session, customer_id)),
    )


def seat_of(session: Session, customer_id: int) -> PostalAddress:
    """The customer's own address; an empty one where none is known."""
    found = session.execute(_SEAT, {"customer_id": customer_id}).first()
    return PostalAddress(*found) if found else PostalAddress()


def timeline_of(session: Session, *, customer_id: int, limit: int = MOST) -> list[TimelineEntry]:
    """What happened, the newest first."""
    t, o = customers.TimelineRow, sales.OrderRow
    rows = session.execute(
        select(t.at, t.kind, t.what, t.text, t.actor, o.number, t.status_before, t.status_after)
        .outerjoin(o, o.id == t.order_id)
        .where(t.customer_id == customer_id)
        .order_by(t.at.desc(), t.id.desc())
        .limit(limit)
    )
    return [TimelineEntry(*row[:5], row[5] or "", *row[6:]) for row in rows]


def _orders(session: Session, customer_id: int) -> list[CustomerOrder]:
    o = sales.OrderRow
    rows = session.execute(
        select(o.number, o.status, o.net, o.currency, o.created_at)
        .where(o.customer_id == customer_id)
        .order_by(o.id.desc())
        .limit(MOST)
    )
    return [CustomerOrder(*row) for row in rows]


def _inquiries(session: Session, customer_id: int) -> list[CustomerInquiry]:
    i, opportunity = sales.InquiryRow, sales.OpportunityRow
    rows = session.execute(
        select(i.number, i.subject, opportunity.channel, i.received_at, i.open)
        .join(opportunity, opportunity.id == i.opportunity_id)
        .where(i.customer_id == customer_id)
        .order_by(i.id.desc())
        .limit(MOST)
    )
    return [CustomerInquiry(*row) for row in rows]
