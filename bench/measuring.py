"""Paired rounds: the program on one copy of a template, the bare driver on another, in turn."""

import gc
import subprocess
import sys
import time
from datetime import UTC, date, datetime

from bench.figures import Figure, Pair
from bench.floor import recording, repeat
from bench.grounds import Ground
from bench.work import Piece
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.demo.bulk import write
from crm_desktop.demo.load import load
from crm_desktop.demo.story import tell
from db.session import Database

WARM = 10
NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)


def measure_piece(ground: Ground, piece: Piece, template: str, *, rounds: int) -> Figure:
    """After a warm-up of ten, which the driver repeats too."""
    if piece.prepare is not None:
        prepared = ground.fresh(template)
        piece.prepare(prepared, WARM + piece.count)
        template = f"{template}_{piece.work.__name__}"
        ground.keep(prepared, template)
    first = ground.fresh(template)
    with recording(first) as warm:
        piece.work(first, 0, WARM)
    with recording(first) as tape:
        piece.work(first, WARM, piece.count)
    ground.drop(first)
    pairs = []
    for _ in range(rounds):
        took = _program(ground, piece, template)
        copy = ground.fresh(template)
        connection = ground.driver(copy)
        repeat(connection, warm, begin=ground.begin)
        floor = repeat(connection, tape, begin=ground.begin)
        connection.close()
        ground.drop(copy)
        pairs.append(Pair(piece.count, took, floor))
    return Figure(piece.what, ground.name, tuple(pairs))


def _program(ground: Ground, piece: Piece, template: str) -> float:
    copy = ground.fresh(template)
    piece.work(copy, 0, WARM)
    gc.collect()
    started = time.perf_counter()
    piece.work(copy, WARM, piece.count)
    took = time.perf_counter() - started
    ground.drop(copy)
    return took


def measure_load(ground: Ground, *, orders: int, rounds: int) -> Figure:
    """Floor: the same rows, ready made, in one transaction by the driver's executemany or COPY."""
    pairs = []
    for _ in range(rounds):
        copy = ground.fresh("empty")
        loaded = load(copy, orders=orders, seed=1, now=NOW)
        ground.drop(copy)
        rows = tell(orders=orders, seed=1, now=NOW)
        copy = ground.fresh("empty")
        gc.collect()
        gc.disable()
        started = time.perf_counter()
        with copy.engine.begin() as connection:
            write(connection, rows)
        floor = time.perf_counter() - started
        gc.enable()
        ground.drop(copy)
        pairs.append(Pair(loaded.orders, loaded.seconds, floor))
    return Figure("orders of the sample company loaded", ground.name, tuple(pairs))


def measure_funnel(ground: Ground, database: Database, *, rounds: int) -> Figure:
    """A year of the sample company; floor: the same SELECTs, all rows fetched by the driver."""
    request = ReportRequest("funnel", date(2025, 3, 1), date(2026, 2, 28))
    run_report(database, request)
    with recording(database, verbs=("SELECT", "WITH")) as tape:
        run_report(database, request)
    connection = ground.driver(database)
    repeat(connection, tape, begin="BEGIN")
    pairs = []
    for _ in range(rounds):
        started = time.perf_counter()
        run_report(database, request)
        took = time.perf_counter() - started
        pairs.append(Pair(1, took, repeat(connection, tape, begin="BEGIN")))
    connection.close()
    return Figure("report funnel, a year of 4,000 orders", ground.name, tuple(pairs), rate=False)


def measure_help(*, rounds: int) -> Figure:
    """Floor: the interpreter starting and doing nothing."""

    def took(*words: str) -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started

    took("app.py", "--help")
    pairs = tuple(Pair(1, took("app.py", "--help"), took("-c", "pass")) for _ in range(rounds))
    return Figure("app.py --help", "–", pairs, rate=False)
