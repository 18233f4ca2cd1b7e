"""Customers: the list, the card with everything, the timeline."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from crm_desktop.customers import queries, records
from db.vocabulary import OrderStep, Topic
from ui import formats
from ui.labels import label, meaning
from ui.seat import Seat, touches
from ui.tables.records import Column, RecordsTable
from ui.widgets.parts import Pill, card, row, text


def what_happened(entry: records.TimelineEntry) -> str:
    """An entry of the timeline as a person reads it."""
    steps = {step.value: step for step in OrderStep}
    what = label(steps[entry.what]) if entry.what in steps else ""
    return " · ".join(
        part for part in (label(entry.kind), what, entry.text.splitlines()[0] if entry.text else "") if part
    )


def moved(entry: records.TimelineEntry) -> str:
    return f"→ {label(entry.status_after)}" if entry.status_after else ""


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
        self._table = RecordsTable(
            [
                Column(self.tr("Customer"), lambda r: r.name, stretch=True),
                Column(self.tr("City"), lambda r: r.city, width=120),
                Column(self.tr("Status"), lambda r: label(r.status), width=130, tint=lambda r: meaning(r.status)),
            ],
            empty=self.tr("Customers appear here with their first inquiry or order."),
            name="customers_list",
        )
        self._name = text(role="title", wrap=True, name="customer_name")
        self._status = Pill()
        self._status.setObjectName("customer_status")
        self._facts = text(role="muted", wrap=True)
        self._timeline = RecordsTable(
            [
                Column(self.tr("When"), lambda r: formats.moment(r.at, seat.zone), width=120),
                Column(self.tr("What happened"), what_happened, stretch=True),
                Column(self.tr("Status"), moved, width=140),
                Column(self.tr("Who"), lambda r: r.actor, width=130),
            ],
            empty=self.tr("Nothing has happened yet."),
            name="customer_timeline",
        )
        self._orders = RecordsTable(
            [
                Column(self.tr("Order"), lambda r: r.number, width=130),
                Column(self.tr("Date"), lambda r: formats.moment(r.created_at, seat.zone), width=120),
                Column(self.tr("Status"), lambda r: label(r.status), stretch=True, tint=lambda r: meaning(r.status)),
                Column(self.tr("Net"), lambda r: formats.money(r.net, r.currency), right=True, width=120),
            ],
            empty=self.tr("No orders yet."),
            name="customer_orders",
        )
        self._lay_out()
        self._connect()
        self.refresh()

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
        self._table.pointed.connect(lambda record: self.open(record.customer_id))
        self._orders.chosen.connect(lambda order: self._seat.open_order.emit(order.number))
        self._seat.changed.connect(self._on_changed)

    def refresh(self) -> None:
        wanted = self._search.text()
        self._seat.read(
            lambda session: queries.list_customers(session, search_for=wanted), self._table.show_records, owner=self
        )

    def open(self, customer_id: int) -> None:
        self._open_id = customer_id
        self._seat.read(lambda session: queries.show_customer(session, customer_id), self._show, owner=self)

    def _show(self, found: records.CustomerCard) -> None:
        who, address = found.row, found.address
        self._name.setText(who.name)
        self._status.show_word(who.status)
        place = " ".join(part for part in (address.postal_code, address.city) if part)
        nip = f"NIP {who.nip}" if who.nip else ""
        parts = [who.code, nip, address.street, place, who.email, who.phone, who.group]
        self._facts.setText(" · ".join(part for part in parts if part))
        self._timeline.show_records(found.timeline)
        self._orders.show_records(found.orders)

    def _on_changed(self, changes: list[Any]) -> None:
        if touches(changes, Topic.CUSTOMERS, Topic.ORDERS, Topic.INQUIRIES):
            self.refresh()
            if self._open_id is not None:
                self.open(self._open_id)
