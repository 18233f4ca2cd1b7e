"""Who is this customer: NIP, e-mail and phone are certain; a similar name is a suggestion and nothing more."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.records import NewCustomer, PostalAddress
from crm_desktop.customers.rules import nip_is_valid, normal_email, normal_nip, normal_phone
from crm_desktop.folding import fold
from crm_desktop.intake.records import Draft
from db.models.customers import CustomerKeyRow, CustomerRow
from db.vocabulary import CustomerKey, CustomerKind, SearchKind

SIMILAR = 88


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`likeness` 0-100."""

    customer_id: int
    name: str
    likeness: float


def certain_match(session: Session, draft: Draft) -> int | None:
    """The customer who holds the draft's NIP, else its e-mail, else its phone; None when nobody or several do."""
    keys = (
        (CustomerKey.NIP, normal_nip(draft.nip)),
        (CustomerKey.EMAIL, normal_email(draft.email)),
        (CustomerKey.PHONE, normal_phone(draft.phone)),
    )
    for kind, value in keys:
        if not value or (kind is CustomerKey.NIP and not nip_is_valid(value)):
            continue
        held = select(CustomerKeyRow.customer_id).where(CustomerKeyRow.kind == kind, CustomerKeyRow.value == value)
        found = set(session.scalars(held.limit(2)))
        if len(found) == 1:
            customer = session.get_one(CustomerRow, found.pop())
            return customer.merged_into_id or customer.id
    return None


def suggestions(session: Session, draft: Draft, *, limit: int = 5) -> list[Suggestion]:
    """Customers whose name is like the draft's, the most alike first."""
    from rapidfuzz import fuzz

    wanted = fold(draft.company or draft.name)
    if len(wanted) < 3:
        return []
    found: dict[int, Suggestion] = {}
    for word in sorted(wanted.split(), key=len, reverse=True)[:2]:
        for hit in search.find(session, word, kinds=(SearchKind.CUSTOMER,), limit=50):
            likeness = fuzz.token_sort_ratio(wanted, fold(hit.title))
            if likeness >= SIMILAR:
                found[hit.record_id] = Suggestion(hit.record_id, hit.title, likeness)
    return sorted(found.values(), key=lambda s: (-s.likeness, s.customer_id))[:limit]


def told_otherwise(session: Session, customer_id: int, draft: Draft) -> tuple[tuple[str, str], ...]:
    """What the draft tells of the person that is not on file: (word of words/intake.toml, value)."""
    row = session.get_one(CustomerRow, customer_id)
    told = (
        ("name", draft.name, fold(draft.name) == fold(row.name)),
        ("company", draft.company, fold(draft.company) == fold(row.name)),
        ("nip", draft.nip, normal_nip(draft.nip) == row.nip),
        ("email", draft.email, normal_email(draft.email) == normal_email(row.email)),
        ("phone", draft.phone, normal_phone(draft.phone) == normal_phone(row.phone)),
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
