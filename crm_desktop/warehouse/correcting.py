"""A document that was wrong is corrected by another that points to it; what follows for costs follows by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import Snapshot
from crm_desktop.errors import InvalidValue, KnownError, NotFound
from crm_desktop.warehouse import ledger, lots, standing, stock
from crm_desktop.warehouse.costing import NOTHING, Cost
from crm_desktop.warehouse.posting import About, Written, issue, products_of, warehouse_of, worth
from crm_desktop.warehouse.records import CorrectDocument, Corrected, Right
from crm_desktop.warehouse.rules import Lacking
from crm_desktop.warehouse.settling import settle
from crm_desktop.warehouse.shelf_ledger import there_of
from crm_desktop.warehouse.standing import RECEIPTS, Standing, from_the_last, totals
from crm_desktop.warehouse.transfers import correct_sent, sent_of
from crm_desktop.work import Work, use_case
from db.locks import hold
from db.models.documents import DocumentRow
from db.models.warehouse import CostChangeRow, StockRow, WarehouseRow
from db.prepared import write_rows
from db.vocabulary import DocumentKind, Permission, WarehouseKind


class NotCorrectable(KnownError):
    """Documents of this kind are not corrected: `document`, `kind`. Correct the one that it follows."""

    code = "not_correctable"


class NothingToCorrect(KnownError):
    """The document says already what is told to be right: `document`."""

    code = "nothing_to_correct"


@use_case(Permission.MOVE_STOCK)
def correct_document(work: Work, command: CorrectDocument) -> Corrected:
    """Of receipts quantity and cost, of internal issues and transfers the quantity. Goods that were issued to customers
    are corrected with their order (orders/correcting.py).

    Raises NotFound, NotCorrectable, NothingToCorrect, InvalidValue, Shortage where goods that did not come are gone.
    """
    document = document_to_correct(work.session, command.number)
    if document.kind in RECEIPTS:
        work.require(Permission.SEE_COSTS)
        return _correct_receipt(work, document, command)
    house = warehouse_of(work.session, document.warehouse_id)
    if document.kind is DocumentKind.RW and house.kind is not WarehouseKind.TRANSIT:
        return _correct_internal(work, document, house, command)
    if document.kind is DocumentKind.MM and document.target_warehouse_id is not None:
        there = sent_of(work.session, document)
        right = rights(work.session, command, there)
        change = {key: line.quantity - there[key] for key, line in right.items() if line.quantity != there[key]}
        number = correct_sent(work, document, change, reason=command.reason)
        if not number:
            raise NothingToCorrect(document=document.number)
        return Corrected(number)
    raise NotCorrectable(document=document.number, kind=document.kind.value)


def document_to_correct(session: Session, number: str) -> DocumentRow:
    """Locked, so that two do not correct it at once. Raises NotFound."""
    hold(session, "document", number)
    row = session.scalar(select(DocumentRow).where(DocumentRow.number == number))
    if row is None:
        raise NotFound(kind="document", key=number)
    return row


def checked(command: CorrectDocument, *, receipt: bool, sold: bool) -> tuple[Right, ...]:
    """Raises InvalidValue for none, for less than nothing, for a cost or a price where there is none to tell."""
    if not command.lines:
        raise InvalidValue(field="lines", value="", rule="required")
    for line in command.lines:
        if line.quantity < 0 or (line.unit_cost or 0) < 0 or (line.unit_price or 0) < 0:
            raise InvalidValue(field="quantity", value=line.quantity / 1000, rule="not_negative")
        if line.unit_cost is not None and not receipt:
            raise InvalidValue(field="unit_cost", value=line.unit_cost / 10_000, rule="only_on_receipts")
        if line.unit_price is not None and not sold:
            raise InvalidValue(field="unit_price", value=line.unit_price / 10_000, rule="only_on_issues")
    return command.lines


def rights(
    session: Session, command: CorrectDocument, there: Mapping[int, int], *, receipt: bool = False, sold: bool = False
) -> dict[int, Right]:
    """What is right of each product that the command names and the document has; with `cancel` nothing of any.

    Raises InvalidValue where the document does not have it, or for half a piece of what is whole.
    """
    if command.cancel:
        return {product: Right(product, 0) for product in there}
    found = {line.product_id: line for line in checked(command, receipt=receipt, sold=sold)}
    products = products_of(session, found)
    for product_id, line in found.items():
        if product_id not in there:
            raise InvalidValue(field="lines", value=products[product_id].code, rule="not_on_document")
        if products[product_id].whole_units and line.quantity % 1000:
            raise InvalidValue(field="quantity", value=line.quantity / 1000, rule="whole_only")
    return found


def correction_of(document: DocumentRow, kind: DocumentKind, house: WarehouseRow, reason: str) -> About:
    """The correction is for whom the document was, and says what it corrects and why."""
    return About(
        kind,
        house,
        recipient=Snapshot.from_json(document.snapshot).recipient,
        note=f"{document.number}: {reason}" if reason else document.number,
        customer_id=document.customer_id,
        order_id=document.order_id,
        corrects_id=document.id,
    )


# --- receipts


@dataclass(frozen=True, slots=True)
class _Part:
    """What changes of one move of a receipt: pieces (signed), what they cost, and what the rest costs more or less."""

    move: Standing
    pieces: int
    cost: Cost
    rest: Cost


def _correct_receipt(work: Work, document: DocumentRow, command: CorrectDocument) -> Corrected:
    house = warehouse_of(work.session, document.warehouse_id)
    moves = standing.received(work.session, document.id)
    right = rights(work.session, command, totals(moves), receipt=True)
    change = {product: line.quantity - totals(moves)[product] for product, line in right.items()}
    s = StockRow
    keys = work.session.execute(select(s.product_id, s.warehouse_id).where(s.product_id.in_(right)))
    stock.move(
        work,
        {(product, house.id): quantity for product, quantity in change.items() if quantity},
        and_lock=[(row[0], row[1]) for row in keys],
    )
    costs = _costs(work.session, moves)
    parts = {product: _parts(moves[product], change[product], line, costs) for product, line in right.items()}
    parts = {product: of_it for product, of_it in parts.items() if of_it}
    if not parts:
        raise NothingToCorrect(document=document.number)
    _refuse_gone(work.session, house, parts)
    products = products_of(work.session, parts)
    kind = RECEIPTS[document.kind]
    about = correction_of(document, kind, house, command.reason)
    written = issue(work, about, [Written(products[key], change[key]) for key in sorted(parts)])
    line_of = dict(zip(sorted(parts), written.line_ids, strict=True))
    _write(work, kind, [(part, line_of[key]) for key in sorted(parts) for part in parts[key]])
    return Corrected(written.number, settle(work, parts, cause_id=written.document_id))


def _refuse_gone(session: Session, house: WarehouseRow, parts: Mapping[int, list[_Part]]) -> None:
    """What did not come is taken off the lot that it was told to be of, and what is of no lot off that: raises Shortage
    where there is less of it, though there be enough of other lots. What lies there at all has been changed already."""
    there = there_of(session, [(product, house.id) for product in parts])
    short = []
    for product, of_it in parts.items():
        left = dict(there[product, house.id])
        for part in of_it:
            if part.move.lot_id is not None:
                left[part.move.lot_id] = left.get(part.move.lot_id, 0) + part.pieces
                left[None] -= part.pieces
        gone = sum(-quantity for quantity in left.values() if quantity < 0)
        if gone:
            wanted = sum(-part.pieces for part in of_it if part.pieces < 0)
            short.append(Lacking(product, house.id, wanted, wanted - gone))
    if short:
        stock.refuse(session, short)


def _costs(session: Session, moves: Mapping[int, list[Standing]]) -> dict[int, Cost]:
    """What each receipt's move costs with its corrections."""
    ids = [move.move_id for of_it in moves.values() for move in of_it]
    found = ledger.costs_of(session, ids)
    for source_id, cost in ledger.costs_of_corrections(session, ids).items():
        found[source_id] = found.get(source_id, NOTHING) + cost
    return found


def _parts(moves: list[Standing], change: int, right: Right, costs: Mapping[int, Cost]) -> list[_Part]:
    """More goes with the last move, less is taken off the last moves; a told cost holds for all of them."""
    by_move = {moves[-1].move_id: change} if change > 0 else {}
    if change < 0:
        by_move = {move.move_id: -pieces for move, pieces in from_the_last(moves, -change)}
    parts = []
    for move in moves:
        pieces, cost = by_move.get(move.move_id, 0), costs.get(move.move_id, NOTHING)
        with_them = _cost_of_pieces(cost, move.quantity, pieces, right.unit_cost)
        rest = NOTHING
        if right.unit_cost is not None:
            quantity = move.quantity + pieces
            rest = Cost(quantity, worth(quantity, right.unit_cost) or 0) - cost - with_them
        if pieces or rest != NOTHING:
            parts.append(_Part(move, pieces, with_them, rest))
    return parts


def _cost_of_pieces(cost: Cost, of: int, pieces: int, unit_cost: int | None) -> Cost:
    """What more or fewer pieces of a receipt cost, signed: at what the others do, to the grosz."""
    if pieces < 0:
        return cost.part(of + pieces, before=0, of=of) - cost
    if of == 0:
        return Cost(pieces, worth(pieces, unit_cost) or 0) if unit_cost is not None and pieces else NOTHING
    return cost.part(pieces, before=0, of=of)


def _write(work: Work, kind: DocumentKind, parts: list[tuple[_Part, int]]) -> None:
    """The ledger rows of what came or went, and what the rest of the receipt costs otherwise."""
    moved = [(part, line_id) for part, line_id in parts if part.pieces]
    moves = [
        ledger.Move(
            part.move.product_id,
            part.move.warehouse_id,
            part.pieces,
            line_id,
            lot_id=part.move.lot_id,
            source_move_id=part.move.move_id,
        )
        for part, line_id in moved
    ]
    ids = ledger.write_moves(work, kind, moves)
    positive = [part.cost if part.pieces > 0 else NOTHING - part.cost for part, _ in moved]
    ledger.write_costs(work.session, ids, moves, positive)
    rows = [
        {
            "move_id": part.move.move_id,
            "document_line_id": line_id,
            "value": part.rest.value,
            "quantity": part.rest.quantity,
            "at": work.now,
            "day": work.today,
        }
        for part, line_id in parts
        if part.rest != NOTHING
    ]
    if rows:
        write_rows(work.session, CostChangeRow, rows)


# --- internal issues


def _correct_internal(work: Work, document: DocumentRow, house: WarehouseRow, command: CorrectDocument) -> Corrected:
    """Less was used up: the rest comes back at what it left for. More was: more leaves."""
    moves = standing.left(work.session, [document.id])
    right = rights(work.session, command, totals(moves))
    change = {key: line.quantity - totals(moves)[key] for key, line in right.items()}
    change = {key: quantity for key, quantity in sorted(change.items()) if quantity}
    if not change:
        raise NothingToCorrect(document=document.number)
    stock.move(work, {(key, house.id): -quantity for key, quantity in change.items()})
    products = products_of(work.session, change)
    about = correction_of(document, DocumentKind.RWK, house, command.reason)
    up = [key for key, quantity in change.items() if quantity > 0]
    parts = dict(zip(up, lots.first_expired(work.session, [(key, house.id, change[key]) for key in up]), strict=True))
    papers = {key: lots.papers(own) for key, own in parts.items()}
    written = issue(work, about, [Written(products[key], q, lots=papers.get(key, ())) for key, q in change.items()])
    line_of = dict(zip(change, written.line_ids, strict=True))
    more = [
        ledger.Move(key, house.id, -part.quantity, line_of[key], lot_id=part.lot_id)
        for key, own in parts.items()
        for part in own
    ]
    back = [
        ledger.Move(key, house.id, pieces, line_of[key], lot_id=move.lot_id, source_move_id=move.move_id)
        for key, quantity in change.items()
        if quantity < 0
        for move, pieces in from_the_last(moves[key], -quantity)
    ]
    ledger.post(work, DocumentKind.RWK, [*more, *back])
    return Corrected(written.number)
