"""`serve-all` on an office server: each service signs in by its own account, and does its work with no other right."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url, select, text

from crm_desktop.commands.accounts import Account, read_accounts, write_accounts
from crm_desktop.commands.dispatch import run
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.queries import list_inquiries
from crm_desktop.intake.sources import SaveSource, save_source
from crm_desktop.printing.records import AddPrinter, QueueJob
from crm_desktop.printing.service import add_printer, queue_print
from crm_desktop.standing_in import services_at_work
from crm_desktop.work import execute
from db.models.intake import SourceStateRow
from db.models.leaving import PrintJobRow
from db.session import Database
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage, Role, SourceKind
from tests.office import Office
from tests.postgres import PostgresServer
from tests.printers import Printer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@pytest.fixture
def office(postgres_server: PostgresServer) -> Iterator[Office]:
    made = Office.make(postgres_server)
    yield made
    of_all = Database.open(made.url)
    with of_all.engine.begin() as connection:  # of the whole server: another test makes its own
        for role in ("receiver", "interpreter", "station"):
            connection.execute(text(f"DROP ROLE IF EXISTS {role}"))
    of_all.close()
    postgres_server.drop(made.name)


def until(happened: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert time.monotonic() < end, what
        time.sleep(0.1)
    return found


def asked(database: Database, statement: Any) -> list[tuple[Any, ...]]:
    with database.read() as session:
        return [tuple(row) for row in session.execute(statement)]


def test_that_the_accounts_are_made_kept_for_one_reader_and_made_anew(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "accounts.toml"
    made = []
    for _ in range(2):
        assert run(["user", "services", str(file), "--db", office.seat_url(Role.ADMIN), "--json"]) == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        assert rows == [{"login": role, "role": role} for role in ("receiver", "interpreter", "station")]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        made.append(read_accounts(file))
    assert all(made[0][role].password != made[1][role].password for role in made[0])
    of_all = Database.open(office.url)
    kept = asked(of_all, text("SELECT rolname, rolpassword FROM pg_authid WHERE rolname IN ('receiver', 'station')"))
    assert [str(verifier)[:14] for _, verifier in kept] == ["SCRAM-SHA-256$"] * 2
    written = str(asked(of_all, text("SELECT * FROM audit"))) + str(asked(of_all, text("SELECT * FROM commands")))
    assert not any(one.password in written for accounts in made for one in accounts.values())
    of_all.close()


def test_that_a_file_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "accounts.toml"
    accounts = {role: Account(role.value, "x") for role in (Role.RECEIVER, Role.INTERPRETER, Role.STATION)}
    write_accounts(file, accounts)
    assert read_accounts(file) == accounts
    file.chmod(0o640)
    with pytest.raises(WrongCall, match="others can read it"):
        read_accounts(file)
    file.write_text("[receiver]\nlogin = 'x'\n")
    file.chmod(0o600)
    with pytest.raises(WrongCall, match="each with login and password"):
        read_accounts(file)


def test_that_no_account_is_made_over_an_employees_or_where_no_server_keeps_seats(
    office: Office, sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "accounts.toml"
    add = ["user", "add", "station", "--name", "Stacja", "--role", "clerk", "--db", office.seat_url(Role.ADMIN)]
    assert run([*add, "--json"]) == 0
    capsys.readouterr()
    for url in (office.seat_url(Role.ADMIN), sqlite_url):
        assert run(["user", "services", str(file), "--db", url, "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "wrong_call"
        assert not file.exists()
    of_all = Database.open(office.url)
    assert asked(of_all, text("SELECT login, role FROM employees WHERE login IN ('receiver', 'station')")) == [
        ("station", "clerk")
    ]
    of_all.close()


def test_that_each_service_signs_in_by_its_own_account_and_all_work_is_done(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, paper, drop = tmp_path / "accounts.toml", Printer(), tmp_path / "przychodzace"
    drop.mkdir()
    assert run(["user", "services", str(file), "--db", office.seat_url(Role.ADMIN), "--json"]) == 0
    capsys.readouterr()
    admin = office.shop(Role.ADMIN)
    zebra = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1", paper.port)
    printer = execute(admin.database, add_printer, zebra, actor=admin.actor)
    folder = SaveSource("zamowienia", SourceKind.FOLDER, {"path": str(drop)})
    execute(admin.database, save_source, folder, actor=admin.actor)
    execute(
        admin.database, queue_print, QueueJob(printer.printer_id, JobKind.LABEL, "próba", b"^XA^XZ"), actor=admin.actor
    )
    admin.database.close()
    (drop / "pytanie.txt").write_text("name: Anna\nemail: anna@przyklad.pl\nmessage: Proszę o cenę\n")
    bare = make_url(office.url).set(username=None).render_as_string(hide_password=False)
    words = [sys.executable, "app.py", "serve-all", "--port", "0", "--db", bare, "--accounts", str(file)]
    served = subprocess.Popen(words, cwd=ROOT, env=dict(os.environ), stderr=subprocess.PIPE, text=True)
    try:
        assert served.stderr
        said = re.search(r":(\d+)/form", served.stderr.readline())
        assert said
        with httpx.Client(base_url=f"http://127.0.0.1:{said[1]}", trust_env=False, timeout=30) as client:
            assert client.get("/health").json() == {"ok": True}
            assert client.get("/form/kontakt").status_code == 200
            form = {"name": "Jan", "email": "jan@przyklad.pl", "message": "Ile kosztuje mąka?"}
            assert client.post("/in/kontakt", data=form).status_code == 200
        told = b"".join(Path(f"/proc/{served.pid}/{where}").read_bytes() for where in ("cmdline", "environ"))
        assert not any(account.password.encode() in told for account in read_accounts(file).values())
        of_all = Database.open(office.url)
        until(lambda: services_at_work(of_all), "the services to say that they are there")
        until(lambda: len(asked_inquiries(of_all)) == 2, "two inquiries")
        until(lambda: paper.jobs, "a label")
        until(lambda: asked(of_all, select(PrintJobRow.state)) == [(JobState.DONE,)], "the job done")
        faults = asked(of_all, select(SourceStateRow.fault))
        seats = text(
            "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename <> current_user ORDER BY 1"
        )
        assert faults == [("",)]
        assert asked(of_all, seats) == [("interpreter",), ("receiver",), ("station",)]
        of_all.close()
    finally:
        served.send_signal(signal.SIGTERM)
        _, errors = served.communicate(timeout=60)
        paper.close()
    assert "Traceback" not in errors and "permission denied" not in errors


def asked_inquiries(database: Database) -> list[Any]:
    with database.read() as session:
        return list_inquiries(session)
