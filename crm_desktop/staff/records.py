"""What crosses to the window and to other rooms."""

from dataclasses import dataclass

from db.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Employee:
    employee_id: int
    login: str
    name: str
    role: Role
    active: bool


@dataclass(frozen=True, slots=True)
class AddEmployee:
    login: str
    name: str
    role: Role
    email: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRole:
    login: str
    role: Role
