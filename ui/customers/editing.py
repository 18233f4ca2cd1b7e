"""A customer being written down or changed: the fields, what is wrong with them, and what another saved meanwhile."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.customers.proposals import holders
from crm_desktop.customers.queries import group_names, show_customer
from crm_desktop.customers.records import CustomerAdded, CustomerCard, CustomerRow, CustomerSaved
from crm_desktop.customers.service import edit_customer, register_customer
from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from ui import words
from ui.customers.form import EMPTY, CustomerForm, Values, chosen, edit_command, new_command, said, values_of
from ui.seat import Seat
from ui.theme import GAP
from ui.typed import TypedForm, given_back
from ui.widgets.bars import PageHead
from ui.widgets.both_values import BothValues, Differing
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.parts import Told


class Editing(QWidget):
    """`saved` carries the customer's key, `left` when nothing shall be saved."""

    saved = Signal(int, bool)
    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("customer_editing")
        self._seat = seat
        self._card: CustomerCard | None = None
        self._newer: CustomerCard | None = None
        self._opened = self._mine = EMPTY
        self._head = PageHead()
        self._cancel = Button(self.tr("Cancel"), shortcut="Esc")
        self._save = PrimaryButton(self.tr("Save"), "check", shortcut="Ctrl+Return")
        self._save.setObjectName("save_customer")
        self._told = Told()
        self._form, self._both = CustomerForm(), BothValues()
        self._typed = TypedForm(seat.typed, self._form)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._head.add(self._cancel)
        self._head.add(self._save)
        self._stack.addWidget(self._form)
        self._stack.addWidget(self._both.scrolling())
        inside = QVBoxLayout()
        inside.setContentsMargins(GAP, GAP, GAP, GAP)
        inside.setSpacing(GAP)
        inside.addWidget(self._told)
        inside.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addLayout(inside, 1)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self._on_cancel)
        self._save.clicked.connect(self._on_save)
        self._form.keys_typed.connect(self._look_up)
        self._both.chosen.connect(self._on_chosen)
        self._both.left.connect(lambda: self._show_fields(True))

    def _on_cancel(self) -> None:
        self._typed.end()
        self.left.emit()

    def begin(self, card: CustomerCard | None) -> None:
        """A new customer, or the one of `card`."""
        self._typed.rest()
        self._card = card
        self._opened = EMPTY if card is None else values_of(card)
        self._head.set_title(self.tr("New customer") if card is None else card.row.name)
        self._told.dismiss()
        self._show_fields(True)
        self._seat.read(group_names, self._on_groups, owner=self, latest="groups")

    def _on_groups(self, groups: list[str]) -> None:
        self._form.fill(self._opened, groups)
        if self._typed.begin(f"customer/{self._card.row.customer_id if self._card else 0}"):
            self._told.say(given_back(), good=True)
        self._form.start()

    def _show_fields(self, on: bool) -> None:
        self._stack.setCurrentIndex(0 if on else 1)
        self._save.setVisible(on)

    def _look_up(self) -> None:
        """Whether someone is known by the NIP, e-mail or phone that was just typed."""
        typed, own = self._form.values().fields, self._card.row.customer_id if self._card else 0

        def found(rows: list[CustomerRow]) -> None:
            others = [f"{row.name} ({row.code})" for row in rows if row.customer_id != own]
            said = (
                self.tr("Already on file with these details: {customers}").format(customers=", ".join(others))
                if others
                else ""
            )
            self._form.say_already(said)

        self._seat.read(
            lambda session: holders(session, nip=typed["nip"], email=typed["email"], phone=typed["phone"]),
            found,
            owner=self,
            latest="holders",
        )

    def _on_save(self) -> None:
        self._write(self._form.values())

    def _on_chosen(self, kept: frozenset[str]) -> None:
        """Only what was chosen over the newer version is saved over it; who goes back to the fields meets it again."""
        if (newer := self._newer) is not None:
            self._write(chosen(self._mine, values_of(newer), kept), over=newer)

    def _write(self, values: Values, *, over: CustomerCard | None = None) -> None:
        self._told.dismiss()
        self._save.setEnabled(False)

        def refused(refusal: KnownError) -> None:
            self._save.setEnabled(True)
            self._refused(refusal, values)

        card = over or self._card
        if card is None:
            self._seat.do(register_customer, new_command(values), self._on_added, owner=self, on_error=refused)
        else:
            command = edit_command(values, card)
            self._seat.do(edit_customer, command, self._on_saved, owner=self, on_error=refused)

    def _on_added(self, added: CustomerAdded) -> None:
        self._save.setEnabled(True)
        self._typed.end()
        self.saved.emit(added.customer_id, True)

    def _on_saved(self, saved: CustomerSaved) -> None:
        self._save.setEnabled(True)
        self._typed.end()
        self.saved.emit(saved.customer_id, False)

    def _refused(self, refusal: KnownError, values: Values) -> None:
        match refusal:
            case StaleRecord() if self._card is not None:
                key = self._card.row.customer_id
                self._seat.read(lambda session: show_customer(session, key), self._meet(values), owner=self)
            case InvalidValue():
                self._show_fields(True)
                self._form.show_fault(str(refusal.details["field"]), self._fault(refusal))
            case _:
                self._told.refuse(refusal)

    def _fault(self, refusal: InvalidValue) -> str:
        match refusal.details["rule"]:
            case "required":
                return self.tr("Fill this in.")
            case "nip_checksum":
                return self.tr("The check digit is wrong.")
        return words.sentence(refusal)

    def _meet(self, mine: Values) -> Any:
        """What becomes of the two versions once the other's is read."""

        def met(card: CustomerCard) -> None:
            self._newer, self._mine = card, mine
            theirs = values_of(card)
            told = ((key, title, said(mine, key), said(theirs, key)) for key, title in self._form.titles().items())
            differ = [Differing(*one, one[2] != said(self._opened, one[0])) for one in told if one[2] != one[3]]
            if differ:
                self._both.show_fields(differ)
                self._show_fields(False)
            else:
                self._write(theirs, over=card)

        return met
