"""Signing in at the start: by keyboard alone, only with the right password, the last name proposed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import actor_by_login, sign_ins
from crm_desktop.staff.records import AddEmployee, SetPassword
from crm_desktop.staff.service import add_employee, set_password
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Role
from tests.ui.looking import cut, nameless
from ui import operations, sign_in
from ui.hands import Hands
from ui.sign_in import SignInPanel, whoever_sits_here

PASSWORD = "bardzo tajne 7"


@pytest.fixture
def guarded(company: Database) -> Database:
    """Anna has a password, the administrator has none."""
    with company.read() as session:
        admin = actor_by_login(session, "admin")
    anna = execute(company, add_employee, AddEmployee("anna", "Anna Lis", Role.CLERK), actor=admin)
    execute(company, set_password, SetPassword(anna.employee_id, hashed(PASSWORD)), actor=admin)
    return company


def panel_of(database: Database, folder: Path) -> SignInPanel:
    kept = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
    with database.read() as session:
        people = sign_ins(session)
    panel = SignInPanel(database, people, kept, "Hurtownia Złoty Kłos")
    panel.show()
    panel.activateWindow()
    return panel


def type_in(panel: SignInPanel, text: str) -> None:
    field = panel.findChild(QLineEdit, "password")
    assert field is not None
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_that_a_wrong_password_is_told_and_the_right_one_opens(
    qapp: QApplication, guarded: Database, tmp_path: Path
) -> None:
    panel = panel_of(guarded, tmp_path)
    hands = Hands(qapp, panel)
    who, password = panel.findChild(QComboBox, "who"), panel.findChild(QLineEdit, "password")
    assert who is not None
    assert password is not None
    who.setFocus()
    while who.currentData() != "anna":
        QTest.keyClick(who, Qt.Key.Key_Down)
    hands.until(password.hasFocus, "the password to be asked")
    type_in(panel, "bardzo tajne 8")
    hands.until(lambda: password.accessibleDescription() == "Zła nazwa użytkownika albo hasło.", "the refusal")
    assert (panel.isVisible(), panel.login, password.selectedText()) == (True, "", "bardzo tajne 8")
    assert nameless(panel) == []
    assert cut(panel) == []
    password.clear()
    type_in(panel, PASSWORD)
    hands.until(lambda: not panel.isVisible(), "the panel to go")
    assert panel.login == "anna"
    again = panel_of(guarded, tmp_path)
    proposed = again.findChild(QComboBox, "who")
    assert proposed is not None
    assert proposed.currentData() == "anna"
    again.reject()


def test_that_one_without_a_password_enters_by_name(qapp: QApplication, guarded: Database, tmp_path: Path) -> None:
    panel = panel_of(guarded, tmp_path)
    hands = Hands(qapp, panel)
    who = panel.findChild(QComboBox, "who")
    assert who is not None
    who.setCurrentIndex(who.findData("admin"))
    QTest.keyClick(panel, Qt.Key.Key_Return)
    hands.until(lambda: panel.login == "admin", "the administrator to enter")


def test_that_nobody_is_asked_where_nobody_has_a_password(
    qapp: QApplication, company: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    monkeypatch.setattr(sign_in.SignInPanel, "exec", lambda _panel: pytest.fail("asked"))
    assert whoever_sits_here(company, kept) == ""
    assert operations.idle()


def test_that_leaving_opens_nothing(
    qapp: QApplication, guarded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    monkeypatch.setattr(sign_in.SignInPanel, "exec", lambda _panel: 0)
    assert whoever_sits_here(guarded, kept) is None
