"""What a stock count has counted and what the books say: by product, and by shelf where the shelf was told.

A unit is (product, shelf): shelf None where the product was counted wherever it lies.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.warehouse.rules import Counted, add_up, shelf_order
from crm_desktop.warehouse.shelf_ledger import lying_on, there_of
from crm_desktop.warehouse.shelf_lists import by_shelf, on_shelf, shelves_of
from db.models.catalogue import ProductRow
from db.models.stocktaking import CountEntryRow, CountRow
from db.models.warehouse import StockRow

Unit = tuple[int, str | None]


def counted_of(session: Session, count_id: int, products: Sequence[int] = ()) -> dict[Unit, Counted]:
    """What has been counted, added up. Where a product was counted once without its shelf, it is counted as a whole."""
    e = CountEntryRow
    statement = (
        select(e.product_id, e.shelf, e.quantity, e.booked, e.booked_there, e.anew)
        .where(e.count_id == count_id)
        .order_by(e.id)
    )
    if products:
        statement = statement.where(e.product_id.in_(products))
    entries: dict[int, list[tuple[str | None, int, int, int | None, bool]]] = {}
    for product_id, shelf, quantity, booked, there, anew in session.execute(statement):
        entries.setdefault(product_id, []).append((shelf, quantity, booked, there, anew))
    found: dict[Unit, Counted] = {}
    for product_id, own in entries.items():
        found |= _units(product_id, own)
    return found


def _units(product_id: int, told: Iterable[tuple[str | None, int, int, int | None, bool]]) -> dict[Unit, Counted]:
    entries = list(told)
    whole = any(shelf is None for shelf, *_ in entries)
    units: dict[Unit, list[tuple[int, int, bool]]] = {}
    for shelf, quantity, booked, there, anew in entries:
        unit = (product_id, None if whole else shelf)
        units.setdefault(unit, []).append((quantity, booked if whole else there or 0, anew))
    return {unit: add_up(own) for unit, own in units.items()}


def booked_of(
    session: Session, count: CountRow, *, products: Sequence[int] = (), by_shelves: Collection[int] = ()
) -> dict[Unit, int]:
    """What the books say of the goods of a count, of all or of those named: shelf by shelf where only some shelves are
    counted, and of the products `by_shelves`."""
    s, p = StockRow, ProductRow
    statement = select(s.product_id, s.on_hand).where(s.warehouse_id == count.warehouse_id)
    if products:
        statement = statement.where(s.product_id.in_(products))
    if count.shelf:
        statement = statement.where(on_shelf(count.shelf))
    if count.group_id is not None:
        of_group = (p.group_id == count.group_id) | (p.subgroup_id == count.group_id)
        statement = statement.join(p, p.id == s.product_id).where(of_group)
    rows = {row[0]: row[1] for row in session.execute(statement)}
    alone = set(rows) if count.shelf else set(by_shelves) & set(rows)
    found: dict[Unit, int] = {(key, None): on_hand for key, on_hand in rows.items() if key not in alone}
    for product_id, shelves in lies(session, count.warehouse_id, alone).items():
        found |= {(product_id, shelf): quantity for shelf, quantity in shelves.items() if shelf.startswith(count.shelf)}
    return found


def lies(session: Session, warehouse_id: int, products: Collection[int]) -> dict[int, dict[str, int]]:
    """By product how much lies on each shelf, on the usual one even where nothing does, in walking order."""
    keys = [(key, warehouse_id) for key in products]
    usual, there, lying = shelves_of(session, warehouse_id, products), there_of(session, keys), lying_on(session, keys)
    found: dict[int, dict[str, int]] = {}
    for key in keys:
        own = usual.get(key[0], "")
        sums = {own: 0}
        for (shelf, _), quantity in by_shelf(own, there[key], lying.get(key, ())).items():
            sums[shelf] = sums.get(shelf, 0) + quantity
        found[key[0]] = dict(sorted(sums.items(), key=lambda one: (one[0] != own, shelf_order(one[0]))))
    return found


def apart(counted: Iterable[Unit]) -> set[int]:
    """Products that were counted shelf by shelf."""
    return {product_id for product_id, shelf in counted if shelf is not None}


def by_product(counted: Mapping[Unit, Counted]) -> dict[int, Counted]:
    """Added up over the shelves that were counted."""
    found: dict[int, Counted] = {}
    for (product_id, _), one in counted.items():
        before = found.get(product_id, Counted(0, 0))
        moved = before.moved or one.moved
        found[product_id] = Counted(before.quantity + one.quantity, before.booked + one.booked, moved)
    return found


def counted_here(session: Session, count_id: int, product_id: int, shelf: str | None, *, actor: str, place: str) -> int:
    """What of a product this person counted at this workstation, since it was last counted anew."""
    e = CountEntryRow
    of_it = [e.count_id == count_id, e.product_id == product_id]
    if shelf is not None:
        of_it.append(e.shelf == shelf)
    anew = select(func.coalesce(func.max(e.id), 0)).where(*of_it, e.anew).scalar_subquery()
    own = (e.actor == actor, e.place == place, e.id >= anew)
    return int(session.scalar(select(func.coalesce(func.sum(e.quantity), 0)).where(*of_it, *own)) or 0)
