"""Backups by themselves: one a day, the old ones thinned out, and a word to everyone when it could not be made."""

import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.backups.making import list_backups, make_backup, name_for
from crm_desktop.backups.records import Backup
from crm_desktop.errors import KnownError
from crm_desktop.periodic import Periodic
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.system import SettingRow
from db.session import Database
from db.vocabulary import Permission, Topic

LOOK_SECONDS, FIRST_SECONDS = 300.0, 600.0
AGAIN = timedelta(hours=1)
"""After a failure it is tried again this soon."""
STATE = "backup_state"
KEPT_DAILY, KEPT_WEEKLY, KEPT_MONTHLY = 14, 8, 12
PREFIX = "auto "
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the last scheduled backup ended: when it was tried and made last (ISO), where, and why it failed."""

    tried: str = ""
    made: str = ""
    file: str = ""
    code: str = ""
    reason: str = ""
    place: str = ""


def backup_state(session: Session) -> BackupState:
    """As written by whoever makes the backups; empty where nobody ever did."""
    found = session.scalar(select(SettingRow.value).where(SettingRow.key == STATE))
    return BackupState(**found) if found else BackupState()


@use_case(Permission.SET_UP)
def write_state(work: Work, command: BackupState) -> BackupState:
    """Told to every window where a failure begins or ends."""
    row = work.session.scalar(select(SettingRow).where(SettingRow.key == STATE).with_for_update())
    before = BackupState(**row.value) if row is not None else BackupState()
    value = {key: getattr(command, key) for key in BackupState.__slots__}
    if row is None:
        work.session.add(SettingRow(key=STATE, value=value))
    else:
        row.value, row.version = value, row.version + 1
    if bool(before.code) != bool(command.code):
        work.audit("backup_failed" if command.code else "backup_made", "database", 0, after={"reason": command.reason})
    work.changed(Topic.SETTINGS, 0, "backup_failed" if command.code else "backup")
    return command


def superfluous(backups: Sequence[Backup], zone: str) -> list[Backup]:
    """Which of the scheduled ones may go: the last of 14 days, of 8 weeks and of 12 months stay."""
    kept: set[str] = set()
    ordered = sorted(backups, key=lambda one: one.made_at, reverse=True)
    for most, period in (
        (KEPT_DAILY, "%Y-%m-%d"),
        (KEPT_WEEKLY, "%G-%V"),
        (KEPT_MONTHLY, "%Y-%m"),
    ):
        seen: set[str] = set()
        for one in ordered:
            name = clock.local_time(one.made_at, zone).strftime(period)
            if name not in seen and len(seen) < most:
                seen.add(name)
                kept.add(one.file)
    return [one for one in ordered if one.file not in kept]


class Scheduled:
    """Backups of `database` into `folder`, a day's first one after `hour` o'clock by the company's clock."""

    def __init__(self, database: Database, folder: Path, place: str, *, hour: int = 1) -> None:
        self._database, self._folder, self._place, self._hour = database, folder, place, hour

    def is_due(self, _database: Database | None = None) -> bool:
        now = clock.now()
        with self._database.read() as session:
            state, zone = backup_state(session), settings.load(session).time_zone
        here = clock.local_time(now, zone)
        begins = here.replace(hour=self._hour, minute=0, second=0, microsecond=0)
        last = begins if here >= begins else begins - timedelta(days=1)
        if state.made and datetime.fromisoformat(state.made) >= last:
            return False
        return not (state.code and datetime.fromisoformat(state.tried) > now - AGAIN)

    def make(self, _database: Database | None = None) -> BackupState:
        """The backup, its word to everyone, and the old ones thinned out. Never raises for disk or database."""
        now = clock.now()
        with self._database.read() as session:
            before, configured = backup_state(session), settings.load(session)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = PREFIX + name_for(configured.company.name, clock.local_time(now, configured.time_zone))
            made = make_backup(self._database, self._folder / name)
        except (KnownError, OSError) as fault:
            log.warning("no backup: %s", fault)
            code = fault.code if isinstance(fault, KnownError) else "place_refused"
            told = BackupState(now.isoformat(), before.made, before.file, code, str(fault), self._place)
            return execute(self._database, write_state, told, actor=SYSTEM)
        self._thin_out(configured.time_zone)
        at, file = now.isoformat(), made.backup.file
        code = "books_differ" if made.problems else ""
        reason = made.problems[0] if made.problems else ""
        return execute(self._database, write_state, BackupState(at, at, file, code, reason, self._place), actor=SYSTEM)

    def _thin_out(self, zone: str) -> None:
        """Only what this made itself; what a person made stays until a person takes it away."""
        own = [one for one in list_backups(self._folder) if Path(one.file).name.startswith(PREFIX)]
        for old in superfluous(own, zone):
            with suppress(OSError):
                Path(old.file).unlink()


def keeper(
    database: Database, folder: Path, place: str, *, hour: int = 1, first_after: float = FIRST_SECONDS
) -> Periodic:
    """A thread that makes them, in one process of the company; not in the first `first_after` seconds, when a program
    that starts has better to do."""
    scheduled, begins = Scheduled(database, folder, place, hour=hour), time.monotonic() + first_after

    def waits(_database: Database) -> bool:
        return time.monotonic() >= begins and scheduled.is_due()

    return Periodic(database, "backups", scheduled.make, seconds=LOOK_SECONDS, waits=waits)
