"""Goods scanned or typed, a row a product: code, quantity, Enter; the scanner needs no other key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import QUANTITY_SCALE, quantity_from_text
from crm_desktop.warehouse.records import GoodsLine, Recognised, Warehouse
from crm_desktop.warehouse.shelf_lists import is_shelf
from ui import formats, words
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, Meaning, icon
from ui.warehouse.scan_queue import ScanQueue
from ui.widgets.beep import Beep
from ui.widgets.buttons import Button
from ui.widgets.fields import Field

LOT_COLUMN, SHELF_COLUMN = 3, 4
LONGEST_QUANTITY = 7
"""Digits; what a scanner types into the quantity is longer, and is goods."""


@dataclass(frozen=True, slots=True)
class Row:
    """`lot`: which the scanner read, for goods that are kept by lot; else what expires first leaves."""

    number: int
    goods: Recognised
    quantity: int
    lot: str = ""
    expires_on: date | None = None
    shelf: str = ""


class GoodsEntry(QWidget):
    """`changed` when rows come or go. Objects are named by `name`: `…_code`, `…_quantity`, `…_rows`."""

    changed = Signal()

    def __init__(self, seat: Seat, name: str, title: str) -> None:
        super().__init__()
        self._seat, self._name = seat, name
        self.rows: list[Row] = []
        self._goods: Recognised | None = None
        self._shelf = ""
        """The shelf that was scanned: what follows is taken from it, or put on it."""
        self.house_of: Callable[[], Warehouse | None] = lambda: None
        self.code, self.quantity, self.beep = QLineEdit(), QLineEdit(), Beep()
        self.code.setObjectName(f"{name}_code")
        self.code.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self.code.setPlaceholderText(self.tr("Scan, or type a code"))
        self.quantity.setObjectName(f"{name}_quantity")
        self.remove = Button(self.tr("Remove the row"), "trash")
        self.remove.setObjectName(f"{name}_remove")
        self.table = self._make_table(title)
        self._lay_out()
        self._scans = ScanQueue(seat, self.code, self)
        self._scans.recognised.connect(self._on_recognised)
        self._scans.refused.connect(self._on_refused)
        self.code.returnPressed.connect(lambda: self.scan(self.code.text()))
        self.quantity.returnPressed.connect(self._on_quantity)
        self.remove.clicked.connect(self._on_remove)
        self.setFocusProxy(self.code)
        self.clear()

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

    def finished(self) -> bool:
        """What is being entered becomes a row; False where it is wrong, which is told."""
        return self._goods is None or self._add_row()

    def scan(self, code: str) -> None:
        """As a scanner types it: what was being entered becomes a row first, as it stands."""
        code = code.strip()
        if not code or not self.finished():
            return

        self.quantity.clear()
        self._scans.add(code)

    def _on_refused(self, code: str, refusal: KnownError) -> None:
        """The code of a shelf: what is scanned next is of it, until it is scanned again."""
        house = self.house_of()
        if house is None or not isinstance(refusal, NotFound):
            self._say_refused(code, refusal)
            return
        key = house.warehouse_id

        def done(known: bool) -> None:
            if not known:
                self._say_refused(code, refusal)
                return
            self._shelf = "" if code == self._shelf else code
            self.code.clear()
            told = self.tr("Shelf {shelf}: scan its goods") if self._shelf else self.tr("No longer of shelf {shelf}")
            self.beep.say(told.format(shelf=code), Meaning.INFO)

        self._seat.read(lambda session: is_shelf(session, key, code), done, owner=self)

    def _say_refused(self, code: str, refusal: KnownError) -> None:
        unknown = self.tr("Unknown code: {code}").format(code=code)
        self.fault(unknown if isinstance(refusal, NotFound) else words.sentence(refusal))

    def _on_recognised(self, found: Recognised, hurried: bool) -> None:
        """Asks for the quantity; a scanner that has gone on already means the one that the code stands for."""
        if not self.finished():
            return
        self._goods = found
        self.quantity.setText(formats.quantity(found.quantity))
        if hurried:
            self._add_row()
            self.quantity.clear()
            return
        self.code.setText(found.code)
        self.quantity.setFocus()
        self.quantity.selectAll()
        self.beep.say(
            self.tr("{name}: enter the quantity ({unit})").format(name=found.name, unit=formats.unit(found.unit)),
            Meaning.GOOD,
        )

    def _on_quantity(self) -> None:
        typed = self.quantity.text().strip()
        if len(typed) > LONGEST_QUANTITY:
            self.quantity.setText(formats.quantity(self._goods.quantity) if self._goods else "")
            self.scan(typed)
        elif self._goods is None:
            self.code.setFocus()
        elif self._add_row():
            self._ready()

    def _add_row(self) -> bool:
        goods, quantity = self._goods, self._read()
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

    def _read(self) -> int | None:
        """Thousandths; tells what is wrong and answers None where it cannot be read."""
        goods = self._goods
        try:
            quantity = quantity_from_text(self.quantity.text())
        except ValueError:
            quantity = 0
        if quantity <= 0:
            self.fault(self.tr("Quantity: a number above zero, e.g. 12 or 2.5"), self.quantity)
            return None
        if goods is not None and goods.whole_units and quantity % QUANTITY_SCALE:
            self.fault(self.tr("{unit}: whole numbers only").format(unit=formats.unit(goods.unit)), self.quantity)
            return None
        return quantity

    def _ready(self) -> None:
        self._goods = None
        self.code.clear()
        self.quantity.clear()
        self.code.setFocus()
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

    def fault(self, sentence: str, field: QLineEdit | None = None) -> None:
        """By sound, colour and word."""
        QApplication.beep()
        self.beep.say(sentence, Meaning.BAD)
        if field is not None:
            field.setFocus()
            field.selectAll()


def _lot(row: Row) -> str:
    return f"{row.lot} · {formats.day(row.expires_on)}" if row.lot and row.expires_on else row.lot
