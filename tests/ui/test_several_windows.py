"""Several windows of one seat: wishes are granted in the one in front, what is counted stands in all."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from crm_desktop.staff.queries import actor_by_login
from db.session import Database
from tests.company import Shop
from tests.ui.test_ahead import kept
from ui.application import set_language
from ui.desk import ASIDE, OTHERS, Desk
from ui.hands import Hands
from ui.help.window import HelpWindow
from ui.main_window import MainWindow
from ui.tour import Onlooker

__all__ = ["kept"]


@pytest.fixture
def desk(qapp: QApplication, company: Database, kept: QSettings, onlooker: Onlooker) -> Iterator[Desk]:
    set_language(qapp, "en")
    opened = Desk(qapp, company, kept=kept)
    opened.window.resize(1280, 720)
    opened.window.show()
    yield opened
    opened.close()
    set_language(qapp, "pl")


def press(window: MainWindow, name: str) -> None:
    window.findChild(QAction, name).trigger()


def settled(desk: Desk) -> Hands:
    hands = Hands(QApplication.instance(), desk.window)
    hands.until(lambda: all(ahead.standing for ahead in desk._aheads.values()), "the rooms")
    hands.settle()
    return hands


def test_that_a_wish_is_granted_in_the_window_in_front_and_badges_stand_in_both(desk: Desk, company: Database) -> None:
    with company.read() as session:
        shop = Shop(company, actor_by_login(session, "admin"))
    first = desk.window
    press(first, "new_window")
    second = desk.window
    hands = settled(desk)
    assert (second is not first, desk.windows, second.pos() - first.pos()) == (True, [first, second], ASIDE)
    customer = shop.customer("Ala")
    desk.seat.open_customer.emit(customer)
    hands.settle()
    assert (first.current_key, second.current_key) == ("today", "customers")
    first.activateWindow()
    hands.until(lambda: desk.window is first, "the first in front again")
    desk.seat.open_chart.emit("products")
    assert (first.current_key, second.current_key) == ("charts", "customers")
    shop.place(customer, (shop.product(), 1_000))
    hands.until(lambda: [one._buttons["orders"].badge for one in desk.windows] == [1, 1], "the badges of both")


def test_that_closing_one_of_two_leaves_the_other_at_work(desk: Desk) -> None:
    first, second = desk.window, desk.open_another()
    settled(desk)
    press(second, "close_window")
    assert (desk.windows, desk.window) == ([first], first)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(second)
    assert first.isVisible()
    desk.seat.take_call.emit()
    assert first.current_key == "inquiries"


def test_that_f1_is_heard_by_the_window_in_front_alone(desk: Desk) -> None:
    first, second = desk.window, desk.open_another()
    settled(desk)
    assert [one.findChild(QAction, "help_here").isEnabled() for one in (first, second)] == [False, True]
    QTest.keyClick(second, Qt.Key.Key_F1)
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow) and one.isVisible()]
    assert len(shown) == 1
    shown[0].close()


def test_that_windows_left_open_stand_there_again_at_their_tabs(
    desk: Desk, qapp: QApplication, company: Database, kept: QSettings
) -> None:
    first, second = desk.window, desk.open_another()
    settled(desk)
    second.show_tab("charts")
    desk._turn_to(first)
    first.show_tab("orders")
    first.quit_wanted.emit()
    assert not any(one.isVisible() for one in (first, second))
    again = Desk(qapp, company, kept=kept)
    again.window.show()
    again.open_kept()
    assert [one.current_key for one in again.windows] == ["orders", "charts"]
    assert again.window is again.windows[0]
    assert kept.value(OTHERS) is None
    again.close()


def test_that_another_language_is_spoken_in_each(desk: Desk) -> None:
    first = desk.window
    second = desk.open_another()
    settled(desk)
    second.show_tab("orders")
    desk._on_language("pl")
    assert [one.windowTitle() for one in desk.windows] == ["Dziś", "Zamówienia"]
    assert desk.window is desk.windows[1]
    assert not first.isVisible()


def test_that_what_was_kept_may_be_anything(desk: Desk, kept: QSettings) -> None:
    for odd in ("x", ["a", "b", "c"], 7):
        kept.setValue(OTHERS, odd)
        desk.open_kept()
        assert len(desk.windows) == 1
