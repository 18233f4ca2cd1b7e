"""Items of the funnel one by one: which stand first, and what is told of each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, case, collate, func, select, type_coerce
from sqlalchemy.orm import Session

from crm_desktop.analytics.funnel import Where, reason, restrict_items
from crm_desktop.analytics.item_value import latest_offer, with_value
from crm_desktop.analytics.periods import received_in
from crm_desktop.analytics.sales import Money, bytewise
from db.models.customers import CustomerRow
from db.models.history import HistoryItemRow
from db.models.sales import InquiryRow, OpportunityRow, OrderRow

AT_ONCE = 5_000


def first_order() -> ColumnElement[Any]:
    """The number of an item's first order."""
    o = OrderRow
    first = select(func.min(o.number)).where(o.opportunity_id == OpportunityRow.id)
    return first.correlate(OpportunityRow).scalar_subquery()


def number_of(order: Any) -> ColumnElement[Any]:
    """An item's own: that of its inquiry, the imported one, or that of its first `order`."""
    return func.coalesce(InquiryRow.number, func.nullif(HistoryItemRow.number, ""), order, "")


def first_items(
    session: Session, since: date, until: date, where: Where, money: Money, *, limit: int
) -> list[tuple[int, int]]:
    """Key and value of those that stand first in a list: by value, then number."""
    p, i = OpportunityRow, InquiryRow
    number = number_of(first_order()).label("number")
    statement = select(p.id, number).select_from(p).outerjoin(i, i.opportunity_id == p.id)
    valued = with_value(statement, received_in(session, since, until), money, latest_offer())
    found = restrict_items(valued, where).subquery().c
    places = (found.value.desc(), collate(found.number, bytewise(session)), found.id)
    rows = session.execute(select(found.id, found.value).order_by(*places).limit(limit))
    return [(row[0], int(row[1])) for row in rows]


def told_items(session: Session, items: Sequence[tuple[int, int]]) -> list[tuple[Any, ...]]:
    """(number, customer code, name, stage, lost reason, received, value, kind, order) of (key, value), in their order.

    `kind` "inquiry" or, of an item that had none, "order"; `order` the number of its first order, "" of none.
    """
    p, i, c, past = OpportunityRow, InquiryRow, CustomerRow, HistoryItemRow
    order = first_order()
    told_reason = case((p.lost_at.is_not(None), reason()), else_="")
    kind = case((i.id.is_(None), "order"), else_="inquiry")
    statement = (
        select(
            *(p.id, number_of(order), c.code, c.name, type_coerce(p.furthest, String), told_reason, p.received_on),
            *(kind, func.coalesce(order, "")),
        )
        .select_from(p)
        .join(c, c.id == p.customer_id)
        .outerjoin(i, i.opportunity_id == p.id)
        .outerjoin(past, past.opportunity_id == p.id)
    )
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(items), AT_ONCE):
        some = [key for key, _ in items[start : start + AT_ONCE]]
        for key, *told in session.execute(statement.where(p.id.in_(some))):
            found[key] = tuple(told)
    return [(*found[key][:6], value, *found[key][6:]) for key, value in items]
