"""JSON as some senders write it: a comma too many or too few, a byte order mark in the middle, a comment at the end."""

import json
from collections.abc import Callable
from typing import Any

from crm_desktop.intake.formats.shapes import Unreadable

LONGEST = 5_000_000
_SPACE = " \t\r\n\ufeff\xa0"


def loads(text: str, hook: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    """Every number as it was written. What is only a comma away from JSON is read all the same.

    Raises Unreadable with the place (line, column) of the first fault.
    """
    plain = text.removeprefix("\ufeff")
    try:
        return _parsed(plain, hook)
    except RecursionError as fault:
        raise Unreadable("too_deep") from fault
    except ValueError as fault:
        told = str(fault)
    if len(plain) > LONGEST:
        raise Unreadable("json_broken", problem=told)
    try:
        return _parsed(mended(plain.strip(_SPACE)), hook)
    except (ValueError, RecursionError) as fault:
        raise Unreadable("json_broken", problem=told) from fault


def _parsed(text: str, hook: Callable[[list[tuple[str, Any]]], Any] | None) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=hook, strict=False)


def mended(text: str) -> str:
    """Commas before a closing bracket go, commas between two values come; nothing else is touched."""
    out: list[str] = []
    last = ""
    position = 0
    while position < len(text):
        sign = text[position]
        if sign in _SPACE:
            out.append(" " if sign in "\ufeff\xa0" else sign)
            position += 1
            continue
        end = _end_of(text, position)
        if sign in "}]" and last == ",":
            _drop_comma(out)
        elif _begins(sign) and last and last not in "{[,:":
            out.append(",")
        out.append(text[position:end])
        last, position = sign if sign in "{}[],:" else "v", end
    return "".join(out)


def _begins(sign: str) -> bool:
    return sign not in "}],:"


def _end_of(text: str, start: int) -> int:
    """Where the sign, string or word that begins at `start` ends."""
    if text[start] in "{}[],:":
        return start + 1
    if text[start] != '"':
        end = start
        while end < len(text) and text[end] not in '{}[],:"' and text[end] not in _SPACE:
            end += 1
        return end
    end = start + 1
    while end < len(text) and text[end] != '"':
        end += 2 if text[end] == "\\" else 1
    return end + 1


def _drop_comma(out: list[str]) -> None:
    for number in range(len(out) - 1, -1, -1):
        if out[number] == ",":
            out[number] = ""
            return
