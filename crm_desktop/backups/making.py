"""Makes a backup: one file with everything, proved before it bears its name."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from crm_desktop import clock, settings
from crm_desktop.backups.errors import FileThere, told
from crm_desktop.backups.records import Backup, BackupMade
from crm_desktop.errors import KnownError
from crm_desktop.verify import verify
from db import migrations
from db.backup import About, opened, prove, read_about, sign, snapshot
from db.copying import Contents, Progress
from db.session import Database
from db.types import instant, micros

SUFFIX = ".crmbackup"


def unwatched(_done: int, _total: int) -> None:
    """Nobody looks."""


def make_backup(database: Database, file: Path, *, progress: Progress = unwatched) -> BackupMade:
    """Raises FileThere, PlaceRefused, DatabaseAway, and what `progress` raises; then there is no file."""
    file = file.absolute()
    part = file.with_name(file.name + ".part")
    with told(str(file)):
        if file.exists() and file.stat().st_size:
            raise FileThere(file=str(file))
        part.unlink(missing_ok=True)
        part.touch()
        try:
            held = snapshot(database, part, progress)
            about, problems = _looked_at(database, part, held)
            sign(part, about)
            part.replace(file)
        finally:
            for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
        _settle(file.parent)
    return BackupMade(_backup(file, about), problems)


def _looked_at(database: Database, part: Path, held: Contents) -> tuple[About, tuple[str, ...]]:
    """What the copy is to say of itself, after reading all of it; and what is wrong with the company in it."""
    with opened(part) as copy, copy.read() as session:
        revision = migrations.current(session.connection()) or ""
        up_to_date = revision == migrations.head()
        name = settings.load(session).company.name if up_to_date else ""
        problems = verify(session).problems if up_to_date else ()
    about = About(name, micros(clock.now()), database.engine.dialect.name, revision, held.total, held.digests)
    prove(part, about)
    return about, problems


def _settle(folder: Path) -> None:
    """The new name on the disk too, where a folder can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def look_at(file: Path) -> Backup:
    """What a backup says of itself, quickly. Raises BackupMissing, BackupForeign, BackupDamaged."""
    with told(str(file)):
        return _backup(file, read_about(file))


def _backup(file: Path, about: About) -> Backup:
    size = file.stat().st_size
    return Backup(str(file), about.company, instant(about.at), about.kind, about.revision, about.rows, size)


def list_backups(folder: Path) -> list[Backup]:
    """Those of a folder, the newest first; other files are passed over."""
    found = []
    with suppress(OSError):
        for file in folder.glob(f"*{SUFFIX}"):
            with suppress(KnownError, OSError):
                found.append(look_at(file))
    return sorted(found, key=lambda backup: (backup.made_at, backup.file), reverse=True)


def name_for(company: str, at: datetime) -> str:
    """A file's name that sorts by time and that every system takes."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in company).strip("-")[:40] or "crm"
    return f"{plain} {at:%Y-%m-%d %H-%M-%S}{SUFFIX}"
