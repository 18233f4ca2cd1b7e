"""Picture left, the same figures right: the table is as wide as its columns need, the picture takes the rest."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.tables import TableView
from ui.theme import GAP, GRID
from ui.widgets.entrance import opens_at

LEAST_HALF, LEAST_PICTURE, FIGURES = 420, 520, 620
"""Pixels: of either half whatever is dragged, of the picture and of the figures as long as nobody drags."""
FRAME = 14 * GRID
"""Around a table: the margins of its card and the scroll bar."""
CARD = 9 * GRID
"""Above and beneath a table in its card."""
NARROW_NAME, IN_TWO_LINES, NAME, WIDEST_NAME, ANY_NAME = 140, 250, 280, 420, 10_000
"""What names may ask for: where the picture needs the room, in two lines, in one, in one where the page is wide."""
WIDE = 1600
STAGES_HIGH = 280
"""Pixels that short figures may ask for above what stands beneath them: the six stages of a funnel."""


class Halves(QSplitter):
    """Divides itself until a person drags the divide; from then on it stays where it was put."""

    def __init__(self, picture: QWidget, figures: QWidget, *beneath: tuple[QWidget, int]) -> None:
        """`beneath` the figures, with how they stretch beside the figures' three."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self._figures = figures
        self._table: TableView | None = None
        self._narrow = self._dragged = False
        left, right = QWidget(), QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, GRID, 0)
        beside.addWidget(picture)
        opens_at(left, picture)
        side = QVBoxLayout(right)
        side.setContentsMargins(GRID, 0, 0, 0)
        side.setSpacing(GAP)
        side.addWidget(figures, 3)
        for widget, stretch in beneath:
            side.addWidget(widget, stretch)
        for half in (left, right):
            half.setMinimumWidth(LEAST_HALF)
            self.addWidget(half)
        self.splitterMoved.connect(self._on_moved)

    def show_table(self, table: TableView, *, narrow: bool) -> None:
        """The table that is seen now; `narrow` where the picture needs the room more."""
        self._table, self._narrow = table, narrow
        self._divide()

    def _divide(self) -> None:
        if self._table is None or self._dragged or not self.isVisible():
            return
        least = LEAST_HALF if self._narrow and self.width() < WIDE else FIGURES
        wanted = max(least, self._wished(self._table) + FRAME)
        right = max(LEAST_HALF, min(wanted, self.width() - LEAST_PICTURE))
        rows = self._table.horizontalHeader().sizeHint().height() + self._table.verticalHeader().length()
        self._figures.setMinimumHeight(rows + CARD if rows + CARD <= STAGES_HIGH else 0)
        self.setSizes([self.width() - self.handleWidth() - right, right])

    def _wished(self, table: TableView) -> int:
        if self.width() >= WIDE:
            return table.wished_width(WIDEST_NAME)
        if self._narrow:
            return table.wished_width(NARROW_NAME)
        one_line = table.wished_width(NAME)
        return one_line if one_line == table.wished_width(ANY_NAME) else table.wished_width(IN_TWO_LINES)

    def _on_moved(self) -> None:
        self._dragged = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()
