"""What is done before a picture is taken: a hand's few moves, by the names of what is pressed and typed."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QMenu, QPlainTextEdit, QPushButton, QWidget

from crm_desktop.customers.queries import list_customers, show_customer
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.queries import list_orders
from db.vocabulary import Channel, DocumentKind, OrderStatus
from ui import prompts
from ui.charts_tab.menu_button import MenuButton
from ui.charts_tab.pictures import keys_of
from ui.charts_tab.views import ViewsButton
from ui.desk import Desk
from ui.hands import Hands
from ui.theme import Meaning
from ui.words import language

Act = Callable[[Hands, Desk], None]
BUYER = "Marta Jakubowska"
"""Who has bought for years, in the sample company of these pictures."""


def nothing(_hands: Hands, _desk: Desk) -> None:
    """The tab as it opens."""


def then(*acts: Act) -> Act:
    """One after another."""

    def act(hands: Hands, desk: Desk) -> None:
        for one in acts:
            one(hands, desk)

    return act


def row(table: str, number: int = 0) -> Act:
    """With a row of a table chosen."""

    def act(hands: Hands, _desk: Desk) -> None:
        records = hands.until(lambda: hands.table(table).records_model.records, f"rows in {table}")
        wanted = records[min(number, len(records) - 1)]
        hands.choose(table, lambda record: record is wanted, "a row")

    return act


def document(kind: DocumentKind) -> Act:
    """With the newest document of a kind chosen."""

    def act(hands: Hands, _desk: Desk) -> None:
        hands.choose("documents", lambda record: record.kind is kind, "a document")

    return act


def press(*buttons: str) -> Act:
    def act(hands: Hands, _desk: Desk) -> None:
        for button in buttons:
            hands.press(button)

    return act


def write(field: str, text: str, *, enter: bool = False) -> Act:
    def act(hands: Hands, _desk: Desk) -> None:
        hands.write(field, text, enter=enter)

    return act


def tell(field: str, text: str) -> Act:
    """Into a field of several lines."""

    def act(hands: Hands, _desk: Desk) -> None:
        hands.find(QPlainTextEdit, field).setPlainText(text)
        wait(hands)

    return act


def pause(hands: Hands, _desk: Desk) -> None:
    wait(hands)


def wait(hands: Hands, milliseconds: int = 400) -> None:
    """Until what begins after a pause of typing has begun and ended."""
    over: list[bool] = []
    QTimer.singleShot(milliseconds, lambda: over.append(True))
    hands.until(lambda: over, "the pause to be over")
    hands.settle()


def menu(name: str) -> Act:
    """With the menu of a button open."""

    def act(hands: Hands, _desk: Desk) -> None:
        button = hands.find(QPushButton, name)
        opened = button.menu()
        opened.aboutToShow.emit()
        left = min(0, hands.window.width() - button.mapTo(hands.window, QPoint()).x() - opened.sizeHint().width())
        opened.popup(button.mapToGlobal(QPoint(left, button.height())))
        hands.settle()

    return act


def file_menu(hands: Hands, desk: Desk) -> None:
    bar = desk.window.menuBar()
    first = bar.actions()[0]
    shown: QMenu = first.menu()  # type: ignore[assignment]  # PySide names it QObject
    shown.popup(bar.mapToGlobal(bar.actionGeometry(first).bottomLeft()))
    hands.settle()


def search(hands: Hands, _desk: Desk) -> None:
    hands.write("search_everything", "piekarnia")
    hands.until(lambda: any(w.isVisible() for w in hands.window.findChildren(QWidget, "hits")), "what was found")


def keys(hands: Hands, desk: Desk) -> None:
    desk.window.keys_wanted.emit()
    hands.settle()


def prints(hands: Hands, desk: Desk) -> None:
    desk.window.printing.pressed.emit()
    hands.settle()


def toasts(hands: Hands, desk: Desk) -> None:
    """One of each meaning; the first can be undone."""
    english_said = language() == "en"
    words = (
        ("Inquiry ZAP 387/2026 is answered.", "Zapytanie ZAP 387/2026 ma odpowiedź.", Meaning.GOOD),
        ("Saved: offer-118-2026.pdf", "Zapisano: oferta-118-2026.pdf", Meaning.INFO),
        (
            "The label waits: the printer is out of paper.",
            "Etykieta czeka: drukarka nie ma papieru.",
            Meaning.ATTENTION,
        ),
        (
            "The server does not answer. What you typed is kept; it is sent once the server is back.",
            "Serwer nie odpowiada. To, co wpisano, zostało; pójdzie, gdy serwer wróci.",
            Meaning.BAD,
        ),
    )
    for place, (english, polish, meaning) in enumerate(words):
        undo = ("Undo" if english_said else "Cofnij") if not place else ""
        told = english if english_said else polish
        prompts.person().tell(desk.window, told, meaning, action=undo, on_action=lambda: None)
    hands.settle()


def order(status: OrderStatus, number: int = 0) -> Act:
    """The newest order of a status, at the step where it waits."""

    def act(hands: Hands, desk: Desk) -> None:
        with desk.seat.database.read() as session:
            found = list_orders(session, status=status, limit=number + 1)
        desk.room("orders").open(found[-1].number)
        hands.settle()
        wait(hands)

    return act


def short_order(hands: Hands, desk: Desk) -> None:
    """One whose goods are short: what can be done about it."""
    _placed_order(hands, desk, short=True)


def order_in_stock(hands: Hands, desk: Desk) -> None:
    """One that waits to be reserved, and can be."""
    _placed_order(hands, desk, short=False)


def _placed_order(hands: Hands, desk: Desk, *, short: bool) -> None:
    with desk.seat.database.read() as session:
        found = list_orders(session, status=OrderStatus.PLACED, limit=60)
    for one in found:
        desk.room("orders").open(one.number)
        hands.settle()
        if short is any(w.isVisible() for w in hands.window.findChildren(QWidget, "part_now")):
            return


def customer(hands: Hands, desk: Desk) -> None:
    """Somebody with years of orders."""
    with desk.seat.database.read() as session:
        found = list_customers(session, search_for=BUYER, limit=1)
    desk.room("customers").open(found[0].customer_id)
    hands.settle()


def consenting(hands: Hands, desk: Desk) -> None:
    """Somebody who agreed to something."""
    with desk.seat.database.read() as session:
        found = list_customers(session, limit=200)
        one = next(row for row in found if show_customer(session, row.customer_id).consents)
    desk.room("customers").open(one.customer_id)
    hands.settle()
    hands.press("chip_consents")


def consent_by_phone(hands: Hands, desk: Desk) -> None:
    """One being written down, with the text that was last used for its purpose."""
    consenting(hands, desk)
    hands.press("record_consent")
    box = hands.find(QComboBox, "consent_purpose")
    box.setCurrentIndex(0)
    proof = hands.find(QComboBox, "consent_proof")
    proof.setCurrentIndex(0)
    hands.settle()


def unrecognised(hands: Hands, desk: Desk) -> None:
    """What nobody's map explains, and what looks like spam."""
    for fields in (
        {"pole_1": "Bistro Pod Lipą", "pole_2": "cennik mąki i kasz", "pole_7": "piątek"},
        {"pole_1": "Pensjonat Jodła", "pole_2": "mąka T550, drożdże", "pole_7": "poniedziałek"},
    ):
        came = Received(
            "serwis", json.dumps(fields, ensure_ascii=False).encode(), "application/json", channel=Channel.FORM
        )
        interpret(desk.seat.database, receive(desk.seat.database, came).submission_id)
    hands.press("chip_unrecognised")
    wait(hands)


def chart(key: str) -> Act:
    def act(hands: Hands, _desk: Desk) -> None:
        hands.press(f"chip_{key}")

    return act


def by_month(hands: Hands, _desk: Desk) -> None:
    """The same sales along the months."""
    divide = hands.find(MenuButton, "divide")
    divide.choose("month")
    divide.chosen.emit("month")
    hands.settle()


def keep_view(hands: Hands, _desk: Desk) -> None:
    """The form that keeps what the charts show."""
    hands.find(ViewsButton, "views").keep()
    hands.settle()


def pins(hands: Hands, desk: Desk) -> None:
    """Today with two charts that somebody keeps there."""
    for key in ("funnel", "products"):
        desk.room("charts")
        chart(key)(hands, desk)
        keep_view(hands, desk)
        hands.press("keep")
    desk.window.activateWindow()
    hands.until(desk.window.isActiveWindow, "the window to be active")
    desk.room("today")
    hands.settle()
    wait(hands)


def down(*places: int) -> Act:
    """One level down for each: from the row of the figures with that number."""

    def act(hands: Hands, desk: Desk) -> None:
        for place in places:
            page = desk.room("charts")
            records = hands.table("report_table").records_model.records
            page.drill(keys_of(records[min(place, len(records) - 1)]))
            hands.settle()

    return act


def buyer(hands: Hands, desk: Desk) -> None:
    chart("buyer")(hands, desk)
    hands.write("buyer", BUYER)
    hits = hands.until(lambda: [w for w in desk.window.findChildren(QWidget, "hits") if w.isVisible()], "hits")
    assert hits
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    wait(hands)


def look_around(hands: Hands, desk: Any) -> None:
    desk.look_around()
    hands.press("look_around_next")
