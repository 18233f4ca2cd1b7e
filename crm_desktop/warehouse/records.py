"""What crosses to the window and to other rooms. Quantities thousandths, unit costs ten-thousandths."""

from dataclasses import dataclass
from datetime import date, datetime

from db.vocabulary import DocumentKind, WarehouseKind


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """`unit_cost` None: not known."""

    product_id: int
    quantity: int
    unit_cost: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiveGoods:
    warehouse_id: int
    lines: tuple[ReceiptLine, ...]
    supplier: str = ""
    kind: DocumentKind = DocumentKind.PZ


@dataclass(frozen=True, slots=True)
class GoodsMoved:
    document_id: int
    number: str


@dataclass(frozen=True, slots=True)
class NewWarehouse:
    code: str
    name: str
    kind: WarehouseKind = WarehouseKind.SALE


@dataclass(frozen=True, slots=True)
class WarehouseAdded:
    warehouse_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Warehouse:
    warehouse_id: int
    code: str
    name: str
    kind: WarehouseKind


@dataclass(frozen=True, slots=True)
class StockLine:
    """A row of the stock table."""

    product_id: int
    code: str
    name: str
    unit: str
    warehouse: str
    on_hand: int
    reserved: int
    minimum: int

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class StockCardLine:
    """A move with the balance after it."""

    at: datetime
    day: date
    kind: DocumentKind
    document: str
    quantity: int
    balance: int


@dataclass(frozen=True, slots=True)
class Promise:
    """An open reservation of a product."""

    order_number: str
    customer: str
    quantity: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StockCard:
    line: StockLine
    moves: tuple[StockCardLine, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class LotLine:
    """What is left of a lot; `expires_on` None: it keeps."""

    code: str
    expires_on: date | None
    quantity: int


@dataclass(frozen=True, slots=True)
class GoodsCard:
    """A product in one warehouse as its card shows it. `net_price` ten-thousandths; `levels` (day, on hand at its end)
    of the last 90 days, the first of them what there was before."""

    stock: StockCard
    group: str
    barcodes: tuple[tuple[str, int], ...]
    net_price: int
    vat_rate: str
    currency: str
    group_prices: tuple[tuple[str, int, int], ...]
    lots: tuple[LotLine, ...]
    levels: tuple[tuple[date, int], ...]
    elsewhere: tuple[StockLine, ...]


@dataclass(frozen=True, slots=True)
class ToBuy:
    """Goods under their minimum: `wanted` fills them up to their target (at least the minimum); `pace` is what left in
    90 days, `days_left` how long what is available lasts at that pace (None: nothing leaves)."""

    line: StockLine
    target: int
    pace: int

    @property
    def wanted(self) -> int:
        return max(self.target, self.line.minimum) - self.line.available

    @property
    def days_left(self) -> int | None:
        return self.line.available * 90 // self.pace if self.pace > 0 else None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a scanned or typed code stands for: `quantity` thousandths of the product."""

    product_id: int
    code: str
    name: str
    unit: str
    whole_units: bool
    quantity: int
