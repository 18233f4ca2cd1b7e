"""A list or the past of another program from a sheet: choose, match, look, bring in; nothing is saved before that."""

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.exchange.history.proposing import PastPreview
from crm_desktop.exchange.history.records import Past
from crm_desktop.exchange.proposing import OpenedSheet, columns_from_text, columns_text, open_sheet
from crm_desktop.exchange.records import Imported, Preview, What
from crm_desktop.warehouse.queries import list_warehouses
from crm_desktop.warehouse.records import Warehouse
from ui import formats, operations, prompts, words
from ui.exchange.columns_card import ColumnsCard
from ui.exchange.kinds import (
    Done,
    Kind,
    Proposed,
    case_of,
    columns_for,
    command_of,
    fields_of,
    kind_of,
    proposal_of,
)
from ui.exchange.preview_card import PreviewCard
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets.busy import BusyOverlay, Watch
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import EmptyState
from ui.widgets.chips import ChipBar
from ui.widgets.parts import Told, row, text

SHEETS = "XLSX, XLS, ODS, CSV (*.xlsx *.xls *.ods *.csv *.txt *.tsv)"


class ImportPanel(QWidget):
    """`imported` with what was done; `past` offers what an earlier program wrote too."""

    imported = Signal(object)

    def __init__(self, seat: Seat, kept: QSettings, what: Kind = What.PRODUCTS, *, past: bool = False) -> None:
        super().__init__()
        self.setObjectName("import_panel")
        self.setAcceptDrops(True)
        self._seat, self._kept = seat, kept
        self._path: Path | None = None
        self._opened: OpenedSheet | None = None
        self._proposal: Proposed | None = None
        self._watch: Watch | None = None
        self._build_parts(what, past)
        self._build()
        self._connect()
        self._show_kind()

    def _build_parts(self, what: Kind, past: bool) -> None:
        lists = [
            (What.PRODUCTS.value, self.tr("Products")),
            (What.CUSTOMERS.value, self.tr("Customers")),
            (What.STOCK.value, self.tr("Opening stock")),
        ]
        written = [
            (Past.SALES.value, self.tr("Past sales")),
            (Past.PIPELINE.value, self.tr("Past inquiries")),
            (Past.EXPENSES.value, self.tr("Expenses")),
        ]
        self._kinds = ChipBar([*lists, *(written if past else [])])
        self._kinds.choose(what.value)
        self._file_button = Button(self.tr("Choose a file…"), "folder-open", "Ctrl+O")
        self._file_button.setObjectName("import_file")
        self._file = text(name="import_file_name", role="muted")
        self._sheets = QComboBox()
        self._sheets.setObjectName("import_sheet")
        self._sheets.setAccessibleName(self.tr("Sheet of the file"))
        self._warehouses = QComboBox()
        self._warehouses.setObjectName("import_warehouse")
        self._warehouses.setAccessibleName(self.tr("Warehouse of the opening stock"))
        self._told = Told()
        self._columns, self._preview = ColumnsCard(), PreviewCard()
        self._empty = EmptyState("", action=self.tr("Choose a file…"))
        self._summary = text(name="import_summary", wrap=True)
        self._skip = QCheckBox(self.tr("Skip faulty rows"))
        self._skip.setObjectName("import_skip")
        self._go = PrimaryButton(self.tr("Import"), "", "Ctrl+Return")
        self._go.setObjectName("import_go")

    def _build(self) -> None:
        matched = QWidget()
        beside = QHBoxLayout(matched)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        beside.addWidget(self._columns, 2)
        beside.addWidget(self._preview, 5)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(matched)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(2 * GRID)
        column.addWidget(self._kinds)
        column.addWidget(row(self._file_button, self._file, self._sheets, None, self._warehouses))
        column.addWidget(self._told)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._summary, 1)
        foot.addWidget(self._skip)
        foot.addWidget(self._go)
        column.addLayout(foot)
        self._busy = BusyOverlay(self)

    def _connect(self) -> None:
        self._kinds.chosen.connect(lambda _key: self._show_kind())
        self._file_button.clicked.connect(self._on_choose)
        self._empty.action_pressed.connect(self._on_choose)
        self._sheets.activated.connect(lambda _row: self._read(self._sheets.currentText()))
        self._warehouses.activated.connect(lambda _row: self._propose())
        self._columns.changed.connect(self._on_columns)
        self._skip.toggled.connect(lambda _on: self._show_button())
        self._go.clicked.connect(self._on_go)
        self._seat.read(list_warehouses, self._on_warehouses, owner=self)

    @property
    def what(self) -> Kind:
        return kind_of(self._kinds.key)

    @property
    def busy(self) -> bool:
        """An import is under way."""
        return self._watch is not None

    def stop(self) -> None:
        """Cancels the import that is under way; nothing of it stays."""
        if self._watch is not None:
            self._watch.stop()

    def open_file(self, path: Path) -> None:
        """Reads it off the GUI thread, then shows how its columns are matched."""
        self._path = path
        self._told.dismiss()
        self._read("")

    def _on_warehouses(self, found: list[Warehouse]) -> None:
        self._warehouses.clear()
        for place in found:
            self._warehouses.addItem(f"{place.code} · {place.name}", place.code)

    def _on_choose(self) -> None:
        path = prompts.person().which_file(self, SHEETS)
        if path is not None:
            self.open_file(path)

    def _read(self, sheet: str) -> None:
        path = self._path
        if path is None:
            return
        self._busy.begin(self.tr("Reading {file}…").format(file=path.name))
        operations.run(
            lambda: open_sheet(path, sheet),
            on_done=self._on_read,
            on_error=self._on_unreadable,
            on_end=self._busy.end,
            owner=self,
            latest="file",
        )

    def _on_unreadable(self, refusal: KnownError) -> None:
        self._told.refuse(refusal)
        self._forget_file()

    def _on_read(self, opened: OpenedSheet) -> None:
        self._opened = opened
        self._file.setText(opened.file)
        self._sheets.clear()
        self._sheets.addItems(opened.sheet.names)
        self._sheets.setCurrentText(opened.sheet.name)
        self._preview.show_sheet(opened.sheet)
        self._show_kind()

    def _show_kind(self) -> None:
        """Another list or another file: its fields, matched as before where such a file was matched before."""
        what = self.what
        self._sheets.setVisible(self._sheets.count() > 1)
        self._warehouses.setVisible(what is What.STOCK)
        fields = fields_of(what, words.language())
        names = ", ".join(field.name for field in fields)
        self._empty.say(
            self.tr(
                "A sheet with one record per row. Recognised columns: {names}.\nYou can also drop the file here."
            ).format(names=names)
        )
        self._stack.setCurrentIndex(0 if self._opened is None else 1)
        if self._opened is None:
            self._show_button()
            return
        told = columns_from_text(str(self._kept.value(self._memory(self._opened), "")))
        self._columns.show_fields(fields, self._opened.sheet.heads)
        self._columns.show_columns(columns_for(what, self._opened.sheet, told))
        self._propose()

    def _memory(self, opened: OpenedSheet) -> str:
        return f"import/{self.what.value}/{opened.shape}"

    def _on_columns(self) -> None:
        if self._opened is not None:
            self._kept.setValue(self._memory(self._opened), columns_text(self._columns.columns))
            self._propose()

    def _propose(self) -> None:
        opened, path, what, columns = self._opened, self._path, self.what, self._columns.columns
        if opened is None or path is None:
            return
        warehouse = str(self._warehouses.currentData() or "") if what is What.STOCK else ""
        self._proposal = None
        self._show_button()
        self._busy.begin(self.tr("Checking every row…"))

        def work() -> Proposed:
            with self._seat.database.read() as session:
                return proposal_of(session, what, path, opened, columns, warehouse=warehouse, language=words.language())

        operations.run(
            work,
            on_done=self._on_proposed,
            on_error=self._on_no_proposal,
            on_end=self._busy.end,
            owner=self,
            latest="proposal",
        )

    def _on_no_proposal(self, refusal: KnownError) -> None:
        self._told.refuse(refusal)
        self._summary.clear()
        self._preview.show_faults(())

    def _on_proposed(self, proposal: Proposed) -> None:
        self._told.dismiss()
        self._proposal = proposal
        self._preview.show_faults(proposal.preview.faults)
        self._summary.setText(self._summary_of(proposal.preview))
        self._show_button()

    def _summary_of(self, found: Preview | PastPreview | Done) -> str:
        parts = [self.tr("new: {count}").format(count=formats.count(found.new))]
        if isinstance(found, Preview | Imported):
            parts.append(self.tr("changed: {count}").format(count=formats.count(found.changed)))
            parts.append(self.tr("unchanged: {count}").format(count=formats.count(found.same)))
        if found.faulty:
            parts.append(self.tr("faulty rows: {count}").format(count=formats.count(found.faulty)))
        return " · ".join(parts)

    def _show_button(self) -> None:
        found = self._proposal.preview if self._proposal is not None else None
        faulty = found is not None and found.faulty > 0
        self._skip.setVisible(faulty and found is not None and found.does_something)
        self._go.setEnabled(found is not None and found.does_something and (not faulty or self._skip.isChecked()))
        if found is None:
            self._summary.clear()

    def _on_go(self) -> None:
        if self._proposal is None or not self._go.isEnabled():
            return
        watch = self._watch = Watch(self._busy)
        command = command_of(self._proposal, skip=self._skip.isChecked(), progress=watch.step)
        file = self._opened.file if self._opened is not None else ""
        self._told.dismiss()
        self._busy.begin(self.tr("Importing {file}…").format(file=file), can_cancel=True)
        self._go.setEnabled(False)
        self._seat.do(case_of(self.what), command, self._on_imported, owner=self, on_error=self._on_refused)

    def _on_refused(self, refusal: KnownError) -> None:
        self._watch = None
        self._busy.end()
        self._told.refuse(refusal)
        self._show_button()

    def _on_imported(self, done: Done) -> None:
        self._watch = None
        self._busy.end()
        self._forget_file()
        told = self.tr("Imported {file}: {counts}.").format(file=done.file, counts=self._summary_of(done))
        if isinstance(done, Imported) and done.documents:
            papers = self.tr("Opening documents: {numbers}.").format(numbers=", ".join(done.documents))
            told = f"{told} {papers}"
        self._told.say(told, good=True)
        self._file_button.setFocus()
        self.imported.emit(done)

    def _forget_file(self) -> None:
        self._path = self._opened = self._proposal = None
        self._file.clear()
        self._sheets.clear()
        self._skip.setChecked(False)
        self._show_kind()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))
