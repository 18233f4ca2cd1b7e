"""Ten million lines, only in `make deep`: brought in, copied by columns, asked by both ways; the figures are printed.

CRM_DEEP_LINES takes another number.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bench.past import write_sheet
from crm_desktop.analytics.kept_copy import keep, kept
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import report_in, run_report
from crm_desktop.analytics.snapshot import Snapshot, SnapshotSums
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import execute
from db.session import Database

pytestmark = pytest.mark.deep
LINES = int(os.environ.get("CRM_DEEP_LINES", "10000000"))
A_SHEET = 1_000_000
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.timeout(7200)
def test_that_ten_million_lines_are_counted_alike_by_columns_and_by_sql(tmp_path: Path) -> None:
    database = open_company(f"sqlite:///{tmp_path / 'company.db'}")
    told = {"brought in": _timed(lambda: _bring(database, tmp_path))}
    snapshots: list[Snapshot] = []
    told["copied by columns"] = _timed(lambda: snapshots.append(Snapshot.fill(database)))
    (snapshot,) = snapshots
    assert snapshot.lines == LINES
    assert keep(snapshot, database)
    told["read back"] = _timed(lambda: snapshots.append(kept(database)))  # type: ignore[arg-type]
    for name in ("product_groups", "months", "customers"):
        request = ReportRequest(name, *YEAR, compare="year", limit=100_000)
        answers = []
        for one in snapshots:
            with database.read() as session:
                sums = SnapshotSums(one, session)
                started = time.perf_counter()
                answers.append(report_in(session, request, lines=sums, money=one.money))
                told[f"{name} by columns"] = time.perf_counter() - started
        started = time.perf_counter()
        answers.append(run_report(database, request))
        told[f"{name} by SQL"] = time.perf_counter() - started
        assert answers[0] == answers[1] == answers[2]
    for one in snapshots:
        one.close()
    database.close()
    print(f"{LINES} lines:", "; ".join(f"{what} {seconds:.2f} s" for what, seconds in told.items()))


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _bring(database: Database, folder: Path) -> None:
    """Sheet by sheet, each its own seed and documents."""
    with database.read() as session:
        actor = actor_by_login(session, "admin", place="deep")
    for number in range(-(-LINES // A_SHEET)):
        file = folder / f"past-{number}.csv"
        write_sheet(file, lines=min(A_SHEET, LINES - number * A_SHEET), seed=number + 1)
        content = file.read_bytes().replace(b"\nD", f"\nS{number}D".encode())
        file.unlink()
        read = read_history(Past.SALES, content, file.name, SheetMap(), language="pl", currency="PLN")
        execute(database, CASES[Past.SALES], ImportHistory(read), actor=actor)
