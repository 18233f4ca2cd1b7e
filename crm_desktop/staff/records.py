"""What crosses to the window and to other rooms."""

from dataclasses import dataclass, field
from datetime import date

from db.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Employee:
    employee_id: int
    login: str
    name: str
    role: Role
    active: bool
    absent_until: date | None = None


@dataclass(frozen=True, slots=True)
class AddEmployee:
    login: str
    name: str
    role: Role
    email: str = ""
    password: str | None = field(default=None, repr=False)
    """Of the seat on an office server; None leaves it without one, and nobody signs in by it yet."""


@dataclass(frozen=True, slots=True)
class ChangeRole:
    login: str
    role: Role


@dataclass(frozen=True, slots=True)
class SetAbsence:
    """Away until the end of the day `until`; None is back."""

    login: str
    until: date | None
