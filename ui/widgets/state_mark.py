"""A dot and a word: how a connection or a device is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import GRID, Meaning, colour, icon
from ui.widgets.cards import text_label


class StateMark(QWidget):
    """One icon in the colour of its meaning, one word that says it; `pressed` where more can be seen behind it."""

    pressed = Signal()

    def __init__(
        self, name: str, icon_name: str = "circle-fill", parent: QWidget | None = None, *, pressable: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._pressable = pressable
        if pressable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon_name
        self._mark = QLabel()
        self._text = text_label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID if pressable else 0, 0, GRID if pressable else 0, 0)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pressable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressable and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
