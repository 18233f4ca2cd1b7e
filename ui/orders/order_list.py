"""The orders at the left, three lines each, and how one of them is painted on the board too."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from crm_desktop.orders.records import OrderRow
from ui import formats
from ui.labels import label
from ui.tables import TableView
from ui.tables.painted_rows import LEFT, PAD, RIGHT, PaintedRow, PaintedRows, write
from ui.theme import GRID, colour, font, metrics
from ui.theme.tokens import SMALL_PT
from ui.widgets.elided import in_few_lines
from ui.widgets.pills import paint_pill, pill_size

NUMBER = 96
"""Left for the number of an order, however long the word of its state is."""
MOST_LINES = 4


def since(row: OrderRow) -> str:
    """Since when it stands at its step, and who put it there."""
    return " · ".join(part for part in (formats.when(row.moved_at), row.moved_by) if part)


def spoken(row: OrderRow) -> str:
    """The whole row for a screen reader."""
    return ", ".join((row.number, row.customer, label(row.status).text, gross(row), since(row)))


def gross(row: OrderRow) -> str:
    return formats.money(row.net + row.vat, currency=row.currency)


class OrderCell(PaintedRow):
    """Number and status; customer; amount and since when. On the board the column says the status."""

    def __init__(self, shown_in: TableView, *, status: bool) -> None:
        super().__init__(shown_in)
        self._status = status

    def inside(self, area: QRect) -> QRect:
        pad = side_pad(status=self._status)
        return area.adjusted(pad, 2 * GRID + 1, -pad, -2 * GRID)

    def paint_record(self, painter: QPainter, inside: QRect, record: OrderRow) -> None:
        body, small = metrics(), metrics(SMALL_PT)
        first = QRect(inside.left(), inside.top(), inside.width(), body.height() + 2)
        named = customer_lines(record, inside.width(), status=self._status)
        second = QRect(inside.left(), first.bottom() + 3, inside.width(), body.lineSpacing() * len(named))
        third = QRect(inside.left(), second.bottom() + 3, inside.width(), small.height())
        room = first.width()
        if self._status:
            pill = label(record.status)
            room -= min(pill_size(pill).width(), first.width() - NUMBER) + 2 * GRID
            paint_pill(painter, first.adjusted(room + 2 * GRID, 0, 0, 0), pill, at_right=True)
        painter.setFont(font(bold=True))
        write(painter, QRect(first.left(), first.top(), room, first.height()), record.number)
        painter.setFont(font())
        painter.setPen(colour("text"))
        painter.drawText(second, LEFT | Qt.TextFlag.TextDontClip, "\n".join(named))
        amount = gross(record)
        painter.setFont(font(SMALL_PT, figures=True))
        painter.setPen(colour("muted"))
        painter.drawText(third, RIGHT, amount)
        taken = painter.fontMetrics().horizontalAdvance(amount) + 2 * GRID
        told = since(record) if self._status else formats.hour_or_day(record.moved_at)
        painter.setFont(font(SMALL_PT))
        write(painter, third.adjusted(0, 0, -taken, 0), told, "faint")


def side_pad(*, status: bool) -> int:
    return PAD if status else PAD - 4


def customer_lines(row: OrderRow, width: int, *, status: bool) -> list[str]:
    """A column of the board is narrow: the customer has as many lines there as the name needs."""
    return in_few_lines(metrics(), row.customer, width, 1 if status else MOST_LINES)


def row_height(lines: int) -> int:
    """With so many lines for the customer."""
    return metrics().height() + lines * metrics().lineSpacing() + metrics(SMALL_PT).height() + 6 * GRID


class OrderRows(PaintedRows):
    """One column of orders, painted by OrderCell."""

    def __init__(self, name: str, title: str, empty: str, *, status: bool, empty_action: str = "") -> None:
        super().__init__(spoken, name=name, title=title, empty=empty, empty_action=empty_action, hint=spoken)
        self.dress(OrderCell(self, status=status), row_height(1))

    def step(self, by: int) -> None:
        """To the next or the one before."""
        rows = self.records_model.rowCount()
        if rows:
            self.choose_row(max(0, min(self.current_row() + by, rows - 1)))

    def shown(self) -> Sequence[OrderRow]:
        return self.records_model.records
