"""On which shelves goods lie in a warehouse: put there, moved from one to another, by scanner or by hand.

A product has one usual shelf in each warehouse, where it comes to and is picked first; some of it may lie on as many
others as there are. Promises are the warehouse's: no shelf is kept for anybody.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import shelf_ledger, stock
from crm_desktop.warehouse.posting import products_of, warehouse_of
from crm_desktop.warehouse.rules import StockKey
from crm_desktop.warehouse.shelf_ledger import Books, clean
from crm_desktop.warehouse.shelf_told import taken_from
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import Permission, Topic, WarehouseKind


@dataclass(frozen=True, slots=True)
class PutOnShelf:
    """`shelf` "" takes the goods off any."""

    warehouse_id: int
    product_id: int
    shelf: str


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Which shelf is the usual one of the goods now, and which was before."""

    product_id: int
    name: str
    shelf: str
    before: str


@dataclass(frozen=True, slots=True)
class Relocate:
    """`source` and `target` "": no shelf. `quantity` None: all that lies there; `lot` "": of any, what expires first
    before the rest."""

    warehouse_id: int
    product_id: int
    source: str
    target: str
    quantity: int | None = None
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Relocated:
    product_id: int
    name: str
    unit: str
    source: str
    target: str
    quantity: int


@use_case(Permission.MOVE_STOCK)
def put_on_shelf(work: Work, command: PutOnShelf) -> OnShelf:
    """All of the product that lies in the warehouse lies on this shelf from now on. Raises NotFound, InvalidValue."""
    shelf = clean(command.shelf)
    product, house = _place(work, command.product_id, command.warehouse_id)
    books, key = Books.load(work.session, [(product.id, house.id)]), (product.id, house.id)
    before = books.usual_of(key)
    books.usual[key] = shelf
    books.fold(key, books.lying.get(key, ()))
    books.store(work)
    work.audit("shelve", "product", product.id, before={"shelf": before}, after={"shelf": shelf, "in": house.code})
    work.changed(Topic.STOCK, product.id, "shelved", label=product.code)
    return OnShelf(product.id, product.name, shelf, before)


@use_case(Permission.MOVE_STOCK)
def relocate(work: Work, command: Relocate) -> Relocated:
    """So much goes from one shelf of a warehouse to another: neither on hand nor costs nor promises change.

    Where all that there is leaves its usual shelf, the other one is the usual shelf from now on. Raises NotFound,
    InvalidValue, NotOnThatShelf (shelf_told.py).
    """
    source, target = clean(command.source), clean(command.target)
    product, house = _place(work, command.product_id, command.warehouse_id)
    key = (product.id, house.id)
    books, there = Books.load(work.session, [key]), shelf_ledger.there_of(work.session, [key])[key]
    usual = books.usual_of(key)
    if source == target:
        raise InvalidValue(field="shelf", value=target, rule="another")
    if usual and not target:
        raise InvalidValue(field="shelf", value="", rule="required")
    parts = books.parts_on(key, source, there)
    taken = _taken(work.session, product, source, parts, command)
    if source == usual and sum(taken.values()) == sum(there.values()) and not any(_others(books, key)):
        books.usual[key] = target
    else:
        _put(books, key, taken, source=source, target=target, usual=usual)
    books.store(work)
    quantity = sum(taken.values())
    told = {"from": source, "to": target, "quantity": quantity_text(quantity), "in": house.code}
    work.audit("relocate", "product", product.id, after=told)
    work.changed(Topic.STOCK, product.id, "shelved", label=product.code)
    return Relocated(product.id, product.name, product.unit, source, target, quantity)


def _place(work: Work, product_id: int, warehouse_id: int) -> tuple[ProductRow, WarehouseRow]:
    """With the stock row locked, made where there is none yet."""
    product = products_of(work.session, [product_id])[product_id]
    house = warehouse_of(work.session, warehouse_id)
    if house.kind is WarehouseKind.TRANSIT:
        raise NotFound(kind="warehouse", key=house.id)
    stock.ready(work.session, [(product.id, house.id)])
    return product, house


def _taken(
    session: Session, product: ProductRow, source: str, parts: dict[int | None, int], command: Relocate
) -> dict[int | None, int]:
    """How much of each lot goes."""
    wanted = command.quantity
    if wanted is not None and (wanted <= 0 or (product.whole_units and wanted % 1000)):
        rule = "positive" if wanted <= 0 else "whole_only"
        raise InvalidValue(field="quantity", value=wanted / 1000, rule=rule)
    return taken_from(session, product, source, parts, wanted, lot=command.lot)


def _others(books: Books, key: StockKey) -> list[int]:
    return [part.quantity for part in books.lying.get(key, ())]


def _put(books: Books, key: StockKey, taken: dict[int | None, int], *, source: str, target: str, usual: str) -> None:
    for lot, much in taken.items():
        if source != usual:
            books.change(key, source, lot, -much, other=target)
        if target != usual:
            books.change(key, target, lot, much, other=source)
