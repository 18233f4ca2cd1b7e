"""A dot and a word: how a connection or a device is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import GRID, Meaning, icon
from ui.widgets.cards import text_label


class StateMark(QWidget):
    """One icon in the colour of its meaning, one word that says it."""

    def __init__(self, name: str, icon_name: str = "circle-fill", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon_name = icon_name
        self._mark = QLabel()
        self._text = text_label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID + 2)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_state(self, text: str, meaning: Meaning) -> None:
        """Empty text hides it."""
        token = "muted" if meaning is Meaning.PLAIN else meaning.value
        self._mark.setPixmap(icon(self._icon_name, token=token).pixmap(12))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
