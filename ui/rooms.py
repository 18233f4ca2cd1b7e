"""The rooms of the window in their order; a page is imported and built when it is first shown."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.pages import Tab
from ui.seat import Seat


def rooms(seat: Seat, *, reports: bool = True) -> list[Tab]:
    """Charts are for whoever may see reports."""
    found = [
        Tab("today", QCoreApplication.translate("rooms", "Today"), "sun", lambda: _today(seat)),
        Tab("inquiries", QCoreApplication.translate("rooms", "Inquiries"), "envelope-simple", lambda: _inquiries(seat)),
        Tab("orders", QCoreApplication.translate("rooms", "Orders"), "shopping-cart", lambda: _orders(seat)),
        Tab("warehouse", QCoreApplication.translate("rooms", "Warehouse"), "package", lambda: _warehouse(seat)),
        Tab("customers", QCoreApplication.translate("rooms", "Customers"), "users", lambda: _customers(seat)),
        Tab("charts", QCoreApplication.translate("rooms", "Charts"), "chart-bar", lambda: _charts(seat)),
    ]
    return [tab for tab in found if reports or tab.key != "charts"]


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
