"""Which records may be one customer: the same NIP, e-mail, phone or name; never merged without a person."""

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.customers.adding import keys_of
from crm_desktop.customers.queries import rows_of
from crm_desktop.customers.records import CustomerRow as CustomerRecord
from crm_desktop.customers.records import Proposal
from db.models.customers import CustomerKeyRow, CustomerRow, CustomersApartRow
from db.vocabulary import CustomerKey, CustomerKind

MOST = 100
CERTAIN = (CustomerKey.NIP, CustomerKey.EMAIL, CustomerKey.PHONE)


def proposals(session: Session, *, customer_id: int | None = None, limit: int = MOST) -> list[Proposal]:
    """The most certain first; of one customer, or of all. Those told apart by a person are left out."""
    found: dict[tuple[int, int], str] = {}
    for kind in CERTAIN:
        _collect(session, _by_key(kind), kind.value, found, customer_id, limit)
    _collect(session, _by_name(), "name", found, customer_id, limit)
    pairs = list(found.items())[:limit]
    rows = {row.customer_id: row for row in rows_of(session, {key for pair, _ in pairs for key in pair})}
    return [Proposal(rows[first], rows[second], why) for (first, second), why in pairs]


def holders(session: Session, *, nip: str = "", email: str = "", phone: str = "") -> list[CustomerRecord]:
    """Who is known by one of these already; asked while a new customer is typed."""
    keys = keys_of(nip, email, phone, "")
    if not keys:
        return []
    key, c = CustomerKeyRow, CustomerRow
    held = or_(*(and_(key.kind == kind, key.value == value) for kind, value in keys.items()))
    ids = session.scalars(
        select(func.coalesce(c.merged_into_id, c.id)).join(key, key.customer_id == c.id).where(held).distinct().limit(5)
    ).all()
    return rows_of(session, ids)


_one, _other = aliased(CustomerRow, name="one"), aliased(CustomerRow, name="other")


def _by_key(kind: CustomerKey) -> Select[int, int]:
    mine, theirs = aliased(CustomerKeyRow), aliased(CustomerKeyRow)
    return (
        select(_one.id, _other.id)
        .join(mine, and_(mine.customer_id == _one.id, mine.kind == kind))
        .join(theirs, and_(theirs.kind == kind, theirs.value == mine.value))
        .join(_other, _other.id == theirs.customer_id)
    )


def _by_name() -> Select[int, int]:
    same = and_(_other.name_key == _one.name_key, _one.name_key != "")
    return select(_one.id, _other.id).join(_other, same)


def _collect(
    session: Session,
    pairs: Select[int, int],
    why: str,
    found: dict[tuple[int, int], str],
    customer_id: int | None,
    limit: int,
) -> None:
    apart = exists().where(
        CustomersApartRow.first_id == _one.id,
        CustomersApartRow.second_id == _other.id,
    )
    wanted = pairs.where(
        _one.id < _other.id,
        _one.merged_into_id.is_(None),
        _other.merged_into_id.is_(None),
        _one.kind != CustomerKind.CASH,
        ~apart,
    )
    if customer_id is None:
        asked = [wanted]
    else:  # two questions with an index each; an OR over both would have none
        asked = [wanted.where(_one.id == customer_id), wanted.where(_other.id == customer_id)]
    for statement in asked:
        for first, second in session.execute(statement.order_by(_one.id, _other.id).limit(limit)):
            found.setdefault((first, second), why)
