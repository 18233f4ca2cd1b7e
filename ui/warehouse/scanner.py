"""A keyboard-wedge scanner types and presses Enter: its code is taken wherever in the page no field is being filled."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

PAUSE_MS = 1_500
"""So long after its last key an unfinished code is forgotten."""
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox)


class Scanner(QObject):
    """Watches the keys of one page; `scanned` carries the code."""

    scanned = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._keys = ""
        self._watching = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._forget)

    def watch(self) -> None:
        """All parts of the page that take keys and are no fields; when it is shown, for until then every one of their
        events would only come by here."""
        if self._watching:
            return
        self._watching = True
        for part in (self._page, *self._page.findChildren(QWidget)):
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(part, FIELDS):
                part.installEventFilter(self)

    def _forget(self) -> None:
        self._keys = ""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._keys:
            code, self._keys = self._keys, ""
            self.scanned.emit(code)
            return True
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        typed = event.text()
        if modifiers != Qt.KeyboardModifier.NoModifier or not typed.isprintable() or not typed.strip():
            return False
        self._keys += typed
        self._pause.start()
        return True
