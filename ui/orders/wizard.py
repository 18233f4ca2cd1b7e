"""The guided wizard: a step bar that can be walked back, a page a step, one main button."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from crm_desktop.clock import now
from crm_desktop.errors import KnownError, StaleRecord
from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.orders import advance, records, rest
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.labelling import print_again
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.picking import SCANNED, picked_so_far
from crm_desktop.orders.places import take_from
from crm_desktop.orders.steps import is_legal
from crm_desktop.orders.substitutes import TakeInstead, take_instead
from db.vocabulary import OrderStatus, OrderStep, Permission
from ui import formats, prompts
from ui.labels import label
from ui.live import Change
from ui.orders import way
from ui.orders.matter import Matter, read_matter
from ui.orders.way import CUSTOMER, GOODS, PAGE_OF, TERMS, act, refusal_told, who_saved
from ui.orders.wizard_frame import WizardFrame
from ui.seat import Seat
from ui.theme import Meaning
from ui.widgets import entrance
from ui.widgets.parts import word

EDITED = (None, OrderStep.PLACE)
"""Before these the main button is for whoever may edit orders: a new one, and this one placed."""
CHANGEABLE = (OrderStatus.PLACED, OrderStatus.RESERVED, OrderStatus.PICKED)


class OrderWizard(WizardFrame):
    """`opened` carries the number of the order that is shown, "" for a new one."""

    opened = Signal(str)
    waited = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._matter: Matter | None = None
        self._short_code = ""
        self._wanted: tuple[str, bool, bool, bool] | None = None
        self._connect()
        self.typing.goods.sees_costs(seat.may(Permission.SEE_COSTS))
        self.show_nothing()

    def _connect(self) -> None:
        self.head.next.clicked.connect(self._on_next)
        self.head.change.clicked.connect(lambda: self._on_change(""))
        self.head.cancel.clicked.connect(self._on_cancel)
        self.cancel_bar.confirmed.connect(self._on_cancel_confirmed)
        self.typing.customer.went_on.connect(self._on_next)
        self.typing.touched.connect(self.told.dismiss)
        self.typing.saved.connect(self._on_saved)
        self.typing.refused.connect(self._on_refused)
        self.pages.made.connect(self._on_page_made)
        self.meeting.met.connect(self.show_both)
        self.meeting.settled.connect(self._on_settled)
        self.meeting.refused.connect(self._on_refused)
        self.meeting.wanted.connect(self.open)

    def _on_page_made(self, number: int, page: Any) -> None:
        match number:
            case way.RESERVE:
                page.warehouse_chosen.connect(self._on_warehouse)
                page.part_wanted.connect(self._on_part)
                page.instead_wanted.connect(self._on_instead)
                page.change_wanted.connect(self._on_change)
                page.wait_wanted.connect(self.waited)
            case way.PICK:
                page.scanned.connect(self._read_picked)
                page.shortened.connect(self.reload)
                page.list.clicked.connect(lambda: self.head.papers.print_paper(OrderPaper.PICK_LIST))
                page.finished.connect(self._on_next)
            case way.BESIDE:
                page.changed.connect(self.reload)
            case way.LABEL:
                page.again_wanted.connect(self._on_print_again)
            case way.DONE:
                page.rest_wanted.connect(lambda: self._advance(OrderStep.SEND_REST))

    @property
    def number(self) -> str:
        """Of the order that is open; "" for none, or a new one that is not stored yet."""
        if self.typing.on:
            return self.typing.number
        return self._matter.card.row.number if self._matter else ""

    @property
    def _card(self) -> records.OrderCard | None:
        return self._matter.card if self._matter else None

    @property
    def _drafting(self) -> bool:
        return self.typing.on and (self._card is None or self._card.row.status is OrderStatus.DRAFT)

    def start_draft(self, inquiry: InquiryCard | None) -> None:
        """A new order, from an inquiry where there is one."""
        self.leave()
        self._matter = None
        self.show_steps()
        self.head.status.hide()
        self.head.title.setText(self.tr("New order"))
        self.head.say_facts(self._from(inquiry.row.number) if inquiry else "")
        self.typing.begin(inquiry)
        self.reached = CUSTOMER if inquiry is None else GOODS
        self.go(self.reached)
        self.opened.emit("")

    def _from(self, inquiry: str) -> str:
        return self.tr("from inquiry {number}").format(number=inquiry)

    def open(self, number: str, *, enter: bool = True) -> None:
        """At the step where it waits; with `enter` one goes in there, else one stays in the list."""
        if number and number == self.typing.number:
            return
        self.leave()
        self._read(number, first=True, enter=enter)

    def go_in(self) -> None:
        """Into the page that is shown, or will be as soon as it is read."""
        if self._wanted is not None:
            self._wanted = (*self._wanted[:3], True)
        else:
            entrance.enter(self)

    def _read(self, number: str, *, first: bool = False, change: bool = False, enter: bool = False) -> None:
        """A later reading takes the place of one on its way, and does what that one was for too."""
        role = self._seat.actor.role
        if self._wanted is not None and self._wanted[0] == number:
            _, *before = self._wanted
            first, change, enter = first or before[0], change or before[1], enter or before[2]
        self._wanted = (number, first, change, enter)

        def show(matter: Matter) -> None:
            entered = self._wanted is not None and self._wanted[3]
            self._wanted = None
            self._show(matter, first=first, change=change, enter=entered)

        self._seat.read(lambda session: read_matter(session, number, role), show, owner=self, latest="matter")

    def reload(self) -> None:
        """What is shown, or is about to be, follows the database; what is being typed stays."""
        if self._wanted is not None:
            self._read(self._wanted[0])
        elif self._card is not None and not self.typing.on:
            self._read(self._card.row.number)

    def _read_picked(self) -> None:
        """After a scan nothing else is read; a reading of the whole order on its way is begun anew instead."""
        number, show = self.number, self._show_picked
        if self._wanted is not None:
            self.reload()
        elif self._card is not None and not self.typing.on:
            self._seat.read(lambda session: picked_so_far(session, number), show, owner=self, latest="picked")

    def _show_picked(self, found: records.Picked) -> None:
        matter = None if self.typing.on else self._matter
        if matter is None or matter.card.row.number != found.number:
            return
        if (card := matter.card.picked_as(found)) is None:
            self.reload()
        else:
            self._matter = replace(matter, card=card)
            self.pages.show_picked(self._matter)

    def follow(self, changes: Collection[Change]) -> None:
        """Someone moved an order: the open one follows; while it is typed into it is only told who saved it."""
        if not self.typing.on:
            if any(change.what != SCANNED for change in changes):
                self.reload()
            elif any(change.label == self.number for change in changes):
                self._read_picked()
            return
        me = (self._seat.actor.name, self._seat.actor.place)
        for change in changes:
            if self.number and change.label == self.number and (change.actor, change.place) != me:
                told = self.tr("{who} saved this order just now. What you type here is not lost.")
                self.told.ask(told.format(who=change.actor), Meaning.ATTENTION)
                self.told.offer(self.tr("Show theirs"), self._on_take_theirs)
                return

    def _show(self, matter: Matter, *, first: bool, change: bool, enter: bool) -> None:
        if self.typing.on and not first:
            return
        card, before = matter.card, self._card
        another = first or before is None or before.row.number != card.row.number
        moved = another or before is None or before.row.status is not card.row.status
        self._matter = matter
        draft = card.row.status is OrderStatus.DRAFT
        self.typing.show_matter(matter, editable=draft or change, customer_too=draft)
        self.show_steps()
        self._show_head(matter)
        self.pages.show_matter(matter)
        self.reached = GOODS if change else PAGE_OF[card.row.status]
        if moved:
            self.go(self.reached, enter=enter)
            if change:
                self.typing.goods.stand_on(self._short_code)
        else:
            self.show_place()
            if enter:
                entrance.enter(self)
        if another:
            self.opened.emit(card.row.number)
            self.meeting.resume()

    def _show_head(self, matter: Matter) -> None:
        card = matter.card
        self.head.title.setText(card.row.number)
        self.head.status.show_label(label(card.row.status))
        self.head.status.show()
        gross = formats.money(card.row.net + card.row.vat, currency=card.row.currency)
        contact = self.tr("contact: {status}").format(status=word(card.contact))
        inquiry = self._from(card.inquiry) if card.inquiry else ""
        paid = word(matter.beside.state) if matter.beside.paid else ""
        self.head.say_facts(card.row.customer, gross, paid, card.row.owner, inquiry, contact)

    def show_place(self) -> None:
        """Buttons and step bar for the page that is shown."""
        card = self._card
        self.mark_steps(self._matter, drafting=self._drafting)
        self.head.papers.show_card(card)
        self.head.beside.setVisible(card is not None)
        self.head.cancel.setVisible(card is not None and is_legal(card.row.status, OrderStep.CANCEL))
        self.head.change.setVisible(card is not None and not self.typing.on and card.row.status in CHANGEABLE)
        self.head.say_next(self._next_said(card))
        self.head.next.setVisible(self.typing.may_edit or (card is not None and card.next_step not in EDITED))

    def _next_said(self, card: records.OrderCard | None) -> str:
        if self.typing.on:
            titles = {CUSTOMER: self.tr("Next: goods"), GOODS: self.tr("Next: terms")}
            return titles.get(self.page, self.tr("Place the order") if self._drafting else self.tr("Finish the change"))
        if card is None or card.next_step is None:
            return self.tr("New order")
        if self.page != self.reached:
            return self.tr("To: {step}").format(step=word(card.next_step))
        if card.next_step is OrderStep.LABEL and self._matter is not None and not self._matter.printers:
            return self.tr("Continue without a label")
        return act(card.next_step)

    def _on_next(self) -> None:
        if not self.head.next.isEnabled():
            return
        if self.typing.on:
            self._go_on()
        elif self._card is None or self._card.next_step is None:
            self.start_draft(None)
        elif self.page != self.reached:
            self.go(self.reached)
        else:
            self._advance(self._card.next_step)

    def _go_on(self) -> None:
        """One page on in a draft, unless what this page is for is missing; the last one places it."""
        self.typing.goods.commit()
        missing = self.typing.missing(self.page)
        if missing:
            self.told.say(missing, good=False)
        elif self.page < TERMS:
            self.told.dismiss()
            self.typing.save()
            self.go(self.page + 1)
        else:
            self.told.dismiss()
            self.head.next.setEnabled(False)
            self.typing.save(self._place)

    def _place(self) -> None:
        """Stored as it is typed: now it is an order, or the change of one is over."""
        number, version, drafting = self.typing.number, self.typing.version, self._drafting
        self.typing.leave()
        if drafting:
            self._move(number, version, OrderStep.PLACE)
        else:
            self._read(number, first=True, enter=True)

    def _advance(self, step: OrderStep) -> None:
        if self._card is not None:
            self._move(self._card.row.number, self._card.version, step)

    def _move(self, number: str, version: int, step: OrderStep) -> None:
        seat, letter = self._seat, None
        told: dict[str, Any] = {"version": version}
        if step is OrderStep.LABEL:
            told |= {"printer": self.label.printer(), "parcels": self.label.parcels()}
            told |= {"weight_grams": self.label.weight_grams()}
        if step is OrderStep.HAND_OVER:
            told |= {"carrier": self.hand_over.carrier(), "tracking": self.hand_over.tracking()}
            letter = self.hand_over.letter_at_hand_over(number)
        self.head.next.setEnabled(False)
        self._seat.call(
            lambda: advance.advance(
                seat.database, number, step, actor=seat.actor, **told, **(letter() if letter else {})
            ),
            self._on_moved,
            owner=self,
            on_error=self._on_refused,
        )

    def _do(self, case: Any, command: Any) -> None:
        self._seat.do(case, command, self._on_moved, owner=self, on_error=self._on_refused)

    def _on_moved(self, moved: records.OrderMoved) -> None:
        self.told.dismiss()
        if moved.document:
            prompts.person().tell(self, self.tr("{document} is issued.").format(document=moved.document))
        change = self._card is not None and moved.status is OrderStatus.PLACED and bool(self._short_code)
        self._read(moved.number, first=True, change=change, enter=True)

    def _on_saved(self, moved: records.OrderMoved) -> None:
        """The head tells that it is kept, as one types."""
        if self.typing.number == moved.number:
            self.head.title.setText(moved.number)
            self.head.status.show_label(label(moved.status))
            self.head.status.show()
            saved = self.tr("saved at {time}").format(time=formats.clock_time(now()))
            self.head.say_facts(self.typing.customer.name, saved)
            if self._card is None:
                self.opened.emit(moved.number)

    def _on_refused(self, refusal: KnownError) -> None:
        """What happened and who was quicker; what was typed stays, beside what another saved."""
        self._short_code = ""
        self.head.next.setEnabled(True)
        self.told.refuse(refusal, more=refusal_told(refusal))
        if self.typing.on and isinstance(refusal, StaleRecord):
            self.meeting.begin(saved_by=who_saved(refusal))
        self.reload()

    def _on_settled(self, number: str) -> None:
        self.told.dismiss()
        self._read(number, first=True)

    def _on_take_theirs(self) -> None:
        self.told.dismiss()
        self.show_both(False)
        self._read(self.typing.drop(), first=True)

    def _on_cancel(self) -> None:
        if self._matter is not None:
            self.cancel_bar.ask(self._matter.card, paid=self._matter.beside.paid)

    def _on_cancel_confirmed(self, reason: str, rest_only: bool) -> None:
        card = self._card
        if card is None:
            return
        case = rest.drop_rest if rest_only else cancel_order
        if self.typing.on:
            self.typing.save(lambda: self._cancel(case, reason, self.typing.version))
        else:
            self._cancel(case, reason, card.version)

    def _cancel(self, case: Any, reason: str, version: int) -> None:
        if self._card is not None:
            self.typing.leave()
            self._do(case, records.StepCommand(self._card.row.number, version, reason))

    def _on_change(self, code: str) -> None:
        """Goods and terms of an order in work; what was promised is given back first."""
        card = self._card
        if card is None:
            return
        self._short_code = code or "-"
        if card.row.status is OrderStatus.PLACED:
            self._read(card.row.number, first=True, change=True)
        else:
            self._advance(OrderStep.REOPEN)

    def _on_warehouse(self, warehouse_id: int) -> None:
        if self._card is not None:
            self._do(take_from, records.TakeFrom(self._card.row.number, warehouse_id, self._card.version))

    def _on_instead(self, line_id: int, product_id: int) -> None:
        if self._card is not None:
            wanted = TakeInstead(self._card.row.number, line_id, product_id, version=self._card.version)
            self._do(take_instead, wanted)

    def _on_part(self) -> None:
        if self._card is not None:
            self._do(rest.reserve_part, records.StepCommand(self._card.row.number, self._card.version))

    def _on_print_again(self) -> None:
        if self._card is None or not self.label.printer():
            return
        number, printer, seat = self._card.row.number, self.label.printer(), self._seat
        self._seat.call(
            lambda: print_again(seat.database, number, printer=printer, actor=seat.actor),
            lambda count: prompts.person().tell(self, self.tr("%n label(s) queued again.", "", count)),
            owner=self,
        )
