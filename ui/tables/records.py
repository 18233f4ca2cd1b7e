"""A table over a list of frozen records: columns are data, the whole row is one record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QStackedLayout, QTableView, QVBoxLayout, QWidget

from ui.theme.style import colour

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """`text` gives what is shown; `tint` a meaning of the palette, or ""."""

    title: str
    text: Callable[[Any], str]
    right: bool = False
    width: int = 120
    stretch: bool = False
    tint: Callable[[Any], str] | None = None


class RecordsModel(QAbstractTableModel):
    """Reads nothing in `data`: the records were fetched before."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = list(columns)
        self._records: list[Any] = []

    def set_records(self, records: Sequence[Any]) -> None:
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def record(self, row: int) -> Any:
        return self._records[row]

    def records(self) -> list[Any]:
        return self._records

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record = self._columns[index.column()], self._records[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if column.tint is not None and column.tint(record) not in ("", "plain"):
                return colour(column.tint(record))
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RecordsTable(QWidget):
    """The table, or where it is empty a sentence on what will appear here."""

    chosen = Signal(object)
    """The record on which Enter or a double click fell."""
    pointed = Signal(object)
    """The record that the cursor moved to."""

    def __init__(self, columns: Sequence[Column], *, empty: str, name: str) -> None:
        super().__init__()
        self.model = RecordsModel(columns)
        self.view = QTableView()
        self.view.setObjectName(name)
        self.view.setAccessibleName(name)
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(32)
        self.view.setTabKeyNavigation(False)
        self._size(columns)
        self._empty = QLabel(empty)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedLayout()
        for page in (self.view, self._empty):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self.view.activated.connect(self._on_activated)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def _size(self, columns: Sequence[Column]) -> None:
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        for number, column in enumerate(columns):
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                self.view.setColumnWidth(number, column.width)

    def show_records(self, records: Sequence[Any]) -> None:
        """Keeps the place of who is reading: the row stays, though others come and go."""
        row = self.view.currentIndex().row()
        self.model.set_records(records)
        self._stack.setCurrentIndex(0 if records else 1)
        if records and row >= 0:
            self.view.selectRow(min(row, len(records) - 1))

    def current(self) -> Any | None:
        index = self.view.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def select_where(self, wanted: Callable[[Any], bool]) -> None:
        for row, record in enumerate(self.model.records()):
            if wanted(record):
                self.view.selectRow(row)
                return

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.record(index.row()))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.pointed.emit(self.model.record(current.row()))
