"""Lists narrowed as their pages narrow them, to the row."""

from datetime import date, timedelta

import pytest

from crm_desktop.customers.queries import list_customers
from crm_desktop.documents.listing import document_listing
from crm_desktop.documents.queries import list_documents
from crm_desktop.inquiries.goods import goods_in_text
from crm_desktop.inquiries.offer_queries import show_offer
from crm_desktop.inquiries.offers import make_offer
from crm_desktop.inquiries.queries import list_inquiries
from crm_desktop.inquiries.records import LoseInquiry, MakeOffer, OfferedLine, RegisterInquiry
from crm_desktop.inquiries.service import lose_inquiry, take_call
from crm_desktop.keyset import read_page
from crm_desktop.warehouse.queries import levels_on
from crm_desktop.work import execute
from db.models.catalogue import ProductGroupPriceRow
from db.models.customers import CustomerGroupRow, CustomerRow
from db.vocabulary import Channel, ContactStatus, DocumentKind, LostReason
from tests.company import Shop, today

TOMORROW = today() + timedelta(days=1)


def in_group(shop: Shop, name: str, *customers: int) -> int:
    with shop.database.write() as session:
        group = CustomerGroupRow(name=name)
        session.add(group)
        session.flush()
        for customer in customers:
            session.get_one(CustomerRow, customer).group_id = group.id
        session.commit()
        return group.id


def test_that_customers_are_narrowed_by_words_status_and_group_and_read_on(shop: Shop) -> None:
    names = ("Piekarnia Kłos", "Piekarnia Ziarno", "Hurtownia Młyn")
    keys = [shop.customer(name) for name in names]
    in_group(shop, "Piekarnie", *keys[:2])
    shop.place(keys[1], (shop.product(), 1_000))
    with shop.database.read() as session:

        def found(**told: object) -> list[str]:
            return [row.name for row in list_customers(session, **told)]  # type: ignore[arg-type]  # as told

        whole = list_customers(session)
        assert sorted(row.name for row in whole) == sorted(names)
        assert found(statuses=(ContactStatus.ORDERED,)) == ["Piekarnia Ziarno"]
        assert sorted(found(group="Piekarnie")) == ["Piekarnia Kłos", "Piekarnia Ziarno"]
        assert found(group="Piekarnie", search_for="kłos") == ["Piekarnia Kłos"]
        assert found(group="Nikt") == []
        assert found(after=whole[0]) == [row.name for row in whole[1:]]
        assert found(after=whole[-1]) == []


def test_that_documents_are_narrowed_by_words_kind_and_day(shop: Shop) -> None:
    flour = shop.product(stock=9_000)
    received = shop.receive(shop.product("CU-2"), 1_000, 100)
    order = shop.place(shop.customer(), (flour, 1_000))
    issued = shop.advance(order.number, "reserve", "pick", "issue").document
    with shop.database.read() as session:

        def found(**told: object) -> list[str]:
            listing = document_listing(session, **told)  # type: ignore[arg-type]  # as told
            return [row.number for row in read_page(session, listing, start=0, size=50).records]

        assert found() == [issued, received, found()[2]]
        assert found(kind=DocumentKind.WZ) == [issued]
        assert found(kind=DocumentKind.PZ) == [received, found()[2]]
        assert found(since=TOMORROW) == []
        assert len(found(since=today())) == 3
        assert found(search_for=issued) == [issued]
        assert found(search_for="nic takiego") == []
        told = [row.number for row in list_documents(session, since=today(), until=today())]
        assert told == found()
        assert list_documents(session, since=TOMORROW) == list_documents(session, until=date(2020, 1, 1)) == []


def test_that_levels_of_a_day_are_of_one_product_and_one_warehouse(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    shop.product("CU-2", stock=4_000)
    with shop.database.read() as session:
        (house,) = {level.warehouse for level in levels_on(session, today())}
        assert [(one.code, one.on_hand) for one in levels_on(session, today(), warehouse=house)] == [
            ("CU-2", 4_000),
            ("MK-1", 9_000),
        ]
        assert [one.code for one in levels_on(session, today(), product="MK-1", warehouse=house)] == ["MK-1"]
        assert levels_on(session, today(), warehouse="XX") == []
        assert levels_on(session, today() - timedelta(days=1)) == []


def ask(shop: Shop, customer: int) -> str:
    command = RegisterInquiry(customer, Channel.PHONE, "Mąka", "Cena?")
    return execute(shop.database, take_call, command, actor=shop.actor).number


def test_that_open_inquiries_leave_out_the_lost(shop: Shop) -> None:
    customer = shop.customer()
    first, second = ask(shop, customer), ask(shop, customer)
    execute(shop.database, lose_inquiry, LoseInquiry(first, LostReason.PRICE), actor=shop.actor)
    with shop.database.read() as session:
        assert [row.number for row in list_inquiries(session)] == [second, first]
        assert [row.number for row in list_inquiries(session, only_open=True)] == [second]


@pytest.mark.parametrize(
    ("quantity", "price"), [(4_000, 500_000), (5_000, 480_000), (9_000, 480_000), (10_000, 450_000), (90_000, 450_000)]
)
def test_that_an_offer_without_a_price_has_what_the_customers_group_pays_from_that_quantity(
    shop: Shop, quantity: int, price: int
) -> None:
    flour, customer = shop.product("MK-1", price=500_000), shop.customer()
    group = in_group(shop, "Piekarnie", customer)
    other = in_group(shop, "Hurtownie")
    with shop.database.write() as session:
        for key, start, net in ((group, 5_000, 480_000), (group, 10_000, 450_000), (other, 0, 1)):
            session.add(
                ProductGroupPriceRow(product_id=flour, customer_group_id=key, from_quantity=start, net_price=net)
            )
        session.commit()
    made = MakeOffer(ask(shop, customer), (OfferedLine(flour, quantity, None),), None)
    number = execute(shop.database, make_offer, made, actor=shop.actor).offer_number
    with shop.database.read() as session:
        assert [line.unit_price for line in show_offer(session, number).lines] == [price]


def test_that_goods_are_known_by_what_a_caller_says(shop: Shop) -> None:
    """`product` names them "Mąka CODE": a word that several have names none of them, all words of one name it."""
    shop.product("TYP 500")
    shop.product("TYP 650")
    shop.product("CU-2")
    with shop.database.read() as session:
        said = goods_in_text(session, "20 worków mąki typ 650, CU-2 3 szt; mąki, i 12, na 5 x 4")
    assert [(one.text, one.quantity, one.product.code if one.product else None, one.possible) for one in said] == [
        ("20 worków mąki typ 650", 20_000, "TYP 650", 0),
        ("CU-2 3 szt", 3_000, "CU-2", 0),
        ("mąki", 0, None, 3),
    ]
