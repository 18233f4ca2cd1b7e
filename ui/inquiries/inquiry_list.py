"""The list at the left: three lines an inquiry, the place kept while others come in."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from crm_desktop.clock import now
from crm_desktop.inquiries.records import InquiryRow
from db.vocabulary import Channel
from ui import formats
from ui.inquiries.promise import promise_label
from ui.labels import label
from ui.tables.painted_rows import RIGHT, PaintedRow, PaintedRows, write
from ui.theme import GRID, colour, font, metrics, paint_icon
from ui.theme.tokens import SMALL_PT
from ui.widgets.pills import paint_pill, pill_size

MARK, DOT = 14, 8
WORDS = 120
"""Letters of the message that fit a line of the widest list."""


def first_words(row: InquiryRow) -> str:
    return " ".join((row.preview or row.subject).split())[:WORDS]


def source(row: InquiryRow) -> str:
    """By which way it came, and whose it is."""
    return " · ".join(part for part in (row.form or label(row.channel).text, row.owner) if part)


def spoken(row: InquiryRow) -> str:
    """The whole row for a screen reader."""
    return ", ".join(
        (
            row.customer,
            promise_label(row, now()).text,
            first_words(row),
            source(row),
            formats.hour_or_day(row.received_at),
        )
    )


class InquiryList(PaintedRows):
    """`fresh` holds the numbers that came while one looked on, `drafts` those with a reply begun."""

    def __init__(self, *, empty: str, title: str) -> None:
        super().__init__(spoken, name="inquiries_list", title=title, empty=empty)
        self.fresh: set[str] = set()
        self.drafts: set[str] = set()
        self._place = 0
        self.dress(ThreeLines(self), three_lines())
        self.current_changed.connect(self._on_current)

    def set_records(self, records: Sequence[Any], *, key: Callable[[Any], Hashable] | None = None) -> None:
        """As of TableView; what is at the top of the view stays there when others come in above it."""
        row = self.verticalScrollBar().value()
        before = self.records_model.records
        top = before[row] if key is not None and row and row < len(before) else None
        super().set_records(records, key=key)
        if top is not None and key is not None:
            at = self.records_model.row_of(key, key(top))
            if at >= 0:
                self.verticalScrollBar().setValue(at)

    def say_empty(self, sentence: str) -> None:
        """What stands where nothing is listed."""
        self._empty.say(sentence)

    def step(self, by: int) -> None:
        """To the next or the one before; what was here and is gone leaves its place to the next."""
        here = self.current_row()
        rows = self.records_model.rowCount()
        wanted = here + by if here >= 0 else self._place + min(by, 0)
        if rows:
            self.choose_row(max(0, min(wanted, rows - 1)))

    def _on_current(self, record: InquiryRow | None) -> None:
        if record is not None:
            self._place = self.current_row()
            self.fresh.discard(record.number)


class ThreeLines(PaintedRow):
    """Customer and time left; how the message begins; how it came and when."""

    def __init__(self, shown_in: InquiryList) -> None:
        super().__init__(shown_in)
        self._list = shown_in

    def paint_record(self, painter: QPainter, inside: QRect, record: InquiryRow) -> None:
        first, second, third = lines_of(inside)
        self._paint_who(painter, first, record)
        painter.setFont(font(SMALL_PT))
        write(painter, second, first_words(record))
        self._paint_source(painter, third, record, metrics(SMALL_PT))

    def _paint_who(self, painter: QPainter, line: QRect, row: InquiryRow) -> None:
        pill = promise_label(row, now())
        paint_pill(painter, line, pill, at_right=True)
        left = line.left()
        if row.number in self._list.fresh:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(QRect(left, line.center().y() - DOT // 2 + 1, DOT, DOT))
            left += DOT + 2 * GRID - 2
        room = line.right() - pill_size(pill).width() - 2 * GRID - left
        painter.setFont(font(bold=True))
        write(painter, QRect(left, line.top(), room, line.height()), row.customer)

    def _paint_source(self, painter: QPainter, line: QRect, row: InquiryRow, letters: QFontMetrics) -> None:
        left, room = paint_way(painter, line, row.channel, formats.hour_or_day(row.received_at))
        if row.number in self._list.drafts:
            draft = QCoreApplication.translate("InquiryList", "draft")
            write(painter, QRect(left, line.top(), room, line.height()), draft, "attention")
            taken = letters.horizontalAdvance(draft + "  ")
            left, room = left + taken, room - taken
        write(painter, QRect(left, line.top(), room, line.height()), source(row), "muted")


def three_lines() -> int:
    """The height of a row of them."""
    return metrics().height() + 2 * metrics(SMALL_PT).height() + 6 * GRID


def lines_of(inside: QRect) -> tuple[QRect, QRect, QRect]:
    """A line of the body's letters and two of small ones."""
    small = metrics(SMALL_PT).height()
    first = QRect(inside.left(), inside.top(), inside.width(), metrics(bold=True).height())
    second = QRect(inside.left(), first.bottom() + GRID, inside.width(), small)
    return first, second, QRect(inside.left(), second.bottom() + GRID, inside.width(), small)


def paint_way(painter: QPainter, line: QRect, channel: Channel, when: str) -> tuple[int, int]:
    """By which way it came at the left, when at the right; answers the (left, width) that stays between."""
    painter.setPen(colour("faint"))
    painter.drawText(line, RIGHT, when)
    mark = QRect(line.left(), line.center().y() - MARK // 2 + 1, MARK, MARK)
    paint_icon(painter, mark, label(channel).icon, colour("faint"))
    left = line.left() + MARK + GRID + 2
    return left, line.right() - painter.fontMetrics().horizontalAdvance(when) - 2 * GRID - left
