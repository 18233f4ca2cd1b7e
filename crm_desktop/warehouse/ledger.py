"""The append-only ledger and what goods cost, kept apart (laws 6, 7): on hand is the sum of these rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select, tuple_, update
from sqlalchemy.orm import Session

from crm_desktop.warehouse.rules import StockKey, cost_of_leaving
from crm_desktop.work import Work
from db.models.warehouse import MoveCostRow, ProductCostRow, StockMoveRow
from db.statements import insert_for_keys, insert_into, table_of
from db.vocabulary import DocumentKind

_costs = table_of(ProductCostRow)
_HELD = select(_costs.c.product_id, _costs.c.warehouse_id, _costs.c.quantity, _costs.c.value).where(
    tuple_(_costs.c.product_id, _costs.c.warehouse_id).in_(bindparam("keys", expanding=True))
)
_CHANGED = (
    update(_costs)
    .where(_costs.c.product_id == bindparam("p"), _costs.c.warehouse_id == bindparam("w"))
    .values(quantity=bindparam("q"), value=bindparam("v"))
)


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a document as it moves stock; `quantity` signed thousandths.

    `cost` in minor units: what came in is told by the document; None for goods that leave (it is reckoned) and for
    receipts whose cost is not known.
    """

    product_id: int
    warehouse_id: int
    quantity: int
    document_line_id: int
    order_line_id: int | None = None
    cost: int | None = None


def post(work: Work, kind: DocumentKind, moves: Sequence[Move]) -> list[int | None]:
    """Writes the ledger rows and their costs; answers each move's cost (positive, minor units; None unknown).

    The stock rows are locked by the caller, so the cost rows of the same keys are safe to read and change.
    """
    ids = work.session.scalars(
        insert_for_keys(StockMoveRow),
        [
            {
                "product_id": move.product_id,
                "warehouse_id": move.warehouse_id,
                "kind": kind,
                "quantity": move.quantity,
                "document_line_id": move.document_line_id,
                "order_line_id": move.order_line_id,
                "at": work.now,
                "day": work.today,
            }
            for move in moves
        ],
    ).all()
    costs = _reckon(work.session, moves)
    rows = [
        {"move_id": move_id, "value": cost if move.quantity > 0 else -cost}
        for move_id, move, cost in zip(ids, moves, costs, strict=True)
        if cost is not None
    ]
    if rows:
        work.session.execute(insert_into(MoveCostRow), rows)
    return costs


def _reckon(session: Session, moves: Sequence[Move]) -> list[int | None]:
    held = _held(session, {(move.product_id, move.warehouse_id) for move in moves})
    known = set(held)
    changed: set[StockKey] = set()
    costs: list[int | None] = []
    for move in moves:
        key = (move.product_id, move.warehouse_id)
        quantity, value = held.get(key, (0, 0))
        if move.quantity > 0:
            cost, sign = move.cost, 1
        else:
            cost, sign = cost_of_leaving(leaving=-move.quantity, quantity=quantity, value=value), -1
        costs.append(cost)
        if cost is not None:
            held[key] = (quantity + move.quantity, value + sign * cost)
            changed.add(key)
    _store(session, {key: held[key] for key in sorted(changed)}, known)
    return costs


def _held(session: Session, keys: set[StockKey]) -> dict[StockKey, tuple[int, int]]:
    rows = session.execute(_HELD, {"keys": sorted(keys)})
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _store(session: Session, costs: dict[StockKey, tuple[int, int]], known: set[StockKey]) -> None:
    new = [
        {"product_id": p, "warehouse_id": w, "quantity": quantity, "value": value}
        for (p, w), (quantity, value) in costs.items()
        if (p, w) not in known
    ]
    if new:
        session.execute(insert_into(ProductCostRow), new)
    old = [
        {"p": p, "w": w, "q": quantity, "v": value} for (p, w), (quantity, value) in costs.items() if (p, w) in known
    ]
    if old:
        session.connection().execute(_CHANGED, old)
