"""When the books cannot be opened: what happened, and what can be done about it, without losing the choice."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QVBoxLayout

from crm_desktop.errors import KnownError
from crm_desktop.opening import open_company
from crm_desktop.server import Server, ServerFound, server_of, url_of
from ui import operations
from ui.first_run.answers import Answers
from ui.first_run.keeping import HERE, PLACE, keep_place
from ui.first_run.place_page import PlacePage
from ui.theme import GAP, GRID, dress
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.parts import row


class Connect(QDialog):
    """Accepted with `database` open."""

    def __init__(self, kept: QSettings, refusal: KnownError) -> None:
        super().__init__()
        self.setObjectName("connect")
        dress(self)
        self.setWindowTitle(self.tr("The database cannot be opened"))
        self._kept = kept
        self.database = None
        url = str(kept.value(PLACE, HERE))
        self.page = PlacePage(Answers(server=None if url == HERE else server_of(url)))
        self._go = PrimaryButton(self.tr("Try again"))
        self._go.setObjectName("connect_go")
        self._go.setDefault(True)
        leave = Button(self.tr("Quit"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.page, 1)
        column.addWidget(row(None, leave, self._go))
        self.resize(760, 480)
        self._go.clicked.connect(self._on_go)
        self.page.refuse(refusal)
        self.page.first_focus().setFocus()

    def _on_go(self) -> None:
        if self.page.on_server:
            self.page.try_it(self._on_found)
        else:
            self._open(None)

    def _on_found(self, server: Server, _found: ServerFound) -> None:
        self._open(server)

    def _open(self, server: Server | None) -> None:
        url = None if server is None else url_of(server, with_password=True)

        def opened(database) -> None:  # type: ignore[no-untyped-def]  # a Database; ui does not name it
            self.database = database
            keep_place(self._kept, server)
            self.accept()

        operations.run(
            lambda: open_company(url), on_done=opened, on_error=self.page.refuse, owner=self, kind=operations.WRITE
        )
