"""The funnel: a cohort of the items received in a period, by how far they have EVER come (contract.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Subquery,
    case,
    cast,
    collate,
    func,
    literal,
    select,
    type_coerce,
    union,
    union_all,
)
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
from crm_desktop.analytics.periods import received_in
from crm_desktop.analytics.records import LostRow, StageRow
from crm_desktop.analytics.rules import halfway_days
from crm_desktop.analytics.sales import Money, bytewise, in_currency
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.rules import STAGES, rank
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.history import HistoryItemRow
from db.models.sales import InquiryProductRow, InquiryRow, OfferRow, OpportunityRow, OrderLineRow, OrderRow
from db.vocabulary import FunnelStage, LineKind, OrderStatus

Where = tuple[tuple[str, str], ...]
Keys = tuple[str, ...]
_NOT_STANDING = (OrderStatus.DRAFT, OrderStatus.CANCELLED)
_TIMES = {
    FunnelStage.ANSWERED: OpportunityRow.answered_at,
    FunnelStage.OFFERED: OpportunityRow.offered_at,
    FunnelStage.ORDERED: OpportunityRow.ordered_at,
    FunnelStage.ISSUED: OpportunityRow.issued_at,
    FunnelStage.COMPLETED: OpportunityRow.completed_at,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Items of the same keys that came equally far, lost for the same reason or not at all.

    `value` minor units, the same at every stage; `excluded` lines of theirs that have no rate.
    """

    keys: Keys
    names: Keys
    furthest: FunnelStage
    lost: bool
    reason: str
    count: int
    value: int
    excluded: int


def parts(session: Session, since: date, until: date, where: Where, money: Money, *, by: Keys = ()) -> list[Part]:
    """The items received in the period, both days included, restricted by `where` and divided by `by`.

    Raises WrongCall for a key that is none.
    """
    p = OpportunityRow
    keys, lost = [item_key_of(key) for key in by], p.lost_at.is_not(None)
    reason = case((lost, _reason()), else_="")
    ground = _with_value(
        session,
        [
            *(key.label(f"key{number}") for number, key in enumerate(keys)),
            *(item_name_of(key).label(f"name{number}") for number, key in enumerate(by)),
            *(type_coerce(p.furthest, String).label("furthest"), case((lost, 1), else_=0).label("lost")),
            reason.label("reason"),
        ],
        *(since, until, where, money),
        by=by,
    ).subquery()
    divided = [ground.c[f"key{number}"] for number in range(len(by))] + [ground.c.furthest, ground.c.lost]
    divided.append(ground.c.reason)
    names = [func.max(ground.c[f"name{number}"]) for number in range(len(by))]
    sums = (func.count(), func.sum(ground.c.value), func.sum(ground.c.excluded))
    found = []
    for row in session.execute(select(*divided, *names, *sums).group_by(*divided)):
        told, rest = row[: len(by)], row[len(by) :]
        found.append(
            Part(
                keys=tuple(told_key(key, value) for key, value in zip(by, told, strict=True)),
                names=tuple(told_key(key, value) for key, value in zip(by, rest[3:-3], strict=True)),
                furthest=FunnelStage(rest[0]),
                lost=bool(rest[1]),
                reason=rest[2],
                count=int(rest[-3]),
                value=int(rest[-2]),
                excluded=int(rest[-1]),
            )
        )
    return found


def _with_value(
    session: Session, columns: list[Any], since: date, until: date, where: Where, money: Money, *, by: Keys = ()
) -> Select[Any]:
    """Items of the period with `columns`, their `value` and the lines of theirs that have no rate (`excluded`)."""
    p = OpportunityRow
    when = received_in(session, since, until)
    orders = _orders_value(when, money)
    estimated_in = func.coalesce(HistoryItemRow.currency, money.company)
    estimate = case((estimated_in == money.currency, p.estimate), else_=0)
    value = func.coalesce(orders.c.net, OfferRow.net, estimate, 0)
    statement = (
        select(*columns, value.label("value"), func.coalesce(orders.c.excluded, 0).label("excluded"))
        .select_from(p)
        .outerjoin(orders, orders.c.id == p.id)
        .where(when)
    )
    return restrict_items(_join_offer(statement, money), where, by=by)


def medians(session: Session, since: date, until: date, where: Where, *, by: Keys = ()) -> dict[tuple[Keys, str], int]:
    """(keys, stage) -> the median from received to the stage's own event, in hundredths of a day."""
    spans = _spans(received_in(session, since, until), where, by).subquery().c
    divided = [spans[f"key{number}"] for number in range(len(by))] + [spans.stage]
    place = func.row_number().over(partition_by=divided, order_by=spans.span).label("place")
    many = func.count().over(partition_by=divided).label("many")
    ranked = select(*divided, spans.span, place, many).subquery().c
    middle = (2 * ranked.place >= ranked.many) & (2 * ranked.place <= ranked.many + 2)
    columns = [ranked[column.name] for column in divided]
    halves = select(*columns, func.min(ranked.span), func.max(ranked.span)).where(middle).group_by(*columns)
    found = {}
    for *keys, stage, least, most in session.execute(halves):
        told = tuple(told_key(key, value) for key, value in zip(by, keys, strict=True))
        found[told, str(stage)] = halfway_days(int(least), int(most))
    return found


def _spans(when: ColumnElement[bool], where: Where, by: Keys) -> CompoundSelect[Any]:
    """(keys, stage, microseconds from received) of each item and each stage that it reached; items are read once."""
    p = OpportunityRow
    keys = [item_key_of(key).label(f"key{number}") for number, key in enumerate(by)]
    times = [type_coerce(time, BigInteger).label(stage.value) for stage, time in _TIMES.items()]
    came = type_coerce(p.received_at, BigInteger).label("came")
    statement = select(*keys, type_coerce(p.furthest, String).label("furthest"), came, *times).select_from(p)
    items = restrict_items(statement.where(when, p.received_at.is_not(None)), where, by=by).cte("items").c
    told = []
    for stage in _TIMES:
        reached = [later.value for later in STAGES if rank(later) >= rank(stage)]
        columns = [items[f"key{number}"] for number in range(len(by))]
        columns += [literal(stage.value).label("stage"), (items[stage.value] - items.came).label("span")]
        told.append(select(*columns).where(items[stage.value].is_not(None), items.furthest.in_(reached)))
    return union_all(*told)


def restrict_items(statement: Select[Any], where: Where, *, by: Keys = ()) -> Select[Any]:
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
            case "lost_at" if told == "":
                statement = statement.where(p.lost_at.is_not(None))
            case "asked":
                statement = statement.where(p.id.in_(select(naming(told).c.opportunity_id)))
            case "lost_at":
                statement = statement.where(p.furthest == _stage(key, told), p.lost_at.is_not(None))
            case "lost":
                statement = statement.where(p.lost_at.is_not(None), _reason() == told)
            case _:
                dimension(key)
                statement = statement.where(item_key_of(key) == stored_key(key, told))
    return statement


def names_products() -> Subquery:
    """Which item names which product, each once: its inquiry, or what was imported of it."""
    i, n, past = InquiryRow, InquiryProductRow, HistoryItemRow
    asked = select(i.opportunity_id, n.product_id).join(n, n.inquiry_id == i.id)
    imported = select(past.opportunity_id, past.product_id).where(past.product_id.is_not(None))
    return union(asked, imported).subquery()


def naming(code: str) -> Subquery:
    """The items that name the product of this code."""
    named = names_products()
    return select(named).join(ProductRow, ProductRow.id == named.c.product_id).where(ProductRow.code == code).subquery()


def _reason() -> Any:
    """Why it was lost: an imported one in its own words."""
    return func.coalesce(func.nullif(HistoryItemRow.lost_reason, ""), cast(OpportunityRow.lost_reason, String), "")


def _stage(key: str, told: str) -> FunnelStage:
    try:
        return FunnelStage(told)
    except ValueError as fault:
        raise WrongCall(problem=f"{key}={told!r}; there are {', '.join(FunnelStage)}") from fault


def _orders_value(when: ColumnElement[bool], money: Money) -> Any:
    """Net of the goods of the uncancelled orders of the period's items, and their lines without a rate."""
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
            OrderRow.status.not_in(_NOT_STANDING),
            OrderLineRow.kind.in_((LineKind.GOODS, LineKind.ADJUSTMENT)),
        )
        .group_by(OrderRow.opportunity_id)
        .subquery()
    )


def _join_offer(statement: Select[Any], money: Money) -> Select[Any]:
    """With the item's latest offer; one in another currency has no rate. Found item by item through the index: SQLite
    would look through a list of all offers for each of the items."""
    later = aliased(OfferRow)
    latest = select(func.max(later.id)).where(later.opportunity_id == OpportunityRow.id).correlate(OpportunityRow)
    return statement.outerjoin(
        OfferRow, (OfferRow.id == latest.scalar_subquery()) & (OfferRow.currency == money.currency)
    )


def stage_rows(
    found: Iterable[Part], spans: Mapping[tuple[Keys, str], int], *, keys: Keys = (), names: Keys = ()
) -> list[StageRow]:
    """All six stages in their order; reaching a later one counts for the earlier."""
    some = list(found)
    rows = []
    for number, stage in enumerate(STAGES):
        reached = [part for part in some if rank(part.furthest) >= number]
        median = spans.get((keys, stage.value))
        if stage is FunnelStage.RECEIVED and reached:
            median = 0
        rows.append(
            StageRow(
                stage=stage.value,
                count=sum(part.count for part in reached),
                value=sum(part.value for part in reached),
                standing=sum(part.count for part in some if part.furthest is stage and not part.lost),
                median_days=median,
                keys=keys,
                names=names,
            )
        )
    return rows


def divided_rows(found: Iterable[Part], spans: Mapping[tuple[Keys, str], int], by: Keys) -> list[StageRow]:
    """Six rows a key (or pair of keys), those with most items first, then by key; months in their own order."""
    groups: dict[Keys, list[Part]] = {}
    for part in found:
        groups.setdefault(part.keys, []).append(part)
    rows = [
        row
        for keys, group in groups.items()
        for row in stage_rows(group, spans, keys=keys, names=max(part.names for part in group))
    ]
    return in_order(rows, by)


def in_order(rows: Iterable[StageRow], by: Keys) -> list[StageRow]:
    """The rows of each key together, by count received descending, then key; months in their own order."""
    groups: dict[Keys, list[StageRow]] = {}
    for row in rows:
        groups.setdefault(row.keys, []).append(row)
    ordered = sorted(groups.values(), key=lambda group: (0 if by[0] == "month" else -group[0].count, group[0].keys))
    return [row for group in ordered for row in group]


def lost_rows(found: Iterable[Part]) -> list[LostRow]:
    """Lost items by furthest stage and reason."""
    sums: dict[tuple[int, str], list[int]] = {}
    for part in found:
        if part.lost:
            cell = sums.setdefault((rank(part.furthest), part.reason), [0, 0])
            cell[0] += part.count
            cell[1] += part.value
    ordered = sorted(sums.items(), key=lambda entry: (entry[0][0], -entry[1][0], entry[0][1]))
    return [LostRow(STAGES[number].value, reason, count, value) for (number, reason), (count, value) in ordered]


def undated(session: Session, where: Where) -> int:
    """Items that are in no period: imported ones. A document that is no order is no item either."""
    p = OpportunityRow
    statement = select(func.count()).select_from(p).where(p.received_on.is_(None))
    imported = HistoryItemRow.opportunity_id.is_not(None)
    return int(session.scalar(restrict_items(statement, where).where(imported)) or 0)


def inquiry_lines(
    session: Session, since: date, until: date, where: Where, money: Money, *, limit: int
) -> list[tuple[Any, ...]]:
    """(number, customer code, name, stage, lost reason, received, value, kind, order), by value, then number.

    `kind` "inquiry" or, of an item that had none, "order"; `order` the number of its first order, "" of none.
    """
    p, i, o, past = OpportunityRow, InquiryRow, OrderRow, HistoryItemRow
    first_order = select(func.min(o.number)).where(o.opportunity_id == p.id).correlate(p).scalar_subquery()
    number = func.coalesce(i.number, func.nullif(past.number, ""), first_order, "").label("number")
    reason = case((p.lost_at.is_not(None), _reason()), else_="")
    columns = [p.id, number, p.customer_id, type_coerce(p.furthest, String).label("furthest"), reason.label("reason")]
    columns += [p.received_on, case((i.id.is_(None), "order"), else_="inquiry").label("kind")]
    items = _with_value(
        session, [*columns, func.coalesce(first_order, "").label("first_order")], since, until, where, money
    )
    told = items.outerjoin(i, i.opportunity_id == p.id).subquery().c
    shown = (told.number, CustomerRow.code, CustomerRow.name, told.furthest, told.reason, told.received_on, told.value)
    statement = select(*shown, told.kind, told.first_order).join(CustomerRow, CustomerRow.id == told.customer_id)
    statement = statement.order_by(told.value.desc(), collate(told.number, bytewise(session)), told.id).limit(limit)
    return [(*row[:6], int(row[6]), *row[7:]) for row in session.execute(statement)]
