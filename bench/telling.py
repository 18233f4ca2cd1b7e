"""docs/bench.md, written whole from rows.toml (what is asked for, and why a goal is missed) and measured.json."""

import textwrap
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import Measured
from bench.record import Record

ROWS = Path(__file__).resolve().parent / "rows.toml"
OUT = Path(__file__).resolve().parent.parent / "docs" / "bench.md"
HEAD = ("what", "database", "figure", "floor", "time / floor", "goal", "met")
OTHER = "Besides"
WIDTH = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One that is asked for. `goal` and `why` of all databases, or of each by its name; `why` says, where the goal is
    missed, why and what was tried."""

    what: str
    databases: tuple[str, ...]
    goals: dict[str, str] = field(default_factory=dict)
    whys: dict[str, str] = field(default_factory=dict)

    def goal(self, database: str) -> str:
        return self.goals.get(database, self.goals.get("", "–"))

    def why(self, database: str) -> str:
        return self.whys.get(database, self.whys.get("", ""))


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    about: str
    rows: tuple[Row, ...]


def parts(file: Path = ROWS) -> list[Part]:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return [Part(part["title"], part["about"].strip(), tuple(map(_row, part["row"]))) for part in told["part"]]


def _row(told: dict[str, Any]) -> Row:
    def each(name: str) -> dict[str, str]:
        found = told.get(name, {})
        return {"": found} if isinstance(found, str) else found

    return Row(told["what"], tuple(told["on"]), each("goal"), each("why"))


def unmeasured(record: Record) -> list[tuple[str, str]]:
    """Rows that are asked for and stand nowhere in the record."""
    asked = [(row.what, database) for part in parts() for row in part.rows for database in row.databases]
    return [one for one in asked if one not in record.rows]


def document(record: Record) -> str:
    told = parts()
    asked = {row.what for part in told for row in part.rows}
    others = dict.fromkeys(row.what for row in record.rows.values() if row.what not in asked)
    loose = [Row(what, tuple(d for w, d in record.rows if w == what)) for what in others]
    if loose:
        told.append(Part(OTHER, "", tuple(loose)))
    intro = INTRO.format(machine=record.machine)
    return "\n\n".join([intro, *(_part(part, record) for part in told), _spent(record)]).rstrip() + "\n"


def _part(part: Part, record: Record) -> str:
    lines, missed = [], dict[str, list[str]]()
    for row in part.rows:
        for database in row.databases:
            found = record.rows.get((row.what, database))
            goal = _goal(row, found, database)
            lines.append(_line(row, database, found, goal))
            if found is not None and found.meets(goal) is False:
                missed.setdefault(row.why(database) or NO_WHY, []).append(f"{row.what}, {database}")
    told = [f"## {part.title}", table(lines)]
    if part.about:
        told.append(part.about)
    if missed:
        told.append("**Missed**")
        told.append("\n".join(_wrapped(f"- *{'*; *'.join(whats)}*: {why}") for why, whats in missed.items()))
    return "\n\n".join(told)


def _goal(row: Row, found: Measured | None, database: str) -> str:
    named = row.goal(database)
    return named if named != "–" or found is None else found.goal


def _line(row: Row, database: str, found: Measured | None, goal: str) -> tuple[str, ...]:
    if found is None:
        return (row.what, database, "not measured", "", "", goal, "")
    met = {True: "yes", False: "no", None: ""}[found.meets(goal)]
    what, where, figure, *rest = found.cells()
    figure = f"{figure} ‡" if found.busy else figure
    return (f"{what}; {found.note}" if found.note else what, where, figure, *rest, goal, met)


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [HEAD, tuple("---" for _ in HEAD), *rows])


def _spent(record: Record) -> str:
    if not record.parts:
        return ""
    whole = sum(record.parts.values())
    each = ", ".join(f"{name} {_minutes(seconds)}" for name, seconds in record.parts.items())
    return f"## How long the measuring takes\n\n{_minutes(whole)} (minutes:seconds) in all: {each}."


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


NO_WHY = "not looked into."
INTRO = """# Speed, beside floors measured in the same run

Written whole by `make bench`, from bench/rows.toml and bench/measured.json.
{machine}.

- A figure and its floor are medians of paired rounds; each round starts from a fresh copy of the same database and
  warms up first. *Time / floor* is the median of the rounds' own ratios. ‡: the machine was busy with other work.
- **Floor**, where nothing else is said: what the program wrote, recorded and repeated by the bare driver (sqlite3,
  psycopg): the same rows, constraints and triggers, the same transactions; no reading, no thinking, no rendering.
- Durable: SQLite with `synchronous=FULL` on a file, PostgreSQL on disk with `fsync` and `synchronous_commit` on
  (checked at the start). The program and the database share the machine."""
