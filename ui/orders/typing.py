"""The three pages one types into, and the draft behind them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.orders.records import OrderCard, PlaceOrder
from db.vocabulary import Permission
from ui.orders.customer_page import CustomerPage
from ui.orders.draft import Draft
from ui.orders.goods_page import GoodsPage
from ui.orders.kept_order import KeptOrder, kept_order
from ui.orders.matter import Buyer, Matter
from ui.orders.terms_page import TermsPage
from ui.orders.way import CUSTOMER, GOODS
from ui.seat import Seat

ONE = 1000
"""A quantity of one, where the inquiry told none."""


class Typing(QObject):
    """`saved` carries an OrderMoved, `refused` a KnownError; `touched` when anything was typed or chosen; `left_behind`
    carries the number of an order that was left and could not be stored."""

    saved = Signal(object)
    refused = Signal(object)
    touched = Signal()
    left_behind = Signal(str)

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat, self.may_edit = seat, seat.may(Permission.EDIT_ORDERS)
        self.customer, self.goods, self.terms = CustomerPage(seat), GoodsPage(seat), TermsPage()
        self._draft: Draft | None = None
        self._card: OrderCard | None = None
        self.customer.chosen.connect(self._on_buyer)
        self.goods.changed.connect(self._on_typed)
        self.terms.changed.connect(self._on_typed)

    @property
    def on(self) -> bool:
        """The pages can be typed into now."""
        return self._draft is not None

    @property
    def number(self) -> str:
        return self._draft.number if self._draft else ""

    @property
    def version(self) -> int:
        return self._draft.version if self._draft else 0

    def begin(self, inquiry: InquiryCard | None) -> None:
        """A new order, with the inquiry's customer and goods where there is one."""
        self.leave()
        self._card = None
        self._draft = self._new_draft()
        self.goods.start()
        self.goods.show_buyer(None)
        self.terms.start()
        self.customer.start(inquiry)
        if inquiry is not None and inquiry.products:
            asked = {product.product_id: product.quantity or ONE for product in inquiry.products}
            self.goods.add_goods(asked, customer_id=inquiry.row.customer_id)

    def show_matter(self, matter: Matter, *, editable: bool, customer_too: bool) -> None:
        """A stored order; with `editable` it is typed on from here, by who may."""
        editable = editable and self.may_edit
        self._card = matter.card
        self.customer.show_matter(matter, editable=editable and customer_too)
        self.goods.show_matter(matter, editable=editable)
        self.terms.show_matter(matter, editable=editable)
        if editable:
            self._draft = self._new_draft()
            self._draft.take_up(matter.card.row.number, matter.card.version)

    def leave(self) -> None:
        """What was typed is stored before the pages show another order."""
        if self._draft is not None:
            self.goods.commit()
            self._draft.leave()
            self._draft = None

    def drop(self) -> str:
        """What was typed is given up; answers which order it was."""
        number = self.number
        if self._draft is not None:
            self._draft.forget()
            self._draft = None
        return number

    def save(self, then: Callable[[], object] | None = None) -> None:
        if self._draft is not None:
            self.goods.commit()
            self._draft.save(then)

    def opened(self) -> PlaceOrder | None:
        """What stood here before it was typed over."""
        return self._draft.stored if self._draft else None

    def kept(self) -> KeptOrder | None:
        """What was typed of this order before and never stored; None while it is still on its way."""
        number = self.number
        if not number or any(draft.leaving and draft.number == number for draft in self.findChildren(Draft)):
            return None
        return kept_order(self._seat.typed, number)

    def forget_kept(self) -> None:
        if self._draft is not None:
            self._draft.forget_kept()

    def missing(self, page: int) -> str:
        """What a page still wants before the next; "" where it has all."""
        if page == CUSTOMER and self.customer.customer_id is None:
            return self.tr("Choose the customer first.")
        if page >= GOODS and not self.goods.lines():
            return self.tr("Add at least one line.")
        return ""

    def _new_draft(self) -> Draft:
        draft = Draft(self._seat, self.typed, self)
        draft.saved.connect(self.saved)
        draft.refused.connect(self.refused)
        draft.left_behind.connect(self.left_behind)
        return draft

    def typed(self) -> PlaceOrder | None:
        """What the three pages say; None while nobody orders."""
        if self.customer.customer_id is None:
            return None
        card = self._card
        return PlaceOrder(
            customer_id=self.customer.customer_id,
            lines=self.goods.lines(),
            opportunity_id=self.customer.opportunity_id,
            channel=self.customer.channel,
            warehouse_id=card.warehouse_id if card else 1,
            address=self.terms.address(),
            payment=self.terms.payment(),
            delivery=self.terms.delivery(),
            note=self.terms.note(),
            currency=card.row.currency if card else "",
            price_mode=self.goods.mode,
        )

    def _on_buyer(self, buyer: Buyer) -> None:
        """Their prices and addresses; a draft that is stored already follows."""
        self.goods.show_buyer(buyer)
        self.terms.show_buyer(buyer)
        self.touched.emit()
        if self._draft is not None and self._draft.number:
            self._draft.touch()

    def _on_typed(self) -> None:
        self.touched.emit()
        if self._draft is not None:
            self._draft.touch()
