"""Help: F1 where one stands, links that lead somewhere, both languages, and the look around."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from db.session import Database
from tools.help_pictures import FOLDER, LOOKS, SHOWN
from ui.application import set_language
from ui.desk import Desk
from ui.hands import Hands
from ui.help.look_around import LookAround
from ui.help.topics import ORDER, topics
from ui.help.window import HelpWindow
from ui.rooms import KEYS
from ui.settings.window import HELP, SettingsWindow

LINKS, PICTURES, HEADINGS = r"[^!]\[[^\]]*\]\(([^)]*)\)", r"!\[[^\]]*\]\(([^)]*)\.png\)", r"(?m)^(#+) "


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def desk(qapp: QApplication, company: Database, kept: QSettings) -> Iterator[Desk]:
    opened = Desk(qapp, company, kept=kept)
    opened.window.resize(1280, 720)
    opened.window.show()
    yield opened
    opened.close()


@pytest.fixture
def hands(desk: Desk, qapp: QApplication) -> Hands:
    return Hands(qapp, desk.window)


def help_window() -> HelpWindow:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow) and one.isVisible())


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_every_page_of_help_has_its_links_pictures_and_title(language: str) -> None:
    found = topics(language)
    assert [topic.key for topic in found] == list(ORDER)
    assert [topic.key for topic in found if set(re.findall(LINKS, topic.text)) - set(ORDER)] == []
    assert {name for topic in found for name in re.findall(PICTURES, topic.text)} == set(SHOWN)
    assert all(topic.title for topic in found)


def test_that_both_languages_say_the_same_things_in_the_same_order() -> None:
    shapes = [
        [(topic.key, re.findall(f"{HEADINGS}|{LINKS}|{PICTURES}", topic.text)) for topic in topics(language)]
        for language in ("pl", "en")
    ]
    assert shapes[0] == shapes[1]


def test_that_each_picture_is_there_in_both_languages_and_themes_and_no_other() -> None:
    wanted = {f"{name}-{language}-{scheme}.png" for name in SHOWN for language, scheme in LOOKS}
    assert {file.name for file in FOLDER.iterdir()} == wanted


def test_that_pages_of_the_settings_point_to_pages_of_help() -> None:
    assert set(HELP.values()) <= set(ORDER)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_the_help_names_pages_of_the_settings_and_menus_as_the_window_does(
    qapp: QApplication, desk: Desk, language: str
) -> None:
    set_language(qapp, language)
    try:
        window = SettingsWindow(desk.seat, QSettings(), None)
        pages = {window.list.item(row).text() for row in range(window.list.count())}
        window.close()
    finally:
        set_language(qapp, "pl")
    menu, settings = {"pl": ("Import arkusza", "Ustawienia"), "en": ("Import a sheet", "Settings")}[language]
    named = {name for topic in topics(language) for name in re.findall(rf"\*{settings} → ([^*]+)\*", topic.text)}
    assert named - pages == set()
    listed = next(topic.text for topic in topics(language) if topic.key == "settings")
    assert set(re.findall(r"\*\*([^*]+)\*\*", listed)) - {"Ctrl+,"} == pages
    files = {name for topic in topics(language) for name in re.findall(r"\*(?:Plik|File) → ([^*]+)\*", topic.text)}
    assert files == {menu}


def test_that_f1_opens_the_page_of_each_tab_and_of_the_settings(qapp: QApplication, desk: Desk, hands: Hands) -> None:
    for key in KEYS:
        desk.room(key)
        hands.settle()
        hands.key(Qt.Key.Key_F1)
        assert help_window().topic == key
    help_window().close()
    settings = desk.open_settings("printers")
    hands.until(settings.isActiveWindow, "the settings in front")
    Hands(qapp, settings).key(Qt.Key.Key_F1)
    assert help_window().topic == "printing"
    settings.close()
    help_window().close()


def test_that_a_word_of_the_text_finds_its_page_whatever_its_accents(desk: Desk, hands: Hands) -> None:
    desk.window.help_wanted.emit("start")
    window = help_window()
    window.search.setText("bez przepisywania zamowienie")
    window.search.returnPressed.emit()
    shown = [window.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(window.list.count())]
    assert [key for row, key in enumerate(shown) if not window.list.item(row).isHidden()] == ["inquiries"]
    assert window.topic == "inquiries"
    window.page.anchorClicked.emit("warehouse")
    assert window.topic == "warehouse"
    assert window.page.toPlainText().startswith("Magazyn\n")
    window.close()


def test_that_the_help_shows_nothing_but_its_own_pictures(desk: Desk) -> None:
    desk.window.help_wanted.emit("today")
    page = help_window().page
    image = 2
    assert page.loadResource(image, "today.png") is not None
    for stranger in ("http://example.invalid/a.png", "../../words/pl/orders.toml", "/etc/passwd", "unknown.png"):
        assert page.loadResource(image, stranger) is None
    help_window().close()


def test_that_the_look_around_passes_every_tab_by_enter_and_is_not_shown_by_itself_again(
    desk: Desk, hands: Hands, kept: QSettings
) -> None:
    desk.look_around()
    passed = []
    while (shown := desk.window.findChild(LookAround)) is not None and shown.isVisible():
        passed.append(desk.window.current_key)
        hands.key(Qt.Key.Key_Return)
    assert passed == [*KEYS, "charts"]
    assert kept.value("help/looked_around") in (True, "true")


def test_that_escape_ends_the_look_around_and_the_arrows_walk_it(desk: Desk, hands: Hands) -> None:
    desk.look_around()
    around = desk.window.findChild(LookAround)
    assert around is not None
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Left)
    assert (around.at, desk.window.current_key) == (1, "inquiries")
    hands.key(Qt.Key.Key_Escape)
    left = desk.window.findChild(LookAround)
    assert left is None or not left.isVisible()
