"""An order, or a part of it, leaves in one go: promised, picked and issued in one transaction."""

from sqlalchemy import select

from crm_desktop.errors import InvalidValue
from crm_desktop.money import quantity_text
from crm_desktop.orders import rest, service
from crm_desktop.orders.drafting import check_version, locked_order
from crm_desktop.orders.records import Goods, OrderMoved, ShipOrder, StepCommand
from crm_desktop.work import Work, use_case
from db.models.sales import OrderLineRow, OrderRow
from db.vocabulary import LineKind, OrderStatus, Permission


@use_case(Permission.ISSUE_DOCUMENTS)
def ship_order(work: Work, command: ShipOrder) -> OrderMoved:
    """The steps that are left up to the W-Z. With `lines` only these leave; the rest waits for a shipment of its own.

    Raises Shortage, IllegalMove, InvalidValue for more than is left of the order, NotFound, StaleRecord.
    """
    work.require(Permission.RESERVE_STOCK)
    row = locked_order(work.session, command.number)
    check_version(row, command.version)
    step = StepCommand(command.number)
    if row.status is OrderStatus.HANDED_OVER:
        rest.send_rest(work, step)
    if command.lines:
        if row.status in (OrderStatus.RESERVED, OrderStatus.PICKED):
            rest.reopen_order(work, step)
        _only(work, row, command.lines)
    if row.status is not OrderStatus.RESERVED and row.status is not OrderStatus.PICKED:
        service.reserve_order(work, step)
    if row.status is OrderStatus.RESERVED:
        service.pick_order(work, step)
    return service.issue_order(work, step)


def _only(work: Work, row: OrderRow, goods: tuple[Goods, ...]) -> None:
    """All else of the order waits."""
    wanted: dict[int, int] = {}
    for one in goods:
        if one.quantity <= 0:
            raise InvalidValue(field="lines", value=quantity_text(one.quantity), rule="positive")
        wanted[one.product_id] = wanted.get(one.product_id, 0) + one.quantity
    line = OrderLineRow
    lines = work.session.scalars(
        select(line).where(line.order_id == row.id, line.kind == LineKind.GOODS).order_by(line.position)
    )
    for held in lines:
        left = held.quantity - held.issued
        now = min(left, wanted.get(held.product_id or 0, 0))
        held.later = left - now
        if now:
            wanted[held.product_id or 0] -= now
    more = next((quantity for quantity in wanted.values() if quantity), 0)
    if more:
        raise InvalidValue(field="lines", value=quantity_text(more), rule="more_than_ordered")
    work.session.flush()
