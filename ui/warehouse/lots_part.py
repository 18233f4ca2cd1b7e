"""Lots that lie there, what expires first before; of the chosen one where it came from and who got of it."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.errors import KnownError
from crm_desktop.warehouse.disposal import Disposed, DisposeExpired, dispose_expired
from crm_desktop.warehouse.lot_lists import SOON_DAYS, list_lots, trace
from crm_desktop.warehouse.lot_records import LotThere, LotTrace
from ui import formats
from ui.labels import label
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GRID, Meaning
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.entrance import opens_at
from ui.widgets.fields import SearchField
from ui.widgets.parts import Told, row, text


class LotsPart(QWidget):
    """`document_wanted` carries the number of a document of the trace."""

    document_wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.search = SearchField(self.tr("Goods or lot…"))
        self.search.setObjectName("lot_search")
        self.table, self.moves = self._make_table(), self._make_moves()
        self._soon = Chip(self.tr("Expiring soon"))
        self._soon.setObjectName("chip_soon")
        self._dispose = Button(self.tr("Write off expired lots"), "trash")
        self._dispose.setObjectName("dispose_expired")
        self._said = Told()
        self._told = text(role="muted", wrap=True, name="lot_told")
        self._lay_out()
        self.search.searched.connect(lambda _text: self.refresh())
        self.table.current_changed.connect(self._on_lot)
        self._soon.clicked.connect(lambda _on: self.refresh())
        self._dispose.clicked.connect(self._on_dispose)
        self.table.filter_cleared.connect(lambda: self._soon.setChecked(False))
        self.table.filter_cleared.connect(self.search.clear)
        self.table.filter_cleared.connect(self.search.setFocus)
        self.moves.record_activated.connect(lambda move: self.document_wanted.emit(move.document))
        opens_at(self, self.search)

    def _make_table(self) -> TableView:
        return TableView(
            [
                Column("lot", self.tr("Lot"), lambda r: r.lot, bold=True),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse, muted=True),
                Column("expires", self.tr("Expires on"), lambda r: r.expires_on, text=_day, meaning=_how_fresh),
                Column("left", self.tr("In stock"), lambda r: formats.quantity(r.quantity, r.unit), right=True),
            ],
            empty=self.tr("Lots of goods received with a lot number appear here, the earliest expiry first."),
            name="lots",
            title=self.tr("Lots"),
        )

    def _make_moves(self) -> TableView:
        return TableView(
            [
                Column("date", self.tr("Date"), lambda r: r.day, text=formats.day, muted=True),
                Column("document", self.tr("Document"), lambda r: r.document, hint=lambda r: label(r.kind).text),
                Column("party", self.tr("From or to"), lambda r: r.party, stretch=True, hint=lambda r: r.party),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse, muted=True),
                Column("quantity", self.tr("Quantity"), lambda r: r.quantity, text=formats.quantity, right=True),
            ],
            empty=self.tr("Where the lot you choose came from, and who received it, appears here."),
            name="lot_moves",
            title=self.tr("Movements of the lot"),
        )

    def _lay_out(self) -> None:
        way = QWidget()
        column = QVBoxLayout(way)
        column.setContentsMargins(2 * GRID, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self._told.hide()
        column.addWidget(self._told)
        column.addWidget(self.moves, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("lots_split")
        split.addWidget(self.table)
        split.addWidget(way)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([700, 556])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2 * GRID)
        self.search.setMinimumWidth(400)
        outer.addWidget(row(self.search, self._soon, None, self._dispose))
        outer.addWidget(self._said)
        outer.addWidget(split, 1)

    def refresh(self) -> None:
        words, today = self.search.text().strip(), formats.local(now()).date()
        until = today + timedelta(days=SOON_DAYS) if self._soon.isChecked() else None

        def query(session: Any) -> tuple[list[LotThere], int]:
            gone = list_lots(session, until=today - timedelta(days=1))
            return list_lots(session, search_for=words, until=until), len(gone)

        self.table.say_filtered(bool(words or until))
        self._seat.read(query, lambda found: self._show(*found), owner=self, latest="lots")

    def _show(self, found: list[LotThere], gone: int) -> None:
        told = self.tr("Write off expired lots")
        self._dispose.setText(f"{told} ({formats.count(gone)})" if gone else told)
        self._dispose.setEnabled(gone > 0)
        self.table.set_records(found, key=lambda one: (one.product, one.lot, one.warehouse))

    def _on_dispose(self) -> None:
        """All lots out of date in all warehouses; a paper can be corrected, so nobody is asked twice."""
        self._dispose.setEnabled(False)

        def refused(refusal: KnownError) -> None:
            self._dispose.setEnabled(True)
            self._said.refuse(refusal)

        command = DisposeExpired(note=self.tr("disposal: expired"))
        self._seat.do(dispose_expired, command, self._on_disposed, owner=self, on_error=refused)

    def _on_disposed(self, done: Disposed) -> None:
        numbers = ", ".join(done.numbers)
        told = self.tr("%n lot(s) written off: {numbers}", "", done.lots).format(numbers=numbers)
        self._said.say(told, good=True)
        self._said.offer(self.tr("Open"), lambda: self.document_wanted.emit(done.numbers[0]))
        self.refresh()

    def _on_lot(self, chosen: LotThere | None) -> None:
        if chosen is None:
            self.moves.set_records([], key=lambda move: move.document)
            self._told.hide()
            return

        def query(session: Any) -> LotTrace:
            return trace(session, chosen.product, chosen.lot)

        self._seat.read(query, self._show_trace, owner=self, latest="lot")

    def _show_trace(self, found: LotTrace) -> None:
        self.moves.set_records(found.moves, key=lambda move: (move.document, move.warehouse))
        who = ", ".join(f"{name} {formats.quantity(q, found.unit)}" for name, q in found.customers.items())
        nobody = self.tr("No customer has received any of this lot.")
        self._told.setText(self.tr("Lot {lot}: {who}").format(lot=found.lot, who=who) if who else nobody)
        self._told.show()


def _day(day: date | None) -> str:
    return formats.day(day) if day else ""


def _how_fresh(lot: LotThere) -> Meaning:
    left = lot.days_left(formats.local(now()).date())
    if left is None or left > SOON_DAYS:
        return Meaning.PLAIN
    return Meaning.BAD if left < 0 else Meaning.ATTENTION
