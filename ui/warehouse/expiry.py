"""A date of expiry as it stands on a label, typed by hand."""

import calendar
import re
from datetime import date

_WHOLE = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{2}|\d{4})")
_MONTH = re.compile(r"(\d{1,2})[.\-/ ](\d{4}|\d{2})")


def day_from_text(text: str) -> date | None:
    """ "31.12.2027", "31-12-27", "2027-12-31"; "12.2027" is the last day of that month; nothing: it keeps.

    Raises ValueError.
    """
    typed = text.strip()
    if not typed:
        return None
    if found := _WHOLE.fullmatch(typed):
        day, month, year = (int(part) for part in found.groups())
        return date(_full(year), month, day)
    if found := _MONTH.fullmatch(typed):
        month, year = int(found[1]), _full(int(found[2]))
        if not 1 <= month <= 12:
            raise ValueError(typed)
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(typed)


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year
