"""What the search of everything found, under its field."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMoveEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.folding import fold
from crm_desktop.search import Hit
from ui.labels import label
from ui.theme import GRID, colour, font, paint_icon
from ui.widgets.acts import ONLY, Act

WIDTH, ROW, ICON, MOST = 560, 36, 16, 12


def marked(text: str, wanted: str) -> list[tuple[str, bool]]:
    """`text` in pieces, those that a word of `wanted` names marked: ("Mąka pszenna", "mak") -> "Mąk" is marked."""
    hot = [False] * len(text)
    letters = [fold(char) or char for char in text]
    starts, plain = [], ""
    for letter in letters:
        starts.append(len(plain))
        plain += letter
    for word in fold(wanted).split():
        for at in _places(plain, word):
            for number, start in enumerate(starts):
                if at <= start < at + len(word):
                    hot[number] = True
    pieces: list[tuple[str, bool]] = []
    for char, is_hot in zip(text, hot, strict=True):
        if pieces and pieces[-1][1] is is_hot:
            pieces[-1] = (pieces[-1][0] + char, is_hot)
        else:
            pieces.append((char, is_hot))
    return pieces


def _places(plain: str, word: str) -> list[int]:
    """Where `word` stands: at the beginning of words, and only where it begins none, anywhere."""
    found = [at for at in range(len(plain)) if plain.startswith(word, at)]
    beginning = [at for at in found if not at or not plain[at - 1].isalnum()]
    return beginning or found


class HitRow(QStyledItemDelegate):
    """Icon, title with what was typed in bold, what tells it apart, and at the right what it is or its key."""

    wanted, act = "", ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit, area = index.data(Qt.ItemDataRole.UserRole), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and isinstance(hit, Hit | Act):
            painter.fillRect(area, colour("row"))
        inside = area.adjusted(2 * GRID, 0, -2 * GRID, 0)
        if isinstance(hit, Hit):
            kind = label(hit.kind)
            self._paint_row(painter, inside, (kind.icon, hit.title, hit.subtitle, kind.text))
        elif isinstance(hit, Act):
            self._paint_row(painter, inside, ("lightning", hit.title, "", hit.key or self.act))
        else:
            painter.setPen(colour("muted"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def _paint_row(self, painter: QPainter, inside: QRect, shown: tuple[str, str, str, str]) -> None:
        """`shown` is the icon, the title, what tells it apart, and what it is."""
        picture, title, subtitle, kind = shown
        paint_icon(painter, QRect(inside.left(), inside.center().y() - ICON // 2, ICON, ICON), picture, colour("muted"))
        painter.setFont(font())
        painter.setPen(colour("faint"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        end = inside.right() - painter.fontMetrics().horizontalAdvance(kind) - 3 * GRID
        at = inside.left() + ICON + 2 * GRID
        at = self._paint_text(painter, QRect(at, inside.top(), end - at, inside.height()), title, "text")
        at += 3 * GRID
        self._paint_text(painter, QRect(at, inside.top(), end - at, inside.height()), subtitle, "muted")

    def _paint_text(self, painter: QPainter, area: QRect, text: str, token: str) -> int:
        """Answers where it ended; what does not fit is elided."""
        painter.setPen(colour(token))
        at = area.left()
        for piece, is_hot in marked(text, self.wanted):
            letters: QFont = font(bold=is_hot)
            metrics = QFontMetrics(letters)
            room = area.right() - at
            if room <= 0:
                break
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            painter.setFont(letters)
            painter.drawText(QRect(at, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            at += metrics.horizontalAdvance(shown)
        return at

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH, ROW)


class Hits(QFrame):
    """`chosen` carries the Hit, an act is done at once; from the field Up and Down move, Enter opens, Escape leaves."""

    chosen = Signal(object)

    def __init__(self, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.setObjectName("hits")
        self.setProperty("look", "found")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = HitRow(self._list)
        self._rows.act = self.tr("Command")
        self._list.setItemDelegate(self._rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(self._list)
        self._list.itemActivated.connect(self._on_item)
        self._list.itemClicked.connect(self._on_item)
        field.installEventFilter(self)
        self._list.installEventFilter(self)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], acts: Sequence[Act] = ()) -> None:
        """Records first, then what can be done."""
        if not self._field.text().strip():
            return  # what was asked has been cleared meanwhile
        self._rows.wanted = self._field.text().lstrip(ONLY)
        self._list.clear()
        records = hits[: MOST - len(acts)]
        for hit in records:
            self._add((label(hit.kind).text, hit.title, hit.subtitle), hit)
        for act in acts:
            self._add((self._rows.act, act.title, act.key), act)
        shown = len(records) + len(acts)
        if not shown:
            self._list.addItem(self.tr("Nothing found."))
        self._list.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """Under the field, wherever that is now."""
        corner = self._field.mapTo(self.parentWidget(), QPoint(0, self._field.height() + GRID))
        width = min(max(self._field.width(), WIDTH), self.parentWidget().width() - 2 * GRID)
        left = max(GRID, min(corner.x(), self.parentWidget().width() - width - 2 * GRID))
        self.setGeometry(left, corner.y(), width, ROW * min(self._list.count(), MOST) + 3 * GRID)

    def _add(self, words: tuple[str, ...], what: Hit | Act) -> None:
        item = QListWidgetItem(" · ".join(part for part in words if part))
        item.setData(Qt.ItemDataRole.UserRole, what)
        self._list.addItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        found = item.data(Qt.ItemDataRole.UserRole)
        if found is None:
            return
        self.hide()
        if isinstance(found, Act):
            self._field.clear()
            self._field.clearFocus()
            found.run()
        else:
            self.chosen.emit(found)

    def eventFilter(self, watched: object, event: object) -> bool:
        if isinstance(event, QMoveEvent | QResizeEvent) and watched is self._field and self.isVisible():
            self._place()
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress or not self.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Escape:
                self.hide()
                self._field.setFocus()
                return True
            case Qt.Key.Key_Down if watched is self._field:
                self._list.setCurrentRow(min(self._list.currentRow() + 1, self._list.count() - 1))
                return True
            case Qt.Key.Key_Up if watched is self._field:
                self._list.setCurrentRow(max(self._list.currentRow() - 1, 0))
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if watched is self._field:
                current = self._list.currentItem()
                if current is not None:
                    self._on_item(current)
                return True
            case _:
                return False
