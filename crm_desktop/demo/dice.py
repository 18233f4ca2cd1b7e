"""Chance, by a seed: what Random answers at a third of its price, for a story that asks a hundred thousand times."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """The same seed throws the same."""

    def __init__(self, seed: int) -> None:
        self.fraction = Random(seed).random

    def between(self, low: int, high: int) -> int:
        """Both included."""
        return low + int(self.fraction() * (high - low + 1))

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self.fraction() * len(things))]

    def happens(self, share: float) -> bool:
        return self.fraction() < share

    def uniform(self, low: float, high: float) -> float:
        return low + self.fraction() * (high - low)

    def pareto(self, alpha: float) -> float:
        """A few are large, most are small."""
        return float((1.0 - self.fraction()) ** (-1.0 / alpha))


class Weighted:
    """Draws an index by weights."""

    def __init__(self, dice: Dice, weights: Sequence[float]) -> None:
        self._fraction = dice.fraction
        self._sums = list(accumulate(weights))
        self._total, self._last = self._sums[-1], len(self._sums) - 1

    def draw(self) -> int:
        return bisect(self._sums, self._fraction() * self._total, 0, self._last)
