"""Mailboxes as `intake poll` reads them, on a real IMAP server: each mail once, nothing lost, nothing touched."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from crm_desktop.errors import InvalidValue
from crm_desktop.intake.channels import mailbox
from crm_desktop.intake.channels.mailbox import Account, MailboxAway, MailboxRefused, account_of, try_mailbox
from crm_desktop.intake.polling import Poller, poll_once
from crm_desktop.intake.sources import SaveSource, list_sources, save_source
from crm_desktop.work import execute
from db.models.intake import SubmissionRow
from db.models.sales import InquiryRow
from db.session import Database
from tests.company import Shop
from tests.dovecot import LOGIN, PASSWORD, Dovecot, program

LETTER = (
    "From: Jan Kowalski <jan{n}@piekarnia.przyklad.pl>\r\nTo: biuro@hurtownia.przyklad.pl\r\nSubject: Mąka {n}\r\n"
    "Message-ID: <{n}@piekarnia.przyklad.pl>\r\nDate: Wed, 25 Nov 2026 08:00:00 +0100\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nIle kosztuje {n} worków?\r\n"
)


def letter(number: int) -> bytes:
    return LETTER.format(n=number).encode()


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    binary = program()
    assert binary is not None, "no dovecot: `make test` installs it, or apt-get install dovecot-imapd"
    started = Dovecot(binary)
    yield started
    started.end()


@pytest.fixture
def login(server: Dovecot, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A mailbox of one's own for each test."""
    monkeypatch.setenv(mailbox.PASSWORD_VARIABLE, PASSWORD)
    return f"{LOGIN}-{abs(hash(request.node.nodeid))}"


def set_up(shop: Shop, server: Dovecot, login: str, **more: object) -> None:
    address = {"host": "127.0.0.1", "port": server.port, "security": "none", "login": login, "since": "", **more}
    command = SaveSource("skrzynka", mailbox.SourceKind.MAILBOX, address)
    execute(shop.database, save_source, command, actor=shop.actor)


def stored(database: Database) -> list[bytes | None]:
    with database.read() as session:
        return list(session.scalars(select(SubmissionRow.raw).order_by(SubmissionRow.id)))


def inquiries(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(InquiryRow)) or 0


def told(shop: Shop) -> tuple[int, int, str]:
    (looked,) = poll_once(shop.database)
    return looked.stored, looked.duplicates, looked.fault


def test_that_each_mail_is_stored_once_to_the_byte_and_none_is_touched(shop: Shop, server: Dovecot, login: str) -> None:
    for number in range(3):
        server.deliver(letter(number), login)
    set_up(shop, server, login)
    assert told(shop) == (3, 0, "")
    assert stored(shop.database) == [letter(number) for number in range(3)]
    assert inquiries(shop.database) == 3
    assert told(shop) == (0, 0, "")
    server.deliver(letter(3), login)
    assert told(shop) == (1, 0, "")
    assert server.kept(login) == ["", "", "", ""]


def test_that_a_mailbox_numbered_anew_is_read_again_and_doubles_nothing(
    shop: Shop, server: Dovecot, login: str
) -> None:
    for number in range(2):
        server.deliver(letter(number), login)
    set_up(shop, server, login)
    assert told(shop) == (2, 0, "")
    server.number_anew(login)
    server.deliver(letter(2), login)
    assert told(shop) == (1, 2, "")
    assert sorted(stored(shop.database)) == [letter(number) for number in range(3)]
    assert inquiries(shop.database) == 3


@pytest.mark.parametrize(
    ("after", "inbox", "elsewhere"), [("seen", ["S"], []), ("delete", [], []), ("move:Przyjęte", [], [""])]
)
def test_that_a_mailbox_that_is_told_to_puts_away_what_is_stored(
    shop: Shop, server: Dovecot, login: str, after: str, inbox: list[str], elsewhere: list[str]
) -> None:
    server.deliver(letter(1), login)
    set_up(shop, server, login)
    assert told(shop) == (1, 0, "")
    with mailbox._connected(account(server, login), PASSWORD) as connected:
        connected.folder.create("Przyjęte")
    server.deliver(letter(2), login)
    with shop.database.read() as session:
        source = list_sources(session)[0]
    changed = SaveSource(source.name, source.kind, {**source.address, "after": after}, version=source.version)
    execute(shop.database, save_source, changed, actor=shop.actor)
    assert told(shop) == (1, 0, "")
    assert server.kept(login) == sorted(["", *inbox])
    assert server.kept(login, "Przyj&ARk-te") == elsewhere
    assert len(stored(shop.database)) == 2


def account(server: Dovecot, login: str) -> Account:
    return account_of({"host": "127.0.0.1", "port": server.port, "security": "none", "login": login})


def test_that_a_server_that_went_away_is_told_and_read_on_when_it_is_back(
    shop: Shop, server: Dovecot, login: str
) -> None:
    server.deliver(letter(1), login)
    set_up(shop, server, login)
    assert told(shop) == (1, 0, "")
    server.stop()
    stored_, duplicates, fault = told(shop)
    assert (stored_, duplicates) == (0, 0)
    assert fault.startswith(f"Skrzynka na 127.0.0.1:{server.port} nie odpowiada")
    with shop.database.read() as session:
        source = list_sources(session)[0]
    assert (source.fault, source.state["uid"]) == (fault, 1)
    server.start()
    server.deliver(letter(2), login)
    assert told(shop) == (1, 0, "")
    with shop.database.read() as session:
        assert list_sources(session)[0].fault == ""


def test_that_a_mail_comes_in_by_itself_over_idle_and_after_the_connection_was_cut(
    shop: Shop, server: Dovecot, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.intake.polling.FIRST_PAUSE_SECONDS", 0.1)
    server.deliver(letter(1), login)
    set_up(shop, server, login)
    poller = Poller(shop.database)
    poller.start()
    try:
        until(shop.database, 1)
        server.deliver(letter(2), login)
        until(shop.database, 2)
        server.stop()
        server.start()
        server.deliver(letter(3), login)
        until(shop.database, 3)
    finally:
        poller.stop()
    assert stored(shop.database) == [letter(number) for number in (1, 2, 3)]


def test_that_a_mail_that_comes_between_the_look_and_the_wait_ends_the_wait(
    shop: Shop, server: Dovecot, login: str
) -> None:
    server.deliver(letter(1), login)
    set_up(shop, server, login)
    with shop.database.read() as session:
        channel = mailbox.Mailbox(shop.database, list_sources(session)[0])
    try:
        assert channel.look().stored == 1
        server.deliver(letter(2), login)
        channel.wait(threading.Event(), 600)  # far over the test's own time-out
        assert channel.look().stored == 1
    finally:
        channel.close()


def until(database: Database, count: int) -> None:
    """Waits for inquiries, at most half a minute."""
    ticks = threading.Event()
    for _ in range(600):
        if inquiries(database) >= count:
            return
        ticks.wait(0.05)
    raise AssertionError(f"{inquiries(database)} of {count} came in")


def test_that_tls_is_proved_and_a_certificate_of_nobody_refused(server: Dovecot, login: str) -> None:
    server.deliver(letter(1), login)
    tls = replace(account(server, login), port=server.tls_port, security="tls")
    with pytest.raises(MailboxAway) as fault:
        try_mailbox(tls, PASSWORD)
    assert "certificate" in str(fault.value.details["reason"]).lower()
    trusted = replace(tls, ca=str(server.certificate))
    assert try_mailbox(trusted, PASSWORD) == mailbox.MailboxFound(mails=1, tells=True)
    starttls = replace(trusted, port=server.port, security="starttls")
    assert try_mailbox(starttls, PASSWORD) == mailbox.MailboxFound(mails=1, tells=True)


def test_that_a_wrong_password_is_told_as_such(server: Dovecot, login: str) -> None:
    with pytest.raises(MailboxRefused) as fault:
        try_mailbox(account(server, login), "żółć")
    assert "AUTHENTICATIONFAILED" in str(fault.value.details["reason"])


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ({"login": "x"}, "host"),
        ({"host": "imap.przyklad.pl"}, "login"),
        ({"host": "imap.przyklad.pl", "login": "x", "security": "none"}, "security"),
        ({"host": "imap.przyklad.pl", "login": "x", "security": "ssl3"}, "security"),
        ({"host": "imap.przyklad.pl", "login": "x", "after": "burn"}, "after"),
        ({"host": "imap.przyklad.pl", "login": "x", "port": "0"}, "port"),
        ({"host": "imap.przyklad.pl", "login": "x", "since": "wczoraj"}, "since"),
    ],
)
def test_that_an_address_that_cannot_work_is_refused_with_its_field(address: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidValue) as fault:
        account_of(address)
    assert fault.value.details["field"] == field
