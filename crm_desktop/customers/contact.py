"""The only place that moves a contact's status and writes the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from sqlalchemy import Integer, and_, bindparam, exists, literal_column, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from crm_desktop.customers.rules import STATUS_AFTER, ContactEvent
from crm_desktop.work import Work
from db.models.customers import CustomerRow, TimelineRow
from db.models.sales import InquiryRow, OrderRow
from db.prepared import Prepared, write_rows
from db.statements import table_of
from db.vocabulary import ContactStatus, OrderStatus, TimelineKind, Topic

_ENDED = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
_customers, _orders = table_of(CustomerRow), table_of(OrderRow)
_STATUS = Prepared(select(_customers.c.status).where(_customers.c.id == bindparam("customer_id")))
_MOVED = Prepared(
    update(_customers)
    .where(_customers.c.id == bindparam("customer_id"))
    .values(status=bindparam("to"), status_at=bindparam("now"))
)
_ORDER_OPEN = Prepared(
    select(_orders.c.id)
    .where(
        _orders.c.customer_id == bindparam("customer_id"),
        _orders.c.id != bindparam("but_order"),
        and_(*(_orders.c.status != ended for ended in _ENDED)),
    )
    .limit(literal_column("1", Integer))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline that moves no status."""

    customer_id: int
    kind: TimelineKind
    what: str
    text: str
    opportunity_id: int | None = None


class Told(TypedDict, total=False):
    """What a line of the timeline may say beside its kind."""

    what: str
    text: str
    opportunity_id: int | None
    order_id: int | None


def move_contact(
    work: Work, customer_id: int, event: ContactEvent, *, kind: TimelineKind, **told: Unpack[Told]
) -> ContactStatus:
    """Applies domain.md's table and tells the timeline, with the cause, in one row."""
    return set_contact(work, customer_id, STATUS_AFTER[event], kind=kind, **told)


def set_contact(
    work: Work, customer_id: int, status: ContactStatus, *, kind: TimelineKind, **told: Unpack[Told]
) -> ContactStatus:
    """A status by event or by hand; a person's choice stays until the next event."""
    before = status_of(work, customer_id)
    moved = before is not None and before != status
    if moved:
        _MOVED.change(work.session, {"customer_id": customer_id, "to": status, "now": work.now})
        held = work.session.identity_map.get(identity_key(CustomerRow, customer_id))
        if held is not None:
            set_committed_value(held, "status", status)
            set_committed_value(held, "status_at", work.now)
        work.changed(Topic.CUSTOMERS, customer_id, "status")
    statuses = (before, status) if moved else (None, None)
    write_rows(work.session, TimelineRow, [_line(work, customer_id, kind, told, statuses)])
    return status


def status_of(work: Work, customer_id: int) -> ContactStatus | None:
    """As it is stored now; None where there is no such customer."""
    found = _STATUS.row(work.session, {"customer_id": customer_id})
    return found[0] if found else None


def tell_timeline(work: Work, customer_id: int, kind: TimelineKind, **told: Unpack[Told]) -> None:
    """What happened, where no status moves."""
    write_rows(work.session, TimelineRow, [_line(work, customer_id, kind, told)])


def tell_timelines(work: Work, entries: Sequence[Entry]) -> None:
    """Several entries at once, where no status moves."""
    rows = [
        _line(
            work,
            entry.customer_id,
            entry.kind,
            {"what": entry.what, "text": entry.text, "opportunity_id": entry.opportunity_id},
        )
        for entry in entries
    ]
    if rows:
        write_rows(work.session, TimelineRow, rows)


def _line(
    work: Work,
    customer_id: int,
    kind: TimelineKind,
    told: Told,
    statuses: tuple[ContactStatus | None, ContactStatus | None] = (None, None),
) -> dict[str, Any]:
    return {
        "customer_id": customer_id,
        "at": work.now,
        "kind": kind,
        "actor": work.actor.name,
        "what": told.get("what", ""),
        "text": told.get("text", ""),
        "opportunity_id": told.get("opportunity_id"),
        "order_id": told.get("order_id"),
        "status_before": statuses[0],
        "status_after": statuses[1],
    }


def something_open(work: Work, customer_id: int, *, but_order: int = 0, but_inquiry: int = 0) -> bool:
    """Whether another order or inquiry of the customer is still under way."""
    order_open = exists().where(
        OrderRow.customer_id == customer_id,
        OrderRow.id != but_order,
        OrderRow.status.not_in(_ENDED),
    )
    inquiry_open = exists().where(InquiryRow.customer_id == customer_id, InquiryRow.id != but_inquiry, InquiryRow.open)
    return bool(work.session.scalar(select(order_open | inquiry_open)))


def order_open(work: Work, customer_id: int, *, but_order: int) -> bool:
    """Whether another order of the customer is neither completed nor cancelled."""
    return _ORDER_OPEN.row(work.session, {"customer_id": customer_id, "but_order": but_order}) is not None
