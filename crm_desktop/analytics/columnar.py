"""A company's tables into DuckDB by columns, through the databases' own drivers (ADBC)."""

from collections.abc import Iterable
from contextlib import closing
from typing import Any
from urllib.parse import quote

from db.session import Database

SQLITE_ROWS_AT_ONCE = "65536"
LINES_AT_ONCE = 200_000

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
    """One connection of the database's own driver."""

    def __init__(self, database: Database) -> None:
        self._sqlite = database.is_sqlite
        self._connection = _connect(database)

    def close(self) -> None:
        self._connection.close()

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


def _connect(database: Database) -> Any:
    if database.is_sqlite:
        import adbc_driver_sqlite.dbapi as sqlite

        return sqlite.connect(f"file:{quote(str(database.url.database))}?mode=ro")
    import adbc_driver_postgresql.dbapi as postgresql

    return postgresql.connect(database.url.set(drivername="postgresql").render_as_string(hide_password=False))
