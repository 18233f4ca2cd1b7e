"""The first rows of the file as they were read, and every fault with its row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crm_desktop.exchange.records import Fault, Sheet
from ui.tables import Column, TableView
from ui.theme import Meaning
from ui.widgets.cards import Card

FIRST_ROWS = 50
MOST_FAULTS = 1_000
"""More are counted, not listed: nobody mends a thousand by hand."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`faults` by head."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[str, str]


class PreviewCard(Card):
    """A table as wide as the file, and the faults beneath it."""

    def __init__(self) -> None:
        super().__init__(self.tr("First rows"))
        self._sheet: Sheet | None = None
        self._rows: TableView | None = None
        self._holder = QWidget()
        self._holder_box = QVBoxLayout(self._holder)
        self._holder_box.setContentsMargins(0, 0, 0, 0)
        self._faults = TableView(
            [
                Column("row", self.tr("Row"), lambda fault: fault.row, right=True),
                Column("column", self.tr("Column"), lambda fault: fault.column),
                Column("value", self.tr("Value"), lambda fault: fault.value or "–", muted=True),
                Column("message", self.tr("What is wrong"), lambda fault: fault.message, stretch=True),
            ],
            name="import_faults",
            title=self.tr("What is wrong in the file"),
            empty=self.tr("No faults found."),
        )
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._holder)
        split.addWidget(self._faults)
        split.setSizes([260, 160])
        self.body.addWidget(split, 1)

    def show_sheet(self, sheet: Sheet) -> None:
        """The columns of another file."""
        self._sheet = sheet
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = TableView(
            [Column("row", self.tr("Row"), lambda row: row.number, right=True, muted=True)]
            + [_cell_column(at, head) for at, head in enumerate(sheet.heads)],
            name="import_rows",
            title=self.tr("First rows of the file"),
            empty=self.tr("The file has headings but no rows."),
        )
        self._holder_box.addWidget(self._rows)
        self.show_faults(())

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """At their cells, as far as these are shown, and all in the list."""
        if self._sheet is None or self._rows is None:
            return
        by_row: dict[int, dict[str, str]] = {}
        for fault in faults:
            by_row.setdefault(fault.row, {})[fault.column] = fault.message
        shown = zip(self._sheet.numbers[:FIRST_ROWS], self._sheet.rows[:FIRST_ROWS], strict=True)
        self._rows.set_records([SheetRow(number, cells, by_row.get(number, {})) for number, cells in shown])
        self._faults.set_records(faults[:MOST_FAULTS])
        self._faults.setVisible(bool(faults))


def _cell_column(at: int, head: str) -> Column[SheetRow]:
    return Column(
        f"c{at}",
        head,
        lambda row: row.cells[at] or ("⚠" if head in row.faults else ""),
        meaning=lambda row: Meaning.BAD if head in row.faults else Meaning.PLAIN,
        hint=lambda row: row.faults.get(head, ""),
    )
