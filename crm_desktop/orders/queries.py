"""Reads: SQL straight to records."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import NotFound
from crm_desktop.orders import records
from crm_desktop.orders.steps import next_step
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentRow
from db.models.sales import InquiryRow, OrderLineRow, OrderRow, OrderStepRow, ShipmentRow
from db.models.staff import EmployeeRow
from db.models.system import AuditRow
from db.models.warehouse import StockRow, WarehouseRow
from db.vocabulary import OrderStatus, SearchKind


def _last(column: Any) -> ColumnElement[Any]:
    """A column of the order's last step."""
    s = OrderStepRow
    return select(column).where(s.order_id == OrderRow.id).order_by(s.id.desc()).limit(1).scalar_subquery()


def _rows() -> Select[*tuple[Any, ...]]:
    o, c, e = OrderRow, CustomerRow, EmployeeRow
    return (
        select(
            o.id,
            o.number,
            o.status,
            c.id,
            c.name,
            o.net,
            o.vat,
            o.currency,
            o.created_at,
            o.placed_at,
            func.coalesce(e.name, ""),
            func.coalesce(_last(OrderStepRow.at), o.created_at),
            func.coalesce(_last(OrderStepRow.actor), e.name, ""),
        )
        .join(c, c.id == o.customer_id)
        .outerjoin(e, e.id == o.employee_id)
    )


def list_orders(
    session: Session,
    *,
    status: OrderStatus | None = None,
    statuses: Collection[OrderStatus] = (),
    search_for: str = "",
    limit: int = 200,
) -> list[records.OrderRow]:
    """The newest first; of one status, of several, or of all."""
    statement = _rows()
    wanted = [*statuses] if status is None else [status]
    if wanted:
        statement = statement.where(OrderRow.status.in_(wanted))
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.ORDER,), limit=limit)
        statement = statement.where(OrderRow.id.in_([hit.record_id for hit in hits]))
    return [records.OrderRow(*row) for row in session.execute(statement.order_by(OrderRow.id.desc()).limit(limit))]


def count_by_status(session: Session) -> dict[OrderStatus, int]:
    """How many orders have each status, ended ones too."""
    rows = session.execute(select(OrderRow.status, func.count()).group_by(OrderRow.status))
    return {row[0]: row[1] for row in rows}


def waiting_by_status(session: Session) -> dict[OrderStatus, int]:
    """How many orders stand at each status of the way; completed and cancelled ones do not wait."""
    ended = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
    rows = session.execute(
        select(OrderRow.status, func.count()).where(OrderRow.status.not_in(ended)).group_by(OrderRow.status)
    )
    return {row[0]: row[1] for row in rows}


def show_order(session: Session, number: str) -> records.OrderCard:
    """One order with everything. Raises NotFound."""
    found = session.execute(_rows().where(OrderRow.number == number)).first()
    if found is None:
        raise NotFound(kind="order", key=number)
    whole = session.scalar(select(OrderRow).where(OrderRow.number == number))
    if whole is None:
        raise NotFound(kind="order", key=number)
    inquiry = session.scalar(select(InquiryRow.number).where(InquiryRow.opportunity_id == whole.opportunity_id))
    customer = session.get_one(CustomerRow, whole.customer_id)
    return records.OrderCard(
        row=records.OrderRow(*found),
        version=whole.version,
        opportunity_id=whole.opportunity_id,
        inquiry=inquiry or "",
        contact=customer.status,
        warehouse_id=whole.warehouse_id,
        warehouse=session.get_one(WarehouseRow, whole.warehouse_id).code,
        address=delivery_address(whole),
        nip=customer.nip,
        payment=whole.payment,
        delivery=whole.delivery,
        note=whole.note,
        external_ref=whole.external_ref or "",
        price_mode=whole.price_mode,
        lines=tuple(_lines(session, whole)),
        steps=tuple(_steps(session, whole.id)),
        shipments=tuple(_shipments(session, whole.id)),
        next_step=next_step(whole.status),
        email=customer.email,
        reason=_reason(session, whole),
    )


def _reason(session: Session, order: OrderRow) -> str:
    """Why it was cancelled, as the person said."""
    if order.status is not OrderStatus.CANCELLED:
        return ""
    a = AuditRow
    after = session.scalar(
        select(a.after)
        .where(a.subject == "order", a.subject_id == order.id, a.action == "cancel")
        .order_by(a.id.desc())
        .limit(1)
    )
    return str((after or {}).get("reason", ""))


def delivery_address(row: OrderRow) -> PostalAddress:
    """Where the order goes, as frozen on it."""
    return PostalAddress(
        name=row.delivery_name,
        street=row.delivery_street,
        postal_code=row.delivery_postal_code,
        city=row.delivery_city,
        country=row.delivery_country,
        phone=row.delivery_phone,
    )


def _lines(session: Session, order: OrderRow) -> list[records.OrderLine]:
    line, p, s = OrderLineRow, ProductRow, StockRow
    statement: Select[*tuple[Any, ...]] = (
        select(
            line.id,
            line.position,
            line.kind,
            line.product_id,
            func.coalesce(p.code, ""),
            line.name,
            line.unit,
            line.quantity,
            line.unit_price,
            line.discount,
            line.vat_rate,
            line.net,
            line.picked,
            line.issued,
            func.coalesce(s.on_hand - s.reserved, 0),
        )
        .outerjoin(p, p.id == line.product_id)
        .outerjoin(s, (s.product_id == line.product_id) & (s.warehouse_id == order.warehouse_id))
        .where(line.order_id == order.id)
        .order_by(line.position)
    )
    return [records.OrderLine(*row) for row in session.execute(statement)]


def _steps(session: Session, order_id: int) -> list[records.StepDone]:
    s = OrderStepRow
    rows = session.execute(select(s.step, s.at, s.actor, s.place).where(s.order_id == order_id).order_by(s.id))
    return [records.StepDone(*row) for row in rows]


def _shipments(session: Session, order_id: int) -> list[records.Shipment]:
    s, d = ShipmentRow, DocumentRow
    rows = session.execute(
        select(d.number, s.status, s.parcels, s.carrier, s.tracking)
        .join(d, d.id == s.document_id)
        .where(s.order_id == order_id)
        .order_by(s.id)
    )
    return [records.Shipment(*row) for row in rows]
