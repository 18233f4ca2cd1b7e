"""The window offers what the role of who sits at it may do: acts of others are not shown, and their keys do nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget

from crm_desktop.customers.consents import give_consent
from crm_desktop.customers.records import GiveConsent, NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.records import TakeDown
from crm_desktop.orders.drafting import draft_order
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.printing.station import Station
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.warehouse.records import GoodsLine, IssueInternally
from crm_desktop.warehouse.service import issue_internally
from crm_desktop.work import execute, held
from db.session import Database
from db.vocabulary import Channel, DocumentKind, Permission, Role
from tests.company import Shop
from tests.office import Office
from tests.postgres import PostgresServer
from tests.ui.desks import company, shop
from ui import rights, start
from ui.desk import Desk
from ui.hands import Hands
from ui.orders.beside_page import BesidePage
from ui.rooms import KEYS
from ui.tables import TableView
from ui.tour import Onlooker
from ui.widgets.buttons import Button

__all__ = ["company", "shop"]


@pytest.fixture
def seats(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker
) -> Iterator[dict[Role, Desk]]:
    """A desk for each role of a person, all on the same company, in which there is one of each thing."""
    execute(company, register_customer, NewCustomer("Kłos"), actor=shop.actor)
    execute(company, take_down, TakeDown(Channel.PHONE, "Ile za worek?", customer_id=1), actor=shop.actor)
    wanted = PlaceOrder(1, (NewLine(shop.product(stock=9_000), 2_000),))
    execute(company, draft_order, wanted, actor=shop.actor)
    desks: dict[Role, Desk] = {}
    for role in (Role.WAREHOUSE, Role.CLERK, Role.OWNER, Role.ADMIN):
        if role is not Role.ADMIN:
            execute(company, add_employee, AddEmployee(role.value, role.value.title(), role), actor=shop.actor)
        kept = QSettings(str(tmp_path / f"{role.value}.ini"), QSettings.Format.IniFormat)
        desks[role] = Desk(qapp, company, kept=kept, user=role.value)
        desks[role].window.show()
    yield desks
    for desk in desks.values():
        desk.close()


LATER = {"other_warehouse", "substitute", "orders_board.empty"} | {
    *("book_payment", "attach_file", "detach_file", "send_rest"),
}
"""On pages that are made when an order comes to them."""
HIDDEN = {"enter_cost", "targets", "map_fields", "retry_one", "take_in", "new_inquiry", "make_order"} | {
    *("answer", "offer", "assign", "lose", "reopen", "follow_up"),
}
"""In rooms that a warehouse hand has not: charts, inquiries."""


def acts(app: QApplication, desk: Desk) -> tuple[set[str], set[str]]:
    """Names of the table that are in the window, and those of them that can be had there."""
    there, offered = set(), set()
    for key in desk.window.tabs:
        desk.room(key)
        Hands(app, desk.window).settle()
    for name in rights.NEEDED:
        named = [w for w in desk.window.findChildren(Button) if rights.name_of(w) == name]
        entries = desk.window.findChildren(QAction, name)
        there |= {name} if named or entries else set()
        offered |= {name} if any(b.allowed for b in named) or any(e.isVisible() for e in entries) else set()
    return there, offered


def test_that_each_role_is_offered_exactly_what_it_may_do(
    qapp: QApplication, seats: dict[Role, Desk], company: Database
) -> None:
    for role, desk in seats.items():
        there, offered = acts(qapp, desk)
        assert there >= set(rights.NEEDED) - LATER - (HIDDEN if role is Role.WAREHOUSE else set())
        with company.read() as session:
            may = held(session, desk.seat.actor)
        assert offered == {name for name in there if rights.NEEDED[name] in may}, role


def test_that_a_warehouse_hand_has_no_room_that_the_server_would_not_let_them_read(
    qapp: QApplication, postgres_server: PostgresServer, tmp_path: Path, onlooker: Onlooker
) -> None:
    """At a real office server each room opens without a refusal, and beside the window prints are sent alone."""
    office = Office.make(postgres_server)
    database = Database.open(office.seat_url(Role.WAREHOUSE))
    kept = QSettings(str(tmp_path / "hand.ini"), QSettings.Format.IniFormat)
    desk = Desk(qapp, database, kept=kept)
    desk.window.show()
    for key in desk.window.tabs:
        desk.room(key)
        Hands(qapp, desk.window).settle()
    services = start._services(database, sells=desk.seat.may(Permission.HANDLE_INQUIRIES))
    for service in services:
        service.stop()
    rooms, chips = list(desk.window.tabs), [chip.isHidden() for chip in desk.window.findChildren(QWidget, "chip_same")]
    desk.close()
    database.close()
    postgres_server.drop(office.name)
    assert rooms == ["today", "orders", "warehouse", "customers"]
    assert (onlooker.faults, chips, [type(one) for one in services]) == ([], [True], [Station])


def test_that_a_warehouse_hand_opens_customers_and_orders_at_an_office_server(
    qapp: QApplication, postgres_server: PostgresServer, tmp_path: Path, onlooker: Onlooker
) -> None:
    """Without what the server keeps from them: consents, merges, possible duplicates, years."""
    office = Office.make(postgres_server)
    admin = office.shop(Role.ADMIN)
    customer = admin.customer("Kłos")
    number = admin.place(customer, (admin.product(stock=9_000), 2_000)).number
    asked = GiveConsent(customer, "newsletter", "Chcę newsletter", "", "telefonicznie")
    execute(admin.database, give_consent, asked, actor=admin.actor)
    admin.database.close()
    database = Database.open(office.seat_url(Role.WAREHOUSE))
    desk = Desk(qapp, database, kept=QSettings(str(tmp_path / "hand.ini"), QSettings.Format.IniFormat))
    desk.window.show()
    hands = Hands(qapp, desk.window)
    desk.room("customers").open(customer)
    hands.settle()
    name = hands.find(QLabel, "customer_name").accessibleName()
    orders = [row.number for row in desk.window.findChildren(TableView, "customer_orders")[0].records_model.records]
    consents = [chip.isVisible() for chip in desk.window.findChildren(QWidget, "chip_consents")]
    desk.room("orders").open(number)
    hands.settle()
    opened = hands.read("order_number")
    desk.close()
    database.close()
    postgres_server.drop(office.name)
    assert (name, orders, consents, onlooker.faults) == ("Kłos", [number], [False], [])
    assert opened == number


def test_that_a_warehouse_hand_reads_a_draft_and_cannot_write_in_it(
    qapp: QApplication, seats: dict[Role, Desk]
) -> None:
    for role, writes in ((Role.WAREHOUSE, False), (Role.CLERK, True)):
        desk = seats[role]
        hands = Hands(qapp, desk.window)
        desk.room("orders").open("ZAM 1/2026")
        hands.settle()
        assert desk.room("orders").wizard.typing.on is writes
        following = desk.window.findChild(QWidget, "next_step")
        assert following is not None
        assert following.isVisible() is writes


def test_that_only_who_edits_orders_is_asked_what_was_paid_and_for_files(
    qapp: QApplication, seats: dict[Role, Desk]
) -> None:
    asked = {}
    for role in (Role.WAREHOUSE, Role.CLERK):
        desk = seats[role]
        hands = Hands(qapp, desk.window)
        desk.room("orders").open("ZAM 1/2026")
        hands.settle()
        hands.press("order_notes")
        page = hands.find(BesidePage, "order_beside")
        fields = ("order_note", "payment_amount", "payment_way")
        asked[role] = [page.acceptDrops(), *(hands.window.findChild(QLineEdit, name).isVisible() for name in fields)]
    assert asked == {Role.WAREHOUSE: [False, True, False, False], Role.CLERK: [True, True, True, True]}


def test_that_only_who_moves_stock_may_send_goods_along_with_a_promise(seats: dict[Role, Desk]) -> None:
    hidden = {}
    for role in (Role.WAREHOUSE, Role.CLERK):
        sent_along = seats[role].room("warehouse").findChild(QCheckBox, "promise_goods")
        hidden[role] = sent_along.isHidden()
    assert hidden == {Role.WAREHOUSE: False, Role.CLERK: True}


def test_that_a_document_is_corrected_by_who_may_and_a_receipt_by_who_sees_what_it_cost(
    qapp: QApplication, seats: dict[Role, Desk], company: Database, shop: Shop
) -> None:
    execute(company, issue_internally, IssueInternally(1, (GoodsLine(1, 1_000),)), actor=shop.actor)
    offered = {}
    for role, desk in seats.items():
        hands = Hands(qapp, desk.window)
        desk.room("warehouse")
        hands.press("chip_documents")
        offered[role] = []
        for kind in (DocumentKind.PZ, DocumentKind.RW):
            hands.choose("documents", lambda record, kind=kind: record.kind is kind, kind.value)
            offered[role].append(hands.find(Button, "correct_document").isEnabled())
    assert offered == {
        Role.WAREHOUSE: [False, True],
        Role.CLERK: [False, False],
        Role.OWNER: [True, True],
        Role.ADMIN: [True, True],
    }


def test_that_a_room_has_the_same_key_in_every_window_whichever_rooms_are_left_out(seats: dict[Role, Desk]) -> None:
    keys = {}
    for role, desk in seats.items():
        found = {act.data(): act.shortcut().toString() for act in desk.window.findChildren(QAction) if act.data()}
        keys[role] = {key: shortcut for key, shortcut in found.items() if key in KEYS}
    assert keys[Role.ADMIN] == {key: f"Ctrl+{number}" for number, key in enumerate(KEYS, start=1)}
    left_out = {"inquiries": "Ctrl+2", "charts": "Ctrl+6"}
    assert keys[Role.WAREHOUSE] == {key: keys[Role.ADMIN][key] for key in KEYS if key not in left_out}
