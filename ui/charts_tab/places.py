"""Where one stands in the charts, as it is kept under a name and found again."""

from collections.abc import Sequence

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.views import Place, Step
from ui.charts_tab.filters import FilterBar
from ui.charts_tab.way import Level


def place_of(page: str, levels: Sequence[Level], filters: FilterBar, measure: str, request: ReportRequest) -> Place:
    """`request` is the question of the last level."""
    chosen = filters.filters()
    return Place(
        page=page,
        steps=tuple(Step(one.report, one.title, one.where, one.by, one.ever) for one in levels),
        period=filters.period,
        since=chosen.since,
        until=chosen.until,
        compare=chosen.compare,
        filters=chosen.where,
        measure=measure,
        asks=request.name,
    )


def levels_of(place: Place) -> list[Level]:
    return [Level(step.report, step.title, step.where, step.by, step.ever) for step in place.steps]
