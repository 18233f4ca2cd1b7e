"""What crosses to the window and to other rooms."""

from dataclasses import dataclass
from datetime import date, datetime

from db.vocabulary import Channel, ContactStatus, CustomerKind, DocumentKind, OrderStatus, TimelineKind


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
    note: str = ""
    others: tuple[PostalAddress, ...] = ()
    """Delivery addresses beside the seat."""


@dataclass(frozen=True, slots=True)
class CustomerAdded:
    customer_id: int
    code: str


@dataclass(frozen=True, slots=True)
class KeptAddress:
    """An address on file; `address_id` 0 for one that is new."""

    address_id: int
    address: PostalAddress


@dataclass(frozen=True, slots=True)
class EditCustomer:
    """All editable fields as they shall be; `version` is the one that was on screen. None leaves a field as it is:
    `others` the addresses beside the seat (one that is missing is taken away), `group` by its name."""

    customer_id: int
    version: int
    name: str
    nip: str
    email: str
    phone: str
    note: str
    address: PostalAddress
    others: tuple[KeptAddress, ...] | None = None
    group: str | None = None
    region: str | None = None
    kind: CustomerKind | None = None


@dataclass(frozen=True, slots=True)
class CustomerSaved:
    customer_id: int
    version: int


@dataclass(frozen=True, slots=True)
class SetStatus:
    """`before` is the status on screen, None where none was shown."""

    customer_id: int
    status: ContactStatus
    before: ContactStatus | None = None


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
class CustomerDocument:
    number: str
    kind: DocumentKind
    issued_on: date
    value: int


@dataclass(frozen=True, slots=True)
class Consent:
    """With its proof: the exact text and its version, by which form, from which address.

    Of one entered by hand `ip` tells where the proof is kept.
    """

    consent_id: int
    purpose: str
    text: str
    text_version: str
    form_key: str
    ip: str
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastMerge:
    """A merge that stands and can be undone."""

    merge_id: int
    gone_code: str
    gone_name: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Everything of one customer and of those merged into it; lists newest first, at most 200 each."""

    row: CustomerRow
    version: int
    note: str
    address: PostalAddress
    timeline: tuple[TimelineEntry, ...]
    orders: tuple[CustomerOrder, ...]
    inquiries: tuple[CustomerInquiry, ...]
    region: str = ""
    others: tuple[KeptAddress, ...] = ()
    documents: tuple[CustomerDocument, ...] = ()
    consents: tuple[Consent, ...] = ()
    merges: tuple[PastMerge, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be one customer: `why` is nip, email, phone or name; `other` the older is `one`."""

    one: CustomerRow
    other: CustomerRow
    why: str


@dataclass(frozen=True, slots=True)
class MergeCustomers:
    """`take` names the fields in which `gone` is believed (merging.FIELDS), None those that `kept` has empty;
    versions None are not compared."""

    kept_id: int
    gone_id: int
    take: tuple[str, ...] | None = None
    kept_version: int | None = None
    gone_version: int | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """`moved` counts the rows that changed hands."""

    merge_id: int
    kept_id: int
    kept_code: str
    gone_code: str
    moved: int


@dataclass(frozen=True, slots=True)
class Unmerge:
    """By its key, or by the code of the customer who went, else of the one it went into (then the last one)."""

    merge_id: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Unmerged:
    kept_id: int
    kept_code: str
    gone_id: int
    gone_code: str
    returned: int


@dataclass(frozen=True, slots=True)
class KeepApart:
    one_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class KeptApart:
    first_id: int
    second_id: int


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Given by word or on paper; `text` exactly as the person heard or signed it, `proof` where it is kept;
    `given_on` None: now."""

    customer_id: int
    purpose: str
    text: str
    text_version: str = ""
    proof: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class PurposeTold:
    """What customers were asked for, with the text that was last used for it."""

    purpose: str
    text: str = ""
    text_version: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    consent_id: int


@dataclass(frozen=True, slots=True)
class ConsentSaved:
    consent_id: int
    customer_id: int


@dataclass(frozen=True, slots=True)
class TakeNote:
    """What a person writes down about a customer."""

    customer_id: int
    text: str
    by_phone: bool = False


@dataclass(frozen=True, slots=True)
class NoteTaken:
    customer_id: int
