"""The columns of the table beside a picture: the same figures, in the report's currency."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.analytics.pareto import is_ranking, running
from crm_desktop.analytics.records import EACH, PersonRow, RoiRow, SaleRow, StageRow
from db.vocabulary import FunnelStage
from ui import formats
from ui.charts_tab.look_columns import look_columns
from ui.charts_tab.naming import dimension_word
from ui.charts_tab.pictures import Shown
from ui.charts_tab.record_columns import item_columns, line_columns
from ui.charts_tab.titles import Titles
from ui.charts_tab.way import SINGLE
from ui.tables import Column
from ui.theme import GRID, Meaning
from ui.widgets.parts import word

Columns = list[Column[Any]]
NARROW, NARROWEST, AMOUNT = 82, 60, 88
"""Pixels, where a head would ask for more than its figures need."""


def columns_of(shown: Shown) -> Columns:
    """By the question, so that an empty answer stands under the heads it would have."""
    request, level = shown.report.request, shown.level
    compared = request.compare != "none"
    match request.name:
        case name if name in SINGLE:
            return look_columns(name, compared=compared, used=level.used)
        case "people":
            return _people(shown, compared)
        case "roi":
            return _roi(shown)
        case "funnel" | "stages" if not level.by:
            return _stages(shown, compared)
        case "funnel" | "stages" | "inquiries" if level.by:
            return _divided(shown, compared)
        case "inquiries":
            return item_columns()
        case "lines" if not level.by:
            return line_columns(level.used)
        case "changes":
            return _changes(shown)
        case _:
            return _pair(shown) if len(level.by) == 2 else _sales(shown, compared)


def _money(key: str, title: str, amount: Callable[[Any], int]) -> Column[Any]:
    return Column(key, title, amount, text=formats.amount, right=True)


def _number(key: str, title: str, value: Callable[[Any], Any]) -> Column[Any]:
    return Column(key, title, value, text=formats.count, right=True)


def _name(shown: Shown) -> Column[Any]:
    return Column("name", QCoreApplication.translate("columns", "Name"), shown.title, hint=shown.title, stretch=True)


def _change(now: Callable[[Any], int], before: Callable[[Any], int | None]) -> Column[Any]:
    """How much of what was there; more is good."""

    def meaning(row: Any) -> Meaning:
        difference = now(row) - (before(row) or 0)
        return Meaning.GOOD if difference > 0 else Meaning.BAD if difference < 0 else Meaning.PLAIN

    return Column(
        *("change", QCoreApplication.translate("columns", "Change")),
        lambda row: formats.change(now(row), before(row) or 0),
        sort=lambda row: now(row) - (before(row) or 0),
        meaning=meaning,
        right=True,
        width=NARROW,
    )


def _stages(shown: Shown, compared: bool) -> Columns:
    rows = [row for row in shown.report.rows if isinstance(row, StageRow)]
    places = {row.stage: number for number, row in enumerate(rows)}
    first = shown.value(rows[0])

    def kept(row: StageRow) -> str:
        number = places[row.stage]
        return formats.percent(shown.value(row), shown.value(rows[number - 1])) if number else formats.NOTHING

    stage = QCoreApplication.translate("columns", "Stage")
    columns: Columns = [
        Column("stage", stage, lambda r: word(FunnelStage(r.stage)), stretch=True),
        _counted(shown),
        _share("share", QCoreApplication.translate("columns", "Of all"), shown.value, lambda _r: first),
        Column(
            *("kept", QCoreApplication.translate("columns", "Of prev."), kept),
            sort=lambda r: places[r.stage],
            right=True,
            width=NARROW,
        ),
        Column(
            *("days", QCoreApplication.translate("columns", "Days")),
            lambda r: _days(r.median_days),
            sort=lambda r: r.median_days,
            hint=lambda _r: QCoreApplication.translate("columns", "Median days from received"),
            right=True,
            width=NARROWEST,
        ),
        Column(
            *("standing", QCoreApplication.translate("columns", "Standing"), lambda r: r.standing),
            text=formats.count,
            right=True,
            width=NARROWEST,
        ),
    ]
    return [*columns, _change(shown.value, shown.previous)] if compared else columns


def _share(
    key: str,
    title: str,
    part: Callable[[Any], int],
    whole: Callable[[Any], int],
    *,
    decimals: int = 1,
    width: int = 0,
    hint: Callable[[Any], str] | None = None,
) -> Column[Any]:
    """A part of a whole in percent; of nothing it is nothing."""
    return Column(
        *(key, title, lambda row: formats.percent(part(row), whole(row), decimals=decimals)),
        sort=lambda row: part(row) / whole(row) if whole(row) else None,
        hint=hint,
        right=True,
        width=width or NARROW,
    )


def _counted(shown: Shown) -> Column[Any]:
    """Count or value, as the picture has it."""
    if shown.measure == "count":
        return _number("count", QCoreApplication.translate("columns", "Count"), lambda r: r.count)
    return _money("value", QCoreApplication.translate("columns", "Value"), lambda r: r.value)


def _days(hundredths: int | None) -> str:
    return formats.NOTHING if hundredths is None else formats.quantity(hundredths * 10)


def _divided(shown: Shown, compared: bool) -> Columns:
    whole = sum(shown.value(row) for row in shown.rows())
    columns: Columns = [
        _name(shown),
        _number("count", QCoreApplication.translate("columns", "Count"), lambda r: r.count),
        _money("value", QCoreApplication.translate("columns", "Value"), lambda r: r.value),
        Column(
            *("share", QCoreApplication.translate("columns", "Share")),
            lambda r: formats.percent(shown.value(r), whole),
            sort=shown.value,
            right=True,
        ),
    ]
    return [*columns, _change(shown.value, shown.previous)] if compared else columns


def _sales(shown: Shown, compared: bool) -> Columns:
    total = shown.report.total
    whole = total.sums.revenue if isinstance(total, SaleRow) else 0
    columns: Columns = [
        _name(shown),
        _money("revenue", QCoreApplication.translate("columns", "Revenue"), lambda r: r.sums.revenue),
    ]
    if compared:
        columns += [
            _money("before", QCoreApplication.translate("columns", "Before"), lambda r: r.previous or 0),
            _change(lambda r: r.sums.revenue, lambda r: r.previous),
        ]
    else:
        columns.append(
            Column(
                *("share", QCoreApplication.translate("columns", "Share")),
                lambda r: formats.percent(r.sums.revenue, whole),
                sort=lambda r: r.sums.revenue,
                right=True,
                width=NARROW,
            )
        )
        columns += [*_running(shown, whole), _how_many(shown)]
    return [*columns, _money("margin", QCoreApplication.translate("columns", "Margin"), lambda r: r.sums.margin)]


def _running(shown: Shown, whole: int) -> Columns:
    """What the first of a ranking carry, where that says something."""
    if not is_ranking(shown.report):
        return []
    sums = running(shown.report)

    def so_far(row: SaleRow) -> int:
        return sums.get(row.keys, 0)

    return [
        Column(
            *("running", QCoreApplication.translate("columns", "Cumul.")),
            lambda r: formats.percent(so_far(r), whole),
            sort=so_far,
            hint=lambda _r: QCoreApplication.translate("columns", "This one and all that sold more, of the whole"),
            right=True,
            width=NARROW,
        )
    ]


def _how_many(shown: Shown) -> Column[Any]:
    if shown.measure == "quantity":
        title = QCoreApplication.translate("columns", "Quantity")
        return Column("quantity", title, lambda r: r.sums.quantity, text=formats.quantity, right=True)
    return _number("orders", QCoreApplication.translate("columns", "Orders"), lambda r: r.sums.orders)


def _pair(shown: Shown) -> Columns:
    """A cell of a two-way table a row: what the picture shows of it, beside its revenue."""
    by, measure = shown.level.by, shown.measure

    def side(place: int) -> Column[Any]:
        def told(row: Any) -> str:
            return shown.named(place, by[place], row.keys[place], row.names[place])

        title, name = dimension_word(by[place]).capitalize(), by[place] != "month"
        return Column(f"name{place}", title, told, sort=lambda row: row.keys[place], hint=told, stretch=name)

    beside: Columns = []
    if measure == "margin":
        beside = [_money("margin", QCoreApplication.translate("columns", "Margin"), lambda r: r.sums.margin)]
    elif measure in ("quantity", "orders"):
        beside = [_how_many(shown)]
    revenue = _money("revenue", QCoreApplication.translate("columns", "Revenue"), lambda r: r.sums.revenue)
    return [side(0), side(1), revenue, *beside]


def _changes(shown: Shown) -> Columns:
    """The difference and its three reasons; what is new or gone has none but that."""

    def told(name: str) -> Callable[[Any], int | None]:
        return lambda r: None if r.new or r.vanished or r.reasons is None else getattr(r.reasons, name)

    columns: Columns = [
        _name(shown),
        _money("change", QCoreApplication.translate("columns", "Change"), shown.value),
        _change(lambda r: r.sums.revenue, lambda r: r.previous),
    ]
    if shown.level.by == ("product",):
        for name, title in (
            ("price", QCoreApplication.translate("columns", "Price")),
            ("quantity", QCoreApplication.translate("columns", "Quantity")),
            ("mix", QCoreApplication.translate("columns", "Mix")),
        ):
            columns.append(Column(name, title, told(name), text=formats.amount, right=True, width=AMOUNT))
    percent = columns[2]
    columns[2] = Column(
        *("percent", "%", percent.value), sort=percent.sort, meaning=percent.meaning, right=True, width=NARROWEST
    )
    return columns


def _people(shown: Shown, compared: bool) -> Columns:
    """What the picture shows, with how each answers and wins; what a figure is made of where it is made of others."""
    if shown.measure in ("contribution", "target"):
        return [_name(shown), *(_contribution() if shown.measure == "contribution" else _targets())]
    taken: Column[Any] = Column(
        *("inquiries", QCoreApplication.translate("columns", "Handled"), lambda r: r.inquiries),
        text=formats.count,
        right=True,
        width=NARROWEST + 3 * GRID,
    )
    value = Column(
        *("value", dict(Titles().measures(shown.level)).get(shown.measure, "").capitalize(), shown.value),
        text=formats.count if shown.measure == "won" else formats.amount,
        right=True,
    )
    answers: Columns = [
        Column(
            *("answer", QCoreApplication.translate("columns", "Answer (h)")),
            lambda r: formats.NOTHING if r.answer_minutes is None else formats.quantity(_tenths(r.answer_minutes)),
            sort=lambda r: r.answer_minutes,
            hint=lambda _r: QCoreApplication.translate("columns", "Median working hours to the first answer"),
            right=True,
            width=NARROW + 2 * GRID,
        ),
        _share(
            *("in_time", QCoreApplication.translate("columns", "On time"), lambda r: r.in_time, lambda r: r.promised),
            decimals=0,
        ),
        _share(
            *("win", QCoreApplication.translate("columns", "Win rate"), lambda r: r.won, lambda r: r.won + r.lost),
            decimals=0,
            hint=lambda r: f"{formats.count(r.won)} / {formats.count(r.won + r.lost)}",
            width=NARROW + 2 * GRID,
        ),
    ]
    change = _change(lambda r: r.sums.revenue, lambda r: r.previous)
    shows_change = compared and shown.measure == "revenue"
    return [_name(shown), *([] if shows_change else [taken]), *answers, value, *([change] if shows_change else [])]


def _contribution() -> Columns:
    return [
        _money("revenue", QCoreApplication.translate("columns", "Revenue"), lambda r: r.sums.revenue),
        _money("margin", QCoreApplication.translate("columns", "Margin"), lambda r: r.sums.margin),
        _money("expenses", QCoreApplication.translate("columns", "Own costs"), lambda r: r.expenses),
        _money("value", QCoreApplication.translate("columns", "Contribution"), lambda r: r.contribution),
    ]


def _targets() -> Columns:
    def missing(row: PersonRow) -> int | None:
        return None if row.target is None else row.sums.revenue - row.target

    return [
        Column(
            *("target", QCoreApplication.translate("columns", "Target"), lambda r: r.target),
            text=formats.amount,
            right=True,
        ),
        _money("value", QCoreApplication.translate("columns", "Sold"), lambda r: r.sums.revenue),
        _share(
            *("reached", QCoreApplication.translate("columns", "Reached")),
            *(lambda r: r.sums.revenue if r.target else 0, lambda r: r.target or 0),
            width=AMOUNT + 3 * GRID,
        ),
        Column(
            *("missing", QCoreApplication.translate("columns", "Above / below"), missing),
            text=formats.amount,
            meaning=lambda r: Meaning.PLAIN if not r.target else Meaning.GOOD if missing(r) >= 0 else Meaning.ATTENTION,
            right=True,
        ),
    ]


def _tenths(minutes: int) -> int:
    """Minutes as thousandths of an hour, to a tenth."""
    return (minutes * 10 + 30) // 60 * 100


def _each(shown: Shown) -> Columns:
    """What was spent over how many it brought."""
    return [
        _name(shown),
        _money("cost", QCoreApplication.translate("columns", "Cost"), lambda r: r.cost),
        _number("inquiries", QCoreApplication.translate("columns", "Inquiries"), lambda r: r.inquiries),
        _each_of("cost_per_inquiry", QCoreApplication.translate("columns", "Per inquiry")),
        _number("orders", QCoreApplication.translate("columns", "Orders"), lambda r: r.orders),
        _each_of("cost_per_order", QCoreApplication.translate("columns", "Per order")),
    ]


def _each_of(measure: str, title: str) -> Column[Any]:
    return Column(measure, title, lambda r: r.each(measure), text=formats.amount, right=True)


def _roi(shown: Shown) -> Columns:
    if shown.measure in EACH:
        return _each(shown)
    return [
        _name(shown),
        _money("cost", QCoreApplication.translate("columns", "Cost"), lambda r: r.cost),
        _money("margin", QCoreApplication.translate("columns", "Margin"), lambda r: r.margin),
        Column(
            *("roi", QCoreApplication.translate("columns", "ROI")),
            lambda r: formats.percent(r.margin - r.cost, r.cost, decimals=0),
            sort=lambda r: (r.margin - r.cost) / r.cost if r.cost else 0.0,
            right=True,
            width=NARROWEST + 2 * GRID,
        ),
        Column(
            "pays_back",
            QCoreApplication.translate("columns", "Paid back"),
            lambda r: r.payback,
            text=formats.day,
        ),
        Column(
            *("verdict", QCoreApplication.translate("columns", "Result"), _verdict),
            meaning=lambda r: {"gain": Meaning.GOOD, "loss": Meaning.BAD}.get(r.verdict, Meaning.PLAIN),
            width=AMOUNT,
        ),
    ]


def _verdict(row: RoiRow) -> str:
    told = {
        "gain": QCoreApplication.translate("columns", "gain"),
        "loss": QCoreApplication.translate("columns", "loss"),
        "open": QCoreApplication.translate("columns", "still open"),
    }
    return told.get(row.verdict, "")
