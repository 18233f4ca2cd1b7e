"""A ranking of the snapshot in one statement: both periods in one scan, the sums of all, the first rows alone told."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_desktop.analytics.figures import Period, Ranked
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.analytics.sales import Keys, in_order
from crm_desktop.inquiries.rules import rank
from db.types import day_number
from db.vocabulary import FunnelStage

Reader = Callable[[int], tuple[str, str]]
_ADDED = ("revenue", "quantity", "margin", "uncosted", "left_out", "previous")
"""What the groups sum to; orders are distinct and counted apart."""
_TOLD = ("revenue", "quantity", "orders", "margin", "uncosted", "known", "previous", "known_before")
_COUNTED = "counted = 1 AND net IS NOT NULL"


def group_of(key: str) -> str:
    return "day // 100" if key == "month" else key


def within(period: Period) -> str:
    return f"day BETWEEN {day_number(period[0])} AND {day_number(period[1])}"


def statement(
    period: Period, compared: Period | None, by: Keys, condition: str, *, limit: int, stages: Sequence[str]
) -> str:
    """Rows of _ADDED and the distinct orders, the same in each, then the keys and _TOLD of one group.

    Groups whose place equals the last one's are all there: who comes first among them is told by the keys as text.
    Of no group at all there is one row, its keys NULL. `stages` are the texts of the stages' codes.
    """
    now = within(period)
    both = now if compared is None else f"({now} OR {within(compared)})"
    keys = ", ".join(f"{group_of(key)} AS key{number}" for number, key in enumerate(by))
    return f"""
        WITH sums AS MATERIALIZED (
            SELECT {keys}, {_sums(now, compared)} FROM facts WHERE {both} {condition} GROUP BY ALL
        ), groups AS (
            SELECT *, {_place(by, stages)} AS place FROM sums WHERE known > 0 OR known_before > 0
        ), whole AS (
            SELECT {", ".join(f"coalesce(sum({name}), 0)" for name in _ADDED)}, (
                SELECT count(DISTINCT order_id) FROM facts WHERE {now} AND {_COUNTED} {condition}
            ) FROM sums
        )
        SELECT whole.*, {", ".join(f"key{number}" for number in range(len(by)))}, {", ".join(_TOLD)}
        FROM whole LEFT JOIN (
            SELECT * FROM groups
            WHERE place <= (SELECT max(place) FROM (SELECT place FROM groups ORDER BY place LIMIT {limit}))
        ) ON true
    """


def _sums(now: str, compared: Period | None) -> str:
    def of(condition: str) -> str:
        """Of the period itself: where none is compared, every line read is of it."""
        wanted = [one for one in (condition, now if compared is not None else "") if one]
        return f" FILTER ({' AND '.join(wanted)})" if wanted else ""

    before = "" if compared is None else f"FILTER ({within(compared)})"
    return f"""
        coalesce(sum(net){of("")}, 0) AS revenue, coalesce(sum(quantity){of("net IS NOT NULL")}, 0) AS quantity,
        count(DISTINCT order_id){of(_COUNTED)} AS orders, coalesce(sum(net - cost){of("")}, 0) AS margin,
        coalesce(sum(net){of("cost IS NULL")}, 0) AS uncosted, count(*){of("net IS NULL")} AS left_out,
        count(net){of("")} AS known, {f"coalesce(sum(net) {before}, 0)" if before else "0"} AS previous,
        {f"count(net) {before}" if before else "0"} AS known_before
    """


def _place(by: Keys, stages: Sequence[str]) -> str:
    """As `sales.in_order`, but for the keys as text."""
    match by[0]:
        case "month":
            return "key0"
        case "stage":
            places = " ".join(f"WHEN {code} THEN {rank(FunnelStage(told))}" for code, told in enumerate(stages))
            return f"CASE key0 {places} END" if places else "0"
        case _:
            return "-revenue"


def keys_of(found: Sequence[tuple[Any, ...]], by: Keys) -> list[list[int]]:
    """The stored keys of each dimension."""
    first = len(_ADDED) + 1
    return [[row[first + place] for row in found if row[first] is not None] for place in range(len(by))]


def ranked(
    found: Sequence[tuple[Any, ...]], readers: Sequence[Reader], *, by: Keys, compared: bool, limit: int
) -> Ranked:
    """What the rows of `statement` tell."""
    revenue, quantity, margin, uncosted, excluded, previous, orders = (
        int(value) for value in found[0][: len(_ADDED) + 1]
    )
    rows = []
    for row in found:
        keys, told = row[len(_ADDED) + 1 : -len(_TOLD)], row[-len(_TOLD) :]
        if keys[0] is not None:
            spoken = [read(value) for read, value in zip(readers, keys, strict=True)]
            rows.append(_row(tuple(one[0] for one in spoken), tuple(one[1] for one in spoken), told, compared=compared))
    whole = Sums(revenue, quantity, orders, margin, uncosted)
    return Ranked(in_order(rows, by)[:limit], whole, previous if compared else None, excluded)


def _row(keys: Keys, names: Keys, told: Sequence[Any], *, compared: bool) -> SaleRow:
    """A group without a line in the period itself sums to nothing."""
    *sums, known, previous, known_before = (int(value) for value in told)
    if not compared:
        return SaleRow(keys, names, Sums(*sums))
    return SaleRow(keys, names, Sums(*sums), previous, new=known_before == 0, vanished=known == 0)
