"""The widths of a table's columns: shared anew as the room and the records change, until the person drags one."""

from heapq import nlargest
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from ui import formats
from ui.tables.columns import Column
from ui.tables.widths import Need, share
from ui.theme import font
from ui.theme.tokens import SMALL_PT

if TYPE_CHECKING:
    from ui.tables.table_view import TableView

WIDEST, LEAST_NAME, SHORT = 420, 108, 72
"""The most that words get before all columns have what they need, the least of a name, and what stays as it is."""
HEAD_PAD = 22
"""Beside the words of a head; the arrow of the sorting stands in it."""
MEASURED, LONGEST = 200, 8
"""Of so many rows the widths of columns are found, by so many of the longest words; of others as they are seen."""
_TIMES = (formats.day, formats.when, formats.clock_time, formats.hour_or_day, formats.ago)


def never_cut(column: Column[Any]) -> bool:
    """A figure, a pill, a day or an hour that lacks its end reads as another."""
    return column.right or column.pill is not None or column.text in _TIMES


def _head_letters() -> QFontMetrics:
    """As the stylesheet dresses heads."""
    made = QFont(font(SMALL_PT))
    made.setWeight(QFont.Weight.Medium)
    return QFontMetrics(made)


def _length(words: str) -> int:
    """In letters; the widest count twice: "WZ 1/2026" is wider than "PZ 1/2026"."""
    return len(words) + sum(map(words.count, "MWmw"))


class Fitting(QObject):
    """What was once needed stays: columns do not jump to and fro as one reads on."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table
        self._words = [0] * len(table.records_model.columns)
        self._measured: list[Any] = []
        self._sharing = False
        self.personal = False
        """The person has chosen the widths."""
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        table.verticalScrollBar().valueChanged.connect(self._on_others_seen)
        table.records_model.layoutChanged.connect(self._on_others_seen)

    def fit(self) -> None:
        """To the records shown and to the room."""
        if self.personal:
            return
        columns, records = self._table.records_model.columns, self._table.records_model.records[:MEASURED]
        if len(columns) > 1 and records != self._measured:
            self._measured = records
            rows = self._rows(range(len(records)))
            for section in range(len(columns)):
                self._words[section] = max(self._words[section], self._measure(section, rows))
        self.share_room()
        self._on_others_seen()

    def forget(self) -> None:
        """The same records say more than they did."""
        self._measured = []

    def grow(self, rows: range) -> None:
        """For what was read as one scrolls: figures and days get their room, names do not move the table."""
        if self.personal:
            return
        found, read = list(self._words), self._rows(rows)
        for section, column in enumerate(self._table.records_model.columns):
            if never_cut(column):
                found[section] = max(found[section], self._measure(section, read))
        if found != self._words:
            self._words = found
            self.share_room()

    def measure(self, section: int) -> int:
        """What a column needs for what the table shows first."""
        return self._measure(section, self._rows(range(min(len(self._table.records_model.records), MEASURED))))

    def _rows(self, rows: range) -> list[tuple[int, Any]]:
        """Those of `rows` that have been read, with their records."""
        model = self._table.records_model
        found = ((row, model.record(model.index(row, 0))) for row in rows)
        return [(row, record) for row, record in found if record is not None]

    def _measure(self, section: int, rows: list[tuple[int, Any]]) -> int:
        """Of the longest words alone: Qt would ask the style about each, a quarter of a second for a thousand."""
        table, model = self._table, self._table.records_model
        shown = model.columns[section].shown
        lengths = [(_length(shown(record)), row) for row, record in rows]
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        longest = [model.index(row, section) for _, row in nlargest(LONGEST, lengths)]
        hints = [table.itemDelegateForIndex(index).sizeHint(option, index).width() for index in longest]
        return max(hints, default=0) + int(table.showGrid())

    def share_room(self) -> None:
        """Anew among all columns; where the person chose their widths, among the names alone."""
        header, columns = self._table.horizontalHeader(), self._table.records_model.columns
        # one that is being hidden is said to have no width before it is said to be hidden
        seen = [section for section in range(len(columns)) if header.sectionSize(section)]
        room = self._table.viewport().width()
        if self._sharing:
            return
        self._sharing = True
        if len(seen) == 1:
            header.resizeSection(seen[0], room)
        elif self.personal:
            self._share_among_names(room)
        else:
            for section, width in zip(seen, share(room, [self._need(section) for section in seen]), strict=True):
                header.resizeSection(section, width)
        self._sharing = False

    def wished_width(self, name: int) -> int:
        """So wide that nothing is cut, but names beyond `name` pixels."""
        header = self._table.horizontalHeader()
        needs = [self._need(section) for section in range(header.count()) if not header.isSectionHidden(section)]
        return sum(max(need.least, min(need.wish, name)) if need.name else need.whole for need in needs)

    def _share_among_names(self, room: int) -> None:
        """They take what is left, but never so little that their words are lost."""
        header, modes = self._table.horizontalHeader(), QHeaderView.ResizeMode
        names = [n for n, column in enumerate(self._table.records_model.columns) if column.stretch]
        others = sum(header.sectionSize(n) for n in range(header.count()) if n not in names)
        cramped = room - others < LEAST_NAME * len(names)
        for section in names:
            header.setSectionResizeMode(section, modes.Interactive if cramped else modes.Stretch)
            if cramped:
                header.resizeSection(section, LEAST_NAME)

    def keep(self) -> None:
        """These widths are the person's from now on."""
        self.personal = True
        self.share_room()

    def _need(self, section: int) -> Need:
        column, words = self._table.records_model.columns[section], self._words[section]
        head = _head_letters().horizontalAdvance(column.title) + HEAD_PAD
        full = max(words, head)
        whole = full if never_cut(column) else max(min(words, WIDEST), head)
        if column.stretch and not never_cut(column):
            return Need(whole, min(whole, max(LEAST_NAME, head)), full, name=True)
        squeezed = max(head, column.width) if column.width and not never_cut(column) else whole
        wish = max(full, column.width)
        return Need(whole, min(whole, squeezed), wish, grows=wish > SHORT)

    def _on_others_seen(self) -> None:
        """Further down, or in another order."""
        table, high = self._table, self._table.viewport().height()
        first, last = table.rowAt(0), table.rowAt(high - 1)
        last = table.records_model.rowCount() - 1 if last < 0 else last
        if len(self._words) > 1 and (first > 0 or self._sorted_here()) and table.isVisible():
            self.grow(range(max(first, 0), last + 1))

    def _sorted_here(self) -> bool:
        return self._table.horizontalHeader().sortIndicatorSection() >= 0

    def _on_resized(self, _section: int, before: int, after: int) -> None:
        if self._sharing or self.personal:
            return
        if before and after:
            self.keep()
        else:  # a column was hidden, or is seen again
            self.share_room()
