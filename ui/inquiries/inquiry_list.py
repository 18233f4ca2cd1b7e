"""The list at the left: three lines an inquiry, the place kept while others come in."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.clock import now
from crm_desktop.inquiries.records import InquiryRow
from ui import formats
from ui.inquiries.promise import promise_label
from ui.labels import label
from ui.tables import Column, TableView
from ui.tables.records_model import CellRole
from ui.theme import GRID, colour, font, metrics, paint_icon
from ui.theme.tokens import SMALL_PT
from ui.widgets.pills import paint_pill, pill_size

PAD, MARK, DOT = 14, 14, 8
WORDS = 120
"""Letters of the message that fit a line of the widest list."""


def first_words(row: InquiryRow) -> str:
    return " ".join((row.preview or row.subject).split())[:WORDS]


def source(row: InquiryRow) -> str:
    """By which way it came, and whose it is."""
    return " · ".join(part for part in (row.form or label(row.channel).text, row.owner) if part)


def arrived(row: InquiryRow) -> str:
    """The hour of today, else the day."""
    here, today = formats.local(row.received_at).date(), formats.local(now()).date()
    return formats.clock_time(row.received_at) if here == today else formats.day(here, today=today)


def spoken(row: InquiryRow) -> str:
    """The whole row for a screen reader."""
    return ", ".join((row.customer, promise_label(row, now()).text, first_words(row), source(row), arrived(row)))


class InquiryList(TableView):
    """`fresh` holds the numbers that came while one looked on, `drafts` those with a reply begun."""

    def __init__(self, *, empty: str, title: str) -> None:
        super().__init__(
            [Column("inquiry", title, spoken, stretch=True)], name="inquiries_list", title=title, empty=empty
        )
        self.fresh: set[str] = set()
        self.drafts: set[str] = set()
        self._place = 0
        self.horizontalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ThreeLines(self))
        lines = self.fontMetrics().height() + 2 * metrics(SMALL_PT).height()
        self.verticalHeader().setDefaultSectionSize(lines + 6 * GRID)
        self.current_changed.connect(self._on_current)

    def set_records(self, records: Sequence[Any], *, key: Callable[[Any], Hashable] | None = None) -> None:
        """As of TableView; what is at the top of the view stays there when others come in above it."""
        height = self.verticalHeader().defaultSectionSize()
        row, rest = divmod(self.verticalScrollBar().value(), height)
        before = self.records_model.records
        top = before[row] if key is not None and row and row < len(before) else None
        super().set_records(records, key=key)
        if top is not None and key is not None:
            at = self.records_model.row_of(key, key(top))
            if at >= 0:
                self.verticalScrollBar().setValue(at * height + rest)

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


class ThreeLines(QStyledItemDelegate):
    """Customer and time left; how the message begins; how it came and when."""

    def __init__(self, shown_in: InquiryList) -> None:
        super().__init__(shown_in)
        self._list = shown_in

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect
        row = index.data(CellRole.RECORD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(area, colour("row" if chosen else "bg" if hovered else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("grid"))
        if chosen:
            focused = self._list.hasFocus()
            painter.fillRect(QRect(area.left(), area.top(), 4 if focused else 3, area.height() - 1), colour("accent"))
        if isinstance(row, InquiryRow):
            self._paint_lines(painter, area.adjusted(PAD, 3 * GRID - 2, -PAD, -2 * GRID), row)
        painter.restore()

    def _paint_lines(self, painter: QPainter, inside: QRect, row: InquiryRow) -> None:
        body, small = metrics(), metrics(SMALL_PT)
        first = QRect(inside.left(), inside.top(), inside.width(), body.height())
        second = QRect(inside.left(), first.bottom() + GRID, inside.width(), small.height())
        third = QRect(inside.left(), second.bottom() + GRID, inside.width(), small.height())
        self._paint_who(painter, first, row)
        painter.setFont(font(SMALL_PT))
        painter.setPen(colour("text"))
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, _elided(small, first_words(row), second.width()))
        self._paint_source(painter, third, row, small)

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
        painter.setPen(colour("text"))
        name = _elided(metrics(bold=True), row.customer, room)
        painter.drawText(QRect(left, line.top(), room, line.height()), Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_source(self, painter: QPainter, line: QRect, row: InquiryRow, letters: QFontMetrics) -> None:
        at = arrived(row)
        painter.setPen(colour("faint"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, at)
        mark = QRect(line.left(), line.center().y() - MARK // 2 + 1, MARK, MARK)
        paint_icon(painter, mark, label(row.channel).icon, colour("faint"))
        left = line.left() + MARK + GRID + 2
        room = line.right() - letters.horizontalAdvance(at) - 2 * GRID - left
        said = source(row)
        if row.number in self._list.drafts:
            draft = QCoreApplication.translate("InquiryList", "draft")
            painter.setPen(colour("attention"))
            painter.drawText(QRect(left, line.top(), room, line.height()), Qt.AlignmentFlag.AlignVCenter, draft)
            taken = letters.horizontalAdvance(draft + "  ")
            left, room = left + taken, room - taken
        painter.setPen(colour("muted"))
        shown = _elided(letters, said, room)
        painter.drawText(QRect(left, line.top(), room, line.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._list.verticalHeader().defaultSectionSize())


def _elided(letters: QFontMetrics, text: str, width: int) -> str:
    return letters.elidedText(text, Qt.TextElideMode.ElideRight, width)
