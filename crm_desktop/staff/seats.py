"""An employee's seat on the office server: a PostgreSQL role of the same name, member of the employee's group."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError
from crm_desktop.work import SYSTEM, Work, execute
from db import grants, seats
from db.models.staff import EmployeeRow
from db.session import Database
from db.vocabulary import Role


class OtherSeat(KnownError):
    """The server knows who sits here (`seat`); nobody acts as `login` from another's seat."""

    code = "other_seat"


def keep_seat(work: Work, row: EmployeeRow, *, password: str | None = None) -> None:
    """The seat as the employee is now, in the same transaction; nothing to do where there is no office server."""
    connection = work.session.connection()
    if grants.is_office_server(connection):
        seats.keep_seat(connection, row.login, row.role, password=password, active=row.active)


def kept_hash(work: Work, told: str) -> str | None:
    """What stands with the employee: on an office server that there is a password, which the server itself keeps."""
    if not told:
        return None
    return grants.AT_THE_SERVER if grants.is_office_server(work.session.connection()) else told


def who_sits_here(session: Session, login: str | None) -> str:
    """The login who acts: the seat's own on an office server, else the one that is named, else the first admin's.

    Raises OtherSeat where another than the seat's own is named.
    """
    seat = seats.seat_of(session.connection())
    if seat is None:
        return login or "admin"
    if login and login != seat[0]:
        raise OtherSeat(login=login, seat=seat[0])
    return seat[0]


def first_admin(database: Database, login: str, password: str | None) -> None:
    """The seat from which all others are made; the employee too, where there is none of that login yet."""
    execute(database, _first_admin, (login, password), actor=SYSTEM)


def _first_admin(work: Work, command: tuple[str, str | None]) -> None:
    login, password = command
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.login == login))
    if row is None:
        row = EmployeeRow(login=login, name=login, role=Role.ADMIN, email="", active=True)
        work.session.add(row)
        work.session.flush()
        work.audit("add", "employee", row.id, after={"login": login, "role": row.role})
    keep_seat(work, row, password=password)
