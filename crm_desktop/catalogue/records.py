"""What crosses to the window and to other rooms. Prices in ten-thousandths, quantities in thousandths."""

from dataclasses import dataclass

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
    """What a scanned code stands for."""

    product_id: int
    quantity: int
