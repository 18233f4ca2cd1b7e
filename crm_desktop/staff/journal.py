"""The journal (the audit) as an owner reads it: who, when, from where, what it was before and after."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Text, and_, cast, false, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.keyset import Key, Listing
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentRow
from db.models.leaving import PrinterRow
from db.models.sales import InquiryRow, OfferRow, OrderRow
from db.models.staff import EmployeeRow
from db.models.system import AuditPersonalRow, AuditRow
from db.statements import table_of
from db.vocabulary import SearchKind

_audit = table_of(AuditRow).c
NAMES: dict[str, tuple[Any, Any]] = {
    "order": (OrderRow.id, OrderRow.number),
    "inquiry": (InquiryRow.id, InquiryRow.number),
    "offer": (OfferRow.id, OfferRow.number),
    "document": (DocumentRow.id, DocumentRow.number),
    "customer": (CustomerRow.id, CustomerRow.name),
    "product": (ProductRow.id, ProductRow.code),
    "employee": (EmployeeRow.id, EmployeeRow.login),
    "printer": (PrinterRow.id, PrinterRow.name),
}
"""What a person calls a record, by the journal's word for its kind."""
FOUND_BY_SEARCH = {SearchKind.CUSTOMER: "customer", SearchKind.PRODUCT: "product"}
MOST_RECORDS = 200


@dataclass(frozen=True, slots=True)
class JournalAsk:
    """All that is given holds together; `until` itself is left out."""

    person: str = ""
    record: str = ""
    word: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """`record` is what a person calls it, "" where it has no name; values stand under their stored keys, those of a
    person among them until they are erased."""

    entry_id: int
    at: datetime
    actor: str
    place: str
    action: str
    subject: str
    subject_id: int
    record: str
    before: dict[str, Any]
    after: dict[str, Any]


def journal_listing(session: Session, ask: JournalAsk) -> Listing[JournalEntry]:
    """The newest first, at any length."""
    a = AuditRow
    rows = select(_audit.id).select_from(a).outerjoin(AuditPersonalRow, AuditPersonalRow.audit_id == a.id)
    return Listing((_audit.id,), rows.where(*_conditions(session, ask)), _records, descending=True)


def _records(session: Session, keys: Sequence[Key]) -> list[JournalEntry]:
    a, p = AuditRow, AuditPersonalRow
    wanted = select(a, p.before, p.after).outerjoin(p, p.audit_id == a.id).where(a.id.in_([key[0] for key in keys]))
    rows = session.execute(wanted.order_by(a.id.desc())).all()
    names = _names(session, ((row.subject, row.subject_id) for row, _, _ in rows))
    return [
        JournalEntry(
            row.id,
            row.at,
            row.actor,
            row.place,
            row.action,
            row.subject,
            row.subject_id,
            names.get((row.subject, row.subject_id), ""),
            {**(row.before or {}), **(personal_before or {})},
            {**(row.after or {}), **(personal_after or {})},
        )
        for row, personal_before, personal_after in rows
    ]


def people(session: Session) -> list[str]:
    """Everyone who ever did anything, by name."""
    return list(session.scalars(select(AuditRow.actor).distinct().order_by(AuditRow.actor)))


def _conditions(session: Session, ask: JournalAsk) -> Iterator[ColumnElement[bool]]:
    a = AuditRow
    if ask.person:
        yield a.actor == ask.person
    if ask.since is not None:
        yield a.at >= ask.since
    if ask.until is not None:
        yield a.at < ask.until
    if ask.record.strip():
        yield _about(session, ask.record.strip())
    for word in ask.word.split():
        yield _says(session, word)


def _about(session: Session, typed: str) -> ColumnElement[bool]:
    """Records of that number, code, login or name."""
    found: dict[str, set[int]] = {}
    for subject, (key, name) in NAMES.items():
        same = func.lower(name) == typed.lower() if subject != "customer" else name == typed
        for record_id in session.scalars(select(key).where(same).limit(MOST_RECORDS)):
            found.setdefault(subject, set()).add(record_id)
    for hit in search.find(session, typed, kinds=tuple(FOUND_BY_SEARCH), limit=MOST_RECORDS):
        found.setdefault(FOUND_BY_SEARCH[hit.kind], set()).add(hit.record_id)
    if not found:
        return false()
    a = AuditRow
    return or_(*(and_(a.subject == subject, a.subject_id.in_(ids)) for subject, ids in found.items()))


def _says(session: Session, word: str) -> ColumnElement[bool]:
    """The word stands in what was done, or in a value from before or after, whatever its case."""
    a, p = AuditRow, AuditPersonalRow
    values = (a.before, a.after, p.before, p.after)
    found = [a.action.icontains(word, autoescape=True), a.subject.icontains(word, autoescape=True)]
    for spelt in _spellings(session, word):
        found += [cast(value, Text if _is_server(session) else String).icontains(spelt, autoescape=True)
                  for value in values]  # fmt: skip
    return or_(*found)


def _is_server(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _spellings(session: Session, word: str) -> set[str]:
    """As JSON spells it: SQLite's text has letters beyond ASCII as escapes, and knows no case for them."""
    if _is_server(session):
        return {word}
    return {json.dumps(each)[1:-1] for each in (word, word.lower(), word.upper(), word.capitalize())}


def _names(session: Session, records: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = {}
    for subject, record_id in records:
        wanted.setdefault(subject, set()).add(record_id)
    return {
        (subject, record_id): name
        for subject, ids in wanted.items()
        if subject in NAMES
        for record_id, name in _named(session, subject, ids)
    }


def _named(session: Session, subject: str, ids: Collection[int]) -> Iterator[tuple[int, str]]:
    key, name = NAMES[subject]
    for record_id, said in session.execute(select(key, name).where(key.in_(ids))):
        yield record_id, str(said or "")
