"""Warehouse: what lies where, documents with their paper, goods that come in, what to buy; a scanner works anywhere."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.warehouse.cards import known_goods, recognise
from crm_desktop.warehouse.queries import list_warehouses
from crm_desktop.warehouse.records import Draft, Recognised
from db.vocabulary import DocumentKind, Permission, Topic
from ui import words
from ui.seat import Seat
from ui.theme import GAP
from ui.theme.tokens import CONTROL_HEIGHT
from ui.warehouse.count_part import CountPart
from ui.warehouse.documents_part import DocumentsPart
from ui.warehouse.lots_part import LotsPart
from ui.warehouse.move_part import MovePart
from ui.warehouse.receive_part import ReceivePart
from ui.warehouse.reorder_part import ReorderPart
from ui.warehouse.scanner import Scanner
from ui.warehouse.shelves_part import ShelvesPart
from ui.warehouse.stock_part import StockPart
from ui.widgets.buttons import PrimaryButton
from ui.widgets.chips import ChipBar
from ui.widgets.entrance import enter, opens_at
from ui.widgets.parts import Told

PARTS = ("stock", "documents", "receive", "move", "shelves", "count", "lots", "reorder")
MOVING = ("receive", "move", "count")
"""Parts for whoever may move stock."""


class WarehousePage(QWidget):
    """`show_goods` and `open_document` from anywhere."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("warehouse")
        self._seat = seat
        self._told = Told()
        self._stock, self._documents = StockPart(seat), DocumentsPart(seat)
        self._receive, self._move, self._reorder = ReceivePart(seat), MovePart(seat), ReorderPart(seat)
        self._count, self._shelves = CountPart(seat), ShelvesPart(seat)
        self._lots = LotsPart(seat)
        self._scanner = Scanner(self)
        self._chips = ChipBar(
            [
                ("stock", self.tr("Stock")),
                ("documents", self.tr("Documents")),
                ("receive", self.tr("Receive (PZ)")),
                ("move", self.tr("Move or issue")),
                ("shelves", self.tr("Shelves")),
                ("count", self.tr("Count")),
                ("lots", self.tr("Lots")),
                ("reorder", self.tr("To order")),
            ]
        )
        self._new = PrimaryButton(self.tr("Receive goods"), "download-simple", shortcut="Ctrl+N")
        self._new.setObjectName("receive_goods")
        self._parts = QStackedWidget()
        self._lay_out()
        self._connect()
        self._read_warehouses()
        self._stock.show_list()
        self._documents.show_list()
        self._documents.drafts.refresh()
        self._reorder.refresh()
        self._move.refresh()
        self._lots.refresh()
        self._count.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._scanner.watch()

    def _lay_out(self) -> None:
        first = (self._stock, self._documents, self._receive, self._move, self._shelves, self._count)
        for part in (*first, self._lots, self._reorder):
            self._parts.addWidget(part)
        head = QHBoxLayout()
        head.addStrut(CONTROL_HEIGHT)  # the chips stay where they are when the button goes
        head.addWidget(self._chips, 1)
        head.addWidget(self._new)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GAP, GAP, GAP, GAP)
        outer.setSpacing(GAP)
        outer.addLayout(head)
        outer.addWidget(self._told)
        outer.addWidget(self._parts, 1)

    def _connect(self) -> None:
        opens_at(self, self._stock)
        self._chips.chosen.connect(self.show_part)
        for part in MOVING:
            self._chips.offer(part, self._seat.may(Permission.MOVE_STOCK))
        self._stock.edits.connect(lambda on: self._new.setVisible(not on))
        self._new.clicked.connect(lambda: self.show_part("receive"))
        self._reorder.counted.connect(lambda count: self._chips.set_counts({"reorder": count} if count else {}))
        self._reorder.goods_wanted.connect(self.show_goods)
        self._documents.drafts.wanted.connect(self._continue)
        self._lots.document_wanted.connect(self.open_document)
        self._scanner.scanned.connect(self._on_scanned)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(lambda: enter(self))
        topics = (Topic.STOCK, Topic.DOCUMENTS, Topic.PRODUCTS)
        self._seat.live.subscribe(self, topics, lambda _changes: self.refresh())
        self._seat.live.subscribe(self, (Topic.SETTINGS,), lambda _changes: self._read_warehouses())

    def _read_warehouses(self) -> None:
        def show(houses: Any) -> None:
            self._stock.show_warehouses(houses)
            self._receive.show_warehouses(houses)
            self._move.show_warehouses(houses)
            self._count.show_warehouses(houses)
            self._shelves.show_warehouses(houses)
            self._documents.mending.show_warehouses(houses)
            self._documents.jpk.show_warehouses(houses)

        self._seat.read(list_warehouses, show, owner=self, latest="warehouses")

    def show_part(self, key: str) -> None:
        self._chips.choose(key)
        self._told.dismiss()
        self._parts.setCurrentIndex(PARTS.index(key))
        self._new.setVisible(key != "receive" and not (key == "stock" and self._stock.is_editing))
        opens_at(self, self._parts.currentWidget())
        enter(self)

    def refresh(self) -> None:
        self._stock.refresh()
        self._documents.refresh()
        self._reorder.refresh()
        self._move.refresh()
        self._count.refresh()
        self._shelves.refresh()
        self._lots.refresh()

    def show_goods(self, code: str) -> None:
        """The stock of one product, found as if typed."""
        self.show_part("stock")
        self._stock.find(code)

    def open_document(self, number: str) -> None:
        """Shows its paper."""
        self.show_part("documents")
        self._documents.open(number)

    def _continue(self, draft: Draft) -> None:
        """A document that was begun here or elsewhere goes on where its kind is entered."""
        part = self._receive if draft.kind is DocumentKind.PZ else self._move
        self.show_part("receive" if part is self._receive else "move")
        ids = [line.product_id for line in draft.lines]
        self._seat.read(lambda session: known_goods(session, ids), lambda known: part.go_on(draft, known), owner=self)

    def _on_scanned(self, code: str) -> None:
        """Where goods are entered a further row; anywhere else the goods themselves."""
        self._told.dismiss()
        if self._parts.currentWidget() is self._stock and self._stock.is_editing:
            self._stock.editing.scan(code)
            return
        for part in (self._receive, self._move, self._shelves, self._count):
            if self._parts.currentWidget() is part:
                part.scan(code)
                return

        def refused(refusal: KnownError) -> None:
            QApplication.beep()
            unknown = self.tr("Unknown code: {code}").format(code=code)
            self._told.say(unknown if isinstance(refusal, NotFound) else words.sentence(refusal), good=False)

        def work() -> Recognised:
            with self._seat.database.read() as session:
                return recognise(session, code)

        self._seat.call(work, lambda found: self.show_goods(found.code), owner=self, on_error=refused)
