"""What changed and why: price, quantity, mix, new and vanished, by any key (contract.md)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from crm_desktop.analytics.records import Reasons, SaleRow
from crm_desktop.analytics.rules import ValueQuantity, change_reasons, reasons_together

Keys = tuple[str, ...]
Cells = dict[Keys, dict[str, ValueQuantity]]
Ranked = Callable[[Keys], list[SaleRow]]


def change_rows(rows: Sequence[SaleRow], by: Keys, now: Ranked, before: Ranked) -> tuple[list[SaleRow], Reasons]:
    """`rows`, those of `by` beside the compared period, with the reasons of each, and the reasons of the whole.

    `now` and `before` rank either period by any keys. Reasons are told by product: those of a row that is no product
    are what its own products come to, so that they are the whole's reasons when one goes down to it.
    """
    others = tuple(key for key in by if key != "product")
    cells_now, cells_before = (_cells(ranked((*others, "product"))) for ranked in (now, before))
    whole = reasons_together(_together(cells_before.values()), _together(cells_now.values()))
    if "product" in by:
        told = {
            keys: change_reasons(cells_before.get(keys, {}), cells_now.get(keys, {}))
            for keys in cells_now.keys() | cells_before.keys()
        }
        return [replace(row, reasons=_of_product(row, by, told)) for row in rows], whole
    shown = [
        replace(row, reasons=reasons_together(cells_before.get(row.keys, {}), cells_now.get(row.keys, {})))
        for row in rows
    ]
    return shown, whole


def _of_product(row: SaleRow, by: Keys, told: Mapping[Keys, Mapping[str, Reasons]]) -> Reasons:
    group = tuple(key for key, name in zip(row.keys, by, strict=True) if name != "product")
    return told.get(group, {}).get(row.keys[by.index("product")], Reasons())


def _cells(rows: Iterable[SaleRow]) -> Cells:
    cells: Cells = {}
    for row in rows:
        cells.setdefault(row.keys[:-1], {})[row.keys[-1]] = (row.sums.revenue, row.sums.quantity)
    return cells


def _together(parts: Iterable[dict[str, ValueQuantity]]) -> dict[str, ValueQuantity]:
    """Value and quantity of each product over all groups."""
    sums: dict[str, ValueQuantity] = {}
    for part in parts:
        for product, (value, quantity) in part.items():
            before = sums.get(product, (0, 0))
            sums[product] = (before[0] + value, before[1] + quantity)
    return sums
