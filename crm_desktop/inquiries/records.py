"""What crosses to the window and other rooms. Amounts minor units, prices ten-thousandths, quantities thousandths."""

from dataclasses import dataclass
from datetime import date, datetime

from db.vocabulary import Channel, ContactStatus, FunnelStage, LostReason, OfferStatus


@dataclass(frozen=True, slots=True)
class RegisterInquiry:
    """`products` are (product_id, quantity) that the inquiry names."""

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


@dataclass(frozen=True, slots=True)
class InquiryRegistered:
    inquiry_id: int
    number: str
    opportunity_id: int


@dataclass(frozen=True, slots=True)
class AnswerInquiry:
    """`recipient` empty: the reply was spoken (by phone, at the counter) and no mail leaves."""

    number: str
    text: str
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class LoseInquiry:
    number: str
    reason: LostReason


@dataclass(frozen=True, slots=True)
class AssignInquiry:
    number: str
    employee_id: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """`unit_price` None: the product's price."""

    product_id: int
    quantity: int
    unit_price: int | None = None
    discount: int = 0


@dataclass(frozen=True, slots=True)
class MakeOffer:
    number: str
    lines: tuple[OfferedLine, ...]
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class SendOffer:
    """`recipient` empty: handed over in person."""

    offer_number: str
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class InquirySaved:
    inquiry_id: int
    number: str
    contact: ContactStatus
    offer_number: str = ""


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """A row of the list."""

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


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product that the inquiry names, with what is available now."""

    product_id: int
    code: str
    name: str
    unit: str
    quantity: int
    available: int


@dataclass(frozen=True, slots=True)
class OfferSummary:
    number: str
    status: OfferStatus
    net: int
    currency: str
    valid_until: date


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
