"""Delivery addresses beside the seat: a row each, added and taken away."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.customers.records import KeptAddress, PostalAddress
from ui.theme import GRID
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, text_label

COLUMNS = ("name", "street", "postal_code", "city", "phone")
STRETCH = (3, 4, 1, 3, 2)


class Places(Card):
    """Empty rows are no addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.title.setText(self.tr("Delivery addresses"))
        self.title.show()
        self._rows: list[tuple[KeptAddress, dict[str, QLineEdit]]] = []
        self._holder = QWidget()
        self._add = Button(self.tr("Add an address"), "plus")
        self._add.setObjectName("add_address")
        self._add.clicked.connect(self._on_add)
        self.head.addWidget(self._add)
        self._draw()

    def addresses(self) -> tuple[KeptAddress, ...]:
        found = []
        for before, editors in self._rows:
            told = {key: editor.text().strip() for key, editor in editors.items()}
            if told["street"] or told["city"]:
                address = PostalAddress(
                    told["name"],
                    told["street"],
                    told["postal_code"],
                    told["city"],
                    before.address.country or "PL",
                    told["phone"],
                )
                found.append(KeptAddress(before.address_id, address))
        return tuple(found)

    def show_addresses(self, addresses: tuple[KeptAddress, ...]) -> None:
        self._rows = [(address, self._editors(number, address)) for number, address in enumerate(addresses)]
        self._draw()

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("Recipient"),
            "street": self.tr("Street and number"),
            "postal_code": self.tr("Postal code"),
            "city": self.tr("City"),
            "phone": self.tr("Phone"),
        }

    def _editors(self, number: int, address: KeptAddress) -> dict[str, QLineEdit]:
        editors = {}
        for key, title in self._titles().items():
            editor = QLineEdit(getattr(address.address, key))
            editor.setObjectName(f"address_{key}_{number}")
            editor.setAccessibleName(
                self.tr("{field}, delivery address {number}").format(field=title, number=number + 1)
            )
            editors[key] = editor
        return editors

    def _draw(self) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        titles = self._titles()
        for place, (key, stretch) in enumerate(zip(COLUMNS, STRETCH, strict=True)):
            grid.setColumnStretch(place, stretch)
            if self._rows:
                grid.addWidget(text_label(titles[key], "small"), 0, place)
        for number, (kept, editors) in enumerate(self._rows):
            for place, key in enumerate(COLUMNS):
                grid.addWidget(editors[key], number + 1, place)
            remove = Button(self.tr("Remove"), "trash")
            remove.setObjectName(f"remove_address_{number}")
            remove.setAccessibleName(self.tr("Remove delivery address {number}").format(number=number + 1))
            remove.clicked.connect(lambda _checked=False, gone=kept, its=editors: self._on_remove(gone, its))
            grid.addWidget(remove, number + 1, len(COLUMNS))
        self.body.addWidget(holder)
        old, self._holder = self._holder, holder
        old.hide()
        old.deleteLater()
        holder.setVisible(bool(self._rows))

    def _on_add(self) -> None:
        new = KeptAddress(0, PostalAddress())
        self._rows.append((new, self._editors(len(self._rows), new)))
        self._draw()
        self._rows[-1][1]["name"].setFocus()

    def _on_remove(self, kept: KeptAddress, editors: dict[str, QLineEdit]) -> None:
        self._rows = [row for row in self._rows if row[1] is not editors]
        self._draw()
        self._add.setFocus()
