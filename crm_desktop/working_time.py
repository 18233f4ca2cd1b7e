"""When the company is open, and time counted in its opening hours alone: promises, and how long an answer took."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from crm_desktop.errors import InvalidValue
from crm_desktop.settings import Settings

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIVE = 5
_HOURS = re.compile(r"(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)")
_LONGEST = 400
"""Days that are looked through for an open hour; a company that never opens counts every hour."""
Minutes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`hours` from and to in minutes of the local day, Monday first, equal where it is closed."""

    zone: str
    country: str
    hours: tuple[Minutes, ...]
    closed: frozenset[date] = frozenset()


def calendar_of(settings: Settings) -> Calendar:
    """Monday to Friday as the company works, but for the weekdays and days that are told apart."""
    return _calendar(
        settings.time_zone,
        settings.company.country,
        (settings.work_starts * 60, settings.work_ends * 60),
        tuple(sorted(settings.opening_hours.items())),
        tuple(settings.closed_days),
    )


@lru_cache(maxsize=64)
def _calendar(
    zone: str, country: str, usual: Minutes, told: tuple[tuple[str, str], ...], closed: tuple[str, ...]
) -> Calendar:
    apart = dict(told)
    hours = tuple(
        minutes_of(apart[weekday]) if weekday in apart else usual if number < _FIVE else (0, 0)
        for number, weekday in enumerate(WEEKDAYS)
    )
    return Calendar(zone, country, hours, frozenset(date.fromisoformat(day) for day in closed))


def minutes_of(text: str) -> Minutes:
    """ "8:30-16:00" -> (510, 960); "" is closed. Raises ValueError."""
    if not text.strip():
        return (0, 0)
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    starts, ends = (int(found[1]) * 60 + int(found[2])), (int(found[3]) * 60 + int(found[4]))
    if not starts < ends <= 24 * 60:
        raise ValueError(text)
    return starts, ends


def checked_hours(opening_hours: Mapping[str, str], closed_days: Sequence[str]) -> None:
    """Raises InvalidValue whose field is the weekday, or `closed_days`, that cannot be read."""
    for weekday, text in opening_hours.items():
        if weekday not in WEEKDAYS:
            raise InvalidValue(field="opening_hours", value=weekday, rule="unknown")
        try:
            minutes_of(text)
        except ValueError as fault:
            raise InvalidValue(field=weekday, value=text, rule="hours") from fault
    for day in closed_days:
        try:
            date.fromisoformat(day)
        except ValueError as fault:
            raise InvalidValue(field="closed_days", value=day, rule="date") from fault


def is_open(calendar: Calendar, at: datetime) -> bool:
    span = _open(calendar, at.astimezone(ZoneInfo(calendar.zone)).date())
    return span is not None and span[0] <= at < span[1]


def promised(calendar: Calendar, since: datetime, hours: float) -> datetime:
    """The moment, in UTC, when so many opening hours have passed since an aware instant."""
    left = timedelta(hours=hours)
    day = since.astimezone(ZoneInfo(calendar.zone)).date()
    for number in range(_LONGEST):
        span = _open(calendar, day + timedelta(days=number))
        if span is None or span[1] <= since:
            continue
        begins = max(since, span[0])
        if begins + left <= span[1]:
            return (begins + left).astimezone(UTC)
        left -= span[1] - begins
    return (since + timedelta(hours=hours)).astimezone(UTC)


def worked(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    """Opening hours between two aware instants; nothing where `until` comes first."""
    here = ZoneInfo(calendar.zone)
    day, last = since.astimezone(here).date(), until.astimezone(here).date()
    total = timedelta()
    while day <= last:
        span = _open(calendar, day)
        if span is not None:
            total += max(timedelta(), min(until, span[1]) - max(since, span[0]))
        day += timedelta(days=1)
    return total


@lru_cache(maxsize=4_000)
def _open(calendar: Calendar, day: date) -> tuple[datetime, datetime] | None:
    """In UTC, so that differences are real time on the days when the clocks change."""
    starts, ends = calendar.hours[day.weekday()]
    if starts == ends or day in calendar.closed or _is_holiday(calendar.country, day):
        return None
    return _at(day, starts, calendar.zone), _at(day, ends, calendar.zone)


def _at(day: date, minutes: int, zone: str) -> datetime:
    here = datetime.combine(day + timedelta(days=minutes // (24 * 60)), time(), ZoneInfo(zone))
    return here.replace(hour=minutes // 60 % 24, minute=minutes % 60).astimezone(UTC)


def _is_holiday(country: str, day: date) -> bool:
    return day in _holidays(country, day.year)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    """Public ones; it takes a while when it is first asked."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:  # a country it does not know; asking for the list of all takes as long as reading it
        return frozenset()


def hours_text(minutes: Minutes) -> str:
    """(510, 960) -> "8:30-16:00"; "" for a day that is closed."""
    if minutes[0] == minutes[1]:
        return ""
    return "-".join(f"{told // 60}:{told % 60:02}" for told in minutes)


def coming_holidays(calendar: Calendar, since: date, *, count: int) -> list[date]:
    """The next public holidays, so many of them."""
    years = (_holidays(calendar.country, year) for year in (since.year, since.year + 1))
    return sorted(day for days in years for day in days if day >= since)[:count]
