"""Issues documents within the caller's transaction, and prints them outside of any."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from crm_desktop import search
from crm_desktop.documents.correcting import with_corrected
from crm_desktop.documents.numbering import TakenNumber, take_number
from crm_desktop.documents.purchase_prices import at_cost
from crm_desktop.documents.records import IssuedDocument, Snapshot, hash_of
from crm_desktop.errors import NotFound
from crm_desktop.work import Actor, Work, execute, holds, use_case
from db.models.documents import DocumentLineRow, DocumentPrintRow, DocumentRow
from db.prepared import write_for_keys, write_row, write_rows
from db.session import Database
from db.vocabulary import DocumentKind, Permission, SearchKind, SeriesKind, Topic


def issue_document(
    work: Work,
    draft: Snapshot,
    *,
    warehouse_id: int,
    product_ids: Sequence[int],
    customer_id: int | None = None,
    order_id: int | None = None,
    corrects_id: int | None = None,
    follows_id: int | None = None,
    target_warehouse_id: int | None = None,
) -> IssuedDocument:
    """Numbers and freezes `draft` (its number is empty). `product_ids` go with its lines.

    Stock rows are locked by the caller before: the number series comes last (law 11).
    """
    draft = with_corrected(work.session, draft, corrects_id, product_ids)
    number = take_number(work, SeriesKind(draft.kind.value), warehouse_id, draft.issued_on)
    frozen = replace(draft, number=number.text).to_json()
    links = {
        "warehouse_id": warehouse_id,
        "target_warehouse_id": target_warehouse_id,
        "customer_id": customer_id,
        "order_id": order_id,
        "corrects_id": corrects_id,
        "follows_id": follows_id,
    }
    row = {**_head(work, draft, number), **links, "snapshot": frozen, "snapshot_hash": hash_of(frozen)}
    document_id = write_row(work.session, DocumentRow, row)
    line_ids = _insert_lines(work, document_id, draft, product_ids)
    _tell(work, document_id, number.text, draft)
    return IssuedDocument(document_id, number.text, line_ids)


def _head(work: Work, draft: Snapshot, number: TakenNumber) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "number": number.text,
        "series_id": number.series_id,
        "period": number.period,
        "sequence": number.sequence,
        "issued_on": draft.issued_on,
        "moved_on": draft.moved_on,
        "issued_at": work.now,
        "issued_by": work.actor.name,
        "value": sum(line.value for line in draft.lines),
    }


def _insert_lines(work: Work, document_id: int, draft: Snapshot, product_ids: Sequence[int]) -> tuple[int, ...]:
    inserted = write_for_keys(
        work.session,
        DocumentLineRow,
        [
            {
                "document_id": document_id,
                "position": line.position,
                "product_id": product_id,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "value": line.value,
            }
            for line, product_id in zip(draft.lines, product_ids, strict=True)
        ],
    )
    return tuple(inserted)


def _tell(work: Work, document_id: int, number: str, draft: Snapshot) -> None:
    """Findable, audited, and shown on every screen."""
    party = draft.recipient.name or draft.warehouse
    search.put_new(work, SearchKind.DOCUMENT, document_id, title=number, subtitle=party, also=(draft.order_number,))
    work.audit("issue", "document", document_id, after={"number": number})
    work.changed(Topic.DOCUMENTS, document_id, "issued", label=number)


@dataclass(frozen=True, slots=True)
class StorePrint:
    document_id: int
    pdf: bytes
    template_version: str


@dataclass(frozen=True, slots=True)
class PrintStored:
    document_id: int


@use_case(Permission.PRINT)
def store_print(work: Work, command: StorePrint) -> PrintStored:
    """Keeps the first print; a second one made meanwhile is dropped, the bytes being the same."""
    if work.session.get(DocumentPrintRow, command.document_id) is None:
        row = {
            "document_id": command.document_id,
            "pdf": command.pdf,
            "pdf_hash": hashlib.sha256(command.pdf).hexdigest(),
            "template_version": command.template_version,
            "at": work.now,
        }
        write_rows(work.session, DocumentPrintRow, [row])
    return PrintStored(command.document_id)


def print_document(database: Database, number: str, *, actor: Actor, kind: DocumentKind | None = None) -> bytes:
    """The document's PDF: made from the snapshot at the first print, the same bytes ever after. Raises NotFound.

    A receipt has its purchase prices where the actor may see costs; those are not kept, and are the same every time
    too, since what goods cost when they came in never changes.
    """
    from crm_desktop.documents.pdf import render

    with database.read() as session:
        statement = select(DocumentRow.id, DocumentRow.snapshot).where(DocumentRow.number == number)
        if kind is not None:
            statement = statement.where(DocumentRow.kind == kind)
        found = session.execute(statement.order_by(DocumentRow.id)).first()
        if found is None:
            raise NotFound(kind="document", key=number)
        document_id, snapshot = found
        frozen = Snapshot.from_json(snapshot)
        priced = at_cost(session, document_id, frozen) if holds(session, actor, Permission.SEE_COSTS) else frozen
        if priced is frozen:
            stored = session.get(DocumentPrintRow, document_id)
            if stored is not None:
                return stored.pdf
    pdf = render(priced)
    if priced is frozen:
        execute(database, store_print, StorePrint(document_id, pdf, frozen.template_version), actor=actor)
    return pdf
