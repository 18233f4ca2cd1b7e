"""How few of a ranking carry most of it."""

from dataclasses import replace
from datetime import date

import pytest

from crm_desktop.analytics.pareto import carrying, is_ranking, running
from crm_desktop.analytics.records import Report, ReportRequest, SaleRow, Sums


def ranking(*revenues: int, by: tuple[str, ...] = ("product",), compare: str = "none") -> Report:
    request = ReportRequest("products", date(2026, 1, 1), date(2026, 1, 31), compare)
    rows = tuple(SaleRow((f"P{n}",), (f"Towar {n}",), Sums(revenue)) for n, revenue in enumerate(revenues))
    return Report(request, "PLN", (), rows, SaleRow(("",), ("",), Sums(sum(revenues))), drill_by=by)


def test_that_each_row_is_told_with_all_before_it() -> None:
    assert running(ranking(50, 30, -10)) == {("P0",): 50, ("P1",): 80, ("P2",): 70}


@pytest.mark.parametrize(
    ("revenues", "few"),
    [
        ((50, 30, 10, 5, 5), 2),
        ((50, 29, 11, 5, 5), 3),
        ((20, 20, 20, 20, 20), 4),
        ((50, 30, 20), None),
        ((0, 0, 0, 0, 0), None),
        ((10, 0, 0, 0, -20), None),
    ],
)
def test_that_four_fifths_are_counted_exactly(revenues: tuple[int, ...], few: int | None) -> None:
    assert carrying(ranking(*revenues)) == few


def test_that_what_is_no_ranking_carries_nothing() -> None:
    whole = (50, 30, 10, 5, 5)
    assert is_ranking(ranking(*whole))
    others = [ranking(*whole, by=("month",)), ranking(*whole, by=("product", "month"))]
    for other in (*others, ranking(*whole, compare="year")):
        assert (is_ranking(other), carrying(other)) == (False, None)


def test_that_four_fifths_of_what_is_not_shown_whole_are_told_where_they_are_shown() -> None:
    report = ranking(50, 30, 10, 5, 5)
    assert carrying(replace(report, total=SaleRow(("",), ("",), Sums(1_000)))) is None
