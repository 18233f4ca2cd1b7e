"""What crosses to the window and other rooms. Amounts minor units, prices ten-thousandths, quantities thousandths."""

from dataclasses import dataclass, replace
from datetime import datetime

from crm_desktop.customers.records import PostalAddress
from crm_desktop.money import line_net
from crm_desktop.orders.rules import sums_by_rate
from crm_desktop.orders.steps import is_legal
from db.vocabulary import (
    Channel,
    ContactStatus,
    DocumentKind,
    LineKind,
    OrderStatus,
    OrderStep,
    PriceMode,
    VatRate,
)


@dataclass(frozen=True, slots=True)
class NewLine:
    """`unit_price` None: the product's own; `discount` ten-thousandths of one. Without a product: free text."""

    product_id: int | None
    quantity: int
    unit_price: int | None = None
    discount: int = 0
    name: str = ""
    unit: str = ""
    vat_rate: VatRate | None = None
    kind: LineKind = LineKind.GOODS


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """`address` None: the customer's own. `rate`: ten-thousandths of the company's currency for one of `currency`."""

    customer_id: int
    lines: tuple[NewLine, ...]
    external_ref: str | None = None
    opportunity_id: int | None = None
    channel: Channel = Channel.PHONE
    warehouse_id: int = 1
    address: PostalAddress | None = None
    payment: str = ""
    delivery: str = ""
    note: str = ""
    campaign_id: int | None = None
    form_id: int | None = None
    received_at: datetime | None = None
    currency: str = ""
    rate: int | None = None
    price_mode: PriceMode = PriceMode.NET


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """The draft as it shall be; `version` is the one that was on screen."""

    number: str
    version: int
    order: PlaceOrder


@dataclass(frozen=True, slots=True)
class StepCommand:
    """One step of the way; `version` (if given) is the one that was on screen, `reason` why it is cancelled."""

    number: str
    version: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """`payloads`: a label a parcel, rendered for `printer_id`; without a printer the step is only registered."""

    number: str
    version: int | None = None
    printer_id: int | None = None
    payloads: tuple[bytes, ...] = ()
    parcels: int = 1
    weight_grams: int = 0
    """Of all parcels together; 0 where nobody weighed them."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """With `message` the customer is told by e-mail."""

    number: str
    version: int | None = None
    carrier: str = ""
    tracking: str = ""
    subject: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class ScanGoods:
    """`times`: so many of what the code stands for ("12*code" typed); `shelf`: off which they are taken, if told."""

    number: str
    code: str
    times: int = 1
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class PickShort:
    """No more of this line is to be found than `found` (thousandths, over all shipments).

    With `later` the rest waits for a shipment of its own, else the line is shortened.
    """

    number: str
    line_id: int
    found: int
    version: int | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class TakeFrom:
    """The goods of an order shall come from another warehouse."""

    number: str
    warehouse_id: int
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A warehouse that is for sale and has all that the order still wants; `short` how many lines it lacks."""

    warehouse_id: int
    code: str
    name: str
    short: int


@dataclass(frozen=True, slots=True)
class GoodsScanned:
    """What the beep ticked, and what of the line is still to pick. `line_id` 0: nothing, `shelf` was scanned."""

    number: str
    product: str
    name: str
    picked: int
    wanted: int
    lot: str = ""
    line_id: int = 0
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """How far an order is picked: thousandths by line, and at which of its versions."""

    number: str
    version: int
    status: OrderStatus
    lines: dict[int, int]


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """After a step: where the order and the contact stand, and the document or print job it made."""

    order_id: int
    number: str
    status: OrderStatus
    contact: ContactStatus
    version: int
    document: str = ""
    job_id: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A row of the list."""

    order_id: int
    number: str
    status: OrderStatus
    customer_id: int
    customer: str
    net: int
    vat: int
    currency: str
    created_at: datetime
    placed_at: datetime | None
    owner: str
    moved_at: datetime
    """Since when it stands at its step."""
    moved_by: str


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The orders of one status: how many there are, and those that are shown."""

    count: int
    rows: tuple[OrderRow, ...]


@dataclass(frozen=True, slots=True)
class OrderLine:
    line_id: int
    position: int
    kind: LineKind
    product_id: int | None
    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int
    discount: int
    vat_rate: VatRate
    net: int
    picked: int
    issued: int
    later: int
    """Waits for a shipment behind the one under way."""
    available: int
    shelf: str = ""
    """Its usual one in the order's warehouse."""
    places: tuple[tuple[str, int], ...] = ()
    """From which shelves so much is to be taken, in the order of picking; empty where all lies on the usual one."""

    @property
    def value(self) -> int:
        """Of the line in the order's own prices, net or gross."""
        return line_net(quantity=self.quantity, unit_price=self.unit_price, discount=self.discount)

    def picked_as(self, picked: int) -> "OrderLine":
        return self if picked == self.picked else replace(self, picked=picked)

    @property
    def to_pick(self) -> int:
        """What the shipment under way wants of it."""
        return self.quantity - self.issued - self.later


@dataclass(frozen=True, slots=True)
class StepDone:
    """Who did what when."""

    step: OrderStep
    at: datetime
    actor: str
    place: str


@dataclass(frozen=True, slots=True)
class Shipment:
    document: str
    status: OrderStatus
    parcels: int
    carrier: str
    tracking: str
    weight_grams: int


@dataclass(frozen=True, slots=True)
class OrderCard:
    row: OrderRow
    version: int
    opportunity_id: int
    inquiry: str
    contact: ContactStatus
    warehouse_id: int
    warehouse: str
    address: PostalAddress
    seat: PostalAddress
    nip: str
    payment: str
    delivery: str
    note: str
    external_ref: str
    price_mode: PriceMode
    lines: tuple[OrderLine, ...]
    steps: tuple[StepDone, ...]
    shipments: tuple[Shipment, ...]
    next_step: OrderStep | None
    email: str
    reason: str
    """Why it was cancelled."""

    @property
    def by_rate(self) -> dict[VatRate, tuple[int, int]]:
        """rate: (net, VAT)."""
        return sums_by_rate(((line.vat_rate, line.net, line.value) for line in self.lines), self.price_mode)

    def picked_as(self, found: "Picked") -> "OrderCard | None":
        """This order picked so far; None where more than that moved since it was read."""
        read = self.row.number, self.version, self.row.status, {line.line_id for line in self.lines}
        if read != (found.number, found.version, found.status, set(found.lines)):
            return None
        return replace(self, lines=tuple(line.picked_as(found.lines[line.line_id]) for line in self.lines))

    @property
    def has_left(self) -> bool:
        """Something of it was issued."""
        return any(line.issued for line in self.lines)

    @property
    def may_drop_rest(self) -> bool:
        """A part left, and what did not can be given up."""
        open_lines = (line for line in self.lines if line.kind is LineKind.GOODS and line.issued < line.quantity)
        return self.has_left and is_legal(self.row.status, OrderStep.DROP_REST) and any(open_lines)

    @property
    def has_rest(self) -> bool:
        """Something of it waits for a shipment of its own."""
        return any(line.later for line in self.lines)


@dataclass(frozen=True, slots=True)
class Goods:
    """So much of a product, thousandths; `shelf`: on which it comes back, "" the usual one."""

    product_id: int
    quantity: int
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class ShipOrder:
    """`lines` empty: all that is left of the order; what is not named waits for a shipment of its own."""

    number: str
    lines: tuple[Goods, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnGoods:
    """`lines` empty: all that the customer has of the order. `warehouse_id` None: where it was issued from. `document`:
    only of this W-Z of it."""

    number: str
    lines: tuple[Goods, ...] = ()
    warehouse_id: int | None = None
    reason: str = ""
    version: int | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class GoodsReturned:
    """`documents` the WZK, one for each W-Z that something came back of; `net` minor units, of what came back."""

    number: str
    documents: tuple[str, ...]
    net: int
    contact: ContactStatus
    version: int


@dataclass(frozen=True, slots=True)
class MendableLine:
    """`quantity` thousandths, as corrections and returns left it; `unit_price` what the order sells it at, None where
    that is not to be corrected here."""

    product_id: int
    code: str
    name: str
    unit: str
    whole_units: bool
    quantity: int
    unit_price: int | None = None


@dataclass(frozen=True, slots=True)
class Mendable:
    """`order` "" where none is behind it; `receipt`: what goods cost may be corrected too."""

    number: str
    kind: DocumentKind
    warehouse: str
    order: str
    receipt: bool
    lines: tuple[MendableLine, ...]
