"""Counts under way, as the screen at which people count shows them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import NotFound
from crm_desktop.warehouse.count_records import CountLine, CountSheet
from crm_desktop.warehouse.count_units import apart, booked_of, counted_of
from crm_desktop.warehouse.posting import products_of
from crm_desktop.warehouse.rules import shelf_order
from crm_desktop.warehouse.shelf_lists import shelves_of
from db.models.catalogue import ProductGroupRow
from db.models.stocktaking import CountRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import CountState

MOST_LEFT = 300
"""So many goods that wait to be counted are listed; the number says how many there are."""


def open_counts(session: Session) -> list[tuple[int, str]]:
    """(id, what is counted), the oldest first."""
    c, w, g = CountRow, WarehouseRow, ProductGroupRow
    rows = session.execute(
        select(c.id, w.code, g.name, c.shelf)
        .join(w, w.id == c.warehouse_id)
        .outerjoin(g, g.id == c.group_id)
        .where(c.state == CountState.OPEN)
        .order_by(c.id)
    )
    return [(key, " · ".join(part for part in (house, group, shelf) if part)) for key, house, group, shelf in rows]


def groups(session: Session) -> list[str]:
    """Names of the groups of goods, not of their subgroups."""
    g = ProductGroupRow
    return list(session.scalars(select(g.name).where(g.parent_id.is_(None)).order_by(g.name)))


def count_sheet(session: Session, count_id: int) -> CountSheet:
    """Raises NotFound."""
    count = session.get(CountRow, count_id)
    if count is None:
        raise NotFound(kind="count", key=count_id)
    counted = counted_of(session, count_id)
    booked = booked_of(session, count, by_shelves=apart(counted))
    left = [unit for unit, on_hand in booked.items() if on_hand and unit not in counted]
    if count.shelf:
        left.sort(key=lambda unit: shelf_order(unit[1] or ""))
    units = [*counted, *left[:MOST_LEFT]]
    products = products_of(session, [product_id for product_id, _ in units])
    shelves = shelves_of(session, count.warehouse_id, list(products))
    lines = [
        CountLine(
            key,
            products[key].code,
            products[key].name,
            products[key].unit,
            counted[key, shelf].quantity if (key, shelf) in counted else None,
            counted[key, shelf].booked if (key, shelf) in counted else booked[key, shelf],
            moved=(key, shelf) in counted and counted[key, shelf].moved,
            shelf=shelves.get(key, "") if shelf is None else shelf,
        )
        for key, shelf in units
    ]
    lines.sort(key=lambda line: (line.counted is None, shelf_order(line.shelf), line.code))
    house = session.get_one(WarehouseRow, count.warehouse_id).code
    group = session.get_one(ProductGroupRow, count.group_id).name if count.group_id else ""
    return CountSheet(count_id, house, group, count.blind, len(left), tuple(lines), count.warehouse_id)
