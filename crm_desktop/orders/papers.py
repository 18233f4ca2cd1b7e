"""The papers of an order that are no documents: its confirmation and its pick list, made anew from the order."""

from pathlib import Path
from typing import assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.errors import NotWritten
from crm_desktop.money import QUANTITY_SCALE, divide_half_away
from crm_desktop.orders.paper_records import OrderPaper, PaperMatter, Shelved
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import OrderCard
from db.models.catalogue import ProductBarcodeRow, ProductRow
from db.models.warehouse import StockRow, WarehouseRow
from db.session import Database
from db.vocabulary import LineKind


def order_paper(database: Database, number: str, paper: OrderPaper, *, language: str = "") -> bytes:
    """The PDF, in the language of the company's papers unless told otherwise. Raises NotFound."""
    with database.read() as session:
        matter = _matter(session, number)
    told = language or matter.settings.language
    match paper:
        case OrderPaper.CONFIRMATION:
            from crm_desktop.orders.confirmation_pdf import render as confirmation

            return confirmation(matter, language=told)
        case OrderPaper.PICK_LIST:
            from crm_desktop.orders.pick_list_pdf import render as pick_list

            return pick_list(matter, language=told)
        case _:
            assert_never(paper)


def save_paper(database: Database, number: str, paper: OrderPaper, file: Path) -> int:
    """Writes the PDF and answers its bytes. Raises NotFound, NotWritten."""
    pdf = order_paper(database, number, paper)
    try:
        file.write_bytes(pdf)
    except OSError as fault:
        raise NotWritten(file=str(file), reason=fault.strerror or str(fault)) from fault
    return len(pdf)


def _matter(session: Session, number: str) -> PaperMatter:
    card, configured = show_order(session, number), settings.load(session)
    house = session.get_one(WarehouseRow, card.warehouse_id)
    placed = card.row.placed_at or card.row.created_at
    return PaperMatter(
        card=card,
        settings=configured,
        warehouse=f"{house.code} · {house.name}",
        placed_on=clock.local_day(placed, configured.time_zone),
        shelves=_shelves(session, card),
    )


def goods_weight(session: Session, card: OrderCard) -> int:
    """Grams of what was picked for the shipment at hand, or left last; 0 where one's weight is not known."""
    goods = [line for line in card.lines if line.kind is LineKind.GOODS and line.product_id is not None]
    amounts = [(line.product_id, line.to_pick or line.issued) for line in goods]
    p = ProductRow
    ids = [product_id for product_id, _ in amounts]
    each = {row[0]: row[1] for row in session.execute(select(p.id, p.weight_grams).where(p.id.in_(ids)))}
    if not all(each.get(product_id or 0) for product_id in ids):
        return 0
    return sum(divide_half_away(each[product_id or 0] * amount, QUANTITY_SCALE) for product_id, amount in amounts)


def _shelves(session: Session, card: OrderCard) -> dict[int, Shelved]:
    ids = [line.product_id for line in card.lines if line.kind is LineKind.GOODS and line.product_id is not None]
    b, p, s = ProductBarcodeRow, ProductRow, StockRow
    codes: dict[int, str] = {}
    rows = session.execute(select(b.product_id, b.code).where(b.product_id.in_(ids)).order_by(b.quantity, b.code))
    for product_id, code in rows:
        codes.setdefault(product_id, code)
    found = session.execute(
        select(p.id, p.weight_grams, s.on_hand)
        .outerjoin(s, (s.product_id == p.id) & (s.warehouse_id == card.warehouse_id))
        .where(p.id.in_(ids))
    )
    return {row[0]: Shelved(codes.get(row[0], ""), row[1], row[2] or 0) for row in found}
