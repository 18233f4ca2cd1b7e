"""What changed and why: price, quantity, mix, new and vanished, by any key (contract.md)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.analytics.records import Reasons, SaleRow
from crm_desktop.analytics.rules import ValueQuantity, added, change_reasons
from crm_desktop.analytics.sales import Money, beside, ranking

Keys = tuple[str, ...]
Cells = dict[Keys, dict[str, ValueQuantity]]


def change_rows(
    session: Session,
    periods: tuple[tuple[date, date], tuple[date, date]],
    by: Keys,
    where: tuple[tuple[str, str], ...],
    money: Money,
) -> tuple[list[SaleRow], Reasons]:
    """The rows of `by` in (this, compared) period with the reasons of each, and the reasons of the whole.

    Reasons are told by product: those of a row that is no product are what its own products come to, so that they
    are the whole's reasons when one goes down to it.
    """
    this, other = periods
    rows = beside(
        ranking(session, *this, by, where, money),
        {row.keys: row for row in ranking(session, *other, by, where, money)},
        by,
    )
    others = tuple(key for key in by if key != "product")
    now, before = (_cells(ranking(session, *p, (*others, "product"), where, money)) for p in periods)
    told: dict[Keys, dict[str, Reasons]] = {
        keys: change_reasons(before.get(keys, {}), now.get(keys, {})) for keys in now.keys() | before.keys()
    }
    shown = []
    for row in rows:
        group = tuple(key for key, name in zip(row.keys, by, strict=True) if name != "product")
        reasons = told.get(group, {})
        if "product" in by:
            shown.append(replace(row, reasons=reasons.get(row.keys[by.index("product")], Reasons())))
        else:
            shown.append(replace(row, reasons=added(tuple(reasons.values()))))
    whole = change_reasons(_together(before.values()), _together(now.values()))
    return shown, added(tuple(whole.values()))


def _cells(rows: list[SaleRow]) -> Cells:
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
