"""What a pinned view says at a glance: one figure, how it was before, and a small picture."""

from dataclasses import dataclass
from enum import Enum

from crm_desktop.analytics.looks import LOOKS
from crm_desktop.analytics.records import EACH, VALUE_AT, PersonRow, PlainRow, Report, RoiRow, Row, SaleRow, StageRow

MOST_BARS = 12
COUNTS = ("count", "orders", "won")


class Unit(Enum):
    MONEY = "money"
    COUNT = "count"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Glance:
    """Amounts minor units. `bars` are rows of the report by the same measure: the first, or the last months."""

    figure: int
    unit: Unit
    currency: str
    before: int | None
    bars: tuple[int, ...]
    target: int | None = None


def glance(report: Report, measure: str) -> Glance:
    """Of a whole report; a divided funnel by what came in, single records by how many there are."""
    rows = [row for row in report.rows if not isinstance(row, StageRow) or not row.keys or row.stage == "received"]
    figure, before = _whole(report, measure)
    unit = Unit.MONEY
    if measure in COUNTS:
        unit = Unit.COUNT
    elif measure == "quantity":
        unit = Unit.QUANTITY
    some = rows[-MOST_BARS:] if report.request.by == ("month",) else rows[:MOST_BARS]
    bars = tuple(_value(row, measure, report.request.name) for row in some)
    target = report.total.target if measure == "target" and isinstance(report.total, PersonRow) else None
    return Glance(figure, unit, report.currency, before, bars, target)


def _whole(report: Report, measure: str) -> tuple[int, int | None]:
    total, name = report.total, report.request.name
    match total:
        case None:
            return 0, None
        case SaleRow() if name == "changes":
            return total.sums.revenue, total.previous
        case PersonRow() if measure == "target":
            return total.sums.revenue, None
        case SaleRow() | PersonRow() if measure in ("", "revenue", "value"):
            return total.sums.revenue, total.previous
        case StageRow():
            return (total.value, total.previous_value) if measure == "value" else (total.count, total.previous_count)
        case PlainRow(values) if name in LOOKS:
            return int(values[1] if measure in COUNTS else values[0]), None
        case PlainRow(values) if len(values) == 2:
            return int(values[1]), None
        case _:
            return _value(total, measure, name), None


def _value(row: Row, measure: str, name: str) -> int:
    match row:
        case SaleRow() if name == "changes":
            return row.sums.revenue - (row.previous or 0)
        case SaleRow():
            return int(getattr(row.sums, measure, row.sums.revenue))
        case StageRow():
            return row.value if measure == "value" else row.count
        case PersonRow():
            told = {"won": row.won, "contribution": row.contribution}
            return told.get(measure, int(getattr(row.sums, measure, row.sums.revenue)))
        case RoiRow():
            return row.each(measure) or 0 if measure in EACH else row.margin
        case PlainRow(values) if name == "customer_state_sums" and measure in COUNTS:
            return int(values[2])
        case PlainRow(values):
            return int(values[VALUE_AT.get(name, 7)])
