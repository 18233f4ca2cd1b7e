"""docs/bench.md is what bench keeps as data, and nothing else; measuring one row loses no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench import telling
from bench.figures import Figure, Measured, Pair
from bench.parts import Run, grounded, once
from bench.record import Record, keep, kept

ROW = Measured("kept", "SQLite", 0.02, 0.01, 2.0, 5, rate=False)


def test_that_the_page_is_written_whole_from_what_is_kept() -> None:
    assert telling.OUT.read_text(encoding="utf-8") == telling.document(kept())


def test_that_a_row_measured_anew_takes_its_place_and_no_other_is_lost(tmp_path: Path) -> None:
    record = Record("a machine", parts={"a": 61})
    record.learn([ROW, replace(ROW, what="other")])
    keep(record, tmp_path / "kept.json")
    again = kept(tmp_path / "kept.json")
    again.learn([replace(ROW, took=0.03)])
    assert [(row.what, row.took) for row in again.rows.values()] == [("kept", 0.03), ("other", 0.02)]
    told = telling.document(again)
    assert "| kept | SQLite | 30.0 ms | 10.0 ms | 2.0 × | – |  |" in told
    assert "1:01 (minutes:seconds) in all: a 1:01." in told


@pytest.mark.parametrize(
    ("goal", "met"),
    [("≤ 2 ×", True), ("≤ 1.9 ×", False), ("≤ 20 ms", True), ("≤ 15 ms", False), ("≥ 50 /s", True), ("≥ 51 /s", False),
     ("≤ 1 s", True), ("≤ 20 ms; ≤ 1 ×", False), ("≥ 10 ×", False), ("–", None)],
)  # fmt: skip
def test_that_goals_are_read(goal: str, met: bool | None) -> None:
    assert ROW.meets(goal) is met


def test_that_medians_are_of_the_rounds_own_ratios() -> None:
    figure = Figure("x", "SQLite", (Pair(2, 4.0, 1.0), Pair(2, 2.0, 1.0), Pair(2, 9.0, 4.5)), rate=False)
    row = figure.measured(on="2026-01-01", load=0.04, busy=False)
    assert (row.took, row.floor, row.ratio, row.rounds, row.load) == (2.0, 0.5, 2.0, 3, 0.0)


def test_that_every_goal_can_be_read_and_every_row_that_is_measured_is_asked_for() -> None:
    asked = {row.what: row for part in telling.parts() for row in part.rows}
    goals = {goal for row in asked.values() for goal in row.goals.values()}
    assert [goal for goal in goals if ROW.meets(goal) is None] == []
    run = Run(1, quick=False)
    made = [what for part in (*grounded(run), *once()) for what in part.rows]
    assert [what for what in made if what not in asked] == []
