"""Imported sales -> orders that stand outside the stock ledger, in the caller's transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, text, update

from crm_desktop.exchange.history.numbers import free_numbers
from crm_desktop.exchange.history.parties import UNIT, Parties
from crm_desktop.exchange.history.records import UNKNOWN, SalesLines
from crm_desktop.exchange.planning import parts
from crm_desktop.exchange.records import Progress
from crm_desktop.work import Work
from db.bulk import reserve_keys, without_collecting, writing_behind
from db.guards import checks_at_once
from db.models.history import HistoryLineRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.warehouse import WarehouseRow
from db.statements import among, table_of
from db.types import day_of, micros
from db.vocabulary import Channel, FunnelStage, LineKind, OrderStatus, Origin, PriceMode, VatRate

LINES_AT_ONCE, ORDERS_AT_ONCE = 25_000, 10_000
Write = Callable[[str, Sequence[str], list[Any]], None]
_New = tuple[int, str, int, int]
"""A document by its place, its number, and the keys of its order and its item."""
NOON = time(12)
TABLES = ("opportunities", "history_items", "orders", "order_lines", "history_lines", "order_line_costs")
_ITEMS = (
    *("id", "customer_id", "employee_id", "channel", "origin", "received_on", "received_at", "ordered_at"),
    *("completed_at", "furthest", "estimate"),
)
_PAST_ITEMS = (
    *("opportunity_id", "number", "customer_group", "country", "region", "channel", "product_id", "lost_reason"),
    "currency",
)
_ORDERS = (
    *("id", "number", "external_ref", "opportunity_id", "customer_id", "employee_id", "warehouse_id", "status"),
    *("origin", "channel", "currency", "rate", "price_mode", "net", "vat", "created_at", "placed_at", "placed_on"),
)
_LINES = (
    *("id", "order_id", "position", "kind", "product_id", "name", "unit", "quantity", "unit_price", "discount"),
    *("vat_rate", "net", "sold_on", "picked", "issued"),
)
_PAST_LINES = (
    *("order_line_id", "is_order", "customer_id", "employee_id", "customer_group", "country", "region", "channel"),
    *("product_group", "product_subgroup", "warehouse"),
)
_COSTS = ("order_line_id", "quantity", "value")


@dataclass(slots=True)
class _Document:
    """One number in one currency. `order_id` and `position` go on from an earlier import of the same document."""

    first: int
    day: int
    net: int = 0
    is_order: bool = False
    order_id: int = 0
    position: int = 0


@without_collecting()
def write_sales(work: Work, lines: SalesLines, parties: Parties, progress: Progress) -> tuple[int, int]:
    """All lines; answers how many documents are new, and the first order of all that are new or go on."""
    documents = _documents(lines)
    _continue(work, lines, documents)
    keys = _Keys(work, lines, parties)
    connection = work.session.connection()
    new = _new(work, connection, lines, documents)
    line_ids, noon = reserve_keys(connection, "order_lines", len(lines)), _noons(work.settings.time_zone)
    checked = TABLES if not _grown(connection) else ()
    with checks_at_once(connection, checked), writing_behind(connection) as write:
        for start in range(0, len(new), ORDERS_AT_ONCE):
            _write_orders(write, noon, lines, documents, keys, new[start : start + ORDERS_AT_ONCE])
        _write_lines(write, lines, documents, keys, line_ids, progress)
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {', '.join(TABLES)}"))  # else the next questions are planned for empty tables
    return len(new), min((document.order_id for document in documents), default=0)


def _grown(connection: Connection) -> bool:
    """Proving the CHECKs behind a load reads the whole table: worth it while most of it is new."""
    return bool(connection.execute(text("SELECT COALESCE(MAX(id), 0) > 2000000 FROM order_lines")).scalar_one())


class _Keys:
    """The keys of what the lines name, by their places in the lists of `lines`. A sheet that tells no groups at all
    leaves goods and customers in those they have."""

    def __init__(self, work: Work, lines: SalesLines, parties: Parties) -> None:
        said = lines.said
        told = {says.customer: {"customer_group": says.customer_group, "region": says.region} for says in said}
        customers = parties.customers((says.customer for says in said), told)
        employees = parties.employees(says.employee for says in said)
        products = parties.products(lines.products, _goods(lines))
        self.customer = [customers[says.customer] for says in said]
        self.employee = [employees[says.employee] for says in said]
        self.product = [products[code] for code in lines.products]
        self.groups = {} if any(says.product_group for says in said) else parties.groups_of(self.product)
        told_groups = any(says.customer_group for says in said)
        self.customer_groups = {} if told_groups else parties.groups_of_buyers(self.customer)
        parties.no_longer_new(self.customer)
        self.warehouse = work.session.scalars(select(table_of(WarehouseRow).c.id).order_by("id").limit(1)).one()


def _goods(lines: SalesLines) -> dict[str, dict[str, Any]]:
    """What the last lines say of each product: its groups, its price; its name is the one that most lines say."""
    found: dict[str, dict[str, Any]] = {code: {} for code in lines.products}
    most: dict[int, int] = {}
    for (product, name), times in Counter(zip(lines.product, lines.name, strict=True)).items():
        if times >= most.get(product, 0) and lines.names[name].strip():
            most[product] = times
            found[lines.products[product]]["name"] = lines.names[name]
    priced = zip(lines.product, lines.unit_price, lines.quantity, strict=True)
    for product, price in {product: price for product, price, quantity in priced if price > 0 < quantity}.items():
        found[lines.products[product]]["price"] = price
    for product, at in {product: at for at, product in enumerate(lines.product)}.items():
        says, told = lines.said[lines.says[at]], found[lines.products[product]]
        told["product_group"], told["product_subgroup"] = says.product_group, says.product_subgroup
        told["vat_rate"] = lines.vat_rates[lines.vat_rate[at]]
    return found


def _negative(lines: SalesLines, at: int) -> bool:
    return lines.quantity[at] < 0 or lines.net[at] < 0


def kind_of(quantity: int, net: int) -> LineKind:
    """A negative quantity is a return, a negative price an adjustment of value (contract.md)."""
    if quantity < 0:
        return LineKind.RETURN
    return LineKind.ADJUSTMENT if net < 0 else LineKind.GOODS


def _documents(lines: SalesLines) -> list[_Document]:
    """By place: its first line, its first day, the net of all but returns, and whether any line of it is positive."""
    found: list[_Document] = []
    for at, place in enumerate(lines.document):
        if place == len(found):
            found.append(_Document(at, lines.day[at]))
        document = found[place]
        document.day = min(document.day, lines.day[at])
        if lines.quantity[at] >= 0:
            document.net += lines.net[at]
        document.is_order = document.is_order or not _negative(lines, at)
    return found


def _reference(number: str, currency: str) -> str:
    return f"history:{currency}:{number}"


def _continue(work: Work, lines: SalesLines, documents: Sequence[_Document]) -> None:
    """A document that an earlier sheet began goes on: its lines follow, and it may have become an order."""
    o, line, past = table_of(OrderRow), table_of(OrderLineRow), table_of(HistoryLineRow)
    places = {_reference(*named): place for place, named in enumerate(lines.documents)}
    connection, there = work.session.connection(), dict[int, _Document]()
    for part in parts(list(places)):
        for key, reference in work.session.execute(
            select(o.c.id, o.c.external_ref).where(
                among(connection, o.c.external_ref, part), o.c.origin == Origin.HISTORY
            )
        ):
            there[key] = documents[places[reference]]
            there[key].order_id = key
    for ids in parts(list(there)):
        rows = work.session.execute(
            select(line.c.order_id, line.c.position, past.c.is_order)
            .join(past, past.c.order_line_id == line.c.id)
            .where(among(connection, line.c.order_id, ids))
        )
        for key, position, was_order in rows:
            document = there[key]
            document.position, document.is_order = max(document.position, position), document.is_order or was_order
        _grow(work, {key: there[key] for key in ids})


def _grow(work: Work, documents: dict[int, _Document]) -> None:
    o, line, past = table_of(OrderRow), table_of(OrderLineRow), table_of(HistoryLineRow)
    for key, document in documents.items():
        work.session.execute(update(o).where(o.c.id == key).values(net=o.c.net + document.net))
    orders = [key for key, document in documents.items() if document.is_order]
    mine = select(line.c.id).where(line.c.order_id.in_(orders))
    work.session.execute(update(past).where(past.c.order_line_id.in_(mine)).values(is_order=True))


def _new(work: Work, connection: Connection, lines: SalesLines, documents: Sequence[_Document]) -> list[_New]:
    """The documents that no earlier sheet began."""
    places = [place for place, document in enumerate(documents) if not document.order_id]
    numbers = free_numbers(work, [lines.documents[place][0] for place in places])
    order_ids, item_ids = (reserve_keys(connection, table, len(places)) for table in ("orders", "opportunities"))
    return list(zip(places, numbers, order_ids, item_ids, strict=True))


def _write_orders(
    write: Write,
    noon: Any,
    lines: SalesLines,
    documents: Sequence[_Document],
    keys: _Keys,
    some: Sequence[_New],
) -> None:
    """Documents that are new, each an item of the funnel that came the whole way; a negative one is none."""
    items: list[Any] = []
    past: list[Any] = []
    orders: list[Any] = []
    done, live = FunnelStage.COMPLETED.value, Origin.HISTORY.value
    for place, number, order_id, item_id in some:
        document, (written, currency) = documents[place], lines.documents[place]
        document.order_id = order_id
        says, day, at = lines.says[document.first], document.day, noon(document.day)
        customer, employee = keys.customer[says], keys.employee[says]
        shown = (day, at, at, at, done) if document.is_order else (None, None, None, None, FunnelStage.RECEIVED.value)
        items += (item_id, customer, employee, Channel.FILE.value, live, *shown, 0)
        if document.is_order:
            said = lines.said[says]
            group = keys.customer_groups.get(customer, said.customer_group)
            past += (item_id, "", group, said.country, said.region, said.channel, None, "", currency)
        orders += (order_id, number, _reference(written, currency), item_id, customer, employee, keys.warehouse)
        orders += (OrderStatus.COMPLETED.value, live, Channel.FILE.value, currency, None, PriceMode.NET.value)
        orders += (document.net, 0, at, at, day)
    write("opportunities", _ITEMS, items)
    write("history_items", _PAST_ITEMS, past)
    write("orders", _ORDERS, orders)


def _noons(zone: str) -> Any:
    """Day as yyyymmdd -> its noon, in microseconds: history knows days alone."""

    @cache
    def noon(day: int) -> int:
        return micros(datetime.combine(day_of(day), NOON, ZoneInfo(zone)))

    return noon


def _write_lines(
    write: Write,
    lines: SalesLines,
    documents: Sequence[_Document],
    keys: _Keys,
    line_ids: Sequence[int],
    progress: Progress,
) -> None:
    of = len(lines)
    for start in range(0, of, LINES_AT_ONCE):
        stop = min(start + LINES_AT_ONCE, of)
        rows: list[Any] = []
        past: list[Any] = []
        costs: list[Any] = []
        for at in range(start, stop):
            document = documents[lines.document[at]]
            document.position += 1
            key, quantity, says = line_ids[at], lines.quantity[at], lines.says[at]
            said, moved = lines.said[says], max(quantity, 0)
            rows += (key, document.order_id, document.position, kind_of(quantity, lines.net[at]).value)
            rows += (keys.product[lines.product[at]], _name(lines, at), UNIT, quantity, lines.unit_price[at])
            rows += (lines.discount[at], lines.vat_rates[lines.vat_rate[at]] or VatRate.V23.value, lines.net[at])
            rows += (lines.day[at], moved, moved)
            customer, product = keys.customer[says], keys.product[lines.product[at]]
            past += (key, document.is_order, customer, keys.employee[says])
            past += (keys.customer_groups.get(customer, said.customer_group), said.country, said.region, said.channel)
            past += (*keys.groups.get(product, (said.product_group, said.product_subgroup)), said.warehouse)
            if lines.cost[at] != UNKNOWN:
                costs += (key, quantity, lines.cost[at])
        write("order_lines", _LINES, rows)
        write("history_lines", _PAST_LINES, past)
        write("order_line_costs", _COSTS, costs)
        progress(stop, of)


def _name(lines: SalesLines, at: int) -> str:
    return lines.names[lines.name[at]] or lines.products[lines.product[at]]
