"""A ranking of the snapshot in one statement: both periods in one scan, the sums of all, the first rows alone told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.analytics.figures import Period, Ranked
from crm_desktop.analytics.firsts import APART, COUNTED, first_of
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.analytics.sales import Keys, in_order
from db.types import day_number

Reader = Callable[[int], tuple[str, str]]
_ADDED = ("revenue", "quantity", "margin", "uncosted", "left_out", "previous")
"""What the groups sum to; orders are distinct and counted apart."""
_TOLD = ("revenue", "quantity", "orders", "margin", "uncosted", "known", "previous", "known_before")


def group_of(key: str) -> str:
    return "day // 100" if key == "month" else key


def within(period: Period) -> str:
    return f"day BETWEEN {day_number(period[0])} AND {day_number(period[1])}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; `condition` is that of the keys `where`, in SQL. All rows for no limit."""

    period: Period
    compared: Period | None
    by: Keys
    where: Keys
    condition: str
    limit: int | None

    @property
    def now(self) -> str:
        return within(self.period)


def statement(asked: Asked, *, apart: bool, stages: Mapping[int, int]) -> str:
    """Rows of _ADDED and the distinct orders, the same in each, then the keys and _TOLD of one group.

    Groups whose place equals the last one's are all there: who comes first among them is told by the keys as text.
    Of no group at all there is one row, its keys NULL. `apart`: some orders are counted by their key; `stages` are the
    places of the stages' codes.
    """
    both = asked.now if asked.compared is None else f"({asked.now} OR {within(asked.compared)})"
    groups = ", ".join(f"{group_of(key)} AS key{number}" for number, key in enumerate(asked.by))
    keys = ", ".join(f"key{number}" for number in range(len(asked.by)))
    by_key = _one_by_one(asked, (*asked.by, *asked.where), apart=apart)
    joined = f"LEFT JOIN (SELECT {groups}, {by_key} GROUP BY ALL) USING ({keys})" if by_key else ""
    all_by_key = _one_by_one(asked, asked.where, apart=apart)
    first = f"WHERE place <= (SELECT max(place) FROM (SELECT place FROM groups ORDER BY place LIMIT {asked.limit}))"
    return f"""
        WITH sums AS MATERIALIZED (
            SELECT {groups}, {_sums(asked)} FROM facts WHERE {both} {asked.condition} GROUP BY ALL
        ), groups AS (
            SELECT sums.* REPLACE ({"orders + coalesce(by_key, 0)" if by_key else "orders"} AS orders),
            {_place(asked.by, stages)} AS place FROM sums {joined} WHERE known > 0 OR known_before > 0
        ), whole AS (
            SELECT {", ".join(f"coalesce(sum({name}), 0)" for name in _ADDED)},
            coalesce(sum(all_orders), 0) + {f"(SELECT {all_by_key})" if all_by_key else "0"} FROM sums
        )
        SELECT whole.*, {keys}, {", ".join(_TOLD)}
        FROM whole LEFT JOIN (SELECT * FROM groups {"" if asked.limit is None else first}) ON true
    """


def _one_by_one(asked: Asked, keys: Keys, *, apart: bool) -> str:
    """Of the orders that no flag counts, where lines are grouped and restricted by `keys`; "" where there are none."""
    flag = first_of(keys)
    if flag is not None and not apart:
        return ""
    counted = f"firsts & {COUNTED if flag is None else APART} <> 0"
    return f"count(DISTINCT order_id) AS by_key FROM facts WHERE {counted} AND {asked.now} {asked.condition}"


def _sums(asked: Asked) -> str:
    """Orders by their flags alone."""

    def of(condition: str) -> str:
        """Of the period itself: where none is compared, every line read is of it."""
        wanted = [one for one in (condition, asked.now if asked.compared is not None else "") if one]
        return f" FILTER ({' AND '.join(wanted)})" if wanted else ""

    def orders(keys: Keys) -> str:
        flag = first_of(keys)
        return "0" if flag is None else f"count(*){of(f'firsts & {flag} <> 0')}"

    before = "" if asked.compared is None else f" FILTER ({within(asked.compared)})"
    return f"""
        coalesce(sum(net){of("")}, 0) AS revenue, coalesce(sum(quantity){of("net IS NOT NULL")}, 0) AS quantity,
        {orders((*asked.by, *asked.where))} AS orders, {orders(asked.where)} AS all_orders,
        coalesce(sum(net - cost){of("")}, 0) AS margin, coalesce(sum(net){of("cost IS NULL")}, 0) AS uncosted,
        count(*){of("net IS NULL")} AS left_out, count(net){of("")} AS known,
        {f"coalesce(sum(net){before}, 0)" if before else "0"} AS previous,
        {f"count(net){before}" if before else "0"} AS known_before
    """


def _place(by: Keys, stages: Mapping[int, int]) -> str:
    """As `sales.in_order`, but for the keys as text."""
    match by[0]:
        case "month":
            return "key0"
        case "stage":
            return f"CASE key0 {' '.join(f'WHEN {code} THEN {place}' for code, place in stages.items())} ELSE -1 END"
        case _:
            return "-revenue"


def keys_of(found: Sequence[tuple[Any, ...]], by: Keys) -> list[list[int]]:
    """The stored keys of each dimension."""
    first = len(_ADDED) + 1
    return [[row[first + place] for row in found if row[first] is not None] for place in range(len(by))]


def ranked(found: Sequence[tuple[Any, ...]], readers: Sequence[Reader], asked: Asked) -> Ranked:
    """What the rows of `statement` tell."""
    revenue, quantity, margin, uncosted, excluded, previous, orders = (int(one) for one in found[0][: len(_ADDED) + 1])
    compared = asked.compared is not None
    rows = []
    for row in found:
        keys, told = row[len(_ADDED) + 1 : -len(_TOLD)], row[-len(_TOLD) :]
        if keys[0] is not None:
            spoken = [read(value) for read, value in zip(readers, keys, strict=True)]
            rows.append(_row(tuple(one[0] for one in spoken), tuple(one[1] for one in spoken), told, compared=compared))
    whole = Sums(revenue, quantity, orders, margin, uncosted)
    return Ranked(in_order(rows, asked.by)[: asked.limit], whole, previous if compared else None, excluded)


def _row(keys: Keys, names: Keys, told: Sequence[Any], *, compared: bool) -> SaleRow:
    """A group without a line in the period itself sums to nothing."""
    *sums, known, previous, known_before = (int(value) for value in told)
    if not compared:
        return SaleRow(keys, names, Sums(*sums))
    return SaleRow(keys, names, Sums(*sums), previous, new=known_before == 0, vanished=known == 0)
