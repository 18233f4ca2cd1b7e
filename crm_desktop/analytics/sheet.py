"""A report as a table on its way out: the same figures as on screen, in the words of a language."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from crm_desktop.analytics.looks import LOOKS
from crm_desktop.analytics.pareto import is_ranking, running
from crm_desktop.analytics.records import PersonRow, PlainRow, Report, RoiRow, SaleRow, StageRow
from crm_desktop.analytics.sheet_picture import called, strokes_of
from crm_desktop.analytics.spoken import spoken
from crm_desktop.exchange.figures import spoken_amount
from crm_desktop.exchange.tables import Cell, Column, Kind, Table
from crm_desktop.inquiries.rules import STAGES
from crm_desktop.words import day_text, say

_EARLIER = {later.value: earlier.value for earlier, later in pairwise(STAGES)}
Field = tuple[str, Kind, Callable[[Any], Cell]]


def report_table(
    report: Report,
    language: str,
    *,
    title: str = "",
    told: tuple[str, ...] = (),
    without: frozenset[str] = frozenset(),
    measure: str = "",
) -> Table:
    """`title` and `told` as the window calls it; else the report's name, its period and its conditions. `without` these
    columns; the picture, and the shares of a funnel, by `measure`, as the window has them, else by what the report is
    about first."""

    def word(key: str) -> str:
        return say(f"reports.{key}", language)

    fields = [one for one in _fields(report, language, measure) if one[0] not in without]
    names = {"key": word("key"), **{name: word(name) for name, _, _ in fields}}
    request = report.request
    conditions = [f"{word('by_' + key)}: {spoken(key, value, language)}" for key, value in request.where]
    period = f"{day_text(request.since, language)} – {day_text(request.until, language)}"
    beside = [] if request.compare == "none" else [word(f"compared_{request.compare}")]
    lines = told or (" · ".join([period, *beside, *conditions]),)
    rows = [tuple(read(row) for _, _, read in fields) for row in report.rows]
    total = None
    if report.total is not None and not isinstance(report.total, PlainRow | StageRow) and request.name != "lines":
        sums = [None if kind is Kind.TEXT else read(report.total) for _, kind, read in fields[1:]]
        total = (word("total"), *sums)
    return Table(
        title=title or word(f"name_{request.name}"),
        told=(*lines, *_left_out(report, language, summed=total is not None)),
        columns=[Column(names[name], kind) for name, kind, _ in fields],
        rows=rows,
        total=total,
        strokes=strokes_of(report, measure, language),
        beside=[_lost(report, language)] if report.lost else [],
    )


def _lost(report: Report, language: str) -> Table:
    """Why by how far, as the screen has it: the commonest reason first, its stages in their order."""
    counts: Counter[str] = Counter()
    for row in report.lost:
        counts[row.reason] += row.count
    ordered = sorted(report.lost, key=lambda row: (-counts[row.reason], row.reason))
    columns = (("lost_reason", Kind.TEXT), ("furthest", Kind.TEXT), ("count", Kind.COUNT), ("value", Kind.MONEY))
    rows: list[tuple[Cell, ...]] = [
        (spoken("lost", row.reason, language), spoken("stage", row.stage, language), row.count, row.value)
        for row in ordered
    ]
    count, value = sum(row.count for row in report.lost), sum(row.value for row in report.lost)
    return Table(
        title=say("reports.beside_lost", language),
        told=(),
        columns=[Column(say(f"reports.{name}", language), kind) for name, kind in columns],
        rows=rows,
        total=(say("reports.total", language), None, count, value),
    )


def _left_out(report: Report, language: str, *, summed: bool) -> list[str]:
    parts = [say("reports.currency", language, currency=report.currency)]
    if report.excluded:
        parts.append(say("reports.excluded", language, count=report.excluded))
    if report.uncosted:
        parts.append(say("reports.uncosted", language, value=spoken_amount(report.uncosted, language)))
    if report.undated:
        parts.append(say("reports.undated", language, count=report.undated))
    if report.is_cut:
        parts.append(say("reports.cut_summed" if summed else "reports.cut", language, count=report.request.limit))
    return [" · ".join(parts)]


def _fields(report: Report, language: str, measure: str) -> list[Field]:
    compared = report.request.compare != "none"
    two = len(next((row.keys for row in report.rows if isinstance(row, SaleRow | StageRow)), ())) > 1
    match report.total:
        case StageRow():
            return _stage_fields(report, language, compared, two, by_value=measure == "value")
        case PersonRow():
            return _person_fields(language, compared, targets="target" in report.columns)
        case RoiRow():
            return _roi_fields(language)
        case _ if report.request.name == "lines" and not report.request.by:
            return _line_fields()
        case _ if report.request.name in LOOKS:
            return _look_fields(report, language)
        case PlainRow(values) if len(values) == 2:
            return _item_fields(language)
        case PlainRow():
            return _interest_fields(compared)
        case _:
            return _sale_fields(report, language, compared, two)


def _named(report: Report, language: str, two: bool) -> list[Field]:
    fields: list[Field] = [
        ("key", Kind.TEXT, lambda row: row.keys[0]),
        ("name", Kind.TEXT, called(report, language)),
    ]
    if two:
        fields += [("key2", Kind.TEXT, lambda row: row.keys[1]), ("name2", Kind.TEXT, called(report, language, 1))]
    return fields


def _sale_fields(report: Report, language: str, compared: bool, two: bool) -> list[Field]:
    fields: list[Field] = [
        *_named(report, language, two),
        ("revenue", Kind.MONEY, lambda row: row.sums.revenue),
        ("quantity", Kind.QUANTITY, lambda row: row.sums.quantity),
        ("orders", Kind.COUNT, lambda row: row.sums.orders),
        ("margin", Kind.MONEY, lambda row: row.sums.margin),
    ]
    if compared:
        fields += _beside(Kind.MONEY, lambda row: row.sums.revenue, lambda row: row.previous)
    elif not two:
        fields += _shares(report)
    if report.request.name == "changes":
        for name in ("price", "by_quantity", "mix", "new", "vanished"):
            fields.append((name, Kind.MONEY, _reason(name.removeprefix("by_"))))
    return fields


def _shares(report: Report) -> list[Field]:
    """What each is of the whole, and what it is with all before it where that says something."""
    whole = report.total.sums.revenue if isinstance(report.total, SaleRow) else 0
    fields: list[Field] = [("share", Kind.SHARE, lambda row: _part(row.sums.revenue, whole))]
    if is_ranking(report):
        sums = running(report)

        def so_far(row: Any) -> Cell:
            return None if row is report.total else _part(sums[row.keys], whole)

        fields.append(("running", Kind.SHARE, so_far))
    return fields


def _beside(kind: Kind, now: Callable[[Any], int], before: Callable[[Any], int | None]) -> list[Field]:
    """What stood in the compared period, and what has changed since."""

    def change(row: Any) -> int:
        return now(row) - (before(row) or 0)

    return [
        ("previous", kind, before),
        ("change", kind, change),
        ("change_percent", Kind.SHARE, lambda row: _part(change(row), before(row))),
    ]


def _reason(name: str) -> Callable[[Any], Cell]:
    return lambda row: getattr(row.reasons, name) if row.reasons is not None else None


def _part(part: int, whole: int | None) -> Fraction | None:
    return Fraction(part, abs(whole)) if whole else None


def _stage_fields(report: Report, language: str, compared: bool, two: bool, *, by_value: bool) -> list[Field]:
    """Shares and what has changed by count, or by value."""

    def size(row: StageRow) -> int:
        return row.value if by_value else row.count

    def before(row: StageRow) -> int | None:
        return row.previous_value if by_value else row.previous_count

    first: dict[tuple[str, ...], int] = {}
    reached: dict[tuple[tuple[str, ...], str], int] = {}
    for row in report.rows:
        if isinstance(row, StageRow):
            first.setdefault(row.keys, size(row))
            reached[row.keys, row.stage] = size(row)
    fields: list[Field] = [
        *(_named(report, language, two) if any(first) else []),
        ("stage", Kind.TEXT, lambda row: spoken("stage", row.stage, language)),
        ("count", Kind.COUNT, lambda row: row.count),
        ("value", Kind.MONEY, lambda row: row.value),
        ("of_first", Kind.SHARE, lambda row: _part(size(row), first.get(row.keys))),
        ("of_previous", Kind.SHARE, lambda row: _part(size(row), reached.get((row.keys, _EARLIER.get(row.stage, ""))))),
        ("median_days", Kind.MONEY, lambda row: row.median_days),
        ("standing", Kind.COUNT, lambda row: row.standing),
    ]
    return [*fields, *_beside(Kind.MONEY if by_value else Kind.COUNT, size, before)] if compared else fields


def _person_fields(language: str, compared: bool, *, targets: bool) -> list[Field]:
    fields: list[Field] = [
        ("key", Kind.TEXT, lambda row: row.key),
        ("name", Kind.TEXT, lambda row: spoken("employee", row.key, language, name=row.name)),
        ("inquiries", Kind.COUNT, lambda row: row.inquiries),
        ("answer_minutes", Kind.COUNT, lambda row: row.answer_minutes),
        ("in_time", Kind.SHARE, lambda row: _part(row.in_time, row.promised)),
        ("won", Kind.COUNT, lambda row: row.won),
        ("lost", Kind.COUNT, lambda row: row.lost),
        ("win_rate", Kind.SHARE, lambda row: _part(row.won, row.won + row.lost)),
        ("revenue", Kind.MONEY, lambda row: row.sums.revenue),
        ("quantity", Kind.QUANTITY, lambda row: row.sums.quantity),
        ("orders", Kind.COUNT, lambda row: row.sums.orders),
        ("margin", Kind.MONEY, lambda row: row.sums.margin),
        ("expenses", Kind.MONEY, lambda row: row.expenses),
        ("contribution", Kind.MONEY, lambda row: row.contribution),
    ]
    if targets:
        fields += [
            ("target", Kind.MONEY, lambda row: row.target),
            ("of_target", Kind.SHARE, lambda row: _part(row.sums.revenue, row.target)),
        ]
    if compared:
        fields += _beside(Kind.MONEY, lambda row: row.sums.revenue, lambda row: row.previous)
    return fields


def _roi_fields(language: str) -> list[Field]:
    return [
        ("key", Kind.TEXT, lambda row: row.key),
        ("name", Kind.TEXT, lambda row: spoken("campaign", row.key, language, name=row.name)),
        ("cost", Kind.MONEY, lambda row: row.cost),
        ("margin", Kind.MONEY, lambda row: row.margin),
        ("revenue", Kind.MONEY, lambda row: row.revenue),
        ("roi", Kind.SHARE, lambda row: _part(row.margin - row.cost, row.cost)),
        ("inquiries", Kind.COUNT, lambda row: row.inquiries),
        ("orders", Kind.COUNT, lambda row: row.orders),
        ("cost_per_inquiry", Kind.MONEY, lambda row: row.each("cost_per_inquiry")),
        ("cost_per_order", Kind.MONEY, lambda row: row.each("cost_per_order")),
        ("payback", Kind.DAY, lambda row: row.payback),
        ("gain", Kind.TEXT, lambda row: say(f"reports.verdict_{row.verdict}", language) if row.verdict else ""),
    ]


def _value(place: int) -> Callable[[Any], Cell]:
    return lambda row: row.values[place]


def _line_fields() -> list[Field]:
    kinds = (
        *(("order", Kind.TEXT), ("date", Kind.DAY), ("product", Kind.TEXT), ("name", Kind.TEXT)),
        *(("quantity", Kind.QUANTITY), ("revenue", Kind.MONEY), ("margin", Kind.MONEY), ("customer", Kind.TEXT)),
    )
    return [(name, kind, _value(place)) for place, (name, kind) in enumerate(kinds, 1)]


def _item_fields(language: str) -> list[Field]:
    fields: list[Field] = [
        *((name, Kind.TEXT, _value(place)) for place, name in enumerate(("number", "customer", "name"), 1)),
        ("stage", Kind.TEXT, lambda row: spoken("stage", row.values[4], language)),
        ("lost_reason", Kind.TEXT, lambda row: spoken("lost", row.values[5], language) if row.values[5] else ""),
        ("received", Kind.DAY, _value(6)),
        ("value", Kind.MONEY, _value(7)),
    ]
    return fields


_LOOK_KINDS = {
    **dict.fromkeys(("last", "date"), Kind.DAY),
    **dict.fromkeys(("gap", "days", "inquiries", "lost", "customers"), Kind.COUNT),
    **dict.fromkeys(("revenue", "margin", "cost", "lost_value", "lost_cost"), Kind.MONEY),
}


def _look_fields(report: Report, language: str) -> list[Field]:
    """All but the key, which is told by what follows it."""

    def said(name: str, place: int) -> Callable[[Any], Cell]:
        if name in ("state", "why"):
            return lambda row: spoken(name, row.values[place], language)
        if name == "campaign":
            return lambda row: spoken(name, row.values[place], language, name=row.values[-1])
        return _value(place)

    named = [(place, name) for place, name in enumerate(report.columns) if name not in ("key", "campaign_name")]
    return [(name, _LOOK_KINDS.get(name, Kind.TEXT), said(name, place)) for place, name in named]


def _interest_fields(compared: bool) -> list[Field]:
    kinds = (("key", Kind.TEXT), ("name", Kind.TEXT), ("inquiries", Kind.COUNT), ("bought", Kind.COUNT))
    fields: list[Field] = [(name, kind, _value(place)) for place, (name, kind) in enumerate(kinds)]
    return [*fields, *_beside(Kind.COUNT, lambda row: row.values[2], lambda row: row.values[4])] if compared else fields
