"""Carries every row of one database into another of either kind, as the values that are stored, and proves it.

A table's digest is the sum of its rows' hashes: the same on both databases, in whatever order the rows are read.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from hashlib import blake2b
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, inspect, text

from db.guards import APPEND_ONLY, declared, reinstall, search_index_later

Row = tuple[Any, ...]
Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; what it raises stops the work."""

AT_ONCE = 2_000
APART = ("alembic_version", "backup_about", "search_fts", "sqlite_")
"""Tables that are no rows of the company: what is made by the schema, or about a file."""

_UNSTORABLE = re.compile(r"\\u(0000|[dD][89a-fA-F])")
_EXACT = Context(prec=400)
_MODULUS = 1 << 128


class DifferentSchemas(Exception):
    """The two databases do not hold the same tables and columns."""


class NotTheSame(Exception):
    """What was written does not read back as what was to be written; nothing is to be committed."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: its columns by name, and which of them hold JSON or truth values (by position)."""

    table: str
    columns: tuple[str, ...]
    documents: tuple[int, ...]
    truths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows and digest of each table."""

    rows: dict[str, int]
    digests: dict[str, str]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def shapes(connection: Connection) -> list[Shape]:
    """The company's tables, those that others refer to first."""
    inspector = inspect(connection)
    order = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name and not name.startswith(APART)]
    known = {name: columns for (_, name), columns in inspector.get_multi_columns().items()}
    found = []
    for table in order:
        columns = sorted(known[table], key=lambda column: column["name"])
        documents = tuple(at for at, column in enumerate(columns) if isinstance(column["type"], JSON))
        truths = tuple(at for at, column in enumerate(columns) if isinstance(column["type"], Boolean))
        found.append(Shape(table, tuple(column["name"] for column in columns), documents, truths))
    return found


def count_rows(connection: Connection, tables: Sequence[Shape]) -> int:
    return sum(connection.execute(text(f"SELECT COUNT(*) FROM {shape.table}")).scalar_one() for shape in tables)


def stored_rows(connection: Connection, shape: Shape) -> Iterator[list[Row]]:
    """All rows in batches, as plain values: truths 0 and 1, documents as their text."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        cursor = driver.execute(f"SELECT {', '.join(shape.columns)} FROM {shape.table}")
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows
        return
    cast = {**dict.fromkeys(shape.documents, "::text"), **dict.fromkeys(shape.truths, "::int")}
    named = ", ".join(f'"{column}"{cast.get(at, "")}' for at, column in enumerate(shape.columns))
    with driver.cursor(name="crm_stored_rows") as cursor:
        cursor.execute(f"SELECT {named} FROM {shape.table}")
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows


class Digest:
    """Grows by rows, in any order."""

    def __init__(self, shape: Shape) -> None:
        self._documents = shape.documents
        self._sum = 0
        self.rows = 0

    def add(self, rows: Sequence[Row]) -> None:
        self.rows += len(rows)
        for row in rows:
            plain = _canonical(row, self._documents) if self._documents else tuple(row)
            self._sum += int.from_bytes(blake2b(repr(plain).encode(), digest_size=16).digest(), "big")

    def __str__(self) -> str:
        return f"{self._sum % _MODULUS:032x}"


def _canonical(row: Row, documents: Sequence[int]) -> Row:
    """One spelling for what is one document: JSONB keeps neither spaces nor the order of keys nor 1e2."""
    values = list(row)
    for at in documents:
        if values[at] is not None:
            read = json.loads(values[at], parse_int=_number, parse_float=_number)
            values[at] = json.dumps(read, sort_keys=True)
    return tuple(values)


def _number(written: str) -> list[str]:
    return [str(Decimal(written).normalize(_EXACT) + 0)]


def contents(connection: Connection, tables: Sequence[Shape] | None = None) -> Contents:
    """What a database holds, table by table."""
    rows, digests = {}, {}
    for shape in tables or shapes(connection):
        digest = Digest(shape)
        for batch in stored_rows(connection, shape):
            digest.add(batch)
        rows[shape.table], digests[shape.table] = digest.rows, str(digest)
    return Contents(rows, digests)


def copy_rows(source: Connection, target: Connection, progress: Progress) -> Contents:
    """Replaces all that `target` holds by what `source` holds, guards, sequences and search index included.

    Both in transactions of the caller's, `target` at the same revision. Raises DifferentSchemas, NotTheSame, and
    whatever `progress` raises; the caller's transaction is not to be committed then.
    """
    theirs, ours = shapes(source), shapes(target)
    if {(s.table, *sorted(s.columns)) for s in theirs} != {(s.table, *sorted(s.columns)) for s in ours}:
        raise DifferentSchemas(f"{len(theirs)} tables against {len(ours)}")
    total, done = count_rows(source, theirs), 0
    empty(target, ours)
    rows, digests = {}, {}
    with search_index_later(target):
        for shape in _in_order(theirs, ours):
            digest = Digest(shape)
            with _Writer(target, shape) as write:
                for batch in stored_rows(source, shape):
                    fitting = _fitting(target, shape, batch)
                    write(fitting)
                    digest.add(fitting)
                    done += len(batch)
                    progress(done, total)
            rows[shape.table], digests[shape.table] = digest.rows, str(digest)
    restart_sequences(target, ours)
    reinstall(target)
    written = Contents(rows, digests)
    _prove(target, ours, written)
    return written


def _in_order(theirs: list[Shape], ours: list[Shape]) -> list[Shape]:
    """The source's shapes in the order in which the target wants its tables filled."""
    known = {shape.table: shape for shape in theirs}
    return [known[shape.table] for shape in ours]


def _prove(target: Connection, ours: Sequence[Shape], written: Contents) -> None:
    there = contents(target, ours)
    wrong = sorted(table for table, digest in written.digests.items() if there.digests[table] != digest)
    if wrong:
        raise NotTheSame(", ".join(wrong))


def empty(connection: Connection, tables: Sequence[Shape]) -> None:
    """Takes all rows away; the guards of append-only tables stand aside and are put back by `reinstall`."""
    on_sqlite = connection.dialect.name == "sqlite"
    for guard in declared(connection.dialect.name):
        if guard.table in APPEND_ONLY:
            on = "" if on_sqlite else f" ON {guard.table}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
    if on_sqlite:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a row may refer to a later one of its table
        for shape in reversed(tables):
            connection.exec_driver_sql(f"DELETE FROM {shape.table}")
    else:
        connection.exec_driver_sql(f"TRUNCATE {', '.join(shape.table for shape in tables)}")


def restart_sequences(connection: Connection, tables: Sequence[Shape]) -> None:
    """On PostgreSQL the next key is one above the highest; as part of the transaction, which setval would not be."""
    if connection.dialect.name == "sqlite":
        return
    for shape in tables:
        if "id" not in shape.columns:
            continue
        asked = {"table": shape.table}
        sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, 'id')"), asked).scalar()
        if sequence:
            last = connection.execute(text(f"SELECT COALESCE(MAX(id), 0) FROM {shape.table}")).scalar_one()
            connection.exec_driver_sql(f"ALTER SEQUENCE {sequence} RESTART WITH {last + 1}")


class _Writer:
    """Writes batches of one table: one COPY on PostgreSQL, so that rows may refer to later ones; executemany else."""

    def __init__(self, connection: Connection, shape: Shape) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._on_sqlite = connection.dialect.name == "sqlite"
        self._shape = shape
        self._cursor: Any = None
        self._copy: Any = None
        self._copying: Any = None

    def __enter__(self) -> Callable[[Sequence[Row]], None]:
        named = ", ".join(f'"{column}"' for column in self._shape.columns)
        if self._on_sqlite:
            places = ", ".join("?" * len(self._shape.columns))
            statement = f"INSERT INTO {self._shape.table} ({named}) VALUES ({places})"
            return lambda rows: self._driver.executemany(statement, rows)
        self._cursor = self._driver.cursor()
        self._copy = self._cursor.copy(f"COPY {self._shape.table} ({named}) FROM STDIN")
        self._copying = self._copy.__enter__()
        return self._write_rows

    def _write_rows(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._copying.write_row(row)

    def __exit__(self, *fault: Any) -> None:
        if self._copy is not None:
            self._copy.__exit__(*fault)
            self._cursor.close()


def _fitting(target: Connection, shape: Shape, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows as the target can hold them: the counter of transactions means nothing elsewhere, and PostgreSQL
    stores neither NUL nor half a letter in a text."""
    if shape.table == "changes":
        at = shape.columns.index("xid")
        rows = [(*row[:at], 0, *row[at + 1 :]) for row in rows]
    if target.dialect.name == "sqlite":
        return rows
    return [_storable(row, shape.documents) for row in rows]


def _storable(row: Row, documents: Sequence[int]) -> Row:
    values = [value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value for value in row]
    for at in documents:
        if values[at] is not None and _UNSTORABLE.search(values[at]) is not None:
            values[at] = json.dumps(_mended(json.loads(values[at])))
    return tuple(values)


def _mended(value: Any) -> Any:
    match value:
        case str():
            whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            return whole.replace("\0", "\ufffd")
        case list():
            return [_mended(one) for one in value]
        case dict():
            return {_mended(key): _mended(one) for key, one in value.items()}
        case _:
            return value
