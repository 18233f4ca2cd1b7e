"""Which line of an order is its first: orders are counted by a flag of their first lines instead of one by one.

A flag holds for an order whose lines differ in nothing but their goods: any condition then takes all of them or, of
their goods, all that share a key. What is not so plain, or was read anew since the fill, is APART: counted by its key.
"""

import threading
from collections.abc import Iterable
from typing import Any

from crm_desktop.analytics.dimensions import PRODUCT_DIMENSIONS
from crm_desktop.analytics.facts import MAY_LACK, STORED, TEXTS, UNKNOWN

COUNTED, APART = 1, 2
"""A line that counts as an order at all; one of an order that no flag tells of."""
_FIRST = {"": 4, "product": 8, "product_group": 16, "product_subgroup": 32}
"""The first line of its order; of its order with this product, group or subgroup."""
_GOODS = PRODUCT_DIMENSIONS
_ALIKE = {
    "": tuple(key for key in ("day", *STORED, *TEXTS) if key not in _GOODS),
    "product": tuple(key for key in _GOODS if key != "product"),
}
"""What the lines of an order must share, and those of one product in it."""


def first_of(keys: Iterable[str]) -> int | None:
    """The flag that counts orders where lines are grouped and restricted by these keys; None where none does."""
    goods = set(keys) & set(_GOODS)
    if "product" in goods:
        return _FIRST["product"]
    return _FIRST[next(iter(goods), "")] if len(goods) < 2 else None


class Firsts:
    """Lines with their flags into `facts`, piece by piece, from several threads."""

    def __init__(self) -> None:
        self._seen: Any = None
        """Orders of the pieces before, in order."""
        self._adding = threading.Lock()

    def add(self, memory: Any, lines: dict[str, Any]) -> None:
        """Of lines by columns, as `facts.in_memory` tells them; UNKNOWN is written as NULL."""
        import numpy

        counts = (lines.pop("counted") == 1) & (lines["net"] != UNKNOWN)
        order = lines["order_id"][counts]
        flags = _flags({key: lines[key][counts] for key in ("order_id", "day", *STORED, *TEXTS)})
        with self._adding:
            again = self._again(numpy.unique(order))
            if len(again):
                flags[numpy.isin(order, again)] = COUNTED | APART
                where = "firsts > 0 AND order_id IN (SELECT unnest($1::INTEGER[]))"
                memory.execute(f"UPDATE facts SET firsts = {COUNTED | APART} WHERE {where}", [again.tolist()])
            firsts = numpy.zeros(len(counts), numpy.uint8)
            firsts[counts] = flags
            memory.register("lines", {**lines, "firsts": firsts})
            known = ", ".join(f"nullif({name}, {UNKNOWN}) AS {name}" for name in MAY_LACK)
            memory.execute(f"INSERT INTO facts BY NAME SELECT * REPLACE ({known}) FROM lines")
            memory.unregister("lines")

    def _again(self, mine: Any) -> Any:
        """Of these orders those with lines in pieces before too: they are apart, here and there."""
        import numpy

        if self._seen is None or not len(mine):
            self._seen = mine if self._seen is None else self._seen
            return mine[:0]
        since = numpy.searchsorted(self._seen, mine[0])
        late = self._seen[since:]
        self._seen = numpy.concatenate([self._seen[:since], numpy.union1d(late, mine)])
        return numpy.intersect1d(late, mine, assume_unique=True)


def _flags(lines: dict[str, Any]) -> Any:
    """Of counted lines, by column."""
    import numpy

    order = lines["order_id"]
    flags = numpy.full(len(order), COUNTED, numpy.uint8)
    apart = []
    for key, flag in _FIRST.items():
        of = order if key == "" else (order.astype(numpy.int64) << 32) | lines[key]
        at = numpy.argsort(of)
        repeats = _repeats(of[at])
        flags[at[~repeats]] |= flag
        for other in _ALIKE.get(key, ()):
            apart.append(order[at[repeats & ~_repeats(lines[other][at])]])
    odd = numpy.concatenate(apart)
    if len(odd):
        flags[numpy.isin(order, odd)] = COUNTED | APART
    return flags


def _repeats(values: Any) -> Any:
    """Where a value is that of the one before."""
    import numpy

    found = numpy.zeros(len(values), bool)
    found[1:] = values[1:] == values[:-1]
    return found
