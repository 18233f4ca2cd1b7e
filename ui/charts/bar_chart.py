"""A ranking as lying bars: names at the left, in two lines if need be, figures at the right, all bars from zero."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.charts.bars import Bar
from ui.charts.clickable import ClickableChart
from ui.charts.words import Words, in_lines, paint_words
from ui.theme import GAP, GRID, Meaning, colour, metrics
from ui.theme.tokens import SMALL_PT
from ui.widgets.elided import shortened

ROW = 36
THICK = 14
THIN = 5
WIDEST_NAME, LEAST_BAR = 200, 48


class BarChart(ClickableChart):
    """`bar_clicked` carries the key; the compared period is a grey line beneath each bar.

    In rows less high than ROW names have one line.
    """

    bar_clicked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, row: int = ROW) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = row
        self.bars: tuple[Bar, ...] = ()
        self._measured: tuple[int, int] | None = None
        self.pressed.connect(self.bar_clicked)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars, self._measured = tuple(bars), None
        self._at = min(self._at, len(self.bars) - 1)
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()
        self.update()

    def keys(self) -> list[str]:
        return [bar.key for bar in self.bars]

    def words(self, index: int) -> str:
        bar = self.bars[index]
        return " · ".join(part for part in (f"{bar.text}: {bar.shown}", bar.compared_shown, bar.mark) if part)

    def sizeHint(self) -> QSize:
        return QSize(520, 2 * GRID + self._row * max(1, len(self.bars)))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 2 * GRID + self._row * max(1, len(self.bars)))

    def _widest(self) -> tuple[int, int]:
        """The widest name and figure, or mark beneath one: measured once, there may be a thousand."""
        if self._measured is None:
            names, figures, marks = metrics(), metrics(bold=True, figures=True), metrics(SMALL_PT, bold=True)
            right = (max(figures.horizontalAdvance(bar.shown), marks.horizontalAdvance(bar.mark)) for bar in self.bars)
            name = max((names.horizontalAdvance(bar.text) for bar in self.bars), default=0)
            self._measured = name, max(right, default=0)
        return self._measured

    def _columns(self) -> tuple[int, int]:
        """Where the bars begin and end: the widest name and the widest figure decide; figures are never cut."""
        widest, figure = self._widest()
        room = max(0, self.width() - figure - 4 * GAP - LEAST_BAR)
        name = min(widest + 1, max(WIDEST_NAME, self.width() * 9 // 20), room)
        return name + 2 * GAP, self.width() - figure - 2 * GAP

    def _scale(self, left: int, right: int) -> tuple[float, float]:
        """The place of zero and pixels for one."""
        values = [bar.value for bar in self.bars] + [bar.compared or 0 for bar in self.bars]
        low, high = min([0, *values]), max([0, *values])
        unit = max(1, right - left) / max(1, high - low)
        return left - low * unit, unit

    def shape(self, index: int) -> QPolygonF:
        """The whole row: a short bar is as easy to press as a long one."""
        return QPolygonF(QRectF(0, GRID + index * self._row, self.width(), self._row))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        zero, unit = self._scale(*columns)
        first, last = ((y - GRID) // self._row for y in (event.rect().top(), event.rect().bottom()))
        for index in range(max(0, first), min(last + 1, len(self.bars))):
            bar, row = self.bars[index], self.shape(index).boundingRect().toRect()
            self._paint_ground(painter, index, row)
            paint_words(painter, self._words_of(index, *columns))
            self._paint_bar(painter, bar, row, zero, unit)
        painter.setPen(colour("border"))
        if any(bar.value < 0 for bar in self.bars):
            painter.drawLine(QPointF(zero, GRID), QPointF(zero, GRID + self._row * len(self.bars)))

    def _paint_ground(self, painter: QPainter, index: int, row: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if index == self._hovered:
            painter.fillRect(row, colour("row"))
        if self.hasFocus() and index == self._at:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.adjusted(1, 1, -2, -2), 4, 4)

    def placed(self) -> Iterator[Words]:
        """All words and where they stand."""
        columns = self._columns()
        for index in range(len(self.bars)):
            yield from self._words_of(index, *columns)

    def _words_of(self, index: int, left: int, right: int) -> Iterator[Words]:
        """Name and figure of a row; what marks it stands under the figure, where it takes no room from the name."""
        bar, top = self.bars[index], GRID + index * self._row
        fitted = in_lines if self._row >= ROW else _in_one_line
        yield Words(fitted(bar.text, metrics(), left - 2 * GAP), QRectF(GAP, top, left - 2 * GAP, self._row))
        figure = QRectF(right + GAP, top, self.width() - right - 2 * GAP, self._row)
        side, token = Qt.AlignmentFlag.AlignRight, "bad" if bar.value < 0 else "text"
        if bar.mark:
            meant = "muted" if bar.mark_meaning is Meaning.PLAIN else bar.mark_meaning.value
            line = self._row / 2
            yield Words(bar.mark, figure.adjusted(0, line, 0, 0), token=meant, points=SMALL_PT, bold=True, side=side)
            figure = figure.adjusted(0, 0, 0, -line)
        yield Words(bar.shown, figure, token=token, bold=True, figures=True, side=side)

    @staticmethod
    def _paint_bar(painter: QPainter, bar: Bar, row: QRect, zero: float, unit: float) -> None:
        middle = row.center().y()
        top = middle - THICK / 2 - (THIN / 2 if bar.compared is not None else 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(_from_zero(zero, bar.value * unit, top, THICK), 2, 2)
        if bar.compared is not None:
            painter.setBrush(colour("compared"))
            painter.drawRoundedRect(_from_zero(zero, bar.compared * unit, top + THICK + 1, THIN), 1, 1)


def _in_one_line(text: str, letters: QFontMetrics, width: int) -> str:
    return shortened(letters, text, width)


def _from_zero(zero: float, length: float, top: float, height: float) -> QRectF:
    """At least two pixels, so that little is not nothing."""
    shown = length if abs(length) >= 2 or length == 0 else 2.0
    return QRectF(min(zero, zero + shown), top, abs(shown), height)
