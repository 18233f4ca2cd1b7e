"""Sale lines by columns in memory: filled once, kept fresh by the change rows, asked instead of the database."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.analytics import words
from crm_desktop.analytics.affected import moved_items
from crm_desktop.analytics.dimensions import dimension, stored_key
from crm_desktop.analytics.facts import CODES, FILLED, KINDS, NUMBERS, STORED, TEXTS, facts
from crm_desktop.analytics.figures import Period, Ranked
from crm_desktop.analytics.filling import LINES_AT_ONCE, fill, line_ranges
from crm_desktop.analytics.firsts import APART, COUNTED
from crm_desktop.analytics.memory import AT_ONCE, Memory, OutOfDate, empty_memory
from crm_desktop.analytics.ranked import Asked, group_of, keys_of, ranked, statement, within
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.analytics.sales import Keys, Money, Where, report_currency
from crm_desktop.inquiries.rules import rank
from db.changes import Changed, Cursor, latest
from db.session import Database
from db.vocabulary import FunnelStage

COLUMNS = (*NUMBERS, *STORED, *TEXTS)
_PLAIN_SUMS = "coalesce(sum(net), 0), count(net)"


def _question(sums: str, period: Period, by: Keys, condition: str) -> str:
    groups = ", ".join(group_of(key) for key in by)
    return f"SELECT {groups}, {sums} FROM facts WHERE {within(period)} {condition} GROUP BY ALL"


class Snapshot(Memory):
    def __init__(self, memory: Any, money: Money, cursor: Cursor, texts: Sequence[str]) -> None:
        """Of `facts` and `names_…` that stand in `memory` as the change rows up to `cursor` have them."""
        super().__init__(memory, money, cursor, texts)
        apart = memory.execute(f"SELECT count(*) FROM facts WHERE firsts & {APART} <> 0").fetchall()[0][0]
        self._apart: bool = apart > 0
        """Whether there are orders that no flag of `firsts` tells of."""
        self.lines: int = memory.execute("SELECT count(*) FROM facts").fetchall()[0][0]

        column = f"table_name = 'facts' AND column_name = '{TEXTS[0]}'"
        kind = memory.execute(f"SELECT data_type FROM duckdb_columns() WHERE {column}").fetchall()[0][0]
        self._most: int = CODES[kind]
        """So many texts have a code in `facts`."""

    @classmethod
    def fill(
        cls,
        database: Database,
        *,
        at_once: int = LINES_AT_ONCE,
        codes: Sequence[str] = ("USMALLINT", "INTEGER"),
        wanted: Callable[[], bool] = lambda: True,
    ) -> "Snapshot":
        """Reads all sale lines, `at_once` in a piece, their texts by the first kind of codes that is enough. What is
        committed meanwhile is behind the cursor and read by the first `refresh`.

        Raises Abandoned soon after `wanted` says no.
        """
        with database.read() as session:
            cursor, money = latest(session), report_currency(session, "")
            ranges = line_ranges(session, at_once)
        for sign, kind in product(words.SIGNS, codes):
            memory = empty_memory()
            with suppress(words.Unparted, words.Crowded):
                fill(memory, database, money, ranges, sign=sign, codes=kind, wanted=wanted)
                return cls(memory, money, cursor, words.told(memory))
            memory.close()
        raise words.Unparted

    def _moved(self, session: Session, changes: Sequence[Changed]) -> set[int]:
        return moved_items(session, changes)

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
                self._insert("facts", KINDS, {name: columns[name] for name in FILLED})
                self._apart = True

    def _code(self, told: Any) -> int:
        """Raises OutOfDate where the codes are not enough."""
        code = super()._code(told)
        if code >= self._most:
            raise OutOfDate
        return code

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
                found, value = f"{found} AND {key} = ${number}", self._stored(session, key, told)
            else:
                found, value = f"{found} AND {key} = ${number}", self._codes.get(told, -1)
            values.append(value)
        return found, values


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
