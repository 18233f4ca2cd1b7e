"""Working days by keys alone, and the company they need: a clerk, a warehouse hand twice, an owner."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.customers.records import NewCustomer, PostalAddress
from crm_desktop.customers.service import register_customer
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.records import TakeDown
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import Actor, execute
from db.session import Database
from db.vocabulary import Channel, OrderStep, PrinterKind, PrinterLanguage, Role
from tests.journeys.keyboard import Journey, Keyboard, Wanted, focus_name

PEOPLE = (
    ("klara.nowak", "Klara Nowak", Role.CLERK),
    ("marek.lis", "Marek Lis", Role.WAREHOUSE),
    ("olga.zych", "Olga Zych", Role.OWNER),
)
CUSTOMER, PHONE = "Piekarnia Jutrzenka", "612 345 678"
FLOUR, SUGAR = (
    ("KB-7", "Semolina klasztorna KB-7", "5901234123457"),
    ("KB-9", "Cukier klasztorny KB-9", "5901234123464"),
)


def prepare(database: Database, *, port: int = 9) -> str:
    """Three people, a customer, two goods, a printer, an order to be picked; answers its number."""
    with database.read() as session:
        admin = actor_by_login(session, "admin", place="office")
    for login, name, role in PEOPLE:
        execute(database, add_employee, AddEmployee(login, name, role), actor=admin)
    address = PostalAddress(CUSTOMER, "ul. Polna 1", "61-001", "Poznań")
    buyer = NewCustomer(CUSTOMER, phone=PHONE, email="biuro@jutrzenka.przyklad.pl", address=address)
    customer_id = execute(database, register_customer, buyer, actor=admin).customer_id
    goods = [_goods(database, admin, *one) for one in (FLOUR, SUGAR)]
    printer = AddPrinter("Brama 1", PrinterKind.TCP, PrinterLanguage.ZPL, host="127.0.0.1", port=port)
    execute(database, add_printer, printer, actor=admin)
    with database.read() as session:
        clerk = actor_by_login(session, "klara.nowak", place="office")
    wanted = PlaceOrder(customer_id, (NewLine(goods[0], 3_000), NewLine(goods[1], 2_000)))
    placed = execute(database, place_order, wanted, actor=clerk)
    advance(database, placed.number, OrderStep.RESERVE, actor=clerk)
    asked = TakeDown(Channel.PHONE, f"2 szt. {FLOUR[1]}", customer_id=customer_id, answered=True)
    execute(database, take_down, asked, actor=clerk)
    return placed.number


def _goods(database: Database, actor: Actor, code: str, name: str, barcode: str) -> int:
    new = NewProduct(code, name, 489_000, barcodes=((barcode, 1000),))
    product_id = execute(database, add_product, new, actor=actor).product_id
    received = ReceiveGoods(1, (GoodsLine(product_id, 500_000, 300_000),), supplier="Młyn")
    execute(database, receive_goods, received, actor=actor)
    return product_id


def clerk(keys: Keyboard, folder: Path) -> Journey:
    """A call is taken down, answered, offered, and becomes an order with its goods promised."""
    keys.press("ctrl+2")
    yield keys.focused("inquiries_list")
    yield keys.idle()
    keys.press("ctrl+n")
    yield keys.focused("new_who")
    keys.type(PHONE)
    yield keys.seen("hits")
    keys.press("Return")
    yield keys.focused("new_wanted")
    keys.type(f"4 szt. {FLOUR[1]}, 2 szt. {SUGAR[1]}")
    yield keys.says("new_goods", FLOUR[0], SUGAR[0])
    keys.press("ctrl+Return")
    yield keys.gone("new_inquiry_form")
    yield keys.focused("inquiries_list")
    yield Wanted(lambda: CUSTOMER in keys.standing("inquiries_list"), "the inquiry in the list")
    yield keys.idle()
    keys.press("a")
    yield keys.focused("inquiry_reply")
    keys.press("ctrl+Home")
    keys.type("Dzien dobry, mamy od reki. ")
    keys.press("ctrl+Return")
    yield keys.gone("reply_editor")
    yield keys.focused("inquiry_message")
    yield keys.idle()
    keys.press("e")
    yield keys.within("offer_editor")
    keys.press("ctrl+Return")
    yield keys.seen("accept_offer")
    yield keys.idle()
    keys.press("y")
    yield keys.focused("reserve_lines")
    yield keys.idle()
    keys.press("ctrl+Return")
    yield keys.focused("pick_scan")
    yield keys.idle()


def hand(keys: Keyboard, folder: Path) -> Journey:
    """The order that waits, every line by scanner, a wrong code between, W-Z, label, handed over."""
    keys.press("ctrl+3")
    yield keys.focused("orders_list")
    yield keys.idle()
    keys.press("Home")
    yield Wanted(lambda: CUSTOMER in keys.standing("orders_list"), "the order in the list")
    keys.press("Return")
    yield keys.focused("pick_scan")
    yield keys.idle()
    keys.scan("5900000000000")
    yield keys.says("beep_said", "5900000000000")
    for barcode, times in ((FLOUR[2], 3), (SUGAR[2], 2)):
        for done in range(1, times + 1):
            keys.scan(barcode)
            yield keys.says("beep_said", f"{done} / {times}")
            yield keys.idle()
    yield keys.says("pick_progress", "2 / 2")
    keys.press("Return")
    yield keys.focused("wz_paper")
    yield keys.idle()
    keys.press("ctrl+Return")
    yield keys.focused("label_parcels")
    yield keys.idle()
    keys.press("ctrl+a", "2")
    keys.press("ctrl+Return")
    yield keys.focused("carrier")
    yield keys.idle()
    keys.type("InPost")
    keys.press("Tab")
    yield keys.focused("tracking")
    keys.type("620111222333")
    keys.press("ctrl+Return")
    yield keys.seen("done_said")
    yield keys.idle()


def shelver(keys: Keyboard, folder: Path) -> Journey:
    """Goods come onto a shelf, others get a shelf, some go to another one, and what lies there is counted."""
    keys.press("ctrl+4")
    yield keys.focused("stock_search")
    yield keys.idle()
    keys.press("ctrl+n")
    yield keys.focused("receipt_code")
    keys.scan("A-01")
    yield keys.says("beep_said", "Na półkę A-01")
    keys.scan(FLOUR[2])
    yield keys.focused("receipt_quantity")
    keys.press("ctrl+a", "1", "2", "Return")
    yield keys.focused("receipt_cost")
    keys.type("4,80")
    keys.press("Return")
    yield keys.focused("receipt_code")
    keys.press("ctrl+Return")
    yield keys.says("beep_said", "PZ")
    yield keys.idle()
    yield from _to_part(keys, "receive", "move", "shelves")
    yield from _until(keys, "shelf_name", "F6")
    keys.type("B-02")
    keys.press("Return")
    yield keys.focused("shelf_code")
    keys.scan(SUGAR[2])
    yield keys.says("beep_said", SUGAR[1], "B-02")
    yield keys.idle()
    yield from _until(keys, "chip_belongs", "shift+Tab")
    keys.press("Right")
    yield keys.focused("chip_relocate")
    yield from _until(keys, "move_from", "Tab")
    keys.type("A-01")
    keys.press("Return")
    yield keys.focused("move_code")
    keys.scan(FLOUR[2])
    yield keys.focused("move_quantity")
    keys.press("ctrl+a", "5", "Return")
    yield keys.focused("move_onto")
    keys.type("C-03")
    keys.press("Return")
    yield keys.says("beep_said", "A-01 → C-03")
    yield keys.idle()
    yield from _to_part(keys, "shelves", "count")
    yield from _until(keys, "count_begin", "F6")
    yield from _until(keys, "count_shelf", "shift+Tab")
    keys.type("C-")
    yield from _until(keys, "count_begin", "Tab")
    keys.press("Return")
    yield keys.focused("count_code")
    yield keys.idle()
    keys.scan(FLOUR[2])
    yield keys.focused("count_quantity")
    keys.press("ctrl+a", "5", "Return")
    yield keys.says("beep_said", FLOUR[0], "policzono 5")
    yield keys.says("count_left", "0 do policzenia")
    yield from _until(keys, "count_close", "Tab")
    keys.press("Return")
    yield keys.says("beep_said", "INW")
    yield keys.focused("count_begin")
    yield keys.idle()


def _until(keys: Keyboard, name: str, key: str) -> Journey:
    """Presses a key that moves the focus until it is in `name`."""
    for _ in range(20):
        if focus_name() == name:
            return
        before = QApplication.focusWidget()
        keys.press(key)
        yield Wanted(lambda before=before: QApplication.focusWidget() is not before, "the next control")  # type: ignore[misc]
    yield keys.focused(name)


def _to_part(keys: Keyboard, here: str, *others: str) -> Journey:
    """To the chips over a room, and along them."""
    yield from _until(keys, f"chip_{here}", "shift+F6")
    for chip in others:
        keys.press("Right")
        yield keys.focused(f"chip_{chip}")
        yield keys.idle()


def owner(keys: Keyboard, folder: Path) -> Journey:
    """The funnel, one stage of it, one employee, their inquiries as lines, and the sheet of them."""
    keys.press("ctrl+6")
    yield keys.seen("funnel")
    yield keys.idle()
    yield from _until(keys, "funnel", "F6")
    keys.press("Down", "Down", "Return")
    yield keys.focused("bars")
    yield keys.idle()
    keys.press("Down", "Return")
    yield Wanted(lambda: not keys.find("charts").level.by, "single inquiries")
    yield keys.idle()
    keys.press("ctrl+e")
    yield Wanted(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the list of kinds")
    keys.press("Down", "Return")
    yield Wanted(lambda: QApplication.activeModalWidget() is not None, "where to save")
    keys.press("ctrl+a")
    keys.type(str(folder / "lines.xlsx"))
    keys.press("Return")
    yield Wanted((folder / "lines.xlsx").exists, "the sheet")
    yield keys.idle()
    keys.press("BackSpace")
    yield keys.seen("bars")
    yield keys.idle()


JOURNEYS: dict[str, tuple[str, Callable[[Keyboard, Path], Journey]]] = {
    "clerk": ("klara.nowak", clerk),
    "hand": ("marek.lis", hand),
    "shelver": ("marek.lis", shelver),
    "owner": ("olga.zych", owner),
}
