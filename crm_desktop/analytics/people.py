"""What each employee took, answered, won, sold and spent in a period (contract.md)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from crm_desktop import clock, settings
from crm_desktop.analytics.dimensions import PLAIN, is_key, join_sales, key_of
from crm_desktop.analytics.funnel import restrict_items
from crm_desktop.analytics.records import PersonRow, SaleRow, Sums
from crm_desktop.analytics.rules import median
from crm_desktop.analytics.sales import Money
from crm_desktop.analytics.spans import part_of_month
from crm_desktop.money import divide_half_away
from crm_desktop.working_time import calendar_of, worked
from crm_desktop.worth.targets import set_between
from db.models.customers import CustomerRow
from db.models.history import HistoryItemRow, HistoryLineRow
from db.models.sales import InquiryRow, OpportunityRow, OrderLineRow, OrderRow
from db.models.staff import EmployeeRow
from db.models.worth import CampaignRow, ExpenseRow
from db.vocabulary import OrderStatus

Where = tuple[tuple[str, str], ...]
MINUTE_MICROS = 60 * 1_000_000


def people_rows(
    session: Session, since: date, until: date, where: Where, money: Money, sales: Iterable[SaleRow]
) -> tuple[list[PersonRow], PersonRow]:
    """A row for everyone with anything in the period, by revenue descending, then login; and all together.

    `sales` is the period's ranking by employee.
    """
    names: dict[str, str] = {"": ""}
    for login, name in session.execute(select(EmployeeRow.login, EmployeeRow.name)):
        names[login] = name
    taken, imported = _taken(session, since, until, where), _imported(session, since, until, where)
    won, lost = _won(session, since, until, where), _lost(session, since, until, where)
    sold = {row.keys[0]: row.sums for row in sales}
    spent = _spent(session, since, until, where, money)
    targets = _targets(session, since, until, where, money)
    rows = [
        replace(
            _answers(taken.get(key, []), session, key, names.get(key, key)),
            sums=sold.get(key, Sums()),
            inquiries=len(taken.get(key, ())) + imported.get(key, 0),
            won=won.get(key, 0),
            lost=lost.get(key, 0),
            expenses=spent.get(key, 0),
            target=targets.get(key),
        )
        for key in set[str]().union(taken, imported, won, lost, sold, spent, targets)
    ]
    everyone = _answers([one for some in taken.values() for one in some], session, "", "")
    whole = replace(
        everyone,
        sums=_added(row.sums for row in rows),
        inquiries=sum(row.inquiries for row in rows),
        won=sum(row.won for row in rows),
        lost=sum(row.lost for row in rows),
        expenses=sum(row.expenses for row in rows),
        target=sum(targets.values()) if targets else None,
    )
    return sorted(rows, key=lambda row: (-row.sums.revenue, row.key)), whole


def _targets(session: Session, since: date, until: date, where: Where, money: Money) -> dict[str, int]:
    """Of each, for the days of the period; a target is of all that is sold, in the company's own currency."""
    if money.currency != money.company or any(key != "employee" for key, _ in where):
        return {}
    wanted = dict(where).get("employee")
    parts: dict[str, int] = {}
    for login, month, amount in set_between(session, since, until):
        days, of = part_of_month(month, since, until)
        if wanted in (None, login):
            parts[login] = parts.get(login, 0) + divide_half_away(amount * days, of)
    return parts


def answers(session: Session, since: date, until: date, where: Where) -> PersonRow:
    """How the inquiries of the period were answered, by whoever: of what `where` leaves."""
    taken = _taken(session, since, until, where)
    return _answers([one for some in taken.values() for one in some], session, "", "")


Taken = tuple[datetime, datetime | None, datetime]


def _taken(session: Session, since: date, until: date, where: Where) -> dict[str, list[Taken]]:
    """Of each: when an inquiry came, when it was first answered, by when it was to be."""
    p, i = OpportunityRow, InquiryRow
    answered = func.coalesce(p.answered_at, p.offered_at, p.ordered_at)
    statement = (
        select(key_of("employee"), i.received_at, answered, i.due_at)
        .select_from(p)
        .join(i, i.opportunity_id == p.id)
        .where(p.received_on.between(since, until))
    )
    found: dict[str, list[Taken]] = {}
    for login, *times in session.execute(restrict_items(statement, where, by=("employee",))):
        found.setdefault(login, []).append((times[0], times[1], times[2]))
    return found


def _imported(session: Session, since: date, until: date, where: Where) -> dict[str, int]:
    """Opportunities of another program are inquiries too, though nobody knows when they were answered."""
    past, employee = HistoryItemRow, key_of("employee")
    statement = (
        select(employee, func.count())
        .select_from(OpportunityRow)
        .where(past.number != "", OpportunityRow.received_on.between(since, until))
    )
    restricted = restrict_items(statement, where, by=("employee",))
    return {row[0]: int(row[1]) for row in session.execute(restricted.group_by(employee))}


def _answers(taken: list[Taken], session: Session, key: str, name: str) -> PersonRow:
    """A promise counts once it is kept or its time is over."""
    configured, now = settings.load(session), clock.now()
    calendar = calendar_of(configured)
    spans = [
        worked(calendar, came, answered) // timedelta(microseconds=1)
        for came, answered, _ in taken
        if answered is not None
    ]
    return PersonRow(
        key=key,
        name=name,
        sums=Sums(),
        inquiries=len(taken),
        answer_minutes=median(spans, of=MINUTE_MICROS),
        in_time=sum(1 for _, answered, due in taken if answered is not None and answered <= due),
        promised=sum(1 for _, answered, due in taken if answered is not None or due < now),
    )


def _won(session: Session, since: date, until: date, where: Where) -> dict[str, int]:
    """Items first ordered in the period, by who owned that first order."""
    earlier, employee = aliased(OrderRow), func.coalesce(EmployeeRow.login, "")
    first = ~(
        select(earlier.id)
        .where(
            earlier.opportunity_id == OrderRow.opportunity_id,
            earlier.status != OrderStatus.DRAFT,
            or_(
                earlier.placed_on < OrderRow.placed_on,
                and_(earlier.placed_on == OrderRow.placed_on, earlier.id < OrderRow.id),
            ),
        )
        .exists()
    )
    columns: list[Any] = [employee, func.count(func.distinct(OrderRow.id))]
    statement = (
        select(*columns)
        .select_from(OrderRow)
        .outerjoin(OrderLineRow, OrderLineRow.order_id == OrderRow.id)
        .outerjoin(HistoryLineRow, HistoryLineRow.order_line_id == OrderLineRow.id)
        .where(OrderRow.status != OrderStatus.DRAFT, OrderRow.placed_on.between(since, until), first)
    )
    statement = join_sales(statement, tuple(key for key, _ in where if key not in PLAIN))
    statement = statement.outerjoin(EmployeeRow, EmployeeRow.id == OrderRow.employee_id)
    for key, told in where:
        statement = statement.where(employee == told if key == "employee" else is_key(key, told))
    return {row[0]: int(row[1]) for row in session.execute(statement.group_by(employee))}


def _lost(session: Session, since: date, until: date, where: Where) -> dict[str, int]:
    p, employee = OpportunityRow, key_of("employee")
    statement = select(employee, func.count()).select_from(p).where(p.lost_on.between(since, until))
    restricted = restrict_items(statement, where, by=("employee",))
    return {row[0]: int(row[1]) for row in session.execute(restricted.group_by(employee))}


def _spent(session: Session, since: date, until: date, where: Where, money: Money) -> dict[str, int]:
    """What each spent; conditions that an expense knows nothing of leave it whole."""
    e = ExpenseRow
    known: dict[str, Any] = {
        "employee": func.coalesce(EmployeeRow.login, ""),
        "campaign": func.coalesce(CampaignRow.key, ""),
        "customer": func.coalesce(CustomerRow.code, ""),
    }
    statement = (
        select(EmployeeRow.login, func.sum(e.amount))
        .select_from(e)
        .join(EmployeeRow, EmployeeRow.id == e.employee_id)
        .outerjoin(CampaignRow, CampaignRow.id == e.campaign_id)
        .outerjoin(CustomerRow, CustomerRow.id == e.customer_id)
        .where(e.day.between(since, until), e.currency == money.currency)
        .group_by(EmployeeRow.login)
    )
    for key, told in where:
        if key in known:
            statement = statement.where(known[key] == told)
    return {row[0]: int(row[1]) for row in session.execute(statement)}


def _added(parts: Iterable[Sums]) -> Sums:
    sums = list(parts)
    return Sums(
        sum(one.revenue for one in sums),
        sum(one.quantity for one in sums),
        sum(one.orders for one in sums),
        sum(one.margin for one in sums),
        sum(one.uncosted for one in sums),
    )
