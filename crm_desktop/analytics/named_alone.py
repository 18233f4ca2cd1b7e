"""Expenses of no campaign that name an order or a customer themselves: what the named orders brought."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from crm_desktop.analytics.records import Sums
from crm_desktop.analytics.sales import Money, line_columns, once, sums_of
from crm_desktop.money import share
from db.models.sales import OrderRow
from db.models.worth import ExpenseRow

Attributed = Callable[[list[Any]], Select[Any]]


def named_alone(since: date, until: date, currency: str) -> ColumnElement[bool]:
    """Orders that an expense of the period names, or whose customer one names that names no order."""
    e = ExpenseRow
    counted = (e.campaign_id.is_(None), e.day.between(since, until), e.currency == currency)
    orders = select(e.order_id).where(e.order_id.is_not(None), *counted)
    customers = select(e.customer_id).where(e.order_id.is_(None), e.customer_id.is_not(None), *counted)
    return or_(OrderRow.id.in_(orders), OrderRow.customer_id.in_(customers))


@dataclass(slots=True)
class _Named:
    """What was spent on naming an order or a customer: in the period, and ever up to its end."""

    now: int = 0
    ever: int = 0


@dataclass(slots=True)
class _Naming:
    orders: dict[int, _Named] = field(default_factory=dict)
    customers: dict[int, _Named] = field(default_factory=dict)


def shared(session: Session, since: date, until: date, money: Money, attributed: Attributed) -> Sums:
    """What these orders brought; an order that several expenses name answers to each for its part of the cost."""
    naming = _naming(session, since, until, money)
    named = [OrderRow.id.label("order_id"), OrderRow.customer_id.label("customer_id")]
    lines = once(attributed([*named, *line_columns(money)]))
    groups = (lines.c.order_id, lines.c.customer_id)
    revenue = margin = orders = uncosted = 0
    for row in session.execute(select(*groups, *sums_of(lines)).group_by(*groups)):
        order, customer, *numbers = tuple(row)
        sums = Sums(*(int(number) for number in numbers[:-1]))
        spent = [naming.orders.get(order, _Named()), naming.customers.get(customer, _Named())]
        now, ever = sum(one.now for one in spent), sum(one.ever for one in spent)
        revenue += share(sums.revenue, now, ever)
        margin += share(sums.margin, now, ever)
        orders, uncosted = orders + sums.orders, uncosted + sums.uncosted
    return Sums(revenue=revenue, orders=orders, margin=margin, uncosted=uncosted)


def _naming(session: Session, since: date, until: date, money: Money) -> _Naming:
    e, found = ExpenseRow, _Naming()
    statement = select(e.order_id, e.customer_id, e.day, e.amount)
    statement = statement.where(e.campaign_id.is_(None), e.day <= until, e.currency == money.currency)
    for order, customer, day, amount in session.execute(statement):
        if order is not None:
            named = found.orders.setdefault(order, _Named())
        elif customer is not None:
            named = found.customers.setdefault(customer, _Named())
        else:
            continue
        named.ever += amount
        named.now += amount if day >= since else 0
    return found
