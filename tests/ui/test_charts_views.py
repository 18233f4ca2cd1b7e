"""Views that are kept and pinned to Today, and targets: entered in the window, shown beside what was reached."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.worth.targets import Targets, targets_of
from db.session import Database
from tests.ui.looking import cut, nameless
from tests.ui.test_charts_tab import crumbs, filled, hands, page, person, records
from ui import formats
from ui.charts_tab.targets_form import TargetsForm
from ui.charts_tab.views import KeepForm, ViewsButton
from ui.hands import Hands
from ui.today.pins import PinCard, Pins

__all__ = ["filled", "hands", "person"]
pytestmark = pytest.mark.slow


def keep(hands: Hands, name: str, *, pinned: bool = True) -> None:
    hands.find(ViewsButton, "views").keep()
    form = hands.find(KeepForm, "keep_view")
    form._name.setText(name)
    form._pinned.setChecked(pinned)
    form._save.click()
    hands.settle()
    hands.window.activateWindow()


def pins(hands: Hands) -> list[PinCard]:
    hands.desk.room("today")  # type: ignore[attr-defined]
    hands.settle()
    return hands.window.findChild(Pins, "pins").cards


def menu_of(hands: Hands, name: str) -> dict[str, Any]:
    button = hands.find(ViewsButton, "views")
    found = next(action.menu() for action in button.menu().actions() if action.text() == name)
    return {action.text(): action for action in found.actions()}


def test_that_a_view_is_kept_pinned_opened_from_today_and_forgotten(hands: Hands, filled: Database) -> None:
    page(hands).show_page("products")
    hands.settle()
    page(hands)._on_divide("product_group")
    page(hands)._filters.compare_with("year")
    page(hands)._on_measure("margin")
    hands.settle()
    page(hands).drill((records(hands)[0].keys[0],))
    hands.settle()
    way, asked = crumbs(hands), page(hands).request()
    keep(hands, "Najlepsza grupa")
    page(hands).show_page("funnel")
    hands.settle()
    (card,) = hands.until(lambda: pins(hands), "a pinned view")
    hands.settle()
    total = run_report(filled, asked).total
    assert card._figure.text() == formats.money(total.sums.margin, currency="PLN")  # type: ignore[union-attr]
    assert (nameless(hands.window), cut(hands.window)) == ([], [])
    QTest.keyClick(card, Qt.Key.Key_Return)
    hands.settle()
    assert (hands.desk.window.current_key, crumbs(hands)) == ("charts", way)  # type: ignore[attr-defined]
    assert (page(hands).request(), page(hands)._measure(page(hands).level)) == (asked, "margin")
    hands.key(Qt.Key.Key_Backspace)
    hands.settle()
    assert crumbs(hands) == way[:1]
    hands.until(lambda: hands.find(ViewsButton, "views").views, "the view in the menu")
    menu_of(hands, "Najlepsza grupa")["Na karcie Dziś"].trigger()
    hands.settle()
    assert hands.until(lambda: not pins(hands), "no pinned view")
    assert not hands.window.findChild(Pins, "pins").isVisible()
    hands.desk.room("charts")  # type: ignore[attr-defined]
    hands.settle()
    menu_of(hands, "Najlepsza grupa")["Usuń"].trigger()
    hands.settle()
    assert hands.until(lambda: not hands.find(ViewsButton, "views").views, "no view")


def test_that_a_view_without_a_name_is_asked_for_one(hands: Hands) -> None:
    keep(hands, "  ")
    form = hands.find(KeepForm, "keep_view")
    assert form._field.fault == "Podaj nazwę."
    form.close()


def test_that_targets_are_entered_and_stand_beside_what_was_reached(hands: Hands) -> None:
    page(hands).show_page("people")
    page(hands)._measures["people"] = "target"
    hands.settle()
    page(hands)._targets.click()
    form = hands.find(TargetsForm, "targets_form")
    hands.settle()
    best = max(records(hands), key=lambda row: row.sums.revenue)
    form._employee.setCurrentIndex(form._employee.findData(best.key))
    form._year.setCurrentIndex(form._year.findText("2025"))
    hands.settle()
    march = targets_of_best(hands, best.key).amounts[2]
    form._months[0].setText("dużo")
    form._save.click()
    assert form._fields[0].fault == "Kwota, np. 120 albo 99,50"
    for number in (0, 1):
        form._months[number].setText("1 000,50")
    form._save.click()
    hands.settle()
    form.close()
    page(hands)._filters.set_period(*_first_quarter())
    page(hands).refresh()
    hands.settle()
    row = next(row for row in records(hands) if row.key == best.key)
    assert row.target == 200_100 + march
    asked = run_report(hands.desk.seat.database, ReportRequest("people", *_first_quarter()))  # type: ignore[attr-defined]
    assert records(hands) == list(asked.rows)


def targets_of_best(hands: Hands, login: str) -> Targets:
    with hands.desk.seat.database.read() as session:  # type: ignore[attr-defined]
        return targets_of(session, login, 2025)


def _first_quarter() -> tuple[Any, Any]:
    return date(2025, 1, 1), date(2025, 3, 31)
