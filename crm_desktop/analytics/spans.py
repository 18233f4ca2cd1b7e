"""Periods that move with the calendar: "this month", "last quarter". Pure."""

from calendar import monthrange
from datetime import date, timedelta

Where = tuple[tuple[str, str], ...]
OWN = "own"
"""Two days of one's own choice, which do not move."""


def preset(key: str, today: date) -> tuple[date, date]:
    """The days of "month", "last_quarter" and the like, both included.

    "days" is the last 12 months: eleven whole ones and the running one up to today.
    """
    match key:
        case "week":
            return today - timedelta(days=6), today
        case "month":
            return today.replace(day=1), _month_end(today)
        case "last_month":
            end = today.replace(day=1) - timedelta(days=1)
            return end.replace(day=1), end
        case "quarter":
            return _quarter(today)
        case "last_quarter":
            return _quarter(_quarter(today)[0] - timedelta(days=1))
        case "year":
            return date(today.year, 1, 1), date(today.year, 12, 31)
        case "last_year":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        case _:
            index = today.year * 12 + today.month - 12
            return date(index // 12, index % 12 + 1, 1), today


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _quarter(day: date) -> tuple[date, date]:
    first = 3 * ((day.month - 1) // 3) + 1
    return date(day.year, first, 1), _month_end(date(day.year, first + 2, 1))


def part_of_month(month: int, since: date, until: date) -> tuple[int, int]:
    """How many days of a month (yyyymm) lie in the period, and of how many."""
    first = date(month // 100, month % 100, 1)
    last = _month_end(first)
    days = (min(until, last) - max(since, first)).days + 1
    return max(0, days), last.day


def within_month(since: date, until: date, where: Where) -> tuple[date, date, Where]:
    """A month among the conditions becomes the period itself, so that it is compared with the month before it."""
    told = dict(where).get("month", "")
    if not told:
        return since, until, where
    first = date(int(told[:4]), int(told[5:]), 1)
    rest = tuple(condition for condition in where if condition[0] != "month")
    return max(since, first), min(until, _month_end(first)), rest
