"""A company's database as it is, at whatever revision it stands."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from crm_desktop.errors import DatabaseAway, WrongCall
from crm_desktop.places import user_folder
from crm_desktop.server import refused_at_the_door
from db.session import Database


def default_url() -> str:
    """The person's own SQLite file."""
    return f"sqlite:///{user_folder() / 'company.db'}"


def connect(url: str | None = None) -> Database:
    """The database as it is, at whatever revision. Raises WrongCall for a URL that cannot be one, DatabaseAway."""
    chosen = url or default_url()
    try:
        parsed = make_url(chosen)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        database = Database.open(chosen)
    except (ArgumentError, ImportError, OSError, ValueError) as fault:  # a port that is no number is a ValueError
        raise WrongCall(problem=f"--db {chosen}: {fault}") from fault
    try:
        database.engine.connect().close()
    except DBAPIError as fault:
        database.close()
        refused = None if database.is_sqlite else refused_at_the_door(chosen, str(fault.orig))
        raise refused or DatabaseAway(reason=str(fault.orig)) from fault
    return database
