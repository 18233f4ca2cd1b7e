"""Orders of shops become orders here: once, exact, with stock promised; what the shop calls off is called off."""

import base64
import hmac
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from crm_desktop import clock
from crm_desktop.intake.formats.shops.reading import read_shop
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import OrderCard
from crm_desktop.today.queries import today
from crm_desktop.verify import verify
from crm_desktop.work import SYSTEM
from db.models.catalogue import ProductRow
from db.models.customers import CustomerKeyRow
from db.models.sales import OpportunityRow, OrderRow
from db.models.worth import CampaignRow
from db.session import Database
from db.vocabulary import Channel, CustomerKey, LineKind, VatRate
from tests.company import Shop
from tests.db.door import Door


def woo(**changed: Any) -> dict[str, Any]:
    line = {"name": "Mąka", "product_id": 7, "quantity": 2, "sku": "MK-1", "total": "97.80", "total_tax": "4.89"}
    return {
        "id": 9007199254740993,
        "number": "1001",
        "status": "processing",
        "currency": "PLN",
        "total": "120.39",
        "billing": {
            "first_name": "Jan",
            "last_name": "Żółć",
            "company": "Piekarnia „Łąka”",
            "address_1": "ul. Polna 1",
            "postcode": "61-001",
            "city": "Poznań",
            "country": "PL",
            "email": "jan@przyklad.pl",
            "phone": "601 202 303",
        },
        "meta_data": [{"key": "_billing_nip", "value": "123-456-32-18"}],
        "line_items": [line],
        "shipping_lines": [{"method_title": "Kurier", "total": "14.39", "total_tax": "3.31"}],
        **changed,
    }


def send(database: Database, order: object, source: str = "sklep") -> Interpreted:
    raw = order if isinstance(order, bytes) else json.dumps(order, ensure_ascii=False).encode()
    receipt = receive(database, Received(source, raw, "application/json", channel=Channel.SHOP))
    return interpret(database, receipt.submission_id)


def card(database: Database, number: str) -> OrderCard:
    with database.read() as session:
        return show_order(session, number)


def problems(database: Database) -> tuple[str, ...]:
    with database.read() as session:
        return verify(session).problems


def test_that_a_woocommerce_order_is_placed_and_its_stock_promised(shop: Shop) -> None:
    shop.product("MK-1", stock=5_000)
    done = send(shop.database, woo())
    found = card(shop.database, done.number)
    assert (done.outcome.value, done.reason, found.row.status.value) == ("order", "", "reserved")
    assert [
        (line.kind, line.code, line.quantity, line.unit_price, line.vat_rate.value, line.net) for line in found.lines
    ] == [
        (LineKind.GOODS, "MK-1", 2_000, 489_000, "5", 97_80),
        (LineKind.SHIPPING, "", 1_000, 143_900, "23", 14_39),
    ]
    assert (found.row.net, found.row.vat, found.nip, found.row.customer) == (
        112_19,
        8_20,
        "1234563218",
        "Piekarnia „Łąka”",
    )
    assert found.external_ref == "sklep:woocommerce:9007199254740993"
    assert problems(shop.database) == ()


def test_that_goods_that_are_not_on_file_are_put_there_and_said_to_be_short(shop: Shop) -> None:
    done = send(shop.database, woo(meta_data=[]))
    found = card(shop.database, done.number)
    assert (done.outcome.value, done.reason, found.row.status.value) == ("order", "brakuje towaru: Mąka", "placed")
    assert [line.code for line in found.lines] == ["MK-1", ""]


def test_that_a_total_that_does_not_agree_is_told(shop: Shop) -> None:
    shop.product("MK-1", stock=5_000)
    assert send(shop.database, woo(total="125.00")).reason == "sklep podaje razem 125.00, z pozycji wychodzi 120.39"


CANCELLED = woo(status="cancelled")


@pytest.mark.parametrize(
    ("orders", "outcomes"),
    [
        ([woo(), CANCELLED], ["order", "update"]),
        ([CANCELLED, woo()], ["order", "duplicate"]),
        ([woo(), CANCELLED, woo(status="completed")], ["order", "update", "duplicate"]),
    ],
)
def test_that_what_the_shop_cancelled_stays_cancelled_in_any_order_of_arrival(
    shop: Shop, orders: list[dict[str, Any]], outcomes: list[str]
) -> None:
    shop.product("MK-1", stock=5_000)
    done = [send(shop.database, order) for order in orders]
    assert [one.outcome.value for one in done] == outcomes
    assert len({one.number for one in done}) == 1
    assert card(shop.database, done[0].number).row.status.value == "cancelled"
    assert problems(shop.database) == ()


def test_that_a_repetition_is_a_duplicate_and_changed_goods_are_changed_while_nothing_is_picked(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    first = send(shop.database, woo())
    again = send(shop.database, woo(customer_note="Proszę dzwonić"))
    line = {**woo()["line_items"][0], "quantity": 3, "total": "146.70", "total_tax": "7.34"}
    told = send(shop.database, woo(line_items=[line], total="171.74"))
    assert [one.number for one in (again, told)] == [first.number] * 2
    assert [one.outcome.value for one in (again, told)] == ["duplicate", "update"]
    found = card(shop.database, first.number)
    assert (told.reason, found.row.status.value) == ("zmieniono tak jak w sklepie", "reserved")
    assert [(one.quantity, one.net) for one in found.lines] == [(3_000, 146_70), (1_000, 14_39)]
    assert problems(shop.database) == ()


def test_that_goods_changed_after_they_were_picked_are_told_to_be_compared(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    number = send(shop.database, woo()).number
    shop.advance(number, "pick")
    told = send(shop.database, woo(line_items=[{**woo()["line_items"][0], "quantity": 3}]))
    assert (told.outcome.value, told.reason) == ("update", "towary zmieniono w sklepie: porównaj zamówienie")
    assert [line.quantity for line in card(shop.database, number).lines] == [2_000, 1_000]


def test_that_a_cancellation_after_the_goods_left_changes_nothing_and_says_what_to_do(shop: Shop) -> None:
    shop.product("MK-1", stock=5_000)
    number = send(shop.database, woo()).number
    shop.advance(number, "pick", "issue")
    told = send(shop.database, CANCELLED)
    assert (told.outcome.value, told.reason) == ("update", "anulowane w sklepie, ale towar już wydano: przyjmij zwrot")
    assert card(shop.database, number).row.status.value == "issued"
    with shop.database.read() as session:
        (task,) = today(session, now=clock.now(), actor=SYSTEM).follow_ups
    assert task.subject == f"{number}: {told.reason}"


def test_that_an_order_of_nobody_is_the_cash_customers_and_names_are_told_as_they_read(shop: Shop) -> None:
    line = {**woo()["line_items"][0], "sku": "", "name": "Kosz &#8222;Mix &amp; Match&#8221;"}
    number = send(shop.database, woo(billing={}, meta_data=[], line_items=[line])).number
    placed = card(shop.database, number)
    assert (placed.row.customer, placed.lines[0].name) == ("Klient detaliczny", "Kosz „Mix & Match”")


def test_that_lines_without_their_order_say_so_and_a_customer_of_shopify_is_news(shop: Shop) -> None:
    line = {"id": "9", "order_id": "2", "product_id": "113", "stock_id": "1", "price": "9.00", "quantity": "1"}
    alone = send(shop.database, [line, line])
    assert [one.outcome.value for one in alone.records] == ["quarantined", "quarantined"]
    assert alone.reason == "same pozycje zamówienia bez zamówienia: w sklepie włącz wysyłanie całych zamówień"
    person = {
        "id": 1,
        "email": "b@x.pl",
        "first_name": "Bob",
        "last_name": "N",
        "orders_count": 1,
        "default_address": {},
    }
    assert send(shop.database, {"customer": person}).outcome.value == "update"


def test_that_the_same_number_of_two_shops_is_two_orders(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    first, second = send(shop.database, woo()), send(shop.database, woo(), source="drugi")
    assert (second.outcome.value, first.number == second.number) == ("order", False)


def test_that_a_masked_address_of_allegro_recognises_nobody(shop: Shop) -> None:
    form = {
        "id": "29738e61",
        "buyer": {"email": "x+abc@user.allegromail.pl", "firstName": "Jan", "lastName": "Kowalski"},
        "lineItems": [
            {"offer": {"name": "Mąka", "id": "1"}, "quantity": 1, "price": {"amount": "10.00", "currency": "PLN"}}
        ],
    }
    assert send(shop.database, form).outcome.value == "order"
    with shop.database.read() as session:
        kept = select(CustomerKeyRow.value).where(CustomerKeyRow.kind == CustomerKey.EMAIL)
        assert list(session.scalars(kept)) == []


def test_that_gross_prices_and_the_rates_of_baselinker_are_turned_net_by_line(shop: Shop) -> None:
    lines = [
        {"name": "A", "sku": "A", "quantity": 1, "price_brutto": 12.3, "tax_rate": 23},
        {"name": "B", "sku": "B", "quantity": 2, "price_brutto": "5.00", "tax_rate": -1},
    ]
    head = {"order_id": 1, "order_status_id": 2, "email": "a@b.pl", "currency": "PLN", "products": lines}
    done = send(shop.database, {"status": "SUCCESS", "orders": [head]})
    found = [(line.net, line.vat_rate.value) for line in card(shop.database, done.number).lines]
    assert found == [(10_00, "23"), (10_00, "zw")]


def test_that_an_open_form_takes_no_order_at_a_strangers_prices_and_a_signed_door_does(shop: Shop, door: Door) -> None:
    product = shop.product("MK-1", stock=5_000)
    raw = json.dumps(woo()).encode()
    signature = base64.b64encode(hmac.new(b"s", raw, "sha256").digest()).decode()
    door.form("sklep", signature={"preset": "woocommerce", "secrets": ["s"]})
    open_door = door.readings(door.take(raw, "application/json"))[0]
    signed = door.post(raw, "application/json", key="sklep", X_WC_Webhook_Signature=signature)
    read = door.readings(int(signed.json()["submission"]))[0]
    assert (open_door.outcome.value, read.outcome.value) == ("inquiry", "order")
    assert [line.product_id for line in card(shop.database, read.number).lines] == [product, None]


@pytest.mark.samples
def test_that_shops_of_the_samples_are_recognised_by_what_they_say(samples: Path) -> None:
    """(shop, exact id, what it says, lines) of every file that holds orders."""
    found = {}
    for file in sorted(samples.rglob("*.json")):
        drafts = [draft for draft in read_shop(file.read_bytes()) or [] if draft.shop is not None]
        if drafts:
            order = drafts[0].shop
            assert order is not None
            found[file.name] = (order.shop, order.reference, order.event.value, len(order.lines), len(drafts))
    assert found["hookdeck_2024-10_orders.create.json"][:3] == ("shopify", "820982911946154508", "cancel")
    assert found["ios_order-fully-refunded.json"][:3] == ("woocommerce", "609", "refund")
    assert {name: told[0] for name, told in found.items() if told[0] not in ("shopify", "woocommerce")} == {
        "checkout_form_company_two_tax_ids.json": "allegro",
        "checkout_forms_list_official_example.json": "allegro",
        "getOrders_minimal_fixture.json": "baselinker",
        "getOrders_official_doc_example_comma_fixed.json": "baselinker",
        "checkout_forms_paid_and_unpaid.json": "allegro",
        "order_114_webservice_json.json": "prestashop",
        "order_row_live_shaped.json": "shoper",
    }


@pytest.mark.parametrize("junk", [None, [], "x", -1, {}, {"a": None}, True, "1e999", 10**40])
def test_that_a_field_of_another_kind_than_promised_stops_nothing(shop: Shop, junk: object) -> None:
    """Each field of an order in turn holds what no shop should send; the order is taken or told, never a bug."""
    outcomes = set()
    for key in woo():
        outcomes.add(send(shop.database, woo(**{key: junk})).outcome.value)
    assert outcomes <= {"order", "update", "duplicate", "inquiry", "quarantined"}
    assert problems(shop.database) == ()


def test_that_tax_of_another_country_stands_beside_the_net_price_and_is_told(shop: Shop) -> None:
    line = {"id": 1, "name": "Honig", "sku": "H-1", "quantity": 2, "price": "59.50"}
    line |= {"tax_lines": [{"title": "MwSt", "price": "19.00", "rate": 0.19}]}
    head = {"id": 5, "taxes_included": True, "currency": "EUR", "email": "e@k.example", "total_price": "119.00"}
    done = send(shop.database, {**head, "line_items": [line]})
    found = card(shop.database, done.number)
    assert done.reason == "VAT innego kraju: 19.00 EUR, zapisany jak przysłał go sklep · brakuje towaru: Honig"
    assert [(one.name, one.unit_price, one.vat_rate.value, one.net) for one in found.lines] == [
        ("Honig", 500_000, "np", 100_00),
        ("VAT", 190_000, "np", 19_00),
    ]
    with shop.database.read() as session:
        rate = session.scalar(select(ProductRow.vat_rate).where(ProductRow.code == "H-1"))
    assert rate is VatRate.V23


def test_that_an_order_belongs_to_the_campaign_that_its_shop_tells(shop: Shop) -> None:
    shop.product("MK-1", stock=5_000)
    with shop.database.engine.begin() as connection:
        connection.execute(insert(CampaignRow).values(key="lato", name="Lato", starts_on=date(2026, 1, 1)))
    told = {"key": "_wc_order_attribution_utm_campaign", "value": "lato"}
    done = send(shop.database, woo(meta_data=[told]))
    with shop.database.read() as session:
        campaign = session.scalar(
            select(CampaignRow.key)
            .join(OpportunityRow, OpportunityRow.campaign_id == CampaignRow.id)
            .join(OrderRow, OrderRow.opportunity_id == OpportunityRow.id)
            .where(OrderRow.number == done.number)
        )
    assert campaign == "lato"
