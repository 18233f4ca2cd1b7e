"""Random sales and random ways down: what must sum does exactly, and both databases say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from crm_desktop.analytics.dimensions import DIMENSIONS, ITEM_DIMENSIONS
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import report_in
from crm_desktop.analytics.shape import report_json
from crm_desktop.inquiries.rules import STAGES
from crm_desktop.opening import open_company
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.customers import AddressRow, CustomerGroupRow, CustomerRow
from db.models.intake import FormRow
from db.models.sales import InquiryProductRow, InquiryRow, OpportunityRow, OrderLineCostRow, OrderLineRow, OrderRow
from db.models.staff import EmployeeRow
from db.models.warehouse import WarehouseRow
from db.models.worth import CampaignRow, ExpenseRow
from db.session import Database
from db.vocabulary import LostReason
from tests.conftest import TEMPLATE
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow

START = datetime(2025, 1, 1, 9, tzinfo=UTC)
PERIOD = (date(2025, 2, 1), date(2025, 3, 31))
SHAPES = ("goods", "goods", "goods", "shipping", "return", "adjustment")


@pytest.fixture(scope="module")
def both(
    sqlite_template: Path, postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Database]]:
    file = tmp_path_factory.mktemp("paths") / "company.db"
    file.write_bytes(sqlite_template.read_bytes())
    databases = [
        open_company(f"sqlite:///{file}"),
        open_company(postgres_server.create("report_paths", template=TEMPLATE)),
    ]
    yield databases
    for database in databases:
        database.close()
    postgres_server.drop("report_paths")


lines = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(SHAPES),
        "product": st.sampled_from([None, 101, 102, 103]),
        "quantity": st.integers(1, 9_000),
        "net": st.integers(-5_000, 90_000),
        "cost": st.none() | st.integers(0, 50_000),
    }
)
orders = st.fixed_dictionaries(
    {
        "day": st.integers(0, 120),
        "status": st.sampled_from(["draft", "placed", "issued", "completed", "cancelled"]),
        "employee": st.sampled_from([None, 101, 102]),
        "warehouse": st.sampled_from([101, 102]),
        "money": st.sampled_from([("PLN", None), ("PLN", None), ("EUR", 42_567), ("EUR", None)]),
        "lines": st.lists(lines, min_size=1, max_size=3),
    }
)
items = st.fixed_dictionaries(
    {
        "day": st.none() | st.integers(0, 120),
        "customer": st.sampled_from([101, 102, 103]),
        "employee": st.sampled_from([None, 101, 102]),
        "campaign": st.sampled_from([None, 101, 102]),
        "form": st.sampled_from([None, 101]),
        "channel": st.sampled_from(["form", "mail", "phone"]),
        "furthest": st.sampled_from([stage.value for stage in STAGES]),
        "lost": st.none() | st.sampled_from([reason.value for reason in LostReason]),
        "estimate": st.integers(0, 9_000),
        "asked": st.none() | st.sets(st.sampled_from([101, 102, 103]), max_size=2),
        "orders": st.lists(orders, max_size=2),
    }
)


@dataclass
class Company:
    """Rows written through SQL inside a transaction that is never committed."""

    session: Session

    def add(self, table: Any, **values: Any) -> None:
        self.session.execute(insert(table), values)

    def ground(self) -> None:
        for key, name in ((101, "Hurt"), (102, "Detal")):
            self.add(CustomerGroupRow, id=key, name=name)
            self.add(ProductGroupRow, id=key, name=f"Grupa {name}")
            self.add(EmployeeRow, id=key, login=f"e{key}", name=f"Osoba {key}", role="clerk", active=True)
            self.add(CampaignRow, id=key, key=f"k{key}", name=f"Kampania {key}", starts_on=PERIOD[0])
            self.add(WarehouseRow, id=key, code=f"W{key}", name=f"Magazyn {key}", kind="sale")
        self.add(ProductGroupRow, id=103, name="Podgrupa", parent_id=101)
        self.add(FormRow, id=101, key="kontakt", name="Kontakt", channel="form", active=True, field_map={}, options={})
        for key, group, sub in ((101, 101, 103), (102, 102, None), (103, None, None)):
            whole = {"unit": "szt", "whole_units": True, "net_price": 1, "vat_rate": "23", "tracks_lots": False}
            named = {"code": f"P{key}", "name": f"Towar {key}", "group_id": group, "subgroup_id": sub}
            self.add(ProductRow, id=key, version=1, active=True, **named, **whole)
        for key, group, region in ((101, 101, "śląskie"), (102, 102, ""), (103, None, "łódzkie")):
            told = {"status": "new", "status_at": START, "created_at": START, "kind": "company", "region": region}
            self.add(CustomerRow, id=key, version=1, code=f"C{key}", name=f"Klient {key}", group_id=group, **told)
            where = {"street": "", "postal_code": "", "city": "", "country": "PL" if key < 103 else "DE"}
            self.add(AddressRow, customer_id=key, position=0, name="", **where)
        self.add(
            ExpenseRow,
            day=PERIOD[0],
            kind="fair",
            amount=7_00,
            currency="PLN",
            campaign_id=101,
            employee_id=101,
            booked_at=START,
            booked_by="admin",
        )

    def item(self, key: int, item: dict[str, Any]) -> None:
        at = None if item["day"] is None else START + timedelta(days=item["day"])
        lost_at = None if item["lost"] is None else START
        self.add(
            OpportunityRow,
            id=key,
            customer_id=item["customer"],
            employee_id=item["employee"],
            campaign_id=item["campaign"],
            form_id=item["form"],
            channel=item["channel"],
            origin="live",
            received_at=at,
            received_on=at and at.date(),
            furthest=item["furthest"],
            lost_at=lost_at,
            lost_on=lost_at and lost_at.date(),
            lost_reason=item["lost"],
            estimate=item["estimate"],
        )
        if item["asked"] is not None:
            told = {"customer_id": item["customer"], "subject": "", "message": "", "open": True}
            times = {"received_at": START, "due_at": START}
            self.add(InquiryRow, id=key, version=1, number=f"ZAP {key}", opportunity_id=key, **told, **times)
            for product in sorted(item["asked"]):
                self.add(InquiryProductRow, inquiry_id=key, product_id=product)
        for number, order in enumerate(item["orders"]):
            self.order(10 * key + number, key, item["customer"], order)

    def order(self, key: int, item: int, customer: int, order: dict[str, Any]) -> None:
        day = (START + timedelta(days=order["day"])).date()
        currency, rate = order["money"]
        self.add(
            OrderRow,
            id=key,
            version=1,
            number=f"ZAM {key}",
            opportunity_id=item,
            customer_id=customer,
            employee_id=order["employee"],
            warehouse_id=order["warehouse"],
            status=order["status"],
            origin="live",
            channel="form",
            currency=currency,
            rate=rate,
            price_mode="net",
            created_at=START,
            placed_at=START,
            placed_on=day,
        )
        for position, line in enumerate(order["lines"], 1):
            sign = -1 if line["kind"] == "return" else 1
            told = {"name": "x", "unit": "szt", "unit_price": 0, "vat_rate": "23", "discount": 0}
            numbers = {"quantity": sign * line["quantity"], "net": sign * line["net"], "issued": 0, "picked": 0}
            whole = {"id": 10 * key + position, "order_id": key, "position": position, "kind": line["kind"]}
            self.add(OrderLineRow, product_id=line["product"], sold_on=day, **told, **numbers, **whole)
            if line["cost"] is not None:
                cost = {"quantity": numbers["quantity"], "value": sign * line["cost"]}
                self.add(OrderLineCostRow, order_line_id=whole["id"], **cost)


def ask(session: Session, name: str, **more: Any) -> dict[str, Any]:
    return report_json(report_in(session, ReportRequest(name, *PERIOD, **{"limit": 100_000, **more})))


def cents(text: str) -> int:
    return int(text.replace(".", ""))


def summed(rows: list[dict[str, Any]], *columns: str) -> dict[str, Any]:
    """Money in grosz, quantities in thousandths, counts as they are."""
    return {column: sum(_number(column, row[column]) for row in rows) for column in columns}


def _number(column: str, value: Any) -> int:
    if column == "quantity":
        return round(float(value) * 1000)
    return value if isinstance(value, int) else cents(value)


def check_sales(session: Session, way: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """Goes down `way` (dimension, which row): every level sums to the row it came from, down to the lines."""
    where: tuple[tuple[str, str], ...] = ()
    said = []
    above = summed([ask(session, "products")["total"]], "revenue", "quantity", "margin", "uncosted")
    for key, which in way:
        level = ask(session, "products", by=(key,), where=where, compare="previous")
        said.append(level)
        assert summed(level["rows"], "revenue", "quantity", "margin", "uncosted") == above
        assert summed(level["rows"], "previous") == summed([level["total"]], "previous")
        if not level["rows"]:
            break
        row = level["rows"][which % len(level["rows"])]
        where += ((key, row["key"]),)
        above = summed([row], "revenue", "quantity", "margin", "uncosted")
    found = ask(session, "lines", where=where)
    assert summed(found["rows"], "revenue", "quantity") == {key: above[key] for key in ("revenue", "quantity")}
    assert sum(cents(row["margin"]) for row in found["rows"] if row["margin"] is not None) == above["margin"]
    return [*said, found]


def check_funnel(session: Session, way: list[tuple[str, int]]) -> list[dict[str, Any]]:
    where: tuple[tuple[str, str], ...] = ()
    whole = ask(session, "funnel")
    said = [whole]
    for key, which in way:
        level = ask(session, "funnel", by=(key,), where=where)
        said.append(level)
        for stage in STAGES:
            parts = [row for row in level["rows"] if row["stage"] == stage.value]
            above = [row for row in whole["rows"] if row["stage"] == stage.value]
            assert summed(parts, "count", "value", "standing") == summed(above, "count", "value", "standing")
        if not level["rows"]:
            break
        chosen = level["rows"][which % len(level["rows"])]["key"]
        where += ((key, chosen),)
        whole = {"rows": [row for row in level["rows"] if row["key"] == chosen]}
    for row in whole["rows"]:
        behind = ask(session, "inquiries", where=(*where, ("stage", row["stage"])))
        assert summed(behind["rows"], "value") == summed([row], "value")
        assert behind["total"] == {"count": len(behind["rows"]), "value": row["value"]}
        assert behind["total"]["count"] == row["count"]
        standing = ask(session, "inquiries", where=(*where, ("standing", row["stage"])))
        assert standing["total"]["count"] == row["standing"]
    return said


def check_changes(session: Session, key: str) -> list[dict[str, Any]]:
    """Every row's reasons sum to its change, and are those of the whole when one goes down to it."""
    level = ask(session, "changes", by=(key,), compare="year")
    near = ask(session, "changes", by=(key,))
    for report in (level, near):
        for row in (*report["rows"], report["total"]):
            assert sum(cents(part) for part in row["reasons"].values()) == cents(row["change"])
        assert summed(report["rows"], "change") == summed([report["total"]], "change")
    if key != "product":
        for row in near["rows"]:
            assert ask(session, "changes", where=((key, row["key"]),))["reasons"] == row["reasons"]
    return [level, near]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    world=st.lists(items, min_size=1, max_size=5),
    sales_way=st.lists(st.tuples(st.sampled_from(sorted(DIMENSIONS)), st.integers(0, 9)), max_size=3),
    funnel_way=st.lists(st.tuples(st.sampled_from(ITEM_DIMENSIONS), st.integers(0, 9)), max_size=3),
    changed=st.sampled_from(["product", "customer_group", "employee", "warehouse"]),
)
def test_that_any_way_down_sums_exactly_and_both_databases_agree(
    both: list[Database],
    world: list[dict[str, Any]],
    sales_way: list[tuple[str, int]],
    funnel_way: list[tuple[str, int]],
    changed: str,
) -> None:
    told = []
    for database in both:
        with database.write() as session:
            company = Company(session)
            company.ground()
            for number, item in enumerate(world, 101):
                company.item(number, item)
            said = check_sales(session, sales_way) + check_funnel(session, funnel_way) + check_changes(session, changed)
            said += [ask(session, name) for name in ("people", "roi", "interest", "inquiries")]
            told.append(said)
    assert told[0] == told[1]
