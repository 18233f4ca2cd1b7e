"""Customers: the list, the card with everything, the timeline."""

from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from crm_desktop.customers import queries, records
from db.vocabulary import ContactStatus, OrderStep, Topic
from ui import formats
from ui.labels import label
from ui.seat import Seat
from ui.tables import Column, TableView, money_column, pill_column
from ui.widgets.parts import card, row, text, word
from ui.widgets.pills import StatusPill


def what_happened(entry: records.TimelineEntry) -> str:
    """An entry of the timeline as a person reads it."""
    steps = {step.value: step for step in OrderStep}
    what = word(steps[entry.what]) if entry.what in steps else ""
    return " · ".join(
        part for part in (word(entry.kind), what, entry.text.splitlines()[0] if entry.text else "") if part
    )


def moved(entry: records.TimelineEntry) -> str:
    return f"→ {word(entry.status_after)}" if entry.status_after else ""


class CustomersPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("customers")
        self._seat = seat
        self._open_id: int | None = None
        self._search = QLineEdit()
        self._search.setObjectName("customer_search")
        self._search.setAccessibleName(self.tr("Find a customer"))
        self._search.setPlaceholderText(self.tr("Name, NIP, phone, e-mail…"))
        self._search.setClearButtonEnabled(True)
        self._table = TableView(
            [
                Column("customer", self.tr("Customer"), lambda r: r.name, stretch=True),
                Column("city", self.tr("City"), lambda r: r.city),
                pill_column("status", self.tr("Status"), lambda r: r.status),
            ],
            empty=self.tr("Customers appear here with their first inquiry or order."),
            name="customers_list",
            title=self.tr("Customers"),
        )
        self._name = text(role="title", wrap=True, name="customer_name")
        self._status = StatusPill(label(ContactStatus.NEW))
        self._status.hide()
        self._status.setObjectName("customer_status")
        self._facts = text(role="muted", wrap=True)
        self._build_history()
        self._lay_out()
        self._connect()
        self.refresh()

    def _build_history(self) -> None:
        self._timeline = TableView(
            [
                Column("when", self.tr("When"), lambda r: r.at, text=formats.when),
                Column("what_happened", self.tr("What happened"), what_happened, stretch=True),
                Column("status", self.tr("Status"), moved),
                Column("who", self.tr("Who"), lambda r: r.actor),
            ],
            empty=self.tr("Nothing has happened yet."),
            name="customer_timeline",
            title=self.tr("Timeline"),
        )
        self._orders = TableView(
            [
                Column("order", self.tr("Order"), lambda r: r.number),
                Column("date", self.tr("Date"), lambda r: r.created_at, text=formats.when),
                pill_column("status", self.tr("Status"), lambda r: r.status, stretch=True),
                money_column("net", self.tr("Net"), lambda r: r.net),
            ],
            empty=self.tr("No orders yet."),
            name="customer_orders",
            title=self.tr("Orders"),
        )

    def _lay_out(self) -> None:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(12, 12, 6, 12)
        layout.addWidget(self._search)
        layout.addWidget(self._table, 1)
        happened, ordered = text(self.tr("Timeline"), role="heading"), text(self.tr("Orders"), role="heading")
        self._orders.setMaximumHeight(200)
        right = QWidget()
        holder = QVBoxLayout(right)
        holder.setContentsMargins(6, 12, 12, 12)
        head = row(self._name, self._status, None)
        holder.addWidget(card(head, self._facts, happened, self._timeline, ordered, self._orders, stretch=3))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([520, 760])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self.refresh())
        self._table.current_changed.connect(self._on_pointed)
        self._orders.record_activated.connect(lambda order: self._seat.open_order.emit(order.number))
        topics = (Topic.CUSTOMERS, Topic.ORDERS, Topic.INQUIRIES)
        self._seat.live.subscribe(self, topics, lambda _changes: self._follow())

    def refresh(self) -> None:
        wanted = self._search.text()
        self._seat.read(
            lambda session: queries.list_customers(session, search_for=wanted),
            self._show_list,
            owner=self,
            latest="list",
        )

    def _show_list(self, found: list[records.CustomerRow]) -> None:
        self._table.set_records(found, key=attrgetter("customer_id"))
        if found and not self._open_id:
            self._table.choose_row(0)

    def _on_pointed(self, record: records.CustomerRow | None) -> None:
        if record is not None and record.customer_id != self._open_id:
            self.open(record.customer_id)

    def open(self, customer_id: int) -> None:
        self._open_id = customer_id
        self._seat.read(lambda session: queries.show_customer(session, customer_id), self._show, owner=self)

    def _show(self, found: records.CustomerCard) -> None:
        who, address = found.row, found.address
        self._name.setText(who.name)
        self._status.show_label(label(who.status))
        self._status.show()
        place = " ".join(part for part in (address.postal_code, address.city) if part)
        nip = f"NIP {who.nip}" if who.nip else ""
        parts = [who.code, nip, address.street, place, who.email, who.phone, who.group]
        self._facts.setText(" · ".join(part for part in parts if part))
        self._timeline.set_records(found.timeline)
        self._orders.set_records(found.orders)

    def _follow(self) -> None:
        """Someone changed something here: the list and the open card follow."""
        self.refresh()
        if self._open_id is not None:
            self.open(self._open_id)
