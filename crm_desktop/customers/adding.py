"""New customers, one or many in one transaction: as many statements for twenty as for one."""

import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.records import CustomerAdded, NewCustomer, PostalAddress
from crm_desktop.customers.rules import email_key, name_key, normal_nip, normal_phone
from crm_desktop.errors import InvalidValue
from crm_desktop.work import Work
from db.models.customers import AddressRow, CustomerGroupRow, CustomerKeyRow, CustomerRow
from db.prepared import Prepared, write_for_keys, write_rows
from db.statements import among, table_of
from db.vocabulary import ContactStatus, CustomerKey, SearchKind, Topic

_customers = table_of(CustomerRow)
_CODED = Prepared(update(_customers).where(_customers.c.id == bindparam("key")).values(code=bindparam("its_code")))


def add_customers(work: Work, commands: Sequence[NewCustomer]) -> list[CustomerAdded]:
    """New customers, findable at once. A NIP that breaks its check is kept as typed but is no key."""
    for command in commands:
        if not command.name.strip():
            raise InvalidValue(field="name", value=command.name, rule="required")
    if not commands:
        return []
    rows = [_values(work, command) for command in commands]
    ids = write_for_keys(work.session, CustomerRow, rows)
    added = [CustomerAdded(customer_id, code) for customer_id, code in codes_of_new(work.session, ids).items()]
    _write_codes(work.session, added)
    addresses, keys, findable = [], [], []
    for done, row, command in zip(added, rows, commands, strict=True):
        name, nip, email, phone = (str(row[column]) for column in ("name", "nip", "email", "phone"))
        address = command.address or PostalAddress()
        for position, place in enumerate((address, *command.others)):
            addresses.append(address_values(done.customer_id, position, name, place))
        held = keys_of(nip, email, phone, command.external)
        keys += [{"kind": k, "value": v[:250], "customer_id": done.customer_id} for k, v in held.items()]
        subtitle = " · ".join(part for part in (done.code, address.city) if part)
        also = (nip, email, phone)
        findable.append(search.Findable(done.customer_id, name, subtitle, also))
        work.audit("add", "customer", done.customer_id, after={"code": done.code}, personal_after={"name": name})
        work.changed(Topic.CUSTOMERS, done.customer_id, "added", label=name)
    search.put_all(work, SearchKind.CUSTOMER, findable, new=True)
    write_rows(work.session, AddressRow, addresses)
    write_rows(work.session, CustomerKeyRow, keys)
    return added


def _values(work: Work, command: NewCustomer) -> dict[str, object]:
    """With a code that stands in until the key is known."""
    return {
        "code": f"~{uuid.uuid4().hex}",
        "kind": command.kind,
        "name": command.name.strip()[:250],
        "name_key": name_key(command.name),
        "nip": normal_nip(command.nip)[:20],
        "email": command.email.strip()[:250],
        "phone": command.phone.strip()[:40],
        "group_id": group_key(work.session, command.group),
        "region": command.region[:80],
        "note": command.note,
        "status": ContactStatus.NEW,
        "status_at": work.now,
        "created_at": work.now,
    }


def _write_codes(session: Session, added: list[CustomerAdded]) -> None:
    _CODED.change_each(session, [{"key": done.customer_id, "its_code": done.code} for done in added])


def codes_of_new(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Key -> the code that a new customer gets: of its key, told apart where someone brought in bears that one."""
    found: dict[int, str] = {}
    wanted, again = {key: f"K{key:06}" for key in ids}, 1
    while wanted:
        code = _customers.c.code
        taken = set(session.scalars(select(code).where(among(session.connection(), code, list(wanted.values())))))
        found |= {key: told for key, told in wanted.items() if told not in taken}
        again += 1
        wanted = {key: f"K{key:06}-{again}" for key in wanted if key not in found}
    return {key: found[key] for key in ids}


def group_key(session: Session, name: str) -> int | None:
    """The group of this name, made when it is first met; None for no name."""
    if not name:
        return None
    found = session.scalar(select(CustomerGroupRow.id).where(CustomerGroupRow.name == name))
    if found is None:
        found = session.scalar(insert(CustomerGroupRow).returning(CustomerGroupRow.id), {"name": name})
    return found


def keys_of(nip: str, email: str, phone: str, external: str) -> dict[CustomerKey, str]:
    """What a customer is recognised by."""
    keys = {
        CustomerKey.NIP: normal_nip(nip),
        CustomerKey.EMAIL: email_key(email),
        CustomerKey.PHONE: normal_phone(phone),
        CustomerKey.EXTERNAL: external,
    }
    return {kind: value for kind, value in keys.items() if value}


def address_values(customer_id: int, position: int, name: str, address: PostalAddress) -> dict[str, object]:
    """The columns of an address, cut to what they hold."""
    return {
        "customer_id": customer_id,
        "position": position,
        "name": (address.name or name)[:250],
        "street": address.street[:250],
        "postal_code": address.postal_code[:20],
        "city": address.city[:120],
        "country": (address.country or "PL")[:2].upper(),
        "phone": address.phone[:40],
    }
