"""People's words outside the window: errors, papers, messages. resources/words/<language>/<room>.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from crm_desktop.errors import InvalidValue, KnownError
from crm_desktop.places import resource

LANGUAGES = ("pl", "en")


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
    """As `tell`, of an error that was kept by its code; a wrong value by the rule it breaks, where that has words."""
    rule = str(details.get("rule", "")) if code == InvalidValue.code else ""
    sentence = _room(language, "rules").get(rule) or _room(language, "errors")[code]
    return sentence.format_map(_Values(details))


class _Values(dict[str, Any]):
    """Details that a sentence names but an error did not carry are shown as a dash, never as a crash."""

    def __missing__(self, key: str) -> str:
        return "–"
