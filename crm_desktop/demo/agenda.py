"""What is still to happen, in the order of time: papers are numbered and goods move as the days go by."""

from collections.abc import Callable
from heapq import heappop, heappush


class Agenda:
    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, Callable[[int], None]]] = []
        self._count = 0

    def put(self, at: int, happens: Callable[[int], None]) -> None:
        """`happens` gets the instant; of the same instant the first put comes first."""
        self._count += 1
        heappush(self._waiting, (at, self._count, happens))

    def run(self, until: int) -> None:
        """Everything up to an instant, and what comes of it."""
        while self._waiting and self._waiting[0][0] <= until:
            at, _, happens = heappop(self._waiting)
            happens(at)
