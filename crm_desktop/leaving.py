"""What leaves us, whether print job or e-mail: an honest word on how far it got, and what its row becomes (law 9)."""

from dataclasses import dataclass
from enum import StrEnum

from db.vocabulary import JobState

LEASE_SECONDS = 60
FIRST_PAUSE_SECONDS = 2


class Reached(StrEnum):
    """Nothing left us; all left us and was taken; anything between; or the other side said no for good."""

    NOTHING = "nothing"
    ALL = "all"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Sent:
    """`count` bytes left us."""

    reached: Reached
    count: int
    fault: str = ""


def state_after(sent: Sent) -> JobState:
    """Nothing sent: again by itself. All sent and closed: done. Anything between: a person must look."""
    return {
        Reached.NOTHING: JobState.QUEUED,
        Reached.ALL: JobState.DONE,
        Reached.UNCERTAIN: JobState.UNCERTAIN,
        Reached.REFUSED: JobState.FAILED,
    }[sent.reached]


def pause_after(attempt: int, longest: float) -> float:
    """Seconds until the next try, twice as long each time."""
    return float(min(FIRST_PAUSE_SECONDS * 2 ** min(attempt - 1, 20), longest))
