"""Periods and what they are compared with; medians. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from crm_desktop.money import divide_half_away

DAY_MICROS = 24 * 3600 * 1_000_000


def compared_period(since: date, until: date, how: str) -> tuple[date, date] | None:
    """`previous`: as many whole months before where the period is whole months, else as many days before.

    `year`: the same dates a year earlier, 29 February -> 28. None for `none`.
    """
    match how:
        case "previous":
            return _previous(since, until)
        case "year":
            return _year_before(since), _year_before(until)
        case _:
            return None


def _previous(since: date, until: date) -> tuple[date, date]:
    whole_months = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if not whole_months:
        days = (until - since).days + 1
        return since - timedelta(days=days), since - timedelta(days=1)
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    index = since.year * 12 + since.month - 1 - months
    return date(index // 12, index % 12 + 1, 1), since - timedelta(days=1)


def _year_before(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


def median_days(micros: Sequence[int]) -> int | None:
    """The median of spans in microseconds, in hundredths of a day; None of nothing."""
    if not micros:
        return None
    ordered = sorted(micros)
    middle = len(ordered) // 2
    twice = 2 * ordered[middle] if len(ordered) % 2 else ordered[middle - 1] + ordered[middle]
    return divide_half_away(twice * 100, 2 * DAY_MICROS)
