"""How a cell is painted: quiet lines, pills, the row one stands on marked at its left edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.labels import Label
from ui.tables.records_model import CellRole
from ui.theme import GRID, colour
from ui.widgets.elided import in_two_lines, shortened
from ui.widgets.pills import paint_pill, pill_size

PAD = 10
_ALIGN = Qt.ItemDataRole.TextAlignmentRole


class RecordCell(QStyledItemDelegate):
    """Paints every cell of a TableView."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(area, colour("row" if chosen else "bg" if hovered else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("grid"))
        if chosen and index.column() == 0:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height() - 1), colour("accent"))
        inside = area.adjusted(PAD, 0, -PAD, -1)
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
