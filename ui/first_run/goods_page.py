"""Page 3: a sample company to look around in, the company's own sheets, or nothing yet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.demo.load import Loaded, load
from crm_desktop.errors import KnownError
from crm_desktop.exchange.records import Imported
from ui import formats
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets.busy import BusyOverlay, Watch
from ui.widgets.buttons import Button
from ui.widgets.parts import Told, row, text

SAMPLE_ORDERS = 4_000


class GoodsPage(QWidget):
    """`brought_in` with a sentence on what there is now. `import_panel` builds the import screen."""

    brought_in = Signal(str)

    def __init__(self, seat: Seat, import_panel: Callable[[Seat], Any]) -> None:
        super().__init__()
        self._seat, self._import_panel = seat, import_panel
        self._choices = {
            "sample": QRadioButton(self.tr("A sample company")),
            "sheets": QRadioButton(self.tr("My own spreadsheets")),
            "empty": QRadioButton(self.tr("Nothing yet")),
        }
        for key, choice in self._choices.items():
            choice.setObjectName(f"goods_{key}")
            choice.toggled.connect(self._on_choice)
        self._load = Button(self.tr("Load the sample company"), "download-simple")
        self._load.setObjectName("goods_load")
        self._load.clicked.connect(self._on_load)
        self._told = Told()
        self._stack = QStackedWidget()
        self._sheets: Any = None
        self._watch: Watch | None = None
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._choices["sample"].setChecked(True)

    def _lay_out(self) -> None:
        for key, words in (
            ("sample", self.tr("Three years of a food wholesaler, to look around. It can be removed later.")),
            ("sheets", ""),
            ("empty", self.tr("You add goods and customers as you go, or import them at any time.")),
        ):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, GAP, 0, 0)
            column.addWidget(text(words, role="muted", wrap=True))
            if key == "sample":
                column.addWidget(row(self._load, None))
            column.addStretch(1)
            self._stack.addWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2 * GRID)
        outer.addWidget(text(self.tr("What would you like to start with?"), role="title"))
        outer.addWidget(row(*self._choices.values(), None))
        outer.addWidget(self._told)
        outer.addWidget(self._stack, 1)

    @property
    def busy(self) -> bool:
        """A load or an import is under way."""
        return self._watch is not None or (self._sheets is not None and self._sheets.busy)

    def stop(self) -> None:
        """Cancels what is being loaded; nothing of it stays."""
        if self._watch is not None:
            self._watch.stop()
        if self._sheets is not None:
            self._sheets.stop()

    def _on_choice(self, on: bool) -> None:
        if not on:
            return
        chosen = next(key for key, choice in self._choices.items() if choice.isChecked())
        if chosen == "sheets" and self._sheets is None:
            self._sheets = self._import_panel(self._seat)
            self._sheets.imported.connect(self._on_imported)
            self._stack.removeWidget(self._stack.widget(1))
            self._stack.insertWidget(1, self._sheets)
        self._stack.setCurrentIndex(list(self._choices).index(chosen))

    def _on_load(self) -> None:
        watch = self._watch = Watch(self._busy)
        self._told.dismiss()
        self._load.setEnabled(False)
        self._busy.begin(self.tr("Creating the sample company…"), can_cancel=True)
        database = self._seat.database
        self._seat.call(
            lambda: load(database, orders=SAMPLE_ORDERS, progress=watch.step),
            self._on_loaded,
            owner=self,
            on_error=self._on_refused,
        )

    def _on_loaded(self, loaded: Loaded) -> None:
        self._end()
        said = self.tr("The sample company is ready: {count} orders.").format(count=formats.count(loaded.orders))
        self._load.setEnabled(False)
        self._told.say(said, good=True)
        self.brought_in.emit(said)

    def _on_refused(self, refusal: KnownError) -> None:
        self._end()
        self._told.refuse(refusal)

    def _end(self) -> None:
        self._watch = None
        self._busy.end()
        self._load.setEnabled(True)

    def _on_imported(self, done: Imported) -> None:
        count = formats.count(done.new + done.changed)
        self.brought_in.emit(self.tr("{file}: {count} rows.").format(file=done.file, count=count))

    def first_focus(self) -> QWidget:
        return next(choice for choice in self._choices.values() if choice.isChecked())
