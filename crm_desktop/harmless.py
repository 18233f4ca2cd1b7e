"""Text that leaves as data and must never be taken for a command by the program that reads it."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_LIKE = re.compile(r"[+-]?[\d\s().,/-]*\d[\d\s().,/-]*")
"""Phones and negative numbers stay as they are: a spreadsheet reads them as such."""
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)
"""Devices of Windows, whatever follows the dot."""
_UNSTORED = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL stores no NUL, and half a letter is no UTF-8."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def harmless(text: str) -> str:
    """What a spreadsheet would run is told from text by an apostrophe."""
    return f"'{text}" if text.startswith(_RUNS) and not _NUMBER_LIKE.fullmatch(text) else text


def safe_name(name: str) -> str:
    """The last part of a path of any system, without signs and words a system reserves; never empty."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(". ")
    return _RESERVED.sub(r"\1_", kept)[-200:] or "file"


def without_control(text: str) -> str:
    """Every control character but tab and line ends visibly replaced."""
    return _CONTROL.sub("\ufffd", text)


def storable(value: T) -> T:
    """A command with all its texts as both databases can hold them, what they cannot visibly replaced."""
    found: Any = value
    match found:
        case str():
            found = _UNSTORED.sub("\ufffd", found)
        case tuple() if type(found) is tuple:
            found = tuple(map(storable, found))
        case dict():
            found = {storable(key): storable(one) for key, one in found.items()}
        case _ if is_dataclass(found) and not isinstance(found, type):
            before = {field.name: getattr(found, field.name) for field in fields(found) if field.init}
            after = {name: storable(one) for name, one in before.items()}
            found = replace(found, **after) if after != before else found
    return found  # type: ignore[no-any-return]  # of the type it came with
