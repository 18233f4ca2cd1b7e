"""A trend as standing columns from zero: this period in the accent, the compared one beside it in grey."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.charts.bars import Bar
from ui.charts.clickable import ClickableChart
from ui.theme import GAP, GRID, colour, font, metrics
from ui.theme.tokens import SMALL_PT

LEAST_COLUMN, MOST_BAR = 22, 44


class TrendChart(ClickableChart):
    """`column_clicked` carries the key; a column can be pressed over its whole height."""

    column_clicked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.bars: tuple[Bar, ...] = ()
        self.pressed.connect(self.column_clicked)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars = tuple(bars)
        self._at = min(self._at, len(self.bars) - 1)
        self.setMinimumWidth(self.minimumSizeHint().width())
        self.updateGeometry()
        self.update()

    def keys(self) -> list[str]:
        return [bar.key for bar in self.bars]

    def words(self, index: int) -> str:
        bar = self.bars[index]
        return " · ".join(part for part in (f"{bar.text}: {bar.shown}", bar.compared_shown) if part)

    def sizeHint(self) -> QSize:
        return QSize(max(520, self.minimumSizeHint().width()), 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * GAP + LEAST_COLUMN * max(1, len(self.bars)), 220)

    def _plot(self) -> QRectF:
        line = metrics(SMALL_PT).height()
        return QRectF(GAP, line + 2 * GRID, self.width() - 2 * GAP, max(40, self.height() - 2 * line - 6 * GRID))

    def _scale(self) -> tuple[float, float]:
        """Where zero is, and pixels for one."""
        values = [bar.value for bar in self.bars] + [bar.compared or 0 for bar in self.bars]
        low, high = min([0, *values]), max([0, *values])
        unit = self._plot().height() / max(1, high - low)
        return self._plot().bottom() + low * unit, unit

    def _column(self, index: int) -> QRectF:
        plot = self._plot()
        wide = plot.width() / max(1, len(self.bars))
        return QRectF(plot.left() + index * wide, plot.top(), wide, plot.height())

    def shape(self, index: int) -> QPolygonF:
        column = self._column(index)
        return QPolygonF(QRectF(column.left(), 0, column.width(), self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zero, unit = self._scale()
        for index, bar in enumerate(self.bars):
            self._paint_ground(painter, index)
            self._paint_column(painter, self._column(index), bar, zero, unit)
        painter.setPen(colour("border"))
        painter.drawLine(QPointF(self._plot().left(), zero), QPointF(self._plot().right(), zero))
        self._paint_words(painter, zero, unit)

    def _paint_ground(self, painter: QPainter, index: int) -> None:
        area = self.shape(index).boundingRect().adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if index == self._hovered:
            painter.fillRect(area, colour("row"))
        if self.hasFocus() and index == self._at:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 4, 4)

    @staticmethod
    def _paint_column(painter: QPainter, column: QRectF, bar: Bar, zero: float, unit: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        wide = min(MOST_BAR, column.width() * 0.66)
        left = column.center().x() - wide / 2
        if bar.compared is not None:
            painter.setBrush(colour("compared"))
            beside = wide * 0.3
            painter.drawRect(_standing(left + wide - beside, beside, zero, bar.compared * unit))
            wide -= beside + 1
        painter.setBrush(colour("accent"))
        painter.drawRect(_standing(left, wide, zero, bar.value * unit))

    def _paint_words(self, painter: QPainter, zero: float, unit: float) -> None:
        """Names beneath and figures above, as many as do not touch; the highest is always told."""
        painter.setFont(font(SMALL_PT, figures=True))
        metrics = painter.fontMetrics()
        painter.setPen(colour("muted"))
        end = -1.0
        for index, bar in enumerate(self.bars):
            centre, wide = self._column(index).center().x(), metrics.horizontalAdvance(bar.text)
            left = min(max(0.0, centre - wide / 2), self.width() - wide)
            if left > end + 2 * GRID or end < 0:
                painter.drawText(QPointF(left, self.height() - GRID - metrics.descent()), bar.text)
                end = left + wide
        if not self.bars:
            return
        highest = max(range(len(self.bars)), key=lambda number: self.bars[number].value)
        told: list[tuple[float, float]] = []
        painter.setPen(colour("text"))
        for index in (highest, *range(len(self.bars))):
            centre, wide = self._column(index).center().x(), metrics.horizontalAdvance(self.bars[index].shown)
            left = min(max(0.0, centre - wide / 2), self.width() - wide)
            if any(left < right + 2 * GRID and start < left + wide + 2 * GRID for start, right in told):
                continue
            top = self._head(index, zero, unit)
            if index != highest and self._is_behind(index, left, left + wide, top, zero, unit):
                continue
            told.append((left, left + wide))
            painter.drawText(QPointF(left, top - GRID), self.bars[index].shown)

    def _head(self, index: int, zero: float, unit: float) -> float:
        """Where a column ends at the top."""
        return zero - max(0, self.bars[index].value, self.bars[index].compared or 0) * unit

    def _is_behind(self, index: int, left: float, right: float, top: float, zero: float, unit: float) -> bool:
        """A figure this wide would lie on a neighbour's column."""
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.bars) and self._head(other, zero, unit) < top:
                column = self._column(other)
                half = min(MOST_BAR, column.width() * 0.66) / 2
                if left < column.center().x() + half and right > column.center().x() - half:
                    return True
        return False


def _standing(left: float, wide: float, zero: float, height: float) -> QRectF:
    """At least two pixels, so that little is not nothing."""
    shown = height if abs(height) >= 2 or height == 0 else 2.0
    return QRectF(left, min(zero, zero - shown), wide, abs(shown))
