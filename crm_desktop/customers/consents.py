"""Consents: each purpose by itself, with the proof that RODO asks for, and its withdrawal."""

from datetime import date, datetime

from sqlalchemy import select

from crm_desktop import clock
from crm_desktop.customers.contact import tell_timeline
from crm_desktop.customers.records import ConsentSaved, GiveConsent, WithdrawConsent
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.work import Work, use_case
from db.models.customers import ConsentRow, CustomerRow
from db.vocabulary import Permission, TimelineKind, Topic

BY_HAND = "by_hand"
"""The form of a consent that a person took down; its `ip` says where the proof is kept."""
LONGEST = {"purpose": 60, "text_version": 40, "proof": 60}
EARLIEST = date(1998, 4, 30)
"""Since that day Poland has an act on personal data; an earlier consent is a slip of the year."""


@use_case(Permission.EDIT_CUSTOMERS)
def give_consent(work: Work, command: GiveConsent) -> ConsentSaved:
    """Taken down by a person, now or later. Raises InvalidValue (without purpose, text or proof; too long a word; a day
    that has not come yet or before EARLIEST), NotFound."""
    for field in ("purpose", "text", "proof", "text_version"):
        value = getattr(command, field).strip()
        if not value and field != "text_version":
            raise InvalidValue(field=field, value=value, rule="required")
        if len(value) > LONGEST.get(field, len(value)):
            raise InvalidValue(field=field, value=value, rule="too_long")
    given_at = _given_at(work, command.given_on or work.today)
    customer = work.session.get(CustomerRow, command.customer_id)
    if customer is None:
        raise NotFound(kind="customer", key=command.customer_id)
    row = ConsentRow(
        customer_id=customer.id,
        purpose=command.purpose.strip(),
        text=command.text.strip(),
        text_version=command.text_version.strip(),
        form_key=BY_HAND,
        ip=command.proof.strip(),
        given_at=given_at,
    )
    work.session.add(row)
    work.session.flush()
    return _saved(work, row, customer, "give_consent")


def _given_at(work: Work, day: date) -> datetime:
    """Nobody wrote down the hour of an earlier day: its noon by the company's clock stands for it."""
    if day == work.today:
        return work.now
    for wrong, rule in ((day > work.today, "not_in_future"), (day < EARLIEST, "too_early")):
        if wrong:
            raise InvalidValue(field="given_on", value=day.isoformat(), rule=rule)
    return clock.noon(day, work.settings.time_zone)


@use_case(Permission.EDIT_CUSTOMERS)
def withdraw_consent(work: Work, command: WithdrawConsent) -> ConsentSaved:
    """The proof stays and says until when it held; a second withdrawal changes nothing. Raises NotFound."""
    row = work.session.scalar(select(ConsentRow).where(ConsentRow.id == command.consent_id).with_for_update())
    if row is None:
        raise NotFound(kind="consent", key=command.consent_id)
    customer = work.session.get_one(CustomerRow, row.customer_id)
    if row.withdrawn_at is not None:
        return ConsentSaved(row.id, customer.id)
    row.withdrawn_at = work.now
    work.session.flush()
    return _saved(work, row, customer, "withdraw_consent")


def _saved(work: Work, row: ConsentRow, customer: CustomerRow, what: str) -> ConsentSaved:
    tell_timeline(work, customer.id, TimelineKind.NOTE, what=what, text=row.purpose)
    work.audit(what, "consent", row.id, after={"purpose": row.purpose, "version": row.text_version})
    work.changed(Topic.CUSTOMERS, customer.id, label=customer.name)
    return ConsentSaved(row.id, customer.id)
