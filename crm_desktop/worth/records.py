"""What crosses to the window. Amounts minor units."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import ExpenseKind


@dataclass(frozen=True, slots=True)
class AddCampaign:
    key: str
    name: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    campaign_id: int
    key: str
    name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AddExpense:
    """`campaign`, `customer`, `order`, `product_group`, `employee` by key, code or NIP, number, name, login; "" for
    none."""

    day: date
    kind: ExpenseKind
    amount: int
    campaign: str = ""
    customer: str = ""
    order: str = ""
    employee: str = ""
    currency: str = ""
    text: str = ""
    product_group: str = ""


@dataclass(frozen=True, slots=True)
class ExpenseChoices:
    """What an expense may be tied to: (key, name) of each, by name; campaigns the newest first."""

    campaigns: tuple[tuple[str, str], ...]
    employees: tuple[tuple[str, str], ...]
    product_groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExpenseAdded:
    expense_id: int
