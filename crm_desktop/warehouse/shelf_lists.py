"""What lies on which shelf of a warehouse, as lists of the window and of the commands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.warehouse.records import ProductPlace
from crm_desktop.warehouse.rules import shelf_order
from crm_desktop.warehouse.shelf_ledger import Lying, lying_on, there_of
from db.models.catalogue import ProductRow
from db.models.warehouse import LotRow, ShelfMoveRow, ShelfStockRow, StockRow, WarehouseRow
from db.vocabulary import WarehouseKind

MOST_GOODS = 1_000
MOST_KEYS = 400


@dataclass(frozen=True, slots=True)
class Shelf:
    """`name` "": goods that have none. `goods` how many products belong there, `there` how many of those lie there;
    `on_hand` of the shelf, thousandths, None where they are of several units; `unit` then ""."""

    name: str
    goods: int
    there: int
    on_hand: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class ShelfGoods:
    """A product on a shelf: `there` on it, `reserved` and `available` in the whole warehouse, whose the promises are.
    `usual`: it belongs there."""

    product_id: int
    code: str
    name: str
    unit: str
    there: int
    on_hand: int
    reserved: int
    usual: bool

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class ShelfLevel:
    """So much of a product (its code) lay on a shelf."""

    code: str
    warehouse: str
    shelf: str
    on_hand: int


def _there() -> ColumnElement[int]:
    """What of a stock row lies on its usual shelf. Of goods that never lay elsewhere nobody asks further."""
    s, x = StockRow, ShelfStockRow
    elsewhere = (
        select(func.coalesce(func.sum(x.on_hand), 0))
        .where(x.product_id == s.product_id, x.warehouse_id == s.warehouse_id, x.shelf != s.location)
        .scalar_subquery()
    )
    return case((s.spread, s.on_hand - elsewhere), else_=s.on_hand)


def _begins(column: Any, beginning: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.startswith(beginning, autoescape=True)
    return found


def on_shelf(beginning: str) -> ColumnElement[bool]:
    """Stock that belongs or lies on a shelf whose name begins so."""
    s, x = StockRow, ShelfStockRow
    lies = exists().where(
        x.product_id == s.product_id, x.warehouse_id == s.warehouse_id, x.on_hand > 0, _begins(x.shelf, beginning)
    )
    return or_(_begins(s.location, beginning), lies & s.spread)


def begins(session: Session, warehouse_id: int, beginning: str) -> bool:
    """Whether any shelf of the warehouse does."""
    usual = select(StockRow.product_id).where(StockRow.warehouse_id == warehouse_id)
    other = select(ShelfStockRow.product_id).where(ShelfStockRow.warehouse_id == warehouse_id)
    return any(
        session.execute(statement.limit(1)).first() is not None
        for statement in (
            usual.where(_begins(StockRow.location, beginning)),
            other.where(_begins(ShelfStockRow.shelf, beginning)),
        )
    )


def has_shelves(session: Session, warehouse_id: int) -> bool:
    """Whether goods there have any."""
    named = select(StockRow.product_id).where(StockRow.warehouse_id == warehouse_id, StockRow.location > "")
    other = select(ShelfStockRow.product_id).where(ShelfStockRow.warehouse_id == warehouse_id)
    return any(session.execute(statement.limit(1)).first() is not None for statement in (named, other))


def is_shelf(session: Session, warehouse_id: int, name: str) -> bool:
    named = " ".join(name.split())
    usual = select(StockRow.product_id).where(StockRow.warehouse_id == warehouse_id, StockRow.location == named)
    other = select(ShelfStockRow.product_id)
    other = other.where(ShelfStockRow.warehouse_id == warehouse_id, ShelfStockRow.shelf == named)
    return bool(named) and any(session.execute(statement.limit(1)).first() is not None for statement in (usual, other))


def shelves(session: Session, warehouse_id: int, *, beginning: str = "") -> list[Shelf]:
    """In the order in which one walks past them, last what has no shelf and is in stock."""
    s, x, p, there = StockRow, ShelfStockRow, ProductRow, _there()
    usual = (
        select(s.location, func.count(), func.count().filter(there > 0), func.sum(there), func.min(p.unit))
        .add_columns(func.max(p.unit))
        .join(p, p.id == s.product_id)
        .where(s.warehouse_id == warehouse_id, (s.location != "") | (there > 0), _begins(s.location, beginning))
        .group_by(s.location)
    )
    goods = func.count(x.product_id.distinct())
    others = (
        select(x.shelf, goods, goods, func.sum(x.on_hand), func.min(p.unit), func.max(p.unit))
        .join(p, p.id == x.product_id)
        .join(s, (s.product_id == x.product_id) & (s.warehouse_id == x.warehouse_id))
        .where(x.warehouse_id == warehouse_id, x.shelf != s.location, x.on_hand > 0, _begins(x.shelf, beginning))
        .group_by(x.shelf)
    )
    found: dict[str, Shelf] = {}
    for statement in (usual, others):
        for name, count, stocked, on_hand, first, last in session.execute(statement):
            one = Shelf(name, count, stocked, int(on_hand) if first == last else None, first if first == last else "")
            found[name] = _both(found[name], one) if name in found else one
    return sorted(found.values(), key=lambda shelf: shelf_order(shelf.name))


def _both(one: Shelf, other: Shelf) -> Shelf:
    """What belongs on a shelf and what lies there besides."""
    goods, there = one.goods + other.goods, one.there + other.there
    if one.unit != other.unit or one.on_hand is None or other.on_hand is None:
        return Shelf(one.name, goods, there, None, "")
    return Shelf(one.name, goods, there, one.on_hand + other.on_hand, one.unit)


def goods_on(session: Session, warehouse_id: int, shelf: str) -> list[ShelfGoods]:
    """What belongs or lies on a shelf, by code; of what has none only what is in stock. At most 1,000."""
    p, s, x, there = ProductRow, StockRow, ShelfStockRow, _there()
    usual = (
        select(p.id, p.code, p.name, p.unit, there, s.on_hand, s.reserved)
        .join(s, s.product_id == p.id)
        .where(s.warehouse_id == warehouse_id, s.location == shelf)
    )
    if not shelf:
        usual = usual.where(there > 0)
    others = (
        select(p.id, p.code, p.name, p.unit, func.sum(x.on_hand), s.on_hand, s.reserved)
        .join(x, x.product_id == p.id)
        .join(s, (s.product_id == x.product_id) & (s.warehouse_id == x.warehouse_id))
        .where(x.warehouse_id == warehouse_id, x.shelf == shelf, s.location != shelf, x.on_hand > 0)
        .group_by(p.id, p.code, p.name, p.unit, s.on_hand, s.reserved)
    )
    found = [
        ShelfGoods(*row[:4], int(row[4]), row[5], row[6], belongs)
        for statement, belongs in ((usual, True), (others, False))
        for row in session.execute(statement.order_by(p.code).limit(MOST_GOODS))
    ]
    return sorted(found, key=lambda one: one.code)[:MOST_GOODS]


def shelves_of(session: Session, warehouse_id: int, products: Collection[int]) -> dict[int, str]:
    """Of products the usual shelf that each has in a warehouse."""
    s, ids, found = StockRow, list(products), dict[int, str]()
    for start in range(0, len(ids), MOST_KEYS):
        part = s.product_id.in_(ids[start : start + MOST_KEYS])
        rows = session.execute(select(s.product_id, s.location).where(s.warehouse_id == warehouse_id, part))
        found |= {key: shelf for key, shelf in rows if shelf}
    return found


def places_of(session: Session, product_id: int) -> list[ProductPlace]:
    """Where a product lies, warehouse by warehouse in the order in which it is picked; none of a warehouse where it
    lies on no shelf at all."""
    s, w = StockRow, WarehouseRow
    rows = session.execute(
        select(s.warehouse_id, w.code, s.location, s.spread)
        .join(w, w.id == s.warehouse_id)
        .where(s.product_id == product_id, w.kind != WarehouseKind.TRANSIT, (s.location != "") | s.spread)
        .order_by(w.code)
    ).all()
    keys = [(product_id, row[0]) for row in rows]
    there, lying = there_of(session, keys), lying_on(session, keys)
    of_product = session.execute(
        select(LotRow.id, LotRow.code, LotRow.expires_on).where(LotRow.product_id == product_id)
    )
    lots = {key: (code, day) for key, code, day in of_product} if keys else {}
    found = []
    for house, code, usual, _ in rows:
        key = (product_id, house)
        own = [
            ProductPlace(code, shelf, quantity, shelf == usual, *lots.get(lot_id or 0, ("", None)))
            for (shelf, lot_id), quantity in by_shelf(usual, there[key], lying.get(key, ())).items()
        ]
        found += sorted(own, key=_picked_as)
    return found


def _picked_as(place: ProductPlace) -> tuple[Any, ...]:
    return not place.usual, shelf_order(place.shelf), place.expires_on or date.max, place.lot


def by_shelf(usual: str, there: Mapping[int | None, int], lying: Iterable[Lying]) -> dict[tuple[str, int | None], int]:
    """(shelf, lot) -> how much lies there; what is on no other lies on the usual one."""
    parts, rest = dict[tuple[str, int | None], int](), dict(there)
    for one in lying:
        parts[one.shelf, one.lot_id] = parts.get((one.shelf, one.lot_id), 0) + one.quantity
        rest[one.lot_id] = rest.get(one.lot_id, 0) - one.quantity
    for lot, quantity in rest.items():
        parts[usual, lot] = parts.get((usual, lot), 0) + quantity
    return {place: quantity for place, quantity in parts.items() if quantity}


def levels_by_shelf(session: Session, day: date, *, product: str = "", warehouse: str = "") -> list[ShelfLevel]:
    """What lay on other shelves than the usual one when `day` ended; on the usual one lay the rest."""
    m, p, w = ShelfMoveRow, ProductRow, WarehouseRow
    statement = (
        select(p.code, w.code, m.shelf, func.sum(m.quantity))
        .join(p, p.id == m.product_id)
        .join(w, w.id == m.warehouse_id)
        .where(m.day <= day)
        .group_by(p.code, w.code, m.shelf)
        .having(func.sum(m.quantity) != 0)
        .order_by(p.code, w.code, m.shelf)
    )
    if product:
        statement = statement.where(p.code == product)
    if warehouse:
        statement = statement.where(w.code == warehouse)
    return [ShelfLevel(*row[:3], int(row[3])) for row in session.execute(statement)]
