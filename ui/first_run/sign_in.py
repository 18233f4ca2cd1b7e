"""Who sits down here; whoever sat here last stands in the field already."""

from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout

from crm_desktop.errors import KnownError
from crm_desktop.staff.signing_in import Account, accounts, sign_in
from crm_desktop.work import Actor
from ui import operations
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.parts import Told, row, text

LAST = "signed_in/last"


def needed(found: list[Account]) -> bool:
    """A company where nobody has a password lets everybody in as its administrator, as on the first day."""
    return any(account.has_password for account in found)


class SignIn(QDialog):
    """Accepted with `actor`."""

    def __init__(self, database: Any, kept: QSettings, company: str, *, wanted: str = "") -> None:
        super().__init__()
        self.setObjectName("sign_in")
        self.setWindowTitle(self.tr("Sign in"))
        self._database, self._kept = database, kept
        self._wanted = wanted or str(kept.value(LAST, ""))
        self.actor: Actor | None = None
        self._who = QComboBox()
        self._who.setObjectName("sign_in_who")
        self._password = QLineEdit()
        self._password.setObjectName("sign_in_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._told = Told()
        self._go = PrimaryButton(self.tr("Sign in"))
        self._go.setObjectName("sign_in_go")
        self._go.setDefault(True)
        leave = Button(self.tr("Quit") if not wanted else self.tr("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, GAP)
        column.setSpacing(GAP)
        column.addWidget(text(company, role="title", wrap=True))
        column.addWidget(Field(self.tr("Who are you?"), self._who))
        column.addWidget(Field(self.tr("Password"), self._password))
        column.addWidget(self._told)
        column.addStretch(1)
        column.addWidget(row(None, leave, self._go))
        self.setMinimumWidth(380)
        self._go.clicked.connect(self._on_go)
        self._who.activated.connect(lambda _row: self._on_who())
        self._read()

    def _read(self) -> None:
        def work() -> list[Account]:
            with self._database.read() as session:
                return accounts(session)

        operations.run(work, on_done=self._on_accounts, owner=self)

    def _on_accounts(self, found: list[Account]) -> None:
        for account in found:
            self._who.addItem(f"{account.name} ({account.login})", account)
        logins = [account.login for account in found]
        if self._wanted in logins:
            self._who.setCurrentIndex(logins.index(self._wanted))
        self._on_who()

    def _on_who(self) -> None:
        account = self._who.currentData()
        self._password.clear()
        self._password.setEnabled(account is not None and account.has_password)
        (self._password if self._password.isEnabled() else self._go).setFocus()

    def _on_go(self) -> None:
        account, password = self._who.currentData(), self._password.text()
        if account is None:
            return
        self._go.setEnabled(False)
        self._told.dismiss()

        def work() -> Actor:
            with self._database.read() as session:
                return sign_in(session, account.login, password)

        operations.run(work, on_done=self._on_signed_in, on_error=self._on_refused, on_end=self._on_end, owner=self)

    def _on_end(self) -> None:
        self._go.setEnabled(True)

    def _on_refused(self, refusal: KnownError) -> None:
        self._told.refuse(refusal)
        self._password.clear()
        self._password.setFocus()

    def _on_signed_in(self, actor: Actor) -> None:
        self.actor = actor
        self._kept.setValue(LAST, self._who.currentData().login)
        self.accept()
