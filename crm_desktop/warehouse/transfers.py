"""Goods from one warehouse to another: sent (MM), on the way, received (MMP), with what went missing told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import IssuedDocument
from crm_desktop.errors import InvalidValue, KnownError, NotFound
from crm_desktop.warehouse import ledger, lots, stock
from crm_desktop.warehouse.drafts import drop_draft
from crm_desktop.warehouse.posting import (
    About,
    Written,
    checked_goods,
    issue,
    leave,
    products_of,
    told_shelf,
    warehouse_of,
    written,
)
from crm_desktop.warehouse.records import (
    GoodsLine,
    Missing,
    ReceiveTransfer,
    SendTransfer,
    TransferMoved,
)
from crm_desktop.warehouse.service import transit
from crm_desktop.warehouse.shelf_told import told_parts
from crm_desktop.work import Work, use_case
from db.locks import hold
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.warehouse import StockMoveRow, WarehouseRow
from db.vocabulary import DocumentKind, Permission, WarehouseKind


class NothingOnTheWay(KnownError):
    """All goods of the transfer have been received or accounted for: `document`."""

    code = "nothing_on_the_way"


@dataclass(slots=True)
class Leg:
    """A move that brought goods of a transfer on the way; `left` of it are there still."""

    move_id: int
    product_id: int
    lot_id: int | None
    left: int


@use_case(Permission.MOVE_STOCK)
def send_transfer(work: Work, command: SendTransfer) -> TransferMoved:
    """Goods leave for another warehouse and are on the way, of the lots that are told or of what expires first.

    Raises InvalidValue, NotFound, Shortage, LotNotThere, NotOnThatShelf.
    """
    if command.warehouse_id == command.target_warehouse_id:
        raise InvalidValue(field="target", value=command.target_warehouse_id, rule="another")
    products = checked_goods(work.session, command.lines)
    source = warehouse_of(work.session, command.warehouse_id)
    target = warehouse_of(work.session, command.target_warehouse_id)
    if WarehouseKind.TRANSIT in (source.kind, target.kind):
        raise InvalidValue(field="target", value=target.code, rule="another")
    way = transit(work)
    drop_draft(work, command.draft_id)
    gone = stock.sum_by_key((line.product_id, source.id, -line.quantity) for line in command.lines)
    here = {(product, way.id): -quantity for (product, _), quantity in gone.items()}
    everywhere = [(product, house.id) for product, _ in gone for house in (source, way, target)]
    if any(line.shelf for line in command.lines):
        stock.ready(work.session, everywhere)
    chosen = told_parts(work.session, products, command.lines, source.id)
    stock.move(work, gone | here, and_lock=everywhere)
    about = About(DocumentKind.MM, source, target=target, note=command.note, day=command.day)
    leaving = [(line.product_id, source.id, line.quantity) for line in command.lines]
    parts = lots.first_expired(work.session, leaving, chosen=chosen)
    document = issue(work, about, written(products, command.lines, parts))
    out = leave(command.lines, parts, document, source.id)
    put_on_the_way(work, DocumentKind.MM, out, way=way, day=command.day)
    if not command.receive:
        return TransferMoved(document.number)
    received = receive(work, ReceiveTransfer(document.number), day=command.day)
    return TransferMoved(document.number, received.received)


def put_on_the_way(
    work: Work, kind: DocumentKind, out: list[ledger.Move], *, way: WarehouseRow, day: date | None = None
) -> None:
    """Both ledger rows of each move: out of the warehouse, and on the way at the same cost."""
    posted = ledger.post(work, kind, out, day=day)
    brought = [
        replace(move, warehouse_id=way.id, quantity=-move.quantity, source_move_id=done.move_id)
        for move, done in zip(out, posted, strict=True)
    ]
    ledger.post(work, kind, brought, day=day)


@use_case(Permission.MOVE_STOCK)
def receive_transfer(work: Work, command: ReceiveTransfer) -> TransferMoved:
    """What was sent has come, all or a part. Raises NotFound, InvalidValue, NothingOnTheWay, and Shortage where more
    came than was sent and the sender has no more of it."""
    return receive(work, command)


def receive(work: Work, command: ReceiveTransfer, *, day: date | None = None) -> TransferMoved:
    sent = sent_transfer(work.session, command.number)
    legs = on_the_way(work.session, sent.id)
    left = _sum(legs)
    if not left:
        raise NothingOnTheWay(document=sent.number)
    if command.lines:
        checked_goods(work.session, command.lines)
    came = _by_product(command.lines) if command.lines else dict(left)
    products = products_of(work.session, {*left, *came})
    strange = next((key for key in came if key not in left), None)
    if strange is not None:
        raise InvalidValue(field="lines", value=products[strange].code, rule="not_on_document")
    source = warehouse_of(work.session, sent.warehouse_id)
    target = warehouse_of(work.session, int(sent.target_warehouse_id or 0))
    way = transit(work)
    more = {key: quantity - left[key] for key, quantity in came.items() if quantity > left[key]}
    missing = {key: quantity - came.get(key, 0) for key, quantity in left.items() if quantity > came.get(key, 0)}
    stock.ready(work.session, [(key, house.id) for key in products for house in (source, target, way)])
    others = _send_more(work, sent, more, source=source, way=way)
    legs = on_the_way(work.session, sent.id) if more else legs
    received = ""
    if came:
        about = About(DocumentKind.MMP, target, note=command.note, day=day, follows_id=sent.id)
        shelves = _told_shelves(command.lines)
        received = _leave_the_way(work, about, came, legs, way=way, to=target, shelves=shelves).number
    others += _account_for(work, command, sent, missing, legs, source=source, way=way)
    return TransferMoved(sent.number, received, tuple(others))


def _send_more(
    work: Work, sent: DocumentRow, more: Mapping[int, int], *, source: WarehouseRow, way: WarehouseRow
) -> list[str]:
    """More came than was written: the MM is corrected upwards."""
    if not more:
        return []
    changes = {(key, source.id): -quantity for key, quantity in more.items()}
    stock.move(work, changes | {(key, way.id): quantity for key, quantity in more.items()})
    products = products_of(work.session, more)
    target = warehouse_of(work.session, int(sent.target_warehouse_id or 0))
    about = About(DocumentKind.MMK, source, target=target, corrects_id=sent.id)
    lines = tuple(GoodsLine(key, quantity) for key, quantity in sorted(more.items()))
    parts = lots.first_expired(work.session, [(line.product_id, source.id, line.quantity) for line in lines])
    document = issue(work, about, written(products, lines, parts))
    put_on_the_way(work, DocumentKind.MMK, leave(lines, parts, document, source.id), way=way)
    return [document.number]


def _account_for(
    work: Work,
    command: ReceiveTransfer,
    sent: DocumentRow,
    missing: Mapping[int, int],
    legs: list[Leg],
    *,
    source: WarehouseRow,
    way: WarehouseRow,
) -> list[str]:
    """What did not come: back where it lay (the MM is corrected), or lost (an RW of what was on the way)."""
    if not missing or command.missing is Missing.WAITS:
        return []
    if command.missing is Missing.BACK:
        target = warehouse_of(work.session, int(sent.target_warehouse_id or 0))
        about = About(DocumentKind.MMK, source, target=target, note=command.note, corrects_id=sent.id)
        return [_leave_the_way(work, about, missing, legs, way=way, to=source, sign=-1).number]
    about = About(DocumentKind.RW, way, note=command.note, follows_id=sent.id)
    return [_leave_the_way(work, about, missing, legs, way=way, to=None).number]


def _leave_the_way(
    work: Work,
    about: About,
    quantities: Mapping[int, int],
    legs: list[Leg],
    *,
    way: WarehouseRow,
    to: WarehouseRow | None,
    sign: int = 1,
    shelves: Mapping[int, tuple[tuple[str, int], ...]] | None = None,
) -> IssuedDocument:
    """Goods leave what is on the way for a warehouse, or for nowhere; `legs` are left with the rest."""
    changes = {(key, way.id): -quantity for key, quantity in quantities.items()}
    arrive = {(key, to.id): quantity for key, quantity in quantities.items()} if to else {}
    stock.move(work, changes | arrive)
    drawn = _drawn(legs, quantities)
    document = issue(work, about, _lines_of(work.session, quantities, drawn, sign))
    line_of = dict(zip(sorted(quantities), document.line_ids, strict=True))
    out = [
        ledger.Move(
            leg.product_id, way.id, -pieces, line_of[leg.product_id], lot_id=leg.lot_id, source_move_id=leg.move_id
        )
        for leg, pieces in drawn
    ]
    posted = ledger.post(work, about.kind, out, day=about.day)
    if to is not None:
        brought = [
            ledger.Move(
                move.product_id,
                to.id,
                -move.quantity,
                move.document_line_id,
                lot_id=move.lot_id,
                source_move_id=done.move_id,
                shelves=(shelves or {}).get(move.product_id, ()),
            )
            for move, done in zip(out, posted, strict=True)
        ]
        ledger.post(work, about.kind, brought, day=about.day)
    return document


def _told_shelves(lines: tuple[GoodsLine, ...]) -> dict[int, tuple[tuple[str, int], ...]]:
    """On which shelves how much of each product comes."""
    told: dict[int, tuple[tuple[str, int], ...]] = {}
    for line in lines:
        told[line.product_id] = (*told.get(line.product_id, ()), *told_shelf(line))
    return told


def _lines_of(
    session: Session, quantities: Mapping[int, int], drawn: list[tuple[Leg, int]], sign: int
) -> list[Written]:
    """A line a product, with the lots it was sent in."""
    products = products_of(session, quantities)
    of_lots = lots.papers_of(session, [(leg.product_id, leg.lot_id, pieces) for leg, pieces in drawn])
    return [Written(products[key], sign * q, lots=of_lots.get(key, ())) for key, q in sorted(quantities.items())]


def _drawn(legs: list[Leg], quantities: Mapping[int, int]) -> list[tuple[Leg, int]]:
    """Which legs so much is taken from, in the order they were sent; what is taken is no longer left."""
    found, wanted = [], dict(quantities)
    for leg in legs:
        pieces = min(leg.left, wanted.get(leg.product_id, 0))
        if pieces:
            found.append((leg, pieces))
            leg.left -= pieces
            wanted[leg.product_id] -= pieces
    return found


def sent_of(session: Session, sent: DocumentRow) -> dict[int, int]:
    """How much of each product was sent, as corrections left it."""
    m, line, d = StockMoveRow, DocumentLineRow, DocumentRow
    rows = session.execute(
        select(m.product_id, -func.sum(m.quantity))
        .join(line, line.id == m.document_line_id)
        .join(d, d.id == line.document_id)
        .where((d.id == sent.id) | (d.corrects_id == sent.id), m.warehouse_id == sent.warehouse_id)
        .group_by(m.product_id)
    )
    return {product_id: int(quantity) for product_id, quantity in rows}


def correct_sent(work: Work, sent: DocumentRow, change: Mapping[int, int], *, reason: str) -> str:
    """So much more was sent (it leaves now) or less (it goes back from the way). "" where nothing changes.

    Raises Shortage, and InvalidValue where what was received would have to go back.
    """
    more = {key: quantity for key, quantity in change.items() if quantity > 0}
    back = {key: -quantity for key, quantity in change.items() if quantity < 0}
    source, way = warehouse_of(work.session, sent.warehouse_id), transit(work)
    stock.ready(work.session, [(key, house.id) for key in change for house in (source, way)])
    legs = on_the_way(work.session, sent.id)
    if any(_sum(legs).get(key, 0) < quantity for key, quantity in back.items()):
        raise InvalidValue(field="quantity", value=sent.number, rule="received_already")
    numbers = _send_more(work, sent, more, source=source, way=way)
    if back:
        target = warehouse_of(work.session, int(sent.target_warehouse_id or 0))
        about = About(DocumentKind.MMK, source, target=target, note=reason, corrects_id=sent.id)
        numbers.append(_leave_the_way(work, about, back, legs, way=way, to=source, sign=-1).number)
    return numbers[-1] if numbers else ""


def sent_transfer(session: Session, number: str) -> DocumentRow:
    """The MM, locked so that two do not receive it at once. Raises NotFound."""
    d = DocumentRow
    hold(session, "document", number)
    row = session.scalar(select(d).where(d.number == number, d.kind == DocumentKind.MM))
    if row is None or row.target_warehouse_id is None:
        raise NotFound(kind="document", key=number)
    return row


def on_the_way(session: Session, document_id: int) -> list[Leg]:
    """What the MM and its corrections brought on the way and has not left it."""
    m, line, d, w = StockMoveRow, DocumentLineRow, DocumentRow, WarehouseRow
    drawn = StockMoveRow.__table__.alias("drawn")
    gone = select(func.coalesce(func.sum(drawn.c.quantity), 0)).where(drawn.c.source_move_id == m.id).scalar_subquery()
    rows = session.execute(
        select(m.id, m.product_id, m.lot_id, m.quantity + gone)
        .join(line, line.id == m.document_line_id)
        .join(d, d.id == line.document_id)
        .join(w, w.id == m.warehouse_id)
        .where((d.id == document_id) | (d.corrects_id == document_id))
        .where(w.kind == WarehouseKind.TRANSIT, m.quantity > 0)
        .order_by(m.id)
    )
    return [Leg(move, product, lot, int(left)) for move, product, lot, left in rows if left > 0]


def _sum(legs: list[Leg]) -> dict[int, int]:
    found: dict[int, int] = {}
    for leg in legs:
        found[leg.product_id] = found.get(leg.product_id, 0) + leg.left
    return found


def _by_product(lines: tuple[GoodsLine, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for line in lines:
        found[line.product_id] = found.get(line.product_id, 0) + line.quantity
    return found
