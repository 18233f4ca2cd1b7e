"""The question of a level: what is asked of the figures under the filters."""

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.roi import FIRST_DAY
from crm_desktop.analytics.spans import within_month
from crm_desktop.analytics.views import NOT_COMPARED
from ui.charts_tab import way
from ui.charts_tab.filters import Filters
from ui.charts_tab.way import Level

MOST_ROWS, MOST_CELLS = 1000, 20_000
"""Rows of a table, cells of a two-way one. What changed most may be what sold least: of changes as many are asked for
as of cells."""


def question(level: Level, chosen: Filters) -> ReportRequest:
    since, until, where = within_month(chosen.since, chosen.until, (*chosen.where, *level.where))
    own = level.report in ("people", "roi")
    name = "lines" if level.report in way.SALES and not level.by else level.report
    two = len(level.by) == 2
    return ReportRequest(
        name=name,
        since=FIRST_DAY if level.ever else since,
        until=until,
        compare="none" if level.ever or name in NOT_COMPARED or two else chosen.compare,
        by=() if own else level.by,
        where=where,
        limit=MOST_CELLS if two or name == "changes" else MOST_ROWS,
    )
