"""The frozen snapshot: all that is printed on a document, one shape for every kind (domain.md)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from db.vocabulary import DocumentKind

LEFT_OUT = ("lots", "before", "price_before")
"""Of a line, where they say nothing."""
FIRST_TEMPLATE, TEMPLATE_VERSION = "1", "2"
"""How papers look is kept with each. The first wrote days as ISO does and units as the goods do, in each language."""


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
class PaperLot:
    """So much of a line (thousandths, as positive as the line) is of this lot; `expires_on` None: it keeps."""

    code: str
    expires_on: date | None
    quantity: int


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`quantity` thousandths, `unit_price` ten-thousandths net, `value` minor units net.

    Of a correction `quantity` is the change and `before` what there was before it, `value` the change of value and
    `price_before` (ten-thousandths) what a unit came to before it; of a count what was found, and `before` what the
    books said.
    """

    position: int
    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int = 0
    value: int = 0
    lot: str = ""
    lots: tuple[PaperLot, ...] = ()
    before: int | None = None
    price_before: int | None = None

    @property
    def lot_codes(self) -> str:
        return ", ".join(lot.code for lot in self.lots) or self.lot


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
    corrects: str = ""
    corrected_day: date | None = None
    note: str = ""
    issued_by: str = ""
    show_prices: bool = False
    copies: int = 1
    currency: str = "PLN"
    language: str = "pl"
    template_version: str = TEMPLATE_VERSION

    def to_json(self) -> str:
        """Canonical: the same snapshot gives the same characters, so its hash means something.

        What came to papers later is left out where it says nothing: older snapshots keep their characters.
        """
        told = _without(asdict(self), ("corrects", "corrected_day"))
        told["lines"] = [_without(line, LEFT_OUT) for line in told["lines"]]
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)

    @classmethod
    def from_json(cls, text: str) -> "Snapshot":
        raw = json.loads(text)
        raw["kind"] = DocumentKind(raw["kind"])
        for key in ("issuer", "recipient", "delivery"):
            raw[key] = Party(**raw[key])
        for key in ("issued_on", "moved_on", "invoice_date", "corrected_day"):
            raw[key] = _day(raw.get(key))
        raw["lines"] = tuple(_line(line) for line in raw["lines"])
        return cls(**raw)


def _line(raw: dict[str, Any]) -> PaperLine:
    if "lots" in raw:
        raw["lots"] = tuple(PaperLot(lot["code"], _day(lot["expires_on"]), lot["quantity"]) for lot in raw["lots"])
    return PaperLine(**raw)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _without(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Without those of `names` that say nothing."""
    return {key: value for key, value in told.items() if key not in names or value not in (None, "", (), [])}


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
