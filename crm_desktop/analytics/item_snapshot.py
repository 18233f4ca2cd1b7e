"""Items of the funnel by columns in memory: filled when first asked, kept fresh by the change rows."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crm_desktop.analytics.affected import moved_items
from crm_desktop.analytics.columnar import Read, Source
from crm_desktop.analytics.dimensions import dimension, stored_key
from crm_desktop.analytics.facts import DUCK
from crm_desktop.analytics.figures import Period
from crm_desktop.analytics.filling import Abandoned, keep_names
from crm_desktop.analytics.funnel import Part, stage_of
from crm_desktop.analytics.item_facts import COLUMNS, KINDS, SPANS, STORED, TABLES, TEXTS, item_facts, named_products
from crm_desktop.analytics.memory import AT_ONCE, Memory, OutOfDate, empty_memory
from crm_desktop.analytics.ranked import group_of, within
from crm_desktop.analytics.rules import halfway_days
from crm_desktop.analytics.sales import Keys, Money, Where, report_currency
from crm_desktop.inquiries.rules import STAGES, rank
from db.changes import Changed, latest
from db.models.catalogue import ProductRow
from db.models.sales import OpportunityRow
from db.session import Database
from db.vocabulary import Topic

_IN_LIST = "IN (SELECT unnest($1::INTEGER[]))"


class ItemSnapshot(Memory):
    """`items` a row each, and `asked`, which of them names which product."""

    @classmethod
    def fill(cls, database: Database, *, wanted: Callable[[], bool] = lambda: True) -> "ItemSnapshot":
        """Reads all items. What is committed meanwhile is behind the cursor and read by the first `refresh`.

        Raises Abandoned soon after `wanted` says no.
        """
        with database.read() as session:
            cursor, money = latest(session), report_currency(session, "")
        memory = empty_memory()
        with closing(Source(database)) as source, source.connected() as connection:
            for table, columns in TABLES.items():
                if not wanted():
                    raise Abandoned
                source.load(connection, memory, Read(columns, table), into=table)
        return cls(memory, money, cursor, _encoded(memory, money))

    def _moved(self, session: Session, changes: Sequence[Changed]) -> set[int]:
        """A sheet of history may have brought items that no order and no inquiry leads to."""
        if any(change.what == "imported" for change in changes):
            raise OutOfDate
        found = moved_items(session, changes)
        for topic, column in ((Topic.CUSTOMERS, "customer"), (Topic.PRODUCTS, "product")):
            ids = sorted({change.record_id for change in changes if change.topic is topic})
            if ids:
                rows = self._memory.execute(f"SELECT item_id FROM items WHERE {column} {_IN_LIST}", [ids]).fetchall()
                found |= {row[0] for row in rows}
            if ids and topic is Topic.CUSTOMERS:
                p = OpportunityRow
                for start in range(0, len(ids), AT_ONCE):
                    some = p.customer_id.in_(ids[start : start + AT_ONCE])
                    found |= set(session.scalars(select(p.id).where(some)))
        return found

    def _replace(self, session: Session, items: Sequence[int]) -> None:
        for start in range(0, len(items), AT_ONCE):
            some = list(items[start : start + AT_ONCE])
            rows = session.execute(item_facts(self.money, of=OpportunityRow.id.in_(some))).all()
            named = session.execute(named_products(some)).all()
            for table in ("items", "asked"):
                self._memory.execute(f"DELETE FROM {table} WHERE item_id {_IN_LIST}", [some])
            if rows:
                columns = dict(zip(COLUMNS, ([*column] for column in zip(*rows, strict=True)), strict=True))
                columns |= {key: [self._code(value) for value in columns[key]] for key in TEXTS}
                self._insert("items", KINDS, columns)
            if named:
                pairs = zip(("item_id", "product"), zip(*named, strict=True), strict=True)
                self._insert("asked", {}, {name: [*column] for name, column in pairs})

    # What ItemSums asks.

    def parts(self, session: Session, period: Period, where: Where, by: Keys) -> list[Part]:
        """As `funnel.parts`."""
        keys = [group_of(key) for key in by]
        sums = ", ".join((*keys, "stage", "lost", "reason", "count(*)", "sum(value)", "sum(excluded)"))
        found, readers = self._asked(session, f"SELECT {sums} FROM items", period, where, by)
        told = _Told(readers)
        parts = []
        for row in found:
            stage, lost, reason, count, value, excluded = row[len(by) :]
            why = self._texts[reason]
            numbers = {"count": count, "value": int(value), "excluded": int(excluded)}
            parts.append(Part(*told.of(row), STAGES[stage], bool(lost), why, **numbers))
        return parts

    def medians(self, session: Session, period: Period, where: Where, by: Keys) -> dict[tuple[Keys, str], int]:
        """As `funnel.medians`; the upper of the two in the middle is the lower one from the other end."""
        middles = (f"quantile_disc({name}, 0.5), -quantile_disc(-{name}, 0.5)" for name in SPANS)
        query = f"SELECT {', '.join((*(group_of(key) for key in by), *middles))} FROM items"
        found, readers = self._asked(session, query, period, where, by)
        medians, told = {}, _Told(readers)
        for row in found:
            keys, _ = told.of(row)
            for number, name in enumerate(SPANS):
                least, most = row[len(by) + 2 * number : len(by) + 2 * number + 2]
                if least is not None:
                    medians[keys, name] = halfway_days(least, most)
        return medians

    def undated(self, session: Session, where: Where) -> int:
        condition, values = self._where(session, where)
        with self._lock:
            query = f"SELECT count(*) FROM items WHERE day = 0 AND imported = 1 {condition}"
            return int(self._memory.execute(query, values).fetchone()[0])

    def first(self, session: Session, period: Period, where: Where, *, limit: int) -> list[tuple[int, int]]:
        """Key and value of those that stand first in a list."""
        condition, values = self._where(session, where)
        query = f"SELECT item_id, value FROM items WHERE {within(period)} {condition}"
        with self._lock:
            ordered = f"{query} ORDER BY value DESC, number, item_id LIMIT {limit}"
            return [(row[0], row[1]) for row in self._memory.execute(ordered, values).fetchall()]

    def _asked(
        self, session: Session, query: str, period: Period, where: Where, by: Keys
    ) -> tuple[list[tuple[Any, ...]], list[Any]]:
        """Rows of the items of a period in groups, and how each key is told."""
        condition, values = self._where(session, where)
        with self._lock:
            found = self._memory.execute(f"{query} WHERE {within(period)} {condition} GROUP BY ALL", values).fetchall()
            readers = [self._reader(session, key, [row[place] for row in found]) for place, key in enumerate(by)]
        return found, readers

    def _where(self, session: Session, where: Where) -> tuple[str, list[Any]]:
        """As `funnel.restrict_items`. Raises WrongCall."""
        conditions, values = [""], list[Any]()
        for key, told in where:
            condition, value = self._condition(session, key, told)
            conditions.append(condition.replace("?", f"${len(values) + 1}"))
            values += [] if value is None else [value]
        return " AND ".join(conditions), values

    def _condition(self, session: Session, key: str, told: str) -> tuple[str, int | None]:
        """One, with `?` for its value where it has one."""
        match key:
            case "stage":
                return "stage >= ?", rank(stage_of(key, told))
            case "standing":
                return "lost = 0 AND stage = ?", rank(stage_of(key, told))
            case "lost_at" if told == "":
                return "lost = 1", None
            case "lost_at":
                return "lost = 1 AND stage = ?", rank(stage_of(key, told))
            case "lost":
                return "lost = 1 AND reason = ?", self._codes.get(told, -1)
            case "asked":
                product = session.scalar(select(ProductRow.id).where(ProductRow.code == told))
                return "item_id IN (SELECT item_id FROM asked WHERE product = ?)", -1 if product is None else product
            case "month":
                return "day <> 0 AND day // 100 = ?", stored_key(key, told)
            case key if key in STORED:
                return f"{key} = ?", self._stored(session, key, told)
            case _:
                dimension(key)
                return f"{key} = ?", self._codes.get(told, -1)


class _Told:
    """Keys and names of the rows of many groups, each group's once."""

    def __init__(self, readers: Sequence[Any]) -> None:
        self._readers, self._known = readers, dict[tuple[Any, ...], tuple[Keys, Keys]]()

    def of(self, row: tuple[Any, ...]) -> tuple[Keys, Keys]:
        stored = row[: len(self._readers)]
        if stored not in self._known:
            told = [read(value) for read, value in zip(self._readers, stored, strict=True)]
            self._known[stored] = (tuple(one[0] for one in told), tuple(one[1] for one in told))
        return self._known[stored]


class SnapshotItems:
    """The snapshot as one report asks it."""

    def __init__(self, snapshot: ItemSnapshot, session: Session) -> None:
        self._snapshot, self._session = snapshot, session

    def parts(self, period: Period, where: Where, by: Keys = ()) -> list[Part]:
        return self._snapshot.parts(self._session, period, where, by)

    def medians(self, period: Period, where: Where, by: Keys = ()) -> dict[tuple[Keys, str], int]:
        return self._snapshot.medians(self._session, period, where, by)

    def undated(self, where: Where) -> int:
        return self._snapshot.undated(self._session, where)

    def first(self, period: Period, where: Where, *, limit: int) -> list[tuple[int, int]]:
        return self._snapshot.first(self._session, period, where, limit=limit)


def _encoded(memory: Any, money: Money) -> list[str]:
    """Makes `items`, `asked` and `names_…` of the tables, which go; answers the texts by their codes."""
    memory.execute(f"CREATE TABLE told AS {_in_memory(item_facts(money))}")
    memory.execute(f"CREATE TABLE asked AS SELECT * FROM ({_in_memory(named_products())}) AS n(item_id, product)")
    texts = " UNION ".join(f"SELECT {key} AS told FROM told" for key in TEXTS)
    memory.execute(f"CREATE TABLE texts AS SELECT told, row_number() OVER () - 1 AS code FROM ({texts})")
    columns = (f"{name} {KINDS.get(name, 'INTEGER')}" for name in COLUMNS)
    memory.execute(f"CREATE TABLE items ({', '.join(columns)})")
    plain = (f"of_{name}.code" if name in TEXTS else f"line.{name}" for name in COLUMNS)
    joins = " ".join(f"JOIN texts AS of_{key} ON of_{key}.told = line.{key}" for key in TEXTS)
    memory.execute(f"INSERT INTO items SELECT {', '.join(plain)} FROM told AS line {joins}")
    known = memory.execute("SELECT told FROM texts ORDER BY code").fetchall()
    keep_names(memory)
    for table in (*TABLES, "told", "texts"):
        memory.execute(f"DROP TABLE {table}")
    return [row[0] for row in known]


def _in_memory(statement: Select[Any]) -> str:
    """The select for DuckDB, its values written out."""
    return str(statement.compile(dialect=DUCK, compile_kwargs={"literal_binds": True}))
