"""For how long the window was held at most, in each of the three journeys by keyboard, and by which line."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.figures import Figure, Pair
from bench.measuring import NOW
from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from tests.journeys import by_keyboard
from tests.journeys.screen import Screen

ROOT = Path(__file__).resolve().parent.parent
HELD = {
    "clerk": "longest hold of the window: call, answer, offer, order",
    "hand": "longest hold of the window: pick, W-Z, label, hand over",
    "owner": "longest hold of the window: funnel to lines to sheet",
}
ORDERS = 4_000


def measure_journeys(*, rounds: int, only: str) -> list[Figure]:
    """Floor: the processor time of the same hold; what is beyond it the machine gave to others."""
    place, screen = Path(tempfile.mkdtemp(prefix="crm-bench-keys-")), Screen()
    try:
        company = open_company(f"sqlite:///{place / 'company.db'}")
        load(company, orders=ORDERS, seed=1, now=NOW)
        by_keyboard.prepare(company)
        company.close()
        return [_journey(name, place, screen, rounds) for name, what in HELD.items() if only in what]
    finally:
        screen.close()
        shutil.rmtree(place)


def _journey(name: str, place: Path, screen: Screen, rounds: int) -> Figure:
    told = [_walked(name, place / f"{name}-{number}", place / "company.db", screen) for number in range(rounds)]
    pairs = tuple(Pair(1, held["ms"] / 1000, max(held["worked"], 0.1) / 1000) for held in told)
    middle = min(told, key=lambda held: abs(held["ms"] - median(other["ms"] for other in told)))
    return Figure(HELD[name], "SQLite", pairs, rate=False, note=f"held by {middle['line']}")


def _walked(name: str, folder: Path, company: Path, screen: Screen) -> dict[str, float]:
    """The longest hold of one walk on a fresh copy."""
    folder.mkdir()
    shutil.copy(company, folder / "company.db")
    words = [sys.executable, "-m", "tests.journeys.keyboard", name, f"sqlite:///{folder / 'company.db'}", str(folder)]
    subprocess.run(words, cwd=ROOT, env=screen.environment, check=True, capture_output=True)
    told = json.loads((folder / f"{name}.json").read_text())
    if told["fault"]:
        raise RuntimeError(f"{name}: {told['fault']}")
    longest: dict[str, float] = told["held"][0]
    return longest
