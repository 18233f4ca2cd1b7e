"""Orders of shops that are less met here, and what plugins and buyers put beside the goods of those that are."""

import json
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.intake.formats.reading import Form, read
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import ShopOrder

KEPT = Path(__file__).parents[1] / "data" / "fuzz"


def draft_of(told: Any) -> Draft:
    (found,) = read(json.dumps(told).encode(), "application/json", Form())
    assert found.draft is not None, found.fault
    return found.draft


def kept(name: str) -> tuple[Draft, ShopOrder]:
    draft = draft_of(json.loads((KEPT / name).read_bytes()))
    assert draft.shop is not None
    return draft, draft.shop


def lines(order: ShopOrder) -> list[tuple[str, int, int, str]]:
    return [(line.code, line.quantity, line.unit_price, line.vat_rate.value) for line in order.lines]


ORDERS: dict[str, tuple[tuple[str, str, str], list[tuple[str, int, int, str]], list[tuple[str, int]], int]] = {
    "magento_orders.json": (
        ("magento", "12", "000000012"), [("MK-25", 2_000, 532_500, "23")], [("Kurier - DPD", 12_19)], 145_99,
    ),
    "bigcommerce_order.json": (("bigcommerce", "100", "100"), [("F-1", 1_000, 790_000, "0")], [], 79_00),
    "ecwid_order.json": (("ecwid", "XJ12H", "20"), [("MK", 2_000, 500_000, "0")], [("Kurier", 12_99)], 112_99),
    "squarespace_order.json": (
        ("squarespace", "585d498fdee9f31a60284a37", "1"), [("SQ1", 2_000, 200_000, "0")],
        [("Dostawa", 5_00), ("VAT", 3_00)], 48_00,
    ),
    "wix_order.json": (("wix", "abc", "10001"), [("MK", 2_000, 500_000, "23")], [], 100_00),
    "idosell_orders.json": (
        ("idosell", "abc-1", "17"), [("MK", 2_000, 406_504, "23")], [("Dostawa", 10_00)], 110_00,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ORDERS)
def test_that_an_order_of_another_shop_is_an_order(name: str) -> None:
    keys, goods, charges, total = ORDERS[name]
    draft, order = kept(name)
    assert draft.is_order
    assert (order.shop, order.reference, order.number) == keys
    assert (lines(order), [(one.name, one.amount) for one in order.charges]) == (goods, charges)
    assert order.total == total


def test_that_who_bought_is_read_of_another_shop() -> None:
    draft, order = kept("magento_orders.json")
    assert (draft.name, draft.company, draft.nip) == ("Jan Lis", "Lis SA", "PL1234563218")
    assert (draft.street, draft.postal_code, draft.city) == ("Polna 1, m. 2", "61-001", "Poznań")
    assert order.deliver_to is not None
    assert (order.deliver_to.street, order.deliver_to.city) == ("Leśna 2", "Poznań")


def test_that_an_order_of_graphql_is_the_order_of_a_webhook() -> None:
    draft, order = kept("shopify_graph.json")
    assert (order.shop, order.reference, order.number, order.total) == ("shopify", "1", "#1001", 100_00)
    assert (lines(order), order.price_mode.value) == ([("MK", 2_000, 500_000, "23")], "gross")
    assert (draft.name, draft.email, draft.nip, draft.city) == ("Jan Lis", "j@lis.example", "1234563218", "Poznań")


def test_that_an_event_of_allegro_is_word_of_an_order_and_no_order() -> None:
    draft = draft_of(json.loads((KEPT / "allegro_events.json").read_bytes()))
    assert draft.news is not None
    assert (draft.news.shop, draft.news.kind, draft.news.reference) == ("allegro", "no_order", "297")


WOO = {
    "id": 7, "status": "processing", "currency": "PLN", "billing": {"email": "j@lis.example"},
    "line_items": [{"id": 1, "name": "Kubek", "quantity": 1, "total": "10.00", "total_tax": "2.30", "sku": "K",
        "meta_data": [
        {"key": "Grawer", "value": "Dla Ewy"}, {"key": "_reduced_stock", "value": "1"}]}],
    "coupon_lines": [{"code": "LATO"}],
    "meta_data": [{"key": "_paczkomat_id", "value": "POZ08A"}, {"key": "_stripe_fee", "value": "1"},
                  {"key": "_wc_order_attribution_utm_campaign", "value": "wiosna"}, {"key": "Piętro", "value": "3"},
                  {"key": "_billing_nip", "value": "1234563218"}],
}  # fmt: skip


def test_that_what_stands_beside_an_order_of_woocommerce_is_kept_and_its_machinery_is_not() -> None:
    draft = draft_of(WOO)
    assert draft.rest == (
        ("paczkomat_id", "POZ08A"),
        ("Piętro", "3"),
        ("Kubek: Grawer", "Dla Ewy"),
        ("Kupon", "LATO"),
    )
    assert (draft.campaign, draft.nip) == ("wiosna", "1234563218")


def test_that_a_refund_by_itself_is_told_of_its_order() -> None:
    draft, order = kept("woocommerce_refund.json")
    assert (order.reference, order.event.value, draft.message) == ("723", "refund", "zwrot")
    assert [(one.key, one.amount) for one in order.refunds] == [("726", 10_00)]


def shopify(rate: float, tax: str, **more: Any) -> dict[str, Any]:
    line = {"id": 1, "name": "Honig", "sku": "H", "quantity": 1, "price": "119.00", "tax_lines": [
        {"title": "MwSt", "price": tax, "rate": rate}], "properties": [{"name": "Karte", "value": "Für Eva"},
                                                                       {"name": "_bundle", "value": "x"}]}  # fmt: skip
    head = {"id": 7, "taxes_included": True, "currency": "EUR", "email": "e@k.example", "line_items": [line]}
    return {**head, "total_price": "119.00", "landing_site": "/honig?utm_campaign=lato", **more}


def test_that_a_gross_price_with_tax_of_another_country_is_net_and_the_tax_beside_it() -> None:
    draft = draft_of(shopify(0.19, "19.00"))
    assert draft.shop is not None
    assert lines(draft.shop) == [("H", 1_000, 1_000_000, "np")]
    assert [line.foreign_tax for line in draft.shop.lines] == [19_00]
    assert (draft.rest, draft.campaign) == ((("Honig: Karte", "Für Eva"),), "lato")
    polish = draft_of(shopify(0.23, "22.25")).shop
    assert polish is not None
    assert [(line.unit_price, line.foreign_tax) for line in polish.lines] == [(1_190_000, 0)]


def test_that_duties_are_part_of_what_is_asked() -> None:
    duties = {"shop_money": {"amount": "50.00", "currency_code": "EUR"}}
    order = draft_of(shopify(0.19, "19.00", current_total_duties_set=duties, total_price="169.00")).shop
    assert order is not None
    assert [(one.name, one.amount) for one in order.charges] == [("Cło", 50_00)]


def test_that_an_order_in_a_text_of_a_queue_and_one_of_many_lines_are_orders() -> None:
    line = {"order_product_id": "1", "sku": "D", "name": "Miód", "price_brutto": 10, "tax_rate": 23, "quantity": 2}
    order = {"order_id": "9", "order_status_id": "1", "currency": "PLN", "email": "j@n.example", "products": [line]}
    queued = draft_of({"Type": "Notification", "Message": json.dumps(order)}).shop
    assert queued is not None
    assert (queued.shop, queued.reference, lines(queued)) == ("baselinker", "9", [("D", 2_000, 100_000, "23")])
    many = read("\n".join(json.dumps({**order, "order_id": key}) for key in ("1", "2")).encode(), "", Form())
    assert [one.draft.shop.reference for one in many if one.draft and one.draft.shop] == ["1", "2"]


def test_that_rates_of_other_countries_are_kept_by_shops_that_tell_a_percent() -> None:
    line = {"order_product_id": "1", "sku": "D", "name": "Miód", "price_brutto": 12.1, "tax_rate": 21, "quantity": 2}
    head = {"order_id": "9", "order_status_id": "1", "currency": "CZK", "email": "j@n.example", "delivery_price": 12.1}
    order = draft_of({**head, "products": [line]}).shop
    assert order is not None
    assert [(one.unit_price, one.foreign_tax, one.vat_rate.value) for one in order.lines] == [(100_000, 4_20, "np")]
    assert [(one.amount, one.foreign_tax) for one in order.charges] == [(10_00, 2_10)]
