"""`outbox` by the real command line, with real mail servers."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from sqlalchemy import update

from crm_desktop import settings
from crm_desktop.messages import smtp
from db.models.leaving import MessageRow
from db.session import Database
from db.vocabulary import JobState
from tests.company import Shop, today
from tests.db.line import Line, all_rows, free_port
from tests.db.test_outbox import Server, queue, row, use

pytestmark = pytest.mark.slow


@pytest.fixture
def mail_server() -> Iterator[tuple[Server, Controller]]:
    kept = Server()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield kept, controller
    controller.stop(no_assert=True)


def test_that_the_outbox_sends_lists_tries_again_and_is_told_what_became_of_a_mail(
    line: Line, shop: Shop, mail_server: tuple[Server, Controller]
) -> None:
    kept, controller = mail_server
    first = queue(shop)
    assert line.does("outbox", "run", "--once") == {"messages": 0}  # no mail server is set
    use(shop.database, controller.port)
    kept.recipient = "550 nobody of this name"
    assert line.does("outbox", "run", "--once", "--station", "biuro") == {"messages": 1}
    (row_told,) = line.does("outbox", "list")["rows"]
    queued = row_told.pop("queued")
    told = {"id": first, "to": "jan@przyklad.pl", "subject": "Wycena", "state": "failed", "attempt": 1}
    assert row_told == {**told, "fault": "550 nobody of this name"}
    assert queued.startswith(today().isoformat()[:4])
    kept.recipient = "250 OK"
    before = all_rows(shop.database)
    waiting = {"message": first, "state": "failed"}
    assert line.refused("outbox", "resolve", first, "--sent", "yes") == (3, "mail_not_waiting", waiting)
    assert all_rows(shop.database) == before
    again = ("outbox", "retry", first, "--command-id", str(uuid.uuid4()))
    for _ in range(2):
        assert line.does(*again) == {"message": first, "state": "queued"}
    assert line.does("outbox", "run", "--once") == {"messages": 1}
    assert line.does(*again) == {"message": first, "state": "queued"}  # nothing is sent twice for it
    assert line.does("outbox", "run", "--once") == {"messages": 0}
    assert (len(kept.mails), line.does("outbox", "list", "--state", "done")["rows"][0]["id"]) == (1, first)
    kept.data = ""
    lost = [queue(shop, to=f"a{number}@przyklad.pl") for number in range(2)]
    assert line.does("outbox", "run", "--once") == {"messages": 2}
    assert [r["id"] for r in line.does("outbox", "list", "--state", "uncertain")["rows"]] == lost[::-1]
    assert line.does("outbox", "resolve", lost[0], "--sent", "yes") == {"message": lost[0], "state": "done"}
    assert line.does("outbox", "resolve", lost[1], "--sent", "no") == {"message": lost[1], "state": "cancelled"}
    assert line.refused("outbox", "retry", lost[1])[:2] == (3, "mail_not_waiting")
    assert line.does("outbox", "run", "--once") == {"messages": 0}
    assert len(kept.mails) == 1


def test_that_wrong_calls_of_the_outbox_change_nothing(line: Line, shop: Shop) -> None:
    queue(shop)
    calls: list[tuple[tuple[str, ...], int, str, dict[str, Any] | None]] = [
        (("outbox", "retry", "x"), 2, "wrong_call", None),
        (("outbox", "resolve", "1"), 2, "wrong_call", None),
        (("outbox", "resolve", "1", "--sent", "perhaps"), 2, "wrong_call", None),
        (("outbox", "list", "--state", "lost"), 2, "wrong_call", None),
        (("outbox", "retry", "77"), 3, "not_found", {"kind": "message", "key": 77}),
        (("outbox", "resolve", "77", "--sent", "no"), 3, "not_found", {"kind": "message", "key": 77}),
    ]
    before = all_rows(shop.database)
    for words, code, error, details in calls:
        line.refuses(words, code, error, details)
        assert all_rows(shop.database) == before, words


def test_that_a_mail_server_that_is_away_or_knows_no_polish_password_leaves_the_mail_in_the_queue(
    line: Line, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(shop.database, free_port())
    first = queue(shop)
    assert line.does("outbox", "run", "--once") == {"messages": 1}
    (told,) = line.does("outbox", "list", "--state", "queued")["rows"]
    assert (told["id"], told["attempt"], "Connection refused" in told["fault"]) == (first, 1, True)
    kept = Server()
    signed_in: list[str] = []

    def authenticate(_s: Any, _se: Any, _e: Any, _m: str, data: LoginPassword) -> AuthResult:
        signed_in.append(data.login.decode())
        return AuthResult(success=True)

    controller = Controller(
        kept, hostname="127.0.0.1", port=free_port(), authenticator=authenticate, auth_require_tls=False
    )
    controller.start()
    try:
        use(shop.database, controller.port)
        with_login(shop.database, "biuro")
        due(shop.database)
        monkeypatch.setenv(smtp.PASSWORD_VARIABLE, "żółć")
        assert line.does("outbox", "run", "--once") == {"messages": 1}
        (told,) = line.does("outbox", "list", "--state", "queued")["rows"]
        assert (told["attempt"], "żółć" in told["fault"], signed_in) == (2, False, [])
        due(shop.database)
        monkeypatch.setenv(smtp.PASSWORD_VARIABLE, "zolc")
        assert line.does("outbox", "run", "--once") == {"messages": 1}
        assert (row(shop.database, first).state, signed_in) == (JobState.DONE, ["biuro"])
    finally:
        controller.stop(no_assert=True)


def with_login(database: Database, login: str) -> None:
    with database.write() as session:
        found = settings.load(session)
        settings.store(session, replace(found, smtp={**found.smtp, "login": login}))
        session.commit()


def due(database: Database) -> None:
    """As if the pause before the next attempt were over."""
    with database.write() as session:
        session.execute(update(MessageRow).values(due_at=MessageRow.queued_at))
        session.commit()
