"""Use cases on campaigns and expenses."""

from sqlalchemy import insert, select
from sqlalchemy.orm import InstrumentedAttribute as Column
from sqlalchemy.orm import Session

from crm_desktop.customers.queries import customer_by_code
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.work import Work, use_case
from crm_desktop.worth.records import AddCampaign, AddExpense, Campaign, ExpenseAdded, ExpenseChoices
from db.models.catalogue import ProductGroupRow
from db.models.sales import OrderRow
from db.models.staff import EmployeeRow
from db.models.worth import CampaignRow, ExpenseRow
from db.vocabulary import Permission, Topic

MOST_OF_KEY, MOST_OF_NAME = 80, 120
"""Letters that the database keeps; SQLite would take more in silence."""


@use_case(Permission.BOOK_EXPENSES)
def add_campaign(work: Work, command: AddCampaign) -> Campaign:
    """Raises InvalidValue for an empty, too long or used key, or an end before the start."""
    key, name = command.key.strip(), command.name.strip()
    for field, text, most in (("key", key, MOST_OF_KEY), ("name", name, MOST_OF_NAME)):
        if not text:
            raise InvalidValue(field=field, value="", rule="required")
        if len(text) > most:
            raise InvalidValue(field=field, value=text, rule="too_long")
    if command.ends_on is not None and command.ends_on < command.starts_on:
        raise InvalidValue(field="ends_on", value=command.ends_on.isoformat(), rule="after_start")
    if work.session.scalar(select(CampaignRow.id).where(CampaignRow.key == key)) is not None:
        raise InvalidValue(field="key", value=key, rule="unique")
    row = CampaignRow(key=key, name=name, starts_on=command.starts_on, ends_on=command.ends_on)
    work.session.add(row)
    work.session.flush()
    work.audit("add", "campaign", row.id, after={"key": row.key})
    work.changed(Topic.EXPENSES, row.id, "campaign", label=row.name)
    return Campaign(row.id, row.key, row.name, row.starts_on, row.ends_on)


@use_case(Permission.BOOK_EXPENSES)
def add_expense(work: Work, command: AddExpense) -> ExpenseAdded:
    """Raises InvalidValue for an amount that is not positive, NotFound for what it is tied to."""
    if command.amount <= 0:
        raise InvalidValue(field="amount", value=command.amount / 100, rule="positive")
    found = work.session.execute(
        insert(ExpenseRow).returning(ExpenseRow.id),
        {
            "day": command.day,
            "kind": command.kind,
            "amount": command.amount,
            "currency": command.currency or work.settings.currency,
            "campaign_id": _tied(work.session, "campaign", command.campaign, CampaignRow.id, CampaignRow.key),
            "customer_id": customer_by_code(work.session, command.customer) if command.customer else None,
            "order_id": _tied(work.session, "order", command.order, OrderRow.id, OrderRow.number),
            "employee_id": _tied(work.session, "employee", command.employee, EmployeeRow.id, EmployeeRow.login),
            "product_group_id": _group(work.session, command.product_group),
            "text": command.text[:250],
            "booked_at": work.now,
            "booked_by": work.actor.name,
        },
    ).scalar_one()
    work.audit("book", "expense", found, after={"amount": command.amount, "kind": command.kind})
    work.changed(Topic.EXPENSES, found, "booked")
    return ExpenseAdded(found)


def _tied(session: Session, kind: str, key: str, wanted: Column[int], named: Column[str]) -> int | None:
    if not key:
        return None
    found = session.scalar(select(wanted).where(named == key))
    if found is None:
        raise NotFound(kind=kind, key=key)
    return found


def _group(session: Session, name: str) -> int | None:
    """The group itself before a subgroup that is called alike."""
    if not name:
        return None
    g = ProductGroupRow
    found = session.scalar(select(g.id).where(g.name == name).order_by(g.parent_id.is_not(None), g.id).limit(1))
    if found is None:
        raise NotFound(kind="product_group", key=name)
    return found


def expense_choices(session: Session) -> ExpenseChoices:
    e, g = EmployeeRow, ProductGroupRow
    people = session.execute(select(e.login, e.name).where(e.active).order_by(e.name, e.login))
    groups = session.scalars(select(g.name).distinct().order_by(g.name))
    return ExpenseChoices(
        campaigns=tuple((campaign.key, campaign.name) for campaign in list_campaigns(session)),
        employees=tuple((row[0], row[1]) for row in people),
        product_groups=tuple((name, name) for name in groups),
    )


def list_campaigns(session: Session) -> list[Campaign]:
    """The newest first."""
    rows = session.scalars(select(CampaignRow).order_by(CampaignRow.starts_on.desc(), CampaignRow.id))
    return [Campaign(row.id, row.key, row.name, row.starts_on, row.ends_on) for row in rows]
