"""Goods kept by lot: which of them leave first, which come in, what lies where, what is out of date.

All of it inside a transaction that holds the stock rows of these goods (law 11): whoever moves a lot holds its product.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import PaperLot
from crm_desktop.errors import InvalidValue, KnownError, Shortage
from crm_desktop.money import quantity_text
from crm_desktop.warehouse.rules import StockKey
from db.models.catalogue import ProductRow
from db.models.warehouse import LotRow, LotStockRow, StockRow, WarehouseRow
from db.prepared import Prepared
from db.statements import table_of

MOST_KEYS = 400
MOST_LETTERS = 60
_lots, _there = table_of(LotRow), table_of(LotStockRow)
_LEFT = Prepared(
    select(_lots.c.product_id, _there.c.warehouse_id, _lots.c.id, _lots.c.code, _lots.c.expires_on, _there.c.on_hand)
    .select_from(_lots.join(_there, _there.c.lot_id == _lots.c.id))
    .where(_lots.c.product_id.in_(bindparam("products", expanding=True)), _there.c.on_hand > 0)
    .order_by(_lots.c.product_id, _lots.c.expires_on.is_(None), _lots.c.expires_on, _lots.c.code)
)
_EXPIRED_THERE = Prepared(
    select(_lots.c.product_id, _there.c.warehouse_id, func.sum(_there.c.on_hand))
    .select_from(_lots.join(_there, _there.c.lot_id == _lots.c.id))
    .where(_lots.c.product_id.in_(bindparam("products", expanding=True)), _lots.c.expires_on < bindparam("day"))
    .group_by(_lots.c.product_id, _there.c.warehouse_id)
)


class Leaving(Protocol):
    """Anything that says how much of what leaves where: an order's line, a line of a document."""

    @property
    def product_id(self) -> int: ...
    @property
    def quantity(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a line (positive thousandths) is of this lot; `lot_id` None: of no lot."""

    lot_id: int | None
    code: str
    expires_on: date | None
    quantity: int


Parts = tuple[Part, ...]


def papers(parts: Iterable[Part]) -> tuple[PaperLot, ...]:
    """As a document prints them."""
    return tuple(PaperLot(part.code, part.expires_on, part.quantity) for part in parts if part.lot_id is not None)


def papers_of(session: Session, moved: Sequence[tuple[int, int | None, int]]) -> dict[int, tuple[PaperLot, ...]]:
    """By product, of moves as (product, lot, thousandths) that are known to be of these lots."""
    sums: dict[tuple[int, int], int] = {}
    for product_id, lot_id, quantity in moved:
        if lot_id is not None:
            sums[product_id, lot_id] = sums.get((product_id, lot_id), 0) + quantity
    if not sums:
        return {}
    rows = session.execute(
        select(_lots.c.id, _lots.c.code, _lots.c.expires_on).where(_lots.c.id.in_({lot for _, lot in sums}))
    )
    named = {key: (code, expires_on) for key, code, expires_on in rows}
    told: dict[int, tuple[PaperLot, ...]] = {}
    for (product_id, lot_id), quantity in sums.items():
        told[product_id] = (*told.get(product_id, ()), PaperLot(*named[lot_id], quantity))
    return told


Chosen = Mapping[int, Mapping[int, int]]
"""Number of a line -> lot -> thousandths of it that were taken in the hand: they leave before what would be first."""


def first_expired(
    session: Session,
    lines: Sequence[tuple[int, int, int]],
    *,
    sold_on: date | None = None,
    refuse: bool = True,
    chosen: Chosen | None = None,
) -> list[Parts]:
    """Of which lots each line (product, warehouse, thousandths) is to leave: what expires first, then what keeps, then
    what is in no lot. Lines of the same goods go on where the one before stopped.

    `sold_on`: a customer gets nothing that has expired by that day; raises Shortage where only such goods are left,
    unless one only looks (`refuse`).
    """
    left = _left(session, {product_id for product_id, _, _ in lines})
    if not left:
        return [(Part(None, "", None, quantity),) for _, _, quantity in lines]
    if sold_on is not None:
        if refuse:
            _refuse_expired(session, lines, left, sold_on)
        left = {key: [part for part in parts if not _expired(part, sold_on)] for key, parts in left.items()}
    taken = [
        _taken(left.get((line[0], line[1]), []), line[2], (chosen or {}).get(n, {})) for n, line in enumerate(lines)
    ]
    rests = [line[2] - sum(part.quantity for part in parts) for line, parts in zip(lines, taken, strict=True)]
    return [
        parts if parts and not rest else _merged(parts, _drawn(left.get((product_id, house), []), rest))
        for (product_id, house, _), parts, rest in zip(lines, taken, rests, strict=True)
    ]


class LotNotThere(KnownError):
    """So much of the lot does not lie in the warehouse: `lot`, `name`, `warehouse`, `there`."""

    code = "lot_not_there"


def told_lots(session: Session, lines: Sequence["Coming"], warehouse_id: int) -> Chosen:
    """Of which lots the lines say that they leave a warehouse. Raises LotNotThere where less of one lies there."""
    codes = sorted({line.lot for line in lines if line.lot})
    if not codes:
        return {}
    here = (_there.c.lot_id == _lots.c.id) & (_there.c.warehouse_id == warehouse_id)
    rows = session.execute(
        select(_lots.c.product_id, _lots.c.code, _lots.c.id, func.coalesce(_there.c.on_hand, 0))
        .select_from(_lots.outerjoin(_there, here))
        .where(_lots.c.code.in_(codes))
    )
    known = {(product_id, code): (lot_id, on_hand) for product_id, code, lot_id, on_hand in rows}
    told: dict[int, dict[int, int]] = {}
    wanted: dict[tuple[int, str], int] = {}
    for place, line in enumerate(lines):
        key = (line.product_id, line.lot)
        if line.lot:
            wanted[key] = wanted.get(key, 0) + line.quantity
            lot_id, there = known.get(key, (0, 0))
            if wanted[key] > there:
                raise _not_there(session, line, warehouse_id, there)
            told[place] = {lot_id: line.quantity}
    return told


def _not_there(session: Session, line: "Coming", warehouse_id: int, there: int) -> LotNotThere:
    product, house = session.get_one(ProductRow, line.product_id), session.get_one(WarehouseRow, warehouse_id)
    return LotNotThere(lot=line.lot, name=product.name, warehouse=house.code, there=quantity_text(there))


def _taken(pool: list[Part], quantity: int, wanted: Mapping[int, int]) -> Parts:
    """What was picked of lots that still lie there; the pool is so much shorter afterwards."""
    found: list[Part] = []
    for place, part in enumerate(list(pool)):
        much = min(wanted.get(part.lot_id or 0, 0), part.quantity, quantity)
        if much:
            found.append(replace(part, quantity=much))
            pool[place] = replace(part, quantity=part.quantity - much)
            quantity -= much
    pool[:] = [part for part in pool if part.quantity]
    return tuple(found)


def _merged(picked: Parts, drawn: Parts) -> Parts:
    """One part a lot."""
    more = {part.lot_id: part.quantity for part in drawn}
    own = [replace(part, quantity=part.quantity + more.pop(part.lot_id, 0)) for part in picked]
    return (*own, *(part for part in drawn if part.lot_id in more))


def _left(session: Session, products: Iterable[int]) -> dict[StockKey, list[Part]]:
    """What is left of each lot, in the order in which it leaves."""
    wanted, left = sorted(set(products)), dict[StockKey, list[Part]]()
    for start in range(0, len(wanted), MOST_KEYS):
        rows = _LEFT.rows(session, {"products": wanted[start : start + MOST_KEYS]})
        for product_id, warehouse_id, *part in rows:
            left.setdefault((product_id, warehouse_id), []).append(Part(*part))
    return left


def _drawn(pool: list[Part], quantity: int) -> Parts:
    """Takes from the front of the pool, which is so much shorter afterwards."""
    found: list[Part] = []
    while quantity and pool:
        first = pool[0]
        taken = min(quantity, first.quantity)
        found.append(replace(first, quantity=taken))
        quantity -= taken
        if taken == first.quantity:
            pool.pop(0)
        else:
            pool[0] = replace(first, quantity=first.quantity - taken)
    if quantity or not found:
        found.append(Part(None, "", None, quantity))
    return tuple(found)


def _expired(part: Part, day: date) -> bool:
    return part.expires_on is not None and part.expires_on < day


def _refuse_expired(
    session: Session, lines: Sequence[tuple[int, int, int]], left: Mapping[StockKey, list[Part]], day: date
) -> None:
    wanted: dict[StockKey, int] = {}
    for product_id, house, quantity in lines:
        wanted[product_id, house] = wanted.get((product_id, house), 0) + quantity
    gone = {key: sum(part.quantity for part in left.get(key, ()) if _expired(part, day)) for key in wanted}
    if not any(gone.values()):
        return
    s = StockRow
    rows = session.execute(
        select(s.product_id, s.warehouse_id, s.on_hand).where(
            s.product_id.in_({product_id for product_id, _ in wanted})
        )
    )
    on_hand = {(product_id, house): quantity for product_id, house, quantity in rows}
    short = [key for key in sorted(wanted) if wanted[key] > on_hand.get(key, 0) - gone[key]]
    if short:
        raise Shortage(shortages=[_named(session, key, wanted[key], on_hand.get(key, 0), gone[key]) for key in short])


def _named(session: Session, key: StockKey, wanted: int, on_hand: int, gone: int) -> dict[str, str]:
    product, house = session.get_one(ProductRow, key[0]), session.get_one(WarehouseRow, key[1])
    return {
        "product": product.code,
        "name": product.name,
        "wanted": quantity_text(wanted),
        "available": quantity_text(max(on_hand - gone, 0)),
        "expired": quantity_text(gone),
        "warehouse": house.code,
    }


def expired_there(session: Session, keys: Iterable[StockKey], day: date) -> dict[StockKey, int]:
    """How much of these goods has expired before `day` and still lies there: nobody is promised that."""
    wanted = sorted({product_id for product_id, _ in keys})
    found: dict[StockKey, int] = {}
    for start in range(0, len(wanted), MOST_KEYS):
        rows = _EXPIRED_THERE.rows(session, {"products": wanted[start : start + MOST_KEYS], "day": day})
        found |= {(product_id, house): int(quantity) for product_id, house, quantity in rows}
    return found


def come_in(session: Session, products: Mapping[int, ProductRow], lines: Sequence["Coming"]) -> list[Parts]:
    """The lots of what comes in, found or made new. Raises InvalidValue for a lot of goods that are kept by none, and
    for one that is known with another date."""
    return [_one_in(session, products[line.product_id], line, place) for place, line in enumerate(lines, 1)]


class Coming(Leaving, Protocol):
    @property
    def lot(self) -> str: ...
    @property
    def expires_on(self) -> date | None: ...


def _one_in(session: Session, product: ProductRow, line: Coming, place: int) -> Parts:
    code = " ".join(line.lot.split())
    if not code:
        if line.expires_on is not None:
            raise InvalidValue(field=f"lines[{place}].lot", value="", rule="required")
        return (Part(None, "", None, line.quantity),)
    if not product.tracks_lots:
        raise InvalidValue(field=f"lines[{place}].lot", value=code, rule="not_by_lot")
    if len(code) > MOST_LETTERS:
        raise InvalidValue(field=f"lines[{place}].lot", value=code, rule="too_long")
    row = session.scalar(select(LotRow).where(LotRow.product_id == product.id, LotRow.code == code))
    if row is None:
        row = LotRow(product_id=product.id, code=code, expires_on=line.expires_on)
        session.add(row)
        session.flush()
    elif line.expires_on is not None and row.expires_on != line.expires_on:
        known = row.expires_on.isoformat() if row.expires_on else ""
        raise InvalidValue(
            field=f"lines[{place}].expires_on", value=line.expires_on.isoformat(), rule=f"lot_of_{known}"
        )
    return (Part(row.id, row.code, row.expires_on, line.quantity),)


def shift(session: Session, moves: Iterable[tuple[int | None, int, int]]) -> None:
    """What the ledger's moves (lot, warehouse, signed thousandths) change in what lies there of each lot."""
    sums: dict[tuple[int, int], int] = {}
    for lot_id, warehouse_id, quantity in moves:
        if lot_id is not None:
            sums[lot_id, warehouse_id] = sums.get((lot_id, warehouse_id), 0) + quantity
    rows = [{"lot_id": lot, "warehouse_id": house, "on_hand": by} for (lot, house), by in sorted(sums.items()) if by]
    if not rows:
        return
    known = _known(session, rows)
    old = [row for row in rows if (row["lot_id"], row["warehouse_id"]) in known]
    new = [row for row in rows if (row["lot_id"], row["warehouse_id"]) not in known]
    if new:
        session.execute(_there.insert(), new)
    if old:
        shifted = (
            _there.update()
            .where(_there.c.lot_id == bindparam("l"), _there.c.warehouse_id == bindparam("w"))
            .values(on_hand=_there.c.on_hand + bindparam("by"))
        )
        changes = [{"l": row["lot_id"], "w": row["warehouse_id"], "by": row["on_hand"]} for row in old]
        session.connection().execute(shifted, changes)


def _known(session: Session, rows: Sequence[Mapping[str, int]]) -> set[tuple[int, int]]:
    ids = sorted({row["lot_id"] for row in rows})
    found = session.execute(select(_there.c.lot_id, _there.c.warehouse_id).where(_there.c.lot_id.in_(ids)))
    return {(lot, house) for lot, house in found}
