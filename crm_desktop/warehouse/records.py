"""What crosses to the window and to other rooms. Quantities thousandths, unit costs ten-thousandths."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.catalogue.records import StockGoal
from db.vocabulary import DocumentKind, WarehouseKind


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """So much of a product. `unit_cost` counts where goods come in; None: not known. So do `lot` and its date. `shelf`:
    on which they come, or from which they are taken; "": the usual one first."""

    product_id: int
    quantity: int
    unit_cost: int | None = None
    lot: str = ""
    expires_on: date | None = None
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveGoods:
    """`kind` PZ or PW; `day` None: today; `draft_id`: the draft that is issued by this and gone."""

    warehouse_id: int
    lines: tuple[GoodsLine, ...]
    supplier: str = ""
    kind: DocumentKind = DocumentKind.PZ
    note: str = ""
    day: date | None = None
    draft_id: int | None = None


@dataclass(frozen=True, slots=True)
class IssueInternally:
    """Goods that the company itself uses up or writes off, by RW; `note` says what for."""

    warehouse_id: int
    lines: tuple[GoodsLine, ...]
    note: str = ""
    day: date | None = None
    draft_id: int | None = None


@dataclass(frozen=True, slots=True)
class SendTransfer:
    """The first leg of an MM: the goods are on the way until they are received. `receive`: the second leg too."""

    warehouse_id: int
    target_warehouse_id: int
    lines: tuple[GoodsLine, ...]
    note: str = ""
    day: date | None = None
    draft_id: int | None = None
    receive: bool = False


class Missing(StrEnum):
    """What becomes of goods that were sent and did not come: they wait on the way, lie where they were, are lost."""

    WAITS = "waits"
    BACK = "back"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ReceiveTransfer:
    """The second leg, by the number of the MM. `lines` empty: all that is on the way. More than was sent: so much more
    had been sent."""

    number: str
    lines: tuple[GoodsLine, ...] = ()
    missing: Missing = Missing.WAITS
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransferMoved:
    """`received` "" while the goods are on the way; `others` the papers of a difference."""

    number: str
    received: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodsMoved:
    document_id: int
    number: str


@dataclass(frozen=True, slots=True)
class NewWarehouse:
    code: str
    name: str
    kind: WarehouseKind = WarehouseKind.SALE
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class WarehouseCard:
    """A warehouse as it is set up; `used` says that documents bear its code."""

    warehouse_id: int
    version: int
    code: str
    name: str
    kind: WarehouseKind
    street: str
    postal_code: str
    city: str
    used: bool


@dataclass(frozen=True, slots=True)
class ChangeWarehouse:
    """All of it as it shall be; the code stands in numbers and stays as soon as there are any."""

    warehouse_id: int
    version: int
    wanted: NewWarehouse


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
class ProductPlace:
    """So much of a product (thousandths) on a shelf of a warehouse, of one lot or of none."""

    warehouse: str
    shelf: str
    quantity: int
    usual: bool
    lot: str = ""
    expires_on: date | None = None


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
    subgroup: str = ""
    weight_grams: int = 0
    tracks_lots: bool = False
    active: bool = True
    goals: tuple[StockGoal, ...] = ()
    places: tuple[ProductPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class ToBuy:
    """Goods of which too few are or will be there. `pace` left in 90 days, `coming` is on the way or being received,
    `waiting` is what orders want beyond what is promised to them.

    `wanted` fills up to the target, to the minimum at least, and to a month at the pace where that is more; `days_left`
    is how long what is available lasts (None: nothing leaves).
    """

    line: StockLine
    target: int
    pace: int
    coming: int = 0
    waiting: int = 0

    @property
    def wanted(self) -> int:
        month = -(-self.pace // 3000) * 1000 if self.pace > 0 else 0
        goal = max(self.target, self.line.minimum) or month
        return max(goal + self.waiting - self.line.available - self.coming, 0)

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
    tracks_lots: bool = False
    lot: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """A draft of a PZ, PW, RW or MM, made new or, with `draft_id`, put in the place of what it was."""

    kind: DocumentKind
    warehouse_id: int
    lines: tuple[GoodsLine, ...]
    target_warehouse_id: int | None = None
    party: str = ""
    note: str = ""
    draft_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DraftKept:
    draft_id: int
    version: int


@dataclass(frozen=True, slots=True)
class DropDraft:
    draft_id: int
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    draft_id: int
    version: int
    kind: DocumentKind
    warehouse_id: int
    target_warehouse_id: int | None
    party: str
    note: str
    made_at: datetime
    made_by: str
    lines: tuple[GoodsLine, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of the list of drafts; warehouses by their codes, `lines` how many."""

    draft_id: int
    kind: DocumentKind
    warehouse: str
    target: str
    party: str
    note: str
    lines: int
    made_at: datetime
    made_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Right:
    """How much of a product is right; `unit_cost` (receipts alone) what a unit of it costs in truth, `unit_price` (W-Z
    alone, in the order's prices) what it is sold for. None: as told."""

    product_id: int
    quantity: int
    unit_cost: int | None = None
    unit_price: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectDocument:
    """`lines` say what is right, of the products named; `cancel`: nothing of the document is."""

    number: str
    lines: tuple[Right, ...] = ()
    reason: str = ""
    cancel: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """`number` of the correction, `costs` of the cost corrections that follow from it; `others`: corrections of the
    order's other W-Zs, whose goods have the same price."""

    number: str
    costs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A transfer that waits to be received; `goods` how many products of it are on the way."""

    number: str
    issued_on: date
    target: str
    goods: int


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A product of a transfer (thousandths): how much was sent, and how much of it has not come."""

    product_id: int
    code: str
    name: str
    unit: str
    whole_units: bool
    sent: int
    left: int


@dataclass(frozen=True, slots=True)
class LevelOn:
    """What lay in a warehouse at the end of a day."""

    code: str
    name: str
    unit: str
    warehouse: str
    on_hand: int
