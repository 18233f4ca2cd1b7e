"""Breadcrumbs: where one is below a chart; Backspace goes one level up."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import GRID
from ui.widgets.buttons import LinkButton
from ui.widgets.cards import text_label


class Breadcrumbs(QWidget):
    """The last part is where one stands; the others are links, `crumb_chosen` carries their key."""

    crumb_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._path: tuple[tuple[str, str], ...] = ()

    def listen_for_backspace(self, page: QWidget) -> None:
        """Backspace anywhere in `page` goes up."""
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Backspace), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.go_up)

    def set_path(self, path: Sequence[tuple[str, str]]) -> None:
        """From the top to here, as (key, text)."""
        self._path = tuple(path)
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key, text in self._path[:-1]:
            link = LinkButton(text.replace("&", "&&"))  # of a name, not of a key
            link.clicked.connect(partial(self.crumb_chosen.emit, key))
            self._row.addWidget(link)
            self._row.addWidget(text_label("›", "muted"))
        if self._path:
            self._row.addWidget(text_label(self._path[-1][1], "strong"))
        if len(self._path) > 1:
            self._row.addSpacing(2 * GRID)
            self._row.addWidget(text_label(self.tr("Backspace: one level up"), "faint"))
        self._row.addStretch(1)

    def go_up(self) -> None:
        if len(self._path) > 1:
            self.crumb_chosen.emit(self._path[-2][0])
