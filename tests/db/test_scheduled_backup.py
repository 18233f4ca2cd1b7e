"""Backups by themselves: once a day, thinned out, and told when they fail."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from crm_desktop.backups import scheduled
from crm_desktop.backups.making import list_backups
from crm_desktop.backups.records import Backup
from crm_desktop.backups.scheduled import BackupState, Scheduled, backup_state, keeper, superfluous
from db.changes import latest, read_after
from db.models.system import AuditRow
from db.session import Database

MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def state_of(database: Database) -> BackupState:
    with database.read() as session:
        return backup_state(session)


def test_that_one_backup_a_day_is_made_after_its_hour(database: Database, tmp_path: Path) -> None:
    periodic = keeper(database, tmp_path / "kopie", "serwer", hour=3, first_after=0)
    with time_machine.travel(MONDAY, tick=False):
        assert periodic.run_once()
        assert not periodic.run_once()
    with time_machine.travel(MONDAY + timedelta(hours=19), tick=False):  # 2:00 in Warsaw
        assert not periodic.run_once()
    with time_machine.travel(MONDAY + timedelta(hours=20, minutes=1), tick=False):
        assert periodic.run_once()
    made = list_backups(tmp_path / "kopie")
    assert [one.made_at for one in made] == [MONDAY + timedelta(hours=20, minutes=1), MONDAY]
    state = state_of(database)
    assert (state.code, state.file, state.place) == ("", made[0].file, "serwer")


def test_that_a_backup_that_cannot_be_made_is_told_and_tried_again_in_an_hour(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "kopie").write_text("no folder")
    asked = Scheduled(database, tmp_path / "kopie", "serwer")
    with database.read() as session:
        cursor = latest(session)
    with time_machine.travel(MONDAY, tick=False):
        assert asked.is_due()
        state = asked.make()
        assert (state.code, state.made) == ("place_refused", "")
        assert not asked.is_due()
    with database.read() as session:
        assert "backup_failed" in [one.what for one in read_after(session, cursor)[0]]
        assert session.scalars(select(AuditRow.action)).all() == ["backup_failed"]
    (tmp_path / "kopie").unlink()
    with time_machine.travel(MONDAY + timedelta(minutes=61), tick=False):
        assert asked.is_due()
        assert asked.make().code == ""
    assert len(list_backups(tmp_path / "kopie")) == 1
    with database.read() as session:
        assert session.scalars(select(AuditRow.action).order_by(AuditRow.id)).all() == ["backup_failed", "backup_made"]


def test_that_days_weeks_and_months_are_kept_and_the_rest_goes() -> None:
    start = datetime(2025, 1, 1, 2, 0, tzinfo=UTC)
    days = [start + timedelta(days=number) for number in range(500)]
    made = [Backup(f"{day:%Y-%m-%d}", "F", day, "sqlite", "0017", 1, 1) for day in days]
    gone = {one.file for one in superfluous(made, "Europe/Warsaw")}
    left = [one.file for one in made if one.file not in gone]
    assert left[-14:] == [f"{day:%Y-%m-%d}" for day in days[-14:]]
    assert len([name for name in left if name < f"{days[-14]:%Y-%m-%d}"]) == 6 + 11 - 1  # one ends a week and a month
    assert "2025-06-30" in left
    assert "2025-05-15" not in left


def test_that_only_its_own_are_thinned_out(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduled, "KEPT_DAILY", 2)
    monkeypatch.setattr(scheduled, "KEPT_WEEKLY", 1)
    monkeypatch.setattr(scheduled, "KEPT_MONTHLY", 1)
    asked = Scheduled(database, tmp_path, "serwer")
    for day in range(4):
        with time_machine.travel(MONDAY + timedelta(days=day), tick=False):
            asked.make()
            if not day:
                first = next(tmp_path.glob("auto *"))
                (tmp_path / "przed inwentaryzacją.crmbackup").write_bytes(first.read_bytes())
    names = sorted(file.name.split(" ")[0] for file in tmp_path.glob("*.crmbackup"))
    assert names == ["auto", "auto", "przed"]
