"""What selling cost against what it brought: one row a campaign (contract.md)."""

from datetime import date, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from crm_desktop.analytics.records import RoiRow, Sums
from crm_desktop.analytics.sales import Money, lines_of, margin_column, ranking
from crm_desktop.money import share
from db.models.sales import InquiryRow, OpportunityRow, OrderLineRow
from db.models.worth import CampaignRow, ExpenseRow

OVER_AFTER = timedelta(days=90)
FIRST_DAY = date(1900, 1, 1)


def roi_rows(
    session: Session, since: date, until: date, where: tuple[tuple[str, str], ...], money: Money
) -> list[RoiRow]:
    """Campaigns with expenses in the period, by revenue descending.

    Their margin is that of all attributed orders placed up to `until`. A campaign's expenses share it by cost: where
    some are dated before the period, those in it answer for their part.
    """
    spent = _spent(session, since, until, money)
    ever = _spent(session, FIRST_DAY, until, money)
    sold = {row.keys[0]: row.sums for row in ranking(session, FIRST_DAY, until, ("campaign",), where, money)}
    wanted = dict(where).get("campaign")
    rows = []
    for key, (name, cost, ends_on) in spent.items():
        if wanted is not None and key != wanted:
            continue
        sums, all_cost = sold.get(key, Sums()), ever[key][1]
        margin = share(sums.margin, cost, all_cost)
        rows.append(
            RoiRow(
                key=key,
                name=name,
                cost=cost,
                margin=margin,
                revenue=share(sums.revenue, cost, all_cost),
                inquiries=_inquiries(session, key, until),
                orders=sums.orders,
                payback=_payback(session, key, until, money),
                verdict=_verdict(margin, cost, ends_on, until),
                uncosted=sums.uncosted,
            )
        )
    return sorted(rows, key=lambda row: (-row.revenue, row.key))


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


def _inquiries(session: Session, key: str, until: date) -> int:
    p = OpportunityRow
    campaign = select(CampaignRow.id).where(CampaignRow.key == key).scalar_subquery()
    named = p.campaign_id == campaign if key else p.campaign_id.is_(None)
    asked = exists().where(InquiryRow.opportunity_id == p.id)
    statement = select(func.count()).select_from(p).where(named, asked, p.received_on <= until)
    return int(session.scalar(statement) or 0)


def _payback(session: Session, key: str, until: date, money: Money) -> date | None:
    """The first day on which the margin so far covers the cost so far."""
    campaign = select(CampaignRow.id).where(CampaignRow.key == key).scalar_subquery()
    named = ExpenseRow.campaign_id == campaign if key else ExpenseRow.campaign_id.is_(None)
    costs = session.execute(
        select(ExpenseRow.day, func.sum(ExpenseRow.amount))
        .where(named, ExpenseRow.day <= until, ExpenseRow.currency == money.currency)
        .group_by(ExpenseRow.day)
    )
    moves: dict[date, int] = {}
    for day, amount in costs:
        moves[day] = moves.get(day, 0) - int(amount)
    first = min(moves, default=None)
    for day, margin in margin_by_day(session, key, until, money).items():
        moves[day] = moves.get(day, 0) + margin
    so_far = 0
    for day in sorted(moves):
        so_far += moves[day]
        if first is not None and day >= first and so_far >= 0:
            return day
    return None


def margin_by_day(session: Session, key: str, until: date, money: Money) -> dict[date, int]:
    """Margin of the campaign's sale lines, by the day they count for."""
    statement = lines_of([OrderLineRow.sold_on, margin_column(money)], FIRST_DAY, until, (("campaign", key),), ())
    return {row[0]: int(row[1]) for row in session.execute(statement.group_by(OrderLineRow.sold_on))}


def _verdict(margin: int, cost: int, ends_on: date | None, until: date) -> str:
    if margin >= cost:
        return "gain"
    return "loss" if ends_on is not None and ends_on + OVER_AFTER <= until else "open"
