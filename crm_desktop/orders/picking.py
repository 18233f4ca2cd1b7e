"""Picking by scanner: each beep ticks a line; a wrong code and one too many are refused by name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.catalogue.queries import scanned
from crm_desktop.errors import InvalidValue, KnownError, NotFound
from crm_desktop.money import line_net, quantity_text
from crm_desktop.orders.drafting import check_version, last_step, locked_order
from crm_desktop.orders.picked_lots import take_lot
from crm_desktop.orders.picked_shelves import take_from_shelf
from crm_desktop.orders.records import GoodsScanned, Picked, PickShort, ScanGoods
from crm_desktop.orders.rules import line_in_net, sums_by_rate
from crm_desktop.orders.steps import is_legal
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.shelf_lists import is_shelf
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.sales import OrderLineRow, OrderRow
from db.vocabulary import LineKind, OrderStep, Permission, Topic

SCANNED = "scanned"
"""What the change row of a scan says: nothing of the order moved but how far it is picked."""


class NotOnOrder(KnownError):
    """The scanned goods are not on this order: `code`, `name`, `order`."""

    code = "not_on_order"


class TooMany(KnownError):
    """More scanned than ordered: `name`, `wanted`, `picked`."""

    code = "too_many"


class NotPicking(KnownError):
    """The order is not at the step of picking: `order`, `status`, and who moved it on: `by`, `place`, `did`, `at`."""

    code = "not_picking"


@use_case(Permission.RESERVE_STOCK)
def scan_goods(work: Work, command: ScanGoods) -> GoodsScanned:
    """Ticks the scanned quantity on the first line that still wants it; the code of a shelf there ticks nothing.

    Raises NotFound for an unknown code, NotOnOrder, TooMany, NotPicking, NotOnThatShelf, and where the barcode tells
    the lot LotNotThere, LotExpired; nothing is changed then.
    """
    order = locked_order(work.session, command.number)
    if not is_legal(order.status, OrderStep.PICK):
        raise NotPicking(order=order.number, status=order.status.value, **last_step(work.session, order.id))
    try:
        hit = scanned(work.session, command.code.strip())
    except NotFound:
        shelf = " ".join(command.code.split())
        if is_shelf(work.session, order.warehouse_id, shelf):
            return GoodsScanned(order.number, "", "", 0, 0, shelf=shelf)
        raise
    ticked = hit.quantity * command.times
    lines = _lines_of(work.session, order, hit.product_id)
    product = work.session.get_one(ProductRow, hit.product_id)
    if not lines:
        raise NotOnOrder(code=product.code, name=product.name, order=order.number)
    line = next((line for line in lines if line.picked + ticked <= line.quantity - line.later), None)
    if line is None:
        wanted, picked = sum(row.quantity - row.later for row in lines), sum(row.picked for row in lines)
        raise TooMany(name=product.name, wanted=quantity_text(wanted), picked=quantity_text(picked))
    if hit.lot and product.tracks_lots:
        take_lot(work, order, line, hit.lot, ticked)
    if command.shelf:
        take_from_shelf(work, order, line, command.shelf, ticked)
    line.picked += ticked
    work.changed(Topic.ORDERS, order.id, SCANNED, label=order.number)
    wanted = line.quantity - line.later
    return GoodsScanned(order.number, product.code, product.name, line.picked, wanted, hit.lot, line.id, command.shelf)


def _lines_of(session: Session, order: OrderRow, product_id: int) -> list[OrderLineRow]:
    line = OrderLineRow
    of_it = (line.order_id == order.id, line.product_id == product_id, line.kind == LineKind.GOODS)
    return list(session.scalars(select(line).where(*of_it).order_by(line.position)))


def picked_so_far(session: Session, number: str) -> Picked:
    """One statement, however long the order is. Raises NotFound."""
    order, line = OrderRow, OrderLineRow
    of_lines = select(order.version, order.status, line.id, line.picked).join(line, line.order_id == order.id)
    rows = session.execute(of_lines.where(order.number == number)).all()
    if not rows:
        raise NotFound(kind="order", key=number)
    version, status, *_ = rows[0]
    return Picked(number, version, status, {line_id: picked for _, _, line_id, picked in rows})


@use_case(Permission.RESERVE_STOCK)
def pick_short(work: Work, command: PickShort) -> GoodsScanned:
    """There is no more of it: the line becomes what was found, or the rest waits; its promise is given back.

    Raises InvalidValue for more than was ordered or where nothing at all would be left to issue, NotPicking, NotFound.
    """
    order = locked_order(work.session, command.number)
    if not is_legal(order.status, OrderStep.PICK):
        raise NotPicking(order=order.number, status=order.status.value, **last_step(work.session, order.id))
    check_version(order, command.version)
    lines = list(work.session.scalars(select(OrderLineRow).where(OrderLineRow.order_id == order.id)))
    line = next((line for line in lines if line.id == command.line_id and line.product_id is not None), None)
    if line is None:
        raise NotFound(kind="order_line", key=command.line_id)
    others = [row for row in lines if row.kind is LineKind.GOODS and row.id != line.id]
    goods = sum(row.quantity - row.issued - row.later for row in others) + command.found - line.issued
    if not line.issued <= command.found <= line.quantity - line.later or goods == 0:
        raise InvalidValue(field="quantity", value=quantity_text(command.found), rule="nothing_to_issue")
    before = line.quantity
    _promise_less(work, order, line, command.found)
    if command.later:
        line.later = line.quantity - command.found
    else:
        shorten(order, line, command.found)
        sum_up(order, lines)
    order.version += 1
    work.session.flush()
    told = {"line": line.position, "quantity": quantity_text(command.found), "later": command.later}
    work.audit("pick_short", "order", order.id, before=told | {"quantity": quantity_text(before)}, after=told)
    work.changed(Topic.ORDERS, order.id, "picked_short", label=order.number)
    product = work.session.get_one(ProductRow, line.product_id)
    return GoodsScanned(order.number, product.code, line.name, line.picked, line.quantity)


def _promise_less(work: Work, order: OrderRow, line: OrderLineRow, found: int) -> None:
    """Promised is what was found of this shipment; the line is picked."""
    stock.release(work, [line.id])
    if found > line.issued:
        wanted = stock.Wanted(line.id, int(line.product_id or 0), order.warehouse_id, found - line.issued)
        stock.reserve(work, [wanted], hours=work.settings.reservation_hours)
    line.picked = found


def sum_up(order: OrderRow, lines: list[OrderLineRow]) -> None:
    """The order's sums, from its lines as they are now; what came back stands apart."""
    told = [
        (row.vat_rate, row.net, line_net(quantity=row.quantity, unit_price=row.unit_price, discount=row.discount))
        for row in lines
        if row.kind is not LineKind.RETURN
    ]
    sums = sums_by_rate(told, order.price_mode).values()
    order.net, order.vat = sum(net for net, _ in sums), sum(vat for _, vat in sums)


def shorten(order: OrderRow, line: OrderLineRow, found: int) -> None:
    """The line as if only `found` had been ordered."""
    line.quantity, line.later = found, 0
    value = line_net(quantity=found, unit_price=line.unit_price, discount=line.discount)
    line.net = line_in_net(value, line.vat_rate, order.price_mode)
