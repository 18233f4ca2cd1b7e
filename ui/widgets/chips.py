"""Filters that are seen at once: one chip is on, each may carry a count."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui import formats
from ui.theme import GRID
from ui.widgets.buttons import pressed_by_enter
from ui.widgets.flow import FlowLayout


class Chip(QPushButton):
    """A filter that is on or off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._text = text
        self.toggled.connect(lambda _on: self.updateGeometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for the letters of the chip that is on, which are bold."""
        return super().sizeHint() + QSize(self._bolder(), 0)

    def minimumSizeHint(self) -> QSize:
        """Where room is scarce, as wide as its letters are now."""
        return super().sizeHint() + QSize(self._bolder() if self.isChecked() else 0, 0)

    def _bolder(self) -> int:
        letters = self.font()
        plain = QFontMetrics(letters).horizontalAdvance(self.text())
        letters.setBold(True)
        return max(0, QFontMetrics(letters).horizontalAdvance(self.text()) - plain)

    def show_count(self, count: int | None) -> None:
        """The number behind the word; None takes it away."""
        self.setText(self._text if count is None else f"{self._text} {formats.count(count)}")


class ChipBar(QWidget):
    """One of several; arrows move, the choice is `chosen` with its key."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        row = FlowLayout(GRID + 2, self)
        for key, text in choices:
            chip = Chip(text)
            chip.setObjectName(f"chip_{key}")
            chip.setProperty("key", key)
            self._chips[key] = chip
            self._group.addButton(chip)
            row.addWidget(chip)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choose(choices[0][0])
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def key(self) -> str:
        """The key of the chip that is on."""
        return str(self._group.checkedButton().property("key"))

    def choose(self, key: str) -> None:
        """Puts a chip on without a signal; it is where the bar is entered."""
        self._chips[key].setChecked(True)
        self.setFocusProxy(self._chips[key])

    def offer(self, key: str, offered: bool) -> None:
        """Whether a chip is there to be chosen."""
        self._chips[key].setVisible(offered)

    def set_counts(self, counts: dict[str, int]) -> None:
        for key, chip in self._chips.items():
            chip.show_count(counts.get(key))

    def _on_clicked(self, chip: QPushButton) -> None:
        self.setFocusProxy(chip)
        self.chosen.emit(str(chip.property("key")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        keys = [key for key, chip in self._chips.items() if not chip.isHidden()]
        key = keys[(keys.index(self.key) + step) % len(keys)]
        self.choose(key)
        self._chips[key].setFocus()
        self.chosen.emit(key)
