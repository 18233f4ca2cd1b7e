"""JSON of any depth -> flat fields, as a form would name them: `a[b]`, `a[0][b]`."""

import json
from typing import Any

from crm_desktop.intake.formats.charsets import decoded
from crm_desktop.intake.formats.shapes import MOST_FIELDS, MOST_RECORDS, Fields, Unreadable

DEEPEST = 40


class _Object(list[tuple[str, Any]]):
    """An object as it was written: its keys may repeat."""


def read_json(raw: bytes, charset: str) -> list[Fields]:
    """A list of objects is as many records. Numbers stay as written: ids beyond 2^53 are exact. Raises Unreadable."""
    try:
        read = json.loads(
            decoded(raw, charset), parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_Object
        )
    except ValueError as fault:
        raise Unreadable("json_broken", problem=str(fault)) from fault
    except RecursionError as fault:
        raise Unreadable("too_deep") from fault
    records = [read] if isinstance(read, _Object) else read
    if not isinstance(records, list) or not any(records):
        raise Unreadable("no_fields")
    if len(records) > MOST_RECORDS:
        raise Unreadable("too_many_records", most=MOST_RECORDS)
    if not all(isinstance(record, _Object) and record for record in records):
        raise Unreadable("not_objects")
    return [Fields(tuple(_flat(record))) for record in records]


def _flat(record: _Object) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    _collect(record, "", 0, pairs)
    return pairs


def _collect(value: Any, key: str, depth: int, pairs: list[tuple[str, str]]) -> None:
    """A list of plain values repeats its key."""
    if depth > DEEPEST:
        raise Unreadable("too_deep")
    if isinstance(value, _Object):
        for name, inner in value:
            _collect(inner, f"{key}[{name}]" if key else name, depth + 1, pairs)
    elif isinstance(value, list):
        plain = not any(isinstance(inner, list) for inner in value)
        for number, inner in enumerate(value):
            _collect(inner, key if plain else f"{key}[{number}]", depth + 1, pairs)
    else:
        pairs.append((key, _text(value)))
        if len(pairs) > MOST_FIELDS:
            raise Unreadable("too_many_fields", most=MOST_FIELDS)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
