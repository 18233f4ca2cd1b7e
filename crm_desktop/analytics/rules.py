"""Periods and what they are compared with; medians. Pure."""

from calendar import monthrange
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from crm_desktop.analytics.records import Reasons
from crm_desktop.money import divide_half_away

K = TypeVar("K", bound=Hashable)
ValueQuantity = tuple[int, int]
"""Minor units and thousandths of one product in one period."""

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


def halfway_days(low: int, high: int) -> int:
    """Between the two middle spans of a median, in microseconds: hundredths of a day."""
    return divide_half_away((low + high) * 100, 2 * DAY_MICROS)


def change_reasons(before: Mapping[K, ValueQuantity], now: Mapping[K, ValueQuantity]) -> dict[K, Reasons]:
    """Why each product's value changed; the parts of each sum exactly to its difference.

    For products in both periods: price = (p1 - p0) x q1, quantity = v0 x (Q1/Q0 - 1), where Q are all of them
    together, mix the rest. A product in one period alone is new or vanished.
    """
    both = [key for key in now if key in before]
    all_before, all_now = sum(before[key][1] for key in both), sum(now[key][1] for key in both)
    found = {key: Reasons(new=value) for key, (value, _) in now.items() if key not in before}
    found |= {key: Reasons(vanished=-value) for key, (value, _) in before.items() if key not in now}
    for key in both:
        (value0, quantity0), (value1, quantity1) = before[key], now[key]
        price = value1 - _ratio(value0 * quantity1, quantity0) if quantity0 and quantity1 else 0
        quantity = _ratio(value0 * (all_now - all_before), all_before) if all_before else 0
        found[key] = Reasons(price, quantity, value1 - value0 - price - quantity)
    return found


def _ratio(numerator: int, denominator: int) -> int:
    sign = -1 if denominator < 0 else 1
    return divide_half_away(sign * numerator, abs(denominator))


def added(parts: Sequence[Reasons]) -> Reasons:
    return Reasons(
        sum(part.price for part in parts),
        sum(part.quantity for part in parts),
        sum(part.mix for part in parts),
        sum(part.new for part in parts),
        sum(part.vanished for part in parts),
    )


def median(values: Sequence[int], *, of: int) -> int | None:
    """The median in units of `of`, rounded half away; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    twice = 2 * ordered[middle] if len(ordered) % 2 else ordered[middle - 1] + ordered[middle]
    return divide_half_away(twice, 2 * of)
