"""The last page: what left, when and by whom; or why nothing did."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.orders.records import OrderCard
from db.vocabulary import OrderStatus
from ui import formats
from ui.labels import label
from ui.orders.matter import Matter
from ui.orders.steps_done import StepsDone
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, icon
from ui.widgets.cards import Card
from ui.widgets.entrance import opens_at
from ui.widgets.parts import button, row, text

WIDE, MOST_SHIPMENTS = 1240, 4
"""From which width of the page the tables stand side by side; of so many shipments all are seen at once."""
HIGH = 340
"""From which height who did what has room for a row beneath the shipments: not while cancelling is asked about."""


class DonePage(QWidget):
    """`rest_wanted`: what waits for a later shipment shall go now."""

    rest_wanted = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._card: OrderCard | None = None
        self._mark = QLabel()
        self._said = text(role="title", wrap=True, name="done_said")
        self._more = text(role="muted", wrap=True, name="done_more")
        self._rest = button(self.tr("Send the rest"), name="send_rest", icon="package")
        self._customer = button(self.tr("Customer's card"), name="done_customer", icon="user")
        self._wz = button(self.tr("Open the WZ"), name="done_wz", icon="file-text")
        self._shipments = TableView(
            [
                Column("document", self.tr("WZ"), lambda r: r.document, stretch=True),
                Column("state", self.tr("State"), lambda r: r.status, pill=lambda r: label(r.status), width=150),
                Column("parcels", self.tr("Parcels"), lambda r: r.parcels, right=True),
                Column("carrier", self.tr("Carrier"), lambda r: r.carrier or formats.NOTHING),
                Column("tracking", self.tr("Tracking number"), lambda r: r.tracking or formats.NOTHING, width=190),
            ],
            empty=self.tr("Nothing has been shipped."),
            name="shipments",
            title=self.tr("Shipments"),
        )
        self._steps = StepsDone("done_steps")
        self._lay_out()
        self._rest.clicked.connect(self.rest_wanted)
        self._customer.clicked.connect(self._on_customer)
        self._wz.clicked.connect(self._on_wz)
        self._shipments.record_activated.connect(lambda one: self._seat.open_document.emit(one.document))

    def _lay_out(self) -> None:
        top, what = Card(), Card(self.tr("Shipments"))
        who = self._who = Card(self.tr("Who did what and when"))
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self._said)
        words.addWidget(self._more)
        head.addWidget(self._mark)
        head.addSpacing(GAP)
        head.addLayout(words, 1)
        head.addWidget(row(self._rest, self._wz, self._customer))
        top.body.addLayout(head)
        what.body.addWidget(self._shipments)
        what.body.addStretch(1)
        who.body.addWidget(self._steps)
        self._tables = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._tables.setSpacing(GAP)
        self._tables.addWidget(what)
        self._tables.addWidget(who, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(top)
        layout.addLayout(self._tables, 1)
        self._shipments.grow_to(MOST_SHIPMENTS)
        opens_at(self, self._customer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room: short words far apart are hard to read across."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        ways = QBoxLayout.Direction
        self._tables.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._tables.setStretch(0, int(wide))
        self._who.setVisible(wide or self.height() >= HIGH)

    def show_matter(self, matter: Matter) -> None:
        card = self._card = matter.card
        cancelled = card.row.status is OrderStatus.CANCELLED
        rest = card.row.status is OrderStatus.HANDED_OVER and card.has_rest
        self._mark.setPixmap(
            icon("prohibit" if cancelled else "check-circle", token="muted" if cancelled else "good").pixmap(40)
        )
        if cancelled:
            self._said.setText(self.tr("The order is cancelled."))
            reason = card.reason or self.tr("No reason was written down.")
            self._more.setText(f"{reason} {self._owed(matter)}".strip())
        elif rest:
            self._said.setText(self.tr("Part of the order is with the customer."))
            self._more.setText(self.tr("The rest waits for a shipment of its own."))
        elif card.row.status is OrderStatus.HANDED_OVER:
            self._said.setText(self.tr("The goods are on their way."))
            self._more.setText(self.tr("Complete the order once the customer has them."))
        else:
            self._said.setText(self.tr("Everything is done."))
            self._more.setText(self.tr("The customer's status changes by itself."))
        self._rest.setVisible(rest)
        self._wz.setVisible(bool(card.shipments))
        self._shipments.set_records(card.shipments)
        self._steps.show_steps(card)

    def _owed(self, matter: Matter) -> str:
        if matter.beside.paid <= 0:
            return ""
        money = formats.money(matter.beside.paid, currency=matter.card.row.currency)
        return self.tr("{money} was paid and is to be given back.").format(money=money)

    def _on_customer(self) -> None:
        if self._card is not None:
            self._seat.open_customer.emit(self._card.row.customer_id)

    def _on_wz(self) -> None:
        if self._card is not None and self._card.shipments:
            self._seat.open_document.emit(self._card.shipments[-1].document)
