"""Imported expenses, each tied to what it was spent on."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select

from crm_desktop.exchange.checking import field_name
from crm_desktop.exchange.history.parties import Parties
from crm_desktop.exchange.history.records import PastExpense
from crm_desktop.exchange.planning import parts
from crm_desktop.exchange.records import Fault, Progress
from crm_desktop.words import say
from crm_desktop.work import Work
from db.models.sales import OrderRow
from db.models.worth import ExpenseRow
from db.prepared import write_rows
from db.statements import table_of


def orders_of(work: Work, rows: Sequence[PastExpense]) -> dict[str, int]:
    """Number -> key, of the orders that are there; imported ones are known by their document's number too."""
    o = table_of(OrderRow).c
    found: dict[str, int] = {}
    for part in parts(list({row.order for row in rows if row.order})):
        references = [f"H/{number}" for number in part]
        for number, key in work.session.execute(
            select(o.number, o.id).where(or_(o.number.in_(part), o.number.in_(references)))
        ):
            found.setdefault(number, key)
            found.setdefault(number.removeprefix("H/"), key)
    return found


def unknown_orders(
    rows: Sequence[PastExpense], orders: Mapping[str, int], heads: Mapping[str, str], language: str
) -> list[Fault]:
    """A fault a row that names an order which is not there."""
    column = heads.get("order") or field_name("order", language)
    said = say("importing.unknown_order", language)
    return [Fault(row.row, column, row.order, said) for row in rows if row.order and row.order not in orders]


def write_expenses(
    work: Work, rows: Sequence[PastExpense], orders: Mapping[str, int], parties: Parties, progress: Progress
) -> None:
    first: dict[str, date] = {}
    for row in rows:
        first[row.campaign] = min(first.get(row.campaign, row.day), row.day)
    campaigns = parties.campaigns(first)
    customers = parties.customers((row.customer for row in rows if row.customer), {})
    employees = parties.employees(row.employee for row in rows)
    groups = parties.product_groups(row.product_group for row in rows)
    done = 0
    for part in parts(rows):
        values = [
            {
                "day": row.day,
                "kind": row.kind,
                "amount": row.amount,
                "currency": row.currency,
                "campaign_id": campaigns[row.campaign],
                "customer_id": customers.get(row.customer) if row.customer else None,
                "order_id": orders.get(row.order),
                "product_group_id": groups[row.product_group],
                "employee_id": employees[row.employee],
                "text": row.text,
                "booked_at": work.now,
                "booked_by": work.actor.name,
            }
            for row in part
        ]
        write_rows(work.session, ExpenseRow, values)
        done += len(part)
        progress(done, len(rows))
