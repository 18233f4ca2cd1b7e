"""Periods and what they are compared with; medians. Pure."""

from calendar import monthrange
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeVar

from crm_desktop.analytics.records import Reasons
from crm_desktop.money import divide_half_away

K = TypeVar("K", bound=Hashable)
ValueQuantity = tuple[int, int]
"""Minor units and thousandths of one product in one period."""

DAY_MICROS = 24 * 3600 * 1_000_000


def compared_period(since: date, until: date, how: str) -> tuple[date, date] | None:
    """`previous`: as many whole months before where the period is whole months, else as many days before.

    `year`: the same dates a year earlier, 29 February -> 28. None for `none`. Before the first day that calendars
    know there is that day alone.
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
        return _days_before(since, days), _days_before(since, 1)
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    index = max(since.year * 12 + since.month - 1 - months, FIRST_DAY.year * 12)
    return date(index // 12, index % 12 + 1, 1), _days_before(since, 1)


FIRST_DAY = date.min


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, FIRST_DAY.toordinal()))


def _year_before(day: date) -> date:
    if day.year == FIRST_DAY.year:
        return FIRST_DAY
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
        price = _ratio(value1 * quantity0 - value0 * quantity1, quantity0) if quantity0 and quantity1 else 0
        quantity = _ratio(value0 * (all_now - all_before), all_before) if all_before else 0
        found[key] = Reasons(price, quantity, value1 - value0 - price - quantity)
    return found


def reasons_together(before: Mapping[K, ValueQuantity], now: Mapping[K, ValueQuantity]) -> Reasons:
    """Of all products at once: each part is rounded once, not product by product."""
    both = [key for key in now if key in before]
    all_before, all_now = sum(before[key][1] for key in both), sum(now[key][1] for key in both)
    value0, value1 = sum(before[key][0] for key in both), sum(now[key][0] for key in both)
    exact = Decimal()
    for key in both:
        (before0, quantity0), (now1, quantity1) = before[key], now[key]
        if quantity0 and quantity1:
            exact = _FINE.add(exact, _FINE.divide(now1 * quantity0 - before0 * quantity1, quantity0))
    price = int(_FINE.quantize(exact, _FINEST).to_integral_value(ROUND_HALF_UP))
    quantity = _ratio(value0 * (all_now - all_before), all_before) if all_before else 0
    new = sum(value for key, (value, _) in now.items() if key not in before)
    vanished = -sum(value for key, (value, _) in before.items() if key not in now)
    return Reasons(price, quantity, value1 - value0 - price - quantity, new, vanished)


_FINE, _FINEST = Context(prec=60), Decimal("1e-20")


def _ratio(numerator: int, denominator: int) -> int:
    sign = -1 if denominator < 0 else 1
    return divide_half_away(sign * numerator, abs(denominator))


def median(values: Sequence[int], *, of: int) -> int | None:
    """The median in units of `of`, rounded half away; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    twice = 2 * ordered[middle] if len(ordered) % 2 else ordered[middle - 1] + ordered[middle]
    return divide_half_away(twice, 2 * of)
