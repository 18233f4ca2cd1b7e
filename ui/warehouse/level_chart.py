"""What lay in the warehouse day by day: steps, the minimum dashed beside them."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui import formats
from ui.theme import GRID, colour, font
from ui.theme.tokens import SMALL_PT

HEIGHT = 132


class LevelChart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("level_chart")
        self.setFixedHeight(HEIGHT)
        self._levels: tuple[tuple[date, int], ...] = ()
        self._minimum = 0
        self._unit = ""

    def show_levels(self, levels: Sequence[tuple[date, int]], *, minimum: int, unit: str) -> None:
        """(day, thousandths at its end) in order of days; the first is where the chart begins."""
        self._levels, self._minimum, self._unit = tuple(levels), minimum, unit
        if self._levels:
            self.setAccessibleName(
                self.tr("On hand from {first} to {last}: {least} to {most}").format(
                    first=formats.day(self._levels[0][0]),
                    last=formats.day(self._levels[-1][0]),
                    least=formats.quantity(min(level for _, level in self._levels), unit),
                    most=formats.quantity(max(level for _, level in self._levels), unit),
                )
            )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._levels) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        letters = font(SMALL_PT)
        painter.setFont(letters)
        line = painter.fontMetrics().height()
        area = QRectF(self.rect()).adjusted(GRID, line + GRID, -GRID, -line - GRID)
        most = max(max(level for _, level in self._levels), self._minimum, 1)
        first, last = self._levels[0][0], self._levels[-1][0]
        days = max((last - first).days, 1)

        def at(day: date, level: int) -> QPointF:
            x = area.left() + area.width() * (day - first).days / days
            return QPointF(x, area.bottom() - area.height() * level / most)

        painter.setPen(QPen(colour("grid"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        steps = QPolygonF([at(*self._levels[0])])
        for (_, before), (day, level) in zip(self._levels, self._levels[1:], strict=False):
            steps.append(at(day, before))
            steps.append(at(day, level))
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawPolyline(steps)
        self._paint_minimum(painter, area, at(first, self._minimum).y(), steps)
        painter.setPen(colour("muted"))
        below = QRect(0, self.height() - line, self.width(), line)
        painter.drawText(below.adjusted(GRID, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, formats.day(first))
        painter.drawText(below.adjusted(0, 0, -GRID, 0), Qt.AlignmentFlag.AlignRight, formats.day(last))
        above = QRect(GRID, 0, self.width() - 2 * GRID, line)
        told = self.tr("most {quantity}").format(quantity=formats.quantity(most, self._unit))
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, told)
        painter.end()

    def _paint_minimum(self, painter: QPainter, area: QRectF, y: float, steps: QPolygonF) -> None:
        """Its words at the end where the level does not run through them, at the right where it does at both."""
        if not self._minimum:
            return
        painter.setPen(QPen(colour("attention"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        told = self.tr("minimum {quantity}").format(quantity=formats.quantity(self._minimum, self._unit))
        painter.setPen(colour("attention"))
        wide, high = painter.fontMetrics().horizontalAdvance(told) + 2, painter.fontMetrics().height()
        behind = QRectF(area.right() - wide, y - high - 1, wide, high)
        before = QRectF(area.left(), y - high - 1, wide, high)
        if _crosses(steps, behind) and not _crosses(steps, before):
            behind = before
        painter.fillRect(behind, colour("surface"))
        painter.drawText(behind, Qt.AlignmentFlag.AlignCenter, told)


def _crosses(steps: QPolygonF, place: QRectF) -> bool:
    points = list(steps)
    legs = (QRectF(one, other).normalized().adjusted(-1, -1, 1, 1) for one, other in pairwise(points))
    return any(leg.intersects(place) for leg in legs)
