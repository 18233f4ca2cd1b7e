"""What stands beside an order at every step: what was paid, files, notes, and all that happened with it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.customers.contact import tell_timeline
from crm_desktop.customers.records import TimelineEntry
from crm_desktop.errors import InvalidValue, NotFound, NotRead
from crm_desktop.filing import keep_bytes
from crm_desktop.money import minor_text
from crm_desktop.orders.drafting import locked_order
from crm_desktop.orders.payment_state import payment_state
from crm_desktop.work import Actor, Work, execute, use_case
from db.models.customers import TimelineRow
from db.models.intake import FileRow, SubmissionFileRow
from db.models.leaving import MessageFileRow, MessageRow
from db.models.sales import OrderFileRow, OrderPaymentRow, OrderRow
from db.session import Database
from db.vocabulary import JobState, OrderStatus, PaymentState, Permission, TimelineKind, Topic

MOST_BYTES = 20_000_000
MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class BookPayment:
    """`amount` minor units of the order's currency, below zero for what was given back; `paid_on` None: today."""

    number: str
    amount: int
    paid_on: date | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class AttachFile:
    number: str
    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class DetachFile:
    number: str
    file_id: int


@dataclass(frozen=True, slots=True)
class NoteOrder:
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class BesideSaved:
    order_id: int
    number: str


@dataclass(frozen=True, slots=True)
class Payment:
    amount: int
    paid_on: date
    way: str
    actor: str


@dataclass(frozen=True, slots=True)
class OrderFile:
    file_id: int
    sha256: str
    name: str
    size: int
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Told:
    """A message of the order: to whom, what of, and whether it has left."""

    at: datetime
    recipient: str
    subject: str
    state: JobState
    fault: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Newest first, but the payments and files. `due`: nothing of a cancelled order, so that what was paid for it is
    too much."""

    due: int
    payments: tuple[Payment, ...]
    files: tuple[OrderFile, ...]
    messages: tuple[Told, ...]
    timeline: tuple[TimelineEntry, ...]

    @property
    def paid(self) -> int:
        return sum(payment.amount for payment in self.payments)

    @property
    def state(self) -> PaymentState:
        return payment_state(self.due, self.paid)


@use_case(Permission.EDIT_ORDERS)
def book_payment(work: Work, command: BookPayment) -> BesideSaved:
    """Money that came or was given back. Raises NotFound, InvalidValue for nothing or for more than ever came."""
    order = locked_order(work.session, command.number)
    paid = paid_of(work.session, order.id)
    if command.amount == 0 or paid + command.amount < 0:
        raise InvalidValue(field="amount", value=minor_text(command.amount), rule="payment")
    day = command.paid_on or work.today
    if day > work.today:
        raise InvalidValue(field="paid_on", value=day.isoformat(), rule="not_in_future")
    row = OrderPaymentRow(order_id=order.id, amount=command.amount, paid_on=day, way=command.way.strip()[:60])
    row.at, row.actor = work.now, work.actor.name
    work.session.add(row)
    return _saved(work, order, "pay", {"amount": minor_text(command.amount), "day": day.isoformat()})


@use_case(Permission.EDIT_ORDERS)
def attach_file(work: Work, command: AttachFile) -> BesideSaved:
    """Raises NotFound; InvalidValue for an empty file, one over 20 MB, or one without a name."""
    name = command.name.replace("\\", "/").rpartition("/")[2].strip()
    if not name:
        raise InvalidValue(field="name", value="", rule="required")
    if not 0 < len(command.content) <= MOST_BYTES:
        raise InvalidValue(field="file", value=name, rule="file_size")
    order = locked_order(work.session, command.number)
    digest = keep_bytes(work.session, command.content)
    row = OrderFileRow(order_id=order.id, sha256=digest, name=name[:250], content_type=command.content_type[:120])
    row.at, row.actor = work.now, work.actor.name
    work.session.add(row)
    return _saved(work, order, "attach", {"sha256": digest})


def attach_from(
    database: Database, number: str, file: Path, content_type: str, *, actor: Actor, command_id: str
) -> BesideSaved:
    """Reads the file, then stores it (law 2). Raises InvalidValue, NotFound, and NotRead where it cannot be read."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise InvalidValue(field="file", value=file.name, rule="file_size")
        content = file.read_bytes()
    except OSError as fault:
        raise NotRead(file=file.name, reason=fault.strerror or str(fault)) from fault
    command = AttachFile(number, file.name, content, content_type)
    return execute(database, attach_file, command, actor=actor, command_id=command_id)


@use_case(Permission.EDIT_ORDERS)
def detach_file(work: Work, command: DetachFile) -> BesideSaved:
    """The order holds the file no longer; its bytes go where nothing else holds them. Raises NotFound."""
    order = locked_order(work.session, command.number)
    row = work.session.get(OrderFileRow, command.file_id)
    if row is None or row.order_id != order.id:
        raise NotFound(kind="file", key=command.file_id)
    digest = row.sha256
    work.session.delete(row)
    work.session.flush()
    holders = (OrderFileRow, MessageFileRow, SubmissionFileRow)
    held = any(work.session.scalar(select(one.id).where(one.sha256 == digest).limit(1)) for one in holders)
    if not held:
        work.session.delete(work.session.get_one(FileRow, digest))
    return _saved(work, order, "detach", {"sha256": digest})


@use_case(Permission.SEE_SALES)
def note_order(work: Work, command: NoteOrder) -> BesideSaved:
    """A line in the timeline of the order and of its customer. Raises NotFound, InvalidValue when it is empty."""
    if not command.text.strip():
        raise InvalidValue(field="text", value="", rule="required")
    order = locked_order(work.session, command.number)
    tell_timeline(
        work,
        order.customer_id,
        TimelineKind.NOTE,
        text=command.text.strip(),
        opportunity_id=order.opportunity_id,
        order_id=order.id,
    )
    work.changed(Topic.CUSTOMERS, order.customer_id, "noted")
    return _saved(work, order, "note", {})


def _saved(work: Work, order: OrderRow, action: str, after: dict[str, str]) -> BesideSaved:
    work.session.flush()
    work.audit(action, "order", order.id, after=after)
    work.changed(Topic.ORDERS, order.id, "beside", label=order.number)
    return BesideSaved(order.id, order.number)


def paid_of(session: Session, order_id: int) -> int:
    row = OrderPaymentRow
    return int(session.scalar(select(func.coalesce(func.sum(row.amount), 0)).where(row.order_id == order_id)) or 0)


def beside_order(session: Session, number: str) -> Beside:
    """Raises NotFound."""
    order = session.scalar(select(OrderRow).where(OrderRow.number == number))
    if order is None:
        raise NotFound(kind="order", key=number)
    p, f, m = OrderPaymentRow, OrderFileRow, MessageRow
    paid = session.execute(
        select(p.amount, p.paid_on, p.way, p.actor).where(p.order_id == order.id).order_by(p.paid_on, p.id)
    )
    files = session.execute(
        select(f.id, f.sha256, f.name, FileRow.size, f.at, f.actor)
        .join(FileRow, FileRow.sha256 == f.sha256)
        .where(f.order_id == order.id)
        .order_by(f.id)
    )
    told = select(m.queued_at, m.recipient, m.subject, m.state, m.fault, m.queued_by).where(m.order_id == order.id)
    messages = session.execute(told.order_by(m.id.desc()))
    return Beside(
        due=0 if order.status is OrderStatus.CANCELLED else order.net + order.vat,
        payments=tuple(Payment(*row) for row in paid),
        files=tuple(OrderFile(*row) for row in files),
        messages=tuple(Told(*row) for row in messages),
        timeline=tuple(_timeline(session, order)),
    )


def _timeline(session: Session, order: OrderRow) -> list[TimelineEntry]:
    t = TimelineRow
    rows = session.execute(
        select(t.at, t.kind, t.what, t.text, t.actor, t.status_before, t.status_after)
        .where(t.order_id == order.id)
        .order_by(t.at.desc(), t.id.desc())
        .limit(MOST_ENTRIES)
    )
    return [TimelineEntry(*row[:5], order.number, *row[5:]) for row in rows]


def file_content(session: Session, sha256: str) -> bytes:
    """Raises NotFound."""
    row = session.get(FileRow, sha256)
    if row is None:
        raise NotFound(kind="file", key=sha256)
    return row.content
