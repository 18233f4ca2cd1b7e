"""Amounts and counts as people and programs write them: "1 234,50 zł", "1.234,50", "PLN 12.30", "2,5 kg"."""

import re
from decimal import Decimal, InvalidOperation

MOST = Decimal(10**9)
_CURRENCY = re.compile(r"\b(?:pln|zł|zl|eur|usd|czk|gbp|chf|euro)\b\.?|[€$£]|zł", re.IGNORECASE)
_BLANK = re.compile(r"[\s\xa0\u202f'’]")
_PLAIN = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,10})?")
_COUNT = re.compile(r"\s*([+-]?\d[\d.,]*(?:[ \xa0]\d{3})*)\s*[^\W\d_]{0,12}\.?\s*")
LONGEST = 40


def amount_of(text: str) -> Decimal | None:
    """None for what is no amount."""
    if not text or len(text) > LONGEST:
        return None
    plain = _BLANK.sub("", _CURRENCY.sub("", text)).removesuffix(",-").removesuffix(",–")
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        plain = plain.replace("." if comma > point else ",", "").replace(",", ".")
    elif plain.count(",") + plain.count(".") > 1:
        plain = plain.replace(",", "").replace(".", "")
    plain = plain.replace(",", ".")
    if not plain.isascii() or not _PLAIN.fullmatch(plain):
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if abs(found) < MOST else None


def count_of(text: str) -> int:
    """Thousandths, a unit beside the number overlooked; 0 for what is no count above zero."""
    found = _COUNT.fullmatch(text) if len(text) <= LONGEST else None
    number = amount_of(found[1]) if found else None
    return (
        int(number * 1000) if number is not None and 0 < number < 10**6 and number * 1000 == int(number * 1000) else 0
    )
