"""The funnel by the snapshot of its items is that by SQL after any change, on both databases; nothing is missed."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.analytics.dimensions import ITEM_DIMENSIONS
from crm_desktop.analytics.engine import Engine
from crm_desktop.analytics.item_snapshot import ItemSnapshot, SnapshotItems
from crm_desktop.analytics.memory import OutOfDate
from crm_desktop.analytics.records import PlainRow, Report, ReportRequest, StageRow
from crm_desktop.analytics.report import report_in, run_report
from crm_desktop.customers.merging import merge_customers
from crm_desktop.customers.records import MergeCustomers
from crm_desktop.errors import WrongCall
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.inquiries.offers import make_offer, send_offer
from crm_desktop.inquiries.records import (
    AnswerInquiry,
    AssignInquiry,
    LoseInquiry,
    MakeOffer,
    OfferedLine,
    RegisterInquiry,
    SendOffer,
)
from crm_desktop.inquiries.service import answer_inquiry, assign_inquiry, lose_inquiry, take_call
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Actor, execute
from db.models.customers import CustomerRow
from db.session import Database
from db.vocabulary import Channel, LostReason, Permission
from tests.company import Shop
from tests.db.held_open import held_open
from tests.db.plain_figures import STAGES, Books
from tests.db.sample import sample_company
from tests.db.test_report_paths import PERIOD, both
from tests.db.test_reports_counted import MadeUp, quiet, worlds
from tests.postgres import PostgresServer

__all__ = ["both"]
pytestmark = pytest.mark.slow

HALF = (date(2024, 9, 1), date(2025, 2, 28))
EVER = (date(2020, 1, 1), date(2030, 12, 31))
LOST = (("lost_at", ""), ("lost_at", "offered"), ("lost", ""), ("lost", "price"), ("standing", "received"))
CONDITIONS = (*LOST, *(("stage", stage) for stage in STAGES), *(("standing", stage) for stage in STAGES))


def by_both(session: Session, snapshot: ItemSnapshot, request: ReportRequest) -> Report:
    """What the snapshot tells, as it stands, which SQL tells too."""
    told = report_in(session, request, items=SnapshotItems(snapshot, session), money=snapshot.money)
    assert told == report_in(session, request)
    return told


def asked(database: Database, snapshot: ItemSnapshot, name: str = "funnel", **more: Any) -> Report:
    """The same by the snapshot made fresh."""
    with database.read() as session:
        snapshot.refresh(session)
        return by_both(session, snapshot, ReportRequest(name, *EVER, **{"limit": 100_000, **more}))


def same(database: Database, snapshot: ItemSnapshot) -> None:
    for by in ("customer", "customer_group", "employee", "product", "warehouse", "month"):
        asked(database, snapshot, by=(by,), compare="year")
    asked(database, snapshot, "inquiries")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def sample(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Database, ItemSnapshot]]:
    folder = tmp_path_factory.mktemp("items")
    with sample_company(request.param, sqlite_template, postgres_server, folder, orders=250) as database:
        snapshot = ItemSnapshot.fill(database)
        yield database, snapshot
        snapshot.close()


def test_that_the_sample_companys_funnel_is_the_same_divided_by_anything(sample: tuple[Database, ItemSnapshot]) -> None:
    database, snapshot = sample
    with database.read() as session:
        for name, compare in (("funnel", "previous"), ("stages", "none"), ("inquiries", "none")):
            assert by_both(session, snapshot, ReportRequest(name, *HALF, compare=compare, limit=100_000)).rows
        for key in ITEM_DIMENSIONS:
            for by in ((key,), (key, "month") if key != "month" else (key, "channel")):
                for limit in (3, 100_000):
                    request = ReportRequest("funnel", *HALF, compare="previous", by=by, limit=limit)
                    assert by_both(session, snapshot, request).rows


def test_that_every_condition_restricts_the_snapshot_as_it_restricts_sql(sample: tuple[Database, ItemSnapshot]) -> None:
    database, snapshot = sample
    with database.read() as session:
        books = Books(session, snapshot.money.currency, snapshot.money.company)
        wanted = [(key, told) for key in ITEM_DIMENSIONS for told in _keys(books, key)]
        wanted += [*CONDITIONS, ("asked", _keys(books, "product")[1]), ("asked", "no such product")]
        for condition in wanted:
            for name in ("funnel", "inquiries"):
                by_both(session, snapshot, ReportRequest(name, *HALF, where=(condition,), limit=7))


def _keys(books: Books, key: str) -> list[str]:
    some = sorted({item["keys"][key] for item in books.items} - {""})[:2]
    return ["", *some] if key == "month" else ["", *some, "no such key"]


@pytest.mark.parametrize("wrong", [("stage", "sold"), ("shape", "round"), ("month", "May")])
def test_that_a_condition_that_is_none_is_refused_by_the_snapshot_too(
    sample: tuple[Database, ItemSnapshot], wrong: tuple[str, str]
) -> None:
    database, snapshot = sample
    with database.read() as session, pytest.raises(WrongCall):
        request = ReportRequest("funnel", *HALF, where=(wrong,))
        report_in(session, request, items=SnapshotItems(snapshot, session), money=snapshot.money)


@examples(max_examples=15, derandomize=True, phases=(Phase.explicit, Phase.generate), **quiet)
@given(
    world=worlds,
    way=st.lists(st.tuples(st.sampled_from(ITEM_DIMENSIONS), st.integers(0, 9)), min_size=1, max_size=3),
    last=st.sampled_from(CONDITIONS),
)
def test_that_any_way_down_through_made_up_companies_is_the_same(
    both: list[Database], world: Any, way: list[tuple[str, int]], last: tuple[str, str]
) -> None:
    """The items stand in a transaction that is rolled back: read as changed ones are, not by the fill."""
    said = []
    for database in both:
        snapshot = ItemSnapshot.fill(database)
        with database.write() as session:
            MadeUp(session).everything(world)
            snapshot._replace(session, sorted(item["row"]["id"] for item in Books(session, "PLN", "PLN").items))
            said.append(_walked(session, snapshot, way, last))
        snapshot.close()
    assert said[0] == said[1]


def _walked(
    session: Session, snapshot: ItemSnapshot, way: list[tuple[str, int]], last: tuple[str, str]
) -> list[Report]:
    """Down by each dimension to the key that stands at the place told, then to those who stand there, one by one."""
    where: tuple[tuple[str, str], ...] = ()
    told = []
    for key, which in way:
        request = ReportRequest("funnel", *PERIOD, compare="year", by=(key,), where=where, limit=100_000)
        told.append(by_both(session, snapshot, replace(request, currency="PLN")))
        keys = [row.key for row in told[-1].rows if isinstance(row, StageRow)]
        where += ((key, keys[which % len(keys)]),) if keys else ()
    for conditions in (where, (*where, last)):
        request = ReportRequest("inquiries", *PERIOD, where=conditions, currency="PLN", limit=100_000)
        told.append(by_both(session, snapshot, request))
    return told


def test_that_a_fill_reads_what_a_change_reads(sample: tuple[Database, ItemSnapshot]) -> None:
    database, _ = sample
    with closing(ItemSnapshot.fill(database)) as snapshot:
        filled = _stored(snapshot)
        with database.read() as session:
            snapshot._replace(session, [row[0] for row in filled["items"]])
        assert len(filled["items"]) > 250
        assert _stored(snapshot) == filled


def _stored(snapshot: ItemSnapshot) -> dict[str, list[Any]]:
    return {
        table: snapshot._memory.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
        for table in ("items", "asked")
    }


@pytest.fixture
def snapshot(database: Database) -> Iterator[ItemSnapshot]:
    found = ItemSnapshot.fill(database)
    yield found
    found.close()


def counts(report: Report) -> list[int]:
    return [row.count for row in report.rows if isinstance(row, StageRow)]


def inquiry(shop: Shop, customer: str, *, estimate: int = 0) -> str:
    command = RegisterInquiry(shop.customer(customer), Channel.MAIL, "Mąka", "Ile?", estimate=estimate)
    return execute(shop.database, take_call, command, actor=shop.actor).number


def test_that_each_step_of_an_inquiry_and_its_order_is_seen_at_once(
    shop: Shop, database: Database, snapshot: ItemSnapshot
) -> None:
    flour = shop.product("MAKA", stock=100_000, cost=60_000)
    number = inquiry(shop, "Bar", estimate=70_00)
    seen = [counts(asked(database, snapshot))]
    answer = AnswerInquiry(number, "Tyle.")
    execute(database, answer_inquiry, answer, actor=shop.actor)
    seen.append(counts(asked(database, snapshot)))
    made = execute(database, make_offer, MakeOffer(number, (OfferedLine(flour, 2_000),)), actor=shop.actor)
    same(database, snapshot)
    execute(database, send_offer, SendOffer(made.offer_number), actor=shop.actor)
    seen.append(counts(asked(database, snapshot)))
    assert seen == [[1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0]]
    order = shop.place(shop.customer("Inny"), (flour, 1_000)).number
    same(database, snapshot)
    shop.advance(order, "reserve", "pick", "issue", "label", "hand_over", "complete")
    same(database, snapshot)
    assert counts(asked(database, snapshot)) == [2, 2, 2, 1, 1, 1]
    assert isinstance(shop.actor.employee_id, int)
    execute(database, assign_inquiry, AssignInquiry(number, shop.actor.employee_id), actor=shop.actor)
    same(database, snapshot)
    execute(database, lose_inquiry, LoseInquiry(number, LostReason.PRICE), actor=shop.actor)
    lost = asked(database, snapshot, "inquiries", where=(("lost", "price"),))
    assert [row.values[1] for row in lost.rows if isinstance(row, PlainRow)] == [number]


def test_that_items_of_customers_that_are_merged_are_those_of_the_one_that_stays(
    shop: Shop, database: Database, snapshot: ItemSnapshot
) -> None:
    inquiry(shop, "Bar")
    inquiry(shop, "Bar mleczny")
    same(database, snapshot)
    with database.read() as session:
        kept, gone = session.scalars(select(CustomerRow.id).where(CustomerRow.name.like("Bar%")).order_by("id"))
    execute(database, merge_customers, MergeCustomers(kept, gone), actor=shop.actor)
    told = asked(database, snapshot, by=("customer",))
    assert [(row.name, row.count) for row in told.rows[:1] if isinstance(row, StageRow)] == [("Bar", 2)]


def test_that_offers_in_money_without_a_rate_are_left_out_and_counted(shop: Shop, database: Database) -> None:
    """Of each item the latest offer alone; one that comes to nothing lacks no rate."""
    flour, free = shop.product("MAKA", price=1_000_000), shop.product("GRATIS", price=0)

    def offer(number: str, product: int) -> None:
        execute(database, make_offer, MakeOffer(number, (OfferedLine(product, 2_000),)), actor=shop.actor)

    numbers = [inquiry(shop, name, estimate=5_00) for name in ("Bar", "Kawiarnia", "Sklep", "Młyn")]
    for number, product in ((numbers[0], flour), (numbers[0], flour), (numbers[1], free)):
        offer(number, product)
    shop.configure(currency="EUR")
    offer(numbers[2], flour)
    told = []
    with closing(ItemSnapshot.fill(database)) as snapshot:
        told.append(asked(database, snapshot))
        offer(numbers[2], free)
        told.append(asked(database, snapshot))
    told.append(run_report(database, ReportRequest("funnel", *EVER, currency="PLN")))
    assert [(one.currency, one.excluded, one.total.value) for one in told if isinstance(one.total, StageRow)] == [
        ("EUR", 1, 3 * 5_00 + 200_00),
        ("EUR", 1, 3 * 5_00),
        ("PLN", 2, 200_00),
    ]


def test_that_a_sheet_of_opportunities_asks_for_a_new_fill(
    database: Database, snapshot: ItemSnapshot, admin: Actor
) -> None:
    sheet = b"number,stage,opened,value\nA1,lost@offered,2025-01-05,10.00\nA2,completed,,7.00\n"
    read = read_history(Past.PIPELINE, sheet, "lejek.csv", SheetMap(), language="pl", currency="PLN")
    execute(database, CASES[Past.PIPELINE], ImportHistory(read), actor=admin)
    with database.read() as session, pytest.raises(OutOfDate):
        snapshot.refresh(session)
    filled = ItemSnapshot.fill(database)
    told = asked(database, filled)
    assert (counts(told), told.undated) == ([1, 1, 1, 0, 0, 0], 1)
    filled.close()


def test_that_what_was_written_before_and_committed_after_a_refresh_is_not_missed(postgres_url: str) -> None:
    """Another inquiry comes and is read while an earlier answer is still open; SQLite writes one after another."""
    database = open_company(postgres_url)
    with database.read() as session:
        shop = Shop(database, actor_by_login(session, "admin", place="office"))
    snapshot = ItemSnapshot.fill(database)
    number = inquiry(shop, "Bar")
    answer = AnswerInquiry(number, "Tak.")
    held = held_open(database, answer_inquiry, answer, actor=shop.actor, permission=Permission.HANDLE_INQUIRIES)
    with held:
        inquiry(shop, "Inny")
        assert counts(asked(database, snapshot)) == [2, 0, 0, 0, 0, 0]
    assert counts(asked(database, snapshot)) == [2, 1, 0, 0, 0, 0]
    snapshot.close()
    database.close()


def test_that_the_engine_answers_the_funnel_by_sql_until_its_snapshot_stands(shop: Shop, database: Database) -> None:
    inquiry(shop, "Bar")
    engine = Engine(database, large=1)
    request = ReportRequest("funnel", *EVER, compare="year")
    first = engine.run_report(request)
    assert engine.items.wait()
    assert engine.run_report(request) == first == run_report(database, request)
    inquiry(shop, "Inny")
    assert engine.run_report(request) == run_report(database, request) != first
    engine.close()
    small = Engine(database)
    assert small.run_report(request) == run_report(database, request)
    assert not small.items.wait()
    small.close()
