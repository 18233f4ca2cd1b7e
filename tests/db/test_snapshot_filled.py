"""The snapshot's fill, whose joins are its own, tells of each line what the select by SQL tells, on both databases."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from crm_desktop.analytics.dimensions import DIMENSIONS
from crm_desktop.analytics.facts import FILLED, NUMBERS, STORED, TEXTS, facts
from crm_desktop.analytics.firsts import APART, COUNTED
from crm_desktop.analytics.memory import OutOfDate
from crm_desktop.analytics.records import ReportRequest, SaleRow
from crm_desktop.analytics.sales import Money, Where
from crm_desktop.analytics.snapshot import Snapshot
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.opening import open_company
from crm_desktop.work import Actor, execute
from db.models.history import HistoryLineRow
from db.session import Database
from tests.conftest import TEMPLATE
from tests.db.plain_figures import Books
from tests.db.test_report_paths import PERIOD
from tests.db.test_reports_counted import MadeUp, conditions, quiet, worlds
from tests.db.test_snapshot import EVER, NAMES, answers, same
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow
Opened = Callable[[], AbstractContextManager[Database]]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def empty(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Opened:
    """Opens an empty company of its own each time."""

    @contextmanager
    def opened() -> Iterator[Database]:
        name = f"filled_{uuid.uuid4().hex[:12]}"
        if request.param == "sqlite":
            url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path_factory.mktemp(name) / 'company.db')}"
        else:
            url = postgres_server.create(name, template=TEMPLATE)
        database = open_company(url)
        try:
            yield database
        finally:
            database.close()
            if request.param == "postgres":
                postgres_server.drop(name)

    return opened


def told_by_sql(database: Database, money: Money) -> list[tuple[Any, ...]]:
    """Each line: its numbers, whether it counts as an order, its stored keys and its words."""
    rows = []
    with database.read() as session:
        for row in session.execute(facts(money)):
            *numbers, counted = row[: len(NUMBERS)]
            numbers = [None if number is None else int(number) for number in numbers]
            words = [str(getattr(word, "value", word)) for word in row[-len(TEXTS) :]]
            counts = counted == 1 and numbers[NUMBERS.index("net")] is not None
            rows.append((*numbers, counts, *row[len(NUMBERS) : -len(TEXTS)], *words))
    return sorted(rows, key=str)


def told_by_fill(snapshot: Snapshot) -> list[tuple[Any, ...]]:
    rows = []
    with snapshot.held() as (memory, _, words):
        for row in memory.execute(f"SELECT {', '.join(FILLED)} FROM facts").fetchall():
            codes = row[-len(TEXTS) :]
            numbers, firsts, stored = row[: len(NUMBERS) - 1], row[len(NUMBERS) - 1], row[len(NUMBERS) : -len(TEXTS)]
            assert len(stored) == len(STORED)
            rows.append((*numbers, firsts & COUNTED != 0, *stored, *(words[code] for code in codes)))
    return sorted(rows, key=str)


@examples(max_examples=6, derandomize=True, phases=(Phase.explicit, Phase.generate), **quiet)
@given(
    world=worlds,
    by=st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=1, max_size=2, unique=True).map(tuple),
    wanted=conditions,
    at_once=st.sampled_from([30, 10_000]),
)
def test_that_made_up_companies_are_filled_as_sql_reads_them(
    empty: Opened, world: Any, by: tuple[str, ...], wanted: list[tuple[str, int]], at_once: int
) -> None:
    with empty() as database:
        with database.write() as session:
            MadeUp(session).everything(world)
            books = Books(session, "PLN", "PLN")
            session.commit()
        found = {key: sorted({line["keys"][key] for line in books.lines} | {""}) for key, _ in wanted}
        where = tuple((key, found[key][which % len(found[key])]) for key, which in wanted)
        snapshot = Snapshot.fill(database, at_once=at_once)
        assert told_by_fill(snapshot) == told_by_sql(database, snapshot.money)
        for keys, conditions_ in ((by, where), (by, ()), (("product",), where), (("product_group", "customer"), ())):
            request = ReportRequest("products", *PERIOD, compare="year", by=keys, where=conditions_)
            told, counted = answers(database, snapshot, request)
            assert (told.rows, told.total, told.excluded) == (counted.rows, counted.total, counted.excluded), keys
        snapshot.close()


HEAD = "document,date,product_code,product_group,product_subgroup,quantity,unit_price,customer,region\n"
SHEET = """\
D1,2025-01-05,A,Mąki,Pszenne,2,10.00,Bar,Śląsk
D1,2025-01-05,A,Mąki,Pszenne,1,9.00,Bar,Śląsk
D1,2025-01-05,B,Mąki,Żytnie,1,5.00,Bar,Śląsk
D2,2025-01-05,A,Mąki,Pszenne,1,10.00,Bar,Śląsk
D2,2025-02-06,A,Mąki,Pszenne,1,10.00,Bar,Śląsk
D3,2025-01-07,A,Mąki,Pszenne,1,10.00,Bar,Śląsk
D3,2025-01-07,B,Mąki,Żytnie,1,5.00,Inny,Śląsk
D4,2025-01-08,A,Mąki,Pszenne,1,10.00,Bar,Śląsk
D4,2025-01-08,A,Inne,Pszenne,1,10.00,Bar,Śląsk
D5,2025-01-09,C,Inne,,1,7.00,Bar,
D6,2025-01-09,C,Inne,,-1,7.00,Bar,
"""


def brought(database: Database, actor: Actor, sheet: str) -> None:
    read = read_history(Past.SALES, (HEAD + sheet).encode(), "past.csv", SheetMap(), language="pl", currency="PLN")
    execute(database, CASES[Past.SALES], ImportHistory(read), actor=actor)


def orders(database: Database, snapshot: Snapshot, name: str, where: Where = ()) -> dict[str, int]:
    """Key -> orders; "all" of all of them."""
    told, _ = answers(database, snapshot, ReportRequest(name, *EVER, where=where))
    assert isinstance(told.total, SaleRow)
    return {row.keys[0]: row.sums.orders for row in told.rows if isinstance(row, SaleRow)} | {
        "all": told.total.sums.orders
    }


@pytest.mark.parametrize("at_once", [2, 1_000])
def test_that_an_order_counts_once_however_its_lines_differ(database: Database, admin: Actor, at_once: int) -> None:
    """Goods twice in one order; two days, two customers or two groups of one product in another."""
    brought(database, admin, SHEET)
    snapshot = Snapshot.fill(database, at_once=at_once)
    assert told_by_fill(snapshot) == told_by_sql(database, snapshot.money)
    assert orders(database, snapshot, "products") == {"A": 4, "B": 2, "C": 1, "all": 5}
    assert orders(database, snapshot, "product_groups") == {"Mąki": 4, "Inne": 2, "all": 5}
    assert orders(database, snapshot, "months") == {"2025-01": 5, "2025-02": 1, "all": 5}
    assert orders(database, snapshot, "customers", (("product", "B"),))["all"] == 2
    assert orders(database, snapshot, "regions", (("product_subgroup", "Pszenne"),)) == {"Śląsk": 4, "all": 4}
    both = (("product_group", "Mąki"), ("product_subgroup", "Pszenne"))
    assert orders(database, snapshot, "products", both) == {"A": 4, "all": 4}
    same(database, snapshot, *NAMES, "product_subgroups")
    with snapshot.held() as (memory, _, _words):
        plain = memory.execute(f"SELECT count(*) FROM facts WHERE firsts & {APART} = 0 AND firsts > 0").fetchall()
    assert plain == ([(4,)] if at_once == 1_000 else [(1,)])
    snapshot.close()


def test_that_a_word_that_holds_the_sign_between_words_is_told_as_it_is(database: Database, admin: Actor) -> None:
    brought(database, admin, SHEET)
    with database.write() as session:
        last = session.scalar(select(func.max(HistoryLineRow.order_line_id)))
        said = {"product_group": "Mąki\x1fPszenne", "product_subgroup": "\x1e", "region": "\x1f"}
        session.execute(update(HistoryLineRow).where(HistoryLineRow.order_line_id == last).values(**said))
        session.commit()
    snapshot = Snapshot.fill(database)
    assert told_by_fill(snapshot) == told_by_sql(database, snapshot.money)
    assert sum("Mąki\x1fPszenne" in line for line in told_by_fill(snapshot)) == 1
    same(database, snapshot, "product_groups", "product_subgroups", "regions")
    snapshot.close()


def test_that_more_words_than_codes_are_told_by_wider_ones(database: Database, admin: Actor) -> None:
    """Of the kinds of codes the first that is enough; one that was enough is not when more words come."""
    row = "D{0},2025-01-05,A,Mąki,Pszenne,1,10.00,Bar,Gmina {0}\n"
    brought(database, admin, "".join(row.format(number) for number in range(200)))
    narrow = Snapshot.fill(database, codes=("UTINYINT", "INTEGER"))
    brought(database, admin, "".join(row.format(number) for number in range(200, 300)))
    with database.read() as session, pytest.raises(OutOfDate):
        narrow.refresh(session)
    for at_once in (1_000, 50):
        with closing(Snapshot.fill(database, at_once=at_once, codes=("UTINYINT", "USMALLINT"))) as wide:
            assert told_by_fill(wide) == told_by_sql(database, wide.money)
            assert orders(database, wide, "regions")["all"] == 300
            same(database, wide, "regions")
    narrow.close()
