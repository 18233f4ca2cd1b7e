"""What the two marks of a chart stand for: each drawn as in the chart, since a colour's name helps not everyone."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import GRID, colour
from ui.widgets.cards import text_label
from ui.widgets.flow import FlowLayout

SIZE = QSize(22, 16)


class Drawn(Enum):
    """How a chart draws what is, and what it is compared with."""

    LYING = "a bar, and a thin line beneath it"
    STANDING = "a column, and a narrower one beside it"
    FUNNEL = "a filled stage, and dashed lines at its sides"


class Legend(QWidget):
    """Beneath a chart, in one line or in two."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("legend")
        self._first, self._second = _Swatch(compared=False), _Swatch(compared=True)
        self._words = text_label("", "small"), text_label("", "small")
        line = FlowLayout(3 * GRID, self)
        for swatch, words in zip((self._first, self._second), self._words, strict=True):
            line.addWidget(_beside(swatch, words))

    def show_marks(self, drawn: Drawn, words: tuple[str, str] | None) -> None:
        """What is, and what it is compared with; None: there are no two marks."""
        self.setVisible(words is not None)
        for label, told in zip(self._words, words or ("", ""), strict=True):
            label.setText(told)
        for swatch in (self._first, self._second):
            swatch.drawn = drawn
            swatch.update()

    def said(self) -> tuple[str, ...]:
        """What stands beside the marks."""
        return tuple(label.text() for label in self._words)


def _beside(swatch: QWidget, words: QLabel) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2 * GRID)
    line.addWidget(swatch)
    line.addWidget(words)
    return holder


class _Swatch(QWidget):
    def __init__(self, *, compared: bool) -> None:
        super().__init__()
        self._compared = compared
        self.drawn = Drawn.LYING
        self.setFixedSize(SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, area = colour("compared" if self._compared else "accent"), QRectF(self.rect())
        if self._compared and self.drawn is Drawn.FUNNEL:
            painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
            for side in (4, area.width() - 4):
                painter.drawLine(QPointF(side, 0), QPointF(side, area.height()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(self._mark(area), 1, 1)

    def _mark(self, area: QRectF) -> QRectF:
        match self.drawn:
            case Drawn.LYING:
                return QRectF(0, 5, area.width(), 5) if self._compared else area.adjusted(0, 1, 0, -1)
            case Drawn.STANDING:
                wide = 5 if self._compared else 12
                return QRectF((area.width() - wide) / 2, 0, wide, area.height())
            case Drawn.FUNNEL:
                return area.adjusted(0, 1, 0, -1)
