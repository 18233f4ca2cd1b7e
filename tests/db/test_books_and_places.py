"""Books of former years with days as days, and a place for a customer of whom history knew no more than a code."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from crm_desktop import search
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import PostalAddress
from crm_desktop.exchange.history.records import Past
from crm_desktop.exchange.records import What
from crm_desktop.verify import verify
from crm_desktop.work import Actor
from db.models.customers import AddressRow, CustomerRow
from db.models.sales import OrderRow
from db.models.worth import ExpenseRow
from db.session import Database
from tests.company import Shop
from tests.db.test_history import ask, figures
from tests.db.test_history import bring as bring_history
from tests.db.test_import import bring

HEADS = "document,date,product_code,quantity,unit_price,customer"


def book(*rows: list[Any]) -> bytes:
    made, content = Workbook(), BytesIO()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    made.save(content)
    return content.getvalue()


def places(database: Database) -> list[tuple[Any, ...]]:
    columns = (AddressRow.position, AddressRow.name, AddressRow.street, AddressRow.postal_code, AddressRow.city)
    statement = select(CustomerRow.code, *columns, AddressRow.country).join(CustomerRow)
    with database.read() as session:
        return [tuple(row) for row in session.execute(statement.order_by(AddressRow.id))]


def test_that_a_sheet_gives_a_customer_of_former_years_a_place(shop: Shop, database: Database, admin: Actor) -> None:
    sales = f"{HEADS}\nF/1,2024-01-05,A,2,10,K-77\nF/2,2024-01-06,A,1,10,K-78\n"
    bring_history(database, admin, Past.SALES, sales)
    assert places(database) == []
    heads = "Kod;Nazwa;Ulica;Kod pocztowy;Miasto;Grupa"
    done = bring(shop, What.CUSTOMERS, f"{heads}\nK-77;Młyn Łąkowy;Polna 1;61001;Poznań;Młyny\nK-78;Żak;;;;Młyny\n")
    assert (done.new, done.changed, done.same) == (0, 2, 0)
    mill = ("K-77", 0, "Młyn Łąkowy", "Polna 1", "61-001", "Poznań", "PL")
    assert places(database) == [mill]
    with database.read() as session:
        (key,) = session.scalars(select(CustomerRow.id).where(CustomerRow.code == "K-77"))
        card = show_customer(session, key)
        assert (card.row.name, card.row.group, card.version) == ("Młyn Łąkowy", "Młyny", 2)
        assert card.address == PostalAddress("Młyn Łąkowy", "Polna 1", "61-001", "Poznań", "PL")
        assert [hit.subtitle for hit in search.find(session, "mlyn lakowy")] == ["K-77 · Poznań"]
        assert session.scalars(select(OrderRow.customer_id).where(OrderRow.number == "F/1")).all() == [key]
    done = bring(shop, What.CUSTOMERS, f"{heads}\nK-77;Młyn Łąkowy;Polna 1;61-001;Luboń;\n")
    assert (done.changed, places(database)) == (1, [(*mill[:5], "Luboń", "PL")])
    with database.read() as session:
        assert verify(session).problems == ()


def test_that_days_of_a_book_are_days_with_and_without_an_hour(database: Database, admin: Actor) -> None:
    heads = ["number", "stage", "opened", "closed", "customer", "value"]
    matters = book(
        ["Szanse 2024"],
        heads,
        ["1", "completed", datetime(2024, 2, 28, 23, 59), date(2024, 3, 1), "K-1", 100.5],
        [2, "lost@offered", date(2024, 12, 31), datetime(2025, 1, 2, 0, 0, 1), "K-2", 40],
    )
    done = bring_history(database, admin, Past.PIPELINE, matters)
    assert (done.rows, done.new, done.faulty, done.undated) == (2, 2, 0, 0)
    rows = ask(database, "funnel")["rows"]
    days = [(row["stage"], row["median_days"]) for row in rows if row["median_days"]]
    assert days == [("received", "0.00"), ("ordered", "2.00"), ("completed", "2.00")]
    spent = book(["date", "amount", "kind"], [datetime(2024, 2, 29, 12, 30), 10.25, "targi"], [date(2024, 3, 1), 5, ""])
    assert bring_history(database, admin, Past.EXPENSES, spent).new == 2
    with database.read() as session:
        kept = session.execute(select(ExpenseRow.day, ExpenseRow.amount).order_by(ExpenseRow.day))
        assert [tuple(row) for row in kept] == [(date(2024, 2, 29), 1_025), (date(2024, 3, 1), 500)]
    sales = book(HEADS.split(","), ["F/1", datetime(2023, 12, 31, 23, 30), 123, True, 4.5, "K-1"])
    assert bring_history(database, admin, Past.SALES, sales).new == 1
    months = figures(ask(database, "months"), "key", "revenue", "quantity")
    assert months[0] == ("2023-12", "4.50", "1")
    with database.read() as session:
        assert verify(session).problems == ()
