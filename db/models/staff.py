"""Employees, roles as data, salaries apart (law 7)."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Day, word
from db.vocabulary import Permission, Role


class EmployeeRow(Base, Keyed, Versioned):
    __tablename__ = "employees"
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(200), default="", server_default="")
    role: Mapped[Role] = mapped_column(word(Role))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    absent_until: Mapped[date | None] = mapped_column(Day)
    """The last day of being away; nothing new is given to whoever is."""


class RolePermissionRow(Base):
    """What a role may do, as data."""

    __tablename__ = "role_permissions"
    role: Mapped[Role] = mapped_column(word(Role), primary_key=True)
    permission: Mapped[Permission] = mapped_column(word(Permission), primary_key=True)


class EmployeeSalaryRow(Base, Keyed):
    """Minor units a month, from a day on."""

    __tablename__ = "employee_salaries"
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), index=True)
    since: Mapped[date] = mapped_column(Day)
    amount: Mapped[int] = mapped_column(BigInteger)


class AssignmentTurnRow(Base):
    """When each was last given an inquiry in turn; whoever was given none for longest is next."""

    __tablename__ = "assignment_turns"
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(BigInteger)
