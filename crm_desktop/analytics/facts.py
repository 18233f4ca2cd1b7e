"""Sale lines as integers: one select, run by the database or, its columns renamed, over copies in memory."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Cast,
    Column,
    ColumnElement,
    Dialect,
    Integer,
    Select,
    Table,
    case,
    func,
    literal_column,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql.base import PGCompiler, PGDialect
from sqlalchemy.sql.visitors import replacement_traverse

from crm_desktop.analytics.dimensions import DIMENSIONS, PLAIN, group_of, key_of
from crm_desktop.analytics.sales import Money, line_columns, restricted
from db.models.history import HistoryLineRow
from db.models.sales import OrderLineRow, OrderRow

NUMBERS = ("order_id", "item_id", "day", "net", "quantity", "cost", "counted")
STORED = ("product", "customer", "employee")
"""Dimensions told by the stored key, 0 for none."""
KINDS = {"net": "BIGINT", "quantity": "BIGINT", "cost": "BIGINT", "firsts": "UTINYINT"}
"""What is no INTEGER, and no code."""
TEXTS = tuple(key for key in DIMENSIONS if key not in PLAIN)
"""Dimensions told by the code of their text; "" has the code 0."""
CODES = {"UTINYINT": 2**8, "USMALLINT": 2**16, "INTEGER": 2**31}
"""How many texts the kinds of codes are enough for."""
MAY_LACK, UNKNOWN = ("net", "cost"), -(2**62)
"""Columns that may be NULL, and what stands for it where lines pass by as plain arrays."""
FILLED = (*NUMBERS[:-1], "firsts", *STORED, *TEXTS)
"""Columns of the snapshot: `firsts` tells what `counted` tells, and more."""


def facts(money: Money) -> Select[Any]:
    """Every sale line, in no period too: NUMBERS, STORED, then TEXTS as text."""
    return restricted(_columns(money), true(), (), TEXTS)


def _columns(money: Money) -> list[ColumnElement[Any]]:
    net, quantity, cost, _ = line_columns(money)
    is_order = func.coalesce(HistoryLineRow.is_order, OrderLineRow.quantity > 0)
    return [
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


def in_memory(money: Money) -> str:
    """The columns of `facts`, texts by their codes, over what `filling` has copied: line, sale, goods, buyer, average
    and the words that a line of history tells of itself."""
    columns = []
    for column in _columns(money):
        told = replacement_traverse(column.element if hasattr(column, "element") else column, {}, _copied)
        columns.append(f"{told.compile(dialect=DUCK, compile_kwargs={'literal_binds': True})} AS {column.name}")
    return ", ".join(columns)


_LINE = ("order_id", "product_id", "kind", "quantity", "net", "sold_on", "issued")
_COPIED: dict[tuple[str, str], str] = {
    **{("order_lines", name): f"line.{name}" for name in _LINE},
    ("order_line_costs", "quantity"): "line.cost_quantity",
    ("order_line_costs", "value"): "line.cost_value",
    ("history_lines", "order_line_id"): "line.is_order",
    **{("history_lines", name): f"line.{name}" for name in ("is_order", "customer_id", "employee_id")},
    **{("history_lines", name): f"buyer_words.{name}" for name in ("customer_group", "country", "region")},
    **{("history_lines", name): f"goods_words.{name}" for name in ("product_group", "product_subgroup")},
    **{("history_lines", name): f"way_words.{name}" for name in ("channel", "warehouse")},
    **{("orders", name): f"sale.{name}" for name in ("opportunity_id", "customer_id", "employee_id")},
    **{("orders", name): f"sale.{name}" for name in ("origin", "currency", "rate")},
    ("opportunities", "channel"): "sale.channel",
    ("opportunities", "furthest"): "sale.stage",
    ("campaigns", "key"): "sale.campaign",
    ("forms", "key"): "sale.form",
    ("warehouses", "code"): "sale.warehouse",
    ("product_groups", "name"): "goods.product_group",
    ("subgroup", "name"): "goods.product_subgroup",
    ("customer_groups", "name"): "buyer.customer_group",
    ("addresses", "country"): "buyer.country",
    ("customers", "region"): "buyer.region",
    ("product_costs", "quantity"): "average.quantity",
    ("product_costs", "value"): "average.value",
}
"""Where a column of the database stands in the copies; `is_order` is known of every line of history."""


def _copied(element: Any, **_: Any) -> Any:
    """What stands in the copies for a part of an expression; None for what has parts of its own."""
    if isinstance(element, Cast):
        return replacement_traverse(element.clause, {}, _copied)
    if isinstance(element, BindParameter) and element.value == "":
        return literal_column("0")
    if isinstance(element, Column):
        table = element.table.name if isinstance(element.table, Table) else "subgroup"
        return literal_column(_COPIED[table, element.name], element.type)
    return None


class _Compiler(PGCompiler):
    """DuckDB reads PostgreSQL's words, but divides integers as such only by `//`."""

    def visit_floordiv_binary(self, binary: Any, operator: Any, **more: Any) -> str:
        return f"{self.process(binary.left, **more)} // {self.process(binary.right, **more)}"


class _DuckDialect(PGDialect):
    statement_compiler = _Compiler
    supports_statement_cache = False


DUCK: Dialect = _DuckDialect(paramstyle="named")  # type: ignore[no-untyped-call]
