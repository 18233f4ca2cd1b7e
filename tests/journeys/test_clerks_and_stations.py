"""Many clerks lead orders at once while two stations print on printers that stall, break off and go away."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm_desktop.opening import open_company
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from crm_desktop.work import execute
from db.models.leaving import PrintJobRow
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import JobState, OrderStatus, PrinterKind, PrinterLanguage
from tests.company import Shop
from tests.printers import Moody

ROOT = Path(__file__).resolve().parents[2]
PLENTY = 1_000_000_000
PATIENCE = 150
"""Seconds for what is left in the queue: longer than a lease, than the longest pause, and than a stalled printer."""


@pytest.fixture
def company(postgres_url: str) -> Iterator[Database]:
    opened = open_company(postgres_url)
    yield opened
    opened.close()


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
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def station(url: str, name: str) -> "subprocess.Popen[str]":
    return child("app.py", "print-station", "run", "--station", name, "--db", url)


def waiting(database: Database) -> int:
    left = (JobState.QUEUED, JobState.SENDING)
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(PrintJobRow).where(PrintJobRow.state.in_(left))) or 0


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_that_clerks_and_stations_at_once_print_each_label_once_or_say_that_they_do_not_know(
    company: Database, printers: list[Moody]
) -> None:
    run(company, printers, clerks=6, seconds=10, kills=1)


@pytest.mark.deep
@pytest.mark.timeout(1500)
def test_that_twenty_clerks_and_two_stations_keep_it_up_for_ten_minutes(
    company: Database, printers: list[Moody]
) -> None:
    seconds = float(os.environ.get("CRM_SOAK_SECONDS", "600"))
    run(company, printers, clerks=20, seconds=seconds, kills=round(seconds / 50))


def run(database: Database, printers: list[Moody], *, clerks: int, seconds: float, kills: int) -> None:
    """All labels once or `uncertain`; the books right; every clerk got on."""
    url = database.url.render_as_string(hide_password=False)
    names, (customer, product) = set_up(database, printers)
    stations = {name: station(url, name) for name in ("hala", "biuro")}
    people = [
        child("-m", "tests.journeys.clerk", url, f"clerk-{number}", seconds, customer, product, *names)
        for number in range(clerks)
    ]
    dice, pause = random.Random(7), seconds / (kills + 1)
    try:
        for _ in range(kills):
            time.sleep(pause)
            name = dice.choice(list(stations))
            stations[name].send_signal(signal.SIGKILL)
            stations[name].wait()
            stations[name] = station(url, name)
        told = [one.communicate(timeout=seconds + 120)[0].split() for one in people]
        assert all(one.returncode == 0 for one in people)
        for one in printers:
            one.behave()
        end = time.monotonic() + PATIENCE
        while waiting(database) and time.monotonic() < end:
            time.sleep(0.5)
    finally:
        for one in (*stations.values(), *people):
            one.send_signal(signal.SIGTERM if one in stations.values() else signal.SIGKILL)
            one.communicate(timeout=60)
    assert all(int(completed) > 0 for completed, _ in told)
    assert [int(refused) for _, refused in told] == [0] * clerks
    check(database, printers, completed=sum(int(completed) for completed, _ in told))


def set_up(database: Database, printers: list[Moody]) -> tuple[list[str], tuple[int, int]]:
    with database.read() as session:
        shop = Shop(database, actor_by_login(session, "admin"))
    names = []
    for number, one in enumerate(printers):
        where = {"host": "127.0.0.1", "port": one.port, "station": "hala" if number % 2 else ""}
        command = AddPrinter(f"P{number}", PrinterKind.TCP, PrinterLanguage.ZPL, **where)  # type: ignore[arg-type]
        names.append(execute(database, add_printer, command, actor=shop.actor).name)
    return names, (shop.customer(), shop.product(stock=PLENTY))


def check(database: Database, printers: list[Moody], *, completed: int) -> None:
    came = Counter(payload for one in printers for payload in one.jobs)
    with database.read() as session:
        jobs = session.execute(select(PrintJobRow.state, PrintJobRow.payload, PrintJobRow.fault)).all()
        done = session.scalar(
            select(func.count()).select_from(OrderRow).where(OrderRow.status == OrderStatus.COMPLETED)
        )
        problems = verify(session).problems
    assert len({payload for _, payload, _ in jobs}) == len(jobs) >= completed == done
    assert {state for state, _, _ in jobs} <= {JobState.DONE, JobState.UNCERTAIN}
    assert [came[payload] for state, payload, _ in jobs if state is JobState.DONE] == [1] * sum(
        state is JobState.DONE for state, _, _ in jobs
    )
    assert max(came.values()) == 1
    assert set(came) <= {payload for _, payload, _ in jobs}
    assert all(fault for state, _, fault in jobs if state is JobState.UNCERTAIN)
    assert problems == ()
