"""Who works here, in which role, and their passwords."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit

from crm_desktop.errors import InvalidValue, KnownError
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import PEOPLE, list_employees
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, Employee, SetPassword
from crm_desktop.staff.service import add_employee, change_employee, set_password
from crm_desktop.work import execute
from db.vocabulary import Role
from ui import formats
from ui.seat import Seat
from ui.settings.absence_card import AbsenceCard, is_away
from ui.settings.asks import Ask, Kind, Values
from ui.settings.faults import fault_of
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.cards import Card
from ui.widgets.fields import Field
from ui.widgets.parts import button, row, word


class UsersPage(RecordsPage):
    """A person is saved by one command, a password is set by another."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Everyone who signs in. The role decides what a person can do and see; the warehouse does not see "
            "costs and margins."
        )
        super().__init__(seat, self.tr("Users and roles"), about, self._asks(), add=self.tr("Add a person"))
        self._password = QLineEdit()
        self._password.setObjectName("new_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(self.tr("New password"), self._password)
        self._set = button(self.tr("Set the password"), name="set_password")
        self._drop = button(self.tr("Remove the password"), name="drop_password")
        self._card = Card(self.tr("Password"))
        self._card.body.addWidget(self._field)
        self._card.body.addWidget(row(self._set, self._drop, None))
        self.editor.beneath.addWidget(self._card)
        self._absence = AbsenceCard(seat)
        self._absence.saved.connect(self._on_absence)
        self._absence.refused.connect(self.editor.told.refuse)
        self.editor.beneath.addWidget(self._absence)
        self._set.clicked.connect(self._on_set)
        self._drop.clicked.connect(lambda: self._give(""))

    def _asks(self) -> list[Ask]:
        roles = tuple((role.value, word(role)) for role in PEOPLE)
        return [
            Ask(
                "login",
                self.tr("Login"),
                self.tr("Short, e.g. anna. Cannot be changed: documents and the journal show it."),
                once=True,
            ),
            Ask("name", self.tr("First and last name"), self.tr("Printed on documents as “issued by”.")),
            Ask(
                "role",
                self.tr("Role"),
                self.tr(
                    "Clerk: inquiries and orders. Warehouse: goods. Owner: figures too. Administrator: everything."
                ),
                Kind.CHOICE,
                roles,
            ),
            Ask("email", self.tr("E-mail"), self.tr("For notices; not shown to customers.")),
            Ask("active", self.tr("Works here"), self.tr("Off: cannot sign in, stays in the history."), Kind.CHECK),
        ]

    def query(self, session: Any) -> Sequence[Employee]:
        return [one for one in list_employees(session) if one.role in PEOPLE]

    def entry_of(self, record: Employee) -> Entry:
        values: Values = {
            "login": record.login,
            "name": record.name,
            "role": record.role.value,
            "email": record.email,
            "active": record.active,
        }
        state = word(record.role) if record.active else self.tr("no longer works here")
        if record.active and is_away(record):
            state = self.tr("away until {day}").format(day=formats.day(record.absent_until))
        return Entry(record.employee_id, record.name, f"{record.login} · {state}", record.version, values, record)

    def new_values(self) -> Values:
        return {"login": "", "name": "", "role": Role.CLERK.value, "email": "", "active": True}

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        role, name, email = Role(values["role"]), str(values["name"]), str(values["email"])
        if not entry.key:
            return add_employee, AddEmployee(str(values["login"]).strip(), name.strip(), role, email.strip())
        return change_employee, ChangeEmployee(entry.key, entry.version, name, email, role, bool(values["active"]))

    def key_saved(self, result: Employee) -> int:
        return result.employee_id

    def on_shown(self, entry: Entry | None) -> None:
        known = entry is not None and entry.key > 0
        self._card.setVisible(known)
        self._absence.show_person(entry.record if known and entry is not None else None)
        self._password.clear()
        self._field.show_fault("")
        has = known and entry is not None and entry.record.has_password
        self._drop.setEnabled(has)
        said = self.tr("Has a password.") if has else self.tr("Has no password: signs in by name only.")
        kept = self.tr("At least 8 characters; only a salted hash is kept.")
        self._field.show_help(f"{said} {kept}")

    def _on_set(self) -> None:
        typed = self._password.text()
        if not typed:
            self._field.show_fault(self.tr("Type the new password first."))
            self._password.setFocus()
            return
        self._give(typed)

    def _give(self, password: str) -> None:
        entry = self.current
        if entry is None or not entry.key:
            return
        database, actor = self.seat.database, self.seat.actor

        def work() -> Employee:
            command = SetPassword(entry.key, hashed(password) if password else "", password)
            return execute(database, set_password, command, actor=actor)

        def refused(refusal: KnownError) -> None:
            if isinstance(refusal, InvalidValue):
                self._field.show_fault(fault_of(refusal))
            else:
                self.editor.told.refuse(refusal)

        self.seat.call(work, self._on_given, owner=self, on_error=refused)

    def _on_absence(self, saved: Employee) -> None:
        self._wanted = saved.employee_id
        until = formats.day(saved.absent_until) if saved.absent_until else ""
        said = self.tr("Away until {day}: new inquiries go to others.").format(day=until) if until else ""

        def read(records: Sequence[Any]) -> None:
            self._on_read(records)
            self.editor.told.say(said or self.tr("Back at work: gets new inquiries again."), good=True)

        self.seat.read(self.query, read, owner=self)

    def _on_given(self, saved: Employee) -> None:
        self._wanted = saved.employee_id
        said = self.tr("The password is set.") if saved.has_password else self.tr("The password is removed.")

        def read(records: Sequence[Any]) -> None:
            self._on_read(records)
            self.editor.told.say(said, good=True)

        self.seat.read(self.query, read, owner=self)
