"""Sale lines as integers: one select that fills the snapshot, run by the database or over its own tables in memory."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, Integer, Select, case, func, true, type_coerce
from sqlalchemy.dialects.postgresql.base import PGCompiler, PGDialect

from crm_desktop.analytics.dimensions import DIMENSIONS, PLAIN, group_of, key_of
from crm_desktop.analytics.sales import Money, line_columns, restricted
from db.models.history import HistoryLineRow
from db.models.sales import OrderLineRow, OrderRow

NUMBERS = ("line_id", "order_id", "item_id", "day", "net", "quantity", "cost", "counted")
STORED = ("product", "customer", "employee")
"""Dimensions told by the stored key, 0 for none."""
KINDS = {"net": "BIGINT", "quantity": "BIGINT", "cost": "BIGINT", "counted": "UTINYINT"}
"""What is no INTEGER."""
TEXTS = tuple(key for key in DIMENSIONS if key not in PLAIN)
"""Dimensions told by a code of their text."""


def facts(money: Money) -> Select[Any]:
    """Every sale line, in no period too: NUMBERS, STORED, then TEXTS as text."""
    net, quantity, cost, _ = line_columns(money)
    is_order = func.coalesce(HistoryLineRow.is_order, OrderLineRow.quantity > 0)
    columns: list[ColumnElement[Any]] = [
        OrderLineRow.id.label("line_id"),
        OrderLineRow.order_id.label("order_id"),
        OrderRow.opportunity_id.label("item_id"),
        func.coalesce(type_coerce(OrderLineRow.sold_on, Integer), 0).label("day"),
        type_coerce(net, BigInteger).label("net"),
        quantity,
        type_coerce(cost, BigInteger).label("cost"),
        case((is_order, 1), else_=0).label("counted"),
        *(func.coalesce(group_of(key), 0).label(key) for key in STORED),
        *(key_of(key).label(key) for key in TEXTS),
    ]
    return restricted(columns, true(), (), TEXTS)


class _Compiler(PGCompiler):
    """DuckDB reads PostgreSQL's words, but divides integers as such only by `//`."""

    def visit_floordiv_binary(self, binary: Any, operator: Any, **more: Any) -> str:
        return f"{self.process(binary.left, **more)} // {self.process(binary.right, **more)}"


class _DuckDialect(PGDialect):
    statement_compiler = _Compiler
    supports_statement_cache = False


def in_memory(statement: Select[Any]) -> str:
    """The same select for DuckDB, its values written out."""
    dialect: Dialect = _DuckDialect(paramstyle="named")  # type: ignore[no-untyped-call]
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
