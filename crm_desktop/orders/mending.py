"""What of a document may be corrected or brought back, for the screen that asks how much is right."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import NotFound
from crm_desktop.orders.records import Mendable, MendableLine
from crm_desktop.warehouse import standing
from crm_desktop.warehouse.posting import products_of
from crm_desktop.warehouse.standing import RECEIPTS, totals
from crm_desktop.warehouse.transfers import sent_of
from db.models.documents import DocumentRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import DocumentKind, LineKind, WarehouseKind


def mendable(session: Session, number: str, *, priced: bool = False) -> Mendable:
    """The goods of a document as corrections left them; without lines where it is not corrected. `priced`: with what
    the goods of a W-Z are sold at. Raises NotFound."""
    d, w, o = DocumentRow, WarehouseRow, OrderRow
    found = session.execute(
        select(d, w.kind, w.code, o.number)
        .join(w, w.id == d.warehouse_id)
        .outerjoin(o, o.id == d.order_id)
        .where(d.number == number)
    ).first()
    if found is None:
        raise NotFound(kind="document", key=number)
    document, house, code, order = found
    there = {} if house is WarehouseKind.TRANSIT else _there(session, document)
    products = products_of(session, there)
    prices = _prices(session, document.order_id) if priced and document.kind is DocumentKind.WZ else {}
    lines = [
        MendableLine(key, p.code, p.name, p.unit, p.whole_units, there[key], prices.get(key))
        for key, p in products.items()
    ]
    lines.sort(key=lambda line: line.code)
    return Mendable(number, document.kind, code, order or "", document.kind in RECEIPTS, tuple(lines))


def _there(session: Session, document: DocumentRow) -> dict[int, int]:
    match document.kind:
        case DocumentKind.PZ | DocumentKind.PW:
            return totals(standing.received(session, document.id))
        case DocumentKind.RW:
            return totals(standing.left(session, [document.id]))
        case DocumentKind.WZ if document.order_id is not None:
            return totals(standing.left(session, [document.id]))
        case DocumentKind.MM if document.target_warehouse_id is not None:
            return sent_of(session, document)
        case _:
            return {}


def _prices(session: Session, order_id: int | None) -> dict[int, int]:
    """What an order sells each product at; without what it sells at several prices."""
    line = OrderLineRow
    rows = session.execute(
        select(line.product_id, func.min(line.unit_price))
        .where(line.order_id == order_id, line.kind == LineKind.GOODS, line.product_id.is_not(None))
        .group_by(line.product_id)
        .having(func.min(line.unit_price) == func.max(line.unit_price))
    )
    return {product: int(price) for product, price in rows if product is not None}
