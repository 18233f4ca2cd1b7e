"""What crosses to the window and other rooms. Amounts minor units, prices ten-thousandths, quantities thousandths."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.customers.records import TimelineEntry
from db.vocabulary import Channel, ContactStatus, CustomerKind, FunnelStage, LostReason, OfferStatus


class Queue(StrEnum):
    """What a clerk looks through: unanswered, mine (and, of a superior, what was told to be late), unanswered past its
    time, with the customer, everything."""

    NEW = "new"
    MINE = "mine"
    LATE = "late"
    WAITING = "waiting"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RegisterInquiry:
    """`products` are (product_id, quantity) that it names; `answer_within_hours` 0: as the company promises."""

    customer_id: int
    channel: Channel
    subject: str
    message: str
    form_id: int | None = None
    campaign_id: int | None = None
    received_at: datetime | None = None
    products: tuple[tuple[int, int], ...] = ()
    estimate: int = 0
    employee_id: int | None = None
    answer_within_hours: int = 0


@dataclass(frozen=True, slots=True)
class InquiryRegistered:
    inquiry_id: int
    number: str
    opportunity_id: int


@dataclass(frozen=True, slots=True)
class TakeDown:
    """What someone asks by phone or at the counter.

    Without `customer_id` it is whoever has this phone, else a new person of that name and phone.
    """

    channel: Channel
    wanted: str
    customer_id: int | None = None
    name: str = ""
    phone: str = ""
    answered: bool = False
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerInquiry:
    """`recipient` empty: the reply was spoken (by phone, at the counter) and no mail leaves.

    `version` here and below: the one that was on screen, None where nobody looked (the command line).
    """

    number: str
    text: str
    recipient: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class LoseInquiry:
    number: str
    reason: LostReason
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReopenInquiry:
    """`follow_up_on` is the day that losing it took away, where somebody still knows it."""

    number: str
    follow_up_on: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class AssignInquiry:
    number: str
    employee_id: int
    version: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`day` None: it need not come back."""

    number: str
    day: date | None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """`unit_price` None: the price of the customer's group; `discount` ten-thousandths of one."""

    product_id: int
    quantity: int
    unit_price: int | None = None
    discount: int = 0


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """`revises`: the offer of which this is the next version; without it a new one. `number` is the inquiry's."""

    number: str
    lines: tuple[OfferedLine, ...]
    valid_until: date | None = None
    version: int | None = None
    revises: str = ""


@dataclass(frozen=True, slots=True)
class OfferNow:
    """Made and sent in one; `recipient` empty: handed over in person."""

    offer: MakeOffer
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class SendOffer:
    """`recipient` empty: handed over in person. `pdf`: the paper that the mail carries."""

    offer_number: str
    recipient: str = ""
    pdf: bytes = b""


@dataclass(frozen=True, slots=True)
class InquirySaved:
    inquiry_id: int
    number: str
    contact: ContactStatus
    offer_number: str = ""


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """A row of the list; `preview` is how the message begins."""

    inquiry_id: int
    number: str
    customer_id: int
    customer: str
    subject: str
    channel: Channel
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    stage: FunnelStage
    owner: str
    open: bool
    lost_reason: LostReason | None
    version: int
    preview: str
    form: str
    campaign: str
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product that the inquiry names, with what is available now and its price for this customer."""

    product_id: int
    code: str
    name: str
    unit: str
    quantity: int
    available: int
    unit_price: int = 0

    @property
    def enough(self) -> bool:
        return self.available >= max(self.quantity, 1)


@dataclass(frozen=True, slots=True)
class OfferSummary:
    """The latest version of an offer."""

    number: str
    revision: int
    status: OfferStatus
    net: int
    currency: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with it; `size` in bytes, its content by `sha256`."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as the card beside the message shows."""

    code: str
    kind: CustomerKind
    nip: str
    city: str
    country: str
    group: str
    orders: int


@dataclass(frozen=True, slots=True)
class InquiryCard:
    row: InquiryRow
    opportunity_id: int
    message: str
    contact: ContactStatus
    email: str
    phone: str
    products: tuple[NamedProduct, ...]
    offers: tuple[OfferSummary, ...]
    orders: tuple[str, ...]
    asker: Asker
    files: tuple[Attachment, ...]
    timeline: tuple[TimelineEntry, ...]
