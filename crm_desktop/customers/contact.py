"""The only place that moves a contact's status and writes the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, insert, select, update

from crm_desktop.customers.rules import STATUS_AFTER, ContactEvent
from crm_desktop.work import Work
from db.models.customers import CustomerRow, TimelineRow
from db.models.sales import InquiryRow, OrderRow
from db.vocabulary import ContactStatus, OrderStatus, TimelineKind, Topic

_ENDED = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline that moves no status."""

    customer_id: int
    kind: TimelineKind
    what: str
    text: str
    opportunity_id: int | None = None


def move_contact(
    work: Work,
    customer_id: int,
    event: ContactEvent,
    *,
    kind: TimelineKind,
    what: str = "",
    text: str = "",
    opportunity_id: int | None = None,
    order_id: int | None = None,
) -> ContactStatus:
    """Applies domain.md's table and tells the timeline, with the cause, in one row."""
    return set_contact(
        work,
        customer_id,
        STATUS_AFTER[event],
        kind=kind,
        what=what,
        text=text,
        opportunity_id=opportunity_id,
        order_id=order_id,
    )


def set_contact(
    work: Work,
    customer_id: int,
    status: ContactStatus,
    *,
    kind: TimelineKind,
    what: str = "",
    text: str = "",
    opportunity_id: int | None = None,
    order_id: int | None = None,
) -> ContactStatus:
    """A status by event or by hand; a person's choice stays until the next event."""
    before = work.session.scalar(select(CustomerRow.status).where(CustomerRow.id == customer_id))
    moved = before is not None and before != status
    if moved:
        work.session.execute(
            update(CustomerRow).where(CustomerRow.id == customer_id).values(status=status, status_at=work.now)
        )
        work.changed(Topic.CUSTOMERS, customer_id, "status")
    _write(work, customer_id, kind, what, text, opportunity_id, order_id, (before, status) if moved else (None, None))
    return status


def tell_timeline(
    work: Work,
    customer_id: int,
    kind: TimelineKind,
    *,
    what: str = "",
    text: str = "",
    opportunity_id: int | None = None,
    order_id: int | None = None,
) -> None:
    """What happened, where no status moves."""
    _write(work, customer_id, kind, what, text, opportunity_id, order_id, (None, None))


def _write(
    work: Work,
    customer_id: int,
    kind: TimelineKind,
    what: str,
    text: str,
    opportunity_id: int | None,
    order_id: int | None,
    statuses: tuple[ContactStatus | None, ContactStatus | None],
) -> None:
    row = {
        "customer_id": customer_id,
        "at": work.now,
        "kind": kind,
        "actor": work.actor.name,
        "what": what,
        "text": text,
        "opportunity_id": opportunity_id,
        "order_id": order_id,
        "status_before": statuses[0],
        "status_after": statuses[1],
    }
    work.session.execute(insert(TimelineRow), [row])


def tell_timelines(work: Work, entries: Sequence[Entry]) -> None:
    """Several entries at once, where no status moves."""
    rows = [
        {
            "customer_id": entry.customer_id,
            "at": work.now,
            "kind": entry.kind,
            "actor": work.actor.name,
            "what": entry.what,
            "text": entry.text,
            "opportunity_id": entry.opportunity_id,
            "order_id": None,
            "status_before": None,
            "status_after": None,
        }
        for entry in entries
    ]
    if rows:
        work.session.execute(insert(TimelineRow), rows)


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
    return bool(
        work.session.scalar(
            select(
                exists().where(
                    OrderRow.customer_id == customer_id,
                    OrderRow.id != but_order,
                    OrderRow.status.not_in(_ENDED),
                )
            )
        )
    )
