"""Reports over a million lines: history imported, the snapshot filled, asked and kept fresh, each beside its floor."""

import csv
import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import func, select

from bench.figures import Figure, Pair
from bench.grounds import Ground
from bench.past import write_sheet
from crm_desktop.analytics.columnar import TABLES, Source
from crm_desktop.analytics.facts import facts
from crm_desktop.analytics.kept_copy import keep, kept
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import report_in, run_report
from crm_desktop.analytics.snapshot import Snapshot, SnapshotSums
from crm_desktop.analytics.words import SIGNS
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Work, execute, use_case
from db.models.sales import OrderLineRow, OrderRow
from db.session import Database
from db.vocabulary import Permission, Topic

LINES = 1_000_000
CHANGED = 50
IMPORTED = "lines of history imported, a million from CSV"
FILLED = "snapshot filled from a million lines"
REMEMBERED = "snapshot of a million lines: memory more"
KEPT = "snapshot of a million lines read back at the next start"
PLAIN = "plain sums by product, a year of a million lines, in the engine"
ASKED = "report products, a year of a million lines, by the snapshot"
COMPARED = "the same with the year before"
FRESH = f"{CHANGED} changed orders among a million lines seen"
CLICKED = "click in a chart to its picture on screen, a million lines"
ROWS = (IMPORTED, FILLED, REMEMBERED, KEPT, PLAIN, ASKED, COMPARED, CLICKED, FRESH)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def measure_columns(ground: Ground, *, rounds: int, quick: bool) -> list[Figure]:
    """Floors: the sheet read by csv; the tables read by the driver; the same report by SQL; the changed lines read."""
    lines = LINES // 100 if quick else LINES
    database = ground.fresh("empty")
    found = [_imported(ground, database, lines)]
    found.append(Figure(FILLED, ground.name, tuple(_filled(database) for _ in range(rounds)), rate=False))
    found.append(
        Figure(REMEMBERED, ground.name, tuple(_remembered(database) for _ in range(rounds)), rate=False, unit="MB")
    )
    with closing(Snapshot.fill(database)) as snapshot:
        if keep(snapshot, database):
            found.append(Figure(KEPT, ground.name, tuple(_kept(database) for _ in range(rounds)), rate=False))
        plain = tuple(_plain(database, snapshot) for _ in range(rounds + 1))[1:]
        found.append(Figure(PLAIN, ground.name, plain, rate=False))
        for what, compare in ((ASKED, "none"), (COMPARED, "year")):
            request = ReportRequest("products", *YEAR, compare=compare)
            pairs = tuple(_asked(database, snapshot, request) for _ in range(rounds + 1))[1:]
            found.append(Figure(what, ground.name, pairs, rate=False))
        pairs = tuple(_seen(database, snapshot) for _ in range(rounds + 1))[1:]
        found.append(Figure(FRESH, ground.name, pairs, rate=False))
    if database.is_sqlite and not quick:  # the window asks the snapshot from LARGE lines on
        found.append(Figure(CLICKED, ground.name, tuple(_clicked(database) for _ in range(rounds)), rate=False))
    ground.drop(database)
    return found


def _clicked(database: Database) -> Pair:
    """In a window of its own; the floor is the figures without the window."""
    told = _apart("bench.clicking", database)
    return Pair(1, told["click"], told["report"])


def _remembered(database: Database) -> Pair:
    """The floor is the lines' integers alone."""
    told = _apart("bench.remembering", database)
    return Pair(1, told["more"], told["lines"])


def _apart(module: str, database: Database) -> dict[str, float]:
    """What it prints in a process of its own."""
    words = [sys.executable, "-m", module, database.url.render_as_string(hide_password=False)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _imported(ground: Ground, database: Database, lines: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "past.csv"
        write_sheet(file, lines=lines)
        started = time.perf_counter()
        with file.open(encoding="utf-8", newline="") as sheet:
            for _ in csv.reader(sheet):
                pass
        floor = time.perf_counter() - started
        started = time.perf_counter()
        read = read_history(Past.SALES, file.read_bytes(), file.name, SheetMap(), language="pl", currency="PLN")
        execute(database, CASES[Past.SALES], ImportHistory(read), actor=_actor(database))
        took = time.perf_counter() - started
    return Figure(IMPORTED, ground.name, (Pair(lines, took, floor),))


def _filled(database: Database) -> Pair:
    started = time.perf_counter()
    Snapshot.fill(database).close()
    took = time.perf_counter() - started
    started = time.perf_counter()
    with (
        closing(duckdb.connect(":memory:")) as memory,
        closing(Source(database)) as source,
        source.connected() as connection,
    ):
        for table, read in (TABLES | {"lines": source.lines(0, LINES, SIGNS[0])}).items():
            source.load(connection, memory, read, into=table)
    return Pair(1, took, time.perf_counter() - started)


def _kept(database: Database) -> Pair:
    """Made fresh too; the floor is the fill that it spares."""
    started = time.perf_counter()
    snapshot = kept(database)
    if snapshot is None:
        raise RuntimeError("nothing was kept")
    with closing(snapshot), database.read() as session:
        snapshot.refresh(session)
    took = time.perf_counter() - started
    started = time.perf_counter()
    Snapshot.fill(database).close()
    return Pair(1, took, time.perf_counter() - started)


def _plain(database: Database, snapshot: Snapshot) -> Pair:
    """Beside the same sums by the database itself, on its own stored columns."""
    with database.read() as session:
        started = time.perf_counter()
        snapshot.plain_sums(session, YEAR, ("product",), ())
        took = time.perf_counter() - started
        line = OrderLineRow
        statement = select(line.product_id, func.sum(line.net)).where(line.sold_on.between(*YEAR))
        started = time.perf_counter()
        session.execute(statement.group_by(line.product_id)).all()
        return Pair(1, took, time.perf_counter() - started)


def _asked(database: Database, snapshot: Snapshot, request: ReportRequest) -> Pair:
    started = time.perf_counter()
    with database.read() as session:
        snapshot.refresh(session)
        told = report_in(session, request, lines=SnapshotSums(snapshot, session), money=snapshot.money)
    took = time.perf_counter() - started
    started = time.perf_counter()
    if run_report(database, request) != told:
        raise RuntimeError(f"the snapshot tells another {request.name} than SQL")
    return Pair(1, took, time.perf_counter() - started)


@use_case(Permission.EDIT_ORDERS)
def _touch(work: Work, orders: list[int]) -> None:
    for order in orders:
        work.changed(Topic.ORDERS, order, "touched")


def _seen(database: Database, snapshot: Snapshot) -> Pair:
    with database.read() as session:
        some = select(OrderRow.id, OrderRow.opportunity_id).order_by(OrderRow.id.desc()).limit(CHANGED)
        orders = [tuple(row) for row in session.execute(some)]
    execute(database, _touch, [order for order, _ in orders], actor=_actor(database))
    started = time.perf_counter()
    with database.read() as session:
        snapshot.refresh(session)
    took = time.perf_counter() - started
    started = time.perf_counter()
    with database.read() as session:
        statement = facts(snapshot.money)
        session.execute(statement.where(statement.selected_columns.item_id.in_([item for _, item in orders]))).all()
    return Pair(1, took, time.perf_counter() - started)


def _actor(database: Database) -> Any:
    with database.read() as session:
        return actor_by_login(session, "admin", place="bench")
