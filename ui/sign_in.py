"""Who sits here: a name and a password, asked at the start where anyone of the company has one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QVBoxLayout

from crm_desktop import settings
from crm_desktop.errors import KnownError
from crm_desktop.staff.queries import sign_in, sign_ins
from crm_desktop.staff.records import SignIn
from crm_desktop.work import Actor
from ui import operations, words
from ui.theme import GAP, GRID, dress
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.parts import row, text

LAST = "signed_in"


class SignInPanel(QDialog):
    """Accepted with `login`. The name that signed in last is proposed, so that only the password is typed."""

    def __init__(self, database: Any, people: Sequence[SignIn], kept: QSettings, company: str) -> None:
        super().__init__()
        self.setObjectName("sign_in")
        dress(self)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self._database, self._people, self._kept = database, tuple(people), kept
        self.login = ""
        self._who = QComboBox()
        self._who.setObjectName("who")
        for person in people:
            self._who.addItem(person.name, person.login)
        self._who.setCurrentIndex(max(0, self._who.findData(str(kept.value(LAST, "")))))
        self._password = QLineEdit()
        self._password.setObjectName("password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(self.tr("Password"), self._password)
        self._go = PrimaryButton(self.tr("Sign in"))
        self._go.setObjectName("sign_in_go")
        self._go.setDefault(True)
        self._leave = Button(self.tr("Quit"))
        self._leave.setAutoDefault(False)
        self._lay_out(company)
        self._go.clicked.connect(self._on_go)
        self._leave.clicked.connect(self.reject)
        self._who.currentIndexChanged.connect(lambda _at: self._on_who())
        self._on_who()

    def _lay_out(self, company: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 4 * GRID)
        column.setSpacing(GAP)
        column.addWidget(text(company, role="muted", wrap=True))
        column.addWidget(text(self.tr("Who is working?"), role="title"))
        column.addWidget(Field(self.tr("Person"), self._who))
        column.addWidget(self._field)
        column.addStretch(1)
        column.addWidget(row(None, self._leave, self._go))
        self.resize(420, 320)

    def _on_who(self) -> None:
        has = self._people[self._who.currentIndex()].has_password
        self._password.clear()
        self._password.setEnabled(has)
        self._field.show_fault("")
        self._field.show_help("" if has else self.tr("Without a password: Enter is enough."))
        (self._password if has else self._go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        """Checked off the GUI thread: the hash takes its time on purpose."""
        login, password = str(self._who.currentData()), self._password.text()
        self._field.show_fault("")
        self._go.setEnabled(False)

        def work() -> Actor:
            with self._database.read() as session:
                return sign_in(session, login, password)

        def right(_actor: Actor) -> None:
            self._kept.setValue(LAST, login)
            self.login = login
            self.accept()

        operations.run(
            work, on_done=right, on_error=self._refused, on_end=lambda: self._go.setEnabled(True), owner=self
        )

    def _refused(self, refusal: KnownError) -> None:
        self._field.show_fault(words.sentence(refusal))
        self._password.selectAll()
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)


def whoever_sits_here(database: Any, kept: QSettings) -> str | None:
    """The login of who signed in; "" where nobody has a password (or the office server knows); None who left."""
    if not database.is_sqlite:
        return ""
    with database.read() as session:
        people, company = sign_ins(session), settings.load(session).company.name
    if not any(person.has_password for person in people):
        return ""
    panel = SignInPanel(database, people, kept, company)
    accepted = panel.exec() == QDialog.DialogCode.Accepted
    login = panel.login
    panel.deleteLater()
    return login if accepted else None
