"""The floor: what the program wrote or read, recorded once and repeated by the bare driver, nothing else around it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from db.session import Database

WRITES = ("INSERT", "UPDATE", "DELETE", "SELECT * FROM CRM_VALUE_MOVES")
"""The last is PostgreSQL's function that writes what goods cost as they leave (db/valuing.py): without it the floor
would keep no costs."""


@dataclass(slots=True)
class Statement:
    """`many`: `values` are those of several executions."""

    text: str
    values: Any
    many: bool


@dataclass(slots=True)
class Tape:
    """Transactions as they were committed, each with its statements in their order."""

    transactions: list[list[Statement]] = field(default_factory=list)


@contextmanager
def recording(database: Database, *, verbs: tuple[str, ...] = WRITES) -> Iterator[Tape]:
    """What is committed meanwhile: the statements that begin with one of `verbs`, with the driver's own values; those
    of threads with an engine of their own, too."""
    tape, open_ones = Tape(), dict[int, list[Statement]]()

    def note(connection: Any, _cursor: Any, text: str, values: Any, _context: Any, _many: bool) -> None:
        if connection.engine.url == database.url and text.lstrip().upper().startswith(verbs):
            statement = Statement(text, values, isinstance(values, list))
            open_ones.setdefault(id(connection.connection.dbapi_connection), []).append(statement)

    def keep(connection: Any) -> None:
        statements = open_ones.pop(id(connection.connection.dbapi_connection), [])
        if statements:
            tape.transactions.append(statements)

    def drop(connection: Any) -> None:
        if "SELECT" in verbs:  # a reader ends with a rollback
            keep(connection)
        open_ones.pop(id(connection.connection.dbapi_connection), None)

    listeners = (("before_cursor_execute", note), ("commit", keep), ("rollback", drop))
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield tape
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)


def repeat(connection: Any, tape: Tape, *, begin: str) -> float:
    """Seconds that the driver takes for the same statements in the same transactions. Raises where nothing was
    recorded: that were no floor."""
    if not tape.transactions:
        raise RuntimeError("nothing was recorded")
    cursor = connection.cursor()
    started = time.perf_counter()
    for transaction in tape.transactions:
        cursor.execute(begin)
        for statement in transaction:
            if statement.many:
                cursor.executemany(statement.text, statement.values)
            else:
                cursor.execute(statement.text, statement.values)
                if cursor.description is not None:
                    cursor.fetchall()
        cursor.execute("COMMIT")
    return time.perf_counter() - started
