"""What the wizard reads of one order in one go, off the GUI thread."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crm_desktop import settings
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import CustomerRow, PostalAddress
from crm_desktop.orders.beside import Beside, beside_order
from crm_desktop.orders.goods import (
    Offered,
    PriceSteps,
    Usual,
    goods_by_id,
    group_prices,
    may_see_costs,
    usual_goods,
)
from crm_desktop.orders.papers import goods_weight
from crm_desktop.orders.places import known_addresses, other_warehouses
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import Elsewhere, OrderCard, OrderLine
from crm_desktop.orders.substitutes import Substitute, substitutes
from crm_desktop.printing.queries import list_jobs, list_printers
from crm_desktop.printing.records import Printer, PrintJob
from crm_desktop.settings import Settings
from db.vocabulary import LineKind, OrderStatus, Role

MOST_SHORT = 8


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders, with the addresses things went to and what is taken again and again."""

    row: CustomerRow
    seat: PostalAddress
    addresses: tuple[PostalAddress, ...]
    usual: tuple[Usual, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One order with everything its pages show; `goods` and `prices` only while it can be typed into."""

    card: OrderCard
    beside: Beside
    buyer: Buyer
    settings: Settings
    sees_costs: bool
    goods: dict[int, Offered] = field(default_factory=dict)
    prices: PriceSteps = field(default_factory=dict)
    elsewhere: tuple[Elsewhere, ...] = ()
    printers: tuple[Printer, ...] = ()
    jobs: tuple[PrintJob, ...] = ()
    weight_grams: int = 0
    """Of the goods in the shipment at hand; 0 where one's weight is not known."""
    instead: tuple[tuple[OrderLine, tuple[Substitute, ...]], ...] = ()
    """For the first lines that are short: goods of the same kind that are there."""


def read_buyer(session: Any, customer_id: int) -> Buyer:
    """Raises NotFound."""
    card = show_customer(session, customer_id, whole=False)
    addresses, usual = known_addresses(session, customer_id), usual_goods(session, customer_id)
    return Buyer(card.row, card.address, tuple(addresses), tuple(usual))


def read_matter(session: Any, number: str, role: Role) -> Matter:
    """Raises NotFound."""
    card, sees = show_order(session, number), may_see_costs(session, role)
    ids = [line.product_id for line in card.lines if line.product_id is not None]
    placed = card.row.status is OrderStatus.PLACED
    typed = placed or card.row.status is OrderStatus.DRAFT
    return Matter(
        card=card,
        beside=beside_order(session, number),
        buyer=read_buyer(session, card.row.customer_id),
        settings=settings.load(session),
        sees_costs=sees,
        goods=goods_by_id(session, ids, warehouse_id=card.warehouse_id, costs=sees) if typed else {},
        prices=group_prices(session, card.row.customer_id, ids) if typed else {},
        elsewhere=tuple(other_warehouses(session, number)) if placed else (),
        printers=tuple(printer for printer in list_printers(session) if printer.active),
        jobs=tuple(list_jobs(session, order_id=card.row.order_id)),
        weight_grams=goods_weight(session, card),
        instead=tuple(_instead(session, card)) if placed else (),
    )


def _instead(session: Any, card: OrderCard) -> Iterator[tuple[OrderLine, tuple[Substitute, ...]]]:
    short = [line for line in card.lines if line.kind is LineKind.GOODS and line.product_id is not None]
    for line in [line for line in short if line.available < line.to_pick][:MOST_SHORT]:
        yield line, tuple(substitutes(session, card.row.number, line.line_id))
