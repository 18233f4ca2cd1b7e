"""Law 11 for a batch: what shops' orders will lock is locked before any of them takes a number.

Orders that are here by key, then stock rows by key; the series come last. Without this the second order of a batch
would lock its goods while the first one's number, and goods of a higher key, are held: a seat that issues would wait
for this batch and this batch for the seat.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm import Session

from crm_desktop.intake.products import recognised
from crm_desktop.intake.records import WantedProduct
from crm_desktop.intake.shop_records import ShopLine
from crm_desktop.orders.records import PlaceOrder
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.rules import StockKey
from crm_desktop.work import Work
from db.models.catalogue import ProductBarcodeRow, ProductRow
from db.models.sales import OrderLineRow, OrderRow

_words: Any = bindparam("words", expanding=True)
_ORDERS = (
    select(OrderRow.id, OrderRow.warehouse_id)
    .where(OrderRow.external_ref.in_(bindparam("refs", expanding=True)))
    .order_by(OrderRow.id)
    .with_for_update()
)
_LINES = select(OrderLineRow.id, OrderLineRow.product_id, OrderRow.warehouse_id).join(
    OrderRow, OrderRow.id == OrderLineRow.order_id
)
_TOLD = union(
    select(ProductRow.code, ProductRow.id).where(ProductRow.code.in_(_words)),
    select(ProductRow.name, ProductRow.id).where(ProductRow.name.in_(_words)),
    select(ProductBarcodeRow.code, ProductBarcodeRow.product_id).where(ProductBarcodeRow.code.in_(_words)),
)
HOUSE = PlaceOrder(0, ()).warehouse_id
"""Where a shop's order is served from at first."""


def lock_goods(work: Work, refs: Sequence[str], lines: Sequence[ShopLine]) -> None:
    """`refs`: by which the orders are known; `lines` all that they name. Goods that come of it anew are nobody else's.

    SQLite has one writer at a time.
    """
    session = work.session
    if session.get_bind().dialect.name != "postgresql":
        return
    orders = {row[0]: row[1] for row in session.execute(_ORDERS, {"refs": list(set(refs))})}
    houses = {HOUSE, *orders.values()}
    keys = {(product_id, house) for product_id in _products(session, lines) for house in houses}
    stock.lock(session, keys | _of_orders(session, list(orders)))


def _products(session: Session, lines: Sequence[ShopLine]) -> set[int]:
    """Rather one too many than one too few: what is written like nothing on file is looked for as it will be."""
    words = {word for line in lines for word in _words_of(line)}
    if not words:
        return set()
    rows = session.execute(_TOLD, {"words": sorted(words)}).all()
    known, found = {row[0] for row in rows}, {int(row[1]) for row in rows}
    for line in lines:
        told = _words_of(line)
        if not any(word in known for word in told):
            wanted = tuple(WantedProduct(word) for word in told)
            found |= {product.product_id for product, _ in recognised(session, wanted) if product is not None}
    return found


def _words_of(line: ShopLine) -> list[str]:
    return [word for word in (line.code, line.barcode, line.name) if word]


def _of_orders(session: Session, order_ids: list[int]) -> set[StockKey]:
    """Goods of their lines, and what is promised to them wherever."""
    if not order_ids:
        return set()
    rows = session.execute(_LINES.where(OrderLineRow.order_id.in_(order_ids))).all()
    promised = stock.open_reservations(session, [row[0] for row in rows])
    goods = {(row[1], row[2]) for row in rows if row[1] is not None}
    return goods | {(one.product_id, one.warehouse_id) for one in promised}
