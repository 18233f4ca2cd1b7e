"""Which items of the funnel a set of change rows may have moved: their lines are read anew (law 10)."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from db.changes import Changed
from db.models.documents import DocumentRow
from db.models.history import HistoryLineRow
from db.models.sales import InquiryRow, OfferRow, OrderLineRow, OrderRow
from db.models.worth import ExpenseRow
from db.vocabulary import Origin, Topic

AT_ONCE = 500
ALL_ANEW = {"restored", "demo", "company", "cost_method", "warehouse", "added", "form"}
"""What of the settings, or of anything brought back whole, changes every line."""


def whole_changed(changes: Iterable[Changed]) -> bool:
    """Nothing but a new fill will do."""
    return any(
        change.what in ("restored", "demo") or (change.topic is Topic.SETTINGS and change.what in ALL_ANEW)
        for change in changes
    )


def moved_items(session: Session, changes: Sequence[Changed]) -> set[int]:
    """Keys of the items. An import of history tells the first of its orders: all from there on may be its own."""
    o = OrderRow
    found: set[int] = set()
    ids = {topic: sorted({change.record_id for change in changes if change.topic is topic}) for topic in Topic}
    imported = [change.record_id for change in changes if (change.topic, change.what) == (Topic.ORDERS, "imported")]
    if imported:
        found |= set(session.scalars(select(o.opportunity_id).where(o.id >= min(imported)).distinct()))
    if ids[Topic.EXPENSES]:
        named = select(ExpenseRow.order_id).where(ExpenseRow.order_id.is_not(None), ExpenseRow.campaign_id.is_not(None))
        found |= set(session.scalars(select(o.opportunity_id).where(o.id.in_(named))))
    for statement, column, keys in _questions(ids):
        for start in range(0, len(keys), AT_ONCE):
            found |= set(session.scalars(statement.where(column.in_(keys[start : start + AT_ONCE]))))
    return found


def _questions(ids: dict[Topic, list[int]]) -> list[tuple[Select[Any], ColumnElement[Any], list[int]]]:
    o, line, past = OrderRow, OrderLineRow, HistoryLineRow
    item: Any = o.opportunity_id
    of_lines = select(item).join(line, line.order_id == o.id)
    unissued = of_lines.where(o.origin == Origin.LIVE, or_(line.issued < line.quantity, line.quantity < 0))
    of_past = of_lines.join(past, past.order_line_id == line.id)
    asked: list[tuple[Select[Any], Any, list[int]]] = [
        (select(item), o.id, ids[Topic.ORDERS]),
        (select(InquiryRow.opportunity_id), InquiryRow.id, ids[Topic.INQUIRIES]),
        (select(OfferRow.opportunity_id), OfferRow.id, ids[Topic.OFFERS]),
        (select(item), o.customer_id, ids[Topic.CUSTOMERS]),
        (of_past, past.customer_id, ids[Topic.CUSTOMERS]),
        (of_lines, line.product_id, ids[Topic.PRODUCTS]),
        (unissued, line.product_id, ids[Topic.STOCK]),
        (select(item).join(DocumentRow, DocumentRow.order_id == o.id), DocumentRow.id, ids[Topic.DOCUMENTS]),
    ]
    return [(statement, column, keys) for statement, column, keys in asked if keys]
