"""What lies on other shelves than the usual one, beside the ledger: brought there, taken from there, put elsewhere.

Goods lie on their usual shelf (on none where they have no usual one) as far as no row tells otherwise, so goods of one
shelf cost nothing here. All of it inside a transaction that holds the stock rows of these goods (law 11).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.orm import Session

from crm_desktop.catalogue.rules import LONGEST_LOCATION
from crm_desktop.errors import InvalidValue
from crm_desktop.warehouse.rules import StockKey, shelf_order
from crm_desktop.work import Work
from db.models.warehouse import LotRow, LotStockRow, ShelfMoveRow, ShelfStockRow, StockRow
from db.prepared import Prepared, write_rows
from db.statements import table_of

MOST_KEYS = 400
_stock, _shelves = table_of(StockRow), table_of(ShelfStockRow)
_lots, _of_lots = table_of(LotRow), table_of(LotStockRow)
_products: BindParameter[Any] = bindparam("products", expanding=True)
_LYING = Prepared(
    select(
        _shelves.c.product_id,
        _shelves.c.warehouse_id,
        _shelves.c.shelf,
        _shelves.c.lot_id,
        _shelves.c.on_hand,
        _shelves.c.id,
    )
    .where(_shelves.c.product_id.in_(_products), _shelves.c.on_hand > 0)
    .order_by(_shelves.c.id)
)
_TOTALS = Prepared(
    select(_stock.c.product_id, _stock.c.warehouse_id, _stock.c.on_hand).where(_stock.c.product_id.in_(_products))
)
_OF_LOTS = Prepared(
    select(_lots.c.product_id, _of_lots.c.warehouse_id, _of_lots.c.lot_id, _of_lots.c.on_hand)
    .select_from(_of_lots.join(_lots, _lots.c.id == _of_lots.c.lot_id))
    .where(_lots.c.product_id.in_(_products), _of_lots.c.on_hand != 0)
)
_CHANGED = Prepared(
    update(_shelves)
    .where(_shelves.c.id == bindparam("of"), _shelves.c.on_hand + bindparam("by") >= 0)
    .values(on_hand=_shelves.c.on_hand + bindparam("by"))
)
_here = (_stock.c.product_id == bindparam("p"), _stock.c.warehouse_id == bindparam("w"))
_SPREAD = Prepared(update(_stock).where(*_here).values(spread=True))
_USUAL = Prepared(update(_stock).where(*_here).values(location=bindparam("to")))


class Moved(Protocol):
    """A move of the ledger: signed thousandths; `shelves` tells how much of its document's line (positive) comes on
    which shelf or is taken from it."""

    @property
    def product_id(self) -> int: ...
    @property
    def warehouse_id(self) -> int: ...
    @property
    def quantity(self) -> int: ...
    @property
    def document_line_id(self) -> int: ...
    @property
    def lot_id(self) -> int | None: ...
    @property
    def shelves(self) -> tuple[tuple[str, int], ...]: ...


@dataclass(slots=True)
class Lying:
    """So much of a lot (None: of no lot) on a shelf; `row_id` 0 where it is not stored, as on the usual shelf."""

    shelf: str
    lot_id: int | None
    quantity: int
    row_id: int = 0


# --- what the lock of stock rows told: who moves goods need not ask again whether they lie on several shelves


def note(session: Session, rows: Iterable[tuple[StockKey, str, bool]]) -> None:
    """The usual shelf of each row that this transaction has locked, and whether some of it may lie on others."""
    session.info.setdefault("shelves", {}).update({key: (usual, bool(spread)) for key, usual, spread in rows})


def noted(session: Session, key: StockKey) -> tuple[str, bool]:
    found: dict[StockKey, tuple[str, bool]] = session.info.get("shelves", {})
    return found.get(key, ("", False))


@dataclass(frozen=True, slots=True)
class _Change:
    """A row of the ledger of shelves to be."""

    key: StockKey
    shelf: str
    lot_id: int | None
    quantity: int
    move_id: int | None
    other: str

    @property
    def place(self) -> tuple[StockKey, str, int | None]:
        return self.key, self.shelf, self.lot_id


@dataclass(slots=True)
class Books:
    """Goods of some stock rows, shelf by shelf, as this transaction leaves them; `store` writes what changed."""

    session: Session
    lying: dict[StockKey, list[Lying]]
    changes: list[_Change] = field(default_factory=list)
    usual: dict[StockKey, str] = field(default_factory=dict)
    """Usual shelves that change."""

    @classmethod
    def load(cls, session: Session, keys: Collection[StockKey]) -> "Books":
        """What lay on a shelf that has become the usual one since is what lies on the usual one."""
        books = cls(session, lying_on(session, keys))
        for key, parts in books.lying.items():
            books.fold(key, [part for part in parts if part.shelf == books.usual_of(key)])
        return books

    def usual_of(self, key: StockKey) -> str:
        return self.usual[key] if key in self.usual else noted(self.session, key)[0]

    def there(self, key: StockKey, shelf: str, lot_id: int | None) -> int:
        return sum(part.quantity for part in self.lying.get(key, ()) if (part.shelf, part.lot_id) == (shelf, lot_id))

    def parts_on(self, key: StockKey, shelf: str, there: Mapping[int | None, int]) -> dict[int | None, int]:
        """How much of each lot lies on a shelf; `there` tells how much in the warehouse."""
        if shelf != self.usual_of(key):
            return {part.lot_id: part.quantity for part in self.lying.get(key, ()) if part.shelf == shelf}
        rest = dict(there)
        for part in self.lying.get(key, ()):
            rest[part.lot_id] = rest.get(part.lot_id, 0) - part.quantity
        return {lot: quantity for lot, quantity in rest.items() if quantity > 0}

    def fold(self, key: StockKey, parts: Iterable[Lying]) -> None:
        """They lie on the usual shelf from now on."""
        for part in list(parts):
            if part.quantity:
                self.change(key, part.shelf, part.lot_id, -part.quantity, other=self.usual_of(key))

    def change(
        self,
        key: StockKey,
        shelf: str,
        lot_id: int | None,
        quantity: int,
        *,
        move_id: int | None = None,
        other: str = "",
    ) -> None:
        """Signed thousandths, of a shelf that is not the usual one."""
        change = _Change(key, shelf, lot_id, quantity, move_id, other)
        self.changes.append(change)
        self._part(change).quantity += quantity

    def _part(self, change: _Change) -> Lying:
        parts = self.lying.setdefault(change.key, [])
        for part in parts:
            if (part.shelf, part.lot_id) == (change.shelf, change.lot_id):
                return part
        parts.append(Lying(change.shelf, change.lot_id, 0))
        return parts[-1]

    def store(self, work: Work, *, day: date | None = None) -> None:
        when = {"at": work.now, "day": day or work.today}
        rows = [
            {
                "product_id": one.key[0],
                "warehouse_id": one.key[1],
                "shelf": one.shelf,
                "lot_id": one.lot_id,
                "quantity": one.quantity,
                "move_id": one.move_id,
                "other": one.other,
                **when,
            }
            for one in self.changes
        ]
        write_rows(self.session, ShelfMoveRow, rows)
        self._store_stock()
        _USUAL.change_each(self.session, [{"p": p, "w": w, "to": to} for (p, w), to in sorted(self.usual.items())])
        note(self.session, ((key, to, noted(self.session, key)[1]) for key, to in list(self.usual.items())))

    def _store_stock(self) -> None:
        by: dict[tuple[StockKey, str, int | None], int] = {}
        for one in self.changes:
            by[one.place] = by.get(one.place, 0) + one.quantity
        parts = [(place[0], self._part(one), by[place]) for place, one in {o.place: o for o in self.changes}.items()]
        old = [{"of": part.row_id, "by": change} for _, part, change in parts if part.row_id and change]
        if _CHANGED.change_each(self.session, sorted(old, key=lambda row: row["of"])) != len(old):
            raise AssertionError(f"rows of shelves changed: not all of {len(old)}, though their stock was locked")
        gone = [part.row_id for _, part, _ in parts if part.row_id and not part.quantity]
        if gone:
            self.session.execute(delete(ShelfStockRow).where(ShelfStockRow.id.in_(gone), ShelfStockRow.on_hand == 0))
        new = [(key, part) for key, part, _ in parts if not part.row_id and part.quantity]
        write_rows(self.session, ShelfStockRow, [_row(key, part) for key, part in new])
        fresh = sorted({key for key, _ in new if not noted(self.session, key)[1]})
        _SPREAD.change_each(self.session, [{"p": p, "w": w} for p, w in fresh])
        note(self.session, ((key, self.usual_of(key), True) for key in fresh))


def _row(key: StockKey, part: Lying) -> dict[str, int | str | None]:
    return {
        "product_id": key[0],
        "warehouse_id": key[1],
        "shelf": part.shelf,
        "lot_id": part.lot_id,
        "on_hand": part.quantity,
    }


def clean(shelf: str) -> str:
    """The name as it is kept. Raises InvalidValue for one that is too long."""
    name = " ".join(shelf.split())
    if len(name) > LONGEST_LOCATION:
        raise InvalidValue(field="shelf", value=name, rule="too_long")
    return name


# --- reads


def lying_on(session: Session, keys: Collection[StockKey]) -> dict[StockKey, list[Lying]]:
    """What lies on other shelves than the usual ones."""
    found: dict[StockKey, list[Lying]] = {}
    for rows in _in_parts(session, _LYING, keys):
        for product_id, house, *part in rows:
            found.setdefault((product_id, house), []).append(Lying(*part))
    return {key: parts for key, parts in found.items() if key in set(keys)}


def there_of(session: Session, keys: Collection[StockKey]) -> dict[StockKey, dict[int | None, int]]:
    """How much of each lot lies in the warehouse; None: of no lot."""
    found: dict[StockKey, dict[int | None, int]] = {}
    for rows in _in_parts(session, _TOTALS, keys):
        found |= {(product_id, house): {None: on_hand} for product_id, house, on_hand in rows}
    for rows in _in_parts(session, _OF_LOTS, keys):
        for product_id, house, lot_id, on_hand in rows:
            own = found.setdefault((product_id, house), {None: 0})
            own[lot_id] = on_hand
            own[None] -= on_hand
    return {key: found.get(key, {None: 0}) for key in keys}


def _in_parts(session: Session, statement: Prepared, keys: Collection[StockKey]) -> Iterator[list[tuple[Any, ...]]]:
    products = sorted({product_id for product_id, _ in keys})
    for start in range(0, len(products), MOST_KEYS):
        yield statement.rows(session, {"products": products[start : start + MOST_KEYS]})


# --- what follows from the moves of the ledger


def follow(work: Work, moves: Sequence[Moved], ids: Sequence[int], *, day: date | None = None) -> None:
    """What the moves say of shelves is done. Beyond that what comes lies on the usual shelf, and what leaves is taken
    from there first, then from the others in the order of their names: as far as they tell of more than there is."""
    keys = {_key(move) for move in moves if move.shelves or noted(work.session, _key(move))[1]}
    if not keys:
        return
    books, there = Books.load(work.session, keys), there_of(work.session, keys)
    own = [(move, move_id) for move, move_id in zip(moves, ids, strict=True) if _key(move) in keys]
    _first_on_a_shelf(books, own, there)
    left = _as_told(books, own)
    _as_far_as_there_is(books, left, there)
    books.store(work, day=day)


def _key(move: Moved) -> StockKey:
    return move.product_id, move.warehouse_id


def _first_on_a_shelf(
    books: Books, own: Sequence[tuple[Moved, int]], there: Mapping[StockKey, Mapping[int | None, int]]
) -> None:
    """Goods without a usual shelf that come where nothing of them lay: the shelf that they come on is the usual one."""
    came: dict[StockKey, int] = {}
    for move, _ in own:
        came[_key(move)] = came.get(_key(move), 0) + move.quantity
    for move, _ in own:
        key = _key(move)
        if move.shelves and not books.usual_of(key) and sum(there[key].values()) == came[key] > 0:
            books.usual[key] = move.shelves[0][0]


@dataclass(slots=True)
class _Left:
    """What a move that leaves may still take from shelves."""

    key: StockKey
    lot_id: int | None
    quantity: int
    move_id: int


def _as_told(books: Books, own: Sequence[tuple[Moved, int]]) -> list[_Left]:
    told: dict[int, dict[str, int]] = {}
    left = []
    for move, move_id in own:
        key, rest, sign = _key(move), abs(move.quantity), 1 if move.quantity > 0 else -1
        pool, taken = told.setdefault(move.document_line_id, dict(move.shelves)), 0
        for shelf, wanted in pool.items():
            usual = shelf == books.usual_of(key)
            most = rest if usual or sign > 0 else books.there(key, shelf, move.lot_id)
            much = min(wanted, rest, most)
            if much:
                pool[shelf], rest = wanted - much, rest - much
                if not usual:
                    books.change(key, shelf, move.lot_id, sign * much, move_id=move_id)
                    taken += much
        if sign < 0:
            left.append(_Left(key, move.lot_id, abs(move.quantity) - taken, move_id))
    return left


def _as_far_as_there_is(
    books: Books, left: Sequence[_Left], there: Mapping[StockKey, Mapping[int | None, int]]
) -> None:
    for move in left:
        parts = [part for part in books.lying.get(move.key, ()) if part.lot_id == move.lot_id and part.quantity]
        over = sum(part.quantity for part in parts) - there[move.key].get(move.lot_id, 0)
        over = min(over, move.quantity)
        for part in sorted(parts, key=lambda one: shelf_order(one.shelf)):
            much = min(part.quantity, over)
            if much > 0:
                books.change(move.key, part.shelf, part.lot_id, -much, move_id=move.move_id)
                over -= much
