"""A question and its answer. Amounts minor units, quantities thousandths; text only where the contract says so."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crm_desktop.money import divide_half_away


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """`name` as in the contract; `by` up to two dimensions; `where` (dimension, key) pairs; both days included."""

    name: str
    since: date
    until: date
    compare: str = "none"
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    currency: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Sums:
    """What a set of sale lines adds up to; `uncosted` is the net of lines whose cost is not known."""

    revenue: int = 0
    quantity: int = 0
    orders: int = 0
    margin: int = 0
    uncosted: int = 0


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a value changed, minor units; the five sum exactly to the difference."""

    price: int = 0
    quantity: int = 0
    mix: int = 0
    new: int = 0
    vanished: int = 0


@dataclass(frozen=True, slots=True)
class SaleRow:
    """`keys` one a dimension asked for; `previous` the revenue of the compared period, None if none is compared.

    `new` and `vanished`: the key has lines in one of the two periods alone.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    sums: Sums
    previous: int | None = None
    new: bool = False
    vanished: bool = False
    reasons: Reasons | None = None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of the funnel, of one key or two where it is divided; `median_days` in hundredths of a 24-hour day."""

    stage: str
    count: int
    value: int
    standing: int
    median_days: int | None
    previous_count: int | None = None
    previous_value: int | None = None
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True)
class LostRow:
    stage: str
    reason: str
    count: int
    value: int


EACH = ("cost_per_inquiry", "cost_per_order")
"""By what else than its return a campaign is looked at."""


@dataclass(frozen=True, slots=True)
class RoiRow:
    """One campaign, "" for none. `payback` the first day on which margin so far ≥ cost so far."""

    key: str
    name: str
    cost: int
    margin: int
    revenue: int
    inquiries: int
    orders: int
    payback: date | None
    verdict: str
    uncosted: int = 0

    def each(self, measure: str) -> int | None:
        """What one inquiry or one order cost, minor units; None of none."""
        count = self.inquiries if measure == "cost_per_inquiry" else self.orders
        return divide_half_away(self.cost, count) if count else None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What one employee did, "" for nobody. `answer_minutes` median working time to the first answer.

    `in_time` of `promised` first answers left before their promised time; `contribution` = margin - own expenses.
    `target` what was to be sold in the days of the period, None where nothing was set.
    """

    key: str
    name: str
    sums: Sums
    inquiries: int = 0
    answer_minutes: int | None = None
    in_time: int = 0
    promised: int = 0
    won: int = 0
    lost: int = 0
    expenses: int = 0
    previous: int | None = None
    target: int | None = None

    @property
    def contribution(self) -> int:
        return self.sums.margin - self.expenses


@dataclass(frozen=True, slots=True)
class Attributed:
    """One order that belongs to a campaign: `why` "submission" or "expense"."""

    order: str
    campaign: str
    day: date
    customer: str
    why: str
    revenue: int
    margin: int
    name: str = ""
    """Of the campaign."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The first of the orders that belong to campaigns; `count` and `revenue` are of all there are."""

    orders: tuple[Attributed, ...] = ()
    count: int = 0
    revenue: int = 0


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row whose columns the report names: lines, inquiries, interest."""

    values: tuple[Any, ...]


VALUE_AT = {"lines": 6, "interest": 2, "customer_state_sums": 3}
"""Where the value stands in the plain rows of a report; elsewhere it is the eighth."""
Row = SaleRow | StageRow | RoiRow | PersonRow | PlainRow


@dataclass(frozen=True, slots=True)
class Report:
    request: ReportRequest
    currency: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None
    lost: tuple[LostRow, ...] = ()
    attribution: Attribution | None = None
    excluded: int = 0
    uncosted: int = 0
    undated: int = 0
    drill_by: tuple[str, ...] = field(default=())

    @property
    def is_cut(self) -> bool:
        """Whether it holds as many rows as were asked for, so that there may be more; a divided funnel by its keys."""
        keys = {row.keys for row in self.rows if isinstance(row, StageRow)}
        found = len(keys - {()}) if keys else len(self.rows)
        return found >= self.request.limit > 0
