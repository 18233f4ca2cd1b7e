"""A table as people expect it: whole rows, Enter opens, nothing painted that does not help reading."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from ui.tables.cells import RecordCell, cover_begun_row
from ui.tables.columns import Column
from ui.tables.fitting import Fitting
from ui.tables.heights import Heights
from ui.tables.records_model import RecordsModel
from ui.theme import is_dressed
from ui.widgets.cards import EmptyState

ROW_PAD, HIGH = 14, 1_000
"""Around the words of a row; of so many rows the heights follow them."""


class TableView(QTableView):
    """Shows records through columns; keeps its place when the records are read anew.

    Enter and double click send `record_activated`, every click `cell_clicked` with the column's key.
    """

    record_activated = Signal(object)
    current_changed = Signal(object)
    cell_clicked = Signal(object, str)
    empty_action_pressed = Signal()
    filter_cleared = Signal()
    """Pressed where a filter left nothing to show."""
    model_class: type[RecordsModel[Any]] = RecordsModel
    """What a table that is more than read has instead."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        name: str,
        title: str,
        empty: str,
        empty_action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.horizontalHeader().setAccessibleName(title)
        self.records_model = self.model_class(columns, self)
        self._key: Callable[[Any], Hashable] = id
        self._empty = EmptyState(empty, action=empty_action)
        self._build()
        self._fitting, self._heights = Fitting(self), Heights(self)
        self._connect()

    def _build(self) -> None:
        self.setModel(self.records_model)
        self.setItemDelegate(RecordCell(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(32, self.fontMetrics().height() + ROW_PAD))
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.records_model, header))
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(40)
        column_box = QVBoxLayout(self.viewport())
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.addWidget(self._empty)

    def _connect(self) -> None:
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_activated)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self._empty.action_pressed.connect(self.empty_action_pressed)
        self._empty.clear_pressed.connect(self.filter_cleared)

    def set_records(self, records: Sequence[Any], *, key: Callable[[Any], Hashable] | None = None) -> None:
        """Replaces what is shown. With `key` the current record and the scroll stay where they were."""
        before = self.current_record()
        self._key = key or self._key
        wanted = None if before is None else self._key(before)
        scrolled = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self.records_model.show_records(records)
        row = -1 if wanted is None else self.records_model.row_of(self._key, wanted)
        if row >= 0:
            self.setCurrentIndex(self.records_model.index(row, 0))
        self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(scrolled)
        self.viewport().update()
        self._empty.setVisible(not records)
        self._fit_columns()
        self._heights.grow()
        if self.current_record() is not before:
            self.current_changed.emit(self.current_record())

    def replace_record(self, record: Any) -> None:
        """One row anew, where it stands; a record that is not shown is left alone."""
        row = self.records_model.row_of(self._key, self._key(record))
        if row >= 0:
            self.records_model.replace(row, record)
            self._fitting.grow(range(row, row + 1))

    def say_filtered(self, on: bool) -> None:
        """Whether the records were asked for by a filter: if so, emptiness is told otherwise."""
        self._empty.say_filtered(on)

    def choose(self, wanted: Hashable) -> bool:
        """Moves to the record with this key; False where it is not shown."""
        row = self.records_model.row_of(self._key, wanted)
        if row < 0:
            return False
        self.choose_row(row)
        return True

    def choose_row(self, row: int) -> None:
        """Moves to a row; one outside the table is left alone."""
        if 0 <= row < self.records_model.rowCount():
            index = self.records_model.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def current_record(self) -> Any:
        """The record one stands on, or None."""
        return self.records_model.record(self.currentIndex())

    def current_row(self) -> int:
        return self.currentIndex().row()

    def save_layout(self, settings: QSettings) -> None:
        """What the person chose, under the table's name."""
        if self._fitting.personal:
            settings.setValue(f"widths/{self.objectName()}", self.horizontalHeader().saveState())

    def restore_layout(self, settings: QSettings) -> None:
        state = settings.value(f"widths/{self.objectName()}")
        if state is not None and self.horizontalHeader().restoreState(state):
            self._fitting.keep()

    def _fit_columns(self) -> None:
        """When there is something to measure as it will be seen."""
        if is_dressed(self) or self.isVisible():
            self._fitting.fit()
            self._heights.fit()

    def measure_anew(self) -> None:
        """Words came after the records they belong to."""
        self._fitting.forget()
        self._fit_columns()

    def grow_to(self, rows: int) -> None:
        """As high as what it shows, at least one row and at most `rows`; more are scrolled."""
        self._heights.most = rows
        self._heights.grow()

    def rows_to_fit(self) -> Sequence[int]:
        """Those whose heights follow their words."""
        return range(min(self.records_model.rowCount(), HIGH))

    def sizeHintForColumn(self, section: int) -> int:
        return self._fitting.measure(section)

    def wished_width(self, name: int) -> int:
        """Of all columns without a cut, where names are content with `name` pixels."""
        return self._fitting.wished_width(name)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.cell_clicked.emit(self.records_model.record(index), self.records_model.columns[index.column()].key)

    def _on_activated(self, index: QModelIndex) -> None:
        self.record_activated.emit(self.records_model.record(index))

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        self.current_changed.emit(self.records_model.record(current))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.share_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What of a row does not fit at the foot is not begun; the scroll bar tells that there is more."""
        super().paintEvent(event)
        if self.verticalScrollMode() is QAbstractItemView.ScrollMode.ScrollPerItem:
            cover_begun_row(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)
