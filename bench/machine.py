"""The machine in one line: what anyone needs to compare figures, and nothing that names it."""

import os
import platform
import sqlite3
import time
from pathlib import Path

QUIET_SHARE = 0.15
"""Of all cores, busy with other work: beyond this a figure is marked."""


def machine_line(postgres: str) -> str:
    return (
        f"{os.cpu_count()} cores of {_processor()}, {_memory()} GB of memory, {platform.system()},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PostgreSQL {postgres}"
    )


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> int:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal"):
            return round(int(line.split()[1]) / 1024**2)
    return 0


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def others_load(seconds: float = 1.0) -> float:
    """How many cores other work kept busy while we slept; 0 where the system does not tell."""
    before = _busy()
    time.sleep(seconds)
    return (_busy() - before) / seconds / os.sysconf("SC_CLK_TCK") if before else 0.0


def is_busy(load: float) -> bool:
    return load > QUIET_SHARE * (os.cpu_count() or 1)


def _busy() -> int:
    """Ticks of all cores together that were neither idle nor waiting for a disk."""
    told = next((line.split()[1:] for line in _lines("/proc/stat") if line.startswith("cpu ")), [])
    ticks = [int(tick) for tick in told[:8]]
    return sum(ticks) - sum(ticks[3:5])
