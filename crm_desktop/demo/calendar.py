"""The company's days and the moment that the story ends at."""

from bisect import bisect
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.types import day_number, micros

HOUR = 3_600_000_000
DAY = 24 * HOUR
REACH_DAYS = (-1200, 60)
"""The days that the calendar knows, around today."""


class Calendar:
    """`now` in microseconds; nothing happens after it."""

    def __init__(self, now: datetime, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self.now = micros(now)
        self.today = now.astimezone(self._zone).date()
        days = [self.today + timedelta(days=offset) for offset in range(*REACH_DAYS)]
        self._midnights = [self.at(day, 0) for day in days]
        self._numbers = [0, *(day_number(day) for day in days)]

    def day(self, at: int) -> int:
        """The company's day of an instant, yyyymmdd."""
        return self._numbers[bisect(self._midnights, at)]

    def at(self, day: date, hour: int, minute: int = 0) -> int:
        """An instant by the company's clock."""
        return micros(datetime.combine(day, time(hour, minute), self._zone).astimezone(UTC))
