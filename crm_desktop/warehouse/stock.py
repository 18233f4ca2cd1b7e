"""Moves of stock inside a transaction: lock in one order, conditional update, ledger (laws 6, 11, 12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, tuple_, update
from sqlalchemy.orm import Session

from crm_desktop.errors import Shortage
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import shelf_ledger
from crm_desktop.warehouse.lots import expired_there
from crm_desktop.warehouse.rules import Lacking, StockKey, lacking
from crm_desktop.work import Work
from db.models.catalogue import ProductRow
from db.models.warehouse import ReservationRow, StockRow, WarehouseRow
from db.prepared import Prepared, write_rows
from db.statements import insert_new, table_of
from db.vocabulary import ReservationState, Topic

MOST_KEYS = 400
"""So many keys a statement: SQLite's limit of bound values is far above, its planner's patience is not."""
_stock, _reservations = table_of(StockRow), table_of(ReservationRow)
_LOCKED = Prepared(
    select(
        *(_stock.c.product_id, _stock.c.warehouse_id, _stock.c.on_hand, _stock.c.reserved),
        *(_stock.c.location, _stock.c.spread),
    )
    .where(tuple_(_stock.c.product_id, _stock.c.warehouse_id).in_(bindparam("keys", expanding=True)))
    .order_by(_stock.c.product_id, _stock.c.warehouse_id)
    .with_for_update()
)
_THERE = Prepared(
    select(_stock.c.product_id, _stock.c.warehouse_id).where(
        tuple_(_stock.c.product_id, _stock.c.warehouse_id).in_(bindparam("keys", expanding=True))
    )
)
_CHANGED = Prepared(
    update(_stock)
    .where(
        _stock.c.product_id == bindparam("p"),
        _stock.c.warehouse_id == bindparam("w"),
        _stock.c.on_hand + bindparam("h") >= _stock.c.reserved + bindparam("r"),
        _stock.c.reserved + bindparam("r") >= 0,
    )
    .values(on_hand=_stock.c.on_hand + bindparam("h"), reserved=_stock.c.reserved + bindparam("r"))
)
_r = _reservations.c
_promises = select(_r.id, _r.order_line_id, _r.product_id, _r.warehouse_id, _r.quantity, _r.expires_at).where(
    _r.state == ReservationState.OPEN
)
_OPEN = Prepared(_promises.where(_r.order_line_id.in_(bindparam("lines", expanding=True))).order_by(_r.id))
_OF_GOODS = Prepared(
    _promises.where(_r.product_id == bindparam("product_id"), _r.warehouse_id == bindparam("warehouse_id")).order_by(
        _r.made_at.desc(), _r.id.desc()
    )
)
_EXPIRED = Prepared(
    _promises.where(_r.expires_at <= bindparam("now"), _r.product_id.in_(bindparam("products", expanding=True)))
)
_LESS = Prepared(update(_reservations).where(_r.id == bindparam("of")).values(quantity=_r.quantity - bindparam("by")))
_ENDED = Prepared(
    update(_reservations)
    .where(_reservations.c.id.in_(bindparam("ended", expanding=True)))
    .values(state=bindparam("state"), closed_at=bindparam("closed_at"))
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line of an order wants promised."""

    order_line_id: int
    product_id: int
    warehouse_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Promise:
    """An open reservation."""

    id: int
    order_line_id: int
    product_id: int
    warehouse_id: int
    quantity: int
    expires_at: datetime


@dataclass(slots=True)
class Level:
    """A stock row as locked by this transaction."""

    on_hand: int
    reserved: int

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


def lock(session: Session, keys: Iterable[StockKey]) -> dict[StockKey, Level]:
    """The stock rows of `keys`, locked in key order (SQLite's write lock is held already)."""
    ordered = sorted(set(keys))
    levels: dict[StockKey, Level] = {}
    for start in range(0, len(ordered), MOST_KEYS):
        rows = _LOCKED.rows(session, {"keys": ordered[start : start + MOST_KEYS]})
        levels |= {(row[0], row[1]): Level(row[2], row[3]) for row in rows}
        shelf_ledger.note(session, (((row[0], row[1]), row[4], row[5]) for row in rows))
    return levels


def reserve(work: Work, wanted: list[Wanted], *, hours: int) -> None:
    """Promises everything or nothing. Raises Shortage with ALL that is short.

    What has expired on the same stock rows is released first, in the same transaction (law 12).
    """
    sums = sum_by_key((w.product_id, w.warehouse_id, w.quantity) for w in wanted)
    levels = lock(work.session, sums)
    release_expired(work, levels)
    short = lacking(sums, promisable(work, levels))
    if short:
        raise Shortage(shortages=_named(work.session, short))
    change_levels(work, {key: (0, quantity) for key, quantity in sums.items()})
    rows = [
        {
            "order_line_id": w.order_line_id,
            "product_id": w.product_id,
            "warehouse_id": w.warehouse_id,
            "quantity": w.quantity,
            "state": ReservationState.OPEN,
            "made_at": work.now,
            "expires_at": work.now + timedelta(hours=hours),
        }
        for w in wanted
    ]
    write_rows(work.session, ReservationRow, rows)


def promisable(work: Work, levels: Mapping[StockKey, Level]) -> dict[StockKey, int]:
    """What may be promised to customers of rows that are locked: nobody is promised goods that are out of date."""
    gone = expired_there(work.session, levels, work.today)
    return {key: level.available - gone.get(key, 0) for key, level in levels.items()}


def change_levels(work: Work, changes: Mapping[StockKey, tuple[int, int]]) -> None:
    """Adds (on hand, reserved) to each row, in key order, only where nothing falls below zero (a CHECK guards too)."""
    if not changes:
        return
    rows = [{"p": key[0], "w": key[1], "h": h, "r": r} for key, (h, r) in sorted(changes.items())]
    done = _CHANGED.change_each(work.session, rows)
    if done != len(rows):
        raise AssertionError(f"stock rows changed: {done} of {len(rows)}, though they were locked")
    for key, _ in sorted(changes.items()):
        work.changed(Topic.STOCK, key[0], "level")


def open_reservations(session: Session, order_line_ids: list[int]) -> list[Promise]:
    return [Promise(*row) for row in _OPEN.rows(session, {"lines": order_line_ids})]


def promises_of(session: Session, product_id: int, warehouse_id: int) -> list[Promise]:
    """Of these goods, those made last first."""
    return [Promise(*row) for row in _OF_GOODS.rows(session, {"product_id": product_id, "warehouse_id": warehouse_id})]


def close_reservations(work: Work, rows: list[Promise], state: ReservationState) -> None:
    """Marks reservations as ended; the caller changes the levels."""
    if rows:
        ended = {"ended": [row.id for row in rows], "state": state, "closed_at": work.now}
        _ENDED.change(work.session, ended)


def release(work: Work, order_line_ids: list[int]) -> None:
    """Gives back what is promised to the lines. Looked at again behind the lock: until it is held, whoever reserves
    the same goods may free what has expired."""
    keys = {(row.product_id, row.warehouse_id) for row in open_reservations(work.session, order_line_ids)}
    if not keys:
        return
    lock(work.session, keys)
    rows = open_reservations(work.session, order_line_ids)
    if not rows:
        return
    close_reservations(work, rows, ReservationState.RELEASED)
    sums = sum_by_key((row.product_id, row.warehouse_id, row.quantity) for row in rows)
    change_levels(work, {key: (0, -quantity) for key, quantity in sums.items()})


def free(work: Work, row: Promise, quantity: int) -> None:
    """Gives back a part of an open promise, or all of it; its stock row is locked by the caller."""
    if quantity >= row.quantity:
        close_reservations(work, [row], ReservationState.RELEASED)
    else:
        _LESS.change(work.session, {"of": row.id, "by": quantity})
    change_levels(work, {(row.product_id, row.warehouse_id): (0, -quantity)})


def release_expired(work: Work, levels: dict[StockKey, Level]) -> None:
    """Frees what ran out on rows that this transaction has locked; `levels` follow."""
    if not levels:
        return
    products = sorted({key[0] for key in levels})
    expired = [Promise(*row) for row in _EXPIRED.rows(work.session, {"now": work.now, "products": products})]
    mine = [row for row in expired if (row.product_id, row.warehouse_id) in levels]
    if not mine:
        return
    close_reservations(work, mine, ReservationState.EXPIRED)
    sums = sum_by_key((row.product_id, row.warehouse_id, row.quantity) for row in mine)
    change_levels(work, {key: (0, -quantity) for key, quantity in sums.items()})
    for key, quantity in sums.items():
        levels[key].reserved -= quantity


def ready(session: Session, keys: Iterable[StockKey]) -> dict[StockKey, Level]:
    """As `lock`, making the rows that a first receipt needs: before any is locked, so that the order of locks holds;
    two at once are settled by the key."""
    wanted = sorted(set(keys))
    there = _there(session, wanted)
    new = [{"product_id": p, "warehouse_id": w} for p, w in wanted if (p, w) not in there]
    if new:
        insert_new(session, StockRow, new)
    return lock(session, wanted)


def _there(session: Session, keys: list[StockKey]) -> set[StockKey]:
    found: set[StockKey] = set()
    for start in range(0, len(keys), MOST_KEYS):
        rows = _THERE.rows(session, {"keys": keys[start : start + MOST_KEYS]})
        found |= {(row[0], row[1]) for row in rows}
    return found


def move(work: Work, changes: Mapping[StockKey, int], *, and_lock: Iterable[StockKey] = ()) -> None:
    """Changes what lies there by all of `changes` (signed), or raises Shortage with ALL that would be taken and is not
    available. What has expired on these rows is released first. Nothing is promised or unpromised.

    `and_lock`: more rows that the transaction will need (law 11: all at once, in order).
    """
    levels = ready(work.session, {*changes, *and_lock})
    release_expired(work, levels)
    short = lacking(
        {key: -quantity for key, quantity in changes.items() if quantity < 0},
        {key: level.available for key, level in levels.items()},
    )
    if short:
        raise Shortage(shortages=_named(work.session, short))
    change_levels(work, {key: (quantity, 0) for key, quantity in changes.items() if quantity})


def sum_by_key(parts: Iterable[tuple[int, int, int]]) -> dict[StockKey, int]:
    sums: dict[StockKey, int] = {}
    for product_id, warehouse_id, quantity in parts:
        sums[product_id, warehouse_id] = sums.get((product_id, warehouse_id), 0) + quantity
    return sums


def refuse(session: Session, short: list[Lacking]) -> None:
    """Raises Shortage with all of them."""
    raise Shortage(shortages=_named(session, short))


def _named(session: Session, short: list[Lacking]) -> list[dict[str, str]]:
    """Shortages as a person reads them."""
    products = {
        row.id: row
        for row in session.scalars(select(ProductRow).where(ProductRow.id.in_([s.product_id for s in short])))
    }
    houses = {row.id: row.code for row in session.scalars(select(WarehouseRow))}
    return [
        {
            "product": products[s.product_id].code,
            "name": products[s.product_id].name,
            "wanted": quantity_text(s.wanted),
            "available": quantity_text(s.available),
            "warehouse": houses[s.warehouse_id],
        }
        for s in short
    ]
