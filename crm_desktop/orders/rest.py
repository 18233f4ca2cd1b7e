"""Steps aside of the way: orders that leave in parts, changed while in work (what is issued stays), looked through."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import IllegalMove, KnownError
from crm_desktop.orders.picked_lots import forget_chosen
from crm_desktop.orders.picking import shorten, sum_up
from crm_desktop.orders.records import OrderMoved, StepCommand
from crm_desktop.orders.second_person import require_another
from crm_desktop.orders.service import at_step, goods_ids, moved, promise, wanted_of
from crm_desktop.warehouse import stock
from crm_desktop.work import Work, use_case
from db.models.sales import OrderLineRow, OrderRow
from db.vocabulary import LineKind, OrderStep, Permission


class NothingThere(KnownError):
    """Not one piece of the order is available, so no part of it can be sent: `order`."""

    code = "nothing_there"


@use_case(Permission.RESERVE_STOCK)
def reserve_part(work: Work, command: StepCommand) -> OrderMoved:
    """Promises what is there now; what is short waits for a shipment of its own.

    Raises NothingThere where nothing at all is.
    """
    row = at_step(work.session, command, OrderStep.RESERVE)
    wanted = wanted_of(work.session, row)
    levels = stock.lock(work.session, {(w.product_id, w.warehouse_id) for w in wanted})
    stock.release_expired(work, levels)
    left = stock.promisable(work, levels)
    lines = {line.id: line for line in _lines(work.session, row)}
    taken = 0
    for one in wanted:
        key = (one.product_id, one.warehouse_id)
        now = max(min(one.quantity, left.get(key, 0)), 0)
        left[key] = left.get(key, 0) - now
        lines[one.order_line_id].later += one.quantity - now
        taken += now
    if not taken:
        raise NothingThere(order=row.number)
    work.session.flush()
    return promise(work, row)


@use_case(Permission.EDIT_ORDERS)
def send_rest(work: Work, command: StepCommand) -> OrderMoved:
    """What waited is wanted now: the order walks its steps again. Raises IllegalMove where nothing waits."""
    row = at_step(work.session, command, OrderStep.SEND_REST)
    lines = _lines(work.session, row)
    if not any(line.later for line in lines):
        raise IllegalMove(order=row.number, status=row.status.value, step=OrderStep.SEND_REST.value)
    for line in lines:
        line.later = 0
    work.session.flush()
    return moved(work, row, OrderStep.SEND_REST)


@use_case(Permission.EDIT_ORDERS)
def drop_rest(work: Work, command: StepCommand) -> OrderMoved:
    """The order becomes what has left; the rest is given up. Raises IllegalMove where nothing has left."""
    row = at_step(work.session, command, OrderStep.DROP_REST)
    lines = _lines(work.session, row)
    goods = [line for line in lines if line.kind is LineKind.GOODS]
    gone = any(line.issued for line in goods)
    if not gone or all(line.issued == line.quantity for line in goods):
        raise IllegalMove(order=row.number, status=row.status.value, step=OrderStep.DROP_REST.value)
    stock.release(work, goods_ids(work.session, row))
    for line in goods:
        if line.issued < line.quantity:
            shorten(row, line, line.issued)
            line.picked = line.issued
    forget_chosen(work.session, goods)
    sum_up(row, lines)
    return moved(work, row, OrderStep.DROP_REST, reason=command.reason.strip())


@use_case(Permission.EDIT_ORDERS)
def reopen_order(work: Work, command: StepCommand) -> OrderMoved:
    """Back to before anything was promised, so that it can be changed; what was picked is put back."""
    row = at_step(work.session, command, OrderStep.REOPEN)
    stock.release(work, goods_ids(work.session, row))
    lines = _lines(work.session, row)
    for line in lines:
        line.picked, line.later = line.issued, 0
    work.session.flush()
    forget_chosen(work.session, lines)
    return moved(work, row, OrderStep.REOPEN)


@use_case(Permission.RESERVE_STOCK)
def check_order(work: Work, command: StepCommand) -> OrderMoved:
    """A second person has looked through what was picked. Raises SamePerson for whoever picked it."""
    row = at_step(work.session, command, OrderStep.CHECK)
    require_another(work, row)
    return moved(work, row, OrderStep.CHECK)


def _lines(session: Session, row: OrderRow) -> list[OrderLineRow]:
    line = OrderLineRow
    return list(session.scalars(select(line).where(line.order_id == row.id).order_by(line.position)))
