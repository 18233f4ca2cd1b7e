"""What crosses to the window and to other rooms."""

from dataclasses import dataclass
from datetime import datetime

from db.vocabulary import Channel, ContactStatus, CustomerKind, OrderStatus, TimelineKind


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where something is sent; `country` is ISO 3166 alpha-2."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "PL"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class NewCustomer:
    name: str
    kind: CustomerKind = CustomerKind.COMPANY
    nip: str = ""
    email: str = ""
    phone: str = ""
    address: PostalAddress | None = None
    group: str = ""
    region: str = ""
    external: str = ""
    """The key under which a shop knows this customer, `shop:id`."""


@dataclass(frozen=True, slots=True)
class CustomerAdded:
    customer_id: int
    code: str


@dataclass(frozen=True, slots=True)
class EditCustomer:
    """All editable fields as they shall be; `version` is the one that was on screen."""

    customer_id: int
    version: int
    name: str
    nip: str
    email: str
    phone: str
    note: str
    address: PostalAddress


@dataclass(frozen=True, slots=True)
class CustomerSaved:
    customer_id: int
    version: int


@dataclass(frozen=True, slots=True)
class SetStatus:
    customer_id: int
    status: ContactStatus


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A row of the list."""

    customer_id: int
    code: str
    name: str
    kind: CustomerKind
    nip: str
    email: str
    phone: str
    city: str
    group: str
    status: ContactStatus
    status_at: datetime


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    at: datetime
    kind: TimelineKind
    what: str
    text: str
    actor: str
    order_number: str
    status_before: ContactStatus | None
    status_after: ContactStatus | None


@dataclass(frozen=True, slots=True)
class CustomerOrder:
    number: str
    status: OrderStatus
    net: int
    currency: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CustomerInquiry:
    number: str
    subject: str
    channel: Channel
    received_at: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Everything of one customer; lists newest first, at most 200 each."""

    row: CustomerRow
    version: int
    note: str
    address: PostalAddress
    timeline: tuple[TimelineEntry, ...]
    orders: tuple[CustomerOrder, ...]
    inquiries: tuple[CustomerInquiry, ...]
