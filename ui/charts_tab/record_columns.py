"""The columns of single records: order lines, and items of the funnel with where they stand."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.analytics.records import PlainRow
from db.vocabulary import FunnelStage
from ui import formats
from ui.charts_tab.naming import reason_word
from ui.tables import Column
from ui.theme import Meaning
from ui.widgets.parts import word

Columns = list[Column[Any]]
NARROW = 82


def line_name(row: PlainRow, used: frozenset[str]) -> str:
    """What tells an order line apart from its neighbours where one has come down through `used`: its goods, of one
    product the buyer, of one product and buyer the day."""
    if "product" not in used:
        return str(row.values[4])
    return formats.day(row.values[2]) if "customer" in used else str(row.values[8])


def line_columns(used: frozenset[str]) -> Columns:
    """`used` as in `line_name`: what is said above is not said again of every line."""
    quantity = QCoreApplication.translate("columns", "Quantity")
    goods: Column[Any] = Column(
        *("goods", QCoreApplication.translate("columns", "Goods"), lambda r: r.values[4]),
        hint=lambda r: r.values[4],
        stretch=True,
    )
    customer: Column[Any] = Column(
        *("customer", QCoreApplication.translate("columns", "Customer"), lambda r: r.values[8]),
        hint=lambda r: r.values[8],
        stretch=True,
    )
    return [
        Column("order", QCoreApplication.translate("columns", "Order"), lambda r: r.values[1]),
        Column("date", QCoreApplication.translate("columns", "Date"), lambda r: r.values[2], text=formats.day),
        customer if "product" in used and "customer" not in used else goods,
        Column("quantity", quantity, lambda r: r.values[5], text=formats.quantity, right=True, width=NARROW),
        Column(
            "net", QCoreApplication.translate("columns", "Net"), lambda r: r.values[6], text=formats.amount, right=True
        ),
        Column(
            *("margin", QCoreApplication.translate("columns", "Margin"), _line_margin),
            sort=_margin,
            right=True,
            width=NARROW,
        ),
    ]


def _margin(row: PlainRow) -> int | None:
    found: int | None = row.values[7]
    return found


def _line_margin(row: PlainRow) -> str:
    return formats.amount(_margin(row))


def item_columns() -> Columns:
    return [
        Column("number", QCoreApplication.translate("columns", "Number"), lambda r: r.values[1]),
        Column("customer", QCoreApplication.translate("columns", "Customer"), lambda r: r.values[3], stretch=True),
        Column(
            *("stage", QCoreApplication.translate("columns", "Stage"), _stands),
            hint=_stands,
            meaning=lambda r: Meaning.BAD if r.values[5] else Meaning.PLAIN,
        ),
        Column("received", QCoreApplication.translate("columns", "Received"), lambda r: r.values[6], text=formats.day),
        Column(
            "value",
            QCoreApplication.translate("columns", "Value"),
            lambda r: r.values[7],
            text=formats.amount,
            right=True,
        ),
    ]


def _stands(row: PlainRow) -> str:
    """How far it came; of what was lost also why."""
    stage = word(FunnelStage(row.values[4]))
    return f"{stage} · {reason_word(row.values[5])}" if row.values[5] else stage
