"""The snapshot in memory answers what SQL answers, after any change, on both databases; nothing is missed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import text

from crm_desktop.analytics.columnar import folder_of
from crm_desktop.analytics.dimensions import DIMENSIONS
from crm_desktop.analytics.engine import Engine
from crm_desktop.analytics.kept_copy import ABOUT, keep, kept
from crm_desktop.analytics.records import Report, ReportRequest, SaleRow
from crm_desktop.analytics.report import report_in, run_report
from crm_desktop.analytics.snapshot import Snapshot, SnapshotSums
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Actor, execute
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.session import Database
from db.vocabulary import ExpenseKind, Permission
from tests.company import Shop
from tests.db.held_open import held_open
from tests.db.plain_figures import Books
from tests.db.sample import sample_company
from tests.db.test_report_paths import PERIOD, both
from tests.db.test_reports_counted import MadeUp, conditions, quiet, worlds
from tests.postgres import PostgresServer

__all__ = ["both"]
pytestmark = pytest.mark.slow

HALF = (date(2024, 9, 1), date(2025, 2, 28))
EVER = (date(2020, 1, 1), date(2030, 12, 31))
NAMES = ("products", "customers", "product_groups", "regions", "employees", "channels", "campaigns", "forms", "months")


def answers(database: Database, snapshot: Snapshot, request: ReportRequest) -> tuple[Report, Report]:
    """By the snapshot, made fresh, and by SQL."""
    with database.read() as session:
        snapshot.refresh(session)
        told = report_in(session, request, lines=SnapshotSums(snapshot, session), money=snapshot.money)
        return told, report_in(session, replace(request, currency=snapshot.money.currency))


def same(database: Database, snapshot: Snapshot, *names: str) -> None:
    for name in names or NAMES:
        told, counted = answers(database, snapshot, ReportRequest(name, *EVER, compare="year", limit=100_000))
        assert (told.rows, told.total, told.excluded) == (counted.rows, counted.total, counted.excluded), name


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def sample(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Database, Snapshot]]:
    folder = tmp_path_factory.mktemp("snapshot")
    with sample_company(request.param, sqlite_template, postgres_server, folder, orders=250) as database:
        snapshot = Snapshot.fill(database)
        yield database, snapshot
        snapshot.close()


def test_that_every_report_of_the_sample_company_is_the_same_by_the_snapshot(
    sample: tuple[Database, Snapshot],
) -> None:
    database, snapshot = sample
    for key in DIMENSIONS:
        for by in ((key,), (key, "month") if key != "month" else (key, "stage")):
            request = ReportRequest("products", *HALF, compare="previous", by=by, limit=100_000)
            told, counted = answers(database, snapshot, request)
            assert told.rows
            assert replace(told, request=request) == replace(counted, request=request), by
    for name in ("changes", "people", "lines"):
        told, counted = answers(database, snapshot, ReportRequest(name, *HALF, compare="previous", limit=100_000))
        assert (told.rows, told.total, told.uncosted) == (counted.rows, counted.total, counted.uncosted), name


def test_that_every_row_restricts_the_snapshot_as_it_restricts_sql(sample: tuple[Database, Snapshot]) -> None:
    database, snapshot = sample
    with database.read() as session:
        books = Books(session, snapshot.money.currency, snapshot.money.company)
    for key in DIMENSIONS:
        for told_key in (*sorted({line["keys"][key] for line in books.lines})[:2], "", "no such key"):
            if key == "month" and told_key == "no such key":
                continue
            request = ReportRequest("products", *HALF, where=((key, told_key),), limit=100_000)
            told, counted = answers(database, snapshot, request)
            assert (told.rows, told.undated) == (counted.rows, counted.undated), (key, told_key)


def test_that_the_first_rows_alone_are_those_that_sql_puts_first(sample: tuple[Database, Snapshot]) -> None:
    """Months and stages stand in their own order; who has vanished, and who is equal, by the key."""
    database, snapshot = sample
    for by in (("product",), ("customer",), ("month", "product"), ("stage", "region"), ("region", "month")):
        for limit in (0, 1, 2, 7, 40):
            for compare in ("none", "previous"):
                request = ReportRequest("products", *HALF, compare=compare, by=by, limit=limit)
                told, counted = answers(database, snapshot, request)
                assert told == replace(counted, request=told.request), (by, limit, compare)
                assert len(told.rows) <= limit


@examples(max_examples=12, derandomize=True, phases=(Phase.explicit, Phase.generate), **quiet)
@given(
    world=worlds,
    by=st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=1, max_size=2, unique=True).map(tuple),
    wanted=conditions,
)
def test_that_made_up_companies_are_read_anew_as_sql_reads_them(
    both: list[Database], world: Any, by: tuple[str, ...], wanted: list[tuple[str, int]]
) -> None:
    """The lines stand in a transaction that is rolled back: read as changed items are, not by the fill."""
    for database in both:
        snapshot = Snapshot.fill(database)
        with database.write() as session:
            MadeUp(session).everything(world)
            books = Books(session, "PLN", "PLN")
            found = {key: sorted({line["keys"][key] for line in books.lines} | {""}) for key, _ in wanted}
            where = tuple((key, found[key][which % len(found[key])]) for key, which in wanted)
            snapshot._replace(session, [item["row"]["id"] for item in books.items])
            request = ReportRequest("products", *PERIOD, compare="year", by=by, where=where, currency="PLN")
            told = report_in(session, request, lines=SnapshotSums(snapshot, session), money=snapshot.money)
            assert told == report_in(session, request)
        snapshot.close()


def revenues(database: Database, snapshot: Snapshot, report: str) -> dict[str, int]:
    """Key -> minor units, by the snapshot."""
    told, _ = answers(database, snapshot, ReportRequest(report, *EVER))
    return {row.keys[0]: row.sums.revenue for row in told.rows if isinstance(row, SaleRow)}


def placed(shop: Shop, customer: str, product: int) -> str:
    return str(shop.place(shop.customer(customer), (product, 1_000)).number)


@pytest.fixture
def snapshot(database: Database) -> Iterator[Snapshot]:
    found = Snapshot.fill(database)
    yield found
    found.close()


def test_that_each_step_of_an_order_is_seen_at_once(shop: Shop, database: Database, snapshot: Snapshot) -> None:
    flour = shop.product("MAKA", stock=100_000, cost=60_000)
    first = placed(shop, "Piekarnia", flour)
    same(database, snapshot)
    shop.advance(first, "reserve", "pick", "issue")
    same(database, snapshot)
    shop.advance(first, "label", "hand_over", "complete")
    same(database, snapshot)
    told, _ = answers(database, snapshot, ReportRequest("products", *EVER))
    assert len(told.rows) == 1


def test_that_an_expense_moves_the_order_it_names_to_its_campaign(
    shop: Shop, database: Database, snapshot: Snapshot, admin: Actor
) -> None:
    number = placed(shop, "Bar", shop.product("A"))
    execute(database, add_campaign, AddCampaign("targi", "Targi", date(2025, 1, 1)), actor=admin)
    same(database, snapshot)
    spent = AddExpense(date(2025, 1, 5), ExpenseKind.FAIR, 20_00, campaign="targi", order=number)
    execute(database, add_expense, spent, actor=admin)
    same(database, snapshot, "campaigns")
    assert revenues(database, snapshot, "campaigns") == {"targi": 4_890}


def test_that_an_imported_sheet_is_seen_and_one_that_goes_on_too(
    database: Database, snapshot: Snapshot, admin: Actor
) -> None:
    head = "document,date,product_code,quantity,unit_price,customer\n"
    for number, rows in enumerate(
        ("D1,2025-01-05,A,2,10.00,Bar\n", "D1,2025-01-06,B,1,5.00,Bar\nD2,2025-02-01,A,1,9.50,X\n")
    ):
        sheet = (head + rows).encode()
        read = read_history(Past.SALES, sheet, f"{number}.csv", SheetMap(), language="pl", currency="PLN")
        execute(database, CASES[Past.SALES], ImportHistory(read), actor=admin)
        same(database, snapshot)
    assert revenues(database, snapshot, "products") == {"A": 29_50, "B": 5_00}


def test_that_what_was_written_before_and_committed_after_a_refresh_is_not_missed(
    postgres_url: str,
) -> None:
    """Another order is placed and read while an earlier transaction is still open; SQLite writes one after another."""
    database = open_company(postgres_url)
    with database.read() as session:
        shop = Shop(database, actor_by_login(session, "admin", place="office"))
    snapshot = Snapshot.fill(database)
    number = placed(shop, "Bar", shop.product("A"))
    execute(database, add_campaign, AddCampaign("targi", "Targi", date(2025, 1, 1)), actor=shop.actor)
    command = AddExpense(date(2025, 1, 5), ExpenseKind.FAIR, 20_00, campaign="targi", order=number)
    with held_open(database, add_expense, command, actor=shop.actor, permission=Permission.BOOK_EXPENSES):
        placed(shop, "Inny", shop.product("B"))
        same(database, snapshot, "products", "campaigns")
    same(database, snapshot, "products", "campaigns")
    told, _ = answers(database, snapshot, ReportRequest("campaigns", *EVER))
    assert sorted(row.keys[0] for row in told.rows if isinstance(row, SaleRow)) == ["", "targi"]
    snapshot.close()
    database.close()


def test_that_the_engine_answers_by_sql_until_the_snapshot_stands(shop: Shop, database: Database) -> None:
    placed(shop, "Bar", shop.product("A"))
    engine = Engine(database, large=1)
    request = ReportRequest("products", *EVER, compare="year")
    first = engine.run_report(request)
    assert engine.wait()
    assert engine.run_report(request) == first == run_report(database, request)
    placed(shop, "Inny", shop.product("B"))
    assert engine.run_report(request) == run_report(database, request) != first
    engine.close()
    small = Engine(database)
    assert small.run_report(request) == run_report(database, request)
    assert not small.wait()
    small.close()


def test_that_a_snapshot_is_kept_beside_the_file_and_reads_only_what_changed(shop: Shop, database: Database) -> None:
    placed(shop, "Bar", shop.product("A"))
    filled = Snapshot.fill(database)
    assert kept(database) is None
    assert keep(filled, database) is database.is_sqlite
    filled.close()
    again = kept(database)
    if not database.is_sqlite:
        assert again is None
        return
    placed(shop, "Inny", shop.product("B"))
    assert again is not None
    with database.read() as session:
        assert again.refresh(session) == 1
    same(database, again)
    assert keep(again, database)
    again.close()
    folder = folder_of(database)
    assert folder is not None
    assert len(list(folder.glob("*.parquet"))) == 1
    assert not any(b"Inny" in file.read_bytes() for file in folder.iterdir())
    third = kept(database)
    assert third is not None
    with database.read() as session:
        assert third.refresh(session) == 0
    same(database, third)
    third.close()


ANOTHER = """
import sqlite3, sys
there = sqlite3.connect(sys.argv[1], timeout=0)
try:
    there.execute("BEGIN IMMEDIATE")
    print("written over")
except sqlite3.OperationalError as refused:
    print(refused)
"""


def test_that_filling_leaves_this_process_its_locks_on_the_file(tmp_path: Path) -> None:
    """A second SQLite library in the process would give them up as it closes the file."""
    file = tmp_path / "company.db"
    database = open_company(f"sqlite:///{file}")
    with database.write() as session:
        session.execute(text("UPDATE forms SET name = name"))
        Snapshot.fill(database).close()
        told = subprocess.run([sys.executable, "-c", ANOTHER, str(file)], capture_output=True, text=True, check=True)
    assert told.stdout == "database is locked\n"
    assert list(Path(f"{file}.charts").iterdir()) == []
    database.close()


def test_that_a_copy_that_a_power_cut_left_is_swept_and_one_at_work_is_not(tmp_path: Path) -> None:
    file = tmp_path / "company.db"
    database = open_company(f"sqlite:///{file}")
    folder = folder_of(database)
    assert folder is not None
    left, at_work = folder / "copy-left", folder / "copy-at-work"
    for place in (left, at_work):
        place.mkdir()
        (place / "company.db").write_bytes(b"pages")
    os.utime(left, (0, 0))
    Snapshot.fill(database).close()
    assert list(folder.iterdir()) == [at_work]
    database.close()


def test_that_what_another_company_or_program_kept_is_not_read(
    shop: Shop, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    placed(shop, "Bar", shop.product("A"))
    folder = folder_of(database)
    if folder is None:
        return
    snapshot = Snapshot.fill(database)
    keep(snapshot, database)
    snapshot.close()
    whole = json.loads((folder / ABOUT).read_text())
    for changed in ({"made": "x"}, {"cursor": 1}, {"cursor": 10**6}, {"money": ["EUR", "PLN"]}):
        (folder / ABOUT).write_text(json.dumps(whole | changed))
        assert kept(database) is None
    (folder / ABOUT).write_text(json.dumps(whole))
    for file in folder.glob("facts-*.parquet"):
        file.write_bytes(b"broken")
    engine = Engine(database, large=1)
    request = ReportRequest("products", *EVER)
    with caplog.at_level("ERROR"):
        engine.run_report(request)
        assert engine.wait()
    assert engine.run_report(request) == run_report(database, request)
    engine.close()
