"""A customer entered while the order is made: the NIP is checked as it is typed."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from crm_desktop.customers.queries import customer_by_code, show_customer
from crm_desktop.customers.records import CustomerAdded, NewCustomer, PostalAddress
from crm_desktop.customers.rules import nip_is_valid, normal_nip
from crm_desktop.customers.service import register_customer
from crm_desktop.errors import KnownError, NotFound
from db.vocabulary import CustomerKind
from ui.seat import Seat
from ui.typed import TypedForm, given_back
from ui.widgets.cards import Card
from ui.widgets.fields import Field, laid_out
from ui.widgets.parts import Told, button, row

NIP_DIGITS = 10


class NewCustomerForm(Card):
    """`added` carries the key of the customer that is there now, `left` that one thought better of it."""

    added = Signal(int)
    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._typed = TypedForm(seat.typed, self)
        self.title.setText(self.tr("New customer"))
        self.title.show()
        names = {
            "name": self.tr("Name"),
            "nip": self.tr("NIP"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "street": self.tr("Street and number"),
            "postal_code": self.tr("Postal code"),
            "city": self.tr("City"),
        }
        self._fields = {key: Field(title, QLineEdit()) for key, title in names.items()}
        for key, field in self._fields.items():
            field.editor.setObjectName(f"new_customer_{key}")
        self._told = Told()
        self._save = button(self.tr("Add the customer"), role="primary", name="add_customer")
        self._back = button(self.tr("Back to the search"), name="leave_new_customer")
        self._known: int | None = None
        self._take = button("", name="take_known_customer")
        self._take.hide()
        self._lay_out()
        self._editor("nip").textChanged.connect(self._on_nip)
        self._editor("name").textChanged.connect(lambda _text: self._fields["name"].show_fault(""))
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.left)
        self._take.clicked.connect(self._on_take)
        for field in self._fields.values():
            editor = field.editor
            assert isinstance(editor, QLineEdit)
            editor.returnPressed.connect(self._on_save)

    def _lay_out(self) -> None:
        places = {
            "name": (0, 0, 4),
            "nip": (0, 4, 2),
            "phone": (1, 0, 2),
            "email": (1, 2, 4),
            "street": (2, 0, 3),
            "postal_code": (2, 3, 1),
            "city": (2, 4, 2),
        }
        self.body.addWidget(self._told)
        self.body.addLayout(laid_out(self._fields, places, (1,) * 6))
        self.body.addWidget(self._take)
        self.body.addWidget(row(self._back, None, self._save))
        self.body.addStretch(1)

    def _editor(self, key: str) -> QLineEdit:
        editor = self._fields[key].editor
        assert isinstance(editor, QLineEdit)
        return editor

    def _text(self, key: str) -> str:
        return self._editor(key).text().strip()

    def begin(self, typed: str) -> None:
        """With what was looked for: digits are a NIP, else it is the name."""
        for key in self._fields:
            self._editor(key).clear()
            self._fields[key].show_fault("")
        self._told.dismiss()
        self._take.hide()
        digits = normal_nip(typed)
        key = "nip" if digits.isdigit() and len(digits) == NIP_DIGITS else "name"
        self._editor(key).setText(typed)
        if self._typed.begin("order-customer"):
            self._told.say(given_back(), good=True)
        self.show()
        self._editor("name").setFocus()

    def _on_nip(self, typed: str) -> None:
        """A wrong digit is said at the tenth, not when it is saved; a NIP we know names its customer."""
        nip, field = normal_nip(typed), self._fields["nip"]
        self._take.hide()
        if not nip:
            field.show_fault("")
        elif not nip.isdigit():
            field.show_fault("" if nip[:2].isalpha() else self.tr("A NIP has digits only."))
        elif len(nip) < NIP_DIGITS:
            field.show_fault("")
        elif not nip_is_valid(nip):
            field.show_fault(self.tr("This is no valid NIP: a digit is wrong."))
        else:
            field.show_fault("")
            self._seat.read(lambda session: _known(session, nip), self._on_known, owner=self, latest="nip")

    def _on_known(self, found: tuple[int, str] | None) -> None:
        self._known = found[0] if found else None
        if found:
            self._take.setText(self.tr("This NIP is {name}'s: take this customer").format(name=found[1]))
            self._take.setAccessibleName(self._take.text())
        self._take.setVisible(found is not None)

    def _on_take(self) -> None:
        if self._known is not None:
            self.added.emit(self._known)

    def _on_save(self) -> None:
        self._told.dismiss()
        if not self._text("name"):
            self._fields["name"].show_fault(self.tr("Write the name."))
            self._editor("name").setFocus()
            return
        name = self._text("name")
        address = PostalAddress(name, self._text("street"), self._text("postal_code"), self._text("city"))
        new = NewCustomer(
            name,
            kind=CustomerKind.COMPANY if self._text("nip") else CustomerKind.PERSON,
            nip=self._text("nip"),
            email=self._text("email"),
            phone=self._text("phone"),
            address=address if address.street or address.city else None,
        )
        self._seat.do(register_customer, new, self._on_added, owner=self, on_error=self._on_refused)

    def _on_added(self, added: CustomerAdded) -> None:
        self._typed.end()
        self.added.emit(added.customer_id)

    def _on_refused(self, refusal: KnownError) -> None:
        self._told.refuse(refusal)


def _known(session: Any, nip: str) -> tuple[int, str] | None:
    try:
        found = customer_by_code(session, nip)
    except NotFound:
        return None
    return found, show_customer(session, found, whole=False).row.name
