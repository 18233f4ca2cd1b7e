"""What to buy: from minimum and target, what is promised and waited for, what is coming, and the pace of 90 days."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.warehouse.records import StockLine, ToBuy
from db.models.catalogue import ProductRow
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.stocktaking import DraftLineRow, DraftRow
from db.models.warehouse import StockMoveRow, StockRow, WarehouseRow
from db.statements import table_of
from db.vocabulary import DocumentKind, LineKind, OrderStatus, WarehouseKind

PACE_DAYS = 90
COVER_DAYS = 14
"""What has no minimum and would not last so long at the pace of 90 days is bought too."""
MOST_TO_BUY = 1_000


def list_to_buy(session: Session, *, today: date, warehouse: str = "", limit: int = MOST_TO_BUY) -> list[ToBuy]:
    """Goods that are sold, of which too few are or will be there: what is available and coming, less what orders wait
    for, is under the minimum or, where none is set, would not last a fortnight. Where nothing is left first."""
    s, w, p = StockRow, WarehouseRow, ProductRow
    pace, waiting, coming, sent = _pace(today), _waiting(), _coming(), _sent()
    sold, asked = func.coalesce(pace.c.quantity, 0), func.coalesce(waiting.c.quantity, 0)
    near = func.coalesce(coming.c.quantity, 0) + func.coalesce(sent.c.quantity, 0)
    free = s.on_hand - s.reserved + near - asked
    statement = (
        select(p.id, p.code, p.name, p.unit, w.code, s.on_hand, s.reserved, s.minimum, s.target, sold, near, asked)
        .select_from(s)
        .join(p, p.id == s.product_id)
        .join(w, w.id == s.warehouse_id)
        .where(w.kind == WarehouseKind.SALE, p.active)
        .where(or_(free < s.minimum, and_(s.minimum == 0, free * PACE_DAYS < sold * COVER_DAYS)))
    )
    for part in (pace, waiting, coming, sent):
        on = (part.c.product_id == s.product_id) & (part.c.warehouse_id == s.warehouse_id)
        statement = statement.outerjoin(part, on)
    if warehouse:
        statement = statement.where(w.code == warehouse)
    rows = session.execute(statement.order_by(free, p.code, w.code).limit(limit))
    return [ToBuy(StockLine(*row[:8]), row[8], int(row[9]), int(row[10]), int(row[11])) for row in rows]


def _pace(today: date) -> Any:
    """What left by W-Z in 90 days, less what W-Z corrections brought back."""
    m = StockMoveRow
    return _summed(
        select(m.product_id, m.warehouse_id, (-func.sum(m.quantity)).label("quantity")).where(
            m.kind.in_((DocumentKind.WZ, DocumentKind.WZK)), m.day > today - timedelta(days=PACE_DAYS)
        ),
        m.product_id,
        m.warehouse_id,
        "pace",
    )


def _waiting() -> Any:
    """What placed orders want and nothing is promised for yet, and what waits for a shipment behind the first."""
    line, order = OrderLineRow, OrderRow
    placed = order.status == OrderStatus.PLACED
    wanted = func.sum(case((placed, line.quantity - line.issued), else_=line.later)).label("quantity")
    under_way = order.status.in_((OrderStatus.RESERVED, OrderStatus.PICKED, OrderStatus.ISSUED, OrderStatus.LABELLED))
    later = or_(under_way, order.status == OrderStatus.HANDED_OVER) & (line.later > 0)
    return _summed(
        select(line.product_id, order.warehouse_id, wanted)
        .join(order, order.id == line.order_id)
        .where(line.kind == LineKind.GOODS, line.product_id.is_not(None), or_(placed, later)),
        line.product_id,
        order.warehouse_id,
        "waiting",
    )


def _coming() -> Any:
    """Receipts that are being written: drafts of PZ and PW."""
    line, draft = DraftLineRow, DraftRow
    return _summed(
        select(line.product_id, draft.warehouse_id, func.sum(line.quantity).label("quantity"))
        .join(draft, draft.id == line.draft_id)
        .where(draft.kind.in_((DocumentKind.PZ, DocumentKind.PW))),
        line.product_id,
        draft.warehouse_id,
        "coming",
    )


def _sent() -> Any:
    """Goods on the way to the warehouse."""
    m, line, d = StockMoveRow, DocumentLineRow, DocumentRow
    drawn, way = table_of(m).alias("drawn"), table_of(WarehouseRow).alias("way")
    gone = select(func.coalesce(func.sum(drawn.c.quantity), 0)).where(drawn.c.source_move_id == m.id).scalar_subquery()
    return _summed(
        select(m.product_id, d.target_warehouse_id.label("warehouse_id"), func.sum(m.quantity + gone).label("quantity"))
        .join(way, (way.c.id == m.warehouse_id) & (way.c.kind == WarehouseKind.TRANSIT))
        .join(line, line.id == m.document_line_id)
        .join(d, d.id == line.document_id)
        .where(m.quantity > 0, d.target_warehouse_id.is_not(None)),
        m.product_id,
        d.target_warehouse_id,
        "sent",
    )


def _summed(statement: Any, product: Any, warehouse: Any, name: str) -> Any:
    return statement.group_by(product, warehouse).subquery(name)
