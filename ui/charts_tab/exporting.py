"""What is on screen as a file: sheet, CSV, paper, or a picture of it."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.analytics.records import Report
from crm_desktop.analytics.sheet import report_table
from crm_desktop.exchange.writing import write_table
from ui import prompts, words
from ui.seat import Seat
from ui.widgets.buttons import Button


class ExportButton(Button):
    """A button with a list of kinds; the figures are those that were last offered."""

    def __init__(self, seat: Seat, page: QWidget) -> None:
        super().__init__(self.tr("Export"), "export", shortcut="Ctrl+E")
        self.setObjectName("export")
        self.setAccessibleName(self.tr("Export"))
        self._seat, self._page = seat, page
        self._report: Report | None = None
        self._title = self._told = ""
        self._without: frozenset[str] = frozenset()
        menu = QMenu(self)
        for ending, title in (
            ("xlsx", self.tr("Sheet (XLSX)")),
            ("csv", self.tr("CSV")),
            ("pdf", self.tr("Report with chart and table (PDF)")),
            ("png", self.tr("Image of what is on screen (PNG)")),
        ):
            action = menu.addAction(title)
            action.setData(ending)
        menu.triggered.connect(lambda action: self.export(str(action.data())))
        self.setMenu(menu)
        self.setEnabled(False)

    def offer(self, report: Report, title: str, told: str, *, without: frozenset[str] = frozenset()) -> None:
        """What would be written now, but the columns `without`."""
        self._report, self._title, self._told, self._without = report, title, told, without
        self.setEnabled(True)

    def export(self, ending: str) -> None:
        """Asks where to, then writes off the GUI thread."""
        if self._report is None:
            return
        suggested = f"{re.sub(r'[^0-9A-Za-zÀ-ž -]+', '', self._title).strip() or 'crm'}.{ending}"
        file = prompts.person().where_to_save(self._page, suggested, f"{ending.upper()} (*.{ending})")
        if file is None:
            return
        file = file if file.suffix.casefold() == f".{ending}" else file.with_name(f"{file.name}.{ending}")
        if ending == "png":
            self._page.grab().save(str(file))
            self._on_written(file)
            return
        self._seat.call(self._writer(file), self._on_written, owner=self)

    def _writer(self, file: Path) -> Any:
        report, title, told, language = self._report, self._title, self._told, words.language()
        without = self._without
        assert report is not None

        def write() -> Path:
            write_table(report_table(report, language, title=title, told=(told,), without=without), file, language)
            return file

        return write

    def _on_written(self, file: Path) -> None:
        prompts.person().tell(self, self.tr("Saved: {file}").format(file=str(file)))
