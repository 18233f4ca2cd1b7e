"""Reads for the screens of the warehouse: a product's card, what a scanned code is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crm_desktop import settings
from crm_desktop.catalogue.queries import scanned
from crm_desktop.catalogue.sheets import stock_goals
from crm_desktop.warehouse.queries import stock_card, warehouse_by_code
from crm_desktop.warehouse.records import GoodsCard, LotLine, Recognised, StockLine
from crm_desktop.warehouse.shelf_lists import places_of
from db.models.catalogue import ProductBarcodeRow, ProductGroupPriceRow, ProductGroupRow, ProductRow
from db.models.customers import CustomerGroupRow
from db.models.warehouse import LotRow, LotStockRow, StockMoveRow, StockRow, WarehouseRow

LEVEL_DAYS = 90


def goods_card(session: Session, product_code: str, *, warehouse: str, today: date) -> GoodsCard:
    """Everything of one product in one warehouse ("": it lies nowhere yet). Raises NotFound."""
    stock = stock_card(session, product_code, warehouse=warehouse, limit=200)
    house = warehouse_by_code(session, warehouse).warehouse_id if warehouse else 0
    product_id = stock.line.product_id
    p, g = ProductRow, ProductGroupRow
    sub = aliased(g)
    row = session.execute(
        select(p, func.coalesce(g.name, ""), func.coalesce(sub.name, ""))
        .outerjoin(g, g.id == p.group_id)
        .outerjoin(sub, sub.id == p.subgroup_id)
        .where(p.id == product_id)
    ).one()
    product: ProductRow = row[0]
    b = ProductBarcodeRow
    barcodes = session.execute(select(b.code, b.quantity).where(b.product_id == product_id).order_by(b.code))
    return GoodsCard(
        stock=stock,
        group=row[1],
        barcodes=tuple((code, quantity) for code, quantity in barcodes),
        net_price=product.net_price,
        vat_rate=product.vat_rate.value,
        currency=settings.load(session).currency,
        group_prices=_group_prices(session, product_id),
        lots=_lots(session, product_id, house),
        levels=_levels(session, product_id, house, stock.line.on_hand, today),
        elsewhere=tuple(line for line in _everywhere(session, product_id) if line.warehouse != warehouse),
        subgroup=row[2],
        weight_grams=product.weight_grams,
        tracks_lots=product.tracks_lots,
        active=product.active,
        goals=stock_goals(session, product_id),
        places=tuple(places_of(session, product_id)),
    )


def _group_prices(session: Session, product_id: int) -> tuple[tuple[str, int, int], ...]:
    price, group = ProductGroupPriceRow, CustomerGroupRow
    rows = session.execute(
        select(group.name, price.from_quantity, price.net_price)
        .join(group, group.id == price.customer_group_id)
        .where(price.product_id == product_id)
        .order_by(group.name, price.from_quantity)
    )
    return tuple((name, quantity, amount) for name, quantity, amount in rows)


def _lots(session: Session, product_id: int, warehouse_id: int) -> tuple[LotLine, ...]:
    """What is left of each, first expired first."""
    there, lot = LotStockRow, LotRow
    rows = session.execute(
        select(lot.code, lot.expires_on, there.on_hand)
        .join(lot, lot.id == there.lot_id)
        .where(lot.product_id == product_id, there.warehouse_id == warehouse_id, there.on_hand > 0)
        .order_by(lot.expires_on.is_(None), lot.expires_on, lot.code)
    )
    return tuple(LotLine(code, expires, quantity) for code, expires, quantity in rows)


def _levels(
    session: Session, product_id: int, warehouse_id: int, now: int, today: date
) -> tuple[tuple[date, int], ...]:
    """From the ledger backwards: what there is now less what moved since."""
    m, since = StockMoveRow, today - timedelta(days=LEVEL_DAYS)
    of_goods = (m.product_id == product_id, m.warehouse_id == warehouse_id, m.day > since)
    moved = session.execute(select(m.day, func.sum(m.quantity)).where(*of_goods).group_by(m.day).order_by(m.day)).all()
    level = now - sum(int(quantity) for _, quantity in moved)
    levels = [(since, level)]
    for day, quantity in moved:
        level += int(quantity)
        levels.append((day, level))
    if levels[-1][0] < today:
        levels.append((today, level))
    return tuple(levels)


def _line(*where: Any) -> Any:
    p, s, w = ProductRow, StockRow, WarehouseRow
    columns = (p.id, p.code, p.name, p.unit, w.code, s.on_hand, s.reserved, s.minimum, s.target, w.id)
    return select(*columns).join(s, s.product_id == p.id).join(w, w.id == s.warehouse_id).where(*where)


def _everywhere(session: Session, product_id: int) -> list[StockLine]:
    rows = session.execute(_line(StockRow.product_id == product_id).order_by(WarehouseRow.code))
    return [StockLine(*row[:8]) for row in rows]


def known_goods(session: Session, ids: Sequence[int]) -> dict[int, Recognised]:
    """By key of the product: as if each had been scanned once, for a draft that is continued."""
    p = ProductRow
    columns = (p.id, p.code, p.name, p.unit, p.whole_units, p.tracks_lots)
    rows = session.execute(select(*columns).where(p.id.in_(ids)))
    return {row[0]: Recognised(*row[:5], quantity=1_000, tracks_lots=row[5]) for row in rows}


def recognise(session: Session, code: str) -> Recognised:
    """What a scanned barcode, or a product's own code, stands for. Raises NotFound."""
    found = scanned(session, code.strip())
    p = ProductRow
    columns = (p.code, p.name, p.unit, p.whole_units, p.tracks_lots)
    row = session.execute(select(*columns).where(p.id == found.product_id)).one()
    return Recognised(
        found.product_id,
        *row[:4],
        quantity=found.quantity,
        tracks_lots=row[4],
        lot=found.lot,
        expires_on=found.expires_on,
    )
