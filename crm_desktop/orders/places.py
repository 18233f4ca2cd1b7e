"""From which warehouse an order is served, and to which addresses a customer has things sent."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.customers.queries import seat_of
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import IllegalMove, NotFound
from crm_desktop.orders.drafting import check_version, last_step, locked_order
from crm_desktop.orders.records import Elsewhere, OrderMoved, TakeFrom
from crm_desktop.work import Work, use_case
from db.models.customers import AddressRow, CustomerRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import StockRow, WarehouseRow
from db.vocabulary import LineKind, OrderStatus, Permission, Topic, WarehouseKind

BEFORE_RESERVED = (OrderStatus.DRAFT, OrderStatus.PLACED)
MOST_ADDRESSES = 12


def other_warehouses(session: Session, number: str) -> list[Elsewhere]:
    """The other warehouses for sale, those that have all of the order first. Raises NotFound."""
    order = session.scalar(select(OrderRow).where(OrderRow.number == number))
    if order is None:
        raise NotFound(kind="order", key=number)
    line, w = OrderLineRow, WarehouseRow
    wanted = session.execute(
        select(line.product_id, func.sum(line.quantity - line.issued))
        .where(line.order_id == order.id, line.kind == LineKind.GOODS, line.product_id.is_not(None))
        .group_by(line.product_id)
    ).all()
    houses = session.execute(
        select(w.id, w.code, w.name).where(w.kind == WarehouseKind.SALE, w.id != order.warehouse_id).order_by(w.id)
    ).all()
    s = StockRow
    there = {
        (row[0], row[1]): row[2]
        for row in session.execute(
            select(s.warehouse_id, s.product_id, s.on_hand - s.reserved).where(
                s.product_id.in_([row[0] for row in wanted]), s.warehouse_id.in_([house[0] for house in houses])
            )
        )
    }
    found = [
        Elsewhere(
            house, code, name, sum(there.get((house, int(product or 0)), 0) < needed for product, needed in wanted)
        )
        for house, code, name in houses
    ]
    return sorted(found, key=lambda one: (one.short, one.warehouse_id))


@use_case(Permission.EDIT_ORDERS)
def take_from(work: Work, command: TakeFrom) -> OrderMoved:
    """Serves the order from another warehouse. Raises IllegalMove once goods are promised, NotFound, StaleRecord."""
    row = locked_order(work.session, command.number)
    if row.status not in BEFORE_RESERVED:
        told = last_step(work.session, row.id)
        raise IllegalMove(order=row.number, status=row.status.value, step="take_from", **told)
    check_version(row, command.version)
    house = work.session.get(WarehouseRow, command.warehouse_id)
    if house is None or house.kind is not WarehouseKind.SALE:
        raise NotFound(kind="warehouse", key=command.warehouse_id)
    before = row.warehouse_id
    row.warehouse_id = house.id
    row.version += 1
    work.session.flush()
    work.audit("take_from", "order", row.id, before={"warehouse": before}, after={"warehouse": house.id})
    work.changed(Topic.ORDERS, row.id, "saved", label=row.number)
    contact = work.session.get_one(CustomerRow, row.customer_id).status
    return OrderMoved(row.id, row.number, row.status, contact, row.version)


def known_addresses(session: Session, customer_id: int) -> list[PostalAddress]:
    """The seat, the customer's other addresses, then where orders went before, the last first; none twice."""
    a, o = AddressRow, OrderRow
    own = session.execute(
        select(a.name, a.street, a.postal_code, a.city, a.country, a.phone)
        .where(a.customer_id == customer_id)
        .order_by(a.position)
    )
    sent = session.execute(
        select(
            o.delivery_name,
            o.delivery_street,
            o.delivery_postal_code,
            o.delivery_city,
            o.delivery_country,
            o.delivery_phone,
        )
        .where(o.customer_id == customer_id, o.delivery_street != "", o.status != OrderStatus.DRAFT)
        .order_by(o.id.desc())
        .limit(50)
    )
    found: dict[tuple[str, ...], PostalAddress] = {}
    for address in (seat_of(session, customer_id), *(PostalAddress(*row) for row in (*own, *sent))):
        key = (address.name.casefold(), address.street.casefold(), address.postal_code, address.city.casefold())
        if address.street or address.city:
            found.setdefault(key, address)
    return list(found.values())[:MOST_ADDRESSES]
