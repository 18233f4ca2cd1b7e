"""A list of records in two lines each: what it is and its pill, and under it what tells it apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from ui.labels import Label
from ui.tables.painted_rows import LEFT, PAD, RIGHT, PaintedRow, PaintedRows
from ui.theme import GRID, colour, font, metrics
from ui.theme.tokens import SMALL_PT
from ui.widgets.elided import shortened
from ui.widgets.pills import paint_pill, pill_size


@dataclass(frozen=True, slots=True)
class Lines:
    """How a record reads: `first` with `pill` at its end, `second` with `at_end` at its end."""

    first: Callable[[Any], str]
    second: Callable[[Any], str]
    pill: Callable[[Any], Label | None] = lambda _record: None
    at_end: Callable[[Any], str] = lambda _record: ""
    bold: bool = True

    def spoken(self, record: Any) -> str:
        """The whole record for a screen reader."""
        pill = self.pill(record)
        parts = (self.first(record), pill.text if pill else "", self.second(record), self.at_end(record))
        return ", ".join(part for part in parts if part)


class LinesView(PaintedRows):
    """One column, no head, two lines a row; all else as TableView."""

    def __init__(self, lines: Lines, *, name: str, title: str, empty: str, empty_action: str = "") -> None:
        shown = {"name": name, "title": title, "empty": empty, "empty_action": empty_action}
        super().__init__(lines.spoken, hint=lines.first, **shown)
        self.dress(_TwoLines(self, lines), metrics().height() + metrics(SMALL_PT).height() + 5 * GRID)


class _TwoLines(PaintedRow):
    def __init__(self, shown_in: LinesView, lines: Lines) -> None:
        super().__init__(shown_in)
        self._lines = lines

    def inside(self, area: QRect) -> QRect:
        return area.adjusted(PAD, 2 * GRID, -PAD, -2 * GRID)

    def paint_record(self, painter: QPainter, inside: QRect, record: Any) -> None:
        bold, small = self._lines.bold, metrics(SMALL_PT)
        first = QRect(inside.left(), inside.top(), inside.width(), metrics(bold=bold).height())
        second = QRect(inside.left(), first.bottom() + GRID, inside.width(), small.height())
        room, pill = first.width(), self._lines.pill(record)
        if pill is not None:
            paint_pill(painter, first, pill, at_right=True)
            room -= pill_size(pill).width() + 2 * GRID
        painter.setFont(font(bold=bold))
        painter.setPen(colour("text"))
        self._write(painter, metrics(bold=bold), first, self._lines.first(record), room)
        painter.setFont(font(SMALL_PT))
        painter.setPen(colour("faint"))
        end = self._lines.at_end(record)
        painter.drawText(second, RIGHT, end)
        painter.setPen(colour("muted"))
        room = second.width() - (small.horizontalAdvance(end) + 2 * GRID if end else 0)
        self._write(painter, small, second, self._lines.second(record), room)

    @staticmethod
    def _write(painter: QPainter, letters: QFontMetrics, line: QRect, said: str, room: int) -> None:
        shown = shortened(letters, " ".join(said.split()), room)
        painter.drawText(QRect(line.left(), line.top(), room, line.height()), LEFT, shown)
