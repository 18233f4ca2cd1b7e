"""The fields of a customer, new or known: checked as they are typed, compared with what others saved."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.customers.records import CustomerCard, EditCustomer, KeptAddress, NewCustomer, PostalAddress
from crm_desktop.customers.rules import nip_is_valid, normal_nip
from db.vocabulary import CustomerKind
from ui.customers.places import Places
from ui.customers.side import address_lines
from ui.theme import GAP, Meaning
from ui.widgets.cards import Card
from ui.widgets.fields import Field, laid_out
from ui.widgets.parts import text, word

PAUSE_MS = 250
SEAT = ("street", "postal_code", "city", "country")
KINDS = (CustomerKind.COMPANY, CustomerKind.PERSON)


@dataclass(frozen=True, slots=True)
class Values:
    """What the form holds, by field; `others` the addresses beside the seat."""

    fields: dict[str, str]
    others: tuple[KeptAddress, ...] = ()


def values_of(card: CustomerCard) -> Values:
    row, seat = card.row, card.address
    return Values(
        {
            "kind": row.kind.value,
            "name": row.name,
            "nip": row.nip,
            "email": row.email,
            "phone": row.phone,
            "group": row.group,
            "region": card.region,
            "street": seat.street,
            "postal_code": seat.postal_code,
            "city": seat.city,
            "country": seat.country or "PL",
            "note": card.note,
        },
        card.others,
    )


EMPTY = Values(
    dict.fromkeys(("name", "nip", "email", "phone", "group", "region", *SEAT, "note"), "")
    | {"kind": CustomerKind.COMPANY.value, "country": "PL"}
)


def edit_command(values: Values, card: CustomerCard) -> EditCustomer:
    """As typed; the seat keeps its name and phone."""
    f = values.fields
    kind = CustomerKind(f["kind"])
    seat_name = card.address.name if card.address.name != card.row.name else ""
    return EditCustomer(
        card.row.customer_id,
        card.version,
        f["name"],
        f["nip"],
        f["email"],
        f["phone"],
        f["note"],
        PostalAddress(seat_name, *(f[key] for key in SEAT), phone=card.address.phone),
        values.others,
        f["group"],
        f["region"],
        card.row.kind if card.row.kind is CustomerKind.CASH else kind,
    )


def new_command(values: Values) -> NewCustomer:
    f = values.fields
    address = PostalAddress(f["name"], *(f[key] for key in SEAT), phone=f["phone"])
    return NewCustomer(
        f["name"],
        CustomerKind(f["kind"]),
        f["nip"],
        f["email"],
        f["phone"],
        address,
        f["group"],
        f["region"],
        note=f["note"],
        others=tuple(other.address for other in values.others),
    )


def said(values: Values, key: str) -> str:
    """A field as a person reads it beside another's."""
    if key == "others":
        return "; ".join(", ".join(address_lines(each.address)) for each in values.others)
    told = values.fields.get(key, "")
    return word(CustomerKind(told)) if key == "kind" else told


def chosen(mine: Values, theirs: Values, kept: frozenset[str]) -> Values:
    """Their values, and one's own in the fields of those keys."""
    fields = {key: (mine if key in kept else theirs).fields[key] for key in theirs.fields}
    return Values(fields, mine.others if "others" in kept else theirs.others)


class CustomerForm(QScrollArea):
    """`keys_typed` when NIP, e-mail or phone stand still for a quarter of a second."""

    keys_typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self._fields: dict[str, Field] = {}
        self._kind, self._group, self._note = QComboBox(), QComboBox(), QPlainTextEdit()
        self._places = Places()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keys_typed)
        self._build()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._who())
        column.addWidget(self._seat())
        column.addWidget(self._places)
        column.addStretch(1)
        self.setWidget(inside)

    def titles(self) -> dict[str, str]:
        """Every field by what it is called."""
        return {
            "kind": self.tr("Kind"),
            "name": self.tr("Name"),
            "nip": self.tr("NIP"),
            "email": self.tr("E-mail"),
            "phone": self.tr("Phone"),
            "group": self.tr("Group"),
            "region": self.tr("Region"),
            "street": self.tr("Street and number"),
            "postal_code": self.tr("Postal code"),
            "city": self.tr("City"),
            "country": self.tr("Country (two letters)"),
            "note": self.tr("Note"),
            "others": self.tr("Delivery addresses"),
        }

    def _build(self) -> None:
        for kind in KINDS:
            self._kind.addItem(word(kind), kind.value)
        self._group.setEditable(True)
        self._group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._note.setMaximumHeight(76)
        self._note.setTabChangesFocus(True)
        special: dict[str, QWidget] = {"kind": self._kind, "group": self._group, "note": self._note}
        for key, title in self.titles().items():
            if key == "others":
                continue
            editor = special.get(key) or QLineEdit()
            editor.setObjectName(f"customer_field_{key}")
            self._fields[key] = Field(title, editor)
            if isinstance(editor, QLineEdit):
                editor.textChanged.connect(self._on_typed)
        line = self._group.lineEdit()
        if line is not None:
            line.setAccessibleName(self.titles()["group"])

    def _who(self) -> Card:
        card = Card(self.tr("Who"))
        places = {
            "name": (0, 0, 3),
            "kind": (0, 3, 1),
            "nip": (1, 0, 1),
            "email": (1, 1, 2),
            "phone": (1, 3, 1),
            "group": (2, 0, 2),
            "region": (2, 2, 2),
            "note": (3, 0, 4),
        }
        self.already = text(role="small", wrap=True, name="customer_already")
        self.already.hide()
        card.body.addLayout(laid_out(self._fields, places, (1, 1, 1, 1)))
        card.body.addWidget(self.already)
        return card

    def _seat(self) -> Card:
        card = Card(self.tr("Address"))
        places = {key: (0, column, 1) for column, key in enumerate(SEAT)}
        card.body.addLayout(laid_out(self._fields, places, (4, 1, 3, 1)))
        return card

    def fill(self, values: Values, groups: list[str]) -> None:
        self._group.clear()
        self._group.addItems(["", *groups])
        for key, value in values.fields.items():
            editor = self._fields[key].editor
            if isinstance(editor, QLineEdit):
                editor.setText(value)
            elif key == "group":
                self._group.setCurrentText(value)
            elif key == "kind":
                self._kind.setCurrentIndex(max(0, self._kind.findData(value)))
            else:
                self._note.setPlainText(value)
            self._fields[key].show_fault("")
        self._places.show_addresses(values.others)
        self.already.hide()
        self._check_nip()

    def values(self) -> Values:
        found = {}
        for key, field in self._fields.items():
            editor: Any = field.editor
            if isinstance(editor, QLineEdit):
                found[key] = editor.text().strip()
        found["group"] = self._group.currentText().strip()
        found["kind"] = str(self._kind.currentData())
        found["note"] = self._note.toPlainText().strip()
        found["nip"] = normal_nip(found["nip"])
        found["country"] = found["country"].upper() or "PL"
        return Values(found, self._places.addresses())

    def show_fault(self, field: str, sentence: str) -> None:
        """What the use case said of a field, under it; the focus goes there."""
        shown = self._fields.get(field)
        if shown is not None:
            shown.show_fault(sentence)
            shown.editor.setFocus()

    def start(self) -> None:
        self._fields["name"].editor.setFocus()
        self.verticalScrollBar().setValue(0)

    def say_already(self, sentence: str) -> None:
        """Who is known by what was typed; "" when nobody is."""
        self.already.setText(sentence)
        self.already.setProperty("meaning", Meaning.ATTENTION.value if sentence else "")
        self.already.style().unpolish(self.already)
        self.already.style().polish(self.already)
        self.already.setVisible(bool(sentence))

    def _on_typed(self) -> None:
        self._check_nip()
        self._pause.start()

    def _check_nip(self) -> None:
        """At once: too short says nothing yet, a wrong check digit says so, a right one too."""
        field = self._fields["nip"]
        editor = field.editor
        typed = normal_nip(editor.text()) if isinstance(editor, QLineEdit) else ""
        wrong = typed.isdigit() and len(typed) >= 10 and not nip_is_valid(typed)
        field.show_fault(self.tr("The check digit is wrong.") if wrong else "")
        if nip_is_valid(typed):
            field.show_help(self.tr("The check digit is right."))
        elif not wrong:
            field.show_help("")
