"""A figure beside its floor: medians of paired rounds, its goal, and whether it is met."""

import re
from dataclasses import dataclass
from statistics import median

_GOAL = re.compile(r"(?P<sign>[≤≥]?)\s*(?P<number>[\d,]+(?:\.\d+)?)\s*(?P<unit>ms|s|/s|×|MB)")


@dataclass(frozen=True, slots=True)
class Pair:
    """One round: how long the program took and how long the bare driver, in seconds, for `count` of something."""

    count: int
    took: float
    floor: float


@dataclass(frozen=True, slots=True)
class Figure:
    """What one row measured; `rate` is a second, else milliseconds each, or megabytes where `unit` says so. `goal`
    counts where rows.toml names none; `note` is what this measuring found besides, as the line that held the window."""

    what: str
    database: str
    pairs: tuple[Pair, ...]
    rate: bool = True
    goal: str = "–"
    note: str = ""
    unit: str = ""

    def measured(self, *, on: str, load: float, busy: bool) -> "Measured":
        return Measured(
            what=self.what,
            database=self.database,
            took=_short(median(pair.took / pair.count for pair in self.pairs)),
            floor=_short(median(pair.floor / pair.count for pair in self.pairs)),
            ratio=_short(median(pair.took / pair.floor for pair in self.pairs)),
            rounds=len(self.pairs),
            rate=self.rate,
            goal=self.goal,
            note=self.note,
            unit=self.unit,
            on=on,
            load=round(load, 1),
            busy=busy,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """A row as it is kept in measured.json: seconds each, the median of the rounds' own ratios, when, and how busy the
    machine was with other work when its part began (cores)."""

    what: str
    database: str
    took: float
    floor: float
    ratio: float
    rounds: int
    rate: bool
    goal: str = "–"
    note: str = ""
    unit: str = ""
    on: str = ""
    load: float = 0.0
    busy: bool = False

    def cells(self) -> tuple[str, ...]:
        return (self.what, self.database, self._told(self.took), self._told(self.floor), f"{self.ratio:.1f} ×")

    def _told(self, seconds: float) -> str:
        if self.unit:
            return f"{seconds:,.0f} {self.unit}"
        return f"{1 / seconds:,.0f} /s" if self.rate else f"{seconds * 1000:,.1f} ms"

    def meets(self, goal: str) -> bool | None:
        """Each of several, parted by a semicolon; None where there is none. `≥ 10 ×` is: so much faster than its
        floor."""
        wanted = list(_GOAL.finditer(goal))
        return all(self._meets_one(one) for one in wanted) if wanted else None

    def _meets_one(self, goal: re.Match[str]) -> bool:
        number = float(goal["number"].replace(",", ""))
        match goal["unit"]:
            case "×":
                return 1 / self.ratio >= number if goal["sign"] == "≥" else self.ratio <= number
            case "/s":
                return 1 / self.took >= number
            case "ms":
                return self.took * 1000 <= number
            case _:
                return self.took <= number


def _short(number: float) -> float:
    return float(f"{number:.4g}")
