"""How soon other seats know of a change, and how long nobody can write when the server dies."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.figures import Figure, Pair
from bench.grounds import Ground
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.errors import Away
from crm_desktop.opening import open_company
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from tests.postgres import binaries
from tests.standby import Pair as Servers

HEARD = {
    "PostgreSQL": "a change seen on another seat, 20 seats: 95th percentile",
    "SQLite": "a change seen by another process: 95th percentile",
}
FAILED_OVER = "primary killed, standby promoted: the next committed write"
SEATS = {"PostgreSQL": 20, "SQLite": 1}
CHANGES, EVERY_SECONDS = 60, 0.25


def measure_hearing(ground: Ground, *, quick: bool) -> Figure:
    """From the click to the row in the other process. Floor: the write itself, until it is durable."""
    company = ground.fresh("company")
    url = company.url.render_as_string(hide_password=False)
    seats = [_seat(url) for _ in range(SEATS[ground.name])]
    for seat in seats:
        assert seat.stdout is not None
        seat.stdout.readline()
    clicked: dict[str, float] = {}
    writes: list[float] = []
    for number in range(10 if quick else CHANGES):
        name = f"Klient {number}"
        clicked[name] = time.time()
        _write(company, name)
        writes.append(time.time() - clicked[name])
        time.sleep(EVERY_SECONDS)
    took: list[float] = []
    for seat in seats:
        heard, _ = seat.communicate(input="\n", timeout=60)
        took += [at - clicked[label] for label, at in json.loads(heard) if label in clicked]
    assert len(took) == len(seats) * len(clicked)
    ground.drop(company)
    return Figure(HEARD[ground.name], ground.name, (Pair(1, _ninety_fifth(took), _ninety_fifth(writes)),), rate=False)


def _seat(url: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.listener", url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _write(company: Database, name: str) -> None:
    execute(company, register_customer, NewCustomer(name), actor=SYSTEM)


def _ninety_fifth(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def measure_failing_over(*, rounds: int) -> Figure:
    """A seat writes without a pause and asks again while the server is away. Floor: the bare driver, which connects
    anew and inserts a row, at the same time."""
    folder = binaries()
    assert folder is not None
    return Figure(FAILED_OVER, "PostgreSQL", tuple(_fail_over(folder) for _ in range(rounds)), rate=False)


def _fail_over(folder: Path) -> Pair:
    servers = Servers.make(folder)
    company = open_company(servers.url)
    _write(company, "Pierwszy")
    with psycopg.connect(servers.plain, autocommit=True) as connection:
        connection.execute("CREATE TABLE bare (at double precision)")
    ended = threading.Event()
    seat = _Writer(lambda: _write(company, "Klient"), ended)
    bare = _Writer(lambda: _insert(servers.plain), ended)
    time.sleep(1)
    killed = time.monotonic()
    servers.fail_over()
    took = Pair(1, seat.next_after(killed), bare.next_after(killed))
    ended.set()
    seat.join()
    bare.join()
    company.close()
    servers.stop()
    return took


def _insert(address: str) -> None:
    with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
        connection.execute("INSERT INTO bare VALUES (1)")


class _Writer(threading.Thread):
    """Notes when each write that was begun after another was done."""

    def __init__(self, write: Callable[[], None], ended: threading.Event) -> None:
        super().__init__(daemon=True)
        self._write, self._ended = write, ended
        self._done: list[tuple[float, float]] = []
        self.start()

    def run(self) -> None:
        while not self._ended.is_set():
            began = time.monotonic()
            try:
                self._write()
            except (Away, psycopg.Error):
                time.sleep(0.05)
            else:
                self._done.append((began, time.monotonic()))

    def next_after(self, moment: float) -> float:
        while True:
            found = next((done for began, done in list(self._done) if done > moment and began > moment), None)
            if found is not None:
                return found - moment
            time.sleep(0.02)
