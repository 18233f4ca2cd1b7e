"""The tabs of the window: an icon, a word and what waits there."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui import formats
from ui.theme import GRID, colour, font, metrics, paint_icon
from ui.theme.tokens import SMALL_PT
from ui.widgets.buttons import pressed_by_enter

HEIGHT = 44
_ICON = 18
_PAD = 14


class TabButton(QAbstractButton):
    """One tab; the badge is hot when something there is late."""

    def __init__(self, key: str, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.badge = 0
        self.hot = False
        self._icon_name = icon_name
        self.setObjectName(f"tab_{key}")
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_badge(0)

    def set_badge(self, count: int, *, hot: bool = False) -> None:
        """What waits; 0 shows nothing."""
        self.badge, self.hot = count, hot
        waiting = self.tr("{count} waiting").format(count=formats.count(count)) if count else ""
        self.setAccessibleName(f"{self.text()} {waiting}".strip())
        self.updateGeometry()
        self.update()

    def _badge_width(self) -> int:
        if not self.badge:
            return 0
        return max(20, metrics(SMALL_PT).horizontalAdvance(formats.count(self.badge)) + 3 * GRID)

    def sizeHint(self) -> QSize:
        words = metrics(bold=True).horizontalAdvance(self.text())
        badge = self._badge_width() + 2 * GRID if self.badge else 0
        return QSize(2 * _PAD + _ICON + 2 * GRID + words + badge, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour("accent" if self.isChecked() else "text" if self.underMouse() else "muted")
        paint_icon(painter, QRect(_PAD, (self.height() - _ICON) // 2, _ICON, _ICON), self._icon_name, ink)
        painter.setPen(ink)
        painter.setFont(font(bold=self.isChecked()))
        left = _PAD + _ICON + 2 * GRID
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.badge:
            self._paint_badge(painter)
        if self.isChecked():
            painter.fillRect(0, self.height() - 2, self.width(), 2, colour("accent"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 4, -3, -6), 4, 4)

    def _paint_badge(self, painter: QPainter) -> None:
        width, height = self._badge_width(), 18
        box = QRect(self.width() - _PAD - width, (self.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen if self.hot else colour("border"))
        painter.setBrush(colour("bad_soft" if self.hot else "bg"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(colour("bad" if self.hot else "muted"))
        painter.setFont(font(SMALL_PT, figures=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.count(self.badge))
