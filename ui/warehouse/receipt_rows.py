"""A row of a receipt as it is scanned, and the rows kept on this workstation until the PZ is issued."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crm_desktop.money import line_net
from crm_desktop.warehouse.records import Recognised
from ui import formats
from ui.typed import Typed

KEY = "receipt"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the receipt; `cost` ten-thousandths, None: not known yet."""

    number: int
    goods: Recognised
    quantity: int
    cost: int | None
    lot: str = ""
    expires_on: date | None = None

    def same_as(self, other: "Row") -> bool:
        """All but how much of it."""
        mine, theirs = ((one.goods.product_id, one.cost, one.lot, one.expires_on) for one in (self, other))
        return mine == theirs

    @property
    def lot_text(self) -> str:
        return " · ".join(part for part in (self.lot, formats.day(self.expires_on) if self.expires_on else "") if part)

    @property
    def value(self) -> int | None:
        return None if self.cost is None else line_net(quantity=self.quantity, unit_price=self.cost)


def keep(typed: Typed, rows: Sequence[Row], supplier: str) -> None:
    """Forgets where there are no rows."""
    typed.keep(KEY, {"supplier": supplier, "rows": [_stored(row) for row in rows]} if rows else None)


def kept(typed: Typed) -> tuple[list[Row], str]:
    """What a crash left of a receipt: its rows and its supplier."""
    found = typed.found(KEY) or {"rows": [], "supplier": ""}
    return [_row(stored) for stored in found["rows"]], str(found["supplier"])


def _stored(row: Row) -> dict[str, Any]:
    return {**asdict(row), "expires_on": row.expires_on.isoformat() if row.expires_on else None}


def _row(stored: dict[str, Any]) -> Row:
    until = date.fromisoformat(stored["expires_on"]) if stored["expires_on"] else None
    return Row(**{**stored, "goods": Recognised(**stored["goods"]), "expires_on": until})
