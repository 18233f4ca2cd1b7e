"""A scanner in a hurry: key by key, faster than codes are looked up; every code counts once, in its turn."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import text

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.work import execute
from db.session import Database
from tests.company import Shop
from tests.ui.test_warehouse import hands
from ui import operations
from ui.hands import Hands
from ui.warehouse.page import WarehousePage
from ui.widgets.beep import Beep

__all__ = ["hands"]
FLOUR, CARTON, SUGAR, UNKNOWN = "5901234123457", "15901234123454", "5909876543210", "5900000000015"
SCANS = [FLOUR, SUGAR, FLOUR, CARTON, SUGAR] * 12
"""Sixty: what a hand with a scanner does in a minute. Pieces: 24 of flour and 12 cartons of 40, 24 of sugar."""
FLOUR_PIECES, SUGAR_PIECES = 24 + 12 * 40, 24


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        made = Shop(company, actor_by_login(session, "admin"))
    flour = NewProduct("MK-1", "Mąka", 489_000, barcodes=((FLOUR, 1_000), (CARTON, 40_000)))
    for product in (flour, NewProduct("CU-2", "Cukier", 300_000, barcodes=((SUGAR, 1_000),))):
        execute(company, add_product, product, actor=made.actor)
    return made


def slow_down(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Looking a code up takes so long as on a slow office server."""
    from ui.warehouse import scan_queue

    look_up = scan_queue.recognise

    def slowly(session: object, code: str) -> object:
        time.sleep(seconds)
        return look_up(session, code)

    monkeypatch.setattr(scan_queue, "recognise", slowly)


def scan(hands: Hands, code: str, *, every_ms: int) -> None:
    """Keys and Enter to whatever has the keyboard at that moment, answers coming in between them."""
    for key in code:
        QTest.keyClick(QApplication.focusWidget() or hands.window, key)
        QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or hands.window, Qt.Key.Key_Return)
    end = time.monotonic() + every_ms / 1000
    while True:
        QApplication.processEvents()
        if time.monotonic() >= end:
            return


PACES = [pytest.param(0.0, 30, id="thirty a second"), pytest.param(0.05, 20, id="faster than they are looked up")]


@pytest.mark.parametrize(("look_up", "every_ms"), PACES)
def test_that_no_scan_of_a_receipt_is_lost(
    hands: Hands, shop: Shop, monkeypatch: pytest.MonkeyPatch, look_up: float, every_ms: int
) -> None:
    slow_down(monkeypatch, look_up)
    hands.press("receive_goods")
    began = time.monotonic()
    for code in SCANS:
        scan(hands, code, every_ms=every_ms)
    assert time.monotonic() - began < 30, "two scans a second at the least"
    hands.settle()
    hands.press("receipt_issue")
    with shop.database.read() as session:
        stock = {row.code: row.on_hand for row in list_stock(session)}
    assert stock == {"MK-1": FLOUR_PIECES * 1000, "CU-2": SUGAR_PIECES * 1000}


@pytest.mark.parametrize(("look_up", "every_ms"), PACES)
def test_that_no_scan_of_goods_used_up_is_lost(
    hands: Hands, shop: Shop, monkeypatch: pytest.MonkeyPatch, look_up: float, every_ms: int
) -> None:
    shop.receive(1, 900_000, 100_000)
    shop.receive(2, 900_000, 100_000)
    slow_down(monkeypatch, look_up)
    hands.press("chip_move")
    hands.pick("move_way", "Zużyte lub spisane (RW)")
    hands.window.findChild(WarehousePage)._move.way.activated.emit(1)
    for place, code in enumerate(SCANS):
        scan(hands, code, every_ms=every_ms)
        if place == 30:
            scan(hands, UNKNOWN, every_ms=every_ms)
    hands.settle()
    hands.press("move_issue")
    with shop.database.read() as session:
        (used, *_) = list_documents(session)
        paper = show_document(session, used.number).snapshot
    assert [(line.code, line.quantity) for line in paper.lines] == [
        ("MK-1", FLOUR_PIECES * 1000),
        ("CU-2", SUGAR_PIECES * 1000),
    ]


@pytest.mark.parametrize(("look_up", "every_ms"), PACES)
def test_that_no_scan_of_a_count_is_lost(
    hands: Hands, shop: Shop, monkeypatch: pytest.MonkeyPatch, look_up: float, every_ms: int
) -> None:
    slow_down(monkeypatch, look_up)
    hands.press("chip_count")
    hands.press("count_begin")
    hands.until(lambda: hands.find(QLineEdit, "count_code").hasFocus(), "the count begun")
    for code in SCANS:
        scan(hands, code, every_ms=every_ms)
    hands.until(operations.idle, "all of it looked up")
    QTest.keyClick(QApplication.focusWidget() or hands.window, Qt.Key.Key_Return)  # the quantity that was asked last
    hands.settle()
    with shop.database.read() as session:
        counted = session.execute(
            text(
                "SELECT product_id, SUM(quantity), COUNT(*) FROM count_entries GROUP BY product_id ORDER BY product_id"
            )
        ).all()
    assert [(key, int(pieces), entries) for key, pieces, entries in counted] == [
        (1, FLOUR_PIECES * 1000, 36),
        (2, SUGAR_PIECES * 1000, 24),
    ]


def test_that_a_code_that_is_none_is_told_by_sound_colour_and_word_and_the_next_one_counts(
    hands: Hands, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(True))
    hands.press("chip_move")
    beep = hands.find(Beep, "beep")
    scan(hands, UNKNOWN, every_ms=0)
    hands.settle()
    assert (beep.said, beep.property("meaning"), beeps) == (f"Nieznany kod: {UNKNOWN}", "bad", [True])
    assert hands.find(QLineEdit, "move_code").selectedText() == UNKNOWN
    scan(hands, FLOUR, every_ms=0)  # what is typed takes the place of what was wrong
    hands.settle()
    assert beep.said == "Mąka: podaj ilość (szt)"
    for wrong, told in (("0", "Ilość: liczba większa od zera, np. 12 lub 2,5"), ("1,5", "szt: tylko liczby całkowite")):
        hands.write("move_quantity", wrong, enter=True)
        assert (beep.said, beep.property("meaning")) == (told, "bad")
    assert len(beeps) == 3
    hands.write("move_quantity", "2", enter=True)
    assert beep.property("meaning") == "good"
