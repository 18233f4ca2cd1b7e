"""Days and figures on paper, as people of its language write them."""

from datetime import date
from fractions import Fraction
from typing import assert_never

from crm_desktop.exchange.tables import Cell, Kind
from crm_desktop.money import divide_half_away, minor_text, quantity_text
from crm_desktop.words import day_text

_GAPS = {"pl": ("\N{NO-BREAK SPACE}", ","), "en": (",", ".")}


def grouped(text: str, language: str) -> str:
    """A number as a machine writes it ("-1234.5") with the language's marks."""
    whole, point, rest = text.lstrip("-").partition(".")
    gap, mark = _GAPS[language]
    sign = "\N{MINUS SIGN}" if text.startswith("-") else ""
    return sign + f"{int(whole):,}".replace(",", gap) + (mark + rest if point else "")


def spoken_amount(minor: int, language: str) -> str:
    return grouped(minor_text(minor), language)


def shown(value: Cell, kind: Kind, language: str) -> str:
    """A cell as it stands on paper; "–" for none."""
    match value:
        case None:
            return "–"
        case str():
            return value
        case Fraction():
            tenths = divide_half_away(value.numerator * 1000, value.denominator)
            return grouped(f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}", language) + "%"
        case int() if kind is Kind.MONEY:
            return spoken_amount(value, language)
        case int() if kind is Kind.QUANTITY:
            return grouped(quantity_text(value), language)
        case int():
            return grouped(str(value), language)
        case date():
            return day_text(value, language)
        case _:
            assert_never(value)
