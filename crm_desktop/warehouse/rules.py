"""What may be promised, and what goods cost when they leave. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_desktop.money import share

StockKey = tuple[int, int]
"""(product_id, warehouse_id); sorted, it is the order of locks (law 11)."""


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


def cost_of_leaving(*, leaving: int, quantity: int, value: int) -> int | None:
    """Minor units that leave with `leaving` of `quantity` costing `value`, by weighted average.

    None where the cost of what leaves is not known: fewer pieces have a cost than leave. The last piece takes the
    rest, so that cost in = cost out + on hand to the grosz.
    """
    if leaving > quantity or quantity <= 0:
        return None
    return share(value, leaving, quantity)
