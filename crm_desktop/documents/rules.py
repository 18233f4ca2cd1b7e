"""Numbering templates: what makes a number, when its count starts anew. Pure."""

import re
from datetime import date

from crm_desktop.errors import InvalidValue
from db.vocabulary import SeriesReset

_FIELD = re.compile(r"\{(\w+)(?::0?(\d+))?\}")
_NEEDED = {
    SeriesReset.DAILY: ({"yyyy", "yy"}, {"mm"}, {"dd"}),
    SeriesReset.MONTHLY: ({"yyyy", "yy"}, {"mm"}),
    SeriesReset.YEARLY: ({"yyyy", "yy"},),
    SeriesReset.NEVER: (),
}


def period_of(reset: SeriesReset, day: date) -> str:
    """The period in which a series counts: "2026", "2026-11", "2026-11-23" or "" for never anew."""
    match reset:
        case SeriesReset.DAILY:
            return f"{day:%Y-%m-%d}"
        case SeriesReset.MONTHLY:
            return f"{day:%Y-%m}"
        case SeriesReset.YEARLY:
            return f"{day.year:04}"
        case SeriesReset.NEVER:
            return ""


def number_text(template: str, sequence: int, day: date, warehouse: str) -> str:
    """`WZ {nr:04}/{yyyy}/{warehouse}` -> `WZ 0012/2026/M1`."""
    values = {
        "nr": str(sequence),
        "yyyy": f"{day.year:04}",
        "yy": f"{day.year % 100:02}",
        "mm": f"{day.month:02}",
        "dd": f"{day.day:02}",
        "warehouse": warehouse,
    }

    def fill(match: re.Match[str]) -> str:
        width = int(match[2] or 0)
        return values[match[1]].zfill(width) if match[1] == "nr" else values[match[1]]

    return _FIELD.sub(fill, template)


def check_template(template: str, reset: SeriesReset, *, by_warehouse: bool) -> None:
    """Raises InvalidValue where two numbers of the series could read alike."""
    names = {match[1] for match in _FIELD.finditer(template)}
    known = {"nr", "yyyy", "yy", "mm", "dd", "warehouse"}
    rest = _FIELD.sub("", template)
    if names - known or "{" in rest or "}" in rest:
        raise InvalidValue(field="template", value=template, rule="unknown_field")
    if "nr" not in names:
        raise InvalidValue(field="template", value=template, rule="needs_nr")
    if any(not names & needed for needed in _NEEDED[reset]):
        raise InvalidValue(field="template", value=template, rule="needs_period")
    if by_warehouse and "warehouse" not in names:
        raise InvalidValue(field="template", value=template, rule="needs_warehouse")


def numbered_like(template: str) -> re.Pattern[str]:
    """What any number of a series reads like: fullmatch it."""
    parts = [re.escape(part) for part in re.split(r"\{\w+(?::0?\d+)?\}", template)]
    return re.compile(r"\w+".join(parts))
