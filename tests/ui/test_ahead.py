"""Rooms made while nobody asks for them, and Python's own work kept from between a key and what it shows."""

import gc
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Role
from ui import theme
from ui.charts_tab.page import ChartsPage
from ui.desk import Desk
from ui.hands import Hands
from ui.help.look_around import LookAround
from ui.orders.page import OrdersPage
from ui.orders.way import RESERVE
from ui.rooms import KEYS
from ui.tables import Column, TableView
from ui.tour import Onlooker
from ui.upkeep import YOUNG, Upkeep


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def desk(qapp: QApplication, company: Database, kept: QSettings, onlooker: Onlooker) -> Iterator[Desk]:
    opened = Desk(qapp, company, kept=kept)
    opened.window.resize(1280, 720)
    opened.window.show()
    yield opened
    opened.close()


def test_that_every_room_stands_before_it_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    ahead = desk.make_ahead()
    qtbot.waitUntil(lambda: ahead.standing, timeout=20_000)
    pages = [desk.window.pages.widget(number) for number in range(desk.window.pages.count())]
    assert len(pages) == len(KEYS)
    assert desk.window.current_key == "today"
    assert [desk.room(key) for key in KEYS] == pages


def test_that_the_steps_of_an_order_stand_as_well(desk: Desk, qtbot: QtBot) -> None:
    ahead = desk.make_ahead()
    qtbot.waitUntil(lambda: ahead.standing, timeout=20_000)
    orders = desk.window.findChild(OrdersPage)
    made: list[int] = []
    orders.wizard.pages.made.connect(lambda number, _page: made.append(number))
    orders.wizard.pages.bring(RESERVE)
    assert made == []


def test_that_a_room_asked_for_while_it_is_made_is_finished_and_not_made_twice(desk: Desk) -> None:
    pieces = desk.window.pages.make_ahead("charts")
    next(pieces)
    shown = desk.room("charts")
    for _ in pieces:
        pass
    assert desk.room("charts") is shown
    assert desk.window.findChildren(ChartsPage) == [shown]


def test_that_what_was_only_made_ahead_keeps_nothing(desk: Desk, kept: QSettings, qtbot: QtBot) -> None:
    ahead = desk.make_ahead()
    qtbot.waitUntil(lambda: ahead.standing, timeout=20_000)
    desk.room("customers")
    Hands(desk._app, desk.window).settle()
    desk.window.save_state()
    rooms = {key.split("/")[1] for key in kept.allKeys() if key.startswith("pages/")}
    assert rooms <= {"today", "customers"}
    assert "customers" in rooms


def test_that_inquiries_are_for_whoever_answers_them_and_charts_for_whoever_may_see_reports(
    qapp: QApplication, company: Database, kept: QSettings, onlooker: Onlooker, qtbot: QtBot
) -> None:
    with company.read() as session:
        admin = actor_by_login(session, "admin")
    execute(company, add_employee, AddEmployee("marek", "Marek Stachowiak", Role.WAREHOUSE), actor=admin)
    desk = Desk(qapp, company, kept=kept, user="marek")
    desk.window.show()
    assert desk.window.tabs == ("today", "orders", "warehouse", "customers")
    ahead = desk.make_ahead()
    qtbot.waitUntil(lambda: ahead.standing, timeout=20_000)
    desk.seat.open_chart.emit("products")
    assert desk.window.current_key == "today"
    desk.look_around()
    around = desk.window.findChild(LookAround)
    assert [stop.tab for stop in around.stops if stop.tab == "charts"] == []
    desk.close()


def test_that_a_column_is_measured_as_it_will_be_seen(qtbot: QtBot) -> None:
    """Not before its table stands in a window that was dressed: letters and margins are others there."""
    table = TableView([Column("name", "Nazwa", str)], name="names", title="Nazwy", empty="")
    before = table.columnWidth(0)
    table.set_records(["Mąka pszenna chlebowa typ 750, worek 25 kg"])
    assert table.columnWidth(0) == before
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    QVBoxLayout(window).addWidget(table)
    window.resize(600, 200)
    window.show()
    assert table.columnWidth(0) >= table.sizeHintForColumn(0) > before


class _Ring:
    """Rubbish that only a search finds."""

    def __init__(self) -> None:
        self.itself = self


def test_that_rubbish_is_looked_for_on_the_window_s_thread_alone_and_found() -> None:
    before, upkeep = (gc.isenabled(), sys.getswitchinterval()), Upkeep()
    upkeep.begin()
    assert not gc.isenabled()
    gone = weakref.ref(_Ring())
    held = [[number] for number in range(2 * YOUNG)]
    upkeep.look()
    assert gone() is None
    assert len(held) == 2 * YOUNG
    upkeep.end()
    assert (gc.isenabled(), sys.getswitchinterval()) == before
    assert gc.get_freeze_count() == 0
