"""By what the window restricts its figures: the few keys there are of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import NotFound
from db.models.customers import CustomerGroupRow, CustomerRow
from db.models.history import HistoryItemRow
from db.models.staff import EmployeeRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import Channel

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """(key, name) of each; channels of imported history have no other name than their key."""

    warehouses: Pairs
    employees: Pairs
    channels: Pairs
    groups: Pairs


def choices(session: Session) -> Choices:
    """By name."""
    told = session.scalars(select(HistoryItemRow.channel).where(HistoryItemRow.channel != "").distinct())
    channels = [channel.value for channel in Channel] + sorted(set(told) - {channel.value for channel in Channel})
    return Choices(
        warehouses=_pairs(session.execute(select(WarehouseRow.code, WarehouseRow.name).order_by(WarehouseRow.name))),
        employees=_pairs(session.execute(select(EmployeeRow.login, EmployeeRow.name).order_by(EmployeeRow.name))),
        channels=tuple((key, key) for key in channels),
        groups=_pairs(
            session.execute(select(CustomerGroupRow.name, CustomerGroupRow.name).order_by(CustomerGroupRow.name))
        ),
    )


def _pairs(rows: Iterable[Sequence[Any]]) -> Pairs:
    return tuple((str(row[0]), str(row[1])) for row in rows)


def customer_key(session: Session, customer_id: int) -> tuple[str, str]:
    """Code and name. Raises NotFound."""
    found = session.execute(select(CustomerRow.code, CustomerRow.name).where(CustomerRow.id == customer_id)).first()
    if found is None:
        raise NotFound(kind="customer", key=customer_id)
    return found[0], found[1]
