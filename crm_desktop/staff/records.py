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
    email: str = ""
    version: int = 1
    has_password: bool = False


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
    """Away until the end of the day `until`; None is back. `version` is the one on screen, None where none was."""

    login: str
    until: date | None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeEmployee:
    """All of it as it shall be; the login stays, since papers and the audit bear it."""

    employee_id: int
    version: int
    name: str
    email: str
    role: Role
    active: bool


@dataclass(frozen=True, slots=True)
class SetPassword:
    """`password_hash` from staff/passwords.py; "" takes the password away. `password` itself is for the seat on an
    office server alone, and stored nowhere. `version` is the one on screen, None where none was shown."""

    employee_id: int
    password_hash: str = field(repr=False)
    password: str = field(default="", repr=False)
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who may sign in, and whether with a password."""

    login: str
    name: str
    has_password: bool
