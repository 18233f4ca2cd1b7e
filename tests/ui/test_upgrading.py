"""What a person sees of an upgrade: progress at the start, and word at a window that stayed open."""

import lzma
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crm_desktop.staff.queries import actor_by_login
from db import migrations
from db.session import Database
from tests.company import Shop
from tests.db.test_guards import scripts_with
from tests.db.test_upgrading import NEWER, RELEASED, SCHEMAS
from tests.ui.conftest import Listener
from ui.desk import Desk
from ui.first_run.upgrading import Upgrading
from ui.hands import Hands
from ui.theme import Meaning


@pytest.mark.usefixtures("onlooker")
def test_that_an_older_file_is_opened_with_progress_and_cannot_be_left_half_way(
    qapp: QApplication, tmp_path: Path
) -> None:
    file = tmp_path / "company.db"
    file.write_bytes(lzma.decompress((SCHEMAS / f"{RELEASED[0]}.db.xz").read_bytes()))
    dialog = Upgrading(f"sqlite:///{file}")
    dialog.show()
    dialog.start()
    dialog.reject()
    assert dialog.isVisible()
    Hands(qapp, dialog).until(lambda: dialog.database is not None, "the books")
    assert dialog.refusal is None
    assert not dialog.isVisible()
    with dialog.database.read() as session:
        assert migrations.current(session.connection()) == migrations.head()
    assert dialog.bar.value() == dialog.bar.maximum() > 1
    dialog.database.close()


def test_that_a_window_left_open_says_that_a_newer_program_is_needed(
    qapp: QApplication, company: Database, listener: Listener, tmp_path: Path
) -> None:
    desk = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.show()
    hands = Hands(qapp, desk.window)
    hands.settle()
    with company.read() as session:
        Shop(company, actor_by_login(session, "admin")).customer()
    migrations.upgrade(company, scripts=scripts_with(tmp_path, "documents"))
    hands.until(lambda: bool(listener.told), "the word")
    ours = migrations.head()
    said = (
        f"Nowszy program zaktualizował bazę (schemat {NEWER}, ten zna {ours}). Nic nie zapisano i nic nie zginęło:"
        " zamknij ten program i uruchom nowszy."
    )
    assert listener.told == [(said, Meaning.BAD)]
    desk.close()
