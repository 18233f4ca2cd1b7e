"""Who sits down at a workstation: an account and its password, hashed with argon2id."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, KnownError, NotFound
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import Employee
from crm_desktop.work import Actor, Work
from db.models.staff import EmployeeRow
from db.vocabulary import Permission, Topic

SHORTEST = 8
_HASHER = PasswordHasher()


@cache
def _nobody() -> str:
    """Verified where there is no such account, so that the time taken does not tell which names exist."""
    return _HASHER.hash("nobody has this")


class WrongSignIn(KnownError):
    """The name or the password is wrong; which of them is not said."""

    code = "wrong_sign_in"


@dataclass(frozen=True, slots=True)
class Account:
    """One of those who may sit down here."""

    login: str
    name: str
    has_password: bool


@dataclass(frozen=True, slots=True)
class SetPassword:
    """`old` is needed by whoever changes their own. An empty `new` takes the password away."""

    login: str
    new: str
    old: str = ""


def accounts(session: Session) -> list[Account]:
    """The active ones who are people, by name."""
    rows = session.execute(
        select(EmployeeRow.login, EmployeeRow.name, EmployeeRow.password_hash.is_not(None))
        .where(EmployeeRow.active)
        .order_by(EmployeeRow.name, EmployeeRow.id)
    )
    return [Account(login, name, bool(has)) for login, name, has in rows]


def sign_in(session: Session, login: str, password: str) -> Actor:
    """Raises WrongSignIn. An account without a password is let in by its name alone."""
    row = session.scalar(select(EmployeeRow).where(EmployeeRow.login == login.strip(), EmployeeRow.active))
    if row is None:
        _verified(_nobody(), password)
        raise WrongSignIn()
    if row.password_hash is not None and not _verified(row.password_hash, password):
        raise WrongSignIn()
    return actor_by_login(session, row.login)


def _verified(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def set_password(work: Work, command: SetPassword) -> Employee:
    """One's own with the old one, another's only for those who manage staff.

    Raises NotFound, NotAllowed, WrongSignIn for a wrong old one, InvalidValue for a short new one.
    """
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.login == command.login).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.login)
    if row.id != work.actor.employee_id:
        work.require(Permission.MANAGE_STAFF)
    elif row.password_hash is not None and not _verified(row.password_hash, command.old):
        raise WrongSignIn()
    if command.new and len(command.new) < SHORTEST:
        raise InvalidValue(field="password", value="", rule=f"≥ {SHORTEST}")
    had = row.password_hash is not None
    row.password_hash = _HASHER.hash(command.new) if command.new else None
    row.version += 1
    work.audit("set_password", "employee", row.id, before={"had": had}, after={"has": bool(command.new)})
    work.changed(Topic.STAFF, row.id, "password", label=row.login)
    return Employee(row.id, row.login, row.name, row.role, row.active)
