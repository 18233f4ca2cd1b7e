"""The funnel: a cohort of the items received in a period, by how far they have EVER come (contract.md)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, String, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.analytics.dimensions import (
    ITEM_DIMENSIONS,
    dimension,
    item_key_of,
    item_name_of,
    join_items,
    stored_key,
    told_key,
)
from crm_desktop.analytics.records import LostRow, StageRow
from crm_desktop.analytics.rules import median_days
from crm_desktop.analytics.sales import Money, in_currency
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.rules import STAGES, rank
from db.models.customers import CustomerRow
from db.models.history import HistoryItemRow
from db.models.sales import InquiryRow, OfferRow, OpportunityRow, OrderLineRow, OrderRow
from db.types import micros
from db.vocabulary import FunnelStage, LineKind, OrderStatus

MOST_LINES = 20_000
_NOT_STANDING = (OrderStatus.DRAFT, OrderStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Item:
    """One opportunity; `value` minor units, the same at every stage."""

    opportunity_id: int
    furthest: FunnelStage
    times: tuple[Any, ...]
    lost: bool
    lost_reason: str
    value: int
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def items(
    session: Session,
    since: date,
    until: date,
    where: tuple[tuple[str, str], ...],
    money: Money,
    *,
    by: tuple[str, ...] = (),
) -> list[Item]:
    """The items received in the period, both days included, restricted by `where`; `by` gives each its keys and names.

    Raises WrongCall for a key that is none.
    """
    p = OpportunityRow
    orders, offers = _orders_value(money), _offers_value(money)
    estimated_in = func.coalesce(HistoryItemRow.currency, money.company)
    estimate = case((estimated_in == money.currency, p.estimate), else_=0)
    columns: list[Any] = [
        *(p.id, p.furthest, p.received_at, p.answered_at, p.offered_at, p.ordered_at, p.issued_at, p.completed_at),
        *(p.lost_at, _reason(), func.coalesce(orders.c.net, offers.c.net, estimate, 0)),
    ]
    columns += [*(item_key_of(key) for key in by), *(item_name_of(key) for key in by)]
    statement = (
        select(*columns)
        .select_from(p)
        .outerjoin(orders, orders.c.id == p.id)
        .outerjoin(offers, offers.c.id == p.id)
        .where(p.received_on.between(since, until))
    )
    found = []
    for row in session.execute(restrict_items(statement, where, by=by).order_by(p.id)):
        told = tuple(told_key(key, value) for key, value in zip((*by, *by), row[11:], strict=True))
        keys, names = told[: len(by)], told[len(by) :]
        found.append(Item(row[0], row[1], tuple(row[2:8]), row[8] is not None, row[9], int(row[10]), keys, names))
    return found


def restrict_items(
    statement: Select[Any], where: tuple[tuple[str, str], ...], *, by: tuple[str, ...] = ()
) -> Select[Any]:
    """A select of items with the conditions of `where`: any dimension of the sale. Raises WrongCall."""
    p = OpportunityRow
    keys = [key for key in (*by, *(key for key, _ in where)) if key in ITEM_DIMENSIONS]
    statement = join_items(statement.outerjoin(HistoryItemRow, HistoryItemRow.opportunity_id == p.id), tuple(keys))
    for key, told in where:
        match key:
            case "stage":
                wanted = [stage for stage in STAGES if rank(stage) >= rank(_stage(key, told))]
                statement = statement.where(p.furthest.in_(wanted))
            case "standing":
                statement = statement.where(p.furthest == _stage(key, told), p.lost_at.is_(None))
            case "lost_at":
                statement = statement.where(p.furthest == _stage(key, told), p.lost_at.is_not(None))
            case "lost":
                statement = statement.where(p.lost_at.is_not(None), _reason() == told)
            case _:
                dimension(key)
                statement = statement.where(item_key_of(key) == stored_key(key, told))
    return statement


def _reason() -> Any:
    """Why it was lost: an imported one in its own words."""
    return func.coalesce(func.nullif(HistoryItemRow.lost_reason, ""), cast(OpportunityRow.lost_reason, String), "")


def _stage(key: str, told: str) -> FunnelStage:
    try:
        return FunnelStage(told)
    except ValueError as fault:
        raise WrongCall(problem=f"{key}={told!r}; there are {', '.join(FunnelStage)}") from fault


def _orders_value(money: Money) -> Any:
    """Net of the goods of its uncancelled orders, by opportunity."""
    net = in_currency(OrderLineRow.net, money)
    return (
        select(OrderRow.opportunity_id.label("id"), func.sum(net).label("net"))
        .join(OrderLineRow, OrderLineRow.order_id == OrderRow.id)
        .where(
            OrderRow.status.not_in(_NOT_STANDING),
            OrderLineRow.kind.in_((LineKind.GOODS, LineKind.ADJUSTMENT)),
        )
        .group_by(OrderRow.opportunity_id)
        .subquery()
    )


def _offers_value(money: Money) -> Any:
    """Net of its latest offer; one in another currency has no rate."""
    latest = aliased(OfferRow)
    last = select(func.max(latest.id).label("id")).group_by(latest.opportunity_id).subquery()
    return (
        select(OfferRow.opportunity_id.label("id"), OfferRow.net.label("net"))
        .join(last, last.c.id == OfferRow.id)
        .where(OfferRow.currency == money.currency)
        .subquery()
    )


def stage_rows(found: list[Item]) -> list[StageRow]:
    """All six stages in their order; reaching a later one counts for the earlier."""
    rows = []
    for number, stage in enumerate(STAGES):
        reached = [item for item in found if rank(item.furthest) >= number]
        spans = [
            micros(item.times[number]) - micros(item.times[0])
            for item in reached
            if item.times[number] is not None and item.times[0] is not None
        ]
        standing = sum(1 for item in found if item.furthest is stage and not item.lost)
        rows.append(
            StageRow(stage.value, len(reached), sum(item.value for item in reached), standing, median_days(spans))
        )
    return rows


def divided_rows(found: list[Item], by: tuple[str, ...]) -> list[StageRow]:
    """Six rows a key (or pair of keys), those with most items first; months in their own order."""
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in found:
        groups.setdefault(item.keys, []).append(item)
    ordered = sorted(groups.items(), key=lambda group: (0 if by[0] == "month" else -len(group[1]), group[0]))
    return [replace(row, keys=keys, names=group[0].names) for keys, group in ordered for row in stage_rows(group)]


def lost_rows(found: list[Item]) -> list[LostRow]:
    """Lost items by furthest stage and reason."""
    sums: dict[tuple[int, str], list[int]] = {}
    for item in found:
        if item.lost:
            cell = sums.setdefault((rank(item.furthest), item.lost_reason), [0, 0])
            cell[0] += 1
            cell[1] += item.value
    ordered = sorted(sums.items(), key=lambda entry: (entry[0][0], -entry[1][0], entry[0][1]))
    return [LostRow(STAGES[number].value, reason, count, value) for (number, reason), (count, value) in ordered]


def undated(session: Session, where: tuple[tuple[str, str], ...]) -> int:
    """Items that are in no period."""
    p = OpportunityRow
    statement = select(func.count()).select_from(p).where(p.received_on.is_(None))
    return int(session.scalar(restrict_items(statement, where)) or 0)


def inquiry_lines(session: Session, found: list[Item], *, limit: int) -> list[tuple[Any, ...]]:
    """(number, customer code, name, stage, lost reason, received, value, kind, order), by value, then number.

    `kind` "inquiry" or, of an item that had none, "order"; `order` the number of its first order, "" of none.
    """
    first = sorted(found, key=lambda item: (-item.value, item.opportunity_id))
    values = {item.opportunity_id: item for item in first[: min(limit, MOST_LINES)]}
    p, i, o, c, past = OpportunityRow, InquiryRow, OrderRow, CustomerRow, HistoryItemRow
    first_order = select(func.min(o.number)).where(o.opportunity_id == p.id).correlate(p).scalar_subquery()
    statement = (
        select(
            p.id,
            func.coalesce(i.number, func.nullif(past.number, ""), first_order, ""),
            c.code,
            c.name,
            p.received_on,
            i.id,
            func.coalesce(first_order, ""),
        )
        .join(c, c.id == p.customer_id)
        .outerjoin(i, i.opportunity_id == p.id)
        .outerjoin(past, past.opportunity_id == p.id)
        .where(p.id.in_(list(values)))
    )
    rows = [
        (
            row[1],
            row[2],
            row[3],
            values[row[0]].furthest.value,
            values[row[0]].lost_reason,
            row[4],
            values[row[0]].value,
            "order" if row[5] is None else "inquiry",
            row[6],
        )
        for row in session.execute(statement)
    ]
    return sorted(rows, key=lambda row: (-row[6], row[0]))
