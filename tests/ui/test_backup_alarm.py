"""A backup that failed is told at the window, once, with the way to more."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crm_desktop import clock
from crm_desktop.backups.scheduled import BackupState, Scheduled
from db.session import Database
from tests.ui.conftest import Listener
from ui.desk import Desk
from ui.hands import Hands
from ui.theme import Meaning


def test_that_a_failed_backup_is_told_once_and_a_made_one_is_not(
    qapp: QApplication, company: Database, listener: Listener, tmp_path: Path
) -> None:
    desk = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    hands = Hands(qapp, desk.window)
    desk.window.show()
    hands.settle()
    assert listener.told == []
    (tmp_path / "kopie").write_text("no folder")
    Scheduled(company, tmp_path / "kopie", "serwer").make()
    hands.until(lambda: bool(listener.told), "the alarm")
    assert listener.told == [("Nocna kopia na serwer się nie udała. Ostatnia: nigdy.", Meaning.BAD)]
    (tmp_path / "kopie").unlink()
    assert Scheduled(company, tmp_path / "kopie", "serwer").make().code == ""
    hands.settle()
    assert len(listener.told) == 1
    desk.close()


def test_that_old_backups_and_books_that_differ_are_told(
    qapp: QApplication, company: Database, listener: Listener, tmp_path: Path
) -> None:
    desk = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    alarm, now = desk.backups, clock.now()
    old = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    assert alarm.sentence(BackupState()) == ""
    assert alarm.sentence(BackupState(now.isoformat(), now.isoformat(), "f")) == ""
    assert "nie było kopii" in alarm.sentence(BackupState(old.isoformat(), old.isoformat(), "f"))
    recent = (now - timedelta(hours=3)).isoformat()
    told = BackupState(recent, recent, "f", "books_differ", "stock: product 2", "serwer")
    assert alarm.sentence(told) == "Kopia jest gotowa, ale w danych coś się nie zgadza: stock: product 2"
    desk.close()
