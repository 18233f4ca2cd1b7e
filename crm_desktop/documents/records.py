"""The frozen snapshot: all that is printed on a document, one shape for every kind (domain.md)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from db.vocabulary import DocumentKind

TEMPLATE_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Party:
    """Issuer, recipient, supplier or place of delivery."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "PL"
    nip: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`quantity` thousandths, `unit_price` ten-thousandths net, `value` minor units net."""

    position: int
    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int = 0
    value: int = 0
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the paper says, whatever changes later. `moved_on`: the day the goods left or came."""

    kind: DocumentKind
    number: str
    issuer: Party
    recipient: Party
    delivery: Party
    warehouse: str
    issued_on: date
    moved_on: date
    lines: tuple[PaperLine, ...]
    order_number: str = ""
    target_warehouse: str = ""
    invoice_number: str = ""
    invoice_date: date | None = None
    ksef_number: str = ""
    note: str = ""
    issued_by: str = ""
    show_prices: bool = False
    copies: int = 1
    currency: str = "PLN"
    language: str = "pl"
    template_version: str = TEMPLATE_VERSION

    def to_json(self) -> str:
        """Canonical: the same snapshot gives the same characters, so its hash means something."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)

    @classmethod
    def from_json(cls, text: str) -> "Snapshot":
        raw = json.loads(text)
        raw["kind"] = DocumentKind(raw["kind"])
        for key in ("issuer", "recipient", "delivery"):
            raw[key] = Party(**raw[key])
        for key in ("issued_on", "moved_on", "invoice_date"):
            raw[key] = date.fromisoformat(raw[key]) if raw[key] else None
        raw["lines"] = tuple(PaperLine(**line) for line in raw["lines"])
        return cls(**raw)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form: {value!r}")


def hash_of(snapshot_json: str) -> str:
    """SHA-256 of a snapshot's canonical JSON, hex."""
    return hashlib.sha256(snapshot_json.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    document_id: int
    number: str
    line_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of the list; `value` minor units."""

    number: str
    kind: DocumentKind
    issued_on: date
    warehouse: str
    customer: str
    order_number: str
    value: int


@dataclass(frozen=True, slots=True)
class DocumentCard:
    row: DocumentRow
    snapshot: Snapshot
    snapshot_hash: str
    references: tuple[tuple[str, str, date | None], ...]
