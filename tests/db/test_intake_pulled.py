"""Shops that are asked for their orders: every one once, what the webhook missed too, one bad one stops none."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from crm_desktop.intake.channels import shops
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.polling import poll_once
from crm_desktop.intake.records import Received
from crm_desktop.intake.sources import Looked, SaveSource, save_source, source_named
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.queries import show_order
from crm_desktop.work import SYSTEM, execute
from db.models.customers import CustomerRow
from db.models.intake import SubmissionReadingRow, SubmissionRow
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import Channel, SourceKind
from tests.company import Shop
from tests.shopserver import ShopServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopServer]:
    monkeypatch.setenv("CRM_SECRET_SKLEP", "tajne")
    served = ShopServer()
    served.start()
    yield served
    served.stop()


def set_up(database: Database, server: ShopServer, kind: str, **more: str) -> None:
    address = {"shop": kind, "url": server.url, "login": "ck", **more}
    execute(database, save_source, SaveSource("sklep", SourceKind.SHOP, address), actor=SYSTEM)


def poll(database: Database) -> Looked:
    return poll_once(database)[0]


def count(database: Database, table: Any) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def outcomes(database: Database) -> list[str]:
    with database.read() as session:
        row = SubmissionReadingRow
        return [o.value for o in session.scalars(select(row.outcome).order_by(row.submission_id, row.position))]


def woo(key: int, minute: int = 0, **more: Any) -> dict[str, Any]:
    line = {"id": 1, "name": "Mąka", "sku": "MK-1", "quantity": 1, "total": "10.00", "total_tax": "2.30"}
    head = {"id": key, "status": "processing", "currency": "PLN", "total": "12.30", "line_items": [line]}
    billing = {"first_name": "Jan", "last_name": f"Nowak {key}", "email": f"jan{key}@przyklad.pl"}
    return {**head, "billing": billing, "date_modified_gmt": f"2099-01-01T10:{minute:02}:00", **more}


def test_that_every_order_of_every_page_is_stored_once_however_often_the_shop_is_asked(
    shop: Shop, server: ShopServer
) -> None:
    shop.product("MK-1", stock=900_000)
    server.orders = [woo(key) for key in range(1, 251)]
    set_up(shop.database, server, "woocommerce")
    first, again = poll(shop.database), poll(shop.database)
    assert [(one.stored, one.duplicates, one.fault) for one in (first, again)] == [(250, 0, ""), (0, 250, "")]
    assert count(shop.database, OrderRow) == 250


def test_that_what_the_webhook_brought_is_known_and_what_it_missed_is_fetched(shop: Shop, server: ShopServer) -> None:
    shop.product("MK-1", stock=9_000)
    pushed = Received("sklep-www", json.dumps(woo(1)).encode(), "application/json", channel=Channel.SHOP)
    interpret(shop.database, receive(shop.database, pushed).submission_id)
    server.orders = [woo(1), woo(2), woo(1, 5, status="cancelled")]
    set_up(shop.database, server, "woocommerce", key="sklep-www")
    poll(shop.database)
    assert outcomes(shop.database) == ["order", "duplicate", "order", "update"]
    with shop.database.read() as session:
        states = {row.external_ref: row.status.value for row in session.scalars(select(OrderRow))}
    assert states == {"sklep-www:woocommerce:1": "cancelled", "sklep-www:woocommerce:2": "reserved"}


def test_that_one_bad_order_stops_none_and_is_shown(shop: Shop, server: ShopServer) -> None:
    shop.product("MK-1", stock=9_000)
    server.orders = [woo(1), None, {"id": 5}, "x", woo(2, line_items=None), woo(3)]
    set_up(shop.database, server, "woocommerce")
    assert poll(shop.database).stored == 6
    told = outcomes(shop.database)
    assert (told[0], told[-1], set(told[1:-1])) == ("order", "order", {"quarantined"})


def test_that_a_shop_that_is_away_is_told_and_asked_again_from_where_it_was(shop: Shop, server: ShopServer) -> None:
    shop.product("MK-1", stock=9_000)
    server.orders = [woo(1)]
    set_up(shop.database, server, "woocommerce")
    server.away = True
    assert "503" in poll(shop.database).fault
    server.away, server.token = False, "inne"
    assert "401" in poll(shop.database).fault
    server.token = "tajne"
    assert (poll(shop.database).stored, count(shop.database, OrderRow)) == (1, 1)
    with shop.database.read() as session:
        assert source_named(session, "sklep").fault == ""


def test_that_an_allegro_token_that_ran_out_is_asked_for_anew_and_kept(
    shop: Shop, server: ShopServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    held = {"refresh_token": "r1", "client_id": "c", "client_secret": "s"}
    monkeypatch.setenv("CRM_SECRET_SKLEP", json.dumps(held))
    monkeypatch.setattr(shops, "keep_secret", lambda name, secret: kept.setdefault(name, secret) is not None)
    price = {"amount": "10.00", "currency": "PLN"}
    line = {"id": "a", "offer": {"id": "1", "name": "Mąka"}, "quantity": 2, "price": price, "tax": {"rate": "5.00"}}
    unpaid = {"id": "u", "buyer": {"email": None}, "payment": None, "fulfillment": None, "lineItems": None}
    server.orders = [unpaid, {"id": "p", "buyer": {"login": "jan"}, "lineItems": [line]}]
    set_up(shop.database, server, "allegro", token_url=f"{server.url}/auth/oauth/token")
    assert poll(shop.database).fault == ""
    assert outcomes(shop.database) == ["quarantined", "order"]
    assert json.loads(kept["sklep"])["refresh_token"] == "r2"


def test_that_baselinker_is_read_on_from_the_last_confirmed(shop: Shop, server: ShopServer) -> None:
    shop.product("MK-1", stock=900_000)
    goods = [{"name": "Mąka", "sku": "MK-1", "quantity": 1, "price_brutto": 12.3, "tax_rate": 23}]
    head = {"order_status_id": 1, "currency": "PLN", "products": goods, "email": "jan@przyklad.pl"}
    server.orders = [{**head, "order_id": key, "date_confirmed": 4_000_000_000 + key} for key in range(150)]
    set_up(shop.database, server, "baselinker")
    assert poll(shop.database).stored == 150
    assert (count(shop.database, OrderRow), len(server.asked)) == (150, 3)


def test_that_a_status_that_baselinkers_shop_calls_cancelled_cancels_though_it_changed_later(
    shop: Shop, server: ShopServer
) -> None:
    """Statuses are the shop's own ids, their names another list; orders are listed by when they were confirmed."""
    shop.product("MK-1", stock=900_000)
    goods = [{"name": "Mąka", "sku": "MK-1", "quantity": 1, "price_brutto": 12.3, "tax_rate": 23}]
    now = int(time.time())
    order = {"order_id": 7, "order_status_id": 101, "date_confirmed": now - 1_000, "date_in_status": now - 900}
    order |= {"currency": "PLN", "products": goods, "email": "jan@przyklad.pl"}
    server.orders, server.statuses = [order], [{"id": 101, "name": "Nowe"}, {"id": 102, "name": "Anulowane"}]
    set_up(shop.database, server, "baselinker")
    poll(shop.database)
    server.orders = [{**order, "order_status_id": 102, "date_in_status": now}]
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2)):
        assert poll(shop.database).stored == 1
    with shop.database.read() as session:
        states = [row.status.value for row in session.scalars(select(OrderRow))]
    assert (states, outcomes(shop.database)) == (["cancelled"], ["order", "update"])


def test_that_orders_of_one_second_are_none_lost_between_two_pages(shop: Shop, server: ShopServer) -> None:
    goods = [{"name": "Mąka", "sku": "MK-1", "quantity": 1, "price_brutto": 12.3, "tax_rate": 23}]
    head = {"order_status_id": 1, "currency": "PLN", "products": goods, "email": "jan@przyklad.pl"}
    server.orders = [{**head, "order_id": key, "date_confirmed": 4_000_000_000 + key // 40} for key in range(150)]
    set_up(shop.database, server, "baselinker")
    poll(shop.database)
    assert count(shop.database, SubmissionRow) == 150


@pytest.mark.parametrize("kind", ["woocommerce", "allegro", "baselinker", "prestashop"])
def test_that_a_trial_tells_what_the_shop_answers_and_leaves_nothing(shop: Shop, server: ShopServer, kind: str) -> None:
    server.orders = [{"id": key, "date_confirmed": 4_000_000_000} for key in range(3)]
    set_up(shop.database, server, kind)
    with shop.database.read() as session:
        before = source_named(session, "sklep")
    assert shops.Shop(shop.database, before).test() == 3
    with shop.database.read() as session:
        assert source_named(session, "sklep") == before
    assert count(shop.database, SubmissionRow) == 0
    server.token = "inne"
    with pytest.raises(OSError, match="401"):
        shops.Shop(shop.database, before).test()


def test_that_who_bought_at_prestashop_is_asked_for_and_a_deleted_one_stops_nothing(
    shop: Shop, server: ShopServer
) -> None:
    shop.product("MK-1", stock=9_000)
    row = {"product_quantity": "2", "product_name": "Mąka", "product_reference": "MK-1"}
    row |= {"unit_price_tax_excl": "10.000000", "unit_price_tax_incl": "12.300000"}
    head = {"id_cart": "1", "id_currency": "1", "total_paid_tax_incl": "24.60", "associations": {"order_rows": [row]}}
    server.orders = [
        {**head, "id": 1, "id_customer": "3", "id_address_invoice": "5", "id_address_delivery": "5"},
        {**head, "id": 2, "id_customer": "99"},
        {**head, "id": 4, "id_customer": "98", "current_state": "31"},
    ]
    place = {"firstname": "Ola", "lastname": "Łącka", "address1": "Polna 1", "postcode": "61-001", "city": "Poznań"}
    place["id_country"] = "14"
    server.people = {
        "customers/3": {"customer": {"email": "ola@przyklad.pl"}},
        "addresses/5": {"address": {**place, "vat_number": "PL1234563218", "company": "Łącka s.c."}},
        "currencies/1": {"currency": {"iso_code": "PLN"}},
        "countries/14": {"country": {"iso_code": "CZ"}},
        "order_states/31": {"order_state": {"name": [{"id": "1", "value": "Anulowane przez klienta"}]}},
    }
    set_up(shop.database, server, "prestashop")
    assert poll(shop.database).fault == ""
    with shop.database.read() as session:
        people = {row.name: (row.email, row.nip) for row in session.scalars(select(CustomerRow))}
        number = session.scalar(select(OrderRow.number).where(OrderRow.external_ref == "sklep:prestashop:1")) or ""
        card = show_order(session, number)
        cancelled = session.scalar(select(OrderRow.status).where(OrderRow.external_ref == "sklep:prestashop:4"))
    assert people["Łącka s.c."] == ("ola@przyklad.pl", "1234563218") and "PrestaShop #99" in people
    assert cancelled == "cancelled"
    assert card.address.country == "CZ"
    assert (card.row.currency, card.address.city, card.row.net, card.row.vat) == ("PLN", "Poznań", 20_00, 4_60)


def test_that_a_secret_is_never_sent_over_a_line_that_others_can_read(shop: Shop, server: ShopServer) -> None:
    set_up(shop.database, server, "woocommerce")
    address = {"shop": "woocommerce", "url": "http://sklep.example", "login": "ck"}
    execute(shop.database, save_source, SaveSource("sklep", SourceKind.SHOP, address, version=1), actor=SYSTEM)
    assert "https" in poll(shop.database).fault
    assert count(shop.database, SubmissionRow) == 0
