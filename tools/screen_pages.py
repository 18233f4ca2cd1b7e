"""The one table of what is photographed: each page by its folder's name, its tab, and what is done there first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from ui.gallery import Gallery
from ui.hands import Hands


def nothing(_hands: Hands, _desk: Any) -> None:
    """The tab as it opens."""


def first_of(table: str) -> Callable[[Hands, Any], None]:
    """With the first row of a table chosen."""

    def act(hands: Hands, _desk: Any) -> None:
        hands.choose(table, lambda _record: True, "a row")

    return act


def pressed(*buttons: str, after: Callable[[Hands, Any], None] = nothing) -> Callable[[Hands, Any], None]:
    """After `after`, with buttons pressed one after another."""

    def act(hands: Hands, desk: Any) -> None:
        after(hands, desk)
        for button in buttons:
            hands.press(button)

    return act


def searched(hands: Hands, _desk: Any) -> None:
    hands.write("search_everything", "piekarnia")
    hands.until(lambda: any(w.isVisible() for w in hands.window.findChildren(QWidget, "hits")), "what was found")


def keys_shown(_hands: Hands, desk: Any) -> None:
    desk.window.keys_wanted.emit()


def prints_shown(_hands: Hands, desk: Any) -> None:
    desk.window.printing.pressed.emit()


@dataclass(frozen=True, slots=True)
class Page:
    key: str
    tab: str
    act: Callable[[Hands, Any], None] = nothing


@dataclass(frozen=True, slots=True)
class Alone:
    """What is a window of its own."""

    key: str
    build: Callable[[QApplication, Any], QWidget]
    size: tuple[int, int] | None = None


MAIN: tuple[Page, ...] = (
    Page("today", "today"),
    Page("inquiries", "inquiries", first_of("inquiries_list")),
    Page("orders", "orders", first_of("orders_list")),
    Page("warehouse", "warehouse", first_of("stock")),
    Page("customers", "customers", first_of("customers_list")),
    Page("charts", "charts"),
)

FURTHER: tuple[Page, ...] = (
    Page("inquiries-call", "inquiries", pressed("new_inquiry")),
    Page("inquiries-offer", "inquiries", pressed("offer", after=first_of("inquiries_list"))),
    Page("orders-new", "orders", pressed("new_order")),
    Page("customers-new", "customers", pressed("new_customer")),
    Page("customers-edit", "customers", pressed("edit_customer", after=first_of("customers_list"))),
    Page("customers-compare", "customers", pressed("chip_same")),
    Page("search", "today", searched),
    Page("keys", "inquiries", keys_shown),
    Page("print-queue", "today", prints_shown),
)

ALONE: tuple[Alone, ...] = (Alone("gallery", lambda _app, _database: Gallery(), (1440, 1560)),)
