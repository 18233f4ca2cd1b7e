"""A report as bars and as a table: the same figures twice."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from crm_desktop.analytics.records import PlainRow, Report, RoiRow, SaleRow, StageRow
from db.vocabulary import FunnelStage
from ui import formats
from ui.charts import Bar, FunnelBar
from ui.tables import Column, TableView, money_column
from ui.theme import Meaning
from ui.widgets.parts import word


def funnel_bars(report: Report) -> list[FunnelBar]:
    rows = [row for row in report.rows if isinstance(row, StageRow)]
    first = rows[0].count
    bars = []
    for number, row in enumerate(rows):
        before = rows[number - 1].count if number else 0
        bars.append(
            FunnelBar(
                key=row.stage,
                text=word(FunnelStage(row.stage)),
                value=row.count,
                shown=formats.count(row.count),
                share=formats.percent(row.count, first),
                kept=formats.percent(row.count, before) if number else "",
                compared=row.previous_count,
                compared_shown=formats.count(row.previous_count) if row.previous_count is not None else "",
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
            return Bar(row.keys[0], title, value, formats.money(value, currency=report.currency), row.previous)
        case RoiRow():
            return Bar(
                row.key, row.name or "–", row.margin, formats.money(row.margin, currency=report.currency), row.cost
            )
        case PlainRow(values) if report.request.name == "lines":
            return Bar(
                values[0], f"{values[0]} · {values[4]}", values[6], formats.money(values[6], currency=report.currency)
            )
        case PlainRow(values) if report.request.name == "inquiries":
            return Bar(
                values[0], f"{values[0]} · {values[3]}", values[7], formats.money(values[7], currency=report.currency)
            )
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


def table_of(report: Report, parent: QWidget) -> TableView:
    columns = _columns(report)
    empty = QCoreApplication.translate("shown", "Nothing in this period.")
    table = TableView(columns, empty=empty, name="report_table", title=QCoreApplication.translate("shown", "Figures"))
    table.set_records(report.rows)
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
        Column(
            "stage", QCoreApplication.translate("shown", "Stage"), lambda r: word(FunnelStage(r.stage)), stretch=True
        ),
        Column(
            "count", QCoreApplication.translate("shown", "Count"), lambda r: r.count, text=formats.count, right=True
        ),
        money_column("value", QCoreApplication.translate("shown", "Value"), lambda r: r.value, report.currency),
        Column(
            "share",
            QCoreApplication.translate("shown", "Share"),
            lambda r: formats.percent(r.count, first),
            sort=lambda r: r.count,
            right=True,
        ),
        Column(
            "days", QCoreApplication.translate("shown", "Days"), _days, sort=lambda r: r.median_days or 0, right=True
        ),
        Column(
            "standing",
            QCoreApplication.translate("shown", "Standing"),
            lambda r: r.standing,
            text=formats.count,
            right=True,
        ),
    ]
    if report.request.compare != "none":
        columns.append(
            Column(
                "before",
                QCoreApplication.translate("shown", "Before"),
                lambda r: r.previous_count or 0,
                text=formats.count,
                right=True,
            )
        )
    return columns


def _days(row: StageRow) -> str:
    return "–" if row.median_days is None else formats.price(row.median_days * 100)


def _sale_columns(report: Report) -> list[Column]:
    currency = report.currency
    columns = [
        Column(
            "name", QCoreApplication.translate("shown", "Name"), lambda r: r.names[0] or r.keys[0] or "–", stretch=True
        ),
        money_column("revenue", QCoreApplication.translate("shown", "Revenue"), lambda r: r.sums.revenue, currency),
        Column(
            "quantity",
            QCoreApplication.translate("shown", "Quantity"),
            lambda r: r.sums.quantity,
            text=formats.quantity,
            right=True,
        ),
        Column(
            "orders",
            QCoreApplication.translate("shown", "Orders"),
            lambda r: r.sums.orders,
            text=formats.count,
            right=True,
        ),
        money_column("margin", QCoreApplication.translate("shown", "Margin"), lambda r: r.sums.margin, currency),
    ]
    if report.request.compare != "none":
        columns.append(
            money_column("before", QCoreApplication.translate("shown", "Before"), lambda r: r.previous or 0, currency)
        )
    return columns


def _roi_columns(currency: str) -> list[Column]:
    return [
        Column("campaign", QCoreApplication.translate("shown", "Campaign"), lambda r: r.name or "–", stretch=True),
        money_column("cost", QCoreApplication.translate("shown", "Cost"), lambda r: r.cost, currency),
        money_column("margin", QCoreApplication.translate("shown", "Margin"), lambda r: r.margin, currency),
        Column(
            "roi",
            QCoreApplication.translate("shown", "ROI"),
            lambda r: formats.percent(r.margin - r.cost, r.cost),
            sort=lambda r: (r.margin - r.cost) / r.cost if r.cost else 0.0,
            right=True,
        ),
        Column(
            "orders", QCoreApplication.translate("shown", "Orders"), lambda r: r.orders, text=formats.count, right=True
        ),
        Column("pays_back", QCoreApplication.translate("shown", "Pays back"), lambda r: r.payback, text=formats.day),
        Column(
            "verdict",
            QCoreApplication.translate("shown", "Verdict"),
            _verdict,
            meaning=lambda r: {"gain": Meaning.GOOD, "loss": Meaning.BAD}.get(r.verdict, Meaning.PLAIN),
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
        Column("order", QCoreApplication.translate("shown", "Order"), lambda r: r.values[0]),
        Column("date", QCoreApplication.translate("shown", "Date"), lambda r: r.values[2], text=formats.day),
        Column("goods", QCoreApplication.translate("shown", "Goods"), lambda r: r.values[4], stretch=True),
        Column(
            "quantity",
            QCoreApplication.translate("shown", "Quantity"),
            lambda r: r.values[5],
            text=formats.quantity,
            right=True,
        ),
        money_column("net", QCoreApplication.translate("shown", "Net"), lambda r: r.values[6], currency),
        Column("customer", QCoreApplication.translate("shown", "Customer"), lambda r: r.values[8]),
    ]


def _inquiry_columns(currency: str) -> list[Column]:
    return [
        Column("number", QCoreApplication.translate("shown", "Number"), lambda r: r.values[0]),
        Column("customer", QCoreApplication.translate("shown", "Customer"), lambda r: r.values[3], stretch=True),
        Column("stage", QCoreApplication.translate("shown", "Stage"), lambda r: word(FunnelStage(r.values[4]))),
        Column("received", QCoreApplication.translate("shown", "Received"), lambda r: r.values[6], text=formats.day),
        money_column("value", QCoreApplication.translate("shown", "Value"), lambda r: r.values[7], currency),
    ]
