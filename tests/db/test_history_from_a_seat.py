"""A clerk's seat owns no table: it brings history in all the same, with the goods and customers that it names."""

from datetime import date

import pytest

from crm_desktop.analytics.records import ReportRequest, SaleRow
from crm_desktop.analytics.report import run_report
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.work import execute
from db.vocabulary import Role
from tests.office import Office
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow
MANY = 60
"""So many new goods and customers that they are written with keys reserved before."""


@pytest.mark.parametrize("role", [Role.CLERK, Role.OWNER])
def test_that_a_seat_brings_in_history_with_its_many_new_goods_and_customers(
    postgres_server: PostgresServer, role: Role
) -> None:
    office = Office.make(postgres_server)
    heads = "document,date,product_code,quantity,unit_price,cost,customer,product_group\n"
    lines = (f"D{n},2024-01-{n % 28 + 1:02},P{n},2,10.00,5.50,Klient {n},Grupa {n % 3}\n" for n in range(MANY))
    read = read_history(
        Past.SALES, (heads + "".join(lines)).encode(), "x.csv", SheetMap(), language="pl", currency="PLN"
    )
    shop = office.shop(role)
    try:
        done = execute(shop.database, CASES[Past.SALES], ImportHistory(read), actor=shop.actor)
        assert (done.new, done.orders, done.products, done.customers) == (MANY, MANY, MANY, MANY)
        told = run_report(shop.database, ReportRequest("products", date(2024, 1, 1), date(2024, 12, 31), limit=1_000))
        assert isinstance(told.total, SaleRow)
        assert (told.total.sums.revenue, told.total.sums.margin, told.total.sums.orders) == (
            MANY * 2_000,
            MANY * 1_450,
            MANY,
        )
        rows = {row.keys: row.sums.quantity for row in told.rows if isinstance(row, SaleRow)}
        assert rows == {(f"P{n}",): 2_000 for n in range(MANY)}
    finally:
        shop.database.close()
        postgres_server.drop(office.name)
