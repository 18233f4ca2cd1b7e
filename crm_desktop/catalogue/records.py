"""What crosses to the window and to other rooms. Prices in ten-thousandths, quantities in thousandths."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import VatRate


@dataclass(frozen=True, slots=True)
class NewProduct:
    code: str
    name: str
    net_price: int
    unit: str = "szt"
    vat_rate: VatRate = VatRate.V23
    group: str = ""
    subgroup: str = ""
    whole_units: bool = True
    barcodes: tuple[tuple[str, int], ...] = ()
    weight_grams: int = 0
    tracks_lots: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class ProductAdded:
    product_id: int
    code: str


@dataclass(frozen=True, slots=True)
class GroupPrice:
    """What a group of customers pays from a quantity on."""

    customer_group: str
    from_quantity: int
    net_price: int


@dataclass(frozen=True, slots=True)
class StockGoal:
    """How much of it should lie in a warehouse, and on which shelf."""

    warehouse: str
    minimum: int = 0
    target: int = 0
    location: str = ""


@dataclass(frozen=True, slots=True)
class SaveProduct:
    """All of a product as it shall be; without `product_id` a new one. Warehouses that are not named stay as set."""

    product: NewProduct
    prices: tuple[GroupPrice, ...] = ()
    goals: tuple[StockGoal, ...] = ()
    product_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """All of a product for who edits it: a goal for every warehouse, and the names one may choose from."""

    saved: SaveProduct
    groups: tuple[str, ...]
    subgroups: tuple[str, ...]
    customer_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldFault:
    """`field` of a product, or of a row of it ("barcodes.0.code"); `rule` that it breaks."""

    field: str
    rule: str
    value: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product as orders and screens need it; `available` in the asked warehouse."""

    product_id: int
    code: str
    name: str
    unit: str
    whole_units: bool
    net_price: int
    vat_rate: VatRate
    group: str
    active: bool
    on_hand: int
    reserved: int

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanned code stands for; the lot and its date where the barcode told them (GS1)."""

    product_id: int
    quantity: int
    lot: str = ""
    expires_on: date | None = None
