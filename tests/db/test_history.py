"""Sales, opportunities and expenses of former years: exact figures, every fault at its place, nothing by halves."""

import gc
import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import func, select

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.shape import report_json
from crm_desktop.errors import AlreadyImported, Cancelled, FaultyFile
from crm_desktop.exchange.history.cells import decimal_mark
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import HistoryImported, ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.importing import CASES as IMPORTS
from crm_desktop.exchange.importing import read_and_check
from crm_desktop.exchange.records import ImportSheet, SheetMap, Unreadable, What
from crm_desktop.verify import verify
from crm_desktop.work import Actor, execute
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OpportunityRow, OrderLineRow, OrderRow
from db.models.worth import ExpenseRow
from db.session import Database
from db.vocabulary import ContactStatus
from tests.company import Shop

FOREVER = {"since": date(2000, 1, 1), "until": date(2099, 12, 31)}
HEADS = "document,date,product_code,quantity,unit_price"


def bring(
    database: Database, actor: Actor, what: Past, sheet: str | bytes, chosen: SheetMap | None = None, **told: Any
) -> HistoryImported:
    content = sheet.encode() if isinstance(sheet, str) else sheet
    read = read_history(what, content, "sheet.csv", chosen or SheetMap(), language="en", currency="PLN")
    return execute(database, CASES[what], ImportHistory(read, **told), actor=actor)


def ask(database: Database, name: str, **told: Any) -> dict[str, Any]:
    return report_json(run_report(database, ReportRequest(name=name, limit=10_000, **FOREVER, **told)))


def figures(answer: dict[str, Any], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in answer["rows"]]


@pytest.mark.samples
@pytest.mark.slow
@pytest.mark.parametrize("name", ["superstore", "northwind"])
def test_that_figures_of_public_sales_are_met_exactly(
    database: Database, admin: Actor, samples: Path, name: str
) -> None:
    folder = samples / "sales" / name
    chosen = SheetMap(**json.loads((folder / "map.json").read_text()))
    expected = json.loads((folder / "expected.json").read_text())
    done = bring(database, admin, Past.SALES, (folder / f"{name}.csv").read_bytes(), chosen)
    assert (done.faulty, done.orders) == (0, expected["total"]["orders"])
    for key, told in expected["by"].items():
        plural = {"country": "countries"}.get(key, f"{key}s")
        answer = ask(database, plural)
        assert {k: answer["total"][k] for k in expected["total"]} == expected["total"]
        assert len(answer["rows"]) == told["rows"]
        rows = {row["key"]: row for row in answer["rows"]}
        for top in told["top"]:
            assert {column: rows[top["key"]][column] for column in top} == top
    with database.read() as session:
        assert verify(session).problems == ()


SHEET = f"""{HEADS},customer,region,employee,channel,cost,discount
F/1,2024-01-05,00123,2,10.005,ACME,north,Jan Kos,fair,12.50,
F/1,2024-02-05,00123,2,10.005,ACME,north,Jan Kos,fair,12.50,
F/1,2024-01-05,123,1,5,ACME,south,,fair,,0.1
F/2,2024-01-06,00123,-1,10,acme,north,Jan Kos,web,-6.25,
F/3,2024-01-07,x ,3,0,,,,,,
F/4,2024-01-08,X,1,-7.5,,,,,,
F/5,2024-01-09,X,-2,5,,,,,,
F/5,2024-01-09,X,5,5,,,,,,
"""


def test_that_a_line_keeps_its_own_day_dimensions_and_rounding(database: Database, admin: Actor) -> None:
    done = bring(database, admin, Past.SALES, SHEET)
    assert (done.rows, done.new, done.orders, done.customers, done.products) == (8, 8, 5, 2, 4)
    total = ask(database, "products")["total"]
    # 20.01 + 20.01 + 4.50 - 10 + 0 - 7.5 - 10 + 25; F/2 and F/4 are wholly negative: no orders
    assert (total["revenue"], total["quantity"], total["orders"]) == ("42.02", "11", 3)
    assert (total["margin"], total["uncosted"]) == ("11.27", "12.00")
    assert figures(ask(database, "products"), "key", "revenue", "quantity", "orders") == [
        ("00123", "30.02", "3", 1),
        ("X", "7.50", "4", 1),
        ("123", "4.50", "1", 1),
        ("x ", "0.00", "3", 1),
    ]
    assert figures(ask(database, "months"), "key", "revenue", "orders") == [
        ("2024-01", "22.01", 3),
        ("2024-02", "20.01", 1),
    ]
    assert figures(ask(database, "customers"), "name", "revenue") == [
        ("ACME", "44.52"),
        ("Klient detaliczny", "7.50"),
        ("acme", "-10.00"),
    ]
    assert figures(ask(database, "regions"), "key", "revenue") == [("north", "30.02"), ("", "7.50"), ("south", "4.50")]
    assert figures(ask(database, "channels"), "key", "revenue") == [("fair", "44.52"), ("", "7.50"), ("web", "-10.00")]
    assert figures(ask(database, "employees"), "key", "revenue") == [("Jan Kos", "30.02"), ("", "12.00")]
    assert figures(ask(database, "employees", where=(("region", "north"),)), "key", "orders") == [("Jan Kos", 1)]
    with database.read() as session:
        assert verify(session).problems == ()


def test_that_identical_rows_are_kept_and_a_document_goes_on_in_the_next_sheet(
    database: Database, admin: Actor
) -> None:
    bring(database, admin, Past.SALES, f"{HEADS}\nF/9,2024-03-01,A,-1,4\nF/9,2024-03-01,A,-1,4\n")
    assert ask(database, "products")["total"]["orders"] == 0
    done = bring(database, admin, Past.SALES, f"{HEADS}\nF/9,2024-03-02,A,5,4\n")
    total = ask(database, "products")["total"]
    assert (done.orders, total["orders"], total["quantity"], total["revenue"]) == (0, 1, "3", "12.00")
    with database.read() as session:
        assert session.scalars(select(OrderLineRow.position).order_by(OrderLineRow.position)).all() == [1, 2, 3]
        assert verify(session).problems == ()


def test_that_a_sheet_without_groups_leaves_goods_and_buyers_in_theirs_and_buyers_are_no_longer_new(
    database: Database, admin: Actor
) -> None:
    products = "Kod;Nazwa;Grupa;Podgrupa\nA;Mąka;Surowce;Mąki\nB;Wałek;;\n"
    customers = "Kod;Nazwa;Grupa\nK1;Żak;Piekarnie\nK2;Ryś;\nK3;Lis;\n"
    for what, sheet in ((What.PRODUCTS, products), (What.CUSTOMERS, customers)):
        checked = read_and_check(what, sheet.encode(), f"{what}.csv", SheetMap(), language="pl")
        execute(database, IMPORTS[what], ImportSheet(checked), actor=admin)
    bring(database, admin, Past.SALES, f"{HEADS},customer\nFS 1,2025-03-01,A,2,10,K1\nFS 2,2025-03-02,B,1,5,K2\n")
    assert figures(ask(database, "product_groups"), "key", "revenue") == [("Surowce", "20.00"), ("", "5.00")]
    assert figures(ask(database, "customer_groups"), "key", "revenue") == [("Piekarnie", "20.00"), ("", "5.00")]
    with database.read() as session:
        rows = session.execute(select(CustomerRow.code, CustomerRow.status).where(CustomerRow.code.in_(("K1", "K3"))))
        assert {row[0]: row[1] for row in rows} == {"K1": ContactStatus.COMPLETED, "K3": ContactStatus.NEW}
        assert verify(session).problems == ()


def test_that_the_same_bytes_are_refused_and_a_cancelled_import_leaves_nothing(
    database: Database, admin: Actor
) -> None:
    def stop(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        bring(database, admin, Past.SALES, SHEET, progress=stop)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(OrderRow)) == 0
        assert session.scalar(select(func.count()).select_from(ProductRow)) == 0
    bring(database, admin, Past.SALES, SHEET)
    with pytest.raises(AlreadyImported):
        bring(database, admin, Past.SALES, SHEET)
    assert ask(database, "products")["total"]["revenue"] == "42.02"


FAULTY = f"""{HEADS},vat_rate
F/1,2024-13-05,A,1,1,23
,2024-01-05,A,one,1,23
F/2,2024-01-05,,1,,19
F/3,2024-01-05,A,1,2,23
"""


def test_that_every_fault_is_told_at_its_row_and_column_and_nothing_is_stored(database: Database, admin: Actor) -> None:
    with pytest.raises(FaultyFile) as refused:
        bring(database, admin, Past.SALES, FAULTY)
    assert [(fault["row"], fault["column"], fault["value"]) for fault in refused.value.details["faults"]] == [
        (2, "date", "2024-13-05"),
        (3, "document", ""),
        (3, "quantity", "one"),
        (4, "product_code", ""),
        (4, "unit_price", ""),
        (4, "vat_rate", "19"),
    ]
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(OpportunityRow)) == 0
    done = bring(database, admin, Past.SALES, FAULTY, skip_faulty=True)
    assert (done.new, done.faulty, ask(database, "products")["total"]["revenue"]) == (1, 3, "2.00")


def test_that_a_sheet_without_what_is_needed_says_which_columns(database: Database, admin: Actor) -> None:
    with pytest.raises(FaultyFile) as refused:
        bring(database, admin, Past.SALES, "document,when,product_code\nF/1,2024-01-05,A\n", SheetMap({"date": "day"}))
    assert [fault["column"] for fault in refused.value.details["faults"]] == ["day", "Quantity", "Net price"]


def test_that_a_value_of_its_own_wins_over_the_price_and_money_of_others_is_told_apart(
    database: Database, admin: Actor
) -> None:
    sheet = "Nr;Dzień;Kod;Ile;Razem\nA1;5/1/24;K;3;1.234,555\nA2;6/1/24;K;1;-\u00a01,00\n"
    columns = {"document": "Nr", "date": "Dzień", "product_code": "Kod", "quantity": "Ile", "value": "Razem"}
    bring(database, admin, Past.SALES, sheet, SheetMap(columns, date_format="%d/%m/%y", currency="EUR"))
    answer = ask(database, "months")
    assert (answer["currency"], figures(answer, "key", "revenue")) == ("EUR", [("2024-01", "1233.56")])
    assert ask(database, "months", currency="PLN")["excluded"] == 2


def test_that_imported_numbers_never_take_those_of_live_orders(shop: Shop, database: Database, admin: Actor) -> None:
    live = shop.place(shop.customer(), (shop.product(stock=5_000), 1_000)).number
    bring(
        database,
        admin,
        Past.SALES,
        f"{HEADS}\n{live},2024-01-05,A,1,1\nZAM 99/2024,2024-01-05,A,1,1\n7,2024-01-05,A,1,1\n",
    )
    with database.read() as session:
        past = select(OrderRow.number).where(OrderRow.origin == "history").order_by(OrderRow.id)
        assert session.scalars(past).all() == [f"H/{live}", "H/ZAM 99/2024", "7"]
        assert verify(session).problems == ()


PIPELINE = """number,stage,opened,closed,customer,employee,product,value,lost_reason,campaign
1,Won,2024-01-01,2024-01-11,ACME,Ada,GTX,100.50,,spring
2,Lost,2024-01-02,2024-02-01,ACME,Ada,GTX,0,too dear,
3,Engaging,2024-01-03,,Beta,Bob,MG,250,,
4,Prospecting,,,Beta,Bob,MG,,,
5,lost@ordered,2024-01-05,2024-01-06,Gamma,Bob,,80,price,
6,offered,2024-02-05,2024-02-08,,Bob,GTX,40,,
"""
STAGES = SheetMap(
    values={"stage": {"Won": "completed", "Lost": "lost@answered", "Engaging": "answered", "Prospecting": "received"}}
)


def test_that_opportunities_stand_in_the_funnel_as_far_as_they_came(database: Database, admin: Actor) -> None:
    done = bring(database, admin, Past.PIPELINE, PIPELINE, STAGES)
    assert (done.new, done.orders, done.undated, done.customers, done.employees) == (6, 2, 1, 3, 2)
    answer = ask(database, "funnel")
    assert figures(answer, "stage", "count", "value", "median_days", "standing") == [
        ("received", 5, "470.50", "0.00", 0),
        ("answered", 5, "470.50", None, 1),
        ("offered", 3, "220.50", "3.00", 1),
        ("ordered", 2, "180.50", "5.50", 0),
        ("issued", 1, "100.50", None, 0),
        ("completed", 1, "100.50", "10.00", 1),
    ]
    assert answer["undated"] == 1
    assert [(row["stage"], row["reason"], row["count"]) for row in answer["lost"]] == [
        ("answered", "too dear", 1),
        ("ordered", "price", 1),
    ]
    assert figures(ask(database, "customers"), "key", "revenue", "quantity", "uncosted") == [
        ("ACME", "100.50", "1", "100.50")
    ]
    assert figures(ask(database, "interest"), "key", "inquiries") == [("GTX", 3), ("MG", 1)]
    assert [row["number"] for row in ask(database, "inquiries", where=(("product", "GTX"),))["rows"]] == ["1", "6", "2"]
    assert figures(ask(database, "campaigns"), "key", "revenue") == [("spring", "100.50")]
    with database.read() as session:
        assert verify(session).problems == ()


def test_that_from_day_to_day_are_whole_days_though_clocks_were_put_forward_between(
    database: Database, admin: Actor
) -> None:
    bring(database, admin, Past.PIPELINE, "number,stage,opened,closed\n1,completed,2024-03-01,2024-05-01\n")
    rows = ask(database, "funnel")["rows"]
    assert [(row["stage"], row["median_days"]) for row in rows if row["median_days"]] == [
        ("received", "0.00"),
        ("ordered", "61.00"),
        ("completed", "61.00"),
    ]


def test_that_unknown_stages_are_faults(database: Database, admin: Actor) -> None:
    with pytest.raises(FaultyFile) as refused:
        bring(database, admin, Past.PIPELINE, "number,stage\n1,Won\n2,lost@won\n")
    assert [(fault["row"], fault["value"]) for fault in refused.value.details["faults"]] == [
        (2, "Won"),
        (3, "lost@won"),
    ]


def test_that_expenses_are_tied_and_weighed_against_what_they_brought(database: Database, admin: Actor) -> None:
    bring(database, admin, Past.PIPELINE, PIPELINE, STAGES)
    heads = "date,amount,kind,campaign,employee,customer"
    sheet = f'{heads}\n2024-01-02,"1 000,25",reklama,spring,Ada,ACME\n2024-01-03,10,,,,\n'
    done = bring(database, admin, Past.EXPENSES, sheet)
    assert (done.new, done.campaigns, done.customers) == (2, 0, 0)
    roi = {row["key"]: (row["cost"], row["inquiries"]) for row in ask(database, "roi")["rows"]}
    assert roi == {"spring": ("1000.25", 1), "": ("10.00", 0)}
    with pytest.raises(FaultyFile) as refused:
        bring(database, admin, Past.EXPENSES, "date,amount,order\n2024-01-02,5,ZAM 77/2020\n")
    assert refused.value.details["faults"][0]["value"] == "ZAM 77/2020"
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(ExpenseRow)) == 2


def test_that_history_of_known_customers_is_theirs(shop: Shop, database: Database, admin: Actor) -> None:
    known = shop.customer("Piekarnia Róg")
    bring(
        database,
        admin,
        Past.SALES,
        f"{HEADS},customer\n1,2024-01-05,A,1,1,Piekarnia Róg\n2,2024-01-05,A,1,1,PIEKARNIA RÓG\n",
    )
    with database.read() as session:
        assert session.scalars(select(OrderRow.customer_id).where(OrderRow.number == "1")).all() == [known]
        assert session.scalars(select(CustomerRow.name).order_by(CustomerRow.id)).all() == [
            "Piekarnia Róg",
            "PIEKARNIA RÓG",
        ]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [(["1,234", "5"], "."), (["1,5", "1,234"], ","), (["1.234,50"], ","), (["1,234.50", "3"], "."), (["7"], ".")],
)
def test_that_the_mark_of_decimals_is_told_from_all_numbers(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@pytest.mark.parametrize(
    ("cell", "mark", "told", "net"),
    [
        ('"1.234,50 zł"', ",", True, 123450),
        ('"$1,234.50"', ".", True, 123450),
        ("-$5.5", ".", True, -550),
        ("($1234.50)", ".", True, -123450),
        ("1 234.5-", ".", True, -123450),
        ('"12,34,567.5"', ".", True, 123456750),
        ('"1,5"', ".", False, 150),
        ("−7", ".", True, -700),
        ("2.5e3", ".", True, 250000),
    ],
)
def test_that_amounts_are_read_as_programs_write_them(cell: str, mark: str, told: bool, net: int) -> None:
    sheet = f"{HEADS}\nF,2024-01-01,A,1,{cell}\nG,2024-01-01,A,1,{'10.25' if mark == '.' else '10'}\n"
    chosen = SheetMap(decimal=mark if told else "", delimiter=",")
    read = read_history(Past.SALES, sheet.encode(), "x.csv", chosen, language="en", currency="PLN")
    assert (read.faults, read.sales.net[0]) == ((), net)


def test_that_numbers_of_a_book_are_its_own_whatever_mark_its_texts_have() -> None:
    book, content = Workbook(), BytesIO()
    assert book.active is not None
    for row in (
        [*HEADS.split(",")],
        ["F/1", 45296, "A", 12.125, "1.000,50"],
        ["F/1", date(2024, 1, 6), "B", 2, 0.0125],
    ):
        book.active.append(row)
    book.save(content)
    chosen = SheetMap(decimal=",", date_format="%d.%m.%Y")
    read = read_history(Past.SALES, content.getvalue(), "x.xlsx", chosen, language="en", currency="PLN")
    assert (read.faults, list(read.sales.quantity), list(read.sales.unit_price)) == ((), [12125, 2000], [10005000, 125])
    assert list(read.sales.day) == [20240105, 20240106]


@pytest.mark.parametrize("cell", ['"1,5"', '"1,23.4"', "0x10", "1..2", "ten"])
def test_that_a_mark_where_none_can_stand_is_a_fault_and_never_another_amount(cell: str) -> None:
    sheet = f"{HEADS}\nF,2024-01-01,A,1,{cell}\n"
    read = read_history(Past.SALES, sheet.encode(), "x.csv", SheetMap(decimal="."), language="en", currency="PLN")
    assert [(fault.row, fault.column, fault.value) for fault in read.faults] == [(2, "unit_price", cell.strip('"'))]


@pytest.mark.parametrize(
    ("days", "form", "found"),
    [
        (["1.2.2024", "31.12.2024"], "", [20240201, 20241231]),
        (["12/1/2010 8:26", "1/31/2011 18:00"], "", [20101201, 20110131]),
        (["12/1/2010 8:26 PM"], "%m/%d/%Y %I:%M %p", [20101201]),
        (["2011-12-01T08:26:00Z", "2011-12-02"], "", [20111201, 20111202]),
        (["01-Oct-2010", "2-Dec-2010"], "", [20101001, 20101202]),
        (["01 OCT 2010 10:00"], "%d %b %Y %H:%M", [20101001]),
        (["2010-12-01T08:26:00"], "%d.%m.%Y", [20101201]),
        (["2010-12-1", "2011-1-31"], "", [20101201, 20110131]),
        (["40513", "40574.75"], "", [20101201, 20110131]),
        (["40513"], "%d.%m.%Y", [20101201]),
        (["2010-05-12", "2010-31-01"], "%Y-%d-%m", [20101205, 20100131]),
        (["2010-12-01"], "%Y/%m/%d", [20101201]),
    ],
)
def test_that_days_are_read_with_and_without_their_time(days: list[str], form: str, found: list[int]) -> None:
    sheet = f"{HEADS}\n" + "".join(f"F,{day},A,1,1\n ,,  ,,\n" for day in days)
    chosen = SheetMap(date_format=form)
    read = read_history(Past.SALES, sheet.encode(), "x.csv", chosen, language="en", currency="PLN")
    assert (read.faults, list(read.sales.day)) == ((), found)


def test_that_an_amount_beyond_all_sense_is_a_fault_at_its_row() -> None:
    sheet = f"{HEADS}\nF,2024-01-01,A,1,1\nG,2024-01-01,A,999999999,99999999\n"
    read = read_history(Past.SALES, sheet.encode(), "x.csv", SheetMap(), language="en", currency="PLN")
    assert [(one.row, one.column, one.value, one.message) for one in read.faults] == [
        (3, "quantity", "999999999", "The amount that comes of this is too large.")
    ]


@pytest.mark.parametrize(
    ("discounts", "net"),
    [
        *((["0.1", "0"], [9000, 10000]), (["10", "1"], [9000, 9900]), (["10%", "0.5"], [9000, 5000]), (["1"], [0])),
        *((["0.1", "-0.1"], [9000, 11000]), (["100", "0"], [0, 10000])),
    ],
)
def test_that_discounts_are_parts_or_percents_of_the_whole_sheet(discounts: list[str], net: list[int]) -> None:
    sheet = f"{HEADS},discount\n" + "".join(f"F,2024-01-01,A,1,100,{told}\n" for told in discounts)
    read = read_history(Past.SALES, sheet.encode(), "x.csv", SheetMap(), language="en", currency="PLN")
    assert list(read.sales.net) == net


def test_that_a_name_too_long_to_keep_is_cut_and_its_line_counts() -> None:
    sheet = f"{HEADS},product_name\nF,2024-01-01,A,1,1,{'x' * 900}\n"
    read = read_history(Past.SALES, sheet.encode(), "x.csv", SheetMap(), language="en", currency="PLN")
    assert (read.faults, [len(name) for name in read.sales.names]) == ((), [250])


PIECES, NUMBER = (st.decimals(-(10**6), 10**6, places=places, allow_nan=False) for places in (3, 4))


@given(st.lists(st.tuples(PIECES, NUMBER, st.decimals(0, 1, places=4)), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_that_each_line_is_rounded_half_away_from_zero_by_itself(rows: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    sheet = f"{HEADS},discount\n" + "".join(f"F,2024-01-01,A,{q:f},{p:f},{d:f}\n" for q, p, d in rows)
    read = read_history(Past.SALES, sheet.encode(), "x.csv", SheetMap(decimal="."), language="en", currency="PLN")
    exact = [q * p * (1 - d) * 100 for q, p, d in rows]
    assert list(read.sales.net) == [int(abs(e) + Decimal("0.5")) * (1 if e >= 0 else -1) for e in exact]


COUNTS = st.sampled_from(["1", "-3", "2.5", "0.3333", "1e3", " 7 ", "1 000", "", "x", "0"])
PRICES = st.sampled_from(["10", "0.005", "-1.5", "9.99995", "3.99 zł", "999999999999", "", "y"])
COSTS = st.sampled_from(["", " ", "5", "-0.125", "z", "7.5"])


@given(st.lists(st.tuples(COUNTS, PRICES, COSTS), min_size=1, max_size=30))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_that_a_row_reads_the_same_whatever_rows_stand_before_it(rows: list[tuple[str, str, str]]) -> None:
    """What was read once is remembered, and plain rows are taken together."""

    def read(*some: tuple[str, str, str]) -> Any:
        sheet = f"{HEADS},cost\n" + "".join(f"F,2024-01-01,A,{q},{p},{c}\n" for q, p, c in some)
        return read_history(Past.SALES, sheet.encode(), "x.csv", SheetMap(decimal="."), language="en", currency="PLN")

    whole, alone = read(*rows), [read(row) for row in rows]
    for column in ("quantity", "unit_price", "discount", "net", "cost"):
        assert list(getattr(whole.sales, column)) == [got for one in alone for got in getattr(one.sales, column)]
    assert [(fault.row, fault.column, fault.value) for fault in whole.faults] == [
        (row, fault.column, fault.value) for row, one in enumerate(alone, 2) for fault in one.faults
    ]


def test_that_a_short_row_a_long_text_and_a_text_of_another_meaning_are_read_among_plain_ones() -> None:
    heads = "document,date,product_code,quantity,unit_price,region,channel"
    rows = ["F,2024-01-01,A,1,1,north,fair", "G,2024-01-01,A,2,1", "H,2024-01-01,A,3,1,south,fair, ,"]
    sheet = "\n".join([heads, *rows, f"I,2024-01-01,A,4,1,{'x' * 121},fair", f"J,2024-01-01,A,5,1,{'x' * 120},"])
    for chosen, north in ((SheetMap(), "north"), (SheetMap(values={"region": {"north": "N", "": "none"}}), "N")):
        read = read_history(Past.SALES, sheet.encode(), "x.csv", chosen, language="en", currency="PLN")
        assert [(fault.row, fault.column) for fault in read.faults] == [(5, "region")]
        told = [read.sales.said[at] for at in read.sales.says]
        none = "none" if north == "N" else ""
        assert [(says.region, says.channel) for says in told] == [
            (north, "fair"),
            (none, ""),
            ("south", "fair"),
            ("x" * 120, ""),
        ]
        assert list(read.sales.quantity) == [1000, 2000, 3000, 5000]


def test_that_reading_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(Unreadable):
        read_history(Past.SALES, b"", "x.csv", SheetMap(), language="en", currency="PLN")
    assert gc.isenabled()
    gc.disable()
    try:
        read_history(Past.SALES, HEADS.encode(), "x.csv", SheetMap(), language="en", currency="PLN")
        assert not gc.isenabled()
    finally:
        gc.enable()
