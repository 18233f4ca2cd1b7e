"""How much the first of a ranking carry. Pure."""

from fractions import Fraction

from crm_desktop.analytics.records import Report, SaleRow

Keys = tuple[str, ...]
MOST_OF_IT = Fraction(4, 5)
FEWEST = 5
"""Rows from which on it says something that few of them carry most."""


def is_ranking(report: Report) -> bool:
    """Whether a row says something with all before it: not beside another period, of months, of two dimensions."""
    request, by = report.request, report.drill_by
    return request.compare == "none" and request.name != "changes" and len(by) == 1 and by[0] not in ("month", "stage")


def running(report: Report) -> dict[Keys, int]:
    """What each row of a ranking and all before it come to, minor units."""
    found, so_far = {}, 0
    for row in report.rows:
        if isinstance(row, SaleRow):
            so_far += row.sums.revenue
            found[row.keys] = so_far
    return found


def carrying(report: Report) -> int | None:
    """How many of the first rows bring four fifths of all revenue; None where they do not, or where there are few."""
    whole = report.total.sums.revenue if isinstance(report.total, SaleRow) else 0
    if not is_ranking(report) or whole <= 0 or len(report.rows) < FEWEST:
        return None
    sums = running(report).values()
    return next((place for place, so_far in enumerate(sums, 1) if so_far >= MOST_OF_IT * whole), None)
