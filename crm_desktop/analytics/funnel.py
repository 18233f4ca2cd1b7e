"""The funnel: a cohort of the items received in a period, by how far they have EVER come (contract.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    func,
    literal,
    select,
    type_coerce,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from crm_desktop.analytics.dimensions import (
    ITEM_DIMENSIONS,
    dimension,
    item_key_of,
    item_name_of,
    join_items,
    stored_key,
    told_key,
)
from crm_desktop.analytics.item_value import latest_offer, with_value
from crm_desktop.analytics.periods import received_in
from crm_desktop.analytics.records import LostRow, StageRow
from crm_desktop.analytics.rules import halfway_days
from crm_desktop.analytics.sales import Money
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.rules import STAGES, rank
from db.models.catalogue import ProductRow
from db.models.history import HistoryItemRow
from db.models.sales import InquiryProductRow, InquiryRow, OpportunityRow
from db.vocabulary import FunnelStage

Where = tuple[tuple[str, str], ...]
Keys = tuple[str, ...]
TIMES = {
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
    told_reason = case((lost, reason()), else_="")
    columns: list[ColumnElement[Any]] = [
        *(key.label(f"key{number}") for number, key in enumerate(keys)),
        *(item_name_of(key).label(f"name{number}") for number, key in enumerate(by)),
        *(type_coerce(p.furthest, String).label("furthest"), case((lost, 1), else_=0).label("lost")),
        told_reason.label("reason"),
    ]
    when = received_in(session, since, until)
    valued = with_value(select(*columns).select_from(p), when, money, latest_offer())
    ground = restrict_items(valued, where, by=by).subquery()
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
    times = [type_coerce(time, BigInteger).label(stage.value) for stage, time in TIMES.items()]
    came = type_coerce(p.received_at, BigInteger).label("came")
    statement = select(*keys, type_coerce(p.furthest, String).label("furthest"), came, *times).select_from(p)
    items = restrict_items(statement.where(when, p.received_at.is_not(None)), where, by=by).cte("items").c
    told = []
    for stage in TIMES:
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
                wanted = [stage for stage in STAGES if rank(stage) >= rank(stage_of(key, told))]
                statement = statement.where(p.furthest.in_(wanted))
            case "standing":
                statement = statement.where(p.furthest == stage_of(key, told), p.lost_at.is_(None))
            case "lost_at" if told == "":
                statement = statement.where(p.lost_at.is_not(None))
            case "asked":
                statement = statement.where(p.id.in_(select(naming(told).c.opportunity_id)))
            case "lost_at":
                statement = statement.where(p.furthest == stage_of(key, told), p.lost_at.is_not(None))
            case "lost":
                statement = statement.where(p.lost_at.is_not(None), reason() == told)
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


def reason() -> Any:
    """Why it was lost: an imported one in its own words."""
    return func.coalesce(func.nullif(HistoryItemRow.lost_reason, ""), cast(OpportunityRow.lost_reason, String), "")


def stage_of(key: str, told: str) -> FunnelStage:
    try:
        return FunnelStage(told)
    except ValueError as fault:
        known = ", ".join(FunnelStage)
        problem = f"{key}={told!r}; there are {known}"
        raise WrongCall(problem=problem, rule="call_stage", value=told, known=known) from fault


def stage_rows(
    found: Iterable[Part], spans: Mapping[tuple[Keys, str], int], *, keys: Keys = (), names: Keys = ()
) -> list[StageRow]:
    """All six stages in their order; reaching a later one counts for the earlier."""
    counts, values, standing = ([0] * len(STAGES) for _ in range(3))
    for part in found:
        furthest = rank(part.furthest)
        counts[furthest] += part.count
        values[furthest] += part.value
        standing[furthest] += 0 if part.lost else part.count
    rows = []
    for number, stage in enumerate(STAGES):
        median = spans.get((keys, stage.value))
        if stage is FunnelStage.RECEIVED and any(counts):
            median = 0
        row = StageRow(stage.value, sum(counts[number:]), sum(values[number:]), standing[number], median)
        rows.append(replace(row, keys=keys, names=names) if keys else row)
    return rows


def divided_rows(
    found: Iterable[Part],
    spans: Mapping[tuple[Keys, str], int],
    by: Keys,
    *,
    limit: int,
    before: Iterable[Part] | None = None,
) -> list[StageRow]:
    """Six rows of each of the first `limit` keys (or pairs of keys), by count received, then by key; months in their
    own order. Where a period is compared, `before`, its figures stand beside, and what has vanished in its place."""
    now, then = _by_keys(found), _by_keys(before or ())
    counts = {keys: sum(part.count for part in now.get(keys, ())) for keys in now.keys() | then.keys()}
    ordered = sorted(counts, key=lambda keys: (keys[0] if by[0] == "month" else "", -counts[keys], keys))
    rows = []
    for keys in ordered[:limit]:
        mine, theirs = now.get(keys, []), then.get(keys, [])
        told = stage_rows(mine, spans, keys=keys, names=max(part.names for part in mine or theirs))
        rows += told if before is None else beside(told, theirs)
    return rows


def beside(rows: Iterable[StageRow], before: Iterable[Part]) -> list[StageRow]:
    """Each stage with the count and value of the compared period."""
    compared = stage_rows(before, {})
    return [
        replace(row, previous_count=other.count, previous_value=other.value)
        for row, other in zip(rows, compared, strict=True)
    ]


def _by_keys(found: Iterable[Part]) -> dict[Keys, list[Part]]:
    groups: dict[Keys, list[Part]] = {}
    for part in found:
        groups.setdefault(part.keys, []).append(part)
    return groups


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
