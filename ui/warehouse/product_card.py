"""One product in one warehouse: its level, its moves, who was promised it, its lots, prices and codes."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.warehouse.records import GoodsCard, ProductPlace, StockLine
from ui import formats
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning
from ui.warehouse.level_chart import LevelChart
from ui.warehouse.promise_mover import PromiseMover
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.chips import ChipBar
from ui.widgets.parts import text

LEAST = 400
PARTS = ("moves", "promises", "lots", "places", "facts")
SOON_DAYS = 14


class ProductCard(QFrame):
    """`document_wanted` and `order_wanted` carry numbers, `edit_wanted` the code of the goods."""

    document_wanted = Signal(str)
    order_wanted = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("product_card")
        self.setProperty("look", "pane")
        self.setMinimumWidth(LEAST)
        self._name = text(role="heading", wrap=True, name="goods_name")
        self._codes = text(role="small", wrap=True, name="goods_codes")
        self._levels = text(role="strong", wrap=True, name="goods_levels")
        self._chart = LevelChart()
        self._moves, self._promises, self._lots = self._make_moves(), self._make_promises(), self._make_lots()
        self._shelves = self._make_shelves()
        self._line: StockLine | None = None
        self.mover = PromiseMover(seat)
        self._facts = Card()
        self._code = ""
        self._edit = Button(self.tr("Edit"), "pencil-simple", shortcut="F2")
        self._edit.setObjectName("edit_goods")
        self._edit.setAccessibleName(self.tr("Edit these goods"))
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self._code))
        self._chips = ChipBar(
            [
                ("moves", self.tr("Movements")),
                ("promises", self.tr("Reservations")),
                ("lots", self.tr("Lots")),
                ("places", self.tr("Shelves")),
                ("facts", self.tr("Prices and codes")),
            ]
        )
        self._chips.setAccessibleName(self.tr("About the goods"))
        self._parts = QStackedWidget()
        self._empty = EmptyState(self.tr("Movements and reservations of the goods you choose or scan appear here."))
        self._lay_out()
        self._moves.record_activated.connect(lambda move: self.document_wanted.emit(move.document))
        self._promises.record_activated.connect(lambda promise: self.order_wanted.emit(promise.order_number))
        self._promises.current_changed.connect(lambda promise: self.mover.show_promise(self._line, promise))
        self._chips.chosen.connect(self.show_part)
        self.show_nothing()

    def _make_moves(self) -> TableView:
        return TableView(
            [
                Column("date", self.tr("Date"), lambda r: r.day, text=formats.day, muted=True),
                Column("document", self.tr("Document"), lambda r: r.document, stretch=True),
                Column(
                    "quantity",
                    self.tr("Quantity"),
                    lambda r: r.quantity,
                    text=signed,
                    right=True,
                    meaning=_coming,
                ),
                Column("balance", self.tr("Balance"), lambda r: r.balance, text=formats.quantity, right=True),
            ],
            empty=self.tr("These goods have not moved yet."),
            name="stock_card",
            title=self.tr("Movements of the goods"),
        )

    def _make_promises(self) -> TableView:
        return TableView(
            [
                Column("order", self.tr("Order"), lambda r: r.order_number),
                Column("customer", self.tr("Customer"), lambda r: r.customer, stretch=True, hint=lambda r: r.customer),
                Column("quantity", self.tr("Quantity"), lambda r: r.quantity, text=formats.quantity, right=True),
                Column(
                    *("until", self.tr("Held until"), lambda r: r.expires_at),
                    text=formats.hour_or_day,
                    muted=True,
                    hint=lambda r: formats.when(r.expires_at),
                ),
            ],
            empty=self.tr("No open reservations."),
            name="goods_promises",
            title=self.tr("Open reservations"),
        )

    def _make_lots(self) -> TableView:
        return TableView(
            [
                Column("lot", self.tr("Lot"), lambda r: r.code, stretch=True),
                Column("expires", self.tr("Use by"), lambda r: r.expires_on, text=formats.day, meaning=_running_out),
                Column("quantity", self.tr("Quantity"), lambda r: r.quantity, text=formats.quantity, right=True),
            ],
            empty=self.tr("These goods are not tracked by lot."),
            name="goods_lots",
            title=self.tr("Lots, earliest expiry first"),
        )

    def _make_shelves(self) -> TableView:
        return TableView(
            [
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse, muted=True, width=96),
                Column("shelf", self.tr("Shelf"), self._shelf, stretch=True),
                Column("lot", self.tr("Lot"), lambda r: r.lot, muted=True),
                Column("quantity", self.tr("Quantity"), lambda r: r.quantity, text=formats.quantity, right=True),
            ],
            empty=self.tr("These goods lie on no shelf. Put them on one under Shelves."),
            name="goods_shelves",
            title=self.tr("Shelves, in the order of picking"),
        )

    def _shelf(self, place: ProductPlace) -> str:
        return place.shelf or self.tr("no shelf")

    def _lay_out(self) -> None:
        facts = QScrollArea()
        facts.setWidgetResizable(True)
        facts.setFrameShape(QFrame.Shape.NoFrame)
        facts.setAccessibleName(self.tr("Prices and codes"))
        facts.setWidget(self._facts)
        promised = QWidget()
        inside = QVBoxLayout(promised)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._promises, 1)
        inside.addWidget(self.mover)
        for part in (self._moves, promised, self._lots, self._shelves, facts):
            self._parts.addWidget(part)
        self._filled = QWidget()
        inside = QVBoxLayout(self._filled)
        inside.setContentsMargins(GAP, GAP, GAP, 0)
        inside.setSpacing(GRID)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        for widget in (self._codes, self._levels, self._chart):
            inside.addWidget(widget)
        inside.addWidget(self._chips)
        inside.addWidget(self._parts, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._filled)
        outer.addWidget(self._empty)

    def show_nothing(self) -> None:
        self._filled.hide()
        self._empty.show()

    def show_card(self, card: GoodsCard) -> None:
        line = card.stock.line
        self._code, self._line = line.code, line
        self._name.setText(line.name)
        groups = " / ".join(part for part in (card.group, card.subgroup) if part)
        inactive = "" if card.active else self.tr("inactive")
        shown = [line.code, groups, *(code for code, _ in card.barcodes[:1]), inactive]
        self._codes.setText(" · ".join(part for part in shown if part))
        self._levels.setText(self._told(line))
        self._chart.show_levels(card.levels, minimum=line.minimum, unit=line.unit)
        self._moves.set_records(card.stock.moves, key=lambda move: (move.document, move.balance))
        self._promises.set_records(card.stock.promises, key=lambda one: (one.order_number, one.expires_at))
        alone = card.stock.promises[0] if len(card.stock.promises) == 1 else None
        self.mover.show_promise(line, self._promises.current_record() or alone)
        self._lots.set_records(card.lots, key=lambda lot: lot.code)
        self._shelves.set_records(card.places, key=lambda one: (one.warehouse, one.shelf, one.lot))
        self._chips.offer("places", bool(card.places))
        if not card.places and self._parts.currentIndex() == PARTS.index("places"):
            self.show_part("moves")
        several = len({(one.warehouse, one.shelf) for one in card.places})
        counts = {"promises": len(card.stock.promises), "lots": len(card.lots), "places": several}
        self._chips.set_counts({key: count for key, count in counts.items() if count})
        self._show_facts(card)
        self._empty.hide()
        self._filled.show()

    def _told(self, line: StockLine) -> str:
        if not line.warehouse:
            return self.tr("Never in stock: receive it (PZ), or set a minimum.")
        return self.tr("{warehouse}: on hand {on_hand}, reserved {reserved}, available {available}").format(
            warehouse=line.warehouse,
            on_hand=formats.quantity(line.on_hand, line.unit),
            reserved=formats.quantity(line.reserved),
            available=formats.quantity(line.available),
        )

    def show_part(self, key: str) -> None:
        self._chips.choose(key)
        self._parts.setCurrentIndex(PARTS.index(key))

    def _show_facts(self, card: GoodsCard) -> None:
        facts, line, currency = self._facts, card.stock.line, formats.SIGNS.get(card.currency, card.currency)
        facts.clear()
        facts.add_pair(self.tr("Net price"), f"{formats.price(card.net_price)} {currency}", strong=True)
        facts.add_pair(self.tr("VAT"), f"{card.vat_rate}%" if card.vat_rate.isdigit() else card.vat_rate)
        for group, quantity, price in card.group_prices:
            since = self.tr("{group}, from {quantity}").format(group=group, quantity=formats.quantity(quantity))
            facts.add_pair(since if quantity else group, f"{formats.price(price)} {currency}")
        self._show_goals(card)
        for code, quantity in card.barcodes:
            facts.add_pair(code, formats.quantity(quantity, line.unit))
        for other in card.elsewhere:
            facts.add_pair(
                self.tr("Available in {warehouse}").format(warehouse=other.warehouse),
                formats.quantity(other.available, other.unit),
            )
        if card.weight_grams:
            facts.add_pair(self.tr("Unit weight"), formats.quantity(card.weight_grams, "kg"))
        facts.add_pair(self.tr("Tracked by lot"), self.tr("yes") if card.tracks_lots else self.tr("no"))
        facts.body.addStretch(1)

    def _show_goals(self, card: GoodsCard) -> None:
        """Minimum and target of every warehouse where one is set, and the shelf."""
        unit = card.stock.line.unit
        for goal in card.goals:
            here = {"warehouse": goal.warehouse}
            if goal.minimum or goal.target:
                told = self.tr("{minimum}, fill up to {target}").format(
                    minimum=formats.quantity(goal.minimum), target=formats.quantity(goal.target)
                )
                shown = told if goal.target else formats.quantity(goal.minimum, unit)
                self._facts.add_pair(self.tr("Minimum in {warehouse}").format(**here), shown)
            if goal.location:
                self._facts.add_pair(self.tr("Shelf in {warehouse}").format(**here), goal.location)


def signed(thousandths: int) -> str:
    """ "+80", "−20"."""
    told = formats.quantity(thousandths)
    return f"+{told}" if thousandths > 0 else told


def _coming(move: Any) -> Meaning:
    return Meaning.GOOD if move.quantity > 0 else Meaning.PLAIN


def _running_out(lot: Any) -> Meaning:
    if lot.expires_on is None:
        return Meaning.PLAIN
    left = (lot.expires_on - formats.local(now()).date()).days
    return Meaning.BAD if left < 0 else Meaning.ATTENTION if left <= SOON_DAYS else Meaning.PLAIN
