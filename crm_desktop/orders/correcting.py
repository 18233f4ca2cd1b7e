"""A W-Z that was wrong: less left than it says, nothing at all, or at another price. The order knows it."""

from sqlalchemy import select

from crm_desktop.errors import InvalidValue
from crm_desktop.money import quantity_text
from crm_desktop.orders import repricing
from crm_desktop.orders.coming_back import Back, lines_of, take_back
from crm_desktop.orders.drafting import locked_order
from crm_desktop.orders.service import moved
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.correcting import NotCorrectable, NothingToCorrect, document_to_correct, rights
from crm_desktop.warehouse.posting import warehouse_of
from crm_desktop.warehouse.records import CorrectDocument, Corrected
from crm_desktop.warehouse.standing import Standing, from_the_last, left, totals
from crm_desktop.work import Work, use_case
from db.models.documents import DocumentRow
from db.models.sales import OrderRow, ShipmentRow
from db.vocabulary import DocumentKind, OrderStatus, OrderStep, Permission, Topic


@use_case(Permission.ISSUE_DOCUMENTS)
def correct_issue(work: Work, command: CorrectDocument) -> Corrected:
    """What the W-Z says too much is in stock again, and waits to be sent with its order; `cancel`: the whole W-Z was
    wrong, it keeps its number and is corrected to zero, and its order stands as before it. A price that was wrong
    holds for all of the order's goods of that kind, on its other W-Zs too: each has a correction.

    Raises NotFound, NotCorrectable, NothingToCorrect, InvalidValue for more than it says, NotAllowed for a price where
    orders may not be changed.
    """
    number = _order_number(work, command.number)
    order = locked_order(work.session, number) if number else None
    document = document_to_correct(work.session, command.number)
    if order is None or document.kind is not DocumentKind.WZ:
        raise NotCorrectable(document=document.number, kind=document.kind.value)
    moves = left(work.session, [document.id])
    there = totals(moves)
    right = rights(work.session, command, there, sold=True)
    too_much = next((line for key, line in right.items() if line.quantity > there[key]), None)
    if too_much is not None:
        raise InvalidValue(field="quantity", value=quantity_text(too_much.quantity), rule="more_than_issued")
    less = {key: there[key] - line.quantity for key, line in sorted(right.items()) if line.quantity < there[key]}
    new = repricing.begin(work, order, right)
    if new.prices:
        work.require(Permission.EDIT_ORDERS)
    if not less and not new.of(document.id):
        raise NothingToCorrect(document=document.number)
    house = warehouse_of(work.session, document.warehouse_id)
    stock.move(work, {(key, house.id): quantity for key, quantity in less.items()})
    taken = [one for key, quantity in less.items() for one in from_the_last(moves[key], quantity)]
    backs = [Back(move, quantity, move.order_line_id or 0) for move, quantity in taken]
    reason = command.reason.strip()
    prices = new.of(document.id, taken)
    correction = take_back(work, document, house, backs, reason=reason, prices=prices)
    others = repricing.correct_others(work, order, document, new, reason=reason)
    if less:
        _follow(work, order, document, taken, nothing_left=less == there)
    else:
        order.version += 1
        work.session.flush()
        work.changed(Topic.ORDERS, order.id, "corrected", label=order.number)
    return Corrected(correction, others=others)


def _order_number(work: Work, document: str) -> str:
    """The order is locked before its documents, as whoever issues does."""
    o, d = OrderRow, DocumentRow
    statement = select(o.number).join(d, d.order_id == o.id).where(d.number == document, d.kind == DocumentKind.WZ)
    return work.session.scalar(statement) or ""


def _follow(
    work: Work, order: OrderRow, document: DocumentRow, taken: list[tuple[Standing, int]], *, nothing_left: bool
) -> None:
    """The lines are not issued so far; what did not leave waits, or the order stands as before the W-Z."""
    under_way = order.status in (OrderStatus.ISSUED, OrderStatus.LABELLED)
    again = nothing_left and under_way
    lines = lines_of(work.session, [move.order_line_id or 0 for move, _ in taken])
    for move, quantity in taken:
        line = lines[move.order_line_id or 0]
        line.issued -= quantity
        line.picked = max(line.picked - quantity, 0)
        line.later += 0 if again else quantity
    work.session.flush()
    if nothing_left:
        shipment = work.session.scalar(select(ShipmentRow).where(ShipmentRow.document_id == document.id))
        if shipment is not None:
            shipment.status = OrderStatus.CANCELLED
    if again:
        moved(work, order, OrderStep.REOPEN, reason=document.number)
        return
    if order.status is OrderStatus.COMPLETED:
        order.status = OrderStatus.HANDED_OVER
    order.version += 1
    work.session.flush()
    work.changed(Topic.ORDERS, order.id, "corrected", label=order.number)
