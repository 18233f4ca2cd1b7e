"""Goods that left at a wrong price: the order's lines, what came back of them, and the value on each of its W-Zs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.errors import InvalidValue
from crm_desktop.money import line_net, share
from crm_desktop.orders.coming_back import NewPrice, take_back
from crm_desktop.orders.drafting import printed_price
from crm_desktop.orders.picking import sum_up
from crm_desktop.orders.rules import line_in_net
from crm_desktop.warehouse.posting import warehouse_of
from crm_desktop.warehouse.records import Right
from crm_desktop.warehouse.standing import Standing, left
from crm_desktop.work import Work
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import StockMoveRow
from db.vocabulary import DocumentKind, LineKind


@dataclass(frozen=True, slots=True)
class Repriced:
    """`prices`: product -> (price now, price before) as W-Zs print them; the lines of the order have them already."""

    session: Session
    prices: Mapping[int, tuple[int, int]]
    lines: Mapping[int, OrderLineRow]

    def of(self, document_id: int, taken: Sequence[tuple[Standing, int]] = ()) -> list[NewPrice]:
        """What the goods of a W-Z are worth more than its papers say; `taken` come back at the same time."""
        if not self.prices:
            return []
        told, standing = _told(self.session, document_id), Counter[tuple[int, int]]()
        for moves in left(self.session, [document_id]).values():
            standing.update({(move.product_id, move.order_line_id or 0): 0 for move in moves})
            for move in moves:
                standing[move.product_id, move.order_line_id or 0] += move.quantity
        for move, quantity in taken:
            standing[move.product_id, move.order_line_id or 0] -= quantity
        found = []
        for product, (price, before) in sorted(self.prices.items()):
            own = [(self.lines[line_id], pieces) for (key, line_id), pieces in standing.items() if key == product]
            value = sum(share(line.net, pieces, line.quantity) for line, pieces in own) - told.get(product, 0)
            if value:
                found.append(NewPrice(product, price, before, value))
        return found


def begin(work: Work, order: OrderRow, right: Mapping[int, Right]) -> Repriced:
    """The order's lines, and those of what came back, with the prices that are right; the order comes to what they do.

    Raises InvalidValue where the order sells a product at several prices: which of them is wrong cannot be told.
    """
    told = {key: line.unit_price for key, line in right.items() if line.unit_price is not None}
    if not told:
        return Repriced(work.session, {}, {})
    lines = list(work.session.scalars(select(OrderLineRow).where(OrderLineRow.order_id == order.id)))
    own = [line for line in lines if line.kind is LineKind.GOODS and line.product_id in told]
    before: dict[int, int] = {}
    for line in own:
        key = int(line.product_id or 0)
        if before.setdefault(key, line.unit_price) != line.unit_price:
            raise InvalidValue(field="unit_price", value=line.name, rule="several_prices")
    changed = {line.id: line for line in own if told[int(line.product_id or 0)] != line.unit_price}
    printed = {line.id: printed_price(line, order.price_mode) for line in changed.values()}
    if changed:
        _reprice(work, order, lines, changed, told)
    prices = {
        int(line.product_id or 0): (printed_price(line, order.price_mode), printed[line.id])
        for line in changed.values()
    }
    return Repriced(work.session, prices, changed)


def _reprice(
    work: Work,
    order: OrderRow,
    lines: list[OrderLineRow],
    changed: Mapping[int, OrderLineRow],
    told: Mapping[int, int],
) -> None:
    before = order.net
    for line in changed.values():
        line.unit_price = told[int(line.product_id or 0)]
        value = line_net(quantity=line.quantity, unit_price=line.unit_price, discount=line.discount)
        line.net = line_in_net(value, line.vat_rate, order.price_mode)
    by_id = {line.id: line for line in lines}
    done: Counter[int] = Counter()
    for line_id, return_id in _returns(work.session, list(changed)):
        line, back = changed[line_id], by_id[return_id]
        then, now = done[line_id], done[line_id] - back.quantity
        back.unit_price = line.unit_price
        back.net = share(line.net, then, line.quantity) - share(line.net, now, line.quantity)
        done[line_id] = now
    sum_up(order, lines)
    work.session.flush()
    work.audit("reprice", "order", order.id, before={"net": before}, after={"net": order.net})


def _returns(session: Session, line_ids: list[int]) -> list[tuple[int, int]]:
    """(line of the order, line of what came back of it), in the order in which it did."""
    back, out, line = aliased(StockMoveRow), aliased(StockMoveRow), OrderLineRow
    rows = session.execute(
        select(out.order_line_id, back.order_line_id)
        .join(out, out.id == back.source_move_id)
        .join(line, line.id == back.order_line_id)
        .where(out.order_line_id.in_(line_ids), line.kind == LineKind.RETURN)
        .order_by(back.order_line_id)
        .distinct()
    )
    return [(line_id, return_id) for line_id, return_id in rows if line_id is not None and return_id is not None]


def _told(session: Session, document_id: int) -> dict[int, int]:
    """What a W-Z and its corrections say that each product on it is worth, minor units net."""
    d, line = DocumentRow, DocumentLineRow
    rows = session.execute(
        select(line.product_id, func.sum(line.value))
        .join(d, d.id == line.document_id)
        .where(or_(d.id == document_id, d.corrects_id == document_id))
        .group_by(line.product_id)
    )
    return {product: int(value) for product, value in rows}


def correct_others(
    work: Work, order: OrderRow, document: DocumentRow, new: Repriced, *, reason: str
) -> tuple[str, ...]:
    """The numbers of the WZKs of the order's other W-Zs: its lines have one price."""
    d = DocumentRow
    statement = select(d).where(d.order_id == order.id, d.kind == DocumentKind.WZ, d.id != document.id)
    numbers = []
    for other in work.session.scalars(statement.order_by(d.id)).all() if new.prices else ():
        prices = new.of(other.id)
        if prices:
            house = warehouse_of(work.session, other.warehouse_id)
            numbers.append(take_back(work, other, house, [], reason=reason, prices=prices))
    return tuple(numbers)
