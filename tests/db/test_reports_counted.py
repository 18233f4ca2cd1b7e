"""Every report beside the same figures counted line by line in Python, over made-up companies, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from crm_desktop.analytics.dimensions import DIMENSIONS, ITEM_DIMENSIONS
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import report_in
from crm_desktop.analytics.rules import compared_period
from crm_desktop.analytics.shape import report_json
from db.models.history import HistoryItemRow, HistoryLineRow
from db.models.sales import OfferRow, OrderLineCostRow, OrderLineRow, OrderRow
from db.models.warehouse import ProductCostRow
from db.session import Database
from tests.db.plain_figures import Books
from tests.db.test_report_paths import PERIOD, START, Company, both, items

__all__ = ["both"]
pytestmark = pytest.mark.slow

past_lines = st.fixed_dictionaries(
    {
        "product": st.sampled_from([101, 102, 103]),
        "quantity": st.integers(-3, 5).map(lambda number: number * 1000),
        "net": st.integers(-9_000, 90_000),
        "cost": st.none() | st.integers(-5_000, 50_000),
        "customer": st.sampled_from([101, 102]),
        "employee": st.sampled_from([None, 101]),
        "day": st.none() | st.integers(0, 120),
        "words": st.sampled_from(["", "Hurt", "Detal", "Grupa Hurt", "W101"]),
    }
)
past = st.fixed_dictionaries(
    {
        "is_order": st.booleans(),
        "money": st.sampled_from(["PLN", "EUR"]),
        "lines": st.lists(past_lines, min_size=1, max_size=3),
        "item": st.booleans(),
        "reason": st.sampled_from(["", "Za drogo"]),
    }
)
offers = st.lists(st.tuples(st.integers(0, 9_000), st.sampled_from(["PLN", "EUR"])), max_size=2)
costs = st.dictionaries(
    st.tuples(st.sampled_from([101, 102, 103]), st.sampled_from([101, 102])),
    st.tuples(st.integers(-50, 3_000), st.integers(0, 90_000)),
    max_size=4,
)
worlds = st.fixed_dictionaries(
    {
        "items": st.lists(st.tuples(items, offers, st.none() | past, st.integers(0, 9_000)), min_size=1, max_size=5),
        "costs": costs,
    }
)
conditions = st.lists(
    st.tuples(st.sampled_from(sorted(DIMENSIONS)), st.integers(0, 5)), max_size=2, unique_by=lambda one: one[0]
)


class MadeUp(Company):
    """A company as in the paths' test, with offers, stock's average costs, parts issued, and imported history."""

    def everything(self, world: dict[str, Any]) -> None:
        self.ground()
        for (product, warehouse), (quantity, value) in world["costs"].items():
            self.add(ProductCostRow, product_id=product, warehouse_id=warehouse, quantity=quantity, value=value)
        for key, (item, made, history, issued) in enumerate(world["items"], 101):
            self.item(key, item)
            for number, (net, currency) in enumerate(made):
                told = {"customer_id": item["customer"], "status": "sent", "valid_until": PERIOD[0], "made_at": START}
                whole = {"id": 10 * key + number, "version": 1, "number": f"OF {key}", "revision": number + 1}
                self.add(OfferRow, opportunity_id=key, currency=currency, net=net, **told, **whole)
            self.session.query(OrderLineRow).filter(
                OrderLineRow.order_id == 10 * key, OrderLineRow.quantity > issued
            ).update({"issued": issued})
            if history is not None:
                self.past(key, item["customer"], history)

    def past(self, key: int, customer: int, history: dict[str, Any]) -> None:
        """A document of an earlier program, hung on the item; its lines say who, where and what group themselves."""
        order = 10 * key + 5
        told = {"number": f"H {key}", "opportunity_id": key, "customer_id": customer, "warehouse_id": 101}
        whole = {"status": "completed", "channel": "file", "currency": history["money"], "price_mode": "net"}
        times = {"created_at": START, "placed_at": START, "placed_on": START.date()}
        self.add(OrderRow, id=order, version=1, origin="history", **told, **whole, **times)
        for position, line in enumerate(history["lines"], 1):
            line_id, words = 10 * order + position, line["words"]
            kind = "return" if line["quantity"] < 0 else "adjustment" if line["net"] < 0 else "goods"
            day = None if line["day"] is None else START.date() + timedelta(days=line["day"])
            told = {"id": line_id, "order_id": order, "position": position, "kind": kind, "sold_on": day}
            numbers = {"quantity": line["quantity"], "net": line["net"], "unit_price": 0, "discount": 0}
            self.add(OrderLineRow, product_id=line["product"], name="x", unit="szt", vat_rate="23", **told, **numbers)
            said = dict.fromkeys(("customer_group", "country", "region", "channel", "product_group"), words)
            said |= {"product_subgroup": "", "warehouse": words}
            who = {"customer_id": line["customer"], "employee_id": line["employee"]}
            self.add(HistoryLineRow, order_line_id=line_id, is_order=history["is_order"], **who, **said)
            if line["cost"] is not None:
                self.add(OrderLineCostRow, order_line_id=line_id, quantity=line["quantity"], value=line["cost"])
        if history["item"]:
            said = dict.fromkeys(("customer_group", "country", "region", "channel"), "Hurt")
            told = {"number": "", "product_id": 102, "lost_reason": history["reason"], "currency": history["money"]}
            self.add(HistoryItemRow, opportunity_id=key, **said, **told)


def same(answer: dict[str, Any], counted: dict[str, Any]) -> None:
    """What was counted stands in the answer, row by row; the answer may tell more of each."""
    assert len(answer["rows"]) == len(counted["rows"])
    for row, one in zip(answer["rows"], counted["rows"], strict=True):
        assert {key: row[key] for key in one} == one
    for key in counted.keys() - {"rows", "total"}:
        assert answer[key] == counted[key], key


def check(session: Session, by: tuple[str, ...], wanted: list[tuple[str, int]], compare: str, currency: str) -> None:
    books = Books(session, currency, "PLN")
    found = {key: sorted({line["keys"][key] for line in books.lines} | {""}) for key, _ in wanted}
    # A lost stage or an empty month is no key that one could type.
    told = [(key, found[key][which % len(found[key])]) for key, which in wanted if key != "stage"]
    where = tuple(one for one in told if one != ("month", ""))
    compared = compared_period(*PERIOD, compare)
    asked = {"where": where, "currency": currency, "limit": 100_000}

    sales = report_json(report_in(session, ReportRequest("products", *PERIOD, by=by, compare=compare, **asked)))
    counted = books.sales(PERIOD, by, where, compared)
    same(sales, counted)
    figures = ("revenue", "quantity", "orders", "margin", "uncosted", *(("previous", "change") if compared else ()))
    assert {key: sales["total"][key] for key in figures} == {key: counted["total"][key] for key in figures}

    whole = report_json(report_in(session, ReportRequest("funnel", *PERIOD, **asked)))
    same(whole, books.funnel(PERIOD, where))
    if by[0] in ITEM_DIMENSIONS:
        divided = report_json(report_in(session, ReportRequest("funnel", *PERIOD, by=by[:1], **asked)))["rows"]
        keys = {row["key"] for row in divided}
        assert keys == {item["keys"][by[0]] for item in books.received(PERIOD, where)}
        for key in keys:
            part = books.funnel(PERIOD, (*where, (by[0], key)))
            same({"rows": [row for row in divided if row["key"] == key]}, {"rows": part["rows"]})

    near = compared_period(*PERIOD, "previous")
    assert near is not None
    changes = report_json(report_in(session, ReportRequest("changes", *PERIOD, **asked)))
    reasons = books.reasons(PERIOD, near, where)
    names = ("price", "quantity", "mix", "new", "vanished")
    assert {row["key"]: tuple(_minor(row["reasons"][name]) for name in names) for row in changes["rows"]} == reasons

    named = report_json(report_in(session, ReportRequest("interest", *PERIOD, limit=100_000)))["rows"]
    assert [(row["key"], row["inquiries"], row["bought"]) for row in named] == books.interest(PERIOD)


def _minor(text: str) -> int:
    return int(text.replace(".", ""))


def prove(both: list[Database], world: dict[str, Any], **asked: Any) -> None:
    for database in both:
        with database.write() as session:
            MadeUp(session).everything(world)
            check(session, **asked)


asked = {
    "world": worlds,
    "by": st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=1, max_size=2, unique=True).map(tuple),
    "wanted": conditions,
    "compare": st.sampled_from(["none", "previous", "year"]),
    "currency": st.sampled_from(["PLN", "PLN", "EUR"]),
}
quiet = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@settings(max_examples=25, derandomize=True, phases=(Phase.explicit, Phase.generate), **quiet)
@given(**asked)
def test_that_reports_are_what_one_counts_line_by_line(both: list[Database], world: Any, **more: Any) -> None:
    prove(both, world, **more)


@pytest.mark.deep
@pytest.mark.timeout(1500)
@settings(max_examples=1500, **quiet)
@given(**asked)
def test_that_reports_are_what_one_counts_over_many_companies(both: list[Database], world: Any, **more: Any) -> None:
    prove(both, world, **more)
