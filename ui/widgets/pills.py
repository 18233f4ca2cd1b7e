"""A pill: a word with its meaning as colour and icon; as a widget and as paint for tables and lists."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.labels import Label
from ui.theme import GRID, Meaning, colour, font, metrics, paint_icon
from ui.theme.meaning import ground, icon_name, ink
from ui.theme.tokens import SMALL_PT

_PAD = 2 * GRID
_MARK = 13


def pill_size(label: Label) -> QSize:
    """What `paint_pill` needs."""
    letters = metrics(SMALL_PT, bold=True)
    return QSize(letters.horizontalAdvance(label.text) + 2 * _PAD + _MARK + GRID, letters.height() + GRID)


def paint_pill(painter: QPainter, area: QRect, label: Label, *, at_right: bool = False) -> int:
    """Paints `label` within `area`, vertically centred, at one side; answers the width taken."""
    size = pill_size(label)
    width = min(size.width(), area.width())
    left = area.right() + 1 - width if at_right else area.left()
    box = QRect(left, area.center().y() - size.height() // 2 + 1, width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour("border") if label.meaning is Meaning.PLAIN else Qt.PenStyle.NoPen)
    painter.setBrush(ground(label.meaning))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    ink_now = ink(label.meaning)
    mark = QRect(box.left() + _PAD, box.center().y() - _MARK // 2, _MARK, _MARK)
    paint_icon(painter, mark, label.icon or icon_name(label.meaning), ink_now)
    painter.setPen(ink_now)
    painter.setFont(font(SMALL_PT, bold=True))
    text = box.adjusted(_PAD + _MARK + GRID, 0, -_PAD + 2, 0)
    shown = metrics(SMALL_PT, bold=True).elidedText(label.text, Qt.TextElideMode.ElideRight, text.width())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
    return width


class StatusPill(QWidget):
    """One label, as wide as it needs."""

    def __init__(self, label: Label, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_label(label)

    @property
    def label(self) -> Label:
        return self._label

    def show_label(self, label: Label) -> None:
        self._label = label
        self.setAccessibleName(label.text)
        self.setToolTip(label.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._label) + QSize(2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect().adjusted(1, 0, -1, -1), self._label)
