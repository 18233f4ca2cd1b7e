"""A product as one edits it: read whole, saved whole."""

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.catalogue.records import (
    FieldFault,
    GroupPrice,
    NewProduct,
    ProductAdded,
    ProductSheet,
    SaveProduct,
    StockGoal,
)
from crm_desktop.catalogue.rules import faults_of
from crm_desktop.catalogue.service import create_product, group_key
from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductBarcodeRow, ProductGroupPriceRow, ProductGroupRow, ProductRow
from db.models.customers import CustomerGroupRow
from db.models.warehouse import LotRow, LotStockRow, StockRow, WarehouseRow
from db.vocabulary import Permission, SearchKind, Topic, WarehouseKind

MOST_NAMES = 500


def product_sheet(session: Session, code: str = "") -> ProductSheet:
    """Of the product with that code, or of one that is not there yet. Raises NotFound."""
    row = session.scalar(select(ProductRow).where(ProductRow.code == code)) if code else None
    if code and row is None:
        raise NotFound(kind="product", key=code)
    g, c = ProductGroupRow, CustomerGroupRow
    own = select(g.name).where(g.parent_id.is_(None)).order_by(g.name).limit(MOST_NAMES)
    sub = select(g.name).where(g.parent_id.is_not(None)).distinct().order_by(g.name).limit(MOST_NAMES)
    return ProductSheet(
        saved=_saved(session, row),
        groups=tuple(session.scalars(own)),
        subgroups=tuple(session.scalars(sub)),
        customer_groups=tuple(session.scalars(select(c.name).order_by(c.name).limit(MOST_NAMES))),
    )


def _saved(session: Session, row: ProductRow | None) -> SaveProduct:
    if row is None:
        return SaveProduct(NewProduct("", "", 0), goals=stock_goals(session, 0))
    b = ProductBarcodeRow
    barcodes = session.execute(select(b.code, b.quantity).where(b.product_id == row.id).order_by(b.quantity, b.code))
    product = NewProduct(
        code=row.code,
        name=row.name,
        net_price=row.net_price,
        unit=row.unit,
        vat_rate=row.vat_rate,
        group=_group_name(session, row.group_id),
        subgroup=_group_name(session, row.subgroup_id),
        whole_units=row.whole_units,
        barcodes=tuple((code, quantity) for code, quantity in barcodes),
        weight_grams=row.weight_grams,
        tracks_lots=row.tracks_lots,
        active=row.active,
    )
    return SaveProduct(product, _prices(session, row.id), stock_goals(session, row.id), row.id, row.version)


def _group_name(session: Session, key: int | None) -> str:
    return session.get_one(ProductGroupRow, key).name if key is not None else ""


def _prices(session: Session, product_id: int) -> tuple[GroupPrice, ...]:
    p, c = ProductGroupPriceRow, CustomerGroupRow
    rows = session.execute(
        select(c.name, p.from_quantity, p.net_price)
        .join(c, c.id == p.customer_group_id)
        .where(p.product_id == product_id)
        .order_by(c.name, p.from_quantity)
    )
    return tuple(GroupPrice(*row) for row in rows)


def stock_goals(session: Session, product_id: int) -> tuple[StockGoal, ...]:
    """One for every warehouse."""
    s, w = StockRow, WarehouseRow
    rows = session.execute(
        select(w.code, s.minimum, s.target, s.location)
        .outerjoin(s, (s.warehouse_id == w.id) & (s.product_id == product_id))
        .where(w.kind != WarehouseKind.TRANSIT)
        .order_by(w.id)
    )
    return tuple(StockGoal(code, minimum or 0, target or 0, location or "") for code, minimum, target, location in rows)


@use_case(Permission.EDIT_PRODUCTS)
def save_product(work: Work, command: SaveProduct) -> ProductAdded:
    """Raises InvalidValue (the first fault; `faults_of` tells all), StaleRecord, NotFound."""
    for fault in faults_of(command):
        raise _refused(fault)
    _free_barcodes(work.session, command)
    if command.product_id is None:
        added = create_product(work, command.product)
        _put_prices(work.session, added.product_id, command.prices)
        _put_goals(work, added.product_id, command.goals)
        return added
    return _change(work, command, command.product_id)


def _refused(fault: FieldFault) -> InvalidValue:
    return InvalidValue(field=fault.field, value=fault.value, rule=fault.rule)


def _free_barcodes(session: Session, command: SaveProduct) -> None:
    """No other product bears one of these, as a barcode or as its own code."""
    codes = [code for code, _ in command.product.barcodes]
    b, p = ProductBarcodeRow, ProductRow
    taken = select(b.code, p.code).join(p, p.id == b.product_id).where(b.code.in_(codes))
    owners = {row[0]: row[1] for row in session.execute(taken.where(p.id != (command.product_id or 0)))}
    for place, code in enumerate(codes):
        if code in owners:
            raise InvalidValue(field=f"barcodes.{place}.code", value=code, rule="barcode_taken", by=owners[code])


def _change(work: Work, command: SaveProduct, product_id: int) -> ProductAdded:
    session, wanted = work.session, command.product
    row = session.scalar(select(ProductRow).where(ProductRow.id == product_id).with_for_update())
    if row is None:
        raise NotFound(kind="product", key=product_id)
    if command.version is not None and command.version != row.version:
        raise StaleRecord(kind="product", key=row.code, mine=command.version, theirs=row.version)
    _check_change(session, row, wanted)
    before = _told(_saved(session, row))
    group = group_key(session, wanted.group, None)
    row.code, row.name, row.unit, row.net_price = wanted.code, wanted.name, wanted.unit, wanted.net_price
    row.group_id, row.subgroup_id = group, group_key(session, wanted.subgroup, group)
    row.whole_units, row.vat_rate, row.weight_grams = wanted.whole_units, wanted.vat_rate, wanted.weight_grams
    row.tracks_lots, row.active = wanted.tracks_lots, wanted.active
    row.version += 1
    session.flush()
    session.execute(delete(ProductBarcodeRow).where(ProductBarcodeRow.product_id == product_id))
    if wanted.barcodes:
        codes = [{"code": code, "product_id": product_id, "quantity": much} for code, much in wanted.barcodes]
        session.execute(insert(ProductBarcodeRow), codes)
    session.execute(delete(ProductGroupPriceRow).where(ProductGroupPriceRow.product_id == product_id))
    _put_prices(session, product_id, command.prices)
    _put_goals(work, product_id, command.goals)
    also = tuple(code for code, _ in wanted.barcodes)
    search.put(work, SearchKind.PRODUCT, product_id, title=row.name, subtitle=row.code, also=also)
    after = _told(command)
    changed = {key for key in after if after[key] != before.get(key)}
    work.audit(
        "edit",
        "product",
        product_id,
        before={key: before[key] for key in sorted(changed)},
        after={key: after[key] for key in sorted(changed)},
    )
    work.changed(Topic.PRODUCTS, product_id, label=row.code)
    return ProductAdded(product_id=product_id, code=row.code)


def _check_change(session: Session, row: ProductRow, wanted: NewProduct) -> None:
    """What would make what lies there untrue is refused."""
    taken = select(ProductRow.id).where(ProductRow.code == wanted.code, ProductRow.id != row.id)
    if session.scalar(taken) is not None:
        raise InvalidValue(field="code", value=wanted.code, rule="unique")
    if wanted.whole_units and not row.whole_units:
        s = StockRow
        parts = select(s.product_id).where(s.product_id == row.id, (s.on_hand % 1000 != 0) | (s.reserved % 1000 != 0))
        if session.execute(parts).first() is not None:
            raise InvalidValue(field="whole_units", value="true", rule="fractions_there")
    if row.tracks_lots and not wanted.tracks_lots:
        there = select(LotStockRow.lot_id).join(LotRow, LotRow.id == LotStockRow.lot_id)
        if session.execute(there.where(LotRow.product_id == row.id, LotStockRow.on_hand > 0)).first() is not None:
            raise InvalidValue(field="tracks_lots", value="false", rule="lots_there")


def _told(saved: SaveProduct) -> dict[str, Any]:
    """For the audit."""
    p = saved.product
    return {
        "code": p.code,
        "name": p.name,
        "net_price": p.net_price,
        "unit": p.unit,
        "vat_rate": p.vat_rate.value,
        "group": p.group,
        "subgroup": p.subgroup,
        "whole_units": p.whole_units,
        "weight_grams": p.weight_grams,
        "tracks_lots": p.tracks_lots,
        "active": p.active,
        "barcodes": sorted([code, quantity] for code, quantity in p.barcodes),
        "prices": sorted([one.customer_group, one.from_quantity, one.net_price] for one in saved.prices),
        "goals": sorted([one.warehouse, one.minimum, one.target, one.location] for one in saved.goals),
    }


def _put_prices(session: Session, product_id: int, prices: tuple[GroupPrice, ...]) -> None:
    if not prices:
        return
    c = CustomerGroupRow
    names = {price.customer_group for price in prices}
    keys = {row.name: row.id for row in session.execute(select(c.name, c.id).where(c.name.in_(names)))}
    missing = sorted(names - keys.keys())
    if missing:
        raise NotFound(kind="customer_group", key=missing[0])
    rows = [
        {
            "product_id": product_id,
            "customer_group_id": keys[price.customer_group],
            "from_quantity": price.from_quantity,
            "net_price": price.net_price,
        }
        for price in prices
    ]
    session.execute(insert(ProductGroupPriceRow), rows)


def _put_goals(work: Work, product_id: int, goals: tuple[StockGoal, ...]) -> None:
    """Rows of stock in the order of their keys (law 11); one is made only where something is set."""
    session, s, w = work.session, StockRow, WarehouseRow
    houses = {row.code: row.id for row in session.execute(select(w.code, w.id))}
    there = dict.fromkeys(session.scalars(select(s.warehouse_id).where(s.product_id == product_id).with_for_update()))
    for goal in sorted(goals, key=lambda one: houses.get(one.warehouse, 0)):
        house = houses.get(goal.warehouse)
        if house is None:
            raise NotFound(kind="warehouse", key=goal.warehouse)
        values = {"minimum": goal.minimum, "target": goal.target, "location": goal.location.strip()}
        if house in there:
            own = update(s).where(s.product_id == product_id, s.warehouse_id == house)
            session.execute(own.values(values))
        elif any(values.values()):
            session.execute(insert(s), {"product_id": product_id, "warehouse_id": house, **values})
    if goals:
        work.changed(Topic.STOCK, product_id)
