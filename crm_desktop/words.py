"""People's words outside the window: errors, papers, messages. resources/words/<language>/<room>.toml."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from crm_desktop.errors import InvalidValue, KnownError, WrongCall
from crm_desktop.places import resource

LANGUAGES = ("pl", "en")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSIDE = re.compile(r".*\.")
"""What a field stands in: "lines[3].lot" is told as its lot."""
SYSTEM = frozenset({"reason", "said"})
"""Details that an operating system or a driver puts into its own words."""


@cache
def _room(language: str, room: str) -> dict[str, str]:
    with resource("words", language, f"{room}.toml").open("rb") as file:
        return tomllib.load(file)


def say(key: str, language: str, **values: Any) -> str:
    """The sentence `room.key` in `language`, with `{name}` places filled from `values`."""
    room, _, name = key.partition(".")
    return _room(language, room)[name].format(**values)


def raw(key: str, language: str) -> str:
    """As it is written, its places unfilled: templates that are filled elsewhere."""
    room, _, name = key.partition(".")
    return _room(language, room)[name]


def tell(error: KnownError, language: str) -> str:
    """A known error as a sentence for a person."""
    return told_by(error.code, error.details, language)


def told_by(code: str, details: Mapping[str, Any], language: str) -> str:
    """As `tell`, of an error that was kept by its code; a wrong value or call by the rule it breaks, where that has
    words."""
    rule = str(details.get("rule", "")) if code in (InvalidValue.code, WrongCall.code) else ""
    sentence = _room(language, "rules").get(rule) or _room(language, "errors")[code]
    return sentence.format_map(_Values({key: _spoken(key, value, language) for key, value in details.items()}))


def day_text(day: date, language: str) -> str:
    """A whole date as the language writes it: "28.11.2025", "28 Nov 2025"."""
    return f"{day:%d.%m.%Y}" if language == "pl" else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def system_words(said: str, language: str) -> str:
    """What a system said in English ("[Errno 111] Connection refused") in `language`; else as it was said."""
    plain = said.casefold()
    known = _room(language, "system")
    return next((sentence for phrase, sentence in known.items() if phrase in plain), said)


def _spoken(key: str, value: Any, language: str) -> Any:
    """As a person reads it: a code by its word, days and numbers as `language` writes them, a system's words in it."""
    if not isinstance(value, str):
        return value
    if (term := _room(language, "terms").get(f"{key}_{_INSIDE.sub('', value)}")) is not None:
        return term
    if key in SYSTEM:
        return system_words(value, language)
    if language == "pl" and _DECIMAL.fullmatch(value):
        return value.replace(".", ",")
    if _DAY.fullmatch(value):
        try:
            return day_text(date.fromisoformat(value), language)
        except ValueError:
            return value
    return value


class _Values(dict[str, Any]):
    """Details that a sentence names but an error did not carry are shown as a dash, never as a crash."""

    def __missing__(self, key: str) -> str:
        return "–"
