"""How a cell is painted: quiet lines, pills, the row one stands on marked at its left edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.labels import Label
from ui.tables.records_model import CellRole
from ui.theme import GRID, colour
from ui.widgets.elided import in_two_lines, shortened
from ui.widgets.pills import paint_pill, pill_size

PAD = 10
_ALIGN = Qt.ItemDataRole.TextAlignmentRole


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, edge: int) -> None:
    """The row's ground by what is chosen and pointed at, the rule beneath; `edge`: pixels of the mark at its left."""
    area: QRect = option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(area, colour("row" if chosen else "bg" if hovered else "surface"))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("grid"))
    if chosen:
        painter.fillRect(QRect(area.left(), area.top(), edge, area.height() - 1), colour("accent"))


def cover_begun_row(view: QAbstractItemView) -> None:
    """Over the row that does not fit at the foot of the view, where rows stand above it."""
    port = view.viewport()
    place = view.visualRect(view.indexAt(QPoint(1, port.height() - 1)))
    if place.top() > 0 and place.bottom() > port.height():
        painter = QPainter(port)
        painter.fillRect(0, place.top(), port.width(), port.height() - place.top(), colour("surface"))
        painter.end()


class RecordCell(QStyledItemDelegate):
    """Paints every cell of a TableView."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        paint_ground(painter, option, edge=0 if index.column() else 3)
        inside = option.rect.adjusted(PAD, 0, -PAD, -1)
        pill = index.data(CellRole.PILL)
        if isinstance(pill, Label):
            paint_pill(painter, inside, pill)
        else:
            painter.setFont(index.data(Qt.ItemDataRole.FontRole))
            painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
            letters, text = painter.fontMetrics(), index.data().replace("\n", " ")
            two = inside.height() >= 2 * letters.height() + GRID
            lines = (in_two_lines if two else _in_one_line)(letters, text, inside.width())
            painter.drawText(inside, index.data(_ALIGN), "\n".join(lines))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        pill = index.data(CellRole.PILL)
        if isinstance(pill, Label):
            return pill_size(pill) + QSize(2 * PAD + GRID, 0)
        letters = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
        return QSize(letters.horizontalAdvance(index.data()) + 2 * PAD + 1, letters.height())


def _in_one_line(letters: QFontMetrics, text: str, width: int) -> list[str]:
    return [shortened(letters, text, width)]
