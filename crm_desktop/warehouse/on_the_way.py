"""Transfers whose goods have left and not come."""

from collections import Counter

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from crm_desktop.warehouse.posting import products_of
from crm_desktop.warehouse.records import OnTheWay, UnderWay
from crm_desktop.warehouse.transfers import on_the_way, sent_of, sent_transfer
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.warehouse import StockMoveRow, WarehouseRow
from db.statements import table_of
from db.vocabulary import DocumentKind, WarehouseKind


def under_way(session: Session) -> list[OnTheWay]:
    """The oldest first; what an MM sent, by its corrections too, less what was received, sent back or lost."""
    m, line, d, w = StockMoveRow, DocumentLineRow, DocumentRow, WarehouseRow
    drawn, way, target = table_of(m).alias("drawn"), table_of(w).alias("way"), table_of(w).alias("target")
    sent = table_of(d).alias("sent")
    gone = select(func.coalesce(func.sum(drawn.c.quantity), 0)).where(drawn.c.source_move_id == m.id).scalar_subquery()
    rows = session.execute(
        select(sent.c.number, sent.c.issued_on, target.c.code, target.c.name, func.count(distinct(m.product_id)))
        .select_from(m)
        .join(way, (way.c.id == m.warehouse_id) & (way.c.kind == WarehouseKind.TRANSIT))
        .join(line, line.id == m.document_line_id)
        .join(d, d.id == line.document_id)
        .join(sent, sent.c.id == func.coalesce(d.corrects_id, d.id))
        .join(target, target.c.id == sent.c.target_warehouse_id)
        .where(m.quantity > 0, sent.c.kind == DocumentKind.MM, m.quantity + gone > 0)
        .group_by(sent.c.id, sent.c.number, sent.c.issued_on, target.c.code, target.c.name)
        .order_by(sent.c.id)
    )
    return [OnTheWay(number, day, f"{code} · {name}", goods) for number, day, code, name, goods in rows]


def goods_under_way(session: Session, number: str) -> list[UnderWay]:
    """What an MM sent and what of each product is on the way still, by code; what has come whole too.

    Raises NotFound.
    """
    sent = sent_transfer(session, number)
    left = Counter[int]()
    for leg in on_the_way(session, sent.id):
        left[leg.product_id] += leg.left
    whole = sent_of(session, sent)
    found = [
        UnderWay(key, p.code, p.name, p.unit, p.whole_units, whole[key], left[key])
        for key, p in products_of(session, whole).items()
    ]
    return sorted(found, key=lambda one: one.code)
