"""Text that leaves as data and must never be taken for a command by the program that reads it."""

import re

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_LIKE = re.compile(r"[+-]?[\d\s().,/-]*\d[\d\s().,/-]*")
"""Phones and negative numbers stay as they are: a spreadsheet reads them as such."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def harmless(text: str) -> str:
    """What a spreadsheet would run is told from text by an apostrophe."""
    return f"'{text}" if text.startswith(_RUNS) and not _NUMBER_LIKE.fullmatch(text) else text


def without_control(text: str) -> str:
    """Every control character but tab and line ends visibly replaced."""
    return _CONTROL.sub("\ufffd", text)
