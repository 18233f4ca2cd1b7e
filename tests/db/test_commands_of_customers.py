"""Inquiries, offers, products, customers, campaigns, expenses by the command line; wrong calls and refusals."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.models.customers import CustomerRow
from db.models.leaving import MessageRow
from db.models.worth import ExpenseRow
from db.vocabulary import ExpenseKind
from tests.db.terminal import ASKED, BAKERY, FLOUR, NUMBER, OFFER, SEAT, Terminal, moved

GROUPS = ("order", "inquiry", "product", "customer", "intake", "document", "print-job")


def asked(**more: Any) -> dict[str, Any]:
    """A row of the list of inquiries."""
    told = {"number": ASKED, "customer": "Sklep", "subject": "Mąka", "channel": "counter", "stage": "received"}
    times = {"received": "when", "due": "when", "answered": None, "follow_up": None}
    return {**told, **times, "employee": "Administrator", "open": True, "lost_reason": None, **more}


def ask(terminal: Terminal) -> None:
    words = ["--name", "Sklep", "--email", "s@s.example", "--phone", "600", "--subject", "Mąka", "--message", "Ile?"]
    assert terminal.twice("inquiry", "add", *words, "--channel", "counter") == {"number": ASKED}


def test_that_an_inquiry_is_taken_once_answered_handed_on_lost_and_taken_up(terminal: Terminal) -> None:
    ask(terminal)
    assert [row["code"] for row in terminal("customer", "list", "--search", "Sklep")["rows"]] == ["K000002"]
    assert terminal("inquiry", "list") == terminal("inquiry", "list", "--open", "--limit", "1") == {"rows": [asked()]}
    told = {"message": "Ile?", "email": "s@s.example", "phone": "600", "products": [], "offers": [], "orders": []}
    assert terminal("inquiry", "show", ASKED) == {**asked(), **told, "contact": "new"}
    assert terminal("inquiry", "follow-up", ASKED, "--on", "2099-01-02") == {"number": ASKED, "contact": "new"}
    assert terminal("inquiry", "assign", ASKED, "--to", "admin") == {"number": ASKED, "contact": "new"}
    assert terminal("inquiry", "answer", ASKED, "--text", "Dużo") == {"number": ASKED, "contact": "in_talks"}
    answered = asked(stage="answered", answered="when", follow_up="2099-01-02")
    assert terminal("inquiry", "list")["rows"] == [answered]
    assert (
        terminal.twice("inquiry", "answer", ASKED, "--text", "Taniej", "--to", "s@s.example")["contact"] == "in_talks"
    )
    assert terminal("inquiry", "lose", ASKED, "--reason", "price") == {"number": ASKED, "contact": "lost"}
    lost = {**answered, "follow_up": None, "open": False, "lost_reason": "price"}
    assert (terminal("inquiry", "list")["rows"], terminal("inquiry", "list", "--open")["rows"]) == ([lost], [])
    assert terminal("inquiry", "reopen", ASKED) == {"number": ASKED, "contact": "in_talks"}
    assert terminal("inquiry", "list", "--open")["rows"] == [{**answered, "follow_up": None}]
    assert terminal.refused("inquiry", "reopen", ASKED) == (3, "not_lost", {"number": ASKED})
    with terminal.shop.database.read() as session:
        letters = session.execute(select(MessageRow.recipient, MessageRow.subject, MessageRow.body)).all()
    assert [tuple(letter) for letter in letters] == [("s@s.example", f"Re: Mąka [{ASKED}]", "Taniej")]


def test_that_an_inquiry_is_offered_and_accepted(terminal: Terminal, tmp_path: Path) -> None:
    ask(terminal)
    made = {"number": ASKED, "contact": "new", "offer": OFFER}
    assert terminal.twice("inquiry", "offer", ASKED, "--line", "MK-1:2:45.5") == made
    day = ("--valid-until", "2099-01-01")
    assert terminal("inquiry", "offer", ASKED, "--line", "MK-1:3", "--revises", OFFER, *day) == made
    paper = terminal("offer", "pdf", OFFER, "--out", tmp_path / "o.pdf")
    pdf = {"file": str(tmp_path / "o.pdf"), "bytes": len((tmp_path / "o.pdf").read_bytes())}
    assert paper == {"offer": OFFER, "revision": 2, "status": "draft", "valid_until": "2099-01-01", **pdf}
    assert terminal("offer", "pdf", OFFER, "--out", tmp_path / "o.pdf", "--revision", "1")["revision"] == 1
    wrong = invalid("recipient", "sklep@", "email")
    assert terminal.refused("offer", "send", OFFER, "--to", "sklep@") == (3, *wrong)
    sent = terminal.twice("offer", "send", OFFER, "--to", " s@s.example ")
    assert sent == {"number": ASKED, "contact": "offer_sent", "offer": OFFER}
    accepted = terminal.twice("offer", "accept", OFFER)
    assert accepted == moved(NUMBER, "placed", "ordered", 2, offer=OFFER)
    offer = {"number": OFFER, "revision": 2, "status": "accepted", "net": "146.70", "currency": "PLN"}
    shown = terminal("inquiry", "show", ASKED)
    assert (shown["offers"], shown["orders"]) == ([{**offer, "valid_until": "2099-01-01"}], [NUMBER])
    for verb in ("send", "accept"):
        assert terminal.refused("offer", verb, OFFER) == (3, "offer_closed", {"offer": OFFER})


def test_that_an_inquiry_becomes_an_order_of_the_told_goods(terminal: Terminal) -> None:
    ask(terminal)
    assert terminal.twice("inquiry", "order", ASKED, "--line", "MK-1:2:45") == moved(NUMBER, "placed", "ordered", 2)
    shown = terminal("order", "show", NUMBER)
    assert (shown["inquiry"], shown["net"], shown["customer"]) == (ASKED, "90.00", "Sklep")
    assert terminal("inquiry", "list")["rows"] == [asked(stage="ordered", open=False)]
    told = {"number": ASKED, "orders": NUMBER}
    assert terminal.refused("inquiry", "lose", ASKED, "--reason", "price") == (3, "order_stands", told)


def test_that_products_are_listed_sought_and_shown(terminal: Terminal) -> None:
    sugar = {**FLOUR, "code": "MK-2", "name": "Mąka MK-2", "net_price": "12.00"}
    assert terminal("product", "list") == {"rows": [FLOUR, sugar]}
    assert terminal("product", "list", "--limit", "1") == {"rows": [FLOUR]}
    assert terminal("product", "list", "--search", "mk-2") == {"rows": [sugar]}
    assert terminal("product", "show", "MK-2") == sugar


def test_that_customers_are_listed_shown_by_code_or_nip_handed_out_and_erased(
    terminal: Terminal, tmp_path: Path
) -> None:
    row = {**BAKERY, "status": "new", "status_at": "when"}
    assert terminal("customer", "list") == terminal("customer", "list", "--search", "kłos") == {"rows": [row]}
    address = {key: SEAT[key] for key in ("street", "postal_code", "city", "country")}
    card = {**row, "note": "", "address": address, "timeline": [], "orders": [], "inquiries": []}
    assert terminal("customer", "show", "1234563218") == card
    terminal.place(customer="K000001")
    shown = terminal("customer", "show", "K000001")
    assert shown["orders"] == [{"number": NUMBER, "status": "placed", "net": "97.80"}]
    entry = {"at": "when", "kind": "order", "what": "place", "text": NUMBER, "by": "Administrator", "order": NUMBER}
    assert shown["timeline"] == [{**entry, "status_before": "new", "status_after": "ordered"}]
    told = terminal("customer", "export", "K000001")
    assert (told["customers"][0]["email"], told["orders"][0]["number"]) == ("a@b.example", NUMBER)
    file = tmp_path / "person.json"
    assert terminal("customer", "export", "K000001", "--out", file) == {"file": str(file)}
    assert json.loads(file.read_text("utf-8"))["orders"][0]["number"] == NUMBER
    erased = terminal.twice("customer", "erase", "K000001")
    assert re.fullmatch("[0-9a-f]{64}", erased.pop("tombstone"))
    counts = {"submissions": 0, "messages": 0, "documents_kept": 0, "under_way": [NUMBER]}
    assert erased == {"customer_id": 1, "code": "K000001", **counts}
    assert "a@b.example" not in json.dumps(terminal.kept())


def test_that_campaigns_and_expenses_are_booked_once(terminal: Terminal) -> None:
    fair = {"key": "targi", "name": "Targi", "from": "2026-01-01", "to": "2026-02-01"}
    days = ("--from", "2026-01-01", "--to", "2026-02-01")
    assert terminal.twice("campaign", "add", " targi ", "--name", " Targi ", *days) == fair
    later = terminal("campaign", "add", "mail", "--name", "Mailing", "--from", "2026-03-01")
    assert later == {"key": "mail", "name": "Mailing", "from": "2026-03-01", "to": None}
    assert terminal("campaign", "list") == {"rows": [later, fair]}
    terminal.place(customer="K000001")
    tied = ["--campaign", "targi", "--customer", "K000001", "--order", NUMBER, "--employee", "admin"]
    words = [*EXPENSE, "--amount", "1 234,5", *tied, "--currency", "eur", "--text", "stoisko"]
    assert terminal.twice("expense", "add", *words) == {"expense": 1}
    assert terminal("expense", "add", *EXPENSE, "--amount", "0.01") == {"expense": 2}
    e = ExpenseRow
    ties = (e.campaign_id, e.customer_id, e.order_id, e.employee_id)
    with terminal.shop.database.read() as session:
        rows = session.execute(select(e.day, e.kind, e.amount, e.currency, e.text, *ties).order_by(e.id)).all()
    day = date(2026, 1, 5)
    assert [tuple(row) for row in rows] == [
        (day, ExpenseKind.FAIR, 123_450, "EUR", "stoisko", 1, 1, 1, 1),
        (day, ExpenseKind.FAIR, 1, "PLN", "", None, None, None, None),
    ]


def test_that_an_expense_finds_its_customer_as_other_commands_do(terminal: Terminal) -> None:
    """By code or NIP; one that was merged is the one it became."""
    terminal.shop.customer("Sklep")
    terminal("customer", "merge", "K000001", "K000002")
    for told in ("K000001", "1234563218", "K000002"):
        terminal(*PAID, "--customer", told)
    with terminal.shop.database.read() as session:
        kept = session.scalar(select(CustomerRow.id).where(CustomerRow.code == "K000001"))
        assert session.scalars(select(ExpenseRow.customer_id)).all() == [kept] * 3


EXPENSE = ("--date", "2026-01-05", "--kind", "fair")
PAID = ("expense", "add", *EXPENSE, "--amount", "5")
CAMPAIGN = ("campaign", "add", "k", "--name", "K", "--from")
BOOKED = ("expense", "add", "--amount", "1")

WRONG_CALLS: tuple[tuple[str, ...], ...] = (
    ("order", "place"),
    ("order", "place", "/nonexistent/order.json"),
    ("order", "place", "/"),
    ("order", "list", "--status", "sent"),
    *((group, "list", "--limit", limit) for group in GROUPS for limit in ("-1", "x", "9" * 20)),
    ("order", "advance"),
    ("order", "advance", NUMBER, "--to", "cancel"),
    ("order", "advance", NUMBER, "--weight", "ciężkie"),
    ("order", "ship", NUMBER, "--lines", "MK-1"),
    ("order", "return", NUMBER, "--lines", "MK-1:x"),
    ("order", "show", NUMBER, "--paper", "confirmation"),
    ("order", "show", NUMBER, "--paper", "invoice", "--out", "x.pdf"),
    ("order", "mend", NUMBER),
    ("inquiry", "add"),
    ("inquiry", "add", "--name", "A", "--customer", "K000001"),
    ("inquiry", "add", "--name", "A", "--channel", "gołąb"),
    ("inquiry", "answer", ASKED),
    ("inquiry", "follow-up", ASKED, "--on", "jutro"),
    ("inquiry", "lose", ASKED, "--reason", "bo tak"),
    ("inquiry", "offer", ASKED, "--line", "MK-1"),
    ("inquiry", "offer", ASKED, "--line", "MK-1:1:x:"),
    ("inquiry", "offer", ASKED, "--line", "MK-1:1", "--valid-until", "jutro"),
    ("offer", "pdf", OFFER),
    ("product", "show"),
    ("customer", "merge", "K000001"),
    ("customer", "merge", "K000001", "K000002", "--take", "kolor"),
    ("campaign", "add", "k", "--name", "K"),
    (*CAMPAIGN, "2026-13-01"),
    (*BOOKED, "--date", "x", "--kind", "fair"),
    (*BOOKED, "--date", "2026-01-05", "--kind", "lunch"),
    *(("expense", "add", *EXPENSE, "--amount", amount) for amount in ("x", "1.234", "nan", "1e40")),
    (*PAID, "--currency", "zł"),
)


def test_that_a_wrong_call_ends_2_and_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    ask(terminal)
    terminal.place(customer="K000001")
    written = [terminal.folder / name for name in ("cut.json", "deep.json", "latin.json")]
    for file, content in zip(written, (b"{", b"[" * 100_000, b'{"note": "\xb3"}'), strict=True):
        file.write_bytes(content)
    before = terminal.kept()
    for words in (*WRONG_CALLS, *(("order", "place", str(file)) for file in written)):
        code, answer = terminal.call(*words)
        assert (code, answer["error"]["code"]) == (2, "wrong_call"), words
        assert answer["error"]["details"]["problem"], words
    assert terminal.kept() == before
    code, answer = terminal.call(*PAID, "--currency", "zł")
    assert answer["error"]["details"] == {"problem": "--currency 'zł': ISO 4217"}


def invalid(field: str, value: Any, rule: str) -> tuple[str, dict[str, Any]]:
    return "invalid_value", {"field": field, "value": value, "rule": rule}


def absent(kind: str, key: str = "brak") -> tuple[str, dict[str, Any]]:
    return "not_found", {"kind": kind, "key": key}


QUANTITY = "lines[1].quantity"
REFUSALS: tuple[tuple[tuple[str, ...], tuple[str, dict[str, Any]]], ...] = (
    *((("order", verb, "brak"), absent("order")) for verb in ("show", "advance", "pick", "ship", "return", "cancel")),
    (("order", "pick", "brak", "--scan", "MK-1"), absent("order")),
    (("order", "ship", NUMBER, "--lines", "brak:1"), absent("product")),
    (("inquiry", "show", "brak"), absent("inquiry")),
    (("inquiry", "answer", "brak", "--text", "Hej"), absent("inquiry")),
    (("inquiry", "answer", ASKED, "--text", " "), invalid("text", "", "required")),
    (("inquiry", "answer", ASKED, "--text", "Hej", "--to", "Jan"), invalid("recipient", "Jan", "email")),
    (("inquiry", "assign", ASKED, "--to", "brak"), absent("employee")),
    (("inquiry", "follow-up", ASKED, "--on", "2000-01-01"), invalid("follow_up_on", "2000-01-01", "past")),
    (("inquiry", "lose", "brak", "--reason", "price"), absent("inquiry")),
    (("inquiry", "add", "--customer", "brak"), absent("customer")),
    (("inquiry", "add", "--name", " "), invalid("name", " ", "required")),
    (("inquiry", "add", "--name", "A", "--nip", "123"), invalid("nip", "123", "nip_checksum")),
    *((("inquiry", verb, ASKED), invalid("lines", "", "required")) for verb in ("offer", "order")),
    *((("inquiry", verb, ASKED, "--line", "brak:1"), absent("product")) for verb in ("offer", "order")),
    *((("inquiry", v, ASKED, "--line", "MK-1:0"), invalid(QUANTITY, 0.0, "positive")) for v in ("offer", "order")),
    *((("inquiry", v, ASKED, "--line", "MK-1:-2"), invalid(QUANTITY, -2.0, "positive")) for v in ("offer", "order")),
    *((("inquiry", v, ASKED, "--line", "MK-1:.5"), invalid(QUANTITY, 0.5, "whole_units")) for v in ("offer", "order")),
    (("inquiry", "offer", ASKED, "--line", "MK-1:1", "--revises", "brak"), absent("offer")),
    *((("offer", verb, "brak"), absent("offer")) for verb in ("send", "accept")),
    (("offer", "pdf", "brak", "--out", "x.pdf"), absent("offer")),
    (("product", "show", "mk-1"), absent("product", "mk-1")),
    *((("customer", verb, "brak"), absent("customer")) for verb in ("show", "export", "erase")),
    (
        ("customer", "export", "K000001", "--out", "/nonexistent/x.json"),
        ("not_written", {"file": "/nonexistent/x.json", "reason": "No such file or directory"}),
    ),
    (("customer", "merge", "K000001", "brak"), absent("customer")),
    (("customer", "merge", "K000001", "1234563218"), invalid("customer", "1", "same")),
    (("customer", "unmerge", "K000001"), absent("merge", "K000001")),
    (("campaign", "add", "targi", "--name", "A", "--from", "2026-01-01"), invalid("key", "targi", "unique")),
    (("campaign", "add", " ", "--name", "A", "--from", "2026-01-01"), invalid("key", "", "required")),
    (("campaign", "add", "a", "--name", " ", "--from", "2026-01-01"), invalid("name", "", "required")),
    (("campaign", "add", "a" * 81, "--name", "A", "--from", "2026-01-01"), invalid("key", "a" * 81, "too_long")),
    (("campaign", "add", "a", "--name", "a" * 121, "--from", "2026-01-01"), invalid("name", "a" * 121, "too_long")),
    ((*CAMPAIGN, "2026-03-01", "--to", "2026-02-01"), invalid("ends_on", "2026-02-01", "after_start")),
    (("expense", "add", *EXPENSE, "--amount", "0"), invalid("amount", 0.0, "positive")),
    (("expense", "add", *EXPENSE, "--amount", "-5"), invalid("amount", -5.0, "positive")),
    *(((*PAID, f"--{kind}", "brak"), absent(kind)) for kind in ("campaign", "customer", "order", "employee")),
    ((*PAID, "--product-group", "brak"), absent("product_group")),
)


def test_that_a_known_refusal_ends_3_says_why_and_changes_nothing(terminal: Terminal) -> None:
    ask(terminal)
    terminal.place(customer="K000001")
    terminal("campaign", "add", "targi", "--name", "Targi", "--from", "2026-01-01")
    before = terminal.kept()
    for words, (error, details) in REFUSALS:
        code, answer = terminal.call(*words)
        assert (code, answer["error"]["code"], answer["error"]["details"]) == (3, error, details), words
        assert terminal.kept() == before, words
