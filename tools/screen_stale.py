"""What a colleague saves while one types: both values beside each other, before a picture is taken."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QListWidget, QPushButton, QRadioButton, QWidget

from crm_desktop.customers.queries import list_customers, show_customer
from crm_desktop.customers.records import SetStatus
from crm_desktop.customers.service import edit_customer, set_status
from crm_desktop.orders.drafting import change_draft
from crm_desktop.orders.queries import list_orders, show_order
from crm_desktop.orders.records import ChangeDraft, NewLine, OrderCard, PlaceOrder
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import actor_by_login, list_employees
from crm_desktop.staff.records import SetPassword
from crm_desktop.staff.service import set_password
from crm_desktop.work import execute
from db.vocabulary import ContactStatus, OrderStatus
from tools.screen_acts import BUYER, customer, wait
from ui.customers.form import edit_command, values_of
from ui.desk import Desk
from ui.hands import Hands

WHOSE_PASSWORD = "marek"


def colleague_saves(desk: Desk, case: Any, command: Any) -> None:
    with desk.seat.database.read() as session:
        anna = actor_by_login(session, "anna", place="lada")
    execute(desk.seat.database, case, command, actor=anna)


def of_a_customer(hands: Hands, desk: Desk) -> None:
    customer(hands, desk)
    hands.press("edit_customer")
    with desk.seat.database.read() as session:
        found = list_customers(session, search_for=BUYER, limit=1)[0]
        card = show_customer(session, found.customer_id)
    hands.write("customer_field_phone", "601 220 145")
    hands.write("customer_field_street", "ul. Ogrodników 20a, wejście od podwórza")
    theirs = values_of(card)
    changed = {"phone": "48 22 610 44 08", "email": "biuro@piekarnia-jakubowska.przyklad.pl"}
    theirs = replace(theirs, fields=theirs.fields | changed)
    colleague_saves(desk, edit_customer, edit_command(theirs, card))
    hands.press("save_customer")


def of_a_status(hands: Hands, desk: Desk) -> None:
    """Two choose where a contact stands."""
    customer(hands, desk)
    desk.seat.live.stop()  # a colleague is quicker than the news of what she does
    with desk.seat.database.read() as session:
        row = list_customers(session, search_for=BUYER, limit=1)[0]
    colleague_saves(desk, set_status, SetStatus(row.customer_id, ContactStatus.LOST, row.status))
    acts = hands.find(QPushButton, "set_status").menu().actions()
    acts[list(ContactStatus).index(ContactStatus.DORMANT)].trigger()
    hands.settle()


def of_a_draft(hands: Hands, desk: Desk) -> None:
    """A colleague makes more of a line and writes down what the driver must know."""
    with desk.seat.database.read() as session:
        drafts = [show_order(session, one.number) for one in list_orders(session, status=OrderStatus.DRAFT, limit=20)]
    card = next(one for one in drafts if one.lines)
    desk.room("orders").open(card.row.number)
    wait(hands)
    hands.press("step_1")
    desk.seat.live.stop()
    theirs = replace(_as_stored(card), note="Zadzwonić dzień przed dostawą: brama od ul. Młyńskiej", payment="gotówka")
    more = replace(theirs.lines[0], quantity=theirs.lines[0].quantity + 6_000)
    theirs = replace(theirs, lines=(more, *theirs.lines[1:]))
    colleague_saves(desk, change_draft, ChangeDraft(card.row.number, card.version, theirs))
    hands.write("goods_search", f"2*{card.lines[0].code}", enter=True)
    hands.find(QWidget, "both_values")


def _as_stored(card: OrderCard) -> PlaceOrder:
    lines = tuple(NewLine(one.product_id, one.quantity, one.unit_price, one.discount) for one in card.lines)
    return PlaceOrder(
        card.row.customer_id,
        lines,
        warehouse_id=card.warehouse_id,
        address=card.address,
        payment=card.payment,
        delivery=card.delivery,
        note=card.note,
        currency=card.row.currency,
        price_mode=card.price_mode,
    )


def of_a_password(hands: Hands, desk: Desk) -> None:
    """Two who set the company up give the same person a password."""
    page = desk.open_settings("users").show_page("users")
    hands.settle()
    place = next(at for at, one in enumerate(page.entries) if one.record.login == WHOSE_PASSWORD)
    hands.find(QListWidget, "settings_entries").setCurrentRow(place)
    hands.settle()
    desk.seat.live.stop()
    hands.write("new_password", "kajzerka i rogal")
    with desk.seat.database.read() as session:
        person = next(one for one in list_employees(session) if one.login == WHOSE_PASSWORD)
    theirs = SetPassword(person.employee_id, hashed("chleb na zakwasie"), version=person.version)
    execute(desk.seat.database, set_password, theirs, actor=replace(desk.seat.actor, place="magazyn"))
    hands.press("set_password")
    hands.find(QRadioButton, "mine_password")
