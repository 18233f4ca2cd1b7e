"""Margins in the charts are for those who may see costs: on screen, in pictures, in what is exported."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QApplication

from crm_desktop.analytics.views import KeepView, Place, Step, keep_view
from crm_desktop.work import execute
from db.session import Database
from tests.ui.test_charts_tab import NOW, Saver, filled, page, person
from ui.charts_tab.exporting import ExportButton
from ui.charts_tab.portrait import PortraitCard
from ui.desk import Desk
from ui.hands import Hands
from ui.today.pins import Pins

__all__ = ["filled", "person"]
pytestmark = pytest.mark.slow


@pytest.fixture(params=["anna", "ewa"])
def hands(
    request: pytest.FixtureRequest, qapp: QApplication, filled: Database, tmp_path: Path, person: Saver
) -> Iterator[Hands]:
    """A clerk, then the owner."""
    with time_machine.travel(NOW, tick=True):
        kept = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
        desk = Desk(qapp, filled, kept=kept, user=request.param)
        desk.window.resize(1280, 720)
        desk.window.show()
        desk.room("charts")
        found = Hands(qapp, desk.window)
        found.desk = desk  # type: ignore[attr-defined]
        found.settle()
        yield found
        desk.close()


def heads(hands: Hands) -> set[str]:
    return {column.key for column in hands.table("report_table").records_model.columns}


def there(hands: Hands, name: str) -> bool:
    return any(chip.isVisible() for chip in hands.window.findChildren(QAbstractButton, name))


def test_that_only_who_may_see_costs_is_told_margins(
    request: pytest.FixtureRequest, hands: Hands, person: Saver
) -> None:
    owner = "ewa" in request.node.name
    for key in ("products", "customers", "people", "tables"):
        hands.press(f"chip_{key}")
        assert (there(hands, "chip_margin"), there(hands, "chip_contribution")) == (owner, owner and key == "people")
        assert "revenue" in heads(hands) or "value" in heads(hands)
        assert ("margin" in heads(hands)) == (owner and key in ("products", "customers"))
    assert there(hands, "chip_roi") == owner
    hands.press("chip_products")
    hands.find(ExportButton, "export").export("csv")
    hands.settle()
    (file,) = person.folder.glob("*.csv")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        head = next(csv.reader(lines))
    assert head[:5] == ["Kod", "Nazwa", "Sprzedaż netto", "Ilość", "Zamówienia"]
    assert ("Marża" in head) == owner


def test_that_the_page_of_costs_opens_for_those_who_may_see_them(request: pytest.FixtureRequest, hands: Hands) -> None:
    owner = "ewa" in request.node.name
    page(hands).show_page("roi")
    hands.settle()
    assert ("roi" in heads(hands), page(hands)._page) == (owner, "roi" if owner else "funnel")
    page(hands).show_page("people")
    hands.settle()
    assert there(hands, "enter_cost") is not owner, "an expense is entered on another page by those without that one"


def test_that_the_card_of_a_buyer_names_the_margin_to_those_alone(request: pytest.FixtureRequest, hands: Hands) -> None:
    card = hands.window.findChild(PortraitCard)
    assert card.sees_costs == ("ewa" in request.node.name)


def test_that_what_was_pinned_of_margins_leaves_today_with_the_right_to_see_costs(
    request: pytest.FixtureRequest, hands: Hands, filled: Database
) -> None:
    actor = hands.desk.seat.actor  # type: ignore[attr-defined]
    sold = Place(
        "products", (Step("products", ("product",)),), "year", NOW.date(), NOW.date(), "none", measure="revenue"
    )
    for name, place in (("Sprzedaż", sold), ("Marże", replace(sold, measure="margin"))):
        execute(filled, keep_view, KeepView(name, place, pinned=True), actor=actor)
    hands.desk.room("today")  # type: ignore[attr-defined]
    pins = hands.find(Pins, "pins")
    pins.refresh()
    hands.settle()
    told = {card.view.name for card in pins.cards}
    assert told == ({"Sprzedaż", "Marże"} if "ewa" in request.node.name else {"Sprzedaż"})
