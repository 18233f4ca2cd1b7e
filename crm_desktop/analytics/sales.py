"""Sale lines: revenue, quantity, margin by any dimension, exactly as the contract defines them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, collate, distinct, func, literal, select
from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.analytics.dimensions import dimension, join_sales, key_of, name_of, stored_key, told_key
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.inquiries.rules import rank
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.history import HistoryLineRow
from db.models.sales import OrderLineCostRow, OrderLineRow, OrderRow
from db.models.warehouse import ProductCostRow
from db.vocabulary import FunnelStage, LineKind, OrderStatus, Origin

RATE_SCALE = 10_000
_NOT_SOLD = (OrderStatus.DRAFT, OrderStatus.CANCELLED)
_COUNTED = (LineKind.GOODS, LineKind.RETURN, LineKind.ADJUSTMENT)


@dataclass(frozen=True, slots=True)
class Money:
    """The currency of a report and the company's own."""

    currency: str
    company: str


def report_currency(session: Session, asked: str) -> Money:
    """The asked one, else the company's; a company whose lines are all in one other currency reports in that."""
    company = settings.load(session).currency
    if asked:
        return Money(asked, company)
    used = list(session.scalars(select(OrderRow.currency).where(OrderRow.status.not_in(_NOT_SOLD)).distinct().limit(2)))
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


def lines_of(
    columns: list[Any], since: date, until: date, where: tuple[tuple[str, str], ...], by: tuple[str, ...]
) -> Select[Any]:
    """A select over the sale lines of a period, restricted and joined for `by` and `where`."""
    return restricted(columns, OrderLineRow.sold_on.between(since, until), where, by)


def restricted(
    columns: list[Any], when: ColumnElement[bool], where: tuple[tuple[str, str], ...], by: tuple[str, ...]
) -> Select[Any]:
    """The same for any condition on the day."""
    statement = (
        select(*columns)
        .select_from(OrderLineRow)
        .join(OrderRow, OrderRow.id == OrderLineRow.order_id)
        .outerjoin(HistoryLineRow, HistoryLineRow.order_line_id == OrderLineRow.id)
        .outerjoin(OrderLineCostRow, OrderLineCostRow.order_line_id == OrderLineRow.id)
        .outerjoin(
            ProductCostRow,
            (ProductCostRow.product_id == OrderLineRow.product_id)
            & (ProductCostRow.warehouse_id == OrderRow.warehouse_id),
        )
    )
    statement = join_sales(statement, (*by, *(key for key, _ in where)))
    statement = statement.where(
        when,
        OrderRow.status.not_in(_NOT_SOLD),
        OrderLineRow.kind.in_(_COUNTED),
    )
    for key, told in where:
        dimension(key)
        statement = statement.where(key_of(key) == stored_key(key, told))
    return statement


def sum_columns(money: Money) -> list[Any]:
    net, cost = in_currency(OrderLineRow.net, money), _cost(money)
    return [
        func.coalesce(func.sum(net), 0),
        func.coalesce(func.sum(case((net.is_not(None), OrderLineRow.quantity), else_=0)), 0),
        func.count(distinct(case((net.is_not(None), _counts_as_order()), else_=None))),
        margin_column(money),
        func.coalesce(func.sum(case((and_(net.is_not(None), cost.is_(None)), net), else_=0)), 0),
        func.coalesce(func.sum(cast(net.is_(None), Integer)), 0),
    ]


def margin_column(money: Money) -> ColumnElement[Any]:
    """The margin of a group of lines; one of unknown cost adds nothing."""
    net, cost = in_currency(OrderLineRow.net, money), _cost(money)
    known = and_(net.is_not(None), cost.is_not(None))
    return func.coalesce(func.sum(case((known, net - cost), else_=0)), 0)


def total(
    session: Session, since: date, until: date, where: tuple[tuple[str, str], ...], money: Money
) -> tuple[Sums, int]:
    """The sums of all lines, and how many were left out for want of a rate."""
    row = session.execute(lines_of(sum_columns(money), since, until, where, ())).one()
    *sums, excluded = (int(value) for value in row)
    return Sums(*sums), excluded


def ranking(
    session: Session,
    since: date,
    until: date,
    by: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    money: Money,
) -> list[SaleRow]:
    """A row a key (or pair of keys), by revenue descending, then key; months and stages in their own order."""
    keys = [key_of(key) for key in by]
    names = [func.max(name_of(key)) for key in by]
    statement = lines_of([*keys, *names, *sum_columns(money)], since, until, where, by).group_by(*keys)
    rows = []
    for row in session.execute(statement.having(func.count(in_currency(OrderLineRow.net, money)) > 0)):
        values = list(row)
        told = tuple(told_key(key, value) for key, value in zip(by, values, strict=False))
        named = tuple(told_key(key, value) for key, value in zip(by, values[len(by) :], strict=False))
        sums = Sums(*(int(value) for value in values[2 * len(by) : -1]))
        rows.append(SaleRow(told, named, sums))
    return _sorted(rows, by)


def _sorted(rows: list[SaleRow], by: tuple[str, ...]) -> list[SaleRow]:
    """By revenue descending, then key; months and stages in their own order."""
    match by[0]:
        case "month":
            return sorted(rows, key=lambda row: row.keys)
        case "stage":
            return sorted(rows, key=lambda row: (rank(FunnelStage(row.keys[0])), row.keys))
        case _:
            return sorted(rows, key=lambda row: (-row.sums.revenue, row.keys))


def compared(
    session: Session,
    rows: list[SaleRow],
    period: tuple[date, date],
    by: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    money: Money,
) -> list[SaleRow]:
    """The rows with the revenue of the compared period; what has vanished comes with nothing of its own."""
    before = {row.keys: row for row in ranking(session, *period, by, where, money)}
    return beside(rows, before, by)


def beside(rows: list[SaleRow], before: Mapping[tuple[str, ...], SaleRow], by: tuple[str, ...]) -> list[SaleRow]:
    """Each row with the revenue of the same key in the compared rows, and what has vanished."""
    found = [
        replace(row, previous=before[row.keys].sums.revenue if row.keys in before else 0, new=row.keys not in before)
        for row in rows
    ]
    there = {row.keys for row in rows}
    gone = [row for row in before.values() if row.keys not in there]
    vanished = [SaleRow(row.keys, row.names, Sums(), row.sums.revenue, vanished=True) for row in gone]
    return _sorted(found + vanished, by)


def bytewise(session: Session) -> str:
    """The collation that orders texts alike on both databases, and as Python does."""
    return "BINARY" if session.get_bind().dialect.name == "sqlite" else "C"


def undated(session: Session, where: tuple[tuple[str, str], ...]) -> int:
    """Sale lines that are in no period."""
    statement = restricted([func.count()], OrderLineRow.sold_on.is_(None), where, ())
    return int(session.scalar(statement) or 0)


def sale_line_rows(
    session: Session,
    since: date,
    until: date,
    where: tuple[tuple[str, str], ...],
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
    statement = lines_of(columns, since, until, where, ("product", "customer")).where(net.is_not(None))
    by_number = collate(OrderRow.number, bytewise(session))
    ordered = statement.order_by(net.desc(), by_number, OrderLineRow.position).limit(limit)
    return [tuple(row) for row in session.execute(ordered)]
