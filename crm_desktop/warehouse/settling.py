"""A corrected receipt changes what goods cost that left before: replayed, and told by cost corrections (WZKK …)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import Snapshot
from crm_desktop.warehouse.costing import NOTHING, Cost, Past, replay
from crm_desktop.warehouse.costs_held import Held
from crm_desktop.warehouse.line_costs import add_line_costs
from crm_desktop.warehouse.posting import About, Written, issue, products_of, warehouse_of
from crm_desktop.warehouse.standing import RECEIPTS
from crm_desktop.work import Work
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.warehouse import CostChangeRow, MoveCostRow, StockMoveRow, WarehouseRow
from db.prepared import write_rows
from db.vocabulary import CostMethod, DocumentKind, WarehouseKind

COST_CORRECTION = {
    DocumentKind.WZ: DocumentKind.WZKK,
    DocumentKind.WZK: DocumentKind.WZKK,
    DocumentKind.RW: DocumentKind.RWKK,
    DocumentKind.RWK: DocumentKind.RWKK,
    DocumentKind.MM: DocumentKind.MMKK,
    DocumentKind.MMK: DocumentKind.MMKK,
    DocumentKind.MMP: DocumentKind.MMKK,
}


@dataclass(frozen=True, slots=True)
class _Stored:
    """A move of the ledger with what it costs now."""

    move_id: int
    product_id: int
    warehouse_id: int
    quantity: int
    kind: DocumentKind
    source_id: int | None
    order_line_id: int | None
    document_id: int
    on_the_way: bool
    cost: Cost

    @property
    def sign(self) -> int:
        return 1 if self.quantity > 0 else -1

    @property
    def corrects_receipt(self) -> bool:
        return self.kind in RECEIPTS.values() and self.source_id is not None


@dataclass(frozen=True, slots=True)
class _Change:
    """What a move costs more (positive) or less, whichever way the goods went."""

    move: _Stored
    by: Cost


def settle(work: Work, product_ids: Collection[int], *, cause_id: int) -> tuple[str, ...]:
    """Brings the costs of everything that moved since in line with the receipts as they are now; answers the numbers
    of the cost corrections that tell it, each following document `cause_id`.

    All stock rows of the products are locked by the caller.
    """
    method = CostMethod(work.settings.cost_method)
    stored = _stored(work.session, product_ids)
    changes: list[_Change] = []
    keys = {(move.product_id, move.warehouse_id) for moves in stored.values() for move in moves}
    held = Held.load(work.session, method, keys)
    for product_id, moves in stored.items():
        done = replay(_pasts(moves), method)
        for warehouse_id, store in done.stores.items():
            held.put((product_id, warehouse_id), store)
        for move in moves:
            by = done.costs.get(move.move_id, move.cost) - move.cost
            if move.kind in COST_CORRECTION and by != NOTHING:
                changes.append(_Change(move, by))
    held.store(work.session)
    return _tell(work, changes, cause_id)


def _stored(session: Session, product_ids: Collection[int]) -> dict[int, list[_Stored]]:
    m, line, w, c, change = StockMoveRow, DocumentLineRow, WarehouseRow, MoveCostRow, CostChangeRow
    later = (
        select(change.move_id, func.sum(change.quantity).label("quantity"), func.sum(change.value).label("value"))
        .join(m, m.id == change.move_id)
        .where(m.product_id.in_(product_ids))
        .group_by(change.move_id)
        .subquery()
    )
    known = func.coalesce(c.quantity, m.quantity)
    rows = session.execute(
        select(m.id, m.product_id, m.warehouse_id, m.quantity, m.kind, m.source_move_id, m.order_line_id)
        .add_columns(line.document_id, w.kind == WarehouseKind.TRANSIT, c.move_id, known, c.value)
        .add_columns(func.coalesce(later.c.quantity, 0), func.coalesce(later.c.value, 0))
        .join(line, line.id == m.document_line_id)
        .join(w, w.id == m.warehouse_id)
        .outerjoin(c, c.move_id == m.id)
        .outerjoin(later, later.c.move_id == m.id)
        .where(m.product_id.in_(product_ids))
        .order_by(m.product_id, m.id)
    )
    found: dict[int, list[_Stored]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_as_stored(tuple(row)))
    return found


def _as_stored(row: tuple[Any, ...]) -> _Stored:
    facts, (costed, quantity, value, more_quantity, more_value) = row[:9], row[9:]
    sign = 1 if facts[3] > 0 else -1
    first = Cost(quantity, value) if costed is not None else NOTHING
    cost = Cost(sign * (first.quantity + int(more_quantity)), sign * (first.value + int(more_value)))
    move_id, product_id, warehouse_id, moved, kind, source_id, order_line_id, document_id, on_the_way = facts
    return _Stored(
        move_id, product_id, warehouse_id, moved, kind, source_id, order_line_id, document_id, bool(on_the_way), cost
    )


def _pasts(moves: list[_Stored]) -> list[Past]:
    """A receipt is told with what its corrections added to its cost or took."""
    corrected: dict[int, Cost] = {}
    for move in moves:
        if move.corrects_receipt:
            signed = Cost(move.sign * move.cost.quantity, move.sign * move.cost.value)
            corrected[move.source_id or 0] = corrected.get(move.source_id or 0, NOTHING) + signed
    return [
        Past(
            move.move_id,
            move.warehouse_id,
            move.quantity,
            told=move.cost + corrected.get(move.move_id, NOTHING),
            source_id=move.source_id,
            corrects_receipt=move.corrects_receipt,
            on_the_way=move.on_the_way,
        )
        for move in moves
    ]


def _tell(work: Work, changes: list[_Change], cause_id: int) -> tuple[str, ...]:
    """A document of cost correction for every document whose goods cost something else now."""
    if not changes:
        return ()
    by_document: dict[int, list[_Change]] = {}
    for change in changes:
        by_document.setdefault(change.move.document_id, []).append(change)
    d = DocumentRow
    documents = {row.id: row for row in work.session.scalars(select(d).where(d.id.in_(by_document)))}
    cause = work.session.get_one(DocumentRow, cause_id)
    order = sorted(documents.values(), key=lambda row: (COST_CORRECTION[row.kind].value, row.warehouse_id, row.id))
    numbers = tuple(_issue(work, row, by_document[row.id], cause) for row in order)
    _follow_order_lines(work.session, changes)
    return numbers


def _issue(work: Work, row: DocumentRow, changes: list[_Change], cause: DocumentRow) -> str:
    products = products_of(work.session, {change.move.product_id for change in changes})
    about = About(
        COST_CORRECTION[row.kind],
        warehouse_of(work.session, row.warehouse_id),
        target=warehouse_of(work.session, row.target_warehouse_id) if row.target_warehouse_id else None,
        recipient=Snapshot.from_json(row.snapshot).recipient,
        note=f"{row.number} ← {cause.number}",
        customer_id=row.customer_id,
        order_id=row.order_id,
        corrects_id=row.id,
        follows_id=cause.id,
    )
    document = issue(work, about, [Written(products[key], 0) for key in sorted(products)])
    line_of: Mapping[int, int] = dict(zip(sorted(products), document.line_ids, strict=True))
    rows = [
        {
            "move_id": change.move.move_id,
            "document_line_id": line_of[change.move.product_id],
            "value": change.move.sign * change.by.value,
            "quantity": change.move.sign * change.by.quantity,
            "at": work.now,
            "day": work.today,
        }
        for change in changes
    ]
    write_rows(work.session, CostChangeRow, rows)
    return document.number


def _follow_order_lines(session: Session, changes: list[_Change]) -> None:
    """An order's line costs what its goods cost: more for what left, less for what came back."""
    more: dict[int, Cost] = {}
    for change in changes:
        line_id, sign = change.move.order_line_id, -change.move.sign
        if line_id is not None:
            signed = Cost(sign * change.by.quantity, sign * change.by.value)
            more[line_id] = more.get(line_id, NOTHING) + signed
    if more:
        add_line_costs(session, more)
