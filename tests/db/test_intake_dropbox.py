"""The drop box on a real PHP: what a visitor left is stored here before it is gone there, whatever breaks between."""

import hashlib
import hmac
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from crm_desktop.errors import InvalidValue
from crm_desktop.intake.channels import dropbox
from crm_desktop.intake.channels.asking import Answer, ask
from crm_desktop.intake.channels.dropbox import DropBox, script
from crm_desktop.intake.polling import poll_once
from crm_desktop.intake.queries import show_submission
from crm_desktop.intake.sources import SaveSource, save_source, source_named
from crm_desktop.settings import Settings
from crm_desktop.work import SYSTEM, execute
from db.models.intake import FileRow, SubmissionFileRow, SubmissionRow
from db.session import Database
from db.vocabulary import SourceKind
from tests.php import Hosting

KEY = "k" * 64
PDF = b"%PDF-1.4\r\n\x00\xff\xfe--boundary\r\n"


@pytest.fixture
def hosting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosting]:
    monkeypatch.setenv("CRM_SECRET_SKRZYNKA", KEY)
    host = Hosting(tmp_path, script(Settings(), KEY, folder=str(tmp_path / "kept")))
    host.start()
    yield host
    host.stop()


@pytest.fixture
def box(database: Database, hosting: Hosting) -> DropBox:
    execute(database, save_source, SaveSource("skrzynka", SourceKind.DROPBOX, {"url": hosting.url}), actor=SYSTEM)
    with database.read() as session:
        return DropBox(database, source_named(session, "skrzynka"))


def leave(hosting: Hosting, name: str, **more: Any) -> httpx.Response:
    """As a visitor's browser does."""
    fields = {"imię": name, "email": f"{name.lower()}@przyklad.pl", "wiadomość": "Proszę o cenę"}
    return httpx.post(f"{hosting.url}?form=kontakt", data=fields, trust_env=False, **more)


def names(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(row.raw.decode("latin-1").split("&")[0][-3:] for row in session.scalars(select(SubmissionRow)))


def test_that_what_visitors_left_becomes_inquiries_and_is_gone_there(
    database: Database, hosting: Hosting, box: DropBox
) -> None:
    browser = {"Accept": "text/html"}
    answers = [leave(hosting, "Jan"), leave(hosting, "Ola", headers=browser)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Dziękujemy" in answers[1].text
    assert len(hosting.waiting()) == 2
    looked = poll_once(database)[0]
    assert (looked.stored, looked.duplicates, looked.fault, hosting.waiting()) == (2, 0, "", [])
    with database.read() as session:
        rows = list(session.scalars(select(SubmissionRow).order_by(SubmissionRow.id)))
        told = [(row.source, row.remote, row.channel.value) for row in rows]
        readings = [show_submission(session, row.id)[1][0].outcome.value for row in rows]
    assert told == [("kontakt", "127.0.0.1", "form")] * 2
    assert readings == ["inquiry", "inquiry"]


def test_that_files_arrive_byte_for_byte(database: Database, hosting: Hosting, box: DropBox) -> None:
    files = [("plik", ('oferta "ą".pdf', PDF, "application/pdf")), ("zdjęcia[]", ("a.png", b"\x89PNG", "image/png"))]
    assert leave(hosting, "Jan", files=files).status_code == 200
    poll_once(database)
    with database.read() as session:
        found = select(FileRow.content).join(SubmissionFileRow, FileRow.sha256 == SubmissionFileRow.sha256)
        kept = list(session.scalars(found))
    assert sorted(kept) == sorted([PDF, b"\x89PNG"])


class Broken(OSError):
    """The line went dead just there."""


@pytest.mark.parametrize("before", [True, False], ids=["before_it_is_asked", "after_it_answered"])
@pytest.mark.parametrize("step", range(5))
def test_that_a_line_that_goes_dead_at_any_step_loses_and_doubles_nothing(
    database: Database, hosting: Hosting, box: DropBox, monkeypatch: pytest.MonkeyPatch, step: int, before: bool
) -> None:
    """list, fetch, fetch, done, list: PHP is killed before or after each of them, then it is back."""
    leave(hosting, "Jan")
    leave(hosting, "Ola")
    asked = iter(range(100))

    def breaking(*arguments: Any, **named: Any) -> Answer:
        if next(asked) != step:
            return ask(*arguments, **named)
        if before:
            hosting.stop()
            return ask(*arguments, **named)
        ask(*arguments, **named)
        hosting.stop()
        raise Broken

    monkeypatch.setattr(dropbox, "ask", breaking)
    with pytest.raises(OSError):
        box.look()
    with database.read() as session:
        stored = session.scalar(select(func.count()).select_from(SubmissionRow)) or 0
    assert stored + len(hosting.waiting()) >= 2
    hosting.start()
    monkeypatch.setattr(dropbox, "ask", ask)
    assert poll_once(database)[0].fault == ""
    assert (names(database), hosting.waiting()) == (["Jan", "Ola"], [])


def test_that_our_database_going_away_before_the_commit_leaves_all_there(
    database: Database, hosting: Hosting, box: DropBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(hosting, "Jan")

    def failing(*_: Any, **__: Any) -> None:
        raise Broken

    monkeypatch.setattr(dropbox, "execute", failing)
    with pytest.raises(Broken):
        box.look()
    assert len(hosting.waiting()) == 1
    monkeypatch.undo()
    monkeypatch.setenv("CRM_SECRET_SKRZYNKA", KEY)
    poll_once(database)
    assert (names(database), hosting.waiting()) == (["Jan"], [])


def signed(key: str, stamp: int, nonce: str, body: bytes) -> dict[str, str]:
    signature = hmac.new(key.encode(), f"{stamp}:{nonce}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Skrzynka": f"{stamp}:{nonce}:{signature}"}


def test_that_only_the_office_gets_in_and_no_wish_of_its_is_taken_twice(hosting: Hosting) -> None:
    leave(hosting, "Jan")
    now, body, wish = int(time.time()), b'{"do":"list"}', b'{"do":"done","names":["x"]}'

    def status(headers: dict[str, str], sent: bytes = body) -> int:
        return httpx.post(hosting.url, content=sent, headers=headers, trust_env=False).status_code

    right = signed(KEY, now, "a" * 32, body)
    statuses = [
        status(right),
        status(right),
        status(signed("x" * 64, now, "b" * 32, body)),
        status(signed(KEY, now - 400, "c" * 32, body)),
        status(signed(KEY, now, "d" * 32, body), wish),
        status({"X-Skrzynka": "1:2:3"}),
    ]
    assert (statuses, len(hosting.waiting())) == ([200, 401, 401, 401, 401, 401], 1)


def test_that_a_clock_that_goes_wrong_on_the_hosting_is_reckoned_with(
    database: Database, hosting: Hosting, box: DropBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(hosting, "Jan")
    real = time.time
    monkeypatch.setattr(dropbox.time, "time", lambda: real() - 4_000)
    assert box.look().stored == 1


def test_that_what_a_hosting_cannot_take_is_refused_and_said(hosting: Hosting) -> None:
    large = [("plik", ("a.bin", b"x" * (4 * 1024 * 1024 + 1), "application/octet-stream"))]
    whole = [("plik", ("a.bin", b"x" * (6 * 1024 * 1024), "application/octet-stream"))]
    statuses = [leave(hosting, "Jan", files=large).status_code, leave(hosting, "Jan", files=whole).status_code]
    statuses.append(httpx.post(hosting.url, content=b"", trust_env=False).status_code)
    statuses.append(httpx.get(hosting.url, trust_env=False).status_code)
    assert (statuses, hosting.waiting()) == ([413, 413, 400, 405], [])


def test_that_one_who_sends_without_end_is_told_to_wait(hosting: Hosting) -> None:
    statuses = [leave(hosting, f"J{n}").status_code for n in range(75)]
    assert statuses[0] == 200 and 429 in statuses


def test_that_a_folder_within_the_web_root_is_refused(tmp_path: Path) -> None:
    host = Hosting(tmp_path, script(Settings(), KEY, folder=str(tmp_path / "www" / "skrzynka")))
    host.start()
    try:
        answer = leave(host, "Jan")
    finally:
        host.stop()
    assert answer.status_code == 503


def test_that_a_thanks_address_cannot_become_code() -> None:
    with pytest.raises(InvalidValue):
        script(Settings(), KEY, thanks="https://x.pl/'; system('id'); //")
