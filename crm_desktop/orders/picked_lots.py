"""Of which lots an order is picked: what expires first is proposed, what the scanner read is what leaves."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import lots
from crm_desktop.warehouse.lots import LotNotThere
from crm_desktop.warehouse.records import LotLine
from crm_desktop.work import Work
from db.models.catalogue import ProductRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import LotRow, LotStockRow, PickedLotRow, PickedShelfRow, WarehouseRow
from db.prepared import Prepared
from db.statements import table_of
from db.vocabulary import LineKind

_picked, _lots, _lines = table_of(PickedLotRow), table_of(LotRow), table_of(OrderLineRow)
_CHOSEN = Prepared(
    select(_picked.c.order_line_id, _picked.c.lot_id, _picked.c.quantity)
    .select_from(
        _picked.join(_lots, _lots.c.id == _picked.c.lot_id).join(_lines, _lines.c.id == _picked.c.order_line_id)
    )
    .where(_picked.c.order_line_id.in_(bindparam("lines", expanding=True)), _lots.c.product_id == _lines.c.product_id)
)


class LotExpired(KnownError):
    """Nobody is given what is out of date: `lot`, `name`, `day`."""

    code = "lot_expired"


def take_lot(work: Work, order: OrderRow, line: OrderLineRow, code: str, quantity: int) -> None:
    """The line was picked of this lot. Raises LotNotThere, LotExpired."""
    session, line_id = work.session, line.id
    product = session.get_one(ProductRow, line.product_id)
    lot = session.scalar(select(LotRow).where(LotRow.product_id == product.id, LotRow.code == code))
    there = session.get(LotStockRow, (lot.id, order.warehouse_id)) if lot else None
    house = session.get_one(WarehouseRow, order.warehouse_id)
    row = session.get(PickedLotRow, (line_id, lot.id)) if lot else None
    taken = (row.quantity if row else 0) + quantity
    if lot is None or there is None or there.on_hand < taken:
        left = quantity_text(there.on_hand) if there else "0"
        raise LotNotThere(lot=code, name=product.name, warehouse=house.code, there=left)
    if lot.expires_on is not None and lot.expires_on < work.today:
        raise LotExpired(lot=code, name=product.name, day=lot.expires_on.isoformat())
    if row is None:
        session.add(PickedLotRow(order_line_id=line_id, lot_id=lot.id, quantity=quantity))
    else:
        row.quantity = taken
    session.flush()


def chosen_lots(session: Session, lines: Sequence[OrderLineRow]) -> dict[int, dict[int, int]]:
    """For `lots.first_expired`; a lot of goods that have since been changed for others is none."""
    places = {line.id: place for place, line in enumerate(lines)}
    chosen: dict[int, dict[int, int]] = {}
    rows = _CHOSEN.rows(session, {"lines": list(places)})
    for line_id, lot_id, quantity in rows:
        chosen.setdefault(places[line_id], {})[lot_id] = quantity
    return chosen


def forget_chosen(session: Session, lines: Sequence[OrderLineRow]) -> None:
    """They leave."""
    for picked in (PickedLotRow, PickedShelfRow):
        session.execute(delete(picked).where(picked.order_line_id.in_([line.id for line in lines])))


def lots_to_take(
    session: Session, number: str, *, today: date, products: Collection[int] | None = None
) -> dict[int, tuple[LotLine, ...]]:
    """By line of the order, of which lots the shipment under way takes how much: what was scanned, then what expires
    first. Lines of goods that are kept by no lot are left out, and all but those of `products`. Raises NotFound."""
    order = session.scalar(select(OrderRow).where(OrderRow.number == number))
    if order is None:
        raise NotFound(kind="order", key=number)
    only = () if products is None else (OrderLineRow.product_id.in_(products),)
    lines = [
        line
        for line in session.scalars(
            select(OrderLineRow)
            .where(OrderLineRow.order_id == order.id, OrderLineRow.kind == LineKind.GOODS, *only)
            .order_by(OrderLineRow.position)
        )
        if line.product_id is not None and line.quantity > line.issued + line.later
    ]
    wanted = [
        (int(line.product_id or 0), order.warehouse_id, line.quantity - line.issued - line.later) for line in lines
    ]
    parts = lots.first_expired(session, wanted, sold_on=today, refuse=False, chosen=chosen_lots(session, lines))
    told = {
        line.id: tuple(LotLine(part.code, part.expires_on, part.quantity) for part in own if part.lot_id is not None)
        for line, own in zip(lines, parts, strict=True)
    }
    return {line_id: own for line_id, own in told.items() if own}
