"""Who is this customer: NIP, e-mail and phone are certain; a similar name is nothing (customers/proposals.py asks)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm_desktop.customers.records import NewCustomer, PostalAddress
from crm_desktop.customers.rules import email_key, nip_is_valid, normal_email, normal_nip, normal_phone
from crm_desktop.folding import fold
from crm_desktop.intake.records import Draft
from db.models.customers import CustomerKeyRow, CustomerRow
from db.prepared import Prepared
from db.statements import table_of
from db.vocabulary import CustomerKey, CustomerKind

Key = tuple[CustomerKey, str]


def keys_told(draft: Draft) -> list[Key]:
    """What the draft tells that is certain, the most certain first."""
    nip = normal_nip(draft.nip)
    keys = (
        (CustomerKey.NIP, nip if nip_is_valid(nip) else ""),
        (CustomerKey.EMAIL, email_key(draft.email)),
        (CustomerKey.PHONE, normal_phone(draft.phone)),
    )
    return [(kind, value) for kind, value in keys if value]


_keys, _customers = table_of(CustomerKeyRow).c, table_of(CustomerRow)
_HELD = Prepared(
    select(_keys.value, _customers.c.id, _customers.c.merged_into_id)
    .join(_customers, _customers.c.id == _keys.customer_id)
    .where(_keys.kind == bindparam("of_kind"), _keys.value.in_(bindparam("values", expanding=True)))
)


class Holders:
    """Who holds which key, for all drafts of a transaction: those on file, and those about to be added (below 0)."""

    def __init__(self, session: Session, drafts: Sequence[Draft]) -> None:
        self._held: dict[Key, set[int]] = {}
        self.new: list[NewCustomer] = []
        wanted = {key for draft in drafts for key in keys_told(draft)}
        for kind in {kind for kind, _ in wanted}:
            values = [value for its_kind, value in wanted if its_kind is kind]
            for value, customer_id, merged_into in _HELD.rows(session, {"of_kind": kind, "values": values}):
                self._held.setdefault((kind, value), set()).add(merged_into or customer_id)

    def match(self, draft: Draft) -> int | None:
        """Who holds the draft's NIP, else its e-mail, else its phone; None when nobody or several do."""
        for key in keys_told(draft):
            found = self._held.get(key, set())
            if len(found) == 1:
                return next(iter(found))
        return None

    def add(self, draft: Draft) -> int:
        """A stand-in, -1 for the first of `new`, until the customer has a key."""
        self.new.append(new_customer_of(draft))
        stand_in = -len(self.new)
        for key in keys_told(draft):
            self._held.setdefault(key, set()).add(stand_in)
        return stand_in


@dataclass(frozen=True, slots=True)
class OnFile:
    """A known customer as a draft is compared with."""

    name: str
    nip: str
    email: str
    phone: str


def on_file(session: Session, customer_ids: set[int]) -> dict[int, OnFile]:
    row = CustomerRow
    if not customer_ids:
        return {}
    found = session.execute(select(row.id, row.name, row.nip, row.email, row.phone).where(row.id.in_(customer_ids)))
    return {customer_id: OnFile(name, nip, email, phone) for customer_id, name, nip, email, phone in found}


def told_otherwise(known: OnFile, draft: Draft) -> tuple[tuple[str, str], ...]:
    """What the draft tells of the person that is not on file: (word of words/intake.toml, value)."""
    told = (
        ("name", draft.name, fold(draft.name) == fold(known.name)),
        ("company", draft.company, fold(draft.company) == fold(known.name)),
        ("nip", draft.nip, normal_nip(draft.nip) == known.nip),
        ("email", draft.email, normal_email(draft.email) == normal_email(known.email)),
        ("phone", draft.phone, normal_phone(draft.phone) == normal_phone(known.phone)),
    )
    return tuple((word, value) for word, value, same in told if value and not same)


def new_customer_of(draft: Draft) -> NewCustomer:
    """A customer as the draft tells; without any name its e-mail or phone serves."""
    name = draft.company or draft.name or draft.email or draft.phone or normal_nip(draft.nip)
    return NewCustomer(
        name=name,
        kind=CustomerKind.COMPANY if draft.company or draft.nip else CustomerKind.PERSON,
        nip=draft.nip if nip_is_valid(normal_nip(draft.nip)) else "",
        email=draft.email,
        phone=draft.phone,
        address=address_of(draft),
    )


def address_of(draft: Draft) -> PostalAddress:
    return PostalAddress(
        name=draft.company or draft.name,
        street=draft.street,
        postal_code=draft.postal_code,
        city=draft.city,
        country=draft.country or "PL",
        phone=draft.phone,
    )
