"""What crosses to the window of stock counts. Quantities thousandths."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class OpenCount:
    """`group` "" counts all that lies in the warehouse, `shelf` what belongs on shelves whose names begin with it;
    `blind`: whoever counts does not see what should be there."""

    warehouse_id: int
    group: str = ""
    blind: bool = False
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class CountOpened:
    count_id: int


@dataclass(frozen=True, slots=True)
class EnterCount:
    """`anew`: forget what was counted of this product before (on this shelf). `shelf` None: wherever it lies; "": on
    the usual one, on none where there is none."""

    count_id: int
    product_id: int
    quantity: int
    anew: bool = False
    shelf: str | None = None


@dataclass(frozen=True, slots=True)
class CountEntered:
    """`counted` of the product by all, now, on `shelf` where that is told; `elsewhere` of that at other workstations or
    by others."""

    product_id: int
    code: str
    counted: int
    elsewhere: int = 0
    shelf: str = ""


class Uncounted(StrEnum):
    """What of goods that lie there and nobody counted: refuse to settle, leave them, nothing is there."""

    REFUSE = "refuse"
    LEAVE = "leave"
    NOTHING_THERE = "zero"


@dataclass(frozen=True, slots=True)
class CloseCount:
    count_id: int
    uncounted: Uncounted = Uncounted.REFUSE
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountClosed:
    """`number` of the INW, `others` of the PW and RW that settle what differed."""

    count_id: int
    number: str
    others: tuple[str, ...]
    counted: int
    differences: int


@dataclass(frozen=True, slots=True)
class CountLine:
    """`counted` None: not yet. `booked` is what the ledger says; `moved`: it changed between two countings."""

    product_id: int
    code: str
    name: str
    unit: str
    counted: int | None
    booked: int
    moved: bool
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class CountSheet:
    """`left` goods lie there uncounted; `lines` the counted ones, then the first of those left."""

    count_id: int
    warehouse: str
    group: str
    blind: bool
    left: int
    lines: tuple[CountLine, ...]
    warehouse_id: int = 0
