"""What to buy: goods under their minimum, how many fill them up, how long the rest lasts."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.warehouse.records import ToBuy
from crm_desktop.warehouse.reorder import list_to_buy
from ui import formats
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GRID, Meaning
from ui.widgets.entrance import opens_at
from ui.widgets.parts import text


class ReorderPart(QWidget):
    """`counted` says how many goods there are to buy; `goods_wanted` carries a code."""

    counted = Signal(int)
    goods_wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._told = text(
            self.tr("Enough to reach the target (or minimum) and cover the waiting orders."),
            role="muted",
            wrap=True,
        )
        self.table = self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._told)
        column.addWidget(self.table, 1)
        self.table.record_activated.connect(lambda one: self.goods_wanted.emit(one.line.code))
        opens_at(self, self.table)

    def _make_table(self) -> TableView:
        quantity = formats.quantity
        return TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.line.code, muted=True),
                Column("goods", self.tr("Goods"), lambda r: r.line.name, stretch=True, hint=lambda r: r.line.name),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.line.warehouse, muted=True),
                Column("available", self.tr("Available"), lambda r: r.line.available, text=quantity, right=True),
                Column("minimum", self.tr("Minimum"), lambda r: r.line.minimum, text=quantity, right=True),
                Column("target", self.tr("Target"), lambda r: r.target or None, text=quantity, right=True),
                Column("waiting", self.tr("On order"), lambda r: r.waiting or None, text=quantity, right=True),
                Column("coming", self.tr("Coming"), lambda r: r.coming or None, text=quantity, right=True),
                Column("pace", self.tr("Sold in 90 days"), lambda r: r.pace, text=quantity, right=True),
                Column(
                    "lasts",
                    self.tr("Lasts"),
                    lambda r: r.days_left,
                    text=_days,
                    right=True,
                    meaning=_how_long,
                ),
                Column(
                    *("wanted", self.tr("To order"), lambda r: quantity(r.wanted, r.line.unit)),
                    sort=lambda r: r.wanted,
                    right=True,
                    bold=True,
                ),
            ],
            empty=self.tr("Nothing is running short. Goods to buy appear here by themselves."),
            name="to_buy",
            title=self.tr("Goods to buy"),
        )

    def refresh(self) -> None:
        today = formats.local(now()).date()

        def query(session: Any) -> list[ToBuy]:
            return list_to_buy(session, today=today)

        self._seat.read(query, self._show, owner=self, latest="to_buy")

    def _show(self, found: Sequence[ToBuy]) -> None:
        self.table.set_records(found, key=lambda one: (one.line.code, one.line.warehouse))
        self._told.setVisible(bool(found))
        self.counted.emit(len(found))


def _days(days: int) -> str:
    return formats.Plurals().days(days)


def _how_long(one: ToBuy) -> Meaning:
    if one.days_left is None:
        return Meaning.PLAIN
    return Meaning.BAD if one.days_left <= 0 else Meaning.ATTENTION if one.days_left <= 14 else Meaning.PLAIN
