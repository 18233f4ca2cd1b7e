"""Reads: SQL straight to records."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select, tuple_
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.records import (
    Consent,
    CustomerCard,
    CustomerDocument,
    CustomerInquiry,
    CustomerOrder,
    CustomerRow,
    KeptAddress,
    PastMerge,
    PostalAddress,
    PurposeTold,
    TimelineEntry,
)
from crm_desktop.errors import NotFound
from db.models import customers, documents, sales
from db.prepared import Prepared
from db.statements import table_of
from db.vocabulary import ContactStatus, SearchKind

MOST, LATEST = 200, 2_000
_a = table_of(customers.AddressRow).c
_SEAT = Prepared(
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


def list_customers(
    session: Session,
    *,
    search_for: str = "",
    statuses: Sequence[ContactStatus] = (),
    group: str = "",
    after: CustomerRow | None = None,
    limit: int = MOST,
) -> list[CustomerRow]:
    """Those moved last first, behind `after`; with `search_for` those that hold its words, of the group by name."""
    c, g = customers.CustomerRow, customers.CustomerGroupRow
    statement = _rows()
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.CUSTOMER,), limit=max(limit, MOST))
        statement = statement.where(c.id.in_([hit.record_id for hit in hits]))
    if statuses:
        statement = statement.where(c.status.in_(statuses))
    if group:
        statement = statement.where(c.group_id == select(g.id).where(g.name == group).scalar_subquery())
    if after is not None:
        moved = literal(after.status_at, c.status_at.type)  # stored as a number, which a tuple's parts do not know
        statement = statement.where(tuple_(c.status_at, c.id) < tuple_(moved, after.customer_id))
    ordered = statement.order_by(c.status_at.desc(), c.id.desc()).limit(limit)
    return [_record(tuple(row)) for row in session.execute(ordered)]


def rows_of(session: Session, ids: Collection[int]) -> list[CustomerRow]:
    """By key; merged ones are left out."""
    found = session.execute(_rows().where(customers.CustomerRow.id.in_(ids)))
    return [_record(tuple(row)) for row in found]


def counts_by_status(session: Session) -> dict[ContactStatus, int]:
    """How many customers have each status."""
    c = customers.CustomerRow
    rows = session.execute(select(c.status, func.count()).where(c.merged_into_id.is_(None)).group_by(c.status))
    return {row[0]: row[1] for row in rows}


def group_names(session: Session) -> list[str]:
    name = customers.CustomerGroupRow.name
    return list(session.scalars(select(name).order_by(name)))


def customer_by_code(session: Session, code: str) -> int:
    """The key of the customer with this code or NIP; of one that was merged, the one it became. Raises NotFound."""
    c = customers.CustomerRow
    found = session.scalar(
        select(func.coalesce(c.merged_into_id, c.id))
        .where((c.code == code) | ((c.nip == code) & (c.nip != "")))
        .order_by(c.code != code, c.id)
    )
    if found is None:
        raise NotFound(kind="customer", key=code)
    return found


def show_customer(session: Session, customer_id: int, *, whole: bool = True) -> CustomerCard:
    """The card of one customer, or of the one it was merged into. Raises NotFound.

    Not `whole`: without consents and merges, which the office server lets nobody read who may not edit customers.
    """
    c = customers.CustomerRow
    became = session.scalar(select(func.coalesce(c.merged_into_id, c.id)).where(c.id == customer_id))
    if became is None:
        raise NotFound(kind="customer", key=customer_id)
    found = session.execute(_rows().where(c.id == became)).one()
    stored = session.get_one(c, became)
    return CustomerCard(
        row=_record(tuple(found)),
        version=stored.version,
        note=stored.note,
        address=seat_of(session, became),
        timeline=tuple(timeline_of(session, customer_id=became)),
        orders=tuple(_orders(session, became)),
        inquiries=tuple(_inquiries(session, became)),
        region=stored.region,
        others=tuple(_others(session, became)),
        documents=tuple(_documents(session, became)),
        consents=tuple(_consents(session, became)) if whole else (),
        merges=tuple(past_merges(session, became)) if whole else (),
    )


def seat_of(session: Session, customer_id: int) -> PostalAddress:
    """The customer's own address; an empty one where none is known."""
    found = _SEAT.row(session, {"customer_id": customer_id})
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


def _others(session: Session, customer_id: int) -> list[KeptAddress]:
    rows = session.execute(
        select(_a.id, _a.name, _a.street, _a.postal_code, _a.city, _a.country, _a.phone)
        .where(_a.customer_id == customer_id, _a.position > 0)
        .order_by(_a.position)
    )
    return [KeptAddress(row[0], PostalAddress(*row[1:])) for row in rows]


def _documents(session: Session, customer_id: int) -> list[CustomerDocument]:
    """Issued documents are frozen: those of a merged customer are found by its old key."""
    d, c = documents.DocumentRow, customers.CustomerRow
    merged = select(c.id).where(c.merged_into_id == customer_id)
    rows = session.execute(
        select(d.number, d.kind, d.issued_on, d.value)
        .where((d.customer_id == customer_id) | d.customer_id.in_(merged))
        .order_by(d.id.desc())
        .limit(MOST)
    )
    return [CustomerDocument(*row) for row in rows]


def _consents(session: Session, customer_id: int) -> list[Consent]:
    n = customers.ConsentRow
    rows = session.execute(
        select(n.id, n.purpose, n.text, n.text_version, n.form_key, n.ip, n.given_at, n.withdrawn_at)
        .where(n.customer_id == customer_id)
        .order_by(n.id.desc())
        .limit(MOST)
    )
    return [Consent(*row) for row in rows]


def purposes_told(session: Session) -> list[PurposeTold]:
    """Each purpose once, with its last text, the last used first; of the latest consents alone."""
    n = customers.ConsentRow
    late = select(n.id, n.purpose).where(n.text != "").order_by(n.id.desc()).limit(LATEST).subquery()
    last = select(func.max(late.c.id)).group_by(late.c.purpose)
    rows = session.execute(select(n.purpose, n.text, n.text_version).where(n.id.in_(last)).order_by(n.id.desc()))
    return [PurposeTold(*row) for row in rows]


def past_merges(session: Session, customer_id: int) -> list[PastMerge]:
    """Those into this customer that stand, the last first."""
    m, c = customers.CustomerMergeRow, customers.CustomerRow
    rows = session.execute(
        select(m.id, c.code, c.name, m.at, m.actor)
        .join(c, c.id == m.gone_id)
        .where(m.kept_id == customer_id, m.undone_at.is_(None))
        .order_by(m.id.desc())
    )
    return [PastMerge(*row) for row in rows]


def merge_to_undo(session: Session, code: str) -> int:
    """The key of the standing merge in which this code's customer went, else of the last into it. Raises NotFound."""
    m, c = customers.CustomerMergeRow, customers.CustomerRow
    key = session.scalar(select(c.id).where(c.code == code))
    for side in (m.gone_id, m.kept_id):
        found = session.scalar(select(m.id).where(side == key, m.undone_at.is_(None)).order_by(m.id.desc()).limit(1))
        if key is not None and found is not None:
            return found
    raise NotFound(kind="merge", key=code)
