"""The list of documents at any length, the newest first."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.documents.queries import rows_of
from crm_desktop.documents.records import DocumentRow as Row
from crm_desktop.keyset import Key, Listing
from db.models.documents import DocumentRow
from db.statements import table_of
from db.vocabulary import DocumentKind, SearchKind

MOST_FOUND = 1_000
_documents = table_of(DocumentRow)
_d = _documents.c


def document_listing(
    session: Session,
    *,
    search_for: str = "",
    kind: DocumentKind | None = None,
    since: date | None = None,
) -> Listing[Row]:
    """Of one kind or all, issued on the day `since` or later, those that hold the words of `search_for` (the newest
    1,000)."""
    rows = select(_d.id)
    if kind is not None:
        rows = rows.where(_d.kind == kind)
    if since is not None:
        rows = rows.where(_d.issued_on >= since)
    if search_for.strip():
        rows = rows.where(_d.id.in_(search.matching(session, search_for, SearchKind.DOCUMENT, limit=MOST_FOUND)))
    return Listing((_d.id,), rows, _records, descending=True)


def _records(session: Session, keys: Sequence[Key]) -> list[Row]:
    wanted = [key[0] for key in keys]
    found = {row[-1]: Row(*row[:-1]) for row in session.execute(rows_of(wanted))}
    return [found[key] for key in wanted]
