"""A newer program brings an older database up: backed up first, in one transaction, with progress."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from crm_desktop import clock
from crm_desktop.backups.making import make_backup, name_for, unwatched
from crm_desktop.errors import DatabaseNewer, SeatsAtWork
from crm_desktop.places import user_folder
from db import migrations
from db.copying import Progress
from db.errors import is_passing
from db.session import Database


@dataclass(frozen=True, slots=True)
class Upgraded:
    """`before` is None for a database that was empty; `backup` is the file that was made first, if any."""

    before: str | None
    after: str
    backup: str | None = None


def revision_of(database: Database) -> str | None:
    with database.read() as session:
        return migrations.current(session.connection())


def bring_up(database: Database, *, keep_in: Path | None = None, progress: Progress | None = None) -> Upgraded:
    """To the revision of this program; what stood there lies in `keep_in`, else beside the SQLite file, else among
    the person's backups.

    Raises DatabaseNewer, SeatsAtWork, what a backup raises and what `progress` raises; then nothing is changed.
    """
    watched = progress or unwatched
    ours, before = migrations.head(), revision_of(database)
    if before is not None and before > ours:
        raise DatabaseNewer(theirs=before, ours=ours)
    if before == ours:
        return Upgraded(before, ours)
    kept = None if before is None else _backed_up(database, before, keep_in or _folder(database), watched)
    try:
        migrations.upgrade(database, progress=watched)
    except DBAPIError as fault:
        if not is_passing(fault):
            raise
        raise SeatsAtWork(seconds=migrations.LOCK_SECONDS) from fault
    return Upgraded(before, ours, kept)


def _folder(database: Database) -> Path:
    if database.is_sqlite and database.url.database:
        return Path(database.url.database).absolute().parent / "backups"
    return user_folder() / "backups"


def _backed_up(database: Database, before: str, folder: Path, progress: Progress) -> str | None:
    """None in memory, where there is nothing to lose."""
    if database.is_memory:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name_for(f"before upgrade from {before}", clock.now())
    return make_backup(database, file, progress=progress).backup.file
