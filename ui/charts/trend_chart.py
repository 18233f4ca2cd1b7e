"""A trend as standing columns from zero: this period in the accent, the compared one beside it in grey."""

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
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
        return QRectF(GAP, line + 2 * GRID, self.width() - 2 * GAP, max(40, self.height() - 3 * line - 6 * GRID))

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
        painter.setFont(font(SMALL_PT, figures=True))
        line = painter.fontMetrics().height()
        painter.setPen(colour("muted"))
        for text, place, lines_up in self.names():
            bottom = self.height() - GRID - painter.fontMetrics().descent() - lines_up * line
            painter.drawText(QPointF(place.left(), bottom), text)
        painter.setPen(colour("text"))
        for text, place in self.figures(zero, unit):
            painter.drawText(QPointF(place.left(), place.bottom()), text)

    def names(self) -> list[tuple[str, QRectF, int]]:
        """What stands beneath the columns: the word of each, or of every second, third …, and under it the year where
        one begins; with how many lines above the lowest."""
        letters = metrics(SMALL_PT, figures=True)
        words = [bar.text.rsplit(" ", 1) for bar in self.bars]
        widest = max((letters.horizontalAdvance(word[0]) for word in words), default=0)
        column = self._plot().width() / max(1, len(self.bars))
        step = max(1, -int(-(widest + GRID) // column))
        told = [(word[0], self._under(letters, word[0], index), 1) for index, word in list(enumerate(words))[::step]]
        free = float(self.width())
        for index in reversed(range(0, len(words), step)):
            year = words[index][-1] if len(words[index]) > 1 else ""
            if year and (index == 0 or words[index - step][-1] != year):
                place = self._under(letters, year, index)
                if place.right() + GRID <= free:
                    told.append((year, place, 0))
                    free = place.left()
        return told

    def _under(self, letters: QFontMetrics, text: str, index: int) -> QRectF:
        wide = letters.horizontalAdvance(text)
        left = min(max(0.0, self._column(index).center().x() - wide / 2), self.width() - wide)
        return QRectF(left, 0, wide, letters.height())

    def figures(self, zero: float, unit: float) -> list[tuple[str, QRectF]]:
        """What stands above the columns: all of them whole, all of them short, or where neither has room the highest
        and the lowest alone, so that none is told by chance."""
        whole = self._above([bar.shown for bar in self.bars], zero, unit)
        short = self._above([bar.short or bar.shown for bar in self.bars], zero, unit)
        for all_of_them in (whole, short):
            if self._is_free(all_of_them, range(len(self.bars)), zero, unit):
                return all_of_them
        order = sorted(range(len(self.bars)), key=lambda index: -self.bars[index].value)
        both = [order[0], order[-1]]
        for few in ([whole[index] for index in both], [short[index] for index in both]):
            if self._is_free(few, both, zero, unit):
                return few
        return [whole[order[0]]]

    def _above(self, texts: Sequence[str], zero: float, unit: float) -> list[tuple[str, QRectF]]:
        letters, found = metrics(SMALL_PT, figures=True), []
        for index, text in enumerate(texts):
            place = self._under(letters, text, index)
            place.moveBottom(self._head(index, zero, unit) - GRID)
            found.append((text, place))
        return found

    def _is_free(self, told: list[tuple[str, QRectF]], of: Sequence[int], zero: float, unit: float) -> bool:
        """None of these figures touches another, or lies on the column of a neighbour."""
        places = [place.adjusted(-GRID / 2, 0, GRID / 2, 0) for _, place in told]
        apart = not any(one.intersects(other) for one, other in combinations(places, 2))
        return apart and not any(
            self._is_behind(at, place, zero, unit) for at, (_, place) in zip(of, told, strict=True)
        )

    def _head(self, index: int, zero: float, unit: float) -> float:
        """Where a column ends at the top."""
        return zero - max(0, self.bars[index].value, self.bars[index].compared or 0) * unit

    def _is_behind(self, index: int, place: QRectF, zero: float, unit: float) -> bool:
        """A figure there would lie on the column of a neighbour."""
        for other in range(len(self.bars)):
            column = self._column(other)
            half = min(MOST_BAR, column.width() * 0.66) / 2
            beside = place.left() < column.center().x() + half and place.right() > column.center().x() - half
            if other != index and beside and self._head(other, zero, unit) < place.bottom():
                return True
        return False


def _standing(left: float, wide: float, zero: float, height: float) -> QRectF:
    """At least two pixels, so that little is not nothing."""
    shown = height if abs(height) >= 2 or height == 0 else 2.0
    return QRectF(left, min(zero, zero - shown), wide, abs(shown))
