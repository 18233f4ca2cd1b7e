"""The steps of an order's way, each a use case and its own durable transaction."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from crm_desktop.customers.contact import move_contact, order_open, status_of, tell_timeline
from crm_desktop.customers.rules import ContactEvent
from crm_desktop.errors import IllegalMove, InvalidValue, KnownError, NotFound
from crm_desktop.inquiries import stages
from crm_desktop.messages.service import queue_message
from crm_desktop.orders.drafting import check_version, last_step, locked_order, make_draft
from crm_desktop.orders.issuing import issue_goods
from crm_desktop.orders.records import (
    HandOver,
    LabelOrder,
    OrderMoved,
    PlaceOrder,
    StepCommand,
)
from crm_desktop.orders.second_person import require_checked
from crm_desktop.orders.steps import BY_STEP, SAID, is_legal
from crm_desktop.printing.service import queue_job
from crm_desktop.warehouse import stock
from crm_desktop.work import Work, use_case
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OpportunityRow, OrderLineRow, OrderRow, OrderStepRow, ShipmentRow
from db.prepared import Prepared, write_rows
from db.statements import table_of
from db.vocabulary import (
    ContactStatus,
    JobKind,
    LineKind,
    OrderStatus,
    OrderStep,
    Permission,
    TimelineKind,
    Topic,
)

LEADS_SHIPMENT = {
    OrderStep.LABEL: (OrderStatus.ISSUED,),
    OrderStep.HAND_OVER: (OrderStatus.LABELLED,),
    OrderStep.COMPLETE: (OrderStatus.HANDED_OVER,),
}
"""A shipment is made by issuing, in its status; these steps lead on those that stand there, not those gone before."""
_orders, _lines, _shipments = table_of(OrderRow), table_of(OrderLineRow), table_of(ShipmentRow)
_MOVED = Prepared(
    update(_orders)
    .where(_orders.c.id == bindparam("of_order"))
    .values(status=bindparam("to"), version=bindparam("as_version"))
)
_of_order = _lines.c.order_id == bindparam("of_order")
_SOLD = Prepared(update(_lines).where(_of_order).values(sold_on=bindparam("day")))
_NOW = _lines.c.quantity - _lines.c.later
_PICKED = Prepared(update(_lines).where(_of_order, _lines.c.kind == LineKind.GOODS).values(picked=_NOW))
_WANTED = Prepared(
    select(_lines.c.id, _lines.c.product_id, _lines.c.quantity - _lines.c.issued - _lines.c.later)
    .where(
        _of_order,
        _lines.c.kind == LineKind.GOODS,
        _lines.c.product_id.is_not(None),
        _lines.c.quantity > _lines.c.issued + _lines.c.later,
    )
    .order_by(_lines.c.position)
)
_WAITS = Prepared(select(_lines.c.id).where(_of_order, _lines.c.later > 0).limit(1))
_ITS_INQUIRY = select(InquiryRow).where(InquiryRow.opportunity_id == bindparam("opportunity_id"))
_SHIPMENTS_FOLLOW = Prepared(
    update(_shipments)
    .where(_shipments.c.order_id == bindparam("of_order"), _shipments.c.status.in_(bindparam("at", expanding=True)))
    .values(status=bindparam("to"))
)
_not_gone = update(_shipments).where(
    _shipments.c.order_id == bindparam("of_order"), _shipments.c.handed_over_at.is_(None)
)
_PACKED = Prepared(_not_gone.values(parcels=bindparam("count"), weight_grams=bindparam("grams")))
_GONE = Prepared(
    _not_gone.values(carrier=bindparam("by"), tracking=bindparam("followed"), handed_over_at=bindparam("now"))
)


class RestWaits(KnownError):
    """A part of the order waits to be sent, so it is not complete: `order`."""

    code = "rest_waits"


@use_case(Permission.EDIT_ORDERS)
def place_order(work: Work, command: PlaceOrder) -> OrderMoved:
    """Draft and placing in one. The same `external_ref` again answers the order that is there, `repeated`."""
    return place(work, command)


def place(work: Work, command: PlaceOrder) -> OrderMoved:
    """As `place_order`, within the transaction of the intake. Raises InvalidValue."""
    if command.external_ref:
        found = work.session.scalar(select(OrderRow).where(OrderRow.external_ref == command.external_ref))
        if found is not None:
            contact = work.session.get_one(CustomerRow, found.customer_id).status
            return OrderMoved(found.id, found.number, found.status, contact, found.version, repeated=True)
    if not command.lines:
        raise InvalidValue(field="lines", value="", rule="required")
    row = make_draft(work, command, placed=True)
    if command.opportunity_id:
        _close_inquiry(work, row)
    return moved(work, row, OrderStep.PLACE)


@use_case(Permission.EDIT_ORDERS)
def place_draft(work: Work, command: StepCommand) -> OrderMoved:
    """A draft becomes an order. Raises InvalidValue while it has no goods."""
    row = at_step(work.session, command, OrderStep.PLACE)
    if not goods_ids(work.session, row):
        raise InvalidValue(field="lines", value="", rule="required")
    row.placed_at, row.placed_on = work.now, work.today
    _SOLD.change(work.session, {"of_order": row.id, "day": work.today})
    _close_inquiry(work, row)
    return moved(work, row, OrderStep.PLACE)


def _close_inquiry(work: Work, row: OrderRow) -> None:
    """What was asked for is ordered."""
    inquiry = work.session.scalar(_ITS_INQUIRY, {"opportunity_id": row.opportunity_id})
    if inquiry is not None and inquiry.open:
        inquiry.open = False
        work.changed(Topic.INQUIRIES, inquiry.id, "ordered", label=inquiry.number)


@use_case(Permission.RESERVE_STOCK)
def reserve_order(work: Work, command: StepCommand) -> OrderMoved:
    """Promises all goods of the order, or raises Shortage with everything that is short."""
    row = at_step(work.session, command, OrderStep.RESERVE)
    return promise(work, row)


def promise(work: Work, row: OrderRow) -> OrderMoved:
    """Everything that this shipment wants, or Shortage is raised."""
    stock.reserve(work, wanted_of(work.session, row), hours=work.settings.reservation_hours)
    return moved(work, row, OrderStep.RESERVE)


@use_case(Permission.RESERVE_STOCK)
def pick_order(work: Work, command: StepCommand) -> OrderMoved:
    """Everything is picked. What expired meanwhile is promised again first, or Shortage is raised."""
    row = at_step(work.session, command, OrderStep.PICK)
    promise_again(work, row)
    _PICKED.change(work.session, {"of_order": row.id})
    return moved(work, row, OrderStep.PICK)


@use_case(Permission.ISSUE_DOCUMENTS)
def issue_order(work: Work, command: StepCommand) -> OrderMoved:
    """Goods leave: stock and ledger move, the W-Z is numbered and frozen. Raises NotChecked (orders/second_person)."""
    row = at_step(work.session, command, OrderStep.ISSUE)
    require_checked(work, row)
    number = issue_goods(work, row, promise_again(work, row))
    return moved(work, row, OrderStep.ISSUE, document=number)


@use_case(Permission.PRINT)
def label_order(work: Work, command: LabelOrder) -> OrderMoved:
    """Registers the labels and queues them, a parcel each, rendered before the transaction (law 2)."""
    row = at_step(work.session, StepCommand(command.number, command.version), OrderStep.LABEL)
    packed = {"of_order": row.id, "count": max(1, command.parcels), "grams": max(0, command.weight_grams)}
    _PACKED.change(work.session, packed)
    jobs = []
    for payload in command.payloads if command.printer_id is not None else ():
        jobs.append(
            queue_job(
                work,
                printer_id=command.printer_id or 0,
                kind=JobKind.LABEL,
                title=row.number,
                payload=payload,
                order_id=row.id,
            )
        )
    return moved(work, row, OrderStep.LABEL, job_id=jobs[0] if jobs else None)


@use_case(Permission.ISSUE_DOCUMENTS)
def hand_over_order(work: Work, command: HandOver) -> OrderMoved:
    """The parcel is with the carrier, or with the customer. Raises InvalidValue."""
    row = at_step(work.session, StepCommand(command.number, command.version), OrderStep.HAND_OVER)
    gone = {"of_order": row.id, "by": command.carrier[:60], "followed": command.tracking[:120], "now": work.now}
    _GONE.change(work.session, gone)
    if command.message:
        _tell_customer(work, row, command)
    return moved(work, row, OrderStep.HAND_OVER)


def _tell_customer(work: Work, row: OrderRow, command: HandOver) -> None:
    """An e-mail in the matter of the order. Raises InvalidValue where no address is known."""
    customer = work.session.get_one(CustomerRow, row.customer_id)
    if not customer.email:
        raise InvalidValue(field="email", value="", rule="required")
    queue_message(
        work,
        recipient=customer.email,
        subject=command.subject or row.number,
        body=command.message,
        customer_id=customer.id,
        opportunity_id=row.opportunity_id,
        order_id=row.id,
    )
    told = command.subject or row.number
    refers = {"opportunity_id": row.opportunity_id, "order_id": row.id}
    tell_timeline(work, customer.id, TimelineKind.REPLY, what="told", text=told, **refers)


@use_case(Permission.ISSUE_DOCUMENTS)
def complete_order(work: Work, command: StepCommand) -> OrderMoved:
    """Nothing is left to do. Raises RestWaits while a part waits for a shipment of its own."""
    row = at_step(work.session, command, OrderStep.COMPLETE)
    if _WAITS.row(work.session, {"of_order": row.id}) is not None:
        raise RestWaits(order=row.number)
    return moved(work, row, OrderStep.COMPLETE)


def promise_again(work: Work, row: OrderRow) -> list[stock.Promise]:
    """What is promised to this shipment; a reservation that expired while the order waited is made anew, and nothing is
    oversold.

    All stock rows of the order are locked first: nobody may free what expired once it has been counted. What is held
    for it in another warehouse (orders/promises) is promised here again, or Shortage is raised: the goods did not come.
    """
    wanted = wanted_of(work.session, row)
    line_ids = [w.order_line_id for w in wanted]
    found = stock.open_reservations(work.session, line_ids)
    stock.lock(
        work.session, {(r.product_id, r.warehouse_id) for r in found} | {(w.product_id, w.warehouse_id) for w in wanted}
    )
    held: dict[int, int] = {}
    promised = stock.open_reservations(work.session, line_ids)
    for reservation in promised:
        if reservation.warehouse_id != row.warehouse_id:
            stock.free(work, reservation, reservation.quantity)
            continue
        held[reservation.order_line_id] = held.get(reservation.order_line_id, 0) + reservation.quantity
    missing = [
        stock.Wanted(w.order_line_id, w.product_id, w.warehouse_id, w.quantity - held.get(w.order_line_id, 0))
        for w in wanted
        if w.quantity > held.get(w.order_line_id, 0)
    ]
    if not missing:
        return [one for one in promised if one.warehouse_id == row.warehouse_id]
    stock.reserve(work, missing, hours=work.settings.reservation_hours)
    return stock.open_reservations(work.session, line_ids)


def wanted_of(session: Session, row: OrderRow) -> list[stock.Wanted]:
    rows = _WANTED.rows(session, {"of_order": row.id})
    return [
        stock.Wanted(order_line_id=line_id, product_id=int(product_id or 0), warehouse_id=row.warehouse_id, quantity=q)
        for line_id, product_id, q in rows
    ]


def goods_ids(session: Session, row: OrderRow) -> list[int]:
    return list(session.scalars(select(OrderLineRow.id).where(OrderLineRow.order_id == row.id)))


def at_step(session: Session, command: StepCommand, step: OrderStep) -> OrderRow:
    """The locked order, if the table allows `step` now. Raises NotFound, StaleRecord, IllegalMove."""
    row = locked_order(session, command.number)
    if not is_legal(row.status, step):
        raise IllegalMove(order=row.number, status=row.status.value, step=step.value, **last_step(session, row.id))
    check_version(row, command.version)
    return row


def moved(
    work: Work, row: OrderRow, step: OrderStep, *, document: str = "", job_id: int | None = None, reason: str = ""
) -> OrderMoved:
    """What every step does: status, who did it, funnel, contact, timeline, audit, change row. Raises NotFound."""
    entry = BY_STEP[step]
    before = row.status
    _move(work.session, row, entry.target)
    write_rows(
        work.session,
        OrderStepRow,
        [
            {
                "order_id": row.id,
                "step": step,
                "at": work.now,
                "employee_id": work.actor.employee_id,
                "actor": work.actor.name,
                "place": work.actor.place,
            }
        ],
    )
    if step in LEADS_SHIPMENT:
        _SHIPMENTS_FOLLOW.change(work.session, {"of_order": row.id, "to": row.status, "at": LEADS_SHIPMENT[step]})
    if entry.stage is not None:
        stages.reach(work, row.opportunity_id, entry.stage)
    if step in (OrderStep.COMPLETE, OrderStep.CANCEL):
        stages.settle_orders(work, row.opportunity_id)
    said = (row.number, document, reason) if step is OrderStep.CANCEL else (document or row.number, reason)
    contact = _tell(work, row, step, SAID.join(part for part in said if part))
    after = {"status": row.status, **({"document": document} if document else {})}
    words = {"reason": reason} if reason else None  # a person's own, which may name the customer
    work.audit(step.value, "order", row.id, before={"status": before}, after=after, personal_after=words)
    work.changed(Topic.ORDERS, row.id, row.status.value, label=row.number)
    return OrderMoved(row.id, row.number, row.status, contact, row.version, document=document, job_id=job_id)


def _move(session: Session, row: OrderRow, status: OrderStatus) -> None:
    """In the database and in the row that is held; each step does this, and a flush takes ten times as long."""
    version = row.version + 1
    _MOVED.change(session, {"of_order": row.id, "to": status, "as_version": version})
    set_committed_value(row, "status", status)
    set_committed_value(row, "version", version)


def _tell(work: Work, row: OrderRow, step: OrderStep, text: str) -> ContactStatus:
    """The timeline's row, and the contact's status where the table moves it."""
    event = BY_STEP[step].contact
    if step is OrderStep.COMPLETE and order_open(work, row.customer_id, but_order=row.id):
        event = None
    if step is OrderStep.CANCEL and _nothing_left(work, row):
        event = ContactEvent.LOST_NOTHING_OPEN
    refers = {"opportunity_id": row.opportunity_id, "order_id": row.id}
    kind = TimelineKind.ORDER if step in (OrderStep.PLACE, OrderStep.CANCEL) else TimelineKind.STEP
    if event is None:
        tell_timeline(work, row.customer_id, kind, what=step.value, text=text, **refers)
        status = status_of(work, row.customer_id)
        if status is None:
            raise NotFound(kind="customer", key=row.customer_id)
        return status
    return move_contact(work, row.customer_id, event, kind=kind, what=step.value, text=text, **refers)


def _nothing_left(work: Work, row: OrderRow) -> bool:
    """The cancelled order's matter is lost and no other order of the customer is under way."""
    lost = work.session.scalar(select(OpportunityRow.lost_at).where(OpportunityRow.id == row.opportunity_id))
    return lost is not None and not order_open(work, row.customer_id, but_order=row.id)
