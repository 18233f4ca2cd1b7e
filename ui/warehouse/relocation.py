"""Goods go from shelf to shelf: scan the shelf, what is taken from it, the shelf it is put on; or type the same."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import quantity_from_text
from crm_desktop.warehouse.cards import recognise
from crm_desktop.warehouse.records import Recognised, Warehouse
from crm_desktop.warehouse.shelf_lists import is_shelf
from crm_desktop.warehouse.shelving import Relocate, Relocated, relocate
from ui import formats, words
from ui.seat import Seat
from ui.theme import GAP, Meaning, icon
from ui.widgets.beep import Beep
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field


class Relocation(QWidget):
    """`source_told` carries the shelf that is taken from, `done` comes when goods lie elsewhere."""

    source_told = Signal(str)
    done = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("relocation")
        self._seat = seat
        self.house: Warehouse | None = None
        self._goods: Recognised | None = None
        self.source, self.code, self.quantity, self.target = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.beep, self._move = Beep(), PrimaryButton(self.tr("Move"), "arrow-right")
        for widget, name in (
            (self.source, "move_from"),
            (self.code, "move_code"),
            (self.quantity, "move_quantity"),
            (self.target, "move_onto"),
            (self._move, "move_shelf"),
        ):
            widget.setObjectName(name)
        self.code.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self.code.setPlaceholderText(self.tr("Scan, or type a code"))
        self._lay_out()
        self._connect()
        self.begin()

    def _lay_out(self) -> None:
        typed = QHBoxLayout()
        typed.setSpacing(GAP)
        for name, editor, wide in (
            (self.tr("From shelf"), self.source, 2),
            (self.tr("Code or barcode"), self.code, 3),
            (self.tr("Quantity"), self.quantity, 1),
            (self.tr("To shelf"), self.target, 2),
        ):
            typed.addWidget(Field(name, editor), wide)
        typed.addWidget(Field("", self._move))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(typed)
        column.addWidget(self.beep)

    def _connect(self) -> None:
        self.source.returnPressed.connect(self._on_source)
        self.code.returnPressed.connect(self._on_code)
        self.quantity.returnPressed.connect(self.target.setFocus)
        self.target.returnPressed.connect(self._on_move)
        self._move.clicked.connect(self._on_move)

    def begin(self) -> None:
        """Anew, with no shelf yet."""
        self._forget_goods()
        self.source.clear()
        self.target.clear()
        self.beep.say(self.tr("Scan the shelf that you take from."), Meaning.INFO)

    def _forget_goods(self) -> None:
        self._goods = None
        self.code.clear()
        self.quantity.clear()

    def take_from(self, shelf: str) -> None:
        """A shelf that was typed, scanned or chosen in the list; "" those goods that lie on none."""
        self._forget_goods()
        self.source.setText(shelf)
        told = self.tr("From {shelf}: scan what you take").format(shelf=shelf or self.tr("no shelf"))
        self.beep.say(told, Meaning.INFO)
        self.source_told.emit(shelf)

    def _on_source(self) -> None:
        self.take_from(_clean(self.source))
        self.code.setFocus()

    def _on_code(self) -> None:
        code = self.code.text().strip()
        if code:
            self.scan(code)

    def scan(self, code: str) -> None:
        """A shelf or goods, whichever it is; once goods were scanned, what is neither names a shelf that was empty."""
        house, code = self.house, code.strip()
        if house is None or not code:
            return

        def work() -> tuple[Recognised | None, bool]:
            with self._seat.database.read() as session:
                try:
                    return recognise(session, code), False
                except NotFound:
                    return None, is_shelf(session, house.warehouse_id, code)

        def done(found: Any) -> None:
            goods, known = found
            if goods is not None:
                self._on_goods(goods)
            elif self._goods is not None:
                self.target.setText(" ".join(code.split()))
                self._on_move()
            elif known:
                self.take_from(" ".join(code.split()))
            else:
                self._fault(self.tr("Unknown code: {code}").format(code=code))

        self._seat.call(work, done, owner=self, on_error=self._on_refused)

    def _on_goods(self, found: Recognised) -> None:
        """The same goods again: so many more of them."""
        again = self._goods is not None and (self._goods.product_id, self._goods.lot) == (found.product_id, found.lot)
        before = (self._read_quantity() or 0) if again else 0
        self._goods = found
        self.code.setText(found.code)
        self.quantity.setText(formats.quantity(before + found.quantity))
        told = self.tr("{name}: {count} · scan more of it, or the shelf it goes to").format(
            name=found.name, count=formats.quantity(before + found.quantity, found.unit)
        )
        self.beep.say(told, Meaning.GOOD)
        self.quantity.setFocus()
        self.quantity.selectAll()

    def _read_quantity(self) -> int | None:
        try:
            return quantity_from_text(self.quantity.text())
        except ValueError:
            return None

    def _on_move(self) -> None:
        house, goods, quantity = self.house, self._goods, self._read_quantity()
        if house is None:
            return
        if goods is None:
            self._fault(self.tr("Scan the goods first."), self.code)
        elif not quantity or quantity < 0:
            self._fault(self.tr("Quantity: a number above zero, e.g. 12 or 2.5"), self.quantity)
        else:
            lot = goods.lot if goods.tracks_lots else ""
            source, target = _clean(self.source), _clean(self.target)
            command = Relocate(house.warehouse_id, goods.product_id, source, target, quantity, lot)
            self._seat.do(relocate, command, self._on_moved, owner=self, on_error=self._on_refused)

    def _on_moved(self, done: Relocated) -> None:
        none = self.tr("no shelf")
        self._forget_goods()
        self.target.clear()
        told = self.tr("{name}: {count} · {source} → {target}").format(
            name=done.name,
            count=formats.quantity(done.quantity, done.unit),
            source=done.source or none,
            target=done.target or none,
        )
        self.beep.say(told, Meaning.GOOD)
        self.code.setFocus()
        self.done.emit()

    def _on_refused(self, refusal: KnownError) -> None:
        self._fault(words.sentence(refusal))

    def _fault(self, sentence: str, field: QLineEdit | None = None) -> None:
        """By sound, colour and word."""
        QApplication.beep()
        self.beep.say(sentence, Meaning.BAD)
        if field is not None:
            field.setFocus()
            field.selectAll()


def _clean(field: QLineEdit) -> str:
    return " ".join(field.text().split())
