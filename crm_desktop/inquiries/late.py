"""Inquiries whose promised time is over: told once, to whoever's they are and to their superior."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.customers.contact import Entry, tell_timelines
from crm_desktop.inquiries.queries import UNANSWERED
from crm_desktop.periodic import Periodic
from crm_desktop.settings import Settings
from crm_desktop.work import SYSTEM, Work, execute, use_case
from crm_desktop.working_time import calendar_of, promised
from db.models.sales import InquiryRow, OpportunityRow
from db.models.staff import EmployeeRow
from db.session import Database
from db.vocabulary import Permission, TimelineKind, Topic

MOST = 100
"""At once; what is left is told with the next look."""
LOOK_SECONDS = 60.0


def _late(now: datetime) -> ColumnElement[bool]:
    return and_(InquiryRow.open, UNANSWERED, InquiryRow.due_at < now, InquiryRow.late_told_at.is_(None))


def late_ones(session: Session, configured: Settings, now: datetime) -> list[int]:
    """Keys of those that nobody was told of yet, the latest first."""
    i, o = InquiryRow, OpportunityRow
    found = select(i.id, i.due_at).join(o, o.id == i.opportunity_id).where(_late(now)).order_by(i.due_at, i.id)
    calendar, hours = calendar_of(configured), configured.late_after_hours
    rows = session.execute(found.limit(MOST))
    return [key for key, due in rows if not hours or promised(calendar, due, hours) < now]


@use_case(Permission.HANDLE_INQUIRIES)
def tell_late(work: Work, _command: None) -> int:
    """Each once: in its timeline, among today's matters, to the superior whom the company names. How many."""
    keys = late_ones(work.session, work.settings, work.now)
    superior = _superior(work.session, work.settings.late_to)
    rows: Sequence[InquiryRow] = work.session.scalars(
        select(InquiryRow).where(InquiryRow.id.in_(keys)).order_by(InquiryRow.id).with_for_update()
    ).all()
    told = []
    for row in rows:
        row.late_told_at = work.now
        row.late_told_to = superior.id if superior is not None else None
        if row.follow_up_on is not None and row.follow_up_on > work.today:
            row.follow_up_on = work.today
        row.version += 1
        name = superior.name if superior is not None else ""
        told.append(Entry(row.customer_id, TimelineKind.NOTE, "late", name, row.opportunity_id))
        work.audit("tell_late", "inquiry", row.id, after={"to": row.late_told_to})
        work.changed(Topic.INQUIRIES, row.id, "late", label=row.number)
    tell_timelines(work, told)
    return len(rows)


def _superior(session: Session, login: str) -> EmployeeRow | None:
    return session.scalar(select(EmployeeRow).where(EmployeeRow.login == login, EmployeeRow.active)) if login else None


def watch(database: Database, *, seconds: float = LOOK_SECONDS) -> Periodic:
    """A thread that tells of what is late, in one process of the company."""

    def waits(where: Database) -> bool:
        with where.read() as session:
            return bool(late_ones(session, settings.load(session), clock.now()))

    return Periodic(
        database,
        "late inquiries",
        lambda where: execute(where, tell_late, None, actor=SYSTEM),
        seconds=seconds,
        waits=waits,
    )
