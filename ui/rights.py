"""What the role of who sits here may not do is not offered: each act by its name, and what it needs (role_permissions).

The database refuses it all the same; this only spares a person the way to the refusal.
"""

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.vocabulary import Permission
from ui.seat import Seat
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState

_ACTS: dict[Permission, tuple[str, ...]] = {
    Permission.HANDLE_INQUIRIES: (
        *("answer", "offer", "assign", "lose", "reopen", "follow_up"),
        *("new_inquiry", "customer_inquiry", "today_queue.empty"),
    ),
    Permission.INTERPRET_SUBMISSIONS: ("retry_one", "take_in", "map_fields"),
    Permission.EDIT_ORDERS: (
        *("make_order", "new_order", "change_order", "cancel_order", "other_warehouse", "substitute"),
        *("orders_list.empty", "orders_board.empty", "import_sales", "import_pipeline"),
        *("book_payment", "attach_file", "detach_file", "send_rest"),
    ),
    Permission.EDIT_CUSTOMERS: (
        *("new_customer", "set_status", "customer_write_note", "edit_customer", "record_consent"),
        *("customers_splitter.empty", "import_customers"),
    ),
    Permission.EDIT_PRODUCTS: ("new_goods", "edit_goods", "stock.empty", "import_products"),
    Permission.MOVE_STOCK: (
        *("receive_goods", "dispose_expired", "draft_continue", "draft_drop", "shelf_off"),
        "import_stock",
    ),
    Permission.BOOK_EXPENSES: ("enter_cost", "import_expenses"),
    Permission.SEE_COSTS: ("targets", "jpk_open"),
    Permission.SET_UP: ("settings",),
}
NEEDED = {name: permission for permission, names in _ACTS.items() for name in names}


def fit(part: QWidget, seat: Seat) -> None:
    """Every button of `part`, and every entry of its menus, that is not for this seat is gone, with its key."""
    for button in part.findChildren(Button):
        if not _may(seat, name_of(button)):
            button.allow(False)
    for action in part.findChildren(QAction):
        if not _may(seat, action.objectName()):
            action.setEnabled(False)
            action.setVisible(False)
    for menu in part.findChildren(QMenu):
        if menu.actions() and not any(action.isVisible() for action in menu.actions()):
            menu.menuAction().setVisible(False)


def _may(seat: Seat, name: str) -> bool:
    return name not in NEEDED or seat.may(NEEDED[name])


def name_of(button: Button) -> str:
    """Its own name; the one way out of an empty list has that of the list."""
    if not isinstance(button.parentWidget(), EmptyState) or button.objectName():
        return button.objectName()
    return next((f"{name}.empty" for name in _around(button.parentWidget().parentWidget())), "")


def _around(widget: QWidget | None) -> Iterator[str]:
    while widget is not None:
        if widget.objectName() and not widget.objectName().startswith("qt_"):
            yield widget.objectName()
        widget = widget.parentWidget()
