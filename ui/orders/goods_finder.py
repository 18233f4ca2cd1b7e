"""The field that takes goods by name, code or scanner, and what it found beneath it."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
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

from crm_desktop.orders.goods import Offered, find_goods, read_code
from ui import formats
from ui.seat import Seat
from ui.theme import GRID, colour, font, icon
from ui.widgets.elided import shortened
from ui.widgets.hits import marked

WIDTH, ROW, LEAST, MOST, PAUSE_MS = 740, 34, 4, 12, 90
CODE, AVAILABLE, PRICE = 96, 110, 90
BOLDER = 16
"""What the letters that were typed may take more than the others."""
ONE = 1000
_TIMES = re.compile(r"^\s*(\d{1,6})\s*[*x×]\s*(.*)$")


def times_of(typed: str) -> tuple[int, str]:
    """ "12*mąka" -> (12, "mąka"); without a number once."""
    found = _TIMES.match(typed)
    if found is None or not int(found[1]):
        return 1, typed.strip()
    return int(found[1]), found[2].strip()


class FoundRow(QStyledItemDelegate):
    """Name with what was typed in bold, code, what is available, price."""

    wanted = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found, area = index.data(Qt.ItemDataRole.UserRole), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and isinstance(found, Offered):
            painter.fillRect(area, colour("row"))
        inside = area.adjusted(3 * GRID, 0, -3 * GRID, 0)
        if isinstance(found, Offered):
            self._paint_found(painter, inside, found)
        else:
            painter.setPen(colour("muted"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def _paint_found(self, painter: QPainter, inside: QRect, found: Offered) -> None:
        product = found.product
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(figures=True))
        painter.setPen(colour("text"))
        painter.drawText(inside, right, formats.price(product.net_price))
        there = inside.adjusted(0, 0, -PRICE, 0)
        painter.setPen(colour("good" if product.available > 0 else "bad"))
        painter.drawText(there, right, formats.quantity(product.available, product.unit))
        code = QRect(there.right() - AVAILABLE - CODE, inside.top(), CODE, inside.height())
        painter.setPen(colour("muted"))
        shown = painter.fontMetrics().elidedText(product.code, Qt.TextElideMode.ElideRight, CODE)
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, shown)
        self._paint_name(
            painter, QRect(inside.left(), inside.top(), code.left() - inside.left() - 8, ROW), product.name
        )

    def _paint_name(self, painter: QPainter, area: QRect, name: str) -> None:
        at = area.left()
        painter.setPen(colour("text"))
        fits = shortened(QFontMetrics(font()), name, area.width() - BOLDER)
        for piece, is_hot in marked(fits, self.wanted):
            letters = font(bold=is_hot)
            metrics, room = QFontMetrics(letters), area.right() - at
            if room <= 0:
                return
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            painter.setFont(letters)
            painter.drawText(QRect(at, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            at += metrics.horizontalAdvance(shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH, ROW)


class GoodsFinder(QLineEdit):
    """`chosen` carries an Offered, its quantity and whether a code named it exactly (then one scans on).

    `unknown` carries what nothing stands for; `left_down` when Down leaves the field for the lines.
    """

    chosen = Signal(object, int, bool)
    unknown = Signal(str)
    left_down = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.above: QWidget | None = None
        """What the list of goods found leaves free beneath it; more of them are scrolled."""
        self.warehouse_id, self.costs = 1, False
        self.setObjectName("goods_search")
        self.setProperty("look", "search")
        self.setAccessibleName(self.tr("Goods: name, code or barcode"))
        self.setPlaceholderText(self.tr("Name, code or scan…"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._following = QTimer(self)  # what is above the field may grow, the window may have another size
        self._following.setInterval(PAUSE_MS)
        self._following.timeout.connect(self._follow)
        self._popup: QFrame | None = None
        self._pause.timeout.connect(self._search)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.textChanged.connect(self._on_changed)

    def _open_popup(self) -> QListWidget:
        if self._popup is None:
            self._popup = QFrame(self.window())
            self._popup.setProperty("look", "found")
            self._list = QListWidget()
            self._list.setObjectName("found_goods")
            self._list.setAccessibleName(self.tr("Goods found"))
            self._list.setUniformItemSizes(True)
            self._list.setFrameShape(QFrame.Shape.NoFrame)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._rows = FoundRow(self._list)
            self._list.setItemDelegate(self._rows)
            column = QVBoxLayout(self._popup)
            column.setContentsMargins(GRID, GRID, GRID, GRID)
            column.addWidget(self._list)
            self._list.itemClicked.connect(self._on_item)
        return self._list

    @property
    def popup_is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def close_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _on_changed(self, typed: str) -> None:
        if not typed.strip():
            self.close_popup()

    def _search(self) -> None:
        _, wanted = times_of(self.text())
        house, costs = self.warehouse_id, self.costs
        if wanted:
            self._seat.read(
                lambda session: find_goods(session, wanted, warehouse_id=house, costs=costs, limit=MOST),
                self._show_found,
                owner=self,
                latest="goods",
            )

    def _show_found(self, found: Sequence[Offered]) -> None:
        _, wanted = times_of(self.text())
        if not wanted or not self.isVisible():
            return
        rows = self._open_popup()
        self._rows.wanted = wanted
        rows.clear()
        for one in found:
            item = QListWidgetItem(f"{one.product.name} · {one.product.code}")
            item.setData(Qt.ItemDataRole.UserRole, one)
            rows.addItem(item)
        if not found:
            rows.addItem(self.tr("No matching goods."))
        rows.setCurrentRow(0)
        self._place(max(1, min(len(found), MOST)))

    def _place(self, rows: int) -> None:
        assert self._popup is not None
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + GRID))
        width = min(max(self.width(), WIDTH), window.width() - 2 * GRID)
        left = max(GRID, min(corner.x(), window.width() - width - 2 * GRID))
        foot = self.above.mapTo(window, QPoint()).y() if self.above is not None else window.height()
        rows = max(LEAST, min(rows, (foot - corner.y() - 3 * GRID) // ROW)) if rows > LEAST else rows
        place = QRect(left, corner.y(), width, ROW * rows + 2 * GRID + 2)
        if self.popup_is_open and self._popup.geometry() == place:
            return
        self._popup.setGeometry(place)
        self._popup.show()
        self._popup.raise_()
        self._following.start()

    def _follow(self) -> None:
        """The list stays under its field."""
        if self.popup_is_open:
            self._place(self._list.count())
        else:
            self._following.stop()

    def _current(self) -> Offered | None:
        item = self._list.currentItem() if self.popup_is_open else None
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Offered) else None

    def _on_item(self, item: QListWidgetItem) -> None:
        found = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(found, Offered):
            self._take(found, times_of(self.text())[0] * ONE, exact=False)

    def _take(self, found: Offered, quantity: int, *, exact: bool) -> None:
        self._pause.stop()
        self.clear()
        self.close_popup()
        self.chosen.emit(found, quantity, exact)

    def _on_enter(self) -> None:
        """A code that names goods exactly goes before what is marked in the list; a scanner ends with Enter."""
        times, wanted = times_of(self.text())
        if not wanted:
            return
        pointed, house, costs = self._current(), self.warehouse_id, self.costs

        def query(session: object) -> tuple[Offered, int] | list[Offered]:
            hit = read_code(session, wanted, warehouse_id=house, costs=costs)  # type: ignore[arg-type]
            if hit is not None or pointed is not None:
                return hit or []
            return find_goods(session, wanted, warehouse_id=house, costs=costs, limit=1)  # type: ignore[arg-type]

        def show(found: tuple[Offered, int] | list[Offered]) -> None:
            if isinstance(found, tuple):
                self._take(found[0], found[1] * times, exact=True)
            elif pointed is not None:
                self._take(pointed, times * ONE, exact=False)
            elif found:
                self._take(found[0], times * ONE, exact=False)
            else:
                QApplication.beep()
                self.selectAll()
                self.unknown.emit(wanted)

        self._pause.stop()
        self._seat.read(query, show, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_enter()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.popup_is_open:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(0, min(self._list.currentRow() + by, self._list.count() - 1)))
            case Qt.Key.Key_Down:
                self.left_down.emit()
            case Qt.Key.Key_Escape if self.popup_is_open or self.text():
                self.close_popup()
                self.clear()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.close_popup()
