"""An order is called off at whatever step it stands: what the steps did is undone, as the table says (steps.py)."""

from collections.abc import Callable

from sqlalchemy import select, update

from crm_desktop.messages.service import withdraw_messages
from crm_desktop.orders.coming_back import Back, lines_of, take_back
from crm_desktop.orders.picked_lots import forget_chosen
from crm_desktop.orders.records import OrderMoved, StepCommand
from crm_desktop.orders.returning import issued_of
from crm_desktop.orders.service import at_step, goods_ids, moved
from crm_desktop.orders.steps import BY_STEP, Effect
from crm_desktop.printing.service import withdraw_jobs
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.posting import warehouse_of
from crm_desktop.warehouse.standing import Standing
from crm_desktop.work import Work, use_case
from db.models.documents import DocumentRow
from db.models.sales import OrderLineRow, OrderRow, ShipmentRow
from db.vocabulary import OrderStatus, OrderStep, Permission

CANCELLED_BY_ITSELF = (OrderStatus.DRAFT, OrderStatus.PLACED, OrderStatus.RESERVED, OrderStatus.PICKED)
"""Where a shop's word is enough. Later a person has to see that the goods are on the shelf again."""


@use_case(Permission.EDIT_ORDERS)
def cancel_order(work: Work, command: StepCommand) -> OrderMoved:
    """Everything is given back: promises are free, each W-Z is corrected to zero and its goods are in stock again,
    labels and letters that wait are withdrawn; what was paid is to be given back. Numbers stay, and why.

    `document` answers the corrections. Raises NotFound, StaleRecord, IllegalMove; NotAllowed where goods have left and
    the person may not issue documents.
    """
    row = at_step(work.session, command, OrderStep.CANCEL)
    reason = row.cancel_reason = command.reason.strip()
    numbers: list[str] = []
    for effect in BY_STEP[OrderStep.CANCEL].undoes:
        numbers += UNDO[effect](work, row, reason)
    return moved(work, row, OrderStep.CANCEL, document=", ".join(numbers), reason=reason)


def _take_back_notes(work: Work, row: OrderRow, reason: str) -> list[str]:
    """Of every W-Z what the customer did not bring back before; the stock rows of the promises are locked with them."""
    moves = [move for of_it in issued_of(work.session, row).values() for move in of_it if move.quantity]
    if not moves:
        return []
    permission = BY_STEP[OrderStep.CANCEL].once_left
    if permission is not None:
        work.require(permission)
    promised = stock.open_reservations(work.session, goods_ids(work.session, row))
    back = stock.sum_by_key((move.product_id, move.warehouse_id, move.quantity) for move in moves)
    stock.move(work, back, and_lock=[(held.product_id, held.warehouse_id) for held in promised])
    numbers = []
    for document_id in sorted({move.document_id for move in moves}):
        document = work.session.get_one(DocumentRow, document_id)
        house = warehouse_of(work.session, document.warehouse_id)
        backs = [_back(move) for move in moves if move.document_id == document_id]
        numbers.append(take_back(work, document, house, backs, reason=reason))
    _nothing_left(work, row, moves)
    return numbers


def _back(move: Standing) -> Back:
    return Back(move, move.quantity, move.order_line_id or 0)


def _nothing_left(work: Work, row: OrderRow, moves: list[Standing]) -> None:
    lines = lines_of(work.session, [move.order_line_id or 0 for move in moves])
    for move in moves:
        line = lines[move.order_line_id or 0]
        line.issued -= move.quantity
        line.picked = max(line.picked - move.quantity, 0)
    work.session.flush()
    work.session.execute(update(ShipmentRow).where(ShipmentRow.order_id == row.id).values(status=OrderStatus.CANCELLED))


def _free_promises(work: Work, row: OrderRow, _reason: str) -> list[str]:
    """Nothing is promised, picked or waits for a shipment of its own any more."""
    stock.release(work, goods_ids(work.session, row))
    lines = list(work.session.scalars(select(OrderLineRow).where(OrderLineRow.order_id == row.id)))
    for line in lines:
        line.picked, line.later = line.issued, 0
    work.session.flush()
    forget_chosen(work.session, lines)
    return []


def _withdraw(work: Work, row: OrderRow, _reason: str) -> list[str]:
    withdraw_jobs(work, row.id)
    withdraw_messages(work, row.id)
    return []


UNDO: dict[Effect, Callable[[Work, OrderRow, str], list[str]]] = {
    Effect.NOTE: _take_back_notes,
    Effect.PROMISE: _free_promises,
    Effect.QUEUED: _withdraw,
}
"""How each thing that a step did is undone; the numbers of the papers that this took."""
