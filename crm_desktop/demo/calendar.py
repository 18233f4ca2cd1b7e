"""The company's days and hours, and the moment that the story ends at."""

from bisect import bisect
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.types import day_number, micros

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
REACH_DAYS = (-1300, 60)
"""The days that the calendar knows, around today."""
OPENS, CLOSES = 7 * HOUR, 16 * HOUR
EASY_HOLIDAYS = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))


class Calendar:
    """`now` in microseconds; nothing happens after it."""

    def __init__(self, now: datetime, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self.now = micros(now)
        self.today = now.astimezone(self._zone).date()
        self.days = [self.today + timedelta(days=offset) for offset in range(*REACH_DAYS)]
        self._midnights = [self.at(day, 0) for day in self.days]
        self._numbers = [0, *(day_number(day) for day in self.days)]
        self.works = [day.weekday() < 5 and (day.month, day.day) not in EASY_HOLIDAYS for day in self.days]
        self._opening = [0] * len(self.days)
        following = self._midnights[-1]
        for index in range(len(self.days) - 1, -1, -1):
            self._opening[index] = following
            if self.works[index]:
                following = self._midnights[index] + OPENS

    def day(self, at: int) -> int:
        """The company's day of an instant, yyyymmdd."""
        return self._numbers[bisect(self._midnights, at)]

    def index(self, at: int) -> int:
        """Which of `days` an instant is on."""
        return bisect(self._midnights, at) - 1

    def at(self, day: date, hour: int, minute: int = 0) -> int:
        """An instant by the company's clock."""
        return micros(datetime.combine(day, time(hour, minute), self._zone).astimezone(UTC))

    def office(self, at: int) -> int:
        """The same instant if somebody is in the office, else early on the next day that is worked."""
        index = bisect(self._midnights, at) - 1
        since = at - self._midnights[index]
        if self.works[index] and OPENS <= since < CLOSES:
            return at
        if self.works[index] and since < OPENS:
            return self._midnights[index] + OPENS + at // MINUTE % 53 * MINUTE
        return self._opening[index] + at // MINUTE % 53 * MINUTE

    def working_day(self, *, ahead: int) -> date:
        """So many days that are worked from today; behind it where negative."""
        step, day, left = (1 if ahead > 0 else -1), self.today, abs(ahead)
        while left:
            day += timedelta(days=step)
            left -= day.weekday() < 5
        return day
