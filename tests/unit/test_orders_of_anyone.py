"""Orders of makers nobody has met, in three languages and five formats; and what has goods and is no order."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from crm_desktop.intake.formats.order_words import part_of_line
from crm_desktop.intake.formats.orders.amounts import amount_of, count_of
from crm_desktop.intake.formats.reading import Form, Found, read
from crm_desktop.intake.shop_records import MAKER, ShopEvent, ShopOrder

KEPT = Path(__file__).parents[1] / "data" / "fuzz"
JAN = {"name": "Jan Lis", "email": "j@lis.example"}
LINES = [{"sku": "MK-1", "qty": 2, "price": "10.00", "vat": "5%"}]


def found(told: Any, **form: Any) -> list[Found]:
    raw = told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()
    return read(raw, "", Form(**form))


def order_of(told: Any) -> ShopOrder:
    (one,) = found(told)
    assert one.draft is not None
    assert one.draft.shop is not None
    assert one.draft.shop.shop == MAKER
    return one.draft.shop


def told_of(order: ShopOrder) -> tuple[str, str, list[tuple[str, int, int, str]], list[tuple[str, int]], int | None]:
    lines = [(line.code or line.name, line.quantity, line.unit_price, line.vat_rate.value) for line in order.lines]
    charges = [(one.name, one.amount) for one in order.charges]
    return order.number, order.price_mode.value, lines, charges, order.total


def flat(tree: Any, key: str, shape: str) -> list[tuple[str, str]]:
    if isinstance(tree, dict):
        return [one for name, inner in tree.items() for one in flat(inner, shape % (key, name) if key else name, shape)]
    if isinstance(tree, list):
        return [one for place, inner in enumerate(tree) for one in flat(inner, shape % (key, place), shape)]
    return [(key, str(tree))]


POLISH = {
    "Numer zamówienia": "Z-7", "Nabywca": {"Nazwa firmy": "Lis SA", "NIP": "1234563218", "E-mail": "j@lis.example"},
    "Pozycje": [{"Symbol": "MK-1", "Nazwa towaru": "Mąka", "Ilość": "2,5", "Cena netto": "12,30 zł", "VAT": "5%"},
                {"Symbol": "CU-2", "Nazwa towaru": "Cukier", "Ilość": "3", "Cena netto": "5,00 zł", "VAT": "8"}],
    "Koszt dostawy": "15,99 zł", "Do zapłaty": "64,48 zł",
}  # fmt: skip
GERMAN = {
    "bestellung": {"bestellnummer": "B-9", "kunde": {"ansprechpartner": "Jan Lis", "eMailAdresse": "j@lis.example"},
                   "positionen": [{"artikelnr": "MK-1", "menge": 2, "einzelpreis": "1.010,50", "mwst": "5"}],
                   "gesamtsumme": "2.021,00", "versandart": "DPD"}
}  # fmt: skip
ENGLISH = {
    "event": {"type": "order.created", "object": {"data": {
        "id": 71, "order_number": "10071", "status": "paid",
        "buyer": {"full_name": "Jan Lis", "email": "j@lis.example"},
        "line_items": [{"product": {"sku": "MK-1", "name": "Flour"}, "quantity": 2, "price": {"amount": 10.5},
                        "tax_rate": 0.05}], "grand_total": 31.0, "shipping_cost": 10}}}
}  # fmt: skip
BY_COLUMNS = {
    "orderNo": "7",
    **JAN,
    "items": {"sku": ["MK-1", "CU-2"], "qty": ["1", "2"], "price": ["3", "4"]},
    "total": "11",
}
ORDERS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "polish": (POLISH, ("Z-7", "net", [("MK-1", 2_500, 123_000, "5"), ("CU-2", 3_000, 50_000, "8")],
                        [("Dostawa", 14_81)], 64_48)),
    "polish_urlencoded": (urlencode(flat(POLISH, "", "%s[%s]")), ("Z-7", "net", [
        ("MK-1", 2_500, 123_000, "5"), ("CU-2", 3_000, 50_000, "8")], [("Dostawa", 14_81)], 64_48)),
    "german": (GERMAN, ("B-9", "gross", [("MK-1", 2_000, 10_105_000, "5")], [], 2021_00)),
    "german_dotted": (urlencode(flat(GERMAN, "", "%s.%s")), ("B-9", "gross", [("MK-1", 2_000, 10_105_000, "5")], [],
                                                             2021_00)),
    "english": (ENGLISH, ("10071", "gross", [("MK-1", 2_000, 105_000, "5")], [("Dostawa", 10_00)], 31_00)),
    "columns": (BY_COLUMNS, ("7", "gross", [("MK-1", 1_000, 30_000, "23"), ("CU-2", 2_000, 40_000, "23")], [], 11_00)),
    "numbered_keys": (urlencode({"order_number": "7", **JAN, "item_1_sku": "MK-1", "item_1_qty": "2",
                                 "item_1_price": "3"}),
                      ("7", "gross", [("MK-1", 2_000, 30_000, "23")], [], None)),
    "a_price_of_the_whole_line": ({"OrderId": "7", **JAN, "OrderTotal": {"CurrencyCode": "PLN", "Amount": "100.38"},
                                   "OrderItems": [{"SellerSKU": "MK-1", "QuantityOrdered": 2,
                                                   "ItemPrice": {"Amount": "100.38"}}]},
                                  ("7", "gross", [("MK-1", 2_000, 501_900, "23")], [], 100_38)),
    "the_id_beside_the_lines": ({"id": "event-1", "data": {"order": {"id": "7", **JAN, "items": LINES, "total": 20,
                                                                     "payment": {"id": 5, "method": "karta"}}}},
                                ("7", "gross", [("MK-1", 2_000, 100_000, "5")], [], 20_00)),
    "an_order_that_has_its_invoice": ({"orderNumber": "7", "invoiceNumber": "FV/1", **JAN, "items": LINES, "total": 20},
                                      ("7", "gross", [("MK-1", 2_000, 100_000, "5")], [], 20_00)),
    "a_discount_of_the_whole": ({"orderNumber": "7", **JAN, "items": LINES, "discount": "5", "total": "15"},
                                ("7", "gross", [("MK-1", 2_000, 100_000, "5")], [("Rabat", -5_00)], 15_00)),
    "a_discount_that_the_prices_have": ({"orderNumber": "7", **JAN, "items": LINES, "discount": "5", "total": "20"},
                                        ("7", "gross", [("MK-1", 2_000, 100_000, "5")], [], 20_00)),
    "our_code_beside_theirs": ({"orderNumber": "7", **JAN, "totalQuantity": "2", "total": "20", "items": [
        {"buyerItemCode": "X", "supplierItemCode": "MK-1", "qty": 2, "price": 10, "vat": 5}]},
        ("7", "gross", [("MK-1", 2_000, 100_000, "5")], [], 20_00)),
    "xml": ((KEPT / "order_of_anyone.xml").read_bytes(),
            ("ZK 15/11/2026", "net", [("MK-1", 4_000, 100_000, "5")], [], None)),
    "json": ((KEPT / "order_of_anyone.json").read_bytes(), ("2026/11/0099", "net", [
        ("MK-1", 2_500, 123_000, "5"), ("CU-2", 3_000, 50_000, "8")], [("DPD", 14_81)], 64_48)),
}  # fmt: skip


@pytest.mark.parametrize("maker", ORDERS)
def test_that_an_order_of_a_maker_nobody_has_met_is_one(maker: str) -> None:
    told, wanted = ORDERS[maker]
    assert told_of(order_of(told)) == wanted


def test_that_rows_of_one_number_are_one_order_and_their_rate_is_no_tax_id() -> None:
    read_of = found((KEPT / "orders_of_anyone.csv").read_bytes())
    assert [(one.draft.shop.number, len(one.draft.shop.lines)) for one in read_of if one.draft and one.draft.shop] == [
        ("Z-1", 2),
        ("Z-2", 1),
    ]
    assert [(one.draft.name, one.draft.email, one.draft.nip) for one in read_of if one.draft] == [
        ("Jan Lis", "j@lis.example", ""),
        ("Ewa Kot", "e@kot.example", ""),
    ]
    assert [len(one.parts) for one in read_of] == [2, 1]


TABLES = {
    "number;email;name;company;sku;title;qty;price": ("Jan Lis", "Lis SA", "MK-1", "Mąka"),
    "number,email,first,last,company,sku,qty,price": ("Jan Lis", "Lis SA", "MK-1", ""),
    "title\tqty\tsku\tprice\tcompany\temail\tnumber": ("", "Lis SA", "MK-1", "Mąka"),
    "qty;number;sku;price;name;email": ("Jan Lis", "", "MK-1", ""),
    "qty;number;title;price;name;email": ("Jan Lis", "", "Mąka", ""),
}
NAMES = {"number": "Zamówienie nr", "email": "E-mail", "name": "Name", "company": "Nazwa firmy", "sku": "Symbol",
         "title": "Nazwa towaru", "qty": "Szt", "price": "Cena", "first": "Imię", "last": "Nazwisko"}  # fmt: skip
CELLS = {"number": "7", "email": "j@lis.example", "name": "Jan Lis", "company": "Lis SA", "sku": "MK-1",
         "title": "Mąka", "qty": "2", "price": "10.50", "first": "Jan", "last": "Lis"}  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("columns", TABLES)
def test_that_columns_of_a_table_of_orders_stand_in_any_order(columns: str, charset: str) -> None:
    sign = next(one for one in ";,\t" if one in columns)
    rows = [[told[name] for name in columns.split(sign)] for told in (NAMES, CELLS)]
    (one,) = found("\n".join(sign.join(row) for row in rows).encode(charset))
    assert one.draft is not None
    assert one.draft.shop is not None
    (line,) = one.draft.shop.lines
    told = (one.draft.name, one.draft.company, line.code or line.name, line.name if line.code else "")
    assert told == TABLES[columns]
    assert (line.quantity, line.unit_price, one.draft.shop.number) == (2_000, 105_000, "7")


def test_that_an_open_form_promises_nothing_by_its_prices() -> None:
    (one,) = found(POLISH, trusted=False)
    assert one.draft is not None
    assert (one.draft.shop, one.draft.is_order) == (None, False)


def test_that_a_second_number_of_an_order_is_kept_beside_the_first() -> None:
    (one,) = found({"orderNumber": "7", "poNumber": "A-55", "zwrot": "nie", **JAN, "items": LINES, "total": "20"})
    assert one.draft is not None
    assert (one.draft.external_ref, one.draft.rest) == ("7", (("zwrot", "nie"), ("poNumber", "A-55")))


def test_that_what_the_sender_called_off_is_called_off() -> None:
    order = order_of({"orderNumber": "7", "status": "cancelled", **JAN, "items": LINES, "total": "20"})
    assert order.event is ShopEvent.CANCEL


SENT = {**JAN, "items": LINES, "total": "21.00"}
NO_ORDERS: dict[str, Any] = {
    "invoice": {"invoiceNumber": "FV/1", "orderNumber": "Z-1", **SENT, "payment": "przelew"},
    "invoice_by_its_kind": {"type": "invoice", "number": "2", **SENT, "shipping": 10},
    "invoice_of_a_seller": {"numer": "12", "termin płatności": "2026-12-07", **SENT, "dostawa": "DPD"},
    "xml_invoice": "<Invoice><ID>1</ID><OrderReference><ID>Z-1</ID></OrderReference><Name>Jan Lis</Name>"
                   "<Email>j@lis.example</Email><Lines><Line><SKU>M</SKU><Quantity>2</Quantity><Price>5</Price></Line>"
                   "</Lines><Total>10</Total></Invoice>",
    "offer": {"offerNumber": "OF/1", **SENT, "delivery": "3 dni"},
    "offer_in_german": {"angebotsnummer": "A-1", "besteller": JAN, "positionen": LINES, "summe": "20"},
    "asked_like_a_marketplace": {"documentType": "inquiry", "numer": "X", "buyer": JAN, "lineItems": [
        {"itemCode": "MK-1", "qty": "3"}], "totalGross": "10", "deliveryPrice": "2"},
    "delivery_note": {"deliveryNoteNumber": "WZ-1", **JAN, "order_lines": [{"name": "Mąka", "quantity": 4}]},
    "quote": {"quote": {"id": "7", **SENT, "shipping": 10}},
    "asked_for_a_price": {"type": "rfq", "number": "77", **SENT, "shipping": 10},
    "inquiry_with_goods": {**JAN, "message": "Proszę o wycenę", "items": [{"product": "MK-1", "quantity": 3}]},
    "return": {"rmaNumber": "R-1", "orderNumber": "Z-1", **SENT},
    "complaint": {"numer_zamowienia": "Z-1", **JAN, "temat": "Reklamacja", "produkt": "MK-1", "ilosc": "2"},
    "abandoned_cart": {"event": "cart.abandoned", "cart": {"id": "c1", **SENT, "shipping": 10}},
    "parcel": {"trackingNumber": "1Z", "orderNumber": "Z-1", "carrier": "DPD", "recipient": JAN,
               "items": [{"sku": "MK-1", "quantity": 2}]},
    "complaints_in_rows": "Nr zamówienia;Klient;E-mail;Produkt;Ilość;Reklamacja\nZ1;Jan;j@lis.example;M;2;pęka\n",
    "opinion": {"orderId": "5", **JAN, "rating": 5, "items": [{"name": "Mąka", "quantity": 1}]},
    "list_of_stock": "Kod;Nazwa;Ilość;Cena;E-mail\nMK-1;Mąka;5;47,80;j@lis.example\n",
    "invoices_in_rows": "Nr faktury;Nr zamówienia;Klient;E-mail;Symbol;Ilość;Cena\nF1;Z1;Jan Lis;j@lis.example;M;2;5\n",
    "order_without_anybody": {"orderNumber": "7", "items": LINES, "total": "20"},
}  # fmt: skip


@pytest.mark.parametrize("what", NO_ORDERS)
def test_that_what_only_has_goods_and_prices_is_no_order(what: str) -> None:
    assert [one.draft.shop for one in found(NO_ORDERS[what]) if one.draft] == [None]


def test_that_amounts_are_read_however_they_are_written() -> None:
    told = {"1 234,50 zł": "1234.50", "1.234,50": "1234.50", "1,234.50": "1234.50", "PLN 12.3": "12.3", "5,-": "5",
            "-3,00": "-3.00", "€ 7": "7", "1'000": "1000", "": None, "ok": None, "12a": None, "²": None}  # fmt: skip
    assert {text: amount_of(text) for text in told} == {
        text: Decimal(value) if value is not None else None for text, value in told.items()
    }
    counts = {"2,5 kg": 2_500, "3 szt.": 3_000, "0": 0, "-1": 0, "dwa": 0, "1 000": 1_000_000}
    assert {text: count_of(text) for text in counts} == counts


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        ("Ilość qty menge Anzahl orderedQuantity ILOSC_ZAMOWIONA stuckzahl", "quantity"),
        ("sku kod symbol Artikelnummer product_code indeks itemCode", "code"),
        ("cena_netto CenaNetto cenanetto priceExclTax nettopreis unit-price-net", "net"),
        ("cenaBrutto grossPrice priceInclVat bruttopreis", "gross"),
        ("price unitPrice CENA einzelpreis unit_amount", "price"),
        ("VAT stawkaVAT tax_rate MwSt vatRate", "rate"),
        ("lineTotal wartosc total_price gesamtpreis", "total"),
        ("nazwa title productName bezeichnung opis", "name"),
        ("kod_pocztowy ust_idnr currency shipping discount jm", ""),
    ],
)
def test_that_a_key_of_a_line_means_the_same_in_every_casing(keys: str, part: str) -> None:
    assert {key: part_of_line(key) for key in keys.split()} == dict.fromkeys(keys.split(), part)
