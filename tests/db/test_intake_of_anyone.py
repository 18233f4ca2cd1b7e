"""Orders and letters of senders nobody has met, all the way: what the office has in the end, once."""

import json
from typing import Any

from sqlalchemy import delete, func, insert, select

from crm_desktop.intake.formats.reading import Form, read
from crm_desktop.intake.interpreting import interpret, interpret_again
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.queries import show_order
from db.models.catalogue import ProductBarcodeRow
from db.models.intake import SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.models.sales import InquiryProductRow, InquiryRow, OrderRow
from db.session import Database
from db.vocabulary import Channel, Outcome
from tests.company import Shop

LIS = {"company": "Lis SA", "vatId": "1234563218", "email": "j@lis.example"}


def send(database: Database, told: Any, source: str = "partner") -> Interpreted:
    raw = told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()
    return interpret(database, receive(database, Received(source, raw, "", channel=Channel.FILE)).submission_id)


def order(number: str = "Z-7", sku: str = "MK-1", **more: Any) -> dict[str, Any]:
    line = {"sku": sku, "title": "Mąka u nich", "qty": 2, "priceNet": "10,00", "vat": "5%"}
    shipping = {"method": "DPD", "cost": "10,50"}
    return {"orderNumber": number, "customer": LIS, "items": [line], "shipping": shipping, "total": "31,50", **more}


def orders(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(OrderRow)) or 0


def test_that_an_order_of_anyone_is_placed_at_its_prices_and_its_goods_promised_once(
    shop: Shop, database: Database
) -> None:
    shop.product("MK-1", stock=5_000)
    placed = send(database, order())
    assert (placed.outcome, placed.reason) == (Outcome.ORDER, "")
    with database.read() as session:
        card = show_order(session, placed.number)
    lines = [(line.name, line.quantity, line.unit_price, line.vat_rate.value) for line in card.lines]
    assert lines == [("Mąka u nich", 2_000, 100_000, "5"), ("DPD", 1_000, 100_000, "5")]
    assert (card.row.status.value, card.row.customer) == ("reserved", "Lis SA")
    again = send(database, order(note="jeszcze raz"))
    assert (again.outcome, again.number, orders(database)) == (Outcome.DUPLICATE, placed.number, 1)


def test_that_another_customers_order_of_the_same_number_is_asked_about(shop: Shop, database: Database) -> None:
    shop.product("MK-1", stock=5_000)
    send(database, order())
    other = send(database, order(customer={"name": "Ewa Kot", "email": "e@kot.example"}))
    assert (other.outcome, orders(database)) == (Outcome.INQUIRY, 1)
    assert "numer" in other.reason


def test_that_goods_nobody_has_are_asked_about_with_all_that_was_told(shop: Shop, database: Database) -> None:
    asked = send(database, order(sku="INNE"))
    assert (asked.outcome, orders(database)) == (Outcome.INQUIRY, 0)
    with database.read() as session:
        message = session.scalar(select(InquiryRow.message).where(InquiryRow.number == asked.number)) or ""
    assert message.split("\n") == [
        "INNE Mąka u nich × 2 (10.00 netto, VAT 5)",
        "shipping[method]: DPD",
        "shipping[cost]: 10,50",
        "total: 31,50",
        "numer u nadawcy: Z-7",
    ]


def test_that_prices_in_grosze_and_a_partners_own_codes_are_understood_by_the_catalogue(
    shop: Shop, database: Database
) -> None:
    """Rates that were not told are those of the goods; 5000 for what costs 48.90 is fifty zlotys."""
    product = shop.product("MK-1", stock=5_000)
    with database.read() as session:
        barcode = session.scalar(select(ProductBarcodeRow.code).where(ProductBarcodeRow.product_id == product))
    line = {"sku": "PARTNER-1", "ean": barcode, "quantity": 2, "unitPrice": 5000}
    placed = send(
        database, {"orderNumber": "8", "customer": LIS, "items": [line], "shippingTotal": 1599, "total": 11599}
    )
    assert (placed.outcome, placed.reason) == (Outcome.ORDER, "")
    with database.read() as session:
        lines = [
            (one.product_id, one.unit_price, one.vat_rate.value) for one in show_order(session, placed.number).lines
        ]
    assert lines == [(product, 500_000, "23"), (None, 159_900, "23")]


ROWS = "Nr zamówienia;Klient;E-mail;Symbol;Ilość;Cena netto;VAT\nZ-1;Jan Lis;j@lis.example;MK-1;2;10;5\n"
ROWS += "Z-1;Jan Lis;j@lis.example;MK-1;1;10;5\nZ-2;Ewa Kot;e@kot.example;MK-1;1;10;5;za dużo\n"


def test_that_rows_which_were_inquiries_before_stay_so_when_the_rest_is_tried_again(
    shop: Shop, database: Database
) -> None:
    """Readings of an earlier version, row by row: the order that is now seen in them is not placed beside them."""
    shop.product("MK-1", stock=5_000)
    raw = ROWS.encode()
    submission = receive(database, Received("partner", raw, "", channel=Channel.FILE)).submission_id
    found = read(raw, "", Form(source="partner"))
    keys = [key for one in found for key in one.parts]
    outcomes = (Outcome.INQUIRY, Outcome.UPDATE, Outcome.QUARANTINED)
    with database.read() as session:
        at = session.scalars(select(SubmissionRow.received_at)).one()
    past = [
        {"submission_id": submission, "position": place, "outcome": outcome, "reason": "", "why": [], "reader": "form",
         "number": "", "record_key": key, "at": at, "readers": 4}
        for place, (key, outcome) in enumerate(zip(keys, outcomes, strict=True))
    ]  # fmt: skip
    with database.write() as session:
        session.execute(delete(SubmissionQueueRow))
        session.execute(insert(SubmissionReadingRow), past)
        session.commit()
    again = interpret_again(database, submission)
    assert [one.outcome.value for one in again.records] == ["inquiry", "update", "quarantined"]
    assert orders(database) == 0


LETTER = """From: "Jan Malinowski | Hotel Pod Różą" <jan@hotel.example>
To: biuro@firma.example
Subject: =?utf-8?q?Zam=C3=B3wienie_na_czwartek?=
Message-ID: <b2@hotel.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Dzień dobry,

poproszę na czwartek:
- 10 x mąki MK-1
- 3 szt. MK-2
- cukier puder 2 op.

Faktura na: Hotel Pod Różą sp. z o.o., NIP 123-456-32-18, ul. Różana 5, 00-950 Warszawa

Pozdrawiam
Jan Malinowski
tel. +48 22 123 45 67 | kom. 600 700 800
"""


def test_that_a_letter_names_its_customer_its_phone_and_the_goods_that_are_on_file(
    shop: Shop, database: Database
) -> None:
    wanted, beside = shop.product("MK-1"), shop.product("MK-2")
    customer = shop.customer("Hotel Pod Różą sp. z o.o.", nip="1234563218")
    asked = send(database, LETTER, "poczta")
    assert asked.outcome is Outcome.INQUIRY
    with database.read() as session:
        inquiry = session.scalars(select(InquiryRow).where(InquiryRow.number == asked.number)).one()
        named = select(InquiryProductRow.product_id, InquiryProductRow.quantity)
        goods = session.execute(named.where(InquiryProductRow.inquiry_id == inquiry.id)).all()
        assert (inquiry.customer_id, "600 700 800" in inquiry.message) == (customer, True)
    assert {tuple(one) for one in goods} == {(wanted, 10_000), (beside, 3_000)}
