"""Stock counts: opened for a warehouse or a group, counted by scanner at any number of workstations, settled."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from crm_desktop.errors import KnownError
from crm_desktop.money import quantity_from_text
from crm_desktop.warehouse.count_records import (
    CloseCount,
    CountClosed,
    CountEntered,
    CountLine,
    CountOpened,
    CountSheet,
    EnterCount,
    OpenCount,
    Uncounted,
)
from crm_desktop.warehouse.count_sheets import count_sheet, groups, open_counts
from crm_desktop.warehouse.counting import abandon_count, close_count, enter_count, open_count
from crm_desktop.warehouse.records import Warehouse
from ui import formats, prompts, words
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning
from ui.theme.tokens import CONTROL_HEIGHT
from ui.warehouse.scanning import Scanning
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.entrance import opens_at
from ui.widgets.fields import Field
from ui.widgets.parts import row, text

SHELF_COLUMN = 1


class CountPart(Scanning):
    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "count")
        self._sheet: CountSheet | None = None
        self._settled = False
        """The last one was posted here: its number stands until the next begins."""
        self.house, self.group, self.blind = WarehouseBox(), QComboBox(), QCheckBox(self.tr("Blind count"))
        self.shelf = QLineEdit()
        self.running = QComboBox()
        self.left = text(role="muted", name="count_left")
        self.leave = QCheckBox(self.tr("Leave uncounted goods unchanged"))
        self.anew = QCheckBox(self.tr("Recount these goods"))
        self._begin = Button(self.tr("Start a count"), "list-numbers")
        self._give_up = Button(self.tr("Abandon the count"), "x")
        self._close = PrimaryButton(self.tr("Post the count (INW)"), "check")
        self.table = self._make_table()
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_sheet(None)

    def _name_parts(self) -> None:
        for widget, name in (
            (self.house, "count_house"),
            (self.group, "count_group"),
            (self.shelf, "count_shelf"),
            (self.blind, "count_blind"),
            (self.running, "count_running"),
            (self.leave, "count_leave"),
            (self.anew, "count_anew"),
            (self._begin, "count_begin"),
            (self._give_up, "count_give_up"),
            (self._close, "count_close"),
        ):
            widget.setObjectName(name)
        self.blind.setToolTip(self.tr("Whoever counts does not see the recorded quantities."))
        self.shelf.setPlaceholderText(self.tr("All of them"))
        self.shelf.setToolTip(self.tr("Counts the shelves whose names begin with this, e.g. A or A-03"))

    def _make_table(self) -> TableView:
        return TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.code, muted=True),
                Column("shelf", self.tr("Shelf"), lambda r: r.shelf, muted=True, width=96),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column(
                    "counted", self.tr("Counted"), lambda r: r.counted, text=formats.quantity, right=True, bold=True
                ),
                Column("booked", self.tr("Recorded"), self._booked, text=formats.quantity, right=True, width=110),
                Column("difference", self.tr("Difference"), self._difference, right=True, width=150, meaning=_meaning),
            ],
            empty=self.tr("Start a count above, or choose one in progress; then scan."),
            name="count_rows",
            title=self.tr("Counted goods"),
        )

    def _booked(self, line: CountLine) -> int | None:
        return None if self._sheet is None or self._sheet.blind else line.booked

    def _difference(self, line: CountLine) -> str:
        if line.counted is None or self._sheet is None or self._sheet.blind:
            return ""
        told = formats.quantity(line.counted - line.booked)
        return self.tr("{difference} · recount").format(difference=told) if line.moved else told

    def _lay_out(self) -> None:
        top, typed = QHBoxLayout(), QHBoxLayout()
        for line, widgets in (
            (
                top,
                (
                    Field(self.tr("Warehouse"), self.house),
                    Field(self.tr("Group of goods"), self.group),
                    Field(self.tr("Shelves"), self.shelf),
                ),
            ),
            (typed, (Field(self.tr("Count in progress"), self.running), Field(self.tr("Code or barcode"), self.code))),
        ):
            line.setSpacing(GAP)
            for widget in widgets:
                line.addWidget(widget, 2)
        for box in (self.blind, self.anew):
            box.setMinimumHeight(CONTROL_HEIGHT)  # on a line with the words in the fields
        for widget in (self.blind, self._begin):
            top.addWidget(widget, alignment=Qt.AlignmentFlag.AlignBottom)
        typed.addWidget(Field(self.tr("Quantity"), self.quantity), 1)
        typed.addWidget(self.anew, alignment=Qt.AlignmentFlag.AlignBottom)
        card = Card()
        card.body.addLayout(top)
        card.body.addLayout(typed)
        card.body.addWidget(self.beep)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(row(self._give_up, self.left, None, self.leave, self._close))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, GRID)
        outer.addWidget(card)
        opens_at(self, self._begin)

    def _connect(self) -> None:
        self._begin.clicked.connect(self._on_begin)
        self._give_up.clicked.connect(self._on_give_up)
        self._close.clicked.connect(self._on_close)
        self.running.activated.connect(lambda _number: self._read_sheet())

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self.house.show_warehouses(houses)

    def refresh(self) -> None:
        def query(session: Any) -> tuple[list[str], list[tuple[int, str]]]:
            return groups(session), open_counts(session)

        self._seat.read(query, lambda found: self._show_running(*found), owner=self, latest="counts")

    def _show_running(self, names: list[str], counts: list[tuple[int, str]]) -> None:
        chosen, group = self.running.currentData(), self.group.currentText()
        self.group.clear()
        self.group.addItem(self.tr("All goods"), "")
        for name in names:
            self.group.addItem(name, name)
        self.group.setCurrentIndex(max(self.group.findText(group), 0))
        self.running.clear()
        for count_id, told in counts:
            self.running.addItem(told, count_id)
        self.running.setCurrentIndex(max(self.running.findData(chosen), 0 if counts else -1))
        self._read_sheet()

    def _read_sheet(self) -> None:
        count_id = self.running.currentData()
        if count_id is None:
            self._show_sheet(None)
            return

        def query(session: Any) -> CountSheet:
            return count_sheet(session, count_id)

        self._seat.read(query, self._show_sheet, owner=self, latest="count_sheet")

    def _show_sheet(self, sheet: CountSheet | None) -> None:
        self.table.set_records(sheet.lines if sheet else (), key=lambda line: (line.product_id, line.shelf))
        if sheet is None or (self._sheet is not None and self._sheet.count_id != sheet.count_id):
            self._shelf = ""
        self._sheet = sheet
        self.table.setColumnHidden(SHELF_COLUMN, not any(line.shelf for line in sheet.lines) if sheet else True)
        self.left.setText(self.tr("%n left to count", "", sheet.left) if sheet else "")
        of_one = (self.code, self.quantity, self.anew, self.leave, self._give_up, self._close)
        if sheet is None and any(widget.hasFocus() for widget in of_one):
            self._begin.setFocus()  # Qt would go on to wherever the next control is
        for widget in of_one:
            widget.setEnabled(sheet is not None)
        opens_at(self, self._begin if sheet is None else self.code)
        if sheet is not None and self._begin.hasFocus():  # entered before it was known that one is under way
            self.code.setFocus()
        self._settled = self._settled and sheet is None
        if sheet is None and not self._settled:
            self.beep.say(self.tr("No count is in progress here."), Meaning.INFO)

    def house_id(self) -> int | None:
        return None if self._sheet is None else self._sheet.warehouse_id

    def scan(self, code: str) -> None:
        if self._sheet is not None:
            super().scan(code)

    def take(self) -> bool:
        """At once in the database: others count the same goods."""
        goods, sheet = self._goods, self._sheet
        if goods is None or sheet is None:
            return False
        try:
            quantity = quantity_from_text(self.quantity.text())
        except ValueError:
            self.fault(self.tr("Quantity: a number, e.g. 12 or 2.5"), self.quantity)
            return False
        self._goods = None
        shelf = self._shelf or None
        command = EnterCount(sheet.count_id, goods.product_id, quantity, anew=self.anew.isChecked(), shelf=shelf)
        self._seat.do(enter_count, command, self._on_entered, owner=self, on_error=self._on_refused)
        return True

    def _on_entered(self, done: CountEntered) -> None:
        told = self.tr("{code}: {counted} counted").format(code=done.code, counted=formats.quantity(done.counted))
        told = f"{done.shelf} · {told}" if done.shelf else told
        if done.elsewhere:  # the same pieces may have been counted twice
            elsewhere = formats.quantity(done.elsewhere)
            told = self.tr("{told}, of which {elsewhere} elsewhere").format(told=told, elsewhere=elsewhere)
        self.beep.say(told, Meaning.ATTENTION if done.elsewhere else Meaning.GOOD)
        self.anew.setChecked(False)
        self._read_sheet()

    def _on_begin(self) -> None:
        house = self.house.warehouse
        if house is not None:
            shelf = self.shelf.text().strip()
            command = OpenCount(house.warehouse_id, self.group.currentData() or "", self.blind.isChecked(), shelf)
            self._seat.do(open_count, command, self._on_begun, owner=self, on_error=self._on_refused)

    def _on_begun(self, done: CountOpened) -> None:
        self.running.addItem("", done.count_id)
        self.running.setCurrentIndex(self.running.count() - 1)
        self.beep.say(self.tr("Ready to scan."), Meaning.INFO)
        self.refresh()
        self.code.setEnabled(True)
        self.code.setFocus()

    def _on_give_up(self) -> None:
        if self._sheet is not None:
            self._seat.do(
                abandon_count, self._sheet.count_id, lambda _done: self.refresh(), owner=self, on_error=self._on_refused
            )

    def _on_close(self) -> None:
        if self._sheet is not None:
            uncounted = Uncounted.LEAVE if self.leave.isChecked() else Uncounted.REFUSE
            command = CloseCount(self._sheet.count_id, uncounted)
            self._seat.do(close_count, command, self._on_closed, owner=self, on_error=self._on_refused)

    def _on_closed(self, done: CountClosed) -> None:
        numbers = ", ".join((done.number, *done.others))
        told = self.tr("Issued: {number}").format(number=numbers)
        self._settled = True
        self.beep.say(told, Meaning.GOOD)
        prompts.person().tell(
            self, told, action=self.tr("Open"), on_action=lambda: self._seat.open_document.emit(done.number)
        )
        self.refresh()

    def _on_refused(self, refusal: KnownError) -> None:
        self.fault(words.sentence(refusal))
        self._read_sheet()

    def fault(self, sentence: str, field: QLineEdit | None = None) -> None:
        super().fault(sentence, field)
        if not self.code.text():  # else the next code is being typed there
            self.code.setFocus()


def _meaning(line: CountLine) -> Meaning:
    if line.counted is None or line.counted == line.booked:
        return Meaning.PLAIN
    return Meaning.ATTENTION if line.moved else Meaning.BAD
