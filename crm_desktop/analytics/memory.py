"""Rows by columns in DuckDB: kept fresh by the change rows, texts told by codes, names read as they are asked for."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.analytics.affected import whole_changed
from crm_desktop.analytics.dimensions import NAMED_APART, told_key
from crm_desktop.analytics.sales import Money
from db.changes import Changed, Cursor, read_after
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.staff import EmployeeRow
from db.vocabulary import Topic

AT_ONCE = 500
MANY_ITEMS = 20_000
"""From so many moved items on, a new fill is quicker."""
NAMES: dict[str, tuple[Any, Topic]] = {
    "product": (ProductRow, Topic.PRODUCTS),
    "customer": (CustomerRow, Topic.CUSTOMERS),
    "employee": (EmployeeRow, Topic.STAFF),
}
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
class Seen:
    """How far the change rows were followed; `ahead` those behind the cursor that were seen before it may pass them."""

    cursor: Cursor
    ahead: frozenset[int] = frozenset()


class Memory:
    """One connection to DuckDB; used by one thread at a time, which the lock sees to."""

    def __init__(self, memory: Any, money: Money, cursor: Cursor, texts: Sequence[str]) -> None:
        """Rows and `names_…` stand in `memory` as the change rows up to `cursor` have them."""
        self._memory, self.money, self._seen = memory, money, Seen(cursor)
        self._lock = threading.Lock()
        self._texts = list(texts)
        self._codes = {told: code for code, told in enumerate(texts)}
        self.renewed = 0
        """Items that were read anew since it was filled or kept."""

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
            items = self._moved(session, changes) if changes else set()
            if len(items) > MANY_ITEMS:
                raise OutOfDate
            self._forget_names(changes)
            self._replace(session, sorted(items))
            self._seen = Seen(cursor, frozenset(ahead))
            self.renewed += len(items)
            return len(items)

    def _moved(self, session: Session, changes: Sequence[Changed]) -> set[int]:
        """Keys of the items that the changes may have moved. Raises OutOfDate."""
        raise NotImplementedError

    def _replace(self, session: Session, items: Sequence[int]) -> None:
        """Reads all of these anew."""
        raise NotImplementedError

    def _insert(self, table: str, kinds: dict[str, str], columns: dict[str, list[Any]]) -> None:
        """Numbers as whole ones: PostgreSQL divides integers to Decimal here and there."""
        told = (f"unnest(${number}::{kinds.get(name, 'INTEGER')}[])" for number, name in enumerate(columns, 1))
        whole = [
            column if kinds.get(name) == "TEXT" else [None if value is None else int(value) for value in column]
            for name, column in columns.items()
        ]
        self._memory.execute(f"INSERT INTO {table} SELECT {', '.join(told)}", whole)

    def _code(self, told: Any) -> int:
        word = str(getattr(told, "value", told))
        if word not in self._codes:
            self._codes[word] = len(self._texts)
            self._texts.append(word)
        return self._codes[word]

    def _forget_names(self, changes: Sequence[Changed]) -> None:
        """Of the records that changed; who is not known is read when somebody asks for him."""
        for key, (_, topic) in NAMES.items():
            ids = {change.record_id for change in changes if change.topic is topic}
            if ids:
                self._memory.execute(f"DELETE FROM names_{key} WHERE id IN (SELECT unnest($1::INTEGER[]))", [list(ids)])

    def _called(self, session: Session, key: str, wanted: set[int]) -> dict[int, tuple[str, str]]:
        """Code and name of stored keys."""
        query = f"SELECT id, code, name FROM names_{key} WHERE id IN (SELECT unnest($1::INTEGER[]))"
        found = {row[0]: (row[1], row[2]) for row in self._memory.execute(query, [list(wanted)]).fetchall()}
        missing = sorted(wanted - found.keys() - {0})
        model = NAMES[key][0]
        for start in range(0, len(missing), AT_ONCE):
            some = model.id.in_(missing[start : start + AT_ONCE])
            rows = session.execute(select(model.id, key_of(model), model.name).where(some)).all()
            if rows:
                told = "unnest($1::INTEGER[]), unnest($2::TEXT[]), unnest($3::TEXT[])"
                columns = [list(column) for column in zip(*rows, strict=True)]
                self._memory.execute(f"INSERT INTO names_{key} SELECT {told}", columns)
            found |= {row[0]: (row[1], row[2]) for row in rows}
        return found

    def _stored(self, session: Session, key: str, told: str) -> int:
        """The stored key of who is called so; 0 of nobody, -1 of none that there is."""
        model = NAMES[key][0]
        stored = 0 if told == "" else session.scalar(select(model.id).where(key_of(model) == told))
        return -1 if stored is None else stored

    def _reader(self, session: Session, key: str, values: Sequence[int]) -> Any:
        """How a stored key is told: its key and its name."""
        if key == "month":
            return lambda value: (told_key(key, value),) * 2
        if key in NAMES:
            called = self._called(session, key, set(values))
            return lambda value: called.get(value, ("", ""))
        texts = self._texts
        if key not in NAMED_APART:
            return lambda value: (texts[value],) * 2
        model = NAMED_APART[key]
        names = {row[0]: row[1] for row in session.execute(select(key_of(model), model.name))}
        return lambda value: (texts[value], names.get(texts[value], texts[value]))


def key_of(model: Any) -> Any:
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
