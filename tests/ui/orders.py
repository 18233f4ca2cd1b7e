"""The Orders room as tests work it: a person at it on both databases, and what they do there again and again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from crm_desktop.orders.queries import list_orders, show_order
from crm_desktop.orders.records import OrderCard
from db.session import Database
from tests.company import Shop
from tests.ui.desks import Seated, seated
from ui.hands import Hands
from ui.orders.lines_table import LinesTable
from ui.tour import Onlooker
from ui.widgets.pills import StatusPill


@pytest.fixture
def hands(qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker) -> Iterator[Seated]:
    with seated(qapp, company, tmp_path, "orders") as made:
        yield made


def opened(hands: Hands, number: str) -> None:
    page: Any = hands.find(QWidget, "orders")
    page.open(number)
    hands.settle()


def card_of(shop: Shop, number: str) -> OrderCard:
    with shop.database.read() as session:
        return show_order(session, number)


def lines_table(hands: Hands) -> LinesTable:
    table = hands.table("order_lines")
    assert isinstance(table, LinesTable)
    return table


def typed(hands: Hands, name: str, text: str) -> None:
    """Text and Enter in a field, as a scanner does it."""
    field = hands.find(QLineEdit, name)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    hands.settle()


def customer_chosen(hands: Hands, shop: Shop, name: str = "Młyn Łąkowy") -> int:
    customer = shop.customer(name)
    hands.press("new_order")
    hands.write("draft_customer_search", name)
    hands.choose("draft_customers", lambda row: row.name == name, "the customer")
    hands.press("next_step")
    return customer


def only_order(shop: Shop) -> OrderCard:
    with shop.database.read() as session:
        (row,) = list_orders(session)
    return card_of(shop, row.number)


def status(hands: Hands) -> str:
    return hands.find(StatusPill, "order_status").label.text
