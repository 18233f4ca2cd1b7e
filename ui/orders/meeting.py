"""A draft that another saved while it was typed: both stand beside each other, and the person chooses."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.errors import KnownError, StaleRecord
from crm_desktop.orders.drafting import change_draft
from crm_desktop.orders.records import ChangeDraft, OrderMoved, PlaceOrder
from ui.orders.both_orders import chosen, differing, order_of
from ui.orders.matter import Matter, read_matter
from ui.orders.terms_page import named
from ui.orders.typing import Typing
from ui.seat import Seat
from ui.widgets.both_values import BothValues


class Meeting(QObject):
    """`met` while both are shown and when they no longer are; `settled` carries the number once it is stored;
    `refused` a KnownError."""

    met = Signal(bool)
    settled = Signal(str)
    refused = Signal(object)

    def __init__(self, seat: Seat, typing: Typing, both: BothValues) -> None:
        super().__init__(both)
        self._seat, self._typing, self._both = seat, typing, both
        self._mine: PlaceOrder | None = None
        self._theirs: Matter | None = None
        both.chosen.connect(self._on_chosen)
        both.left.connect(lambda: self.met.emit(False))

    def begin(self) -> None:
        """What is typed against what is stored now."""
        number, role = self._typing.number, self._seat.actor.role
        self._seat.read(lambda session: read_matter(session, number, role), self._meet, owner=self, latest="meeting")

    def _meet(self, theirs: Matter) -> None:
        mine, opened = self._typing.typed(), self._typing.opened()
        if mine is None or opened is None or self._typing.number != theirs.card.row.number:
            return
        mine, opened = (self._whole(order, theirs) for order in (mine, opened))
        self._mine, self._theirs = mine, theirs
        fields = differing(opened, mine, order_of(theirs), goods=self._goods(theirs), customers=self._people(theirs))
        if fields:
            self._both.show_fields(fields)
            self.met.emit(True)
        else:
            self._on_chosen(frozenset())

    def _whole(self, order: PlaceOrder, theirs: Matter) -> PlaceOrder:
        """Without an address it goes to the customer's own."""
        card = theirs.card
        return replace(order, address=order.address or named(card.seat, card.row.customer))

    def _goods(self, theirs: Matter) -> dict[int, str]:
        lines: list[Any] = [*self._typing.goods.table.records_model.records, *theirs.card.lines]
        return {line.product_id: line.name for line in lines if line.product_id is not None}

    def _people(self, theirs: Matter) -> dict[int, str]:
        mine, page = self._mine, self._typing.customer
        own = {mine.customer_id: page.name} if mine is not None else {}
        return own | {theirs.card.row.customer_id: theirs.card.row.customer}

    def _on_chosen(self, kept: frozenset[str]) -> None:
        """Over the version that was seen; who goes back to the pages meets it again."""
        if self._mine is None or self._theirs is None:
            return
        card = self._theirs.card
        command = ChangeDraft(card.row.number, card.version, chosen(self._mine, order_of(self._theirs), kept))
        self._seat.do(change_draft, command, self._on_saved, owner=self, on_error=self._on_refused)

    def _on_saved(self, moved: OrderMoved) -> None:
        self.met.emit(False)
        self._typing.drop()
        self.settled.emit(moved.number)

    def _on_refused(self, refusal: KnownError) -> None:
        if isinstance(refusal, StaleRecord):
            self.begin()
        else:
            self.met.emit(False)
            self.refused.emit(refusal)
