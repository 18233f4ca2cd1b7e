"""A scan costs the same on an order of 300 lines as on one of three, and the window shows what the database says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from sqlalchemy import event
from sqlalchemy.engine import Engine

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.orders.picking import pick_short, scan_goods
from crm_desktop.orders.records import PickShort, ScanGoods
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import execute
from db.changes import Changed
from db.vocabulary import Topic
from tests.company import Shop, today
from tests.ui.desks import company, shop
from tests.ui.orders import card_of, hands, opened, status, typed
from ui.hands import Hands
from ui.orders.way import PICK
from ui.orders.wizard import OrderWizard
from ui.widgets.beep import Beep

__all__ = ["company", "hands", "shop"]
LONG = 300
NEWS_MS = 800
"""In which what was done before the scan has been told to the window, and read by it."""


@contextmanager
def asked() -> Iterator[list[str]]:
    """Every statement while it lasts."""
    told: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        told.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    yield told
    event.remove(Engine, "before_cursor_execute", hear)


def reserved(shop: Shop, *products: int) -> str:
    number = shop.place(shop.customer(), *((product, 5_000) for product in products)).number
    shop.advance(number, "reserve")
    return number


def picked(hands: Hands) -> list[int]:
    return [line.picked for line in hands.table("pick_lines").records_model.records]


def test_that_a_scan_asks_the_database_no_more_on_a_long_order_than_on_a_short_one(hands: Hands, shop: Shop) -> None:
    products = [shop.product(f"T-{number}", stock=20_000) for number in range(LONG)]
    found = []
    for lines in (3, LONG):
        number = reserved(shop, *products[:lines])
        opened(hands, number)
        hands.until(lambda lines=lines: len(picked(hands)) == lines, "the order to be read")
        typed(hands, "pick_scan", "T-0")  # the first scan meets what opening the order still has to do
        hands.until(lambda: picked(hands)[0] == 1_000, "the first scan")
        QTest.qWait(3 * NEWS_MS)
        hands.settle()
        with asked() as told:
            typed(hands, "pick_scan", "T-1")
            hands.until(lambda: picked(hands)[1] == 1_000, "the scan to be shown")
        found.append([text for text in told if text.startswith("SELECT order") or "FROM orders" in text])
        assert not [text for text in told if "FROM order_steps" in text], "nothing but what was picked is read again"
        assert [line.picked for line in card_of(shop, number).lines[:3]] == [1_000, 1_000, 0]
        assert hands.read("pick_progress") == f"0 / {lines}"
    assert len(found[1]) <= len(found[0]) + 1


def test_that_what_another_scans_is_shown_and_what_they_leave_for_later_too(hands: Hands, shop: Shop) -> None:
    number = reserved(shop, *(shop.product(code, stock=9_000) for code in ("MK-1", "MK-2")))
    opened(hands, number)
    other = replace(shop.actor, name="Łucja", place="magazyn")
    execute(shop.database, scan_goods, ScanGoods(number, "MK-2", 5), actor=other)
    hands.until(lambda: picked(hands) == [0, 5_000], "their scan to be shown")
    assert hands.read("pick_progress") == "1 / 2"
    card = card_of(shop, number)
    short = PickShort(number, card.lines[0].line_id, 2_000, card.version, later=True)
    execute(shop.database, pick_short, short, actor=other)
    hands.until(lambda: picked(hands) == [2_000, 5_000], "what is left for later to be shown")
    assert [line.later for line in hands.table("pick_lines").records_model.records] == [3_000, 0]
    hands.until(lambda: hands.read("pick_progress") == "2 / 2", "both to be ready")
    hands.press("next_step")
    assert card_of(shop, number).row.status.value == "picked"


def test_that_a_scan_after_another_has_moved_the_order_on_says_who_and_how_far(hands: Hands, shop: Shop) -> None:
    number = reserved(shop, shop.product(stock=9_000))
    opened(hands, number)
    page = hands.find(OrderWizard, "wizard").pages.page(PICK)
    Shop(shop.database, replace(shop.actor, name="Łucja", place="magazyn")).advance(number, "pick")
    hands.until(lambda: status(hands) == "skompletowane", "the live change")
    page._scan.setText("MK-1")  # the beep came before the change was seen
    page._on_scan()
    hands.settle()
    said = page.findChild(Beep).said
    assert said.startswith(f"Zamówienie {number} nie jest kompletowane (status „skompletowane”). Łucja – szybciej")
    assert "Kompletacja" in said
    assert [line.picked for line in card_of(shop, number).lines] == [5_000]


def test_that_one_key_leaves_a_line_for_later_and_goes_on_to_the_next(hands: Hands, shop: Shop) -> None:
    number = reserved(shop, *(shop.product(code, stock=9_000) for code in ("MK-1", "MK-2", "MK-3")))
    opened(hands, number)
    table = hands.table("pick_lines")
    typed(hands, "pick_scan", "2*MK-1")
    hands.until(lambda: picked(hands)[0] == 2_000, "the scan to be shown")
    for row in (1, 2):
        QTest.keyClick(hands.find(QLineEdit, "pick_scan"), Qt.Key.Key_F8)
        hands.until(lambda row=row: table.current_row() == row, f"row {row}")
    lines = card_of(shop, number).lines
    assert [(line.picked, line.later) for line in lines] == [(2_000, 3_000), (0, 5_000), (0, 0)]
    table.choose_row(0)
    version = card_of(shop, number).version
    QTest.keyClick(hands.find(QLineEdit, "pick_scan"), Qt.Key.Key_F8)
    hands.settle()
    assert table.current_record().name in hands.read("beep_said")
    assert (card_of(shop, number).version, table.current_row()) == (version, 0)


def test_that_of_two_lines_of_the_same_goods_the_one_that_was_ticked_is_chosen(hands: Hands, shop: Shop) -> None:
    flour = shop.product(stock=20_000)
    opened(hands, reserved(shop, flour, flour))
    table = hands.table("pick_lines")
    for scan, row in (("5*MK-1", 0), ("2*MK-1", 1)):
        typed(hands, "pick_scan", scan)
        hands.until(lambda row=row: table.current_row() == row, f"row {row} to be chosen")
    hands.until(lambda: picked(hands) == [5_000, 2_000], "both scans to be shown")


def test_that_a_scanned_lot_is_shown_on_its_line_and_given_up_by_the_other(hands: Hands, shop: Shop) -> None:
    new = NewProduct("DR-1", "Drożdże", 10_000, barcodes=(("5901234123457", 1_000),), tracks_lots=True)
    yeast, flour = execute(shop.database, add_product, new, actor=shop.actor).product_id, shop.product(stock=9_000)
    days = (today() + timedelta(days=20), today() + timedelta(days=60))
    lots = tuple(GoodsLine(yeast, 5_000, 10_000, lot, day) for lot, day in zip("AB", days, strict=True))
    execute(shop.database, receive_goods, ReceiveGoods(1, lots, supplier="Zaczyn"), actor=shop.actor)
    opened(hands, reserved(shop, yeast, flour, yeast))
    table = hands.table("pick_lines")

    def told() -> list[str]:
        column = next(n for n, one in enumerate(table.records_model.columns) if one.key == "lot")
        return [str(table.records_model.index(row, column).data()).partition(" ")[0] for row in range(3)]

    hands.until(lambda: told() == ["A", "", "B"], "what expires first on the first line")
    typed(hands, "pick_scan", f"5*(01)05901234123457(17){days[1]:%y%m%d}(10)B")
    hands.until(lambda: told() == ["B", "", "A"], "the lots to have changed places")
    assert picked(hands) == [5_000, 0, 0]


def test_that_an_order_is_opened_though_another_changes_at_that_very_moment(hands: Hands, shop: Shop) -> None:
    flour = shop.product(stock=20_000)
    first, second = reserved(shop, flour), reserved(shop, flour)
    opened(hands, first)
    page: Any = hands.find(QWidget, "orders")
    page.open(second)
    wizard = hands.find(OrderWizard, "wizard")
    wizard.follow({Changed(Topic.STOCK, 1, "reserved", "", "Łucja", "magazyn", 0)})
    hands.settle()
    assert (wizard.number, hands.read("order_number")) == (second, second)
