"""Shelves of a warehouse with what lies on each; a scanner tells where goods belong, or puts them from one shelf on
another."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.warehouse import shelf_lists, shelving
from crm_desktop.warehouse.cards import recognise
from crm_desktop.warehouse.records import Recognised, Warehouse
from crm_desktop.warehouse.shelf_lists import Shelf, ShelfGoods
from crm_desktop.warehouse.shelving import OnShelf, PutOnShelf
from ui import formats, words
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning, icon
from ui.warehouse.relocation import Relocation
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.beep import Beep
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import ChipBar
from ui.widgets.entrance import opens_at
from ui.widgets.fields import Field, SearchField
from ui.widgets.parts import row, text

WAYS = ("belongs", "relocate")


class ShelvesPart(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._refreshing = False
        self.house = WarehouseBox()
        self.search = SearchField(self.tr("Shelf begins with…"))
        self.shelf, self.code, self.beep = QLineEdit(), QLineEdit(), Beep()
        self._title = text(role="strong", name="shelf_title")
        self._off = Button(self.tr("Take off the shelf"), "x")
        self.table, self.goods = self._make_table(), self._make_goods()
        self._way = ChipBar([("belongs", self.tr("Belongs here")), ("relocate", self.tr("Move to another shelf"))])
        self._way.setAccessibleName(self.tr("What scanning does"))
        self._ways, self.relocation = QStackedWidget(), Relocation(seat)
        for widget, name in (
            (self.house, "shelves_house"),
            (self.search, "shelf_search"),
            (self.shelf, "shelf_name"),
            (self.code, "shelf_code"),
            (self._off, "shelf_off"),
        ):
            widget.setObjectName(name)
        self.house.setAccessibleName(self.tr("Warehouse"))
        self.code.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self.code.setPlaceholderText(self.tr("Scan, or type a code"))
        self.shelf.setPlaceholderText(self.tr("e.g. A-03-2"))
        self._lay_out()
        self._connect()

    def _make_table(self) -> TableView:
        return TableView(
            [
                Column("shelf", self.tr("Shelf"), self._named, bold=True, stretch=True),
                Column("goods", self.tr("Goods"), lambda r: r.goods, right=True, width=80),
                Column("there", self.tr("In stock"), lambda r: r.there, right=True, width=96),
                Column("on_hand", self.tr("On hand"), _on_hand, right=True, width=130),
            ],
            empty=self.tr("Shelves appear here once goods have been put on them."),
            name="shelves",
            title=self.tr("Shelves"),
        )

    def _make_goods(self) -> TableView:
        quantity = formats.quantity
        return TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.code, muted=True),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("on_hand", self.tr("On the shelf"), lambda r: quantity(r.there, r.unit), right=True, bold=True),
                Column(
                    *("reserved", self.tr("Reserved"), lambda r: r.reserved or None),
                    text=quantity,
                    right=True,
                    muted=True,
                ),
                Column(
                    *("available", self.tr("Available"), lambda r: r.available),
                    text=quantity,
                    right=True,
                    bold=True,
                ),
            ],
            empty=self.tr("Goods of the shelf you choose appear here."),
            name="shelf_goods",
            title=self.tr("Goods on the shelf"),
        )

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.body.addWidget(row(self.house, self.search))
        left.body.addWidget(self.table, 1)
        typed = QHBoxLayout()
        typed.setSpacing(GAP)
        typed.addWidget(Field(self.tr("Shelf"), self.shelf), 1)
        typed.addWidget(Field(self.tr("Code or barcode"), self.code), 2)
        belong = QWidget()
        inside = QVBoxLayout(belong)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addLayout(typed)
        inside.addWidget(self.beep)
        for part in (belong, self.relocation):
            self._ways.addWidget(part)
        right.body.addWidget(self._way)
        right.body.addWidget(self._ways)
        right.body.addWidget(self._title)
        right.body.addWidget(self.goods, 1)
        whose = self.tr("Reservations are the warehouse's, not a shelf's: so are reserved and available.")
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._off)
        foot.addWidget(text(whose, role="small", wrap=True), 1)
        right.body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, GRID)
        outer.setSpacing(GAP)
        outer.addWidget(left, 2)
        outer.addWidget(right, 3)
        self.beep.say(self.tr("Scan a shelf, then the goods of which all lie on it."), Meaning.INFO)
        opens_at(self, self.shelf)

    def _connect(self) -> None:
        self.house.chosen.connect(lambda _code: self.refresh())
        self.search.searched.connect(lambda _text: self.refresh())
        self.table.current_changed.connect(self._on_chosen)
        self.table.filter_cleared.connect(self.search.clear)
        self.goods.current_changed.connect(lambda _record: self._show_off())
        self.goods.record_activated.connect(lambda line: self._seat.open_product.emit(line.code))
        self.shelf.returnPressed.connect(self._on_shelf)
        self.code.returnPressed.connect(self._on_code)
        self._off.clicked.connect(self._on_off)
        self._way.chosen.connect(self.show_way)
        self.relocation.done.connect(self.refresh)
        self.relocation.source_told.connect(self._choose)
        self._off.setEnabled(False)

    def _named(self, shelf: Shelf) -> str:
        return shelf.name or self.tr("No shelf")

    def show_way(self, key: str) -> None:
        """Whether scanned goods belong on the shelf, or go from it to another."""
        self._way.choose(key)
        self._ways.setCurrentIndex(WAYS.index(key))
        opens_at(self, self.relocation.source if key == "relocate" else self.shelf)

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self.house.show_warehouses(houses)
        self.refresh()

    def refresh(self) -> None:
        house, beginning = self.house.warehouse, self.search.text().strip()
        self.relocation.house = house
        if house is None:
            return

        def query(session: Any) -> list[Shelf]:
            return shelf_lists.shelves(session, house.warehouse_id, beginning=beginning)

        self.table.say_filtered(bool(beginning))
        self._seat.read(query, self._show, owner=self, latest="shelves")

    def _show(self, found: Sequence[Shelf]) -> None:
        self._refreshing = True
        self.table.set_records(found, key=lambda shelf: shelf.name)
        told = self.relocation.source if self._ways.currentWidget() is self.relocation else self.shelf
        self._choose(" ".join(told.text().split()))
        self._refreshing = False
        self._read_goods()

    def _choose(self, name: str) -> None:
        """The row of a shelf, where it has one."""
        place = next((n for n, one in enumerate(self.table.records_model.records) if name and one.name == name), -1)
        if place >= 0:
            self.table.choose_row(place)

    def _on_chosen(self, shelf: Shelf | None) -> None:
        """The shelf that goods are put on is the one that a person chose or told, never one that a list began with."""
        if self._refreshing:
            return
        if shelf is not None and self._ways.currentWidget() is self.relocation:
            self.relocation.take_from(shelf.name)
        elif shelf is not None and not self.shelf.hasFocus():
            self.shelf.setText(shelf.name)
        self._read_goods()

    def _read_goods(self) -> None:
        house, shelf = self.house.warehouse, self.table.current_record()
        self._title.setText(self._named(shelf) if shelf is not None else "")
        if house is None or shelf is None:
            self.goods.set_records((), key=lambda line: line.product_id)
            return

        def query(session: Any) -> list[ShelfGoods]:
            return shelf_lists.goods_on(session, house.warehouse_id, shelf.name)

        def show(found: Sequence[ShelfGoods]) -> None:
            self.goods.set_records(found, key=lambda line: line.product_id)
            self._show_off()

        self._seat.read(query, show, owner=self, latest="shelf_goods")

    def _show_off(self) -> None:
        """Of goods that belong on the shelf."""
        shelf, line = self.table.current_record(), self.goods.current_record()
        self._off.setEnabled(shelf is not None and bool(shelf.name) and line is not None and line.usual)

    def _on_shelf(self) -> None:
        """A shelf was typed or scanned: its goods are next."""
        name = " ".join(self.shelf.text().split())
        if name:
            self._begin_at(name)

    def _begin_at(self, name: str) -> None:
        self.shelf.setText(name)
        self.code.clear()
        self.code.setFocus()
        self.beep.say(self.tr("Shelf {shelf}: scan its goods").format(shelf=name), Meaning.INFO)
        self._choose(name)

    def _on_code(self) -> None:
        code = self.code.text().strip()
        self.code.clear()
        if code:
            self.scan(code)

    def scan(self, code: str) -> None:
        """Goods are put on the shelf that was told; the code of another shelf here begins with that one."""
        house, code = self.house.warehouse, code.strip()
        if self._ways.currentWidget() is self.relocation:
            self.relocation.scan(code)
            return
        if house is None or not code:
            return

        def work() -> Recognised | None:
            """None: it is a shelf."""
            with self._seat.database.read() as session:
                try:
                    return recognise(session, code)
                except NotFound:
                    if shelf_lists.is_shelf(session, house.warehouse_id, code):
                        return None
                    raise

        def done(found: Recognised | None) -> None:
            shelf = " ".join(self.shelf.text().split())
            if found is None:
                self._begin_at(code)
            elif not shelf:
                self._fault(self.tr("Scan or type the shelf first."))
                self.shelf.setFocus()
            else:
                self._put(house, found.product_id, shelf)

        def refused(refusal: KnownError) -> None:
            unknown = self.tr("Unknown code: {code}").format(code=code)
            self._fault(unknown if isinstance(refusal, NotFound) else words.sentence(refusal))

        self._seat.call(work, done, owner=self, on_error=refused)

    def _put(self, house: Warehouse, product_id: int, shelf: str) -> None:
        command = PutOnShelf(house.warehouse_id, product_id, shelf)
        self._seat.do(shelving.put_on_shelf, command, self._on_put, owner=self, on_error=self._on_refused)

    def _on_put(self, done: OnShelf) -> None:
        told = f"{done.name} → {done.shelf}" if done.shelf else self.tr("{name}: no shelf").format(name=done.name)
        if done.before and done.before != done.shelf:
            told = self.tr("{told} (was {shelf})").format(told=told, shelf=done.before)
        self.beep.say(told, Meaning.GOOD)
        self.refresh()

    def _on_off(self) -> None:
        house, line = self.house.warehouse, self.goods.current_record()
        if house is not None and line is not None:
            self._put(house, line.product_id, "")

    def _on_refused(self, refusal: KnownError) -> None:
        self._fault(words.sentence(refusal))

    def _fault(self, sentence: str) -> None:
        """By sound, colour and word."""
        QApplication.beep()
        self.beep.say(sentence, Meaning.BAD)


def _on_hand(shelf: Shelf) -> str:
    """Of several units there is no sum."""
    return "" if shelf.on_hand is None else formats.quantity(shelf.on_hand, shelf.unit)
