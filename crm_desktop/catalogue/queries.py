"""Reads: SQL straight to records."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.catalogue.gs1 import Gs1, read_gs1
from crm_desktop.catalogue.records import Product, Scanned
from crm_desktop.errors import NotFound
from crm_desktop.money import QUANTITY_SCALE
from db.models.catalogue import ProductBarcodeRow, ProductGroupRow, ProductRow
from db.models.warehouse import StockRow
from db.vocabulary import SearchKind


def _products(warehouse_id: int) -> Select[*tuple[Any, ...]]:
    p, g, s = ProductRow, ProductGroupRow, StockRow
    return (
        select(
            p.id,
            p.code,
            p.name,
            p.unit,
            p.whole_units,
            p.net_price,
            p.vat_rate,
            func.coalesce(g.name, ""),
            p.active,
            func.coalesce(s.on_hand, 0),
            func.coalesce(s.reserved, 0),
        )
        .outerjoin(g, g.id == p.group_id)
        .outerjoin(s, (s.product_id == p.id) & (s.warehouse_id == warehouse_id))
    )


def list_products(session: Session, *, search_for: str = "", warehouse_id: int = 1, limit: int = 200) -> list[Product]:
    """By name; with `search_for` those that hold its words (name, code, barcode)."""
    statement = _products(warehouse_id)
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.PRODUCT,), limit=limit)
        statement = statement.where(ProductRow.id.in_([hit.record_id for hit in hits]))
    return [Product(*row) for row in session.execute(statement.order_by(ProductRow.name, ProductRow.id).limit(limit))]


def product_by_code(session: Session, code: str, *, warehouse_id: int = 1) -> Product:
    """Raises NotFound. Codes compare byte for byte."""
    row = session.execute(_products(warehouse_id).where(ProductRow.code == code)).first()
    if row is None:
        raise NotFound(kind="product", key=code)
    return Product(*row)


def products_by_id(session: Session, ids: list[int], *, warehouse_id: int = 1) -> dict[int, Product]:
    rows = session.execute(_products(warehouse_id).where(ProductRow.id.in_(ids)))
    return {row[0]: Product(*row) for row in rows}


def scanned(session: Session, code: str) -> Scanned:
    """What a scanned barcode, a product's own code, or a GS1 barcode stands for. Raises NotFound."""
    row = session.execute(
        select(ProductBarcodeRow.product_id, ProductBarcodeRow.quantity).where(ProductBarcodeRow.code == code)
    ).first()
    if row is not None:
        return Scanned(*row)
    product_id = session.scalar(select(ProductRow.id).where(ProductRow.code == code))
    if product_id is not None:
        return Scanned(product_id=product_id, quantity=QUANTITY_SCALE)
    told = read_gs1(code)
    found = _by_gtin(session, told) if told else None
    if found is None:
        raise NotFound(kind="barcode", key=code)
    return found


def _by_gtin(session: Session, told: Gs1) -> Scanned | None:
    b, p = ProductBarcodeRow, ProductRow
    rows = session.execute(
        select(b.code, b.product_id, b.quantity, p.whole_units)
        .join(p, p.id == b.product_id)
        .where(b.code.in_(told.codes))
    )
    known = {row[0]: row[1:] for row in rows}
    for code in told.codes:
        if code in known:
            product_id, quantity, whole_units = known[code]
            much = quantity * (told.count or 1)
            if told.weight and not whole_units:
                much = told.weight
            return Scanned(product_id, much, told.lot, told.expires_on)
    return None
