"""A sheet of history as rows of texts, exactly as written: a million rows, and codes with their spaces and zeros."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from crm_desktop.exchange.checking import field_name
from crm_desktop.exchange.history.cells import Days, Numbers, currency_code, decimal_mark
from crm_desktop.exchange.history.fields import FIELDS, match_heads
from crm_desktop.exchange.history.records import Past
from crm_desktop.exchange.reading import (
    BOOKS,
    HEADS_WITHIN,
    LONGEST_CELL,
    adds_up,
    column_letters,
    csv_delimiter,
    csv_text,
    sheet_of_book,
)
from crm_desktop.exchange.records import Fault, SheetMap, Unreadable
from crm_desktop.exchange.rules import Wrong
from crm_desktop.words import say

MOST_FAULTS = 10_000
"""A wrong format of dates makes a fault a row: nobody reads a million of them."""
LOOKED_AT = 20_000
"""Rows, from all over the sheet, from which the mark of decimals is told."""
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`head_row` and the numbers of `rows` are the file's, from 1; rows may be shorter than the heads."""

    heads: tuple[str, ...]
    head_row: int
    rows: list[tuple[int, Row]]


def read_table(what: Past, content: bytes, file: str, chosen: SheetMap) -> Table:
    """The heads are in the row that bears most of them, among the first. Raises Unreadable."""
    if not content.strip():
        raise Unreadable(file=file, reason="0 B")
    if content.startswith(BOOKS):
        rows: Any = sheet_of_book(content, file, chosen, cell_text=_exact)[0]
    else:
        text = csv_text(content, file, chosen.encoding).replace("\0", "")
        csv.field_size_limit(LONGEST_CELL)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=chosen.delimiter or csv_delimiter(text))
    try:
        filled = [(number, row) for number, row in enumerate(rows, 1) if any(row) and any(map(str.strip, row))]
    except csv.Error as fault:
        raise Unreadable(file=file, reason=str(fault)) from fault
    if not filled:
        raise Unreadable(file=file, reason="0")
    scores = [_score(what, row, chosen.columns) for _, row in filled[:HEADS_WITHIN]]
    at = scores.index(max(scores))
    number, heads = filled[at]
    if len(filled) > at + 1 and adds_up(filled[-1][1]):
        filled.pop()
    return Table(tuple(head.strip() for head in heads), number, filled[at + 1 :])


def _exact(cell: Any) -> str:
    """A cell of a spreadsheet as its program holds it: a whole number without a point, days as ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()
        case _:
            return str(cell)


def _score(what: Past, row: Row, told: Mapping[str, str]) -> int:
    heads = [cell.strip() for cell in row]
    return sum(1 for head in match_heads(what, heads, told).values() if head in heads)


class Cells:
    """The cells of one row at a time, by field; keeps the faults of all."""

    def __init__(self, what: Past, table: Table, chosen: SheetMap, language: str) -> None:
        self.what, self.language = what, language
        self.heads = match_heads(what, table.heads, {key: head.strip() for key, head in chosen.columns.items()})
        self.faults: list[Fault] = []
        self.faulty = 0
        self._table, self._chosen = table, chosen
        self._places = {key: table.heads.index(head) for key, head in self.heads.items() if head in table.heads}
        self._longest = {field.key: field.longest for field in FIELDS[what]}
        self._reading = {
            key: (self._places.get(key, -1), chosen.values.get(key) or {}, longest)
            for key, longest in self._longest.items()
        }
        self._number, self._wrong_before = 0, 0
        self._row: Row = ()
        self.numbers = Numbers("")
        self.days = Days(chosen.date_format, ())

    def head_faults(self) -> bool:
        """Whether the heads are wrong: told and not there, of no field, or needed and given by none."""
        at, known = self._table.head_row, {field.key for field in FIELDS[self.what]}
        for head in dict.fromkeys(self.heads.values()):
            if head not in self._table.heads:
                self._keep(Fault(at, head, head, self._say("no_such_head", head=head)))
        for key in self._chosen.columns:
            if key not in known:
                self._keep(Fault(at, key, key, self._say("no_such_field", field=key)))
        for field in FIELDS[self.what]:
            if field.needed and field.key not in self.heads and field.instead not in self.heads:
                named = field_name(field.key, self.language)
                self._keep(Fault(at, named, "", self._say("no_column", field=named)))
        return bool(self.faults)

    def learn(self, numbers: Sequence[str], days: Sequence[str]) -> None:
        """Tells the decimal mark and the format of days from the columns of these fields."""
        rows = self._table.rows
        told, some = self._chosen.decimal, rows[:: len(rows) // LOOKED_AT + 1]
        self.numbers = Numbers(told or decimal_mark(self._texts(some, numbers)), sure=bool(told))
        self.days = Days(self._chosen.date_format, () if self._chosen.date_format else self._texts(rows, days))

    def _texts(self, rows: Sequence[tuple[int, Row]], keys: Sequence[str]) -> list[str]:
        places = [self._places[key] for key in keys if key in self._places]
        return [row[at] for _, row in rows for at in places if at < len(row)]

    def each(self) -> Iterator[int]:
        """Goes from row to row; `right` tells afterwards whether the last one read well."""
        width = len(self._table.heads)
        for number, row in self._table.rows:
            self._number, self._row, self._wrong_before = number, row, self.faulty
            if len(row) > width and any(map(str.strip, row[width:])):
                self._beyond(width)
            yield number

    def _beyond(self, width: int) -> None:
        """A cell under no head: a mark within a text or a number has divided it, and all behind it stands wrong."""
        self.faulty += 1
        self._keep(Fault(self._number, column_letters(width), self._row[width], self._say("no_head_above")))

    def taking(self, keys: Sequence[str]) -> Callable[[], Sequence[str]]:
        """What takes the texts of these fields out of the row, as `text` tells them; "" of a field that is not there.

        Of a million rows nearly all are plain: their texts are taken together.
        """
        places = [self._places.get(key, -1) for key in keys]  # the last of a row is put there, and empty
        width, longest = max(places) + 1, min(self._longest[key] for key in keys)
        plain, pick = not any(self._chosen.values.get(key) for key in keys), itemgetter(*places)

        def take() -> Sequence[str]:
            if plain and len(self._row) >= width:
                found: Sequence[str] = pick([*self._row, ""])
                if max(map(len, found)) <= longest:
                    return found
            return [self.text(key) if self.has(key) else "" for key in keys]

        return take

    @property
    def right(self) -> bool:
        return self.faulty == self._wrong_before

    def has(self, key: str) -> bool:
        return key in self._places

    def text(self, key: str) -> str:
        """As written, "" where there is none; a meaning told for it instead. Too long a text is a fault."""
        at, meant, longest = self._reading[key]
        row = self._row
        if not 0 <= at < len(row):
            return meant.get("", "")
        written = row[at]
        found = meant.get(written, meant.get(written.strip(), written)) if meant else written
        if len(found) > longest:
            self.wrong(key, written, Wrong("too_long", longest=longest))
        return found

    def name(self, key: str) -> str:
        """What only names something: cut to what is kept of it, so that a long one keeps no figures out."""
        at = self._places.get(key, -1)
        return self._row[at][: self._longest[key]] if 0 <= at < len(self._row) else ""

    def percents(self, key: str) -> bool:
        """Whether the parts in this column are told in hundredths: a part of more than all there is is none.

        Where some are fractions, all are, and what is above one is a fault.
        """
        parts = [self._part(text) for text in set(self._texts(self._table.rows, (key,))) if "%" not in text]
        return any(part > 1 for part in parts) and not any(0 < abs(part) < 1 for part in parts)

    def _part(self, text: str) -> Decimal:
        try:
            return self.numbers.read(text) if text.strip() else Decimal()
        except Wrong:
            return Decimal()

    def needed(self, key: str) -> str:
        return self.required(key, self.text(key))

    def required(self, key: str, found: str) -> str:
        """The text, or "" and a fault where nothing is in it."""
        if not found or not found.strip():
            self.wrong(key, found, Wrong("required"))
            return ""
        return found

    def read(self, key: str, text: str, reader: Callable[[str], Any], otherwise: Any) -> Any:
        """What `reader` makes of the text; `otherwise` of nothing, and of what is a fault."""
        if not text.strip():
            return otherwise
        try:
            return reader(text)
        except Wrong as fault:
            self.wrong(key, text, fault)
            return otherwise

    def currency(self, otherwise: str) -> str:
        """What the row names, else `otherwise`."""
        return self.currency_of(self.text("currency"), otherwise) if self.has("currency") else otherwise

    def currency_of(self, text: str, otherwise: str) -> str:
        found: str = self.read("currency", text, currency_code, otherwise)
        return found

    def wrong(self, key: str, value: str, fault: Wrong) -> None:
        if self.right:
            self.faulty += 1
        said = self._say(fault.rule, **fault.values)
        self._keep(Fault(self._number, self.heads.get(key) or field_name(key, self.language), value, said))

    def _keep(self, fault: Fault) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def _say(self, rule: str, **values: Any) -> str:
        return say(f"importing.{rule}", self.language, **values)
