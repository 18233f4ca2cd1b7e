"""Goods and stock as sheets that `import products` and `import stock` take in again without loss."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from crm_desktop.exchange.tables import Column, Kind, Table
from crm_desktop.money import price_text, quantity_text
from db.models.catalogue import ProductBarcodeRow, ProductGroupRow, ProductRow
from db.models.warehouse import StockRow, WarehouseRow

_PRODUCTS = (
    *("code", "name", "group", "subgroup", "unit", "whole_units", "net_price", "vat_rate", "weight_kg", "barcodes"),
    *("tracks_lots", "active"),
)
_STOCK = ("code", "name", "unit", "warehouse", "quantity", "reserved", "available", "minimum", "target")


def product_table(session: Session, *, limit: int) -> Table:
    """By code. Several barcodes stand in one cell, each with its quantity where that is not one."""
    p, own, sub = ProductRow, aliased(ProductGroupRow), aliased(ProductGroupRow)
    rows = session.execute(
        select(p, own.name, sub.name)
        .outerjoin(own, own.id == p.group_id)
        .outerjoin(sub, sub.id == p.subgroup_id)
        .order_by(p.code)
        .limit(limit)
    ).all()
    codes = _barcodes(session)
    cells = [
        [
            row.code,
            row.name,
            group or "",
            subgroup or "",
            row.unit,
            _yes_or_no(row.whole_units),
            price_text(row.net_price),
            row.vat_rate.value,
            quantity_text(row.weight_grams) if row.weight_grams else "",
            " ".join(codes.get(row.id, ())),
            _yes_or_no(row.tracks_lots),
            _yes_or_no(row.active),
        ]
        for row, group, subgroup in rows
    ]
    return Table("product", (), [Column(name) for name in _PRODUCTS], cells)


def _barcodes(session: Session) -> dict[int, list[str]]:
    b = ProductBarcodeRow
    found: dict[int, list[str]] = {}
    for product_id, code, quantity in session.execute(select(b.product_id, b.code, b.quantity).order_by(b.code)):
        found.setdefault(product_id, []).append(code if quantity == 1000 else f"{code}*{quantity_text(quantity)}")
    return found


def _yes_or_no(told: bool) -> str:
    return "true" if told else "false"


def stock_table(session: Session, *, limit: int) -> Table:
    p, s, w = ProductRow, StockRow, WarehouseRow
    rows = session.execute(
        select(p.code, p.name, p.unit, w.code, s.on_hand, s.reserved, s.on_hand - s.reserved, s.minimum, s.target)
        .join(s, s.product_id == p.id)
        .join(w, w.id == s.warehouse_id)
        .order_by(p.code, w.code)
        .limit(limit)
    )
    kinds = (Kind.TEXT,) * 4 + (Kind.QUANTITY,) * 5
    columns = [Column(name, kind) for name, kind in zip(_STOCK, kinds, strict=True)]
    return Table("stock", (), columns, [list(row) for row in rows])
