"""What is on screen as a file: sheet, CSV, paper, or a picture of it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.analytics.records import Report, StageRow
from crm_desktop.analytics.sheet import report_table
from crm_desktop.errors import NotWritten
from crm_desktop.exchange.writing import write_table
from db.vocabulary import FunnelStage
from ui import prompts, words
from ui.charts_tab.months import paired
from ui.seat import Seat
from ui.theme import Meaning
from ui.widgets.buttons import Button

MOST_EXPORTED, MOST_ON_PAPER = 50_000, 5_000
"""Rows of a file: more than the page shows, since nobody scrolls a file; a hundred pages are enough for anyone."""


class ExportButton(Button):
    """A button with a list of kinds; the figures are those that were last offered."""

    def __init__(self, seat: Seat, page: QWidget) -> None:
        super().__init__(self.tr("Export"), "export", shortcut="Ctrl+E")
        self.setObjectName("export")
        self.setAccessibleName(self.tr("Export"))
        self._seat, self._page = seat, page
        self._report: Report | None = None
        self._title = self._told = self._measure = ""
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

    def offer(
        self, report: Report, title: str, told: str, *, measure: str = "", without: frozenset[str] = frozenset()
    ) -> None:
        """What would be written now, its picture by `measure`, but the columns `without`."""
        self._report, self._title, self._told = report, title, told
        self._measure, self._without = measure, without
        self.setEnabled(True)

    def withdraw(self) -> None:
        """There is nothing to write."""
        self._report = None
        self.setEnabled(False)

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
            write = self._picture_writer(file, self._page.grab().toImage())
        else:
            write = self._writer(file)
            if self._report.is_cut:
                prompts.person().tell(self, self.tr("Writing {file}…").format(file=str(file)), Meaning.INFO)
        self._seat.try_out(write, self._on_written, owner=self)

    @staticmethod
    def _picture_writer(file: Path, picture: QImage) -> Callable[[], Path]:
        def write() -> Path:
            out = QBuffer()
            out.open(QIODevice.OpenModeFlag.WriteOnly)
            picture.save(out, "PNG")
            return _written(file, lambda: file.write_bytes(out.data().data()))

        return write

    def _writer(self, file: Path) -> Callable[[], Path]:
        """Of a report that the page shows cut, all the rows."""
        shown, title, told, language = self._report, self._title, self._told, words.language()
        without, measure, engine = self._without, self._measure, self._seat.engine
        assert shown is not None

        def write() -> Path:
            whole = shown
            if shown.is_cut:
                whole = paired(engine.run_report(replace(shown.request, limit=_most(shown, file))))
            table = report_table(whole, language, title=title, told=(told,), without=without, measure=measure)
            return _written(file, lambda: write_table(table, file, language))

        return write

    def _on_written(self, file: Path) -> None:
        prompts.person().tell(self, self.tr("Saved: {file}").format(file=str(file)))


def _most(shown: Report, file: Path) -> int:
    """So many keys; of a divided funnel each has a row a stage."""
    rows = MOST_ON_PAPER if file.suffix.casefold() == ".pdf" else MOST_EXPORTED
    return rows // len(FunnelStage) if isinstance(shown.total, StageRow) else rows


def _written(file: Path, write: Callable[[], object]) -> Path:
    """Raises NotWritten."""
    try:
        write()
    except OSError as fault:
        raise NotWritten(file=str(file), reason=fault.strerror or str(fault)) from fault
    return file
