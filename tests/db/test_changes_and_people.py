"""What changed and why, who did what, which order an expense brought: exact figures on a company made by hand."""

from datetime import date
from typing import Any

import pytest

from crm_desktop.analytics.shape import report_json
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.inquiries.records import AnswerInquiry, AssignInquiry, LoseInquiry
from crm_desktop.inquiries.service import answer_inquiry, assign_inquiry, lose_inquiry
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.session import Database
from db.vocabulary import ExpenseKind, LostReason, Role
from tests.company import Shop
from tests.db.test_reports import FEBRUARY, JANUARY, Story, _report

pytestmark = pytest.mark.slow


@pytest.fixture
def story(shop: Shop) -> Story:
    return Story(shop)


def place(story: Story, customer: int, *lines: tuple[int, int, int]) -> str:
    """Lines are (product, quantity in thousandths, unit price in ten-thousandths)."""
    wanted = tuple(NewLine(product, quantity, unit_price=price) for product, quantity, price in lines)
    return str(story.do(place_order, PlaceOrder(customer, wanted)).number)


def told(database: Database, name: str, *columns: str, **more: Any) -> list[tuple[Any, ...]]:
    rows = report_json(_report(database, name, FEBRUARY, **more))["rows"]
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.fixture
def changed(story: Story) -> Database:
    """A dearer and less, B the same price and more, C gone, D new."""
    with story.at("01-10T09:00:00"):
        a, b, c, d = (story.shop.product(code) for code in "ABCD")
        buyer = story.shop.customer("Piekarnia")
        other = story.shop.customer("Bar")
        place(story, buyer, (a, 10_000, 100_000), (b, 10_000, 50_000), (c, 1_000, 70_000))
    with story.at("02-10T09:00:00"):
        place(story, buyer, (a, 8_000, 120_000))
        place(story, other, (b, 20_000, 50_000), (d, 3_000, 10_000))
    return story.shop.database


def reasons(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row["reasons"][name] for name in ("price", "quantity", "mix", "new", "vanished"))


def test_that_a_change_is_told_by_price_quantity_mix_new_and_vanished(changed: Database) -> None:
    report = report_json(_report(changed, "changes", FEBRUARY, compare="previous"))
    assert [(row["key"], row["revenue"], row["previous"], row["change"], *reasons(row)) for row in report["rows"]] == [
        ("B", "100.00", "50.00", "50.00", "0.00", "20.00", "30.00", "0.00", "0.00"),
        ("A", "96.00", "100.00", "-4.00", "16.00", "40.00", "-60.00", "0.00", "0.00"),
        ("D", "3.00", "0.00", "3.00", "0.00", "0.00", "0.00", "3.00", "0.00"),
        ("C", "0.00", "7.00", "-7.00", "0.00", "0.00", "0.00", "0.00", "-7.00"),
    ]
    assert [(row["new"], row["vanished"], row["change_percent"]) for row in report["rows"]] == [
        (False, False, "100.00"),
        (False, False, "-4.00"),
        (True, False, None),
        (False, True, "-100.00"),
    ]
    assert reasons(report) == reasons(report["total"]) == ("16.00", "60.00", "-30.00", "3.00", "-7.00")
    assert (report["total"]["change"], report["compare"]) == ("42.00", "previous")
    assert report_json(_report(changed, "changes", FEBRUARY))["rows"] == report["rows"]


def test_that_a_customers_reasons_are_those_one_finds_a_level_down(changed: Database) -> None:
    rows = report_json(_report(changed, "changes", FEBRUARY, by=("customer",)))["rows"]
    assert [(row["name"], row["change"], *reasons(row)) for row in rows] == [
        ("Bar", "103.00", "0.00", "0.00", "0.00", "103.00", "0.00"),
        ("Piekarnia", "-61.00", "16.00", "-20.00", "0.00", "0.00", "-57.00"),
    ]
    down = report_json(_report(changed, "changes", FEBRUARY, where=(("customer", rows[1]["key"]),)))
    assert reasons(down) == reasons(rows[1])


def test_that_people_are_told_by_what_they_took_won_and_spent(story: Story) -> None:
    with story.at("01-02T09:00:00"):
        for login, name in (("ola", "Ola Lis"), ("jan", "Jan Kot")):
            story.do(add_employee, AddEmployee(login, name, Role.CLERK))
        a = story.shop.product("A", price=1_000_000, stock=100_000, cost=600_000)
        bar = story.do(register_customer, NewCustomer("Bar")).customer_id
        story.do(add_expense, AddExpense(date(2025, 1, 9), ExpenseKind.TRAVEL, 25_00, employee="ola"))
    ola, jan = _key(story, "ola"), _key(story, "jan")
    with story.at("01-10T14:30:00"):  # a Friday, 15:30 in Warsaw: half an hour of work is left
        late, lost, never = (story.inquiry(bar) for _ in range(3))
        for inquiry, employee in ((late, ola), (lost, ola), (never, jan)):
            story.do(assign_inquiry, AssignInquiry(inquiry.number, employee))
    with story.at("01-10T14:45:00"):
        story.do(answer_inquiry, AnswerInquiry(lost.number, "Mamy"))
    with story.at("01-13T11:00:00"):  # Monday 12:00: four hours later, where four in all were promised
        story.do(answer_inquiry, AnswerInquiry(late.number, "Jest"))
        story.do(lose_inquiry, LoseInquiry(lost.number, LostReason.PRICE))
        story.order(bar, a, 1_000, opportunity_id=late.opportunity_id)
    with story.at("02-03T09:00:00"):
        story.order(bar, a, 2_000, opportunity_id=late.opportunity_id)
        report = report_json(_report(story.shop.database, "people", JANUARY))
    columns = ("key", "inquiries", "answer_hours", "in_time", "won", "lost", "win_rate", "revenue", "margin")
    assert [tuple(row[c] for c in (*columns, "expenses", "contribution")) for row in report["rows"]] == [
        ("ola", 2, "2.38", "0.5000", 1, 1, "0.5000", "100.00", "40.00", "25.00", "15.00"),
        ("jan", 1, None, "0.0000", 0, 0, None, "0.00", "0.00", "0.00", "0.00"),
    ]
    total = report["total"]
    assert (total["inquiries"], total["won"], total["revenue"], total["contribution"]) == (3, 1, "100.00", "15.00")


def _key(story: Story, login: str) -> int:
    from crm_desktop.staff.queries import list_employees

    with story.shop.database.read() as session:
        return next(one.employee_id for one in list_employees(session) if one.login == login)


def test_that_an_order_belongs_to_the_campaign_whose_expense_names_it(story: Story) -> None:
    with story.at("01-02T09:00:00"):
        a = story.shop.product("A", price=1_000_000, stock=100_000, cost=600_000)
        bar = story.do(register_customer, NewCustomer("Bar")).customer_id
        story.do(add_campaign, AddCampaign("probki", "Próbki", date(2025, 1, 1)))
        named, alone, other = (story.order(bar, a, quantity) for quantity in (1_000, 2_000, 4_000))
        spent = {"day": date(2025, 1, 5), "kind": ExpenseKind.SAMPLES, "amount": 20_00}
        story.do(add_expense, AddExpense(**spent, campaign="probki", order=named))
        story.do(add_expense, AddExpense(**spent, order=alone))
        story.do(add_expense, AddExpense(**{**spent, "currency": "EUR"}))
    report = report_json(_report(story.shop.database, "roi", JANUARY))
    assert [(row["key"], row["cost"], row["margin"], row["orders"], row["gain"]) for row in report["rows"]] == [
        ("", "20.00", "80.00", 1, "gain"),
        ("probki", "20.00", "40.00", 1, "gain"),
    ]
    assert [(one["order"], one["campaign"], one["why"], one["margin"]) for one in report["attribution"]] == [
        (alone, "", "expense", "80.00"),
        (named, "probki", "expense", "40.00"),
    ]
    assert report["excluded"] == 1
    assert other not in [one["order"] for one in report["attribution"]]
    for limit, shown, left_out in ((100, [alone, named], 0), (1, [alone], 1), (0, [], 2)):
        some = report_json(_report(story.shop.database, "roi", JANUARY, limit=limit))
        assert [one["order"] for one in some["attribution"]] == shown
        assert (some["attribution_left_out"], some["total"]) == (left_out, report["total"])
    sales = report_json(_report(story.shop.database, "campaigns", JANUARY))["rows"]
    assert [(row["key"], row["revenue"]) for row in sales] == [("", "600.00"), ("probki", "100.00")]


def test_that_a_funnel_is_divided_by_two_keys_and_by_its_one_product(story: Story) -> None:
    with story.at("02-03T09:00:00"):
        a, b = story.shop.product("A", price=1_000_000), story.shop.product("B", price=100_000)
        bar = story.do(register_customer, NewCustomer("Bar", group="Bary")).customer_id
        story.inquiry(bar, product=b, estimate=5_00)
        asked = story.inquiry(bar, product=b)
        place(story, bar, (a, 1_000, 1_000_000), (b, 1_000, 100_000))
        story.do(
            place_order, PlaceOrder(bar, (NewLine(a, 1_000), NewLine(b, 1_000)), opportunity_id=asked.opportunity_id)
        )
    by = {"by": ("product", "customer_group")}
    columns = ("product", "customer_group", "key", "key2", "count", "value", "of_first")
    rows = [row for row in told(story.shop.database, "funnel", "stage", *columns, **by) if row[0] == "received"]
    assert rows == [
        ("received", "A", "Bary", "A", "Bary", 2, "220.00", "1.0000"),
        ("received", "B", "Bary", "B", "Bary", 1, "5.00", "1.0000"),
    ]
    assert told(story.shop.database, "inquiries", "value", where=(("product", "A"),)) == [("110.00",), ("110.00",)]
