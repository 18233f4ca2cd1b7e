"""On which shelf goods lie in a warehouse: put there by scanner, listed shelf by shelf.

A product has one shelf in each warehouse, where whoever picks goes; the ledger counts by warehouse and lot, not by
shelf.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from crm_desktop.catalogue.rules import LONGEST_LOCATION
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.posting import products_of, warehouse_of
from crm_desktop.warehouse.records import StockLine
from crm_desktop.warehouse.rules import shelf_order
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.warehouse import StockRow, WarehouseRow
from db.vocabulary import Permission, Topic, WarehouseKind

MOST_GOODS = 1_000
MOST_KEYS = 400


@dataclass(frozen=True, slots=True)
class PutOnShelf:
    """`shelf` "" takes the goods off any."""

    warehouse_id: int
    product_id: int
    shelf: str


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Where the goods lie now, and where they lay before."""

    product_id: int
    name: str
    shelf: str
    before: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """`name` "": goods that have none. `goods` how many products belong there, `there` how many of those are in stock;
    `on_hand` thousandths, None where they are of several units; `unit` then ""."""

    name: str
    goods: int
    there: int
    on_hand: int | None
    unit: str


@use_case(Permission.MOVE_STOCK)
def put_on_shelf(work: Work, command: PutOnShelf) -> OnShelf:
    """All of the product that lies in the warehouse lies on this shelf from now on. Raises NotFound, InvalidValue."""
    shelf = " ".join(command.shelf.split())
    if len(shelf) > LONGEST_LOCATION:
        raise InvalidValue(field="shelf", value=shelf, rule="too_long")
    product = products_of(work.session, [command.product_id])[command.product_id]
    house = warehouse_of(work.session, command.warehouse_id)
    if house.kind is WarehouseKind.TRANSIT:
        raise NotFound(kind="warehouse", key=house.id)
    stock.ready(work.session, [(product.id, house.id)])
    s = StockRow
    here = (s.product_id == product.id) & (s.warehouse_id == house.id)
    before = work.session.scalar(select(s.location).where(here)) or ""
    work.session.execute(update(s).where(here).values(location=shelf))
    work.audit("shelve", "product", product.id, before={"shelf": before}, after={"shelf": shelf, "in": house.code})
    work.changed(Topic.STOCK, product.id, "shelved", label=product.code)
    return OnShelf(product.id, product.name, shelf, before)


def on_shelf(beginning: str) -> ColumnElement[bool]:
    """Stock whose shelf's name begins so."""
    return StockRow.location.startswith(beginning, autoescape=True)


def begins(session: Session, warehouse_id: int, beginning: str) -> bool:
    """Whether any shelf of the warehouse does."""
    here = select(StockRow.product_id).where(StockRow.warehouse_id == warehouse_id, on_shelf(beginning))
    return session.execute(here.limit(1)).first() is not None


def is_shelf(session: Session, warehouse_id: int, name: str) -> bool:
    s = StockRow
    here = select(s.product_id).where(s.warehouse_id == warehouse_id, s.location == name.strip())
    return bool(name.strip()) and session.execute(here.limit(1)).first() is not None


def shelves(session: Session, warehouse_id: int, *, beginning: str = "") -> list[Shelf]:
    """In the order in which one walks past them, last what has no shelf and is in stock."""
    s, p = StockRow, ProductRow
    there = func.count().filter(s.on_hand > 0)
    rows = session.execute(
        select(s.location, func.count(), there, func.sum(s.on_hand), func.min(p.unit), func.max(p.unit))
        .join(p, p.id == s.product_id)
        .where(s.warehouse_id == warehouse_id, (s.location != "") | (s.on_hand > 0), on_shelf(beginning))
        .group_by(s.location)
    )
    found = [
        Shelf(name, goods, stocked, int(on_hand) if first == last else None, first if first == last else "")
        for name, goods, stocked, on_hand, first, last in rows
    ]
    return sorted(found, key=lambda shelf: shelf_order(shelf.name))


def goods_on(session: Session, warehouse_id: int, shelf: str) -> list[StockLine]:
    """What belongs on a shelf, by code; of what has none only what is in stock. At most 1,000."""
    p, s, w = ProductRow, StockRow, WarehouseRow
    statement = (
        select(p.id, p.code, p.name, p.unit, w.code, s.on_hand, s.reserved, s.minimum)
        .join(s, s.product_id == p.id)
        .join(w, w.id == s.warehouse_id)
        .where(s.warehouse_id == warehouse_id, s.location == shelf)
        .order_by(p.code)
        .limit(MOST_GOODS)
    )
    return [StockLine(*row) for row in session.execute(statement if shelf else statement.where(s.on_hand > 0))]


def shelves_of(session: Session, warehouse_id: int, products: Collection[int]) -> dict[int, str]:
    """Of products the shelf that each has in a warehouse."""
    s, ids, found = StockRow, list(products), dict[int, str]()
    for start in range(0, len(ids), MOST_KEYS):
        part = s.product_id.in_(ids[start : start + MOST_KEYS])
        rows = session.execute(select(s.product_id, s.location).where(s.warehouse_id == warehouse_id, part))
        found |= {key: shelf for key, shelf in rows if shelf}
    return found
