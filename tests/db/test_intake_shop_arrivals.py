"""Whatever order a shop's words arrive in, twice or late, the order and its stock end the same."""

import json
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.queries import show_order
from crm_desktop.verify import verify
from db.models.sales import OrderRow
from db.models.warehouse import StockRow
from db.session import Database
from db.vocabulary import Channel
from tests.company import Shop

SHOPIFY, WOO = "shopify", "woo"


def send(database: Database, told: object, source: str, **headers: str) -> Interpreted:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = json.dumps(told).encode()
    received = Received(source, raw, "application/json", channel=Channel.SHOP, headers=named)
    return interpret(database, receive(database, received).submission_id)


def shopify(key: int, minute: int, *quantities: int, **more: Any) -> dict[str, Any]:
    line = {"price": "10.00", "sku": "MK-1", "name": "Mąka", "tax_lines": [{"rate": 0.23, "price": "0"}]}
    lines = [{**line, "id": 100 + n, "quantity": quantity} for n, quantity in enumerate(quantities)]
    head = {"id": key, "taxes_included": True, "currency": "PLN", "email": "jan@przyklad.pl", "line_items": lines}
    return {**head, "updated_at": f"2026-11-20T10:{minute:02}:00+01:00", **more}


def refund(key: int, number: int, line: int, quantity: int) -> dict[str, Any]:
    lines = [{"line_item_id": line, "quantity": quantity, "restock_type": "cancel"}]
    return {"id": number, "order_id": key, "refund_line_items": lines, "transactions": []}


def ended(database: Database, source: str, shop: str, key: int) -> tuple[str, list[int]]:
    """Status and quantities of the order; "" where there is none."""
    with database.read() as session:
        ref = f"{source}:{shop}:{key}"
        number = session.scalar(select(OrderRow.number).where(OrderRow.external_ref == ref))
        if number is None:
            return "", []
        card = show_order(session, number)
    return card.row.status.value, [line.quantity for line in card.lines]


def promised(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(StockRow.reserved)) or 0


def problems(database: Database) -> tuple[str, ...]:
    with database.read() as session:
        return verify(session).problems


WORDS = {
    "changed": (
        lambda k: [shopify(k, 1, 5, 1), shopify(k, 2, 4, 2), shopify(k, 3, 3, 2)],
        ("reserved", [3_000, 2_000]),
    ),
    "refunded": (
        lambda k: [shopify(k, 1, 5, 1), shopify(k, 2, 4, 2), refund(k, 7, 100, 1), refund(k, 8, 101, 2)],
        ("reserved", [3_000]),
    ),
    "cancelled": (
        lambda k: [
            shopify(k, 1, 5),
            shopify(k, 2, 4),
            refund(k, 7, 100, 1),
            shopify(k, 3, 4, cancelled_at="2026-11-20"),
        ],
        ("cancelled", None),
    ),
}


@pytest.mark.parametrize("story", WORDS)
def test_that_any_order_of_arrival_ends_in_the_same_state(shop: Shop, story: str) -> None:
    """Every permutation, each word sent twice in it, the second time at the end."""
    shop.product("MK-1", stock=900_000)
    words, (status, quantities) = WORDS[story]
    sums = 0
    for key, order in enumerate(permutations(range(len(words(0)))), 10**16 + 1):
        told = words(key)
        for place in (*order, *order):
            send(shop.database, told[place], SHOPIFY)
        found = ended(shop.database, SHOPIFY, "shopify", key)
        assert found[0] == status, order
        if quantities is not None:
            assert found[1] == quantities, order
            sums += sum(quantities)
    assert (promised(shop.database), problems(shop.database)) == (sums, ())


def woo(key: int, status: str, second: int) -> dict[str, Any]:
    line = {"id": 1, "name": "Mąka", "sku": "MK-1", "quantity": 2, "total": "20.00", "total_tax": "4.60"}
    head = {"id": key, "status": status, "currency": "PLN", "total": "24.60", "line_items": [line]}
    billing = {"first_name": "Jan", "email": "jan@przyklad.pl"}
    return {**head, "billing": billing, "date_modified_gmt": f"2026-11-20T10:00:{second:02}"}


def test_that_a_deletion_that_comes_first_cancels_the_order_when_it_comes(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    gone = send(shop.database, {"id": 7}, WOO, x_wc_webhook_topic="order.deleted")
    came = send(shop.database, woo(7, "processing", 1), WOO, x_wc_webhook_topic="order.created")
    assert (gone.outcome.value, came.outcome.value) == ("update", "order")
    assert (ended(shop.database, WOO, "woocommerce", 7)[0], promised(shop.database)) == ("cancelled", 0)


def test_that_an_order_whose_payment_failed_and_was_made_after_all_is_placed_anew(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    failed = send(shop.database, woo(7, "failed", 1), WOO)
    paid = send(shop.database, woo(7, "processing", 2), WOO)
    late = send(shop.database, woo(7, "pending", 0), WOO)
    assert [one.outcome.value for one in (failed, paid, late)] == ["order", "order", "duplicate"]
    assert failed.number != paid.number == late.number
    assert (ended(shop.database, WOO, "woocommerce", 7)[0], promised(shop.database)) == ("reserved", 2_000)


def test_that_an_order_refunded_whole_before_it_left_frees_its_stock(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    send(shop.database, woo(7, "processing", 1), WOO)
    told = send(shop.database, woo(7, "refunded", 2), WOO)
    assert (told.outcome.value, told.reason) == ("update", "sklep zwrócił wszystkie pieniądze: anulowane")
    assert (ended(shop.database, WOO, "woocommerce", 7)[0], promised(shop.database)) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("told", "headers", "reason"),
    [
        ({"id": 9}, {"x_wc_webhook_topic": "product.deleted"}, "usunięte w sklepie: u nas nic się nie zmienia"),
        (
            {"id": 9, "sku": "NOWY", "name": "Kasza", "regular_price": "5.00", "stock_status": "instock"},
            {"x_wc_webhook_topic": "product.created"},
            "towar sklepu dopisano do kartoteki",
        ),
        (
            {"id": 3, "username": "jan", "billing": {"first_name": "Jan", "email": "jan@przyklad.pl"}},
            {"x_wc_webhook_topic": "customer.created"},
            "klienta sklepu dopisano do kartoteki",
        ),
    ],
)
def test_that_word_of_goods_and_customers_makes_no_inquiry(
    shop: Shop, told: dict[str, Any], headers: dict[str, str], reason: str
) -> None:
    done = send(shop.database, told, WOO, **headers)
    assert (done.outcome.value, done.reason) == ("update", reason)


@pytest.mark.parametrize(
    "told",
    [
        shopify(5, 1, 2, admin_graphql_api_id="gid://shopify/Fulfillment/5", order_id=4),
        {"draft_order": shopify(6, 1, 2, admin_graphql_api_id="gid://shopify/DraftOrder/6", status="open")},
        shopify(8, 1, 2, abandoned_checkout_url="https://sklep.pl/a", token="t"),
        woo(7, "checkout-draft", 1),
        woo(7, "active", 1) | {"billing_period": "month", "billing_interval": "1"},
    ],
)
def test_that_a_cart_a_draft_a_subscription_or_a_parcel_is_no_order_and_promises_nothing(
    shop: Shop, told: dict[str, Any]
) -> None:
    shop.product("MK-1", stock=9_000)
    done = send(shop.database, told, WOO)
    said = "koszyk, szkic, abonament albo paczka ze sklepu: to nie zamówienie, nic się nie zmienia"
    assert (done.outcome.value, done.reason) == ("update", said)
    with shop.database.read() as session:
        assert session.scalars(select(OrderRow)).all() == []
    assert promised(shop.database) == 0


def test_that_one_bad_order_of_a_list_stops_none_beside_it(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    good = shopify(1, 1, 2)
    done = send(shop.database, {"orders": [good, None, {"id": 5}, shopify(2, 1, 3)]}, SHOPIFY)
    assert [one.outcome.value for one in done.records] == ["order", "quarantined", "quarantined", "order"]
    assert promised(shop.database) == 5_000
