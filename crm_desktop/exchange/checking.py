"""A sheet through its map: lines with values, and every fault of every cell at once, in the person's language."""

import hashlib
from collections.abc import Mapping
from typing import Any

from crm_desktop.exchange.records import Checked, Fault, Line, Sheet, SheetMap, What
from crm_desktop.exchange.rules import FIELDS, Field, Wrong, joined, match_columns, wrong_together
from crm_desktop.words import say


def digest_of(content: bytes) -> str:
    """What tells the same bytes again: SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def field_name(key: str, language: str) -> str:
    """How a field is called in front of people."""
    return say(f"importing.field_{key}", language)


def check(what: What, sheet: Sheet, chosen: SheetMap, *, digest: str, file: str, language: str) -> Checked:
    """Every cell of a matched column, without asking the database; what is wrong with the heads stands at their row."""
    heads = match_columns(what, sheet.heads, chosen.columns)
    faults = _head_faults(what, sheet, heads, chosen, language)
    if faults:
        return Checked(what, digest, file, heads, len(sheet.rows), (), tuple(faults), language)
    reader = _Reader(what, sheet, heads, chosen, language)
    lines = [reader.line(number, row) for number, row in zip(sheet.numbers, sheet.rows, strict=True)]
    right = tuple(line for line in lines if line is not None)
    return Checked(what, digest, file, heads, len(sheet.rows), right, tuple(reader.faults), language)


def _head_faults(what: What, sheet: Sheet, heads: Mapping[str, str], chosen: SheetMap, language: str) -> list[Fault]:
    """A head that is told and not there, and a needed field that no head gives."""
    known = {field.key for field in FIELDS[what]}
    faults = [
        Fault(sheet.head_row, head, head, say("importing.no_such_head", language, head=head))
        for head in dict.fromkeys(heads.values())
        if head not in sheet.heads
    ]
    faults += [
        Fault(sheet.head_row, key, key, say("importing.no_such_field", language, field=key))
        for key in chosen.columns
        if key not in known
    ]
    faults += [
        Fault(
            sheet.head_row,
            field_name(field.key, language),
            "",
            say("importing.no_column", language, field=field_name(field.key, language)),
        )
        for field in FIELDS[what]
        if _always_needed(what, field) and field.key not in heads
    ]
    return faults


def _always_needed(what: What, field: Field) -> bool:
    """A customer may be known by a code alone; a sheet of customers must name at least who they are."""
    return field.needed or (what is What.CUSTOMERS and field.needed_for_new)


class _Reader:
    """Reads row by row and keeps the faults."""

    def __init__(self, what: What, sheet: Sheet, heads: Mapping[str, str], chosen: SheetMap, language: str) -> None:
        self.faults: list[Fault] = []
        self._what, self._heads, self._chosen, self._language = what, heads, chosen, language
        places = {head: at for at, head in enumerate(sheet.heads)}
        self._cells = [(field, places[heads[field.key]]) for field in FIELDS[what] if field.key in heads]
        self._needed = [(field, at) for field, at in self._cells if _always_needed(what, field)]

    def line(self, number: int, row: tuple[str, ...]) -> Line | None:
        """None where something is wrong with it."""
        before = len(self.faults)
        for field, at in self._needed:
            if not row[at]:
                self._wrong(number, field.key, "", Wrong("required"))
        values = {field.key: self._value(number, field, row[at]) for field, at in self._cells if row[at]}
        together = wrong_together(self._what, values)
        if together is not None:
            key, fault = together
            self._wrong(number, key, str(values[key]), fault)
        return Line(number, joined(values)) if len(self.faults) == before else None

    def _value(self, number: int, field: Field, text: str) -> Any:
        meant = self._chosen.values.get(field.key, {}).get(text, text)
        try:
            return field.read(meant, self._chosen.decimal)
        except Wrong as fault:
            self._wrong(number, field.key, text, fault)
            return ""

    def _wrong(self, number: int, key: str, value: str, fault: Wrong) -> None:
        said = say(f"importing.{fault.rule}", self._language, **fault.values)
        self.faults.append(Fault(number, self._heads[key], value, said))


def doubles(checked: Checked, key_of: Mapping[int, Any], column: str) -> list[Fault]:
    """Rows whose key an earlier row has already; `key_of` by row, None for rows without one."""
    first: dict[Any, int] = {}
    faults = []
    for line in checked.lines:
        key = key_of.get(line.row)
        if key is None:
            continue
        if key in first:
            said = say("importing.twice", checked.language, row=first[key])
            faults.append(Fault(line.row, checked.heads.get(column, column), str(line.values.get(column, "")), said))
        else:
            first[key] = line.row
    return faults
