"""Goods go to another warehouse (MM), are used up or written off (RW), or are found (PW); and what is on the way."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.warehouse.on_the_way import under_way
from crm_desktop.warehouse.records import (
    Draft,
    GoodsLine,
    GoodsMoved,
    IssueInternally,
    KeepDraft,
    OnTheWay,
    ReceiveGoods,
    ReceiveTransfer,
    Recognised,
    SendTransfer,
    TransferMoved,
    Warehouse,
)
from crm_desktop.warehouse.service import issue_internally, receive_goods
from crm_desktop.warehouse.transfers import receive_transfer, send_transfer
from db.vocabulary import DocumentKind
from ui import formats, prompts, words
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning
from ui.warehouse.arrival_panel import ArrivalPanel
from ui.warehouse.draft_keeper import DraftKeeper
from ui.warehouse.goods_entry import GoodsEntry
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.fields import Field
from ui.widgets.parts import row, text


class Way(StrEnum):
    """Where the goods go."""

    TRANSFER = "MM"
    USED_UP = "RW"
    FOUND = "PW"


class MovePart(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.entry = GoodsEntry(seat, "move", self.tr("Goods to move"))
        self.way, self.note = QComboBox(), QLineEdit()
        self.source, self.target = WarehouseBox(), WarehouseBox()
        self.entry.house_of = self._house
        self._from = Field(self.tr("From warehouse"), self.source)
        self._to = Field(self.tr("To warehouse"), self.target)
        self._keeper = DraftKeeper(seat, self, self._to_keep)
        self._issue = PrimaryButton("", "check", shortcut="Ctrl+Return")
        self._receive = Button(self.tr("Everything has arrived"), "download-simple")
        self._arrive = Button(self.tr("A part has arrived…"), "list-numbers")
        self.arrival = ArrivalPanel(seat)
        self.table = self._make_table()
        self._fill()
        self._lay_out()
        self._connect()
        self._on_way()

    def _fill(self) -> None:
        for way, told in (
            (Way.TRANSFER, self.tr("To another warehouse (MM)")),
            (Way.USED_UP, self.tr("Used up or written off (RW)")),
            (Way.FOUND, self.tr("Found or made (PW)")),
        ):
            self.way.addItem(told, way)
        self.note.setPlaceholderText(self.tr("Purpose"))
        for widget, name in (
            (self.way, "move_way"),
            (self.note, "move_note"),
            (self.source, "move_from"),
            (self.target, "move_to"),
            (self._issue, "move_issue"),
            (self._receive, "move_receive"),
            (self._arrive, "move_arrive"),
        ):
            widget.setObjectName(name)
        self.way.setAccessibleName(self.tr("What happens to the goods"))

    def _make_table(self) -> TableView:
        return TableView(
            [
                Column("document", self.tr("Document"), lambda r: r.number, hint=lambda r: formats.day(r.issued_on)),
                Column("to", self.tr("To warehouse"), lambda r: r.target, stretch=True),
                Column("goods", self.tr("Goods"), lambda r: r.goods, right=True, bold=True, width=80),
            ],
            empty=self.tr("Transfers wait here until their goods are received."),
            name="on_the_way",
            title=self.tr("On the way"),
        )

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, widgets in (
            (first, (Field(self.tr("What happens to the goods"), self.way), Field(self.tr("Note"), self.note))),
            (second, (self._from, self._to)),
        ):
            line.setSpacing(GAP)
            for widget in widgets:
                line.addWidget(widget, 1)
        left = Card()
        left.body.addLayout(first)
        left.body.addLayout(second)
        left.body.addWidget(self.entry, 1)
        left.body.addWidget(row(self.entry.remove, None, self._issue))
        right = Card()
        right.body.addWidget(text(self.tr("On the way"), role="strong"))
        right.body.addWidget(self.table, 1)
        right.body.addWidget(self.arrival, 1)
        right.body.addWidget(row(None, self._arrive, self._receive))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, GRID)
        outer.setSpacing(GAP)
        outer.addWidget(left, 3)
        outer.addWidget(right, 2)
        self.setFocusProxy(self.entry)

    def _connect(self) -> None:
        self.way.activated.connect(lambda _number: self._on_way())
        self.entry.changed.connect(self._on_entered)
        self._issue.clicked.connect(self._on_issue)
        self._receive.clicked.connect(self._on_receive)
        self._arrive.clicked.connect(self._on_arrive)
        self.arrival.done.connect(self._on_arrived)
        self.arrival.opened.connect(self._on_arrival)
        self.table.current_changed.connect(lambda _record: self._on_changed())

    def scan(self, code: str) -> None:
        """What arrives while an arrival is told, else what goes."""
        (self.arrival if self.arrival.isVisible() else self.entry).scan(code)

    def _house(self) -> Warehouse | None:
        """Whose shelves are scanned: where goods leave, or where they are found."""
        return (self.target if Way(self.way.currentData()) is Way.FOUND else self.source).warehouse

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self.source.show_warehouses(houses)
        self.target.show_warehouses(houses)
        if len(houses) > 1 and self.target.code == self.source.code:
            self.target.setCurrentIndex(1)

    def refresh(self) -> None:
        self._seat.read(under_way, self._show_on_the_way, owner=self, latest="on_the_way")

    def _show_on_the_way(self, found: Sequence[OnTheWay]) -> None:
        self.table.set_records(found, key=lambda one: one.number)
        self._on_changed()

    def _on_way(self) -> None:
        way = Way(self.way.currentData())
        self._from.setVisible(way is not Way.FOUND)
        self._to.setVisible(way is not Way.USED_UP)
        titles = {
            Way.TRANSFER: self.tr("Send the goods (MM)"),
            Way.USED_UP: self.tr("Issue the goods (RW)"),
            Way.FOUND: self.tr("Receive the goods (PW)"),
        }
        self._issue.setText(titles[way])
        self.entry.code.setFocus()

    def _to_keep(self) -> KeepDraft | None:
        there, way, house = self.target.warehouse, Way(self.way.currentData()), self._house()
        if house is None or not self.entry.rows:
            return None
        target = there.warehouse_id if there is not None and way is Way.TRANSFER else None
        note = self.note.text().strip()
        return KeepDraft(DocumentKind(way.value), house.warehouse_id, self.entry.lines(), target, note=note)

    def go_on(self, draft: Draft, known: dict[int, Recognised]) -> None:
        """With a document that was begun; what stands here is kept first."""
        self._keeper.then(lambda _key: self._put(draft, known))

    def _put(self, draft: Draft, known: dict[int, Recognised]) -> None:
        self._keeper.follow(draft)
        self.way.setCurrentIndex(self.way.findData(Way(draft.kind.value)))
        self._on_way()
        box = self.target if draft.kind is DocumentKind.PW else self.source
        box.choose_key(draft.warehouse_id)
        if draft.target_warehouse_id is not None:
            self.target.choose_key(draft.target_warehouse_id)
        self.note.setText(draft.note)
        self.entry.put(draft.lines, known)
        self._keeper.follow(draft)

    def _on_entered(self) -> None:
        if self.entry.rows or self._keeper.key is not None:
            self._keeper.touch()
        self._on_changed()

    def _on_changed(self) -> None:
        self._issue.setEnabled(bool(self.entry.rows))
        for button in (self._receive, self._arrive):
            button.setEnabled(self.table.current_record() is not None)

    def _on_issue(self) -> None:
        here, there, note = self.source.warehouse, self.target.warehouse, self.note.text().strip()
        if not self.entry.finished() or not self.entry.rows or here is None or there is None:
            return
        lines = self.entry.lines()
        self._issue.setEnabled(False)
        self._keeper.then(lambda draft: self._issue_lines(lines, here, there, note, draft))

    def _issue_lines(
        self, lines: tuple[GoodsLine, ...], here: Warehouse, there: Warehouse, note: str, draft: int | None
    ) -> None:
        match Way(self.way.currentData()):
            case Way.TRANSFER:
                sent = SendTransfer(here.warehouse_id, there.warehouse_id, lines, note=note, draft_id=draft)
                self._seat.do(send_transfer, sent, self._on_moved, owner=self, on_error=self._on_refused)
            case Way.USED_UP:
                used = IssueInternally(here.warehouse_id, lines, note=note, draft_id=draft)
                self._seat.do(issue_internally, used, self._on_moved, owner=self, on_error=self._on_refused)
            case Way.FOUND:
                found = ReceiveGoods(there.warehouse_id, lines, kind=DocumentKind.PW, note=note, draft_id=draft)
                self._seat.do(receive_goods, found, self._on_moved, owner=self, on_error=self._on_refused)

    def _on_receive(self) -> None:
        chosen = self.table.current_record()
        if chosen is not None:
            self._receive.setEnabled(False)
            came = ReceiveTransfer(chosen.number)
            self._seat.do(receive_transfer, came, self._on_received, owner=self, on_error=self._on_refused)

    def _on_arrive(self) -> None:
        chosen = self.table.current_record()
        if chosen is not None:
            self.arrival.begin(chosen.number)

    def _on_arrival(self, opened: bool) -> None:
        """It has the room of the list for itself."""
        for part in (self.table, self._arrive, self._receive):
            part.setVisible(not opened)
        if not opened:
            self.entry.code.setFocus()

    def _on_arrived(self, numbers: list[str]) -> None:
        self._tell(", ".join(numbers), open_first=numbers[0])

    def _on_moved(self, done: GoodsMoved | TransferMoved) -> None:
        self._keeper.leave()
        self.entry.clear()
        self.note.clear()
        self._tell(done.number)

    def _on_received(self, done: TransferMoved) -> None:
        self._tell(done.received)

    def _tell(self, number: str, *, open_first: str = "") -> None:
        told = self.tr("Issued: {number}").format(number=number)
        self.entry.beep.say(told, Meaning.GOOD)
        self.refresh()
        prompts.person().tell(
            self, told, action=self.tr("Open"), on_action=lambda: self._seat.open_document.emit(open_first or number)
        )

    def _on_refused(self, refusal: KnownError) -> None:
        self._on_changed()
        self.entry.fault("\n".join((words.sentence(refusal), *_short(refusal))))


def _short(refusal: KnownError) -> list[str]:
    """What is short, by name."""
    lines = refusal.details.get("shortages", [])
    return [f"{line['name']}: {line['available']} / {line['wanted']}" for line in lines[:3]]
