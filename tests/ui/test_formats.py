from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from crm_desktop import money as scales
from ui import formats
from ui.application import set_language

NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
"""23:30 in Warsaw."""


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("shown", "polish", "english"),
    [
        (lambda: formats.money(123450), "1 234,50 zł", "1,234.50 zł"),
        (lambda: formats.money(-5), "−0,05 zł", "−0.05 zł"),
        (lambda: formats.money(None), "–", "–"),
        (lambda: formats.money(100, currency="EUR"), "1,00 €", "1.00 €"),
        (lambda: formats.price(489000), "48,90", "48.90"),
        (lambda: formats.price(489050), "48,905", "48.905"),
        (lambda: formats.quantity(2500, "kg"), "2,5 kg", "2.5 kg"),
        (lambda: formats.quantity(1_000_000), "1 000", "1,000"),
        (lambda: formats.typed_quantity(1_209_500), "1209,5", "1209.5"),
        (lambda: formats.typed_price(48_900_000), "4890,00", "4890.00"),
        (lambda: formats.count(1284), "1 284", "1,284"),
        (lambda: formats.percent(431, 1284), "33,6%", "33.6%"),
        (lambda: formats.percent(1, 0), "–", "–"),
        (lambda: formats.change(1284, 1088), "+18%", "+18%"),
        (lambda: formats.change(97, 100), "−3%", "−3%"),
        (lambda: formats.change(1, 0), "–", "–"),
        (lambda: formats.when(NOW, now=NOW), "dziś 23:30", "today 23:30"),
        (lambda: formats.when(NOW - timedelta(hours=24), now=NOW), "wczoraj 23:30", "yesterday 23:30"),
        (lambda: formats.when(NOW + timedelta(hours=1), now=NOW), "jutro 0:30", "tomorrow 0:30"),
        (lambda: formats.clock_time(NOW + timedelta(hours=1)), "0:30", "0:30"),
        (lambda: formats.when(NOW - timedelta(days=11), now=NOW), "12 lis", "12 Nov"),
        (lambda: formats.when(NOW - timedelta(days=376), now=NOW), "12 lis 2025", "12 Nov 2025"),
        (lambda: formats.day(date(2026, 10, 3), today=NOW.date()), "3 paź", "3 Oct"),
        (lambda: formats.ago(NOW - timedelta(seconds=20), now=NOW), "przed chwilą", "just now"),
        (lambda: formats.ago(NOW - timedelta(minutes=12), now=NOW), "12 min temu", "12 min ago"),
        (lambda: formats.lasting(timedelta(hours=3, minutes=9)), "3 godz.", "3 h"),
        (lambda: formats.lasting(timedelta(days=1)), "1 dzień", "1 day"),
        (lambda: formats.lasting(timedelta(days=-22)), "22 dni", "22 days"),
    ],
)
def test_that_figures_and_dates_read_as_people_write_them(qapp: QApplication, shown, polish: str, english: str) -> None:  # type: ignore[no-untyped-def]
    told = {}
    for language in ("pl", "en"):
        set_language(qapp, language)
        told[language] = plain(shown())
    assert told == {"pl": polish, "en": english}


@given(st.integers(-(10**13), 10**13))
def test_that_what_is_shown_can_be_typed_back(value: int) -> None:
    def typed(text: str) -> str:
        return text.replace(formats.MINUS, "-")

    assert scales.minor_from_text(typed(formats.amount(value))) == value
    assert scales.price_from_text(typed(formats.price(value))) == value
    assert scales.quantity_from_text(typed(formats.quantity(value))) == value
