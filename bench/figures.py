"""A figure beside its floor: medians of paired rounds, and how they are written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Pair:
    """One round: how long the program took and how long the bare driver, in seconds, for `count` of something."""

    count: int
    took: float
    floor: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table; `rate` is a second, else milliseconds each."""

    what: str
    database: str
    pairs: tuple[Pair, ...]
    rate: bool = True
    goal: str = "–"

    def cells(self) -> tuple[str, ...]:
        took = median(pair.took / pair.count for pair in self.pairs)
        floor = median(pair.floor / pair.count for pair in self.pairs)
        ratio = median(pair.took / pair.floor for pair in self.pairs)
        return (self.what, self.database, self._told(took), self._told(floor), f"{ratio:.1f} ×", self.goal)

    def _told(self, seconds: float) -> str:
        return f"{1 / seconds:,.0f} /s" if self.rate else f"{seconds * 1000:,.1f} ms"


HEAD = ("what", "database", "figure", "floor", "time / floor", "goal")


def table(rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [HEAD, tuple("---" for _ in HEAD), *rows])


def rows_in(text: str) -> list[tuple[str, ...]]:
    """The rows of a table that was written before."""
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in text.splitlines() if line[:1] == "|"]
    return [row for row in rows if len(row) == len(HEAD)][2:]


def merged(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """`new` in the place of what they measure anew, the rest behind; each row was measured beside its own floor."""
    measured = {row[:2]: row for row in new}
    known = {row[:2] for row in old}
    return [*(measured.get(row[:2], row) for row in old), *(row for row in new if row[:2] not in known)]
