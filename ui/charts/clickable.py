"""What both charts share: shapes one can point at, press, and walk through by keyboard."""

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPolygonF
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from ui.plain import tip

SCROLL_PAST = 36
"""Pixels more than a shape, so that one sees that more follows and no head lies on it."""


class ClickableChart(QWidget):
    """Painted shapes with a key each. Arrows move, Enter or Space presses, the pointer shows figures."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._at = -1
        self._hovered = -1

    def keys(self) -> list[str]:
        """The keys of the shapes, in reading order."""
        raise TypeError(f"{type(self).__name__} says which shapes it has")

    def words(self, index: int) -> str:
        """One shape as a sentence: tooltip and screen reader."""
        raise TypeError(f"{type(self).__name__} says what a shape means")

    def shape(self, index: int) -> QPolygonF:
        """Where a shape is, in pixels of the widget."""
        raise TypeError(f"{type(self).__name__} says where a shape is")

    @property
    def current_key(self) -> str:
        """The shape one stands on by keyboard; "" for none."""
        return self.keys()[self._at] if 0 <= self._at < len(self.keys()) else ""

    def index_at(self, point: QPointF) -> int:
        """Which shape lies under `point`; -1 for none."""
        for index in range(len(self.keys())):
            if self.shape(index).containsPoint(point, Qt.FillRule.OddEvenFill):
                return index
        return -1

    def _move_to(self, index: int) -> None:
        self._at = index
        self.setAccessibleDescription(self.words(index))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._bring_into_sight(self.shape(index).boundingRect().toRect())
        self.update()

    def _bring_into_sight(self, place: QRect) -> None:
        """Where the chart is scrolled."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            middle, half = self.mapTo(area.widget(), place.center()), place.size() / 2
            area.ensureVisible(
                middle.x(), middle.y(), min(half.width(), area.width() // 3), half.height() + SCROLL_PAST
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.keys()) - 1
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Right if last >= 0:
                self._move_to(min(self._at + 1, last))
            case Qt.Key.Key_Up | Qt.Key.Key_Left if last >= 0:
                self._move_to(max(self._at - 1, 0))
            case Qt.Key.Key_Home if last >= 0:
                self._move_to(0)
            case Qt.Key.Key_End if last >= 0:
                self._move_to(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self.current_key:
                self.pressed.emit(self.current_key)
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.index_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self.setCursor(Qt.CursorShape.PointingHandCursor if found >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.index_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found >= 0:
            self._move_to(found)
            self.pressed.emit(self.keys()[found])

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.index_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self.words(found)) if found >= 0 else "", self)
            return True
        return super().event(event)
