"""Toasts: what succeeded goes by itself, what was refused stays until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.theme import GAP, GRID, Meaning, icon
from ui.theme.meaning import icon_name, word
from ui.widgets.free_place import controls_of, free_place, rows_of

SHOWN_MS = 6_000
LOOK_MS = 250
"""How often it is looked whether something new lies under them."""
WIDTH = 420
SEEN, HELD = 2, 8
"""So many lie over the page; those before them wait their turn, and of many the oldest goes."""


class Toast(QFrame):
    """One message with its meaning as icon, word and colour, and at most one action."""

    def __init__(self, parent: QWidget, text: str, meaning: Meaning) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("look", "toast")
        self.setAccessibleName(f"{word(meaning)}: {text}")
        self.text = text
        self.meaning = meaning
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GAP, GAP, 2 * GRID, GAP)
        mark = QLabel()
        token = "muted" if meaning is Meaning.PLAIN else meaning.value
        mark.setPixmap(icon(icon_name(meaning), token=token).pixmap(20))
        message = QLabel(text)
        message.setWordWrap(True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setToolTip(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.close_toast)
        self._row.setSpacing(2 * GRID)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(message, 1)
        self._row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)

    def offer(self, action: str, on_action: Callable[[], object]) -> None:
        """A button before the cross; pressing it closes the toast."""
        button = QPushButton(action)
        button.setObjectName("toast_action")
        button.setProperty("look", "link")
        button.clicked.connect(on_action)
        button.clicked.connect(self.close_toast)
        self._row.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignVCenter)

    def go_by_itself(self) -> None:
        QTimer.singleShot(SHOWN_MS, self, self.close_toast)

    def close_toast(self) -> None:
        self.hide()
        self.setParent(None)
        self.deleteLater()


class _Stack(QWidget):
    """The toasts of one window, above everything but never over what one works with.

    In the lower right corner where it is free; when the page beneath puts a control there, they move.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toasts")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        window.installEventFilter(self)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_look)

    def add(self, toast: Toast) -> None:
        self._column.addWidget(toast)
        if len(self._held) > HELD:
            self._held[0].close_toast()
        toast.destroyed.connect(self._settle)
        self._settle()

    @property
    def _held(self) -> list[Toast]:
        """The oldest first. Not by the items of the layout: what Python is once shown of one stays known at its address
        when Qt has freed it, and the next thing made there is taken for it."""
        return [toast for toast in self.children() if isinstance(toast, Toast)]

    def _settle(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        held = self._held
        self.setVisible(bool(held))
        if not held:
            self._look.stop()
            return
        for place, toast in enumerate(held):
            toast.setVisible(place >= len(held) - SEEN)
        width = min(WIDTH, window.width() - 2 * GAP)
        height = max(self._column.heightForWidth(width), self._column.minimumSize().height())
        size = QSize(width, height)
        self.setGeometry(QRect(free_place(size, window.size(), controls_of(window, self), rows_of(window)), size))
        self.raise_()
        self._look.start()

    def _on_look(self) -> None:
        """Only away from a control: what is read does not run about, and not from under the pointer."""
        window = self.parentWidget()
        if window is not None and not self.underMouse():
            here = self.geometry()
            if any(here.intersects(control) for control in controls_of(window, self)):
                self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False


def show_toast(
    window: QWidget | None,
    text: str,
    meaning: Meaning = Meaning.GOOD,
    *,
    action: str = "",
    on_action: Callable[[], object] | None = None,
) -> Toast | None:
    """Shows `text` over `window`. Good and plain ones go after six seconds; the others stay until closed."""
    if window is None:
        return None
    stack = window.findChild(_Stack, "toasts") or _Stack(window)
    toast = Toast(stack, text, meaning)
    if action and on_action is not None:
        toast.offer(action, on_action)
    if meaning in (Meaning.GOOD, Meaning.PLAIN, Meaning.INFO):
        toast.go_by_itself()
    stack.add(toast)
    return toast
