"""What stands over a card: title, the line under it, and buttons beside the title or below, as the room allows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import GAP, GRID


class HeadRows(QGridLayout):
    """The line under the title has the whole width, wherever the buttons stand."""

    def __init__(self, over: QWidget, title: QWidget, under: QWidget, acts: QWidget) -> None:
        super().__init__(over)
        self._title, self._under, self._acts = title, under, acts
        self._wide: bool | None = None
        self.setContentsMargins(4 * GRID, 2 * GRID, GAP, 2 * GRID)
        self.setHorizontalSpacing(2 * GRID)
        self.setVerticalSpacing(2)
        self.setColumnStretch(0, 1)
        self.arrange(wide=True)

    def arrange(self, *, wide: bool) -> None:
        """`wide`: the buttons stand beside the title."""
        if wide == self._wide:
            return
        self._wide = wide
        for part in (self._title, self._under, self._acts):
            self.removeWidget(part)
        self.addWidget(self._title, 0, 0, 1, 1 if wide else 2)
        self.addWidget(self._under, 1, 0, 1, 2)
        right = Qt.AlignmentFlag.AlignRight
        self._acts.setContentsMargins(0, 0 if wide else GRID + 2, 0, 0)
        if wide:
            self.addWidget(self._acts, 0, 1, right | Qt.AlignmentFlag.AlignVCenter)
        else:
            self.addWidget(self._acts, 2, 0, 1, 2, right)
