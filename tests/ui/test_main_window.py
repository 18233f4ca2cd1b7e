from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.changes import Changed
from db.vocabulary import Topic
from tools import translations
from ui.application import set_language
from ui.gallery import Gallery
from ui.live import Connection
from ui.main_window import MainWindow, Tab
from ui.theme import Meaning, Scheme


@dataclass
class Rooms:
    """Counts what is built."""

    built: list[str]

    def build(self, key: str) -> Callable[[], QWidget]:
        def made() -> QWidget:
            self.built.append(key)
            return QLineEdit(key)

        return made


@pytest.fixture
def rooms() -> Rooms:
    return Rooms([])


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def open_window(rooms: Rooms, settings: QSettings, qtbot: QtBot) -> MainWindow:
    tabs = [
        Tab("today", "Dziś", "sun", rooms.build("today")),
        Tab("orders", "Zamówienia", "shopping-cart", rooms.build("orders")),
        Tab("charts", "Wykresy", "chart-bar", rooms.build("charts")),
    ]
    window = MainWindow(tabs, settings=settings, signed_in="Anna Wrona")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_that_a_room_is_built_when_it_is_first_shown_and_once(rooms: Rooms, settings: QSettings, qtbot: QtBot) -> None:
    window = open_window(rooms, settings, qtbot)
    assert rooms.built == ["today"]
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    window.findChild(QAbstractButton, "tab_today").click()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert (rooms.built, window.current_key, window.windowTitle()) == (["today", "charts"], "charts", "Wykresy")
    assert QApplication.focusWidget() is window.show_tab("charts")


def test_that_the_window_opens_tomorrow_as_it_was_left(rooms: Rooms, settings: QSettings, qtbot: QtBot) -> None:
    window = open_window(rooms, settings, qtbot)
    window.resize(1300, 700)
    window.show_tab("orders")
    window.close()
    again = open_window(rooms, settings, qtbot)
    assert (again.current_key, again.width(), again.height()) == ("orders", 1300, 700)


def test_that_a_tab_that_is_no_more_opens_the_first(rooms: Rooms, settings: QSettings, qtbot: QtBot) -> None:
    settings.setValue("window/tab", "gone")
    assert open_window(rooms, settings, qtbot).current_key == "today"


def test_that_ctrl_k_searches(rooms: Rooms, settings: QSettings, qtbot: QtBot) -> None:
    window = open_window(rooms, settings, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.search
    with qtbot.waitSignal(window.searched) as told:
        qtbot.keyClicks(window.search, "sugar")
    assert told.args == ["sugar"]


def test_that_the_window_says_how_things_are(rooms: Rooms, settings: QSettings, qtbot: QtBot) -> None:
    window = open_window(rooms, settings, qtbot)
    window.show_connection(Connection.CONNECTED, "Serwer biurowy")
    assert window.connection.text == "Serwer biurowy"
    window.show_connection(Connection.AWAY)
    assert window.connection.text == "Baza nie odpowiada, ponawiam"
    window.show_printing("2 drukarki gotowe", Meaning.GOOD)
    assert window.printing.isVisible()
    window.set_badge("today", 4, hot=True)
    assert window.findChild(QAbstractButton, "tab_today").accessibleName() == "Dziś czeka: 4"
    at = int(datetime.now(UTC).timestamp() * 1_000_000)
    window.show_changes(
        frozenset(
            {
                Changed(Topic.ORDERS, 1, "issued", "2026/1012", "magazyn", "", at),
                Changed(Topic.STOCK, 1, "level", "", "magazyn", "", at + 1),
            }
        )
    )
    assert window.last_change.text() == "Zamówienie 2026/1012 wydane · magazyn · przed chwilą"


def test_that_theme_and_language_are_chosen_from_the_menu_and_kept(
    rooms: Rooms, settings: QSettings, qtbot: QtBot
) -> None:
    window = open_window(rooms, settings, qtbot)
    actions = {action.data(): action for action in window.findChildren(QAction) if action.data()}
    with qtbot.waitSignal(window.scheme_chosen) as scheme:
        actions["dark"].trigger()
    with qtbot.waitSignal(window.language_chosen) as language:
        actions["en"].trigger()
    assert (scheme.args, language.args) == ([Scheme.DARK], ["en"])
    assert (settings.value("scheme"), settings.value("language")) == ("dark", "en")


def test_that_a_window_made_anew_speaks_the_other_language(
    rooms: Rooms, settings: QSettings, qtbot: QtBot, qapp: QApplication
) -> None:
    hints = []
    for language in ("pl", "en"):
        set_language(qapp, language)
        window = open_window(rooms, settings, qtbot)
        hints.append(window.search.accessibleName())
    assert hints == ["Szukaj wszystkiego", "Search everything"]


def test_that_the_gallery_shows_every_part_in_both_languages(qtbot: QtBot, qapp: QApplication) -> None:
    for language, word in (("pl", "w realizacji"), ("en", "in preparation")):
        set_language(qapp, language)
        gallery = Gallery()
        qtbot.addWidget(gallery)
        gallery.show()
        assert not gallery.grab().toImage().isNull()
        assert word in {widget.accessibleName() for widget in gallery.findChildren(QWidget)}
        assert gallery.findChildren(QLabel)


def test_that_a_missing_or_broken_translation_is_noticed(tmp_path: Path) -> None:
    broken = tmp_path / "crm_pl.ts"
    broken.write_text(
        '<TS version="2.1"><context><name>Page</name>'
        '<message><source>New</source><translation type="unfinished"></translation></message>'
        "<message><source>{count} min</source><translation>min</translation></message>"
        "<message><source>Good</source><translation>Dobry</translation></message></context></TS>",
        encoding="utf-8",
    )
    assert list(translations.faults(broken)) == [
        "crm_pl.ts: Page: 'New' has no finished translation",
        "crm_pl.ts: Page: '{count} min' has other places than 'min'",
    ]
