"""Page 3: where it goes, how it is paid and delivered, what to mind."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.customers.records import PostalAddress
from ui.orders.matter import Buyer, Matter
from ui.theme import GAP, GRID, dress
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.entrance import opens_at
from ui.widgets.fields import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import row

ADDRESS = ("name", "street", "postal_code", "city", "country", "phone")
MOST_CHIPS = 6


class TermsPage(QWidget):
    """`changed` after every key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        names = {
            "name": self.tr("Recipient"),
            "street": self.tr("Street and number"),
            "postal_code": self.tr("Postal code"),
            "city": self.tr("City"),
            "country": self.tr("Country"),
            "phone": self.tr("Phone"),
            "payment": self.tr("Payment"),
            "delivery": self.tr("Delivery"),
            "note": self.tr("Notes for the WZ and the label"),
        }
        self._fields = {key: Field(title, QLineEdit()) for key, title in names.items()}
        self._filling = False
        self._addresses: list[Chip] = []
        self._known = QVBoxLayout()
        self._known.setSpacing(GRID)
        for key, field in self._fields.items():
            field.editor.setObjectName(f"terms_{key}")
        self._choices = {
            "payment": (
                self.tr("transfer, 14 days"),
                self.tr("transfer, 7 days"),
                self.tr("prepayment"),
                self.tr("cash"),
                self.tr("card"),
                self.tr("cash on delivery"),
            ),
            "delivery": (self.tr("courier"), self.tr("own transport"), self.tr("collected in person")),
        }
        self._chips: list[Chip] = []
        self._lay_out()
        for key in self._fields:
            self._editor(key).textChanged.connect(self._on_changed)

    def _lay_out(self) -> None:
        where, how = Card(self.tr("Delivery address")), Card(self.tr("Payment and delivery"))
        where.body.addLayout(self._known)
        where.body.addWidget(self._address_grid())
        where.body.addStretch(1)
        for key in ("payment", "delivery"):
            how.body.addWidget(self._fields[key])
            how.body.addWidget(self._chip_row(key))
        how.body.addWidget(self._fields["note"])
        how.body.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(where, 1)
        layout.addWidget(how, 1)
        opens_at(self, self._fields["payment"])

    def _address_grid(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.addWidget(self._fields["name"], 0, 0, 1, 3)
        grid.addWidget(self._fields["street"], 1, 0, 1, 3)
        grid.addWidget(self._fields["postal_code"], 2, 0)
        grid.addWidget(self._fields["city"], 2, 1, 1, 2)
        grid.addWidget(self._fields["country"], 3, 0)
        grid.addWidget(self._fields["phone"], 3, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._editor("country").setMaxLength(2)
        return holder

    def _chip_row(self, key: str) -> QWidget:
        """The usual words."""
        holder = QWidget()
        chips = FlowLayout(GRID, holder)
        editor = self._editor(key)
        completer = QCompleter(list(self._choices[key]), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        editor.setCompleter(completer)
        editor.textEdited.connect(lambda _text: dress(completer.popup()), Qt.ConnectionType.SingleShotConnection)
        for word in self._choices[key]:
            chip = Chip(word)
            chip.setCheckable(False)
            chip.clicked.connect(partial(editor.setText, word))
            self._chips.append(chip)
            chips.addWidget(chip)
        return holder

    def _editor(self, key: str) -> QLineEdit:
        editor = self._fields[key].editor
        assert isinstance(editor, QLineEdit)
        return editor

    def start(self) -> None:
        self._fill(PostalAddress(), "", "", "")
        self._editable(True)
        self._show_addresses(())

    def show_buyer(self, buyer: Buyer) -> None:
        """Another customer: the goods go to their seat unless told otherwise."""
        self._show_addresses(buyer.addresses)
        self._filling = True
        seat = named(buyer.seat, buyer.row.name)
        self._fill_address(replace(seat, phone=seat.phone or buyer.row.phone))  # the courier rings before coming
        self._filling = False

    def show_matter(self, matter: Matter, *, editable: bool) -> None:
        card = matter.card
        self._fill(named(card.address, card.row.customer), card.payment, card.delivery, card.note)
        self._editable(editable)
        self._show_addresses(matter.buyer.addresses if editable else ())

    def _fill(self, address: PostalAddress, payment: str, delivery: str, note: str) -> None:
        self._filling = True
        self._fill_address(address)
        for key, value in (("payment", payment), ("delivery", delivery), ("note", note)):
            if self._editor(key).text() != value:
                self._editor(key).setText(value)
        self._filling = False

    def _fill_address(self, address: PostalAddress) -> None:
        for key in ADDRESS:
            value = str(getattr(address, key))
            if self._editor(key).text() != value:
                self._editor(key).setText(value)

    def _editable(self, editable: bool) -> None:
        for key in self._fields:
            self._editor(key).setReadOnly(not editable)
        for chip in self._chips:
            chip.setVisible(editable)

    def _show_addresses(self, addresses: Sequence[PostalAddress]) -> None:
        """Where this customer has things sent; one press fills the fields."""
        while (item := self._known.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._addresses = []
        for address in addresses[:MOST_CHIPS] if len(addresses) > 1 else ():
            words = ", ".join(part for part in (address.name, address.street, address.city) if part)
            chip = Chip("")
            chip.setCheckable(False)
            chip.setText(chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 340))
            chip.setToolTip(words)
            chip.setAccessibleName(self.tr("Deliver to {address}").format(address=words))
            chip.clicked.connect(partial(self._on_address, address))
            self._addresses.append(chip)
            self._known.addWidget(row(chip, None))

    def _on_address(self, address: PostalAddress) -> None:
        self._fill_address(address)

    def _on_changed(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _value(self, key: str) -> str:
        return self._editor(key).text().strip()

    def address(self) -> PostalAddress | None:
        """None: the customer's own."""
        if not (self._value("name") or self._value("street") or self._value("city")):
            return None
        values = {key: self._value(key) for key in ADDRESS}
        return PostalAddress(**values | {"country": values["country"].upper() or "PL"})

    def payment(self) -> str:
        return self._value("payment")

    def delivery(self) -> str:
        return self._value("delivery")

    def note(self) -> str:
        return self._value("note")


def named(address: PostalAddress, name: str) -> PostalAddress:
    """The name on the parcel is the customer's where the address has none."""
    return address if address.name or not (address.street or address.city) else replace(address, name=name)
