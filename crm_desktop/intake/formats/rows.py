"""A CSV -> a record a row: the sign between cells is found, the first row names the fields."""

import csv
import io

from crm_desktop.intake.field_maps import meaning_of
from crm_desktop.intake.formats.charsets import legible
from crm_desktop.intake.formats.order_words import part_of_line
from crm_desktop.intake.formats.shapes import MOST_RECORDS, Fields, Unreadable

SIGNS = ";,\t|"
MOST_COLUMNS = 200
csv.field_size_limit(10_000_000)


def read_rows(text: str) -> list[Fields | Unreadable] | None:
    """None for what is no table: a first row of at least two names, one of which has a meaning, and rows like it.

    Raises Unreadable for more rows than can be taken.
    """
    plain = legible(text).strip("\n")
    head = plain.split("\n", 1)[0]
    if "\n" not in plain or (head.lower().startswith("sep=") and "\n" not in plain.split("\n", 1)[1]):
        return None
    if head.lower().startswith("sep="):
        plain = plain.split("\n", 1)[1]
        head = plain.split("\n", 1)[0]
    for sign in sorted(SIGNS, key=head.count, reverse=True):
        names = _cells(head, sign)
        if 2 <= len(names) <= MOST_COLUMNS and _are_names(names):
            return _records(plain, sign)
    return None


def _cells(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []


def _are_names(names: list[str]) -> bool:
    told = [name.strip() for name in names]
    if not any(meaning_of(name, {}) for name in told):
        return False
    short = all(len(name) <= 80 for name in told)
    known = sum(bool(meaning_of(name, {}) or part_of_line(name)) for name in told)
    return short and known >= 1 and known * 4 >= len(told) and sum(":" in name for name in told) == 0


def _records(text: str, sign: str) -> list[Fields | Unreadable]:
    found: list[Fields | Unreadable] = []
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    try:
        names = [name.strip() for name in next(reader)]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            found.append(_record(names, cells, reader.line_num))
            if len(found) > MOST_RECORDS:
                raise Unreadable("too_many_records", most=MOST_RECORDS)
    except csv.Error as fault:
        found.append(Unreadable("csv_broken", line=reader.line_num, problem=str(fault)))
    return found


def _record(names: list[str], cells: list[str], line: int) -> Fields | Unreadable:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        return Unreadable("csv_cells", line=line, found=len(cells), wanted=len(names))
    return Fields(tuple((name, cell.strip()) for name, cell in zip(names, cells, strict=False) if name or cell))
