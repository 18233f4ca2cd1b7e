"""A report as bars and as a table: the same figures twice."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from crm_desktop.analytics.records import PlainRow, Report, RoiRow, SaleRow, StageRow
from db.vocabulary import FunnelStage
from ui import formats
from ui.charts.bars import Bar
from ui.charts.funnel import FunnelBar
from ui.labels import label
from ui.tables.records import Column, RecordsTable


def funnel_bars(report: Report) -> list[FunnelBar]:
    rows = [row for row in report.rows if isinstance(row, StageRow)]
    widest = max([row.count for row in rows] + [row.previous_count or 0 for row in rows]) or 1
    first = rows[0].count
    bars = []
    for number, row in enumerate(rows):
        before = rows[number - 1].count if number else 0
        share = QCoreApplication.translate("shown", "{share} of the stage before")
        bars.append(
            FunnelBar(
                key=row.stage,
                title=label(FunnelStage(row.stage)),
                figure=formats.count(row.count),
                under=formats.percent(row.count, first),
                between=share.format(share=formats.percent(row.count, before)) if number else "",
                share=row.count / widest,
                before=None if row.previous_count is None else row.previous_count / widest,
            )
        )
    return bars


def bars_of(report: Report) -> list[Bar]:
    return [bar for row in report.rows if (bar := _bar(row, report)) is not None]


def _bar(row: Any, report: Report) -> Bar | None:
    match row:
        case SaleRow():
            title = row.names[0] or row.keys[0] or "–"
            value = row.sums.revenue
            return Bar(row.keys[0], title, formats.money(value, report.currency), value, row.previous)
        case RoiRow():
            return Bar(row.key, row.name or "–", formats.money(row.margin, report.currency), row.margin, row.cost)
        case PlainRow(values) if report.request.name == "lines":
            return Bar(values[0], f"{values[0]} · {values[3]}", formats.money(values[5], report.currency), values[5])
        case PlainRow(values) if report.request.name == "inquiries":
            return Bar(values[0], f"{values[0]} · {values[2]}", formats.money(values[6], report.currency), values[6])
        case _:
            return None


def key_of(report: Report, record: Any) -> str:
    match record:
        case StageRow():
            return record.stage
        case SaleRow():
            return record.keys[0]
        case RoiRow():
            return record.key
        case _:
            return str(record.values[0])


def table_of(report: Report, parent: QWidget) -> RecordsTable:
    columns = _columns(report)
    empty = QCoreApplication.translate("shown", "Nothing in this period.")
    table = RecordsTable(columns, empty=empty, name="report_table")
    table.show_records(report.rows)
    return table


def _columns(report: Report) -> list[Column]:
    currency = report.currency
    match report.request.name:
        case "funnel":
            return _funnel_columns(report)
        case "roi":
            return _roi_columns(currency)
        case "lines":
            return _line_columns(currency)
        case "inquiries":
            return _inquiry_columns(currency)
        case _:
            return _sale_columns(report)


def _funnel_columns(report: Report) -> list[Column]:
    first = next((row.count for row in report.rows if isinstance(row, StageRow)), 0)
    columns = [
        Column(QCoreApplication.translate("shown", "Stage"), lambda r: label(FunnelStage(r.stage)), stretch=True),
        Column(QCoreApplication.translate("shown", "Count"), lambda r: formats.count(r.count), right=True, width=80),
        Column(
            QCoreApplication.translate("shown", "Of the first"),
            lambda r: formats.percent(r.count, first),
            right=True,
            width=100,
        ),
        Column(QCoreApplication.translate("shown", "Days (median)"), _days, right=True, width=110),
        Column(
            QCoreApplication.translate("shown", "Standing"), lambda r: formats.count(r.standing), right=True, width=80
        ),
        Column(
            QCoreApplication.translate("shown", "Value"),
            lambda r: formats.money(r.value, report.currency),
            right=True,
            width=130,
        ),
    ]
    if report.request.compare != "none":
        columns.append(
            Column(
                QCoreApplication.translate("shown", "Before"),
                lambda r: formats.count(r.previous_count or 0),
                right=True,
                width=80,
            )
        )
    return columns


def _days(row: StageRow) -> str:
    return "–" if row.median_days is None else formats.price(row.median_days * 100)


def _sale_columns(report: Report) -> list[Column]:
    currency = report.currency
    columns = [
        Column(QCoreApplication.translate("shown", "Name"), lambda r: r.names[0] or r.keys[0] or "–", stretch=True),
        Column(
            QCoreApplication.translate("shown", "Revenue"),
            lambda r: formats.money(r.sums.revenue, currency),
            right=True,
            width=130,
        ),
        Column(
            QCoreApplication.translate("shown", "Quantity"),
            lambda r: formats.quantity(r.sums.quantity),
            right=True,
            width=90,
        ),
        Column(
            QCoreApplication.translate("shown", "Orders"), lambda r: formats.count(r.sums.orders), right=True, width=80
        ),
        Column(
            QCoreApplication.translate("shown", "Margin"),
            lambda r: formats.money(r.sums.margin, currency),
            right=True,
            width=120,
        ),
    ]
    if report.request.compare != "none":
        columns.append(
            Column(
                QCoreApplication.translate("shown", "Before"),
                lambda r: formats.money(r.previous or 0, currency),
                right=True,
                width=120,
            )
        )
    return columns


def _roi_columns(currency: str) -> list[Column]:
    return [
        Column(QCoreApplication.translate("shown", "Campaign"), lambda r: r.name or "–", stretch=True),
        Column(
            QCoreApplication.translate("shown", "Cost"),
            lambda r: formats.money(r.cost, currency),
            right=True,
            width=120,
        ),
        Column(
            QCoreApplication.translate("shown", "Margin"),
            lambda r: formats.money(r.margin, currency),
            right=True,
            width=120,
        ),
        Column(
            QCoreApplication.translate("shown", "ROI"),
            lambda r: formats.percent(r.margin - r.cost, r.cost),
            right=True,
            width=80,
        ),
        Column(QCoreApplication.translate("shown", "Orders"), lambda r: formats.count(r.orders), right=True, width=70),
        Column(QCoreApplication.translate("shown", "Pays back"), lambda r: formats.day(r.payback) or "–", width=120),
        Column(
            QCoreApplication.translate("shown", "Verdict"),
            _verdict,
            width=90,
            tint=lambda r: {"gain": "good", "loss": "bad"}.get(r.verdict, ""),
        ),
    ]


def _verdict(row: RoiRow) -> str:
    words = {
        "gain": QCoreApplication.translate("shown", "gain"),
        "loss": QCoreApplication.translate("shown", "loss"),
        "open": QCoreApplication.translate("shown", "still open"),
    }
    return words.get(row.verdict, "")


def _line_columns(currency: str) -> list[Column]:
    return [
        Column(QCoreApplication.translate("shown", "Order"), lambda r: r.values[0], width=130),
        Column(QCoreApplication.translate("shown", "Date"), lambda r: formats.day(r.values[1]), width=120),
        Column(QCoreApplication.translate("shown", "Goods"), lambda r: r.values[3], stretch=True),
        Column(
            QCoreApplication.translate("shown", "Quantity"),
            lambda r: formats.quantity(r.values[4]),
            right=True,
            width=90,
        ),
        Column(
            QCoreApplication.translate("shown", "Net"),
            lambda r: formats.money(r.values[5], currency),
            right=True,
            width=120,
        ),
        Column(QCoreApplication.translate("shown", "Customer"), lambda r: r.values[7], width=200),
    ]


def _inquiry_columns(currency: str) -> list[Column]:
    return [
        Column(QCoreApplication.translate("shown", "Number"), lambda r: r.values[0], width=130),
        Column(QCoreApplication.translate("shown", "Customer"), lambda r: r.values[2], stretch=True),
        Column(QCoreApplication.translate("shown", "Stage"), lambda r: label(FunnelStage(r.values[3])), width=110),
        Column(QCoreApplication.translate("shown", "Received"), lambda r: formats.day(r.values[5]), width=120),
        Column(
            QCoreApplication.translate("shown", "Value"),
            lambda r: formats.money(r.values[6], currency),
            right=True,
            width=120,
        ),
    ]
