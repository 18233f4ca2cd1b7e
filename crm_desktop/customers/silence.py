"""Customers of whom nothing was heard for a set time are dormant (domain.md's table of statuses)."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.customers.contact import move_contact
from crm_desktop.customers.rules import ContactEvent, months_before
from crm_desktop.periodic import Periodic
from crm_desktop.settings import Settings
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.customers import CustomerRow, TimelineRow
from db.session import Database
from db.vocabulary import ContactStatus, Permission, TimelineKind

MOST = 200
"""At once; the rest falls asleep with the next looks."""
LOOK_SECONDS = 600.0
_AWAKE = tuple(status for status in ContactStatus if status is not ContactStatus.DORMANT)


def silent_ones(session: Session, configured: Settings, now: datetime) -> list[int]:
    """Keys of those with nothing in their timeline since so many months ago, and no status of a later day."""
    since = months_before(now, configured.dormant_after_months)
    customer, told = CustomerRow, TimelineRow
    heard = exists().where(told.customer_id == customer.id, told.at >= since)
    awake = customer.status.in_(_AWAKE), customer.status_at < since, customer.merged_into_id.is_(None)
    return list(session.scalars(select(customer.id).where(*awake, ~heard).order_by(customer.id).limit(MOST)))


@use_case(Permission.EDIT_CUSTOMERS)
def fall_silent(work: Work, _command: None) -> int:
    """How many became dormant; the timeline tells it of each."""
    keys = silent_ones(work.session, work.settings, work.now)
    for key in keys:
        move_contact(work, key, ContactEvent.SILENCE, kind=TimelineKind.STATUS, what="dormant")
    return len(keys)


def sleep_watch(database: Database, *, seconds: float = LOOK_SECONDS) -> Periodic:
    """A thread that looks who fell silent, in one process of the company."""

    def waits(where: Database) -> bool:
        with where.read() as session:
            return bool(silent_ones(session, settings.load(session), clock.now()))

    return Periodic(
        database,
        "silent customers",
        lambda where: execute(where, fall_silent, None, actor=SYSTEM),
        seconds=seconds,
        waits=waits,
    )
