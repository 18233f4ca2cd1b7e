"""Chooses a warehouse, or all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from crm_desktop.warehouse.records import Warehouse


class WarehouseBox(QComboBox):
    """`chosen` carries the code, "" for all; without `every` one must be chosen."""

    chosen = Signal(str)

    def __init__(self, every: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every = every
        self.setAccessibleName(self.tr("Warehouse"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if every:
            self.addItem(every, None)
        self.activated.connect(lambda _number: self.chosen.emit(self.code))

    @property
    def warehouse(self) -> Warehouse | None:
        found = self.currentData()
        return found if isinstance(found, Warehouse) else None

    @property
    def code(self) -> str:
        return self.warehouse.code if self.warehouse else ""

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        """What was chosen stays chosen."""
        kept = self.code
        self.clear()
        if self._every:
            self.addItem(self._every, None)
        for house in houses:
            self.addItem(f"{house.code} · {house.name}", house)
            if house.code == kept:
                self.setCurrentIndex(self.count() - 1)

    def choose_key(self, key: int) -> None:
        """By its key."""
        for place in range(self.count()):
            house = self.itemData(place)
            if isinstance(house, Warehouse) and house.warehouse_id == key:
                self.setCurrentIndex(place)

    def choose(self, code: str) -> None:
        """By its code; one that is not there changes nothing."""
        for place in range(self.count()):
            house = self.itemData(place)
            if isinstance(house, Warehouse) and house.code == code:
                self.setCurrentIndex(place)
