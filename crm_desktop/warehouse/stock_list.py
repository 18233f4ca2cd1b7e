"""The stock table at any length: a row a product and warehouse, filtered and sorted by the database, paged by key."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.keyset import Key, Listing, Sorting
from crm_desktop.warehouse.records import StockLine
from crm_desktop.warehouse.shelf_lists import on_shelf
from db.models.catalogue import ProductRow
from db.models.system import ProductNameRow
from db.models.warehouse import StockRow, WarehouseRow
from db.statements import table_of
from db.vocabulary import SearchKind

MOST_FOUND = 1_000
"""So many products a filter finds at most: whoever sees more of them types on."""
_s, _p, _n = table_of(StockRow).c, table_of(ProductRow).c, table_of(ProductNameRow).c
_stock, _products, _names = table_of(StockRow), table_of(ProductRow), table_of(ProductNameRow)
_KEY = (_s.product_id, _s.warehouse_id)
_FIGURES: dict[str, ColumnElement[int]] = {
    "on_hand": _s.on_hand,
    "reserved": _s.reserved,
    "available": _s.on_hand - _s.reserved,
    "minimum": _s.minimum,
}


def stock_listing(
    session: Session,
    *,
    search_for: str = "",
    warehouse: str = "",
    below_minimum: bool = False,
    shelf: str = "",
    sorting: Sorting,
) -> Listing[StockLine]:
    """What the stock table shows: of the goods that hold the words of `search_for` (the newest 1,000 of them), in one
    warehouse by its code or in all, all or only those with less available than their minimum, or that belong or lie on
    a shelf whose name begins with `shelf`."""
    by, rows = _sorted(sorting.column)
    if warehouse:
        house = select(WarehouseRow.id).where(WarehouseRow.code == warehouse).scalar_subquery()
        rows = rows.where(_s.warehouse_id == house)
    if below_minimum:
        rows = rows.where(_s.minimum > 0, _s.on_hand - _s.reserved < _s.minimum)
    if shelf.strip():
        rows = rows.where(on_shelf(" ".join(shelf.split())))
    if search_for.strip():
        rows = rows.where(_s.product_id.in_(search.matching(session, search_for, SearchKind.PRODUCT, limit=MOST_FOUND)))
    return Listing(by, rows, _records, sorting.descending)


def unstocked_listing(session: Session, *, search_for: str = "", sorting: Sorting) -> Listing[StockLine]:
    """Goods that never lay anywhere and have no minimum: told with no warehouse and nothing of them."""
    nowhere = ~exists().where(_s.product_id == _p.id)
    rows = select(_p.id).select_from(_products.join(_names, _n.product_id == _p.id)).where(nowhere)
    if search_for.strip():
        rows = rows.where(_p.id.in_(search.matching(session, search_for, SearchKind.PRODUCT, limit=MOST_FOUND)))
    by = (_p.code, _p.id) if sorting.column == "code" else (_n.name, _n.product_id)
    return Listing(by, rows, _unstocked, sorting.descending)


def _unstocked(session: Session, keys: Sequence[Key]) -> list[StockLine]:
    p = ProductRow
    ids = [key[-1] for key in keys]
    found = {row[0]: row for row in session.execute(select(p.id, p.code, p.name, p.unit).where(p.id.in_(ids)))}
    return [StockLine(*found[key], "", 0, 0, 0) for key in ids]


def _sorted(column: str) -> tuple[tuple[ColumnElement[Any], ...], Select[Any]]:
    """By name where nothing else is told."""
    if column in _FIGURES:
        return (_FIGURES[column], *_KEY), select(_s.product_id).select_from(_stock)
    match column:
        case "code":
            joined = _products.join(_stock, _s.product_id == _p.id)
            return (_p.code, *_KEY), select(_s.product_id).select_from(joined)
        case "warehouse":
            return (_s.warehouse_id, _s.product_id, _s.warehouse_id), select(_s.product_id).select_from(_stock)
        case _:
            joined = _names.join(_stock, _s.product_id == _n.product_id)
            return (_n.name, _n.product_id, _s.warehouse_id), select(_s.product_id).select_from(joined)


def _records(session: Session, keys: Sequence[Key]) -> list[StockLine]:
    p, s, w = ProductRow, StockRow, WarehouseRow
    wanted = [key[-2:] for key in keys]
    statement = (
        select(p.id, p.code, p.name, p.unit, w.code, s.on_hand, s.reserved, s.minimum, w.id)
        .join(s, s.product_id == p.id)
        .join(w, w.id == s.warehouse_id)
        .where(p.id.in_({product_id for product_id, _ in wanted}))  # pairs would be looked for row by row on SQLite
    )
    found = {(row[0], row[8]): StockLine(*row[:8]) for row in session.execute(statement)}
    return [found[key] for key in wanted]
