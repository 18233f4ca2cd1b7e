"""A backlog rests while forms come one after another, and never for longer than it has worked."""

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.intake.resting import MOST_SAVED_SECONDS, QUIET_SECONDS, Rest


class Hand:
    """A clock that stands until it is moved."""

    seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def test_that_nothing_rests_before_it_has_worked() -> None:
    rest = Rest(Hand())
    rest.somebody_came()
    assert rest.seconds() == 0


def test_that_a_backlog_works_on_where_nobody_comes() -> None:
    rest = Rest(Hand())
    rest.worked(5)
    assert rest.seconds() == 0


def test_that_it_rests_until_nobody_came_for_a_while() -> None:
    clock = Hand()
    rest = Rest(clock)
    rest.worked(5)
    rest.somebody_came()
    assert rest.seconds() == QUIET_SECONDS
    clock.seconds += QUIET_SECONDS
    assert rest.seconds() == 0


def test_that_what_it_has_worked_is_the_most_that_it_rests() -> None:
    rest = Rest(Hand())
    rest.worked(0.125)
    rest.somebody_came()
    assert rest.seconds() == 0.125
    rest.rested(0.125)
    rest.somebody_came()
    assert rest.seconds() == 0


def test_that_a_night_of_work_is_no_night_of_rest() -> None:
    clock = Hand()
    rest = Rest(clock)
    rest.worked(8 * 3600)
    rested = 0.0
    for _ in range(1_000):
        rest.somebody_came()
        took = rest.seconds()
        clock.seconds += took
        rest.rested(took)
        rested += took
    assert rested == MOST_SAVED_SECONDS


@given(st.lists(st.tuples(st.floats(0, 3), st.integers(0, 5))))
def test_that_half_of_the_time_is_the_backlogs_whoever_comes(story: list[tuple[float, int]]) -> None:
    clock = Hand()
    rest, worked, rested = Rest(clock), 0.0, 0.0
    for work, comers in story:
        rest.worked(work)
        worked += work
        for _ in range(comers):
            rest.somebody_came()
            took = rest.seconds()
            clock.seconds += took
            rest.rested(took)
            rested += took
    assert rested <= worked + 1e-6
