"""Who works here."""

import socket

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.staff.passwords import is_right
from crm_desktop.staff.records import Employee, SignIn
from crm_desktop.work import Actor
from db.models.staff import EmployeeRow
from db.vocabulary import Role

PEOPLE = (Role.CLERK, Role.WAREHOUSE, Role.OWNER, Role.ADMIN)


class WrongLogin(KnownError):
    """Nobody signs in as `login` with this password."""

    code = "wrong_login"


def actor_by_login(session: Session, login: str, *, place: str = "") -> Actor:
    """The employee who signs in as `login`, acting from this machine. Raises NotFound."""
    row = session.scalar(select(EmployeeRow).where(EmployeeRow.login == login, EmployeeRow.active))
    if row is None:
        raise NotFound(kind="employee", key=login)
    return Actor(employee_id=row.id, name=row.name, role=row.role, place=place or socket.gethostname())


def list_employees(session: Session) -> list[Employee]:
    """By name."""
    rows = session.scalars(select(EmployeeRow).order_by(EmployeeRow.name, EmployeeRow.id))
    return [employee_of(row) for row in rows]


def employee_of(row: EmployeeRow) -> Employee:
    return Employee(
        row.id,
        row.login,
        row.name,
        row.role,
        row.active,
        row.absent_until,
        row.email,
        row.version,
        row.password_hash is not None,
    )


def sign_ins(session: Session) -> list[SignIn]:
    """Who may sign in at a window, by name; services sign in by themselves."""
    e = EmployeeRow
    people = select(e.login, e.name, e.password_hash.is_not(None)).where(e.active, e.role.in_(PEOPLE))
    return [SignIn(*row) for row in session.execute(people.order_by(e.name, e.id))]


def sign_in(session: Session, login: str, password: str, *, place: str = "") -> Actor:
    """Who sits here. Raises WrongLogin, the same for a wrong name and a wrong password."""
    row = session.scalar(select(EmployeeRow).where(EmployeeRow.login == login, EmployeeRow.active))
    stored = row.password_hash if row is not None else None
    if row is None or not (stored is None or is_right(stored, password)):
        raise WrongLogin(login=login)
    return actor_by_login(session, login, place=place)
