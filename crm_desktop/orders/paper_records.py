"""What the papers of an order say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.orders.records import OrderCard
from crm_desktop.settings import Settings


class OrderPaper(StrEnum):
    CONFIRMATION = "confirmation"
    PICK_LIST = "pick-list"


@dataclass(frozen=True, slots=True)
class Shelved:
    """Of a product: by which code it is scanned one by one, what one weighs, what lies there (thousandths)."""

    barcode: str
    grams: int
    on_hand: int


@dataclass(frozen=True, slots=True)
class PaperMatter:
    """All that the papers say; the same matter gives the same bytes."""

    card: OrderCard
    settings: Settings
    warehouse: str
    placed_on: date
    shelves: dict[int, Shelved]
