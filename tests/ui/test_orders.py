"""The Orders room on a real database: list, board, drafts that save themselves, 300 lines, scanner, two people."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from sqlalchemy import text as sql

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.orders.drafting import change_draft, draft_order
from crm_desktop.orders.records import ChangeDraft, NewLine, PlaceOrder
from crm_desktop.warehouse.queries import stock_card
from crm_desktop.warehouse.shelving import PutOnShelf, Relocate, put_on_shelf, relocate
from crm_desktop.work import execute
from db.models.leaving import MessageRow
from db.session import Database
from tests.company import Shop
from tests.ui.desks import company, shop
from tests.ui.looking import nameless
from tests.ui.orders import card_of, customer_chosen, hands, lines_table, only_order, opened, status, typed
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.orders.board import Board
from ui.orders.cancel_bar import CancelBar
from ui.orders.lines import LinesModel
from ui.orders.lines_table import LinesTable
from ui.tour import Onlooker
from ui.widgets.beep import Beep
from ui.widgets.parts import Told
from ui.widgets.pills import StatusPill

__all__ = ["company", "hands", "shop"]
BUDGET_LINES = 300


def test_that_a_draft_is_kept_as_it_is_typed_and_goes_on_where_it_was_left(hands: Hands, shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    customer = customer_chosen(hands, shop)
    typed(hands, "goods_search", "3*MK-1")
    hands.until(lambda: only_order(shop).lines, "the draft to be kept by itself")
    card = only_order(shop)
    assert (card.row.status.value, card.row.customer_id) == ("draft", customer)
    assert [(line.code, line.quantity) for line in card.lines] == [("MK-1", 3_000)]
    hands.press("new_order")
    opened(hands, card.row.number)
    assert [line.quantity for line in lines_table(hands).records_model.records] == [3_000]
    typed(hands, "goods_search", "MK-1")
    hands.press("next_step")
    hands.write("terms_note", "Dzwonić")
    hands.press("next_step")
    hands.until(lambda: only_order(shop).row.status.value == "placed", "the order to be placed")
    card = only_order(shop)
    assert (card.note, [line.quantity for line in card.lines]) == ("Dzwonić", [4_000])
    assert card.address.city == "Poznań"


def test_that_three_hundred_lines_are_typed_without_holding_the_window_up(hands: Hands, shop: Shop) -> None:
    products = [shop.product(f"T-{number}", stock=9_000) for number in range(BUDGET_LINES + 1)]
    lines = tuple(NewLine(product, 1_000) for product in products[:BUDGET_LINES])
    order = PlaceOrder(shop.customer(), lines)
    draft = execute(shop.database, draft_order, order, actor=shop.actor)
    opened(hands, draft.number)
    table = lines_table(hands)
    model = table.records_model
    assert model.rowCount() == BUDGET_LINES
    index = model.index(BUDGET_LINES - 1, next(n for n, one in enumerate(model.columns) if one.key == "quantity"))
    took = []
    for quantity in ("2", "3", "4"):
        began = time.perf_counter()
        assert model.setData(index, quantity)
        table.viewport().repaint()
        took.append(time.perf_counter() - began)
    print(f"a quantity among {BUDGET_LINES} lines: {1000 * min(took):.1f} ms")
    typed(hands, "goods_search", f"T-{BUDGET_LINES}")
    hands.press("next_step")
    hands.press("next_step")
    hands.until(lambda: only_order(shop).row.status.value == "placed", "the order to be placed")
    card = only_order(shop)
    assert (len(card.lines), card.lines[BUDGET_LINES - 1].quantity) == (BUDGET_LINES + 1, 4_000)
    assert card.row.net == (BUDGET_LINES + 4) * 4_890


def test_that_a_wrong_value_in_a_cell_is_said_and_changes_nothing(hands: Hands, shop: Shop) -> None:
    shop.product("MK-1", stock=9_000)
    customer_chosen(hands, shop)
    typed(hands, "goods_search", "2*MK-1")
    model = lines_table(hands).records_model
    keys = [column.key for column in model.columns]
    for key, text in (("quantity", "0"), ("quantity", "1,5"), ("price", "x"), ("discount", "101"), ("vat", "7")):
        assert not model.setData(model.index(0, keys.index(key)), text)
        assert hands.find(Told, "goods_told").text != ""
        assert (model.records[0].quantity, model.records[0].unit_price, model.records[0].discount) == (
            2_000,
            489_000,
            0,
        )
    assert model.setData(model.index(0, keys.index("discount")), "12,5%")
    assert model.records[0].net == 8_558


def test_that_the_model_of_lines_keeps_the_rules_of_models(qapp: QApplication, shop: Shop) -> None:
    from crm_desktop.orders.goods import goods_by_id
    from ui.orders.lines import line_of

    ids = [shop.product(code, stock=9_000) for code in ("A", "B", "C")]
    with shop.database.read() as session:
        goods = goods_by_id(session, ids)
    table = LinesTable()
    model = table.records_model
    assert isinstance(model, LinesModel)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for key in ids:
        table.put(line_of(goods[key], 1_000))
    table.put(line_of(goods[ids[0]], 2_000))
    assert model.move(0, 1) == 1
    model.remove(2)
    assert [(line.code, line.quantity) for line in model.records] == [("B", 1_000), ("A", 3_000)]
    tester.deleteLater()


def test_that_each_beep_ticks_a_line_and_a_wrong_code_is_said(hands: Hands, shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=9_000), shop.product("CU-2", stock=9_000)
    number = shop.place(shop.customer(), (flour, 2_000), (sugar, 5_000)).number
    shop.advance(number, "reserve")
    opened(hands, number)
    typed(hands, "pick_scan", "MK-1")
    assert hands.read("beep_said") == "Mąka MK-1: 1 / 2"
    typed(hands, "pick_scan", "XX-9")
    assert hands.read("beep_said") == "Nie mamy towaru „XX-9”."
    typed(hands, "pick_scan", "5*CU-2")
    assert hands.read("beep_said") == "Mąka CU-2: 5 / 5"
    typed(hands, "pick_scan", "CU-2")
    assert hands.read("beep_said").startswith("Za dużo")
    assert [line.picked for line in card_of(shop, number).lines] == [1_000, 5_000]
    hands.choose("pick_lines", lambda line: line.code == "MK-1", "the flour")
    hands.press("pick_short")
    line = card_of(shop, number).lines[0]
    assert (line.quantity, line.picked, line.later) == (2_000, 1_000, 1_000)
    assert hands.read("pick_progress") == "2 / 2"


def test_that_a_short_order_leaves_in_parts_by_the_buttons_of_the_wizard(hands: Hands, shop: Shop) -> None:
    flour = shop.product("MK-1", stock=2_000)
    number = shop.place(shop.customer(email="klos@klos.przyklad.pl"), (flour, 5_000)).number
    opened(hands, number)
    hands.press("part_now")
    for wanted in ("skompletowane", "wydane", "z etykietą"):
        hands.press("next_step")
        hands.until(lambda wanted=wanted: status(hands) == wanted, wanted)
    hands.write("carrier", "InPost")
    assert "InPost" in hands.find(QPlainTextEdit, "tell_message").toPlainText()
    hands.press("next_step")
    assert hands.read("done_said") == "Część jest już u klienta."
    shop.receive(flour, 9_000)
    hands.press("send_rest")
    for wanted in ("zarezerwowane", "skompletowane", "wydane", "z etykietą", "przekazane", "zakończone"):
        hands.press("next_step")
        hands.until(lambda wanted=wanted: status(hands) == wanted, wanted)
    card = card_of(shop, number)
    assert [(one.status.value, one.carrier) for one in card.shipments] == [("completed", "InPost"), ("completed", "")]
    with shop.database.read() as session:
        assert [mail.recipient for mail in session.query(MessageRow)] == 2 * ["klos@klos.przyklad.pl"]


def test_that_the_second_at_one_step_is_told_who_was_first(hands: Hands, shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number
    opened(hands, number)
    anna = Shop(shop.database, replace(shop.actor, name="Anna Wrona", place="magazyn"))
    page: Any = hands.find(QWidget, "wizard")
    stale = page._matter
    anna.advance(number, "reserve")
    hands.until(lambda: status(hands) == "zarezerwowane", "the live change")
    page._matter = stale
    page._advance(stale.card.next_step)
    hands.settle()
    told = hands.find(Told, "told").text
    assert "Anna Wrona" in told and "Rezerwacja" in told
    assert [step.actor for step in card_of(shop, number).steps] == ["Administrator", "Anna Wrona"]


def test_that_a_draft_saved_by_another_is_kept_by_both_until_one_decides(hands: Hands, shop: Shop) -> None:
    flour = shop.product("MK-1", stock=9_000)
    customer = customer_chosen(hands, shop)
    typed(hands, "goods_search", "MK-1")
    hands.until(lambda: only_order(shop).lines, "the draft")
    card = only_order(shop)
    theirs = PlaceOrder(customer, (NewLine(flour, 7_000),), note="Anny")
    anna = replace(shop.actor, name="Anna Wrona", place="magazyn")
    execute(shop.database, change_draft, ChangeDraft(card.row.number, card.version, theirs), actor=anna)
    hands.until(lambda: "Anna Wrona" in hands.find(Told, "told").text, "who saved it")
    hands.settle()
    assert [line.quantity for line in lines_table(hands).records_model.records] == [1_000]
    next(one for one in hands.find(Told, "told").findChildren(QPushButton) if one.isVisible()).click()
    hands.settle()
    assert [line.quantity for line in lines_table(hands).records_model.records] == [7_000]
    assert only_order(shop).note == "Anny"


def test_that_an_order_is_cancelled_with_its_reason_and_gives_back_what_it_held(hands: Hands, shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 4_000)).number
    shop.advance(number, "reserve")
    opened(hands, number)
    hands.press("cancel_order")
    hands.write("cancel_reason", "klient zrezygnował")
    hands.press("confirm_cancel")
    assert hands.read("done_more") == "klient zrezygnował"
    card = card_of(shop, number)
    assert (card.row.status.value, card.reason, card.lines[0].available) == ("cancelled", "klient zrezygnował", 9_000)


def test_that_an_issued_order_is_cancelled_from_the_window_and_its_goods_are_in_stock_again(
    hands: Hands, shop: Shop
) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 4_000)).number
    note = shop.advance(number, "reserve", "pick", "issue").document
    opened(hands, number)
    hands.press("cancel_order")
    assert note in hands.find(CancelBar, "cancel_bar").said
    hands.write("cancel_reason", "klient zrezygnował")
    hands.press("confirm_cancel")
    hands.until(lambda: card_of(shop, number).row.status.value == "cancelled", "the order is cancelled")
    with shop.database.read() as session:
        line = stock_card(session, "MK-1", warehouse="M1").line
    assert (line.on_hand, line.reserved) == (9_000, 0)


def test_that_goods_of_an_order_in_work_are_changed_and_promised_anew(hands: Hands, shop: Shop) -> None:
    flour, _ = shop.product("MK-1", stock=9_000), shop.product("CU-2", stock=9_000)
    number = shop.place(shop.customer(), (flour, 4_000)).number
    shop.advance(number, "reserve", "pick")
    opened(hands, number)
    hands.press("change_order")
    typed(hands, "goods_search", "2*CU-2")
    hands.press("next_step")
    hands.press("next_step")
    hands.press("next_step")
    card = card_of(shop, number)
    assert card.row.status.value == "reserved"
    assert [(line.code, line.quantity, line.available) for line in card.lines] == [
        ("MK-1", 4_000, 5_000),
        ("CU-2", 2_000, 7_000),
    ]


def test_that_goods_found_stay_under_their_field_and_never_over_the_total(hands: Hands, shop: Shop) -> None:
    for number in range(12):
        shop.product(f"MK-{number}", stock=1_000)
    customer_chosen(hands, shop)
    field, total = hands.find(QLineEdit, "goods_search"), hands.find(QWidget, "draft_total")
    QTest.keyClicks(field, "MK")
    found = hands.until(lambda: hands.window.findChild(QWidget, "found_goods"), "goods found")
    popup = found.parentWidget()
    for size in ((1280, 720), (1700, 900), (1280, 720)):
        hands.window.resize(*size)
        hands.settle()
        hands.until(
            lambda: popup.pos() == field.mapTo(hands.window, QPoint(0, field.height() + 4)), "the list under its field"
        )
        assert popup.isVisible()
        assert popup.geometry().bottom() < total.mapTo(hands.window, QPoint()).y()


def test_that_an_empty_board_says_once_what_will_stand_there_and_leads_out_of_a_filter(
    hands: Hands, shop: Shop
) -> None:
    hands.press("chip_board")
    board = hands.find(Board, "orders_board")
    hands.until(board.nothing.isVisible, "what will stand there")
    assert not any(rows.isVisible() for rows in board.columns.values())
    shop.place(shop.customer(), (shop.product(stock=9_000), 1_000))
    hands.press("chip_list")
    hands.press("chip_board")
    hands.until(lambda: not board.nothing.isVisible(), "the columns")
    assert [len(rows.shown()) for rows in board.columns.values()] == [0, 1, 0, 0, 0, 0, 0]
    hands.write("order_search", "nikt taki")
    hands.until(board.nothing.isVisible, "that nothing fits")
    board.nothing.findChild(QPushButton, "clear_filter").click()
    hands.until(lambda: not board.nothing.isVisible(), "the columns again")


def test_that_a_row_of_the_board_is_as_high_as_the_customer_needs(hands: Hands, shop: Shop) -> None:
    flour = shop.product(stock=9_000)
    for name in ("Bar", "Zakład Piekarniczo-Cukierniczy Magdalena Ziółkowska-Wiśniewska sp. k."):
        shop.place(shop.customer(name), (flour, 1_000))
    hands.press("chip_board")
    rows = hands.table("board_placed")
    hands.until(lambda: len(rows.records_model.records) == 2, "both")
    (low, high) = sorted((row.customer, rows.rowHeight(at)) for at, row in enumerate(rows.records_model.records))
    assert high[1] - low[1] >= 2 * rows.fontMetrics().lineSpacing()


def test_that_the_board_opens_an_order_by_click_and_by_keys(hands: Hands, shop: Shop) -> None:
    flour, customer = shop.product(stock=9_000), shop.customer()
    placed, reserved = (shop.place(customer, (flour, 1_000)).number for _ in range(2))
    shop.advance(reserved, "reserve")
    hands.press("chip_board")
    board = hands.find(Board, "orders_board")
    hands.until(lambda: hands.table("board_placed").records_model.records, "the placed order")
    assert (hands.read("board_count_placed"), hands.read("board_count_reserved")) == ("1", "1")
    assert nameless(board) == []
    board.enter()
    QTest.keyClick(hands.table("board_placed"), Qt.Key.Key_Right)
    QTest.keyClick(hands.table("board_reserved"), Qt.Key.Key_Return)
    hands.settle()
    assert hands.read("order_number") == reserved
    hands.press("chip_board")
    hands.choose("board_placed", lambda row: True, "the placed order")
    assert hands.read("order_number") == placed


def test_that_a_new_customer_with_a_wrong_nip_is_told_while_it_is_typed(hands: Hands, shop: Shop) -> None:
    known = shop.customer("Młyn Łąkowy", nip="5261040828")
    hands.press("new_order")
    hands.press("new_customer")
    hands.write("new_customer_nip", "1234563217")
    assert hands.find(QLineEdit, "new_customer_nip").property("wrong") == "true"
    hands.write("new_customer_nip", "526-104-08-28")
    assert hands.find(QPushButton, "take_known_customer").text() == "Ten NIP ma Młyn Łąkowy: wybierz tego klienta"
    hands.press("take_known_customer")
    hands.until(lambda: hands.read("order_number").startswith("ZAM"), "the draft to be kept")
    assert only_order(shop).row.customer_id == known


def test_that_the_papers_of_an_order_are_kept_as_files_from_the_head(
    hands: Hands, shop: Shop, onlooker: Onlooker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = shop.place(shop.customer(), (shop.product(), 1_000)).number
    opened(hands, number)
    suggested: list[str] = []

    def where(_owner: object, name: str, _kinds: str) -> Path:
        suggested.append(name)
        return tmp_path / f"{len(suggested)}.pdf"

    monkeypatch.setattr(onlooker, "where_to_save", where)
    papers = hands.find(QPushButton, "order_papers")
    acts = {act.text(): act for act in papers.menu().actions()}
    for words in ("Zapisz potwierdzenie…", "Zapisz listę kompletacji…"):
        acts[words].trigger()
        hands.settle()
    name = number.replace("/", "-")
    assert suggested == [f"Potwierdzenie {name}.pdf", f"Lista kompletacji {name}.pdf"]
    assert [(tmp_path / f"{place}.pdf").read_bytes()[:5] for place in (1, 2)] == [b"%PDF-"] * 2


def test_that_the_arrows_walk_the_list_while_the_orders_open_and_enter_goes_in(
    hands: Hands, shop: Shop, company: Database
) -> None:
    flour, customer = shop.product(stock=50_000), shop.customer()
    numbers = [shop.place(customer, (flour, 1_000)).number for _ in range(3)]
    hands.until(lambda: len(hands.table("orders_list").records_model.records) == 3, "three orders")
    hands.window.activateWindow()
    hands.until(hands.window.isActiveWindow, "the window to be active")
    hands.table("orders_list").setFocus()
    opened = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K):
        hands.key(key)
        opened.append(hands.read("order_number"))
        assert QApplication.focusWidget().objectName() == "orders_list"
    assert opened == [numbers[2], numbers[1], numbers[0], numbers[1]]
    hands.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "reserve_lines"
    hands.key(Qt.Key.Key_Return, ctrl=True)
    assert QApplication.focusWidget().objectName() == "pick_scan"


def test_that_enter_alone_goes_on_once_everything_is_picked(hands: Hands, shop: Shop) -> None:
    flour, customer = shop.product(stock=50_000), shop.customer()
    number = shop.place(customer, (flour, 1_000)).number
    shop.advance(number, "reserve")
    hands.choose("orders_list", lambda record: record.number == number, "the order")
    scan = hands.find(QLineEdit, "pick_scan")
    QTest.keyClick(scan, Qt.Key.Key_Return)
    hands.settle()
    assert hands.find(StatusPill, "order_status").label.text == "zarezerwowane"
    hands.write("pick_scan", "MK-1", enter=True)
    hands.until(lambda: hands.read("pick_progress") == "1 / 1", "the line to be ready")
    QTest.keyClick(scan, Qt.Key.Key_Return)
    hands.until(lambda: hands.find(StatusPill, "order_status").label.text == "skompletowane", "the next step")


def test_that_a_table_of_a_page_made_late_is_as_wide_as_it_was_left(hands: Hands, shop: Shop) -> None:
    flour, customer = shop.product(stock=50_000), shop.customer()
    number = shop.place(customer, (flour, 1_000)).number
    opened(hands, number)
    hands.table("reserve_lines").setColumnWidth(2, 123)
    hands.window.save_state()  # type: ignore[attr-defined]  # the hands hold it as a plain widget
    hands.window.language_chosen.emit("pl")  # type: ignore[attr-defined]  # the window is made anew
    fresh = next(top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow) and top.isVisible())
    anew = Hands(QApplication.instance(), fresh)  # type: ignore[arg-type]
    anew.settle()
    opened(anew, number)
    assert anew.table("reserve_lines").columnWidth(2) == 123


def test_that_goods_are_picked_in_the_order_of_their_shelves(hands: Hands, shop: Shop) -> None:
    flour, sugar, salt = (shop.product(code, stock=9_000) for code in ("MK-1", "CU-2", "SL-3"))
    for product, shelf in ((flour, "B-10"), (sugar, "B-9")):
        execute(shop.database, put_on_shelf, PutOnShelf(1, product, shelf), actor=shop.actor)
    number = shop.place(shop.customer(), (salt, 1_000), (flour, 1_000), (sugar, 1_000)).number
    shop.advance(number, "reserve")
    opened(hands, number)
    table = hands.table("pick_lines")
    assert [(line.code, line.shelf) for line in table.records_model.records] == [
        ("CU-2", "B-9"),
        ("MK-1", "B-10"),
        ("SL-3", ""),
    ]
    assert not table.isColumnHidden(1)
    typed(hands, "pick_scan", "CU-2")
    assert table.current_record().code == "CU-2"


def test_that_goods_are_picked_off_the_shelf_that_was_scanned(hands: Hands, shop: Shop) -> None:
    flour = shop.product("MK-1", stock=9_000)
    execute(shop.database, put_on_shelf, PutOnShelf(1, flour, "A-1"), actor=shop.actor)
    execute(shop.database, relocate, Relocate(1, flour, "A-1", "B-2", 4_000), actor=shop.actor)
    number = shop.place(shop.customer(), (flour, 7_000)).number
    shop.advance(number, "reserve")
    opened(hands, number)
    table, beep = hands.table("pick_lines"), hands.find(Beep, "beep")
    (line,) = table.records_model.records
    assert line.places == (("A-1", 5_000), ("B-2", 2_000))
    assert table.records_model.index(0, 1).data() == "A-1 +1"
    typed(hands, "pick_scan", "B-2")
    assert beep.said == "Półka B-2: skanuj to, co z niej bierzesz"
    typed(hands, "pick_scan", "4*MK-1")
    assert beep.said == "Mąka MK-1: 4 / 7 · półka B-2"
    typed(hands, "pick_scan", "MK-1")
    assert "leży 4" in beep.said
    typed(hands, "pick_scan", "B-2")
    assert beep.said == "Już nie z półki B-2"
    typed(hands, "pick_scan", "3*MK-1")
    with shop.database.read() as session:
        picked = session.execute(sql("SELECT shelf, quantity FROM picked_shelves")).all()
    assert [tuple(row) for row in picked] == [("B-2", 4_000)]


def test_that_units_are_not_cut_in_a_small_window(hands: Hands, shop: Shop) -> None:
    bucket = NewProduct("MM-5", "Masa makowa Kremela 5 kg", 925_000, unit="opakowanie")
    product = execute(shop.database, add_product, bucket, actor=shop.actor).product_id
    wanted = PlaceOrder(shop.customer(), (NewLine(product, 4_000),))
    opened(hands, execute(shop.database, draft_order, wanted, actor=shop.actor).number)
    hands.press("step_1")
    table = lines_table(hands)
    unit = next(n for n, column in enumerate(table.records_model.columns) if column.key == "unit")
    needed = table.sizeHintForIndex(table.model().index(0, unit)).width()
    assert table.model().index(0, unit).data() == "opakowanie"
    assert needed > 60
    assert table.horizontalHeader().sectionSize(unit) >= needed
