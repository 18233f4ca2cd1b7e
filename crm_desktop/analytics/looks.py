"""Looks of the window beside the contract's reports: who is new, sleeping or lost, why which order belongs to which
campaign, what lost inquiries cost."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import func, true
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.analytics import funnel, roi
from crm_desktop.analytics.buyer import LEAST_DAYS, rhythm
from crm_desktop.analytics.records import VALUE_AT, PlainRow, Report, ReportRequest
from crm_desktop.analytics.sales import Money, in_currency, restricted
from crm_desktop.errors import WrongCall
from crm_desktop.money import share
from db.models.customers import CustomerRow
from db.models.sales import OrderLineRow
from db.vocabulary import LineKind

STATES = ("new", "sleeping", "lost", "regular")
LOST_AFTER, SLEEPS_AFTER = 365, 90
"""Days without buying: after a year a customer is lost, as a contact is dormant; the other where no rhythm is known."""
STATE_COLUMNS = ("key", "code", "name", "state", "last", "gap", "days", "revenue")
STATE_SUM_COLUMNS = ("key", "state", "customers", "revenue")
ATTRIBUTED_COLUMNS = ("key", "order", "date", "customer", "campaign", "why", "margin", "revenue", "campaign_name")
LOST_COST_COLUMNS = ("key", "code", "name", "cost", "inquiries", "lost", "lost_value", "lost_cost")


def look_in(session: Session, request: ReportRequest, money: Money) -> Report:
    """Raises WrongCall for a key of `where` that is none."""
    if request.name == "attributed":
        return _attributed(session, request, money)
    columns, read = _LOOKS[request.name]
    rows = read(session, request, money)
    value = VALUE_AT.get(request.name, 7)
    count = sum(row[2] for row in rows) if request.name == "customer_state_sums" else len(rows)
    total = PlainRow((sum(row[value] for row in rows), count))
    return Report(request, money.currency, columns, tuple(PlainRow(row) for row in rows[: request.limit]), total)


def state_of(days: list[date], since: date, until: date) -> str:
    """Of a customer who bought on these days up to `until`.

    New: first bought in the period. Lost: not for a year. Sleeping: not for twice the usual gap, or for three months
    where too few days tell a rhythm.
    """
    told, quiet = rhythm(days), (until - max(days)).days
    if quiet >= LOST_AFTER:
        return "lost"
    patience = 2 * told.gap if told.gap is not None and told.days >= LEAST_DAYS else SLEEPS_AFTER
    if quiet > patience:
        return "sleeping"
    return "new" if min(days) >= since else "regular"


def _customers(session: Session, request: ReportRequest, money: Money) -> list[tuple[Any, ...]]:
    """Everyone who ever bought, as they stand at the end of the period: by state, then by what they ever brought.

    A condition on the "state" leaves those in it.
    """
    c, line = CustomerRow, OrderLineRow
    wanted = [told for key, told in request.where if key == "state"]
    if unknown := set(wanted) - set(STATES):
        raise WrongCall(problem=f"no state {min(unknown)!r}: {', '.join(STATES)}")
    until = min(request.until, clock.local_day(clock.now(), settings.load(session).time_zone))
    net = in_currency(line.net, money)
    columns = [c.code, c.name, line.sold_on, func.coalesce(func.sum(net), 0), func.max(line.quantity)]
    where = tuple(condition for condition in request.where if condition[0] != "state")
    statement = restricted(columns, true(), where, ("customer",), cost=False)
    statement = statement.where(line.sold_on <= until, line.kind.in_((LineKind.GOODS, LineKind.RETURN)))
    bought: dict[tuple[str, str], tuple[list[date], list[int]]] = {}
    for code, name, day, value, most in session.execute(statement.group_by(c.code, c.name, line.sold_on)):
        days, values = bought.setdefault((code, name), ([], []))
        values.append(int(value))
        if most > 0:
            days.append(day)
    rows = []
    for (code, name), (days, values) in bought.items():
        if days:
            told = rhythm(days)
            state = state_of(days, request.since, until)
            if all(state == one for one in wanted):
                rows.append((code, code, name, state, told.last, told.gap, told.days, sum(values)))
    return sorted(rows, key=lambda row: (STATES.index(row[3]), -row[7], row[0]))


def _state_sums(session: Session, request: ReportRequest, money: Money) -> list[tuple[Any, ...]]:
    """How many customers stand in each state, and what they ever brought; a state that nobody is in is left out."""
    sums: dict[str, list[int]] = {}
    for row in _customers(session, request, money):
        told = sums.setdefault(row[3], [0, 0])
        told[0] += 1
        told[1] += row[7]
    return [(state, state, count, revenue) for state, (count, revenue) in sums.items()]


def _attributed(session: Session, request: ReportRequest, money: Money) -> Report:
    """The first orders; the total is of all, as everywhere."""
    period = (request.since, request.until)
    keys = {row.key for row in roi.roi_rows(session, *period, request.where, money)}
    found = roi.attributed_orders(session, keys, period, request.where, money, limit=request.limit)
    rows = tuple(
        PlainRow(
            (one.order, one.order, one.day, one.customer, one.campaign, one.why, one.margin, one.revenue, one.name)
        )
        for one in found.orders
    )
    return Report(request, money.currency, ATTRIBUTED_COLUMNS, rows, PlainRow((found.revenue, found.count)))


def _lost_cost(session: Session, request: ReportRequest, money: Money) -> list[tuple[Any, ...]]:
    """Of each campaign up to the end of the period: its cost, shared alike over the inquiries it brought."""
    spent = roi.spent_on(session, request.until, money)
    counts: dict[tuple[str, str], list[int]] = {}
    for part in funnel.parts(session, roi.FIRST_DAY, request.until, request.where, money, by=("campaign",)):
        cell = counts.setdefault((part.keys[0], part.names[0]), [0, 0, 0])
        cell[0] += part.count
        if part.lost:
            cell[1] += part.count
            cell[2] += part.value
    rows = []
    for (key, name), (asked, lost, value) in counts.items():
        cost = spent.get(key, 0) if key else 0
        if lost:
            rows.append((key, key, name, cost, asked, lost, value, share(cost, lost, asked)))
    return sorted(rows, key=lambda row: (-row[7], -row[6], row[0]))


_LOOKS: dict[str, tuple[tuple[str, ...], Callable[[Session, ReportRequest, Money], list[tuple[Any, ...]]]]] = {
    "customer_states": (STATE_COLUMNS, _customers),
    "customer_state_sums": (STATE_SUM_COLUMNS, _state_sums),
    "lost_costs": (LOST_COST_COLUMNS, _lost_cost),
}
LOOKS = (*_LOOKS, "attributed")
