"""The room of customers on a real database: what two people type, what is merged and told apart, who sees margins."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QWidget

from crm_desktop.customers import queries
from crm_desktop.customers.records import CustomerCard, EditCustomer, NewCustomer
from crm_desktop.customers.service import edit_customer, register_customer
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Role
from tests.company import Shop
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import Onlooker
from ui.widgets.fields import Field


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        return Shop(company, actor_by_login(session, "admin"))


class Room:
    """The customers' tab and what is stored behind it."""

    def __init__(self, app: QApplication, company: Database, folder: Path, user: str = "admin") -> None:
        self.company = company
        self.desk = Desk(app, company, kept=QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat), user=user)
        self.desk.window.resize(1280, 720)
        self.desk.window.show()
        self.hands = Hands(app, self.desk.window)
        self.hands.settle()
        self.desk.window.activateWindow()
        self.hands.until(self.desk.window.isActiveWindow, "the window to be active")
        self.desk.room("customers")
        self.hands.settle()

    def card(self, customer_id: int) -> CustomerCard:
        with self.company.read() as session:
            return queries.show_customer(session, customer_id)

    def choose(self, name: str) -> None:
        self.hands.choose("customers_list", lambda row: row.name == name, name)
        self.hands.until(lambda: self.hands.find(QLabel, "customer_name").accessibleName() == name, "the card")

    def field(self, key: str) -> Field:
        found = self.hands.find(QWidget, f"customer_field_{key}").parent()
        assert isinstance(found, Field)
        return found

    def names(self) -> list[str]:
        return sorted(row.name for row in self.hands.table("customers_list").records_model.records)


@pytest.fixture
def room(qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker) -> Iterator[Room]:
    opened = Room(qapp, company, tmp_path)
    yield opened
    opened.desk.close()


def test_that_a_stale_save_shows_both_values_and_saves_what_is_chosen(room: Room, shop: Shop) -> None:
    who = shop.customer("Piekarnia Kłos", email="stary@klos.example")
    room.hands.until(lambda: room.names() == ["Piekarnia Kłos"], "the list to follow")
    room.choose("Piekarnia Kłos")
    room.hands.press("edit_customer")
    card = room.card(who)
    theirs = EditCustomer(who, card.version, "Piekarnia Kłos", "", "nowy@klos.example", "600 700 800", "", card.address)
    execute(room.company, edit_customer, theirs, actor=shop.actor)
    room.hands.write("customer_field_name", "Piekarnia Złoty Kłos")
    room.hands.write("customer_field_email", "moj@klos.example")
    room.hands.press("save_customer")
    shown = {key: room.hands.find(QRadioButton, f"mine_{key}").text() for key in ("name", "email", "phone")}
    assert shown == {"name": "Piekarnia Złoty Kłos", "email": "moj@klos.example", "phone": "(puste)"}
    assert room.hands.find(QRadioButton, "theirs_phone").isChecked()
    assert room.card(who).row.name == "Piekarnia Kłos"
    room.hands.find(QRadioButton, "theirs_email").setChecked(True)
    room.hands.press("save_chosen")
    row = room.card(who).row
    assert (row.name, row.email, row.phone) == ("Piekarnia Złoty Kłos", "nowy@klos.example", "600 700 800")


def test_that_a_new_customer_is_checked_as_it_is_typed_and_found_at_once(room: Room, shop: Shop) -> None:
    shop.customer("Młyn Stary", nip="1234563218")
    room.hands.press("new_customer")
    room.hands.write("customer_field_name", "Młyn Nowy")
    room.hands.write("customer_field_nip", "123-456-32-19")
    assert room.field("nip").fault == "Cyfra kontrolna się nie zgadza."
    room.hands.press("save_customer")
    assert room.field("nip").fault == "Cyfra kontrolna się nie zgadza."
    assert room.hands.find(QLineEdit, "customer_field_name").text() == "Młyn Nowy"
    room.hands.write("customer_field_nip", "PL 123-456-32-18")
    assert room.field("nip").fault == ""
    already = room.hands.find(QLabel, "customer_already")
    room.hands.until(already.isVisible, "who is known by it")
    assert already.text() == "Pod tymi danymi jest już: Młyn Stary (K000001)"
    room.hands.write("customer_field_nip", "526-104-08-28")
    room.hands.press("save_customer")
    room.hands.until(lambda: room.names() == ["Młyn Nowy", "Młyn Stary"], "the list to follow")
    room.hands.write("customer_search", "5261040828")
    room.hands.until(lambda: room.names() == ["Młyn Nowy"], "the search")


def test_that_two_records_are_merged_side_by_side_and_told_apart_again(room: Room, shop: Shop) -> None:
    one = shop.customer("Piekarnia Kłos")
    other = shop.customer("PIEKARNIA KŁOS", email="biuro@klos.example")
    room.hands.until(lambda: len(room.names()) == 2, "the list to follow")
    room.hands.press("chip_same")
    room.hands.press("merge_customers")
    merged = room.card(one)
    assert (merged.row.name, merged.row.email) == ("Piekarnia Kłos", "biuro@klos.example")
    assert room.card(other).row.customer_id == one
    room.hands.press("unmerge_0")
    apart = room.card(one), room.card(other)
    assert [card.row.name for card in apart] == ["Piekarnia Kłos", "PIEKARNIA KŁOS"]
    assert [card.row.email for card in apart] == ["", "biuro@klos.example"]
    room.hands.press("compare_0")
    room.hands.press("keep_apart")
    room.hands.until(lambda: not list(room.hands.table("customer_pairs").records_model.records), "no more proposals")


@pytest.mark.parametrize(("role", "seen"), [(Role.CLERK, False), (Role.OWNER, True)], ids=["clerk", "owner"])
def test_that_only_who_may_see_costs_sees_the_margin(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker, role: Role, seen: bool
) -> None:
    execute(company, add_employee, AddEmployee("ona", "Anna Wrona", role), actor=shop.actor)
    shop.advance(shop.place(shop.customer("Kłos"), (shop.product(stock=9_000), 2_000)).number, "reserve")
    opened = Room(qapp, company, tmp_path, user="ona")
    opened.choose("Kłos")
    shown = {label.text() for label in opened.desk.window.findChildren(QLabel) if label.isVisible()}
    opened.desk.close()
    assert ("Marża" in shown) is seen
    assert "97,80\N{NO-BREAK SPACE}zł" in shown


def test_that_the_card_that_was_open_is_open_tomorrow(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker
) -> None:
    for name in ("Młyn", "Kłos", "Bochenek"):
        execute(company, register_customer, NewCustomer(name, group="Hurt"), actor=shop.actor)
    first = Room(qapp, company, tmp_path)
    first.choose("Młyn")
    first.desk.close()
    again = Room(qapp, company, tmp_path)
    again.hands.until(lambda: again.hands.find(QLabel, "customer_name").accessibleName() == "Młyn", "the card")
    again.desk.close()


def test_that_typing_a_note_by_keyboard_writes_it_into_the_timeline(room: Room, shop: Shop) -> None:
    who = shop.customer("Kłos")
    room.hands.until(lambda: room.names() == ["Kłos"], "the list to follow")
    room.choose("Kłos")
    room.hands.table("customers_list").setFocus()
    room.hands.key(Qt.Key.Key_N)
    room.hands.write("note_text", "Woli odbiór w piątki", enter=True)
    assert [entry.text for entry in room.card(who).timeline] == ["Woli odbiór w piątki"]
