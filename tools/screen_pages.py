"""The one table of what is photographed: each page by its folder's name, its tab, and what is done there first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from db.vocabulary import DocumentKind, OrderStatus
from tools import screen_acts as acts
from tools import screen_goods as goods
from tools import screen_stale as stale
from tools import screen_windows as windows
from tools.screen_acts import Act, chart, down, menu, nothing, order, press, row, tell, then, write
from ui.gallery import Gallery
from ui.hands import Hands
from ui.help.window import HelpWindow

CLERK, HAND = "anna", "marek"
"""Of the sample company: who answers and sells, and who picks and receives."""
FIRST_INQUIRY = row("inquiries_list")
SETTINGS = (
    "company users warehouses numbering sources forms templates hours assignment promises printers labels couriers"
    " mail backup journal here"
).split()


def settings(page: str) -> Act:
    """The settings over the window, at one of their pages."""

    def act(_hands: Hands, desk: Any) -> None:
        desk.open_settings(page)

    return act


@dataclass(frozen=True, slots=True)
class Page:
    """`filled` is done on the sample company, `empty` in one where nothing is yet; None: it is not taken there."""

    key: str
    tab: str
    filled: Act | None = nothing
    empty: Act | None = None
    user: str | None = None
    """Whose window it is, by login; None: whoever sets the company up."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What is a window of its own; without `size` as large as it opens."""

    key: str
    build: Callable[[QApplication, Any, QSettings], QWidget]
    act: Callable[[Hands], None] = lambda _hands: None
    size: tuple[int, int] | None = None


def at_step(key: str, status: OrderStatus, *after: Act, user: str | None = None) -> Page:
    return Page(key, "orders", then(order(status), *after), user=user)


def company_filled(hands: Hands) -> None:
    hands.write("first_name", "Hurtownia „Złoty Kłos” sp. z o.o.")
    hands.write("first_nip", "123-456-32-18")


def to_page(number: int) -> Callable[[Hands], None]:
    def act(hands: Hands) -> None:
        company_filled(hands)
        for _ in range(number - 1):
            hands.press("first_next")

    return act


def sheets_chosen(hands: Hands) -> None:
    to_page(3)(hands)
    hands.press("goods_sheets")


PAGES: tuple[Page, ...] = (
    Page("today", "today", empty=nothing),
    Page("inquiries", "inquiries", FIRST_INQUIRY, nothing),
    Page("orders", "orders", row("orders_list"), nothing),
    Page("warehouse", "warehouse", goods.goods_with_lots, nothing),
    Page("customers", "customers", acts.customer, nothing),
    Page("charts", "charts", empty=nothing),
    Page("inquiries-late", "inquiries", then(press("chip_late"), FIRST_INQUIRY)),
    Page("inquiries-waiting", "inquiries", then(press("chip_waiting"), FIRST_INQUIRY), press("chip_waiting")),
    Page("inquiries-reply", "inquiries", then(FIRST_INQUIRY, press("answer"))),
    Page("inquiries-offer", "inquiries", then(FIRST_INQUIRY, press("offer"))),
    Page("inquiries-follow-up", "inquiries", then(FIRST_INQUIRY, menu("follow_up"))),
    Page("inquiries-lose", "inquiries", then(FIRST_INQUIRY, menu("lose"))),
    Page(
        "inquiries-call",
        "inquiries",
        then(
            press("new_inquiry"),
            write("new_who", "602 118 240 Jan Wiśniewski"),
            tell("new_wanted", "40 worków mąki T550 i 12 cukru na piątek"),
        ),
        press("new_inquiry"),
    ),
    Page("inquiries-unrecognised", "inquiries", acts.unrecognised, press("chip_unrecognised")),
    Page("orders-filtered", "orders", then(write("order_search", "ZAM 1/1999"), acts.pause)),
    Page("orders-board", "orders", press("chip_board"), press("chip_board")),
    Page("orders-1-customer", "orders", then(press("new_order"), write("draft_customer_search", "piek"), acts.pause)),
    Page("orders-1-customer-new", "orders", press("new_order", "new_customer"), press("new_order", "new_customer")),
    at_step("orders-2-goods", OrderStatus.DRAFT, press("step_1"), write("goods_search", "mąka p"), acts.pause),
    at_step("orders-3-terms", OrderStatus.DRAFT, press("next_step")),
    Page("orders-4-reserve", "orders", acts.order_in_stock),
    Page("orders-4-short", "orders", acts.short_order),
    at_step("orders-5-pick", OrderStatus.RESERVED),
    at_step("orders-5-pick-wrong", OrderStatus.RESERVED, write("pick_scan", "5900000000000", enter=True)),
    at_step("orders-6-wz", OrderStatus.PICKED),
    at_step("orders-7-label", OrderStatus.ISSUED),
    at_step("orders-8-hand-over", OrderStatus.LABELLED),
    at_step("orders-9-sent", OrderStatus.HANDED_OVER),
    at_step("orders-10-done", OrderStatus.COMPLETED),
    Page("orders-notes", "orders", then(order(OrderStatus.LABELLED), press("order_notes"))),
    Page("orders-papers", "orders", then(order(OrderStatus.LABELLED), menu("order_papers"))),
    at_step("orders-cancel", OrderStatus.PLACED, press("cancel_order")),
    at_step("orders-cancel-issued", OrderStatus.HANDED_OVER, press("cancel_order")),
    at_step("orders-cancelled", OrderStatus.CANCELLED),
    Page("warehouse-reservations", "warehouse", then(goods.goods_with_lots, press("chip_promises"))),
    Page("warehouse-lots", "warehouse", then(press("chip_lots"), row("lots")), press("chip_lots")),
    Page("warehouse-facts", "warehouse", then(goods.goods_with_lots, press("chip_facts"))),
    Page("warehouse-goods-lots", "warehouse", then(goods.goods_with_lots, goods.card_lots)),
    Page("warehouse-edit", "warehouse", then(goods.goods_with_lots, press("edit_goods"))),
    Page("warehouse-new", "warehouse", press("chip_stock", "new_goods"), press("chip_stock", "new_goods")),
    Page("warehouse-short", "warehouse", press("chip_short")),
    Page("warehouse-filtered", "warehouse", then(write("stock_search", "kajzerka"), acts.pause)),
    Page("warehouse-documents", "warehouse", then(press("chip_documents"), row("documents")), press("chip_documents")),
    Page(
        "warehouse-correct",
        "warehouse",
        then(press("chip_documents"), acts.document(DocumentKind.PZ), press("correct_document")),
    ),
    Page(
        "warehouse-correct-price",
        "warehouse",
        then(press("chip_documents"), acts.document(DocumentKind.WZ), press("correct_document")),
    ),
    Page(
        "warehouse-return",
        "warehouse",
        then(press("chip_documents"), acts.document(DocumentKind.WZ), press("return_document")),
    ),
    Page("warehouse-jpk", "warehouse", then(press("chip_documents"), press("jpk_open"))),
    Page("warehouse-count", "warehouse", goods.count, press("chip_count")),
    Page("warehouse-move", "warehouse", goods.transfer, press("chip_move")),
    Page("warehouse-shelves", "warehouse", goods.shelves, press("chip_shelves")),
    Page("warehouse-relocation", "warehouse", goods.relocation, press("chip_shelves")),
    Page("warehouse-arrival", "warehouse", goods.arrival, press("chip_move")),
    Page("warehouse-receive", "warehouse", goods.receipt, press("chip_receive")),
    Page("warehouse-reorder", "warehouse", press("chip_reorder"), press("chip_reorder")),
    Page("customers-orders", "customers", then(acts.customer, press("chip_orders"))),
    Page("customers-inquiries", "customers", then(acts.customer, press("chip_inquiries"))),
    Page("customers-documents", "customers", then(acts.customer, press("chip_documents"))),
    Page("customers-consents", "customers", acts.consenting),
    Page("customers-consent-new", "customers", acts.consent_by_phone),
    Page("customers-note", "customers", then(acts.customer, press("customer_write_note"))),
    Page("customers-edit", "customers", then(acts.customer, press("edit_customer"))),
    Page("customers-new", "customers", press("new_customer"), press("new_customer")),
    Page("customers-filtered", "customers", then(write("customer_search", "Zygzak"), acts.pause)),
    Page("customers-same", "customers", press("chip_same"), press("chip_same")),
    Page("customers-merge", "customers", then(press("chip_same"), row("customer_pairs", 2))),
    Page("charts-ordered", "charts", down(3)),
    Page("charts-ordered-employee", "charts", down(3, 0)),
    Page("charts-products", "charts", chart("products"), chart("products")),
    Page("charts-products-buyers", "charts", then(chart("products"), down(0))),
    Page("charts-products-lines", "charts", then(chart("products"), down(0, 0))),
    Page("charts-months", "charts", then(chart("products"), acts.by_month)),
    Page("charts-changes", "charts", chart("changes")),
    Page("charts-customers", "charts", chart("customers")),
    Page("charts-people", "charts", chart("people")),
    Page("charts-roi", "charts", chart("roi"), chart("roi")),
    Page("charts-roi-campaign", "charts", then(chart("roi"), down(0))),
    Page("charts-tables", "charts", chart("tables"), chart("tables")),
    Page("charts-buyer", "charts", acts.buyer, chart("buyer")),
    Page("charts-cost", "charts", then(chart("roi"), press("enter_cost"))),
    Page("charts-targets", "charts", then(chart("people"), press("targets"))),
    Page("charts-keep", "charts", acts.keep_view),
    Page("charts-asked", "charts", then(chart("products"), press("chip_look_interest"))),
    Page("charts-customer-states", "charts", then(chart("customers"), press("chip_look_customer_state_sums"))),
    Page("charts-attributed", "charts", then(chart("roi"), press("chip_look_attributed"))),
    Page("charts-lost-costs", "charts", then(chart("roi"), press("chip_look_lost_costs"))),
    Page("charts-target", "charts", then(chart("people"), press("chip_target"))),
    Page("charts-export", "charts", menu("export")),
    Page("search", "today", acts.search),
    Page("keys", "inquiries", acts.keys),
    Page("print-queue", "today", acts.prints, acts.prints),
    Page("menu", "today", acts.file_menu),
    Page("toasts", "today", acts.toasts),
    Page("look-around", "today", acts.look_around),
    Page("today-charts", "charts", acts.pins),
    *(Page(f"settings-{key}", "today", settings(key)) for key in SETTINGS),
    Page("customers-saved-meanwhile", "customers", stale.of_a_customer),
    Page("customers-status-meanwhile", "customers", stale.of_a_status),
    Page("orders-saved-meanwhile", "orders", stale.of_a_draft),
    Page("settings-password-meanwhile", "today", stale.of_a_password),
    Page("warehouse-goods-shelves", "warehouse", then(goods.shelves, goods.goods_on_shelves)),
    Page("clerk-today", "today", user=CLERK),
    Page("clerk-inquiries", "inquiries", then(press("chip_all"), FIRST_INQUIRY), user=CLERK),
    Page("clerk-orders", "orders", row("orders_list"), user=CLERK),
    Page("clerk-goods", "warehouse", goods.goods_with_lots, user=CLERK),
    Page("clerk-customers", "customers", acts.customer, user=CLERK),
    Page("clerk-charts", "charts", chart("products"), user=CLERK),
    Page("hand-today", "today", user=HAND),
    Page("hand-print-queue", "today", acts.prints, user=HAND),
    Page("hand-orders", "orders", row("orders_list"), user=HAND),
    at_step("hand-draft", OrderStatus.DRAFT, user=HAND),
    at_step("hand-pick", OrderStatus.RESERVED, user=HAND),
    Page("hand-customers", "customers", row("customers_list"), user=HAND),
    Page("hand-goods", "warehouse", goods.goods_with_lots, user=HAND),
    Page("hand-shelves", "warehouse", goods.shelves, user=HAND),
    Page("hand-goods-shelves", "warehouse", goods.goods_on_shelves, user=HAND),
    Page("hand-relocation", "warehouse", goods.relocation, user=HAND),
    Page("hand-receive", "warehouse", goods.receipt, user=HAND),
    Page("hand-move", "warehouse", goods.transfer, user=HAND),
    Page("hand-count", "warehouse", goods.count, user=HAND),
)

ALONE: tuple[Alone, ...] = (
    Alone("first-start-1-company", windows.first_run, company_filled),
    Alone("first-start-2-place", windows.first_run, to_page(2)),
    Alone("first-start-3-goods", windows.first_run, to_page(3)),
    Alone("first-start-3-sheets", windows.first_run, sheets_chosen),
    Alone("first-start-4-done", windows.first_run, to_page(4)),
    Alone("import", windows.import_window),
    Alone("help", lambda _app, _database, _kept: HelpWindow(None, "orders")),
    Alone("sign-in", windows.sign_in),
    Alone("connect", windows.connect),
    Alone("gallery", lambda _app, _database, _kept: Gallery(), size=(1440, 1560)),
)
