"""Tables as files: typed cells, text that is never run, papers that hold every row."""

import csv
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image

from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import WrongCall
from crm_desktop.exchange.drawing import pdf, png
from crm_desktop.exchange.tables import Cell, Column, Kind, Stroke, Table
from crm_desktop.exchange.writing import csv_bytes, write_table, xlsx
from crm_desktop.harmless import harmless, storable
from crm_desktop.orders.records import NewLine, PlaceOrder

COLUMNS = (
    Column("Nazwa"),
    Column("Sprzedaż", Kind.MONEY),
    Column("Ilość", Kind.QUANTITY),
    Column("Zam.", Kind.COUNT),
    Column("Udział", Kind.SHARE),
    Column("Dzień", Kind.DAY),
)


def table(*rows: tuple[Cell, ...], total: tuple[Cell, ...] | None = None) -> Table:
    strokes = [Stroke(str(row[0]), int(row[1] or 0), Kind.MONEY, 500) for row in rows]  # type: ignore[arg-type]
    return Table("Towary: 1/2", ("1 sty 2025 – 31 sty 2025",), COLUMNS, rows, total, strokes)


FLOUR: tuple[Cell, ...] = ("Mąka", 123_456, 2_500, 7, Fraction(1, 3), date(2025, 1, 31))
BACK: tuple[Cell, ...] = ("=1+1", -50, 1_000, 0, None, None)


def test_that_a_sheet_has_typed_cells_widths_and_no_formula() -> None:
    sheet = load_workbook(BytesIO(xlsx(table(FLOUR, BACK, total=("Razem", 123_406, 3_500, 7, None, None))))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["Nazwa", "Sprzedaż", "Ilość", "Zam.", "Udział", "Dzień"]
    assert rows[1][:4] == ["Mąka", 1234.56, 2.5, 7]
    assert rows[1][4] == 0.3333
    assert rows[1][5].date() == date(2025, 1, 31)
    assert rows[2] == ["=1+1", -0.5, 1, 0, None, None]
    assert rows[3][:2] == ["Razem", 1234.06]
    assert (sheet["A6"].data_type, sheet["B5"].data_type, sheet["B5"].number_format) == ("s", "n", "#,##0.00")
    assert sheet.freeze_panes == "A5"
    assert sheet.column_dimensions["A"].width >= 8


def test_that_text_stays_text_in_a_sheet_whatever_it_is() -> None:
    for text in ("=HYPERLINK(1)", "+48 600 100 200", "@SUM(A1)", "-1", "a\x00b\x1f", "x" * 40_000):
        cell = load_workbook(BytesIO(xlsx(table((text, 1, 1, 1, None, None))))).active["A5"]
        assert cell.data_type == "s"
        assert cell.value == text.replace("\x00", "�").replace("\x1f", "�")[:32_767]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+48 600 100 200", "+48 600 100 200"),
        ("-12,50", "-12,50"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-", "'-"),
        ("\tx", "'\tx"),
        ("Mąka", "Mąka"),
        ("", ""),
    ],
)
def test_that_a_csv_holds_nothing_that_a_spreadsheet_runs(text: str, written: str) -> None:
    assert harmless(text) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_that_a_csv_gives_back_the_text_that_went_in(text: str) -> None:
    told = csv_bytes(table((text, -5, 1_500, 2, Fraction(-1, 8), None))).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(told, newline="")))
    assert rows[1] == [harmless(text), "-0.05", "1.5", "2", "-0.1250", ""]
    assert rows[1][0].removeprefix("'") == text.removeprefix("'")


def test_that_a_paper_holds_every_row_and_a_picture_is_its_first_page() -> None:
    rows = [(f"Towar numer {number}", number * 100, 1_000, 1, None, None) for number in range(90)]
    content = pdf(table(*rows), "pl")
    document = pypdfium2.PdfDocument(content)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    assert len(pages) >= 3
    lines = [line.strip() for page in pages for line in page.splitlines()]
    assert all(any(line.startswith(f"Towar numer {number} ") for line in lines) for number in range(90))
    assert pdf(table(*rows), "pl") == content
    with Image.open(BytesIO(png(table(*rows), "pl"))) as picture:
        assert picture.format == "PNG"
        assert picture.width > picture.height > 1_000


def words_of(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    return " ".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


def test_that_a_table_beside_goes_out_with_its_own_heads_and_total() -> None:
    columns = (Column("Powód"), Column("Liczba", Kind.COUNT))
    lost = Table("Przegrane", (), columns, [("Cena", 3), ("=1+1", 1)], ("Razem", 4))
    whole = replace(table(FLOUR), beside=[lost])
    book = load_workbook(BytesIO(xlsx(whole)))
    assert book.sheetnames == ["Towary  1 2", "Przegrane"]
    rows = [[cell.value for cell in row] for row in book["Przegrane"].iter_rows()]
    assert rows[2:] == [["Powód", "Liczba"], ["Cena", 3], ["=1+1", 1], ["Razem", 4]]
    assert book["Przegrane"]["A5"].data_type == "s"
    assert csv_bytes(whole) == csv_bytes(table(FLOUR))  # one table is what who reads a CSV expects
    assert "Przegrane Powód Liczba Cena 3 =1+1 1 Razem 4" in " ".join(words_of(pdf(whole, "pl")).split())


@pytest.mark.parametrize("columns", [3, 17])
def test_that_a_paper_cuts_no_figure_however_many_there_are(columns: int) -> None:
    heads = [Column("Nazwa klienta"), *(Column(f"Sprzedaż netto w roku {n}", Kind.MONEY) for n in range(columns))]
    rows = [("Spółdzielnia o bardzo długiej nazwie, która się nie mieści " * 2, *[1_00] * columns) for _ in range(400)]
    rows.append(("Ostatni", *[123_456_789_01] * columns))
    total = ("Razem", *[98_765_432_123_45] * columns)
    told = words_of(pdf(Table("Klienci", (), heads, rows, total), "pl")).replace("\N{NO-BREAK SPACE}", " ")
    assert told.count("123 456 789,01") == columns
    assert told.count("98 765 432 123,45") == columns


def test_that_a_paper_tells_names_whole_in_as_many_lines_as_they_need() -> None:
    words = ["Drożdże", "prasowane", "osmotolerancyjne", "Drożdżarnia", "Nadwarciańska"]
    name = " ".join([*words, "20 × 500 g"])
    heads = [Column("Kod"), Column("Nazwa"), *(Column(f"Rok {n}", Kind.MONEY) for n in range(9))]
    rows = [("swieta-social-2026", name, *[123_456_78] * 9) for _ in range(60)]
    told = words_of(pdf(Table("Towary", (), heads, rows), "pl"))
    assert told.count("swieta-social-2026") == 60
    assert [told.count(word) for word in words] == [60] * len(words)
    assert "…" not in told


def test_that_what_is_told_above_a_paper_is_told_whole() -> None:
    conditions = " · ".join(f"Klient: Spółdzielnia numer {number}" for number in range(20))
    told = " ".join(words_of(pdf(replace(table(FLOUR), told=(conditions,)), "pl")).split())
    assert conditions in told


def test_that_an_ending_that_is_none_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(WrongCall):
        write_table(table(FLOUR), tmp_path / "x.doc", "pl")
    assert list(tmp_path.iterdir()) == []


def test_that_a_command_reaches_the_database_with_nothing_it_cannot_hold_and_else_untouched() -> None:
    lines = (NewLine(1, 2_000, name="Mąka\x00"), NewLine(2, 1_000))
    order = PlaceOrder(7, lines, note="\ud800x\n\ty", address=PostalAddress("Łąka\x00"))
    after = storable(order)
    assert (after.note, after.lines[0].name, after.address) == ("�x\n\ty", "Mąka�", PostalAddress("Łąka�"))
    assert (after.lines[1], after.customer_id) == (lines[1], 7)
    assert storable(after) is after
    assert storable({"a\x00": ("b", 3, None)}) == {"a�": ("b", 3, None)}
