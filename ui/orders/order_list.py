"""The orders at the left, three lines each, and how one of them is painted on the board too."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.clock import now
from crm_desktop.orders.records import OrderRow
from ui import formats
from ui.labels import label
from ui.tables import Column, TableView
from ui.tables.records_model import CellRole
from ui.theme import GRID, colour, font, metrics
from ui.theme.tokens import BODY_PT, SMALL_PT
from ui.widgets.elided import in_two_lines
from ui.widgets.pills import paint_pill, pill_size

PAD = 14
NUMBER = 96
"""Left for the number of an order, however long the word of its state is."""


def since(row: OrderRow) -> str:
    """Since when it stands at its step, and who put it there."""
    return " · ".join(part for part in (formats.when(row.moved_at), row.moved_by) if part)


def spoken(row: OrderRow) -> str:
    """The whole row for a screen reader."""
    return ", ".join((row.number, row.customer, label(row.status).text, gross(row), since(row)))


def gross(row: OrderRow) -> str:
    return formats.money(row.net + row.vat, currency=row.currency)


class OrderCell(QStyledItemDelegate):
    """Number and status; customer; amount and since when. On the board the column says the status."""

    def __init__(self, shown_in: TableView, *, status: bool) -> None:
        super().__init__(shown_in)
        self._table, self._status = shown_in, status

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
            focused = self._table.hasFocus()
            painter.fillRect(QRect(area.left(), area.top(), 4 if focused else 3, area.height() - 1), colour("accent"))
        if isinstance(row, OrderRow):
            pad = PAD if self._status else PAD - 4
            self._paint_row(painter, area.adjusted(pad, 2 * GRID + 1, -pad, -2 * GRID), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, inside: QRect, row: OrderRow) -> None:
        body, small = metrics(), metrics(SMALL_PT)
        first = QRect(inside.left(), inside.top(), inside.width(), body.height() + 2)
        named = body.height() * (1 if self._status else 2)
        second = QRect(inside.left(), first.bottom() + 3, inside.width(), named)
        third = QRect(inside.left(), second.bottom() + 3, inside.width(), small.height())
        room = first.width()
        if self._status:
            pill = label(row.status)
            room -= min(pill_size(pill).width(), first.width() - NUMBER) + 2 * GRID
            paint_pill(painter, first.adjusted(room + 2 * GRID, 0, 0, 0), pill, at_right=True)
        _words(painter, QRect(first.left(), first.top(), room, first.height()), row.number, "text", bold=True)
        if self._status:
            _words(painter, second, row.customer, "text")
        else:
            painter.setFont(font())
            painter.setPen(colour("text"))
            lines = in_two_lines(body, row.customer, second.width())
            painter.drawText(second, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, "\n".join(lines))
        amount = gross(row)
        painter.setFont(font(SMALL_PT, figures=True))
        painter.setPen(colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(third, right, amount)
        taken = painter.fontMetrics().horizontalAdvance(amount) + 2 * GRID
        told = since(row) if self._status else _briefly(row)
        _words(painter, third.adjusted(0, 0, -taken, 0), told, "faint", small=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(140, self._table.verticalHeader().defaultSectionSize())


def _briefly(row: OrderRow) -> str:
    """The hour of today, else the day: a column of the board is narrow."""
    day, today = formats.local(row.moved_at).date(), formats.local(now()).date()
    return formats.clock_time(row.moved_at) if day == today else formats.day(day, today=today)


def _words(painter: QPainter, area: QRect, text: str, token: str, *, bold: bool = False, small: bool = False) -> None:
    points = SMALL_PT if small else BODY_PT
    painter.setFont(font(points, bold=bold))
    painter.setPen(colour(token))
    shown = metrics(points, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def row_height(*, status: bool) -> int:
    """A column of the board is narrow: the customer has two lines there."""
    return (2 if status else 3) * metrics().height() + metrics(SMALL_PT).height() + 6 * GRID


class OrderRows(TableView):
    """One column of orders, painted by OrderCell."""

    def __init__(self, name: str, title: str, empty: str, *, status: bool, empty_action: str = "") -> None:
        column = Column("order", title, spoken, stretch=True, hint=spoken)
        super().__init__([column], name=name, title=title, empty=empty, empty_action=empty_action)
        self.horizontalHeader().hide()
        self.setSortingEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(OrderCell(self, status=status))
        self.verticalHeader().setDefaultSectionSize(row_height(status=status))

    def step(self, by: int) -> None:
        """To the next or the one before."""
        rows = self.records_model.rowCount()
        if rows:
            self.choose_row(max(0, min(self.current_row() + by, rows - 1)))

    def shown(self) -> Sequence[OrderRow]:
        return self.records_model.records
