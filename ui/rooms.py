"""The rooms of the window in their order; a page is imported and built when it is first shown."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from db.vocabulary import Permission
from ui import rights
from ui.pages import Tab
from ui.seat import Seat

NEEDED = {"inquiries": Permission.HANDLE_INQUIRIES, "charts": Permission.SEE_REPORTS}


def rooms(seat: Seat) -> list[Tab]:
    """Inquiries are for whoever answers them, charts for whoever may see reports; what is not for this seat is in no
    room."""
    found = [
        Tab("today", QCoreApplication.translate("rooms", "Today"), "sun", partial(_made, _today, seat)),
        Tab(
            *("inquiries", QCoreApplication.translate("rooms", "Inquiries"), "envelope-simple"),
            partial(_made, _inquiries, seat),
        ),
        Tab("orders", QCoreApplication.translate("rooms", "Orders"), "shopping-cart", partial(_made, _orders, seat)),
        Tab("warehouse", QCoreApplication.translate("rooms", "Warehouse"), "package", partial(_made, _warehouse, seat)),
        Tab("customers", QCoreApplication.translate("rooms", "Customers"), "users", partial(_made, _customers, seat)),
        Tab("charts", QCoreApplication.translate("rooms", "Charts"), "chart-bar", partial(_made, _charts, seat)),
    ]
    numbered = [replace(tab, number=number) for number, tab in enumerate(found, start=1)]
    return [tab for tab in numbered if tab.key not in NEEDED or seat.may(NEEDED[tab.key])]


def _made(build: Callable[[Seat], QWidget], seat: Seat) -> QWidget:
    page = build(seat)
    rights.fit(page, seat)
    return page


MODULES = {
    "today": "ui.today.page",
    "inquiries": "ui.inquiries.page",
    "orders": "ui.orders.page",
    "warehouse": "ui.warehouse.page",
    "customers": "ui.customers.page",
    "charts": "ui.charts_tab.page",
}
KEYS = tuple(MODULES)


def _today(seat: Seat) -> QWidget:
    from ui.today.page import TodayPage

    return TodayPage(seat)


def _inquiries(seat: Seat) -> QWidget:
    from ui.inquiries.page import InquiriesPage

    return InquiriesPage(seat)


def _orders(seat: Seat) -> QWidget:
    from ui.orders.page import OrdersPage

    return OrdersPage(seat)


def _warehouse(seat: Seat) -> QWidget:
    from ui.warehouse.page import WarehousePage

    return WarehousePage(seat)


def _customers(seat: Seat) -> QWidget:
    from ui.customers.page import CustomersPage

    return CustomersPage(seat)


def _charts(seat: Seat) -> QWidget:
    from ui.charts_tab.page import ChartsPage

    return ChartsPage(seat)
