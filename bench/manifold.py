"""The imported past of a company over and over, copied by the database itself: what is measured beyond a million."""

from sqlalchemy import Connection, text

from db.guards import checks_at_once
from db.models.base import Base
from db.session import Database

KEYS: dict[str, dict[str, str]] = {
    "opportunities": {"id": "opportunities"},
    "history_items": {"opportunity_id": "opportunities"},
    "orders": {"id": "orders", "opportunity_id": "opportunities"},
    "order_lines": {"id": "order_lines", "order_id": "orders"},
    "history_lines": {"order_line_id": "order_lines"},
    "order_line_costs": {"order_line_id": "order_lines"},
}
"""Table -> column -> the table whose keys it holds. What a past order is made of, parents first."""
PRODUCT = "lowest + (product_id - lowest + {number} * 977) % (highest - lowest + 1)"
"""Each copy sells other goods, so that its sums are its own."""


def copy_past(database: Database, copies: int) -> None:
    """As many times again as there is, each copy in a transaction. The company has nothing but its imported past."""
    with database.engine.connect() as connection:
        last = {table: _last(connection, table) for table in ("opportunities", "orders", "order_lines")}
    for number in range(1, copies + 1):
        with database.engine.begin() as connection, checks_at_once(connection, ()):
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in KEYS:
                connection.execute(text(_copy(table, number, last)))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _last(connection: Connection, table: str) -> int:
    return int(connection.execute(text(f"SELECT MAX(id) FROM {table}")).scalar_one())


def _copy(table: str, number: int, last: dict[str, int]) -> str:
    keys = KEYS[table]
    columns = [column.name for column in Base.metadata.tables[table].columns]
    told = {name: f"{name} + {number * last[of]}" for name, of in keys.items()}
    if table == "orders":
        told |= {name: f"'{number}/' || {name}" for name in ("number", "external_ref")}
    source = table
    if table == "order_lines":
        told["product_id"] = PRODUCT.format(number=number)
        source += ", (SELECT MIN(id) AS lowest, MAX(id) AS highest FROM products) AS goods"
    first = next(iter(keys))
    chosen = ", ".join(told.get(name, name) for name in columns)
    condition = f"{first} <= {last[keys[first]]}"
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {source} WHERE {condition}"
