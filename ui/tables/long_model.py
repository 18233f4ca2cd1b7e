"""A table of any length of which only what is looked at is in memory; nothing is read while painting."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.keyset import Anchor, Page, Sorting, Survey
from ui.tables.columns import Column
from ui.tables.records_model import RecordsModel
from ui.theme import colour, font

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
PAGE = 100
MOST_PAGES = 60
_NOWHERE = QModelIndex()


class LongModel(RecordsModel[R]):
    """Rows not read yet are blank and ask for their page by `page_wanted`; `sorting_chosen` when a head is clicked.

    It starts with what its first page tells, and grows as the list is surveyed.
    """

    page_wanted = Signal(int)
    sorting_chosen = Signal(object)

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._pages: OrderedDict[int, Page[R]] = OrderedDict()
        self._anchors: list[Anchor] = []
        self._length = 0
        self.sorting = Sorting()

    def start(self, page: Page[R]) -> None:
        """A new list, from its first page."""
        self.beginResetModel()
        self._pages = OrderedDict({0: page})
        self._anchors = []
        self._length = len(page.records) if len(page.records) < PAGE else PAGE + 1
        self.records = list(page.records)
        self.endResetModel()

    def show_page(self, page: Page[R]) -> None:
        """What has been read of the list; the pages looked at longest ago are forgotten."""
        number = page.start // PAGE
        self._pages[number] = page
        self._pages.move_to_end(number)
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        if number == 0:
            self.records = list(page.records)
        last = min(page.start + PAGE, self._length) - 1
        if last >= page.start:
            self.dataChanged.emit(self.index(page.start, 0), self.index(last, len(self.columns) - 1))

    def add_survey(self, survey: Survey) -> None:
        """More is known of how long the list is."""
        self._anchors += survey.anchors
        known = self._anchors[-1].row + 1 if self._anchors else 0
        self.set_length(max(known, self._length) if survey.length is None else survey.length)

    def set_length(self, length: int) -> None:
        if length > self._length:
            self.beginInsertRows(_NOWHERE, self._length, length - 1)
            self._length = length
            self.endInsertRows()
        elif length < self._length:
            self.beginRemoveRows(_NOWHERE, length, self._length - 1)
            self._length = length
            self.endRemoveRows()

    def survey_anew(self) -> None:
        """Anchors were of what has changed since."""
        self._anchors = []

    def has_page(self, number: int) -> bool:
        return number in self._pages

    def last_anchor(self) -> Anchor | None:
        return self._anchors[-1] if self._anchors else None

    def near(self, row: int) -> Anchor | None:
        """The nearest row at or before `row` whose key is known; None: count from the first."""
        place = bisect_right(self._anchors, row, key=lambda anchor: anchor.row)
        found = self._anchors[place - 1] if place else None
        for number in range(row // PAGE, max(row // PAGE - 20, -1), -1):
            page = self._pages.get(number)
            if page is not None and page.keys:
                place = min(row - page.start, len(page.keys) - 1)
                if found is None or page.start + place > found.row:
                    return Anchor(page.start + place, page.keys[place])
                break
        return found

    def forget_pages_but(self, kept: set[int]) -> None:
        for number in [number for number in self._pages if number not in kept]:
            del self._pages[number]

    def record(self, index: Index) -> R | None:
        if not index.isValid():
            return None
        page = self._pages.get(index.row() // PAGE)
        place = index.row() % PAGE
        return page.records[place] if page is not None and place < len(page.records) else None

    def row_of(self, key: Callable[[R], Hashable], wanted: Hashable) -> int:
        """Among what has been read."""
        for page in self._pages.values():
            for place, record in enumerate(page.records):
                if key(record) == wanted:
                    return page.start + place
        return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._length

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.sorting = Sorting(key, order == Qt.SortOrder.DescendingOrder and bool(key))
        self.sorting_chosen.emit(self.sorting)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and self.record(index) is None:
            if role == Qt.ItemDataRole.DisplayRole:
                self.page_wanted.emit(index.row() // PAGE)
            return self._blank(index, role)
        return super().data(index, role)

    def _blank(self, index: Index, role: int) -> Any:
        """A cell of a row that is still to be read."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return font()
            case Qt.ItemDataRole.ForegroundRole:
                return colour("muted")
        return None
