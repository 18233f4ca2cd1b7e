"""Inquiries: the list, the message as it came, what was understood, and the next action."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from crm_desktop.inquiries import offers, queries, records, service
from db.vocabulary import LostReason, Topic
from ui import formats
from ui.inquiries.new_inquiry import NewInquiry
from ui.labels import label, meaning
from ui.seat import Seat, touches
from ui.tables.records import Column, RecordsTable
from ui.widgets.parts import Pill, button, card, row, text


class InquiriesPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("inquiries")
        self._seat = seat
        self._card: records.InquiryCard | None = None
        self._table = RecordsTable(
            [
                Column(self.tr("Inquiry"), lambda r: r.number, width=110),
                Column(self.tr("Customer"), lambda r: r.customer, stretch=True),
                Column(self.tr("Received"), lambda r: formats.moment(r.received_at, seat.zone), width=110),
                Column(self.tr("Stage"), lambda r: label(r.stage), width=110, tint=lambda r: meaning(r.stage)),
            ],
            empty=self.tr("What visitors ask on your site appears here by itself. Ctrl+N enters a call."),
            name="inquiries_list",
        )
        self._build_reading_pane()
        self._lay_out()
        self._connect()
        self.refresh()

    def _build_reading_pane(self) -> None:
        self._title = text(role="title", name="inquiry_number")
        self._contact = Pill()
        self._contact.setObjectName("inquiry_contact")
        self._who = text(role="muted", wrap=True, name="inquiry_customer")
        self._message = QPlainTextEdit()
        self._message.setReadOnly(True)
        self._message.setObjectName("inquiry_message")
        self._message.setAccessibleName(self.tr("The message as it came"))
        self._products = RecordsTable(
            [
                Column(self.tr("Code"), lambda r: r.code, width=110),
                Column(self.tr("Recognised goods"), lambda r: r.name, stretch=True),
                Column(self.tr("Asked"), lambda r: formats.quantity(r.quantity), right=True, width=80),
                Column(self.tr("Available"), lambda r: formats.quantity(r.available), right=True, width=90),
            ],
            empty=self.tr("No goods were recognised in the message."),
            name="inquiry_products",
        )
        self._products.setMaximumHeight(140)
        self._reply = QPlainTextEdit()
        self._reply.setObjectName("inquiry_reply")
        self._reply.setAccessibleName(self.tr("Your reply"))
        self._reply.setPlaceholderText(self.tr("Write your reply here; it leaves as an e-mail."))
        self._reply.setMaximumHeight(110)
        self._reasons = QComboBox()
        self._reasons.setObjectName("inquiry_reason")
        self._reasons.setAccessibleName(self.tr("Why it is lost"))
        for reason in LostReason:
            self._reasons.addItem(label(reason), reason)
        self._answer = button(self.tr("Answer"), name="answer")
        self._offer = button(self.tr("Send an offer"), name="offer")
        self._order = button(self.tr("Make an order"), role="primary", name="make_order", shortcut="Ctrl+O")
        self._lose = button(self.tr("Lost"), name="lose")

    def _lay_out(self) -> None:
        self._chips = QButtonGroup(self)
        chips = []
        for key, title in (("open", self.tr("Open")), ("new", self.tr("Unanswered")), ("all", self.tr("All"))):
            chip = button(title, role="chip", name=f"chip_{key}")
            chip.setCheckable(True)
            self._chips.addButton(chip)
            chips.append(chip)
        chips[0].setChecked(True)
        self._new = button(self.tr("New (call)"), name="new_inquiry", shortcut="Ctrl+N")
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(12, 12, 6, 12)
        layout.addWidget(row(*chips, None, self._new))
        layout.addWidget(self._table, 1)
        actions = row(self._answer, self._offer, self._order, None, self._reasons, self._lose)
        reading = card(
            row(self._title, self._contact, None),
            self._who,
            self._message,
            self._products,
            self._reply,
            actions,
            stretch=2,
        )
        right = QWidget()
        holder = QVBoxLayout(right)
        holder.setContentsMargins(6, 12, 12, 12)
        holder.addWidget(reading)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([560, 720])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _connect(self) -> None:
        self._table.pointed.connect(lambda record: self.open(record.number))
        self._chips.buttonClicked.connect(lambda _chip: self.refresh())
        self._new.clicked.connect(self._on_new)
        self._answer.clicked.connect(self._on_answer)
        self._offer.clicked.connect(self._on_offer)
        self._order.clicked.connect(self._on_order)
        self._lose.clicked.connect(self._on_lose)
        self._seat.changed.connect(self._on_changed)
        for keys, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(keys), self._table, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._move(step))

    def _move(self, step: int) -> None:
        view = self._table.view
        view.selectRow(max(0, min(view.currentIndex().row() + step, len(self._table.model.records()) - 1)))

    def refresh(self) -> None:
        chip = self._chips.checkedButton().objectName()

        def query(session: Any) -> list[records.InquiryRow]:
            return queries.list_inquiries(session, only_open=chip == "chip_open", unanswered=chip == "chip_new")

        self._seat.read(query, self._table.show_records, owner=self)

    def open(self, number: str) -> None:
        self._seat.read(lambda session: queries.show_inquiry(session, number), self._show, owner=self)

    def _show(self, found: records.InquiryCard) -> None:
        if self._card is None or self._card.row.number != found.row.number:
            self._reply.clear()
        self._card = found
        self._title.setText(found.row.number)
        self._contact.show_word(found.contact)
        parts = [found.row.customer, found.email, found.phone, label(found.row.channel), found.row.owner]
        parts += [self.tr("offer {number}").format(number=offer.number) for offer in found.offers]
        parts += list(found.orders)
        self._who.setText(" · ".join(part for part in parts if part))
        self._message.setPlainText(found.message or found.row.subject)
        self._products.show_records(found.products)

    def _on_changed(self, changes: list[Any]) -> None:
        if touches(changes, Topic.INQUIRIES, Topic.OFFERS):
            self.refresh()
            if self._card is not None:
                self.open(self._card.row.number)

    def _on_new(self) -> None:
        dialog = NewInquiry(self._seat, self)
        dialog.registered.connect(self.open)
        dialog.open()

    def _on_answer(self) -> None:
        if self._card is None:
            return
        command = records.AnswerInquiry(self._card.row.number, self._reply.toPlainText(), self._card.email)
        self._seat.do(service.answer_inquiry, command, self._on_answered, owner=self)

    def _on_answered(self, saved: records.InquirySaved) -> None:
        self._reply.clear()
        self._seat.said.emit(self.tr("Inquiry {number} is answered.").format(number=saved.number))

    def _on_offer(self) -> None:
        """The recognised goods at their prices become an offer that leaves at once."""
        found = self._card
        if found is None:
            return
        lines = tuple(records.OfferedLine(p.product_id, p.quantity or 1000) for p in found.products)

        def offered(saved: records.InquirySaved) -> None:
            command = records.SendOffer(saved.offer_number, found.email)
            self._seat.do(offers.send_offer, command, self._on_offered, owner=self)

        self._seat.do(offers.make_offer, records.MakeOffer(found.row.number, lines), offered, owner=self)

    def _on_offered(self, saved: records.InquirySaved) -> None:
        self._seat.said.emit(self.tr("Offer {number} is on its way.").format(number=saved.offer_number))

    def _on_order(self) -> None:
        if self._card is not None:
            self._seat.make_order.emit(self._card)

    def _on_lose(self) -> None:
        if self._card is None:
            return
        command = records.LoseInquiry(self._card.row.number, self._reasons.currentData())
        self._seat.do(service.lose_inquiry, command, self._on_lost, owner=self)

    def _on_lost(self, saved: records.InquirySaved) -> None:
        self._seat.said.emit(self.tr("Inquiry {number} is closed as lost.").format(number=saved.number))
