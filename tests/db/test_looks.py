"""Who is new, sleeping or lost; why an order belongs to a campaign; what lost inquiries cost; what was asked for."""

from datetime import date
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from crm_desktop.analytics.looks import LOOKS, state_of
from crm_desktop.analytics.pinned import Glance, Unit, glance
from crm_desktop.analytics.records import PlainRow, ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.sheet import report_table
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.records import LoseInquiry
from crm_desktop.inquiries.service import lose_inquiry
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.models.sales import InquiryRow
from db.session import Database
from db.vocabulary import ExpenseKind, LostReason
from tests.company import Shop
from tests.db.test_changes_and_people import place
from tests.db.test_reports import Story

pytestmark = pytest.mark.slow
SINCE, UNTIL = date(2025, 3, 1), date(2025, 3, 31)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (["2025-03-02"], "new"),
        (["2025-03-02", "2025-03-30"], "new"),
        (["2024-12-20", "2025-03-30"], "regular"),
        (["2024-12-20"], "sleeping"),
        (["2025-01-10", "2025-01-20", "2025-02-01"], "sleeping"),
        (["2025-01-01", "2025-02-01", "2025-03-01"], "regular"),
        (["2024-03-31"], "lost"),
        (["2024-04-01"], "sleeping"),
    ],
)
def test_that_a_customer_is_new_sleeping_or_lost_by_their_own_rhythm(days: list[str], state: str) -> None:
    assert state_of([date.fromisoformat(day) for day in days], SINCE, UNTIL) == state


@pytest.fixture
def story(shop: Shop) -> Story:
    return Story(shop)


def rows(database: Database, name: str, *places: int, **more: Any) -> list[tuple[Any, ...]]:
    with time_machine.travel("2025-04-01T10:00:00Z", tick=False):
        found = run_report(database, ReportRequest(name, SINCE, UNTIL, **more)).rows
    return [tuple(row.values[at] for at in places) for row in found if isinstance(row, PlainRow)]


def test_that_lost_inquiries_cost_their_part_of_what_the_campaign_cost(story: Story) -> None:
    with story.at("03-02T09:00:00"):
        goods = story.shop.product("A", price=1_000_000)
        buyer = story.shop.customer("Piekarnia")
        fair = story.do(add_campaign, AddCampaign("targi", "Targi", date(2025, 3, 1))).campaign_id
        story.do(add_expense, AddExpense(date(2025, 3, 2), ExpenseKind.FAIR, 100_00, campaign="targi"))
        asked = [story.inquiry(buyer, campaign=fair, estimate=50_00, product=goods) for _ in range(3)]
        story.inquiry(buyer, estimate=9_00)
        story.do(lose_inquiry, LoseInquiry(asked[0].number, LostReason.PRICE))
    assert rows(story.shop.database, "lost_costs", 0, 2, 3, 4, 5, 6, 7) == [
        ("targi", "Targi", 100_00, 3, 1, 50_00, 33_33)
    ]
    lost = {"where": (("campaign", "targi"), ("lost_at", ""))}
    assert rows(story.shop.database, "inquiries", 0, 5, **lost) == [(asked[0].number, "price")]
    assert rows(story.shop.database, "interest", 0, 2, 3) == [("A", 3, 0)]
    named = rows(story.shop.database, "inquiries", 0, where=(("asked", "A"),))
    assert {number for (number,) in named} == {one.number for one in asked}
    assert rows(story.shop.database, "inquiries", 0, where=(("asked", "B"),)) == []


def test_that_an_order_says_why_it_belongs_to_a_campaign(story: Story) -> None:
    with story.at("03-02T09:00:00"):
        goods = story.shop.product("A")
        number = place(story, story.shop.customer("Bar"), (goods, 2_000, 100_000))
        story.do(add_campaign, AddCampaign("kurier", "Kurier gratis", date(2025, 3, 1)))
        spent = AddExpense(date(2025, 3, 2), ExpenseKind.COURIER, 5_00, campaign="kurier", order=number)
        story.do(add_expense, spent)
    assert rows(story.shop.database, "attributed", 1, 3, 4, 5, 7, 8) == [
        (number, "Bar", "kurier", "expense", 20_00, "Kurier gratis")
    ]
    with time_machine.travel("2025-04-01T10:00:00Z", tick=False):
        sheet = report_table(run_report(story.shop.database, ReportRequest("attributed", SINCE, UNTIL)), "pl")
    assert (
        dict(zip([column.title for column in sheet.columns], sheet.rows[0], strict=True))["Kampania"] == "Kurier gratis"
    )


def test_that_the_sum_of_the_orders_of_campaigns_is_of_all_of_them_however_few_are_shown(story: Story) -> None:
    with story.at("03-02T09:00:00"):
        goods = story.shop.product("A")
        story.do(add_campaign, AddCampaign("kurier", "Kurier gratis", date(2025, 3, 1)))
        for name, quantity in (("Bar", 2_000), ("Piekarnia", 3_000)):
            number = place(story, story.shop.customer(name), (goods, quantity, 100_000))
            spent = AddExpense(date(2025, 3, 2), ExpenseKind.COURIER, 5_00, campaign="kurier", order=number)
            story.do(add_expense, spent)
    database = story.shop.database
    for limit, shown in ((2, [("Piekarnia",), ("Bar",)]), (1, [("Piekarnia",)]), (0, [])):
        assert rows(database, "attributed", 3, limit=limit) == shown
        with time_machine.travel("2025-04-01T10:00:00Z", tick=False):
            told = run_report(database, ReportRequest("attributed", SINCE, UNTIL, limit=limit))
        assert told.total == PlainRow((50_00, 2))
    nothing = run_report(database, ReportRequest("attributed", date(2024, 1, 1), date(2024, 1, 31)))
    assert (nothing.rows, nothing.total) == ((), PlainRow((0, 0)))


def test_that_looks_count_everyone_once_and_are_exported_in_words(story: Story) -> None:
    with story.at("03-02T09:00:00"):
        goods = story.shop.product("A")
        place(story, story.shop.customer("Bar"), (goods, 2_000, 100_000))
        place(story, story.shop.customer("Piekarnia"), (goods, 1_000, 100_000))
    database = story.shop.database
    assert rows(database, "customer_states", 2, 3, 4, 5, 7) == [
        ("Bar", "new", date(2025, 3, 2), None, 20_00),
        ("Piekarnia", "new", date(2025, 3, 2), None, 10_00),
    ]
    with time_machine.travel("2025-04-01T10:00:00Z", tick=False):
        for name in LOOKS:
            report = run_report(database, ReportRequest(name, SINCE, UNTIL))
            told = report_table(report, "pl")
            assert len(told.columns) == len(set(report.columns) - {"key", "campaign_name"})
        sheet = report_table(run_report(database, ReportRequest("customer_states", SINCE, UNTIL)), "pl")
    assert [row[2] for row in sheet.rows] == ["nowy", "nowy"]
    assert [(one.text, one.value) for one in sheet.strokes] == [("Bar · nowy", 20_00), ("Piekarnia · nowy", 10_00)]
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(InquiryRow)) == 0


def test_that_states_are_counted_over_everyone_and_each_holds_its_own(story: Story) -> None:
    with story.at("03-02T09:00:00"):
        goods = story.shop.product("A")
        place(story, story.shop.customer("Bar"), (goods, 2_000, 100_000))
        place(story, story.shop.customer("Piekarnia"), (goods, 1_000, 100_000))
    database = story.shop.database
    assert rows(database, "customer_state_sums", 0, 1, 2, 3, limit=1) == [("new", "new", 2, 30_00)]
    assert rows(database, "customer_states", 2, where=(("state", "new"),)) == [("Bar",), ("Piekarnia",)]
    assert rows(database, "customer_states", 2, where=(("state", "lost"),)) == []
    with pytest.raises(WrongCall, match="no state 'gone': new, sleeping, lost, regular"):
        rows(database, "customer_states", 2, where=(("state", "gone"),))
    with time_machine.travel("2025-04-01T10:00:00Z", tick=False):
        report = run_report(database, ReportRequest("customer_state_sums", SINCE, UNTIL))
        named = run_report(database, ReportRequest("customer_states", SINCE, UNTIL))
    assert report.total == PlainRow((30_00, 2))
    assert [(one.text, one.value) for one in report_table(report, "pl").strokes] == [("nowy", 2)]
    assert glance(report, "count") == Glance(2, Unit.COUNT, "PLN", None, (2,))
    assert glance(report, "revenue") == Glance(30_00, Unit.MONEY, "PLN", None, (30_00,))
    assert glance(named, "value") == Glance(30_00, Unit.MONEY, "PLN", None, (20_00, 10_00))
