"""Backups as a person makes them at a window: who may, and where they go."""

from pathlib import Path

from crm_desktop import clock, settings
from crm_desktop.backups.making import make_backup, name_for, unwatched
from crm_desktop.backups.records import BackupMade, Restored
from crm_desktop.backups.restoring import restore_backup
from crm_desktop.errors import NotAllowed
from crm_desktop.work import Actor, holds
from db.copying import Progress
from db.session import Database
from db.vocabulary import Permission


def _require(database: Database, actor: Actor) -> None:
    with database.read() as session:
        if not holds(session, actor, Permission.SET_UP):
            raise NotAllowed(permission=Permission.SET_UP.value, role=actor.role.value)


def back_up(database: Database, folder: Path, *, actor: Actor, progress: Progress = unwatched) -> BackupMade:
    """Into a new file of `folder`, named by the company and the hour. Raises NotAllowed, and as `make_backup`."""
    _require(database, actor)
    folder.mkdir(parents=True, exist_ok=True)
    with database.read() as session:
        configured = settings.load(session)
    here = clock.local_time(clock.now(), configured.time_zone)
    return make_backup(database, folder / name_for(configured.company.name, here), progress=progress)


def bring_back(
    database: Database, file: Path, folder: Path, *, actor: Actor, progress: Progress = unwatched
) -> Restored:
    """Instead of what is there, which is backed up into `folder` first. Raises NotAllowed, and as `restore_backup`."""
    _require(database, actor)
    return restore_backup(database, file, replace=True, keep_in=folder, actor=actor, progress=progress)
