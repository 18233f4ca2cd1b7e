"""Opens a company's database: migrates a SQLite file, refuses a newer one, says when Postgres is away."""

from sqlalchemy.exc import DBAPIError

from crm_desktop.connecting import connect, default_url
from crm_desktop.errors import DatabaseAway, DatabaseNewer, DatabaseOlder, KnownError
from db import migrations
from db.copying import Progress
from db.errors import is_away
from db.session import Database

__all__ = ["connect", "default_url", "is_older", "open_company"]


def open_company(url: str | None = None, *, progress: Progress | None = None) -> Database:
    """An open database at the revision of this program.

    An absent, empty or older SQLite file is migrated first, an older one after a backup; Postgres needs `db upgrade`
    (contract.md). Raises WrongCall, DatabaseAway, DatabaseNewer, DatabaseOlder, and what a backup raises.
    """
    database = connect(url)
    try:
        _bring_up(database, progress)
    except DBAPIError as fault:
        database.close()
        if not is_away(fault):
            raise
        raise DatabaseAway(reason=str(fault.orig)) from fault
    return database


def is_older(url: str | None = None) -> bool:
    """Whether opening it will bring an older file up, which takes a while."""
    database = connect(url)
    try:
        with database.read() as session:
            theirs = migrations.current(session.connection())
        return database.is_sqlite and theirs is not None and theirs < migrations.head()
    finally:
        database.close()


def _bring_up(database: Database, progress: Progress | None) -> None:
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
    from crm_desktop.upgrading import bring_up  # it knows backups, for which the window must not wait

    try:
        bring_up(database, progress=progress)
    except KnownError:
        database.close()
        raise
