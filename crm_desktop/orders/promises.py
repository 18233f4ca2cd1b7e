"""A promise moves to another warehouse in one act, whole or a part of it, alone or with its goods."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crm_desktop.errors import IllegalMove, InvalidValue, NotFound
from crm_desktop.money import QUANTITY_SCALE, quantity_text
from crm_desktop.orders.drafting import locked_order
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.records import GoodsLine, SendTransfer
from crm_desktop.warehouse.service import transit
from crm_desktop.warehouse.transfers import send_transfer
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import ReservationRow, WarehouseRow
from db.vocabulary import OrderStatus, Permission, ReservationState, Topic, WarehouseKind


@dataclass(frozen=True, slots=True)
class MovePromise:
    """What is promised to an order in one warehouse (codes) shall be held in another.

    `product_id` None: of all its goods; `quantity` None: all of it. `with_goods`: they are sent along by MM and MM+,
    else the order leaves from where they lie as soon as nothing of it is promised elsewhere.
    """

    order: str
    source: str
    target: str
    product_id: int | None = None
    quantity: int | None = None
    with_goods: bool = False


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """`document` the MM where the goods went along; `warehouse` from which the order leaves now."""

    order: str
    moved: int
    document: str
    warehouse: str


@use_case(Permission.RESERVE_STOCK)
def move_promise(work: Work, command: MovePromise) -> PromiseMoved:
    """All or nothing. Raises NotFound, InvalidValue, Shortage (nothing is changed), IllegalMove once it is issued."""
    order = locked_order(work.session, command.order)
    if order.status not in (OrderStatus.RESERVED, OrderStatus.PICKED):
        raise IllegalMove(order=order.number, status=order.status.value, step="reserve")
    source, target = _house(work.session, command.source), _house(work.session, command.target)
    if source.id == target.id or WarehouseKind.TRANSIT in (source.kind, target.kind):
        raise InvalidValue(field="target", value=target.code, rule="another")
    parts = _parts(work.session, order, source.id, command)
    houses = {source.id, target.id} | ({transit(work).id} if command.with_goods else set())
    stock.ready(work.session, [(row.product_id, house) for row, _ in parts for house in houses])
    for row, quantity in parts:
        stock.free(work, row, quantity)
    document = _send(work, order, parts, source, target) if command.with_goods else ""
    _hold(work, parts, target)
    if not command.with_goods:
        _leave_from(work, order, target)
    order.version += 1
    work.session.flush()
    moved = sum(quantity for _, quantity in parts)
    told = {"source": source.code, "target": target.code, "quantity": quantity_text(moved), "document": document}
    work.audit("move_promise", "order", order.id, after=told)
    work.changed(Topic.ORDERS, order.id, "promise_moved", label=order.number)
    house = work.session.get_one(WarehouseRow, order.warehouse_id)
    return PromiseMoved(order.number, moved, document, house.code)


def _house(session: Session, code: str) -> WarehouseRow:
    row = session.scalar(select(WarehouseRow).where(WarehouseRow.code == code))
    if row is None:
        raise NotFound(kind="warehouse", key=code)
    return row


def _parts(
    session: Session, order: OrderRow, warehouse_id: int, command: MovePromise
) -> list[tuple[stock.Promise, int]]:
    """Which promises move, and how much of each."""
    ids = list(session.scalars(select(OrderLineRow.id).where(OrderLineRow.order_id == order.id)))
    held = [row for row in stock.open_reservations(session, ids) if row.warehouse_id == warehouse_id]
    if command.product_id is not None:
        held = [row for row in held if row.product_id == command.product_id]
    there = sum(row.quantity for row in held)
    wanted = there if command.quantity is None else command.quantity
    if not held or not 0 < wanted <= there:
        raise InvalidValue(field="quantity", value=quantity_text(wanted), rule="more_than_promised")
    if command.quantity is not None:
        _refuse_fractions(session, held, wanted)
    parts = []
    for row in held:
        if taken := min(row.quantity, wanted):
            parts.append((row, taken))
            wanted -= taken
    return parts


def _refuse_fractions(session: Session, held: list[stock.Promise], wanted: int) -> None:
    if len({row.product_id for row in held}) > 1:
        raise InvalidValue(field="product_id", value="", rule="required")
    product = session.get_one(ProductRow, held[0].product_id)
    if product.whole_units and wanted % QUANTITY_SCALE:
        raise InvalidValue(field="quantity", value=quantity_text(wanted), rule="whole_only")


def _send(
    work: Work, order: OrderRow, parts: list[tuple[stock.Promise, int]], source: WarehouseRow, target: WarehouseRow
) -> str:
    sums: dict[int, int] = {}
    for row, quantity in parts:
        sums[row.product_id] = sums.get(row.product_id, 0) + quantity
    lines = tuple(GoodsLine(product, quantity) for product, quantity in sorted(sums.items()))
    work.require(Permission.MOVE_STOCK)
    return send_transfer(work, SendTransfer(source.id, target.id, lines, note=order.number, receive=True)).number


def _hold(work: Work, parts: list[tuple[stock.Promise, int]], target: WarehouseRow) -> None:
    """Promised there until the day it was promised until here; what has run out is promised anew."""
    hours = work.settings.reservation_hours
    wanted = [stock.Wanted(row.order_line_id, row.product_id, target.id, quantity) for row, quantity in parts]
    before = set(work.session.scalars(_open_of(wanted)))
    stock.reserve(work, wanted, hours=hours)
    until = {row.order_line_id: row.expires_at for row, _ in parts if row.expires_at > work.now}
    for row_id in set(work.session.scalars(_open_of(wanted))) - before:
        made = work.session.get_one(ReservationRow, row_id)
        made.expires_at = until.get(made.order_line_id, made.expires_at)
    work.session.flush()


def _open_of(wanted: list[stock.Wanted]) -> Select[Any]:
    r = ReservationRow
    lines = [one.order_line_id for one in wanted]
    return select(r.id).where(r.order_line_id.in_(lines), r.state == ReservationState.OPEN)


def _leave_from(work: Work, order: OrderRow, target: WarehouseRow) -> None:
    """Once all of it is promised there it leaves from there; what was picked elsewhere is to be picked again."""
    lines = list(work.session.scalars(select(OrderLineRow).where(OrderLineRow.order_id == order.id)))
    held = stock.open_reservations(work.session, [line.id for line in lines])
    if any(row.warehouse_id != target.id for row in held):
        return
    order.warehouse_id = target.id
    order.status = OrderStatus.RESERVED
    for line in lines:
        line.picked = line.issued
