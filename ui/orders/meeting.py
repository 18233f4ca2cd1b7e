"""A draft that another saved while it was typed, or after it was left: both stand beside each other, and the person
chooses."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.catalogue.queries import products_by_id
from crm_desktop.customers.queries import show_customer
from crm_desktop.errors import KnownError, StaleRecord
from crm_desktop.orders.drafting import change_draft
from crm_desktop.orders.records import ChangeDraft, OrderMoved, PlaceOrder
from ui import prompts
from ui.orders.both_orders import chosen, differing, order_of
from ui.orders.kept_order import KeptOrder
from ui.orders.matter import Matter, read_matter
from ui.orders.terms_page import named
from ui.orders.typing import Typing
from ui.orders.way import who_saved
from ui.seat import Seat
from ui.theme import Meaning
from ui.widgets.both_values import BothValues
from ui.widgets.parts import Told


class Meeting(QObject):
    """`met` while both are shown and when they no longer are; `settled` carries the number once it is stored; `wanted`
    the number of an order to be opened; `refused` a KnownError."""

    met = Signal(bool)
    settled = Signal(str)
    wanted = Signal(str)
    refused = Signal(object)

    def __init__(self, seat: Seat, typing: Typing, both: BothValues, told: Told) -> None:
        super().__init__(both)
        self._seat, self._typing, self._both, self._told = seat, typing, both, told
        self._kept: KeptOrder | None = None
        self._mine: PlaceOrder | None = None
        self._theirs: Matter | None = None
        both.chosen.connect(self._on_chosen)
        both.left.connect(self._on_left)
        typing.left_behind.connect(self._on_left_behind)

    def begin(self, kept: KeptOrder | None = None, *, saved_by: str = "") -> None:
        """What is typed, or was and is kept, against what is stored now; `saved_by` tells who stored that."""
        number, role = self._typing.number, self._seat.actor.role
        self._kept = kept

        def read(session: Any) -> tuple[Matter, dict[int, str], dict[int, str]]:
            lines = kept.mine.lines if kept is not None else ()
            ids = [line.product_id for line in lines if line.product_id is not None]
            people = {}
            if kept is not None:
                buyer = show_customer(session, kept.mine.customer_id, whole=False)
                people[kept.mine.customer_id] = buyer.row.name
            goods = {key: one.name for key, one in products_by_id(session, ids).items()} if ids else {}
            return read_matter(session, number, role), goods, people

        self._seat.read(read, lambda found: self._meet(*found, saved_by), owner=self, latest="meeting")

    def resume(self) -> None:
        """An order is opened: what was typed of it before and never stored stands beside what is stored."""
        kept = self._typing.kept()
        if kept is not None:
            self.begin(kept)

    def _on_left_behind(self, number: str) -> None:
        if number == self._typing.number:  # it is open again already
            self.resume()
            return
        said = self.tr("Someone else saved {number}. What you typed there is kept: open it to choose.")
        told, act = said.format(number=number), self.tr("Open")
        person = prompts.person()
        person.tell(self._both, told, Meaning.ATTENTION, action=act, on_action=lambda: self.wanted.emit(number))

    def _on_left(self) -> None:
        """Back to the pages; they show what is stored, where something typed earlier was met."""
        self.met.emit(False)
        kept = self._kept
        if kept is None:
            return

        def give_up() -> None:
            self._told.dismiss()
            self._typing.forget_kept()

        self._told.ask(self.tr("What you typed here earlier is not saved; it is kept."))
        self._told.offer(self.tr("Throw it away"), give_up)
        self._told.offer(self.tr("Show both"), lambda: self.begin(kept), main=True)

    def _meet(self, theirs: Matter, goods: dict[int, str], people: dict[int, str], saved_by: str) -> None:
        mine, opened = self._typing.typed(), self._typing.opened()
        if self._kept is not None:
            mine, opened = self._kept.mine, self._kept.opened
        if mine is None or opened is None or self._typing.number != theirs.card.row.number:
            return
        mine, opened = (self._whole(order, theirs) for order in (mine, opened))
        self._mine, self._theirs = mine, theirs
        names = {"goods": goods | self._goods(theirs), "customers": self._people(theirs) | people}
        fields = differing(opened, mine, order_of(theirs), **names)
        if self._kept is not None and not any(field.touched for field in fields):
            self._typing.forget_kept()  # it is stored after all
        elif fields:
            if saved_by:
                self._told.ask(saved_by)
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
        own = {mine.customer_id: page.name} if mine is not None and self._kept is None else {}
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
            self.begin(self._kept, saved_by=who_saved(refusal))
        else:
            self.met.emit(False)
            self.refused.emit(refusal)
