"""What is learned of a document after it was issued: appended, since the document itself is frozen."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.work import Work, use_case
from db.models.documents import DocumentReferenceRow, DocumentRow
from db.prepared import write_rows
from db.vocabulary import Permission, ReferenceKind, Topic

KSEF = re.compile(
    r"([1-9]((\d[1-9])|([1-9]\d))\d{7}|M\d{9}|[A-Z]{3}\d{7})-(20[2-9]\d|2[1-9]\d{2}|[3-9]\d{3})"
    r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-([0-9A-F]{6})-?([0-9A-F]{6})-([0-9A-F]{2})"
)
"""A number of the National e-Invoice System, as JPK_MAG (2) has it."""
MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class ReferToDocument:
    """`day` of an invoice alone."""

    number: str
    kind: ReferenceKind
    value: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentReferred:
    number: str


@use_case(Permission.ISSUE_DOCUMENTS)
def refer(work: Work, command: ReferToDocument) -> DocumentReferred:
    """Raises NotFound, InvalidValue."""
    value = " ".join(command.value.split())
    if not value or len(value) > MOST_LETTERS:
        raise InvalidValue(field="value", value=value[:MOST_LETTERS], rule="required" if not value else "too_long")
    if command.kind is ReferenceKind.KSEF and not KSEF.fullmatch(value):
        raise InvalidValue(field="value", value=value, rule="ksef")
    document_id = work.session.scalar(select(DocumentRow.id).where(DocumentRow.number == command.number))
    if document_id is None:
        raise NotFound(kind="document", key=command.number)
    row = {
        "document_id": document_id,
        "kind": command.kind.value,
        "value": value,
        "day": command.day,
        "at": work.now,
    }
    write_rows(work.session, DocumentReferenceRow, [row])
    work.audit("refer", "document", document_id, after={"kind": command.kind.value, "value": value})
    work.changed(Topic.DOCUMENTS, document_id, "referred", label=command.number)
    return DocumentReferred(command.number)
