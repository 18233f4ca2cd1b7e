"""What leaves us, whether print job or e-mail: an honest word on how far it got, and what its row becomes (law 9)."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from crm_desktop.errors import Away
from db.vocabulary import JobState

T = TypeVar("T")
LEASE_SECONDS = 60
AWAY_SECONDS = 2.0
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


def written_within_lease(write: Callable[[], T], stop: threading.Event) -> T:
    """What became of a thing that left is not forgotten because the database is away just then: it is written when
    that is back. Raises Away when the lease has ended, or one stops, before."""
    end = time.monotonic() + LEASE_SECONDS
    while True:
        try:
            return write()
        except Away:
            if time.monotonic() > end or stop.wait(AWAY_SECONDS):
                raise
