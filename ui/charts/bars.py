"""A ranking as horizontal bars, zero-based, clickable, walked by the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import colour

LABEL_WIDTH = 240.0
FIGURE_WIDTH = 120.0
MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    key: str
    title: str
    figure: str
    value: int
    before: int | None = None


class BarChart(QWidget):
    bar_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bars")
        self.setAccessibleName(self.tr("Ranking"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bars: list[Bar] = []
        self._current = -1

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = list(bars[:MOST_BARS])
        self._current = -1
        self.setAccessibleDescription("; ".join(f"{bar.title} {bar.figure}" for bar in self._bars))
        self.update()

    def rectangle_of(self, row: int) -> QRectF:
        """Of a bar, in the widget's coordinates."""
        top, height = self._row(row)
        most = max((max(bar.value, bar.before or 0) for bar in self._bars), default=0) or 1
        room = max(self.width() - LABEL_WIDTH - FIGURE_WIDTH, 40)
        return QRectF(LABEL_WIDTH, top, max(2.0, room * max(self._bars[row].value, 0) / most), height)

    def _row(self, row: int) -> tuple[float, float]:
        each = min(44.0, (self.height() - 16) / max(len(self._bars), 1))
        return 8 + row * each, max(each - 10, 8)

    def _at(self, point: QPointF) -> int:
        for row in range(len(self._bars)):
            top, height = self._row(row)
            if top <= point.y() <= top + height:
                return row
        return -1

    def sizeHint(self) -> QSize:
        return QSize(640, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        for row, bar in enumerate(self._bars):
            box = self.rectangle_of(row)
            painter.setPen(QPen(colour("text"), 2) if row == self._current else Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(box, 2, 2)
            painter.setPen(colour("text"))
            label = QRectF(4, box.y(), LABEL_WIDTH - 16, box.height())
            side = Qt.AlignmentFlag.AlignVCenter
            title = metrics.elidedText(bar.title, Qt.TextElideMode.ElideRight, int(label.width()))
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft | side, title)
            figure = QRectF(box.right() + 8, box.y(), FIGURE_WIDTH, box.height())
            painter.drawText(figure, Qt.AlignmentFlag.AlignLeft | side, bar.figure)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor)
        if over >= 0:
            self.setToolTip(f"{self._bars[over].title}: {self._bars[over].figure}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._at(event.position())
        if row >= 0:
            self.bar_clicked.emit(self._bars[row].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down if self._bars:
                self._current = min(self._current + 1, len(self._bars) - 1)
            case Qt.Key.Key_Up if self._bars:
                self._current = max(self._current - 1, 0)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._current >= 0:
                self.bar_clicked.emit(self._bars[self._current].key)
            case _:
                super().keyPressEvent(event)
                return
        self.update()
