"""`db`, `demo`, `user` and `serve-all` by the real command line, and what every call has in common."""

import os
import signal
import socket
import threading
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from crm_desktop.commands.dispatch import run
from db import migrations
from db.session import Database
from tests.company import Shop, today
from tests.db.line import Line, all_rows

pytestmark = pytest.mark.slow
HEAD = migrations.head()
ADMIN = {"login": "admin", "name": "Administrator", "role": "admin", "active": True, "absent_until": None}


def test_that_employees_are_added_listed_and_change_roles_and_absence_once(line: Line, shop: Shop) -> None:
    anna = {"login": "anna", "name": "Anna Nowak", "role": "clerk", "active": True, "absent_until": None}
    add = ("user", "add", "anna", "--name", "Anna Nowak", "--email", "a@x.pl", "--role", "clerk")
    command = ("--command-id", str(uuid.uuid4()))
    for _ in range(2):
        assert line.does(*add, *command) == anna
    assert line.does("user", "list") == {"rows": [ADMIN, anna]}
    assert line.does("user", "role", "anna", "warehouse") == anna | {"role": "warehouse"}
    day = (today() + timedelta(days=3)).isoformat()
    assert line.does("user", "away", "anna", "--until", day) == anna | {"role": "warehouse", "absent_until": day}
    assert line.does("user", "away", "anna") == anna | {"role": "warehouse"}
    before = all_rows(shop.database), line.does("user", "list")
    calls: list[tuple[tuple[object, ...], int, str, dict[str, Any] | None]] = [
        (("user", "add", "jan"), 2, "wrong_call", None),
        (("user", "role", "anna", "boss"), 2, "wrong_call", None),
        (("user", "away", "anna", "--until", "jutro"), 2, "wrong_call",
         {"problem": "--until 'jutro': YYYY-MM-DD", "rule": "call_day", "argument": "--until", "value": "jutro"}),
        (("user", "services", "accounts.toml"), 2, "wrong_call", None),
        (add, 3, "invalid_value", {"field": "login", "value": "anna", "rule": "unique"}),
        (("user", "add", " ", "--name", "X", "--role", "clerk"), 3, "invalid_value", None),
        (("user", "add", "jan", "--name", "J", "--role", "clerk", "--password-file", "/no/file"), 3, "invalid_value",
         {"field": "password_file", "value": "/no/file", "rule": "readable"}),
        (("user", "role", "nikt", "clerk"), 3, "not_found", {"kind": "employee", "key": "nikt"}),
        (("user", "role", "admin", "clerk"), 3, "invalid_value",
         {"field": "role", "value": "clerk", "rule": "last_admin"}),
        (("user", "away", "anna", "--until", "2020-01-01"), 3, "invalid_value",
         {"field": "until", "value": "2020-01-01", "rule": "past"}),
        (("user", "list", "--user", "nikt", "--frob"), 2, "wrong_call", None),
        (("user", "role", "anna", "admin", "--user", "anna"), 3, "not_allowed",
         {"permission": "manage_staff", "role": "warehouse"}),
        (("user", "role", "anna", "admin", "--user", "nikt"), 3, "not_found", {"kind": "employee", "key": "nikt"}),
        (("user", "role", "anna", "admin", *command), 3, "command_reused", None),
    ]  # fmt: skip
    for words, code, error, details in calls:
        line.refuses(words, code, error, details)
        assert (all_rows(shop.database), line.does("user", "list")) == before, words
    line.does("user", "role", "anna", "admin")
    assert line.does("user", "role", "admin", "clerk")["role"] == "clerk"  # now there is another


def test_that_a_database_tells_of_its_state_is_backed_up_and_checked(line: Line, shop: Shop, tmp_path: Path) -> None:
    shop.product(stock=2_000)
    assert line.does("db", "upgrade") == {"ok": True, "from": HEAD, "to": HEAD, "backup": None}
    assert line.does("db", "check") == {"ok": True, "problems": []}
    verified = line.does("db", "verify")
    assert (verified["ok"], verified["problems"], verified["checked"]["stock"]) == (True, [], 1)
    folder = tmp_path / "kopie"
    made = line.does("db", "backup", folder, "--nightly")
    assert (made["ok"], made["file"]) == (True, str(next(folder.glob("*.crmbackup"))))
    blocked = tmp_path / "plik"
    blocked.write_text("x")
    code, told = line("db", "backup", blocked, "--nightly")
    assert (code, told["ok"], told["code"]) == (3, False, "place_refused")
    assert line.refused("db", "backup", blocked / "a.crmbackup")[:2] == (3, "place_refused")
    assert line.refused("db", "backup")[:2] == (2, "wrong_call")
    assert line.refused("db", "copy", "--from", line.url, "--to", line.url)[:2] == (3, "same_database")
    assert line.refused("db", "restore", made["file"])[:2] == (3, "target_occupied")
    assert line.refused("db", "restore", blocked)[:2] == (3, "backup_foreign")
    restored = line.does("db", "restore", made["file"], "--replace")
    assert (restored["ok"], Path(restored["kept"]).exists()) == (True, True)
    assert [row["available"] for row in line.does("stock", "show")["rows"]] == ["2"]


def test_that_what_was_done_to_a_database_by_hand_is_found_and_mended(line: Line, database: Database) -> None:
    with database.engine.begin() as connection:
        name = "uq_by_hand"
        connection.execute(text(f"CREATE INDEX {name} ON customers (name)"))
    code, told = line("db", "check")
    assert (code, told["ok"], len(told["problems"])) == (3, False, 1)
    assert name in str(told["problems"])
    with database.engine.begin() as connection:
        connection.execute(text(f"DROP INDEX {name}"))
    assert line.does("db", "check") == {"ok": True, "problems": []}


def test_that_the_sample_company_goes_into_an_empty_database_alone(line: Line, database: Database) -> None:
    before = all_rows(database)
    assert line.refused("demo", "load", "--orders", "-5") == (2, "wrong_call", {"problem": "--orders -5"})
    assert line.refused("demo", "load", "--orders", "many")[:2] == (2, "wrong_call")
    assert all_rows(database) == before
    loaded = line.does("demo", "load", "--orders", "20", "--seed", "3")
    assert loaded.keys() == {"orders", "rows", "orders_per_second"}
    assert len(line.does("order", "list", "--limit", "1000")["rows"]) == loaded["orders"]
    before = all_rows(database)
    assert line.refused("demo", "load", "--orders", "20") == (3, "not_empty", {})
    assert all_rows(database) == before
    assert line.does("db", "verify")["problems"] == []


def test_that_everything_runs_in_one_process_and_ends_when_it_is_told_to(line: Line, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        taken = line.refused("serve-all", "--port", port, "--no-backup")
        assert taken[:2] == (2, "wrong_call")
    calls: list[tuple[object, ...]] = [
        ("--port", "70000"),
        ("--port", "many"),
        ("--backup-hour", "24"),
        ("--accounts", tmp_path / "none"),
        ("--tls-cert", tmp_path / "none", "--port", "0"),
    ]
    for words in calls:
        assert line.refused("serve-all", "--no-backup", *words)[:2] == (2, "wrong_call"), words
    assert line.refused("intake", "serve", "--port", "70000")[:2] == (2, "wrong_call")
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGTERM, signal.SIGINT)}
    answers: list[int] = []

    def tell() -> None:
        end = time.monotonic() + 20
        while not answers and time.monotonic() < end:
            try:
                answers.append(httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False).status_code)
            except httpx.TransportError:
                time.sleep(0.02)
        while signal.getsignal(signal.SIGINT) is signal.SIG_IGN and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    teller = threading.Thread(target=tell)
    teller.start()
    try:
        folder = tmp_path / "kopie"
        answer = line.does("serve-all", "--port", port, "--station", "biuro", "--backup-folder", folder)
    finally:
        teller.join()
        for number, handler in before.items():
            signal.signal(number, handler)
    assert (answer, answers) == ({"stopped": True, "port": port}, [200])


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://crm:tajne@h:port/x",
        "nothing://crm:tajne@h/x",
        "postgresql+psycopg://h:x/crm?password=tajne",
    ],
)
def test_that_an_address_that_can_be_none_is_told_without_its_password(
    address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for words in (("db", "check"), ("db", "upgrade"), ("order", "list")):
        code, error, details = Line(address, capfd).refused(*words)
        assert (code, error, "***" in details["problem"]) == (2, "wrong_call", True)
        assert "tajne" not in str(details)
    assert run(["db", "copy", f"--from={address}", "--to=sqlite://", "--json"]) != 0
    told = capfd.readouterr()
    assert "tajne" not in told.out + told.err
    assert ("~/.pgpass" in told.err) is address.startswith("postgresql")


def test_that_a_database_that_is_away_is_exit_4_for_every_kind_of_command(capfd: pytest.CaptureFixture[str]) -> None:
    away = Line("postgresql+psycopg://crm@127.0.0.1:1/crm", capfd)
    calls: list[tuple[object, ...]] = [
        ("db", "verify"), ("demo", "load"), ("user", "list"), ("intake", "poll", "--once"), ("mailbox", "list"),
        ("intake", "source", "list"), ("outbox", "run", "--once"), ("outbox", "list"), ("printer", "list"),
        ("print-station", "run", "--once"), ("print-job", "list"), ("courier", "list"),
        ("label", "print", "ZAM 1/2026", "--printer", "Zebra"), ("serve-all", "--no-backup", "--port", "0"),
    ]  # fmt: skip
    for words in calls:
        assert away.refused(*words)[:2] == (4, "database_away"), words


def test_that_a_person_without_json_reads_lines_and_refusals_on_standard_error(
    database_url: str, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["user", "list", "--db", database_url]) == 0
    told = capfd.readouterr()
    row = "  login=admin  name=Administrator  role=admin  active=True  absent_until=None"
    assert (told.out, told.err) == (f"rows:\n{row}\n", "")
    assert run(["printer", "test", "Nie ma", "--db", database_url]) == 3
    told = capfd.readouterr()
    assert (told.out, "Nie ma" in told.err) == ("", True)
    assert run(["frobnicate", "now"]) == 2
    assert "frobnicate now" in capfd.readouterr().err
    assert run(["printer", "--help"]) == 0
    assert "app.py printer add" in capfd.readouterr().out
