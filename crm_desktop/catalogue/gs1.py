"""GS1 barcodes of cartons and pallets (GS1-128, DataMatrix): goods, lot and date of expiry in one scan.

As scanners hand them on: with brackets "(01)…(17)…(10)…", or bare with FNC1 (GS, "]C1" before) where a part of no fixed
length ends.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.catalogue.rules import check_digit_is_right

SEPARATOR = "\x1d"
_SYMBOLOGY = ("]C1", "]d2", "]e0", "]Q3", "]J1")
_FIXED = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2}
_WEIGHT = re.compile(r"310[0-6]")
_WEIGHT_DIGITS = 6
_VARIABLE = {"10": 20, "21": 20, "30": 8, "37": 8, "240": 30, "241": 30, "400": 30}
_BRACKET = re.compile(r"\((\d{2,4})\)([^(]*)")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Gs1:
    """`gtin` of 14 digits; `count` pieces (AI 30, 37), `weight` thousandths of a kilogram (AI 310n), where told."""

    gtin: str = ""
    lot: str = ""
    expires_on: date | None = None
    count: int | None = None
    weight: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """As the goods may be known: GTIN-14, EAN-13, UPC-12, EAN-8."""
        code = self.gtin
        shorter = (code[start:] for start in (1, 2, 6) if not code[:start].strip("0"))
        return (code, *shorter)


def read_gs1(text: str) -> Gs1 | None:
    """None where it is no such barcode, or one that names no goods."""
    code = text.strip()
    for prefix in _SYMBOLOGY:
        code = code.removeprefix(prefix)
    parts = _bracketed(code) if code.startswith("(") else _bare(code)
    found = Gs1()
    for identifier, value in parts or ():
        read = _with(found, identifier, value)
        if read is None:
            return None
        found = read
    return found if found.gtin else None


def _bracketed(code: str) -> list[tuple[str, str]]:
    whole = _BRACKET.fullmatch(code) is not None or "".join(f"({a}){v}" for a, v in _BRACKET.findall(code)) == code
    return [(a, v.strip(SEPARATOR)) for a, v in _BRACKET.findall(code)] if whole else []


def _bare(code: str) -> list[tuple[str, str]] | None:
    parts: list[tuple[str, str]] = []
    rest = code.lstrip(SEPARATOR)
    if not rest.startswith(("01", "02")) or len(rest) <= len("01") + _FIXED["01"]:
        return None  # fourteen digits alone are a GTIN
    while rest:
        taken = _next(rest)
        if taken is None:
            return None
        identifier, value = taken
        parts.append(taken)
        rest = rest[len(identifier) + len(value) :].lstrip(SEPARATOR)
    return parts


def _next(rest: str) -> tuple[str, str] | None:
    two, three, four = rest[:2], rest[:3], rest[:4]
    if two in _FIXED:
        value = rest[2 : 2 + _FIXED[two]]
        return (two, value) if len(value) == _FIXED[two] else None
    if _WEIGHT.fullmatch(four):
        value = rest[4 : 4 + _WEIGHT_DIGITS]
        return (four, value) if len(value) == _WEIGHT_DIGITS else None
    identifier = three if three in _VARIABLE else two
    if identifier not in _VARIABLE:
        return None
    value = rest[len(identifier) :].split(SEPARATOR, 1)[0]
    return (identifier, value) if 0 < len(value) <= _VARIABLE[identifier] else None


def _with(found: Gs1, identifier: str, value: str) -> Gs1 | None:
    """What a part adds; None where it cannot be true."""
    match identifier:
        case "01" | "02":
            good = len(value) == _FIXED["01"] and value.isdigit() and check_digit_is_right(value)
            return replace(found, gtin=value) if good else None
        case "10":
            return replace(found, lot=value)
        case "17":
            day = _day(value)
            return replace(found, expires_on=day) if day else None
        case "15":
            day = found.expires_on or _day(value)
            return replace(found, expires_on=day) if day else None
        case "30" | "37":
            return replace(found, count=int(value)) if value.isdigit() and int(value) else None
    if _WEIGHT.fullmatch(identifier):
        return replace(found, weight=int(value) * 1000 // 10 ** int(identifier[-1])) if value.isdigit() else None
    return found


def _day(value: str) -> date | None:
    """ "271231"; the day "00" is the last of the month."""
    if len(value) != _FIXED["17"] or not value.isdigit():
        return None
    year, month, day = _CENTURY + int(value[:2]), int(value[2:4]), int(value[4:])
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None
