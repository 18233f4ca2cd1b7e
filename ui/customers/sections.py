"""What happened with a customer, a table each: timeline, orders, inquiries, documents, consents."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.customers.records import Consent, CustomerCard, TimelineEntry
from ui import formats
from ui.customers.consent import given
from ui.happenings import purpose, what_happened
from ui.labels import Label, label
from ui.tables import Column, Lines, LinesView, TableView, money_column, pill_column
from ui.theme import GRID, Meaning
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipBar
from ui.widgets.parts import row


def moved(entry: TimelineEntry) -> Label | None:
    return label(entry.status_after) if entry.status_after else None


def who_and_when(entry: TimelineEntry) -> str:
    who = "" if entry.actor == "system" else entry.actor
    return " · ".join(part for part in (formats.when(entry.at), who) if part)


def _kind(row: Any) -> str:
    """Without the letters that begin the number beside it."""
    return label(row.kind).text.split(" · ")[-1]


class Sections(QWidget):
    """Chips with counts choose; a row opens what it names."""

    order_opened = Signal(str)
    inquiry_opened = Signal(str)
    document_opened = Signal(str)
    consent_opened = Signal(object)
    consent_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips = ChipBar(
            [
                ("timeline", self.tr("Timeline")),
                ("orders", self.tr("Orders")),
                ("inquiries", self.tr("Inquiries")),
                ("documents", self.tr("Documents")),
                ("consents", self.tr("Consents")),
            ]
        )
        self._chips.setObjectName("customer_sections")
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )  # gives way to what is above
        self.tables = {
            "timeline": self._timeline(),
            "orders": self._orders(),
            "inquiries": self._inquiries(),
            "documents": self._documents(),
            "consents": self._consents(),
        }
        self._record = Button(self.tr("Record a consent…"), "plus", shortcut="C")
        self._record.setObjectName("record_consent")
        for key, table in self.tables.items():
            self._stack.addWidget(self._under_act(table) if key == "consents" else table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._chips)
        column.addWidget(self._stack, 1)
        self._chips.chosen.connect(self.show_section)
        self.tables["timeline"].record_activated.connect(self._on_happening)
        self.tables["orders"].record_activated.connect(lambda row: self.order_opened.emit(row.number))
        self.tables["inquiries"].record_activated.connect(lambda row: self.inquiry_opened.emit(row.number))
        self.tables["documents"].record_activated.connect(lambda row: self.document_opened.emit(row.number))
        self.tables["consents"].record_activated.connect(self.consent_opened)
        self._record.clicked.connect(self.consent_wanted)

    def _under_act(self, table: TableView) -> QWidget:
        """Consents alone can be written down right here."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(row(self._record, None))
        column.addWidget(table, 1)
        return holder

    @property
    def section(self) -> str:
        return self._chips.key

    def show_section(self, key: str) -> None:
        self._chips.choose(key)
        self._stack.setCurrentIndex(list(self.tables).index(key))

    def show_card(self, card: CustomerCard, *, may_edit: bool) -> None:
        self._record.setEnabled(may_edit)
        self._chips.offer("consents", may_edit)
        if not may_edit and self.section == "consents":
            self.show_section("timeline")
        shown = {
            "timeline": card.timeline,
            "orders": card.orders,
            "inquiries": card.inquiries,
            "documents": card.documents,
            "consents": card.consents,
        }
        for key, records in shown.items():
            self.tables[key].set_records(records)
        self._chips.set_counts({key: len(records) for key, records in shown.items() if records and key != "timeline"})

    def _on_happening(self, entry: TimelineEntry) -> None:
        if entry.order_number:
            self.order_opened.emit(entry.order_number)

    def _timeline(self) -> TableView:
        return LinesView(
            Lines(what_happened, who_and_when, moved, lambda r: r.order_number, bold=False),
            empty=self.tr(
                "What happens with this customer appears here: e-mails, calls, inquiries, orders, documents."
            ),
            name="customer_timeline",
            title=self.tr("Timeline"),
        )

    def _orders(self) -> TableView:
        return TableView(
            [
                Column("order", self.tr("Order"), lambda r: r.number),
                Column("date", self.tr("Date"), lambda r: r.created_at, text=formats.when),
                pill_column("status", self.tr("Status"), lambda r: r.status),
                money_column("net", self.tr("Net"), lambda r: r.net),
            ],
            empty=self.tr("No orders yet."),
            name="customer_orders",
            title=self.tr("Orders"),
        )

    def _inquiries(self) -> TableView:
        return LinesView(
            Lines(
                first=lambda r: r.subject,
                second=lambda r: f"{r.number} · {label(r.channel).text}",
                pill=self._state,
                at_end=lambda r: formats.day(formats.local(r.received_at).date()),
                bold=False,
            ),
            empty=self.tr("No inquiries yet."),
            name="customer_inquiries",
            title=self.tr("Inquiries"),
        )

    def _state(self, row: Any) -> Label:
        return Label(self.tr("open"), Meaning.INFO) if row.open else Label(self.tr("closed"))

    def _documents(self) -> TableView:
        return TableView(
            [
                Column("document", self.tr("Document"), lambda r: r.number),
                Column("kind", self.tr("Kind"), _kind, muted=True, stretch=True, hint=_kind),
                Column("date", self.tr("Issued"), lambda r: r.issued_on, text=formats.day),
                Column("value", self.tr("Value"), lambda r: r.value, text=formats.amount, right=True),
            ],
            empty=self.tr("Warehouse documents for this customer appear here with the first delivery."),
            name="customer_documents",
            title=self.tr("Documents"),
        )

    def _consents(self) -> TableView:
        def state(consent: Consent) -> Label:
            if consent.withdrawn_at is None:
                return Label(self.tr("given"), Meaning.GOOD, "check")
            day = formats.day(formats.local(consent.withdrawn_at).date())
            return Label(self.tr("withdrawn {day}").format(day=day), Meaning.PLAIN, "prohibit")

        return TableView(
            [
                Column("purpose", self.tr("Purpose"), lambda r: purpose(r.purpose)),
                Column("state", self.tr("State"), lambda r: state(r).text, pill=state),
                Column("given", self.tr("Given"), given, sort=lambda r: r.given_at),
                Column("text", self.tr("Exact text"), lambda r: r.text, stretch=True, hint=lambda r: r.text),
            ],
            empty=self.tr("Consents appear here with their proof, from a form or entered by hand."),
            name="customer_consents",
            title=self.tr("Consents"),
        )
