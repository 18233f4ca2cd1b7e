"""From which shelves an order is picked: what the scanner read is what is taken, the rest as one walks."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm_desktop.money import quantity_text
from crm_desktop.orders.picked_lots import chosen_lots
from crm_desktop.orders.records import OrderLine
from crm_desktop.warehouse import lots, shelf_ledger, stock
from crm_desktop.warehouse.rules import StockKey, shelf_order
from crm_desktop.warehouse.shelf_lists import by_shelf
from crm_desktop.warehouse.shelf_told import NotOnThatShelf
from crm_desktop.work import Work
from db.models.catalogue import ProductRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import PickedShelfRow
from db.prepared import Prepared
from db.statements import table_of
from db.vocabulary import LineKind

_picked = table_of(PickedShelfRow)
_CHOSEN = Prepared(
    select(_picked.c.order_line_id, _picked.c.shelf, _picked.c.quantity)
    .where(_picked.c.order_line_id.in_(bindparam("lines", expanding=True)))
    .order_by(_picked.c.order_line_id, _picked.c.shelf)
)

Places = tuple[tuple[str, int], ...]
"""(shelf, thousandths), in the order of picking."""


def takes_of(line: OrderLine) -> Places:
    """Of a line, what is to pick from where."""
    return line.places or ((line.shelf, line.to_pick),)


def take_from_shelf(work: Work, order: OrderRow, line: OrderLineRow, shelf: str, quantity: int) -> None:
    """The line was picked off this shelf. Raises NotOnThatShelf."""
    session, key = work.session, (int(line.product_id or 0), order.warehouse_id)
    stock.ready(session, [key])
    books, there = shelf_ledger.Books.load(session, [key]), shelf_ledger.there_of(session, [key])[key]
    lies = sum(books.parts_on(key, shelf, there).values())
    row = session.get(PickedShelfRow, (line.id, shelf))
    taken = (row.quantity if row else 0) + quantity
    if lies < taken:
        product = session.get_one(ProductRow, key[0])
        raise NotOnThatShelf(name=product.name, shelf=shelf, there=quantity_text(lies), unit=product.unit)
    if row is None:
        session.add(PickedShelfRow(order_line_id=line.id, shelf=shelf, quantity=quantity))
    else:
        row.quantity = taken
    session.flush()


def chosen_shelves(session: Session, line_ids: Collection[int]) -> dict[int, Places]:
    """By line, what was scanned off which shelf."""
    found: dict[int, Places] = {}
    for line_id, shelf, quantity in _CHOSEN.rows(session, {"lines": list(line_ids)}):
        found[line_id] = (*found.get(line_id, ()), (shelf, quantity))
    return found


def shelves_to_take(session: Session, order: OrderRow, usual: Mapping[int, str], *, today: date) -> dict[int, Places]:
    """By line of the order, from which shelves the shipment under way takes how much: what was scanned, then the usual
    shelf, then the others in walking order; of each shelf what expires first. `usual`: the usual shelf of the products
    that are told of."""
    line = OrderLineRow
    lines = [
        one
        for one in session.scalars(
            select(line)
            .where(line.order_id == order.id, line.kind == LineKind.GOODS, line.product_id.in_(usual))
            .order_by(line.position)
        )
        if one.quantity > one.issued + one.later
    ]
    house = order.warehouse_id
    wanted = [(int(one.product_id or 0), house, one.quantity - one.issued - one.later) for one in lines]
    parts = lots.first_expired(session, wanted, sold_on=today, refuse=False, chosen=chosen_lots(session, lines))
    keys: list[StockKey] = sorted({(product_id, house) for product_id, _, _ in wanted})
    there, lying = shelf_ledger.there_of(session, keys), shelf_ledger.lying_on(session, keys)
    pools = {key[0]: by_shelf(usual[key[0]], there[key], lying.get(key, ())) for key in keys}
    told = chosen_shelves(session, [one.id for one in lines])
    return planned(
        [(one.id, wanted[n][0], {part.lot_id: part.quantity for part in parts[n]}) for n, one in enumerate(lines)],
        pools,
        usual,
        told,
    )


def planned(
    lines: Sequence[tuple[int, int, dict[int | None, int]]],
    pools: Mapping[int, dict[tuple[str, int | None], int]],
    usual: Mapping[int, str],
    told: Mapping[int, Places],
) -> dict[int, Places]:
    """Lines as (key, product, how much of each lot), pools as (shelf, lot) -> how much by product; what was told of all
    lines goes before what one proposes."""
    taken: dict[int, dict[str, int]] = {line_id: {} for line_id, _, _ in lines}

    def take(line_id: int, product_id: int, shelf: str, wanted: dict[int | None, int], most: int) -> None:
        pool = pools[product_id]
        for lot in wanted:
            much = min(wanted[lot], pool.get((shelf, lot), 0), most)
            if much > 0:
                pool[shelf, lot] -= much
                wanted[lot] -= much
                most -= much
                taken[line_id][shelf] = taken[line_id].get(shelf, 0) + much

    for line_id, product_id, wanted in lines:
        for shelf, quantity in told.get(line_id, ()):
            take(line_id, product_id, shelf, wanted, quantity)
    for line_id, product_id, wanted in lines:
        own = usual[product_id]
        for shelf in sorted({shelf for shelf, _ in pools[product_id]}, key=lambda one: (one != own, shelf_order(one))):
            take(line_id, product_id, shelf, wanted, sum(wanted.values()))
        left = sum(wanted.values())
        if left:
            taken[line_id][own] = taken[line_id].get(own, 0) + left
    return {line_id: tuple(own.items()) for line_id, own in taken.items()}
