"""The sheet of keys (?): what each does here and everywhere, read off the buttons and menus that are there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import GAP, GRID
from ui.widgets.buttons import QuietButton
from ui.widgets.cards import text_label

WIDTH, HEIGHT = 720, 520
Keys = tuple[str, str]
"""(what it does, its key as this machine writes it)."""


def native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def keys_of_menus(bar: QMenuBar) -> list[Keys]:
    """Every entry with a key, in the order of the menus."""
    found: list[Keys] = []
    waiting: list[QAction] = list(bar.actions())
    while waiting:
        action = waiting.pop(0)
        menu = action.menu()
        if menu is not None:
            waiting = [*menu.actions(), *waiting]
        elif not action.shortcut().isEmpty():
            found.append((action.iconText(), native(action.shortcut())))
    return found


def keys_of_page(page: QWidget) -> list[Keys]:
    """Every visible button with a key, then the shortcuts that say what they do (`whatsThis`)."""
    found: list[Keys] = []
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and not button.shortcut().isEmpty():
            found.append(((button.text() or button.accessibleName()).replace("&", ""), native(button.shortcut())))
    for shortcut in page.findChildren(QShortcut):
        if shortcut.whatsThis():
            found.append((shortcut.whatsThis(), native(shortcut.key())))
    return list(dict.fromkeys(found))


class ShortcutSheet(QFrame):
    """Over the middle of the window; Escape, ? or a click on the cross closes it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("shortcut_sheet")
        self.setProperty("look", "toast")
        self.setAccessibleName(self.tr("Keys"))
        self._back: QWidget | None = None
        self._close = QuietButton(self.tr("Close"), "x")
        self._close.setObjectName("close_sheet")
        self._close.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(text_label(self.tr("Keys"), "title"))
        head.addStretch(1)
        head.addWidget(self._close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, GAP, 4 * GRID, GAP)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        over.installEventFilter(self)
        self.hide()

    def begin(self, groups: Sequence[tuple[str, Sequence[Keys]]]) -> None:
        """Groups side by side: a title, and what its keys do."""
        self._back = self.window().focusWidget()
        inside = QWidget()
        inside.setProperty("look", "raised")
        row = QHBoxLayout(inside)
        row.setSpacing(8 * GRID)
        for title, keys in groups:
            if keys:
                row.addLayout(self._group(title, keys), 1)
        self._scroll.setWidget(inside)
        self._place()
        self.show()
        self.raise_()
        self._close.setFocus()

    def _group(self, title: str, keys: Sequence[Keys]) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(GRID)
        grid.setHorizontalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for number, (does, key) in enumerate(keys):
            grid.addWidget(text_label(key, "key"), number, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(text_label(does), number, 1)
        column = QVBoxLayout()
        column.setSpacing(2 * GRID)
        column.addWidget(text_label(title, "heading"))
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def leave(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        inside = self._scroll.widget()
        needed = inside.sizeHint().height() + 18 * GRID if inside is not None else HEIGHT
        width, height = min(WIDTH, over.width() - 2 * GAP), min(needed, HEIGHT, over.height() - 2 * GAP)
        self.setGeometry((over.width() - width) // 2, (over.height() - height) // 2, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question):
            self.leave()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
