"""The step bar of the wizard: where one is, what is done and by whom; done steps can be walked back to."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import GRID, colour, font, metrics, paint_icon
from ui.theme.tokens import SMALL_PT
from ui.widgets.buttons import pressed_by_enter

_HEIGHT = 56
_DOT = 22


class StepButton(QAbstractButton):
    """One step: its number or a tick, its name, a line beneath."""

    def __init__(self, key: str, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._number = number
        self.setObjectName(f"step_{key}")
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(current=False, done=None)

    def show_state(self, *, current: bool, done: str | None, waits: bool = False) -> None:
        """`done` says who and when ("" is done without a word); None is still ahead, unless it `waits` for a person."""
        self.current, self.done = current, done
        self.setEnabled(current or waits or done is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        state = self.tr("now") if current else self.tr("done") if done is not None else self.tr("to do")
        self.setAccessibleName(f"{self._number}. {self.text()}: {state}")
        self.setToolTip(done or "")
        self.update()

    def sizeHint(self) -> QSize:
        """For the letters of the current step, which are bold."""
        return QSize(metrics(bold=True).horizontalAdvance(self.text()) + _DOT + 6 * GRID, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_DOT + 14 * GRID, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = (self.height() - 2) // 2
        dot = QRect(2 * GRID, middle - _DOT // 2, _DOT, _DOT)
        self._paint_dot(painter, dot)
        left = dot.right() + 2 * GRID
        words = QRect(left, 0, self.width() - left - GRID, self.height() - 2)
        note = self.done or ""
        name_area = words.adjusted(0, 0, 0, -words.height() // 3) if note else words
        painter.setFont(font(bold=self.current))
        painter.setPen(colour("text" if self.isEnabled() else "muted"))
        self._paint_text(painter, name_area, self.text())
        if note:
            painter.setFont(font(SMALL_PT))
            painter.setPen(colour("muted"))
            if painter.fontMetrics().horizontalAdvance(note) > words.width() - 2:
                note = note.partition(" · ")[0]  # who; the tooltip says when as well
            self._paint_text(painter, words.adjusted(0, words.height() // 2, 0, -GRID), note)
        if self.current:
            painter.fillRect(0, self.height() - 2, self.width(), 2, colour("accent"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 3, -2, -5), 4, 4)

    def _paint_dot(self, painter: QPainter, dot: QRect) -> None:
        finished = self.done is not None and not self.current
        painter.setPen(colour("outline") if not (finished or self.current) else Qt.PenStyle.NoPen)
        painter.setBrush(colour("good_soft" if finished else "accent" if self.current else "surface"))
        painter.drawEllipse(dot)
        if finished:
            paint_icon(painter, dot.adjusted(5, 5, -5, -5), "check-bold", colour("good"))
            return
        painter.setFont(font(SMALL_PT, bold=True))
        painter.setPen(colour("on_accent" if self.current else "muted"))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self._number))

    @staticmethod
    def _paint_text(painter: QPainter, area: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class StepBar(QWidget):
    """The steps of one order, left to right; `step_chosen` carries the key of a step pressed."""

    step_chosen = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.setSpacing(0)
        self.buttons: dict[str, StepButton] = {}
        for number, (key, text) in enumerate(steps, start=1):
            button = StepButton(key, number, text)
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button
            row.addWidget(button)

    def set_state(self, *, current: str, done: Mapping[str, str], waits: str = "") -> None:
        """`done` maps the key of each finished step to who did it and when; `waits` is the one that is due."""
        for key, button in self.buttons.items():
            button.show_state(current=key == current, done=done.get(key), waits=key == waits)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, StepButton):
            self.step_chosen.emit(pressed.key)
