"""Statements of the busiest paths, compiled once for each database and given to the driver itself.

SQLAlchemy writes them, with their types; what it does around each execution takes ten times as long as SQLite's answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Enum, Integer, TupleType
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from db.bare import run
from db.bulk import reserve_keys
from db.models.base import Base
from db.statements import insert_for_keys, insert_into

Values = Mapping[str, Any]
Treatment = Callable[[Any], Any]
MOST_ONE_BY_ONE = 20
"""A server that is asked row by row for more keys than this is slower than one that tells the keys before."""
BEFORE_EACH = "before_each"
"""What a session's `info` holds under this name is called before each of these statements; it may raise."""


@dataclass(frozen=True, slots=True)
class _List:
    """How a value that stands for several is written: of `width` parts each, each part with `cast`, after `lead`."""

    width: int
    cast: str
    lead: str


@dataclass(frozen=True, slots=True)
class _Compiled:
    """`fixed`: values that stand in the statement itself; `into`, `out_of`: what makes of a value what the driver
    takes, and back; `order`: names as the database takes them, empty where it takes them by name."""

    text: str
    fixed: dict[str, Any]
    into: dict[str, Treatment]
    out_of: tuple[tuple[int, Treatment], ...]
    lists: dict[str, _List]
    order: tuple[str, ...]


class Prepared:
    """A statement with named values, run in the session's transaction; what waits in the session is written first.

    Raises as the session does. A value that is a list (`expanding`) is of whole numbers, or of pairs of them.
    """

    def __init__(self, statement: ClauseElement, columns: Sequence[str] = (), *, planned_anew: bool = False) -> None:
        """`columns`: of an INSERT, those that are told. `planned_anew`: a server keeps no plan of it; one made while a
        table was all but empty would read it whole when it has grown by thousands."""
        self._statement = statement
        self._planned_anew = planned_anew
        self._columns = list(columns)
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, session: Session, values: Values) -> list[tuple[Any, ...]]:
        """What it answers, in the types of its columns."""
        connection, ready = self._on(session)
        return _answered(connection, ready, values, planned_anew=self._planned_anew)

    def rows_each(self, session: Session, several: Sequence[Values]) -> list[list[tuple[Any, ...]]]:
        """As `rows`, once for each of `several`."""
        connection, ready = self._on(session)
        return [_answered(connection, ready, values) for values in several]

    def row(self, session: Session, values: Values) -> tuple[Any, ...] | None:
        """The first of what it answers."""
        found = self.rows(session, values)
        return found[0] if found else None

    def change(self, session: Session, values: Values) -> int:
        """How many rows it changed."""
        connection, ready = self._on(session)
        text, bound = _bound(ready, values)
        return _count(run(connection, text, bound))

    def change_each(self, session: Session, several: Sequence[Values]) -> int:
        """As `change`, once for each of `several`; no lists."""
        if not several:
            return 0
        if len(several) == 1:
            return self.change(session, several[0])
        connection, ready = self._on(session)
        return _count(run(connection, ready.text, [_bound(ready, values)[1] for values in several], many=True))

    def _on(self, session: Session) -> tuple[Connection, _Compiled]:
        before = session.info.get(BEFORE_EACH)
        if before is not None:
            before()
        if session.autoflush:
            session.flush()
        connection = session.connection()
        name = connection.dialect.name
        ready = self._compiled.get(name)
        if ready is None:
            ready = self._compiled[name] = _compiled(self._statement, connection.dialect, self._columns)
        return connection, ready


@cache
def _insert(model: type[Base], columns: tuple[str, ...]) -> Prepared:
    return Prepared(insert_into(model), columns)


@cache
def _insert_for_key(model: type[Base], columns: tuple[str, ...]) -> Prepared:
    return Prepared(insert_for_keys(model), columns)


def write_rows(session: Session, model: type[Base], rows: Sequence[Values]) -> None:
    """New rows, each with the same columns."""
    if rows:
        _insert(model, tuple(rows[0])).change_each(session, rows)


def write_row(session: Session, model: type[Base], row: Values) -> int:
    """A new row; its key."""
    return write_for_keys(session, model, [row])[0]


def write_for_keys(session: Session, model: type[Base], rows: Sequence[Values]) -> list[int]:
    """As `write_rows`; the new keys in the order of the rows."""
    if not rows:
        return []
    if len(rows) > MOST_ONE_BY_ONE and session.get_bind().dialect.name == "postgresql":
        keys = reserve_keys(session.connection(), model.__tablename__, len(rows))
        write_rows(session, model, [{"id": key, **row} for key, row in zip(keys, rows, strict=True)])
        return list(keys)
    return [found[0][0] for found in _insert_for_key(model, tuple(rows[0])).rows_each(session, rows)]


def _compiled(statement: ClauseElement, dialect: Dialect, columns: list[str]) -> _Compiled:
    made = statement.compile(dialect=dialect, column_keys=columns or None)
    assert isinstance(made, SQLCompiler)
    binds = {name: bind.type for name, bind in made.binds.items()}
    into = {name: _going_in(kind, dialect) for name, kind in binds.items()}
    known = {name: bind.value for name, bind in made.binds.items() if not bind.required and not bind.expanding}
    known |= {str(column.key): column.default.arg for column in made.insert_prefetch}  # type: ignore[union-attr]
    answers: Sequence[Any] = made.effective_returning or tuple(getattr(statement, "selected_columns", ()))
    out_of = [_coming_out(column.type, dialect) for column in answers]
    return _Compiled(
        text=str(made),
        fixed={name: _into(into[name], value) for name, value in known.items()},
        into={name: treat for name, treat in into.items() if treat is not None},
        out_of=tuple((place, treat) for place, treat in enumerate(out_of) if treat is not None),
        lists={name: _list(binds[name], dialect) for name, bind in made.binds.items() if bind.expanding},
        order=tuple(made.positiontup or ()),
    )


def _going_in(kind: TypeEngine[Any], dialect: Dialect) -> Treatment | None:
    if isinstance(kind, Enum) and kind.enum_class is not None:
        stored: dict[Any, Any] = {word: word.value for word in kind.enum_class}
        return {None: None, **stored}.__getitem__
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _coming_out(kind: TypeEngine[Any], dialect: Dialect) -> Treatment | None:
    if isinstance(kind, Enum) and kind.enum_class is not None:
        words: dict[Any, Any] = {word.value: word for word in kind.enum_class}
        return {None: None, **words}.__getitem__
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _list(kind: TypeEngine[Any], dialect: Dialect) -> _List:
    pairs = isinstance(kind, TupleType)
    whole = pairs or isinstance(kind, Integer)
    cast = "::BIGINT" if whole and dialect.name == "postgresql" else ""
    return _List(len(kind.types) if isinstance(kind, TupleType) else 1, cast, "VALUES " if pairs and not cast else "")


def _into(treat: Treatment | None, value: Any) -> Any:
    return value if treat is None else treat(value)


def _bound(ready: _Compiled, values: Values) -> tuple[str, Any]:
    """The text with its lists written out, and the values as the driver takes them."""
    into, fixed, text, order = ready.into, ready.fixed, ready.text, ready.order
    if order and not ready.lists:
        return text, tuple(
            [
                fixed[name] if name in fixed else into[name](values[name]) if name in into else values[name]
                for name in order
            ]
        )
    bound = fixed | {
        name: into[name](value) if name in into and name not in ready.lists else value for name, value in values.items()
    }
    for name, how in ready.lists.items():
        parts = _parts(how, bound.pop(name), into.get(name))
        names = [f"{name}__{number}" for number in range(len(parts))]
        bound |= zip(names, parts, strict=True)
        text = text.replace(f"__[POSTCOMPILE_{name}]", _written_out(how, names, by_name=not order))
        order = tuple(one for told in order for one in (names if told == name else (told,)))
    return text, tuple([bound[name] for name in order]) if order else bound


def _parts(how: _List, several: Sequence[Any], treat: Treatment | None) -> list[Any]:
    if how.width > 1:
        return [part for one in several for part in one]
    return [_into(treat, one) for one in several]


def _written_out(how: _List, names: list[str], *, by_name: bool) -> str:
    if not names:
        nothing = "CAST(NULL AS BIGINT)" if how.cast or how.width > 1 else "NULL"
        return f"SELECT {', '.join([nothing] * how.width)} WHERE 1 != 1"
    marks = [f"%({name})s{how.cast}" if by_name else "?" for name in names]
    if how.width > 1:
        marks = [f"({', '.join(marks[start : start + how.width])})" for start in range(0, len(marks), how.width)]
    return how.lead + ", ".join(marks)


def _answered(
    connection: Connection, ready: _Compiled, values: Values, *, planned_anew: bool = False
) -> list[tuple[Any, ...]]:
    cursor = run(connection, *_bound(ready, values), planned_anew=planned_anew)
    found = cursor.fetchall()
    cursor.close()
    return _typed(found, ready.out_of)


def _typed(found: list[Any], out_of: tuple[tuple[int, Treatment], ...]) -> list[tuple[Any, ...]]:
    if not out_of:
        return found
    typed = []
    for row in found:
        values = list(row)
        for place, treat in out_of:
            values[place] = treat(values[place])
        typed.append(tuple(values))
    return typed


def _count(cursor: Any) -> int:
    changed: int = cursor.rowcount
    cursor.close()
    return changed
