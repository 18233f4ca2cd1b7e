"""Twenty seats on an office server, the intake and two print stations at once: the books stay right, nobody is told
of a deadlock, goods that everybody wants are sold once, and printers that stall or go away print each label once."""

import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text

from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.verify import verify
from crm_desktop.work import execute
from db.models.intake import SubmissionReadingRow, SubmissionRow
from db.models.leaving import PrintJobRow
from db.models.sales import OrderRow
from db.models.warehouse import StockRow
from db.session import Database
from db.vocabulary import JobState, OrderStatus, PrinterKind, PrinterLanguage, Role
from tests.office import Office
from tests.postgres import PostgresServer
from tests.printers import Moody

ROOT = Path(__file__).resolve().parents[2]
PLENTY, SCARCE = 1_000_000_000, 60_000
SEATS = {Role.CLERK: 12, Role.WAREHOUSE: 5, Role.OWNER: 2, Role.ADMIN: 1}
MOST_CONNECTIONS = 60
PATIENCE = 150
"""Seconds for what is left in the queue: longer than a lease, than the longest pause, and than a stalled printer."""
LEFT = (JobState.QUEUED, JobState.SENDING)


@pytest.fixture
def office(postgres_server: PostgresServer) -> Iterator[Office]:
    made = Office.make(postgres_server)
    yield made
    postgres_server.drop(made.name)


@pytest.fixture
def printers() -> Iterator[list[Moody]]:
    made = [Moody(0), Moody(1), Moody(2, stall_seconds=1.0), Moody(3)]
    made[0].behave()
    yield made
    for one in made:
        one.close()


def child(*words: object) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *(str(word) for word in words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def station(office: Office, name: str) -> "subprocess.Popen[str]":
    return child("app.py", "print-station", "run", "--station", name, "--db", office.seat_url(Role.STATION))


@dataclass(eq=False)
class Senders(threading.Thread):
    """Visitors of the web site, a few a second; what was thanked for must be there."""

    port: int
    thanked: list[int] = field(default_factory=list)
    took: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()

    def run(self) -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False, timeout=30) as client:
            for number in range(1_000_000):
                form = {"name": f"Jan {number}", "email": f"jan{number}@przyklad.pl", "message": f"Pytanie {number}"}
                sender = {"X-Forwarded-For": f"10.1.{number // 250 % 250}.{number % 250}"}
                started = time.perf_counter()
                answer = client.post("/in/kontakt", data=form, headers=sender)
                self.took.append((time.perf_counter() - started) * 1000)
                if answer.status_code == 200:
                    self.thanked.append(int(answer.json()["submission"]))
                if self.ended.wait(0.25):
                    return


@dataclass(eq=False)
class Connections(threading.Thread):
    """How many the seats and services hold at the server, looked at several times a second."""

    database: Database
    counts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()

    def run(self) -> None:
        count = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user"
        )
        while not self.ended.wait(0.2):
            with self.database.read() as session:
                self.counts.append(session.execute(count).scalar_one())


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_that_twenty_seats_and_all_services_at_once_keep_the_books_right(
    office: Office, printers: list[Moody], capfd: pytest.CaptureFixture[str]
) -> None:
    """CRM_SOAK_SECONDS makes it longer (.ci/run: 60)."""
    seconds = float(os.environ.get("CRM_SOAK_SECONDS", "15"))
    table = soak(office, printers, seconds=seconds, kills=1)
    with capfd.disabled():
        print(f"\n{table}")


@pytest.mark.deep
@pytest.mark.timeout(1500)
def test_that_twenty_seats_and_all_services_keep_it_up_for_ten_minutes(
    office: Office, printers: list[Moody], capfd: pytest.CaptureFixture[str]
) -> None:
    seconds = float(os.environ.get("CRM_SOAK_SECONDS", "600"))
    table = soak(office, printers, seconds=seconds, kills=round(seconds / 50))
    with capfd.disabled():
        print(f"\n{table}")


def soak(office: Office, printers: list[Moody], *, seconds: float, kills: int) -> str:
    """All labels once or `uncertain`; the books right; every seat got on. Answers the table of latencies."""
    database = Database.open(office.url)
    names, records = set_up(office, printers)
    intake = child("app.py", "intake", "serve", "--port", "0", "--db", office.seat_url(Role.INTERPRETER))
    stations = {name: station(office, name) for name in ("hala", "biuro")}
    people = [
        child("-m", "tests.journeys.seat", url, role, seconds, *records, *names)
        for role, count in SEATS.items()
        for url in office.more_seats(role, count)
    ]
    watching, senders = Connections(database), Senders(port_of(intake))
    try:
        for one in people:
            assert one.stdout and one.stdout.readline() == "ready\n"
        watching.start()
        senders.start()
        for one in people:
            assert one.stdin
            print("go", file=one.stdin, flush=True)
        kill_now_and_then(office, stations, kills=kills, seconds=seconds)
        told = [one.communicate(timeout=seconds + 120) for one in people]
        assert [faults for _, faults in told if faults] == []
        watching.ended.set()
        senders.ended.set()
        for printer in printers:
            printer.behave()
        until(lambda: not waiting(database))
        until(lambda: count_of(database, SubmissionReadingRow.submission_id.distinct()) == len(senders.thanked))
    finally:
        for one in (*stations.values(), intake, *people):
            one.send_signal(signal.SIGKILL if one in people else signal.SIGTERM)
            one.communicate(timeout=60)
    accounts = [json.loads(out) for out, _ in told]
    check(database, printers, accounts, senders)
    assert max(watching.counts) <= MOST_CONNECTIONS
    lines = table_of(database, accounts, senders, most=max(watching.counts), seconds=seconds)
    database.close()
    return lines


def set_up(office: Office, printers: list[Moody]) -> tuple[list[str], tuple[str, int, int]]:
    shop, names = office.shop(Role.ADMIN), []
    for number, one in enumerate(printers):
        where = {"host": "127.0.0.1", "port": one.port, "station": "hala" if number % 2 else ""}
        command = AddPrinter(f"P{number}", PrinterKind.TCP, PrinterLanguage.ZPL, **where)  # type: ignore[arg-type]
        names.append(execute(shop.database, add_printer, command, actor=shop.actor).name)
    customers = ",".join(str(shop.customer(f"Piekarnia {number}")) for number in range(40))
    made = customers, shop.product(stock=PLENTY), shop.product("MK-2", stock=SCARCE)
    shop.database.close()
    return names, made


def port_of(intake: "subprocess.Popen[str]") -> int:
    assert intake.stderr
    said = re.search(r":(\d+)/form", intake.stderr.readline())
    assert said
    return int(said[1])


def kill_now_and_then(
    office: Office, stations: dict[str, "subprocess.Popen[str]"], *, kills: int, seconds: float
) -> None:
    dice = random.Random(7)
    for _ in range(kills):
        time.sleep(seconds / (kills + 1))
        name = dice.choice(list(stations))
        stations[name].kill()
        stations[name].communicate()
        stations[name] = station(office, name)


def waiting(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(PrintJobRow).where(PrintJobRow.state.in_(LEFT))) or 0


def count_of(database: Database, column: Any) -> int:
    with database.read() as session:
        return session.scalar(select(func.count(column))) or 0


def until(happened: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "too long"
        time.sleep(0.5)


def did(accounts: list[dict[str, Any]], what: str) -> int:
    return sum(one["did"].get(what, 0) for one in accounts)


def check(database: Database, printers: list[Moody], accounts: list[dict[str, Any]], senders: Senders) -> None:
    refused: Counter[str] = sum((Counter(one["refused"]) for one in accounts), Counter())
    assert set(refused) <= {"illegal_move", "shortage"}
    assert all(any(one["took"].values()) for one in accounts)
    assert count_of(database, SubmissionRow.id) == len(set(senders.thanked)) == len(senders.took)
    with database.read() as session:
        orders = session.scalar(select(func.count()).select_from(OrderRow))
        statuses = select(func.count()).where(OrderRow.status == OrderStatus.COMPLETED)
        completed = session.scalar(statuses)
        stock = session.execute(select(StockRow.on_hand, StockRow.reserved)).all()
        problems = verify(session).problems
    assert problems == ()
    assert all(0 <= reserved <= on_hand for on_hand, reserved in stock)
    assert orders == did(accounts, "place")
    assert completed == did(accounts, "complete") > 0
    check_labels(database, printers, labelled=did(accounts, "label"))


def check_labels(database: Database, printers: list[Moody], *, labelled: int) -> None:
    came = Counter(payload for one in printers for payload in one.jobs)
    with database.read() as session:
        jobs = session.execute(select(PrintJobRow.state, PrintJobRow.payload, PrintJobRow.fault)).all()
    assert len({payload for _, payload, _ in jobs}) == len(jobs) == labelled > 0
    assert {state for state, _, _ in jobs} <= {JobState.DONE, JobState.UNCERTAIN}
    done = [payload for state, payload, _ in jobs if state is JobState.DONE]
    assert [came[payload] for payload in done] == [1] * len(done)
    assert max(came.values()) == 1
    assert set(came) <= {payload for _, payload, _ in jobs}
    assert all(fault for state, _, fault in jobs if state is JobState.UNCERTAIN)


def table_of(database: Database, accounts: list[dict[str, Any]], senders: Senders, *, most: int, seconds: float) -> str:
    took: dict[str, list[float]] = {"hand in a form": senders.took}
    for one in accounts:
        for what, times in one["took"].items():
            took.setdefault(what, []).extend(times)
    with database.read() as session:
        deadlocks = session.execute(
            text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        ).scalar_one()
    rows = ["| what 20 seats do at once | times | median ms | p95 ms | slowest ms |", "|---|---:|---:|---:|---:|"]
    for what, times in sorted(took.items()):
        if len(times) > 1:
            p95 = statistics.quantiles(times, n=20)[-1]
            rows.append(f"| {what} | {len(times)} | {statistics.median(times):.0f} | {p95:.0f} | {max(times):.0f} |")
    rows.append(f"{seconds:.0f} s; at most {most} connections; {deadlocks} deadlocks, all done again unseen")
    return "\n".join(rows)
