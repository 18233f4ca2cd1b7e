"""W-Z and their corrections of a period, line by line: SQL straight to records."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import Snapshot
from crm_desktop.exchange.invoicing.records import InvoicedDocument, InvoicedLine
from db.models.catalogue import ProductBarcodeRow, ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.sales import OrderLineRow
from db.models.warehouse import StockMoveRow, WarehouseRow
from db.vocabulary import DocumentKind, VatRate

KINDS = (DocumentKind.WZ, DocumentKind.WZK)
MOST_KEYS = 400


def invoiced(session: Session, *, since: date, until: date, warehouse: str = "") -> Iterator[InvoicedDocument]:
    """In the order in which they were issued; both days included."""
    d, w, c = DocumentRow, WarehouseRow, CustomerRow
    statement = (
        select(
            d.id, d.kind, d.number, d.sequence, d.issued_on, d.moved_on, w.code, func.coalesce(c.code, ""), d.snapshot
        )
        .join(w, w.id == d.warehouse_id)
        .outerjoin(c, c.id == d.customer_id)
        .where(d.kind.in_(KINDS), d.issued_on >= since, d.issued_on <= until)
        .order_by(d.id)
    )
    if warehouse:
        statement = statement.where(w.code == warehouse)
    rows = session.execute(statement).all()
    for start in range(0, len(rows), MOST_KEYS):
        part = rows[start : start + MOST_KEYS]
        rates = _rates(session, [row[0] for row in part])
        for row in part:
            yield _document(row, rates)


def _document(row: Any, rates: dict[tuple[int, int], tuple[VatRate, str]]) -> InvoicedDocument:
    key, kind, number, sequence, issued_on, moved_on, code, customer_code, snapshot = row
    paper = Snapshot.from_json(snapshot)
    return InvoicedDocument(
        kind,
        number,
        sequence,
        issued_on,
        moved_on,
        code,
        customer_code,
        paper.recipient,
        paper.order_number,
        paper.currency,
        paper.corrects,
        paper.corrected_day,
        paper.issued_by,
        paper.note,
        tuple(InvoicedLine(line, *rates[key, line.position]) for line in paper.lines),
    )


def _rates(session: Session, documents: Sequence[int]) -> dict[tuple[int, int], tuple[VatRate, str]]:
    """(document, position) -> the VAT rate of the order's line, else of the goods, and the first barcode."""
    line, p, m, o, b = DocumentLineRow, ProductRow, StockMoveRow, OrderLineRow, ProductBarcodeRow
    first = select(func.min(b.code)).where(b.product_id == p.id).correlate(p).scalar_subquery()
    rows = session.execute(
        select(line.document_id, line.position, p.vat_rate, func.min(o.vat_rate), first)
        .join(p, p.id == line.product_id)
        .outerjoin(m, m.document_line_id == line.id)
        .outerjoin(o, o.id == m.order_line_id)
        .where(line.document_id.in_(documents))
        .group_by(line.document_id, line.position, p.id, p.vat_rate)
    )
    return {
        (document, position): (VatRate(ordered or own), barcode or "")
        for document, position, own, ordered, barcode in rows
    }
