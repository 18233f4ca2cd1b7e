"""Reads on lots: what is soon out of date, and where one came from and went."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.errors import NotFound
from crm_desktop.warehouse.lot_records import LotMove, LotThere, LotTrace
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.sales import OrderRow
from db.models.system import SearchRow
from db.models.warehouse import LotRow, LotStockRow, StockMoveRow, WarehouseRow
from db.vocabulary import SearchKind

SOON_DAYS = 30
MOST = 1_000


def _there() -> Select[*tuple[Any, ...]]:
    p, lot, there, w = ProductRow, LotRow, LotStockRow, WarehouseRow
    return (
        select(p.code, p.name, p.unit, lot.code, lot.expires_on, w.code, there.on_hand)
        .join(lot, lot.product_id == p.id)
        .join(there, there.lot_id == lot.id)
        .join(w, w.id == there.warehouse_id)
        .where(there.on_hand > 0)
        .order_by(lot.expires_on.is_(None), lot.expires_on, p.code, lot.code, w.code)
    )


def list_lots(
    session: Session, *, until: date | None = None, warehouse: str = "", search_for: str = "", limit: int = MOST
) -> list[LotThere]:
    """What lies there, what expires first before; `until` leaves what expires later. `search_for`: words of the goods,
    or the beginning of a lot's code."""
    statement = _there()
    if until is not None:
        statement = statement.where(LotRow.expires_on <= until)
    if warehouse:
        statement = statement.where(WarehouseRow.code == warehouse)
    if search_for.strip():
        found = search.matching(session, search_for, SearchKind.PRODUCT, limit=MOST)
        begins = LotRow.code.ilike(f"{_plain(search_for.strip())}%", escape="\\")
        statement = statement.where(ProductRow.id.in_(found) | begins)
    return [LotThere(*row) for row in session.execute(statement.limit(limit))]


def _plain(text: str) -> str:
    """For LIKE: nothing in it stands for anything else."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def expiring(session: Session, today: date, *, days: int = SOON_DAYS, warehouse: str = "") -> list[LotThere]:
    """What is out of date or will be within `days`, the oldest first."""
    return list_lots(session, until=today + timedelta(days=days), warehouse=warehouse)


def trace(session: Session, product: str, lot: str) -> LotTrace:
    """Every move of a lot, the first before. Raises NotFound."""
    found = session.execute(
        select(LotRow.id, ProductRow.code, ProductRow.name, ProductRow.unit, LotRow.code, LotRow.expires_on)
        .join(ProductRow, ProductRow.id == LotRow.product_id)
        .where(ProductRow.code == product, LotRow.code == lot)
    ).first()
    if found is None:
        raise NotFound(kind="lot", key=f"{product} / {lot}")
    there = session.execute(_there().where(LotRow.id == found[0]))
    return LotTrace(*found[1:], tuple(_moves(session, found[0])), tuple(LotThere(*row) for row in there))


def _moves(session: Session, lot_id: int) -> list[LotMove]:
    """Whoever is no customer (a supplier, another warehouse) is named as search names the document."""
    m, line, d, w, c, o, s = (
        StockMoveRow,
        DocumentLineRow,
        DocumentRow,
        WarehouseRow,
        CustomerRow,
        OrderRow,
        SearchRow,
    )
    party = func.coalesce(c.name, s.subtitle, "")
    rows = session.execute(
        select(m.day, m.kind, d.number, w.code, func.sum(m.quantity), party, func.coalesce(o.number, ""))
        .join(line, line.id == m.document_line_id)
        .join(d, d.id == line.document_id)
        .join(w, w.id == m.warehouse_id)
        .outerjoin(c, c.id == d.customer_id)
        .outerjoin(o, o.id == d.order_id)
        .outerjoin(s, (s.kind == SearchKind.DOCUMENT) & (s.record_id == d.id))
        .where(m.lot_id == lot_id)
        .group_by(m.day, m.kind, d.id, d.number, w.code, c.name, s.subtitle, o.number)
        .order_by(func.min(m.id))
    )
    return [LotMove(*row[:4], int(row[4]), *row[5:]) for row in rows]
