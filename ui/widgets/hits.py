"""What the search of everything found, under its field."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.search import Hit
from ui.labels import label
from ui.theme import GRID

WIDTH, ROW, MOST = 460, 34, 12


class Hits(QFrame):
    """`chosen` carries the Hit; Down from the field walks into the list, Escape leaves it."""

    chosen = Signal(object)

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.setObjectName("hits")
        self.setProperty("look", "card")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setUniformItemSizes(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(self._list)
        self._list.itemActivated.connect(self._on_item)
        self._list.itemClicked.connect(self._on_item)
        field.installEventFilter(self)
        self._list.installEventFilter(self)
        self.hide()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self._list.clear()
        for hit in hits[:MOST]:
            item = QListWidgetItem(" · ".join(part for part in (label(hit.kind).text, hit.title, hit.subtitle) if part))
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._list.addItem(item)
        if not hits:
            self._list.addItem(self.tr("Nothing found."))
        self._list.setCurrentRow(0)
        corner = self._field.mapTo(self.parentWidget(), QPoint(0, self._field.height() + GRID))
        width = max(self._field.width(), WIDTH)
        left = max(GRID, min(corner.x(), self.parentWidget().width() - width - 2 * GRID))
        self.setGeometry(left, corner.y(), width, ROW * min(max(len(hits), 1), MOST) + 3 * GRID)
        self.show()
        self.raise_()

    def _on_item(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        if hit is not None:
            self.hide()
            self.chosen.emit(hit)

    def eventFilter(self, watched: object, event: object) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress or not self.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Escape:
                self.hide()
                self._field.setFocus()
                return True
            case Qt.Key.Key_Down if watched is self._field:
                self._list.setFocus()
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if watched is self._field:
                current = self._list.currentItem()
                if current is not None:
                    self._on_item(current)
                return True
            case _:
                return False
