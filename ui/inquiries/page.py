"""Inquiries: the list, the message as it came, what was understood, and the next action."""

from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from crm_desktop.inquiries import offers, queries, records, service
from db.vocabulary import ContactStatus, LostReason, Topic
from ui import formats, prompts
from ui.inquiries.new_inquiry import NewInquiry
from ui.labels import label
from ui.seat import Seat
from ui.tables import Column, TableView, pill_column
from ui.widgets.chips import ChipBar
from ui.widgets.parts import button, card, row, text, word
from ui.widgets.pills import StatusPill


class InquiriesPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("inquiries")
        self._seat = seat
        self._card: records.InquiryCard | None = None
        self._table = TableView(
            [
                Column("inquiry", self.tr("Inquiry"), lambda r: r.number),
                Column("customer", self.tr("Customer"), lambda r: r.customer, stretch=True),
                Column("received", self.tr("Received"), lambda r: r.received_at, text=formats.when),
                pill_column("stage", self.tr("Stage"), lambda r: r.stage),
            ],
            empty=self.tr("What visitors ask on your site appears here by itself. Ctrl+N enters a call."),
            name="inquiries_list",
            title=self.tr("Inquiries"),
        )
        self._build_reading_pane()
        self._lay_out()
        self._connect()
        self.refresh()

    def _build_reading_pane(self) -> None:
        self._title = text(role="title", name="inquiry_number")
        self._contact = StatusPill(label(ContactStatus.NEW))
        self._contact.hide()
        self._contact.setObjectName("inquiry_contact")
        self._who = text(role="muted", wrap=True, name="inquiry_customer")
        self._message = QPlainTextEdit()
        self._message.setReadOnly(True)
        self._message.setObjectName("inquiry_message")
        self._message.setAccessibleName(self.tr("The message as it came"))
        self._products = TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.code),
                Column("recognised_goods", self.tr("Recognised goods"), lambda r: r.name, stretch=True),
                Column("asked", self.tr("Asked"), lambda r: r.quantity, text=formats.quantity, right=True),
                Column("available", self.tr("Available"), lambda r: r.available, text=formats.quantity, right=True),
            ],
            empty=self.tr("No goods were recognised in the message."),
            name="inquiry_products",
            title=self.tr("Recognised goods"),
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
            self._reasons.addItem(word(reason), reason)
        self._answer = button(self.tr("Answer"), name="answer")
        self._offer = button(self.tr("Send an offer"), name="offer")
        self._order = button(self.tr("Make an order"), role="primary", name="make_order", shortcut="Ctrl+O")
        self._lose = button(self.tr("Lost"), name="lose")

    def _lay_out(self) -> None:
        self._chips = ChipBar(
            [("open", self.tr("Open")), ("new", self.tr("Unanswered")), ("all", self.tr("All"))],
        )
        self._new = button(self.tr("New (call)"), name="new_inquiry", shortcut="Ctrl+N")
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(12, 12, 6, 12)
        layout.addWidget(row(self._chips, self._new))
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
        self._table.current_changed.connect(self._on_pointed)
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._new.clicked.connect(self._on_new)
        self._answer.clicked.connect(self._on_answer)
        self._offer.clicked.connect(self._on_offer)
        self._order.clicked.connect(self._on_order)
        self._lose.clicked.connect(self._on_lose)
        self._seat.live.subscribe(self, (Topic.INQUIRIES, Topic.OFFERS), lambda _changes: self._follow())
        for keys, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(keys), self._table, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._move(step))

    def _move(self, step: int) -> None:
        self._table.choose_row(self._table.current_row() + step)

    def refresh(self) -> None:
        chip = self._chips.key

        def query(session: Any) -> list[records.InquiryRow]:
            return queries.list_inquiries(session, only_open=chip == "open", unanswered=chip == "new")

        self._seat.read(query, self._show_list, owner=self, latest="list")

    def _show_list(self, found: list[records.InquiryRow]) -> None:
        self._table.set_records(found, key=attrgetter("number"))
        if found and self._card is None:
            self._table.choose_row(0)

    def _on_pointed(self, record: records.InquiryRow | None) -> None:
        if record is not None and (self._card is None or record.number != self._card.row.number):
            self.open(record.number)

    def open(self, number: str) -> None:
        self._seat.read(lambda session: queries.show_inquiry(session, number), self._show, owner=self)

    def _show(self, found: records.InquiryCard) -> None:
        if self._card is None or self._card.row.number != found.row.number:
            self._reply.clear()
        self._card = found
        self._title.setText(found.row.number)
        self._contact.show_label(label(found.contact))
        self._contact.show()
        parts = [found.row.customer, found.email, found.phone, word(found.row.channel), found.row.owner]
        parts += [self.tr("offer {number}").format(number=offer.number) for offer in found.offers]
        parts += list(found.orders)
        self._who.setText(" · ".join(part for part in parts if part))
        self._message.setPlainText(found.message or found.row.subject)
        self._products.set_records(found.products)

    def _follow(self) -> None:
        """Someone changed something here: the list and the open inquiry follow, what is typed stays."""
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
        prompts.person().tell(self, self.tr("Inquiry {number} is answered.").format(number=saved.number))

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
        prompts.person().tell(self, self.tr("Offer {number} is on its way.").format(number=saved.offer_number))

    def _on_order(self) -> None:
        if self._card is not None:
            self._seat.make_order.emit(self._card)

    def _on_lose(self) -> None:
        if self._card is None:
            return
        command = records.LoseInquiry(self._card.row.number, self._reasons.currentData())
        self._seat.do(service.lose_inquiry, command, self._on_lost, owner=self)

    def _on_lost(self, saved: records.InquirySaved) -> None:
        prompts.person().tell(self, self.tr("Inquiry {number} is closed as lost.").format(number=saved.number))
