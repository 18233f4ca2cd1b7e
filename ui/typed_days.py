"""Whole days in fields: how the language of the window writes them, and how they may be typed."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit

from crm_desktop.words import MONTHS, day_text
from ui import words

FORMATS = {"pl": "dd.MM.yyyy", "en": "d MMM yyyy"}
"""As crm_desktop.words.day_text."""
_POLISH = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
_FIGURES = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{2}|\d{4})")
_NAMED = re.compile(r"(\d{1,2})[. ]+([^\W\d]{3,})[. ]+(\d{4}|\d{2})")


def whole_day(day: date) -> str:
    """ "28.11.2025", in English "28 Nov 2025"."""
    return day_text(day, words.language())


def example() -> str:
    """A day as one may type it, for hints."""
    return whole_day(date(2027, 12, 31))


def typed_day(text: str) -> date:
    """ "31.12.2027", "31/12/27", "31 Dec 2027", "31 gru 2027", "2027-12-31". Raises ValueError."""
    typed = text.strip()
    if found := _FIGURES.fullmatch(typed):
        return date(full_year(int(found[3])), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(typed):
        return date(full_year(int(found[3])), _month(found[2]), int(found[1]))
    return date.fromisoformat(typed)


def stored_day_shown(stored: str) -> str:
    """A stored day as it is written; what is no day stays as it is."""
    try:
        return whole_day(date.fromisoformat(stored))
    except ValueError:
        return stored


def stored_day(typed: str) -> str:
    """A typed day as it is stored; what is no day stays as it was typed, and is refused where it is saved."""
    try:
        return typed_day(typed).isoformat()
    except ValueError:
        return typed.strip()


def full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _month(name: str) -> int:
    """By its first three letters, in either language."""
    start = name[:3].casefold()
    for months in (MONTHS, _POLISH):
        for number, month in enumerate(months, 1):
            if month.casefold() == start:
                return number
    raise ValueError(name)


class DayEdit(QDateEdit):
    """A day, with a calendar that opens from it."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        polish = words.language() == "pl"
        self.setLocale(QLocale(QLocale.Language.Polish if polish else QLocale.Language.English))
        self.setDisplayFormat(FORMATS[words.language()])
        self.setCalendarPopup(True)
        if day is not None:
            self.set_day(day)

    @property
    def day(self) -> date:
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def set_day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))

    def text_width(self) -> int:
        """Of the widest day, in pixels."""
        return max(self.fontMetrics().horizontalAdvance(whole_day(date(2028, month, 28))) for month in range(1, 13))
