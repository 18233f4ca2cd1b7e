"""Transfers whose goods have left and not come."""

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from crm_desktop.warehouse.records import OnTheWay
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
