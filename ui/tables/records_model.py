"""A table of frozen records already in memory; nothing is read from the database while painting."""

from collections.abc import Callable, Hashable, Sequence
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.folding import fold
from ui.plain import tip
from ui.tables.columns import Column
from ui.theme import Meaning, colour, font
from ui.theme.meaning import ink

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CellRole(IntEnum):
    """Beyond Qt's own roles."""

    PILL = Qt.ItemDataRole.UserRole + 1
    RECORD = Qt.ItemDataRole.UserRole + 2


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Read-only; sorted here, for lists that fit in memory."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records: list[R] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show_records(self, records: Sequence[R]) -> None:
        """Replaces all rows, in the order that is chosen."""
        self.beginResetModel()
        self.records = list(records)
        self._order()
        self.endResetModel()

    def replace(self, row: int, record: R) -> None:
        """Stays where it is, whatever the rows are sorted by."""
        self.records[row] = record
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def record(self, index: Index) -> R | None:
        return self.records[index.row()] if index.isValid() else None

    def row_of(self, key: Callable[[R], Hashable], wanted: Hashable) -> int:
        """The row whose `key` is `wanted`; -1 where there is none."""
        return next((row for row, record in enumerate(self.records) if key(record) == wanted), -1)

    def _order(self) -> None:
        if self._sorted is None:
            return
        column, order = self._sorted
        by = self.columns[column].sorts_by
        known = [record for record in self.records if by(record) is not None]
        nothing = [record for record in self.records if by(record) is None]
        known.sort(key=lambda record: _sortable(by(record)), reverse=order == Qt.SortOrder.DescendingOrder)
        self.records = known + nothing

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self.records[index.row()]) for index in self.persistentIndexList()]
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self._order()
        rows = {id(record): row for row, record in enumerate(self.records)}
        for index, record in kept:
            self.changePersistentIndex(index, self.index(rows[id(record)], index.column()))
        self.layoutChanged.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index)
        if record is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.shown(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return font(bold=column.bold, figures=column.right)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(column, record)
            case Qt.ItemDataRole.ToolTipRole:
                hint = column.hint(record) if column.hint else None
                return tip(hint) if hint else None
            case CellRole.PILL:
                return column.pill(record) if column.pill else None
            case CellRole.RECORD:
                return record
        return None

    def _ink(self, column: Column[R], record: R) -> Any:
        if column.meaning is not None and column.meaning(record) is not Meaning.PLAIN:
            return ink(column.meaning(record))
        return colour("muted" if column.muted else "text")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _sortable(value: Any) -> Any:
    """Letters in the order people expect, whatever their case."""
    return (fold(value), value) if isinstance(value, str) else value
