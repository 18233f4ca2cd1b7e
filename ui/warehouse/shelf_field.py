"""The shelf that goods come on: typed or scanned, asked for only where the warehouse has shelves."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from crm_desktop.warehouse.records import Warehouse
from crm_desktop.warehouse.shelf_lists import has_shelves, is_shelf
from ui.seat import Seat
from ui.widgets.fields import Field


class ShelfField(Field):
    """`shelf` "" is the usual one."""

    def __init__(self, seat: Seat, title: str, name: str) -> None:
        self.edit = QLineEdit()
        super().__init__(title, self.edit)
        self.edit.setObjectName(name)
        self._seat = seat
        self.hide()  # until it is known that there are any

    @property
    def shelf(self) -> str:
        return "" if self.isHidden() else " ".join(self.edit.text().split())

    def look_at(self, house: Warehouse | None) -> None:
        """Another warehouse."""
        if house is not None:
            key = house.warehouse_id
            self._seat.read(lambda session: has_shelves(session, key), self.setVisible, owner=self, latest="shelves")

    def take(self, code: str, house: Warehouse, *, done: Callable[[], None], unknown: Callable[[], None]) -> None:
        """A code that is no goods: perhaps a shelf's."""

        def found(known: bool) -> None:
            if known:
                self.edit.setText(code)
                self.show()
            (done if known else unknown)()

        key = house.warehouse_id
        self._seat.read(lambda session: is_shelf(session, key, code), found, owner=self)
