"""Goods that a person wrote into one field: "MK-1 x 3", "3 x SOL-5", "CUK: 3 szt.", a line each or a list."""

import re

from crm_desktop.intake.records import WantedProduct
from crm_desktop.money import price_from_text, quantity_from_text

MOST_LINES = 200
LONGEST = 120
_PIECES = r"szt(?:uk[ai]?|\.)?|pcs|pc|pieces|stk|stück|ks|шт|x"
_UNITS = (
    r"kg|dkg|g|l|litr[óy]?w?|ml|mb?|op(?:\.|ak\w*)?|kart\w*|wor\w+|palet\w*|pal|zgrzew\w*|par[ay]?|skrzyn\w*|kompl?\w*"
    r"|pallets?|boxes|box|bags?|kartons?|paket\w*|säcke?"
)
_COUNT = r"[0-9]{1,6}(?:[ \xa0][0-9]{3})?(?:[.,][0-9]{1,3})?"
_COUNT_FIRST = re.compile(
    rf"({_COUNT})\s*(?:[x×*]\s+|×\s*|(?:{_PIECES}|{_UNITS})\.?\s+(?:[x×*]\s+)?)(?=[^\d\s])(.+)", re.IGNORECASE
)
_TIMES = re.compile(rf"(.*[^\s\d]\S*)(?:\s+[x×*]|×)\s*({_COUNT})\s*(?:{_PIECES})?\.?", re.IGNORECASE)
_NAMED = re.compile(rf"(.+?)\s*[:=]\s*({_COUNT})\s*({_PIECES}|{_UNITS})?\.?", re.IGNORECASE)
_DASHED = re.compile(rf"(.+?)\s+[-–—]\s+({_COUNT})\s*({_PIECES}|{_UNITS})\.?", re.IGNORECASE)
_PRICED = re.compile(r"(.+?)\s+-\s+([0-9]{1,6})\s*x\s*([0-9]{1,9}(?:\.[0-9]{1,4})?)\s*=\s*[0-9][0-9.]*")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9./_-]*")
"""A number behind a word can be a part of its name ("Mąka: 550"); behind a code it is a count."""
_LAST_NUMBER = re.compile(r"(?:^|\s)[\d.,]+$")
_OTHER_UNIT = re.compile(rf"\d\s*(?:{_UNITS})\b", re.IGNORECASE)


def goods_told(text: str) -> list[WantedProduct | None] | None:
    """Every line of it, or every part of a list in one line; None where it tells no goods with a count."""
    lines = [line.strip(" \t•*-–·") for line in text.split("\n") if line.strip()][:MOST_LINES]
    if len(lines) > 1:
        read = [_one(line) for line in lines]
        if any(read) and all(len(line) <= LONGEST for line in lines):
            return [one or WantedProduct(" ".join(line.split())) for one, line in zip(read, lines, strict=True)]
        return None
    return list(all_told(text)) or None


def all_told(text: str) -> tuple[WantedProduct, ...]:
    """Goods where the whole text is nothing but goods with their counts; else nothing."""
    if len(text) > LONGEST * MOST_LINES:
        return ()
    parts = [part for part in re.split(r"\n|;|,(?!\d)|\s\+\s", text) if part.strip()][: MOST_LINES + 1]
    read = [_one(part.strip(" \t•*-–·")) for part in parts]
    found = tuple(one for one in read if one is not None)
    return found if len(found) == len(parts) <= MOST_LINES else ()


def has_unit(text: str) -> bool:
    """A unit other than pieces stands beside a count: "2 palety"."""
    return bool(_OTHER_UNIT.search(text))


_COUNT_LAST = re.compile(rf"(.*[^\W\d_].*?)[\s,:–-]+({_COUNT})\s*(?:{_PIECES[:-2]}|{_UNITS})\.?", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:tel|nip|kom|ul|al|godz|zł|pln|eur|netto|brutto|rabat|dni|lat|rok|dnia|termin)\b", re.IGNORECASE
)


_COUNTED = re.compile(rf"\b{_COUNT}\s*(?:{_PIECES[:-2]}|{_UNITS})\.?\s+(?=[^\W\d_]).+", re.IGNORECASE)
_OF_CODE = re.compile(rf"([A-Z]{{1,6}}[-/]?[0-9][A-Z0-9/-]{{0,20}})\s*[-–:x×=]?\s+({_COUNT})")


def unit_told(part: str) -> str:
    """ "poproszę 10 worków mąki" -> "10 worków mąki"; "" where no unit is counted."""
    found = _COUNTED.search(part)
    return found[0] if found else ""


def one_told(line: str) -> WantedProduct | None:
    """Of a line in a letter, where a count may also stand last with its unit: "cukier puder 2 op."."""
    if _NO_NAME.search(line) or "@" in line or "://" in line:
        return None
    found = _one(line)
    if found is not None:
        return found
    coded = _OF_CODE.fullmatch(line)
    if coded:
        return _named(coded[1], coded[2])
    last = _COUNT_LAST.fullmatch(line)
    return _named(last[1], last[2]) if last and len(last[1].split()) <= 8 else None


def _one(part: str) -> WantedProduct | None:
    if not 3 <= len(part) <= LONGEST:
        return None
    priced = _PRICED.fullmatch(part)
    if priced:
        return WantedProduct(priced[1].strip(), _count(priced[2]), price_from_text(priced[3]))
    first = _COUNT_FIRST.fullmatch(part)
    if first:
        return _named(first[2], first[1])
    times = _TIMES.fullmatch(part)
    if times and not _LAST_NUMBER.search(times[1]):
        return _named(times[1], times[2])
    found = next((told for form in (_NAMED, _DASHED) if (told := form.fullmatch(part))), None)
    return _named(found[1], found[2]) if found and (found[3] or _CODE.fullmatch(found[1])) else None


def _named(name: str, count: str) -> WantedProduct | None:
    plain, number = " ".join(name.split()).strip(" -–:,"), _count(count)
    return WantedProduct(plain, number) if plain and number > 0 else None


def _count(text: str) -> int:
    return quantity_from_text(re.sub(r"[ \xa0]", "", text))
