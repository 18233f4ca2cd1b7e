"""What came in, and what it was understood to say. Quantities thousandths, prices ten-thousandths."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm_desktop.intake.shop_records import ShopNews, ShopOrder
from db.vocabulary import Channel, Outcome


@dataclass(frozen=True, slots=True)
class Received:
    """`idempotency` is the sender's own id of this sending, where it has one; `source` a form's key or a name;
    `at` when it arrived at a place of ours that was asked only later; `quiet`: nothing answers it by itself."""

    source: str
    raw: bytes
    content_type: str
    channel: Channel = Channel.FORM
    headers: dict[str, str] = field(default_factory=dict)
    remote: str = ""
    idempotency: str = ""
    at: datetime | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    submission_id: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Upload:
    field: str
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WantedProduct:
    """As the sender wrote it: a code or a name."""

    text: str
    quantity: int = 1000
    unit_price: int | None = None
    name: str = ""
    """Beside a code, where the sender told both."""


@dataclass(frozen=True, slots=True)
class MailKeys:
    """Of a mail: its id, the ids and numbers it answers, and `automatic` ("" for what a person wrote to us).

    What is automatic is never answered by a machine.
    """

    message_id: str
    digest: str
    sender: str
    answers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    automatic: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One record of a submission as understood, before anyone is matched."""

    name: str = ""
    company: str = ""
    nip: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    subject: str = ""
    message: str = ""
    products: tuple[WantedProduct, ...] = ()
    is_order: bool = False
    external_ref: str = ""
    campaign: str = ""
    clause: str = ""
    consents: tuple[str, ...] = ()
    trapped: bool = False
    """A field that no person sees was filled in."""
    token: str = ""
    seconds: float | None = None
    """The token of the page it was filled in on, and how long the page says that took."""
    rest: tuple[tuple[str, str], ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    """What an order keeps in fields of its own (its total, how it is sent), and an inquiry in its words."""
    mentioned: tuple[WantedProduct, ...] = ()
    """Goods that stand in the message with a count: they are only meant where the catalogue knows them."""
    uploads: tuple[Upload, ...] = ()
    shop: ShopOrder | None = None
    news: ShopNews | None = None
    fault: str = ""
    """Why this one record cannot be understood, while those beside it can."""
    mail: MailKeys | None = None

    @property
    def has_contact(self) -> bool:
        return bool(self.name or self.company or self.email or self.phone or self.nip)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: a code of intake/reasons.py and the values of its sentence."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordRead:
    """`reason` tells all of `why` in the company's language."""

    outcome: Outcome
    number: str
    reason: str
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What a submission became: the first record that is no duplicate gives the outcome (contract.md)."""

    submission_id: int
    outcome: Outcome
    number: str
    reason: str
    records: tuple[RecordRead, ...]


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    submission_id: int
    source: str
    channel: Channel
    content_type: str
    received_at: datetime
    size: int
    outcome: Outcome | None
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormDoor:
    """How a form takes and answers posts. A key without a form is an open door with nothing set."""

    active: bool = True
    options: dict[str, Any] = field(default_factory=dict)
