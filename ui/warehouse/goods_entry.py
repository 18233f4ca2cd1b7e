"""Goods scanned or typed, a row a product: code, quantity, Enter; the scanner needs no other key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crm_desktop.warehouse.records import GoodsLine, Recognised, Warehouse
from ui import formats
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, Meaning
from ui.warehouse.scanning import Scanning
from ui.widgets.buttons import Button
from ui.widgets.fields import Field

LOT_COLUMN, SHELF_COLUMN = 3, 4


@dataclass(frozen=True, slots=True)
class Row:
    """`lot`: which the scanner read, for goods that are kept by lot; else what expires first leaves."""

    number: int
    goods: Recognised
    quantity: int
    lot: str = ""
    expires_on: date | None = None
    shelf: str = ""


class GoodsEntry(Scanning):
    """`changed` when rows come or go. Objects are named by `name`: `…_rows`, `…_remove`."""

    changed = Signal()

    def __init__(self, seat: Seat, name: str, title: str) -> None:
        super().__init__(seat, name)
        self._name = name
        self.rows: list[Row] = []
        self.house_of: Callable[[], Warehouse | None] = lambda: None
        self.remove = Button(self.tr("Remove the row"), "trash")
        self.remove.setObjectName(f"{name}_remove")
        self.table = self._make_table(title)
        self._lay_out()
        self.remove.clicked.connect(self._on_remove)
        self.setFocusProxy(self.code)
        self.clear()

    def house_id(self) -> int | None:
        house = self.house_of()
        return None if house is None else house.warehouse_id

    def _make_table(self, title: str) -> TableView:
        return TableView(
            [
                Column("number", self.tr("No."), lambda r: r.number, right=True, muted=True, width=52),
                Column("code", self.tr("Code"), lambda r: r.goods.code, muted=True),
                Column("goods", self.tr("Goods"), lambda r: r.goods.name, stretch=True, hint=lambda r: r.goods.name),
                Column("lot", self.tr("Lot"), _lot, muted=True, hint=_lot, width=150),
                Column("shelf", self.tr("Shelf"), lambda r: r.shelf, width=110),
                Column(
                    *("quantity", self.tr("Quantity"), lambda r: formats.quantity(r.quantity, r.goods.unit)),
                    right=True,
                    bold=True,
                    width=140,
                ),
            ],
            empty=self.tr("Scan the first item, or type its code and press Enter. Each becomes a row here."),
            name=f"{self._name}_rows",
            title=title,
        )

    def _lay_out(self) -> None:
        typed = QHBoxLayout()
        typed.setSpacing(GAP)
        typed.addWidget(Field(self.tr("Code or barcode"), self.code), 3)
        typed.addWidget(Field(self.tr("Quantity"), self.quantity), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(typed)
        column.addWidget(self.beep)
        column.addWidget(self.table, 1)

    def clear(self) -> None:
        self.rows, self._shelf = [], ""
        self._ready()
        self.beep.say(self.tr("Ready to scan."), Meaning.INFO)

    def put(self, lines: Sequence[GoodsLine], known: Mapping[int, Recognised]) -> None:
        """Rows of a draft that is continued."""
        self.rows = [
            Row(n, known[line.product_id], line.quantity, line.lot, line.expires_on, line.shelf)
            for n, line in enumerate(lines, 1)
        ]
        self._ready()

    def lines(self) -> tuple[GoodsLine, ...]:
        return tuple(
            GoodsLine(row.goods.product_id, row.quantity, lot=row.lot, expires_on=row.expires_on, shelf=row.shelf)
            for row in self.rows
        )

    def take(self) -> bool:
        """Becomes a row, or more of the row that is there."""
        goods, quantity = self._goods, self.read_quantity()
        if goods is None or quantity is None:
            return False
        self._goods = None
        lot, expires_on = (goods.lot, goods.expires_on) if goods.tracks_lots else ("", None)
        for place, there in enumerate(self.rows):
            if (there.goods.product_id, there.lot, there.shelf) == (goods.product_id, lot, self._shelf):
                self.rows[place] = replace(there, quantity=there.quantity + quantity)
                break
        else:
            self.rows.append(Row(len(self.rows) + 1, goods, quantity, lot, expires_on, self._shelf))
        of_lot = " · " + self.tr("lot {lot}").format(lot=lot) if lot else ""
        self.beep.say(f"{goods.name}: +{formats.quantity(quantity, goods.unit)}{of_lot}", Meaning.GOOD)
        self._show()
        return True

    def _ready(self) -> None:
        super()._ready()
        self._show()

    def _show(self) -> None:
        self.table.set_records(self.rows, key=lambda row: row.number)
        self.table.setColumnHidden(LOT_COLUMN, not any(row.lot for row in self.rows))
        self.table.setColumnHidden(SHELF_COLUMN, not any(row.shelf for row in self.rows))
        self.remove.setEnabled(bool(self.rows))
        if self.rows:
            self.table.scrollToBottom()
        self.changed.emit()

    def _on_remove(self) -> None:
        chosen = self.table.current_record() or (self.rows[-1] if self.rows else None)
        rest = [row for row in self.rows if chosen is None or row.number != chosen.number]
        self.rows = [replace(row, number=number) for number, row in enumerate(rest, 1)]
        self._show()
        self.code.setFocus()


def _lot(row: Row) -> str:
    return f"{row.lot} · {formats.day(row.expires_on)}" if row.lot and row.expires_on else row.lot
