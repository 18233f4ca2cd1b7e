"""An offer, made in the page: its lines, how long it holds, to whom it goes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.catalogue.queries import products_by_id
from crm_desktop.catalogue.records import Product
from crm_desktop.clock import now
from crm_desktop.inquiries.offer_records import Offer, OfferLine
from crm_desktop.inquiries.prices import prices_for
from crm_desktop.inquiries.records import MakeOffer, OfferNow
from crm_desktop.search import Hit, find
from db.vocabulary import SearchKind
from ui import formats
from ui.inquiries.matter import Matter
from ui.inquiries.offer_lines import OfferLines, TypedLine
from ui.inquiries.recipient import Recipient
from ui.seat import Seat
from ui.typed_days import DayEdit
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.fields import SearchField
from ui.widgets.hits import MOST, Hits
from ui.widgets.parts import row, text

ONE = 1000
"""A quantity of one, where the message told none."""


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """What was typed and not yet sent."""

    lines: tuple[TypedLine, ...]
    valid_until: date
    recipient: str
    revises: str = ""


class OfferEditor(Card):
    """`send_requested` carries an OfferNow; `refused` a sentence on what is missing."""

    send_requested = Signal(object)
    refused = Signal(str)
    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("offer_editor")
        self.title.setText(self.tr("Offer"))
        self.title.show()
        self._seat = seat
        self._matter: Matter | None = None
        self._filled: OfferDraft | None = None
        self._revises = ""
        self._lines = OfferLines()
        self._find = SearchField(self.tr("Add goods: name, code…"))
        self._find.setObjectName("offer_goods")
        self._hits: Hits | None = None
        self._total = text(role="heading", name="offer_total")
        self._until = DayEdit()
        self._until.setObjectName("offer_valid_until")
        self._until.setAccessibleName(self.tr("Valid until"))
        self.recipient = Recipient(self.tr("To"), self.tr("no e-mail: handed over in person"))
        self.recipient.setObjectName("offer_to")
        self._back = Button(self.tr("Back"))
        self._send = PrimaryButton(self.tr("Send the offer"), "paper-plane-tilt")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for widget, name in ((self._back, "offer_back"), (self._send, "send_offer")):
            widget.setObjectName(name)
            widget.setAccessibleName(widget.text())
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self._send.setToolTip(f"{self._send.text()} ({keys})")
        self.body.addWidget(self._lines)
        self.body.addWidget(row(self._find, None, self._total))
        self._find.setMinimumWidth(260)
        until, to = text(self.tr("Valid until"), role="muted"), text(self.tr("To"), role="muted")
        self.body.addWidget(row(until, self._until, to, self.recipient))
        self.body.addWidget(row(None, self._back, self._send))

    def _connect(self) -> None:
        self._lines.changed.connect(self._show_total)
        self._find.searched.connect(self._on_searched)
        self._send.clicked.connect(self._on_send)
        self._back.clicked.connect(self.left)
        for keys, slot in (("Ctrl+Return", self._on_send), ("Ctrl+Enter", self._on_send), ("Esc", self.left.emit)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def open_for(self, matter: Matter, draft: OfferDraft | None) -> None:
        """The draft that is there, else the recognised goods at the prices of the customer's group."""
        self._matter = matter
        self._filled = _filled_in(matter)
        self._show_draft(draft or self._filled)

    def change(self, matter: Matter, offer: Offer) -> None:
        """The next version of an offer: its lines and prices as they were, to be typed over."""
        self._matter = matter
        until = max(offer.valid_until, formats.local(now()).date() + timedelta(days=1))
        there = {product.product_id: product.available for product in matter.card.products}
        lines = tuple(_line_of(line, there.get(line.product_id)) for line in offer.lines)
        self._filled = OfferDraft(lines, until, matter.card.email, offer.number)
        self._show_draft(self._filled)

    def _show_draft(self, shown: OfferDraft) -> None:
        self._revises = shown.revises
        title = self.tr("Next version of {offer}").format(offer=shown.revises) if shown.revises else self.tr("Offer")
        self.title.setText(title)
        self._until.setDate(_qdate(shown.valid_until))
        self.recipient.setText(shown.recipient)
        self._lines.set_lines(shown.lines)
        self._find.clear()

    def follow(self, matter: Matter) -> None:
        """The same inquiry as it is now; what is typed stays."""
        if self._matter is not None and self._matter.card.row.number == matter.card.row.number:
            self._matter = matter

    def begin_typing(self) -> None:
        if not self._lines.begin():
            self._find.setFocus()

    def draft(self) -> OfferDraft | None:
        """What would be lost; None while nothing was changed."""
        if self._matter is None:
            return None
        now_typed = OfferDraft(self._lines.typed(), self._valid_until(), self.recipient.address, self._revises)
        return None if now_typed == self._filled else now_typed

    def _valid_until(self) -> date:
        chosen = self._until.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _show_total(self) -> None:
        currency = self._matter.settings.currency if self._matter else "PLN"
        total = formats.money(self._lines.net(), currency=currency)
        self._total.setText(self.tr("Net total: {total}").format(total=total))

    def _on_searched(self, wanted: str) -> None:
        if self._hits is None:
            self._hits = Hits(self._find, self.window())
            self._hits.chosen.connect(self._on_hit)
        if not wanted:
            self._hits.hide()
            return

        def query(session: Any) -> list[Hit]:
            return find(session, wanted, kinds=(SearchKind.PRODUCT,), limit=MOST)

        self._seat.read(query, self._hits.show_hits, owner=self, latest="goods")

    def _on_hit(self, hit: Hit) -> None:
        self._find.clear()
        if self._matter is None:
            return
        customer_id = self._matter.card.row.customer_id

        def query(session: Any) -> tuple[Product, int]:
            product = products_by_id(session, [hit.record_id])[hit.record_id]
            return product, prices_for(session, customer_id, {hit.record_id: ONE})[hit.record_id]

        self._seat.read(query, self._on_product, owner=self)

    def _on_product(self, found: tuple[Product, int]) -> None:
        product, price = found
        available = (product.product_id, product.name, product.unit, product.available)
        self._lines.add(TypedLine(*available, formats.typed_quantity(ONE), formats.typed_price(price)))

    def _on_send(self) -> None:
        if self._matter is None:
            return
        lines = self._lines.offered()
        if lines is None:
            self.refused.emit(self.tr("Correct the fields marked red: they need a valid number."))
            return
        if not lines:
            self.refused.emit(self.tr("Add at least one product to the offer."))
            self._find.setFocus()
            return
        row_now = self._matter.card.row
        offer = MakeOffer(row_now.number, lines, self._valid_until(), row_now.version, self._revises)
        self.send_requested.emit(OfferNow(offer, self.recipient.address))


def _filled_in(matter: Matter) -> OfferDraft:
    today = formats.local(now()).date()
    lines = tuple(
        TypedLine(
            product.product_id,
            product.name,
            product.unit,
            product.available,
            formats.typed_quantity(product.quantity or ONE),
            formats.typed_price(product.unit_price),
        )
        for product in matter.card.products
    )
    return OfferDraft(lines, today + timedelta(days=matter.settings.offer_valid_days), matter.card.email)


def _line_of(line: OfferLine, available: int | None) -> TypedLine:
    discount = formats.typed_price(line.discount * 100) if line.discount else ""
    quantity, price = formats.typed_quantity(line.quantity), formats.typed_price(line.unit_price)
    return TypedLine(line.product_id, line.name, line.unit, available, quantity, price, discount)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
