"""The rows of goods that come back from a customer by a WZK, whatever the reason: stock, paper, ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import Snapshot
from crm_desktop.money import share
from crm_desktop.orders.drafting import printed_price
from crm_desktop.warehouse import ledger
from crm_desktop.warehouse.costing import NOTHING, Cost
from crm_desktop.warehouse.line_costs import add_line_costs
from crm_desktop.warehouse.posting import About, Written, issue, products_of
from crm_desktop.warehouse.standing import Standing
from crm_desktop.work import Work
from db.models.catalogue import ProductRow
from db.models.documents import DocumentRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import DocumentKind, PriceMode


@dataclass(frozen=True, slots=True)
class Back:
    """Pieces of a W-Z's move that come back. `line_id` is the order's line that they are booked on; `shelf`: where they
    are put, "" on the usual one."""

    move: Standing
    quantity: int
    line_id: int
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What a unit of a product is sold for from now on and was before (ten-thousandths); `value`: by how much all that
    the W-Z says of the product changes, what comes back at the same time counted in (minor units net)."""

    product_id: int
    unit_price: int
    before: int
    value: int


def take_back(
    work: Work,
    document: DocumentRow,
    house: WarehouseRow,
    backs: Sequence[Back],
    *,
    reason: str,
    prices: Sequence[NewPrice] = (),
) -> str:
    """The WZK of one W-Z, its ledger rows and what the order's lines cost; the stock rows are locked and changed."""
    lines = lines_of(work.session, [back.move.order_line_id or 0 for back in backs])
    keys = {back.move.product_id for back in backs} | {price.product_id for price in prices}
    products = products_of(work.session, keys)
    about = _about(document, house, reason, show_prices=work.settings.show_prices_on_wz or bool(prices))
    mode = work.session.get_one(OrderRow, document.order_id).price_mode
    papers = [_written(back, lines, products[back.move.product_id], mode) for back in backs]
    written = issue(work, about, _with_prices(papers, prices, products))
    moves = [
        ledger.Move(
            back.move.product_id,
            house.id,
            back.quantity,
            line_id,
            order_line_id=back.line_id,
            lot_id=back.move.lot_id,
            source_move_id=back.move.move_id,
            shelves=((back.shelf, back.quantity),) if back.shelf else (),
        )
        for back, line_id in zip(backs, written.line_ids[: len(backs)], strict=True)
    ]
    posted = ledger.post(work, DocumentKind.WZK, moves)
    if not ledger.values_by_itself(work.session):
        _give_back_costs(work.session, backs, posted)
    return written.number


def _give_back_costs(session: Session, backs: Sequence[Back], posted: Sequence[ledger.Posted]) -> None:
    costs: dict[int, Cost] = {}
    for back, done in zip(backs, posted, strict=True):
        costs[back.line_id] = costs.get(back.line_id, NOTHING) - done.cost
    add_line_costs(session, {line_id: cost for line_id, cost in costs.items() if cost != NOTHING})


def _about(document: DocumentRow, house: WarehouseRow, reason: str, *, show_prices: bool) -> About:
    """A WZK has the recipient and the order of its W-Z."""
    its = Snapshot.from_json(document.snapshot)
    return About(
        DocumentKind.WZK,
        house,
        recipient=its.recipient,
        note=f"{document.number}: {reason}" if reason else document.number,
        customer_id=document.customer_id,
        order_id=document.order_id,
        order_number=its.order_number,
        corrects_id=document.id,
        show_prices=show_prices,
    )


def lines_of(session: Session, line_ids: Sequence[int]) -> Mapping[int, OrderLineRow]:
    rows = session.scalars(select(OrderLineRow).where(OrderLineRow.id.in_(line_ids)))
    return {row.id: row for row in rows}


def _written(back: Back, lines: Mapping[int, OrderLineRow], product: ProductRow, mode: PriceMode) -> Written:
    line = lines[back.move.order_line_id or 0]
    value = share(line.net, back.quantity, line.quantity)
    return Written(product, -back.quantity, unit_price=printed_price(line, mode), value=-value)


def _with_prices(
    papers: list[Written], prices: Sequence[NewPrice], products: Mapping[int, ProductRow]
) -> list[Written]:
    """A new price stands on the lines of its goods that come back, and on a line of its own where none does."""
    told = {price.product_id: price for price in prices}
    found: list[Written] = []
    for paper in papers:
        price = told.get(paper.product.id)
        if price is not None:
            own = [one for one in papers if one.product.id == paper.product.id]
            rest = price.value - sum(one.value for one in own) if paper is own[0] else 0
            value = paper.value + rest
            paper = replace(paper, unit_price=price.unit_price, price_before=price.before, value=value)
        found.append(paper)
    there = {paper.product.id for paper in papers}
    alone = [price for price in prices if price.product_id not in there]
    return [
        *found,
        *(Written(products[one.product_id], 0, one.unit_price, one.value, price_before=one.before) for one in alone),
    ]
