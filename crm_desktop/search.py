"""Search everything: one folded, indexed row a record (law 14), one question for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from crm_desktop.folding import fold, fold_digits, search_text
from crm_desktop.work import Work
from db.models.system import SearchRow
from db.statements import insert_into
from db.vocabulary import SearchKind

TRIGRAM = 3
AT_ONCE = 500
"""Keys in one statement; SQLite takes 32,766 values."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: open it by `kind` and `record_id`."""

    kind: SearchKind
    record_id: int
    title: str
    subtitle: str


def put(work: Work, kind: SearchKind, record_id: int, *, title: str, subtitle: str, also: tuple[str, ...] = ()) -> None:
    """Makes a record findable by its title, its subtitle and what else belongs to it."""
    folded = search_text(title, subtitle, *also)
    row = work.session.scalar(select(SearchRow).where(SearchRow.kind == kind, SearchRow.record_id == record_id))
    if row is None:
        work.session.add(
            SearchRow(kind=kind, record_id=record_id, title=title, subtitle=subtitle, folded=folded),
        )
    else:
        row.title, row.subtitle, row.folded = title, subtitle, folded


def put_new(
    work: Work, kind: SearchKind, record_id: int, *, title: str, subtitle: str, also: tuple[str, ...] = ()
) -> None:
    """As `put`, for a record made in this very transaction: nothing to look for first."""
    folded = search_text(title, subtitle, *also)
    work.session.add(SearchRow(kind=kind, record_id=record_id, title=title, subtitle=subtitle, folded=folded))


@dataclass(frozen=True, slots=True)
class Findable:
    """What `put_all` makes of one record, as `put` does."""

    record_id: int
    title: str
    subtitle: str
    also: tuple[str, ...] = ()


def put_all(work: Work, kind: SearchKind, records: Sequence[Findable], *, new: bool) -> None:
    """As `put`, for thousands at once; `new` where none of them was there before this transaction."""
    for start in range(0, len(records), AT_ONCE):
        part = records[start : start + AT_ONCE]
        if not new:
            ids = [record.record_id for record in part]
            work.session.execute(delete(SearchRow).where(SearchRow.kind == kind, SearchRow.record_id.in_(ids)))
        rows = [
            {
                "kind": kind,
                "record_id": record.record_id,
                "title": record.title,
                "subtitle": record.subtitle,
                "folded": search_text(record.title, record.subtitle, *record.also),
            }
            for record in part
        ]
        work.session.execute(insert_into(SearchRow), rows)


def forget(work: Work, kind: SearchKind, record_id: int) -> None:
    work.session.execute(delete(SearchRow).where(SearchRow.kind == kind, SearchRow.record_id == record_id))


def find(session: Session, question: str, *, kinds: tuple[SearchKind, ...] = (), limit: int = 20) -> list[Hit]:
    """Records that hold every word of `question`, newest first."""
    words = fold(fold_digits(question)).split()
    if not words:
        return []
    statement = select(SearchRow.kind, SearchRow.record_id, SearchRow.title, SearchRow.subtitle)
    long_words = [word for word in words if len(word) >= TRIGRAM]
    if session.get_bind().dialect.name == "sqlite" and long_words:
        match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long_words)
        statement = statement.where(
            SearchRow.id.in_(
                select(text("rowid")).select_from(text("search_fts")).where(text("search_fts MATCH :match"))
            )
        ).params(match=match)
        words = [word for word in words if len(word) < TRIGRAM]
    for word in words:
        statement = statement.where(SearchRow.folded.contains(word, autoescape=True))
    if kinds:
        statement = statement.where(SearchRow.kind.in_(kinds))
    rows = session.execute(statement.order_by(SearchRow.id.desc()).limit(limit))
    return [Hit(*row) for row in rows]
