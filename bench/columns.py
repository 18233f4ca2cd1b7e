"""Reports over a million lines: history imported, the snapshot filled, asked and kept fresh, each beside its floor."""

import csv
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import select

from bench.figures import Figure, Pair
from bench.grounds import Ground
from bench.past import write_sheet
from crm_desktop.analytics.columnar import BY_LINE, TABLES, Source
from crm_desktop.analytics.facts import facts
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import report_in, run_report
from crm_desktop.analytics.snapshot import Snapshot, SnapshotSums
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Work, execute, use_case
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import Permission, Topic

LINES = 1_000_000
CHANGED = 50
IMPORTED = "lines of history imported, a million from CSV"
FILLED = "snapshot filled from a million lines"
ASKED = "report products, a year of a million lines, by the snapshot"
COMPARED = "the same with the year before"
FRESH = f"{CHANGED} changed orders among a million lines seen"
ROWS = (IMPORTED, FILLED, ASKED, COMPARED, FRESH)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def measure_columns(ground: Ground, *, rounds: int, quick: bool) -> list[Figure]:
    """Floors: the sheet read by csv; the tables read by the driver; the same report by SQL; the changed lines read."""
    lines = LINES // 100 if quick else LINES
    database = ground.fresh("empty")
    found = [_imported(ground, database, lines)]
    found.append(Figure(FILLED, ground.name, tuple(_filled(database) for _ in range(rounds)), rate=False))
    with closing(Snapshot.fill(database)) as snapshot:
        for what, compare in ((ASKED, "none"), (COMPARED, "year")):
            request = ReportRequest("products", *YEAR, compare=compare)
            pairs = tuple(_asked(database, snapshot, request) for _ in range(rounds + 1))[1:]
            found.append(Figure(what, ground.name, pairs, rate=False))
        pairs = tuple(_seen(database, snapshot) for _ in range(rounds + 1))[1:]
        found.append(Figure(FRESH, ground.name, pairs, rate=False))
    ground.drop(database)
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
    with closing(duckdb.connect(":memory:")) as memory, closing(Source(database)) as source:
        source.load(memory, (*TABLES, *BY_LINE), schema="main")
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
