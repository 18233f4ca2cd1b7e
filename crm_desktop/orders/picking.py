"""Picking by scanner: each beep ticks a line; a wrong code and one too many are refused by name."""

from sqlalchemy import select

from crm_desktop.catalogue.queries import scanned
from crm_desktop.errors import KnownError
from crm_desktop.money import quantity_text
from crm_desktop.orders.drafting import locked_order
from crm_desktop.orders.records import GoodsScanned, ScanGoods
from crm_desktop.orders.steps import is_legal
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.sales import OrderLineRow
from db.vocabulary import LineKind, OrderStep, Permission, Topic


class NotOnOrder(KnownError):
    """The scanned goods are not on this order: `code`, `name`, `order`."""

    code = "not_on_order"


class TooMany(KnownError):
    """More scanned than ordered: `name`, `wanted`, `picked`."""

    code = "too_many"


class NotPicking(KnownError):
    """The order is not at the step of picking: `order`, `status`."""

    code = "not_picking"


@use_case(Permission.RESERVE_STOCK)
def scan_goods(work: Work, command: ScanGoods) -> GoodsScanned:
    """Ticks the scanned quantity on the first line that still wants it.

    Raises NotFound for an unknown code, NotOnOrder, TooMany, NotPicking; nothing is changed then.
    """
    order = locked_order(work.session, command.number)
    if not is_legal(order.status, OrderStep.PICK):
        raise NotPicking(order=order.number, status=order.status.value)
    hit = scanned(work.session, command.code.strip())
    lines = list(
        work.session.scalars(
            select(OrderLineRow)
            .where(
                OrderLineRow.order_id == order.id,
                OrderLineRow.product_id == hit.product_id,
                OrderLineRow.kind == LineKind.GOODS,
            )
            .order_by(OrderLineRow.position)
        )
    )
    product = work.session.get_one(ProductRow, hit.product_id)
    if not lines:
        raise NotOnOrder(code=product.code, name=product.name, order=order.number)
    line = next((line for line in lines if line.picked + hit.quantity <= line.quantity), None)
    if line is None:
        wanted, picked = sum(row.quantity for row in lines), sum(row.picked for row in lines)
        raise TooMany(name=product.name, wanted=quantity_text(wanted), picked=quantity_text(picked))
    line.picked += hit.quantity
    work.changed(Topic.ORDERS, order.id, "scanned", label=order.number)
    return GoodsScanned(order.number, product.code, product.name, line.picked, line.quantity)
