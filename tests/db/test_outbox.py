"""Mail that leaves through a real SMTP server: nothing lost, nothing doubled in doubt, no header out of data."""

import smtplib
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from crm_desktop import clock, settings
from crm_desktop.messages.outbox import Outbox
from crm_desktop.messages.service import queue_message
from crm_desktop.messages.undecided import (
    CancelMail,
    MailNotWaiting,
    ResolveMail,
    RetryMail,
    cancel_mail,
    mails_that_need_a_person,
    resolve_mail,
    retry_mail,
)
from crm_desktop.work import Work, execute, use_case
from db.models.leaving import MessageRow
from db.session import Database
from db.vocabulary import JobState, Permission
from tests.company import Shop


class Server:
    """A mail server with a temper: `answers` are what RCPT and DATA get, "" cuts the connection after the text."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.recipient, self.data = "250 OK", "250 taken"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if not self.data:
            server.transport.abort()
        elif self.data.startswith("250"):
            self.mails.append(envelope.content)
        return self.data


@pytest.fixture
def server() -> Iterator[tuple[Server, Controller]]:
    kept = Server()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, controller
    controller.stop(no_assert=True)


def use(database: Database, port: int) -> None:
    with database.write() as session:
        found = settings.load(session)
        smtp = {"host": "127.0.0.1", "port": str(port), "security": "none", "sender": "biuro@zlotyklos.przyklad.pl"}
        company = replace(found.company, name="Hurtownia „Złoty Kłos”")
        settings.store(session, replace(found, smtp=smtp, company=company))
        session.commit()


@use_case(Permission.HANDLE_INQUIRIES)
def write_mail(work: Work, command: tuple[str, str, str]) -> int:
    recipient, subject, body = command
    return queue_message(work, recipient=recipient, subject=subject, body=body)


def queue(shop: Shop, *, to: str = "jan@przyklad.pl", subject: str = "Wycena", body: str = "Dzień dobry") -> int:
    return execute(shop.database, write_mail, (to, subject, body), actor=shop.actor)


def row(database: Database, message_id: int) -> MessageRow:
    with database.read() as session:
        found = session.get_one(MessageRow, message_id)
        session.expunge(found)
        return found


def test_that_a_queued_mail_arrives_once_with_polish_letters_and_its_own_id(
    shop: Shop, server: tuple[Server, Controller]
) -> None:
    kept, controller = server
    use(shop.database, controller.port)
    message_id = queue(shop, subject="Wycena: mąka żytnia", body="Dzień dobry,\n\n.kropka na początku\nŻółć\n")
    assert (Outbox(shop.database, "biuro").run_once(), Outbox(shop.database, "biuro").run_once()) == (1, 0)
    sent = message_from_bytes(kept.mails[0])
    assert len(kept.mails) == 1
    assert str(make_header(decode_header(sent["Subject"]))) == "Wycena: mąka żytnia"
    assert str(make_header(decode_header(sent["From"]))) == "Hurtownia „Złoty Kłos” <biuro@zlotyklos.przyklad.pl>"
    assert sent["To"] == "jan@przyklad.pl"
    body = sent.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == "Dzień dobry,\n\n.kropka na początku\nŻółć\n"
    found = row(shop.database, message_id)
    assert (found.state, found.attempt, found.fault, found.message_id) == (JobState.DONE, 1, "", sent["Message-ID"])


def test_that_control_characters_are_seen_as_such_and_end_no_mail(
    shop: Shop, server: tuple[Server, Controller]
) -> None:
    kept, controller = server
    use(shop.database, controller.port)
    with shop.database.write() as session:  # as a file or a shop may have brought it on SQLite
        row = session.get_one(MessageRow, queue(shop))
        row.body = "Dzie\x1bń\x1a dobry,\n\tMąka\x7f\n"
        session.commit()
    Outbox(shop.database, "biuro").run_once()
    body = message_from_bytes(kept.mails[0]).get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == "Dzie\ufffdń\ufffd dobry,\n\tMąka\ufffd\n"


def test_that_a_line_end_in_a_subject_makes_no_header(shop: Shop, server: tuple[Server, Controller]) -> None:
    kept, controller = server
    use(shop.database, controller.port)
    queue(shop, subject="Wycena\r\nBcc: kto@inny.pl")
    Outbox(shop.database, "biuro").run_once()
    sent = message_from_bytes(kept.mails[0])
    assert (sent["Subject"], sent["Bcc"]) == ("Wycena Bcc: kto@inny.pl", None)


def spoil(kept: Server, recipient: str, data: str) -> None:
    kept.recipient, kept.data = recipient, data


@pytest.mark.parametrize(
    ("recipient", "data", "state", "fault"),
    [
        ("550 no such user", "250 taken", JobState.FAILED, "550 no such user"),
        ("451 try later", "250 taken", JobState.QUEUED, "451 try later"),
        ("250 OK", "554 spam", JobState.FAILED, "554 spam"),
        ("250 OK", "452 full", JobState.QUEUED, "452 full"),
        ("250 OK", "", JobState.UNCERTAIN, None),
    ],
)
def test_that_what_became_of_a_mail_is_what_the_server_said(
    shop: Shop, server: tuple[Server, Controller], recipient: str, data: str, state: JobState, fault: str | None
) -> None:
    """Cut off after the text went out, nobody can know: only a person decides whether it goes again."""
    kept, controller = server
    use(shop.database, controller.port)
    message_id = queue(shop)
    spoil(kept, recipient, data)
    assert Outbox(shop.database, "biuro").run_once() == 1
    found = row(shop.database, message_id)
    assert (found.state, found.attempt, kept.mails) == (state, 1, [])
    assert found.fault == fault if fault is not None else found.fault != ""
    spoil(kept, "250 OK", "250 taken")
    assert Outbox(shop.database, "biuro").run_once() == 0  # not before its pause, or not at all


def test_that_an_address_that_is_none_is_refused_and_holds_up_nothing(
    shop: Shop, server: tuple[Server, Controller]
) -> None:
    kept, controller = server
    use(shop.database, controller.port)
    bad, good = queue(shop, to="jan@@przyklad"), queue(shop)
    assert Outbox(shop.database, "biuro").run_once() == 2
    assert (row(shop.database, bad).state, row(shop.database, good).state) == (JobState.FAILED, JobState.DONE)
    assert len(kept.mails) == 1


def test_that_without_a_server_mail_waits_and_leaves_when_there_is_one(
    shop: Shop, server: tuple[Server, Controller]
) -> None:
    kept, controller = server
    message_id = queue(shop)
    assert Outbox(shop.database, "biuro").run_once() == 0
    assert (row(shop.database, message_id).state, row(shop.database, message_id).attempt) == (JobState.QUEUED, 0)
    use(shop.database, controller.port)
    outbox = Outbox(shop.database, "biuro")
    outbox.start()
    wait_until(lambda: row(shop.database, message_id).state is JobState.DONE)
    outbox.stop()
    assert len(kept.mails) == 1


def test_that_a_mail_whose_sender_died_is_uncertain_and_not_sent_again(
    shop: Shop, server: tuple[Server, Controller]
) -> None:
    kept, controller = server
    use(shop.database, controller.port)
    message_id = queue(shop)
    past = clock.now() - timedelta(seconds=5)
    with shop.database.write() as session:
        held = session.get_one(MessageRow, message_id)
        held.state, held.attempt, held.leased_by, held.leased_until = JobState.SENDING, 1, "dead", past
        session.commit()
    assert Outbox(shop.database, "biuro").run_once() == 0
    assert (row(shop.database, message_id).state, kept.mails) == (JobState.UNCERTAIN, [])


def test_that_a_server_that_is_off_is_tried_again_later_and_nothing_is_lost(shop: Shop) -> None:
    use(shop.database, 1)
    message_id = queue(shop)
    assert Outbox(shop.database, "biuro").run_once() == 1
    found = row(shop.database, message_id)
    assert (found.state, found.attempt) == (JobState.QUEUED, 1)
    assert found.due_at > clock.now()


def wait_until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def test_that_the_server_of_these_tests_is_one_that_any_client_knows(server: tuple[Server, Controller]) -> None:
    kept, controller = server
    with smtplib.SMTP("127.0.0.1", controller.port) as client:
        client.sendmail("a@b.pl", "c@d.pl", b"Subject: x\r\n\r\ny\r\n")
    assert kept.mails == [b"Subject: x\r\n\r\ny\r\n"]


@pytest.mark.parametrize(
    ("case", "command", "state", "after"),
    [
        (retry_mail, RetryMail, JobState.UNCERTAIN, JobState.QUEUED),
        (retry_mail, RetryMail, JobState.FAILED, JobState.QUEUED),
        (resolve_mail, lambda key: ResolveMail(key, sent=True), JobState.UNCERTAIN, JobState.DONE),
        (resolve_mail, lambda key: ResolveMail(key, sent=False), JobState.UNCERTAIN, JobState.CANCELLED),
        (cancel_mail, CancelMail, JobState.QUEUED, JobState.CANCELLED),
        (cancel_mail, CancelMail, JobState.FAILED, JobState.CANCELLED),
        (retry_mail, RetryMail, JobState.DONE, None),
        (retry_mail, RetryMail, JobState.SENDING, None),
        (resolve_mail, lambda key: ResolveMail(key, sent=True), JobState.FAILED, None),
        (cancel_mail, CancelMail, JobState.DONE, None),
        (cancel_mail, CancelMail, JobState.SENDING, None),
    ],
)
def test_that_a_person_says_what_becomes_of_a_mail_and_only_where_its_state_allows_it(
    shop: Shop, case: Any, command: Any, state: JobState, after: JobState | None
) -> None:
    row = MessageRow(recipient="k@example.com", subject="Paczka", body="W drodze.", message_id="<1@x>", state=state)
    row.due_at, row.queued_at, row.queued_by, row.fault = clock.now(), clock.now(), "Anna", "refused"
    with shop.database.write() as session:
        session.add(row)
        session.commit()
    with shop.database.read() as session:
        assert mails_that_need_a_person(session) == (state in (JobState.UNCERTAIN, JobState.FAILED))
    if after is None:
        with pytest.raises(MailNotWaiting):
            execute(shop.database, case, command(row.id), actor=shop.actor)
    else:
        assert execute(shop.database, case, command(row.id), actor=shop.actor).state is after
    with shop.database.read() as session:
        kept = session.get_one(MessageRow, row.id)
        assert (kept.state, kept.message_id) == (after or state, "<1@x>")
