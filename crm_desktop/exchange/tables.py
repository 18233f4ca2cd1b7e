"""A table on its way out: what a sheet, a CSV, a paper and a picture of it are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

Cell = str | int | date | Fraction | None


class Kind(Enum):
    """What a column holds: text as it is, money in minor units, quantities in thousandths, parts of one."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    QUANTITY = "quantity"
    SHARE = "share"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Stroke:
    """One bar of the picture above the table, beginning at zero; `compared` stands beneath it in grey."""

    text: str
    value: int
    kind: Kind
    compared: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`told` stands under the title: the way down, the period, what is left out. `beside` are tables of their own that
    go out with it."""

    title: str
    told: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    strokes: Sequence[Stroke] = ()
    beside: Sequence["Table"] = ()
