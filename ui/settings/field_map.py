"""Whose key means what: a row a key, with its meaning beside it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.field_meanings import MEANING_WORDS, meaning_word
from ui.theme import GRID
from ui.widgets.buttons import LinkButton, QuietButton


class _Row(QWidget):
    """One key and its meaning."""

    changed = Signal()
    dropped = Signal(object)

    def __init__(self, key: str, meaning: str) -> None:
        super().__init__()
        self.key = QLineEdit(key)
        self.key.setAccessibleName(self.tr("Field of the form"))
        self.key.setPlaceholderText(self.tr("key"))
        self.meaning = QComboBox()
        self.meaning.setAccessibleName(self.tr("What it means"))
        for value in MEANING_WORDS:
            self.meaning.addItem(meaning_word(value), value)
        self.meaning.setCurrentIndex(max(0, self.meaning.findData(meaning)))
        drop = QuietButton("", "x")
        drop.setAccessibleName(self.tr("Remove this row"))
        drop.setToolTip(drop.accessibleName())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.key, 1)
        line.addWidget(self.meaning, 1)
        line.addWidget(drop)
        self.key.textChanged.connect(lambda _text: self.changed.emit())
        self.meaning.currentIndexChanged.connect(lambda _at: self.changed.emit())
        drop.clicked.connect(lambda: self.dropped.emit(self))


class FieldMap(QWidget):
    """`changed` at every key; a row without a key counts for nothing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._add = LinkButton(self.tr("Add a key"), "plus")
        self._add.setObjectName("add_key")
        self._add.clicked.connect(lambda: self.add("", "").key.setFocus())
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    def add(self, key: str, meaning: str) -> _Row:
        made = _Row(key, meaning)
        made.changed.connect(self.changed)
        made.dropped.connect(self._on_dropped)
        self._rows.append(made)
        self._column.insertWidget(len(self._rows) - 1, made)
        return made

    def _on_dropped(self, gone: _Row) -> None:
        self._rows.remove(gone)
        gone.hide()
        gone.deleteLater()
        self.changed.emit()

    def fill(self, field_map: Mapping[str, str]) -> None:
        for one in self._rows:
            one.hide()
            one.deleteLater()
        self._rows = []
        for key, meaning in field_map.items():
            self.add(key, meaning)

    def value(self) -> dict[str, str]:
        typed = {one.key.text().strip(): str(one.meaning.currentData()) for one in self._rows}
        return {key: meaning for key, meaning in typed.items() if key}
