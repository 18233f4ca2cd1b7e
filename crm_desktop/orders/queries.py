"""Reads: SQL straight to records."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from crm_desktop import clock, search, settings
from crm_desktop.customers.queries import seat_of
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import NotFound
from crm_desktop.orders import records
from crm_desktop.orders.picked_shelves import shelves_to_take
from crm_desktop.orders.second_person import waits_for_check
from crm_desktop.orders.steps import next_step
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentRow
from db.models.sales import InquiryRow, OrderLineRow, OrderRow, OrderStepRow, ShipmentRow
from db.models.staff import EmployeeRow
from db.models.warehouse import StockRow, WarehouseRow
from db.vocabulary import OrderStatus, OrderStep, SearchKind

ENDED = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
UNDER_WAY = tuple(status for status in OrderStatus if status not in ENDED)
MOST_FOUND = 200
"""So many hits of a search reach the board."""


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
    employee_id: int | None = None,
    before_id: int | None = None,
    limit: int = 200,
) -> list[records.OrderRow]:
    """The newest first; of one status, of several, or of all; of one employee, or of all.

    `before_id`: those made before this order, the key of the page's last row.
    """
    wanted = [*statuses] if status is None else [status]
    statement = _narrowed(session, _rows(), search_for, employee_id, limit)
    if wanted:
        statement = statement.where(OrderRow.status.in_(wanted))
    if before_id is not None:
        statement = statement.where(OrderRow.id < before_id)
    return [records.OrderRow(*row) for row in session.execute(statement.order_by(OrderRow.id.desc()).limit(limit))]


def _narrowed(
    session: Session, statement: Select[*tuple[Any, ...]], search_for: str, employee_id: int | None, limit: int
) -> Select[*tuple[Any, ...]]:
    """To what was searched for, and to whose it is."""
    if search_for.strip():
        hits = search.find(session, search_for, kinds=(SearchKind.ORDER,), limit=limit)
        statement = statement.where(OrderRow.id.in_([hit.record_id for hit in hits]))
    if employee_id is not None:
        statement = statement.where(OrderRow.employee_id == employee_id)
    return statement


def board(
    session: Session, *, search_for: str = "", employee_id: int | None = None, limit: int = 40
) -> dict[OrderStatus, records.BoardColumn]:
    """Each status under way with its count and at most `limit` orders, those that wait longest first."""
    counted = _narrowed(session, select(OrderRow.status, func.count()), search_for, employee_id, MOST_FOUND)
    rows = session.execute(counted.where(OrderRow.status.in_(UNDER_WAY)).group_by(OrderRow.status))
    counts = {row[0]: row[1] for row in rows}
    found = {}
    for status in UNDER_WAY:
        of_status = _narrowed(session, _rows(), search_for, employee_id, MOST_FOUND).where(OrderRow.status == status)
        shown = session.execute(of_status.order_by(OrderRow.id).limit(limit)) if counts.get(status) else ()
        found[status] = records.BoardColumn(counts.get(status, 0), tuple(records.OrderRow(*row) for row in shown))
    return found


def waiting_by_status(session: Session) -> dict[OrderStatus, int]:
    """How many orders stand at each status of the way; completed and cancelled ones do not wait."""
    rows = session.execute(
        select(OrderRow.status, func.count()).where(OrderRow.status.in_(UNDER_WAY)).group_by(OrderRow.status)
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
    customer, lines = session.get_one(CustomerRow, whole.customer_id), tuple(_lines(session, whole))
    return records.OrderCard(
        row=records.OrderRow(*found),
        version=whole.version,
        opportunity_id=whole.opportunity_id,
        inquiry=inquiry or "",
        contact=customer.status,
        warehouse_id=whole.warehouse_id,
        warehouse=session.get_one(WarehouseRow, whole.warehouse_id).code,
        address=delivery_address(whole),
        seat=seat_of(session, customer.id),
        nip=customer.nip,
        payment=whole.payment,
        delivery=whole.delivery,
        note=whole.note,
        external_ref=whole.external_ref or "",
        price_mode=whole.price_mode,
        lines=lines,
        steps=tuple(_steps(session, whole.id)),
        shipments=tuple(_shipments(session, whole.id)),
        next_step=_due(session, whole, lines),
        email=customer.email,
        reason=whole.cancel_reason,
    )


def _due(session: Session, order: OrderRow, lines: tuple[records.OrderLine, ...]) -> OrderStep | None:
    """What leads on; an order that left in parts is not complete before the rest has, and where a second person
    shall look, nothing is issued before."""
    if order.status is OrderStatus.PICKED and waits_for_check(
        session, order, wished=settings.load(session).second_check
    ):
        return OrderStep.CHECK
    rest = order.status is OrderStatus.HANDED_OVER and any(line.later for line in lines)
    return OrderStep.SEND_REST if rest else next_step(order.status)


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
            line.later,
            func.coalesce(s.on_hand - s.reserved, 0),
            func.coalesce(s.location, ""),
            func.coalesce(s.spread, false()),
        )
        .outerjoin(p, p.id == line.product_id)
        .outerjoin(s, (s.product_id == line.product_id) & (s.warehouse_id == order.warehouse_id))
        .where(line.order_id == order.id)
        .order_by(line.position)
    )
    rows = session.execute(statement).all()
    several = {row[3]: row[16] for row in rows if row[17]}
    if not several:
        return [records.OrderLine(*row[:17]) for row in rows]
    today = clock.local_day(clock.now(), settings.load(session).time_zone)
    places = shelves_to_take(session, order, several, today=today)
    return [replace(records.OrderLine(*row[:17]), places=places.get(row[0], ())) for row in rows]


def _steps(session: Session, order_id: int) -> list[records.StepDone]:
    s = OrderStepRow
    rows = session.execute(select(s.step, s.at, s.actor, s.place).where(s.order_id == order_id).order_by(s.id))
    return [records.StepDone(*row) for row in rows]


def _shipments(session: Session, order_id: int) -> list[records.Shipment]:
    s, d = ShipmentRow, DocumentRow
    rows = session.execute(
        select(d.number, s.status, s.parcels, s.carrier, s.tracking, s.weight_grams)
        .join(d, d.id == s.document_id)
        .where(s.order_id == order_id)
        .order_by(s.id)
    )
    return [records.Shipment(*row) for row in rows]
