"""Offers: made, changed in versions, sent with their paper, accepted into an order; on both databases."""

import json
import subprocess
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm_desktop import clock, settings
from crm_desktop.commands import dispatch
from crm_desktop.errors import InvalidValue, NotFound, OfferClosed, OfferExpired
from crm_desktop.inquiries import queries
from crm_desktop.inquiries.offer_queries import show_offer
from crm_desktop.inquiries.offer_sending import make_and_send, offer_paper, send_with_paper
from crm_desktop.inquiries.offers import make_offer, send_offer
from crm_desktop.inquiries.records import MakeOffer, OfferedLine, OfferNow, RegisterInquiry, SendOffer
from crm_desktop.inquiries.service import take_call
from crm_desktop.messages.outbox import outgoing
from crm_desktop.messages.records import MailAccount, Security
from crm_desktop.messages.smtp import compose
from crm_desktop.orders.accepting import AcceptOffer, accept_offer
from crm_desktop.orders.queries import show_order
from crm_desktop.work import execute
from db.models.catalogue import ProductRow
from db.models.intake import FileRow
from db.models.leaving import MessageFileRow, MessageRow
from db.models.sales import OfferRow, OrderRow
from db.vocabulary import Channel, ContactStatus, OfferStatus, OrderStatus
from tests.company import Shop

COMMAND = "6f1c7f8e-5f0a-4a5e-9c6b-0d5a2a1f0001"


@pytest.fixture
def asked(shop: Shop) -> str:
    """The number of an inquiry of a new customer."""
    customer_id = shop.customer(email="biuro@zloty-klos.example")
    command = RegisterInquiry(customer_id, Channel.FORM, "Mąka", "Proszę o cenę mąki.")
    return execute(shop.database, take_call, command, actor=shop.actor).number


def offered(shop: Shop, number: str, *lines: OfferedLine, revises: str = "", until: date | None = None) -> str:
    command = MakeOffer(number, lines, until, revises=revises)
    return execute(shop.database, make_offer, command, actor=shop.actor).offer_number


def statuses(shop: Shop, number: str) -> list[tuple[int, OfferStatus]]:
    with shop.database.read() as session:
        rows = session.execute(
            select(OfferRow.revision, OfferRow.status).where(OfferRow.number == number).order_by(OfferRow.revision)
        )
        return [(revision, status) for revision, status in rows]


def count(shop: Shop, table: type) -> int:
    with shop.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_an_accepted_offer_becomes_an_order_of_its_lines_at_its_prices(shop: Shop, asked: str) -> None:
    flour, sugar = shop.product("MK-1", price=489_000), shop.product("CU-2", price=200_000)
    lines = OfferedLine(flour, 40_000, 450_000), OfferedLine(sugar, 10_000, None, 500)
    number = offered(shop, asked, *lines)
    execute(shop.database, send_offer, SendOffer(number), actor=shop.actor)
    placed = execute(shop.database, accept_offer, AcceptOffer(number), actor=shop.actor)
    with shop.database.read() as session:
        order = show_order(session, placed.number)
        card = queries.show_inquiry(session, asked)
    told = [(line.code, line.quantity, line.unit_price, line.discount, line.net) for line in order.lines]
    assert told == [("MK-1", 40_000, 450_000, 0, 180_000), ("CU-2", 10_000, 200_000, 500, 19_000)]
    assert (placed.status, placed.contact, card.row.open) == (OrderStatus.PLACED, ContactStatus.ORDERED, False)
    assert card.orders == (placed.number,)
    assert [(one.number, one.revision, one.status) for one in card.offers] == [(number, 1, OfferStatus.ACCEPTED)]


def test_that_an_offer_is_accepted_once(shop: Shop, asked: str) -> None:
    number = offered(shop, asked, OfferedLine(shop.product(), 1_000))
    first = execute(shop.database, accept_offer, AcceptOffer(number), actor=shop.actor, command_id=COMMAND)
    again = execute(shop.database, accept_offer, AcceptOffer(number), actor=shop.actor, command_id=COMMAND)
    assert again.number == first.number
    with pytest.raises(OfferClosed):
        execute(shop.database, accept_offer, AcceptOffer(number), actor=shop.actor)
    assert count(shop, OrderRow) == 1


def test_that_an_offer_past_its_day_is_refused_and_stays_as_it_is(
    shop: Shop, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = offered(shop, asked, OfferedLine(shop.product(), 1_000))
    execute(shop.database, send_offer, SendOffer(number), actor=shop.actor)
    later = clock.now() + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(OfferExpired):
        execute(shop.database, accept_offer, AcceptOffer(number), actor=shop.actor)
    assert statuses(shop, number) == [(1, OfferStatus.SENT)]
    assert count(shop, OrderRow) == 0


def test_that_a_changed_offer_is_the_next_version_of_its_number_and_ends_the_one_before(shop: Shop, asked: str) -> None:
    flour = shop.product("MK-1", price=489_000)
    number = offered(shop, asked, OfferedLine(flour, 40_000))
    execute(shop.database, send_offer, SendOffer(number), actor=shop.actor)
    assert offered(shop, asked, OfferedLine(flour, 60_000, 440_000), revises=number) == number
    assert statuses(shop, number) == [(1, OfferStatus.SENT), (2, OfferStatus.DRAFT)]
    execute(shop.database, send_offer, SendOffer(number), actor=shop.actor)
    assert statuses(shop, number) == [(1, OfferStatus.EXPIRED), (2, OfferStatus.SENT)]
    with shop.database.read() as session:
        assert [line.quantity for line in show_offer(session, number).lines] == [60_000]
        assert [line.quantity for line in show_offer(session, number, revision=1).lines] == [40_000]
        card = queries.show_inquiry(session, asked)
    assert [(one.number, one.revision) for one in card.offers] == [(number, 2)]


def test_that_the_mail_of_an_offer_reads_as_polish_is_written_and_names_the_version_it_brings(
    shop: Shop, asked: str
) -> None:
    product = shop.product("MK-1", price=489_000)
    with shop.database.write() as session:
        session.get_one(ProductRow, product).unit = "worek"
        session.commit()
    number = offered(shop, asked, OfferedLine(product, 40_000, discount=500))
    execute(shop.database, send_offer, SendOffer(number, "a@b.example"), actor=shop.actor)
    offered(shop, asked, OfferedLine(product, 2_000, 450_000), revises=number)
    execute(shop.database, send_offer, SendOffer(number, "a@b.example"), actor=shop.actor)
    with shop.database.read() as session:
        (first, body), (later, again) = session.execute(
            select(MessageRow.subject, MessageRow.body).order_by(MessageRow.id)
        )
    assert (first, later) == (f"Oferta {number}", f"Oferta {number}, wersja 2")
    assert f"przesyłamy ofertę {number}.\n\nMąka MK-1: 40 worków × 48,90 − 5,00% = 1 858,20 PLN\n" in body
    assert "Razem netto: 1 858,20 PLN" in body
    assert f"{number}, wersja 2. Zastępuje ona wcześniejsze wersje.\n\nMąka MK-1: 2 worki × 45,00 = 90,00" in again


@pytest.mark.parametrize("fault", ["lines", "past", "product", "revises"])
def test_that_a_faulty_offer_is_refused_and_takes_no_number(shop: Shop, asked: str, fault: str) -> None:
    flour = shop.product()
    line = OfferedLine(flour, 1_000)
    wrong = {
        "lines": MakeOffer(asked, ()),
        "past": MakeOffer(asked, (line,), date(2020, 1, 1)),
        "product": MakeOffer(asked, (OfferedLine(999_999, 1_000),)),
        "revises": MakeOffer(asked, (line,), revises="OF 77/2026"),
    }
    with pytest.raises((InvalidValue, NotFound)):
        execute(shop.database, make_offer, wrong[fault], actor=shop.actor)
    assert count(shop, OfferRow) == 0
    assert offered(shop, asked, line).startswith("OF 1/")


def test_that_a_sent_offer_carries_its_paper_and_is_made_once(shop: Shop, asked: str) -> None:
    wanted = OfferNow(MakeOffer(asked, (OfferedLine(shop.product(), 2_000),)), "biuro@zloty-klos.example")
    for _ in range(2):
        saved = make_and_send(shop.database, wanted, actor=shop.actor, command_id=COMMAND)
    assert (count(shop, OfferRow), count(shop, MessageRow)) == (1, 1)
    with shop.database.read() as session:
        name, content, recipient = session.execute(
            select(MessageFileRow.name, FileRow.content, MessageRow.recipient)
            .join(FileRow, FileRow.sha256 == MessageFileRow.sha256)
            .join(MessageRow, MessageRow.id == MessageFileRow.message_id)
        ).one()
    assert (name, recipient) == (f"{saved.offer_number.replace('/', '-')}.pdf", "biuro@zloty-klos.example")
    assert content == offer_paper(shop.database, saved.offer_number)[1]


def test_that_nothing_is_made_for_a_recipient_that_is_no_address(shop: Shop, asked: str) -> None:
    wanted = OfferNow(MakeOffer(asked, (OfferedLine(shop.product(), 2_000),)), "biuro@")
    with pytest.raises(InvalidValue) as refused:
        make_and_send(shop.database, wanted, actor=shop.actor, command_id=COMMAND)
    assert refused.value.details == {"field": "recipient", "value": "biuro@", "rule": "email"}
    assert (count(shop, OfferRow), count(shop, MessageRow)) == (0, 0)


def test_that_a_mail_reaches_the_server_with_its_paper(shop: Shop, asked: str) -> None:
    number = offered(shop, asked, OfferedLine(shop.product(), 2_000))
    _, pdf = offer_paper(shop.database, number)
    send_with_paper(shop.database, number, "biuro@zloty-klos.example", actor=shop.actor)
    with shop.database.read() as session:
        mail = outgoing(session, session.scalars(select(MessageRow)).one())
    account = MailAccount("127.0.0.1", 25, Security.NONE, "", "biuro@firma.example", "Młyn")
    sent = message_from_bytes(compose(account, mail).as_bytes(), policy=policy.default)
    (part,) = sent.iter_attachments()
    assert (part.get_content_type(), part.get_content()) == ("application/pdf", pdf)


def test_that_an_offer_handed_over_sends_no_mail(shop: Shop, asked: str) -> None:
    number = offered(shop, asked, OfferedLine(shop.product(), 2_000))
    send_with_paper(shop.database, number, "", actor=shop.actor)
    assert (count(shop, MessageRow), statuses(shop, number)) == (0, [(1, OfferStatus.SENT)])


def test_that_the_paper_says_who_until_when_and_what_it_comes_to(shop: Shop, asked: str, tmp_path: Path) -> None:
    flour = shop.product("MK-1", price=489_000)
    number = offered(shop, asked, OfferedLine(flour, 40_000, None, 500), until=date(2099, 12, 9))
    offered(shop, asked, OfferedLine(flour, 40_000, None, 500), until=date(2099, 12, 9), revises=number)
    _, pdf = offer_paper(shop.database, number)
    assert pdf == offer_paper(shop.database, number)[1]
    file = tmp_path / "offer.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(text.split())
    for said in (
        number,
        "wersja 2",
        "09.12.2099",
        asked,
        "Piekarnia Złoty Kłos",
        "61-001 Poznań",
        "MK-1",
        "Strona 1 z 1",
    ):
        assert said in words
    assert "48,90 5% 23% 1 858,20" in words
    assert "Razem 1 858,20 427,39 2 285,59" in words


def test_that_the_commands_make_print_send_and_accept_an_offer(
    shop: Shop, asked: str, tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.product("MK-1", price=489_000)

    def call(*words: str) -> dict:  # type: ignore[type-arg]
        capsys.readouterr()
        assert dispatch.run([*words, "--db", database_url, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    made = call("inquiry", "offer", asked, "--line", "MK-1:40:45.50", "--valid-until", "2099-12-09")
    paper = call("offer", "pdf", made["offer"], "--out", str(tmp_path / "o.pdf"))
    assert (paper["revision"], paper["valid_until"], (tmp_path / "o.pdf").read_bytes()[:5]) == (
        1,
        "2099-12-09",
        b"%PDF-",
    )
    assert call("offer", "send", made["offer"], "--to", "a@b.example")["contact"] == "offer_sent"
    placed = call("offer", "accept", made["offer"])
    assert (placed["status"], placed["contact"], placed["offer"]) == ("placed", "ordered", made["offer"])
    shown = call("inquiry", "show", asked)
    assert [offer["status"] for offer in shown["offers"]] == ["accepted"]
    assert shown["orders"] == [placed["number"]]
    with shop.database.read() as session:
        assert settings.load(session).currency == show_offer(session, made["offer"]).currency
