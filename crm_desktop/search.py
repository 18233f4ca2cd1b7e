"""Search everything: one folded, indexed row a record (law 14), one question for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    delete,
    func,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from crm_desktop.folding import fold, fold_digits, search_text
from crm_desktop.trigrams import sample
from crm_desktop.work import Work
from db.models.system import SORTED_LETTERS, CustomerNameRow, ProductNameRow, SearchRow
from db.prepared import write_rows
from db.statements import table_of
from db.vocabulary import SearchKind

TRIGRAM = 3
AT_ONCE = 500
"""Keys in one statement; SQLite takes 32,766 values."""

NEWEST = 5_000
"""So many of the newest records are looked through one by one: what many hold is found among them, and what few hold
is what the index is good at."""
MOST_UNSORTED = 2_000
NAMES = {
    SearchKind.PRODUCT: (ProductNameRow, table_of(ProductNameRow).c.product_id),
    SearchKind.CUSTOMER: (CustomerNameRow, table_of(CustomerNameRow).c.customer_id),
}


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
    _sort_by(work, kind, [(record_id, folded)], new=False)


def put_new(
    work: Work, kind: SearchKind, record_id: int, *, title: str, subtitle: str, also: tuple[str, ...] = ()
) -> None:
    """As `put`, for a record made in this very transaction: nothing to look for first."""
    folded = search_text(title, subtitle, *also)
    row = {"kind": kind, "record_id": record_id, "title": title, "subtitle": subtitle, "folded": folded}
    write_rows(work.session, SearchRow, [row])
    _sort_by(work, kind, [(record_id, folded)], new=True)


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
        write_rows(work.session, SearchRow, rows)
        _sort_by(
            work,
            kind,
            [(record.record_id, str(row["folded"])) for record, row in zip(part, rows, strict=True)],
            new=new,
        )


def forget(work: Work, kind: SearchKind, record_id: int) -> None:
    work.session.execute(delete(SearchRow).where(SearchRow.kind == kind, SearchRow.record_id == record_id))
    if kind in NAMES:
        model, key = NAMES[kind]
        work.session.execute(delete(table_of(model)).where(key == record_id))


def _sort_by(work: Work, kind: SearchKind, folded: Sequence[tuple[int, str]], *, new: bool) -> None:
    """Keeps what long lists of products and customers are sorted by."""
    if kind not in NAMES:
        return
    model, key = NAMES[kind]
    if not new:
        work.session.execute(delete(table_of(model)).where(key.in_([record_id for record_id, _ in folded])))
    work.session.flush()  # what the rows refer to
    write_rows(
        work.session, model, [{key.name: record_id, "name": text[:SORTED_LETTERS]} for record_id, text in folded]
    )


def find(session: Session, question: str, *, kinds: tuple[SearchKind, ...] = (), limit: int = 20) -> list[Hit]:
    """Records that hold every word of `question`: first those in which words begin so, then those that hold them
    anywhere; the newest first in each. One or two letters are looked for at the beginning of words, and anywhere among
    the newest records."""
    return list(_found(session, _words(question), kinds or tuple(SearchKind), (True, False), limit).values())[:limit]


def matching(session: Session, question: str, kind: SearchKind, *, limit: int) -> list[int]:
    """Keys of the records of one kind that hold every word of `question`, for a list that is sorted by itself."""
    words = _words(question)
    ways = (True, False) if any(len(word) < TRIGRAM for word in words) else (False,)
    return [hit.record_id for hit in _found(session, words, (kind,), ways, limit).values()][:limit]


def _words(question: str) -> list[str]:
    return fold(fold_digits(question)).translate(_MARKS).split()


def _found(
    session: Session, words: Sequence[str], wanted: tuple[SearchKind, ...], ways: tuple[bool, ...], limit: int
) -> dict[int, Hit]:
    """By key of the index, each way (words that begin so, words that hold it) only as long as less than `limit` is
    found."""
    found: dict[int, Hit] = {}
    if not words:
        return found
    in_sqlite = session.get_bind().dialect.name == "sqlite"
    for beginning in ways:
        indexed = [word for word in words if len(word) + beginning >= TRIGRAM]
        if len(found) < limit and not (in_sqlite and len(indexed) == len(words)):
            found |= _hits(session, _newest(words, wanted, beginning).limit(limit))
        if len(found) < limit and indexed:
            look = _by_fts5 if in_sqlite else _by_trigrams
            found |= look(session, words, wanted, beginning, limit)
    return found


_MARKS = str.maketrans("«»", "  ")
"""Between these FTS5 knows the kind (db/guards.py)."""
_s = table_of(SearchRow).c
_SHOWN = (_s.id, _s.kind, _s.record_id, _s.title, _s.subtitle)
_TEXT: ColumnElement[str] = literal_column("' ' || search_entries.folded", Text)
"""A space before the first word as before any other: as it is indexed."""


def _hits(session: Session, statement: Select[*tuple[Any, ...]]) -> dict[int, Hit]:
    return {row[0]: Hit(*row[1:]) for row in session.execute(statement)}


def _holds(words: Sequence[str], text: ColumnElement[str], beginning: bool) -> list[ColumnElement[bool]]:
    return [text.contains(f" {word}" if beginning else word, autoescape=True) for word in words]


def _newest(words: Sequence[str], kinds: Sequence[SearchKind], beginning: bool) -> Select[*tuple[Any, ...]]:
    looked_at = select(*_SHOWN, _TEXT.label("text")).order_by(_s.id.desc()).limit(NEWEST).subquery()
    c = looked_at.c
    wanted = select(c.id, c.kind, c.record_id, c.title, c.subtitle).where(c.kind.in_(kinds))
    return wanted.where(*_holds(words, c.text, beginning)).order_by(c.id.desc())


def _newest_of(kind: SearchKind, words: Sequence[str], beginning: bool, limit: int) -> Select[*tuple[Any, ...]]:
    """As `_newest`, of one kind: the goods of a shop are not behind all its customers."""
    of_kind = select(*_SHOWN, _TEXT.label("text")).where(_s.kind == literal_column(f"'{kind.value}'"))
    c = of_kind.order_by(_s.record_id.desc()).limit(NEWEST).subquery().c
    wanted = select(c.id, c.kind, c.record_id, c.title, c.subtitle).where(*_holds(words, c.text, beginning))
    return wanted.order_by(c.id.desc()).limit(limit)


def _by_fts5(
    session: Session, words: Sequence[str], kinds: Sequence[SearchKind], beginning: bool, limit: int
) -> dict[int, Hit]:
    """Read lazily from the newest on: what many hold costs no more than what few hold. Of a long word the index is
    asked for its rarest trigrams alone, and the records that hold them for the word."""
    parts = [f" {word}" if beginning else word for word in words if len(word) + beginning >= TRIGRAM]
    rare = sample(session).rarest(parts)
    match = " AND ".join('"' + each.replace('"', '""') + '"' for each in rare)
    if len(kinds) < len(SearchKind):
        match += " AND (" + " OR ".join(f'"«{kind.value[0]}»"' for kind in kinds) + ")"
    rowid = literal_column("search_fts.rowid", Integer)
    statement = (
        select(*_SHOWN)
        .select_from(text("search_fts"))
        .where(text("search_fts MATCH :match"), _s.id == rowid)
        .where(*_holds([word for word in words if f" {word}" not in rare and word not in rare], _TEXT, beginning))
    )
    return _hits(session, statement.order_by(rowid.desc()).limit(limit).params(match=match))


def _by_trigrams(
    session: Session, words: Sequence[str], kinds: Sequence[SearchKind], beginning: bool, limit: int
) -> dict[int, Hit]:
    """What many of a kind hold is found among its newest; else by trigrams alone, and of those the rarest: a common one
    costs the index a walk through all that hold it. Where thousands match, some of them."""
    sampled = sample(session)
    parts = [f" {word}" if beginning else word for word in words]
    if common := sampled.common_in(parts, kinds):
        newest = [select(_newest_of(kind, words, beginning, limit).subquery()) for kind in common]
        some = union_all(*newest).subquery()
        found = _hits(session, select(some).order_by(some.c.id.desc()).limit(limit))
        if len(found) >= limit:
            return found
    rare = sampled.rarest(parts, _in_index)
    held = [_TEXT.contains(part, autoescape=True) for part in rare]
    held += [func.strpos(_TEXT, part) > 0 for part in parts if part not in rare]
    each = []
    for kind in kinds:
        of_kind = _s.kind == literal_column(f"'{kind.value}'")
        each.append(select(select(*_SHOWN).where(of_kind, *held).limit(MOST_UNSORTED).subquery()))
    some = union_all(*each).subquery()
    session.execute(_BITMAPS, {"on": "off"})
    found = _hits(session, select(some).order_by(some.c.id.desc()).limit(limit))
    session.execute(_BITMAPS, {"on": "on"})
    return found


def _in_index(trigram: str) -> bool:
    """PostgreSQL's index knows letters and figures, and where words begin; of the rest it has nothing to look up."""
    return trigram.removeprefix(" ").isalnum()


_BITMAPS = text(
    "SELECT set_config('enable_seqscan', :on, true), set_config('enable_indexscan', :on, true),"
    " set_config('enable_indexonlyscan', :on, true)"
)
