"""The one list of Today: headings that cannot be chosen, rows that open with Enter or one click."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import formats
from ui.tables.cells import cover_begun_row, paint_ground
from ui.tables.painted_rows import write
from ui.theme import GRID, colour, font
from ui.theme.tokens import SMALL_PT
from ui.today.waiting import Heading, Kind, Matter, More, Row
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState
from ui.widgets.pills import paint_pill

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
RECORD = Qt.ItemDataRole.UserRole
PAD, PILL, TITLE_SHARE, RIGHT = 14, 184, 0.34, 150
ROW, HEAD = 38, 40
LONG_TITLES = {Kind.GOODS: 0.6}
"""Where the title is the name of goods and what is told of it is short."""


class QueueModel(QAbstractListModel):
    """Rows in memory; a heading has no flags, so that the arrows pass over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, Matter):
                return f"{row.title}\n{row.detail}" if row.detail else row.title
            case _ if role == RECORD:
                return row
        return None


def _spoken(row: Row) -> str:
    if isinstance(row, Heading):
        return f"{row.title}: {formats.count(row.count)}"
    if isinstance(row, More):
        return row.text
    return ", ".join(part for part in (row.pill.text, row.title, row.detail, row.right) if part)


class QueueList(QListView):
    """`opened` carries the Matter, `more_wanted` the Kind, `retry_pressed` the key of a print job."""

    opened = Signal(object)
    more_wanted = Signal(object)
    retry_pressed = Signal(int)
    call_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_queue")
        self.setAccessibleName(self.tr("What is waiting"))
        self.queue = QueueModel(self)
        self.setModel(self.queue)
        self.setItemDelegate(QueueRow(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._nothing = EmptyState("", action=self.tr("Add a call"))
        self._nothing.hide()
        QVBoxLayout(self.viewport()).addWidget(self._nothing)
        self._nothing.action_pressed.connect(self.call_pressed)
        self.clicked.connect(self._on_index)

    def show_rows(self, rows: Sequence[Row], *, empty: str) -> None:
        """The place is kept: the same matter, or what now stands where it stood."""
        before, at, scrolled = self._current(), self.currentIndex().row(), self.verticalScrollBar().value()
        self.queue.show_rows(rows)
        self._nothing.say(empty)
        self._nothing.setVisible(not rows)
        self._offer_retries()
        wanted = next((n for n, row in enumerate(self.queue.rows) if before and _same(row, before)), -1)
        if wanted < 0:
            after = (n for n, row in enumerate(self.queue.rows) if not isinstance(row, Heading) and n >= at)
            wanted = next(after, -1)
        if wanted >= 0:
            self.setCurrentIndex(self.queue.index(wanted, 0))
        self.verticalScrollBar().setValue(scrolled)

    def _current(self) -> Matter | None:
        row = self.currentIndex().data(RECORD)
        return row if isinstance(row, Matter) else None

    def _offer_retries(self) -> None:
        for number, row in enumerate(self.queue.rows):
            if not isinstance(row, Matter) or not row.job_id:
                continue
            again = Button(self.tr("Print again"), "printer")
            again.setObjectName("retry_print")
            again.setAccessibleName(self.tr("Print again: {title}").format(title=row.title))
            again.clicked.connect(lambda _checked=False, job_id=row.job_id: self.retry_pressed.emit(job_id))
            holder = QWidget()
            beside = QHBoxLayout(holder)
            beside.setContentsMargins(0, 2, PAD, 2)
            beside.addStretch(1)
            beside.addWidget(again)
            self.setIndexWidget(self.queue.index(number, 0), holder)

    def _on_index(self, index: QModelIndex) -> None:
        row = index.data(RECORD)
        if isinstance(row, Matter):
            self.opened.emit(row)
        elif isinstance(row, More):
            self.more_wanted.emit(row.kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        cover_begun_row(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_index(self.currentIndex())
            return
        super().keyPressEvent(event)


def _same(row: Row, before: Matter) -> bool:
    return isinstance(row, Matter) and _which(row) == _which(before)


def _which(row: Matter) -> tuple[object, ...]:
    return row.kind, row.key, row.job_id, row.leaving_id


class QueueRow(QStyledItemDelegate):
    """A row: how urgent, who or what, the first words, when; the act where one points or stands."""

    def __init__(self, shown_in: QueueList) -> None:
        super().__init__(shown_in)
        self._list = shown_in

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, area = index.data(RECORD), QRect(option.rect)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, area, row)
        else:
            paint_ground(painter, option, edge=3 if self._list.hasFocus() else 0)
            inside = area.adjusted(PAD, 0, -PAD, -1)
            if isinstance(row, Matter):
                pointed = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
                self._paint_matter(painter, inside, row, bool(pointed))
            elif isinstance(row, More):
                self._words(painter, inside.adjusted(PILL, 0, 0, 0), row.text, "accent", bold=False)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, row: Heading) -> None:
        painter.fillRect(area, colour("surface"))
        inside = area.adjusted(PAD, 3 * GRID, -PAD, -GRID)
        bold = font(bold=True)
        painter.setFont(bold)
        painter.setPen(colour("text"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, row.title)
        inside.setLeft(inside.left() + QFontMetrics(bold).horizontalAdvance(row.title) + 2 * GRID)
        painter.setFont(font())
        painter.setPen(colour("muted"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, formats.count(row.count))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("border"))

    def _paint_matter(self, painter: QPainter, inside: QRect, row: Matter, pointed: bool) -> None:
        paint_pill(painter, QRect(inside.left(), inside.top(), PILL - 2 * GRID, inside.height()), row.pill)
        right = row.act + "  ↵" if pointed else row.right
        room = 0 if row.job_id else RIGHT
        if room:
            painter.setFont(font(SMALL_PT, bold=pointed))
            painter.setPen(colour("accent" if pointed else "faint"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        words = inside.adjusted(PILL, 0, -(room or RIGHT) - 2 * GRID, 0)
        title = QRect(
            words.left(), words.top(), int(words.width() * LONG_TITLES.get(row.kind, TITLE_SHARE)), words.height()
        )
        self._words(painter, title, row.title, "text", bold=True)
        detail = QRect(title.right() + 2 * GRID, words.top(), words.right() - title.right() - 2 * GRID, words.height())
        self._words(painter, detail, row.detail, "muted", bold=False)

    def _words(self, painter: QPainter, area: QRect, text: str, token: str, *, bold: bool) -> None:
        painter.setFont(font(bold=bold))
        write(painter, area, text, token)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEAD if isinstance(index.data(RECORD), Heading) else ROW)
