"""What may be promised, and what goods cost when they leave. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.money import share

StockKey = tuple[int, int]
"""(product_id, warehouse_id); sorted, it is the order of locks (law 11)."""

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Lacking:
    """One shortage, thousandths."""

    product_id: int
    warehouse_id: int
    wanted: int
    available: int


def lacking(wanted: Mapping[StockKey, int], available: Mapping[StockKey, int]) -> list[Lacking]:
    """ALL shortages at once, in the order of keys; empty when everything can be promised."""
    return [
        Lacking(key[0], key[1], wanted=quantity, available=max(available.get(key, 0), 0))
        for key, quantity in sorted(wanted.items())
        if quantity > available.get(key, 0)
    ]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a product, and what the ledger said when it was last counted."""

    quantity: int
    booked: int
    moved: bool = False
    """The ledger changed between two countings of it, so that it is better counted anew."""

    @property
    def difference(self) -> int:
        return self.quantity - self.booked


def add_up(entries: Sequence[tuple[int, int, bool]]) -> Counted:
    """Of one product in order, at least one: (quantity, booked, anew); shelves add up, a counting anew begins again."""
    start = max((place for place, (_, _, anew) in enumerate(entries) if anew), default=0)
    valid = entries[start:]
    booked = {entry[1] for entry in valid}
    return Counted(sum(entry[0] for entry in valid), valid[-1][1], moved=len(booked) > 1)


def cost_of_leaving(*, leaving: int, quantity: int, value: int) -> int | None:
    """Minor units that leave with `leaving` of `quantity` costing `value`, by weighted average.

    None where the cost of what leaves is not known: fewer pieces have a cost than leave. The last piece takes the
    rest, so that cost in = cost out + on hand to the grosz.
    """
    if leaving > quantity or quantity <= 0:
        return None
    return share(value, leaving, quantity)


def shelf_order(shelf: str) -> tuple[bool, tuple[tuple[int, str], ...]]:
    """A key to sort by, the way past the shelves: numbers in their names count as numbers (A-2 before A-10), what has
    no shelf comes last."""
    parts = _NUMBERS.split(shelf.strip().casefold())
    return not shelf.strip(), tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts if part)
