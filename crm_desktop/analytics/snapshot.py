"""Sale lines by columns in memory: filled once, kept fresh by the change rows, asked instead of the database."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.analytics import words
from crm_desktop.analytics.affected import moved_items, whole_changed
from crm_desktop.analytics.dimensions import NAMED_APART, dimension, stored_key, told_key
from crm_desktop.analytics.facts import FILLED, KINDS, NUMBERS, STORED, TEXTS, facts
from crm_desktop.analytics.figures import Period, Ranked
from crm_desktop.analytics.filling import LINES_AT_ONCE, fill, line_ranges
from crm_desktop.analytics.firsts import APART, COUNTED
from crm_desktop.analytics.ranked import Asked, group_of, keys_of, ranked, statement, within
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.analytics.sales import Keys, Money, Where, report_currency
from crm_desktop.inquiries.rules import rank
from db.changes import Changed, Cursor, latest, read_after
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.staff import EmployeeRow
from db.session import Database
from db.vocabulary import FunnelStage, Topic

COLUMNS = (*NUMBERS, *STORED, *TEXTS)
AT_ONCE = 500
MANY_ITEMS = 20_000
"""From so many moved items on, a new fill is quicker."""
_NAMES: dict[str, tuple[Any, Topic]] = {
    "product": (ProductRow, Topic.PRODUCTS),
    "customer": (CustomerRow, Topic.CUSTOMERS),
    "employee": (EmployeeRow, Topic.STAFF),
}
_PLAIN_SUMS = "coalesce(sum(net), 0), count(net)"


def _question(sums: str, period: Period, by: Keys, condition: str) -> str:
    groups = ", ".join(group_of(key) for key in by)
    return f"SELECT {groups}, {sums} FROM facts WHERE {within(period)} {condition} GROUP BY ALL"


_MEMORY: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "preserve_insertion_order": False,
    "wal_autocheckpoint": "1TB",  # else it presses the tables together while they are filled
    "allocator_flush_threshold": "1MB",
}


def empty_memory() -> Any:
    import duckdb

    return duckdb.connect(":memory:", config=_MEMORY)


class OutOfDate(Exception):
    """Only a new fill brings the snapshot up to date."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """How far the change rows were followed; `ahead` those behind the cursor that were seen before it may pass them."""

    cursor: Cursor
    ahead: frozenset[int] = frozenset()


class Snapshot:
    """One connection to DuckDB; used by one thread at a time, which the lock sees to."""

    def __init__(self, memory: Any, money: Money, seen: _Seen) -> None:
        self._memory, self.money, self._seen = memory, money, seen
        self._lock = threading.Lock()
        self._codes: dict[str, int] = {}
        self._texts: list[str] = []
        self._apart = True
        """Whether there are orders that no flag of `firsts` tells of."""
        self.lines = 0
        self.renewed = 0
        """Items that were read anew since it was filled or kept."""

    @classmethod
    def fill(
        cls, database: Database, *, at_once: int = LINES_AT_ONCE, wanted: Callable[[], bool] = lambda: True
    ) -> "Snapshot":
        """Reads all sale lines, `at_once` in a piece. What is committed meanwhile is behind the cursor and read by the
        first `refresh`.

        Raises Abandoned soon after `wanted` says no.
        """
        with database.read() as session:
            cursor, money = latest(session), report_currency(session, "")
            ranges = line_ranges(session, at_once)
        for sign in words.SIGNS:
            memory = empty_memory()
            with suppress(words.Unparted):
                fill(memory, database, money, ranges, sign=sign, wanted=wanted)
                return cls.of(memory, money, cursor, words.told(memory))
            memory.close()
        raise words.Unparted

    @classmethod
    def of(cls, memory: Any, money: Money, cursor: Cursor, texts: Sequence[str]) -> "Snapshot":
        """Of `facts` and `names_…` that stand in `memory` as the change rows up to `cursor` have them."""
        found = cls(memory, money, _Seen(cursor))
        found._texts = list(texts)
        found._codes = {told: code for code, told in enumerate(texts)}
        found._apart = memory.execute(f"SELECT count(*) FROM facts WHERE firsts & {APART} <> 0").fetchall()[0][0] > 0
        found.lines = memory.execute("SELECT count(*) FROM facts").fetchall()[0][0]
        return found

    @contextmanager
    def held(self) -> Iterator[tuple[Any, Cursor, list[str]]]:
        """The memory, how far the changes were followed and the texts of the codes, while nobody else reads."""
        with self._lock:
            yield self._memory, self._seen.cursor, self._texts

    def close(self) -> None:
        with self._lock:
            self._memory.close()

    def refresh(self, session: Session) -> int:
        """Reads anew what the change rows tell of, in the session's own picture; answers how many items.

        Rows of transactions that an open one may still overtake are followed too, and looked at again until the cursor
        may pass them. Raises OutOfDate where a new fill is due.
        """
        with self._lock:
            settled, cursor = _all_after(session, self._seen.cursor)
            ahead = _unsettled(session, cursor)
            changes = [*settled, *(change for key, change in ahead.items() if key not in self._seen.ahead)]
            if whole_changed(changes):
                raise OutOfDate
            items = moved_items(session, changes) if changes else set()
            if len(items) > MANY_ITEMS:
                raise OutOfDate
            self._forget_names(changes)
            self._replace(session, sorted(items))
            self._seen = _Seen(cursor, frozenset(ahead))
            self.renewed += len(items)
            return len(items)

    def _replace(self, session: Session, items: Sequence[int]) -> None:
        for start in range(0, len(items), AT_ONCE):
            some = list(items[start : start + AT_ONCE])
            statement = facts(self.money)
            rows = session.execute(statement.where(statement.selected_columns.item_id.in_(some))).all()
            self._memory.execute("DELETE FROM facts WHERE item_id IN (SELECT unnest($1::INTEGER[]))", [some])
            if rows:
                columns = dict(zip(COLUMNS, ([*column] for column in zip(*rows, strict=True)), strict=True))
                counted = zip(columns.pop("counted"), columns["net"], strict=True)
                columns["firsts"] = [COUNTED | APART if one and net is not None else 0 for one, net in counted]
                columns |= {key: [self._code(value) for value in columns[key]] for key in TEXTS}
                told = ", ".join(
                    f"unnest(${number}::{KINDS.get(name, 'INTEGER')}[])" for number, name in enumerate(FILLED, 1)
                )
                self._memory.execute(f"INSERT INTO facts SELECT {told}", _whole([columns[name] for name in FILLED]))
                self._apart = True

    def _code(self, told: Any) -> int:
        word = str(getattr(told, "value", told))
        if word not in self._codes:
            self._codes[word] = len(self._texts)
            self._texts.append(word)
        return self._codes[word]

    def _forget_names(self, changes: Sequence[Changed]) -> None:
        """Of the records that changed; who is not known is read when somebody asks for him."""
        for key, (_, topic) in _NAMES.items():
            ids = {change.record_id for change in changes if change.topic is topic}
            if ids:
                self._memory.execute(f"DELETE FROM names_{key} WHERE id IN (SELECT unnest($1::INTEGER[]))", [list(ids)])

    def _called(self, session: Session, key: str, wanted: set[int]) -> dict[int, tuple[str, str]]:
        """Code and name of stored keys."""
        query = f"SELECT id, code, name FROM names_{key} WHERE id IN (SELECT unnest($1::INTEGER[]))"
        found = {row[0]: (row[1], row[2]) for row in self._memory.execute(query, [list(wanted)]).fetchall()}
        missing = sorted(wanted - found.keys() - {0})
        model = _NAMES[key][0]
        for start in range(0, len(missing), AT_ONCE):
            some = model.id.in_(missing[start : start + AT_ONCE])
            rows = session.execute(select(model.id, _key_of(model), model.name).where(some)).all()
            if rows:
                told = "unnest($1::INTEGER[]), unnest($2::TEXT[]), unnest($3::TEXT[])"
                columns = [list(column) for column in zip(*rows, strict=True)]
                self._memory.execute(f"INSERT INTO names_{key} SELECT {told}", columns)
            found |= {row[0]: (row[1], row[2]) for row in rows}
        return found

    # What LineSums asks.

    def revenues(self, session: Session, period: Period, by: Keys, where: Where) -> list[SaleRow]:
        """Plain sums: keys, names and revenue alone, in no order."""
        found, readers = self._grouped(session, _PLAIN_SUMS, period, by, where)
        rows = []
        for row in found:
            if row[-1]:
                told = [read(value) for read, value in zip(readers, row, strict=False)]
                keys, names = tuple(one[0] for one in told), tuple(one[1] for one in told)
                rows.append(SaleRow(keys, names, Sums(revenue=int(row[-2]))))
        return rows

    def plain_sums(self, session: Session, period: Period, by: Keys, where: Where) -> int:
        """Counts them and tells of how many keys: what the engine alone takes."""
        condition, values = self._where(session, where)
        with self._lock:
            return len(self._memory.execute(_question(_PLAIN_SUMS, period, by, condition), values).fetchall())

    def _grouped(
        self, session: Session, sums: str, period: Period, by: Keys, where: Where
    ) -> tuple[list[tuple[Any, ...]], list[Any]]:
        """Rows of stored keys and sums, and how each key is told."""
        condition, values = self._where(session, where)
        with self._lock:
            found = self._memory.execute(_question(sums, period, by, condition), values).fetchall()
            readers = [self._reader(session, key, [row[place] for row in found]) for place, key in enumerate(by)]
        return found, readers

    def ranked(
        self, session: Session, period: Period, compared: Period | None, by: Keys, where: Where, *, limit: int | None
    ) -> Ranked:
        """As `LineSums.ranked`; all of them for no limit."""
        condition, values = self._where(session, where)
        asked = Asked(period, compared, by, tuple(key for key, _ in where), condition, limit)
        with self._lock:
            found = self._memory.execute(statement(asked, apart=self._apart, stages=self._stages()), values).fetchall()
            readers = [self._reader(session, key, told) for key, told in zip(by, keys_of(found, by), strict=True)]
        return ranked(found, readers, asked)

    def _stages(self) -> dict[int, int]:
        """Codes and places of the stages that are known."""
        return {self._codes[stage]: rank(stage) for stage in FunnelStage if stage in self._codes}

    def undated(self, session: Session, where: Where) -> int:
        condition, values = self._where(session, where)
        with self._lock:
            query = f"SELECT count(*) FROM facts WHERE day = 0 {condition}"
            return int(self._memory.execute(query, values).fetchone()[0])

    def _where(self, session: Session, where: Where) -> tuple[str, list[Any]]:
        """Raises WrongCall."""
        found, values = "", []
        for number, (key, told) in enumerate(where, 1):
            dimension(key)
            if key == "month":
                found, value = f"{found} AND day // 100 = ${number}", stored_key(key, told)
            elif key in STORED:
                model = _NAMES[key][0]
                stored = 0 if told == "" else session.scalar(select(model.id).where(_key_of(model) == told))
                found, value = f"{found} AND {key} = ${number}", -1 if stored is None else stored
            else:
                found, value = f"{found} AND {key} = ${number}", self._codes.get(told, -1)
            values.append(value)
        return found, values

    def _reader(self, session: Session, key: str, values: Sequence[int]) -> Any:
        """How a stored key is told: its key and its name."""
        if key == "month":
            return lambda value: (told_key(key, value),) * 2
        if key in STORED:
            called = self._called(session, key, set(values))
            return lambda value: called.get(value, ("", ""))
        texts = self._texts
        if key not in NAMED_APART:
            return lambda value: (texts[value],) * 2
        model = NAMED_APART[key]
        names = {row[0]: row[1] for row in session.execute(select(_key_of(model), model.name))}
        return lambda value: (texts[value], names.get(texts[value], texts[value]))


class SnapshotSums:
    """The snapshot as one report asks it."""

    def __init__(self, snapshot: Snapshot, session: Session) -> None:
        self._snapshot, self._session = snapshot, session
        self._known: dict[tuple[Period, Keys, Where], tuple[list[SaleRow], int]] = {}

    def ranked(self, period: Period, compared: Period | None, by: Keys, where: Where, *, limit: int) -> Ranked:
        return self._snapshot.ranked(self._session, period, compared, by, where, limit=limit)

    def ranking(self, period: Period, by: Keys, where: Where) -> tuple[list[SaleRow], int]:
        asked = (period, by, where)
        if asked not in self._known:
            found = self._snapshot.ranked(self._session, period, None, by, where, limit=None)
            self._known[asked] = (found.rows, found.excluded)
        return self._known[asked]

    def revenues(self, period: Period, by: Keys, where: Where) -> list[SaleRow]:
        if (period, by, where) in self._known:
            return self._known[period, by, where][0]
        return self._snapshot.revenues(self._session, period, by, where)

    def undated(self, where: Where) -> int:
        return self._snapshot.undated(self._session, where)


def _whole(columns: list[list[Any]]) -> list[list[Any]]:
    """Numbers as whole ones: PostgreSQL divides integers to Decimal here and there."""
    return [[None if value is None else int(value) for value in column] for column in columns]


def _key_of(model: Any) -> Any:
    return model.code if hasattr(model, "code") else model.login if hasattr(model, "login") else model.key


def _all_after(session: Session, cursor: Cursor) -> tuple[list[Changed], Cursor]:
    found: list[Changed] = []
    while True:
        some, cursor = read_after(session, cursor)
        found += some
        if not some:
            return found, cursor


def _unsettled(session: Session, cursor: Cursor) -> dict[int, Changed]:
    """Change rows by their key that are seen already but that an open transaction may still overtake."""
    if session.get_bind().dialect.name == "sqlite":
        return {}
    rows = session.execute(
        text("SELECT id, topic, record_id, what FROM changes WHERE (xid, id) > (:xid, :id)"),
        {"xid": cursor.xid, "id": cursor.id},
    )
    return {row[0]: Changed(Topic(row[1]), row[2], row[3], "", "", "", 0) for row in rows}
