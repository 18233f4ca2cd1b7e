"""An order that is placed and not yet picked becomes what it shall be now; its promises are given back first."""

from sqlalchemy import delete, select

from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import IllegalMove
from crm_desktop.orders.drafting import locked_order, priced, set_totals
from crm_desktop.orders.records import NewLine
from crm_desktop.warehouse import stock
from crm_desktop.work import Work
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import PickedLotRow, PickedShelfRow, ReservationRow
from db.prepared import write_rows
from db.vocabulary import OrderStatus, Topic

AMENDABLE = frozenset({OrderStatus.PLACED, OrderStatus.RESERVED})


def amend_order(
    work: Work, number: str, lines: tuple[NewLine, ...], *, address: PostalAddress | None = None
) -> OrderRow:
    """The order with these lines, placed and with nothing promised: whoever amends it reserves again.

    Raises IllegalMove once it is picked, InvalidValue and NotFound as `priced` does.
    """
    row = locked_order(work.session, number)
    if row.status not in AMENDABLE:
        raise IllegalMove(order=row.number, status=row.status.value, step="amend")
    values = priced(work.session, lines, row.price_mode, customer_id=row.customer_id)
    held = list(
        work.session.scalars(
            select(OrderLineRow).where(OrderLineRow.order_id == row.id).order_by(OrderLineRow.position)
        )
    )
    stock.release(work, [line.id for line in held])
    for line, told in zip(held, values, strict=False):
        for key, value in {**told, "sold_on": row.placed_on, "later": 0}.items():
            if getattr(line, key) != value:
                setattr(line, key, value)
    gone = [line.id for line in held[len(values) :]]
    work.session.flush()
    if gone:
        for of_line in (ReservationRow, PickedLotRow, PickedShelfRow):
            work.session.execute(delete(of_line).where(of_line.order_line_id.in_(gone)))
        work.session.execute(delete(OrderLineRow).where(OrderLineRow.id.in_(gone)))
    added = [{**told, "order_id": row.id, "sold_on": row.placed_on} for told in values[len(held) :]]
    if added:
        write_rows(work.session, OrderLineRow, added)
    before = row.net
    set_totals(row, values)
    row.status = OrderStatus.PLACED
    if address is not None:
        _deliver_to(row, address)
    row.version += 1
    work.session.flush()
    work.audit("amend", "order", row.id, before={"net": before}, after={"net": row.net})
    work.changed(Topic.ORDERS, row.id, "amended", label=row.number)
    return row


def _deliver_to(row: OrderRow, address: PostalAddress) -> None:
    row.delivery_name, row.delivery_street = address.name[:250], address.street[:250]
    row.delivery_postal_code, row.delivery_city = address.postal_code[:20], address.city[:120]
    row.delivery_country, row.delivery_phone = (address.country or "PL")[:2], address.phone[:40]
