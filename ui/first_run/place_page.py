"""Page 2: the books lie on this computer, or on the office server, which is tried for real."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from crm_desktop.errors import InvalidValue, KnownError
from crm_desktop.server import Server, ServerFound, address_parts, try_server
from ui import formats, operations
from ui.first_run.answers import Answers
from ui.theme import GAP, GRID
from ui.widgets.busy import BusyOverlay
from ui.widgets.buttons import Button
from ui.widgets.fields import Field
from ui.widgets.parts import Told, row, text


class PlacePage(QWidget):
    """`found` when the server that is typed answered as it should."""

    found = Signal(object)

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._here = QRadioButton(self.tr("This computer"))
        self._here.setObjectName("place_here")
        self._office = QRadioButton(self.tr("The office server (PostgreSQL)"))
        self._office.setObjectName("place_office")
        self._fields = {
            "address": Field(
                self.tr("Server address"),
                QLineEdit(),
                self.tr("A name or an IP address, e.g. office or 192.168.1.10:5432."),
            ),
            "database": Field(self.tr("Database"), QLineEdit()),
            "user": Field(self.tr("User"), QLineEdit()),
            "password": Field(
                self.tr("Password"), QLineEdit(), self.tr("Kept in this computer's keyring, never in a file.")
            ),
        }
        for key, field in self._fields.items():
            field.editor.setObjectName(f"place_{key}")
        self.editor("password").setEchoMode(QLineEdit.EchoMode.Password)
        self._test = Button(self.tr("Test the connection"))
        self._test.setObjectName("place_test")
        self._told = Told()
        self._show_answers(answers)
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._here.toggled.connect(lambda _on: self._show_choice())
        self._test.clicked.connect(lambda: self.try_it(self._on_tested))
        self._show_choice()

    def editor(self, key: str) -> QLineEdit:
        found = self._fields[key].editor
        assert isinstance(found, QLineEdit)
        return found

    def _show_answers(self, answers: Answers) -> None:
        server = answers.server
        self._here.setChecked(server is None)
        self._office.setChecked(server is not None)
        shown = server or Server(host="", database="crm", user="crm")
        port = "" if shown.port == Server("", "", "").port else f":{shown.port}"
        for key, value in (
            ("address", f"{shown.host}{port}" if shown.host else ""),
            ("database", shown.database),
            ("user", shown.user),
            ("password", shown.password),
        ):
            self.editor(key).setText(value)

    def _lay_out(self) -> None:
        self._server = QWidget()
        grid = QGridLayout(self._server)
        grid.setContentsMargins(6 * GRID, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * GRID)
        for number, field in enumerate(self._fields.values()):
            grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(row(self._test, None), 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(text(self.tr("Where is your data kept?"), role="title"))
        column.addWidget(self._here)
        column.addWidget(
            _below(self.tr("One person, one computer. Everything is in one file that is easy to back up."))
        )
        column.addWidget(self._office)
        column.addWidget(
            _below(self.tr("Several people at once. Whoever set the server up will give you these four details."))
        )
        column.addWidget(self._server)
        column.addWidget(self._told)
        column.addStretch(1)

    def _show_choice(self) -> None:
        self._server.setEnabled(self._office.isChecked())
        self._told.dismiss()

    @property
    def on_server(self) -> bool:
        return self._office.isChecked()

    def server(self) -> Server | None:
        """As typed; None where something is missing, which is shown at its field."""
        parts = None
        for field in self._fields.values():
            field.show_fault("")
        try:
            parts = address_parts(self.editor("address").text())
        except InvalidValue:
            self._fields["address"].show_fault(self.tr("This is not a server address."))
        for key, fault in (
            ("database", self.tr("Enter the name of the database.")),
            ("user", self.tr("Enter the user name.")),
        ):
            if not self.editor(key).text().strip():
                self._fields[key].show_fault(fault)
        wrong = next((field for field in self._fields.values() if field.fault), None)
        if wrong is not None or parts is None:
            (wrong or self._fields["address"]).editor.setFocus()
            return None
        typed = {key: self.editor(key).text().strip() for key in ("database", "user")}
        return Server(host=parts[0], port=parts[1], password=self.editor("password").text(), **typed)

    def try_it(self, on_found) -> None:  # type: ignore[no-untyped-def]  # called with the server and what was found
        """Connects off the GUI thread; a refusal is told in the page."""
        server = self.server()
        if server is None:
            return
        self._told.dismiss()
        self._busy.begin(self.tr("Connecting to {host}…").format(host=server.host))

        def tried(found: ServerFound) -> None:
            on_found(server, found)

        operations.run(
            lambda: try_server(server),
            on_done=tried,
            on_error=self.refuse,
            on_end=self._busy.end,
            owner=self,
            latest="try",
        )

    def refuse(self, refusal: KnownError) -> None:
        self._told.refuse(refusal)

    def _on_tested(self, server: Server, found: ServerFound) -> None:
        said = self.tr("Connected: {company}, PostgreSQL {version}, {ms} ms.")
        ms = formats.count(max(1, round(found.milliseconds)))
        self._told.say(said.format(company=found.company, version=found.version, ms=ms), good=True)
        self.found.emit(found)

    def first_focus(self) -> QWidget:
        return self._office if self._office.isChecked() else self._here


def _below(words: str) -> QWidget:
    made = text(words, role="small", wrap=True)
    made.setContentsMargins(6 * GRID, 0, 0, GRID)
    return made
