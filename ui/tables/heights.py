"""The heights of rows: a second line where a name needs it, since names alike at the front differ at the end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.tables.cells import PAD, RecordCell
from ui.theme import is_dressed, metrics

if TYPE_CHECKING:
    from ui.tables.table_view import TableView


class Heights(QObject):
    """Of the rows that the table gives it to fit, each time words or widths change."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table
        self.most = 0
        """Of so many rows the table is as high as they are; 0: as high as its place."""
        queued = Qt.ConnectionType.QueuedConnection  # the header tells before the width is its own
        table.horizontalHeader().sectionResized.connect(self._on_section_resized, queued)
        for happened in (table.records_model.dataChanged, table.records_model.layoutChanged):
            happened.connect(self.fit)

    def fit(self, *_changed: object) -> None:
        """Nothing moves from under the row one stands on."""
        table, header = self._table, self._table.verticalHeader()
        if not isinstance(table.itemDelegate(), RecordCell) or not (is_dressed(table) or table.isVisible()):
            return
        one = header.defaultSectionSize()
        two = one + table.fontMetrics().height()
        wanted = {row: two if self._needs_two_lines(row) else one for row in table.rows_to_fit()}
        changed = {row: high for row, high in wanted.items() if header.sectionSize(row) != high}
        if not changed:
            return
        seen = table.viewport().rect().intersects(table.visualRect(table.currentIndex()))
        header.setUpdatesEnabled(False)  # else each row asks where a million others stand
        for row, high in changed.items():
            header.resizeSection(row, high)
        header.setUpdatesEnabled(True)
        table.updateGeometries()
        self.grow()
        if seen:
            table.scrollTo(table.currentIndex())

    def grow(self) -> None:
        """The table with its rows, where it is to."""
        if self.most:
            table, header = self._table, self._table.verticalHeader()
            shown = range(min(self.most, table.records_model.rowCount()))
            rows = sum(header.sectionSize(row) for row in shown) or header.defaultSectionSize()
            table.setFixedHeight(rows + table.horizontalHeader().sizeHint().height() + 2)

    def _needs_two_lines(self, row: int) -> bool:
        model, header = self._table.records_model, self._table.horizontalHeader()
        record = model.record(model.index(row, 0))
        return record is not None and any(
            metrics(bold=column.bold).horizontalAdvance(column.shown(record)) > header.sectionSize(section) - 2 * PAD
            for section, column in enumerate(model.columns)
            if column.stretch and column.pill is None and not header.isSectionHidden(section)
        )

    def _on_section_resized(self, section: int, *_sizes: int) -> None:
        if self._table.records_model.columns[section].stretch:
            self.fit()
