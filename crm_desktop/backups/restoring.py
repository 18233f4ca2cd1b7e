"""Puts a backup, or another database, in the place of one: proved before, all or nothing, proved after."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import func, select, update

from crm_desktop import clock
from crm_desktop.backups.errors import SameDatabase, TargetOccupied, told
from crm_desktop.backups.making import look_at, make_backup, name_for, unwatched
from crm_desktop.backups.records import Copied, Restored
from crm_desktop.connecting import address_of, connect
from crm_desktop.errors import DatabaseNewer, DatabaseOlder, SeatMayNot
from crm_desktop.faults import fault
from crm_desktop.places import user_folder
from crm_desktop.verify import verify
from crm_desktop.work import SYSTEM, Actor, Work, execute
from db import backup, migrations
from db.copying import Contents, Progress, contents
from db.models.leaving import MessageRow, PrintJobRow
from db.models.system import ChangeRow, LeaseRow
from db.session import Database, same_database
from db.vocabulary import JobState, Topic


def restore_backup(
    database: Database,
    file: Path,
    *,
    replace: bool = False,
    keep_in: Path | None = None,
    actor: Actor = SYSTEM,
    progress: Progress = unwatched,
) -> Restored:
    """Makes `database` what the backup `file` holds; an older backup is brought up to date on the way.

    What stands there already is only replaced when told, after a backup of it in `keep_in` (the person's folder of
    backups if not told). Raises BackupMissing, BackupForeign, BackupDamaged, DatabaseNewer, DatabaseOlder,
    TargetOccupied, TargetBusy, PlaceRefused, SeatMayNot; then nothing was changed.
    """
    shown = look_at(file)
    if shown.revision > migrations.head():
        raise DatabaseNewer(theirs=shown.revision, ours=migrations.head())
    occupied = _occupied(database)
    if occupied and not replace:
        raise TargetOccupied(target=_name(database))
    with told(str(file)), tempfile.TemporaryDirectory(prefix="crm-restore-") as folder:
        copy = backup.working_copy(file, Path(folder))
        backup.prove(copy, backup.read_about(file))
        backup.unsign(copy)
        with backup.opened(copy) as ready:
            migrations.upgrade(ready)
            held_back = _hold_back(ready)
            if occupied:
                _go_on_from(ready, database)
            rows = _contents(ready).total
        _must_be_replaceable(database)
        kept = _keep(database, keep_in) if occupied else None
        _put(copy, database, progress)
        if occupied:
            execute(database, _announce_restored, _WasRestored(shown.made_at, rows), actor=actor)
    with database.read() as session:
        problems = verify(session).problems
    return Restored(shown, rows, kept, held_back, problems)


def copy_company(source_url: str, target_url: str, *, replace: bool = False, progress: Progress = unwatched) -> Copied:
    """Carries a company to another database, SQLite or PostgreSQL; the source is only read.

    Raises as `restore_backup`, SameDatabase, and WrongCall for an address that can be none.
    """
    for url in (source_url, target_url):
        address_of(url)
    if same_database(source_url, target_url):
        raise SameDatabase()
    source = connect(source_url)
    try:
        with source.read() as session:
            theirs = migrations.current(session.connection())
        if theirs is None:
            raise DatabaseOlder(theirs="–", ours=migrations.head())
        if theirs > migrations.head():
            raise DatabaseNewer(theirs=theirs, ours=migrations.head())
        target = connect(target_url)
        try:
            return _carried(source, target, replace, progress)
        finally:
            target.close()
    finally:
        source.close()


def _carried(source: Database, target: Database, replace: bool, progress: Progress) -> Copied:
    occupied = _occupied(target)
    if occupied and not replace:
        raise TargetOccupied(target=_name(target))
    with told(_name(target)), tempfile.TemporaryDirectory(prefix="crm-copy-") as folder:
        copy = Path(folder) / "copying.db"
        backup.snapshot(source, copy, progress)
        with backup.opened(copy) as ready:
            migrations.upgrade(ready)
            with ready.write() as session:
                session.execute(update(ChangeRow).values(xid=0))
                session.commit()
            wanted = _contents(ready)
        _must_be_replaceable(target)
        if occupied:
            _keep(target, None)
        _put(copy, target, progress)
    return Copied(wanted.rows)


def _occupied(database: Database) -> bool:
    """Raises DatabaseNewer, DatabaseOlder where the place is no place for this program's rows."""
    with database.read() as session:
        theirs, ours = migrations.current(session.connection()), migrations.head()
    if theirs is not None and theirs > ours:
        raise DatabaseNewer(theirs=theirs, ours=ours)
    if theirs is not None and theirs < ours and not database.is_sqlite:
        raise DatabaseOlder(theirs=theirs, ours=ours)
    return backup.is_occupied(database)


def _name(database: Database) -> str:
    return database.url.render_as_string(hide_password=True)


def _contents(database: Database) -> Contents:
    with database.read() as session:
        return contents(session.connection())


def _hold_back(ready: Database) -> int:
    """What stood in a queue when the backup was made may have left since: a person says (law 9). Leases are void."""
    waits = (JobState.QUEUED, JobState.SENDING)
    ended = {"state": JobState.UNCERTAIN, "fault": fault("restored"), "ended_at": clock.now(), "leased_until": None}
    with ready.write() as session:
        held = 0
        for row in (PrintJobRow, MessageRow):
            held += len(
                session.execute(update(row).where(row.state.in_(waits)).values(**ended).returning(row.id)).all()
            )
        session.query(LeaseRow).delete()
        session.commit()
    return held


def _go_on_from(ready: Database, replaced: Database) -> None:
    """The next change row stands behind all that any open window has read."""
    with replaced.read() as session:
        seen = session.scalar(select(func.max(ChangeRow.id))) or 0
    with ready.write() as session:
        session.execute(update(ChangeRow).values(xid=0))
        if seen > (session.scalar(select(func.max(ChangeRow.id))) or 0):
            told_ = {"topic": Topic.SETTINGS, "record_id": 0, "what": "restored", "label": "", "xid": 0}
            session.add(ChangeRow(id=seen, at=clock.now(), actor="", place="", **told_))
        session.commit()


@dataclass(frozen=True, slots=True)
class _WasRestored:
    made_at: datetime
    rows: int


def _announce_restored(work: Work, command: _WasRestored) -> int:
    """Every screen reads anew; and the audit says who brought which day back."""
    work.audit("restore", "database", 0, after={"made_at": command.made_at.isoformat(), "rows": command.rows})
    for topic in Topic:
        work.changed(topic, 0, "restored")
    return command.rows


def _must_be_replaceable(database: Database) -> None:
    """On an office server that is for the owner of the tables; a seat is told before anything is made."""
    with database.read() as session:
        if held := backup.not_replaceable(session.connection()):
            raise SeatMayNot(reason=held)


def _keep(database: Database, folder: Path | None) -> str:
    """What is about to be replaced, as a backup of its own, beside those of the same second."""
    place = folder or backups_folder()
    place.mkdir(parents=True, exist_ok=True)
    file = named = place / f"replaced {name_for('', clock.now())}"
    for number in count(2):
        if not file.exists():
            break
        file = named.with_name(f"{named.stem} {number}{named.suffix}")
    return make_backup(database, file).backup.file


def backups_folder() -> Path:
    """Where this workstation keeps its backups if not told otherwise."""
    return user_folder() / "backups"


def _put(copy: Path, target: Database, progress: Progress) -> None:
    if target.is_sqlite and not target.is_memory:
        with suppress(FileNotFoundError):
            Path(f"{copy}-journal").unlink()
        backup.replace_pages(copy, target)
        return
    with target.read() as session:
        is_new = migrations.current(session.connection()) is None
    if is_new:
        migrations.upgrade(target)
    backup.replace_rows(copy, target, progress)
