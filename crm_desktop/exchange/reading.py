"""The bytes of a sheet -> its rows as texts: XLSX, XLS, ODS, or CSV in the ways that Polish programs write it."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from crm_desktop.exchange.records import Sheet, SheetMap, Unreadable
from crm_desktop.exchange.rules import known_heads
from crm_desktop.folding import fold
from crm_desktop.intake.formats.charsets import decoded, legible, narrow, one_line

DELIMITERS = ";\t,|"
HEADS_WITHIN = 20
"""Programs print a title and a date above the heads, seldom more."""
BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and ODS (a zip), and XLS, begin; everything else is text."""
MOST_ROWS = 200_000
LONGEST_CELL = 10_000_000
FEET = {"razem", "suma", "ogolem", "lacznie", "podsumowanie", "total", "grand total", "sum", "summe", "gesamt"}
_FIGURE = re.compile(r"[-+(]?[\d\s.,'%]*\d[\d\s.,'%)]*(zł|zl|pln|eur|€|szt\.?)?", re.IGNORECASE)


def read_sheet(content: bytes, file: str, chosen: SheetMap | None = None) -> Sheet:
    """The sheet named in the map, else the first that has rows. Raises Unreadable."""
    told = chosen or SheetMap()
    if not content.strip():
        raise Unreadable(file=file, reason="0 B")
    if content.startswith(BOOKS):
        rows, name, names = sheet_of_book(content, file, told)
    else:
        rows, name, names = _csv(content, file, told), "", ()
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if len(filled) > MOST_ROWS:
        raise Unreadable(file=file, reason=f"> {MOST_ROWS}")
    at = _heads_at([row for _, row in filled[:HEADS_WITHIN]])
    if at is None:
        raise Unreadable(file=file, reason="0")
    head_row, heads = filled[at]
    if len(filled) > at + 1 and adds_up(filled[-1][1]):
        filled.pop()
    width = max(len(row) for _, row in filled[at:])
    return Sheet(
        heads=_named(heads, width),
        rows=tuple((*row, *[""] * (width - len(row))) for _, row in filled[at + 1 :]),
        numbers=tuple(number for number, _ in filled[at + 1 :]),
        head_row=head_row,
        name=name,
        names=names,
    )


def sheet_of_book(
    content: bytes, file: str, told: SheetMap, *, cell_text: Callable[[Any], str] | None = None
) -> tuple[list[list[str]], str, tuple[str, ...]]:
    """(rows, the sheet's name, all names); `cell_text` says how a cell reads. Raises Unreadable."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    wanted, read = told.sheet, _marked(cell_text or _text, told.decimal)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = tuple(book.sheet_names)
        if wanted and wanted not in names:
            raise Unreadable(file=file, reason=wanted)
        for name in [wanted] if wanted else names:
            # rows and columns above and left of the first filled cell are kept: places are told as the sheet has them
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows or name == names[-1]:
                return [[read(cell) for cell in row] for row in rows], name, names
    except (CalamineError, PasswordError, OSError, ValueError) as fault:
        raise Unreadable(file=file, reason=str(fault)) from fault
    raise Unreadable(file=file, reason="0")


def _marked(read: Callable[[Any], str], decimal: str) -> Callable[[Any], str]:
    """A book holds numbers, not texts: each gets the mark told for texts, else 12.5 among commas would be 125."""
    if not decimal or decimal == ".":
        return read
    return lambda cell: read(cell).replace(".", decimal) if isinstance(cell, float) else read(cell)


def _text(cell: Any) -> str:
    """A cell as a person reads it: a whole number without a point, a code as it was typed."""
    match cell:
        case None | "":
            return ""
        case bool():
            return "1" if cell else "0"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case float():
            return format(cell, ".10f").rstrip("0").rstrip(".")
        case datetime() | date():
            return cell.isoformat()[:10]
        case _:
            return one_line(legible(str(cell)))


def _csv(content: bytes, file: str, told: SheetMap) -> list[list[str]]:
    text = csv_text(content, file, told.encoding)
    delimiter = told.delimiter or csv_delimiter(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except (csv.Error, TypeError) as fault:
        raise Unreadable(file=file, reason=str(fault)) from fault
    if read and len(read[0]) == 1 and read[0][0].lower().startswith("sep="):
        read[0] = [""]
    return [[one_line(legible(_unguarded(cell))) for cell in row] for row in read]


def _unguarded(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running a text (see `writing.harmless`)."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def csv_text(content: bytes, file: str, encoding: str) -> str:
    """In the told encoding, else as Polish programs write. Raises Unreadable."""
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (LookupError, ValueError) as fault:
            raise Unreadable(file=file, reason=f"{encoding}: {fault}") from fault
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(file=file, reason="\\0")
    return decoded(narrow(content, ""))


def csv_delimiter(text: str) -> str:
    """The one that divides the first rows the same way most often; told by Excel in a row of its own as `sep=;`."""
    first = text[:6].lower()
    if first.startswith("sep=") and len(text) > 4:
        return text[4]
    rows = [row for row in text[:20_000].splitlines() if row.strip()][:HEADS_WITHIN]

    def divides(mark: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(rows, delimiter=mark)]
        usual = max(counts, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0), usual

    return max(DELIMITERS, key=lambda mark: (*divides(mark), -DELIMITERS.index(mark)))


def _heads_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The row with the most heads that are known; where none is, the first with two words."""
    if not rows:
        return None
    known = [known_heads(row) for row in rows]
    if max(known) > 0:
        return known.index(max(known))
    return next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)


def adds_up(row: Sequence[str]) -> bool:
    """The foot of a list: a word for the sum, and beside it figures alone."""
    word, *figures = [cell for cell in map(str.strip, row) if cell]
    plain = fold(word).strip(" :")
    return plain in FEET and bool(figures) and all(_FIGURE.fullmatch(figure) for figure in figures)


def _named(heads: Sequence[str], width: int) -> tuple[str, ...]:
    """A head for every column, no two alike: a nameless one is called by its letters, a second one counted."""
    found: list[str] = []
    for at in range(width):
        name = (heads[at] if at < len(heads) else "") or column_letters(at)
        number, alone = 2, name
        while name in found:
            name, number = f"{alone} ({number})", number + 1
        found.append(name)
    return tuple(found)


def column_letters(at: int) -> str:
    """0 -> "A", 26 -> "AA": as spreadsheets call their columns."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
