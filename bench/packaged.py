"""The program in one folder: how soon it starts beside the checkout's own, and how large it is."""

import subprocess
import sys
import time

from bench.figures import Figure, Pair
from tools.package import BUILT, megabytes, program

STARTED, TABS = "packaged program: --help", "packaged program: sample company made, every tab opened"


def _took(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def measure_packaged(*, rounds: int) -> list[Figure]:
    """Floor: the same from the checkout. Nothing where `make package` has not built it."""
    if not program().exists():
        return []
    found = []
    for what, word in ((STARTED, "--help"), (TABS, "--self-test")):
        ours, theirs = (str(program()), word), (sys.executable, "app.py", word)
        _took(*ours), _took(*theirs)
        pairs = tuple(Pair(1, _took(*ours), _took(*theirs)) for _ in range(rounds))
        note = f"the folder takes {megabytes(BUILT):.0f} MB" if word == "--help" else ""
        found.append(Figure(what, "–", pairs, rate=False, note=note))
    return found
