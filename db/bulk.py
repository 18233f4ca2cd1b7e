"""Many rows as plain values, the fastest honest way into each database: executemany or COPY, in one transaction."""

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, text

AT_ONCE = 20
"""Rows a statement on SQLite."""
MOST_WAITING = 3
"""Batches that are made before they can be written: more would only hold memory."""


def write_rows(
    connection: Connection, table: str, columns: Sequence[str], values: list[Any], *, plain: bool = False
) -> int:
    """`values` one row behind the other, as stored (instants in microseconds, days as yyyymmdd). Answers how many rows.

    `plain`: numbers, texts and yes or no alone, which a server takes as they lie in memory, without reading digits.
    Raises ValueError where values are missing or too many.
    """
    named, width = ", ".join(columns), len(columns)
    count, left_over = divmod(len(values), width)
    if left_over:
        raise ValueError(f"{table}: {left_over} values beyond {count} rows of {width} columns")
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        place = f"({', '.join('?' * width)})"
        step, whole = AT_ONCE * width, count // AT_ONCE * AT_ONCE * width
        many = (values[start : start + step] for start in range(0, whole, step))
        driver.executemany(f"INSERT INTO {table} ({named}) VALUES {', '.join([place] * AT_ONCE)}", many)
        rest = (values[start : start + width] for start in range(whole, len(values), width))
        driver.executemany(f"INSERT INTO {table} ({named}) VALUES {place}", rest)
        return count
    _copy_in(driver, table, columns, values, plain=plain)
    return count


def _copy_in(driver: Any, table: str, columns: Sequence[str], values: list[Any], *, plain: bool) -> None:
    width, into = len(columns), f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with driver.cursor() as cursor:
        types = {}
        if plain:
            asked = "SELECT attname, atttypid FROM pg_attribute WHERE attrelid = %s::regclass"
            types = dict(cursor.execute(asked, [table]).fetchall())
        with cursor.copy(f"{into} (FORMAT binary)" if plain else into) as copy:
            if plain:
                copy.set_types([types[column] for column in columns])
            for start in range(0, len(values), width):
                copy.write_row(values[start : start + width])


@contextmanager
def without_collecting() -> Iterator[None]:
    """Millions of rows that hold no cycles: looking them through for some again and again is a third of the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def writing_behind(connection: Connection) -> Iterator[Callable[[str, Sequence[str], list[Any]], None]]:
    """What writes plain values as `write_rows` does, table after table in the order of the calls; all is written at the
    end.

    On PostgreSQL the caller makes the next rows meanwhile: most of the time the server proves its foreign keys, and the
    driver waits for it without holding the interpreter. Nobody else may use the connection until the end.
    """
    if connection.dialect.name == "sqlite":
        yield partial(_write_at_once, connection)
        return
    waiting: deque[Future[int]] = deque()
    with ThreadPoolExecutor(1, thread_name_prefix="crm-writing-behind") as writer:

        def write(table: str, columns: Sequence[str], values: list[Any]) -> None:
            while len(waiting) >= MOST_WAITING:
                waiting.popleft().result()
            waiting.append(writer.submit(write_rows, connection, table, columns, values, plain=True))

        yield write
        while waiting:
            waiting.popleft().result()


def _write_at_once(connection: Connection, table: str, columns: Sequence[str], values: list[Any]) -> None:
    write_rows(connection, table, columns, values)


def reserve_keys(connection: Connection, table: str, count: int) -> Sequence[int]:
    """`count` keys of `table` that nobody else gets, ascending. On SQLite the caller holds the write lock.

    On PostgreSQL others may take some meanwhile; else they are a range, and need not come here one by one."""
    if connection.dialect.name == "sqlite":
        last = connection.execute(text(f"SELECT COALESCE(MAX(id), 0) FROM {table}")).scalar_one()
        return range(last + 1, last + 1 + count)
    sequence = "(SELECT CAST(pg_get_serial_sequence(:t, 'id') AS regclass))"  # looked for once, not for each key
    taken = f"SELECT nextval({sequence}) AS id FROM generate_series(1, :n)"
    whole = "CASE WHEN max(id) - min(id) + 1 = count(*) THEN NULL ELSE array_agg(id ORDER BY id) END"
    statement = text(f"WITH taken AS MATERIALIZED ({taken}) SELECT min(id), {whole} FROM taken")
    first, each = connection.execute(statement, {"t": table, "n": count}).one()
    if each is not None:
        return list(each)
    return range(first, first + count) if count else ()
