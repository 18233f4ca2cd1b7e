"""W-Z with their lines for the invoicing program: EPP by InsERT's description, CSV and XLSX."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook
from sqlalchemy import text

from crm_desktop.commands import dispatch
from crm_desktop.errors import InvalidValue, WrongCall
from crm_desktop.exchange.invoicing.service import HandedOn, hand_on
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.work import execute
from tests.company import Shop
from tests.db.test_documents import issued, own

__all__ = ["own"]
DAY = date(2026, 11, 24)


@pytest.fixture
def sold(own: Shop) -> Iterator[Shop]:
    """A W-Z of two lines at 23 % and 5 %, the customer's name with quotes, a comma and letters of their own."""
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        first, second = own.product("MK-1", stock=9_000), own.product("=SUM(A1)", stock=9_000, price=100_000)
        with own.database.engine.begin() as connection:
            connection.execute(text("UPDATE products SET vat_rate = '5' WHERE id = :id"), {"id": second})
        customer = own.customer('Piekarnia "Złoty Kłos", Żuraw', nip="1234563218")
        issued(own, (first, 2_000), (second, 3_000), customer=customer)
        yield own


def handed(shop: Shop, file: Path, since: date = DAY, until: date = DAY) -> HandedOn:
    return hand_on(shop.database, file, since=since, until=until, actor=shop.actor, language="pl")


def sections(file: Path) -> list[tuple[str, list[list[str]]]]:
    """(label, records) as a reader of EDI++ takes them apart."""
    found: list[tuple[str, list[list[str]]]] = []
    told = file.read_bytes().decode("cp1250")
    assert told.endswith("\r\n")
    for line in told.split("\r\n"):
        if line.startswith("["):
            found.append((line, []))
        elif line:
            found[-1][1].append(next(csv.reader([line])))
    return found


def test_that_epp_holds_each_document_with_its_lines_and_whom_and_what_they_are_of(sold: Shop, tmp_path: Path) -> None:
    assert handed(sold, tmp_path / "wz.epp") == HandedOn(1, 2, ())
    info, head, lines, customers_head, customers, goods_head, goods = sections(tmp_path / "wz.epp")
    assert [part[0] for part in (info, head, lines)] == ["[INFO]", "[NAGLOWEK]", "[ZAWARTOSC]"]
    assert (len(info[1][0]), info[1][0][:3], info[1][0][10]) == (24, ["1.05", "3", "1250"], "5261040828")
    (document,) = head[1]
    assert len(document) == 62
    assert [document[place] for place in (0, 3, 6, 13, 17, 21, 24)] == [
        "WZ",
        "1",
        "WZ 1/2026/M1",
        'Piekarnia "Złoty Kłos", Żuraw',
        "1234563218",
        "20261124000000",
        "2",
    ]
    assert document[27:30] == ["127.8000", "23.9900", "151.7900"]
    assert [len(line) for line in lines[1]] == [22, 22]
    assert [[line[place] for place in (2, 10, 13, 14, 15, 16, 17, 18)] for line in lines[1]] == [
        ["MK-1", "2.0000", "48.9000", "60.1500", "23.0000", "97.8000", "22.4900", "120.2900"],
        ["=SUM(A1)", "3.0000", "10.0000", "10.5000", "5.0000", "30.0000", "1.5000", "31.5000"],
    ]
    assert (customers_head[1], len(customers[1][0]), goods_head[1]) == ([["KONTRAHENCI"]], 30, [["TOWARY"]])
    assert [(len(row), row[1], row[10], row[11]) for row in goods[1]] == [
        (42, "=SUM(A1)", "5", "5.0000"),
        (42, "MK-1", "23", "23.0000"),
    ]


def test_that_a_discount_is_in_the_price_that_is_handed_on(sold: Shop, tmp_path: Path) -> None:
    """Frozen papers are not changed: a further W-Z of an order with a discount."""
    order = PlaceOrder(1, (NewLine(1, 3_000, discount=1_000),))
    number = execute(sold.database, place_order, order, actor=sold.actor).number
    sold.advance(number, "reserve", "pick", "issue")
    handed(sold, tmp_path / "wz.epp")
    line = sections(tmp_path / "wz.epp")[4][1][0]
    assert [line[place] for place in (10, 13, 16)] == ["3.0000", "44.0100", "132.0300"]


def test_that_a_sheet_says_the_same_and_no_spreadsheet_runs_it(sold: Shop, tmp_path: Path) -> None:
    assert handed(sold, tmp_path / "wz.csv") == handed(sold, tmp_path / "wz.xlsx") == HandedOn(1, 2, ())
    with (tmp_path / "wz.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["Dokument"], row["Kod towaru"], row["Ilość"], row["Wartość netto"], row["VAT"]) for row in rows] == [
        ("WZ 1/2026/M1", "MK-1", "2", "97.80", "23"),
        ("WZ 1/2026/M1", "'=SUM(A1)", "3", "30.00", "5"),
    ]
    sheet = load_workbook(tmp_path / "wz.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=SUM(A1)"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_that_only_the_days_asked_for_are_handed_on(sold: Shop, tmp_path: Path) -> None:
    later = date(2026, 11, 25)
    assert handed(sold, tmp_path / "wz.epp", later, later) == HandedOn(0, 0, ())
    with pytest.raises(InvalidValue):
        handed(sold, tmp_path / "wz.epp", later, DAY)
    for wrong in (tmp_path / "wz.txt", tmp_path / "nowhere" / "wz.epp"):
        with pytest.raises(WrongCall):
            handed(sold, wrong)


def test_that_the_command_answers_what_it_wrote(
    sold: Shop, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "wz.epp")
    words = ("document", "export", "--from", "2026-11-24", "--to", "2026-11-24", "--warehouse", "M1", "--out", out)
    code = dispatch.run([*words, "--json", "--db", database_url])
    told: Any = json.loads(capsys.readouterr().out)
    assert (code, told) == (0, {"file": out, "documents": 1, "lines": 2, "left_out": []})
