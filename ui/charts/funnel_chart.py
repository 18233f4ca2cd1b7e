"""The sales funnel: how far what came in has gone, each stage as wide as its value."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.charts.bars import FunnelBar
from ui.charts.clickable import ClickableChart
from ui.charts.words import Words, paint_words
from ui.theme import GAP, GRID, colour, metrics
from ui.theme.tokens import HEADING_PT, SMALL_PT
from ui.widgets.elided import shortened

NAMES = 148
"""At the least: the funnel does not move as one compares."""
BETWEEN = 22
TALLEST, LEAST = 104, 36.0
TWO_LINES = 46
THINNEST = 8.0
NARROW_FOR_WORDS = 76


class FunnelChart(ClickableChart):
    """`stage_clicked` carries the key of the stage; the compared period is a dashed outline."""

    stage_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sales funnel"))
        self.stages: tuple[FunnelBar, ...] = ()
        self.pressed.connect(self.stage_clicked)

    def show_stages(self, stages: Sequence[FunnelBar]) -> None:
        self.stages = tuple(stages)
        self._at = min(self._at, len(self.stages) - 1)
        self.updateGeometry()
        self.update()

    def keys(self) -> list[str]:
        return [stage.key for stage in self.stages]

    def words(self, index: int) -> str:
        stage = self.stages[index]
        parts = [f"{stage.text}: {stage.shown}"]
        if stage.share:
            parts.append(self.tr("{share} of the first stage").format(share=stage.share))
        if stage.kept and index:
            parts.append(self.tr("{share} of the previous stage").format(share=stage.kept))
        if stage.compared_shown:
            parts.append(stage.compared_shown)
        return " · ".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(560, 40 + len(self.stages) * (TALLEST + BETWEEN))

    def minimumSizeHint(self) -> QSize:
        return QSize(360, int(2 * GAP + len(self.stages) * (LEAST + BETWEEN)) - BETWEEN)

    def _height(self) -> float:
        count = max(1, len(self.stages))
        free = self.height() - 2 * GAP - (count - 1) * BETWEEN
        return max(LEAST, min(TALLEST, free / count))

    def _top(self, index: int) -> float:
        return GAP + index * (self._height() + BETWEEN)

    def _names(self) -> int:
        """How much the names take: what the stages are compared with is never cut where there is room."""
        small, bold = metrics(SMALL_PT, figures=True), metrics(bold=True)
        wide = [small.horizontalAdvance(stage.compared_shown) for stage in self.stages]
        wide += [bold.horizontalAdvance(stage.text) for stage in self.stages]
        return max(NAMES, min(max(wide, default=0) + 2 * GAP, self.width() * 2 // 5))

    def _middle(self) -> float:
        return self._names() + (self.width() - self._names() - GAP) / 2

    def _width(self, value: int) -> float:
        """All stages and their compared ones share one scale that begins at zero."""
        most = max([stage.value for stage in self.stages] + [stage.compared or 0 for stage in self.stages] + [1])
        return max(THINNEST, value / most * (self.width() - self._names() - 3 * GAP))

    def shape(self, index: int) -> QPolygonF:
        """A stage narrows towards the next one; the last stays as it is."""
        top, height, middle = self._top(index), self._height(), self._middle()
        above = self._width(self.stages[index].value)
        following = self.stages[index + 1].value if index + 1 < len(self.stages) else self.stages[index].value
        below = above + (self._width(following) - above) * height / (height + BETWEEN)
        return QPolygonF(
            [
                QPointF(middle - above / 2, top),
                QPointF(middle + above / 2, top),
                QPointF(middle + below / 2, top + height),
                QPointF(middle - below / 2, top + height),
            ]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(len(self.stages)):
            self._paint_shape(painter, index)
            self._paint_compared(painter, index)
        paint_words(painter, self.placed())

    def _paint_shape(self, painter: QPainter, index: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_hover" if index == self._hovered else "accent"))
        painter.drawPolygon(self.shape(index))
        if self.hasFocus() and index == self._at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("text"), 2))
            around = self.shape(index).boundingRect().adjusted(-4, -4, 4, 4)
            painter.drawRoundedRect(around, 4, 4)

    def _paint_compared(self, painter: QPainter, index: int) -> None:
        compared = self.stages[index].compared
        if compared is None:
            return
        half = self._width(compared) / 2
        top, bottom = self._top(index) - 3, self._top(index) + self._height() + 3
        inside = QPainterPath()
        inside.addPolygon(self.shape(index))
        for token, clipped in (("compared", False), ("on_accent", True)):
            painter.save()
            if clipped:
                painter.setClipPath(inside)
            painter.setPen(QPen(colour(token), 2, Qt.PenStyle.DashLine))
            for side in (self._middle() - half, self._middle() + half):
                painter.drawLine(QPointF(side, top), QPointF(side, bottom))
            painter.restore()

    def placed(self) -> Iterator[Words]:
        """All words and where they stand."""
        for index in range(len(self.stages)):
            yield from self._figures(index)
            yield from self._name(index)
            if self.stages[index].kept and index:
                yield self._kept(index)

    def _figures(self, index: int) -> Iterator[Words]:
        """Inside where they fit, else to the right of the shape."""
        stage, bounds = self.stages[index], self.shape(index).boundingRect()
        lower = min(self._width(stage.value), self.shape(index)[2].x() - self.shape(index)[3].x()) - 2 * GRID
        big, small = metrics(HEADING_PT, bold=True, figures=True), metrics(SMALL_PT, figures=True)
        middle, centre = Qt.AlignmentFlag.AlignHCenter, bounds.center().x()
        if lower < max(NARROW_FOR_WORDS, big.horizontalAdvance(stage.shown), small.horizontalAdvance(stage.share)):
            yield self._beside(stage, bounds)
            return
        inside = QRectF(centre - lower / 2, bounds.top(), lower, bounds.height())
        if not stage.share or bounds.height() < TWO_LINES:
            both = f"{stage.shown} · {stage.share}"
            told = both if stage.share and big.horizontalAdvance(both) <= lower else stage.shown
            yield Words(told, inside, token="on_accent", points=HEADING_PT, bold=True, figures=True, side=middle)
            return
        upper = QRectF(inside.left(), inside.center().y() + GRID - big.height(), lower, big.height())
        below = QRectF(inside.left(), inside.center().y() + GRID, lower, small.height())
        yield Words(stage.shown, upper, token="on_accent", points=HEADING_PT, bold=True, figures=True, side=middle)
        yield Words(stage.share, below, token="on_accent", points=SMALL_PT, figures=True, side=middle)

    def _beside(self, stage: FunnelBar, bounds: QRectF) -> Words:
        """As much as there is room for: with its share, alone, or cut."""
        left = max(bounds.right(), self._middle() + self._width(stage.compared or 0) / 2) + 2 * GRID
        area = QRectF(left, bounds.top(), self.width() - left, bounds.height())
        letters = metrics(bold=True, figures=True)
        both = f"{stage.shown}   {stage.share}" if stage.share else stage.shown
        told = both if letters.horizontalAdvance(both) <= area.width() else stage.shown
        return Words(shortened(letters, told, int(area.width())), area, bold=True, figures=True)

    def _name(self, index: int) -> Iterator[Words]:
        """What a stage is called, and what it is compared with."""
        stage, wide, line = self.stages[index], self._names() - GAP, metrics(bold=True).height()
        middle = self._top(index) + self._height() / 2
        top = middle - (line if stage.compared_shown else line / 2)
        yield Words(shortened(metrics(bold=True), stage.text, wide), QRectF(GAP, top, wide, line), bold=True)
        if stage.compared_shown:
            told = shortened(metrics(SMALL_PT, figures=True), stage.compared_shown, wide)
            yield Words(told, QRectF(GAP, middle, wide, line), token="muted", points=SMALL_PT, figures=True)

    def _kept(self, index: int) -> Words:
        text = self.tr("{share} of the previous stage").format(share=self.stages[index].kept)
        names = self._names()
        area = QRectF(names, self._top(index) - BETWEEN, self.width() - names - GAP, BETWEEN)
        return Words(text, area, token="muted", points=SMALL_PT, figures=True, side=Qt.AlignmentFlag.AlignHCenter)
