from datetime import date

import pytest

from crm_desktop.analytics.records import Report, ReportRequest, SaleRow, StageRow, Sums
from ui.charts_tab.months import paired, pairs


@pytest.mark.parametrize(
    ("months", "before", "beside"),
    [
        (["2026-01", "2026-02"], ["2025-01", "2025-02"], [("2025-01",), ("2025-02",)]),
        (["2026-03"], ["2026-02", "2026-03"], [("2026-02", "2026-03")]),
        (["2026-01", "2026-02", "2026-03"], ["2025-12", "2026-01"], [(), ("2025-12",), ("2026-01",)]),
    ],
)
def test_that_no_compared_month_is_lost_whatever_the_calendar(
    months: list[str], before: list[str], beside: list[tuple[str, ...]]
) -> None:
    assert pairs(months, before) == list(zip(months, beside, strict=True))


def sold(month: str, revenue: int, previous: int) -> SaleRow:
    return SaleRow((month,), (month,), Sums(revenue=revenue), previous, new=not previous, vanished=not revenue)


def asked(name: str, since: date, until: date, compare: str) -> ReportRequest:
    return ReportRequest(name, since, until, compare=compare, by=("month",))


def test_that_a_month_and_the_one_it_is_compared_with_are_one_row() -> None:
    rows = (sold("2024-11", 0, 700), sold("2024-12", 0, 40), sold("2025-11", 900, 0))
    report = Report(asked("months", date(2025, 11, 1), date(2025, 12, 31), "year"), "PLN", (), rows, None)
    found = [row for row in paired(report).rows if isinstance(row, SaleRow)]
    assert [(row.keys, row.sums.revenue, row.previous) for row in found] == [
        (("2025-11",), 900, 700),
        (("2025-12",), 0, 40),
    ]
    assert [(row.new, row.vanished) for row in found] == [(False, False)] * 2


def test_that_a_month_in_both_periods_counts_for_each() -> None:
    rows = (sold("2026-02", 0, 5), sold("2026-03", 100, 20))
    report = Report(asked("months", date(2026, 3, 10), date(2026, 3, 31), "previous"), "PLN", (), rows, None)
    assert [(row.sums.revenue, row.previous) for row in paired(report).rows if isinstance(row, SaleRow)] == [(100, 25)]


def test_that_stages_by_month_are_paired_each_by_itself() -> None:
    def stage(name: str, month: str, count: int, before: int) -> StageRow:
        return StageRow(name, count, 10 * count, 0, None, before, 10 * before, (month,), (month,))

    rows = (
        *(stage("received", "2024-05", 0, 8), stage("answered", "2024-05", 0, 6)),
        *(stage("received", "2025-05", 9, 0), stage("answered", "2025-05", 7, 0)),
    )
    report = Report(asked("inquiries", date(2025, 5, 1), date(2025, 5, 31), "year"), "PLN", (), rows, None)
    assert [
        (row.stage, row.count, row.previous_count, row.previous_value)
        for row in paired(report).rows
        if isinstance(row, StageRow)
    ] == [("received", 9, 8, 80), ("answered", 7, 6, 60)]


def test_that_what_is_not_compared_or_not_by_month_stays_as_it_is() -> None:
    whole = Report(
        asked("months", date(2025, 5, 1), date(2025, 5, 31), "none"), "PLN", (), (sold("2025-05", 9, 0),), None
    )
    changes = Report(asked("changes", date(2025, 5, 1), date(2025, 5, 31), "year"), "PLN", (), whole.rows, None)
    assert (paired(whole), paired(changes)) == (whole, changes)
