"""The answer that leaves by itself: once, to people alone, by the clock of the company."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import select

from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.errors import InvalidValue
from crm_desktop.inquiries.queries import show_inquiry
from crm_desktop.intake.automatic_answer import may_be_answered
from crm_desktop.intake.interpreting import interpret, interpret_some
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.messages.outbox import outgoing
from crm_desktop.messages.records import MailAccount, Security
from crm_desktop.messages.smtp import compose
from crm_desktop.settings import Company, Settings
from crm_desktop.work import execute
from db.models.leaving import MessageRow
from db.vocabulary import Channel, FunnelStage, Outcome
from tests.company import Shop
from tests.db.door import URLENCODED

MONDAY = datetime(2025, 1, 13, 11, tzinfo=UTC)
ACCOUNT = MailAccount("mail.example", 465, Security.TLS, "", "biuro@moja.pl", "Moja Firma")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def setup(shop: Shop, **changed: Any) -> None:
    with shop.database.read() as session:
        card = settings_card(session)
    execute(
        shop.database, save_settings, SaveSettings(replace(card.settings, **changed), card.versions), actor=shop.actor
    )


def form(shop: Shop, *, key: str = "kontakt", quiet: bool = False, language: str = "", **fields: str) -> int:
    told = {"name": "Jan Lis", "email": "jan@lis.pl", "message": "Ile?", **fields}
    headers = {"accept-language": language} if language else {}
    sent = Received(key, urlencode(told).encode(), URLENCODED, headers=headers, quiet=quiet)
    return receive(shop.database, sent).submission_id


def answered(shop: Shop, **fields: Any) -> Interpreted:
    return interpret(shop.database, form(shop, **fields))


def mail(shop: Shop, **headers: str) -> Interpreted:
    message = EmailMessage()
    message["From"], message["To"] = headers.pop("From", "Ola <ola@x.pl>"), "biuro@moja.pl"
    message["Subject"], message["Message-ID"] = "Zapytanie", headers.pop("Message_ID", "<a1@x.pl>")
    message["Date"] = "Mon, 13 Jan 2025 11:00:00 +0000"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Proszę o ofertę na 5 worków mąki.")
    received = Received("skrzynka", message.as_bytes(), "message/rfc822", channel=Channel.MAIL)
    return interpret(shop.database, receive(shop.database, received).submission_id)


def queued(shop: Shop) -> list[tuple[str, str, str]]:
    with shop.database.read() as session:
        rows = session.scalars(select(MessageRow).order_by(MessageRow.id))
        return [(row.recipient, row.subject, row.body) for row in rows]


def test_that_nothing_is_answered_until_the_company_wants_it(shop: Shop) -> None:
    answered(shop)
    assert queued(shop) == []


def test_that_a_form_is_answered_with_its_number_and_by_when_and_stays_unanswered_by_people(shop: Shop) -> None:
    setup(shop, automatic_answer={"on": True})
    number = answered(shop).number
    body = (
        f"Dzień dobry,\n\ndziękujemy za wiadomość. Ma ona u nas numer {number}."
        " Odpowiemy najpóźniej 13.01.2025 16:00.\n\nMoja Firma"
    )
    assert queued(shop) == [("jan@lis.pl", f"Otrzymaliśmy zapytanie {number}", body)]
    with shop.database.read() as session:
        card = show_inquiry(session, number)
        row = session.scalars(select(MessageRow)).one()
        sent = compose(ACCOUNT, outgoing(session, row))
    assert (card.row.stage, card.row.answered_at) == (FunnelStage.RECEIVED, None)
    assert [entry.text for entry in card.timeline if entry.what == "automatic_answer"] == ["jan@lis.pl"]
    assert (sent["Auto-Submitted"], sent["X-Auto-Response-Suppress"]) == ("auto-replied", "All")


def test_that_out_of_hours_and_in_english_it_says_so(shop: Shop) -> None:
    setup(shop, automatic_answer={"on": True})
    with time_machine.travel(datetime(2025, 1, 11, 11, tzinfo=UTC), tick=False):
        answered(shop, language="de-DE")
    ((_, subject, body),) = queued(shop)
    assert subject.startswith("We have received your inquiry ZAP 1/2025")
    assert "We are closed now; we will answer by 13.01.2025 12:00." in body


def test_that_the_companys_own_words_and_forms_hold_and_no_place_of_them_is_run(shop: Shop) -> None:
    own = {"subject": "{number} dla {name}", "in": "Cześć {name}! {__class__} {0} {unknown}", "out": ""}
    setup(shop, automatic_answer={"on": True, "forms": ["kontakt"], "pl": own})
    answered(shop, key="inny")
    number = answered(shop, email="b@lis.pl").number
    assert queued(shop) == [("b@lis.pl", f"{number} dla Jan Lis", "Cześć Jan Lis! {__class__} {0} {unknown}")]


def test_that_each_of_many_understood_together_gets_its_own_and_no_address_two_a_day(shop: Shop) -> None:
    setup(shop, automatic_answer={"on": True}, join_within_minutes=0)
    interpret_some(shop.database, [form(shop, email=f"jan{n}@lis.pl", message=f"{n}") for n in range(4)])
    assert [recipient for recipient, _, _ in queued(shop)] == [f"jan{n}@lis.pl" for n in range(4)]
    with shop.database.read() as session:
        assert len(set(session.scalars(select(MessageRow.message_id)))) == 4
    answered(shop, email="jan1@lis.pl", message="znowu")
    assert len(queued(shop)) == 4
    with time_machine.travel(MONDAY + timedelta(hours=25), tick=False):
        answered(shop, email="jan1@lis.pl", message="jutro")
    assert len(queued(shop)) == 5


def test_that_spam_second_forms_old_ones_and_quiet_ones_are_not_answered(shop: Shop) -> None:
    setup(shop, automatic_answer={"on": True})
    assert answered(shop, email="s@s.pl", _gotcha="1").outcome is Outcome.SPAM
    assert answered(shop, email="q@q.pl", quiet=True).outcome is Outcome.INQUIRY
    waits = form(shop, email="o@o.pl")
    with time_machine.travel(MONDAY + timedelta(hours=13), tick=False):
        assert interpret(shop.database, waits).outcome is Outcome.INQUIRY
    answered(shop, email="q@q.pl", message="drugi")
    assert queued(shop) == []


def test_that_a_persons_mail_is_answered_in_its_thread_and_a_machines_never(shop: Shop) -> None:
    setup(shop, automatic_answer={"on": True})
    mail(shop, Auto_Submitted="auto-generated", From="System <system@x.pl>", Message_ID="<1@x>")
    mail(shop, List_Id="<lista.x.pl>", From="Lista <lista@x.pl>", Message_ID="<2@x>")
    mail(shop, Precedence="bulk", From="Sklep <sklep@x.pl>", Message_ID="<3@x>")
    mail(shop, From="Sklep <no-reply@x.pl>", Message_ID="<4@x>")
    assert queued(shop) == []
    mail(shop, Message_ID="<5@x.pl>")
    with shop.database.read() as session:
        row = session.scalars(select(MessageRow)).one()
        assert (row.recipient, row.in_reply_to) == ("ola@x.pl", "<5@x.pl>")


@pytest.mark.parametrize(
    ("email", "answered_to"),
    [
        ("jan@lis.pl", True),
        ("noreply@lis.pl", False),
        ("No-Reply+abc@lis.pl", False),
        ("nie-odpowiadaj@bank.pl", False),
        ("mailer-daemon@x.pl", False),
        ("bounce-123@x.pl", False),
        ("biuro@moja.pl", False),
        ("norman@x.pl", True),
        ("", False),
    ],
)
def test_that_addresses_of_machines_and_our_own_are_known(email: str, answered_to: bool) -> None:
    assert may_be_answered(Settings(company=Company(email="biuro@moja.pl")), email) is answered_to


def test_that_a_text_nobody_knows_is_not_saved(shop: Shop) -> None:
    with pytest.raises(InvalidValue):
        setup(shop, automatic_answer={"on": True, "pl": {"footer": "x"}})
