"""The rooms on a real database: each opens empty and filled, in both languages; each control says what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from crm_desktop.demo.load import load
from crm_desktop.exchange.records import What
from crm_desktop.staff.queries import actor_by_login
from db.session import Database
from tests.company import Shop
from tests.ui.looking import nameless
from ui.application import set_language
from ui.desk import Desk
from ui.exchange.import_window import ImportWindow
from ui.hands import Hands
from ui.rooms import KEYS
from ui.tour import Onlooker
from ui.widgets.buttons import PrimaryButton
from ui.widgets.parts import Told


@pytest.fixture
def desk(qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker) -> Iterator[Desk]:
    opened = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    opened.window.resize(1280, 720)
    opened.window.show()
    yield opened
    opened.close()


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        return Shop(company, actor_by_login(session, "admin"))


class Flashes(QObject):
    """Widgets that were a window of their own for a moment: they take the focus and blink."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_that_no_part_of_a_room_is_a_window_for_a_moment(desk: Desk, shop: Shop, qapp: QApplication) -> None:
    shop.place(shop.customer("Kłos"), (shop.product(stock=9_000), 1_000))
    hands, flashes = Hands(qapp, desk.window), Flashes()
    hands.settle()
    qapp.installEventFilter(flashes)
    for key in KEYS:
        desk.room(key)
        hands.settle()
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_every_room_opens_and_names_its_controls(
    qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker, filled: bool, language: str
) -> None:
    if filled:
        load(company, orders=60)
    set_language(qapp, language)
    desk = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.show()
    hands = Hands(qapp, desk.window)
    unnamed = {}
    for key in KEYS:
        desk.room(key)
        hands.settle()
        unnamed[key] = nameless(desk.window)
    desk.close()
    assert unnamed == {key: [] for key in KEYS}


def test_that_a_draft_without_customer_or_goods_is_told_so_and_places_nothing(
    desk: Desk, shop: Shop, qapp: QApplication
) -> None:
    shop.customer("Piekarnia Złoty Kłos")
    hands = Hands(qapp, desk.window)
    desk.room("orders")
    hands.press("new_order")
    hands.press("next_step")
    assert told(hands) == "Najpierw wybierz klienta."
    hands.write("draft_customer_search", "zloty klos")
    hands.choose("draft_customers", lambda row: row.name == "Piekarnia Złoty Kłos", "the customer")
    hands.press("next_step")
    hands.press("next_step")
    assert told(hands) == "Dodaj co najmniej jedną pozycję."
    rows = hands.table("orders_list").records_model
    hands.until(lambda: rows.records, "the draft, kept from its first page on")
    assert [(row.status.value, row.net) for row in rows.records] == [("draft", 0)]


def test_that_a_shortage_is_told_with_every_line_and_the_order_stays(
    desk: Desk, shop: Shop, qapp: QApplication
) -> None:
    flour, sugar = shop.product("MK-1", stock=1_000), shop.product("CU-2", stock=9_000)
    number = shop.place(shop.customer(), (flour, 3_000), (sugar, 2_000)).number
    hands = Hands(qapp, desk.window)
    desk.seat.open_order.emit(number)
    hands.settle()
    hands.press("next_step")
    lines = told(hands).split("\n")
    assert lines[-1] == "MK-1 Mąka MK-1: 1 / 3 (M1)"
    assert len(lines) == 2
    assert hands.read("order_number") == number


def test_that_what_one_types_stays_when_someone_else_changes_the_order(
    desk: Desk, shop: Shop, qapp: QApplication
) -> None:
    product = shop.product("MK-1", stock=9_000)
    number = shop.place(shop.customer(), (product, 1_000)).number
    hands = Hands(qapp, desk.window)
    desk.room("orders")
    hands.press("new_order")
    hands.write("draft_customer_search", "zloty")
    shop.advance(number, "reserve")
    hands.until(
        lambda: [row.status.value for row in hands.table("orders_list").records_model.records] == ["reserved"],
        "the list to follow",
    )
    assert hands.find(QLineEdit, "draft_customer_search").text() == "zloty"
    assert hands.read("order_number") == "Nowe zamówienie"


def test_that_searching_everything_opens_what_is_chosen(desk: Desk, shop: Shop, qapp: QApplication) -> None:
    number = shop.place(shop.customer("Młyn Łąkowy"), (shop.product(stock=9_000), 1_000)).number
    hands = Hands(qapp, desk.window)
    hands.write("search_everything", "mlyn lakowy")
    hits = hands.find(QWidget, "hits")
    rows = hits.findChild(QAbstractItemView)
    assert isinstance(rows, QAbstractItemView)
    said = [str(rows.model().index(row, 0).data()) for row in range(rows.model().rowCount())]
    assert sorted(text.split(" · ")[0] for text in said) == ["Klient", "Zamówienie"]
    rows.setCurrentIndex(rows.model().index([text.startswith("Zam") for text in said].index(True), 0))
    rows.activated.emit(rows.currentIndex())
    hands.settle()
    assert (desk.window.current_key, hands.read("order_number")) == ("orders", number)


def told(hands: Hands) -> str:
    """What the open page says in its bar."""
    return hands.find(Told, "told").text


@pytest.mark.parametrize(
    ("room", "table", "kind"),
    [("warehouse", "stock", What.PRODUCTS), ("customers", "customers_list", What.CUSTOMERS)],
)
def test_that_an_empty_list_offers_to_take_in_a_sheet(
    desk: Desk, qapp: QApplication, room: str, table: str, kind: What
) -> None:
    hands = Hands(qapp, desk.window)
    desk.room(room)
    hands.settle()
    offered = hands.find(QWidget, table).findChild(PrimaryButton)
    assert offered is not None
    offered.click()
    opened = desk.window.findChild(ImportWindow)
    assert opened is not None
    assert opened.panel.what is kind
    opened.close()
