"""`order list|place|show|advance|pick|ship|return|cancel`, each for what it does and for what it refuses."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.models.leaving import MessageRow
from db.models.sales import OpportunityRow, OrderRow, ShipmentRow
from db.models.worth import CampaignRow
from db.vocabulary import Channel
from tests.db.terminal import FLOUR, NUMBER, PARCEL, YEAR, Terminal, moved, sold


def test_that_an_order_is_placed_with_every_field_a_script_may_tell(terminal: Terminal) -> None:
    terminal("campaign", "add", "targi", "--name", "Targi", "--from", "2026-01-01")
    first = {
        "product": "MK-1",
        "quantity": "2",
        "unit_price": "45,5",
        "discount": "0.05",
        "name": "Mąka",
        "vat_rate": "5",
    }
    document = {
        "external_ref": "S/1",
        "customer": {"code": "1234563218"},
        "lines": [first, {"product": "MK-2", "quantity": 3}],
        "warehouse": "M1",
        "delivery_address": PARCEL,
        "payment": "przelew",
        "delivery": "kurier",
        "note": "przed 10",
        "channel": "counter",
        "campaign": "targi",
        "currency": "pln",
    }
    assert terminal.twice("order", "place", terminal.file(document)) == moved(NUMBER, "placed", "ordered", 2)
    again = terminal("order", "place", terminal.file({**document, "note": "drugi raz"}))
    assert again == moved(NUMBER, "placed", "ordered", 2, repeated=True)
    shown = terminal("order", "show", NUMBER)
    assert [bool(step.pop("place")) for step in shown["steps"]] == [True]
    row = {
        "number": NUMBER,
        "status": "placed",
        "customer": "Piekarnia Złoty Kłos",
        "net": "122.45",
        "vat": "12.60",
        "gross": "135.05",
        "currency": "PLN",
        "created": "when",
        "placed": "when",
        "employee": "Administrator",
    }
    assert shown == {
        **row,
        "version": 2,
        "inquiry": "",
        "contact": "ordered",
        "warehouse": "M1",
        "external_ref": "S/1",
        "next_step": "reserve",
        "address": PARCEL,
        "lines": [
            sold(1, "MK-1", "2", "45.50", "86.45", name="Mąka", discount="0.0500", vat_rate="5"),
            sold(2, "MK-2", "3", "12.00", "36.00"),
        ],
        "steps": [{"step": "place", "at": "when", "by": "Administrator"}],
        "shipments": [],
    }
    assert (
        terminal("order", "list") == terminal("order", "list", "--status", "placed", "--limit", "1") == {"rows": [row]}
    )
    assert terminal("order", "list", "--status", "draft") == terminal("order", "list", "--limit", "0") == {"rows": []}
    with terminal.shop.database.read() as session:
        order = session.scalars(select(OrderRow)).one()
        item = session.get_one(OpportunityRow, order.opportunity_id)
        campaign = session.get_one(CampaignRow, item.campaign_id).key
        told = (order.payment, order.delivery, order.note, order.channel, order.warehouse_id, campaign)
    assert told == ("przelew", "kurier", "przed 10", Channel.COUNTER, 1, "targi")


def test_that_whom_a_script_orders_for_is_found_or_made(terminal: Terminal) -> None:
    new = {"name": "Sklep", "nip": "PL 526-104-08-28", "email": "s@s.example", "phone": "600100200", "group": "Detal"}
    told = [
        ("Klient detaliczny", None),
        ("Piekarnia Złoty Kłos", "K000001"),
        ("Sklep", {**new, "id": 1, "address": {"street": "Rynek 1", "postal_code": "61-772", "city": "Poznań"}}),
        ("Sklep", {"name": "Sklep u Ani", "nip": "5261040828"}),
        ("Sklep", {"name": "Ania", "email": "S@S.example"}),
        ("Jan", {"name": "Jan", "address": {}}),
    ]
    for name, customer in told:
        number = terminal.place(customer=customer)["number"]
        assert terminal("order", "show", number)["customer"] == name
    rows = terminal("customer", "list")["rows"]
    assert [(row["code"], row["name"], row["kind"]) for row in rows] == [
        ("K000004", "Jan", "person"),
        ("K000003", "Sklep", "company"),
        ("K000001", "Piekarnia Złoty Kłos", "company"),
        ("K000002", "Klient detaliczny", "cash"),
    ]
    shop = rows[1]
    assert [shop[key] for key in ("nip", "email", "phone", "city", "group")] == [
        "5261040828",
        "s@s.example",
        "600100200",
        "Poznań",
        "Detal",
    ]


def test_that_all_faults_of_an_order_are_told_at_once(terminal: Terminal) -> None:
    document = {
        "lines": [
            {"product": "MK-1", "quantity": 1, "discount": 2, "vat_rate": "77", "unit_price": "dużo"},
            5,
            {"product": "brak"},
            {"product": "MK-1", "quantity": "1.5"},
            {"product": "MK-2", "quantity": -1},
        ],
        "customer": "nikt",
        "warehouse": "brak",
        "campaign": "brak",
        "channel": "gołąb",
        "currency": "złote",
        "delivery_address": "Poznań",
        "note": ["a"],
        "external_ref": "x" * 121,
    }
    assert terminal.faults(document) == [
        (1, "note", "['a']", "a text is wanted"),
        (1, "external_ref", "x" * 121, "at most 120 letters are wanted"),
        (1, "unit_price", "dużo", "a number is wanted"),
        (1, "discount", "2", "a fraction from 0 to 1 is wanted"),
        (1, "vat_rate", "77", "one of 23, 8, 5, 0, zw, np, oo is wanted"),
        (2, "lines", "5", "an object is wanted"),
        (3, "product", "brak", "no product has this code"),
        (3, "quantity", "", "a number is wanted"),
        (4, "quantity", "1.5", "whole pieces are wanted"),
        (5, "quantity", "-1", "more than zero is wanted"),
        (1, "warehouse", "brak", "no warehouse has this code"),
        (1, "campaign", "brak", "no campaign has this key"),
        (1, "channel", "gołąb", "one of form, mail, shop, file, phone, counter is wanted"),
        (1, "currency", "złote", "a currency of ISO 4217 is wanted"),
        (1, "customer", "nikt", "no customer has this code"),
        (1, "delivery_address", "Poznań", "an object is wanted"),
    ]


ONE = [{"product": "MK-1", "quantity": 1}]
WRONG_NIP, STRANGE = "no NIP has these digits", "no such key is known here"


def test_that_a_key_spelt_wrong_is_told_wherever_it_stands_and_nothing_is_placed(terminal: Terminal) -> None:
    document = {
        "lines": [
            {"product": "MK-1", "quantity": 1, "price": "45"},
            {"product_code": "MK-1", "quantity": 1, "discuont": "0.1"},
        ],
        "customer": {"name": "Sklep", "adress": {"street": "Rynek 1"}},
        "delivery_address": {"street": "Rynek 2", "postcode": "61-772"},
        "curency": {"code": "EUR"},
    }
    assert terminal.faults(document) == [
        (1, "curency", "{'code': 'EUR'}", f"{STRANGE}; did you mean currency?"),
        (1, "adress", "{'street': 'Rynek 1'}", f"{STRANGE}; did you mean address?"),
        (1, "postcode", "61-772", f"{STRANGE}; did you mean postal_code?"),
        (1, "price", "45", f"{STRANGE}; did you mean unit_price?"),
        (2, "discuont", "0.1", f"{STRANGE}; did you mean discount?"),
    ]


def test_that_a_key_that_nothing_reads_is_told_beside_the_order(terminal: Terminal) -> None:
    lines = [{"product": "MK-1", "quantity": 1, "unit_price": "45", "price": "50", "lot": "A"}]
    placed = terminal.place(lines=lines, customer={"name": "Sklep", "id": 7}, waluta={"kod": "EUR"})
    assert [tuple(fault.values()) for fault in placed["ignored"]] == [
        (1, "waluta", "{'kod': 'EUR'}", STRANGE),
        (1, "id", "7", STRANGE),
        (1, "price", "50", STRANGE),
        (1, "lot", "A", STRANGE),
    ]
    assert terminal("order", "show", NUMBER)["lines"] == [sold(1, "MK-1", "1", "45.00", "45.00")]


def test_that_goods_are_given_free_and_another_countrys_tax_id_is_kept(terminal: Terminal) -> None:
    customer = {"name": "Bäckerei", "nip": "DE123456788"}
    terminal.place(customer=customer, lines=[{"code": "MK-1", "quantity": 1, "unit_price": 0}])
    shown = terminal("order", "show", NUMBER)
    assert shown["lines"] == [sold(1, "MK-1", "1", "0.00", "0.00")]
    assert terminal("customer", "show", "DE123456788")["name"] == "Bäckerei"


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ([], (1, "", "[]", "an object is wanted")),
        ({}, (1, "lines", "", "at least one line is wanted")),
        ({"lines": []}, (1, "lines", "[]", "at least one line is wanted")),
        ({"lines": ONE, "customer": 7}, (1, "customer", "7", "a code or a name is wanted")),
        ({"lines": ONE, "customer": {"nip": ""}}, (1, "customer", "{'nip': ''}", "a code or a name is wanted")),
        ({"lines": ONE, "customer": {"name": "A", "nip": "1234563219"}}, (1, "nip", "1234563219", WRONG_NIP)),
        ({"lines": ONE, "customer": {"name": "A", "nip": "PL 123"}}, (1, "nip", "PL 123", WRONG_NIP)),
        ({"lines": [{**ONE[0], "unit_price": "-0.01"}]}, (1, "unit_price", "-0.01", "zero or more is wanted")),
        ({"lines": ONE, "not\ud800": 1}, (1, "not?", "1", f"{STRANGE}; did you mean note?")),
        ({"lines": ONE, "customer": {"name": "A", "address": 3}}, (1, "address", "3", "an object is wanted")),
        ({"lines": ONE, "note": "a\0b"}, (1, "note", "a\0b", "characters that no text has")),
        ({"lines": ONE, "external_ref": "\ud800"}, (1, "external_ref", "?", "characters that no text has")),
        ('{"lines": [{"product": "MK-1", "quantity": NaN}]}', (1, "quantity", "nan", "a number is wanted")),
    ],
)
def test_that_an_order_that_cannot_be_kept_is_told_where(
    terminal: Terminal, document: Any, fault: tuple[Any, ...]
) -> None:
    assert terminal.faults(document) == [fault]


def test_that_an_order_goes_all_its_way_a_step_a_call(terminal: Terminal) -> None:
    terminal.place(customer="K000001")
    told = [terminal.twice("order", "advance", NUMBER, "--parcels", str(parcels)) for parcels in range(1, 3)]
    assert told == [
        moved(NUMBER, "reserved", "in_preparation", 3),
        moved(NUMBER, "picked", "in_preparation", 4),
    ]
    document = f"WZ 1/{YEAR}/M1"
    issued = terminal("order", "advance", NUMBER, "--to", "issue")
    assert issued == moved(NUMBER, "issued", "in_preparation", 5, document=document)
    labelled = terminal("order", "advance", NUMBER, "--weight", "2,5")
    assert labelled == moved(NUMBER, "labelled", "in_preparation", 6)
    gone = terminal("order", "advance", NUMBER, "--carrier", "DPD", "--tracking", "T1", "--tell")
    assert gone == moved(NUMBER, "handed_over", "sent", 7)
    assert terminal("order", "advance", NUMBER) == moved(NUMBER, "completed", "completed", 8)
    shown = terminal("order", "show", NUMBER)
    assert (shown["status"], shown["next_step"]) == ("completed", None)
    assert [step["step"] for step in shown["steps"]] == "place reserve pick issue label hand_over complete".split()
    assert shown["shipments"] == [{"document": document, "status": "completed", "carrier": "DPD", "tracking": "T1"}]
    assert shown["lines"] == [sold(1, "MK-1", "2", "48.90", "97.80", picked="2", issued="2")]
    with terminal.shop.database.read() as session:
        letter = session.scalars(select(MessageRow)).one()
        shipment = session.scalars(select(ShipmentRow)).one()
        assert (letter.recipient, "T1" in letter.body, shipment.weight_grams) == ("a@b.example", True, 2_500)
    assert terminal.refused("order", "advance", NUMBER)[:2] == (3, "illegal_move")
    assert terminal.refused("order", "cancel", NUMBER)[:2] == (3, "illegal_move")


def test_that_a_wrong_scan_ticks_nothing_and_the_last_right_one_picks(terminal: Terminal) -> None:
    terminal.place(customer="K000001")
    assert terminal.refused("order", "pick", NUMBER, "--scan", "MK-1")[:2] == (3, "not_picking")
    terminal("order", "advance", NUMBER)
    assert terminal.refused("order", "pick", NUMBER, "--scan", "brak") == (
        3,
        "not_found",
        {"kind": "barcode", "key": "brak"},
    )
    code, error, details = terminal.refused("order", "pick", NUMBER, "--scan", "MK-2")
    assert (code, error, details) == (3, "not_on_order", {"code": "MK-2", "name": "Mąka MK-2", "order": NUMBER})
    left = [{"product": "MK-1", "name": "Mąka MK-1", "quantity": "1"}]
    assert terminal.twice("order", "pick", NUMBER, "--scan", "MK-1") == {
        "number": NUMBER,
        "status": "reserved",
        "left": left,
    }
    picked = {"number": NUMBER, "status": "picked", "left": []}
    assert terminal("order", "pick", NUMBER, "--scan", "MK-1") == picked
    other = terminal.place()["number"]
    terminal("order", "advance", other)
    assert terminal("order", "pick", other) == {**picked, "number": other}


def test_that_goods_leave_in_parts_and_come_back(terminal: Terminal) -> None:
    terminal.place(customer="K000001", lines=[{"product": "MK-1", "quantity": 3}, {"product": "MK-2", "quantity": 2}])
    assert terminal.refused("order", "return", NUMBER) == (3, "nothing_issued", {"order": NUMBER})
    first = terminal.twice("order", "ship", NUMBER, "--lines", "MK-1:1", "MK-2:1")
    assert first == moved(NUMBER, "issued", "in_preparation", 5, document=f"WZ 1/{YEAR}/M1")
    more = {"field": "lines", "value": "1", "rule": "more_than_ordered"}
    assert terminal.refused("order", "ship", NUMBER, "--lines", "MK-1:3") == (3, "invalid_value", more)
    assert terminal.refused("order", "ship", NUMBER)[:2] == (3, "illegal_move")
    gone = [terminal("order", "advance", NUMBER)["status"] for _ in range(2)]
    assert (gone, terminal("order", "show", NUMBER)["next_step"]) == (["labelled", "handed_over"], "send_rest")
    rest = terminal("order", "ship", NUMBER)
    assert rest == moved(NUMBER, "issued", "in_preparation", 11, document=f"WZ 2/{YEAR}/M1")
    told = {"order": NUMBER, "product": "MK-2", "has": "2", "told": "5"}
    assert terminal.refused("order", "return", NUMBER, "--lines", "MK-2:5") == (3, "more_than_issued", told)
    missing = {"kind": "warehouse", "key": "brak"}
    assert terminal.refused("order", "return", NUMBER, "--lines", "MK-2:1", "--to", "brak") == (3, "not_found", missing)
    back = terminal.twice("order", "return", NUMBER, "--lines", "MK-2:1", "--to", "M1", "--reason", "pęknięte")
    documents = [f"WZK 1/{YEAR}/M1"]
    assert back == {"number": NUMBER, "documents": documents, "net": "12.00", "contact": "returned", "version": 12}
    shown = terminal("order", "show", NUMBER)["lines"][2]
    assert shown == sold(3, "MK-2", "-1", "12.00", "-12.00", kind="return")
    assert [terminal("product", "show", code)["on_hand"] for code in ("MK-1", "MK-2")] == ["7", "9"]


def test_that_a_cancelled_order_gives_its_goods_back(terminal: Terminal) -> None:
    terminal.place(customer="K000001")
    terminal("order", "advance", NUMBER)
    assert terminal("product", "show", "MK-1") == {**FLOUR, "reserved": "2", "available": "8"}
    cancelled = terminal.twice("order", "cancel", NUMBER, "--reason", "rozmyślił się")
    assert cancelled == moved(NUMBER, "cancelled", "lost", 4)
    assert terminal("product", "show", "MK-1") == FLOUR
    assert terminal("order", "list", "--status", "cancelled")["rows"][0]["number"] == NUMBER
    for verb in ("advance", "cancel", "ship"):
        assert terminal.refused("order", verb, NUMBER)[:2] == (3, "illegal_move")
    told = terminal.call("order", "advance", NUMBER)[1]["error"]["message"]
    assert told == f"Zamówienie {NUMBER} ma status „anulowane”: krok „Następny” nie jest teraz możliwy."


def test_that_an_order_for_more_than_there_is_says_what_is_short(terminal: Terminal, tmp_path: Path) -> None:
    terminal.place(lines=[{"product": "MK-1", "quantity": 99}])
    short = {"product": "MK-1", "name": "Mąka MK-1", "wanted": "99", "available": "10", "warehouse": "M1"}
    assert terminal.refused("order", "advance", NUMBER) == (3, "shortage", {"shortages": [short]})
    paper = tmp_path / "p.pdf"
    shown = terminal("order", "show", NUMBER, "--paper", "confirmation", "--out", paper)
    assert (shown["file"], shown["bytes"], shown["net"]) == (str(paper), len(paper.read_bytes()), "4841.10")
