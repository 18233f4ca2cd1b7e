"""A product's sheet in the window: made, edited by keyboard, each fault at its field, what others saved kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QRadioButton, QWidget

from crm_desktop.catalogue.records import GroupPrice, NewProduct, SaveProduct, StockGoal
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import execute
from db.session import Database
from tests.company import Shop
from tests.ui.looking import cut, nameless
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import Onlooker
from ui.warehouse.page import WarehousePage

FLOUR = NewProduct("MK-25", "Mąka tortowa 25 kg", 489_000, barcodes=(("5901234123457", 1_000),))


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        made = Shop(company, actor_by_login(session, "admin"))
    execute(company, save_product, SaveProduct(FLOUR), actor=made.actor)
    execute(company, register_customer, NewCustomer("Piekarnia", group="Piekarnie"), actor=made.actor)
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


def sheet(shop: Shop, code: str) -> SaveProduct:
    with shop.database.read() as session:
        return product_sheet(session, code).saved


def press(hands: Hands, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or hands.window, key, modifier)
    hands.settle()


def open_flour(hands: Hands) -> None:
    hands.window.findChild(WarehousePage).show_goods("MK-25")
    hands.until(lambda: hands.window.findChild(QLabel, "goods_name").text() == FLOUR.name, "the card")
    press(hands, Qt.Key.Key_F2)
    hands.until(lambda: hands.find(QLineEdit, "product_code").text() == "MK-25", "the sheet")


def test_that_goods_are_written_down_by_keyboard_and_found_though_they_never_lay_anywhere(
    hands: Hands, shop: Shop
) -> None:
    press(hands, Qt.Key.Key_F7)
    hands.write("product_name", "Cukier kryształ 1 kg")
    hands.write("product_code", "CU-1")
    hands.write("product_net_price", "3,79")
    hands.press("add_barcodes")
    hands.write("barcodes_code_0", "96385074")
    press(hands, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: hands.find(QLabel, "goods_name").text() == "Cukier kryształ 1 kg", "its card")
    saved = sheet(shop, "CU-1").product
    assert (saved.net_price, saved.barcodes) == (37_900, (("96385074", 1_000),))
    assert hands.read("goods_levels").startswith("Jeszcze nigdzie nie leżał")


def test_that_prices_of_groups_barcodes_and_goals_are_set_on_the_sheet(hands: Hands, shop: Shop) -> None:
    open_flour(hands)
    hands.press("add_barcodes")
    hands.write("barcodes_code_1", "15901234123454")
    hands.write("barcodes_quantity_1", "40")
    hands.press("add_prices")
    hands.pick("prices_customer_group_0", "Piekarnie")
    hands.write("prices_from_quantity_0", "100")
    hands.write("prices_net_price_0", "45,50")
    hands.write("goals_minimum_0", "10")
    hands.write("goals_target_0", "60")
    hands.write("goals_location_0", "A-03-2")
    hands.find(QCheckBox, "product_tracks_lots").setChecked(True)
    hands.write("product_weight_grams", "25,3")
    hands.press("save_product")
    saved = sheet(shop, "MK-25")
    assert saved.product.barcodes == (("5901234123457", 1_000), ("15901234123454", 40_000))
    assert saved.prices == (GroupPrice("Piekarnie", 100_000, 455_000),)
    assert saved.goals == (StockGoal("M1", 10_000, 60_000, "A-03-2"),)
    assert (saved.product.tracks_lots, saved.product.weight_grams, saved.version) == (True, 25_300, 2)


def test_that_every_fault_stands_at_its_field_and_nothing_is_saved(hands: Hands, shop: Shop) -> None:
    before = sheet(shop, "MK-25")
    open_flour(hands)
    hands.write("product_net_price", "tanio")
    hands.write("product_name", "")
    hands.press("add_barcodes")
    hands.write("barcodes_code_1", "5901234123458")
    hands.write("goals_minimum_0", "1,5")
    hands.press("save_product")
    wrong = {
        widget.objectName()
        for widget in hands.window.findChildren(QWidget)
        if widget.property("wrong") == "true" and widget.isVisible()
    }
    assert wrong == {"product_net_price", "product_name", "barcodes_code_1", "goals_minimum_0"}
    assert QApplication.focusWidget().objectName() == "product_net_price"
    assert hands.read("barcodes_fault") == "Cyfra kontrolna kodu kreskowego się nie zgadza."
    assert hands.read("goals_fault") == "M1: Tylko całe sztuki."
    assert sheet(shop, "MK-25") == before
    press(hands, Qt.Key.Key_Escape)
    assert hands.table("stock").isVisible()


def test_that_what_another_saved_meanwhile_is_told_beside_what_was_typed(hands: Hands, shop: Shop) -> None:
    open_flour(hands)
    hands.write("product_net_price", "50")
    mine = sheet(shop, "MK-25")
    other = SaveProduct(NewProduct("MK-25", "Mąka tortowa", 510_000), goals=mine.goals, product_id=mine.product_id)
    execute(shop.database, save_product, other, actor=shop.actor)
    hands.press("save_product")
    said = [hands.find(QRadioButton, f"{which}_net_price").text() for which in ("mine", "theirs")]
    assert said == ["50,00", "51,00"]
    assert sheet(shop, "MK-25").product.net_price == 510_000
    hands.press("save_chosen")
    now = sheet(shop, "MK-25")
    assert (now.product.net_price, now.product.name, now.version) == (500_000, "Mąka tortowa", 3)


def test_that_a_scan_beside_the_fields_is_a_further_barcode(hands: Hands, shop: Shop) -> None:
    open_flour(hands)
    active = hands.find(QCheckBox, "product_active")
    active.setFocus()
    QTest.keyClicks(active, "15901234123454")
    QTest.keyClick(active, Qt.Key.Key_Return)
    assert hands.find(QLineEdit, "barcodes_code_1").text() == "15901234123454"
    QTest.keyClick(hands.find(QLineEdit, "barcodes_code_1"), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "barcodes_code_2"


def test_that_the_sheet_cuts_no_word_and_names_every_control(hands: Hands) -> None:
    open_flour(hands)
    hands.press("add_barcodes")
    hands.press("add_prices")
    assert (cut(hands.window), nameless(hands.window)) == ([], [])


def test_that_who_comes_back_to_the_sheet_goes_on_typing_there(hands: Hands) -> None:
    open_flour(hands)
    hands.press("chip_documents")
    hands.press("chip_stock")
    assert QApplication.focusWidget().objectName() == "product_name"
    press(hands, Qt.Key.Key_Escape)
    hands.press("chip_documents")
    hands.press("chip_stock")
    assert QApplication.focusWidget().objectName() == "stock_search"
