"""Lots as they cross to the window and to other rooms. Quantities thousandths."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class LotThere:
    """A lot as it lies in one warehouse."""

    product: str
    name: str
    unit: str
    lot: str
    expires_on: date | None
    warehouse: str
    quantity: int

    def days_left(self, today: date) -> int | None:
        """Negative: so many days out of date; None: it keeps."""
        return (self.expires_on - today).days if self.expires_on else None


@dataclass(frozen=True, slots=True)
class LotMove:
    """Where a lot came from or went to; `party` the supplier, the customer or the other warehouse."""

    day: date
    kind: DocumentKind
    document: str
    warehouse: str
    quantity: int
    party: str
    order_number: str


@dataclass(frozen=True, slots=True)
class LotTrace:
    """A lot from its receipt to everyone who got of it. `there`: what is left of it, where."""

    product: str
    name: str
    unit: str
    lot: str
    expires_on: date | None
    moves: tuple[LotMove, ...]
    there: tuple[LotThere, ...]

    @property
    def customers(self) -> dict[str, int]:
        """Who has how much of it, what came back taken off; the most first."""
        had: dict[str, int] = {}
        for move in self.moves:
            if move.kind in (DocumentKind.WZ, DocumentKind.WZK):
                had[move.party] = had.get(move.party, 0) - move.quantity
        return dict(sorted(((name, q) for name, q in had.items() if q), key=lambda one: (-one[1], one[0])))
