"""Orders: the list on the left, the guided wizard on the right."""

from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSplitter, QVBoxLayout, QWidget

from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.orders import queries, records
from db.vocabulary import OrderStatus, Topic
from ui.orders.wizard import OrderWizard
from ui.seat import Seat
from ui.tables import Column, TableView, money_column, pill_column
from ui.widgets.parts import button, row, word


class OrdersPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("orders")
        self._seat = seat
        self._pointed = ""
        self._status = QComboBox()
        self._status.setObjectName("order_status_filter")
        self._status.setAccessibleName(self.tr("Which orders"))
        self._status.addItem(self.tr("All statuses"), None)
        for status in OrderStatus:
            self._status.addItem(word(status), status)
        self._search = QLineEdit()
        self._search.setObjectName("order_search")
        self._search.setAccessibleName(self.tr("Find an order"))
        self._search.setPlaceholderText(self.tr("Number, customer, phone…"))
        self._search.setClearButtonEnabled(True)
        self._new = button(self.tr("New order"), name="new_order")
        self._table = TableView(
            [
                Column("order", self.tr("Order"), lambda r: r.number),
                Column("customer", self.tr("Customer"), lambda r: r.customer, stretch=True),
                pill_column("status", self.tr("Status"), lambda r: r.status),
                money_column("net", self.tr("Net"), lambda r: r.net),
            ],
            empty=self.tr("Orders appear here: from an inquiry, from the shop, or by New order."),
            name="orders_list",
            title=self.tr("Orders"),
        )
        self.wizard = OrderWizard(seat)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(12, 12, 6, 12)
        layout.addWidget(row(self._status, self._search, self._new))
        layout.addWidget(self._table, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.wizard)
        splitter.setSizes([470, 810])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _connect(self) -> None:
        self._status.currentIndexChanged.connect(lambda _index: self.refresh())
        self._search.textChanged.connect(lambda _text: self.refresh())
        self._table.current_changed.connect(self._on_pointed)
        self._new.clicked.connect(lambda: self.wizard.start_draft(None))
        self._seat.live.subscribe(self, (Topic.ORDERS,), lambda _changes: self._follow())

    def _show_list(self, found: list[records.OrderRow]) -> None:
        self._table.set_records(found, key=attrgetter("number"))

    def _on_pointed(self, record: records.OrderRow | None) -> None:
        """Only a step of the person's own: the list read anew pulls nothing from under a draft."""
        if record is not None and record.number != self._pointed:
            self._pointed = record.number
            self.wizard.open(record.number)

    def open(self, number: str) -> None:
        self._pointed = number
        self.wizard.open(number)

    def start_from(self, inquiry: InquiryCard) -> None:
        """The wizard with the inquiry's customer and recognised goods filled in."""
        self.wizard.start_draft(inquiry)

    def refresh(self) -> None:
        status, wanted = self._status.currentData(), self._search.text()

        def query(session: Any) -> list[records.OrderRow]:
            return queries.list_orders(session, status=status, search_for=wanted)

        self._seat.read(query, self._show_list, owner=self, latest="list")

    def _follow(self) -> None:
        """Someone moved an order: the list and the open one follow; a draft being typed stays."""
        self.refresh()
        self.wizard.reload()
