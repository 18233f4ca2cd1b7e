"""Fields: search as one types, and an editor under its name with what is wrong beneath."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import GAP, GRID, icon
from ui.widgets.cards import text_label
from ui.widgets.keycap import key_width, paint_key

PAUSE_MS = 120
BEFORE = 10 * GRID
"""Pixels before the words of a search: its glass."""


class SearchField(QLineEdit):
    """Sends `searched` with the trimmed text 120 ms after the last key, and at once on Enter."""

    searched = Signal(str)

    def __init__(self, placeholder: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "search")
        self._keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._said = ""
        self.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._say)
        self.returnPressed.connect(self._say)

    def paintEvent(self, event: QPaintEvent) -> None:
        """While nothing is typed, the key that leads here stands at the right, where the words leave room for it."""
        super().paintEvent(event)
        if not self.shows_key():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key(painter, self._keys, right=self.width() - 2 * GRID, middle=self.height() / 2, ink="muted")
        painter.end()

    def shows_key(self) -> bool:
        words = BEFORE + self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = self.width() - 3 * GRID - key_width(self._keys)
        return bool(self._keys) and not self.text() and words <= room

    def _say(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)


class Field(QWidget):
    """An editor with its name above and a word of help or of what is wrong below."""

    def __init__(self, name: str, editor: QWidget, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._help_text = help_text
        self._name = QLabel(name)
        self._name.setProperty("look", "small")
        self._name.setBuddy(editor)
        self._below = text_label(help_text, "faint", self)
        self._below.setWordWrap(True)
        self._below.setVisible(bool(help_text))
        editor.setAccessibleName(name)
        editor.setAccessibleDescription(help_text)
        self.setFocusProxy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._name)
        column.addWidget(editor)
        column.addWidget(self._below)
        if not editor.sizePolicy().expandingDirections() & Qt.Orientation.Vertical:
            column.addStretch(1)  # names stand level, whatever stands below them

    def hide_name(self) -> None:
        """For an editor that says its name itself."""
        self._name.hide()

    def show_fault(self, fault: str) -> None:
        """What is wrong with the value; "" when it is right again."""
        self._below.setText(fault or self._help_text)
        self._below.setVisible(bool(fault or self._help_text))
        self._below.setProperty("meaning", "bad" if fault else "")
        self.editor.setProperty("wrong", "true" if fault else "")
        self.editor.setAccessibleDescription(fault or self._help_text)
        for widget in (self._below, self.editor):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def show_help(self, help_text: str) -> None:
        """A word beneath that is no fault."""
        self._help_text = help_text
        if not self.fault:
            self._below.setText(help_text)
            self._below.setVisible(bool(help_text))
            self.editor.setAccessibleDescription(help_text)

    @property
    def fault(self) -> str:
        """What is shown as wrong."""
        return self._below.text() if self._below.property("meaning") == "bad" else ""


def laid_out(
    fields: Mapping[str, Field], places: Mapping[str, tuple[int, int, int]], shares: Sequence[int]
) -> QGridLayout:
    """Fields where `places` tells: (row, column, columns it takes); `shares`: how wide each column is beside others."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    for key, (row, column, wide) in places.items():
        grid.addWidget(fields[key], row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
    for column, share in enumerate(shares):
        grid.setColumnStretch(column, share)
    return grid
