"""Ctrl+K runs acts by their names, beside finding records."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenuBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import CustomerKind
from ui.desk import Desk
from ui.hands import Hands
from ui.widgets.acts import acts_of_menus, acts_of_page, matching
from ui.widgets.hits import Hits


@pytest.fixture
def hands(qapp: QApplication, company: Database, tmp_path: Path) -> Iterator[Hands]:
    execute(company, register_customer, NewCustomer("Nowak i Syn", CustomerKind.COMPANY), actor=SYSTEM)
    desk = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    found = Hands(qapp, desk.window)
    found.settle()
    yield found
    desk.close()


def offered(hands: Hands, typed: str) -> list[str]:
    """What the list under the search says, without its kinds."""
    hands.write("search_everything", typed, enter=False)
    hands.until(hands.find(Hits, "hits").isVisible, "what was found")
    hands.settle()
    rows = hands.find(Hits, "hits").findChild(QListWidget)
    return [rows.item(row).text() for row in range(rows.count())]


def test_that_an_act_is_found_by_the_beginnings_of_its_words_and_done_by_enter(hands: Hands) -> None:
    assert offered(hands, ">mag") == ["Polecenie · Magazyn · Ctrl+4"]
    hands.key(Qt.Key.Key_Return)
    assert hands.window.current_key == "warehouse"  # type: ignore[attr-defined]
    assert hands.find(QLineEdit, "search_everything").text() == ""
    assert offered(hands, ">przyj tow") == ["Polecenie · Przyjmij towar · Ctrl+N"]


def test_that_records_stand_before_acts_and_enter_opens_the_record(hands: Hands) -> None:
    hands.key(Qt.Key.Key_5, ctrl=True)
    found = offered(hands, "now")
    assert found[0].startswith("Klient · Nowak i Syn")
    assert "Polecenie · Nowy klient" in found[1:]


def test_that_a_menu_within_a_menu_stands_before_its_entries_and_what_cannot_be_used_is_left_out(qtbot: QtBot) -> None:
    bar, done = QMenuBar(), []
    qtbot.addWidget(bar)
    view = bar.addMenu("&Widok")
    dark = view.addMenu("&Motyw").addAction("&Ciemny", lambda: done.append("dark"))
    view.addSeparator()
    view.addAction(QAction("Nie teraz", bar, enabled=False))
    dark.setShortcut("Ctrl+D")
    acts = acts_of_menus(bar)
    assert [(act.title, act.key) for act in acts] == [("Motyw › Ciemny", "Ctrl+D")]
    acts[0].run()
    assert done == ["dark"]


def test_that_a_page_offers_each_visible_button_that_may_be_pressed_once(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for words, usable, shown in (("Wyślij", True, True), ("Cofnij", False, True), ("Ukryty", True, False)):
        button = QPushButton(words)
        button.setEnabled(usable)
        column.addWidget(button)
        button.setVisible(shown)
    column.addWidget(QPushButton("Wyślij"))
    page.show()
    assert [act.title for act in acts_of_page(page)] == ["Wyślij"]
    assert matching(acts_of_page(page), "cof") == []
    assert [act.title for act in matching(acts_of_page(page), "WYSL")] == ["Wyślij"]


def test_that_what_was_found_stays_under_its_field_as_the_window_grows(hands: Hands) -> None:
    offered(hands, ">mag")
    field, hits = hands.find(QLineEdit, "search_everything"), hands.find(Hits, "hits")
    before = field.mapTo(hands.window, QPoint(0, 0)).x()
    hands.window.resize(1920, 1080)
    hands.settle()
    corner = field.mapTo(hands.window, QPoint(0, 0))
    assert corner.x() > before
    shown = hits.mapTo(hands.window, QPoint(0, 0)).x()
    assert shown <= corner.x() < corner.x() + field.width() <= shown + hits.width()
