"""The goods of an order leave: stock, W-Z, ledger, cost; all inside the step's transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.customers.queries import seat_of
from crm_desktop.customers.records import PostalAddress
from crm_desktop.documents.records import IssuedDocument, PaperLine, Party, Snapshot
from crm_desktop.documents.service import issue_document
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.money import share
from crm_desktop.orders.drafting import printed_price
from crm_desktop.orders.picked_lots import chosen_lots, forget_chosen
from crm_desktop.orders.picked_shelves import Places, chosen_shelves
from crm_desktop.orders.queries import delivery_address
from crm_desktop.settings import Settings
from crm_desktop.warehouse import ledger, lots, stock
from crm_desktop.warehouse.costing import NOTHING, Cost
from crm_desktop.warehouse.line_costs import add_line_costs
from crm_desktop.warehouse.rules import StockKey
from crm_desktop.warehouse.shelf_ledger import noted
from crm_desktop.work import Actor, Work
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OrderLineRow, OrderRow, ShipmentRow
from db.models.warehouse import WarehouseRow
from db.prepared import Prepared, write_rows
from db.session import Database
from db.statements import table_of
from db.vocabulary import DocumentKind, LineKind, OrderStatus, PriceMode, ReservationState

NO_NUMBER = "WZ …"
"""On a preview: the number is taken when it is issued."""
_lines, _customers, _houses = table_of(OrderLineRow), table_of(CustomerRow).c, table_of(WarehouseRow).c
_BUYER = Prepared(select(_customers.name, _customers.nip).where(_customers.id == bindparam("of")))
_HOUSE = Prepared(select(_houses.code, _houses.name).where(_houses.id == bindparam("of")))
_ISSUED = Prepared(
    update(_lines)
    .where(_lines.c.id.in_(bindparam("ids", expanding=True)))
    .values(issued=_lines.c.quantity - _lines.c.later)
)
_TO_ISSUE = (
    select(OrderLineRow, ProductRow.code)
    .join(ProductRow, ProductRow.id == OrderLineRow.product_id)
    .where(
        OrderLineRow.order_id == bindparam("order_id"),
        OrderLineRow.kind == LineKind.GOODS,
        OrderLineRow.quantity > OrderLineRow.issued + OrderLineRow.later,
    )
    .order_by(OrderLineRow.position)
)


def issue_goods(work: Work, order: OrderRow, reservations: list[stock.Promise]) -> str:
    """Takes what is promised to the order off the stock and answers the number of its W-Z.

    The promise was made good just before (`promise_again`), which locked the stock rows and answers `reservations`.
    """
    lines = _lines_to_issue(work.session, order)
    if not lines:
        raise InvalidValue(field="lines", value=order.number, rule="nothing_to_issue")
    sums: dict[tuple[int, int], int] = {}
    for row in reservations:
        key = (row.product_id, row.warehouse_id)
        sums[key] = sums.get(key, 0) + row.quantity
    chosen = chosen_lots(work.session, [line for line, _ in lines])
    parts = _parts(work.session, order, lines, work.today, chosen=chosen)
    told = _told_shelves(work.session, lines, sums)
    stock.close_reservations(work, reservations, ReservationState.CONSUMED)
    stock.change_levels(work, {key: (-quantity, -quantity) for key, quantity in sums.items()})
    if chosen or told:
        forget_chosen(work.session, [line for line, _ in lines])
    document = issue_document(
        work,
        _paper(work.session, work.settings, work.today, work.actor.name, order, lines, parts),
        warehouse_id=order.warehouse_id,
        product_ids=[int(line.product_id or 0) for line, _ in lines],
        customer_id=order.customer_id,
        order_id=order.id,
    )
    moves = _moves(order, lines, parts, document, told)
    posted = ledger.post(work, DocumentKind.WZ, moves)
    _close_lines(work, moves, posted)
    shipment = {"order_id": order.id, "document_id": document.document_id, "status": OrderStatus.ISSUED}
    write_rows(work.session, ShipmentRow, [shipment])
    return document.number


def _lines_to_issue(session: Session, order: OrderRow) -> list[tuple[OrderLineRow, str]]:
    """The goods lines with something left to issue, each with its product's code."""
    rows = session.execute(_TO_ISSUE, {"order_id": order.id})
    return [(line, code) for line, code in rows]


def _parts(
    session: Session,
    order: OrderRow,
    lines: list[tuple[OrderLineRow, str]],
    today: date,
    *,
    chosen: lots.Chosen,
    refuse: bool = True,
) -> list[lots.Parts]:
    """The lots that leave, those that were picked before others; raises Shortage where only goods that are out of date
    are left, unless it only looks."""
    wanted = [(int(line.product_id or 0), order.warehouse_id, _left(line)) for line, _ in lines]
    return lots.first_expired(session, wanted, sold_on=today, refuse=refuse, chosen=chosen)


def _moves(
    order: OrderRow,
    lines: list[tuple[OrderLineRow, str]],
    parts: list[lots.Parts],
    document: IssuedDocument,
    told: dict[int, Places],
) -> list[ledger.Move]:
    """One for each lot of a line."""
    return [
        ledger.Move(
            product_id=int(line.product_id or 0),
            warehouse_id=order.warehouse_id,
            quantity=-part.quantity,
            document_line_id=document_line_id,
            order_line_id=line.id,
            lot_id=part.lot_id,
            shelves=told.get(line.id, ()),
        )
        for (line, _), own, document_line_id in zip(lines, parts, document.line_ids, strict=True)
        for part in own
    ]


def _told_shelves(
    session: Session, lines: list[tuple[OrderLineRow, str]], keys: Collection[StockKey]
) -> dict[int, Places]:
    """Off which shelves the lines were picked; asked only where goods lie on several, as their locks have told."""
    if not any(noted(session, key)[1] for key in keys):
        return {}
    return chosen_shelves(session, [line.id for line, _ in lines])


def _close_lines(work: Work, moves: list[ledger.Move], posted: list[ledger.Posted]) -> None:
    ids = [int(move.order_line_id or 0) for move in moves]
    _ISSUED.change(work.session, {"ids": ids})
    if ledger.values_by_itself(work.session):
        return
    costs: dict[int, Cost] = {}
    for line_id, done in zip(ids, posted, strict=True):
        if done.cost.quantity:
            costs[line_id] = costs.get(line_id, NOTHING) + done.cost
    add_line_costs(work.session, costs)


def _left(line: OrderLineRow) -> int:
    """What this shipment takes of the line."""
    return line.quantity - line.issued - line.later


def preview(database: Database, number: str, *, actor: Actor) -> bytes:
    """The W-Z as it would be issued today, one copy, without its number. Raises NotFound."""
    with database.read() as session:
        order = session.scalar(select(OrderRow).where(OrderRow.number == number))
        if order is None:
            raise NotFound(kind="order", key=number)
        configured = settings.load(session)
        today = clock.local_day(clock.now(), configured.time_zone)
        lines = _lines_to_issue(session, order)
        chosen = chosen_lots(session, [line for line, _ in lines])
        parts = _parts(session, order, lines, today, chosen=chosen, refuse=False)
        paper = _paper(session, configured, today, actor.name, order, lines, parts)
    from crm_desktop.documents.pdf import render

    return render(replace(paper, number=NO_NUMBER, copies=1))


def _paper(
    session: Session,
    configured: Settings,
    today: date,
    issued_by: str,
    order: OrderRow,
    lines: list[tuple[OrderLineRow, str]],
    parts: list[lots.Parts],
) -> Snapshot:
    (name, nip), (code, house) = _names(session, order)
    company = configured.company
    return Snapshot(
        kind=DocumentKind.WZ,
        number="",
        issuer=Party(company.name, company.street, company.postal_code, company.city, company.country, company.nip),
        recipient=_party(seat_of(session, order.customer_id), name=name, nip=nip),
        delivery=_party(delivery_address(order), name=order.delivery_name),
        warehouse=f"{code} · {house}",
        issued_on=today,
        moved_on=today,
        lines=tuple(
            _paper_line(position, line, product, own, order.price_mode)
            for position, ((line, product), own) in enumerate(zip(lines, parts, strict=True), 1)
        ),
        order_number=order.number,
        note=order.note,
        issued_by=issued_by,
        show_prices=configured.show_prices_on_wz,
        copies=configured.copies_of_wz,
        currency=order.currency,
        language=configured.language,
    )


def _names(session: Session, order: OrderRow) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The buyer's name and NIP, the warehouse's code and name."""
    buyer, house = _BUYER.row(session, {"of": order.customer_id}), _HOUSE.row(session, {"of": order.warehouse_id})
    assert buyer is not None and house is not None  # the order refers to both
    return buyer, house


def _paper_line(position: int, line: OrderLineRow, code: str, parts: lots.Parts, mode: PriceMode) -> PaperLine:
    left = _left(line)
    return PaperLine(
        position=position,
        code=code,
        name=line.name,
        unit=line.unit,
        quantity=left,
        unit_price=printed_price(line, mode),
        value=share(line.net, left, line.quantity),
        lots=lots.papers(parts),
    )


def _party(address: PostalAddress, *, name: str, nip: str = "") -> Party:
    return Party(name or address.name, address.street, address.postal_code, address.city, address.country, nip)
