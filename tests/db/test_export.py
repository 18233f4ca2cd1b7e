"""`export report` and `export list`: the figures of the report and the rows of the list, as files."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crm_desktop.analytics.dimensions import DIMENSIONS, ITEM_CONDITIONS
from crm_desktop.analytics.spoken import spoken
from crm_desktop.commands import dispatch
from crm_desktop.commands.report import NAMES
from crm_desktop.words import say
from db.session import Database
from tests.db.test_reports import january

__all__ = ["january"]

pytestmark = pytest.mark.slow
PERIOD = ["--from", "2025-01-01", "--to", "2025-01-31"]


def call(capsys: pytest.CaptureFixture[str], database_url: str, *words: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    code = dispatch.run([*words, "--json", "--db", database_url])
    return code, json.loads(capsys.readouterr().out)


def lines_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf", "png"])
def test_that_every_report_is_exported(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    names = NAMES if ending in ("xlsx", "csv") else ("funnel", "products", "changes", "roi", "lines")
    for name in names:
        file = tmp_path / f"{name}.{ending}"
        code, told = call(capsys, database_url, "export", "report", name, *PERIOD, "--out", str(file))
        assert (code, told["file"]) == (0, str(file)), name
        assert file.stat().st_size > 0
        code, report = call(capsys, database_url, "report", name, *PERIOD)
        assert len(report["rows"]) == told["rows"], name
    for name in ("products", *(["funnel"] if ending == "csv" else [])):
        two = ("--by", "customer", "--by", "month", "--compare", "previous")
        out = ("--out", str(tmp_path / f"two.{ending}"))
        assert call(capsys, database_url, "export", "report", name, *PERIOD, *two, *out)[0] == 0


def test_that_an_exported_sheet_says_what_the_report_says(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, database_url, "export", "report", "products", *PERIOD, "--out", str(tmp_path / "p.xlsx"))
    rows = [row[:6] for row in load_workbook(tmp_path / "p.xlsx").active.iter_rows(values_only=True)]
    assert rows[-3:] == [
        ("A", "Mąka A", 300, 3, 1, 120),
        ("B", "Mąka B", 50, 5, 1, 0),
        ("Razem", None, 350, 8, 2, 120),
    ]
    assert "koszt nieznany dla 50,00" in rows[2][0]


@pytest.mark.parametrize("name", ["funnel", "interest", "people", "roi", "products"])
def test_that_an_exported_sheet_has_every_figure_of_the_report(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    asked = ("report", name, *PERIOD, "--compare", "previous")
    report = call(capsys, database_url, *asked)[1]
    call(capsys, database_url, "export", *asked, "--out", str(tmp_path / "a.csv"))
    heads, *rows = lines_of(tmp_path / "a.csv")
    assert len(rows) == len(report["rows"]) > 0
    told = [column for column in report["columns"] if column != "answer_hours"]  # in a sheet they are minutes
    figures = [column for column in told if column not in {"name", "stage", "gain", "change_percent"}]
    for row, shown in zip(report["rows"], rows, strict=True):
        cells = [shown[heads.index(say(f"reports.{column}", "pl"))] for column in figures]
        assert cells == ["" if row[column] is None else str(row[column]) for column in figures]
        if "change_percent" in told and row["change_percent"] is not None:
            percent = Decimal(shown[heads.index(say("reports.change_percent", "pl"))]) * 100
            assert percent == Decimal(row["change_percent"])


@pytest.mark.parametrize("name", ["funnel", "stages"])
def test_that_what_was_lost_goes_out_with_the_funnel(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    lost = call(capsys, database_url, "report", name, *PERIOD)[1]["lost"]
    assert [(row["reason"], row["stage"], row["count"], row["value"]) for row in lost] == [
        ("price", "answered", 1, "70.00"),
        ("cancelled", "ordered", 1, "0.00"),
    ]
    call(capsys, database_url, "export", "report", name, *PERIOD, "--out", str(tmp_path / "f.xlsx"))
    sheet = load_workbook(tmp_path / "f.xlsx")["Przegrane  powód i najdalszy et"]
    assert list(sheet.iter_rows(values_only=True))[2:] == [
        ("Powód przegranej", "Najdalszy etap", "Liczba", "Wartość"),
        ("Rezygnacja", "Zamówienie", 1, 0),
        ("Cena", "Odpowiedziano", 1, 70),
        ("Razem", None, 2, 70),
    ]
    nothing = ("--where", "customer=?", "--out", str(tmp_path / "none.xlsx"))
    call(capsys, database_url, "export", "report", name, *PERIOD, *nothing)
    assert len(load_workbook(tmp_path / "none.xlsx").sheetnames) == 1


def test_that_a_sheet_says_that_it_holds_the_first_rows_alone(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for limit in ("1", "2", "3"):
        out = ("--limit", limit, "--out", str(tmp_path / f"{limit}.xlsx"))
        call(capsys, database_url, "export", "report", "products", *PERIOD, *out)
        told.append(str(load_workbook(tmp_path / f"{limit}.xlsx").active["A3"].value))
    assert [line.partition(" · w tabeli ")[2] for line in told] == [
        "pierwsze 1, razem liczy wszystkie",
        "pierwsze 2, razem liczy wszystkie",
        "",
    ]
    lines = ("--limit", "1", "--out", str(tmp_path / "lines.xlsx"))
    call(capsys, database_url, "export", "report", "lines", *PERIOD, *lines)
    assert str(load_workbook(tmp_path / "lines.xlsx").active["A3"].value).endswith(" · w tabeli pierwsze 1")


def test_that_every_condition_has_its_words_with_a_key_and_without(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for key in (*DIMENSIONS, *ITEM_CONDITIONS):
        where = ("--where", f"{key}=", "--out", str(tmp_path / "x.csv"))
        name = "inquiries" if key in ITEM_CONDITIONS else "lines"
        if key in ("stage", "standing"):  # there is no item at none
            assert call(capsys, database_url, "export", "report", "inquiries", *PERIOD, *where)[0] == 2
            continue
        assert call(capsys, database_url, "export", "report", name, *PERIOD, *where)[0] == 0, key


def test_that_stages_reasons_and_channels_are_told_in_the_language_of_the_sheet(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, database_url, "export", "report", "funnel", *PERIOD, "--out", str(tmp_path / "f.csv"))
    stages = [row[0] for row in lines_of(tmp_path / "f.csv")]
    assert stages[0] == "Etap"
    assert stages[1:] == ["Wpłynęło", "Odpowiedziano", "Oferta", "Zamówienie", "Wydano", "Zakończono"]
    where = ("--where", "stage=ordered", "--where", "lost=", "--by", "channel")
    call(capsys, database_url, "export", "report", "funnel", *PERIOD, *where, "--out", str(tmp_path / "c.xlsx"))
    told = load_workbook(tmp_path / "c.xlsx").active["A2"].value
    assert told == "01.01.2025 – 31.01.2025 · Etap: Zamówienie · Powód przegranej: powodu nie podano"
    call(capsys, database_url, "export", "report", "inquiries", *PERIOD, "--out", str(tmp_path / "i.csv"))
    words = (tmp_path / "i.csv").read_text(encoding="utf-8-sig")
    assert not {"received", "answered", "completed", "no_stock", "too_late"} & set(words.replace("\n", ",").split(","))


@pytest.mark.parametrize(
    ("told", "in_polish", "in_english"),
    [
        (("stage", "ordered"), "Zamówienie", "Order"),
        (("lost", "no_stock"), "Brak towaru", "Out of stock"),
        (("lost", "za daleko"), "za daleko", "za daleko"),
        (("channel", "mail"), "E-mail", "E-mail"),
        (("month", "2026-03"), "03.2026", "2026-03"),
        (("campaign", ""), "bez kampanii", "without a campaign"),
        (("customer", "K1"), "K1", "K1"),
    ],
)
def test_that_a_key_is_said_in_both_languages(told: tuple[str, str], in_polish: str, in_english: str) -> None:
    assert (spoken(*told, "pl"), spoken(*told, "en")) == (in_polish, in_english)


def test_that_a_list_is_exported_with_codes_as_text(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("customers", "products", "orders", "inquiries", "document", "campaigns", "users"):
        file = tmp_path / f"{name}.csv"
        code, told = call(capsys, database_url, "export", "list", name, "--out", str(file))
        assert code == 0, name
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert len(list(csv.reader(opened))) == told["rows"] + 1
    assert (tmp_path / "products.csv").read_text(encoding="utf-8-sig").count("Mąka A") == 1


def test_that_an_export_without_a_known_ending_or_place_is_a_wrong_call(
    january: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in (tmp_path / "x.doc", tmp_path / "nowhere" / "x.csv"):
        code, told = call(capsys, database_url, "export", "report", "funnel", *PERIOD, "--out", str(out))
        assert (code, told["error"]["code"]) == (2, "wrong_call")
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith("company.db")] == []
