"""Tables of one column whose rows are painted whole: a record in a few lines, beside them what is chosen of it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ui.tables.cells import paint_ground
from ui.tables.columns import Column
from ui.tables.records_model import CellRole
from ui.tables.table_view import TableView
from ui.theme import GRID, colour

PAD = 14
LEFT = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def write(painter: QPainter, area: QRect, text: str, token: str = "text") -> None:
    """One line in the painter's letters, shortened at its end where it does not fit."""
    painter.setPen(colour(token))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, LEFT, shown)


class PaintedRow(QStyledItemDelegate):
    """Paints the ground of a row; what stands on it is `paint_record`'s."""

    def __init__(self, shown_in: TableView) -> None:
        super().__init__(shown_in)
        self._table = shown_in

    def inside(self, area: QRect) -> QRect:
        """Where the lines stand."""
        return area.adjusted(PAD, 3 * GRID - 2, -PAD, -2 * GRID)

    def paint_record(self, painter: QPainter, inside: QRect, record: Any) -> None:
        raise NotImplementedError

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        paint_ground(painter, option, edge=4 if self._table.hasFocus() else 3)
        record = index.data(CellRole.RECORD)
        if record is not None:
            self.paint_record(painter, self.inside(option.rect), record)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(140, self._table.verticalHeader().defaultSectionSize())


class PaintedRows(TableView):
    """`spoken` is the whole record for a screen reader; `dress` says who paints it, and how high."""

    def __init__(
        self,
        spoken: Callable[[Any], str],
        *,
        name: str,
        title: str,
        empty: str,
        empty_action: str = "",
        hint: Callable[[Any], str] | None = None,
    ) -> None:
        column = Column("record", title, spoken, stretch=True, hint=hint)
        super().__init__([column], name=name, title=title, empty=empty, empty_action=empty_action)
        self.horizontalHeader().hide()
        self.setSortingEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def dress(self, cell: PaintedRow, height: int) -> None:
        self.setItemDelegate(cell)
        self.verticalHeader().setDefaultSectionSize(height)
