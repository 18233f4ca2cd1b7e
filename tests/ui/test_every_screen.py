"""Every screen there is, in both languages: each control has a name in that language, Tab reaches each in a sane order,
and no key stands for two acts.

The screens are those of tools/screen_pages.py, the table of what is photographed.
"""

import re
import shutil
import tempfile
import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from db.session import Database
from tests.ui.looking import controls, name_of, ring_faults, shared_keys, where
from tools.screen_acts import Act
from tools.screen_pages import ALONE, CLERK, HAND, PAGES, Alone, Page
from tools.screens import twins
from ui import prompts
from ui.application import set_language
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import Onlooker
from ui.widgets.part_walk import parts

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]
ROOT = Path(__file__).resolve().parents[2]
ORDERS = 1500


@pytest.fixture(scope="module")
def companies() -> Iterator[Path]:
    """A filled one and one where nothing is yet."""
    folder = Path(tempfile.mkdtemp(prefix="crm-screens-"))
    for name in ("filled", "empty"):
        database = open_company(f"sqlite:///{folder / name}.db")
        if name == "filled":
            load(database, orders=ORDERS)
            twins(database)
        database.close()
    yield folder
    shutil.rmtree(folder)


UNFINISHED = (
    "new",
    "edit",
    "note",
    "reply",
    "offer",
    "call",
    "receive",
    "cancel",
    "same",
    "merge",
    "search",
    "keys",
    "queue",
    "filtered",
    "cost",
    "targets",
    "keep",
    "meanwhile",
)
"""Pages that end in the middle of something: the next one begins in a window of its own."""
ENGLISH = re.compile(
    r"\b(the|and|of|with|from|all|new|order|orders|customer|customers|inquiry|inquiries|search|save|close|cancel|"
    r"delete|remove|print|open|show|next|previous|back|goods|quantity|price|warehouse|choose|clear|edit|send|reply)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\bOF \d+/\d{4}\b")
"""An offer's number, whose series is no English word: which inquiry has an offer depends on the day of the sample."""


def said_otherwise(language: str) -> dict[str, str]:
    """Sentences of the other language, with the one they should be; those that read alike in both are left out."""
    tree = ElementTree.parse(ROOT / "resources" / "translations" / "crm_pl.ts")
    pairs = {}
    for message in tree.iter("message"):
        english, polish = message.findtext("source") or "", message.findtext("translation") or ""
        if english and polish and english != polish:
            pairs[english.replace("&", "")] = polish.replace("&", "")
    if language == "pl":
        return {english: polish for english, polish in pairs.items() if english not in pairs.values()}
    return {polish: english for english, polish in pairs.items() if polish not in pairs}


class Walk:
    """One language, one window after another; `faults` says what was wrong and where."""

    def __init__(
        self, app: QApplication, database: Database, folder: Path, language: str, *, user: str | None = None
    ) -> None:
        self._app, self._database, self._folder, self._user = app, database, folder, user
        self._foreign = said_otherwise(language)
        self._polish = language == "pl"
        self._desk: Desk | None = None
        self.faults: list[str] = []
        self.seen = 0

    def page(self, page: Page, act: Act) -> None:
        desk = self._opened()
        hands = Hands(self._app, desk.window)
        desk.room(page.tab)
        hands.settle()
        act(hands, desk)
        hands.settle()
        beside = next((one for one in desk.window.findChildren(QDialog) if one.isVisible()), None)
        self._look(page.key, beside or desk.window)
        self.faults += [f"{page.key}: {fault}" for fault in shared_keys(beside or desk.window)]
        popup = QApplication.activePopupWidget() is not None
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        if not popup and (self._polish or self._user):
            bars = () if beside else parts(desk.room(page.tab))
            self.faults += [f"{page.key}: {fault}" for fault in ring_faults(beside or desk.window, bars)]
        if beside is not None:
            self.close()
        if page.key.rpartition("-")[2] in UNFINISHED:
            self.close()

    def alone(self, alone: Alone) -> None:
        kept = QSettings(str(self._folder / "alone.ini"), QSettings.Format.IniFormat)
        window = alone.build(self._app, self._database, kept)
        window.show()
        hands = Hands(self._app, window)
        hands.settle()
        window.activateWindow()
        alone.act(hands)
        hands.settle()
        self._look(alone.key, window)
        self.faults += [f"{alone.key}: {fault}" for fault in shared_keys(window)]
        if self._polish:
            self.faults += [f"{alone.key}: {fault}" for fault in ring_faults(window, ())]
        window.close()
        window.deleteLater()
        self._app.processEvents()

    def _opened(self) -> Desk:
        if self._desk is None:
            kept = QSettings(str(self._folder / f"{uuid.uuid4().hex}.ini"), QSettings.Format.IniFormat)
            self._desk = Desk(self._app, self._database, kept=kept, user=self._user)
            self._desk.window.resize(*((1280, 720) if self._user else (1440, 900)))
            self._desk.window.show()
            hands = Hands(self._app, self._desk.window)
            hands.settle()
            self._desk.window.activateWindow()
            hands.until(self._desk.window.isActiveWindow, "the window to be active")
        return self._desk

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # its end takes the focus from the next one
            self._app.processEvents()

    def _look(self, key: str, window: QWidget) -> None:
        for control in controls(window):
            self.seen += 1
            name = name_of(control)
            if not name.strip():
                self.faults.append(f"{key}: {where(control)} has no name")
            elif name in self._foreign:
                self.faults.append(f"{key}: {where(control)} is called {name!r}, not {self._foreign[name]!r}")
            elif self._polish and ENGLISH.search(NUMBER.sub("", name)):
                self.faults.append(f"{key}: {where(control)} is called {name!r}")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_every_control_has_a_name_in_the_language_of_the_window_and_tab_reaches_it(
    qapp: QApplication, companies: Path, tmp_path: Path, language: str
) -> None:
    set_language(qapp, language)
    onlooker = Onlooker()
    before = prompts.seat(onlooker)
    faults, seen = [], 0
    for name in ("filled", "empty") if language == "pl" else ("filled",):
        shutil.copy(companies / f"{name}.db", tmp_path)
        database = open_company(f"sqlite:///{tmp_path / name}.db")
        walk = Walk(qapp, database, tmp_path, language)
        for page in (one for one in PAGES if one.user is None):
            act = page.filled if name == "filled" else page.empty
            if act is not None:
                walk.page(page, act)
        walk.close()
        for alone in ALONE if name == "filled" else ():
            walk.alone(alone)
        database.close()
        faults += walk.faults
        seen += walk.seen
    prompts.seat(before)
    assert list(dict.fromkeys(faults)) == []
    assert onlooker.faults == []
    assert seen > 1_500


@pytest.mark.parametrize("user", [CLERK, HAND])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_a_clerk_and_a_hand_find_every_control_named_and_by_tab_where_acts_of_others_are_gone(
    qapp: QApplication, companies: Path, tmp_path: Path, language: str, user: str
) -> None:
    set_language(qapp, language)
    onlooker = Onlooker()
    before = prompts.seat(onlooker)
    shutil.copy(companies / "filled.db", tmp_path)
    database = open_company(f"sqlite:///{tmp_path / 'filled.db'}")
    walk = Walk(qapp, database, tmp_path, language, user=user)
    for page in (one for one in PAGES if one.user == user):
        assert page.filled is not None
        walk.page(page, page.filled)
    walk.close()
    database.close()
    prompts.seat(before)
    assert list(dict.fromkeys(walk.faults)) == []
    assert onlooker.faults == []
    assert walk.seen > 100
