"""The only place that moves an opportunity along the funnel (contract.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, or_, select, update
from sqlalchemy.orm.util import identity_key

from crm_desktop import clock
from crm_desktop.errors import NotFound
from crm_desktop.inquiries.rules import STAGES, furthest
from crm_desktop.work import Work
from db.models.sales import OpportunityRow, OrderRow
from db.prepared import Prepared, write_for_keys
from db.statements import table_of
from db.vocabulary import Channel, FunnelStage, LostReason, OrderStatus, Origin

_items, _orders = table_of(OpportunityRow), table_of(OrderRow)
_STATUSES = Prepared(select(_orders.c.status).where(_orders.c.opportunity_id == bindparam("opportunity_id")).distinct())
_COLUMNS = {
    FunnelStage.RECEIVED: "received_at",
    FunnelStage.ANSWERED: "answered_at",
    FunnelStage.OFFERED: "offered_at",
    FunnelStage.ORDERED: "ordered_at",
    FunnelStage.ISSUED: "issued_at",
    FunnelStage.COMPLETED: "completed_at",
}


def _reached(stage: FunnelStage) -> Prepared:
    """Its time where it has none yet; what is behind it, and lost no more but by an answer."""
    at = _items.c[_COLUMNS[stage]]
    behind = or_(*(_items.c.furthest == one for one in STAGES if furthest(one, stage) is stage))
    found = {} if stage is FunnelStage.ANSWERED else dict.fromkeys(("lost_at", "lost_on", "lost_reason"))
    return Prepared(
        update(_items)
        .where(_items.c.id == bindparam("opportunity_id"))
        .values({at: func.coalesce(at, bindparam("now", type_=at.type)), **found})
        .values(furthest=case((behind, stage), else_=_items.c.furthest))
        .returning(at)
    )


_REACHED = {stage: _reached(stage) for stage in STAGES}


@dataclass(frozen=True, slots=True)
class NewItem:
    """What the funnel knows of an item when it comes in; `received_at` None is now."""

    customer_id: int
    channel: Channel
    received_at: datetime | None = None
    employee_id: int | None = None
    campaign_id: int | None = None
    form_id: int | None = None
    estimate: int = 0


def open_opportunity(
    work: Work,
    *,
    customer_id: int,
    channel: Channel,
    received_at: datetime | None = None,
    employee_id: int | None = None,
    campaign_id: int | None = None,
    form_id: int | None = None,
    estimate: int = 0,
) -> int:
    """A new item of the funnel, received now or when told; its key."""
    item = NewItem(customer_id, channel, received_at, employee_id, campaign_id, form_id, estimate)
    return open_opportunities(work, [item])[0]


def open_opportunities(work: Work, items: Sequence[NewItem]) -> list[int]:
    """Several new items, their keys in order."""
    rows = []
    for item in items:
        at = item.received_at or work.now
        rows.append(
            {
                "customer_id": item.customer_id,
                "employee_id": item.employee_id,
                "campaign_id": item.campaign_id,
                "form_id": item.form_id,
                "channel": item.channel,
                "origin": Origin.LIVE,
                "received_at": at,
                "received_on": clock.local_day(at, work.settings.time_zone),
                "furthest": FunnelStage.RECEIVED,
                "estimate": item.estimate,
            }
        )
    return write_for_keys(work.session, OpportunityRow, rows)


def reach(work: Work, opportunity_id: int, stage: FunnelStage) -> bool:
    """The stage's own event happened now; the first time counts. True when it was the first."""
    found = _REACHED[stage].row(work.session, {"opportunity_id": opportunity_id, "now": work.now})
    if found is None:
        raise NotFound(kind="opportunity", key=opportunity_id)
    held = work.session.identity_map.get(identity_key(OpportunityRow, opportunity_id))
    if held is not None:
        work.session.expire(held)
    return bool(found[0] == work.now)


def lose(work: Work, opportunity_id: int, reason: LostReason) -> None:
    """Lost now; how far it had come stays."""
    work.session.execute(
        update(OpportunityRow)
        .where(OpportunityRow.id == opportunity_id)
        .values(lost_at=work.now, lost_on=work.today, lost_reason=reason)
    )


def find_again(work: Work, opportunity_id: int) -> None:
    """Lost no more."""
    work.session.execute(
        update(OpportunityRow)
        .where(OpportunityRow.id == opportunity_id)
        .values(lost_at=None, lost_on=None, lost_reason=None)
    )


def settle_orders(work: Work, opportunity_id: int) -> None:
    """After an order ended: completed when all its uncancelled orders are, lost when all are cancelled."""
    statuses = {status for (status,) in _STATUSES.rows(work.session, {"opportunity_id": opportunity_id})}
    standing = statuses - {OrderStatus.CANCELLED}
    if not standing and statuses:
        lose(work, opportunity_id, LostReason.CANCELLED)
    elif standing == {OrderStatus.COMPLETED}:
        reach(work, opportunity_id, FunnelStage.COMPLETED)
