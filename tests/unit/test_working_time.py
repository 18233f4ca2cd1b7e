"""Opening hours: what is promised in them, and how much of them passed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.errors import InvalidValue
from crm_desktop.settings import Company, Settings
from crm_desktop.working_time import Calendar, calendar_of, checked_hours, is_open, minutes_of, promised, worked

POLAND = calendar_of(Settings())
SATURDAYS = calendar_of(Settings(opening_hours={"sat": "9:00-13:00", "fri": ""}, closed_days=["2025-01-14"]))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "hours", "due"),
    [
        ("2025-01-10T08:00", 4, "2025-01-10T12:00"),  # a Friday morning
        ("2025-01-10T14:30", 4, "2025-01-13T10:30"),  # half an hour of Friday, the rest on Monday
        ("2025-01-10T11:00", 4, "2025-01-10T15:00"),  # to the last minute of the day
        ("2025-01-11T20:00", 1, "2025-01-13T08:00"),  # on Saturday evening
        ("2025-01-03T14:00", 2, "2025-01-07T08:00"),  # the sixth of January is Epiphany
        ("2025-12-23T14:00", 2, "2025-12-29T08:00"),  # Christmas Eve is free since 2025, then Christmas, a weekend
        ("2025-04-18T13:00", 2, "2025-04-22T07:00"),  # Easter Monday
        ("2025-06-18T13:30", 1, "2025-06-20T06:30"),  # Corpus Christi
        ("2025-03-28T14:00", 8, "2025-03-31T13:00"),  # on Sunday the clocks change
        ("2025-01-13T02:00", 0.5, "2025-01-13T07:30"),  # before the day begins
    ],
)
def test_that_a_promise_counts_opening_hours_alone(since: str, hours: float, due: str) -> None:
    assert promised(POLAND, utc(since), hours) == utc(due)


def test_that_weekdays_and_days_may_differ() -> None:
    assert promised(SATURDAYS, utc("2025-01-09T14:00"), 3) == utc("2025-01-11T10:00")  # closed on Fridays
    assert promised(SATURDAYS, utc("2025-01-13T14:00"), 2) == utc("2025-01-15T08:00")  # shut on the fourteenth
    assert [is_open(SATURDAYS, utc(at)) for at in ("2025-01-10T10:00", "2025-01-11T08:00", "2025-01-11T12:00")] == [
        False,
        True,
        False,
    ]


def test_that_another_country_has_its_own_holidays_and_an_unknown_one_none() -> None:
    germany = calendar_of(Settings(company=Company(country="DE")))
    nowhere = calendar_of(Settings(company=Company(country="XX")))
    assert promised(germany, utc("2025-10-02T13:00"), 2) == utc("2025-10-06T07:00")  # the third of October
    assert promised(nowhere, utc("2025-01-05T10:00"), 1) == utc("2025-01-06T08:00")


def test_that_a_company_that_never_opens_counts_every_hour() -> None:
    never = Calendar("Europe/Warsaw", "PL", ((0, 0),) * 7)
    assert promised(never, utc("2025-01-10T14:00"), 4) == utc("2025-01-10T18:00")


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2025-01-10T14:30", "2025-01-10T14:45", 0.25),  # Friday afternoon
        ("2025-01-10T14:30", "2025-01-13T09:30", 3),  # half an hour of Friday, two and a half of Monday
        ("2025-01-11T10:00", "2025-01-12T10:00", 0),  # a weekend
        ("2025-01-13T05:00", "2025-01-13T20:00", 8),  # a whole day
        ("2025-01-06T05:00", "2025-01-06T20:00", 0),  # Epiphany
        ("2025-03-28T07:00", "2025-03-31T06:00", 8),  # Friday; on Sunday the clocks change
        ("2025-01-13T12:00", "2025-01-13T11:00", 0),  # answered before it came
    ],
)
def test_that_working_time_is_what_falls_in_opening_hours(since: str, until: str, hours: float) -> None:
    assert worked(POLAND, utc(since), utc(until)) == timedelta(hours=hours)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


@given(since=moments, hours=st.integers(1, 60))
def test_that_what_is_promised_takes_just_so_many_opening_hours(since: datetime, hours: int) -> None:
    due = promised(SATURDAYS, since, hours)
    assert worked(SATURDAYS, since, due) == timedelta(hours=hours)
    assert is_open(SATURDAYS, due - timedelta(seconds=1))


def test_that_hours_are_read_as_a_person_writes_them() -> None:
    assert [minutes_of(text) for text in ("8:30-16:00", "08:00 – 24:00", "")] == [(510, 960), (480, 1440), (0, 0)]
    for text in ("16:00-8:00", "8-16", "8:00-25:00", "rano"):
        with pytest.raises(ValueError):
            minutes_of(text)


@pytest.mark.parametrize(
    ("hours", "days", "told"),
    [
        ({"sob": "9:00-13:00"}, [], ("opening_hours", "sob", "unknown")),
        ({"sat": "9-13"}, [], ("sat", "9-13", "hours")),
        ({}, ["24.12.2026"], ("closed_days", "24.12.2026", "date")),
    ],
)
def test_that_hours_that_cannot_be_read_are_refused(
    hours: dict[str, str], days: list[str], told: tuple[str, str, str]
) -> None:
    with pytest.raises(InvalidValue) as refusal:
        checked_hours(hours, days)
    assert tuple(refusal.value.details.values()) == told
