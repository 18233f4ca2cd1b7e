"""A trend as standing columns from zero: this period in the accent, the compared one beside it in grey."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.charts.bars import Bar
from ui.charts.clickable import ClickableChart
from ui.charts.words import Words, paint_words
from ui.theme import GAP, GRID, colour, metrics
from ui.theme.tokens import SMALL_PT

LEAST_COLUMN, MOST_BAR = 12, 56
WIDEST_FIGURE = 3
"""Columns that one figure may reach over, where all are to be told."""


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

    def _columns(self) -> list[QRectF]:
        plot = self._plot()
        wide = plot.width() / max(1, len(self.bars))
        return [QRectF(plot.left() + at * wide, plot.top(), wide, plot.height()) for at in range(len(self.bars))]

    def shape(self, index: int) -> QPolygonF:
        column = self._columns()[index]
        return QPolygonF(QRectF(column.left(), 0, column.width(), self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zero, unit = self._scale()
        for index, (bar, column) in enumerate(zip(self.bars, self._columns(), strict=True)):
            self._paint_ground(painter, index, column)
            self._paint_column(painter, column, bar, zero, unit)
        painter.setPen(colour("border"))
        painter.drawLine(QPointF(self._plot().left(), zero), QPointF(self._plot().right(), zero))
        paint_words(painter, self.placed())

    def _paint_ground(self, painter: QPainter, index: int, column: QRectF) -> None:
        area = QRectF(column.left() + 1, 1, column.width() - 2, self.height() - 2)
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

    def placed(self) -> list[Words]:
        """All words and where they stand: names beneath the columns, figures above."""
        columns = self._columns()
        return [*self._names(columns), *self._figures(columns)]

    def names(self) -> list[Words]:
        """Beneath the columns."""
        return self._names(self._columns())

    def figures(self) -> list[Words]:
        """Above the columns."""
        return self._figures(self._columns())

    def _names(self, columns: Sequence[QRectF]) -> list[Words]:
        """The word of each column, or of every second, third …, and under it the year where one begins."""
        letters = metrics(SMALL_PT, figures=True)
        line, words = letters.height(), [bar.text.rsplit(" ", 1) for bar in self.bars]
        widest = max((letters.horizontalAdvance(word[0]) for word in words), default=0)
        step = max(1, -int(-(widest + GRID) // columns[0].width())) if columns else 1
        years_at, free = self.height() - GRID - line, float(self.width())
        every = range(0, len(words), step)
        told = [self._word(letters, words[at][0], columns[at], years_at - line, "muted") for at in every]
        for at in reversed(every):
            year = words[at][-1] if len(words[at]) > 1 else ""
            if year and (at == 0 or words[at - step][-1] != year):
                one = self._word(letters, year, columns[at], years_at, "muted")
                if one.area.right() + GRID <= free:
                    told.append(one)
                    free = one.area.left()
        return told

    def _word(self, letters: QFontMetrics, text: str, column: QRectF, top: float, token: str) -> Words:
        """In the middle of a column, or as near to it as the edge allows."""
        wide = letters.horizontalAdvance(text)
        left = min(max(0.0, column.center().x() - wide / 2), self.width() - wide)
        area = QRectF(left, top, wide, letters.height())
        return Words(text, area, token=token, points=SMALL_PT, figures=True)

    def _figures(self, columns: Sequence[QRectF]) -> list[Words]:
        """All of them whole, all of them short, or where neither has room the highest and the lowest alone, so that
        none is told by chance."""
        zero, unit = self._scale()
        heads = [zero - max(0, bar.value, bar.compared or 0) * unit for bar in self.bars]
        whole = self._above([bar.shown for bar in self.bars], columns, heads)
        short = self._above([bar.short or bar.shown for bar in self.bars], columns, heads)
        every = sorted(range(len(self.bars)), key=lambda index: -self.bars[index].value)
        both = every[:1] + every[1:][-1:]
        for told, of in ((whole, every), (short, every), (whole, both), (short, both)):
            if _are_free([(at, told[at].area) for at in of], columns, heads):
                return [told[at] for at in of]
        return [whole[every[0]]]

    def _above(self, texts: Sequence[str], columns: Sequence[QRectF], heads: Sequence[float]) -> list[Words]:
        letters = metrics(SMALL_PT, figures=True)
        up = GRID + letters.height()
        return [self._word(letters, text, columns[at], heads[at] - up, "text") for at, text in enumerate(texts)]


def _are_free(places: Sequence[tuple[int, QRectF]], columns: Sequence[QRectF], heads: Sequence[float]) -> bool:
    """None of these figures touches another, or lies on the column of another."""
    widest = max((place.width() for _, place in places), default=0.0)
    if len(places) > 2 and widest > WIDEST_FIGURE * columns[0].width():
        return False
    reach = int(widest // columns[0].width()) + 2 if columns else 0
    at_home = dict(places)
    for at, place in places:
        near = [other for other in range(max(0, at - reach), min(at + reach + 1, len(columns))) if other != at]
        roomy = place.adjusted(-GRID, 0, GRID, 0)
        if any(other in at_home and roomy.intersects(at_home[other]) for other in near):
            return False
        if any(heads[other] < place.bottom() and _touches(columns[other], place) for other in near):
            return False
    return True


def _touches(column: QRectF, place: QRectF) -> bool:
    """Whether a figure reaches over what is drawn of a column."""
    half = (min(MOST_BAR, column.width() * 0.66) + place.width()) / 2
    return abs(column.center().x() - place.center().x()) < half


def _standing(left: float, wide: float, zero: float, height: float) -> QRectF:
    """At least two pixels, so that little is not nothing."""
    shown = height if abs(height) >= 2 or height == 0 else 2.0
    return QRectF(left, min(zero, zero - shown), wide, abs(shown))
