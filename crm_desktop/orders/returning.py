"""Goods that a customer brings back, against the W-Z they left with; the order and the figures follow on the day."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.customers.contact import move_contact
from crm_desktop.customers.rules import ContactEvent
from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import quantity_text, share
from crm_desktop.orders.coming_back import Back, lines_of, take_back
from crm_desktop.orders.drafting import check_version, locked_order
from crm_desktop.orders.records import Goods, GoodsReturned, ReturnGoods
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.posting import products_of, warehouse_of
from crm_desktop.warehouse.shelf_ledger import clean
from crm_desktop.warehouse.standing import Standing, from_the_last, left, totals
from crm_desktop.work import Work, use_case
from db.models.documents import DocumentRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import StockMoveRow, WarehouseRow
from db.prepared import write_row
from db.vocabulary import DocumentKind, LineKind, Permission, TimelineKind, Topic, WarehouseKind


class MoreThanIssued(KnownError):
    """More comes back than the customer has: `order`, `product`, `has`, `told`."""

    code = "more_than_issued"


class NothingIssued(KnownError):
    """The customer has nothing of the order that could come back: `order`."""

    code = "nothing_issued"


@use_case(Permission.ISSUE_DOCUMENTS)
def return_goods(work: Work, command: ReturnGoods) -> GoodsReturned:
    """To stock for sale, quarantine or damaged, at what the goods cost when they left.

    Raises NothingIssued, MoreThanIssued, NotFound, StaleRecord.
    """
    row = locked_order(work.session, command.number)
    check_version(row, command.version)
    moves = issued_of(work.session, row, command.document)
    there = {key: quantity for key, quantity in totals(moves).items() if quantity}
    if not there:
        raise NothingIssued(order=row.number)
    wanted = _wanted(work.session, row, command.lines, there)
    house = warehouse_of(work.session, command.warehouse_id or row.warehouse_id)
    if house.kind is WarehouseKind.TRANSIT:
        raise NotFound(kind="warehouse", key=house.id)
    stock.move(work, {(product, house.id): quantity for product, quantity in wanted.items()})
    taken = [one for product, quantity in sorted(wanted.items()) for one in from_the_last(moves[product], quantity)]
    shelves = {one.product_id: clean(one.shelf) for one in command.lines}
    numbers, net = _by_document(work, row, house, taken, reason=command.reason.strip(), shelves=shelves)
    return _told(work, row, house, numbers, net, command.reason.strip())


def _wanted(session: Session, row: OrderRow, goods: Sequence[Goods], there: Mapping[int, int]) -> dict[int, int]:
    if not goods:
        return dict(there)
    wanted: dict[int, int] = {}
    for one in goods:
        wanted[one.product_id] = wanted.get(one.product_id, 0) + one.quantity
    products = products_of(session, wanted)
    for product_id, quantity in wanted.items():
        has, whole = there.get(product_id, 0), products[product_id].whole_units
        if not 0 < quantity <= has or (whole and quantity % 1000):
            code = products[product_id].code
            raise MoreThanIssued(order=row.number, product=code, has=quantity_text(has), told=quantity_text(quantity))
    return wanted


def _by_document(
    work: Work,
    row: OrderRow,
    house: WarehouseRow,
    taken: list[tuple[Standing, int]],
    *,
    reason: str,
    shelves: Mapping[int, str],
) -> tuple[list[str], int]:
    """A WZK for each W-Z, and a line of the order for each line that something comes back of."""
    lines = lines_of(work.session, [move.order_line_id or 0 for move, _ in taken])
    before = returned_of(work.session, list(lines))
    last = work.session.scalar(select(func.max(OrderLineRow.position)).where(OrderLineRow.order_id == row.id)) or 0
    numbers, net = [], 0
    for document_id in sorted({move.document_id for move, _ in taken}):
        backs = []
        for move, quantity in taken:
            if move.document_id != document_id:
                continue
            line = lines[move.order_line_id or 0]
            done = before.get(line.id, 0)
            part = share(line.net, done + quantity, line.quantity) - share(line.net, done, line.quantity)
            before[line.id], last, net = done + quantity, last + 1, net + part
            line_id = _return_line(work, line, quantity, part, position=last)
            backs.append(Back(move, quantity, line_id, shelves.get(move.product_id, "")))
        numbers.append(take_back(work, work.session.get_one(DocumentRow, document_id), house, backs, reason=reason))
    return numbers, net


def _return_line(work: Work, line: OrderLineRow, quantity: int, net: int, *, position: int) -> int:
    values = {
        "order_id": line.order_id,
        "position": position,
        "kind": LineKind.RETURN,
        "product_id": line.product_id,
        "name": line.name,
        "unit": line.unit,
        "quantity": -quantity,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "vat_rate": line.vat_rate,
        "net": -net,
        "sold_on": work.today,
    }
    return write_row(work.session, OrderLineRow, values)


def returned_of(session: Session, line_ids: Sequence[int]) -> dict[int, int]:
    """How much of each line of an order the customer brought back before."""
    back, out, line = aliased(StockMoveRow), aliased(StockMoveRow), OrderLineRow
    rows = session.execute(
        select(out.order_line_id, func.sum(back.quantity))
        .join(out, out.id == back.source_move_id)
        .join(line, line.id == back.order_line_id)
        .where(out.order_line_id.in_(line_ids), line.kind == LineKind.RETURN)
        .group_by(out.order_line_id)
    )
    return {line_id: int(quantity) for line_id, quantity in rows if line_id is not None}


def _told(work: Work, row: OrderRow, house: WarehouseRow, numbers: list[str], net: int, reason: str) -> GoodsReturned:
    row.version += 1
    work.session.flush()
    contact = move_contact(
        work,
        row.customer_id,
        ContactEvent.RETURN_RECEIVED,
        kind=TimelineKind.RETURN,
        what=DocumentKind.WZK.value,
        text=" · ".join(part for part in (", ".join(numbers), row.number, reason) if part),
        opportunity_id=row.opportunity_id,
        order_id=row.id,
    )
    told = {"documents": numbers, "warehouse": house.code, "reason": reason}
    work.audit("return", "order", row.id, after=told)
    work.changed(Topic.ORDERS, row.id, "returned", label=row.number)
    return GoodsReturned(row.number, tuple(numbers), net, contact, row.version)


def issued_of(session: Session, row: OrderRow, document: str = "") -> dict[int, list[Standing]]:
    """What left by the order's W-Z, or by one of them, and did not come back, by product."""
    d = DocumentRow
    of_order = select(d.id).where(d.order_id == row.id, d.kind == DocumentKind.WZ)
    ids = list(session.scalars(of_order.where(d.number == document) if document else of_order))
    return left(session, ids) if ids else {}
