"""A company's tables into DuckDB by columns, through the databases' own drivers (ADBC).

The driver for SQLite brings a SQLite of its own, and two of them in one process must never open one file: what the one
closes gives up the other's locks, and the next writer writes over it (sqlite.org/howtocorrupt.html, 2.2.1). So it reads
a copy.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from crm_desktop.analytics.sales import COUNTED, NOT_SOLD
from db.backup import copy_pages
from db.session import Database

SQLITE_ROWS_AT_ONCE = "8192"
_COPY, _LEFT_SECONDS = "copy-", 3600.0


@dataclass(frozen=True, slots=True)
class Read:
    """A question to the database. `columns` are "name:KIND" or "name:KIND:expression"; the first is never 0."""

    columns: tuple[str, ...]
    source: str


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


TABLES: dict[str, Read] = {
    "products": Read(("id:INTEGER", "code:TEXT", "name:TEXT", "group_id:INTEGER", "subgroup_id:INTEGER"), "products"),
    "product_groups": Read(("id:INTEGER", "name:TEXT"), "product_groups"),
    "customers": Read(("id:INTEGER", "code:TEXT", "name:TEXT", "group_id:INTEGER", "region:TEXT"), "customers"),
    "customer_groups": Read(("id:INTEGER", "name:TEXT"), "customer_groups"),
    "addresses": Read(("customer_id:INTEGER", "country:TEXT"), "addresses WHERE position = 0"),
    "employees": Read(("id:INTEGER", "login:TEXT", "name:TEXT"), "employees"),
    "warehouses": Read(("id:INTEGER", "code:TEXT"), "warehouses"),
    "forms": Read(("id:INTEGER", "key:TEXT"), "forms"),
    "campaigns": Read(("id:INTEGER", "key:TEXT"), "campaigns"),
    "named_by_expense": Read(
        ("order_id:INTEGER", "campaign_id:INTEGER:min(campaign_id)"),
        "expenses WHERE order_id IS NOT NULL AND campaign_id IS NOT NULL GROUP BY order_id",
    ),
    "product_costs": Read(
        ("product_id:INTEGER", "warehouse_id:INTEGER", "quantity:BIGINT", "value:BIGINT"), "product_costs"
    ),
    "orders": Read(
        (
            *("id:INTEGER:o.id", "opportunity_id:INTEGER:o.opportunity_id", "customer_id:INTEGER:o.customer_id"),
            *("employee_id:INTEGER:o.employee_id", "warehouse_id:INTEGER:o.warehouse_id", "origin:TEXT:o.origin"),
            *("currency:TEXT:o.currency", "rate:BIGINT:o.rate", "campaign_id:INTEGER:p.campaign_id"),
            *("form_id:INTEGER:p.form_id", "channel:TEXT:p.channel", "furthest:TEXT:p.furthest"),
        ),
        f"orders o JOIN opportunities p ON p.id = o.opportunity_id WHERE o.status NOT IN ({_listed(NOT_SOLD)})",
    ),
}
"""What the snapshot reads whole."""

LINES = Read(
    (
        *("order_id:INTEGER", "product_id:INTEGER:l.product_id", "kind:TEXT:l.kind", "quantity:BIGINT:l.quantity"),
        *("net:BIGINT", "sold_on:INTEGER", "issued:BIGINT", "cost_quantity:BIGINT:c.quantity"),
        *("cost_value:BIGINT:c.value", "is_order:BOOLEAN", "customer_id:INTEGER", "employee_id:INTEGER"),
        "buyer_words:TEXT:h.customer_group || {parting} || h.country || {parting} || h.region",
        "goods_words:TEXT:h.product_group || {parting} || h.product_subgroup",
        "way_words:TEXT:h.channel || {parting} || h.warehouse",
    ),
    "order_lines l"
    " LEFT JOIN order_line_costs c ON c.order_line_id = l.id AND c.order_line_id BETWEEN {first} AND {last}"
    " LEFT JOIN history_lines h ON h.order_line_id = l.id AND h.order_line_id BETWEEN {first} AND {last}"
    f" WHERE l.id BETWEEN {{first}} AND {{last}} AND l.kind IN ({_listed(COUNTED)})",
)
"""A row a line, read piece by piece so that the memory never holds them whole. The database walks the three tables side
by side by their keys, which is less than to hand over their keys too; words that go together come as one text."""


class Source:
    """The database by its own driver; on SQLite a copy that goes when it is closed. One connection a thread."""

    def __init__(self, database: Database) -> None:
        self._sqlite = database.is_sqlite
        with ExitStack() as ending:
            self._address = _address(database, ending)
            self._connect = _driver(sqlite=self._sqlite)
            self._ending = ending.pop_all()

    def close(self) -> None:
        self._ending.close()

    @contextmanager
    def connected(self) -> Iterator[Any]:
        with closing(self._connect(self._address)) as connection:
            yield connection

    def load(self, connection: Any, memory: Any, read: Read, *, into: str) -> None:
        """Makes the table `into` of the DuckDB connection.

        SQLite's columns are typed by what comes first: a witness row stands in front, told by its 0.
        """
        told = [tuple(column.split(":")) for column in read.columns]
        asked = ", ".join(f"{found[0] if found else name} AS {name}" for name, _, *found in told)
        query = f"SELECT {asked} FROM {read.source}"
        if self._sqlite:
            witness = ", ".join(f"{chr(39) * 2 if kind == 'TEXT' else 0} AS {name}" for name, kind, *_ in told)
            query = f"SELECT {witness} UNION ALL {query}"
        typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind, *_ in told)
        with closing(connection.cursor()) as cursor:
            if self._sqlite:
                cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": SQLITE_ROWS_AT_ONCE})
            cursor.execute(query)
            memory.register("arriving", cursor.fetch_arrow())
            memory.execute(f"CREATE OR REPLACE TABLE {into} AS SELECT {typed} FROM arriving WHERE {told[0][0]} <> 0")
            memory.unregister("arriving")

    def lines(self, first: int, last: int, parting: str) -> Read:
        """LINES of these keys, their words parted by the sign `parting`."""
        sign = f"{'char' if self._sqlite else 'chr'}({ord(parting)})"
        filled = [part.format(first=first, last=last, parting=sign) for part in (*LINES.columns, LINES.source)]
        return Read(tuple(filled[:-1]), filled[-1])


def folder_of(database: Database) -> Path | None:
    """Beside the company's file. An office server's figures stay on the server: nothing is kept at the seats."""
    if not database.is_sqlite or database.is_memory or not database.url.database:
        return None
    folder = Path(f"{database.url.database}.charts")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _driver(*, sqlite: bool) -> Callable[[str], Any]:
    if sqlite:
        import adbc_driver_sqlite.dbapi

        return adbc_driver_sqlite.dbapi.connect
    import adbc_driver_postgresql.dbapi

    return adbc_driver_postgresql.dbapi.connect  # type: ignore[no-any-return]


def _address(database: Database, ending: ExitStack) -> str:
    folder = folder_of(database)
    if folder is None:
        return database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    _sweep(folder)
    copy = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix=_COPY, dir=folder))) / "company.db"
    copy_pages(database, copy)
    return f"file:{quote(str(copy.absolute()))}?mode=ro&immutable=1"


def _sweep(folder: Path) -> None:
    """Copies that a power cut left."""
    for left in folder.glob(f"{_COPY}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left)
