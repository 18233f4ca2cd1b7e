"""Customers: the list at the left; at the right the card, its fields, or two records side by side."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.customers import merging, service
from crm_desktop.customers.consents import withdraw_consent
from crm_desktop.customers.records import (
    Consent,
    ConsentSaved,
    CustomerRow,
    CustomerSaved,
    KeepApart,
    KeptApart,
    MergeCustomers,
    Merged,
    NoteTaken,
    PastMerge,
    Proposal,
    SetStatus,
    TakeNote,
    Unmerge,
    Unmerged,
    WithdrawConsent,
)
from crm_desktop.errors import KnownError, StaleRecord
from db.vocabulary import ContactStatus, Topic
from ui import prompts
from ui.customers.compare import Compare, Pair, read_pair
from ui.customers.consent import ConsentCard, proof_of
from ui.customers.customer_list import CustomerList
from ui.customers.dossier import Dossier, read_dossier
from ui.customers.editing import Editing
from ui.customers.head import CardHead
from ui.customers.note import NoteBar
from ui.customers.sections import Sections
from ui.customers.side import Side
from ui.happenings import purpose
from ui.seat import Seat
from ui.theme import GAP, Meaning
from ui.widgets.cards import EmptyState
from ui.widgets.entrance import opens_at
from ui.widgets.parts import Told, word

LIST_WIDTH, LEAST_WIDE = 400, 1280


class CustomersPage(QWidget):
    """`open` shows a customer's card from anywhere."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("customers")
        self._seat = seat
        self._dossier: Dossier | None = None
        self._open_id: int | None = None
        self._list = CustomerList(seat)
        self._head, self._told, self._note = CardHead(), Told(), NoteBar(seat.typed)
        self._sections, self._side, self._consent = Sections(), Side(), ConsentCard(seat)
        self._editing, self._compare = Editing(seat), Compare()
        self._right = QStackedWidget()
        self._nothing = EmptyState(self.tr("The customer you choose opens here."), action=self.tr("New customer"))
        self._lay_out()
        self._connect()
        self._list.refresh()

    def _lay_out(self) -> None:
        self._card = self._build_card()
        for widget in (self._nothing, self._card, self._editing, self._compare):
            self._right.addWidget(widget)
        self._list.setMinimumWidth(380)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("customers_splitter")
        self._splitter.addWidget(self._list)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(0, 1)  # a wide window is for both: names in the list are cut least there
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([LIST_WIDTH, LEAST_WIDE - LIST_WIDTH])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        opens_at(self, self._list)

    def _build_card(self) -> QWidget:
        body = QHBoxLayout()
        body.setContentsMargins(GAP, GAP, GAP, GAP)
        body.setSpacing(GAP)
        middle = QVBoxLayout()
        middle.setSpacing(GAP)
        middle.addWidget(self._told)
        middle.addWidget(self._note)
        middle.addWidget(self._consent)
        middle.addWidget(self._sections, 1)
        body.addLayout(middle, 5)
        body.addWidget(self._side, 2)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(body, 1)
        return whole

    def _connect(self) -> None:
        rows, sections, seat = self._list, self._sections, self._seat
        rows.pointed.connect(self._on_pointed)
        rows.opened.connect(lambda _row: sections.tables[sections.section].setFocus())
        rows.pair_pointed.connect(self._on_pair)
        rows.new_wanted.connect(self.begin_new)
        rows.told.connect(self._say)
        self._nothing.action_pressed.connect(self.begin_new)
        self._head.note_wanted.connect(self._on_note_wanted)
        self._head.edit_wanted.connect(self._on_edit)
        self._head.inquiry_wanted.connect(seat.take_call)
        self._head.status_chosen.connect(self._on_status)
        self._note.written.connect(self._on_note)
        sections.order_opened.connect(seat.open_order)
        sections.inquiry_opened.connect(seat.open_inquiry)
        sections.document_opened.connect(seat.open_document)
        sections.consent_opened.connect(self._on_consent)
        sections.consent_wanted.connect(self._on_consent_wanted)
        self._consent.recorded.connect(self._on_recorded)
        self._consent.left.connect(lambda: sections.tables[sections.section].setFocus())
        self._side.merge_wanted.connect(self._on_merge_wanted)
        self._side.unmerge_wanted.connect(self._on_unmerge)
        self._editing.saved.connect(self._on_saved)
        self._editing.left.connect(self._show_card)
        self._compare.merge_chosen.connect(self._on_merge)
        self._compare.apart_chosen.connect(self._on_apart)
        self._compare.left.connect(self._show_card)
        seat.live.subscribe(self, (Topic.CUSTOMERS, Topic.ORDERS, Topic.INQUIRIES), lambda _changes: self._follow())
        find = QShortcut(QKeySequence("/"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(rows.search.setFocus)
        find.setWhatsThis(self.tr("Find a customer"))

    def state(self) -> dict[str, str]:
        """What is there again tomorrow: filters, section, whose card was open."""
        return {**self._list.state(), "section": self._sections.section, "open": str(self._open_id or "")}

    def restore_state(self, state: dict[str, str]) -> None:
        self._list.restore(state)
        if state.get("section") in self._sections.tables:
            self._sections.show_section(state["section"])
        if state.get("open", "").isdigit():
            self._open_id = int(state["open"])
            self._list.first = self._open_id
            self._read(self._open_id)
        self._list.refresh()

    def begin_new(self) -> None:
        """Ctrl+N: a customer who is on file nowhere."""
        self._editing.begin(None)
        self._right.setCurrentWidget(self._editing)

    def open(self, customer_id: int) -> None:
        self._open_id = customer_id
        self._list.table.choose(customer_id)
        self._right.setCurrentWidget(self._card)
        self._read(customer_id)

    def _read(self, customer_id: int) -> None:
        actor = self._seat.actor

        def query(session: Any) -> Dossier:
            return read_dossier(session, customer_id, actor)

        self._seat.read(query, self._show, owner=self, latest="card")

    def _show(self, found: Dossier) -> None:
        if self._dossier is not None and self._dossier.card.row.customer_id != found.card.row.customer_id:
            self._note.put_aside()
            self._consent.put_aside()
        self._dossier = found
        self._open_id = found.card.row.customer_id
        self._head.show_dossier(found)
        self._sections.show_card(found.card, may_edit=found.may_edit)
        self._side.show_dossier(found)
        if self._right.currentWidget() is self._nothing:
            self._right.setCurrentWidget(self._card)

    def _show_card(self) -> None:
        self._right.setCurrentWidget(self._card if self._dossier else self._nothing)
        self._list.table.setFocus()

    def _say(self, sentence: str) -> None:
        window = self.window()
        if hasattr(window, "say") and self.isVisible():
            window.say(sentence)

    def _on_pointed(self, record: CustomerRow | None) -> None:
        """Reading on never throws away what is being typed."""
        if record is None or self._right.currentWidget() is self._editing:
            return
        if record.customer_id != self._open_id:
            self._told.dismiss()
            self.open(record.customer_id)

    def _on_edit(self) -> None:
        if self._dossier is not None:
            self._editing.begin(self._dossier.card)
            self._right.setCurrentWidget(self._editing)

    def _on_saved(self, customer_id: int, new: bool) -> None:
        told = self.tr("Customer added.") if new else self.tr("Customer saved.")
        prompts.person().tell(self, told)
        self._list.refresh()
        self.open(customer_id)

    def _on_status(self, status: ContactStatus) -> None:
        if self._dossier is not None:
            row = self._dossier.card.row
            self._set_status(row.customer_id, row.status, status)

    def _set_status(self, key: int, before: ContactStatus, status: ContactStatus) -> None:
        """`before` as it was shown; a newer one is shown beside the wish before it is overwritten (law 4)."""

        def back() -> None:
            undone = SetStatus(key, before, status)
            self._seat.do(service.set_status, undone, lambda _saved: self._follow(), owner=self)

        def done(_saved: CustomerSaved) -> None:
            self._undoable(self.tr("Status changed."), back)
            self._follow()

        def refused(refusal: KnownError) -> None:
            if isinstance(refusal, StaleRecord):
                self._ask_status(key, ContactStatus(str(refusal.details["theirs"])), status)
            else:
                self._told.refuse(refusal)

        self._seat.do(service.set_status, SetStatus(key, status, before), done, owner=self, on_error=refused)

    def _ask_status(self, key: int, stored: ContactStatus, wanted: ContactStatus) -> None:
        self._follow()
        self._told.ask(self.tr("Someone changed the status meanwhile. Which one is right?"))

        def mine() -> None:
            self._told.dismiss()
            self._set_status(key, stored, wanted)

        self._told.offer(self.tr("Keep “{status}”").format(status=word(stored)), self._told.dismiss)
        self._told.offer(self.tr("Set “{status}”").format(status=word(wanted)), mine, main=True)

    def _undoable(self, told: str, back: Callable[[], object]) -> None:
        prompts.person().tell(self, told, action=self.tr("Undo"), on_action=back)

    def _on_note_wanted(self) -> None:
        if self._dossier is not None:
            self._consent.put_aside()
            self._note.begin(self._dossier.card.row.customer_id)

    def _on_note(self, words: str, by_phone: bool) -> None:
        if self._dossier is None:
            return
        note = TakeNote(self._dossier.card.row.customer_id, words, by_phone)

        def done(_taken: NoteTaken) -> None:
            self._note.done()
            self._follow()

        self._seat.do(service.take_note, note, done, owner=self, on_error=self._told.refuse)

    def _on_consent_wanted(self) -> None:
        if self._dossier is not None:
            self._told.dismiss()
            self._note.put_aside()
            self._consent.begin(self._dossier.card.row.customer_id)

    def _on_recorded(self) -> None:
        self._told.say(self.tr("The consent is recorded with its proof."), good=True)
        self._sections.tables[self._sections.section].setFocus()
        self._follow()

    def _on_consent(self, consent: Consent) -> None:
        """What it says, whole, with its proof; a consent that stands can be withdrawn."""
        self._told.ask(f"{purpose(consent.purpose)}: „{consent.text}”\n{proof_of(consent)}", Meaning.INFO)
        if consent.withdrawn_at is None and self._dossier is not None and self._dossier.may_edit:
            self._told.offer(self.tr("Withdraw the consent"), lambda: self._withdraw(consent))
        self._told.offer(self.tr("Close"), self._told.dismiss)

    def _withdraw(self, consent: Consent) -> None:
        def done(_saved: ConsentSaved) -> None:
            self._told.say(self.tr("The consent is withdrawn; its proof stays."), good=True)
            self._follow()

        command = WithdrawConsent(consent.consent_id)
        self._seat.do(withdraw_consent, command, done, owner=self, on_error=self._told.refuse)

    def _on_merge_wanted(self, other: CustomerRow) -> None:
        if self._dossier is not None:
            first, second = sorted((self._dossier.card.row.customer_id, other.customer_id))
            self._show_pair(first, second)

    def _on_pair(self, proposal: Proposal) -> None:
        if self._right.currentWidget() is not self._editing:
            self._show_pair(proposal.one.customer_id, proposal.other.customer_id)

    def _show_pair(self, one_id: int, other_id: int) -> None:
        def show(pair: Pair) -> None:
            self._right.setCurrentWidget(self._compare)  # first: what is not seen cannot take the focus
            self._compare.show_pair(pair)

        self._seat.read(lambda session: read_pair(session, one_id, other_id), show, owner=self, latest="pair")

    def _on_merge(self, command: MergeCustomers) -> None:
        def done(merged: Merged) -> None:
            told = self.tr("Merged: everything is under {code} now.").format(code=merged.kept_code)
            self._undoable(told, lambda: self._unmerge(merged.merge_id))
            self._list.refresh()
            self.open(merged.kept_id)

        refuse = self._compare.told.refuse
        self._seat.do(merging.merge_customers, command, done, owner=self, on_error=refuse)

    def _on_apart(self, one_id: int, other_id: int) -> None:
        def done(_kept: KeptApart) -> None:
            prompts.person().tell(self, self.tr("They stay separate and will not be suggested again."))
            self._list.refresh()
            self._show_card()
            self._follow()

        command = KeepApart(one_id, other_id)
        self._seat.do(merging.keep_apart, command, done, owner=self, on_error=self._compare.told.refuse)

    def _on_unmerge(self, merge: PastMerge) -> None:
        self._unmerge(merge.merge_id)

    def _unmerge(self, merge_id: int) -> None:
        def done(back: Unmerged) -> None:
            told = self.tr("{code} is a separate customer again, with everything it had.").format(code=back.gone_code)
            prompts.person().tell(self, told)
            self._list.refresh()
            self._follow()

        self._seat.do(merging.unmerge, Unmerge(merge_id), done, owner=self, on_error=self._told.refuse)

    def _follow(self) -> None:
        """Someone changed something here: the list and the open card follow."""
        self._list.refresh()
        if self._open_id is not None:
            self._read(self._open_id)
