"""A company's tables into DuckDB by columns, through the databases' own drivers (ADBC).

The driver for SQLite brings a SQLite of its own, and two of them in one process must never open one file: what the one
closes gives up the other's locks, and the next writer writes over it (sqlite.org/howtocorrupt.html, 2.2.1). So it reads
a copy.
"""

import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from db.backup import copy_pages
from db.session import Database

SQLITE_ROWS_AT_ONCE = "65536"
LINES_AT_ONCE = 200_000
_COPY, _LEFT_SECONDS = "copy-", 3600.0

TABLES: dict[str, tuple[str, ...]] = {
    "products": ("id:INTEGER", "code:TEXT", "name:TEXT", "group_id:INTEGER", "subgroup_id:INTEGER"),
    "product_groups": ("id:INTEGER", "name:TEXT"),
    "customers": ("id:INTEGER", "code:TEXT", "name:TEXT", "group_id:INTEGER", "region:TEXT"),
    "customer_groups": ("id:INTEGER", "name:TEXT"),
    "addresses": ("customer_id:INTEGER", "position:INTEGER", "country:TEXT"),
    "employees": ("id:INTEGER", "login:TEXT", "name:TEXT"),
    "warehouses": ("id:INTEGER", "code:TEXT", "name:TEXT"),
    "forms": ("id:INTEGER", "key:TEXT", "name:TEXT"),
    "campaigns": ("id:INTEGER", "key:TEXT", "name:TEXT"),
    "expenses": ("order_id:INTEGER", "campaign_id:INTEGER"),
    "product_costs": ("product_id:INTEGER", "warehouse_id:INTEGER", "quantity:BIGINT", "value:BIGINT"),
    "opportunities": ("id:INTEGER", "campaign_id:INTEGER", "form_id:INTEGER", "channel:TEXT", "furthest:TEXT"),
    "orders": (
        *("id:INTEGER", "opportunity_id:INTEGER", "customer_id:INTEGER", "employee_id:INTEGER"),
        *("warehouse_id:INTEGER", "status:TEXT", "origin:TEXT", "currency:TEXT", "rate:BIGINT"),
    ),
}
"""What the snapshot's select reads of each table."""

BY_LINE: dict[str, tuple[str, ...]] = {
    "order_lines": (
        *("id:INTEGER", "order_id:INTEGER", "product_id:INTEGER", "kind:TEXT", "quantity:BIGINT", "net:BIGINT"),
        *("sold_on:INTEGER", "issued:BIGINT"),
    ),
    "order_line_costs": ("order_line_id:INTEGER", "quantity:BIGINT", "value:BIGINT"),
    "history_lines": (
        *("order_line_id:INTEGER", "is_order:BOOLEAN", "customer_id:INTEGER", "employee_id:INTEGER"),
        *("customer_group:TEXT", "country:TEXT", "region:TEXT", "channel:TEXT", "product_group:TEXT"),
        *("product_subgroup:TEXT", "warehouse:TEXT"),
    ),
}
"""The long ones, a row a line: read piece by piece, so that the memory never holds them whole."""


class Source:
    """One connection of the database's own driver; on SQLite to a copy that goes when it is closed."""

    def __init__(self, database: Database) -> None:
        self._sqlite = database.is_sqlite
        with ExitStack() as ending:
            self._connection = ending.enter_context(closing(_connect(database, ending)))
            self._ending = ending.pop_all()

    def close(self) -> None:
        self._ending.close()

    def load(self, memory: Any, tables: Iterable[str], *, schema: str, lines: tuple[int, int] | None = None) -> None:
        """Copies the tables into `schema` of the DuckDB connection; of BY_LINE the rows of these lines alone."""
        for table in tables:
            told = TABLES.get(table) or BY_LINE[table]
            condition = ""
            if lines is not None:
                condition = f" WHERE {told[0].split(':')[0]} BETWEEN {lines[0]} AND {lines[1]}"
            self._copy(memory, f"{schema}.{table}", [tuple(column.split(":")) for column in told], table, condition)

    def _copy(self, memory: Any, into: str, columns: list[Any], table: str, condition: str) -> None:
        """SQLite's columns are typed by what comes first: a witness row stands in front."""
        names = ", ".join(f'"{name}"' for name, _ in columns)
        query = f"SELECT {names} FROM {table}{condition}"
        told = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in columns)
        arriving = "arriving"
        if self._sqlite:
            witness = ", ".join("''" if kind == "TEXT" else "0" for _, kind in columns)
            query = f"SELECT 1 AS witness, {witness} UNION ALL SELECT 0, {names} FROM {table}{condition}"
            arriving = f"(SELECT * FROM arriving) AS a(witness, {names}) WHERE witness = 0"
        with closing(self._connection.cursor()) as cursor:
            if self._sqlite:
                cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": SQLITE_ROWS_AT_ONCE})
            cursor.execute(query)
            memory.register("arriving", cursor.fetch_arrow())
            memory.execute(f"CREATE OR REPLACE TABLE {into} AS SELECT {told} FROM {arriving}")
            memory.unregister("arriving")


def folder_of(database: Database) -> Path | None:
    """Beside the company's file. An office server's figures stay on the server: nothing is kept at the seats."""
    if not database.is_sqlite or database.is_memory or not database.url.database:
        return None
    folder = Path(f"{database.url.database}.charts")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _connect(database: Database, ending: ExitStack) -> Any:
    folder = folder_of(database)
    if folder is None:
        import adbc_driver_postgresql.dbapi as postgresql

        return postgresql.connect(database.url.set(drivername="postgresql").render_as_string(hide_password=False))
    import adbc_driver_sqlite.dbapi as sqlite

    _sweep(folder)
    copy = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix=_COPY, dir=folder))) / "company.db"
    copy_pages(database, copy)
    return sqlite.connect(f"file:{quote(str(copy.absolute()))}?mode=ro&immutable=1")


def _sweep(folder: Path) -> None:
    """Copies that a power cut left."""
    for left in folder.glob(f"{_COPY}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left)
