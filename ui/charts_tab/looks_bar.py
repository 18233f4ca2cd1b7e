"""The looks of a page as chips, in the place of the way down while one stands at its top; below a stage of the funnel
whom of it one looks at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.charts_tab import way
from ui.charts_tab.titles import Titles
from ui.theme import GAP, GRID
from ui.widgets.chips import ChipBar
from ui.widgets.parts import row

PREFIX = "look_"
"""Tells a look's chip from a page's of the same name."""


class LooksBar(QWidget):
    """`chosen` carries the report; hidden on pages that have one look alone."""

    chosen = Signal(str)

    def __init__(self, words: Titles) -> None:
        super().__init__()
        self.setObjectName("looks")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._bars: dict[str, ChipBar] = {}
        for page, looks in way.LOOKS.items():
            bar = self._bars[page] = ChipBar([(f"{PREFIX}{report}", words.look(report)) for report in looks])
            bar.setObjectName(f"looks_{page}")
            bar.chosen.connect(lambda key: self.chosen.emit(key.removeprefix(PREFIX)))
            line.addWidget(bar, 1)

    def show_page(self, page: str, report: str) -> bool:
        """Whether there is a choice."""
        for key, bar in self._bars.items():
            bar.setVisible(key == page)
        if page not in self._bars or report not in way.LOOKS[page]:
            return False
        self._bars[page].choose(f"{PREFIX}{report}")
        return True


class ReachedBar(QWidget):
    """Below a stage of the funnel; `chosen` carries one of way.REACHED."""

    chosen = Signal(str)

    def __init__(self, words: Titles) -> None:
        super().__init__()
        self._chips = ChipBar([(key, words.reached(key)) for key in way.REACHED])
        self._chips.setObjectName("reached")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._chips, 1)
        self._chips.chosen.connect(self.chosen)

    def show_level(self, level: way.Level) -> None:
        """Hidden where one has not come through a stage."""
        key = way.whom(level)
        self.setVisible(bool(key))
        if key:
            self._chips.choose(key)


def in_bar(*widgets: QWidget) -> QFrame:
    """A strip across the page; the first widget takes what room there is."""
    bar = QFrame()
    bar.setProperty("look", "bar")
    line = row(*widgets)
    line.layout().setStretch(0, 1)
    column = QVBoxLayout(bar)
    column.setContentsMargins(GAP, GRID, GAP, GRID)
    column.addWidget(line)
    return bar
