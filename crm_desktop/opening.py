"""Opens a company's database: migrates a SQLite file, refuses a newer one, says when Postgres is away."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from crm_desktop.errors import DatabaseAway, DatabaseNewer, DatabaseOlder, WrongCall
from crm_desktop.places import user_folder
from db import migrations
from db.errors import is_away
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
    except (ArgumentError, ImportError, OSError) as fault:
        raise WrongCall(problem=f"--db {chosen}: {fault}") from fault
    try:
        database.engine.connect().close()
    except DBAPIError as fault:
        database.close()
        raise DatabaseAway(reason=str(fault.orig)) from fault
    return database


def open_company(url: str | None = None) -> Database:
    """An open database at the revision of this program.

    An absent, empty or older SQLite file is migrated first; Postgres needs `db upgrade` (contract.md).
    Raises WrongCall, DatabaseAway, DatabaseNewer, DatabaseOlder.
    """
    database = connect(url)
    try:
        _bring_up(database)
    except DBAPIError as fault:
        database.close()
        if not is_away(fault):
            raise
        raise DatabaseAway(reason=str(fault.orig)) from fault
    return database


def _bring_up(database: Database) -> None:
    ours = migrations.head()
    with database.read() as session:
        theirs = migrations.current(session.connection())
    if theirs is not None and theirs > ours:
        database.close()
        raise DatabaseNewer(theirs=theirs, ours=ours)
    if theirs == ours:
        return
    if not database.is_sqlite:
        database.close()
        raise DatabaseOlder(theirs=theirs or "–", ours=ours)
    migrations.upgrade(database)
