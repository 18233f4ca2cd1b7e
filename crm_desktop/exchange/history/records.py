"""What crosses between a sheet of history and the database."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.exchange.records import Fault, unwatched
from db.vocabulary import ExpenseKind, FunnelStage


class Past(StrEnum):
    """What a sheet of history lists."""

    SALES = "sales"
    PIPELINE = "pipeline"
    EXPENSES = "expenses"


class Said(NamedTuple):
    """What a line says of itself, beside its product: codes and names as written, "" where it says nothing."""

    customer: str = ""
    customer_group: str = ""
    country: str = ""
    region: str = ""
    employee: str = ""
    channel: str = ""
    product_group: str = ""
    product_subgroup: str = ""
    warehouse: str = ""

    def filled(self) -> "Said":
        """With nothing where there were blanks alone: a name of spaces is none."""
        return self if all(not text or text.strip() for text in self) else Said(*(t if t.strip() else "" for t in self))


UNKNOWN = -(2**62)
"""In `SalesLines.cost`: the sheet does not say it."""


def _column() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class SalesLines:
    """A million lines as columns of integers: places in the lists of what they name, and values in stored units.

    `documents` are (number, currency), `products` codes, `names` and `vat_rates` words; `day` yyyymmdd, `quantity`
    thousandths, `unit_price` and `discount` ten-thousandths, `net` and `cost` minor units.
    """

    documents: list[tuple[str, str]] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    vat_rates: list[str] = field(default_factory=list)
    document: "array[int]" = field(default_factory=_column)
    day: "array[int]" = field(default_factory=_column)
    product: "array[int]" = field(default_factory=_column)
    name: "array[int]" = field(default_factory=_column)
    says: "array[int]" = field(default_factory=_column)
    vat_rate: "array[int]" = field(default_factory=_column)
    quantity: "array[int]" = field(default_factory=_column)
    unit_price: "array[int]" = field(default_factory=_column)
    discount: "array[int]" = field(default_factory=_column)
    net: "array[int]" = field(default_factory=_column)
    cost: "array[int]" = field(default_factory=_column)

    def __len__(self) -> int:
        return len(self.document)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A row of `import pipeline`; `value` minor units, `lost` with `lost_reason` in the sheet's words."""

    number: str
    stage: FunnelStage
    lost: bool
    opened: date | None
    closed: date | None
    value: int
    said: Said
    product: str = ""
    campaign: str = ""
    lost_reason: str = ""


@dataclass(frozen=True, slots=True)
class PastExpense:
    """A row of `import expenses`; `amount` minor units; names as written, "" for none."""

    row: int
    day: date
    kind: ExpenseKind
    amount: int
    currency: str
    campaign: str = ""
    customer: str = ""
    order: str = ""
    product_group: str = ""
    employee: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet read through its map, before the database is asked. `heads`: field -> the head that was matched."""

    what: Past
    digest: str
    file: str
    language: str
    heads: Mapping[str, str]
    rows: int
    faults: tuple[Fault, ...]
    faulty: int
    currency: str
    sales: SalesLines = field(default_factory=SalesLines)
    pipeline: tuple[Opportunity, ...] = ()
    expenses: tuple[PastExpense, ...] = ()

    @property
    def right(self) -> int:
        """Rows that read well."""
        return len(self.sales) + len(self.pipeline) + len(self.expenses)


@dataclass(frozen=True, slots=True)
class ImportHistory:
    """`progress` watches and may stop the work."""

    read: Read
    skip_faulty: bool = False
    progress: Callable[[int, int], None] = unwatched


@dataclass(frozen=True, slots=True)
class HistoryImported:
    """`rows` of the sheet, `new` of them stored, `faulty` left out; what was made for them."""

    what: Past
    file: str
    rows: int
    new: int
    faulty: int
    orders: int = 0
    customers: int = 0
    products: int = 0
    employees: int = 0
    campaigns: int = 0
    undated: int = 0
