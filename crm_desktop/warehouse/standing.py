"""What a document moved and corrections left of it: the base of every correction and return."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from db.models.documents import DocumentLineRow, DocumentRow
from db.models.warehouse import StockMoveRow, WarehouseRow
from db.statements import table_of
from db.vocabulary import DocumentKind, WarehouseKind

RECEIPTS = {DocumentKind.PZ: DocumentKind.PZK, DocumentKind.PW: DocumentKind.PWK}
"""What brings goods in at a told cost -> its correction."""
_other = table_of(StockMoveRow).alias("other")


@dataclass(slots=True)
class Standing:
    """A move with the pieces of it that stand: what left and was not brought back, what came and was not taken back."""

    move_id: int
    document_id: int
    product_id: int
    warehouse_id: int
    lot_id: int | None
    order_line_id: int | None
    quantity: int


def received(session: Session, document_id: int) -> dict[int, list[Standing]]:
    """The moves of a receipt by product, each with all that its corrections added or took."""
    kinds = [kind.value for kind in RECEIPTS.values()]
    rows = _rows(StockMoveRow.quantity > 0, DocumentRow.id == document_id, _other.c.kind.in_(kinds))
    return _by_product(session, rows)


def left(session: Session, document_ids: Collection[int]) -> dict[int, list[Standing]]:
    """The moves of issues by product, with what later corrections issued more; less what came back since."""
    of_them = DocumentRow.id.in_(document_ids) | DocumentRow.corrects_id.in_(document_ids)
    return _by_product(session, _rows(StockMoveRow.quantity < 0, of_them, _other.c.quantity > 0))


def _rows(direction: ColumnElement[bool], documents: ColumnElement[bool], counted: ColumnElement[bool]) -> Select[Any]:
    """`counted`: which of the moves that stem from one change how much of it stands."""
    m, line, d, w = StockMoveRow, DocumentLineRow, DocumentRow, WarehouseRow
    change = (
        select(func.coalesce(func.sum(_other.c.quantity), 0))
        .where(_other.c.source_move_id == m.id, counted)
        .scalar_subquery()
    )
    return (
        select(m.id, d.id, m.product_id, m.warehouse_id, m.lot_id, m.order_line_id, func.abs(m.quantity + change))
        .join(line, line.id == m.document_line_id)
        .join(d, d.id == line.document_id)
        .join(w, w.id == m.warehouse_id)
        .where(documents, direction, w.kind != WarehouseKind.TRANSIT)
        .order_by(m.id)
    )


def _by_product(session: Session, rows: Select[Any]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    for *key, quantity in session.execute(rows):
        move_id, document_id, product_id, warehouse_id, lot_id, order_line_id = key
        move = Standing(move_id, document_id, product_id, warehouse_id, lot_id, order_line_id, int(quantity))
        found.setdefault(product_id, []).append(move)
    return found


def totals(moves: Mapping[int, Sequence[Standing]]) -> dict[int, int]:
    return {product: sum(move.quantity for move in of_it) for product, of_it in moves.items()}


def from_the_last(moves: Sequence[Standing], quantity: int) -> list[tuple[Standing, int]]:
    """Which moves so many pieces are taken back of, the latest first."""
    taken = []
    for move in reversed(moves):
        pieces = min(move.quantity, quantity)
        if pieces > 0:
            taken.append((move, pieces))
            quantity -= pieces
    return taken
