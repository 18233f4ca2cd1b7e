"""A row of a receipt as it is scanned, and the rows kept on this workstation until the PZ is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crm_desktop.money import line_net
from crm_desktop.warehouse.records import Draft, GoodsLine, Recognised
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
    shelf: str = ""

    def same_as(self, other: "Row") -> bool:
        """All but how much of it."""
        mine, theirs = ((one.goods.product_id, one.cost, one.lot, one.expires_on, one.shelf) for one in (self, other))
        return mine == theirs

    @property
    def lot_text(self) -> str:
        return " · ".join(part for part in (self.lot, formats.day(self.expires_on) if self.expires_on else "") if part)

    @property
    def value(self) -> int | None:
        return None if self.cost is None else line_net(quantity=self.quantity, unit_price=self.cost)


Kept = tuple[int | None, int | None]
"""A draft's key and version."""


def keep(typed: Typed, rows: Sequence[Row], supplier: str, *, draft: Kept = (None, None)) -> None:
    """Forgets where there are no rows; `draft` is the one that holds the same, so that it is issued but once."""
    told = {"supplier": supplier, "rows": [_stored(row) for row in rows], "draft": draft[0], "version": draft[1]}
    typed.keep(KEY, told if rows else None)


def kept(typed: Typed) -> tuple[list[Row], str, Kept]:
    """What a crash left of a receipt: its rows, its supplier, its draft."""
    found = typed.found(KEY) or {"rows": [], "supplier": ""}
    return (
        [_row(stored) for stored in found["rows"]],
        str(found["supplier"]),
        (found.get("draft"), found.get("version")),
    )


def lines_of(rows: Sequence[Row]) -> tuple[GoodsLine, ...]:
    return tuple(
        GoodsLine(row.goods.product_id, row.quantity, row.cost, row.lot, row.expires_on, row.shelf) for row in rows
    )


def rows_of(draft: Draft, known: Mapping[int, Recognised]) -> list[Row]:
    """Of a draft that is continued."""
    return [
        Row(number, known[line.product_id], line.quantity, line.unit_cost, line.lot, line.expires_on, line.shelf)
        for number, line in enumerate(draft.lines, 1)
    ]


def _stored(row: Row) -> dict[str, Any]:
    goods = {**asdict(row.goods), "lot": "", "expires_on": None}
    return {**asdict(row), "goods": goods, "expires_on": row.expires_on.isoformat() if row.expires_on else None}


def _row(stored: dict[str, Any]) -> Row:
    until = date.fromisoformat(stored["expires_on"]) if stored["expires_on"] else None
    return Row(**{**stored, "goods": Recognised(**stored["goods"]), "expires_on": until})
