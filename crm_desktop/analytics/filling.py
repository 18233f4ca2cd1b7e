"""The snapshot's first fill: pieces of lines are read on one thread while the piece before becomes integers."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.analytics.columnar import BY_LINE, LINES_AT_ONCE, TABLES, Source
from crm_desktop.analytics.facts import KINDS, NUMBERS, STORED, TEXTS, facts, in_memory
from crm_desktop.analytics.sales import Money
from db.models.sales import OrderLineRow
from db.session import Database

STAGES = ("one", "other")


def line_ranges(session: Session) -> list[tuple[int, int]]:
    """Keys of lines, from and to, of as many pieces as are read."""
    first, last = session.execute(select(func.min(OrderLineRow.id), func.max(OrderLineRow.id))).one()
    if first is None:
        return []
    return [(start, start + LINES_AT_ONCE - 1) for start in range(first, last + 1, LINES_AT_ONCE)]


class Abandoned(Exception):
    """Nobody wants the snapshot any more."""


def fill(
    memory: Any, database: Database, money: Money, ranges: list[tuple[int, int]], *, wanted: Callable[[], bool]
) -> None:
    """Makes `facts`, `names_…` and `texts_…` (text and code of each dimension that is told by codes).

    Raises Abandoned soon after `wanted` says no.
    """
    _tables(memory)
    with closing(Source(database)) as source:
        source.load(memory, TABLES, schema="main")
        for schema, cursor in _pieces(memory, source, ranges):
            if not wanted():
                raise Abandoned
            with closing(cursor):
                cursor.execute(f"SET search_path = '{schema},main'")
                _encode(cursor, in_memory(facts(money)), schema)
    _keep_names(memory)
    for table in TABLES:
        memory.execute(f"DROP TABLE {table}")


NAMES = {"product": ("products", "code"), "customer": ("customers", "code"), "employee": ("employees", "login")}


def no_names(memory: Any) -> None:
    """Makes `names_…` with nobody in it: who is asked for is read from the database."""
    for key in NAMES:
        memory.execute(f"CREATE TABLE names_{key} (id INTEGER, code TEXT, name TEXT)")


def _keep_names(memory: Any) -> None:
    for key, (table, code) in NAMES.items():
        memory.execute(f"CREATE TABLE names_{key} AS SELECT id, {code} AS code, name FROM {table}")


def _tables(memory: Any) -> None:
    plain = [f"{name} {KINDS.get(name, 'INTEGER')}" for name in (*NUMBERS, *STORED, *TEXTS)]
    memory.execute(f"CREATE TABLE facts ({', '.join(plain)})")
    for key in TEXTS:
        memory.execute(f"CREATE TABLE texts_{key} (told TEXT, code INTEGER)")
    for schema in STAGES:
        memory.execute(f"CREATE SCHEMA {schema}")


def _pieces(memory: Any, source: Source, ranges: list[tuple[int, int]]) -> Iterator[tuple[str, Any]]:
    """Loads each piece while the one before is worked on; the schema it lies in, and a connection to it."""

    def load(number: int) -> tuple[str, Any]:
        schema, cursor = STAGES[number % 2], memory.cursor()
        source.load(cursor, BY_LINE, schema=schema, lines=ranges[number])
        return schema, cursor

    with ThreadPoolExecutor(1, thread_name_prefix="crm-snapshot-reader") as reader:
        ahead = reader.submit(load, 0) if ranges else None
        for number in range(len(ranges)):
            assert ahead is not None
            piece = ahead.result()
            if number + 1 < len(ranges):
                ahead = reader.submit(load, number + 1)
            yield piece


def _encode(memory: Any, query: str, schema: str) -> None:
    """A piece as text, then every text by its code; new ones get the next."""
    memory.execute(f"CREATE OR REPLACE TABLE {schema}.told AS {query}")
    for key in TEXTS:
        memory.execute(
            f"INSERT INTO texts_{key} SELECT {key}, (SELECT count(*) FROM texts_{key}) + row_number() OVER () - 1 "
            f"FROM (SELECT DISTINCT {key} FROM {schema}.told) WHERE {key} NOT IN (SELECT told FROM texts_{key})"
        )
    plain = ", ".join((*NUMBERS, *STORED))
    codes = ", ".join(f"texts_{key}.code" for key in TEXTS)
    joins = " ".join(f"JOIN texts_{key} ON texts_{key}.told = line.{key}" for key in TEXTS)
    memory.execute(f"INSERT INTO facts SELECT {plain}, {codes} FROM {schema}.told AS line {joins}")
    for table in (*BY_LINE, "told"):
        memory.execute(f"DROP TABLE {schema}.{table}")
