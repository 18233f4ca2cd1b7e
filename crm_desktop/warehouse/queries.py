"""Reads: SQL straight to records."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.errors import NotFound
from crm_desktop.warehouse.records import LevelOn, Promise, StockCard, StockCardLine, StockLine, Warehouse
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import ReservationRow, StockMoveRow, StockRow, WarehouseRow
from db.vocabulary import ReservationState, SearchKind, WarehouseKind


def list_warehouses(session: Session) -> list[Warehouse]:
    """By code; where goods on the way are is no place that a person chooses."""
    w = WarehouseRow
    rows = session.scalars(select(w).where(w.kind != WarehouseKind.TRANSIT).order_by(w.code))
    return [Warehouse(row.id, row.code, row.name, row.kind) for row in rows]


def warehouse_by_code(session: Session, code: str) -> Warehouse:
    """Raises NotFound."""
    row = session.scalar(select(WarehouseRow).where(WarehouseRow.code == code))
    if row is None:
        raise NotFound(kind="warehouse", key=code)
    return Warehouse(row.id, row.code, row.name, row.kind)


def _lines() -> Select[*tuple[Any, ...]]:
    p, s, w = ProductRow, StockRow, WarehouseRow
    return (
        select(p.id, p.code, p.name, p.unit, w.code, s.on_hand, s.reserved, s.minimum)
        .join(s, s.product_id == p.id)
        .join(w, w.id == s.warehouse_id)
    )


def list_stock(
    session: Session, *, search_for: str = "", warehouse: str = "", product: str = "", limit: int = 500
) -> list[StockLine]:
    """Stock rows by product code; a product lies once a warehouse."""
    statement = _lines()
    if product:
        statement = statement.where(ProductRow.code == product)
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.PRODUCT,), limit=limit)
        statement = statement.where(ProductRow.id.in_([hit.record_id for hit in hits]))
    if warehouse:
        statement = statement.where(WarehouseRow.code == warehouse)
    rows = session.execute(statement.order_by(ProductRow.code, WarehouseRow.code).limit(limit))
    return [StockLine(*row) for row in rows]


def stock_card(session: Session, product_code: str, *, warehouse: str, limit: int = 500) -> StockCard:
    """Moves with their running balance, the newest first, and what is promised to whom; `warehouse` "" for goods that
    lie nowhere yet. Raises NotFound."""
    if not warehouse:
        return StockCard(_nowhere(session, product_code), (), ())
    row = session.execute(_lines().where(ProductRow.code == product_code, WarehouseRow.code == warehouse)).first()
    if row is None:
        raise NotFound(kind="stock", key=f"{product_code} / {warehouse}")
    line = StockLine(*row)
    house = warehouse_by_code(session, warehouse)
    return StockCard(
        line=line,
        moves=tuple(_moves(session, line.product_id, house.warehouse_id, limit)),
        promises=tuple(_promises(session, line.product_id, house.warehouse_id)),
    )


def _nowhere(session: Session, product_code: str) -> StockLine:
    p = ProductRow
    row = session.execute(select(p.id, p.code, p.name, p.unit).where(p.code == product_code)).first()
    if row is None:
        raise NotFound(kind="product", key=product_code)
    return StockLine(*row, "", 0, 0, 0)


def _moves(session: Session, product_id: int, warehouse_id: int, limit: int) -> list[StockCardLine]:
    m, line, document = StockMoveRow, DocumentLineRow, DocumentRow
    balance = func.sum(m.quantity).over(order_by=m.id)
    rows = session.execute(
        select(m.at, m.day, m.kind, document.number, m.quantity, balance)
        .join(line, line.id == m.document_line_id)
        .join(document, document.id == line.document_id)
        .where(m.product_id == product_id, m.warehouse_id == warehouse_id)
        .order_by(m.id.desc())
        .limit(limit)
    )
    return [StockCardLine(*row[:5], int(row[5])) for row in rows]


def _promises(session: Session, product_id: int, warehouse_id: int) -> list[Promise]:
    r, line, order, customer = ReservationRow, OrderLineRow, OrderRow, CustomerRow
    rows = session.execute(
        select(order.number, customer.name, r.quantity, r.expires_at)
        .join(line, line.id == r.order_line_id)
        .join(order, order.id == line.order_id)
        .join(customer, customer.id == order.customer_id)
        .where(
            r.product_id == product_id,
            r.warehouse_id == warehouse_id,
            r.state == ReservationState.OPEN,
        )
        .order_by(r.expires_at, r.id)
    )
    return [Promise(*row) for row in rows]


def levels_on(session: Session, day: date, *, product: str = "", warehouse: str = "") -> list[LevelOn]:
    """What lay there when `day` ended, by the days on which goods moved; what lay nowhere is left out."""
    m, p, w = StockMoveRow, ProductRow, WarehouseRow
    statement = (
        select(p.code, p.name, p.unit, w.code, func.sum(m.quantity))
        .join(p, p.id == m.product_id)
        .join(w, w.id == m.warehouse_id)
        .where(m.day <= day)
        .group_by(p.id, p.code, p.name, p.unit, w.code)
        .having(func.sum(m.quantity) != 0)
        .order_by(p.code, w.code)
    )
    if product:
        statement = statement.where(p.code == product)
    if warehouse:
        statement = statement.where(w.code == warehouse)
    return [LevelOn(*row[:4], int(row[4])) for row in session.execute(statement)]
