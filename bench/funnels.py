"""The funnel of a company of many opportunities: its snapshot filled and asked, each beside the same by SQL."""

import time
from collections.abc import Iterable
from contextlib import closing

from bench.chances import MANY, YEAR, fill
from bench.figures import Figure, Pair
from bench.grounds import Ground
from crm_desktop.analytics.item_snapshot import ItemSnapshot, SnapshotItems
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import report_in, run_report
from db.session import Database

FILLED = "snapshot filled from 300,000 opportunities"
FUNNEL = "report funnel, a year of 300,000 opportunities, by the snapshot"
CLICKED = "the click on a stage of it: who came so far, by employee"
LISTED = "the click on an employee: the first thousand, one by one"
ROWS = (FILLED, FUNNEL, CLICKED, LISTED)
QUESTIONS = {
    FUNNEL: ReportRequest("funnel", *YEAR, compare="year"),
    CLICKED: ReportRequest("inquiries", *YEAR, by=("employee",), where=(("stage", "offered"),), limit=1000),
    LISTED: ReportRequest("inquiries", *YEAR, where=(("stage", "offered"), ("employee", "h3")), limit=1000),
}


def measure_funnels(ground: Ground, *, rounds: int, quick: bool) -> Iterable[Figure]:
    """Floors: the same report by SQL; of the fill the funnel that SQL answers meanwhile."""
    database = ground.fresh("company")
    fill(database, MANY // 100 if quick else MANY)
    yield Figure(FILLED, ground.name, tuple(_filled(database) for _ in range(rounds)), rate=False)
    with closing(ItemSnapshot.fill(database)) as snapshot:
        for what, request in QUESTIONS.items():
            pairs = tuple(_asked(database, snapshot, request) for _ in range(rounds + 1))[1:]
            yield Figure(what, ground.name, pairs, rate=False)
    ground.drop(database)


def _filled(database: Database) -> Pair:
    started = time.perf_counter()
    ItemSnapshot.fill(database).close()
    took = time.perf_counter() - started
    started = time.perf_counter()
    run_report(database, QUESTIONS[FUNNEL])
    return Pair(1, took, time.perf_counter() - started)


def _asked(database: Database, snapshot: ItemSnapshot, request: ReportRequest) -> Pair:
    """With the look for changes."""
    started = time.perf_counter()
    with database.read() as session:
        snapshot.refresh(session)
        told = report_in(session, request, items=SnapshotItems(snapshot, session), money=snapshot.money)
    took = time.perf_counter() - started
    started = time.perf_counter()
    if run_report(database, request) != told:
        raise RuntimeError(f"the snapshot tells another {request.name} than SQL")
    return Pair(1, took, time.perf_counter() - started)
