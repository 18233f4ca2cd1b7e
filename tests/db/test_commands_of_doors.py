"""`mailbox`, `folder` and `intake source|dropbox|poll` by the real command line, with real servers."""

import io
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoRing
from sqlalchemy import select

from crm_desktop.intake.channels.mailbox import PASSWORD_VARIABLE
from db.models.intake import SubmissionRow
from db.models.staff import EmployeeRow
from db.session import Database
from db.vocabulary import Role
from tests.company import Shop, today
from tests.db.line import Line, all_rows, free_port
from tests.db.test_intake_pulled import woo
from tests.dovecot import LOGIN, PASSWORD, Dovecot, program
from tests.php import Hosting
from tests.shopserver import ShopServer

pytestmark = pytest.mark.slow
LETTER = b"From: jan@przyklad.pl\r\nSubject: Wycena\r\nMessage-ID: <1@przyklad.pl>\r\n\r\nProsze o cene\r\n"


class Ring(KeyringBackend):
    """The system's keyring, of one test alone."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, mine = keyring.get_keyring(), Ring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def imap() -> Iterator[Dovecot]:
    binary = program()
    assert binary is not None, "no dovecot: `make test` installs it, or apt-get install dovecot-imapd"
    started = Dovecot(binary)
    yield started
    started.end()


@pytest.fixture
def shop_server() -> Iterator[ShopServer]:
    served = ShopServer()
    served.start()
    yield served
    served.stop()


def raws(database: Database) -> list[bytes | None]:
    with database.read() as session:
        return list(session.scalars(select(SubmissionRow.raw).order_by(SubmissionRow.id)))


def settled(file: Path, content: bytes) -> None:
    """As a file that was written a minute ago."""
    file.write_bytes(content)
    then = time.time() - 60
    os.utime(file, (then, then))


def test_that_a_mailbox_is_set_up_tried_and_polled_and_its_password_is_told_to_nobody(
    line: Line, imap: Dovecot, ring: Ring, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = f"{LOGIN}-{abs(hash(request.node.nodeid))}"
    imap.deliver(LETTER, login)
    address = ("--host", "127.0.0.1", "--login", login, "--port", str(imap.port), "--security", "none")
    command = str(uuid.uuid4())
    add = ("mailbox", "add", "biuro", *address, "--since", "all", "--password-stdin", "--command-id", command)
    for _ in range(2):  # asked again: the first answer
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        assert line.does(*add) == {"id": 1, "name": "biuro", "kind": "mailbox"}
    assert ring.kept == {("crm-desktop", f"imap://{login}@127.0.0.1:{imap.port}"): PASSWORD}
    row = {
        "id": 1,
        "name": "biuro",
        "address": {
            "host": "127.0.0.1",
            "login": login,
            "port": str(imap.port),
            "security": "none",
            "folder": "INBOX",
            "after": "leave",
            "ca": "",
            "since": "",
        },
        "active": True,
        "state": {},
        "fault": "",
    }
    assert line.does("mailbox", "list") == {"rows": [row]}
    assert line.does("folder", "list") == {"rows": []}
    before = all_rows(Database.open(line.url))
    assert line.does("mailbox", "test", "biuro") == {"ok": True, "mails": 1, "idle": True}
    assert line.does("intake", "source", "test", "biuro") == {"name": "biuro", "ok": True, "mails": 1, "idle": True}
    assert all_rows(Database.open(line.url)) == before
    looked = {"name": "biuro", "kind": "mailbox", "stored": 1, "duplicates": 0, "fault": ""}
    assert line.does("intake", "poll", "--once") == {"sources": [looked]}
    assert line.does("intake", "poll", "--once") == {"sources": [looked | {"stored": 0}]}
    assert [found["outcome"] for found in line.does("intake", "list")["rows"]] == ["inquiry"]
    monkeypatch.setenv(PASSWORD_VARIABLE, "inne-tajne")
    code, error, details = line.refused("mailbox", "test", "biuro")
    assert (code, error, details["login"], details["host"]) == (3, "mailbox_refused", login, "127.0.0.1")
    assert "inne-tajne" not in str(details) + line.told
    assert line.does("mailbox", "add", "biuro", *address, "--off") == {"id": 1, "name": "biuro", "kind": "mailbox"}
    (now,) = line.does("mailbox", "list")["rows"]
    assert (now["active"], now["address"]["since"]) == (False, today().isoformat())
    assert line.does("intake", "poll", "--once") == {"sources": []}


def test_that_a_mail_server_that_is_away_is_exit_4_and_told_by_the_poll(line: Line) -> None:
    port = free_port()
    line.does("mailbox", "add", "biuro", "--host", "127.0.0.1", "--login", "a", "--port", port, "--security", "none")
    told = (4, "mailbox_away", {"host": "127.0.0.1", "port": port, "reason": "Connection refused"})
    assert line.refused("mailbox", "test", "biuro") == told
    (looked,) = line.does("intake", "poll", "--once")["sources"]
    assert (looked["stored"], f"127.0.0.1:{port}" in looked["fault"]) == (0, True)
    assert line.does("mailbox", "list")["rows"][0]["fault"] == looked["fault"]


def test_that_a_folder_is_set_up_tried_and_polled(line: Line, tmp_path: Path, database: Database) -> None:
    place = tmp_path / "przychodzące"
    place.mkdir()
    settled(place / "a.txt", "imię=Jan&e-mail=jan@przyklad.pl&wiadomość=Hej".encode())
    add = ("folder", "add", "skaner", "--path", place, "--command-id", str(uuid.uuid4()))
    for _ in range(2):
        assert line.does(*add) == {"id": 1, "name": "skaner", "kind": "folder"}
    (row,) = line.does("folder", "list")["rows"]
    assert row == {
        "id": 1,
        "name": "skaner",
        "address": {"path": str(place)},
        "active": True,
        "state": {},
        "fault": "",
    }
    assert line.does("folder", "test", "skaner") == {"ok": True, "files": 1}
    assert line.does("intake", "source", "test", "skaner") == {"name": "skaner", "ok": True, "files": 1}
    assert raws(database) == []
    looked = {"name": "skaner", "kind": "folder", "stored": 1, "duplicates": 0, "fault": ""}
    assert line.does("intake", "poll", "--once") == {"sources": [looked]}
    assert (place / "done" / "a.txt").exists()
    for inner in ("done", "failed"):
        for file in (place / inner).iterdir():
            file.unlink()
        (place / inner).rmdir()
    place.rmdir()
    reason = {"path": str(place), "reason": "No such file or directory"}
    assert line.refused("folder", "test", "skaner") == (4, "folder_away", reason)
    (looked,) = line.does("intake", "poll", "--once")["sources"]
    assert str(place) in looked["fault"]


def test_that_a_shop_is_set_up_tried_without_a_trace_and_polled(
    line: Line, shop: Shop, shop_server: ShopServer, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.product("MK-1", stock=9_000)
    shop_server.orders = [woo(1)]
    monkeypatch.setenv("CRM_SOURCE_SECRET", "tajne")
    where = ("--url", shop_server.url, "--login", "ck", "--key", "sklep-www")
    add = ("intake", "source", "add", "sklep", *where, "--command-id", str(uuid.uuid4()))
    audits = len(all_rows(shop.database)["audit"])
    for _ in range(2):
        assert line.does(*add) == {"name": "sklep", "secret_kept": True}
    assert len(all_rows(shop.database)["audit"]) == audits + 1
    assert ring.kept == {("crm-desktop", "source sklep"): "tajne"}
    assert "tajne" not in str(all_rows(shop.database))
    row = {"name": "sklep", "kind": "shop", "active": True, "fault": ""}
    assert line.does("intake", "source", "list") == {"rows": [row]}
    before = all_rows(shop.database)
    assert line.does("intake", "source", "test", "sklep") == {"name": "sklep", "ok": True, "waiting": 1}
    shop_server.away = True
    code, error, details = line.refused("intake", "source", "test", "sklep")
    assert (code, error, details["name"], "503" in details["reason"]) == (4, "source_away", "sklep", True)
    assert all_rows(shop.database) == before
    shop_server.away = False
    looked = {"name": "sklep", "kind": "shop", "stored": 1, "duplicates": 0, "fault": ""}
    assert line.does("intake", "poll", "--once") == {"sources": [looked]}
    assert len(line.does("order", "list")["rows"]) == 1
    monkeypatch.setenv("CRM_SECRET_SKLEP", "{popsute")
    line.does("intake", "source", "add", "sklep", "--shop", "allegro", *where)
    code, error, details = line.refused("intake", "source", "test", "sklep")
    assert (code, error, "popsute" in str(details)) == (4, "source_away", False)


def test_that_a_drop_box_is_made_once_put_on_a_hosting_and_polled(
    line: Line, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, name = tmp_path / "skrzynka.php", "skrzynka na www"
    make = ("intake", "dropbox", "make", name, "--out", out, "--folder", tmp_path / "kept")
    first = ("--command-id", str(uuid.uuid4()))
    before = keyring.get_keyring()
    keyring.set_keyring(NoRing())  # type: ignore[no-untyped-call]  # keyring's own
    answer = {"name": name, "file": str(out), "secret_kept": False}
    assert line.does(*make, *first) == answer
    variable, _, key = next(told for told in line.told.splitlines() if told.startswith("CRM_")).partition("=")
    assert (variable, len(key)) == ("CRM_SECRET_SKRZYNKA_NA_WWW", 64)
    script = out.read_text(encoding="utf-8")
    assert script.startswith("<?php")
    assert key in script
    assert line.does(*make, *first) == answer
    assert (out.read_text(encoding="utf-8"), key in line.told) == (script, False)
    assert key not in str(all_rows(database))
    keyring.set_keyring(before)
    hosting = Hosting(tmp_path, script)
    hosting.start()
    line.does(*make, "--url", hosting.url)  # a new file of a new key: this one is not on the hosting yet
    monkeypatch.setenv(variable, key)
    try:
        form = {"imię": "Jan", "email": "jan@przyklad.pl", "wiadomość": "Proszę o cenę"}
        httpx.post(f"{hosting.url}?form=kontakt", data=form, trust_env=False)
        assert line.does("intake", "dropbox", "test", name) == {"name": name, "ok": True, "waiting": 1}
        assert raws(database) == []
        looked = {"name": name, "kind": "dropbox", "stored": 1, "duplicates": 0, "fault": ""}
        assert line.does("intake", "poll", "--once") == {"sources": [looked]}
        monkeypatch.setenv(variable, "0" * 64)
        code, error, details = line.refused("intake", "dropbox", "test", name)
        assert (code, error, "401" in details["reason"]) == (4, "source_away", True)
    finally:
        hosting.stop()
    assert line.refused("intake", "dropbox", "test", name)[:2] == (4, "source_away")


def test_that_wrong_calls_of_sources_change_nothing(
    line: Line, tmp_path: Path, shop: Shop, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    line.does("folder", "add", "skaner", "--path", tmp_path / "in")
    with shop.database.write() as session:
        packer = EmployeeRow(login="pakowacz", name="Pakowacz", role=Role.WAREHOUSE, active=True, email="")
        session.add(packer)
        session.commit()
    monkeypatch.setenv("CRM_SOURCE_SECRET", "tajne")
    php, mail = tmp_path / "new.php", ("--host", "h.pl", "--login", "a")
    unique = {"field": "name", "value": "skaner", "rule": "unique"}
    calls: list[tuple[tuple[Any, ...], int, str, dict[str, Any] | None]] = [
        (("mailbox", "add", "x"), 2, "wrong_call", None),
        (("mailbox", "add", "x", *mail, "--security", "ssl"), 2, "wrong_call", None),
        (("mailbox", "frobnicate"), 2, "wrong_call", None),
        (("folder", "add", "x"), 2, "wrong_call", None),
        (("intake", "source", "add"), 2, "wrong_call", {"problem": "source add NAME"}),
        (("intake", "dropbox", "make", "x"), 2, "wrong_call", {"problem": "dropbox make NAME --out FILE"}),
        (("intake", "source", "add", "x", "--shop", "ebay"), 2, "wrong_call", None),
        (("mailbox", "add", "", *mail), 3, "invalid_value", {"field": "name", "value": "", "rule": "required"}),
        (
            ("mailbox", "add", "x", *mail, "--security", "none"),
            3,
            "invalid_value",
            {"field": "security", "value": "none", "rule": "loopback"},
        ),
        (
            ("mailbox", "add", "x", *mail, "--port", "0"),
            3,
            "invalid_value",
            {"field": "port", "value": "0", "rule": "choice"},
        ),
        (
            ("mailbox", "add", "x", *mail, "--since", "wczoraj"),
            3,
            "invalid_value",
            {"field": "since", "value": "wczoraj", "rule": "date"},
        ),
        (
            ("mailbox", "add", "x", *mail, "--after", "move:"),
            3,
            "invalid_value",
            {"field": "after", "value": "move:", "rule": "choice"},
        ),
        (("mailbox", "add", "skaner", *mail, "--password-stdin"), 3, "invalid_value", unique),
        (("intake", "source", "add", "skaner", "--url", "https://x"), 3, "invalid_value", unique),
        (("intake", "dropbox", "make", "skaner", "--out", php), 3, "invalid_value", unique),
        (
            ("intake", "dropbox", "make", "x", "--out", php, "--thanks", "a'b"),
            3,
            "invalid_value",
            {"field": "thanks", "value": "a'b", "rule": "text"},
        ),
        (
            ("intake", "dropbox", "make", "x", "--out", tmp_path),
            3,
            "not_written",
            {"file": str(tmp_path), "reason": "Is a directory"},
        ),
        (("mailbox", "test", "skaner"), 3, "not_found", {"kind": "mailbox", "key": "skaner"}),
        (("folder", "test", "nic"), 3, "not_found", {"kind": "source", "key": "nic"}),
        (("intake", "source", "test", "nic"), 3, "not_found", {"kind": "source", "key": "nic"}),
        (
            ("intake", "source", "add", "x", "--user", "pakowacz"),
            3,
            "not_allowed",
            {"permission": "set_up", "role": "warehouse"},
        ),
        (
            ("folder", "add", "x", "--path", tmp_path / "brak"),
            4,
            "folder_away",
            {"path": str(tmp_path / "brak"), "reason": "No such file or directory"},
        ),
        (("intake", "list", "--limit", "-1"), 2, "wrong_call", None),
    ]
    before = all_rows(shop.database)
    for words, code, error, details in calls:
        said = line.refuses(words, code, error, details)
        assert all_rows(shop.database) == before, words
        assert "tajne" not in said
    assert (ring.kept, php.exists()) == ({}, False)
