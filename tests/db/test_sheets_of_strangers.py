"""Sheets of history as strangers write them: what is told in them is read, and what could be two things is a fault."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.shape import report_json
from crm_desktop.commands import dispatch
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import Past
from crm_desktop.exchange.records import SheetMap
from crm_desktop.work import Actor
from db.models.customers import CustomerRow
from db.session import Database
from tests.company import Shop
from tests.db.test_history import HEADS, PIPELINE, STAGES, ask, bring, figures


def faults_of(sheet: str, chosen: SheetMap | None = None) -> list[tuple[int, str, str]]:
    read = read_history(Past.SALES, sheet.encode(), "x.csv", chosen or SheetMap(), language="en", currency="PLN")
    return [(fault.row, fault.column, fault.value) for fault in read.faults]


def test_that_a_day_of_another_order_is_a_fault_and_never_another_day() -> None:
    sheet = f"{HEADS}\nF,2024-02-13,A,1,1\n"
    assert faults_of(sheet, SheetMap(date_format="%Y-%d-%m")) == [(2, "date", "2024-02-13")]
    sheet = f"{HEADS}\nF,31/01/2024,A,1,1\nF,05/06/2024,A,1,1\nF,02/28/2024,A,1,1\nF,2024-03-01,A,1,1\n"
    assert faults_of(sheet) == [(4, "date", "02/28/2024")]


def test_that_more_decimals_than_are_kept_are_faults_but_the_dust_of_spreadsheets_is_not() -> None:
    sheet = f"{HEADS},value\nF,2024-01-01,A,1.2345,1,\nF,2024-01-01,A,1,1.23456,\nF,2024-01-01,A,1,1.23456,9.999\n"
    assert faults_of(sheet) == [(2, "quantity", "1.2345"), (3, "unit_price", "1.23456")]
    dust = f"{HEADS}\nF,2024-01-01,A,0.30000000000000004,2.5499999999999998\nF,2024-01-01,A,1.000000,12.34560\n"
    read = read_history(Past.SALES, dust.encode(), "x.csv", SheetMap(), language="en", currency="PLN")
    assert (read.faults, list(read.sales.quantity)) == ((), [300, 1000])
    assert (list(read.sales.unit_price), list(read.sales.net)) == ([25500, 123456], [77, 1235])


def test_that_a_row_with_more_fields_than_heads_is_a_fault_and_empty_ones_are_none() -> None:
    sheet = f"{HEADS}\nF,2024-01-01,A,1,234,50\nG,2024-01-01,A,1,1,, \n"
    assert faults_of(sheet) == [(2, "F", "50")]


def test_that_a_discount_of_more_than_all_is_a_fault_among_fractions() -> None:
    sheet = f"{HEADS},discount\nF,2024-01-01,A,1,1,0.1\nF,2024-01-01,A,1,1,1.5\nF,2024-01-01,A,1,1,150%\n"
    assert faults_of(sheet) == [(3, "discount", "1.5"), (4, "discount", "150%")]


def test_that_money_that_never_was_is_a_fault_and_old_money_is_not() -> None:
    sheet = f"{HEADS},currency\nF,2024-01-01,A,1,1,dem\nF,2024-01-01,A,1,1,EURO\nF,2024-01-01,A,1,1,EUE\n"
    assert faults_of(sheet) == [(3, "currency", "EURO"), (4, "currency", "EUE")]


def test_that_a_sheet_of_heads_alone_brings_nothing(database: Database, admin: Actor) -> None:
    for what, heads in ((Past.SALES, HEADS), (Past.PIPELINE, "number,stage"), (Past.EXPENSES, "date,amount")):
        done = bring(database, admin, what, f"{heads}\n")
        assert (done.rows, done.new, done.orders) == (0, 0, 0)
    assert ask(database, "products")["rows"] == []


def test_that_a_product_bears_the_name_that_most_of_its_lines_say(database: Database, admin: Actor) -> None:
    names = ("Kubek", "Kubek", "", "uszkodzony", "", "", "")
    lines = "".join(f"F,2024-01-0{day},A,1,1,{name}\n" for day, name in enumerate(names, 1))
    bring(database, admin, Past.SALES, f"{HEADS},product_name\n{lines}G,2024-01-05,B,1,1,\n")
    assert figures(ask(database, "products"), "key", "name", "quantity") == [("A", "Kubek", "7"), ("B", "B", "1")]


def test_that_opportunities_brought_in_are_inquiries_of_whoever_they_came_to(database: Database, admin: Actor) -> None:
    bring(database, admin, Past.PIPELINE, PIPELINE, STAGES)
    bring(database, admin, Past.SALES, f"{HEADS},employee\nF,2024-01-05,A,1,1,Ada\n")
    people = ask(database, "people")
    assert figures(people, "key", "inquiries", "answer_hours", "in_time", "won", "lost", "revenue") == [
        ("Ada", 2, None, None, 2, 1, "101.50"),
        ("Bob", 3, None, None, 1, 1, "0.00"),
    ]
    assert people["total"]["inquiries"] == 5


@pytest.mark.parametrize(
    "told",
    [{"delimiter": "::"}, {"decimal": "x"}, {"currency": "dollars"}, {"currency": "EUE"}, ["columns"], {"values": 1}],
)
def test_that_a_map_by_which_nothing_can_be_read_is_a_wrong_call(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], told: Any
) -> None:
    sheet, chosen = tmp_path / "sheet.csv", tmp_path / "map.json"
    sheet.write_text(f"{HEADS}\nF,2024-01-01,A,1,1\n")
    chosen.write_text(json.dumps(told))
    call = ("import", "sales", str(sheet), "--map", str(chosen), "--json", "--db", sqlite_url)
    assert dispatch.run([*call]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "wrong_call"
    chosen.write_text(json.dumps({"delimiter": "comma", "decimal": ".", "currency": "gbp"}))
    assert dispatch.run([*call]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 1


def test_that_a_group_of_commands_tells_what_it_can(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run(["import", "--help"]) == 0
    told = capsys.readouterr().out
    assert [line.split()[2] for line in told.splitlines() if line.startswith("app.py import ")][:6] == [
        *("products", "customers", "stock", "sales", "pipeline", "expenses"),
    ]


def test_that_an_expense_finds_the_order_of_an_opportunity_by_its_number(database: Database, admin: Actor) -> None:
    bring(database, admin, Past.SALES, f"{HEADS}\n1,2024-01-05,A,1,1\n")
    bring(database, admin, Past.PIPELINE, PIPELINE, STAGES)
    assert [row["key"] for row in ask(database, "lines")["rows"]] == ["H/1", "1"]
    bring(database, admin, Past.PIPELINE, "number,stage,opened,value\nDEAL 7,completed,2024-01-05,90\n")
    bring(database, admin, Past.EXPENSES, "date,amount,order\n2024-01-02,5,DEAL 7\n")
    assert [(row["order"], row["why"]) for row in ask(database, "roi")["attribution"]] == [("DEAL 7", "expense")]


def test_that_a_name_of_spaces_is_none(database: Database, admin: Actor) -> None:
    said = "customer,customer_group,employee,region"
    sheet = f"{HEADS},{said}\nF,2024-01-05,A,1,1, ,  ,\t,\u00a0\nG,2024-01-05,A,1,2,ACME ,Hurt, Ada,\n"
    done = bring(database, admin, Past.SALES, sheet, SheetMap(delimiter=","))
    assert (done.customers, done.employees) == (1, 1)
    keys = {name: [row["key"] for row in ask(database, name)["rows"]] for name in ("customer_groups", "employees")}
    assert keys == {"customer_groups": ["Hurt", ""], "employees": [" Ada", ""]}
    assert [row["key"] for row in ask(database, "customers")["rows"]] == ["ACME ", "K000001"]
    assert [row["key"] for row in ask(database, "regions")["rows"]] == [""]
    done = bring(database, admin, Past.PIPELINE, "number,stage,opened,customer,campaign\n1,received,2024-01-05, ,  \n")
    assert (done.customers, done.campaigns) == (0, 0)
    assert bring(database, admin, Past.EXPENSES, "date,amount,campaign,order\n2024-01-05,1, , \n").campaigns == 0


def test_that_the_sum_below_a_list_is_no_line_of_it(database: Database, admin: Actor) -> None:
    done = bring(database, admin, Past.SALES, f"{HEADS}\nF,2024-01-05,A,1,1\nG,2024-01-05,A,2,1\nRazem,,,3, 2.00\n")
    assert (done.rows, done.new, ask(database, "products")["total"]["quantity"]) == (2, 2, "3")


def test_that_opportunities_in_other_money_are_worth_what_they_say_or_are_told_apart(
    database: Database, admin: Actor
) -> None:
    sheet = (
        "number,stage,opened,value\n1,answered,2024-01-05,100\n2,lost@offered,2024-01-05,40\n3,received,2024-01-05,\n"
    )
    bring(database, admin, Past.PIPELINE, sheet, SheetMap(currency="EUR"))
    answer = ask(database, "funnel")
    assert (answer["currency"], answer["excluded"], answer["total"]["value"]) == ("EUR", 0, "140.00")
    answer = ask(database, "funnel", currency="PLN")
    assert (answer["currency"], answer["excluded"], answer["total"]["value"]) == ("PLN", 2, "0.00")
    bring(database, admin, Past.SALES, f"{HEADS}\nF,2024-01-05,A,1,7\n")
    answer = ask(database, "inquiries")
    assert (answer["currency"], answer["excluded"], answer["total"]) == ("PLN", 2, {"count": 4, "value": "7.00"})


def test_that_the_cells_of_a_month_or_stage_stand_by_what_they_brought(database: Database, admin: Actor) -> None:
    rows = "1,2024-02-05,A,1,9,b\n2,2024-01-05,A,1,5,a\n3,2024-01-06,A,1,7,c\n4,2024-01-07,A,1,5,b\n"
    bring(database, admin, Past.SALES, f"{HEADS},country\n{rows}")
    cells = ask(database, "months", by=("month", "country"))
    assert figures(cells, "month", "country", "revenue") == [
        *(("2024-01", "c", "7.00"), ("2024-01", "a", "5.00"), ("2024-01", "b", "5.00"), ("2024-02", "b", "9.00")),
    ]
    assert figures(ask(database, "products", by=("stage", "month")), "month") == [("2024-01",), ("2024-02",)]
    parts = ask(database, "funnel", by=("month", "country"))
    assert [cell[1:] for cell in figures(parts, "stage", "month", "country") if cell[0] == "received"] == [
        *(("2024-01", "a"), ("2024-01", "b"), ("2024-01", "c"), ("2024-02", "b")),
    ]


def test_that_new_customers_come_beside_those_who_were_brought_in_with_codes_like_ours(
    shop: Shop, database: Database, admin: Actor
) -> None:
    lines = "".join(f"{at},2024-01-05,A,1,1,K{at:06}\n" for at in range(2, 10))
    bring(database, admin, Past.SALES, f"{HEADS},customer\n{lines}")
    keys = [shop.customer("Piekarnia Róg"), shop.customer("Bar")]
    with database.read() as session:
        codes = {row[0]: row[1] for row in session.execute(select(CustomerRow.id, CustomerRow.code))}
    assert len(codes) == len(set(codes.values())) == 10
    assert [codes[key] for key in keys] == ["K000009-2", "K000010"]
    bring(database, admin, Past.SALES, f"{HEADS},customer\n9,2024-01-05,A,1,1,{codes[keys[0]]}\n")
    assert figures(ask(database, "customers", where=(("customer", codes[keys[0]]),)), "revenue") == [("1.00",)]


def test_that_an_expense_is_of_money_that_there_is_to_the_grosz(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("expense", "add", "--date", "2024-01-05", "--kind", "fair", "--json", "--db", sqlite_url)
    for wrong in (("--amount", "5.555"), ("--amount", "5", "--currency", "ZZZZ"), ("--amount", "x")):
        assert dispatch.run([*call, *wrong]) == 2
    assert dispatch.run([*call, "--amount", "5", "--campaign", "nope"]) == 3
    assert "kampania nope" in capsys.readouterr().out
    assert dispatch.run([*call, "--amount", "5,50", "--currency", "eur"]) == 0
    period = ("--from", "2024-01-01", "--to", "2024-12-31", "--currency", "EUR")
    capsys.readouterr()
    assert dispatch.run(["report", "roi", *period, "--json", "--db", sqlite_url]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["cost"] == "5.50"


def test_that_an_earlier_expense_takes_its_part_of_what_has_no_cost_too(database: Database, admin: Actor) -> None:
    bring(database, admin, Past.PIPELINE, "number,stage,opened,value,campaign\n1,completed,2024-01-05,90,fair\n")
    bring(database, admin, Past.EXPENSES, "date,amount,campaign\n2023-12-31,20,fair\n2024-01-02,10,fair\n")
    asked = ReportRequest("roi", date(2024, 1, 1), date(2024, 12, 31))
    row = report_json(run_report(database, asked))["rows"][0]
    assert (row["cost"], row["revenue"], row["uncosted"], row["margin"]) == ("10.00", "30.00", "30.00", "0.00")
