"""The snapshot's first fill: lines are read and become integers piece by piece, on two threads."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.analytics import words
from crm_desktop.analytics.columnar import TABLES, Source
from crm_desktop.analytics.facts import CODES, FILLED, KINDS, MAY_LACK, TEXTS, UNKNOWN, in_memory
from crm_desktop.analytics.firsts import Firsts
from crm_desktop.analytics.sales import Money
from db.models.sales import OrderLineRow
from db.session import Database

LINES_AT_ONCE, AT_ONCE = 40_000, 2
"""Lines of a piece, so that the memory never holds them whole, and how many pieces are under way."""
_AS_WRITTEN = "join_order,build_side_probe_side"
"""Without these joins go as they are written: lines pass by, and what they name is looked up."""
NAMES = {"product": ("products", "code"), "customer": ("customers", "code"), "employee": ("employees", "login")}


def line_ranges(session: Session, at_once: int) -> list[tuple[int, int]]:
    """Keys of lines, from and to, of as many pieces as are read."""
    first, last = session.execute(select(func.min(OrderLineRow.id), func.max(OrderLineRow.id))).one()
    if first is None:
        return []
    return [(start, start + at_once - 1) for start in range(first, last + 1, at_once)]


class Abandoned(Exception):
    """Nobody wants the snapshot any more."""


def fill(
    memory: Any,
    database: Database,
    money: Money,
    ranges: list[tuple[int, int]],
    *,
    sign: str,
    codes: str,
    wanted: Callable[[], bool],
) -> None:
    """Makes `facts`, `names_…` and `words`. The words that come together are parted by `sign`; `codes` is their kind.

    Raises Abandoned soon after `wanted` says no, Unparted where a word holds the sign, Crowded where there are more
    words than codes.
    """
    kinds = dict.fromkeys(TEXTS, codes) | KINDS
    columns = ", ".join(f"{name} {kinds.get(name, 'INTEGER')}" for name in FILLED)
    memory.execute(f"CREATE TABLE facts ({columns})")
    words.begin(memory)
    memory.execute("SET threads = 1")  # of its own: AT_ONCE are at work
    memory.execute(f"SET disabled_optimizers = '{_AS_WRITTEN}'")
    with closing(Source(database)) as source, ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crm-snapshot") as workers:
        pieces = _Pieces(memory, source, in_memory(money), sign, CODES[codes], wanted)
        try:
            for done in [workers.submit(pieces.tables), *(workers.submit(pieces.take, lines) for lines in ranges)]:
                done.result()
        finally:
            workers.shutdown(cancel_futures=True)
    memory.execute("RESET threads")
    memory.execute("RESET disabled_optimizers")
    keep_names(memory)
    for table in (*_KEPT, *words.TOGETHER, *_CODED):
        memory.execute(f"DROP TABLE {table}")


class _Pieces:
    """Lines of some keys at a time, each piece on a thread and a connection of its own."""

    def __init__(
        self, memory: Any, source: Source, columns: str, sign: str, most: int, wanted: Callable[[], bool]
    ) -> None:
        self._memory, self._source, self._wanted = memory, source, wanted
        self._columns, self._sign, self._most = columns, sign, most
        self._coded = Future[None]()
        """Done when orders, goods and buyers stand beside their codes."""
        self._learning, self._known = threading.Lock(), set[tuple[str, str]]()
        self._firsts = Firsts()

    def tables(self) -> None:
        try:
            with self._source.connected() as connection, closing(self._memory.cursor()) as cursor:
                for table, read in TABLES.items():
                    self._source.load(connection, cursor, read, into=table)
                words.learn(cursor, _SPOKEN, self._most)
                cursor.execute(
                    "CREATE TYPE of_sale AS ENUM (SELECT origin FROM orders UNION SELECT currency FROM orders)"
                )
                for table, query in _CODED.items():
                    cursor.execute(f"CREATE TABLE {table} AS {query}")
                for table in TABLES.keys() - _KEPT:
                    cursor.execute(f"DROP TABLE {table}")
        except BaseException as fault:
            self._coded.set_exception(fault)
            raise
        self._coded.set_result(None)

    def take(self, lines: tuple[int, int]) -> None:
        """Reads them and adds them to `facts`."""
        if not self._wanted():
            raise Abandoned
        line = f"line_{lines[0]}"
        with self._source.connected() as connection, closing(self._memory.cursor()) as cursor:
            self._source.load(connection, cursor, self._source.lines(*lines, self._sign), into=line)
            self._coded.result()
            with self._learning:
                words.learn_together(cursor, line, self._sign, self._known, self._most)
            known = ", ".join(f"coalesce({name}, {UNKNOWN}) AS {name}" for name in MAY_LACK)
            first, last = cursor.execute(f"SELECT min(order_id), max(order_id) FROM {line}").fetchall()[0]
            joined = _JOINED.format(line=line, first=first or 0, last=last or 0)
            told = f"SELECT * REPLACE ({known}) FROM (SELECT {self._columns} FROM {joined})"
            found = cursor.execute(told).fetchnumpy()
            cursor.execute(f"DROP TABLE {line}")
            self._firsts.add(cursor, found)


def _named(table: str, column: str, alias: str) -> str:
    """The code of a record's text."""
    return (
        f"(SELECT {table}.id, words.code FROM {table} JOIN words ON told = {table}.{column}) AS {alias} ON {alias}.id"
    )


_KEPT = ("products", "customers", "employees", "product_costs")
"""What is needed to the end; the rest is in the codes."""
_SPOKEN = (
    "SELECT name FROM product_groups UNION ALL SELECT name FROM customer_groups UNION ALL SELECT country FROM addresses"
    " UNION ALL SELECT region FROM customers UNION ALL SELECT code FROM warehouses UNION ALL SELECT key FROM forms"
    " UNION ALL SELECT key FROM campaigns UNION ALL SELECT channel FROM orders UNION ALL SELECT furthest FROM orders"
)
_CODED = {
    "goods": f"""
        SELECT p.id, one.code AS product_group, sub.code AS product_subgroup FROM products AS p
        LEFT JOIN {_named("product_groups", "name", "one")} = p.group_id
        LEFT JOIN {_named("product_groups", "name", "sub")} = p.subgroup_id
    """,
    "buyer": f"""
        SELECT c.id, one.code AS customer_group, land.code AS country, part.code AS region FROM customers AS c
        LEFT JOIN {_named("customer_groups", "name", "one")} = c.group_id
        LEFT JOIN addresses ON addresses.customer_id = c.id LEFT JOIN words AS land ON land.told = addresses.country
        LEFT JOIN words AS part ON part.told = c.region
    """,
    "sale": f"""
        SELECT o.id, opportunity_id, customer_id, employee_id, warehouse_id, origin::of_sale AS origin,
        currency::of_sale AS currency, rate,
        way.code AS channel, far.code AS stage, campaign.code AS campaign, form.code AS form, house.code AS warehouse
        FROM orders AS o LEFT JOIN words AS way ON way.told = channel LEFT JOIN words AS far ON far.told = furthest
        LEFT JOIN named_by_expense AS named ON named.order_id = o.id
        LEFT JOIN {_named("campaigns", "key", "campaign")} = coalesce(o.campaign_id, named.campaign_id)
        LEFT JOIN {_named("forms", "key", "form")} = form_id
        LEFT JOIN {_named("warehouses", "code", "house")} = warehouse_id
    """,
}
_JOINED = """
    {line} AS line JOIN (SELECT * FROM sale WHERE id BETWEEN {first} AND {last}) AS sale ON sale.id = line.order_id
    LEFT JOIN goods ON goods.id = line.product_id
    LEFT JOIN buyer ON buyer.id = coalesce(line.customer_id, sale.customer_id)
    LEFT JOIN product_costs AS average
    ON average.product_id = line.product_id AND average.warehouse_id = sale.warehouse_id
    LEFT JOIN buyer_words ON buyer_words.told = line.buyer_words
    LEFT JOIN goods_words ON goods_words.told = line.goods_words LEFT JOIN way_words ON way_words.told = line.way_words
"""
"""A line beside its order, goods, buyer and words, as `facts.in_memory` names them."""


def no_names(memory: Any) -> None:
    """Makes `names_…` with nobody in it: who is asked for is read from the database."""
    for key in NAMES:
        memory.execute(f"CREATE TABLE names_{key} (id INTEGER, code TEXT, name TEXT)")


def keep_names(memory: Any) -> None:
    for key, (table, code) in NAMES.items():
        memory.execute(f"CREATE TABLE names_{key} AS SELECT id, {code} AS code, name FROM {table}")
