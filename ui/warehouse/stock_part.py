"""The stock table with its filters, and the card of the goods one stands on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.warehouse.cards import goods_card
from crm_desktop.warehouse.records import GoodsCard, StockLine, Warehouse
from crm_desktop.warehouse.stock_list import MOST_FOUND, stock_listing, unstocked_listing
from ui import formats
from ui.seat import Seat
from ui.tables import Column, LongTable
from ui.theme import GAP, GRID, Meaning
from ui.warehouse.product_card import ProductCard
from ui.warehouse.product_editing import ProductEditing
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.entrance import opens_at
from ui.widgets.fields import SearchField
from ui.widgets.parts import row, text


class StockPart(QWidget):
    """`edits` says whether the sheet of goods is open instead of the list."""

    edits = Signal(bool)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._wanted_code = ""
        self.search = SearchField(self.tr("Name, code or barcode…"), "Ctrl+F")
        self.search.setObjectName("stock_search")
        self.search.setAccessibleName(self.tr("Find goods"))
        self._warehouse = WarehouseBox(self.tr("All warehouses"))
        self._warehouse.setObjectName("stock_warehouse")
        self._shelf = SearchField(self.tr("Shelf…"))
        self._shelf.setObjectName("stock_shelf")
        self._shelf.setAccessibleName(self.tr("Shelf begins with"))
        self._shelf.setMaximumWidth(120)
        self._short = Chip(self.tr("Below minimum"))
        self._short.setObjectName("chip_short")
        self._unstocked = Chip(self.tr("Never in stock"))
        self._unstocked.setObjectName("chip_unstocked")
        self._count = text(role="muted", name="stock_count")
        self.table = self._make_table()
        self.card = ProductCard(seat)
        self.editing = ProductEditing(seat)
        self._new = Button(self.tr("New goods"), "plus", shortcut="F7")
        self._new.setObjectName("new_goods")
        self._lay_out()
        self._connect()

    def _make_table(self) -> LongTable:
        quantity = formats.quantity
        return LongTable(
            [
                Column("code", self.tr("Code"), lambda r: r.code, muted=True, hint=lambda r: r.code, width=88),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse, muted=True),
                Column("on_hand", self.tr("On hand"), lambda r: quantity(r.on_hand, r.unit), right=True),
                Column("reserved", self.tr("Reserved"), lambda r: r.reserved, text=quantity, right=True),
                Column(
                    *("available", self.tr("Available"), lambda r: r.available),
                    text=quantity,
                    right=True,
                    bold=True,
                    meaning=_how_short,
                ),
                Column("minimum", self.tr("Minimum"), lambda r: r.minimum or None, text=quantity, right=True),
            ],
            read=self._seat.read,
            key=lambda r: (r.product_id, r.warehouse),
            empty=self.tr("Goods appear here once they are received (PZ), or from an imported sheet."),
            empty_action=self.tr("Import goods from a sheet"),
            name="stock",
            title=self.tr("Stock"),
        )

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(row(self.search, self._warehouse, self._shelf, self._short, self._unstocked))
        column.addWidget(self.table, 1)
        column.addWidget(row(self._count, None, self._new))
        self.search.setMinimumWidth(260)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("stock_split")
        split.addWidget(left)
        split.addWidget(self.card)
        split.setSizes([832, 424])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(split)
        self._stack.addWidget(self.editing)
        self._stack.currentChanged.connect(self._on_other)
        opens_at(self, self.search)

    def _on_other(self, place: int) -> None:
        """Who comes back to this part goes on where they were."""
        opens_at(self, self.editing if place else self.search)
        self.edits.emit(bool(place))

    @property
    def is_editing(self) -> bool:
        return self._stack.currentIndex() == 1

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.show_list())
        self.search.returnPressed.connect(self.table.setFocus)
        self._warehouse.chosen.connect(lambda _code: self.show_list())
        self._shelf.searched.connect(lambda _text: self.show_list())
        self._short.clicked.connect(lambda _on: self._on_chip(self._unstocked))
        self._unstocked.clicked.connect(lambda _on: self._on_chip(self._short))
        self.table.current_changed.connect(self._on_line)
        self.table.counted.connect(self._on_counted)
        self.table.filter_cleared.connect(self._show_all)
        self.table.empty_action_pressed.connect(lambda: self._seat.import_sheet.emit("products"))
        self.card.document_wanted.connect(self._seat.open_document)
        self.card.order_wanted.connect(self._seat.open_order)
        self.card.edit_wanted.connect(self.edit)
        self._new.clicked.connect(lambda: self.edit(""))
        self.editing.left.connect(self._on_left)
        self.editing.saved.connect(self._on_saved)

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self._warehouse.show_warehouses(houses)
        self.card.mover.show_warehouses(houses)

    def _on_chip(self, other: Chip) -> None:
        """One of the two, or none."""
        other.setChecked(False)
        self.show_list()

    def show_list(self) -> None:
        words, house, short = self.search.text().strip(), self._warehouse.code, self._short.isChecked()
        unstocked, shelf = self._unstocked.isChecked(), self._shelf.text().strip()

        def source(session: Any, sorting: Any) -> Any:
            if unstocked:
                return unstocked_listing(session, search_for=words, sorting=sorting)
            return stock_listing(
                session, search_for=words, warehouse=house, below_minimum=short, shelf=shelf, sorting=sorting
            )

        self.table.say_filtered(bool(words or house or short or unstocked or shelf))
        self.table.show_listing(source)

    def _show_all(self) -> None:
        self._warehouse.setCurrentIndex(0)
        self._shelf.clear()
        self.find("")
        self.search.setFocus()

    def refresh(self) -> None:
        self.table.refresh()
        self._on_line(self.table.current_record())

    def edit(self, code: str) -> None:
        """The sheet of these goods, or of new ones."""
        self._stack.setCurrentIndex(1)
        self.editing.begin(code)

    def _on_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self.table.setFocus()

    def _on_saved(self, code: str) -> None:
        self._on_left()
        self.find(code)

    def find(self, code: str) -> None:
        """One product by its code, name or barcode, as if typed and chosen."""
        self._stack.setCurrentIndex(0)
        self._wanted_code = code
        self._short.setChecked(False)
        self._unstocked.setChecked(False)
        self._unstocked.setChecked(False)
        self.search.setText(code)
        self.show_list()

    def _on_counted(self, count: int, whole: bool) -> None:
        shown = self.tr("%n row(s)", "", count).replace(str(count), formats.count(count))
        if count and not whole:
            shown = self.tr("counting: {rows}").format(rows=shown)
        elif self.search.text().strip() and count >= MOST_FOUND:
            shown = self.tr("{rows}, and there are more: keep typing").format(rows=shown)
        self._count.setText(shown if count else "")
        if self._wanted_code and not count and not self._unstocked.isChecked():
            self._unstocked.setChecked(True)  # it lies nowhere yet
            self.show_list()
            return
        wanted, self._wanted_code = self._wanted_code, ""
        if wanted and count and self.table.current_record() is None:
            records = self.table.long_model.records
            place = next((number for number, line in enumerate(records) if line.code == wanted), 0)
            self.table.choose_row(place)

    def _on_line(self, line: StockLine | None) -> None:
        if line is None:
            return
        today = formats.local(now()).date()

        def query(session: Any) -> GoodsCard:
            return goods_card(session, line.code, warehouse=line.warehouse, today=today)

        self._seat.read(query, self.card.show_card, owner=self, latest="card")


def _how_short(line: StockLine) -> Meaning:
    if line.available >= line.minimum:
        return Meaning.PLAIN
    return Meaning.BAD if line.available <= 0 else Meaning.ATTENTION
