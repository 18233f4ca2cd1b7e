"""The figures of the contract: exact on a small company made by hand, and summing exactly on the sample company."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from crm_desktop.analytics.dimensions import DIMENSIONS, PLURALS
from crm_desktop.analytics.funnel import ITEM_DIMENSIONS
from crm_desktop.analytics.records import PlainRow, Report, ReportRequest, SaleRow, StageRow, Sums
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.shape import report_json
from crm_desktop.commands import dispatch
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.offers import make_offer, send_offer
from crm_desktop.inquiries.records import AnswerInquiry, LoseInquiry, MakeOffer, OfferedLine, RegisterInquiry, SendOffer
from crm_desktop.inquiries.service import answer_inquiry, lose_inquiry, take_call
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.records import NewLine, PlaceOrder, StepCommand
from crm_desktop.orders.service import place_order
from crm_desktop.work import execute
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.session import Database
from db.vocabulary import Channel, ExpenseKind, LostReason
from tests.company import Shop
from tests.db.sample import sample_company
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out

JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
FEBRUARY = (date(2025, 2, 1), date(2025, 2, 28))
MARCH = (date(2025, 3, 1), date(2025, 3, 31))
WAY = ("reserve", "pick", "issue", "label", "hand_over")


@dataclass
class Story:
    """A shop whose clock stands where the test puts it."""

    shop: Shop

    def at(self, moment: str) -> time_machine.travel:
        return time_machine.travel(datetime.fromisoformat(f"2025-{moment}Z"), tick=False)

    def do(self, case: Any, command: Any) -> Any:
        return execute(self.shop.database, case, command, actor=self.shop.actor)

    def inquiry(self, customer: int, *, estimate: int = 0, campaign: int | None = None, product: int = 0) -> Any:
        products = ((product, 1_000),) if product else ()
        asked = RegisterInquiry(customer, Channel.MAIL, "Zapytanie", "Ile?", None, campaign, None, products, estimate)
        return self.do(take_call, asked)

    def offer(self, number: str, product: int, quantity: int, *, send: bool) -> None:
        made = self.do(make_offer, MakeOffer(number, (OfferedLine(product, quantity),)))
        if send:
            self.do(send_offer, SendOffer(made.offer_number))

    def order(self, customer: int, product: int, quantity: int, **more: Any) -> str:
        lines = (NewLine(product, quantity, discount=more.pop("discount", 0)),)
        return str(self.do(place_order, PlaceOrder(customer, lines, **more)).number)


@pytest.fixture
def january(shop: Shop) -> Database:
    """Five items in January, one more of each kind an hour too late for it, and orders in other currencies in March."""
    story = Story(shop)
    with story.at("01-02T08:00:00"):
        a = shop.product("A", price=1_000_000, stock=100_000, cost=600_000)
        b = shop.product("B", price=100_000, stock=100_000, cost=None)
        bakery = story.do(register_customer, NewCustomer("Piekarnia", group="Piekarnie", region="śląskie")).customer_id
        bar = story.do(register_customer, NewCustomer("Bar")).customer_id
        fair = story.do(add_campaign, AddCampaign("targi", "Targi", date(2025, 1, 1))).campaign_id
        story.do(add_campaign, AddCampaign("ulotki", "Ulotki", date(2025, 1, 1), date(2025, 1, 31)))
        for day, amount, campaign in (
            (date(2025, 1, 10), 50_00, "targi"),
            (date(2025, 2, 5), 30_00, "targi"),
            (date(2025, 1, 31), 10_00, "ulotki"),
            (date(2025, 1, 15), 7_00, ""),
        ):
            story.do(add_expense, AddExpense(day, ExpenseKind.ADVERTISING, amount, campaign=campaign))
    with story.at("01-10T09:00:00"):
        first = story.inquiry(bakery, campaign=fair, product=a)
    with story.at("01-10T15:00:00"):
        story.do(answer_inquiry, AnswerInquiry(first.number, "Jest"))
    with story.at("01-11T09:00:00"):
        story.offer(first.number, a, 2_000, send=True)
    with story.at("01-12T09:00:00"):
        whole = story.order(bakery, a, 3_000, opportunity_id=first.opportunity_id)
    with story.at("01-13T09:00:00"):
        shop.advance(whole, *WAY)
    with story.at("01-14T09:00:00"):
        shop.advance(whole, "complete")
    with story.at("01-15T10:00:00"):
        lost = story.inquiry(bar, estimate=70_00, product=b)
        third = story.inquiry(bar, product=a)
    with story.at("01-15T22:00:00"):
        story.do(answer_inquiry, AnswerInquiry(lost.number, "Mamy"))
        story.do(lose_inquiry, LoseInquiry(lost.number, LostReason.PRICE))
    with story.at("01-18T10:00:00"):
        story.offer(third.number, a, 1_000, send=True)
        story.offer(third.number, a, 2_000, send=False)
    with story.at("01-20T12:00:00"):
        story.order(bar, b, 5_000)
        cancelled = story.order(bar, a, 9_000)
        story.do(cancel_order, StepCommand(cancelled))
    with story.at("01-31T23:30:00"):
        story.inquiry(bar, estimate=1_00)
        story.order(bakery, a, 1_000)
    with story.at("03-05T12:00:00"):
        story.order(bar, a, 1_000, currency="EUR")
        story.order(bar, b, 2_000, currency="EUR", rate=42_567, discount=150)
    return shop.database


def _report(database: Database, name: str, period: tuple[date, date], **more: Any) -> Report:
    return run_report(database, ReportRequest(name, *period, **{"limit": 100_000, **more}))


def _sales(report: Report) -> list[tuple[str, Sums]]:
    return [(row.keys[0], row.sums) for row in report.rows if isinstance(row, SaleRow)]


def test_that_the_funnel_is_a_cohort_of_what_was_received_by_how_far_it_ever_came(january: Database) -> None:
    answer = report_json(_report(january, "funnel", JANUARY))
    columns = ("stage", "count", "value", "of_first", "of_previous", "median_days", "standing")
    assert [tuple(row[column] for column in columns) for row in answer["rows"]] == [
        ("received", 5, "620.00", "1.0000", None, "0.00", 0),
        ("answered", 5, "620.00", "1.0000", "1.0000", "0.38", 0),
        ("offered", 4, "550.00", "0.8000", "0.8000", "2.00", 1),
        ("ordered", 3, "350.00", "0.6000", "0.7500", "0.00", 1),
        ("issued", 1, "300.00", "0.2000", "0.3333", "3.00", 0),
        ("completed", 1, "300.00", "0.2000", "1.0000", "4.00", 1),
    ]
    assert answer["lost"] == [
        {"stage": "answered", "reason": "price", "count": 1, "value": "70.00"},
        {"stage": "ordered", "reason": "cancelled", "count": 1, "value": "0.00"},
    ]
    assert answer["total"]["count"] == 5
    assert answer["columns"] == list(columns)


def test_that_half_an_hour_before_midnight_in_utc_is_the_next_day_in_warsaw(january: Database) -> None:
    february = _report(january, "funnel", FEBRUARY).rows
    assert next((row.count, row.value) for row in february if isinstance(row, StageRow)) == (2, 101_00)
    assert _sales(_report(january, "products", FEBRUARY)) == [("A", Sums(100_00, 1_000, 1, 40_00, 0))]
    one_day = (date(2025, 2, 1), date(2025, 2, 1))
    assert _sales(_report(january, "months", one_day)) == [("2025-02", Sums(100_00, 1_000, 1, 40_00, 0))]
    assert _sales(_report(january, "months", (date(2025, 1, 31), date(2025, 1, 31)))) == []


def test_that_products_count_what_stands_with_cost_at_issue_and_the_unknown_apart(january: Database) -> None:
    report = _report(january, "products", JANUARY)
    assert _sales(report) == [("A", Sums(300_00, 3_000, 1, 120_00, 0)), ("B", Sums(50_00, 5_000, 1, 0, 50_00))]
    assert isinstance(report.total, SaleRow)
    assert report.total.sums == Sums(350_00, 8_000, 2, 120_00, 50_00)
    assert report.uncosted == 50_00


def test_that_customers_and_their_groups_are_ranked_with_nothing_as_a_key(january: Database) -> None:
    names = [row.names[0] for row in _report(january, "customers", JANUARY).rows if isinstance(row, SaleRow)]
    assert names == ["Piekarnia", "Bar"]
    for name, key in (("customer_groups", "Piekarnie"), ("regions", "śląskie"), ("campaigns", "targi")):
        assert _sales(_report(january, name, JANUARY)) == [
            (key, Sums(300_00, 3_000, 1, 120_00, 0)),
            ("", Sums(50_00, 5_000, 1, 0, 50_00)),
        ]


def test_that_lines_are_the_sales_themselves_and_a_limit_leaves_the_total_over_all(january: Database) -> None:
    report = _report(january, "lines", JANUARY, limit=1)
    assert [row.values[2:] for row in report.rows if isinstance(row, PlainRow)] == [
        (date(2025, 1, 12), "A", "Mąka A", 3_000, 300_00, 120_00, "Piekarnia")
    ]
    assert isinstance(report.total, SaleRow)
    assert report.total.sums == Sums(350_00, 8_000, 2, 120_00, 50_00)
    ranked = _report(january, "products", JANUARY, limit=1)
    assert [key for key, _ in _sales(ranked)] == ["A"]
    assert ranked.total == _report(january, "products", JANUARY).total


def test_that_comparing_tells_what_came_what_went_and_by_how_much(january: Database) -> None:
    february = report_json(_report(january, "products", FEBRUARY, compare="previous"))
    told = ("key", "revenue", "previous", "change", "change_percent", "new", "vanished")
    assert [tuple(row[column] for column in told) for row in february["rows"]] == [
        ("A", "100.00", "300.00", "-200.00", "-66.67", False, False),
        ("B", "0.00", "50.00", "-50.00", "-100.00", False, True),
    ]
    assert (february["total"]["previous"], february["total"]["change"]) == ("350.00", "-250.00")
    yearly = report_json(_report(january, "products", FEBRUARY, compare="year"))
    assert [tuple(row[column] for column in told) for row in yearly["rows"]] == [
        ("A", "100.00", "0.00", "100.00", None, True, False)
    ]
    funnel = report_json(_report(january, "funnel", FEBRUARY, compare="previous"))
    assert [(row["count"], row["previous"], row["change"], row["change_percent"]) for row in funnel["rows"]][:3] == [
        (2, 5, -3, "-60.00"),
        (1, 5, -4, "-80.00"),
        (1, 4, -3, "-75.00"),
    ]


def test_that_return_on_expenses_shares_a_campaigns_margin_by_cost(january: Database) -> None:
    def told(period: tuple[date, date]) -> list[tuple[Any, ...]]:
        columns = ("key", "cost", "margin", "roi", "inquiries", "orders", "cost_per_inquiry", "payback", "gain")
        rows = report_json(_report(january, "roi", period))["rows"]
        return [tuple(row[column] for column in columns) for row in rows]

    assert told(JANUARY) == [
        ("targi", "50.00", "120.00", "1.4000", 1, 1, "50.00", "2025-01-12", "gain"),
        ("", "7.00", "0.00", "-1.0000", 0, 0, None, None, "open"),
        ("ulotki", "10.00", "0.00", "-1.0000", 0, 0, None, None, "open"),
    ]
    assert told(FEBRUARY) == [("targi", "30.00", "45.00", "0.5000", 1, 1, "30.00", "2025-01-12", "gain")]
    until_may = {row[0]: (row[1], row[2], row[-1]) for row in told((date(2025, 1, 1), date(2025, 5, 1)))}
    assert until_may["targi"] == ("80.00", "120.00", "gain")
    assert until_may["ulotki"] == ("10.00", "0.00", "loss")


def test_that_interest_counts_inquiries_that_name_a_product_bought_or_not(january: Database) -> None:
    rows = [row.values for row in _report(january, "interest", JANUARY).rows if isinstance(row, PlainRow)]
    assert rows == [("A", "Mąka A", 2, 1), ("B", "Mąka B", 1, 0)]
    one = _report(january, "interest", JANUARY, where=(("product", "A"), ("customer_group", "Piekarnie")))
    assert [row.values for row in one.rows if isinstance(row, PlainRow)] == [("A", "Mąka A", 1, 1)]


def test_that_what_has_no_rate_is_left_out_and_counted(january: Database) -> None:
    report = _report(january, "products", MARCH)
    assert _sales(report) == [("B", Sums(83_86, 2_000, 1, 0, 83_86))]
    assert report.excluded == 1
    in_euro = _report(january, "products", MARCH, currency="EUR")
    assert (in_euro.currency, in_euro.excluded) == ("EUR", 0)
    assert _sales(in_euro) == [("A", Sums(100_00, 1_000, 1, 0, 100_00)), ("B", Sums(19_70, 2_000, 1, 0, 19_70))]


def test_that_a_question_that_is_none_is_refused(january: Database) -> None:
    for name, more in (
        ("products", {"by": ("product", "month", "customer")}),
        ("products", {"by": ("colour",)}),
        ("products", {"where": (("colour", "red"),)}),
        ("products", {"by": ("product", "product")}),
        ("roi", {"by": ("product",)}),
        ("products", {"currency": "EURO"}),
        ("products", {"where": (("standing", "ordered"),)}),
        ("months", {"where": (("month", "2025-13"),)}),
        ("funnel", {"where": (("stage", "sold"),)}),
        ("months", {"where": (("month", "March"),)}),
    ):
        with pytest.raises(WrongCall):
            _report(january, name, JANUARY, **more)
    with pytest.raises(WrongCall):
        _report(january, "products", (JANUARY[1], JANUARY[0]))


def test_that_the_command_line_tells_the_shape_of_the_contract(
    january: Database, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call = "report funnel --from 2025-01-01 --to 2025-01-31 --where customer_group=Piekarnie --json --db"
    assert dispatch.run([*call.split(), database_url]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {key: answer[key] for key in ("report", "from", "to", "compare", "currency", "drill", "excluded")} == {
        "report": "funnel",
        "from": "2025-01-01",
        "to": "2025-01-31",
        "compare": "none",
        "currency": "PLN",
        "drill": {"by": ["stage"], "where": ["customer_group=Piekarnie"]},
        "excluded": 0,
    }
    assert [row["count"] for row in answer["rows"]] == [1, 1, 1, 1, 1, 1]
    assert (answer["uncosted"], answer["undated"], answer["lost"]) == ("0.00", 0, [])
    assert dispatch.run(["report", "funnel", "--from", "2025-01-01", "--to", "x", "--json", "--db", database_url]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "wrong_call"


# The sample company: what is told above is exactly what its parts come to, at every level.

HALF = (date(2024, 9, 1), date(2025, 2, 28))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def sample(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("reports")
    with sample_company(request.param, sqlite_template, postgres_server, folder, orders=250) as database:
        yield database


def _added(sums: list[Sums]) -> tuple[int, int, int, int]:
    """Revenue, quantity, margin, uncosted; orders are distinct and need not sum."""
    return (
        sum(one.revenue for one in sums),
        sum(one.quantity for one in sums),
        sum(one.margin for one in sums),
        sum(one.uncosted for one in sums),
    )


def _lines(database: Database, where: tuple[tuple[str, str], ...]) -> tuple[int, int, int, int]:
    rows = [row.values for row in _report(database, "lines", HALF, where=where).rows if isinstance(row, PlainRow)]
    return (
        sum(row[6] for row in rows),
        sum(row[5] for row in rows),
        sum(row[7] for row in rows if row[7] is not None),
        sum(row[6] for row in rows if row[7] is None),
    )


@pytest.mark.parametrize("name", PLURALS)
def test_that_every_row_drills_to_lines_that_sum_exactly_to_it(sample: Database, name: str) -> None:
    report = _report(sample, name, HALF)
    sums = [one for _, one in _sales(report)]
    assert isinstance(report.total, SaleRow)
    assert _added(sums) == _added([report.total.sums]) == _lines(sample, ())
    assert report.total.sums.revenue > 0
    for key, one in _sales(report):
        assert _lines(sample, ((PLURALS[name], key),)) == _added([one]), key
    order = [(-one.revenue, key) for key, one in _sales(report)]
    assert order == sorted(order, key=(lambda pair: pair[1]) if name == "months" else None)


@pytest.mark.parametrize("by", [("product_group", "month"), ("customer_group", "employee"), ("stage", "channel")])
def test_that_the_cells_of_a_two_way_table_sum_to_both_its_edges(sample: Database, by: tuple[str, str]) -> None:
    cells = [row for row in _report(sample, "products", HALF, by=by).rows if isinstance(row, SaleRow)]
    for edge in (0, 1):
        for key, one in _sales(_report(sample, "products", HALF, by=(by[edge],))):
            assert _added([cell.sums for cell in cells if cell.keys[edge] == key]) == _added([one])
    for cell in cells[:20]:
        where = tuple(zip(by, cell.keys, strict=True))
        assert _lines(sample, where) == _added([cell.sums])


def _counted(report: Report) -> tuple[int, int]:
    rows = [row.values for row in report.rows if isinstance(row, PlainRow)]
    assert isinstance(report.total, PlainRow)
    assert report.total.values == (len(rows), sum(row[7] for row in rows))
    return report.total.values[0], report.total.values[1]


def test_that_every_stage_of_the_funnel_drills_to_its_inquiries(sample: Database) -> None:
    report = _report(sample, "funnel", HALF)
    rows = [row for row in report.rows if isinstance(row, StageRow)]
    assert rows[0].count > rows[-1].count > 0
    for row in rows:
        assert _counted(_report(sample, "inquiries", HALF, where=(("stage", row.stage),))) == (row.count, row.value)
    lost = sum(row.count for row in report.lost)
    assert sum(row.standing for row in rows) + lost == rows[0].count


@pytest.mark.parametrize("by", ITEM_DIMENSIONS)
def test_that_a_divided_funnel_sums_to_the_whole_and_drills(sample: Database, by: str) -> None:
    whole = [
        replace(row, median_days=None) for row in _report(sample, "funnel", HALF).rows if isinstance(row, StageRow)
    ]
    rows = [row for row in _report(sample, "funnel", HALF, by=(by,)).rows if isinstance(row, StageRow)]
    for stage in whole:
        parts = [row for row in rows if row.stage == stage.stage]
        assert (sum(row.count for row in parts), sum(row.value for row in parts)) == (stage.count, stage.value)
        assert sum(row.standing for row in parts) == stage.standing
    for row in rows[:12]:
        where = ((by, row.key), ("stage", row.stage))
        assert _counted(_report(sample, "inquiries", HALF, where=where)) == (row.count, row.value)


def test_that_every_dimension_restricts_sales_and_funnel_alike_to_a_part(sample: Database) -> None:
    whole = _report(sample, "funnel", HALF).rows[0]
    assert isinstance(whole, StageRow)
    for key in DIMENSIONS:
        found = _sales(_report(sample, "products", HALF, by=(key,)))
        first = next(told for told, _ in found if told)
        part = _report(sample, "funnel", HALF, where=((key, first),)).rows[0]
        assert isinstance(part, StageRow)
        assert 0 < part.count <= whole.count, key
