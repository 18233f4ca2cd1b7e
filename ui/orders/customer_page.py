"""Page 1: who orders; found by name, NIP or phone, or entered anew."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.customers import queries as customers
from crm_desktop.customers.records import CustomerRow
from crm_desktop.inquiries.records import InquiryCard
from db.vocabulary import Channel
from ui.orders.matter import Buyer, Matter, read_buyer
from ui.orders.new_customer import NewCustomerForm
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP
from ui.widgets.cards import Card
from ui.widgets.entrance import opens_at
from ui.widgets.parts import button, card, row, text, word

PAUSE_MS, MOST = 120, 40
CARD_WIDTH = 300


class CustomerSearch(QLineEdit):
    """Down goes into the list, Enter takes its first row."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class BuyerCard(Card):
    """Who was chosen, as one reads it to the phone."""

    def __init__(self) -> None:
        super().__init__()
        self.name = text(role="heading", wrap=True, name="draft_customer")
        self._facts = text(wrap=True, name="draft_customer_facts")
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_card = button(self.tr("Customer's card"), role="link", name="open_customer")
        self.body.addWidget(self.name)
        self.body.addWidget(self._facts)
        self.body.addWidget(row(self.open_card, None))
        self.body.addStretch(1)

    def show_buyer(self, buyer: Buyer | None) -> None:
        self.open_card.setVisible(buyer is not None)
        if buyer is None:
            self.name.setText(self.tr("Who is ordering?"))
            self._facts.setText(self.tr("Find the customer on the left, or add a new one."))
            return
        found, seat = buyer.row, buyer.seat
        self.name.setText(found.name)
        town = " ".join(part for part in (seat.postal_code, seat.city) if part)
        group = self.tr("group: {name}").format(name=found.group) if found.group else ""
        parts = (f"NIP {found.nip}" if found.nip else "", seat.street, town, found.phone, found.email, group)
        contact = self.tr("contact: {status}").format(status=word(found.status))
        self._facts.setText("\n".join(part for part in (*parts, contact) if part))


class CustomerPage(QWidget):
    """`chosen` carries a Buyer; `went_on` when Enter says that this is the one."""

    chosen = Signal(object)
    went_on = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.customer_id: int | None = None
        self.opportunity_id: int | None = None
        self.channel = Channel.PHONE
        self._search = CustomerSearch()
        self._search.setObjectName("draft_customer_search")
        self._search.setProperty("look", "search")
        self._search.setAccessibleName(self.tr("Find a customer"))
        self._search.setPlaceholderText(self.tr("Name, NIP, phone, e-mail…"))
        self._search.setClearButtonEnabled(True)
        self._new = button(self.tr("New customer…"), name="new_customer", icon="user-plus")
        self._table = TableView(
            [
                Column("customer", self.tr("Customer"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("nip", self.tr("NIP"), lambda r: r.nip, width=112),
                Column("city", self.tr("City"), lambda r: r.city, width=108),
                Column("phone", self.tr("Phone"), lambda r: r.phone, width=140),
            ],
            empty=self.tr("Type to find the customer; Enter chooses."),
            name="draft_customers",
            title=self.tr("Customers found"),
        )
        self._form = NewCustomerForm(seat)
        self._buyer = BuyerCard()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._finding = card(row(self._search, self._new), self._table, stretch=1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._form)
        left.addWidget(self._finding, 1)
        self._buyer.setFixedWidth(CARD_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(left, 1)
        layout.addWidget(self._buyer)
        self._form.hide()
        opens_at(self, self._search)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._on_typed)
        self._search.left_down.connect(self._enter_list)
        self._search.returnPressed.connect(self._on_enter)
        self._table.current_changed.connect(self._on_pointed)
        self._table.record_activated.connect(lambda _row: self.went_on.emit())
        self._new.clicked.connect(self._on_new)
        self._form.added.connect(self._on_added)
        self._form.left.connect(self._close_form)
        self._buyer.open_card.clicked.connect(self._on_card)

    @property
    def name(self) -> str:
        """Of whoever was chosen."""
        return self._buyer.name.text() if self.customer_id is not None else ""

    def start(self, inquiry: InquiryCard | None) -> None:
        """A new order; the inquiry's customer is chosen already."""
        self.customer_id = inquiry.row.customer_id if inquiry else None
        self.opportunity_id = inquiry.opportunity_id if inquiry else None
        self.channel = inquiry.row.channel if inquiry else Channel.PHONE
        self._close_form()
        self._editable(True)
        self._search.clear()
        self._table.set_records([])
        self._buyer.show_buyer(None)
        if inquiry is not None:
            self._choose(inquiry.row.customer_id)

    def show_matter(self, matter: Matter, *, editable: bool) -> None:
        self.customer_id = matter.card.row.customer_id
        self.opportunity_id = matter.card.opportunity_id
        self._close_form()
        self._editable(editable)
        self._buyer.show_buyer(matter.buyer)

    def _editable(self, editable: bool) -> None:
        self._finding.setVisible(editable)
        self._buyer.setFixedWidth(CARD_WIDTH) if editable else self._buyer.setMaximumWidth(2 * CARD_WIDTH)

    def _on_typed(self) -> None:
        wanted = self._search.text()
        if wanted.strip():
            self._seat.read(
                lambda session: customers.list_customers(session, search_for=wanted, limit=MOST),
                self._table.set_records,
                owner=self,
                latest="customers",
            )

    def _enter_list(self) -> None:
        if self._table.current_record() is None:
            self._table.choose_row(0)
        self._table.setFocus()

    def _on_enter(self) -> None:
        """The first that is found; where one is chosen already, on to the goods."""
        if self._table.current_record() is None and self._table.records_model.records and self._search.text().strip():
            self._table.choose_row(0)
        elif self.customer_id is not None:
            self.went_on.emit()

    def _on_pointed(self, found: CustomerRow | None) -> None:
        if found is not None:
            self._choose(found.customer_id)

    def _choose(self, customer_id: int) -> None:
        if self.customer_id != customer_id:
            self.opportunity_id = None
        self.customer_id = customer_id
        self._seat.read(lambda session: read_buyer(session, customer_id), self._show_buyer, owner=self, latest="buyer")

    def _show_buyer(self, buyer: Buyer) -> None:
        self._buyer.show_buyer(buyer)
        self.chosen.emit(buyer)

    def _on_new(self) -> None:
        self._finding.hide()
        self._form.begin(self._search.text().strip())

    def _close_form(self) -> None:
        if not self._form.isHidden():
            self._form.hide()
            self._finding.show()

    def _on_added(self, customer_id: int) -> None:
        self._close_form()
        self._table.set_records([])
        self._choose(customer_id)
        self.went_on.emit()

    def _on_card(self) -> None:
        if self.customer_id is not None:
            self._seat.open_customer.emit(self.customer_id)
