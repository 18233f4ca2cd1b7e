"""The Warehouse page on a real database: goods come in by scanner, are found, and say where they went."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QPushButton
from sqlalchemy import text

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from crm_desktop.warehouse.drafts import drafts_with_houses, keep_draft
from crm_desktop.warehouse.lot_lists import list_lots
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import GoodsLine, KeepDraft, NewWarehouse, ReceiveGoods, SendTransfer
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.warehouse.shelf_lists import places_of
from crm_desktop.warehouse.shelving import PutOnShelf, Relocate, put_on_shelf, relocate
from crm_desktop.warehouse.transfers import send_transfer
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import DocumentKind
from tests.company import Shop
from tests.ui.looking import cut, nameless
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import Onlooker
from ui.warehouse.expiry import day_from_text
from ui.warehouse.mending_panel import MendingPanel
from ui.warehouse.page import WarehousePage
from ui.warehouse.relocation import Relocation
from ui.widgets.beep import Beep
from ui.widgets.parts import Told

BAG, LOOSE = "5901234123457", "LUZ"


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        made = Shop(company, actor_by_login(session, "admin"))
    bag = NewProduct("MK-25", "Mąka tortowa 25 kg", 489_000, barcodes=((BAG, 1_000), ("15901234123454", 40_000)))
    loose = NewProduct(LOOSE, "Orzechy luzem", 300_000, unit="kg", whole_units=False)
    for product in (bag, loose):
        execute(company, add_product, product, actor=made.actor)
    return made


@pytest.fixture
def hands(qapp: QApplication, shop: Shop, tmp_path: Path, onlooker: Onlooker) -> Iterator[Hands]:
    desk = Desk(qapp, shop.database, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    desk.window.activateWindow()
    worker = Hands(qapp, desk.window)
    desk.room("warehouse")
    worker.settle()
    yield worker
    desk.close()


def said(hands: Hands) -> str:
    return hands.find(Beep, "beep").said


def plain(hands: Hands) -> str:
    return said(hands).replace("\N{NO-BREAK SPACE}", " ")


def type_and_enter(hands: Hands, keys: str) -> None:
    """As a scanner does, to whatever has the keyboard."""
    target = QApplication.focusWidget() or hands.window
    QTest.keyClicks(target, keys)
    QTest.keyClick(QApplication.focusWidget() or hands.window, Qt.Key.Key_Return)
    hands.settle()


def test_that_goods_come_in_by_scanner_and_lie_there_with_their_cost(hands: Hands, shop: Shop) -> None:
    hands.press("receive_goods")
    type_and_enter(hands, BAG)
    assert said(hands) == "Mąka tortowa 25 kg: podaj ilość (szt)"
    type_and_enter(hands, "12")
    type_and_enter(hands, "38,5")
    type_and_enter(hands, LOOSE)
    type_and_enter(hands, "2,5")
    type_and_enter(hands, "")
    type_and_enter(hands, "15901234123454")
    type_and_enter(hands, BAG)  # the next goods, scanned while the quantity of a carton is asked for
    hands.write("receipt_supplier", "Młyn Zalesie")
    hands.press("receipt_issue")
    with shop.database.read() as session:
        stock = {row.code: row.on_hand for row in list_stock(session)}
        (document,) = list_documents(session)
        paper = show_document(session, document.number).snapshot
        worth = session.execute(text("SELECT value FROM product_costs WHERE product_id = 1")).scalar_one()
    assert stock == {"MK-25": 53_000, LOOSE: 2_500}
    assert (paper.recipient.name, len(paper.lines), worth) == ("Młyn Zalesie", 3, 46_200)
    assert said(hands) == f"Przyjęto: {document.number}"


def test_that_goods_kept_by_lot_are_asked_for_their_lot_and_its_date(hands: Hands, shop: Shop) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE products SET tracks_lots = true WHERE id = 1"))
    hands.press("receive_goods")
    type_and_enter(hands, LOOSE)
    assert not hands.window.findChild(QLineEdit, "receipt_lot").isVisible()
    type_and_enter(hands, "1")
    type_and_enter(hands, "")
    type_and_enter(hands, BAG)
    assert hands.window.findChild(QLineEdit, "receipt_lot").isVisible()
    type_and_enter(hands, "12")
    type_and_enter(hands, "38,5")
    type_and_enter(hands, "")
    assert said(hands) == "Ten towar prowadzimy na partie: podaj numer partii."
    type_and_enter(hands, "L251101")
    type_and_enter(hands, "kiedys")
    assert said(hands) == "Ważne do: data, np. 31.12.2027, albo nic"
    hands.find(QLineEdit, "receipt_expires").clear()
    type_and_enter(hands, "12.2031")
    assert not hands.window.findChild(QLineEdit, "receipt_lot").isVisible()
    hands.press("receipt_issue")
    with shop.database.read() as session:
        (lot,) = list_lots(session)
    assert (lot.product, lot.lot, lot.expires_on, lot.quantity) == ("MK-25", "L251101", date(2031, 12, 31), 12_000)


def test_that_a_list_emptied_by_a_filter_says_so_and_leads_back(hands: Hands, shop: Shop) -> None:
    execute(shop.database, receive_goods, ReceiveGoods(1, (GoodsLine(1, 9_000, 385_000),)), actor=shop.actor)
    table = hands.table("stock")
    hands.until(lambda: table.records_model.rowCount() == 1, "the goods")
    hands.write("stock_search", "kajzerka", enter=True)
    hands.until(lambda: table.records_model.rowCount() == 0, "nothing")
    told = [label.text() for label in table.findChildren(QLabel) if label.isVisible()]
    assert told == ["Nic nie pasuje do filtra."]
    hands.press("clear_filter")
    hands.until(lambda: table.records_model.rowCount() == 1, "the goods again")
    assert hands.find(QLineEdit, "stock_search").text() == ""


def test_that_a_lot_is_followed_to_who_received_it(hands: Hands, shop: Shop) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE products SET tracks_lots = true WHERE id = 1"))
    goods = (
        GoodsLine(1, 9_000, 385_000, "L2", date(2031, 1, 31)),
        GoodsLine(1, 5_000, 385_000, "L1", date(2030, 1, 31)),
    )
    execute(shop.database, receive_goods, ReceiveGoods(1, goods, supplier="Młyn"), actor=shop.actor)
    order = shop.place(shop.customer("Piekarnia"), (1, 2_000))
    shop.advance(order.number, "reserve", "pick", "issue")
    hands.window.findChild(WarehousePage).show_part("lots")
    hands.settle()
    table = hands.table("lots")
    hands.until(lambda: table.records_model.records, "the lots")
    assert [record.lot for record in table.records_model.records] == ["L1", "L2"]
    table.selectRow(0)
    moves = hands.until(lambda: hands.table("lot_moves").records_model.records, "the way of the lot")
    assert [(move.party, move.quantity) for move in moves] == [("Młyn", 5_000), ("Piekarnia", -2_000)]
    assert "Partia L1: Piekarnia 2" in hands.window.findChild(QLabel, "lot_told").text()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.12.2027", date(2027, 12, 31)),
        ("1-2-28", date(2028, 2, 1)),
        ("2027-12-31", date(2027, 12, 31)),
        ("31 Dec 2027", date(2027, 12, 31)),
        ("31 gru 27", date(2027, 12, 31)),
        ("02.2028", date(2028, 2, 29)),
        ("", None),
    ],
)
def test_that_a_date_on_a_label_is_read_as_it_is_written(typed: str, day: date | None) -> None:
    assert day_from_text(typed) == day


@pytest.mark.parametrize("typed", ["31.02.2027", "13.2027", "jutro", "12", "31 abc 2027"])
def test_that_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"31|13|jutro|12|day|abc"):
        day_from_text(typed)


def test_that_unknown_codes_and_wrong_units_are_told_and_change_nothing(hands: Hands, shop: Shop) -> None:
    hands.press("receive_goods")
    type_and_enter(hands, "4006381333931")
    assert said(hands) == "Nieznany kod: 4006381333931. Nowy towar dodasz w „Stany”."
    hands.write("receipt_code", BAG, enter=True)
    hands.write("receipt_quantity", "1,5", enter=True)
    assert said(hands) == "szt: tylko liczby całkowite"
    hands.write("receipt_quantity", "-2", enter=True)
    assert said(hands) == "Ilość: liczba większa od zera, np. 12 lub 2,5"
    hands.write("receipt_quantity", "2")
    hands.write("receipt_cost", "tanio", enter=True)
    assert said(hands) == "Cena zakupu: kwota, np. 12,50, albo puste"
    assert hands.table("receipt_rows").records_model.records == []
    with shop.database.read() as session:
        assert (list_stock(session), list_documents(session)) == ([], [])


def test_that_a_scan_anywhere_in_the_warehouse_shows_the_goods(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 7_000, 385_000)
    shop.advance(shop.place(shop.customer(), (1, 3_000)).number, "reserve")
    hands.settle()
    hands.press("chip_reorder")
    type_and_enter(hands, BAG)
    card = hands.find(QFrame, "product_card")
    assert card.isVisible()
    assert hands.read("goods_name") == "Mąka tortowa 25 kg"
    told = hands.read("goods_levels").replace("\N{NO-BREAK SPACE}", " ")
    assert told == "M1: stan 7 szt, zarezerwowane 3, dostępne 4"
    assert [move.quantity for move in hands.table("stock_card").records_model.records] == [7_000]
    hands.press("chip_promises")
    assert [one.customer for one in hands.table("goods_promises").records_model.records] == ["Piekarnia Złoty Kłos"]
    hands.press("chip_documents")
    hands.table("documents").setFocus()
    type_and_enter(hands, "4006381333931")
    assert hands.find(Told, "told").text == "Nieznany kod: 4006381333931"


def test_that_the_stock_is_filtered_as_one_types_and_what_is_short_is_to_be_ordered(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 7_000)
    shop.receive(2, 1_500)
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE stock SET minimum = 4000, target = 9000 WHERE product_id = 2"))
    shop.receive(1, 1_000)
    hands.settle()
    hands.until(lambda: hands.table("stock").records_model.rowCount() == 2, "both goods")
    hands.write("stock_search", "orzech", enter=True)
    hands.until(lambda: hands.table("stock").records_model.rowCount() == 1, "the one found")
    assert hands.table("stock").records_model.records[0].code == LOOSE
    hands.press("chip_reorder")
    (one,) = hands.table("to_buy").records_model.records
    assert (one.line.code, one.wanted, one.days_left) == (LOOSE, 7_500, None)


def test_that_every_part_names_its_controls_and_cuts_no_word(hands: Hands) -> None:
    for part in ("stock", "documents", "receive", "move", "shelves", "relocate", "count", "reorder"):
        hands.press(f"chip_{part}")
        assert (cut(hands.window), nameless(hands.window)) == ([], []), part


def test_that_goods_are_sent_by_scanner_and_received_and_used_up(hands: Hands, shop: Shop) -> None:
    execute(shop.database, add_warehouse, NewWarehouse("M2", "Drugi"), actor=shop.actor)
    shop.receive(1, 7_000, 385_000)
    hands.press("chip_move")
    hands.until(lambda: hands.find(QComboBox, "move_to").count() == 2, "both warehouses")
    type_and_enter(hands, BAG)
    type_and_enter(hands, "3")
    type_and_enter(hands, BAG)
    type_and_enter(hands, BAG)  # scanned again while its quantity is asked for
    hands.write("move_note", "na półkę")
    hands.press("move_issue")
    assert said(hands).startswith("Wystawiono: MM 1/")
    hands.choose("on_the_way", lambda one: one.goods == 1, "what is on the way")
    hands.press("move_receive")
    hands.until(lambda: hands.table("on_the_way").records_model.rowCount() == 0, "nothing on the way")
    hands.pick("move_way", "Zużyte lub spisane (RW)")
    hands.find(QComboBox, "move_way").activated.emit(1)
    hands.write("move_code", BAG, enter=True)
    hands.write("move_quantity", "9", enter=True)
    hands.press("move_issue")
    assert said(hands) == "Za mało towaru na stanie; niczego nie zmieniono.\nMąka tortowa 25 kg: 2 / 9"
    with shop.database.read() as session:
        stock = {row.warehouse: row.on_hand for row in list_stock(session) if row.on_hand}
        assert [row.kind.value for row in list_documents(session)] == ["MMP", "MM", "PZ"]
    assert stock == {"M1": 2_000, "M2": 5_000}


def test_that_goods_are_counted_by_scanner_and_the_difference_becomes_documents(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 7_000, 385_000)
    shop.receive(2, 2_000, 100_000)
    hands.press("chip_count")
    hands.press("count_begin")
    hands.until(lambda: hands.find(QLabel, "count_left").text() == "2 do policzenia", "what is to be counted")
    type_and_enter(hands, BAG)
    type_and_enter(hands, "5")
    assert said(hands) == "MK-25: policzono 5"
    type_and_enter(hands, BAG)
    type_and_enter(hands, BAG)  # scanned again while its quantity is asked for
    hands.press("count_close")
    assert said(hands).startswith("Nie policzono jeszcze wszystkiego (1): LUZ.")
    hands.find(QCheckBox, "count_leave").setChecked(True)
    hands.press("count_close")
    hands.until(lambda: not hands.find(QPushButton, "count_close").isEnabled(), "the count settled")
    hands.settle()
    assert said(hands).startswith("Wystawiono: INW 1/")
    assert hands.find(QPushButton, "count_begin").hasFocus()
    with shop.database.read() as session:
        stock = {row.code: row.on_hand for row in list_stock(session)}
        assert [row.kind.value for row in list_documents(session)] == ["RW", "INW", "PZ", "PZ"]
    assert stock == {"MK-25": 6_000, LOOSE: 2_000}


def test_that_a_gs1_scan_takes_the_lot_in_the_hand_into_what_is_used_up(hands: Hands, shop: Shop) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE products SET tracks_lots = true WHERE id = 1"))
    lots = (GoodsLine(1, 9_000, 385_000, "A", date(2030, 1, 31)), GoodsLine(1, 9_000, 385_000, "B", date(2031, 1, 31)))
    execute(shop.database, receive_goods, ReceiveGoods(1, lots), actor=shop.actor)
    hands.press("chip_move")
    hands.pick("move_way", "Zużyte lub spisane (RW)")
    hands.find(QComboBox, "move_way").activated.emit(1)
    assert hands.table("move_rows").isColumnHidden(3)
    type_and_enter(hands, f"(01)0{BAG}(17)310131(10)B")
    type_and_enter(hands, "2")
    type_and_enter(hands, BAG)
    type_and_enter(hands, "1")
    type_and_enter(hands, f"(01)0{BAG}(17)310131(10)B")
    type_and_enter(hands, "")
    rows = [(row.lot, row.quantity) for row in hands.table("move_rows").records_model.records]
    assert (rows, hands.table("move_rows").isColumnHidden(3)) == ([("B", 3_000), ("", 1_000)], False)
    hands.press("move_issue")
    with shop.database.read() as session:
        left = {lot.lot: lot.quantity for lot in list_lots(session)}
    assert left == {"A": 8_000, "B": 6_000}


def test_that_goods_are_used_up_off_the_shelf_that_was_scanned(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 9_000, 385_000)
    execute(shop.database, put_on_shelf, PutOnShelf(1, 1, "A-1"), actor=shop.actor)
    execute(shop.database, relocate, Relocate(1, 1, "A-1", "B-2", 4_000), actor=shop.actor)
    hands.press("chip_move")
    hands.pick("move_way", "Zużyte lub spisane (RW)")
    hands.find(QComboBox, "move_way").activated.emit(1)
    assert hands.table("move_rows").isColumnHidden(4)
    type_and_enter(hands, "B-2")
    hands.until(lambda: said(hands) == "Półka B-2: skanuj jej towary", "the shelf")
    type_and_enter(hands, BAG)
    type_and_enter(hands, "3")
    rows = [(row.shelf, row.quantity) for row in hands.table("move_rows").records_model.records]
    assert (rows, hands.table("move_rows").isColumnHidden(4)) == ([("B-2", 3_000)], False)
    hands.press("move_issue")
    hands.until(lambda: said(hands).startswith("Wystawiono"), "used up")
    with shop.database.read() as session:
        places = [(one.shelf, one.quantity) for one in places_of(session, 1)]
    assert places == [("A-1", 5_000), ("B-2", 1_000)]


def test_that_a_part_of_a_transfer_is_received_by_scanner_and_the_rest_written_off(hands: Hands, shop: Shop) -> None:
    other = execute(shop.database, add_warehouse, NewWarehouse("M2", "Drugi"), actor=shop.actor).warehouse_id
    shop.receive(1, 9_000, 385_000)
    shop.receive(2, 4_000, 100_000)
    sent = SendTransfer(1, int(other), (GoodsLine(1, 9_000), GoodsLine(2, 4_000)))
    number = execute(shop.database, send_transfer, sent, actor=shop.actor).number
    hands.press("chip_move")
    hands.choose("on_the_way", lambda one: one.goods == 2, "what is on the way")
    hands.press("move_arrive")
    hands.until(lambda: hands.find(QLineEdit, "came_MK-25").isVisible(), "its goods")
    beep = hands.find(Beep, "arrival_beep")
    for code, told in (
        (BAG, "Mąka tortowa 25 kg: 1 / 9\N{NO-BREAK SPACE}szt"),
        (BAG, "Mąka tortowa 25 kg: 2 / 9\N{NO-BREAK SPACE}szt"),
        ("5900000000015", "Nieznany kod: 5900000000015"),
        ("15901234123454", "Mąka tortowa 25 kg: 42\N{NO-BREAK SPACE}szt, więcej, niż wysłano"),
    ):
        type_and_enter(hands, code)
        assert beep.said == told
    hands.find(QLineEdit, "came_MK-25").setFocus()
    type_and_enter(hands, BAG)  # scanned while the keyboard is in the quantity: one piece more
    assert hands.find(QLineEdit, "came_MK-25").text() == "43"
    hands.write("came_MK-25", "6")
    assert hands.find(QComboBox, "arrival_missing").isVisible()
    hands.press("arrival_receive")
    with shop.database.read() as session:
        stock = {(row.code, row.warehouse): row.on_hand for row in list_stock(session) if row.on_hand}
    assert stock == {("MK-25", "M2"): 6_000, ("MK-25", "DROGA"): 3_000, (LOOSE, "DROGA"): 4_000}
    hands.choose("on_the_way", lambda one: one.number == number and one.goods == 2, "what is on the way still")
    hands.press("move_arrive")
    hands.until(lambda: hands.find(QLineEdit, "came_MK-25").isVisible(), "what is left")
    hands.press("arrival_all")
    assert not hands.window.findChild(QComboBox, "arrival_missing").isVisible()
    hands.write("came_MK-25", "1")
    hands.pick("arrival_missing", "Zginęło: spisz ze stanu (RW)")
    hands.press("arrival_receive")
    hands.until(lambda: hands.table("on_the_way").records_model.rowCount() == 0, "nothing on the way")
    with shop.database.read() as session:
        stock = {(row.code, row.warehouse): row.on_hand for row in list_stock(session) if row.on_hand}
        assert [row.kind.value for row in list_documents(session)][:4] == ["RW", "MMP", "MMP", "MM"]
        assert verify(session).problems == ()
    assert stock == {("MK-25", "M2"): 7_000, (LOOSE, "M2"): 4_000}


def test_that_goods_are_put_on_shelves_by_scanner_and_counted_there(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 9_000, 385_000)
    shop.receive(2, 4_000, 100_000)
    hands.press("chip_shelves")
    hands.until(lambda: hands.table("shelves").records_model.rowCount() == 1, "what has no shelf")
    for keys, told in (
        ("A-10", "Półka A-10: skanuj jej towary"),
        (BAG, "Mąka tortowa 25 kg → A-10"),
        ("5900000000015", "Nieznany kod: 5900000000015"),
    ):
        type_and_enter(hands, keys)
        assert said(hands) == told
    hands.write("shelf_name", "A-2", enter=True)
    type_and_enter(hands, LOOSE)
    type_and_enter(hands, "A-10")  # a shelf that is known, scanned where goods are
    assert said(hands) == "Półka A-10: skanuj jej towary"
    type_and_enter(hands, LOOSE)
    assert said(hands) == "Orzechy luzem → A-10 (było: A-2)"
    hands.write("shelf_name", "A-2", enter=True)
    type_and_enter(hands, LOOSE)
    names = [(shelf.name, shelf.goods) for shelf in hands.table("shelves").records_model.records]
    assert names == [("A-2", 1), ("A-10", 1)]
    assert hands.find(QLineEdit, "shelf_name").text() == "A-2"
    hands.write("shelf_name", "B-1", enter=True)
    hands.press("chip_stock")
    hands.press("chip_shelves")
    shop.receive(1, 1_000, 385_000)  # the list is read anew
    hands.until(lambda: hands.table("shelves").records_model.records[1].on_hand == 10_000, "what came")
    assert hands.find(QLineEdit, "shelf_name").text() == "B-1"
    hands.choose("shelves", lambda one: one.name == "A-10", "a shelf")
    assert hands.find(QLineEdit, "shelf_name").text() == "A-10"
    hands.until(lambda: [r.code for r in hands.table("shelf_goods").records_model.records] == ["MK-25"], "its goods")
    hands.press("chip_count")
    hands.write("count_shelf", "A-1")
    hands.press("count_begin")
    hands.until(lambda: hands.table("count_rows").records_model.rowCount() == 1, "the one shelf")
    type_and_enter(hands, LOOSE)
    type_and_enter(hands, "4")
    assert said(hands).startswith("Orzechy luzem: tego towaru nie ma na liczonych półkach (A-1).")
    with shop.database.read() as session:
        shelves = session.execute(text("SELECT location FROM stock ORDER BY product_id")).scalars().all()
        assert session.execute(text("SELECT COUNT(*) FROM count_entries")).scalar_one() == 0
    assert shelves == ["A-10", "A-2"]


def test_that_the_act_under_a_shelf_is_as_wide_as_its_words(hands: Hands) -> None:
    hands.press("chip_shelves")
    act = hands.find(QPushButton, "shelf_off")
    assert act.width() == act.sizeHint().width()


def test_that_goods_go_from_shelf_to_shelf_by_scanner_and_by_hand(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 9_000, 385_000)
    for command in (PutOnShelf(1, 1, "A-1"), Relocate(1, 1, "A-1", "B-2", 4_000)):
        case = relocate if isinstance(command, Relocate) else put_on_shelf
        execute(shop.database, case, command, actor=shop.actor)
    hands.press("chip_shelves")
    hands.press("chip_relocate")
    for keys, told in (
        ("Z-9", "Nieznany kod: Z-9"),
        ("B-2", "Z półki B-2: skanuj to, co bierzesz"),
        (BAG, "Mąka tortowa 25 kg: 1 szt · skanuj dalej albo zeskanuj półkę docelową"),
    ):
        hands.window.setFocus()
        hands.find(Relocation, "relocation").scan(keys)
        hands.until(lambda told=told: plain(hands) == told, told)
    hands.find(Relocation, "relocation").scan(BAG)
    hands.until(lambda: hands.find(QLineEdit, "move_quantity").text() == "2", "so many more")
    hands.find(Relocation, "relocation").scan("A-1")
    hands.until(lambda: plain(hands) == "Mąka tortowa 25 kg: 2 szt · B-2 → A-1", "moved")
    hands.write("move_from", "A-1", enter=True)
    hands.write("move_code", BAG, enter=True)
    hands.until(lambda: hands.find(QLineEdit, "move_quantity").text() == "1", "recognised")
    hands.write("move_quantity", "8", enter=True)
    hands.write("move_onto", "C-7", enter=True)
    hands.until(lambda: "leży 7 " in said(hands), "less lies there")
    hands.write("move_quantity", "3", enter=True)
    hands.press("move_shelf")
    hands.until(lambda: plain(hands) == "Mąka tortowa 25 kg: 3 szt · A-1 → C-7", "moved by hand")
    shown = [(one.name, one.on_hand) for one in hands.table("shelves").records_model.records]
    assert shown == [("A-1", 4_000), ("B-2", 2_000), ("C-7", 3_000)]
    hands.press("chip_stock")
    hands.write("stock_search", "MK-25")
    hands.until(lambda: hands.table("stock").long_model.rowCount() == 1, "the goods")
    hands.table("stock").choose_row(0)
    hands.press("chip_places")
    places = [(one.shelf, one.quantity) for one in hands.table("goods_shelves").records_model.records]
    assert places == [("A-1", 4_000), ("B-2", 2_000), ("C-7", 3_000)]


def test_that_goods_are_received_onto_the_shelf_that_was_scanned(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 9_000, 385_000)
    for command in (PutOnShelf(1, 1, "A-1"), PutOnShelf(1, 2, "B-2")):
        execute(shop.database, put_on_shelf, command, actor=shop.actor)
    hands.press("receive_goods")
    type_and_enter(hands, "B-2")
    hands.until(lambda: said(hands) == "Na półkę B-2: skanuj towary", "the shelf")
    type_and_enter(hands, BAG)
    type_and_enter(hands, "4")
    type_and_enter(hands, "")
    hands.press("receipt_issue")
    hands.until(lambda: said(hands).startswith("Przyjęto"), "received")
    with shop.database.read() as session:
        places = [(one.shelf, one.quantity) for one in places_of(session, 1)]
    assert places == [("A-1", 9_000), ("B-2", 4_000)]


def test_that_a_receipt_is_corrected_beside_its_paper_and_costs_follow(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 7_000, 385_000)
    shop.advance(shop.place(shop.customer(), (1, 3_000)).number, "reserve", "pick", "issue")
    hands.press("chip_documents")
    hands.until(lambda: hands.table("documents").records_model.rowCount() == 2, "both papers")
    hands.choose("documents", lambda one: one.number.startswith("PZ"), "the receipt")
    hands.press("correct_document")
    hands.until(lambda: hands.find(QLineEdit, "right_MK-25").text() == "7", "what it says")
    hands.write("right_MK-25", "6")
    hands.write("cost_MK-25", "tanio")
    hands.press("mending_issue")
    assert hands.find(MendingPanel, "mending").findChild(Told).isVisible()
    hands.write("cost_MK-25", "40")
    hands.write("mending_reason", "źle policzone")
    hands.press("mending_issue")
    with shop.database.read() as session:
        kinds = [row.kind.value for row in list_documents(session)]
        worth = session.execute(text("SELECT quantity, value FROM product_costs")).one()
    assert kinds == ["WZKK", "PZK", "WZ", "PZ"]
    assert tuple(worth) == (3_000, 12_000)


def test_that_a_selling_price_is_corrected_beside_its_note_and_the_order_follows(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 7_000, 385_000)
    shop.advance(shop.place(shop.customer(), (1, 3_000)).number, "reserve", "pick", "issue")
    hands.press("chip_documents")
    hands.until(lambda: hands.table("documents").records_model.rowCount() == 2, "both papers")
    hands.choose("documents", lambda one: one.number.startswith("WZ"), "the note")
    hands.press("correct_document")
    hands.until(lambda: hands.find(QLineEdit, "cost_MK-25").text() != "", "what it sold at")
    hands.write("cost_MK-25", "40,50")
    hands.press("mending_issue")
    with shop.database.read() as session:
        kinds = [row.kind.value for row in list_documents(session)]
        (line,) = session.execute(text("SELECT quantity, unit_price, net FROM order_lines")).all()
        stock = {row.code: row.on_hand for row in list_stock(session)}
    assert (kinds, tuple(line), stock) == (["WZK", "WZ", "PZ"], (3_000, 405_000, 12_150), {"MK-25": 4_000})


def test_that_goods_come_back_from_their_paper(hands: Hands, shop: Shop) -> None:
    shop.receive(1, 7_000, 385_000)
    shop.advance(shop.place(shop.customer(), (1, 3_000)).number, "reserve", "pick", "issue")
    hands.press("chip_documents")
    hands.until(lambda: hands.table("documents").records_model.rowCount() == 2, "both papers")
    hands.choose("documents", lambda one: one.number.startswith("WZ"), "the note")
    hands.press("return_document")
    hands.until(lambda: hands.find(MendingPanel, "mending").isVisible(), "the panel")
    hands.press("mending_issue")
    with shop.database.read() as session:
        assert len(list_documents(session)) == 2
    hands.write("right_MK-25", "2")
    hands.press("mending_issue")
    with shop.database.read() as session:
        kinds = [row.kind.value for row in list_documents(session)]
        stock = {row.code: row.on_hand for row in list_stock(session)}
    assert (kinds, stock) == (["WZK", "WZ", "PZ"], {"MK-25": 6_000})


def test_that_a_promise_is_moved_to_another_warehouse_on_the_goods_card(hands: Hands, shop: Shop) -> None:
    house = execute(shop.database, add_warehouse, NewWarehouse("M2", "Drugi"), actor=shop.actor).warehouse_id
    shop.receive(1, 7_000, 385_000)
    goods = ReceiveGoods(house, (GoodsLine(1, 9_000, 385_000),))
    execute(shop.database, receive_goods, goods, actor=shop.actor)
    shop.advance(shop.place(shop.customer(), (1, 5_000)).number, "reserve")
    hands.settle()
    hands.choose("stock", lambda line: line.warehouse == "M1" and line.code == "MK-25", "the goods in M1")
    hands.press("chip_promises")
    hands.choose("goods_promises", lambda one: one.quantity == 5_000, "the promise")
    hands.write("promise_quantity", "2")
    hands.press("move_promise")
    hands.until(lambda: len(hands.table("goods_promises").records_model.records) == 1, "the promise")
    with shop.database.read() as session:
        stock = {row.warehouse: (row.on_hand, row.reserved) for row in list_stock(session)}
    assert stock == {"M1": (7_000, 3_000), "M2": (9_000, 2_000)}


def test_that_lots_out_of_date_are_written_off_by_one_press(hands: Hands, shop: Shop) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE products SET tracks_lots = true WHERE id = 1"))
    goods = (GoodsLine(1, 9_000, 1, "L2", date(2099, 1, 31)), GoodsLine(1, 5_000, 1, "L1", date(2020, 1, 31)))
    execute(shop.database, receive_goods, ReceiveGoods(1, goods), actor=shop.actor)
    hands.window.findChild(WarehousePage).show_part("lots")
    hands.settle()
    button = hands.find(QPushButton, "dispose_expired")
    hands.until(lambda: button.text() == "Spisz przeterminowane (1)", "what is out of date")
    hands.press("chip_soon")
    hands.until(lambda: [r.lot for r in hands.table("lots").records_model.records] == ["L1"], "what expires soon")
    hands.press("dispose_expired")
    hands.until(lambda: not button.isEnabled(), "nothing out of date")
    with shop.database.read() as session:
        assert [(lot.lot, lot.quantity) for lot in list_lots(session)] == [("L2", 9_000)]


def drafts_of(shop: Shop) -> list[tuple[str, str, int]]:
    with shop.database.read() as session:
        return [(one.kind.value, one.party, one.lines) for one in drafts_with_houses(session)]


def test_that_a_receipt_begun_is_kept_by_itself_continued_and_issued_once(hands: Hands, shop: Shop) -> None:
    hands.press("receive_goods")
    hands.write("receipt_supplier", "Młyn Zalesie")
    hands.write("receipt_code", BAG, enter=True)
    hands.write("receipt_quantity", "12", enter=True)
    hands.write("receipt_cost", "38,5", enter=True)
    hands.until(lambda: drafts_of(shop) == [("PZ", "Młyn Zalesie", 1)], "the draft")
    hands.write("receipt_code", LOOSE, enter=True)
    hands.write("receipt_quantity", "2,5", enter=True)
    hands.write("receipt_cost", "", enter=True)
    hands.until(lambda: drafts_of(shop) == [("PZ", "Młyn Zalesie", 2)], "the same draft with both")
    hands.press("receipt_remove")
    hands.press("receipt_remove")
    hands.until(lambda: drafts_of(shop) == [], "nothing to keep")
    hands.write("receipt_code", BAG, enter=True)
    hands.write("receipt_quantity", "7", enter=True)
    hands.write("receipt_cost", "38,5", enter=True)
    hands.until(lambda: len(drafts_of(shop)) == 1, "a draft")
    hands.press("chip_documents")
    hands.choose("drafts", lambda one: one.lines == 1, "what is begun")
    hands.press("draft_continue")
    assert [row.quantity for row in hands.table("receipt_rows").records_model.records] == [7_000]
    hands.press("receipt_issue")
    hands.until(lambda: not drafts_of(shop), "issued, and no draft any more")
    with shop.database.read() as session:
        assert [(row.kind.value) for row in list_documents(session)] == ["PZ"]
        assert {row.code: row.on_hand for row in list_stock(session)} == {"MK-25": 7_000}


def test_that_what_another_began_is_continued_here_or_thrown_away(hands: Hands, shop: Shop) -> None:
    execute(shop.database, add_warehouse, NewWarehouse("M2", "Drugi"), actor=shop.actor)
    shop.receive(1, 7_000, 385_000)
    line = (GoodsLine(1, 2_000),)
    for command in (
        KeepDraft(DocumentKind.MM, 1, line, target_warehouse_id=2, note="na półkę"),
        KeepDraft(DocumentKind.RW, 1, line, note="próbki"),
    ):
        execute(shop.database, keep_draft, command, actor=shop.actor)
    hands.press("chip_documents")
    hands.choose("drafts", lambda one: one.kind is DocumentKind.RW, "the samples")
    hands.press("draft_drop")
    hands.until(lambda: len(drafts_of(shop)) == 1, "one thrown away")
    hands.choose("drafts", lambda one: one.kind is DocumentKind.MM, "the transfer")
    hands.press("draft_continue")
    assert (hands.find(QLineEdit, "move_note").text(), hands.find(QComboBox, "move_to").currentText()[:2]) == (
        "na półkę",
        "M2",
    )
    hands.press("move_issue")
    hands.until(lambda: drafts_of(shop) == [], "issued")
    with shop.database.read() as session:
        assert [row.kind.value for row in list_documents(session)] == ["MM", "PZ"]
