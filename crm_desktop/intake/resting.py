"""How long a backlog rests while forms come one after another: never longer than it has worked."""

import time
from collections.abc import Callable

QUIET_SECONDS = 0.25
"""Forms seldom come alone: for so long after one the backlog expects the next."""
MOST_SAVED_SECONDS = 1.0


class Rest:
    """Time that a backlog has worked is time that it may rest later, up to a second: half of the time is its own,
    whoever comes and however often."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until = self._saved = 0.0

    def somebody_came(self) -> None:
        self._until = self._now() + QUIET_SECONDS

    def worked(self, seconds: float) -> None:
        self._saved = min(MOST_SAVED_SECONDS, self._saved + seconds)

    def seconds(self) -> float:
        """How long it is to rest now; 0 where nobody came lately, or where it has rested enough."""
        return max(0.0, min(self._until - self._now(), self._saved))

    def rested(self, seconds: float) -> None:
        self._saved = max(0.0, self._saved - seconds)
