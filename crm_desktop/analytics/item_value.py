"""What an item of the funnel is worth, the same at every stage: its uncancelled orders' net, else its latest offer,
else its estimate (contract.md)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import aliased

from crm_desktop.analytics.sales import Money, in_currency
from db.models.history import HistoryItemRow
from db.models.sales import OfferRow, OpportunityRow, OrderLineRow, OrderRow
from db.vocabulary import LineKind, OrderStatus

NOT_STANDING = (OrderStatus.DRAFT, OrderStatus.CANCELLED)


def with_value(statement: Select[Any], when: ColumnElement[bool], money: Money, offer: Any) -> Select[Any]:
    """A select of items with their `value` and what of theirs has no rate (`excluded`): lines, else the latest offer or
    the estimate; `offer` tells the key of the latest one. What was imported of them is for the caller to join."""
    p, orders = OpportunityRow, _orders_value(when, money)
    estimated_in = func.coalesce(HistoryItemRow.currency, money.company)
    estimate = case((estimated_in == money.currency, p.estimate), else_=0)
    offered = case((OfferRow.currency == money.currency, OfferRow.net), else_=None)
    value = func.coalesce(orders.c.net, offered, estimate, 0)
    no_rate = ((OfferRow.currency != money.currency) & (OfferRow.net != 0)) | (
        (estimated_in != money.currency) & (p.estimate != 0)
    )
    left_out = case((orders.c.net.is_(None) & offered.is_(None) & no_rate, 1), else_=0)
    excluded = func.coalesce(orders.c.excluded, 0) + left_out
    return (
        statement.add_columns(value.label("value"), excluded.label("excluded"))
        .outerjoin(orders, orders.c.id == p.id)
        .outerjoin(OfferRow, OfferRow.id == offer)
        .where(when)
    )


def latest_offer() -> ColumnElement[Any]:
    """Found item by item through the index: SQLite would look through a list of all offers for each of the items."""
    later = aliased(OfferRow)
    latest = select(func.max(later.id)).where(later.opportunity_id == OpportunityRow.id)
    return latest.correlate(OpportunityRow).scalar_subquery()


def _orders_value(when: ColumnElement[bool], money: Money) -> Any:
    """Net of the goods of the uncancelled orders of the items, and their lines without a rate."""
    net = in_currency(OrderLineRow.net, money)
    return (
        select(
            OrderRow.opportunity_id.label("id"),
            func.sum(net).label("net"),
            func.sum(case((net.is_(None), 1), else_=0)).label("excluded"),
        )
        .join(OpportunityRow, OpportunityRow.id == OrderRow.opportunity_id)
        .join(OrderLineRow, OrderLineRow.order_id == OrderRow.id)
        .where(
            when,
            OrderRow.status.not_in(NOT_STANDING),
            OrderLineRow.kind.in_((LineKind.GOODS, LineKind.ADJUSTMENT)),
        )
        .group_by(OrderRow.opportunity_id)
        .subquery()
    )
