"""A report as bars, columns, a funnel or a map of cells, with their words ready."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.analytics.records import EACH, VALUE_AT, PersonRow, PlainRow, Report, RoiRow, SaleRow, StageRow
from crm_desktop.money import MINOR_SCALE, QUANTITY_SCALE, divide_half_away
from db.vocabulary import FunnelStage
from ui import formats
from ui.charts import Bar, FunnelBar, HeatTable
from ui.charts_tab.asking import MOST_ROWS
from ui.charts_tab.look_columns import STATE_MEANING, state_word
from ui.charts_tab.months import month_pairs
from ui.charts_tab.naming import key_word, month_word, new_word, reason_word, states_word
from ui.charts_tab.record_columns import line_name
from ui.charts_tab.way import Level
from ui.theme import Meaning
from ui.widgets.parts import word


@dataclass(frozen=True, slots=True)
class Shown:
    """A report at its level, by which measure, and what the compared period is called; `twins` as of `twins`."""

    report: Report
    level: Level
    measure: str
    before: str
    twins: frozenset[tuple[int, str]] = frozenset()

    def tell(self, value: int) -> str:
        match self.measure:
            case "quantity":
                return formats.quantity(value)
            case "count" | "orders" | "won":
                return formats.count(value)
            case _:
                return formats.money(value, currency=self.report.currency)

    def brief(self, value: int) -> str:
        """For a cell of a table whose currency is told elsewhere."""
        return self.tell(value) if self.measure in ("quantity", "orders") else formats.amount(value)

    def short(self, value: int) -> str:
        """Without currency and grosz, where many figures stand side by side."""
        return self.tell(value) if self.measure in ("quantity", "orders") else formats.quantity(whole(value))

    def value(self, row: Any) -> int:
        """What the picture shows of a row."""
        match row:
            case SaleRow() if self.report.request.name == "changes":
                return int(row.sums.revenue - (row.previous or 0))
            case SaleRow():
                return int(getattr(row.sums, self.measure))
            case StageRow():
                return row.count if self.measure == "count" else row.value
            case PersonRow():
                told = {"won": row.won, "contribution": row.contribution, "target": row.sums.revenue}
                return told.get(self.measure, int(getattr(row.sums, self.measure, 0)))
            case RoiRow():
                return row.each(self.measure) or 0 if self.measure in EACH else row.margin
            case PlainRow(values) if self.report.request.name == "customer_state_sums" and self.measure == "count":
                return int(values[2])
            case PlainRow(values):
                return int(values[VALUE_AT.get(self.report.request.name, 7)])
        raise TypeError(type(row))

    def previous(self, row: Any) -> int | None:
        match row:
            case SaleRow() if self.report.request.name != "changes" and self.measure == "revenue":
                return row.previous
            case StageRow():
                return row.previous_count if self.measure == "count" else row.previous_value
            case PersonRow() if self.measure == "revenue":
                return row.previous
            case PersonRow() if self.measure == "target":
                return row.target
            case RoiRow():
                return None if self.measure in EACH else row.cost
            case PlainRow(values) if self.report.request.name in ("interest", "lost_costs"):
                return int(values[3])
        return None

    def named(self, place: int, dimension: str, key: str, name: str) -> str:
        """One key in words; what others are called as well has its code behind it."""
        told = key_word(dimension, key, name)
        return f"{told} ({key})" if (place, name) in self.twins else told

    def _plain_title(self, values: tuple[Any, ...]) -> str:
        match self.report.request.name:
            case "interest":
                return self.named(0, "product", values[0], values[1])
            case "customer_state_sums":
                return states_word(values[0])
            case "customer_states":
                return self.named(0, "customer", values[1], values[2])
            case "lost_costs":
                return key_word("campaign", values[0], values[2])
            case "lines":
                return f"{values[0]} · {line_name(PlainRow(values), self.level.used)}"
            case _:
                return f"{values[0]} · {values[3]}"

    def rows(self) -> list[Any]:
        """Of a divided funnel the rows of the stage one came through; the rest as they are."""
        if not self.level.by:
            return list(self.report.rows)
        stage = self.level.stage
        rows = [row for row in self.report.rows if not isinstance(row, StageRow) or row.stage == stage]
        if self.report.request.name == "changes":
            rows.sort(key=lambda row: (-abs(self.value(row)), keys_of(row)))
            return rows[:MOST_ROWS]
        return rows

    def title(self, row: Any) -> str:
        """What a row is called; a pair of keys by both."""
        match row:
            case SaleRow() | StageRow() if row.keys:
                named = zip(self.level.by, row.keys, row.names, strict=False)
                return " · ".join(self.named(place, *one) for place, one in enumerate(named))
            case StageRow():
                return word(FunnelStage(row.stage))
            case PersonRow():
                return self.named(0, "employee", row.key, row.name)
            case RoiRow():
                return self.named(0, "campaign", row.key, row.name)
            case PlainRow(values):
                return self._plain_title(values)
        raise TypeError(type(row))


def twins(report: Report) -> frozenset[tuple[int, str]]:
    """Names that several keys of a report have, with the place of their dimension: two people may be called alike."""
    keys: dict[tuple[int, str], set[str]] = {}
    for row in report.rows:
        for place, key, name in _named(row, report.request.name):
            keys.setdefault((place, name), set()).add(key)
    return frozenset(named for named, found in keys.items() if len(found) > 1)


def _named(row: Any, report: str) -> list[tuple[int, str, str]]:
    match row:
        case SaleRow() | StageRow():
            return [(place, *one) for place, one in enumerate(zip(row.keys, row.names, strict=True))]
        case PersonRow() | RoiRow():
            return [(0, row.key, row.name)]
        case PlainRow(values) if report == "customer_states":
            return [(0, values[1], values[2])]
        case PlainRow(values) if report == "interest":
            return [(0, values[0], values[1])]
    return []


def keys_of(row: Any) -> tuple[str, ...]:
    """The keys that a press on a row carries."""
    match row:
        case SaleRow():
            return row.keys
        case StageRow():
            return row.keys or (row.stage,)
        case PersonRow() | RoiRow():
            return (row.key,)
        case _:
            return (str(row.values[0]),)


def funnel_bars(shown: Shown) -> list[FunnelBar]:
    rows = [row for row in shown.report.rows if isinstance(row, StageRow)]
    bars = []
    for number, row in enumerate(rows):
        value, compared = shown.value(row), shown.previous(row)
        before = shown.value(rows[number - 1]) if number else 0
        told = "" if compared is None else f"{shown.before}: {shown.tell(compared)}"
        share, kept = formats.percent(value, shown.value(rows[0])), formats.percent(value, before) if number else ""
        title = word(FunnelStage(row.stage))
        bars.append(FunnelBar(row.stage, title, value, shown.tell(value), share, kept, compared, told))
    return bars


def bars(shown: Shown) -> list[Bar]:
    """One bar a row, the longest first; of changes whatever their side."""
    rows = shown.rows()
    if shown.report.request.name == "roi":  # what belongs to no campaign would squeeze the others; it is told beneath
        rows = [row for row in rows if row.key] or rows
    if shown.level.by and shown.report.request.name != "changes":
        rows.sort(key=lambda row: (-shown.value(row), keys_of(row)))
    return [_bar(shown, row) for row in rows]


def _bar(shown: Shown, row: Any) -> Bar:
    value, compared = shown.value(row), shown.previous(row)
    told = _compared_words(shown, row, compared)
    mark, meaning = _mark(shown, row)
    figure = shown.tell(value)
    if shown.report.request.name == "changes" and value > 0:
        figure = f"+{figure}"
    if isinstance(row, RoiRow) and shown.measure in EACH and row.each(shown.measure) is None:
        figure = formats.NOTHING
    return Bar(keys_of(row)[0], shown.title(row), value, figure, compared, told, mark, meaning)


def _mark(shown: Shown, row: Any) -> tuple[str, Meaning]:
    """The word beside a name: what was sold in one of the two periods alone, in which state a customer is."""
    if isinstance(row, SaleRow) and row.previous is not None and (row.new or row.vanished):
        gone = QCoreApplication.translate("pictures", "gone")
        return (new_word(shown.level.by[0]), Meaning.GOOD) if row.new else (gone, Meaning.ATTENTION)
    if shown.report.request.name == "customer_states" and "state" not in shown.level.used:
        return state_word(row.values[3]), STATE_MEANING.get(row.values[3], Meaning.PLAIN)
    return "", Meaning.PLAIN


def _compared_words(shown: Shown, row: Any, compared: int | None) -> str:
    if isinstance(row, PersonRow) and shown.measure == "target":
        return "" if compared is None else _of_target(shown, row.sums.revenue, compared)
    if isinstance(row, RoiRow):
        cost = formats.money(row.cost, currency=shown.report.currency)
        if shown.measure == "cost_per_inquiry":
            return QCoreApplication.translate("pictures", "inquiries: {count}").format(
                count=formats.count(row.inquiries)
            )
        if shown.measure == "cost_per_order":
            return QCoreApplication.translate("pictures", "orders: {count}").format(count=formats.count(row.orders))
        return QCoreApplication.translate("pictures", "cost: {value}").format(value=cost)
    if isinstance(row, PlainRow) and compared is not None:
        interest = shown.report.request.name == "interest"
        told = QCoreApplication.translate("pictures", "of these bought: {value}") if interest else _whole_cost()
        return told.format(value=shown.tell(compared))
    return "" if compared is None else f"{shown.before}: {shown.tell(compared)}"


def _whole_cost() -> str:
    return QCoreApplication.translate("pictures", "whole cost: {value}")


def _of_target(shown: Shown, reached: int, target: int) -> str:
    told = QCoreApplication.translate("pictures", "target: {value}, reached {share}")
    return told.format(value=shown.tell(target), share=formats.percent(reached, target))


def columns(shown: Shown) -> list[Bar]:
    """A column a month of the period, those without sales too; the compared month stands beside it."""
    found = {keys_of(row)[0]: row for row in shown.rows()}
    months = month_pairs(shown.report) or [(key, ()) for key in sorted(found) if key]
    compares = shown.report.request.compare != "none" and any(shown.previous(row) is not None for row in found.values())
    told = []
    for key, beside in months:
        value = shown.value(found[key]) if key in found else 0
        compared, words = None, ""
        if compares:
            compared = (shown.previous(found[key]) or 0) if key in found else 0
            words = f"{' + '.join(map(month_word, beside))}: {shown.tell(compared)}" if beside else ""
        told.append(Bar(key, month_word(key), value, shown.tell(value), compared, words, short=shown.short(value)))
    return told


def heat(shown: Shown, *, most: int) -> HeatTable:
    """Rows by their sums, columns in their own order; at most so many of each, of months the last.

    A row is closed by its sum where it has one: an order stands in several cells, and is one order.
    """
    by, cells = shown.level.by, {}
    sums: list[dict[str, int]] = [{}, {}]
    names: list[dict[str, str]] = [{}, {}]
    for row in shown.rows():
        value = shown.value(row)
        cells[row.keys] = (value, shown.brief(value))
        for side in (0, 1):
            sums[side][row.keys[side]] = sums[side].get(row.keys[side], 0) + value
            names[side][row.keys[side]] = shown.named(side, by[side], row.keys[side], row.names[side])
    order = [_ordered(by[side], sums[side], most) for side in (0, 1)]
    whole_rows = shown.measure != "orders" and not shown.report.is_cut
    ends = {key: shown.tell(value) for key, value in sums[0].items()} if whole_rows else {}
    short = {key: shown.short(value) for key, (value, _) in cells.items()}
    short_ends = {key: shown.short(value) for key, value in sums[0].items()} if whole_rows else {}
    sides = [[(key, names[side][key]) for key in order[side]] for side in (0, 1)]
    unit = (
        ""
        if shown.measure in ("quantity", "orders")
        else formats.SIGNS.get(shown.report.currency, shown.report.currency)
    )
    whole_units = QCoreApplication.translate("pictures", "whole {unit}").format(unit=unit) if unit else ""
    newest_last = by[1] == "month"
    return HeatTable(sides[0], sides[1], cells, ends, short, short_ends, newest_last, unit, whole_units)


def _ordered(dimension: str, sums: dict[str, int], most: int) -> list[str]:
    if dimension == "month":
        return sorted(sums)[-most:]
    if dimension == "stage":
        return [stage.value for stage in FunnelStage if stage.value in sums]
    return sorted(sums, key=lambda key: (-sums[key], key))[:most]


def whole(minor: int) -> int:
    """Whole units of money, as thousandths: the grosz stands in the table one level down."""
    return divide_half_away(minor, MINOR_SCALE) * QUANTITY_SCALE


def lost_table(report: Report) -> HeatTable:
    """Why by how far: reasons down, furthest stages across, how many; what was lost with each closes the row."""
    reasons: dict[str, list[int]] = {}
    for row in report.lost:
        sums = reasons.setdefault(row.reason, [0, 0])
        sums[0] += row.count
        sums[1] += row.value
    stages = [stage.value for stage in FunnelStage if any(row.stage == stage.value for row in report.lost)]
    sign = formats.SIGNS.get(report.currency, report.currency)
    ordered = sorted(reasons, key=lambda reason: (-reasons[reason][0], reason))
    return HeatTable(
        [(reason, reason_word(reason)) for reason in ordered],
        [(stage, word(FunnelStage(stage))) for stage in stages],
        {(row.reason, row.stage): (row.count, formats.count(row.count)) for row in report.lost},
        {
            reason: f"{formats.count(count)} · {formats.quantity(whole(value), sign)}"
            for reason, (count, value) in reasons.items()
        },
    )


def reason_bars(report: Report) -> list[Bar]:
    """Why the value changed: price, quantity, mix, new, gone."""
    total = report.total
    if not isinstance(total, SaleRow) or total.reasons is None:
        return []
    told = total.reasons
    parts = (
        ("price", QCoreApplication.translate("pictures", "Prices"), told.price),
        ("quantity", QCoreApplication.translate("pictures", "Quantities"), told.quantity),
        ("mix", QCoreApplication.translate("pictures", "Product mix"), told.mix),
        ("new", QCoreApplication.translate("pictures", "New goods"), told.new),
        ("vanished", QCoreApplication.translate("pictures", "Goods no longer sold"), told.vanished),
    )
    return [Bar(key, text, value, _signed(value, report.currency)) for key, text, value in parts]


def _signed(value: int, currency: str) -> str:
    return ("+" if value > 0 else "") + formats.money(value, currency=currency)
