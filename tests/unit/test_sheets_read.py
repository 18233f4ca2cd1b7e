"""Sheets as offices keep them: a cell as a person reads it, and what is told of a file that cannot be read."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from crm_desktop.exchange.reading import MOST_ROWS, read_sheet
from crm_desktop.exchange.records import SheetMap, Unreadable


def book(**sheets: list[list[Any]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def refused(content: bytes, told: SheetMap | None = None) -> Any:
    with pytest.raises(Unreadable) as fault:
        read_sheet(content, "cennik", told)
    assert fault.value.details["file"] == "cennik"
    return fault.value.details["reason"]


def test_that_a_cell_is_read_as_a_person_sees_it() -> None:
    row = ["MK-1", "Mąka", 48.9, 12, True, False, date(2026, 1, 31), datetime(2026, 2, 1, 12, 30)]
    heads = ["Kod", "Nazwa", "Cena", "Ilość", "Aktywny", "Partie", "Od", "Do"]
    sheet = read_sheet(book(Cennik=[heads, row]), "cennik.xlsx")
    assert sheet.rows[0] == ("MK-1", "Mąka", "48.9", "12", "1", "0", "2026-01-31", "2026-02-01")


def test_that_the_first_sheet_with_rows_is_read_and_another_where_it_is_named() -> None:
    content = book(Pusty=[], Cennik=[["Kod", "Nazwa"], ["MK-1", "Mąka"]], Inny=[["Kod", "Nazwa"], ["CU-2", "Cukier"]])
    assert [read_sheet(content, "c", SheetMap(sheet=name)).rows[0][0] for name in ("", "Inny")] == ["MK-1", "CU-2"]
    assert refused(content, SheetMap(sheet="Brak")) == "Brak"


def test_that_a_sheet_without_rows_is_told_as_such() -> None:
    assert refused(book(Pusty=[])) == "0"
    assert refused(b" \n") == "0 B"
    assert refused(b";;\n;;\n") == "0"


def test_that_what_was_told_of_a_file_and_cannot_be_is_named() -> None:
    content = "Kod;Nazwa\nMK-1;Mąka\n".encode("cp1250")
    assert read_sheet(content, "cennik", SheetMap(encoding="cp1250")).rows[0] == ("MK-1", "Mąka")
    assert refused(content, SheetMap(encoding="utf-8")).startswith("utf-8: ")
    assert refused(content, SheetMap(encoding="polskie")) == "polskie: unknown encoding: polskie"
    assert "delimiter" in refused(content, SheetMap(delimiter=";;"))


def test_that_a_cell_without_end_and_too_many_rows_are_refused() -> None:
    assert refused(b'Kod;Nazwa\nMK-1;"' + b"x" * 10_000_001 + b'"\n') == "field larger than field limit (10000000)"
    assert refused(b"Kod;Nazwa\n" + b"MK-1;Maka\n" * MOST_ROWS) == f"> {MOST_ROWS}"


def test_that_a_table_of_excel_that_names_its_separator_is_read_without_that_row() -> None:
    sheet = read_sheet(b"sep=;\nKod;Nazwa\nMK-1;Sol, kamienna\n", "cennik")
    assert list(sheet.rows) == [("MK-1", "Sol, kamienna")]
    assert read_sheet(b"sep=|\nKod|Nazwa\nMK-1|Sol\n", "cennik").rows[0] == ("MK-1", "Sol")
