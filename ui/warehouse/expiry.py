"""A date of expiry as it stands on a label, typed by hand."""

import calendar
import re
from datetime import date

from ui.typed_days import full_year, typed_day

_MONTH = re.compile(r"(\d{1,2})[.\-/ ](\d{4}|\d{2})")


def day_from_text(text: str) -> date | None:
    """As `typed_day`; "12.2027" is the last day of that month; nothing: it keeps. Raises ValueError."""
    typed = text.strip()
    if not typed:
        return None
    if found := _MONTH.fullmatch(typed):
        month, year = int(found[1]), full_year(int(found[2]))
        if not 1 <= month <= 12:
            raise ValueError(typed)
        return date(year, month, calendar.monthrange(year, month)[1])
    return typed_day(typed)
