"""Three buttons: the main one of a page, an ordinary one, a quiet one. Each shows its key."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import icon

ICON = QSize(22, 16)
"""Wider than high: Qt leaves no room of its own between icon and word."""


class Button(QPushButton):
    """An ordinary act. `shortcut` is portable ("Ctrl+Return", "A") and stands in the tooltip."""

    look = ""
    icon_token = "muted"

    def __init__(self, text: str, icon_name: str = "", shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if self.look:
            self.setProperty("look", self.look)
        if icon_name:
            self.setIcon(icon(icon_name, token=self.icon_token))
            self.setIconSize(ICON)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
            keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{text} ({keys})")


class PrimaryButton(Button):
    """The one main button of a page."""

    look = "primary"
    icon_token = "on_accent"


class QuietButton(Button):
    """What one may do but seldom does."""

    look = "quiet"


class LinkButton(Button):
    """A place to go, within a text."""

    look = "link"
    icon_token = "accent"
