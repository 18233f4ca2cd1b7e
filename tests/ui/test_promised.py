"""The pill of a promised answer: opening hours while there is time, every hour when there is none."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.settings import Settings
from ui import formats, promised
from ui.application import set_language
from ui.theme import Meaning

FRIDAY, MONDAY = datetime(2025, 1, 10, 14, 30, tzinfo=UTC), datetime(2025, 1, 13, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def polish(qapp: QApplication) -> None:
    set_language(qapp, "pl")
    promised.set_hours(Settings())


def seen(due: datetime, now: datetime) -> tuple[str, Meaning]:
    shown = promised.time_left(due, now)
    return shown.text.replace(formats.NBSP, " "), shown.meaning


def test_that_a_weekend_between_is_no_time_to_answer() -> None:
    assert seen(MONDAY, FRIDAY) == ("4 godz.", Meaning.PLAIN)
    assert seen(MONDAY, datetime(2025, 1, 12, 3, tzinfo=UTC)) == ("3 godz.", Meaning.PLAIN)
    assert seen(MONDAY, datetime(2025, 1, 13, 9, 52, tzinfo=UTC)) == ("38 min", Meaning.ATTENTION)


def test_that_days_of_opening_hours_are_told_in_hours() -> None:
    assert seen(datetime(2025, 1, 17, 15, tzinfo=UTC), datetime(2025, 1, 13, 7, tzinfo=UTC)) == (
        "40 godz.",
        Meaning.PLAIN,
    )


def test_that_lateness_counts_every_hour() -> None:
    assert seen(FRIDAY, datetime(2025, 1, 11, 14, 30, tzinfo=UTC)) == ("spóźnione 1 dzień", Meaning.BAD)


def test_that_the_bar_fills_by_opening_hours() -> None:
    moments = (FRIDAY, datetime(2025, 1, 12, tzinfo=UTC), datetime(2025, 1, 13, 8, 30, tzinfo=UTC), MONDAY)
    assert [promised.share_used(FRIDAY, MONDAY, moment) for moment in moments] == [0, 125, 500, 1000]
