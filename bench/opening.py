"""How soon the window can be used, and how soon a tab is there."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.figures import Figure, Pair
from bench.measuring import NOW
from crm_desktop.demo.load import load
from crm_desktop.opening import open_company

COLD, FIRST, AGAIN = "cold start to usable", "a tab opened for the first time (slowest)", "a tab shown again (slowest)"
EARLY = "a tab opened before it was made ready (slowest)"
ORDERS = 4_000


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds from the start of the process; of the slowest tab: at once, first when all rooms stand, and again."""

    usable: float
    early: float
    first: float
    again: float


def _opened(*words: str) -> Opened:
    started = time.monotonic()
    usable, early, _ = _told(*words)
    _, first, again = _told(*words, "--ahead") if "--floor" not in words else (usable, early, _)
    return Opened(usable - started, early, first, again)


def _told(*words: str) -> tuple[float, float, float]:
    """When it was usable; of the slowest tab, first and again."""
    done = subprocess.run([sys.executable, "-m", "bench.cold", *words], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    tabs = list(told["tabs"].values())
    return told["usable"], max(tab[0] for tab in tabs), max(median(tab[1:]) for tab in tabs)


def measure_opening(*, rounds: int) -> list[Figure]:
    """Floor: Python and bare Qt with tables of plain cells, the same moments."""
    place = Path(tempfile.mkdtemp(prefix="crm-bench-window-"))
    url = f"sqlite:///{place / 'company.db'}"
    company = open_company(url)
    load(company, orders=ORDERS, seed=1, now=NOW)
    company.close()
    _opened(url), _opened("-", "--floor")
    pairs = [(_opened(url), _opened("-", "--floor")) for _ in range(rounds)]
    shutil.rmtree(place)
    found = []
    for what, pick in ((COLD, "usable"), (EARLY, "early"), (FIRST, "first"), (AGAIN, "again")):
        rows = tuple(Pair(1, getattr(ours, pick), getattr(bare, pick)) for ours, bare in pairs)
        found.append(Figure(what, "SQLite", rows, rate=False))
    return found
