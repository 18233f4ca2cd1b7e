"""Who works here."""

import socket

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import NotFound
from crm_desktop.staff.records import Employee
from crm_desktop.work import Actor
from db.models.staff import EmployeeRow, RolePermissionRow
from db.vocabulary import Permission, Role


def actor_by_login(session: Session, login: str, *, place: str = "") -> Actor:
    """The employee who signs in as `login`, acting from this machine. Raises NotFound."""
    row = session.scalar(select(EmployeeRow).where(EmployeeRow.login == login, EmployeeRow.active))
    if row is None:
        raise NotFound(kind="employee", key=login)
    return Actor(employee_id=row.id, name=row.name, role=row.role, place=place or socket.gethostname())


def list_employees(session: Session) -> list[Employee]:
    """By name."""
    rows = session.scalars(select(EmployeeRow).order_by(EmployeeRow.name, EmployeeRow.id))
    return [Employee(row.id, row.login, row.name, row.role, row.active, row.absent_until) for row in rows]


def holds(session: Session, role: Role, permission: Permission) -> bool:
    """Whether this role may do what `permission` names."""
    p = RolePermissionRow
    return session.scalar(select(p.role).where(p.role == role, p.permission == permission)) is not None
