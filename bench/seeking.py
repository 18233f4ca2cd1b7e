"""Search as one types and the stock table, over a million of each."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.figures import Figure, Pair
from bench.floor import recording, repeat
from bench.grounds import Ground
from bench.measuring import NOW
from bench.million import fill
from crm_desktop.demo.load import load
from crm_desktop.keyset import Sorting, read_page
from crm_desktop.search import find
from crm_desktop.warehouse.stock_list import stock_listing
from db.session import Database

TYPED = ("piekarnia marta śl", "mąka pszenna zal", "kawiarnia", "t-77123", "+48610500123", "m500", "żółk", "25 kg")
"""Each is asked letter by letter: common words, rare words, codes, phones."""
HITS, PAGE = 12, 100
ROWS = "1,000,000 customers + 1,000,000 products"
SLOWEST, MIDDLE = f"search as one types, slowest letter: {ROWS}", f"search as one types, median letter: {ROWS}"
LISTS = {
    "stock of 1,000,000: first page": ("", Sorting()),
    "stock of 1,000,000: filtered by two words": ("maka zal", Sorting()),
    "stock of 1,000,000: sorted by what is available": ("", Sorting("available", True)),
    "stock of 1,000,000: sorted by code": ("", Sorting("code")),
}


def million(ground: Ground, *, many: int) -> None:
    """Keeps the template `million`."""
    company = ground.fresh("empty")
    load(company, orders=200, seed=1, now=NOW)
    started = time.perf_counter()
    fill(company, many)
    print(f"{many:,} of each made on {ground.name} in {time.perf_counter() - started:.0f} s", flush=True)
    ground.keep(company, "million")


def measure_seeking(ground: Ground, *, rounds: int) -> list[Figure]:
    """Floor: the same SELECTs, all rows fetched by the driver."""
    company = ground.fresh("million")
    connection = ground.driver(company)
    letters = [_letter(company, connection, text[:end], rounds) for text in TYPED for end in range(1, len(text) + 1)]
    slowest = max(letters, key=lambda pairs: median(pair.took for pair in pairs))
    middle = sorted(letters, key=lambda pairs: median(pair.took for pair in pairs))[len(letters) // 2]
    found = [
        Figure(SLOWEST, ground.name, slowest, rate=False),
        Figure(MIDDLE, ground.name, middle, rate=False),
    ]
    for what, (words, sorting) in LISTS.items():
        pairs = _list(company, connection, words, sorting, rounds)
        found.append(Figure(what, ground.name, pairs, rate=False))
    connection.close()
    ground.drop(company)
    return found


def _letter(database: Database, connection: Any, typed: str, rounds: int) -> tuple[Pair, ...]:
    def ask() -> None:
        with database.read() as session:
            find(session, typed, limit=HITS)

    return _paired(database, connection, ask, rounds)


def _list(database: Database, connection: Any, words: str, sorting: Sorting, rounds: int) -> tuple[Pair, ...]:
    def ask() -> None:
        with database.read() as session:
            read_page(session, stock_listing(session, search_for=words, sorting=sorting), start=0, size=PAGE)

    return _paired(database, connection, ask, rounds)


def _paired(database: Database, connection: Any, ask: Callable[[], None], rounds: int) -> tuple[Pair, ...]:
    ask()
    with recording(database, verbs=("SELECT",)) as tape:
        ask()
    repeat(connection, tape, begin="BEGIN")
    pairs = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        took = time.perf_counter() - started
        pairs.append(Pair(1, took, repeat(connection, tape, begin="BEGIN")))
    return tuple(pairs)


STALL = "stock of 1,000,000 scrolled: longest time without taking an event"
WORK = "stock of 1,000,000 scrolled: most processor time of the window's thread in one event"
JUMP = "stock of 1,000,000: scroll bar let go, rows there"


def measure_scrolling(ground: Ground, *, rounds: int) -> list[Figure]:
    """Floor: Qt's own table over words made up on the spot, under the same wheel and scroll bar."""
    company = ground.fresh("million")
    url = company.url.render_as_string(hide_password=False)
    pairs = [(_scrolled(url), _scrolled("-", "--floor")) for _ in range(rounds)]
    ground.drop(company)
    found = []
    for what, key in ((STALL, "stall"), (WORK, "work"), (JUMP, "jump")):
        rows = tuple(Pair(1, ours[key], bare[key]) for ours, bare in pairs)
        found.append(Figure(what, ground.name, rows, rate=False))
    return found


def _scrolled(*words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.scrolling", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told
