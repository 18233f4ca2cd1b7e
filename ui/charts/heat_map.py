"""A table of two dimensions as a picture: the more in a cell, the stronger its ground; every cell can be pressed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.charts.clickable import ClickableChart
from ui.charts.words import Words, in_lines, paint_words
from ui.theme import GAP, GRID, colour, metrics
from ui.theme.tokens import BODY_PT, SMALL_PT

ROW, HEAD = 34, 34
LEAST_CELL, WIDEST_NAME, NARROW_NAME, WIDEST_HEAD = 44, 220, 112, 110
STRONGEST = 0.38
"""How much of the accent the fullest cell takes, so that text on it keeps its contrast."""
BETWEEN = "\x1f"
LONGEST = 12
"""By so many of the longest figures the cells are measured: there may be thousands, all digits are as wide."""


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Rows and columns as (key, words); `cells` (row key, column key) -> (value, words); `ends` closes a row.

    `short` and `short_ends` say the same in fewer letters, for where the whole does not fit; `newest_last` begins at
    the last columns where not all fit. What the cells are in stands in the corner.
    """

    rows: Sequence[tuple[str, str]] = ()
    columns: Sequence[tuple[str, str]] = ()
    cells: Mapping[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[tuple[str, str], str] = field(default_factory=dict)
    short_ends: Mapping[str, str] = field(default_factory=dict)
    newest_last: bool = False
    unit: str = ""
    short_unit: str = ""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Widths of the names, of each column, of the ends; `short`: by the shorter words."""

    name: int
    columns: tuple[int, ...]
    end: int
    short: bool

    @property
    def whole(self) -> int:
        return self.name + sum(self.columns) + self.end


@dataclass(frozen=True, slots=True)
class _Sight:
    """What is in sight where the table is scrolled, all of it where it is not shown: `columns` (left edge, width) of
    all columns, which of them are seen whole, and the rows that no head lies on."""

    seen: QRectF
    sizes: _Sizes
    columns: list[tuple[float, float]]
    whole: list[int]
    rows: list[int]


class HeatMap(ClickableChart):
    """`cell_clicked` carries the keys of row and column. Arrows walk in all four directions.

    Names and heads stay in sight where the rest is scrolled; a column that is not seen whole shows nothing.
    """

    cell_clicked = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.table = HeatTable()
        self._places: list[tuple[int, int]] = []
        self._measured: dict[bool, _Sizes] = {}
        self.pressed.connect(lambda key: self.cell_clicked.emit(*key.split(BETWEEN)))

    def show_table(self, table: HeatTable) -> None:
        self.table = table
        self._places = [
            (number, place)
            for number, (row, _) in enumerate(table.rows)
            for place, (column, _) in enumerate(table.columns)
            if (row, column) in table.cells
        ]
        self._measured.clear()
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

    @property
    def is_short(self) -> bool:
        """Whether the cells say less than `words`, for want of room."""
        return bool(self.table.short) and self.width() < self._sizes(short=False).whole

    def _sizes(self, *, short: bool) -> _Sizes:
        if short not in self._measured:
            self._measured[short] = self._measure(short=short)
        return self._measured[short]

    def _measure(self, *, short: bool) -> _Sizes:
        table, points = self.table, SMALL_PT if short else BODY_PT
        names, figures, heads = metrics(), metrics(points, figures=True), metrics(SMALL_PT)
        bold = metrics(points, bold=True, figures=True)
        cells = table.short.values() if short else (shown for _, shown in table.cells.values())
        ends = table.short_ends if short else table.ends
        cell = (
            max(map(figures.horizontalAdvance, nlargest(LONGEST, cells, len)), default=0) + (1 if short else 3) * GRID
        )
        name = max((names.horizontalAdvance(text) for _, text in table.rows), default=0)
        end = max((bold.horizontalAdvance(shown) for shown in ends.values()), default=0)
        wide = []
        for _, text in table.columns:
            said = text.split() if short or heads.horizontalAdvance(text) > WIDEST_HEAD else [text]
            head = max((heads.horizontalAdvance(word) for word in said), default=0)
            wide.append(max(LEAST_CELL, cell, min(head, WIDEST_HEAD) + (1 if short else 2) * GRID))
        return _Sizes(min(name, NARROW_NAME if short else WIDEST_NAME) + 2 * GAP, tuple(wide), end and end + GAP, short)

    def minimumSizeHint(self) -> QSize:
        least = self._sizes(short=bool(self.table.short))
        return QSize(least.whole, HEAD + ROW * max(1, len(self.table.rows)) + GRID)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _columns(self, sizes: _Sizes) -> list[tuple[float, float]]:
        """Left edge and width of each column; what is left is shared, within reason."""
        spare = max(0.0, (self.width() - sizes.whole) / max(1, len(sizes.columns)))
        found, left = [], float(sizes.name)
        for width in sizes.columns:
            shared = min(width + spare, 2.2 * width)
            found.append((left, shared))
            left += shared
        return found

    def _rect(self, row: int, column: tuple[float, float]) -> QRectF:
        return QRectF(column[0], HEAD + row * ROW, column[1], ROW)

    def shape(self, index: int) -> QPolygonF:
        row, place = self._places[index]
        return QPolygonF(self._rect(row, self._columns(self._sizes(short=self.is_short))[place]))

    def index_at(self, point: QPointF) -> int:
        """By arithmetic, since a large table has thousands of cells; nothing lies beneath the names and heads."""
        at = self._sight()
        row = int((point.y() - HEAD) // ROW)
        under = (n for n in at.whole if at.columns[n][0] <= point.x() < sum(at.columns[n]))
        place = next(under, -1)
        if row not in at.rows or (row, place) not in self._places:
            return -1
        return self._places.index((row, place))

    def _sight(self) -> _Sight:
        sizes = self._sizes(short=self.is_short)
        columns, seen = self._columns(sizes), QRectF(self.visibleRegion().boundingRect())
        if seen.isEmpty():
            seen = QRectF(self.rect())
        left = seen.left() + sizes.name
        whole = [n for n, (at, wide) in enumerate(columns) if at >= left - 1 and at + wide <= seen.right() + 1]
        rows = [n for n in range(len(self.table.rows)) if seen.top() - 1 <= n * ROW and HEAD + n * ROW < seen.bottom()]
        return _Sight(seen, sizes, columns, whole, rows)

    def placed(self) -> Iterator[Words]:
        """All words that are seen, and where."""
        at, table = self._sight(), self.table
        points, middle = SMALL_PT if at.sizes.short else BODY_PT, Qt.AlignmentFlag.AlignHCenter
        for place in at.whole:
            area = QRectF(at.columns[place][0], at.seen.top(), at.columns[place][1], HEAD)
            head = in_lines(table.columns[place][1], metrics(SMALL_PT), int(area.width()) - GRID)
            yield Words(head, area, token="muted", points=SMALL_PT, side=middle)
            for number in at.rows:
                key = (table.rows[number][0], table.columns[place][0])
                if key in table.cells:
                    shown = table.short.get(key, "") if at.sizes.short else table.cells[key][1]
                    yield Words(shown, self._rect(number, at.columns[place]), points=points, figures=True, side=middle)
        corner = QRectF(at.seen.left() + GAP, at.seen.top(), at.sizes.name - GAP - GRID, HEAD)
        unit = in_lines(table.short_unit if at.sizes.short else table.unit, metrics(SMALL_PT), int(corner.width()))
        yield Words(unit, corner, token="muted", points=SMALL_PT)
        yield from self._placed_sides(at)

    def _placed_sides(self, at: _Sight) -> Iterator[Words]:
        """Names at the left of what is seen, ends behind the last column."""
        right = sum(at.columns[-1]) if at.columns else float(at.sizes.name)
        ends = self.table.short_ends if at.sizes.short else self.table.ends
        points = SMALL_PT if at.sizes.short else BODY_PT
        for number in at.rows:
            key, text = self.table.rows[number]
            area = QRectF(at.seen.left() + GAP, HEAD + number * ROW, at.sizes.name - GAP - GRID, ROW)
            yield Words(in_lines(text, metrics(), int(area.width())), area)
            if key in ends and right + at.sizes.end <= at.seen.right() + 1:
                closing = QRectF(right, area.top(), at.sizes.end - GRID, ROW)
                yield Words(
                    ends[key], closing, points=points, bold=True, figures=True, side=Qt.AlignmentFlag.AlignRight
                )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._sight()
        rows, whole = set(at.rows), set(at.whole)
        most = max((abs(value) for value, _ in self.table.cells.values()), default=1) or 1
        for index, (row, place) in enumerate(self._places):
            if row in rows and place in whole:
                self._paint_ground(painter, index, self._rect(row, at.columns[place]), most)
        paint_words(painter, self.placed())

    def _paint_ground(self, painter: QPainter, index: int, rect: QRectF, most: int) -> None:
        row, place = self._places[index]
        value, _ = self.table.cells[self.table.rows[row][0], self.table.columns[place][0]]
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not 0 <= self._at < len(self._places):
            super().keyPressEvent(event)
            return
        row, place = self._places[self._at]
        found = [index for index, (other, at) in enumerate(self._places) if at == place and (other - row) * step > 0]
        if found:
            self._move_to(found[0] if step > 0 else found[-1])
