"""Three buttons: the main one of a page, an ordinary one, a quiet one. Each shows its key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.theme import GRID, icon
from ui.widgets.keycap import key_width, paint_key

ICON = QSize(22, 16)
"""Wider than high: Qt leaves no room of its own between icon and word."""


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the focus, as Space does; Qt does so in dialogs alone."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    button.click()
    return True


class Button(QPushButton):
    """An ordinary act. `shortcut` is portable ("Ctrl+Return", "A") and stands in the tooltip."""

    look = ""
    icon_token = "muted"

    def __init__(self, text: str, icon_name: str = "", shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key: QShortcut | None = None
        self.allowed = True
        if self.look:
            self.setProperty("look", self.look)
        if icon_name:
            self.setIcon(icon(icon_name, token=self.icon_token))
            self.setIconSize(ICON)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
            keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{text} ({keys})")

    def allow(self, allowed: bool) -> None:
        """What the role of who sits here may not do is never shown, and its key does nothing."""
        self.allowed = allowed
        if not allowed:
            super().setVisible(False)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible and self.allowed)

    def setShortcut(self, keys: QKeySequence | QKeySequence.StandardKey | str | int) -> None:
        """Its key presses it at once; Qt's own would show it held down for a tenth of a second first."""
        if self._key is None:
            self._key = QShortcut(self)
            self._key.activated.connect(self.click)
        self._key.setKey(QKeySequence(keys))
        self.updateGeometry()

    def shortcut(self) -> QKeySequence:
        return self._key.key() if self._key is not None else QKeySequence()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one main button of a page; its key stands in it."""

    look = "primary"
    icon_token = "on_accent"

    def _keys(self) -> str:
        return self.shortcut().toString(QKeySequence.SequenceFormat.PortableText)

    def _room(self) -> int:
        """What the key takes."""
        return key_width(self._keys()) + 2 * GRID if self._keys() else 0

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._room(), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        whole = self.rect()
        option.rect = whole.adjusted(0, 0, -self._room(), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if self._keys():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink = "on_accent" if self.isEnabled() else "muted"
            paint_key(painter, self._keys(), right=whole.right() - 2 * GRID - 1, middle=whole.height() / 2, ink=ink)
        painter.end()


class QuietButton(Button):
    """What one may do but seldom does."""

    look = "quiet"


class LinkButton(Button):
    """A place to go, within a text."""

    look = "link"
    icon_token = "accent"
