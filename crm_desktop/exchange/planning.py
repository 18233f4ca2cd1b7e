"""What an import would do to the records that are there: shared by products, customers and stock."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from crm_desktop.exchange.records import Checked, Fault, Line, Progress
from crm_desktop.words import say

T = TypeVar("T")
AT_ONCE = 500
"""Keys in one question, rows in one insert: both databases take them, and progress is seen to move."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line that meets a record: `before` and `after` hold only what differs."""

    line: Line
    record_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(slots=True)
class Plan:
    """Lines by what becomes of them; a line with a fault is in none of the others."""

    new: list[Line] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)


def parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def fault(checked: Checked, line: Line, key: str, rule: str, *, shown: str = "", **values: Any) -> Fault:
    """A fault that only the database knows of."""
    value = shown or str(line.values.get(key, ""))
    column = checked.heads.get(key) or say(f"importing.field_{key}", checked.language)
    return Fault(line.row, column, value, say(f"importing.{rule}", checked.language, **values))


def differing(given: Mapping[str, Any], there: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(before, after) of the keys that are given and differ."""
    keys = [key for key in given if key in there and given[key] != there[key]]
    return {key: there[key] for key in keys}, {key: given[key] for key in keys}


def lock_rows(session: Session, table: Table, wanted: ColumnElement[bool]) -> None:
    """In the order of their keys, as everyone locks them."""
    session.execute(select(table.c.id).where(wanted).order_by(table.c.id).with_for_update())


def in_parts(
    made: Plan,
    progress: Progress,
    *,
    add: Callable[[Sequence[Line]], None],
    change: Callable[[Sequence[Change]], None],
) -> None:
    """The new lines and then the changed ones, so many at once as a statement takes; told after each part."""
    done, of = 0, len(made.new) + len(made.changed)
    for lines in parts(made.new):
        add(lines)
        done += len(lines)
        progress(done, of)
    for changes in parts(made.changed):
        change(changes)
        done += len(changes)
        progress(done, of)
