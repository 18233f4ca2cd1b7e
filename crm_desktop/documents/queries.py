"""Reads: SQL straight to records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop.documents.purchase_prices import at_cost, value_at_cost
from crm_desktop.documents.records import DocumentCard, Snapshot
from crm_desktop.documents.records import DocumentRow as Row
from crm_desktop.errors import NotFound
from db.models.customers import CustomerRow
from db.models.documents import DocumentReferenceRow, DocumentRow
from db.models.sales import OrderRow
from db.models.system import SearchRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import DocumentKind, SearchKind


def _rows(*, costs: bool = False) -> Select[*tuple[Any, ...]]:
    d, w, c, o = DocumentRow, WarehouseRow, CustomerRow, OrderRow
    return (
        select(
            d.number,
            d.kind,
            d.issued_on,
            w.code,
            func.coalesce(c.name, ""),
            func.coalesce(o.number, ""),
            value_at_cost() if costs else d.value,
        )
        .join(w, w.id == d.warehouse_id)
        .outerjoin(c, c.id == d.customer_id)
        .outerjoin(o, o.id == d.order_id)
    )


def rows_of(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """As the list on screen shows them, each with its key behind; whoever is no customer (a supplier) is named as
    search names them."""
    d, w, c, o, s = DocumentRow, WarehouseRow, CustomerRow, OrderRow, SearchRow
    whom = func.coalesce(c.name, s.subtitle, "")
    return (
        select(d.number, d.kind, d.issued_on, w.code, whom, func.coalesce(o.number, ""), d.value, d.id)
        .join(w, w.id == d.warehouse_id)
        .outerjoin(c, c.id == d.customer_id)
        .outerjoin(o, o.id == d.order_id)
        .outerjoin(s, (s.kind == SearchKind.DOCUMENT) & (s.record_id == d.id))
        .where(d.id.in_(ids))
    )


def list_documents(
    session: Session,
    *,
    kind: DocumentKind | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 200,
    costs: bool = False,
) -> list[Row]:
    """The newest first; both days included. `costs`: receipts are worth what their goods cost."""
    statement = _rows(costs=costs)
    if kind is not None:
        statement = statement.where(DocumentRow.kind == kind)
    if since is not None:
        statement = statement.where(DocumentRow.issued_on >= since)
    if until is not None:
        statement = statement.where(DocumentRow.issued_on <= until)
    return [Row(*row) for row in session.execute(statement.order_by(DocumentRow.id.desc()).limit(limit))]


def show_document(session: Session, number: str, *, costs: bool = False) -> DocumentCard:
    """With purchase prices, as they are printed, for whoever may see `costs`. Raises NotFound."""
    found = session.execute(_rows(costs=costs).where(DocumentRow.number == number)).first()
    if found is None:
        raise NotFound(kind="document", key=number)
    whole = session.scalars(select(DocumentRow).where(DocumentRow.number == number)).one()
    paper, r = Snapshot.from_json(whole.snapshot), DocumentReferenceRow
    references = session.execute(select(r.kind, r.value, r.day).where(r.document_id == whole.id).order_by(r.id))
    return DocumentCard(
        row=Row(*found),
        snapshot=at_cost(session, whole.id, paper) if costs else paper,
        snapshot_hash=whole.snapshot_hash,
        references=tuple((kind, value, day) for kind, value, day in references),
    )
