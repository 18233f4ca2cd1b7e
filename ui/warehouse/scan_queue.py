"""Codes as fast as a scanner sends them: each is looked up in its turn, none is lost or put in another's place."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.warehouse.cards import recognise
from crm_desktop.warehouse.records import Recognised
from ui.seat import Seat


class ScanQueue(QObject):
    """`recognised` carries the goods, and whether the scanner has gone on since: then nobody waits to type a quantity,
    and the keyboard must stay where the scanner types. `refused` carries the code and the refusal."""

    recognised = Signal(object, bool)
    refused = Signal(str, object)

    def __init__(self, seat: Seat, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._seat, self._field = seat, field
        self._waiting = 0

    def add(self, code: str) -> None:
        """Looked up off the GUI thread, one after the other."""
        self._waiting += 1
        self._field.clear()
        self._field.setFocus()

        def work() -> Recognised:
            with self._seat.database.read() as session:
                return recognise(session, code)

        def refused(refusal: KnownError) -> None:
            self.refused.emit(code, refusal)
            if not self._hurried():
                self._field.setText(code)
                self._field.setFocus()
                self._field.selectAll()

        def done(found: Recognised) -> None:
            self.recognised.emit(found, self._hurried())

        self._seat.call(work, done, owner=self, on_error=refused, on_end=self._on_end)

    def _hurried(self) -> bool:
        """More codes wait behind this one, or the next is being typed."""
        return self._waiting > 1 or bool(self._field.text())

    def _on_end(self) -> None:
        self._waiting -= 1
