"""A table of two dimensions as a picture: the more in a cell, the stronger its ground; every cell can be pressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.charts.clickable import ClickableChart
from ui.theme import GAP, GRID, colour, font, metrics
from ui.theme.tokens import SMALL_PT
from ui.widgets.elided import shortened

ROW, HEAD = 34, 34
LEAST_CELL, WIDEST_NAME, WIDEST_HEAD = 56, 220, 150
STRONGEST = 0.38
"""How much of the accent the fullest cell takes, so that text on it keeps its contrast."""
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Rows and columns as (key, words); `cells` (row key, column key) -> (value, words); `ends` closes a row."""

    rows: Sequence[tuple[str, str]] = ()
    columns: Sequence[tuple[str, str]] = ()
    cells: Mapping[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)


class HeatMap(ClickableChart):
    """`cell_clicked` carries the keys of row and column. Arrows walk in all four directions."""

    cell_clicked = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.table = HeatTable()
        self._places: list[tuple[int, int]] = []
        self.pressed.connect(lambda key: self.cell_clicked.emit(*key.split(BETWEEN)))

    def show_table(self, table: HeatTable) -> None:
        self.table = table
        self._places = [
            (number, place)
            for number, (row, _) in enumerate(table.rows)
            for place, (column, _) in enumerate(table.columns)
            if (row, column) in table.cells
        ]
        self._at = min(self._at, len(self._places) - 1)
        self.setMinimumSize(self.minimumSizeHint())
        self.updateGeometry()
        self.update()

    def keys(self) -> list[str]:
        return [BETWEEN.join((self.table.rows[row][0], self.table.columns[place][0])) for row, place in self._places]

    def words(self, index: int) -> str:
        row, place = self._places[index]
        (row_key, row_text), (column_key, column_text) = self.table.rows[row], self.table.columns[place]
        return f"{row_text} · {column_text}: {self.table.cells[row_key, column_key][1]}"

    def _widths(self) -> tuple[int, list[int], int]:
        """Of the names, of each column, of the ends."""
        names, figures = metrics(), metrics(figures=True)
        name = max((names.horizontalAdvance(text) for _, text in self.table.rows), default=0)
        cell = max((figures.horizontalAdvance(shown) for _, shown in self.table.cells.values()), default=0)
        heads = metrics(SMALL_PT)
        bold = metrics(bold=True, figures=True)
        end = max((bold.horizontalAdvance(shown) for shown in self.table.ends.values()), default=0)
        wide = [
            max(LEAST_CELL, cell + 3 * GRID, min(heads.horizontalAdvance(text), WIDEST_HEAD) + 2 * GRID)
            for _, text in self.table.columns
        ]
        return min(name, WIDEST_NAME) + 2 * GAP, wide, end + GAP if end else 0

    def minimumSizeHint(self) -> QSize:
        name, wide, end = self._widths()
        return QSize(name + sum(wide) + end, HEAD + ROW * max(1, len(self.table.rows)) + GRID)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of each column; what is left is shared, within reason."""
        name, wide, end = self._widths()
        spare = max(0.0, (self.width() - name - end - sum(wide)) / max(1, len(wide)))
        found, left = [], float(name)
        for width in wide:
            shared = min(width + spare, 2.2 * width)
            found.append((left, shared))
            left += shared
        return found

    def _rect(self, row: int, column: tuple[float, float]) -> QRectF:
        return QRectF(column[0], HEAD + row * ROW, column[1], ROW)

    def shape(self, index: int) -> QPolygonF:
        row, place = self._places[index]
        return QPolygonF(self._rect(row, self._columns()[place]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        self._paint_heads(painter, columns)
        self._paint_names(painter, event.rect(), columns)
        most = max((abs(value) for value, _ in self.table.cells.values()), default=1) or 1
        for index, (row, place) in enumerate(self._places):
            rect = self._rect(row, columns[place])
            if rect.intersects(QRectF(event.rect())):
                self._paint_cell(painter, index, rect, most)

    def _paint_cell(self, painter: QPainter, index: int, rect: QRectF, most: int) -> None:
        row, place = self._places[index]
        value, shown = self.table.cells[self.table.rows[row][0], self.table.columns[place][0]]
        ground = QColor(colour("bad" if value < 0 else "accent"))
        ground.setAlphaF(STRONGEST * abs(value) / most)
        inside = rect.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(inside, 3, 3)
        chosen = self.hasFocus() and index == self._at
        if chosen or index == self._hovered:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("accent" if chosen else "outline"))
            painter.drawRoundedRect(inside, 3, 3)
        painter.setPen(colour("text"))
        painter.setFont(font(figures=True))
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_heads(self, painter: QPainter, columns: list[tuple[float, float]]) -> None:
        painter.setFont(font(SMALL_PT))
        painter.setPen(colour("muted"))
        for (left, wide), (_, text) in zip(columns, self.table.columns, strict=True):
            told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(wide) - GRID)
            painter.drawText(QRectF(left, 0, wide, HEAD), Qt.AlignmentFlag.AlignCenter, told)

    def _paint_names(self, painter: QPainter, seen: QRect, columns: list[tuple[float, float]]) -> None:
        name, _, end = self._widths()
        right = columns[-1][0] + columns[-1][1] if columns else float(name)
        for number, (key, text) in enumerate(self.table.rows):
            top = HEAD + number * ROW
            if top > seen.bottom() or top + ROW < seen.top():
                continue
            painter.setPen(colour("text"))
            painter.setFont(font())
            told = shortened(painter.fontMetrics(), text, name - GAP - GRID)
            painter.drawText(QRectF(GAP, top, name - GAP, ROW), Qt.AlignmentFlag.AlignVCenter, told)
            if key in self.table.ends:
                painter.setFont(font(bold=True, figures=True))
                closing = QRectF(right, top, end - GRID, ROW)
                side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(closing, side, self.table.ends[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not 0 <= self._at < len(self._places):
            super().keyPressEvent(event)
            return
        row, place = self._places[self._at]
        found = [index for index, (other, at) in enumerate(self._places) if at == place and (other - row) * step > 0]
        if found:
            self._move_to(found[0] if step > 0 else found[-1])
