"""A company's database as it is, at whatever revision it stands."""

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from crm_desktop.errors import DatabaseAway, WrongCall
from crm_desktop.places import user_folder
from crm_desktop.server import refused_at_the_door
from db.session import Database


def default_url() -> str:
    """The person's own SQLite file."""
    return f"sqlite:///{user_folder() / 'company.db'}"


def without_password(told: str) -> str:
    """Words that quote an address, which may be no address at all, and go to a terminal, a log or a file of JSON."""
    told = re.sub(r"(://[^/@:\s]*):[^@\s]*@", r"\1:***@", told)
    return re.sub(r"([?&]password=)[^&\s]*", r"\1***", told)


def address_of(url: str) -> URL:
    """Raises WrongCall for what cannot be one."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as fault:  # a port that is no number is a ValueError
        raise _no_address(url, fault) from fault


def _no_address(url: str, fault: Exception) -> WrongCall:
    return WrongCall(problem=without_password(f"--db {url}: {fault}"))


def connect(url: str | None = None) -> Database:
    """The database as it is, at whatever revision. Raises WrongCall for a URL that cannot be one, DatabaseAway."""
    chosen = url or default_url()
    parsed = address_of(chosen)
    try:
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        database = Database.open(chosen)
    except (ArgumentError, ImportError, OSError, ValueError) as fault:
        raise _no_address(chosen, fault) from fault
    try:
        database.engine.connect().close()
    except DBAPIError as fault:
        database.close()
        refused = None if database.is_sqlite else refused_at_the_door(chosen, str(fault.orig))
        raise refused or DatabaseAway(reason=str(fault.orig)) from fault
    return database
