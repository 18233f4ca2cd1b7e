"""Ten million lines, only in `make deep`: the first million brought in, the others copied by the database itself, all
read by columns and asked by both ways; the figures are printed.

CRM_DEEP_LINES takes another number of whole sheets.
"""

import os
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bench.manifold import copy_past
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
A_SHEET = min(LINES, 1_000_000)
QUESTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("product_groups", ()),
    ("products", (("product_group", "Grupa 3"),)),
    ("months", ()),
    ("customers", ()),
)
"""The second is the click on a row of the first."""
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.timeout(1500)
def test_that_ten_million_lines_are_counted_alike_by_columns_and_by_sql(tmp_path: Path) -> None:
    database = open_company(f"sqlite:///{tmp_path / 'company.db'}")
    told = {"a sheet brought in": _timed(lambda: _bring(database, tmp_path))}
    told["the others made"] = _timed(lambda: copy_past(database, LINES // A_SHEET - 1))
    before = _memory()
    snapshots: list[Snapshot] = []
    told["filled"] = _timed(lambda: snapshots.append(Snapshot.fill(database)))
    taken = _memory() - before
    (snapshot,) = snapshots
    assert snapshot.lines == LINES
    assert keep(snapshot, database)
    with database.read() as session:
        told["plain sums"] = _timed(lambda: snapshot.plain_sums(session, YEAR, ("product",), ()))
    told["read back"] = _timed(lambda: snapshots.append(kept(database)))  # type: ignore[arg-type]
    for name, where in QUESTIONS:
        request = ReportRequest(name, *YEAR, compare="year", where=where, limit=100_000)
        answers = []
        for one in snapshots:
            with database.read() as session:
                sums = SnapshotSums(one, session)
                started = time.perf_counter()
                answers.append(report_in(session, request, lines=sums, money=one.money))
                told[f"{name}{' of a group' if where else ''} by columns"] = time.perf_counter() - started
        started = time.perf_counter()
        answers.append(run_report(database, request))
        told[f"{name}{' of a group' if where else ''} by SQL"] = time.perf_counter() - started
        assert answers[0] == answers[1] == answers[2]
        assert answers[0].rows
    for one in snapshots:
        one.close()
    database.close()
    print(f"{LINES} lines:", "; ".join(f"{what} {seconds:.2f} s" for what, seconds in told.items()), end="; ")
    print(f"the snapshot takes {taken} MB")


def _memory() -> int:
    """MB that the process holds now; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    told = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(told[1]) // 1024 if told else 0


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _bring(database: Database, folder: Path) -> None:
    file = folder / "past.csv"
    write_sheet(file, lines=A_SHEET)
    read = read_history(Past.SALES, file.read_bytes(), file.name, SheetMap(), language="pl", currency="PLN")
    file.unlink()
    with database.read() as session:
        actor = actor_by_login(session, "admin", place="deep")
    execute(database, CASES[Past.SALES], ImportHistory(read), actor=actor)
