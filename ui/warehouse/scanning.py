"""A code, then how many, then Enter: goods as a scanner sends them, on the shelf that was scanned before them."""

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import QUANTITY_SCALE, quantity_from_text
from crm_desktop.warehouse.records import Recognised
from crm_desktop.warehouse.shelf_lists import is_shelf
from ui import formats, words
from ui.seat import Seat
from ui.theme import Meaning, icon
from ui.warehouse.scan_queue import ScanQueue
from ui.widgets.beep import Beep

LONGEST_QUANTITY = 7
"""Digits; what a scanner types into the quantity is longer, and is goods."""


class Scanning(QWidget):
    """What becomes of goods and their quantity is `take`'s. Fields are named by `name`: `…_code`, `…_quantity`."""

    def __init__(self, seat: Seat, name: str) -> None:
        super().__init__()
        self._seat = seat
        self._goods: Recognised | None = None
        self._shelf = ""
        """The shelf that was scanned: what follows is of it."""
        self.code, self.quantity, self.beep = QLineEdit(), QLineEdit(), Beep()
        self.code.setObjectName(f"{name}_code")
        self.code.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self.code.setPlaceholderText(self.tr("Scan, or type a code"))
        self.quantity.setObjectName(f"{name}_quantity")
        self._scans = ScanQueue(seat, self.code, self)
        self._scans.recognised.connect(self._on_recognised)
        self._scans.refused.connect(self._on_unknown)
        self.code.returnPressed.connect(lambda: self.scan(self.code.text()))
        self.quantity.returnPressed.connect(self._on_quantity)

    def take(self) -> bool:
        """The goods that are being entered, so many as are typed; False where that is wrong, which is told."""
        raise NotImplementedError

    def house_id(self) -> int | None:
        """The warehouse whose shelves may be scanned."""
        raise NotImplementedError

    def finished(self) -> bool:
        """What is being entered is taken; False where it is wrong, which is told."""
        return self._goods is None or self.take()

    def scan(self, code: str) -> None:
        """As a scanner types it: what was being entered is taken first, as it stands."""
        code = code.strip()
        if code and self.finished():
            self.quantity.clear()
            self._scans.add(code)

    def read_quantity(self) -> int | None:
        """Thousandths, above zero; tells what is wrong and answers None where it cannot be read."""
        goods = self._goods
        try:
            quantity = quantity_from_text(self.quantity.text())
        except ValueError:
            quantity = 0
        if quantity <= 0:
            self.fault(self.tr("Quantity: a number above zero, e.g. 12 or 2.5"), self.quantity)
            return None
        if goods is not None and goods.whole_units and quantity % QUANTITY_SCALE:
            self.fault(self.tr("{unit}: whole numbers only").format(unit=formats.unit(goods.unit)), self.quantity)
            return None
        return quantity

    def begin(self, found: Recognised) -> None:
        """What else is asked of goods, beside their quantity."""

    def after_quantity(self) -> None:
        """What Enter leads to when the quantity is typed."""
        if self.take():
            self._ready()

    def fault(self, sentence: str, field: QLineEdit | None = None) -> None:
        """By sound, colour and word."""
        QApplication.beep()
        self.beep.say(sentence, Meaning.BAD)
        if field is not None:
            field.setFocus()
            field.selectAll()

    def _on_unknown(self, code: str, refusal: KnownError) -> None:
        """The code of a shelf: what is scanned next is of it, until it is scanned again."""
        house = self.house_id()
        if house is None or not isinstance(refusal, NotFound):
            self._say_unknown(code, refusal)
            return

        def done(known: bool) -> None:
            if not known:
                self._say_unknown(code, refusal)
                return
            self._shelf = "" if code == self._shelf else code
            self.code.clear()
            told = self.tr("Shelf {shelf}: scan its goods") if self._shelf else self.tr("No longer shelf {shelf}")
            self.beep.say(told.format(shelf=code), Meaning.INFO)

        self._seat.read(lambda session: is_shelf(session, house, code), done, owner=self)

    def _say_unknown(self, code: str, refusal: KnownError) -> None:
        unknown = self.tr("Unknown code: {code}").format(code=code)
        self.fault(unknown if isinstance(refusal, NotFound) else words.sentence(refusal))

    def _on_recognised(self, found: Recognised, hurried: bool) -> None:
        """Asks for the quantity; a scanner that has gone on already means the one that the code stands for."""
        if not self.finished():
            return
        self._goods = found
        self.quantity.setText(formats.quantity(found.quantity))
        self.begin(found)
        if hurried and self.take():
            self.quantity.clear()
            return
        self.code.setText(found.code)
        self.quantity.setFocus()
        self.quantity.selectAll()
        self.beep.say(
            self.tr("{name}: enter the quantity ({unit})").format(name=found.name, unit=formats.unit(found.unit)),
            Meaning.GOOD,
        )

    def _on_quantity(self) -> None:
        typed = self.quantity.text().strip()
        if len(typed) > LONGEST_QUANTITY:
            self.quantity.setText(formats.quantity(self._goods.quantity) if self._goods else "")
            self.scan(typed)
        elif self._goods is None:
            self.code.setFocus()
        else:
            self.after_quantity()

    def _ready(self) -> None:
        """For the next code."""
        self._goods = None
        self.code.clear()
        self.quantity.clear()
        self.code.setFocus()
