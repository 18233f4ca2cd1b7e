"""What of a transfer has arrived: each of its goods counted by scanner or typed, and what becomes of the rest."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import quantity_from_text
from crm_desktop.warehouse.cards import recognise
from crm_desktop.warehouse.on_the_way import goods_under_way
from crm_desktop.warehouse.records import GoodsLine, Missing, ReceiveTransfer, Recognised, TransferMoved, UnderWay
from crm_desktop.warehouse.transfers import receive_transfer
from ui import formats, words
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning, icon
from ui.warehouse.scanning import LONGEST_QUANTITY
from ui.widgets.beep import Beep
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.fields import Field
from ui.widgets.parts import row, text


class ArrivalPanel(QWidget):
    """`done` carries the papers that tell it; shown only while an arrival is told, which `opened` tells."""

    done = Signal(list)
    opened = Signal(bool)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("arrival")
        self._seat = seat
        self._number = ""
        self._lines: Sequence[UnderWay] = ()
        self._fields: dict[int, _Count] = {}
        self._title = text(role="strong", name="arrival_title")
        self._help = text(self.tr("Scan what has arrived, or type how much of each."), role="muted", wrap=True)
        self.beep = Beep()
        self._rows = QScrollArea()
        self._rows.setWidgetResizable(True)
        self._rows.setFrameShape(QScrollArea.Shape.NoFrame)
        self._rows.setAccessibleName(self.tr("Goods of the transfer"))
        self._rows.viewport().setAutoFillBackground(False)
        self.code, self.missing, self.note = QLineEdit(), QComboBox(), QLineEdit()
        self._all = Button(self.tr("Fill in all"), "check")
        self._close = Button(self.tr("Close"), "x")
        self._receive = PrimaryButton(self.tr("Receive (MM+)"), "download-simple")
        self._name_parts()
        self._lay_out()
        self._connect()
        self.hide()

    def _name_parts(self) -> None:
        for missing, told in (
            (Missing.WAITS, self.tr("It is still on the way")),
            (Missing.BACK, self.tr("It never left: back to the sender (MMK)")),
            (Missing.LOST, self.tr("It is lost: write it off (RW)")),
        ):
            self.missing.addItem(told, missing)
        for widget, name in (
            (self.code, "arrival_code"),
            (self.missing, "arrival_missing"),
            (self.note, "arrival_note"),
            (self._all, "arrival_all"),
            (self._close, "arrival_close"),
            (self._receive, "arrival_receive"),
            (self.beep, "arrival_beep"),
        ):
            widget.setObjectName(name)
        self.code.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self.code.setPlaceholderText(self.tr("Scan, or type a code"))

    def _lay_out(self) -> None:
        self._rest = Field(self.tr("What has not arrived"), self.missing)
        foot = row(self._close, self._all, None, self._receive)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2 * GRID)
        for part in (self._title, self._help, Field(self.tr("Code or barcode"), self.code), self.beep):
            outer.addWidget(part)
        outer.addWidget(self._rows, 1)
        for part in (self._rest, Field(self.tr("Note"), self.note), foot):
            outer.addWidget(part)

    def _connect(self) -> None:
        self.code.returnPressed.connect(self._on_code)
        self._close.clicked.connect(self._leave)
        self._all.clicked.connect(self._on_all)
        self._receive.clicked.connect(self._on_receive)

    def begin(self, number: str) -> None:
        """Of the MM of that number."""

        def query(session: Any) -> list[UnderWay]:
            return goods_under_way(session, number)

        self._seat.read(query, lambda found: self._show(number, found), owner=self, latest="arrival")

    def _show(self, number: str, found: Sequence[UnderWay]) -> None:
        self._number, self._lines, self._fields = number, [line for line in found if line.left], {}
        self._title.setText(self.tr("Arrival of {number}").format(number=number))
        self.note.clear()
        self.missing.setCurrentIndex(0)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, GRID, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        for place, line in enumerate(self._lines):
            self._add_line(grid, place, line)
        self._rows.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.beep.say(self.tr("Ready to scan."), Meaning.INFO)
        self.show()
        self.opened.emit(True)
        self._on_typed()
        self.code.setFocus()

    def _add_line(self, grid: QGridLayout, place: int, line: UnderWay) -> None:
        field = _Count()
        field.setObjectName(f"came_{line.code}")
        field.setAccessibleName(f"{line.name}: {formats.unit(line.unit)}")
        field.setFixedWidth(96)
        field.textChanged.connect(lambda _text: self._on_typed())
        field.returnPressed.connect(lambda: self._on_enter(field))
        name = ElidedLabel()
        name.show_text(line.name)
        of = self.tr("of {quantity}").format(quantity=formats.quantity(line.left, line.unit))
        for position, widget in enumerate((text(line.code, role="muted"), name, field, text(of, role="muted"))):
            grid.addWidget(widget, place, position)
        self._fields[line.product_id] = field

    def scan(self, code: str) -> None:
        """Counts what the code stands for; what is not of this transfer is told and not counted."""

        def work() -> Recognised:
            with self._seat.database.read() as session:
                return recognise(session, code)

        def refused(refusal: KnownError) -> None:
            unknown = self.tr("Unknown code: {code}").format(code=code)
            self._fault(unknown if isinstance(refusal, NotFound) else words.sentence(refusal))

        self._seat.call(work, self._on_recognised, owner=self, on_error=refused)

    def _on_recognised(self, found: Recognised) -> None:
        line = next((line for line in self._lines if line.product_id == found.product_id), None)
        if line is None:
            self._fault(self.tr("{name} is not part of this transfer").format(name=found.name))
            return
        field = self._fields[line.product_id]
        try:
            came = self._came(line) + found.quantity
        except ValueError:
            came = found.quantity
        field.setText(formats.quantity(came))
        if came > line.left:
            told = self.tr("{name}: {count}, more than was sent").format(
                name=line.name, count=formats.quantity(came, line.unit)
            )
            self._fault(told)
            return
        told = f"{line.name}: {formats.quantity(came)} / {formats.quantity(line.left, line.unit)}"
        self.beep.say(told, Meaning.GOOD)

    def _on_enter(self, field: "_Count") -> None:
        """What a scanner types into the field that has the keyboard is too long for a quantity, and is goods."""
        typed = field.text().strip()
        if len(typed) > LONGEST_QUANTITY:
            field.setText(field.before)
            self.scan(typed)
            return
        fields = list(self._fields.values())
        place = fields.index(field) + 1
        (fields[place] if place < len(fields) else self._receive).setFocus()

    def _on_code(self) -> None:
        code = self.code.text().strip()
        self.code.clear()
        if code:
            self.scan(code)

    def _came(self, line: UnderWay) -> int:
        """Thousandths; nothing typed is nothing that came. Raises ValueError with the goods' name."""
        typed = self._fields[line.product_id].text().strip()
        try:
            came = quantity_from_text(typed) if typed else 0
        except ValueError as fault:
            raise ValueError(line.name) from fault
        if came < 0:
            raise ValueError(line.name)
        return came

    def _on_all(self) -> None:
        for line in self._lines:
            self._fields[line.product_id].setText(formats.quantity(line.left))
        self._receive.setFocus()

    def _on_typed(self) -> None:
        """What becomes of the rest is asked where there is one."""
        try:
            came = [(self._came(line), line.left) for line in self._lines]
        except ValueError:
            came = []
        self._rest.setVisible(any(arrived < left for arrived, left in came))
        self._receive.setEnabled(any(arrived for arrived, _ in came))

    def _on_receive(self) -> None:
        try:
            came = [(line.product_id, self._came(line)) for line in self._lines]
        except ValueError as fault:
            self._fault(self.tr("{what}: enter a number").format(what=fault))
            return
        lines = tuple(GoodsLine(key, quantity) for key, quantity in came if quantity)
        if not lines:
            return
        self._receive.setEnabled(False)
        missing = Missing(self.missing.currentData())
        command = ReceiveTransfer(self._number, lines, missing, self.note.text().strip())
        self._seat.do(receive_transfer, command, self._on_received, owner=self, on_error=self._on_refused)

    def _on_received(self, done: TransferMoved) -> None:
        self._leave()
        self.done.emit([number for number in (done.received, *done.others) if number])

    def _leave(self) -> None:
        self.hide()
        self.opened.emit(False)

    def _on_refused(self, refusal: KnownError) -> None:
        self._receive.setEnabled(True)
        self._fault(words.sentence(refusal))

    def _fault(self, sentence: str) -> None:
        """By sound, colour and word."""
        QApplication.beep()
        self.beep.say(sentence, Meaning.BAD)


class _Count(QLineEdit):
    """Selected whole when it is entered; `before`: what it said then."""

    before = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.before = self.text()
        super().focusInEvent(event)
        self.selectAll()
