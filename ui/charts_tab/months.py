"""Months of a period and those they are compared with: one row for both, whatever their years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from crm_desktop.analytics.records import Report, Row, SaleRow, StageRow, Sums
from crm_desktop.analytics.roi import FIRST_DAY
from crm_desktop.analytics.rules import compared_period

Pair = tuple[str, tuple[str, ...]]
Figures = SaleRow | StageRow


def months_of(since: date, until: date) -> list[str]:
    """ "2025-12", "2026-01" …, both ends included; none where the period has no beginning."""
    if since == FIRST_DAY:
        return []
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [f"{index // 12:04}-{index % 12 + 1:02}" for index in range(first, last + 1)]


def pairs(months: Sequence[str], before: Sequence[str]) -> list[Pair]:
    """Each month with what stands beside it, counted back from the last; what is left over stands beside the first."""
    more = len(before) - len(months)
    beside = [(month,) for month in before[max(0, more) :]]
    if more > 0:
        beside[0] = tuple(before[: more + 1])
    return list(zip(months, [()] * -more + beside, strict=True))


def month_pairs(report: Report) -> list[Pair]:
    """Of a report by month; without a compared period nothing stands beside."""
    request = report.request
    months = months_of(request.since, request.until)
    period = compared_period(request.since, request.until, request.compare)
    return pairs(months, months_of(*period)) if months and period else [(month, ()) for month in months]


def paired(report: Report) -> Report:
    """Figures by month beside a compared period. Its months have rows of their own in the report, which say nothing of
    this period; here what was in them stands as what was before in the rows of this period's months. Sums stay."""
    request = report.request
    if request.by != ("month",) or request.compare == "none" or request.name == "changes":
        return report
    told: list[Row] = []
    for found in _by_stage(report.rows).values():
        for key, beside in month_pairs(report):
            before = [found[month] for month in beside if month in found]
            told.append(_beside(found.get(key) or _nothing(found, key), before))
    return replace(report, rows=tuple(told))


def _by_stage(rows: Iterable[Row]) -> dict[str, dict[str, Figures]]:
    """Stage ("" of sales) -> month -> row."""
    found: dict[str, dict[str, Figures]] = {}
    for row in rows:
        if isinstance(row, SaleRow | StageRow):
            found.setdefault(row.stage if isinstance(row, StageRow) else "", {})[row.keys[0]] = row
    return found


def _nothing(found: Mapping[str, Figures], key: str) -> Figures:
    """The row of a month in which nothing was, as the others are."""
    like = next(iter(found.values()))
    if isinstance(like, SaleRow):
        return SaleRow((key,), (key,), Sums())
    return StageRow(like.stage, 0, 0, 0, None, keys=(key,), names=(key,))


def _beside(row: Figures, before: Iterable[Figures]) -> Figures:
    if isinstance(row, SaleRow):
        return replace(row, previous=sum(one.previous or 0 for one in before if isinstance(one, SaleRow)), new=False)
    stages = [one for one in before if isinstance(one, StageRow)]
    count, value = sum(one.previous_count or 0 for one in stages), sum(one.previous_value or 0 for one in stages)
    return replace(row, previous_count=count, previous_value=value)
