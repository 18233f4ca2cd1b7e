"""What selling cost against what it brought: one row a campaign (contract.md)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.analytics.dimensions import key_of
from crm_desktop.analytics.funnel import restrict_items
from crm_desktop.analytics.named_alone import named_alone, shared
from crm_desktop.analytics.records import Attributed, Attribution, RoiRow, Sums
from crm_desktop.analytics.sales import Money, line_columns, lines_of, margin_of, once, sums_of
from crm_desktop.money import share
from db.models.customers import CustomerRow
from db.models.history import HistoryItemRow
from db.models.sales import InquiryRow, OpportunityRow, OrderLineRow, OrderRow
from db.models.worth import CampaignRow, ExpenseRow

Where = tuple[tuple[str, str], ...]
Period = tuple[date, date]
OVER_AFTER = timedelta(days=90)
FIRST_DAY = date(1900, 1, 1)


def roi_rows(session: Session, since: date, until: date, where: Where, money: Money) -> list[RoiRow]:
    """Campaigns with expenses in the period, by revenue descending.

    Their margin is that of all attributed orders placed up to `until`. A campaign's expenses share it by cost: where
    some are dated before the period, those in it answer for their part.
    """
    spent = _spent(session, since, until, money)
    ever, period = _spent(session, FIRST_DAY, until, money), (since, until)
    sold, by_day = _sold(session, until, where, money), _margin_by_day(session, period, where, money)
    asked, costs = _inquiries(session, until, where), _cost_by_day(session, period, money)
    wanted = dict(where).get("campaign")
    rows = []
    for key, (name, cost, ends_on) in spent.items():
        if wanted is not None and key != wanted:
            continue
        if key == "":
            brought = shared(
                session, since, until, money, partial(_alone, session, period=period, where=where, money=money)
            )
        else:
            brought = _shared(sold.get(key, Sums()), cost, ever[key][1])
        rows.append(
            RoiRow(
                key=key,
                name=name,
                cost=cost,
                margin=brought.margin,
                revenue=brought.revenue,
                inquiries=asked.get(key, 0),
                orders=brought.orders,
                payback=_payback(costs.get(key, {}), by_day.get(key, {})),
                verdict=_verdict(brought.margin, cost, ends_on, until),
                uncosted=brought.uncosted,
            )
        )
    return sorted(rows, key=lambda row: (-row.revenue, row.key))


def _shared(sums: Sums, cost: int, all_cost: int) -> Sums:
    """A campaign's part of what it sold, by its cost."""
    margin, revenue, uncosted = (share(part, cost, all_cost) for part in (sums.margin, sums.revenue, sums.uncosted))
    return replace(sums, margin=margin, revenue=revenue, uncosted=uncosted)


def whole_of(rows: Iterable[RoiRow]) -> RoiRow:
    """All rows together."""
    some = list(rows)
    return RoiRow(
        key="",
        name="",
        cost=sum(row.cost for row in some),
        margin=sum(row.margin for row in some),
        revenue=sum(row.revenue for row in some),
        inquiries=sum(row.inquiries for row in some),
        orders=sum(row.orders for row in some),
        payback=None,
        verdict="",
        uncosted=sum(row.uncosted for row in some),
    )


def attributed_orders(
    session: Session, keys: set[str], period: Period, where: Where, money: Money, *, limit: int
) -> Attribution:
    """The orders behind the margins of the campaigns in `keys`, with why each counts, by revenue descending; the first
    `limit` of them."""
    why = case((OpportunityRow.campaign_id.is_not(None), "submission"), else_="expense")
    columns: list[Any] = [
        OrderRow.number.label("number"),
        key_of("campaign").label("campaign"),
        OrderRow.placed_on.label("placed_on"),
        CustomerRow.name.label("customer"),
        why.label("why"),
        OrderRow.id.label("order_id"),
        func.coalesce(CampaignRow.name, "").label("campaign_name"),
    ]
    statement = _attributed(session, [*columns, *line_columns(money)], period, where, money, extra=("customer",))
    lines = once(statement.where(key_of("campaign").in_(keys)))
    groups = [lines.c[column.name] for column in columns]
    net = func.coalesce(func.sum(lines.c.net), 0)
    of_all = (func.count().over(), func.sum(net).over())
    ranked = select(*groups, net, margin_of(lines), *of_all).group_by(*groups).order_by(net.desc(), lines.c.order_id)
    rows = session.execute(ranked.limit(max(limit, 1))).all()  # one at least, which tells of all
    found = [
        Attributed(row[0], row[1], row[2], row[3], row[4], int(row[7]), int(row[8]), row[6]) for row in rows[:limit]
    ]
    count, revenue = rows[0][9:] if rows else (0, 0)
    return Attribution(tuple(sorted(found, key=lambda one: (-one.revenue, one.order))), int(count), int(revenue))


def spent_on(session: Session, until: date, money: Money) -> dict[str, int]:
    """Campaign -> what was spent on it up to `until`."""
    return {key: told[1] for key, told in _spent(session, FIRST_DAY, until, money).items()}


def left_out(session: Session, since: date, until: date, money: Money) -> int:
    """Expenses of the period in a currency that has no rate."""
    statement = select(func.count()).select_from(ExpenseRow)
    found = session.scalar(statement.where(ExpenseRow.day.between(since, until), ExpenseRow.currency != money.currency))
    return int(found or 0)


def _attributed(
    session: Session, columns: list[Any], period: Period, where: Where, money: Money, *, extra: tuple[str, ...] = ()
) -> Select[Any]:
    """Sale lines of orders that belong to a campaign, or that an expense of the period without one names."""
    statement = lines_of(session, columns, FIRST_DAY, period[1], where, ("campaign", *extra))
    return statement.where(or_(key_of("campaign") != "", named_alone(*period, money.currency)))


def _alone(session: Session, columns: list[Any], *, period: Period, where: Where, money: Money) -> Select[Any]:
    """Sale lines of orders of no campaign that an expense of the period names."""
    return _attributed(session, columns, period, where, money).where(key_of("campaign") == "")


def _sold(session: Session, until: date, where: Where, money: Money) -> dict[str, Sums]:
    """By campaign."""
    campaign = key_of("campaign")
    columns = [campaign.label("campaign"), *line_columns(money)]
    lines = once(lines_of(session, columns, FIRST_DAY, until, where, ("campaign",)).where(campaign != ""))
    statement = select(lines.c.campaign, *sums_of(lines)).group_by(lines.c.campaign)
    return {row[0]: Sums(*(int(value) for value in row[1:-1])) for row in session.execute(statement)}


def _margin_by_day(session: Session, period: Period, where: Where, money: Money) -> dict[str, dict[date, int]]:
    """Margin of each campaign's sale lines, by the day they count for."""
    columns = [key_of("campaign").label("campaign"), OrderLineRow.sold_on.label("day"), *line_columns(money)]
    lines = once(_attributed(session, columns, period, where, money))
    groups = (lines.c.campaign, lines.c.day)
    return _by_key(session, select(*groups, margin_of(lines)).group_by(*groups))


def _cost_by_day(session: Session, period: Period, money: Money) -> dict[str, dict[date, int]]:
    """Of a campaign all up to the end of the period; what belongs to none stands for the period alone."""
    since, until = period
    statement = (
        select(func.coalesce(CampaignRow.key, ""), ExpenseRow.day, func.sum(ExpenseRow.amount))
        .select_from(ExpenseRow)
        .outerjoin(CampaignRow, CampaignRow.id == ExpenseRow.campaign_id)
        .where(ExpenseRow.day <= until, ExpenseRow.currency == money.currency)
        .where(or_(ExpenseRow.campaign_id.is_not(None), ExpenseRow.day >= since))
        .group_by(CampaignRow.key, ExpenseRow.day)
    )
    return _by_key(session, statement)


def _by_key(session: Session, statement: Any) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = {}
    for key, day, amount in session.execute(statement):
        found.setdefault(key, {})[day] = int(amount)
    return found


def _spent(session: Session, since: date, until: date, money: Money) -> dict[str, tuple[str, int, date | None]]:
    """Key of campaign -> its name, what was spent, and when it ends; "" for what names no campaign."""
    rows = session.execute(
        select(
            func.coalesce(CampaignRow.key, ""),
            func.coalesce(CampaignRow.name, ""),
            func.sum(ExpenseRow.amount),
            func.max(CampaignRow.ends_on),
        )
        .select_from(ExpenseRow)
        .outerjoin(CampaignRow, CampaignRow.id == ExpenseRow.campaign_id)
        .where(ExpenseRow.day.between(since, until), ExpenseRow.currency == money.currency)
        .group_by(CampaignRow.key, CampaignRow.name)
    )
    return {row[0]: (row[1], int(row[2]), row[3]) for row in rows}


def _inquiries(session: Session, until: date, where: Where) -> dict[str, int]:
    """Inquiries that came of each campaign up to `until`, imported opportunities among them."""
    p, campaign = OpportunityRow, key_of("campaign")
    asked = or_(exists().where(InquiryRow.opportunity_id == p.id), HistoryItemRow.opportunity_id.is_not(None))
    statement = select(campaign, func.count()).select_from(p)
    statement = statement.where(p.campaign_id.is_not(None), asked, p.received_on <= until)
    restricted = restrict_items(statement, where, by=("campaign",)).group_by(campaign)
    return {row[0]: int(row[1]) for row in session.execute(restricted)}


def _payback(costs: dict[date, int], margins: dict[date, int]) -> date | None:
    """The first day on which the margin so far covers the cost so far."""
    first = min(costs, default=None)
    so_far = 0
    for day in sorted(costs.keys() | margins.keys()):
        so_far += margins.get(day, 0) - costs.get(day, 0)
        if first is not None and day >= first and so_far >= 0:
            return day
    return None


def _verdict(margin: int, cost: int, ends_on: date | None, until: date) -> str:
    if margin >= cost:
        return "gain"
    return "loss" if ends_on is not None and ends_on + OVER_AFTER <= until else "open"
