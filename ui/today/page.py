"""Today: what waits, each row one click from its action."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.inquiries import queries as inquiries
from crm_desktop.inquiries.records import InquiryRow
from crm_desktop.orders import queries as orders
from crm_desktop.orders.records import OrderRow
from crm_desktop.printing import queries as printing
from crm_desktop.printing.records import PrintJob
from db.vocabulary import JobState, OrderStatus, Topic
from ui import formats
from ui.seat import Seat
from ui.tables import Column, TableView, money_column, pill_column
from ui.widgets.parts import card, text

MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    inquiries: list[InquiryRow]
    orders: list[OrderRow]
    jobs: list[PrintJob]


def waiting(session: Any) -> Waiting:
    """Late inquiries first; orders by the step they wait at; labels that need a person."""
    asked = inquiries.list_inquiries(session, unanswered=True, limit=MOST)
    found = [
        row
        for status in OrderStatus
        if status not in (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
        for row in orders.list_orders(session, status=status, limit=MOST)
    ]
    jobs = [
        job
        for state in (JobState.FAILED, JobState.UNCERTAIN)
        for job in printing.list_jobs(session, state=state, limit=MOST)
    ]
    return Waiting(sorted(asked, key=lambda row: row.due_at), found[: 2 * MOST], jobs)


class TodayPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("today")
        self._seat = seat
        self._figures = {key: text("–", role="figure", name=f"figure_{key}") for key in ("asked", "orders", "jobs")}
        self._inquiries = TableView(
            [
                Column("inquiry", self.tr("Inquiry"), lambda r: r.number),
                Column("customer", self.tr("Customer"), lambda r: r.customer, stretch=True),
                Column("asks_about", self.tr("Asks about"), lambda r: r.subject),
                Column("answer_by", self.tr("Answer by"), lambda r: r.due_at, text=formats.when),
            ],
            empty=self.tr("Every inquiry is answered. New ones appear here by themselves."),
            name="today_inquiries",
            title=self.tr("Inquiries to answer"),
        )
        self._orders = TableView(
            [
                Column("order", self.tr("Order"), lambda r: r.number),
                Column("customer", self.tr("Customer"), lambda r: r.customer, stretch=True),
                pill_column("status", self.tr("Status"), lambda r: r.status),
                money_column("net", self.tr("Net"), lambda r: r.net),
            ],
            empty=self.tr("No order waits for a step."),
            name="today_orders",
            title=self.tr("Orders on their way"),
        )
        self._build_prints()
        self._lay_out()
        self._connect()
        self.refresh()

    def _build_prints(self) -> None:
        self._jobs = TableView(
            [
                Column("print", self.tr("Print"), lambda r: r.title),
                Column("printer", self.tr("Printer"), lambda r: r.printer),
                pill_column("state", self.tr("State"), lambda r: r.state),
                Column("what_happened", self.tr("What happened"), lambda r: r.fault, stretch=True),
            ],
            empty=self.tr("Every label came out."),
            name="today_jobs",
            title=self.tr("Prints that need a look"),
        )

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(12)
        heads = {
            "asked": self.tr("Inquiries to answer"),
            "orders": self.tr("Orders on their way"),
            "jobs": self.tr("Prints that need a look"),
        }
        for column, (key, title) in enumerate(heads.items()):
            grid.addWidget(card(text(title, role="muted"), self._figures[key]), 0, column)
        grid.addWidget(card(text(heads["asked"], role="heading"), self._inquiries, stretch=1), 1, 0, 1, 2)
        grid.addWidget(card(text(heads["jobs"], role="heading"), self._jobs, stretch=1), 1, 2)
        grid.addWidget(card(text(heads["orders"], role="heading"), self._orders, stretch=1), 2, 0, 1, 3)
        grid.setRowStretch(1, 1)
        grid.setRowStretch(2, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.addLayout(grid)

    def _connect(self) -> None:
        self._inquiries.record_activated.connect(lambda row: self._seat.open_inquiry.emit(row.number))
        self._orders.record_activated.connect(lambda row: self._seat.open_order.emit(row.number))
        topics = (Topic.INQUIRIES, Topic.ORDERS, Topic.PRINT_JOBS)
        self._seat.live.subscribe(self, topics, lambda _changes: self.refresh())

    def refresh(self) -> None:
        self._seat.read(waiting, self._show, owner=self)

    def _show(self, found: Waiting) -> None:
        self._inquiries.set_records(found.inquiries)
        self._orders.set_records(found.orders)
        self._jobs.set_records(found.jobs)
        for key, rows in (("asked", found.inquiries), ("orders", found.orders), ("jobs", found.jobs)):
            self._figures[key].setText(formats.count(len(rows)))
