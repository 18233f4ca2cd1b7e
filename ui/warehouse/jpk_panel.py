"""JPK_MAG for the tax office: a period, a warehouse, what is missing told plainly; a file that is whole, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from crm_desktop.clock import now
from crm_desktop.documents.jpk.records import MagIncomplete, MagWritten, WriteMag
from crm_desktop.documents.jpk.service import write_mag
from crm_desktop.errors import InvalidValue, KnownError
from crm_desktop.warehouse.records import Warehouse
from ui import formats, prompts, words
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import Meaning
from ui.typed_days import DayEdit
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.fields import Field
from ui.widgets.parts import Told, row, text

VERSIONS = (2, 1)
MOST_HIGH = 200


@dataclass(frozen=True, slots=True)
class Missing:
    """A fault as the table shows it; `document` "" for the company itself."""

    document: str
    message: str


class JpkPanel(Card):
    """`document_wanted` carries the number of a document in which something is missing."""

    document_wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("jpk_panel")
        self._seat = seat
        self._version, self._house = QComboBox(), WarehouseBox()
        self._since, self._until = DayEdit(), DayEdit()
        self._told = Told()
        self._missing = self._make_table()
        self._write = PrimaryButton(self.tr("Save the file…"), "download-simple")
        self._close = Button(self.tr("Close"), "x")
        for widget, name in (
            (self._version, "jpk_version"),
            (self._house, "jpk_house"),
            (self._since, "jpk_since"),
            (self._until, "jpk_until"),
            (self._write, "jpk_write"),
            (self._close, "jpk_close"),
        ):
            widget.setObjectName(name)
        self._fill()
        self._lay_out()
        self._write.clicked.connect(self._on_write)
        self._close.clicked.connect(self.hide)
        self._missing.record_activated.connect(self._on_missing)
        self.hide()

    def _make_table(self) -> TableView:
        table = TableView(
            [
                Column("document", self.tr("Document"), lambda r: r.document or self.tr("The company"), width=150),
                Column("missing", self.tr("What is missing"), lambda r: r.message, stretch=True, hint=_message),
            ],
            empty=self.tr("Nothing is missing."),
            name="jpk_missing",
            title=self.tr("What is missing"),
        )
        table.setFixedHeight(MOST_HIGH)
        table.hide()
        return table

    def _fill(self) -> None:
        for version in VERSIONS:
            self._version.addItem(self.tr("JPK_MAG ({version})").format(version=version), version)
        first = formats.local(now()).date().replace(day=1)
        last = first - timedelta(days=1)
        for box, day in ((self._since, last.replace(day=1)), (self._until, last)):
            box.set_day(day)

    def _lay_out(self) -> None:
        fields: list[QWidget] = [
            Field(self.tr("Warehouse"), self._house),
            Field(self.tr("From"), self._since),
            Field(self.tr("To"), self._until),
            Field(self.tr("Version"), self._version),
        ]
        beside = row(*fields, None)
        for field in fields:
            layout = beside.layout()
            if layout is not None:
                layout.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        said = self.tr(
            "Version 2 applies from 1 January 2027. The file is sent when the tax office asks for it, never by itself."
        )
        for part in (
            text(self.tr("JPK_MAG for the tax office"), role="strong"),
            text(said, role="muted", wrap=True),
            beside,
            self._told,
            self._missing,
            row(self._close, None, self._write),
        ):
            self.body.addWidget(part)

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self._house.show_warehouses(houses)

    def begin(self) -> None:
        self._told.dismiss()
        self._missing.hide()
        self.show()
        self._house.setFocus()

    def _on_write(self) -> None:
        since, until = self._since.day, self._until.day
        command = WriteMag(int(self._version.currentData()), since, until, self._house.code)
        suggested = f"JPK_MAG_{command.warehouse}_{since:%Y%m%d}-{until:%Y%m%d}.xml"
        file = prompts.person().where_to_save(self, suggested, "XML (*.xml)")
        if file is None:
            return
        self._told.dismiss()
        self._missing.hide()
        self._write.setEnabled(False)
        language = words.language()

        def work() -> MagWritten:
            return write_mag(self._seat.database, command, file, language=language)

        self._seat.try_out(
            work,
            lambda done: self._on_written(done, file),
            owner=self,
            on_error=self._on_refused,
            on_end=lambda: self._write.setEnabled(True),
        )

    def _on_written(self, done: MagWritten, file: Path) -> None:
        count = self.tr("%n document(s)", "", sum(done.documents.values()))
        said = self.tr("Saved: {file} ({count}).").format(file=file, count=count)
        if done.left_out:
            numbers = ", ".join(done.left_out)
            said += "\n" + self.tr("Version 1 has no place for: {numbers}").format(numbers=numbers)
        self._told.say(said, good=True)

    def _on_refused(self, refusal: KnownError) -> None:
        match refusal:
            case MagIncomplete():
                found = [Missing(str(one["document"]), str(one["message"])) for one in refusal.details["faults"]]
                self._missing.set_records(found, key=lambda one: (one.document, one.message))
                self._missing.show()
                told = self.tr("No file was written: something is missing (%n).", "", refusal.details["count"])
                self._told.ask(told, Meaning.BAD)
            case InvalidValue() if refusal.details["field"] == "to":
                self._told.say(self.tr("The last day comes before the first."), good=False)
                self._until.setFocus()
            case _:
                self._told.refuse(refusal)

    def _on_missing(self, one: Missing) -> None:
        if one.document:
            self.document_wanted.emit(one.document)


def _message(one: Any) -> str:
    return str(one.message)
