"""A draft that one leaves, and that another saved meanwhile: what was typed is kept until it is stored or given up."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton

from crm_desktop.orders.drafting import change_draft
from crm_desktop.orders.records import ChangeDraft, NewLine, OrderCard, PlaceOrder
from crm_desktop.work import execute
from db.session import Database
from tests.company import Shop
from tests.ui.desks import Seated, both, company, seated, shop
from tests.ui.orders import card_of, customer_chosen, lines_table, only_order, opened, typed
from ui.orders.kept_order import key_of
from ui.tour import Onlooker
from ui.widgets.parts import Told

__all__ = ["company", "shop"]


@pytest.fixture
def sit_down(
    qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker
) -> Iterator[Callable[[], Seated]]:
    """At the window, and at another one once that is closed."""
    with ExitStack() as window:

        def sit() -> Seated:
            window.close()
            return window.enter_context(seated(qapp, company, tmp_path, "orders"))

        yield sit


def kept(hands: Seated, number: str) -> Any:
    return hands.desk.seat.typed.found(key_of(number))


def typed_over(hands: Seated, shop: Shop) -> OrderCard:
    """A draft of one piece that I make two of, while Anna's seven with her note are stored already."""
    flour = shop.product("MK-1", stock=9_000)
    customer = customer_chosen(hands, shop)
    typed(hands, "goods_search", "MK-1")
    hands.until(lambda: only_order(shop).lines, "the draft")
    hands.settle()
    hands.desk.seat.live.stop()  # she is so quick that nothing is told in time
    card = only_order(shop)
    hers = PlaceOrder(customer, (NewLine(flour, 7_000),), note="Anny")
    anna = replace(shop.actor, name="Anna Wrona", place="magazyn")
    execute(shop.database, change_draft, ChangeDraft(card.row.number, card.version, hers), actor=anna)
    return only_order(shop)


def one_more(hands: Seated) -> None:
    """The last key before the draft is left: less than a moment ago."""
    field = hands.find(QLineEdit, "goods_search")
    field.setText("MK-1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    model = lines_table(hands).records_model
    hands.until(lambda: [line.quantity for line in model.records] == [2_000], "two of them")


MINE, HERS = "2 × 48,90 · VAT 23", "7 × 48,90 · VAT 23"


def test_that_what_was_typed_last_stands_beside_theirs_when_the_draft_is_opened_again(
    sit_down: Callable[[], Seated], shop: Shop
) -> None:
    hands = sit_down()
    card = typed_over(hands, shop)
    number, line = card.row.number, f"line_{card.lines[0].product_id}"
    one_more(hands)
    hands.press("new_order")
    hands.until(lambda: kept(hands, number), "it to be kept")
    hands.settle()
    assert [one.quantity for one in card_of(shop, number).lines] == [7_000]
    opened(hands, number)
    assert both(hands, line) == (MINE, HERS)
    hands.press("back_to_form")
    assert [one.quantity for one in lines_table(hands).records_model.records] == [7_000]
    press_told(hands, "Pokaż obie")
    assert both(hands, line) == (MINE, HERS)
    hands.press("save_chosen")
    hands.settle()
    now = card_of(shop, number)
    assert ([one.quantity for one in now.lines], now.note) == ([2_000], "Anny")
    assert kept(hands, number) is None
    opened(hands, number)
    assert [one.quantity for one in lines_table(hands).records_model.records] == [2_000]


def press_told(hands: Seated, text: str) -> None:
    buttons = hands.find(Told, "told").findChildren(QPushButton)
    next(one for one in buttons if one.isVisible() and one.text() == text).click()
    hands.settle()


def test_that_it_is_there_after_the_window_was_closed_too(sit_down: Callable[[], Seated], shop: Shop) -> None:
    hands = sit_down()
    card = typed_over(hands, shop)
    one_more(hands)
    hands = sit_down()
    opened(hands, card.row.number)
    assert both(hands, f"line_{card.lines[0].product_id}") == (MINE, HERS)
    assert [one.quantity for one in card_of(shop, card.row.number).lines] == [7_000]


def test_that_it_is_given_up_where_one_says_so(sit_down: Callable[[], Seated], shop: Shop) -> None:
    hands = sit_down()
    card = typed_over(hands, shop)
    one_more(hands)
    hands.press("new_order")
    hands.until(lambda: kept(hands, card.row.number), "it to be kept")
    hands.settle()
    opened(hands, card.row.number)
    hands.press("back_to_form")
    press_told(hands, "Odrzuć")
    assert kept(hands, card.row.number) is None
    hands.press("new_order")
    opened(hands, card.row.number)
    assert [one.quantity for one in lines_table(hands).records_model.records] == [7_000]


def test_that_nothing_is_kept_of_what_was_stored_as_it_was_left(sit_down: Callable[[], Seated], shop: Shop) -> None:
    hands = sit_down()
    shop.product("MK-1", stock=9_000)
    customer_chosen(hands, shop)
    typed(hands, "goods_search", "MK-1")
    hands.until(lambda: only_order(shop).lines, "the draft")
    hands.settle()
    one_more(hands)
    hands.press("new_order")
    number = only_order(shop).row.number
    hands.until(lambda: card_of(shop, number).lines[0].quantity == 2_000, "it to be stored")
    hands.settle()
    assert kept(hands, number) is None
    hands = sit_down()
    opened(hands, number)
    assert [one.quantity for one in lines_table(hands).records_model.records] == [2_000]
    assert hands.window.findChildren(QRadioButton, f"mine_line_{card_of(shop, number).lines[0].product_id}") == []
