"""Warehouses: their codes, names and addresses."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.warehouse.houses import change_warehouse, warehouse_cards
from crm_desktop.warehouse.records import ChangeWarehouse, NewWarehouse, WarehouseAdded, WarehouseCard
from crm_desktop.warehouse.service import add_warehouse
from db.vocabulary import WarehouseKind
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.parts import word

BY_HAND = (WarehouseKind.SALE, WarehouseKind.QUARANTINE, WarehouseKind.DAMAGED)
TEXTS = ("code", "name", "street", "postal_code", "city")


class HousesPage(RecordsPage):
    """What is on its way between two warehouses is one too, which the program makes itself."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr("Where goods are kept. Each warehouse numbers its own documents.")
        super().__init__(seat, self.tr("Warehouses"), about, self._asks(), add=self.tr("Add a warehouse"))

    def _asks(self) -> list[Ask]:
        kinds = tuple((kind.value, word(kind)) for kind in BY_HAND)
        return [
            Ask("code", self.tr("Code"), self.tr("Short, e.g. M1; part of document numbers, fixed once used.")),
            Ask("name", self.tr("Name"), self.tr("As your staff call it.")),
            Ask(
                "kind",
                self.tr("Kind"),
                self.tr("Only goods in a sales warehouse are offered to customers."),
                Kind.CHOICE,
                kinds,
            ),
            Ask("street", self.tr("Street and number"), self.tr("Printed on WZ and MM.")),
            Ask("postal_code", self.tr("Postal code"), self.tr("Format: 00-000.")),
            Ask("city", self.tr("City"), self.tr("Printed on WZ and MM.")),
        ]

    def query(self, session: Any) -> Sequence[WarehouseCard]:
        return [card for card in warehouse_cards(session) if card.kind in BY_HAND]

    def entry_of(self, record: WarehouseCard) -> Entry:
        values: Values = {key: getattr(record, key) for key in TEXTS} | {"kind": record.kind.value}
        said = f"{record.code} · {word(record.kind)}"
        return Entry(record.warehouse_id, record.name, said, record.version, values, record)

    def new_values(self) -> Values:
        return dict.fromkeys(TEXTS, "") | {"kind": WarehouseKind.SALE.value}

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        wanted = NewWarehouse(kind=WarehouseKind(values["kind"]), **{key: str(values[key]).strip() for key in TEXTS})
        if not entry.key:
            return add_warehouse, wanted
        return change_warehouse, ChangeWarehouse(entry.key, entry.version, wanted)

    def key_saved(self, result: WarehouseAdded) -> int:
        return result.warehouse_id
