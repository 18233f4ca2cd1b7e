"""Use cases on customers: one user action, one function, one transaction."""

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.customers.adding import add_customers, address_values, group_key, keys_of
from crm_desktop.customers.contact import set_contact, tell_timeline
from crm_desktop.customers.finding import make_findable
from crm_desktop.customers.records import (
    CustomerAdded,
    CustomerSaved,
    EditCustomer,
    KeptAddress,
    NewCustomer,
    NoteTaken,
    PostalAddress,
    SetStatus,
    TakeNote,
)
from crm_desktop.customers.rules import checked_nip, name_key
from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.work import Work, use_case
from db.models.customers import AddressRow, CustomerKeyRow, CustomerRow
from db.vocabulary import CustomerKey, CustomerKind, Permission, TimelineKind, Topic


def add_customer(work: Work, command: NewCustomer) -> CustomerAdded:
    """A new customer, findable at once. A NIP that breaks its check is kept as typed but is no key."""
    return add_customers(work, [command])[0]


@use_case(Permission.EDIT_CUSTOMERS)
def register_customer(work: Work, command: NewCustomer) -> CustomerAdded:
    """A customer entered by a person: a wrong NIP is refused, so that it can be mended while it is in sight."""
    checked_nip(command.nip)
    return add_customer(work, command)


@use_case(Permission.EDIT_CUSTOMERS)
def edit_customer(work: Work, command: EditCustomer) -> CustomerSaved:
    """Raises StaleRecord when another seat saved since: nothing is lost unseen (law 4); NotFound, InvalidValue."""
    row = work.session.scalar(
        select(CustomerRow).where(CustomerRow.id == command.customer_id).with_for_update(),
    )
    if row is None:
        raise NotFound(kind="customer", key=command.customer_id)
    if row.version != command.version:
        raise StaleRecord(kind="customer", key=row.code, mine=command.version, theirs=row.version)
    nip = checked_nip(command.nip)
    if not command.name.strip():
        raise InvalidValue(field="name", value=command.name, rule="required")
    before = _personal(row)
    _write_fields(work.session, row, command, nip)
    _save_address(work.session, row.id, command.address, row.name)
    if command.others is not None:
        _save_others(work.session, row.id, command.others, row.name)
    _write_keys(work.session, row.id, keys_of(row.nip, row.email, row.phone, ""))
    work.audit("edit", "customer", row.id, personal_before=before, personal_after=_personal(row))
    make_findable(work, row)
    work.changed(Topic.CUSTOMERS, row.id, label=row.name)
    return CustomerSaved(customer_id=row.id, version=row.version)


def _personal(row: CustomerRow) -> dict[str, str]:
    return {"name": row.name, "nip": row.nip, "email": row.email, "phone": row.phone}


def _write_fields(session: Session, row: CustomerRow, command: EditCustomer, nip: str) -> None:
    row.name, row.nip, row.note = command.name.strip()[:250], nip[:20], command.note
    row.name_key = name_key(row.name)
    row.email, row.phone = command.email.strip()[:250], command.phone.strip()[:40]
    if command.group is not None:
        row.group_id = group_key(session, command.group.strip())
    if command.region is not None:
        row.region = command.region.strip()[:80]
    if command.kind is not None:
        row.kind = command.kind
    row.version += 1
    session.flush()


@use_case(Permission.EDIT_CUSTOMERS)
def take_note(work: Work, command: TakeNote) -> NoteTaken:
    """A line of the timeline in a person's own words. Raises InvalidValue when there are none, NotFound."""
    if not command.text.strip():
        raise InvalidValue(field="text", value="", rule="required")
    row = work.session.get(CustomerRow, command.customer_id)
    if row is None:
        raise NotFound(kind="customer", key=command.customer_id)
    kind = TimelineKind.CALL if command.by_phone else TimelineKind.NOTE
    tell_timeline(work, row.id, kind, text=command.text.strip())
    work.changed(Topic.CUSTOMERS, row.id, label=row.name)
    return NoteTaken(row.id)


@use_case(Permission.EDIT_CUSTOMERS)
def set_status(work: Work, command: SetStatus) -> CustomerSaved:
    """A person's choice of status; the next event moves it again. Raises NotFound, StaleRecord with both."""
    row = work.session.get(CustomerRow, command.customer_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="customer", key=command.customer_id)
    before = row.status
    if command.before is not None and command.before is not before:
        raise StaleRecord(kind="status", key=row.code, mine=command.status.value, theirs=before.value)
    set_contact(work, row.id, command.status, kind=TimelineKind.STATUS, what=command.status.value)
    work.audit("set_status", "customer", row.id, before={"status": before}, after={"status": command.status})
    return CustomerSaved(customer_id=row.id, version=row.version)


def cash_customer(work: Work) -> int:
    """The key of the one customer of sales without a name."""
    found = work.session.scalar(select(CustomerKeyRow.customer_id).where(CustomerKeyRow.value == "cash"))
    if found is not None:
        return found
    return add_customer(
        work, NewCustomer(name="Klient detaliczny", kind=CustomerKind.CASH, external="cash")
    ).customer_id


def _write_keys(session: Session, customer_id: int, keys: dict[CustomerKey, str]) -> None:
    held = {(row.kind, row.value) for row in session.query(CustomerKeyRow).filter_by(customer_id=customer_id)}
    new = [
        {"kind": kind, "value": value[:250], "customer_id": customer_id}
        for kind, value in keys.items()
        if (kind, value[:250]) not in held
    ]
    if new:
        session.execute(insert(CustomerKeyRow), new)


def _save_address(session: Session, customer_id: int, address: PostalAddress, name: str) -> None:
    row = session.scalar(select(AddressRow).where(AddressRow.customer_id == customer_id, AddressRow.position == 0))
    values = address_values(customer_id, 0, name, address)
    if row is None:
        session.execute(insert(AddressRow), [values])
        return
    for key, value in values.items():
        setattr(row, key, value)


def _save_others(session: Session, customer_id: int, others: tuple[KeptAddress, ...], name: str) -> None:
    """The addresses beside the seat as they shall be; those that are not named go."""
    a = AddressRow
    kept = [other.address_id for other in others if other.address_id]
    session.execute(delete(a).where(a.customer_id == customer_id, a.position > 0, a.id.not_in(kept)))
    last = session.scalar(select(func.max(a.position)).where(a.customer_id == customer_id)) or 0
    for other in others:
        values = address_values(customer_id, 0, name, other.address)
        del values["position"]
        if other.address_id:
            mine = (a.id == other.address_id) & (a.customer_id == customer_id) & (a.position > 0)
            session.execute(update(a).where(mine).values(values))
        else:
            last += 1
            session.execute(insert(a), [{**values, "position": last}])
