"""A window in a process of its own, in which one types into every form and saves nothing: `type`, killed by the test;
`read`, after that, tells what stands in the fields."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.catalogue.records import NewProduct, SaveProduct
from crm_desktop.catalogue.sheets import save_product
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.records import TakeDown
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import execute
from db.vocabulary import Channel
from tests.company import Shop
from ui.application import make_application
from ui.charts_tab.cost_form import CostForm
from ui.charts_tab.targets_form import TargetsForm
from ui.desk import Desk
from ui.hands import Hands
from ui.inquiries.reading import Reading
from ui.typed import file_for
from ui.warehouse.page import WarehousePage


@dataclass(frozen=True)
class Form:
    """How it is opened, its field by object name, and what is typed there."""

    name: str
    open: Callable[["Seat"], object]
    field: str
    text: str


class Seat:
    """`number` of an inquiry and `order`, which both runs find; `customer` by the first name in the list."""

    def __init__(self, url: str, kept: str) -> None:
        self.app: QApplication = make_application(["typing"], language="pl", scheme="light")
        self.database = open_company(url)
        with self.database.read() as session:
            self.shop = Shop(self.database, actor_by_login(session, "admin"))
        self.file = file_for(self.database.url.render_as_string(), self.shop.actor.name)
        self.kept = kept

    def prepare(self) -> None:
        shop = self.shop
        flour = SaveProduct(NewProduct("MK-1", "Mąka", 489_000))
        product = execute(shop.database, save_product, flour, actor=shop.actor).product_id
        shop.receive(product, 9_000, 300_000)
        shop.place(shop.customer("Młyn Łąkowy"), (product, 1_000))
        call = TakeDown(channel=Channel.PHONE, wanted="Mąka?", name="Jan Nowak", phone="601202303")
        execute(shop.database, take_down, call, actor=shop.actor)

    def start(self) -> None:
        self.desk = Desk(self.app, self.database, kept=QSettings(self.kept, QSettings.Format.IniFormat))
        self.desk.window.resize(1400, 900)
        self.desk.window.show()
        self.hands = Hands(self.app, self.desk.window)
        self.hands.settle()

    def room(self, key: str) -> Any:
        page = self.desk.room(key)
        self.hands.settle()
        return page

    def editor(self, form: Form) -> Any:
        found = [one for top in self.app.topLevelWidgets() for one in top.findChildren(QWidget, form.field)]
        shown = [one for one in found if one.isVisible() and isinstance(one, QLineEdit | QPlainTextEdit)]
        assert shown, form
        return shown[-1]


def customers(seat: Seat, then: str) -> None:
    seat.room("customers")
    seat.hands.choose("customers_list", lambda row: row.name == "Młyn Łąkowy", "the customer")
    seat.hands.press(then)


def consent(seat: Seat) -> None:
    customers(seat, "chip_consents")
    seat.hands.press("record_consent")


def product(seat: Seat) -> None:
    seat.room("warehouse")
    seat.desk.window.findChild(WarehousePage).show_goods("MK-1")
    seat.hands.press("edit_goods")
    seat.hands.until(lambda: seat.hands.find(QLineEdit, "product_code").text() == "MK-1", "the sheet")


def reply(seat: Seat) -> None:
    seat.room("inquiries")
    seat.hands.choose("inquiries_list", lambda row: row.customer == "Jan Nowak", "the inquiry")
    if not seat.desk.window.findChild(QPlainTextEdit, "inquiry_reply").isVisible():
        seat.desk.window.findChild(Reading).write_reply()


def order(seat: Seat) -> None:
    seat.room("orders")
    seat.hands.choose("orders_list", lambda row: row.customer == "Młyn Łąkowy", "the order")
    seat.hands.press("order_notes")


def letter(seat: Seat) -> None:
    order(seat)
    seat.hands.press("write_letter")


def settings(seat: Seat, page: str) -> None:
    seat.desk.open_settings(page).show_page(page)


def targets(seat: Seat) -> None:
    form = TargetsForm(seat.desk.seat, seat.desk.window)
    form.show()
    seat.hands.settle()
    box = form.findChild(QComboBox, "target_employee")
    box.setCurrentIndex(box.findData("admin"))


def call(seat: Seat) -> None:
    seat.desk.seat.take_call.emit()


FORMS = (
    Form("a call", call, "new_wanted", "40 worków mąki"),
    Form("a reply", reply, "inquiry_reply", "Mamy 40 worków."),
    Form("a note of a customer", lambda seat: customers(seat, "customer_write_note"), "note_text", "Oddzwonić"),
    Form("a consent of a customer", consent, "consent_text", "Chcę dostawać cennik"),
    Form("a customer", lambda seat: customers(seat, "edit_customer"), "customer_field_city", "Wągrowiec"),
    Form("a new customer", lambda seat: seat.room("customers").begin_new(), "customer_field_name", "Piekarnia"),
    Form("goods", product, "product_name", "Mąka tortowa"),
    Form("a note of an order", order, "order_note", "Uważać na schody"),
    Form("a letter about an order", letter, "letter_subject", "Państwa zamówienie"),
    Form("the company", lambda seat: settings(seat, "company"), "set_city", "Gniezno"),
    Form("a template", lambda seat: settings(seat, "templates"), "set_subject", "Wysłane"),
    Form("days that are closed", lambda seat: settings(seat, "hours"), "set_closed_days", "24 grudnia 2026"),
    Form("targets", targets, "target_3", "1234,50"),
    Form("an expense", lambda seat: CostForm(seat.desk.seat, seat.desk.window).show(), "cost_text", "Paliwo"),
)


def leave(seat: Seat) -> None:
    """Nothing of the form is saved or thrown away: one looks at something else."""
    seat.room("today")


def write(editor: QWidget, words: str) -> None:
    """As keys, since some fields hear a person's typing alone."""
    editor.selectAll()  # type: ignore[attr-defined]
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(editor, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def text_of(editor: Any) -> str:
    return str(editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text())


def main(what: str, url: str, kept: str) -> None:
    seat = Seat(url, kept)
    if what == "type":
        seat.prepare()
    seat.start()
    told = {}
    for form in FORMS:
        form.open(seat)
        seat.hands.settle()
        editor = seat.editor(form)
        told[form.name] = text_of(editor)
        if what == "type":
            editor.setFocus()
            write(editor, form.text)
            seat.hands.until(lambda form=form: holds(seat, form.text), f"{form.name} on the disk")
        leave(seat)
    print(json.dumps(told), flush=True)
    while what == "type":  # until it is killed
        seat.app.processEvents()
        time.sleep(0.01)


def holds(seat: Seat, words: str) -> bool:
    return seat.file.exists() and words in seat.file.read_text("utf-8")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
        os._exit(0)  # as it is, without a last word of the window
    except BaseException:  # noqa: BLE001 - told to the test, whatever it is
        traceback.print_exc()
        os._exit(1)
