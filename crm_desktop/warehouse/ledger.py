"""The append-only ledger and what goods cost, kept apart (laws 6, 7): on hand is the sum of these rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select, text
from sqlalchemy.orm import Session

from crm_desktop.warehouse import lots, shelf_ledger
from crm_desktop.warehouse.costing import NOTHING, Cost
from crm_desktop.warehouse.costs_held import Held
from crm_desktop.work import Work
from db.models.warehouse import CostChangeRow, MoveCostRow, StockMoveRow
from db.prepared import write_for_keys, write_rows
from db.vocabulary import CostMethod, DocumentKind

_VALUED = text("SELECT * FROM crm_value_moves(CAST(:ids AS bigint[]), CAST(:told AS bigint[]), :fifo)")


AT_AVERAGE = -1
"""For `cost`: whoever counts goods need not know what they cost."""


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a document as it moves stock; `quantity` signed thousandths.

    `cost` in minor units: what came in is told by the document; None for goods that leave (it is reckoned) and for
    receipts whose cost is not known; AT_AVERAGE for what is found and costs what the rest of it does. What stems from
    another move (`source_move_id`) and comes, or leaves goods in transit, takes over its part of what that one cost.
    `shelves`: on which of them the goods of the document's line come, or from which they leave (shelf_ledger.py).
    """

    product_id: int
    warehouse_id: int
    quantity: int
    document_line_id: int
    order_line_id: int | None = None
    cost: int | None = None
    lot_id: int | None = None
    source_move_id: int | None = None
    shelves: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """A move as it stands in the ledger, with what it brought or took (positive)."""

    move_id: int
    cost: Cost


def post(work: Work, kind: DocumentKind, moves: Sequence[Move], *, day: date | None = None) -> list[Posted]:
    """Writes the ledger rows and their costs, those of what lies there too. `day`: when the goods moved; else today.

    The stock rows are locked by the caller, so the cost rows of the same keys are safe to read and change.
    """
    ids = write_moves(work, kind, moves, day=day)
    if values_by_itself(work.session):
        return _valued(work, ids, moves)
    held = Held.load(
        work.session,
        CostMethod(work.settings.cost_method),
        [(move.product_id, move.warehouse_id) for move in moves],
    )
    sources = _sources(work.session, moves, set(ids))
    costs = [_reckon(held, move, sources) for move in moves]
    held.store(work.session)
    write_costs(work.session, ids, moves, costs)
    return [Posted(move_id, cost) for move_id, cost in zip(ids, costs, strict=True)]


def values_by_itself(session: Session) -> bool:
    """On PostgreSQL the server reckons what moves cost, and what order lines do as their goods leave and come back
    (db/valuing.py): who moves goods may not be let to read it. It answers nothing then."""
    return session.get_bind().dialect.name == "postgresql"


def _valued(work: Work, ids: list[int], moves: Sequence[Move]) -> list[Posted]:
    told = [move.cost for move in moves]
    fifo = CostMethod(work.settings.cost_method) is CostMethod.FIFO
    rows = work.session.execute(_VALUED, {"ids": ids, "told": told, "fifo": fifo})
    costs = {move_id: Cost(quantity, value) for move_id, quantity, value in rows}
    return [Posted(move_id, costs.get(move_id, NOTHING)) for move_id in ids]


def write_moves(work: Work, kind: DocumentKind, moves: Sequence[Move], *, day: date | None = None) -> list[int]:
    rows = [
        {
            "product_id": move.product_id,
            "warehouse_id": move.warehouse_id,
            "lot_id": move.lot_id,
            "kind": kind,
            "quantity": move.quantity,
            "document_line_id": move.document_line_id,
            "order_line_id": move.order_line_id,
            "source_move_id": move.source_move_id,
            "at": work.now,
            "day": day or work.today,
        }
        for move in moves
    ]
    lots.shift(work.session, ((move.lot_id, move.warehouse_id, move.quantity) for move in moves))
    ids = write_for_keys(work.session, StockMoveRow, rows)
    shelf_ledger.follow(work, moves, ids, day=day)
    return ids


def write_costs(session: Session, ids: Sequence[int], moves: Sequence[Move], costs: Sequence[Cost]) -> None:
    """A row where any part of a move has a known cost."""
    rows = []
    for move_id, move, cost in zip(ids, moves, costs, strict=True):
        if cost.quantity or cost.value:
            sign = 1 if move.quantity > 0 else -1
            part = None if cost.quantity == abs(move.quantity) else sign * cost.quantity
            rows.append({"move_id": move_id, "value": sign * cost.value, "quantity": part})
    if rows:
        write_rows(session, MoveCostRow, rows)


@dataclass(slots=True)
class _Source:
    """A move that others stem from: its pieces, what they cost, how many are gone on from it."""

    quantity: int
    cost: Cost
    drawn: int


def _reckon(held: Held, move: Move, sources: dict[int, _Source]) -> Cost:
    key, pieces = (move.product_id, move.warehouse_id), abs(move.quantity)
    source = sources.get(move.source_move_id or 0)
    if source is not None and (source.quantity > 0) != (move.quantity > 0) and held.takes_over(key, move.quantity):
        cost = source.cost.part(pieces, before=source.drawn, of=abs(source.quantity))
        source.drawn += pieces
        if move.quantity > 0:
            held.bring(key, pieces, cost)
        else:
            held.take_exactly(key, pieces, cost)
        return cost
    if move.quantity < 0:
        return held.take(key, pieces)
    if move.cost == AT_AVERAGE:
        cost = held.average(key, pieces)
    else:
        cost = NOTHING if move.cost is None else Cost(pieces, move.cost)
    held.bring(key, pieces, cost)
    return cost


def _sources(session: Session, moves: Sequence[Move], new: set[int]) -> dict[int, _Source]:
    """Of the moves that these stem from: what they cost as corrected, and what stemmed from them before (`new` are
    these themselves)."""
    ids = sorted({move.source_move_id for move in moves if move.source_move_id is not None})
    if not ids:
        return {}
    m = StockMoveRow
    found = {
        move_id: _Source(quantity, NOTHING, 0)
        for move_id, quantity in session.execute(select(m.id, m.quantity).where(m.id.in_(ids)))
    }
    for move_id, cost in costs_of(session, ids).items():
        found[move_id].cost = cost
    rows = session.execute(select(m.id, m.source_move_id, m.quantity).where(m.source_move_id.in_(ids)))
    for move_id, source_id, quantity in rows:
        source = found[source_id or 0]
        if move_id not in new and (quantity > 0) != (source.quantity > 0):
            source.drawn += abs(quantity)
    return found


def costs_of(session: Session, move_ids: Sequence[int]) -> dict[int, Cost]:
    """What each of the moves costs now, corrections of its cost counted in; absent where nothing is known.

    Positive whichever way the goods went.
    """
    m, c, change = StockMoveRow, MoveCostRow, CostChangeRow
    sign = case((m.quantity > 0, 1), else_=-1)
    told = select(m.id, sign * func.coalesce(c.quantity, m.quantity), sign * c.value)
    later = select(m.id, sign * func.sum(change.quantity), sign * func.sum(change.value))
    found: dict[int, Cost] = {}
    for statement in (
        told.join(c, c.move_id == m.id).where(m.id.in_(move_ids)),
        later.join(change, change.move_id == m.id).where(m.id.in_(move_ids)).group_by(m.id, m.quantity),
    ):
        for move_id, quantity, value in session.execute(statement):
            found[move_id] = found.get(move_id, NOTHING) + Cost(int(quantity), int(value))
    return found


def costs_of_corrections(session: Session, move_ids: Sequence[int]) -> dict[int, Cost]:
    """What corrections of quantity added to the cost of each receipt's move, signed."""
    m, c = StockMoveRow, MoveCostRow
    rows = session.execute(
        select(m.source_move_id, func.sum(func.coalesce(c.quantity, m.quantity)), func.sum(c.value))
        .join(c, c.move_id == m.id)
        .where(m.source_move_id.in_(move_ids), m.kind.in_((DocumentKind.PZK, DocumentKind.PWK)))
        .group_by(m.source_move_id)
    )
    return {source_id: Cost(int(quantity), int(value)) for source_id, quantity, value in rows if source_id is not None}
