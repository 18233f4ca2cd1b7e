"""Sale lines: revenue, quantity, margin by any dimension, exactly as the contract defines them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, collate, distinct, func, literal, select
from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.analytics.dimensions import (
    PLAIN,
    dimension,
    group_of,
    is_key,
    join_sales,
    named_groups,
    told_key,
)
from crm_desktop.analytics.periods import sold_in
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.inquiries.rules import rank
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.history import HistoryItemRow, HistoryLineRow
from db.models.sales import InquiryRow, OrderLineCostRow, OrderLineRow, OrderRow
from db.models.warehouse import ProductCostRow
from db.vocabulary import FunnelStage, LineKind, OrderStatus, Origin

Where = tuple[tuple[str, str], ...]
Keys = tuple[str, ...]
RATE_SCALE = 10_000
NOT_SOLD = (OrderStatus.DRAFT, OrderStatus.CANCELLED)
COUNTED = (LineKind.GOODS, LineKind.RETURN, LineKind.ADJUSTMENT)


@dataclass(frozen=True, slots=True)
class Money:
    """The currency of a report and the company's own."""

    currency: str
    company: str


def report_currency(session: Session, asked: str) -> Money:
    """The asked one, else the company's; a company whose lines are all in one other currency reports in that, and one
    that has nothing but opportunities of another program in theirs."""
    company = settings.load(session).currency
    if asked:
        return Money(asked, company)
    standing = OrderRow.status.not_in(NOT_SOLD)
    if session.scalar(select(OrderRow.id).where(standing, OrderRow.currency == company).limit(1)) is not None:
        return Money(company, company)
    used = list(session.scalars(select(OrderRow.currency).where(standing).distinct().limit(2)))
    if not used and session.scalar(select(InquiryRow.id).limit(1)) is None:
        used = list(session.scalars(select(HistoryItemRow.currency).distinct().limit(2)))
    return Money(used[0] if len(used) == 1 else company, company)


def _divided(numerator: ColumnElement[Any], denominator: ColumnElement[Any] | int) -> ColumnElement[Any]:
    """Integer division half away from zero, spelled alike for both databases; `denominator` > 0."""
    up = (numerator * 2 + denominator) // (denominator * 2)
    down = -((numerator * -2 + denominator) // (denominator * 2))
    return case((numerator >= 0, up), else_=down)


def in_currency(amount: Any, money: Money) -> ColumnElement[Any]:
    """An amount of an order's currency in the report's; NULL where no rate is known (`excluded`)."""
    if money.currency != money.company:
        return case((OrderRow.currency == money.currency, amount), else_=None)
    converted = _divided(amount * OrderRow.rate, RATE_SCALE)
    return case((OrderRow.currency == money.currency, amount), (OrderRow.rate.is_not(None), converted), else_=None)


def _cost(money: Money) -> ColumnElement[Any]:
    """At issue for what is issued, today's average for the rest; NULL where any part is not known.

    What the program itself issued cost the company's own money, which has no value in a report of another currency;
    an imported cost is in the currency of its line. A discount that stands as a line of its own cost nothing.
    """
    line, told, average = OrderLineRow, OrderLineCostRow, ProductCostRow
    covered = func.coalesce(told.quantity, 0)
    rest = line.quantity - covered
    by_average = _divided(average.value * rest, case((average.quantity > 0, average.quantity), else_=1))
    live = case(
        (covered < line.issued, None),
        (rest == 0, told.value),
        (average.quantity > 0, func.coalesce(told.value, 0) + by_average),
        else_=None,
    )
    own = money.currency == money.company
    return case(
        (OrderRow.origin == Origin.HISTORY, told.value),
        (line.kind == LineKind.ADJUSTMENT, 0),
        (literal(not own), None),
        (line.kind == LineKind.RETURN, told.value),
        else_=live,
    )


def _counts_as_order() -> ColumnElement[Any]:
    """A return is no order, nor is an imported document that is wholly negative, though its lines count."""
    is_order = func.coalesce(HistoryLineRow.is_order, OrderLineRow.quantity > 0)
    return case((is_order, OrderLineRow.order_id), else_=None)


def lines_of(session: Session, columns: list[Any], since: date, until: date, where: Where, by: Keys) -> Select[Any]:
    """A select over the sale lines of a period, restricted and joined for `by` and `where`."""
    return restricted(columns, sold_in(session, since, until), where, by)


def restricted(
    columns: list[Any], when: ColumnElement[bool], where: Where, by: Keys, *, cost: bool = True
) -> Select[Any]:
    """The same for any condition on the day; `cost` joins what a cost is counted from."""
    statement = (
        select(*columns)
        .select_from(OrderLineRow)
        .join(OrderRow, OrderRow.id == OrderLineRow.order_id)
        .outerjoin(HistoryLineRow, HistoryLineRow.order_line_id == OrderLineRow.id)
    )
    if cost:
        statement = statement.outerjoin(OrderLineCostRow, OrderLineCostRow.order_line_id == OrderLineRow.id).outerjoin(
            ProductCostRow,
            (ProductCostRow.product_id == OrderLineRow.product_id)
            & (ProductCostRow.warehouse_id == OrderRow.warehouse_id),
        )
    for key, _ in where:
        dimension(key)
    statement = join_sales(statement, (*by, *(key for key, _ in where if key not in PLAIN)))
    statement = statement.where(
        when,
        OrderRow.status.not_in(NOT_SOLD),
        OrderLineRow.kind.in_(COUNTED),
    )
    return statement.where(*(is_key(key, told) for key, told in where))


def line_columns(money: Money) -> list[ColumnElement[Any]]:
    """What the sums of lines are made from."""
    return [
        in_currency(OrderLineRow.net, money).label("net"),
        OrderLineRow.quantity.label("quantity"),
        _cost(money).label("cost"),
        _counts_as_order().label("counted"),
    ]


def once(lines: Select[Any]) -> Subquery:
    """Lines whose expressions are counted once each: neither database dissolves what has an offset."""
    return lines.offset(0).subquery()


def sums_of(lines: Subquery) -> list[Any]:
    """Revenue, quantity, orders, margin, uncosted, and the lines left out; a line of unknown cost adds no margin."""
    line = lines.c
    return [
        func.coalesce(func.sum(line.net), 0),
        func.coalesce(func.sum(case((line.net.is_not(None), line.quantity), else_=0)), 0),
        func.count(distinct(case((line.net.is_not(None), line.counted), else_=None))),
        margin_of(lines),
        func.coalesce(func.sum(case((line.cost.is_(None), line.net), else_=0)), 0),
        func.count() - func.count(line.net),
    ]


def margin_of(lines: Subquery) -> ColumnElement[Any]:
    return func.coalesce(func.sum(lines.c.net - lines.c.cost), 0)


def total(session: Session, since: date, until: date, where: Where, money: Money) -> tuple[Sums, int]:
    """The sums of all lines, and how many were left out for want of a rate."""
    lines = once(lines_of(session, line_columns(money), since, until, where, ()))
    *sums, excluded = (int(value) for value in session.execute(select(*sums_of(lines))).one())
    return Sums(*sums), excluded


def order_count(session: Session, since: date, until: date, where: Where, money: Money) -> int:
    """Of all lines together: the orders of the rows need not sum to it."""
    net = in_currency(OrderLineRow.net, money)
    when = sold_in(session, since, until)
    counted = func.count(distinct(_counts_as_order()))
    return int(session.scalar(restricted([counted], when, where, (), cost=False).where(net.is_not(None))) or 0)


def ranking(
    session: Session, since: date, until: date, by: Keys, where: Where, money: Money
) -> tuple[list[SaleRow], int]:
    """A row a key (or pair of keys), by revenue descending, then key; months and stages in their own order.

    Beside them how many lines were left out for want of a rate.
    """
    keys = [group_of(key).label(f"key{number}") for number, key in enumerate(by)]
    plain = tuple(key for key in by if key not in PLAIN)
    lines = once(lines_of(session, [*keys, *line_columns(money)], since, until, where, plain))
    grouped = [lines.c[f"key{number}"] for number in range(len(by))]
    sums = [sum_.label(f"sum{number}") for number, sum_ in enumerate(sums_of(lines))]
    groups = select(*grouped, *sums, func.count(lines.c.net).label("known")).group_by(*grouped).subquery()
    rows, excluded = [], 0
    for row in session.execute(named_groups(groups, by)):
        *told, known = row
        excluded += int(told[-1])
        if known:
            sums_told = Sums(*(int(value) for value in told[2 * len(by) : -1]))
            spoken = [told_key(key, value) for key, value in zip((*by, *by), told, strict=False)]
            rows.append(SaleRow(tuple(spoken[: len(by)]), tuple(spoken[len(by) :]), sums_told))
    return in_order(rows, by), excluded


def in_order(rows: list[SaleRow], by: Keys) -> list[SaleRow]:
    """By revenue descending, then key; months and stages in their own order, and within each by revenue."""

    def own(row: SaleRow) -> str | int:
        match by[0]:
            case "month":
                return row.keys[0]
            case "stage":
                return rank(FunnelStage(row.keys[0]))
            case _:
                return 0

    return sorted(rows, key=lambda row: (own(row), -row.sums.revenue, row.keys))


def beside(rows: list[SaleRow], before: Mapping[tuple[str, ...], SaleRow], by: Keys) -> list[SaleRow]:
    """Each row with the revenue of the same key in the compared rows, and what has vanished."""
    found = [
        replace(row, previous=before[row.keys].sums.revenue if row.keys in before else 0, new=row.keys not in before)
        for row in rows
    ]
    there = {row.keys for row in rows}
    gone = [row for row in before.values() if row.keys not in there]
    vanished = [SaleRow(row.keys, row.names, Sums(), row.sums.revenue, vanished=True) for row in gone]
    return in_order(found + vanished, by)


def bytewise(session: Session) -> str:
    """The collation that orders texts alike on both databases, and as Python does."""
    return "BINARY" if session.get_bind().dialect.name == "sqlite" else "C"


def undated(session: Session, where: Where) -> int:
    """Sale lines that are in no period."""
    statement = restricted([func.count()], OrderLineRow.sold_on.is_(None), where, (), cost=False)
    return int(session.scalar(statement) or 0)


def sale_line_rows(
    session: Session,
    since: date,
    until: date,
    where: Where,
    money: Money,
    *,
    limit: int,
) -> list[tuple[Any, ...]]:
    """(order, day, product code, name, quantity, net, margin or None, customer), by net descending, then order."""
    net, cost = in_currency(OrderLineRow.net, money), _cost(money)
    columns = [
        OrderRow.number,
        OrderLineRow.sold_on,
        func.coalesce(ProductRow.code, ""),
        OrderLineRow.name,
        OrderLineRow.quantity,
        net,
        net - cost,
        CustomerRow.name,
    ]
    statement = lines_of(session, columns, since, until, where, ("product", "customer")).where(net.is_not(None))
    by_number = collate(OrderRow.number, bytewise(session))
    ordered = statement.order_by(net.desc(), by_number, OrderLineRow.position).limit(limit)
    return [tuple(row) for row in session.execute(ordered)]
