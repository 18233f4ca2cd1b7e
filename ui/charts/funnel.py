"""The funnel drawn as a funnel: each stage a trapezium, clickable, walked by the arrow keys.

Painted by Qt itself: six polygons need no chart library, and the window need not wait for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import colour

LABEL_WIDTH = 150.0
GAP = 22.0
NARROWEST = 70.0


@dataclass(frozen=True, slots=True)
class FunnelBar:
    """`share` of the widest, 0-1; `before` that of the compared period, or None."""

    key: str
    title: str
    figure: str
    under: str
    between: str
    share: float
    before: float | None = None


class FunnelChart(QWidget):
    stage_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("funnel")
        self.setAccessibleName(self.tr("Sales funnel"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bars: list[FunnelBar] = []
        self._current = -1

    def show_bars(self, bars: Sequence[FunnelBar]) -> None:
        self._bars = list(bars)
        self._current = min(self._current, len(self._bars) - 1)
        told = "; ".join(f"{bar.title} {bar.figure}" for bar in self._bars)
        self.setAccessibleDescription(told)
        self.update()

    def shape_of(self, row: int) -> QPolygonF:
        """The polygon of a stage, in the widget's coordinates."""
        top, height = self._row(row)
        upper, lower = self._width(row), self._width(min(row + 1, len(self._bars) - 1))
        middle = LABEL_WIDTH + (self.width() - LABEL_WIDTH) / 2
        return QPolygonF(
            [
                QPointF(middle - upper / 2, top),
                QPointF(middle + upper / 2, top),
                QPointF(middle + lower / 2, top + height),
                QPointF(middle - lower / 2, top + height),
            ]
        )

    def _row(self, row: int) -> tuple[float, float]:
        each = (self.height() - 16) / max(len(self._bars), 1)
        return 8 + row * each, max(each - GAP, 18)

    def _width(self, row: int) -> float:
        widest = self.width() - LABEL_WIDTH - 24
        return max(NARROWEST, widest * self._bars[row].share)

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
        for row, bar in enumerate(self._bars):
            self._paint(painter, row, bar)
        painter.end()

    def _paint(self, painter: QPainter, row: int, bar: FunnelBar) -> None:
        top, height = self._row(row)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawPolygon(self.shape_of(row))
        if row == self._current:
            painter.setPen(QPen(colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(self.shape_of(row))
        if bar.before is not None:
            self._paint_before(painter, row, bar.before)
        middle = QRectF(LABEL_WIDTH, top, self.width() - LABEL_WIDTH, height)
        self._write(painter, middle, f"{bar.figure}", "on_accent", bold=True, middle=True, under=bar.under)
        self._write(painter, QRectF(4, top, LABEL_WIDTH - 8, height), bar.title, "text", bold=True)
        if bar.between:
            between = QRectF(LABEL_WIDTH, top - GAP, self.width() - LABEL_WIDTH, GAP)
            painter.setPen(colour("muted"))
            painter.setFont(self._font(9, bold=False))
            painter.drawText(between, Qt.AlignmentFlag.AlignCenter, f"▼ {bar.between}")

    def _paint_before(self, painter: QPainter, row: int, share: float) -> None:
        top, height = self._row(row)
        half = max(NARROWEST, (self.width() - LABEL_WIDTH - 24) * share) / 2
        middle = LABEL_WIDTH + (self.width() - LABEL_WIDTH) / 2
        painter.setPen(QPen(colour("muted"), 1.5, Qt.PenStyle.DashLine))
        for x in (middle - half, middle + half):
            painter.drawLine(QPointF(x, top - 3), QPointF(x, top + height + 3))

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        ink: str,
        *,
        bold: bool,
        middle: bool = False,
        under: str = "",
    ) -> None:
        painter.setPen(colour(ink))
        side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        if under and box.height() >= 36:
            half = box.height() / 2
            painter.setFont(self._font(12, bold=bold))
            painter.drawText(QRectF(box.x(), box.y(), box.width(), half), side | Qt.AlignmentFlag.AlignBottom, text)
            painter.setFont(self._font(9, bold=False))
            lower = QRectF(box.x(), box.y() + half, box.width(), half)
            painter.drawText(lower, side | Qt.AlignmentFlag.AlignTop, under)
            return
        painter.setFont(self._font(12 if middle else 10, bold=bold))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _font(self, points: int, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPointSize(points)
        font.setBold(bold)
        return font

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor)
        if over >= 0:
            bar = self._bars[over]
            self.setToolTip(f"{bar.title}: {bar.figure} ({bar.under})")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._at(event.position())
        if row >= 0:
            self._current = row
            self.update()
            self.stage_clicked.emit(self._bars[row].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down if self._bars:
                self._current = min(self._current + 1, len(self._bars) - 1)
            case Qt.Key.Key_Up if self._bars:
                self._current = max(self._current - 1, 0)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._current >= 0:
                self.stage_clicked.emit(self._bars[self._current].key)
            case _:
                super().keyPressEvent(event)
                return
        self.update()
