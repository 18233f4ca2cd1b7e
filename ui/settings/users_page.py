"""Who works here, in which role, and their passwords."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit

from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import PEOPLE, list_employees
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, Employee, SetAbsence, SetPassword
from crm_desktop.staff.service import add_employee, change_employee, set_absence, set_password
from crm_desktop.work import execute
from db.vocabulary import Role
from ui import formats
from ui.seat import Seat
from ui.settings.absence_card import AbsenceCard, is_away
from ui.settings.asks import Ask, Kind, Values
from ui.settings.faults import fault_of
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.both_values import Differing
from ui.widgets.cards import Card
from ui.widgets.fields import Field
from ui.widgets.parts import button, row, word


def is_password_as_before(before: Employee, newer: Employee) -> bool:
    """One save lies between the two, and it was of something else."""
    elsewhere = newer.has_password == before.has_password and replace(newer, version=before.version) != before
    return elsewhere and newer.version == before.version + 1


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
        self._absence = AbsenceCard()
        self._absence.wanted.connect(lambda until: self._set_absence(until, self._shown))
        self.editor.beneath.addWidget(self._absence)
        self._set.clicked.connect(self._on_set)
        self._drop.clicked.connect(lambda: self._give("", self._shown))

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
        self._give(typed, self._shown)

    @property
    def _shown(self) -> Employee | None:
        return self.current.record if self.current is not None and self.current.key else None

    def _give(self, password: str, person: Employee | None) -> None:
        """`person` as they stood when it was asked for: a newer one is shown before it is overwritten (law 4)."""
        if person is None:
            return
        database, actor = self.seat.database, self.seat.actor

        def work() -> Employee:
            made = hashed(password) if password else ""
            command = SetPassword(person.employee_id, made, password, person.version)
            return execute(database, set_password, command, actor=actor)

        def refused(refusal: KnownError) -> None:
            if isinstance(refusal, InvalidValue):
                self._field.show_fault(fault_of(refusal))
            else:
                self._refuse(refusal, person, on_stale)

        def on_stale(newer: Employee) -> None:
            if is_password_as_before(person, newer):
                self._give(password, newer)
                return
            mine = self.tr("a new password") if password else self.tr("no password")
            theirs = self.tr("a password set meanwhile") if newer.has_password else self.tr("no password")
            differing = Differing("password", self.tr("Password"), mine, theirs, True)
            self.editor.ask_which(differing, lambda own: self._give(password, newer) if own else self._begin_anew())

        self.seat.call(work, self._on_given, owner=self, on_error=refused)

    def _set_absence(self, until: date | None, person: Employee | None) -> None:
        if person is None:
            return

        def refused(refusal: KnownError) -> None:
            self._refuse(refusal, person, on_stale)

        def on_stale(newer: Employee) -> None:
            if newer.absent_until == person.absent_until:
                self._set_absence(until, newer)
                return
            said = [formats.day(day) if day else self.tr("at work") for day in (until, newer.absent_until)]
            differing = Differing("absent_until", self.tr("Away until the end of"), *said, True)
            self.editor.ask_which(differing, lambda own: self._set_absence(until, newer) if own else self._begin_anew())

        command = SetAbsence(person.login, until, person.version)
        self.seat.do(set_absence, command, self._on_absence, owner=self, on_error=refused)

    def _refuse(self, refusal: KnownError, person: Employee, on_stale: Callable[[Employee], object]) -> None:
        if not isinstance(refusal, StaleRecord):
            self.editor.told.refuse(refusal)
            return

        def read(people: Sequence[Employee]) -> None:
            newer = next((one for one in people if one.employee_id == person.employee_id), None)
            if newer is not None:
                on_stale(newer)

        self.seat.read(self.query, read, owner=self)

    def _begin_anew(self) -> None:
        """The person as they are stored."""
        self._wanted = self.current.key if self.current is not None else 0
        self.start()

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
