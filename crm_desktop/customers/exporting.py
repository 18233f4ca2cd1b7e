"""All that is held of one person, as JSON that the person can take elsewhere (RODO art. 15 and 20)."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crm_desktop.customers.consents import BY_HAND
from crm_desktop.errors import NotFound
from db.models.base import Base
from db.models.customers import AddressRow, ConsentRow, CustomerKeyRow, CustomerRow, TimelineRow
from db.models.documents import DocumentRow
from db.models.intake import FileRow, SubmissionFileRow, SubmissionReadingRow, SubmissionRow
from db.models.leaving import MessageRow
from db.models.sales import (
    InquiryRow,
    OfferRow,
    OpportunityRow,
    OrderFileRow,
    OrderLineRow,
    OrderPaymentRow,
    OrderRow,
)


@dataclass(frozen=True, slots=True)
class Held:
    """Keys of every record of one person and of all records merged into it."""

    customers: list[int]
    opportunities: list[int]
    inquiries: list[int]
    orders: list[int]
    submissions: list[int]
    messages: list[int]
    documents: list[int]


def held_by(session: Session, customer_id: int) -> Held:
    """Raises NotFound."""
    if session.get(CustomerRow, customer_id) is None:
        raise NotFound(kind="customer", key=customer_id)
    row = CustomerRow
    ids = [customer_id, *session.scalars(select(row.id).where(row.merged_into_id == customer_id))]

    def of(table: Any) -> list[int]:
        return list(session.scalars(select(table.id).where(table.customer_id.in_(ids)).order_by(table.id)))

    opportunities, orders = of(OpportunityRow), of(OrderRow)
    reading, consent = SubmissionReadingRow, ConsentRow
    mine = reading.opportunity_id.in_(opportunities) | reading.order_id.in_(orders)
    submissions = set(session.scalars(select(reading.submission_id).where(mine)))
    told = select(consent.submission_id).where(consent.customer_id.in_(ids), consent.submission_id.is_not(None))
    submissions |= {key for key in session.scalars(told) if key is not None}
    message = MessageRow
    letters = message.customer_id.in_(ids) | message.opportunity_id.in_(opportunities) | message.order_id.in_(orders)
    messages = list(session.scalars(select(message.id).where(letters).order_by(message.id)))
    return Held(ids, opportunities, of(InquiryRow), orders, sorted(submissions), messages, of(DocumentRow))


def export_person(session: Session, customer_id: int) -> str:
    """JSON of every row, and each submission with its exact bytes in base64. Raises NotFound."""
    held = held_by(session, customer_id)
    ids = held.customers
    told = {
        "customers": _rows(session, select(CustomerRow).where(CustomerRow.id.in_(ids))),
        "addresses": _rows(session, select(AddressRow).where(AddressRow.customer_id.in_(ids))),
        "recognised_by": _rows(session, select(CustomerKeyRow).where(CustomerKeyRow.customer_id.in_(ids))),
        "consents": _consents(session, ids),
        "timeline": _rows(session, select(TimelineRow).where(TimelineRow.customer_id.in_(ids))),
        "inquiries": _rows(session, select(InquiryRow).where(InquiryRow.id.in_(held.inquiries))),
        "offers": _rows(session, select(OfferRow).where(OfferRow.customer_id.in_(ids))),
        "orders": _rows(session, select(OrderRow).where(OrderRow.id.in_(held.orders))),
        "order_lines": _rows(session, select(OrderLineRow).where(OrderLineRow.order_id.in_(held.orders))),
        "payments": _rows(session, select(OrderPaymentRow).where(OrderPaymentRow.order_id.in_(held.orders))),
        "order_files": _order_files(session, held.orders),
        "messages": _rows(session, select(MessageRow).where(MessageRow.id.in_(held.messages))),
        "submissions": _rows(session, select(SubmissionRow).where(SubmissionRow.id.in_(held.submissions))),
        "files": _files(session, held.submissions),
        "documents": _rows(session, select(DocumentRow).where(DocumentRow.id.in_(held.documents))),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _rows(session: Session, statement: Select[Any]) -> list[dict[str, Any]]:
    found: Sequence[Base] = session.scalars(statement).all()
    rows = [{column.key: _plain(getattr(row, column.key)) for column in row.__table__.columns} for row in found]
    return sorted(rows, key=lambda row: row.get("id", 0))


def _consents(session: Session, ids: list[int]) -> list[dict[str, Any]]:
    """Of one entered by hand no address is known, but where its proof is kept."""
    rows = _rows(session, select(ConsentRow).where(ConsentRow.customer_id.in_(ids)))
    for row in rows:
        by_hand = row["form_key"] == BY_HAND
        row["proof_kept"] = row["ip"] if by_hand else ""
        row["ip"] = "" if by_hand else row["ip"]
    return rows


def _files(session: Session, submissions: list[int]) -> list[dict[str, Any]]:
    joined = select(SubmissionFileRow.submission_id, SubmissionFileRow.name, FileRow.sha256, FileRow.content)
    joined = joined.join(FileRow, FileRow.sha256 == SubmissionFileRow.sha256)
    rows = session.execute(
        joined.where(SubmissionFileRow.submission_id.in_(submissions)).order_by(SubmissionFileRow.id)
    )
    return [
        {"submission_id": key, "name": name, "sha256": digest, "content": _plain(content)}
        for key, name, digest, content in rows
    ]


def _order_files(session: Session, orders: list[int]) -> list[dict[str, Any]]:
    row = OrderFileRow
    rows = session.execute(
        select(row.order_id, row.name, row.sha256, FileRow.content)
        .join(FileRow, FileRow.sha256 == row.sha256)
        .where(row.order_id.in_(orders))
        .order_by(row.id)
    )
    return [
        {"order_id": key, "name": name, "sha256": digest, "content": _plain(content)}
        for key, name, digest, content in rows
    ]


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return value
