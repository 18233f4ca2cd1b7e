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
