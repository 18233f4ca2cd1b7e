"""The picture of a report on its way out: a stroke a row, by the measure that the screen shows."""

from collections.abc import Callable
from typing import Any

from crm_desktop.analytics.records import EACH, PersonRow, PlainRow, Report, RoiRow, Row, SaleRow, StageRow
from crm_desktop.analytics.spoken import spoken
from crm_desktop.exchange.tables import Kind, Stroke
from crm_desktop.inquiries.rules import STAGES

_MEASURES = {"margin": Kind.MONEY, "contribution": Kind.MONEY, "quantity": Kind.QUANTITY} | dict.fromkeys(
    ("orders", "won"), Kind.COUNT
)
"""By what else than its revenue a row of sales or a person is drawn; nothing is compared by them."""
MOST_MONTHS = 12


def called(report: Report, language: str, place: int = 0) -> Callable[[Any], str]:
    """A row by the name of its key: the dimension's own words where it is one of the program's."""
    key = report.drill_by[place] if place < len(report.drill_by) else ""
    return lambda row: spoken(key, row.keys[place], language, name=row.names[place])


def strokes_of(report: Report, measure: str, language: str) -> list[Stroke]:
    """The picture: of as many rows as have room, the most first, of months the last; of a two-way table its cells."""
    strokes = [stroke for row in report.rows if (stroke := _stroke(row, report, measure, language)) is not None]
    if report.request.name == "changes":
        strokes.sort(key=lambda stroke: -abs(stroke.value))
    elif report.drill_by in (("month",), ("month", "stage")):
        return strokes[-MOST_MONTHS:]
    elif measure in (*_MEASURES, *EACH):
        strokes.sort(key=lambda stroke: -stroke.value)
    return strokes


def _stroke(row: Row, report: Report, measure: str, language: str) -> Stroke | None:
    match row:
        case SaleRow() if report.request.name == "changes":
            return Stroke(_cell_name(row, report, language), row.sums.revenue - (row.previous or 0), Kind.MONEY)
        case SaleRow():
            name = _cell_name(row, report, language)
            if measure in _MEASURES:
                return Stroke(name, getattr(row.sums, measure), _MEASURES[measure])
            return Stroke(name, row.sums.revenue, Kind.MONEY, row.previous)
        case StageRow():
            return _stage_stroke(row, report, measure, language)
        case PersonRow():
            return _person_stroke(row, measure, language)
        case RoiRow():
            name = spoken("campaign", row.key, language, name=row.name)
            if measure in EACH:
                return Stroke(name, row.each(measure) or 0, Kind.MONEY)
            return Stroke(name, row.margin, Kind.MONEY, row.cost)
        case PlainRow(values):
            return _plain_stroke(report.request.name, values, measure, language)


def _stage_stroke(row: StageRow, report: Report, measure: str, language: str) -> Stroke | None:
    """Of a divided funnel what came in."""
    if row.keys and row.stage != STAGES[0].value:
        return None
    name = _cell_name(row, report, language) if row.keys else spoken("stage", row.stage, language)
    if measure == "value":
        return Stroke(name, row.value, Kind.MONEY, row.previous_value)
    return Stroke(name, row.count, Kind.COUNT, row.previous_count)


def _person_stroke(row: PersonRow, measure: str, language: str) -> Stroke:
    name = spoken("employee", row.key, language, name=row.name)
    match measure:
        case "won" | "contribution":
            return Stroke(name, getattr(row, measure), _MEASURES[measure])
        case "margin":
            return Stroke(name, row.sums.margin, Kind.MONEY)
        case "target":
            return Stroke(name, row.sums.revenue, Kind.MONEY, row.target)
        case _:
            return Stroke(name, row.sums.revenue, Kind.MONEY, row.previous)


def _cell_name(row: SaleRow | StageRow, report: Report, language: str) -> str:
    return " · ".join(called(report, language, place)(row) for place in range(len(row.keys)))


def _plain_stroke(name: str, values: tuple[Any, ...], measure: str, language: str) -> Stroke:
    match name:
        case "interest":
            return Stroke(values[1], values[2], Kind.COUNT, values[3])
        case "lines":
            return Stroke(f"{values[1]} · {values[4]}", values[6], Kind.MONEY)
        case "customer_states":
            return Stroke(f"{values[2]} · {spoken('state', values[3], language)}", values[7], Kind.MONEY)
        case "customer_state_sums" if measure == "revenue":
            return Stroke(spoken("state", values[0], language), values[3], Kind.MONEY)
        case "customer_state_sums":
            return Stroke(spoken("state", values[0], language), values[2], Kind.COUNT)
        case "lost_costs":
            return Stroke(spoken("campaign", values[0], language, name=values[2]), values[7], Kind.MONEY, values[3])
        case _:
            return Stroke(f"{values[1]} · {values[3]}", values[7], Kind.MONEY)
