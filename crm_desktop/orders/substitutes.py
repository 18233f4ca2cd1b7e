"""At a shortage: goods of the same kind that are there, and one of them taken in place of what is not."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import IllegalMove, InvalidValue, NotFound
from crm_desktop.money import line_net, quantity_text
from crm_desktop.orders.drafting import last_step, locked_order
from crm_desktop.orders.goods import group_prices, price_at
from crm_desktop.orders.picking import shorten, sum_up
from crm_desktop.orders.records import OrderMoved
from crm_desktop.orders.rules import line_in_net
from crm_desktop.vat import gross_price
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import StockRow
from db.vocabulary import LineKind, OrderStatus, Permission, PriceMode, Topic

MOST = 8


@dataclass(frozen=True, slots=True)
class Substitute:
    """`price` is what this customer pays for it, in the order's own prices (ten-thousandths)."""

    product_id: int
    code: str
    name: str
    unit: str
    available: int
    price: int


@dataclass(frozen=True, slots=True)
class TakeInstead:
    """`product_id` in place of what the line still wants; at its own price, or with `keep_price` at the line's."""

    number: str
    line_id: int
    product_id: int
    keep_price: bool = False
    version: int | None = None


def substitutes(session: Session, number: str, line_id: int) -> list[Substitute]:
    """Of the same subgroup first, then of the group; those with enough first. Raises NotFound."""
    order = session.scalar(select(OrderRow).where(OrderRow.number == number))
    line = session.get(OrderLineRow, line_id)
    if order is None or line is None or line.order_id != order.id or line.product_id is None:
        raise NotFound(kind="order_line", key=line_id)
    own = session.get_one(ProductRow, line.product_id)
    p, s = ProductRow, StockRow
    there = func.coalesce(s.on_hand - s.reserved, 0)
    wanted = line.quantity - line.issued
    if own.group_id is None:
        return []
    rows = session.execute(
        select(p, there)
        .outerjoin(s, (s.product_id == p.id) & (s.warehouse_id == order.warehouse_id))
        .where(p.group_id == own.group_id, p.id != own.id, p.active, there > 0)
        .order_by(
            (p.subgroup_id.is_not_distinct_from(own.subgroup_id)).desc(),
            (there >= wanted).desc(),
            func.abs(p.net_price - own.net_price),
            p.id,
        )
        .limit(MOST)
    ).all()
    steps = group_prices(session, order.customer_id, [product.id for product, _ in rows])
    return [
        Substitute(
            product.id,
            product.code,
            product.name,
            product.unit,
            available,
            _price(product, price_at(product.net_price, steps.get(product.id, ()), wanted), order),
        )
        for product, available in rows
    ]


def _price(product: ProductRow, net: int, order: OrderRow) -> int:
    return net if order.price_mode is PriceMode.NET else gross_price(net, product.vat_rate)


@use_case(Permission.EDIT_ORDERS)
def take_instead(work: Work, command: TakeInstead) -> OrderMoved:
    """What has left of the line stays as it is; the rest becomes the other goods.

    Raises NotFound, StaleRecord, IllegalMove unless the order is placed, InvalidValue for goods that are not sold
    or are the same.
    """
    order = locked_order(work.session, command.number, command.version)
    if order.status is not OrderStatus.PLACED:
        told = last_step(work.session, order.id)
        raise IllegalMove(order=order.number, status=order.status.value, step="take_instead", **told)
    lines = list(work.session.scalars(select(OrderLineRow).where(OrderLineRow.order_id == order.id)))
    line = next((row for row in lines if row.id == command.line_id and row.kind is LineKind.GOODS), None)
    product = work.session.get(ProductRow, command.product_id)
    if line is None or product is None:
        raise NotFound(kind="order_line" if line is None else "product", key=command.line_id)
    rest = line.quantity - line.issued
    fractional = product.whole_units and rest % 1000
    if not product.active or product.id == line.product_id or rest <= 0 or fractional:
        raise InvalidValue(field="product", value=product.code, rule="substitute")
    before = {"position": line.position, "name": line.name, "quantity": quantity_text(rest)}
    steps = group_prices(work.session, order.customer_id, [product.id]).get(product.id, ())
    due = _price(product, price_at(product.net_price, steps, rest), order)
    price = line.unit_price if command.keep_price else due
    if line.issued:
        line = _split(work, order, line, lines, rest)
    _become(order, line, product, price)
    sum_up(order, lines)
    order.version += 1
    work.session.flush()
    work.audit("take_instead", "order", order.id, before=before, after={"name": line.name, "code": product.code})
    work.changed(Topic.ORDERS, order.id, "saved", label=order.number)
    contact = work.session.get_one(CustomerRow, order.customer_id).status
    return OrderMoved(order.id, order.number, order.status, contact, order.version)


def _split(work: Work, order: OrderRow, line: OrderLineRow, lines: list[OrderLineRow], rest: int) -> OrderLineRow:
    """The line ends with what has left; a new one behind all others wants the rest."""
    added = OrderLineRow(
        order_id=order.id,
        position=max(row.position for row in lines) + 1,
        kind=line.kind,
        quantity=rest,
        discount=line.discount,
        sold_on=line.sold_on,
        picked=0,
        issued=0,
        later=0,
    )
    shorten(order, line, line.issued)
    line.picked = line.issued
    lines.append(added)
    work.session.add(added)
    return added


def _become(order: OrderRow, line: OrderLineRow, product: ProductRow, price: int) -> None:
    line.product_id, line.name, line.unit = product.id, product.name, product.unit
    line.vat_rate, line.unit_price = product.vat_rate, price
    line.picked = line.later = 0
    value = line_net(quantity=line.quantity, unit_price=price, discount=line.discount)
    line.net = line_in_net(value, product.vat_rate, order.price_mode)
