"""The stock table with its filters, and the card of the goods one stands on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.warehouse.cards import goods_card
from crm_desktop.warehouse.records import GoodsCard, StockLine, Warehouse
from crm_desktop.warehouse.stock_list import MOST_FOUND, stock_listing
from ui import formats
from ui.seat import Seat
from ui.tables import Column, LongTable
from ui.theme import GAP, GRID, Meaning
from ui.warehouse.product_card import ProductCard
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.chips import Chip
from ui.widgets.entrance import opens_at
from ui.widgets.fields import SearchField
from ui.widgets.parts import row, text


class StockPart(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._wanted_code = ""
        self.search = SearchField(self.tr("Name, code or barcode…"), "Ctrl+F")
        self.search.setObjectName("stock_search")
        self.search.setAccessibleName(self.tr("Find goods"))
        self._warehouse = WarehouseBox(self.tr("All warehouses"))
        self._warehouse.setObjectName("stock_warehouse")
        self._short = Chip(self.tr("Under the minimum"))
        self._short.setObjectName("chip_short")
        self._count = text(role="muted", name="stock_count")
        self.table = self._make_table()
        self.card = ProductCard()
        self._lay_out()
        self._connect()

    def _make_table(self) -> LongTable:
        quantity = formats.quantity
        return LongTable(
            [
                Column("code", self.tr("Code"), lambda r: r.code, muted=True, hint=lambda r: r.code, width=88),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse, muted=True, width=90),
                Column("on_hand", self.tr("On hand"), lambda r: quantity(r.on_hand, r.unit), right=True, width=112),
                Column("reserved", self.tr("Reserved"), lambda r: r.reserved, text=quantity, right=True, width=118),
                Column(
                    *("available", self.tr("Available"), lambda r: r.available),
                    text=quantity,
                    right=True,
                    bold=True,
                    meaning=_how_short,
                    width=88,
                ),
                Column("minimum", self.tr("Minimum"), lambda r: r.minimum or None, text=quantity, right=True, width=84),
            ],
            read=self._seat.read,
            key=lambda r: (r.product_id, r.warehouse),
            empty=self.tr("Goods appear here once they are received (PZ), or come in from a sheet of yours."),
            empty_action=self.tr("Import a sheet of goods"),
            name="stock",
            title=self.tr("Stock"),
        )

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(row(self.search, self._warehouse, self._short))
        column.addWidget(self.table, 1)
        column.addWidget(self._count)
        self.search.setMinimumWidth(260)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("stock_split")
        split.addWidget(left)
        split.addWidget(self.card)
        split.setSizes([856, 424])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        opens_at(self, self.search)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.show_list())
        self.search.returnPressed.connect(self.table.setFocus)
        self._warehouse.chosen.connect(lambda _code: self.show_list())
        self._short.toggled.connect(lambda _on: self.show_list())
        self.table.current_changed.connect(self._on_line)
        self.table.counted.connect(self._on_counted)
        self.table.filter_cleared.connect(self._show_all)
        self.table.empty_action_pressed.connect(lambda: self._seat.import_sheet.emit("products"))
        self.card.document_wanted.connect(self._seat.open_document)
        self.card.order_wanted.connect(self._seat.open_order)

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self._warehouse.show_warehouses(houses)

    def show_list(self) -> None:
        words, house, short = self.search.text().strip(), self._warehouse.code, self._short.isChecked()

        def source(session: Any, sorting: Any) -> Any:
            return stock_listing(session, search_for=words, warehouse=house, below_minimum=short, sorting=sorting)

        self.table.say_filtered(bool(words or house or short))
        self.table.show_listing(source)

    def _show_all(self) -> None:
        self._warehouse.setCurrentIndex(0)
        self.find("")
        self.search.setFocus()

    def refresh(self) -> None:
        self.table.refresh()
        self._on_line(self.table.current_record())

    def find(self, code: str) -> None:
        """One product by its code, name or barcode, as if typed and chosen."""
        self._wanted_code = code
        self._short.setChecked(False)
        self.search.setText(code)
        self.show_list()

    def _on_counted(self, count: int, whole: bool) -> None:
        shown = self.tr("%n row(s)", "", count)
        if count and not whole:
            shown = self.tr("counting: {rows}").format(rows=shown)
        elif self.search.text().strip() and count >= MOST_FOUND:
            shown = self.tr("{rows}, and there are more: type on").format(rows=shown)
        self._count.setText(shown if count else "")
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
