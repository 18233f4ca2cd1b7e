"""One buyer or group at a glance: what they usually buy and when next, margin, how fast they pay and we answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from crm_desktop.analytics import sales
from crm_desktop.analytics.people import answers
from crm_desktop.analytics.records import Sums
from crm_desktop.analytics.rules import median
from crm_desktop.analytics.sales import Where, restricted
from crm_desktop.money import QUANTITY_SCALE
from db.models.catalogue import ProductRow
from db.models.customers import CustomerGroupRow, CustomerRow
from db.models.sales import OrderLineRow, OrderPaymentRow, OrderRow
from db.vocabulary import LineKind, OrderStatus, Origin

MOST_USUAL = 12
LEAST_DAYS = 3
"""Days of buying from which on a rhythm is told: two gaps are the least that have a middle."""
WHOSE = ("customer", "customer_group")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days on which something was bought; `gap` the median days between, `next` the last day and one gap more.

    `gap` and `next` are None of too few days.
    """

    days: int
    last: date | None
    gap: int | None = None
    next: date | None = None

    def late(self, today: date) -> int:
        """Days since it was expected."""
        return max(0, (today - self.next).days) if self.next is not None else 0


@dataclass(frozen=True, slots=True)
class Usual:
    """One product of a buyer, or one customer of a group; `quantity` the median of a day of buying, thousandths."""

    by: str
    key: str
    name: str
    rhythm: Rhythm
    quantity: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """Of all days: `rhythm` and `usual`, what comes next first. Of the period: the rest.

    `paid_days` the median from placing to the last payment of orders that are paid; `unpaid` orders, `owed` gross.
    `answer_minutes` median working time to the first answer.
    """

    name: str
    currency: str
    rhythm: Rhythm
    usual: tuple[Usual, ...]
    sums: Sums
    paid_days: int | None
    paid: int
    unpaid: int
    owed: int
    answered: int
    answer_minutes: int | None
    in_time: int
    promised: int


def rhythm(days: Sequence[date]) -> Rhythm:
    """Of distinct days in any order."""
    ordered = sorted(set(days))
    if not ordered:
        return Rhythm(0, None)
    if len(ordered) < LEAST_DAYS:
        return Rhythm(len(ordered), ordered[-1])
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    gap = median(gaps, of=1) or 1
    return Rhythm(len(ordered), ordered[-1], gap, ordered[-1] + timedelta(days=gap))


def portrait(session: Session, where: Where, since: date, until: date, *, today: date) -> Portrait | None:
    """Of the customer or group that `where` names; None where it names neither."""
    whose = dict(condition for condition in where if condition[0] in WHOSE)
    if not whose:
        return None
    money = sales.report_currency(session, "")
    bought = _bought(session, where, "product" if "customer" in whose else "customer")
    taken = answers(session, since, until, where)
    paid, unpaid, owed = _payments(session, where, since, until)
    return Portrait(
        name=_name(session, whose),
        currency=money.currency,
        rhythm=rhythm([day for days in bought.values() for day in days]),
        usual=_usual(bought, "product" if "customer" in whose else "customer", today),
        sums=sales.total(session, since, until, where, money)[0],
        paid_days=median(paid, of=1),
        paid=len(paid),
        unpaid=unpaid,
        owed=owed,
        answered=taken.inquiries,
        answer_minutes=taken.answer_minutes,
        in_time=taken.in_time,
        promised=taken.promised,
    )


Bought = dict[tuple[str, str], dict[date, int]]


def _bought(session: Session, where: Where, by: str) -> Bought:
    """(key, name) -> what was bought on which day. A return, and what only changes a value, is no buying."""
    model: Any = ProductRow if by == "product" else CustomerRow
    line = OrderLineRow
    columns = [model.code, model.name, line.sold_on, func.sum(line.quantity)]
    statement = restricted(columns, true(), where, (by,), cost=False)
    statement = statement.where(line.kind == LineKind.GOODS, line.quantity > 0, line.sold_on.is_not(None))
    found: Bought = {}
    for code, name, day, quantity in session.execute(statement.group_by(model.code, model.name, line.sold_on)):
        if code is not None:
            found.setdefault((code, name), {})[day] = int(quantity)
    return found


def _usual(bought: Bought, by: str, today: date) -> tuple[Usual, ...]:
    """The most frequent of what has a rhythm: the next first, then what is overdue, the latest first."""
    found = []
    for (key, name), days in bought.items():
        told = rhythm(list(days))
        if told.next is not None:
            found.append(Usual(by, key, name, told, median(list(days.values()), of=1) or QUANTITY_SCALE))
    often = sorted(found, key=lambda one: (-one.rhythm.days, one.key))[:MOST_USUAL]
    return tuple(sorted(often, key=lambda one: (one.rhythm.late(today), one.rhythm.next or today, one.key)))


def _payments(session: Session, where: Where, since: date, until: date) -> tuple[list[int], int, int]:
    """Days from placing to being paid of each paid order, how many are not paid whole, what is owed; live orders."""
    o, p = OrderRow, OrderPaymentRow
    paid = select(p.order_id, func.sum(p.amount).label("paid"), func.max(p.paid_on).label("last")).group_by(p.order_id)
    sums = paid.subquery()
    named = _orders_of(where)
    statement = (
        select(o.net + o.vat, func.coalesce(sums.c.paid, 0), o.placed_on, sums.c.last)
        .outerjoin(sums, sums.c.order_id == o.id)
        .where(
            o.origin == Origin.LIVE,
            o.status.not_in((OrderStatus.DRAFT, OrderStatus.CANCELLED)),
            o.placed_on.between(since, until),
            o.customer_id.in_(named),
        )
    )
    days: list[int] = []
    unpaid = owed = 0
    for due, came, placed, last in session.execute(statement):
        if came >= due and last is not None:
            days.append((last - placed).days)
        elif came < due:
            unpaid, owed = unpaid + 1, owed + int(due - came)  # PostgreSQL sums to decimals
    return days, unpaid, owed


def _orders_of(where: Where) -> Any:
    """The customers that `where` names."""
    c = CustomerRow
    statement = select(c.id)
    for key, told in where:
        if key == "customer":
            statement = statement.where(c.code == told)
        elif key == "customer_group":
            named = select(CustomerGroupRow.id).where(CustomerGroupRow.name == told)
            statement = statement.where(c.group_id.is_(None) if told == "" else c.group_id.in_(named))
    return statement


def _name(session: Session, whose: dict[str, str]) -> str:
    if "customer" not in whose:
        return whose["customer_group"]
    return session.scalar(select(CustomerRow.name).where(CustomerRow.code == whose["customer"])) or whose["customer"]
