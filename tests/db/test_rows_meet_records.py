"""Rows of a sheet against what is on file: what they mean twice, what they cannot mean, and what they add to."""

from sqlalchemy import select

from crm_desktop.customers.merging import merge_customers
from crm_desktop.customers.records import MergeCustomers
from crm_desktop.exchange.records import What
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.work import execute
from db.models.customers import CustomerRow
from db.models.documents import DocumentRow
from tests.company import Shop
from tests.db.test_import import bring, count, faults


def code_of(shop: Shop, customer_id: int) -> str:
    with shop.database.read() as session:
        return session.scalars(select(CustomerRow.code).where(CustomerRow.id == customer_id)).one()


def test_that_two_rows_of_one_customer_and_the_code_of_one_who_was_merged_are_faults(shop: Shop) -> None:
    kept, gone = shop.customer("Kłos", nip="1234563218"), shop.customer("Kłos Duży")
    codes = code_of(shop, kept), code_of(shop, gone)
    execute(shop.database, merge_customers, MergeCustomers(kept, gone), actor=shop.actor)
    sheet = f"Kod;Nazwa;NIP\n{codes[0]};Kłos bis;\n;Kłos ter;123-456-32-18\n{codes[1]};Kłos Mały;\n"
    assert faults(shop, What.CUSTOMERS, sheet) == [
        (3, "NIP", "1234563218", "To samo co w wierszu 2."),
        (4, "Kod", codes[1], "Ten kod ma już inny klient: Kłos Duży."),
    ]
    assert count(shop.database, CustomerRow) == 2
    with shop.database.read() as session:
        assert session.scalars(select(CustomerRow.name).order_by(CustomerRow.id)).all() == ["Kłos", "Kłos Duży"]


def test_that_goods_on_file_need_no_name_and_new_ones_do(shop: Shop) -> None:
    shop.product("MK-1")
    told = faults(shop, What.PRODUCTS, "Kod;Nazwa;Cena netto\nMK-1;;50,00\nMK-9;;12,00\n")
    assert told == [(3, "Nazwa", "", "To nowy wpis, więc nazwa jest potrzebna.")]
    done = bring(shop, What.PRODUCTS, "Kod;Cena netto\nMK-1;50,00\n")
    assert (done.new, done.changed, done.same) == (0, 1, 0)


def test_that_opening_stock_fills_adds_to_what_lies_there_and_nothing_of_nothing(shop: Shop) -> None:
    shop.product("MK-1", stock=5_000)
    for code in ("MK-2", "MK-3"):
        shop.product(code)
    ((*place, message),) = faults(shop, What.STOCK, "Kod;Ilość;Magazyn\nMK-2;1;M7\n")
    assert (place, message.startswith("Nie ma tego magazynu; są: M1.")) == ([2, "Magazyn", "M7"], True)
    documents = count(shop.database, DocumentRow)
    done = bring(shop, What.STOCK, "Kod;Ilość\nMK-1;2\nMK-2;7\nMK-3;0\n")
    assert (done.new, done.changed, done.same, len(done.documents)) == (1, 1, 1, 1)
    assert count(shop.database, DocumentRow) == documents + 1
    with shop.database.read() as session:
        assert {line.code: line.on_hand for line in list_stock(session) if line.on_hand} == {
            "MK-1": 7_000,
            "MK-2": 7_000,
        }
