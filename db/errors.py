"""What the database says, in the words of the house; read by crm_desktop.work alone."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

_RETRY_STATES = {"40001", "40P01", "55P03"}
_AWAY_STATES = {"57P01", "57P02", "57P03", "53300"}


def is_passing(error: DBAPIError) -> bool:
    """A clash with someone else: the whole command may simply be done again."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _RETRY_STATES:
        return True
    if isinstance(error.orig, sqlite3.OperationalError):
        return "locked" in str(error.orig) or "busy" in str(error.orig)
    return False


def is_away(error: DBAPIError) -> bool:
    """The database does not answer or has sent us off."""
    state = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or state in _AWAY_STATES or (state or "").startswith("08"):
        return True
    if isinstance(error.orig, sqlite3.OperationalError):
        return "unable to open" in str(error.orig)
    return isinstance(error, OperationalError) and state is None


def is_full(error: DBAPIError) -> bool:
    """There is no room to write: a full disk, a quota, a limit on the size of a file."""
    if getattr(error.orig, "sqlstate", None) in ("53100", "53400"):
        return True
    name = getattr(error.orig, "sqlite_errorname", "") or ""
    return name == "SQLITE_FULL" or name.startswith(
        ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC")
    )


def is_too_large(error: DBAPIError) -> bool:
    """A number that no column holds; SQLite's driver says so by an OverflowError."""
    return getattr(error.orig, "sqlstate", None) == "22003"


def is_refused(error: DBAPIError) -> bool:
    """This seat's role may not do it (db/rights.py)."""
    return getattr(error.orig, "sqlstate", None) == "42501"


def is_duplicate(error: IntegrityError) -> bool:
    """A unique key was there already."""
    if isinstance(error.orig, sqlite3.IntegrityError):
        return error.orig.sqlite_errorname in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
    return getattr(error.orig, "sqlstate", None) == "23505"
