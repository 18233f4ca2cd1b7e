"""A button that says what is chosen and opens the list of choices; by keyboard Space, arrows, Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.plain import tip
from ui.widgets.buttons import pressed_by_enter

WIDEST, WIDEST_TITLED = 170, 260
ARROW_AND_PAD = 46


class MenuButton(QPushButton):
    """One of several keys; `chosen` carries it when a person picks another."""

    chosen = Signal(str)

    def __init__(self, title: str, name: str, *, prefix: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title, self._prefix, self.key = title, prefix, ""
        self._choices: tuple[tuple[str, str], ...] = ()
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_action)
        self.setMenu(self._menu)

    def set_choices(self, choices: Sequence[tuple[str, str]], key: str | None = None) -> None:
        """Keys and words; what was chosen stays if it is still there, else the first."""
        wanted = self.key if key is None else key
        self._choices = tuple(choices)
        self._menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        for value, text in self._choices:
            action = self._menu.addAction(text.replace("&", "&&"))
            action.setData(value)
            action.setCheckable(True)
            self._group.addAction(action)
        self.choose(wanted if wanted in self.keys() else (self.keys() or [""])[0])

    def keys(self) -> list[str]:
        return [key for key, _ in self._choices]

    def choose(self, key: str) -> None:
        """Without a signal."""
        self.key = key
        text = dict(self._choices).get(key, "")
        for action in self._group.actions():
            action.setChecked(action.data() == key)
        whole = f"{self._title}: {text}" if self._prefix else text
        widest = WIDEST_TITLED if self._prefix else WIDEST
        self.setText(self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, widest).replace("&", "&&"))
        self.setToolTip(tip(f"{self._title}: {text}"))
        self.setAccessibleName(f"{self._title}: {text}")

    @property
    def word(self) -> str:
        return dict(self._choices).get(self.key, "")

    def sizeHint(self) -> QSize:
        """The style's own leaves room for its arrow twice."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + ARROW_AND_PAD, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _on_action(self, action: QAction) -> None:
        self.choose(str(action.data()))
        self.chosen.emit(self.key)
