"""The guided wizard: a step bar that can be walked back, a page a step, one main button."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, Shortage
from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.orders import advance, queries, records
from crm_desktop.orders.service import cancel_order, place_order
from db.vocabulary import OrderStatus, OrderStep
from ui import formats
from ui.labels import label
from ui.orders.draft_pages import CustomerPage, GoodsPage, TermsPage
from ui.orders.step_pages import HandOverPage, LabelPage, PickPage, ReservePage, WzPage
from ui.seat import Seat
from ui.widgets.parts import Told, button, row, text, word
from ui.widgets.pills import StatusPill
from ui.widgets.steps import StepBar

PAGE_OF: dict[OrderStatus, int] = {
    OrderStatus.DRAFT: 2,
    OrderStatus.PLACED: 3,
    OrderStatus.RESERVED: 4,
    OrderStatus.PICKED: 5,
    OrderStatus.ISSUED: 6,
    OrderStatus.LABELLED: 7,
    OrderStatus.HANDED_OVER: 7,
    OrderStatus.COMPLETED: 7,
    OrderStatus.CANCELLED: 1,
}

LAST_OF_DRAFT = 2
"""Its page places the order."""


class OrderWizard(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("wizard")
        self._seat = seat
        self._card: records.OrderCard | None = None
        self._drafting = False
        self._customer, self._goods, self._terms = CustomerPage(seat), GoodsPage(seat), TermsPage(seat)
        self._wz, self._label, self._pick = WzPage(seat), LabelPage(seat), PickPage(seat)
        self._reserve, self._hand_over = ReservePage(seat), HandOverPage(seat)
        self._pages = (
            (self.tr("Customer"), self._customer),
            (self.tr("Goods"), self._goods),
            (self.tr("Terms"), self._terms),
            (self.tr("Reserve"), self._reserve),
            (self.tr("Pick"), self._pick),
            (self.tr("W-Z"), self._wz),
            (self.tr("Label"), self._label),
            (self.tr("Hand over"), self._hand_over),
        )
        self._build()
        self._connect()
        self._show_nothing()

    def _build(self) -> None:
        self._title = text(role="title", name="order_number")
        self._status = StatusPill(label(OrderStatus.DRAFT))
        self._status.setObjectName("order_status")
        self._under = text(role="muted", wrap=True, name="order_facts")
        self._cancel = button(self.tr("Cancel the order"), name="cancel_order")
        self._next = button(self.tr("Next"), role="primary", name="next_step", shortcut="Ctrl+Return")
        self._told = Told()
        self._bar = StepBar([(str(number), title) for number, (title, _) in enumerate(self._pages)])
        self._done: dict[str, str] = {}
        self._stack = QStackedWidget()
        for _, page in self._pages:
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(row(self._title, self._status, None, self._cancel, self._next))
        layout.addWidget(self._under)
        layout.addWidget(self._told)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._bar.step_chosen.connect(lambda key: self._go(int(key)))
        self._next.clicked.connect(self._on_next)
        self._cancel.clicked.connect(self._on_cancel)
        self._pick.scanned.connect(self.reload)

    def _go(self, number: int) -> None:
        if self._drafting:
            self._done |= {str(page): "" for page in range(number)}
            self._next.setText(self.tr("Next") if number < LAST_OF_DRAFT else self.tr("Place the order"))
        self._bar.set_state(current=str(number), done=self._done)
        self._stack.setCurrentIndex(number)

    def _show_nothing(self) -> None:
        self._title.setText(self.tr("No order is open"))
        self._status.hide()
        self._under.setText(self.tr("Choose an order on the left, or start a new one."))
        self._next.setEnabled(False)
        self._cancel.setEnabled(False)
        self._go(0)

    def start_draft(self, inquiry: InquiryCard | None) -> None:
        """A new order, from an inquiry where there is one."""
        self._card, self._drafting = None, True
        self._title.setText(self.tr("New order"))
        self._status.hide()
        self._under.setText(self.tr("from inquiry {number}").format(number=inquiry.row.number) if inquiry else "")
        self._done = {}
        self._customer.start(inquiry)
        self._goods.start(inquiry)
        self._terms.start(inquiry)
        self._next.setEnabled(True)
        self._cancel.setEnabled(False)
        self._go(0 if inquiry is None else 1)

    def open(self, number: str) -> None:
        self._drafting = False
        self._told.dismiss()
        self._seat.read(lambda session: queries.show_order(session, number), self._show_at_step, owner=self)

    def reload(self) -> None:
        """Someone moved it: what is shown follows, the page that is read stays."""
        if self._card is None or self._drafting:
            return
        number = self._card.row.number
        self._seat.read(lambda session: queries.show_order(session, number), self._show, owner=self)

    def _show_at_step(self, card: records.OrderCard) -> None:
        self._show(card)
        self._go(PAGE_OF[card.row.status])

    def _show(self, card: records.OrderCard) -> None:
        if self._drafting:
            return
        moved = self._card is None or self._card.row.status is not card.row.status
        self._card = card
        self._title.setText(card.row.number)
        self._status.show_label(label(card.row.status))
        self._status.show()
        gross = formats.money(card.row.net + card.row.vat, currency=card.row.currency)
        contact = self.tr("contact: {status}").format(status=word(card.contact))
        self._under.setText(" · ".join(part for part in (card.row.customer, card.inquiry, gross, contact) if part))
        for _, page in self._pages:
            page.show_card(card)
        self._done = _done(card)
        self._bar.set_state(current=str(self._stack.currentIndex()), done=self._done)
        self._next.setEnabled(card.next_step is not None)
        self._next.setText(word(card.next_step) if card.next_step else self.tr("Done"))
        cancellable = (OrderStatus.DRAFT, OrderStatus.PLACED, OrderStatus.RESERVED, OrderStatus.PICKED)
        self._cancel.setEnabled(card.row.status in cancellable)
        if moved:
            self._go(PAGE_OF[card.row.status])

    def _on_next(self) -> None:
        page = self._stack.currentIndex()
        if self._drafting and page < LAST_OF_DRAFT:
            self._go_on(page)
        elif self._drafting:
            self._place()
        elif self._card is not None and self._card.next_step is not None:
            self._advance(self._card, self._card.next_step)

    def _go_on(self, page: int) -> None:
        """One page on in a draft, unless what this page is for is missing."""
        if page == 0 and self._customer.customer_id is None:
            self._told.say(self.tr("Choose the customer first."), good=False)
        elif page == 1 and not self._goods.lines():
            self._told.say(self.tr("Add at least one line."), good=False)
        else:
            self._told.dismiss()
            self._go(page + 1)

    def _place(self) -> None:
        command = records.PlaceOrder(
            customer_id=self._customer.customer_id or 0,
            lines=self._goods.lines(),
            opportunity_id=self._customer.opportunity_id,
            channel=self._customer.channel,
            address=self._terms.address(),
            payment=self._terms.payment(),
            delivery=self._terms.delivery(),
            note=self._terms.note(),
        )
        self._seat.do(place_order, command, self._on_moved, owner=self, on_error=self._on_refused)

    def _advance(self, card: records.OrderCard, step: OrderStep) -> None:
        printer, carrier, tracking = self._label.printer(), self._hand_over.carrier(), self._hand_over.tracking()

        def work() -> records.OrderMoved:
            return advance.advance(
                self._seat.database,
                card.row.number,
                step,
                actor=self._seat.actor,
                version=card.version,
                printer=printer,
                carrier=carrier,
                tracking=tracking,
            )

        self._next.setEnabled(False)
        self._seat.call(work, self._on_moved, owner=self, on_error=self._on_refused)

    def _on_moved(self, moved: records.OrderMoved) -> None:
        self._drafting = False
        told = self.tr("{number}: {status}").format(number=moved.number, status=word(moved.status))
        self._told.say(told + (f" · {moved.document}" if moved.document else ""), good=True)
        self._seat.read(lambda session: queries.show_order(session, moved.number), self._show, owner=self)

    def _on_refused(self, refusal: KnownError) -> None:
        short = refusal.details["shortages"] if isinstance(refusal, Shortage) else []
        self._told.refuse(refusal, more="\n".join(_shortage(entry) for entry in short))
        self._next.setEnabled(True)
        self.reload()

    def _on_cancel(self) -> None:
        if self._card is not None:
            command = records.StepCommand(self._card.row.number, self._card.version)
            self._seat.do(cancel_order, command, self._on_moved, owner=self, on_error=self._on_refused)


PAGE_OF_STEP: dict[OrderStep, tuple[int, ...]] = {
    OrderStep.PLACE: (0, 1, 2),
    OrderStep.RESERVE: (3,),
    OrderStep.PICK: (4,),
    OrderStep.ISSUE: (5,),
    OrderStep.LABEL: (6,),
    OrderStep.HAND_OVER: (7,),
}


def _done(card: records.OrderCard) -> dict[str, str]:
    """Under each finished page: who did it and when."""
    return {
        str(page): f"{step.actor} · {formats.clock_time(step.at)}"
        for step in card.steps
        for page in PAGE_OF_STEP.get(step.step, ())
    }


def _shortage(entry: dict[str, Any]) -> str:
    return f"{entry['product']} {entry['name']}: {entry['available']} / {entry['wanted']} ({entry['warehouse']})"
