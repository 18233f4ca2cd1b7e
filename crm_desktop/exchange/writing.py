"""A table as a file: XLSX with typed cells, CSV that no spreadsheet runs, PDF and PNG with the picture above."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, assert_never

from crm_desktop.errors import WrongCall
from crm_desktop.exchange.tables import Cell, Column, Kind, Table
from crm_desktop.harmless import harmless
from crm_desktop.money import MINOR_SCALE, QUANTITY_SCALE, divide_half_away, minor_text, quantity_text

FORMATS = (".xlsx", ".csv", ".pdf", ".png")
_NUMBER_FORMATS = {Kind.COUNT: "#,##0", Kind.MONEY: "#,##0.00", Kind.QUANTITY: "#,##0.###", Kind.SHARE: "0.00%"}
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_CELL, _LONGEST_SHEET_NAME = 32_767, 31
_WIDEST, _NARROWEST = 60, 8


def write_table(table: Table, file: Path, language: str) -> None:
    """By the ending of `file`. Raises WrongCall for one that is none of FORMATS."""
    match file.suffix.casefold():
        case ".xlsx":
            content = xlsx(table)
        case ".csv":
            content = csv_bytes(table)
        case ".pdf" | ".png" as ending:
            from crm_desktop.exchange import drawing

            content = (drawing.pdf if ending == ".pdf" else drawing.png)(table, language)
        case other:
            raise WrongCall(problem=f"--out {other or file.name!r}: {', '.join(FORMATS)}")
    file.write_bytes(content)


def xlsx(table: Table) -> bytes:
    """A sheet of the table, and one of each table beside it."""
    from openpyxl import Workbook

    book = Workbook()
    for number, one in enumerate((table, *table.beside)):
        sheet = book.create_sheet() if number else book.active
        sheet.title = re.sub(r"[\[\]:*?/\\']", " ", one.title).strip()[:_LONGEST_SHEET_NAME] or str(number + 1)
        _fill(sheet, one)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, table: Table) -> None:
    """Title, what is told, heads that stay in sight, rows, the total."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    for number, line in enumerate((table.title, *table.told), 1):
        _put(sheet, number, 1, line, Kind.TEXT)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    head = len(table.told) + 3
    for place, column in enumerate(table.columns, 1):
        _put(sheet, head, place, column.title, Kind.TEXT)
        sheet.cell(head, place).font = bold
        sheet.column_dimensions[get_column_letter(place)].width = _width(table, place - 1)
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    for number, row in enumerate(rows, head + 1):
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True), 1):
            _put(sheet, number, place, value, column.kind)
            if table.total is not None and number == head + len(rows):
                sheet.cell(number, place).font = bold
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    if table.rows:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(table.columns))}{head + len(table.rows)}"


def _put(sheet: Any, row: int, place: int, value: Cell, kind: Kind) -> None:
    """Text is never a formula, whatever it begins with; numbers are numbers."""
    cell = sheet.cell(row, place)
    match value:
        case None:
            return
        case str():
            cell.value = _ILLEGAL.sub("�", value)[:_LONGEST_CELL]
            cell.data_type = "s"
        case date():
            cell.value, cell.number_format = value, "yyyy-mm-dd"
        case int() | Fraction():
            cell.value = _plain(value, kind)
            cell.number_format = _NUMBER_FORMATS.get(kind, "General")
        case _:
            assert_never(value)


def _plain(value: int | Fraction, kind: Kind) -> int | float:
    if isinstance(value, Fraction):  # as every other answer tells it
        return divide_half_away(value.numerator * 10_000, value.denominator) / 10_000
    scale = {Kind.MONEY: MINOR_SCALE, Kind.QUANTITY: QUANTITY_SCALE}.get(kind, 1)
    return value if scale == 1 else value / scale


def _width(table: Table, place: int) -> float:
    shown = [len(_text(row[place], table.columns[place].kind)) for row in table.rows[:500]]
    return min(_WIDEST, max(_NARROWEST, len(table.columns[place].title), *shown, 0) + 3)


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with its mark, so that spreadsheets read Polish; numbers with a point, days as ISO.

    One table, as who reads it expects: those beside stay out.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow(_csv_row(row, table.columns))
    return out.getvalue().encode("utf-8-sig")


def _csv_row(row: Sequence[Cell], columns: Sequence[Column]) -> list[str]:
    told = []
    for value, column in zip(row, columns, strict=True):
        text = _text(value, column.kind)
        told.append(harmless(text) if isinstance(value, str) else text)
    return told


def _text(value: Cell, kind: Kind) -> str:
    """As a machine reads it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return value.isoformat()
        case Fraction():
            scaled = divide_half_away(value.numerator * 10_000, value.denominator)
            return f"{'-' if scaled < 0 else ''}{abs(scaled) // 10_000}.{abs(scaled) % 10_000:04}"
        case int() if kind is Kind.MONEY:
            return minor_text(value)
        case int() if kind is Kind.QUANTITY:
            return quantity_text(value)
        case int():
            return str(value)
