"""The only place that moves an opportunity along the funnel (contract.md)."""

from datetime import datetime

from sqlalchemy import insert, select, update

from crm_desktop import clock
from crm_desktop.inquiries.rules import furthest
from crm_desktop.work import Work
from db.models.sales import OpportunityRow, OrderRow
from db.vocabulary import Channel, FunnelStage, LostReason, OrderStatus, Origin

_COLUMNS = {
    FunnelStage.RECEIVED: "received_at",
    FunnelStage.ANSWERED: "answered_at",
    FunnelStage.OFFERED: "offered_at",
    FunnelStage.ORDERED: "ordered_at",
    FunnelStage.ISSUED: "issued_at",
    FunnelStage.COMPLETED: "completed_at",
}


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
    at = received_at or work.now
    return work.session.execute(
        insert(OpportunityRow).returning(OpportunityRow.id),
        {
            "customer_id": customer_id,
            "employee_id": employee_id,
            "campaign_id": campaign_id,
            "form_id": form_id,
            "channel": channel,
            "origin": Origin.LIVE,
            "received_at": at,
            "received_on": clock.local_day(at, work.settings.time_zone),
            "furthest": FunnelStage.RECEIVED,
            "estimate": estimate,
        },
    ).scalar_one()


def reach(work: Work, opportunity_id: int, stage: FunnelStage) -> bool:
    """The stage's own event happened now; the first time counts. True when it was the first."""
    row = work.session.get_one(OpportunityRow, opportunity_id, with_for_update=True)
    first = getattr(row, _COLUMNS[stage]) is None
    if first:
        setattr(row, _COLUMNS[stage], work.now)
    row.furthest = furthest(row.furthest, stage)
    if stage is not FunnelStage.ANSWERED:
        row.lost_at = row.lost_on = row.lost_reason = None
    work.session.flush()
    return first


def lose(work: Work, opportunity_id: int, reason: LostReason) -> None:
    """Lost now; how far it had come stays."""
    work.session.execute(
        update(OpportunityRow)
        .where(OpportunityRow.id == opportunity_id)
        .values(lost_at=work.now, lost_on=work.today, lost_reason=reason)
    )


def settle_orders(work: Work, opportunity_id: int) -> None:
    """After an order ended: completed when all its uncancelled orders are, lost when all are cancelled."""
    statuses = set(
        work.session.scalars(select(OrderRow.status).where(OrderRow.opportunity_id == opportunity_id).distinct())
    )
    standing = statuses - {OrderStatus.CANCELLED}
    if not standing and statuses:
        lose(work, opportunity_id, LostReason.CANCELLED)
    elif standing == {OrderStatus.COMPLETED}:
        reach(work, opportunity_id, FunnelStage.COMPLETED)
