"""Accounts of the services on an office server: each has its own role; their passwords stand in one file."""

import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from crm_desktop.errors import WrongCall
from db.vocabulary import Role

SERVICES = (Role.RECEIVER, Role.INTERPRETER, Role.STATION)
"""What is handed in, what is made of it, what leaves: printed and mailed."""


@dataclass(frozen=True, slots=True)
class Account:
    login: str
    password: str


def new_accounts() -> dict[Role, Account]:
    """A login of the role's name, a password that nobody has to type."""
    return {role: Account(role.value, secrets.token_urlsafe(24)) for role in SERVICES}


def write_accounts(file: Path, accounts: dict[Role, Account]) -> None:
    """Whole or not at all, for its owner alone. Raises WrongCall where it cannot be written."""
    told = "".join(
        f'[{role.value}]\nlogin = "{account.login}"\npassword = "{account.password}"\n'
        for role, account in accounts.items()
    )
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
            handle.write(told)
        part.replace(file)
    except OSError as fault:
        raise WrongCall(problem=f"{file}: {fault.strerror or fault}") from fault


def read_accounts(file: Path) -> dict[Role, Account]:
    """One for each service. Raises WrongCall: also where others than its owner may read it."""
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise WrongCall(problem=f"{file}: others can read it (chmod 600)")
        found = tomllib.loads(file.read_text("utf-8"))
        told = {role: found[role.value] for role in SERVICES}
        return {role: Account(str(one["login"]), str(one["password"])) for role, one in told.items()}
    except OSError as fault:
        raise WrongCall(problem=f"{file}: {fault.strerror or fault}") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise WrongCall(problem=f"{file}: {', '.join(SERVICES)}, each with login and password") from fault


def address_for(url: str, account: Account) -> str:
    """The same database, signed in at as that account."""
    made = make_url(url).set(username=account.login, password=account.password)
    return made.render_as_string(hide_password=False)
