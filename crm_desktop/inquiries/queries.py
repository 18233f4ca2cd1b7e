"""Reads: SQL straight to records."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, not_, or_, select, true
from sqlalchemy.orm import Session

from crm_desktop.customers.queries import timeline_of
from crm_desktop.errors import Erased, NotFound
from crm_desktop.inquiries import records
from crm_desktop.inquiries.prices import prices_for
from crm_desktop.inquiries.records import Queue
from db.models.catalogue import ProductRow
from db.models.customers import AddressRow, CustomerGroupRow, CustomerRow
from db.models.intake import FileRow, FormRow, SubmissionFileRow, SubmissionReadingRow
from db.models.sales import InquiryProductRow, InquiryRow, OfferRow, OpportunityRow, OrderRow
from db.models.staff import EmployeeRow
from db.models.warehouse import StockRow
from db.models.worth import CampaignRow
from db.vocabulary import FunnelStage, OfferStatus, OrderStatus

PREVIEW = 200
TIMELINE, LOOKED_AT = 8, 60
_PASSING = ("reserve", "pick", "label", "hand_over", OfferStatus.DRAFT.value)
"""Steps of an order that say nothing once the next is done; an offer says it when it is sent."""
UNANSWERED = OpportunityRow.furthest == FunnelStage.RECEIVED
"""Neither a reply nor an offer: an offer sent at once is an answer too."""


def inquiry_rows() -> Select[*tuple[Any, ...]]:
    """In the order of records.InquiryRow."""
    i, p, c, e = InquiryRow, OpportunityRow, CustomerRow, EmployeeRow
    form, campaign = FormRow, CampaignRow
    return (
        select(
            i.id,
            i.number,
            c.id,
            c.name,
            i.subject,
            p.channel,
            i.received_at,
            i.due_at,
            p.answered_at,
            p.furthest,
            func.coalesce(e.name, ""),
            i.open,
            p.lost_reason,
            i.version,
            func.substr(i.message, 1, PREVIEW),
            func.coalesce(form.name, ""),
            func.coalesce(campaign.name, ""),
            i.follow_up_on,
        )
        .join(p, p.id == i.opportunity_id)
        .join(c, c.id == i.customer_id)
        .outerjoin(e, e.id == p.employee_id)
        .outerjoin(form, form.id == p.form_id)
        .outerjoin(campaign, campaign.id == p.campaign_id)
    )


def list_inquiries(
    session: Session,
    *,
    only_open: bool = False,
    limit: int = 200,
) -> list[records.InquiryRow]:
    """The newest first."""
    statement = inquiry_rows()
    if only_open:
        statement = statement.where(InquiryRow.open)
    ordered = statement.order_by(InquiryRow.received_at.desc(), InquiryRow.id.desc()).limit(limit)
    return [records.InquiryRow(*row) for row in session.execute(ordered)]


def _in_queue(queue: Queue, employee_id: int | None, now: datetime) -> ColumnElement[bool]:
    """Open ones alone, but for `ALL`."""
    i, p = InquiryRow, OpportunityRow
    match queue:
        case Queue.NEW:
            return and_(i.open, UNANSWERED)
        case Queue.MINE:
            return and_(i.open, or_(p.employee_id == employee_id, and_(i.late_told_to == employee_id, UNANSWERED)))
        case Queue.LATE:
            return and_(i.open, UNANSWERED, i.due_at < now)
        case Queue.WAITING:
            return and_(i.open, not_(UNANSWERED))
        case Queue.ALL:
            return true()


def list_queue(
    session: Session, queue: Queue, *, employee_id: int | None, now: datetime, limit: int = 200
) -> list[records.InquiryRow]:
    """The most urgent first; of `ALL`, which is the register, the newest."""
    i = InquiryRow
    newest = (i.received_at.desc(), i.id.desc())
    order = newest if queue is Queue.ALL else (*_urgency(), *newest)
    statement = inquiry_rows().where(_in_queue(queue, employee_id, now)).order_by(*order).limit(limit)
    return [records.InquiryRow(*row) for row in session.execute(statement)]


def _urgency() -> tuple[SQLColumnExpression[Any], ...]:
    """What is to be answered by its promise, the longest waiting first; then what one comes back to, by its day."""
    i = InquiryRow
    due, waiting = case((UNANSWERED, i.due_at), else_=None), case((UNANSWERED, i.id), else_=None)
    return due.is_(None), due, waiting, i.follow_up_on.is_(None), i.follow_up_on


def count_queues(session: Session, *, employee_id: int | None, now: datetime) -> dict[Queue, int]:
    """How many stand in each."""
    i, p = InquiryRow, OpportunityRow
    wanted = [queue for queue in Queue if queue is not Queue.ALL]
    sums = [func.count().filter(_in_queue(queue, employee_id, now)) for queue in wanted]
    counted = session.execute(select(*sums).select_from(i).join(p, p.id == i.opportunity_id).where(i.open)).one()
    everything = session.scalar(select(func.count()).select_from(i)) or 0
    return {**dict(zip(wanted, counted, strict=True)), Queue.ALL: everything}


def unanswered_count(session: Session) -> int:
    """Open inquiries that no person has answered yet."""
    return int(
        session.scalar(
            select(func.count())
            .select_from(InquiryRow)
            .join(OpportunityRow, OpportunityRow.id == InquiryRow.opportunity_id)
            .where(InquiryRow.open, UNANSWERED)
        )
        or 0
    )


def show_inquiry(session: Session, number: str, *, warehouse_id: int = 1) -> records.InquiryCard:
    """One inquiry with what was understood from it. Raises NotFound."""
    found = session.execute(inquiry_rows().where(InquiryRow.number == number)).first()
    if found is None:
        raise NotFound(kind="inquiry", key=number)
    row = records.InquiryRow(*found)
    whole = session.get_one(InquiryRow, row.inquiry_id)
    customer = session.get_one(CustomerRow, row.customer_id)
    orders = session.scalars(
        select(OrderRow.number).where(OrderRow.opportunity_id == whole.opportunity_id).order_by(OrderRow.id)
    )
    return records.InquiryCard(
        row=row,
        opportunity_id=whole.opportunity_id,
        message=whole.message,
        contact=customer.status,
        email=customer.email,
        phone=customer.phone,
        products=tuple(_products(session, row.inquiry_id, warehouse_id, row.customer_id)),
        offers=tuple(_offers(session, whole.opportunity_id)),
        orders=tuple(orders),
        asker=_asker(session, customer),
        files=tuple(_files(session, whole.opportunity_id)),
        timeline=tuple(
            entry
            for entry in timeline_of(session, customer_id=row.customer_id, limit=LOOKED_AT)
            if entry.what not in _PASSING
        )[:TIMELINE],
    )


def _asker(session: Session, customer: CustomerRow) -> records.Asker:
    a, g, o = AddressRow, CustomerGroupRow, OrderRow
    seat = session.execute(select(a.city, a.country).where(a.customer_id == customer.id, a.position == 0)).first()
    group = session.scalar(select(g.name).where(g.id == customer.group_id)) if customer.group_id else ""
    placed = select(func.count()).where(
        o.customer_id == customer.id, o.status.not_in((OrderStatus.DRAFT, OrderStatus.CANCELLED))
    )
    city, country = seat if seat else ("", "PL")
    return records.Asker(
        code=customer.code,
        kind=customer.kind,
        nip=customer.nip,
        city=city,
        country=country,
        group=group or "",
        orders=session.scalar(placed) or 0,
    )


def _files(session: Session, opportunity_id: int) -> list[records.Attachment]:
    f, content, reading = SubmissionFileRow, FileRow, SubmissionReadingRow
    rows = session.execute(
        select(f.name, content.size, f.sha256)
        .join(content, content.sha256 == f.sha256)
        .where(f.submission_id.in_(select(reading.submission_id).where(reading.opportunity_id == opportunity_id)))
        .order_by(f.id)
    )
    return [records.Attachment(*row) for row in rows]


def attached(session: Session, sha256: str) -> bytes:
    """The content of a file that came in. Raises Erased where it is gone."""
    content = session.scalar(select(FileRow.content).where(FileRow.sha256 == sha256))
    if content is None:
        raise Erased(kind="file", key=sha256)
    return content


def _products(session: Session, inquiry_id: int, warehouse_id: int, customer_id: int) -> list[records.NamedProduct]:
    n, p, s = InquiryProductRow, ProductRow, StockRow
    found = session.execute(
        select(p.id, p.code, p.name, p.unit, n.quantity, func.coalesce(s.on_hand - s.reserved, 0))
        .join(p, p.id == n.product_id)
        .outerjoin(s, (s.product_id == p.id) & (s.warehouse_id == warehouse_id))
        .where(n.inquiry_id == inquiry_id)
        .order_by(p.name)
    )
    rows = list(found)
    prices = prices_for(session, customer_id, {row[0]: row[4] for row in rows})
    return [records.NamedProduct(*row, prices[row[0]]) for row in rows]


def _offers(session: Session, opportunity_id: int) -> list[records.OfferSummary]:
    """The latest version of each, in the order they were made."""
    o = OfferRow
    rows = session.execute(
        select(o.number, o.revision, o.status, o.net, o.currency, o.valid_until)
        .where(o.opportunity_id == opportunity_id)
        .order_by(o.id)
    )
    return list({row.number: records.OfferSummary(*row) for row in rows}.values())
