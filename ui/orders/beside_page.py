"""Beside the steps: all that happened with the order, notes, what was paid, files dropped here."""

import mimetypes
import tempfile
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTemporaryDir, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.customers.records import TimelineEntry
from crm_desktop.harmless import safe_name
from crm_desktop.money import minor_from_text
from crm_desktop.orders import beside
from crm_desktop.orders.records import OrderCard
from db.vocabulary import OrderStep, PaymentState, Permission, TimelineKind
from ui import formats, prompts
from ui.labels import label
from ui.orders.letter_card import LetterCard
from ui.orders.matter import Matter
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, Meaning
from ui.typed import TypedForm, given_back
from ui.widgets.cards import Card
from ui.widgets.fields import Field
from ui.widgets.parts import Told, button, row, text, word
from ui.widgets.pills import StatusPill

BESIDE, AMOUNT = 380, 84


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of what happened: a step, a note, a message and what became of it."""

    at: datetime
    what: str
    who: str


def what_happened(entry: TimelineEntry) -> str:
    """A step by its name, else what was written."""
    step = word(OrderStep(entry.what)) if entry.what in set(OrderStep) else ""
    if entry.kind in (TimelineKind.STEP, TimelineKind.ORDER) and step:
        more = entry.text.removeprefix(entry.order_number).strip(" ·")
        if entry.what == OrderStep.ISSUE and more:
            return more  # the number begins with what it is
        return f"{step} · {more}" if more else step
    return f"{word(entry.kind)}: {' '.join(entry.text.split())}" if entry.text else word(entry.kind)


class BesidePage(QWidget):
    """`changed` when something was written down here."""

    changed = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("order_beside")
        self._seat, self._may_add = seat, seat.may(Permission.EDIT_ORDERS)
        self.setAcceptDrops(self._may_add)
        self._card: OrderCard | None = None
        self._matter: Matter | None = None
        self._typed = TypedForm(seat.typed, self, names=("order_note", "payment_"))
        self._folder = QTemporaryDir(str(Path(tempfile.gettempdir()) / "crm-XXXXXX"))
        self._told = Told()
        self._told.setObjectName("beside_told")
        self._note, self._amount, self._way = QLineEdit(), QLineEdit(), QLineEdit()
        for editor, name, said in (
            (self._note, "order_note", self.tr("Note for everyone who opens this order")),
            (self._amount, "payment_amount", self.tr("Amount")),
            (self._way, "payment_way", self.tr("How it was paid")),
        ):
            editor.setObjectName(name)
            editor.setAccessibleName(said)
        self._note.setPlaceholderText(self._note.accessibleName())
        self._add_note = button(self.tr("Add the note"), name="add_note", icon="note")
        self._pay = button(self.tr("Record"), name="book_payment", icon="coin")
        self._pay.setAccessibleName(self.tr("Record the payment"))
        self._amount.setMinimumWidth(AMOUNT)
        self._attach = button(self.tr("Add a file…"), name="attach_file", icon="paperclip")
        self._open = button(self.tr("Open"), name="open_order_file", icon="file-text")
        self._remove = button(self.tr("Remove"), name="detach_file", icon="trash")
        self._state = StatusPill(label(PaymentState.UNPAID))
        self._state.setObjectName("payment_state")
        self._paid = text(name="payment_paid")
        self._left, self._letter = QStackedWidget(), LetterCard(seat)
        self._write = button(self.tr("Write to the customer…"), name="write_letter", icon="envelope-simple")
        self._build_tables()
        self._lay_out()
        self._connect()

    def _build_tables(self) -> None:
        self._story = TableView(
            [
                Column("when", self.tr("When"), lambda r: r.at, text=formats.when, width=120),
                Column("what", self.tr("What"), lambda r: r.what, stretch=True, hint=lambda r: r.what),
                Column("who", self.tr("Who"), lambda r: r.who, muted=True, width=130),
            ],
            empty=self.tr("Everything that happens with the order appears here."),
            name="order_story",
            title=self.tr("What happened"),
        )
        self._payments = TableView(
            [
                Column("day", self.tr("Day"), lambda r: r.paid_on, text=formats.day, width=90),
                Column("way", self.tr("Method"), lambda r: r.way or formats.NOTHING, stretch=True),
                Column("amount", self.tr("Amount"), lambda r: r.amount, text=formats.amount, right=True, width=100),
            ],
            empty=self.tr("No payments recorded yet."),
            name="order_payments",
            title=self.tr("Payments"),
        )
        self._files = TableView(
            [
                Column("name", self.tr("File"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("who", self.tr("Who"), lambda r: r.actor, muted=True, width=120),
            ],
            empty=self._no_files(),
            name="order_files",
            title=self.tr("Files"),
        )

    def _no_files(self) -> str:
        if self._may_add:
            return self.tr("Drop files here: the customer's order, photos, letters.")
        return self.tr("No files yet.")

    def _lay_out(self) -> None:
        story, paid, files = Card(self.tr("What happened")), Card(self.tr("Payment")), Card(self.tr("Files"))
        story.head.addWidget(self._write)
        story.body.addWidget(row(self._note, self._add_note))
        story.body.addWidget(self._story, 1)
        paid.head.addWidget(self._state)
        paid.body.addWidget(self._paid)
        paid.body.addWidget(self._payments, 1)
        fields = QWidget()
        if not self._may_add:
            fields.hide()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(Field(self.tr("Amount"), self._amount), 0, 0)
        grid.addWidget(Field(self.tr("How it was paid"), self._way), 0, 1)
        grid.addWidget(self._pay, 0, 2, Qt.AlignmentFlag.AlignBottom)
        paid.body.addWidget(fields)
        files.body.addWidget(self._files, 1)
        files.body.addWidget(row(self._attach, self._open, self._remove, None))
        right = QWidget()
        right.setFixedWidth(BESIDE)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(paid, 3)
        column.addWidget(files, 2)
        self._left.addWidget(story)
        self._left.addWidget(self._letter)
        both = QHBoxLayout()
        both.setSpacing(GAP)
        both.addWidget(self._left, 1)
        both.addWidget(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._told)
        layout.addLayout(both, 1)
        self.setFocusProxy(self._note)

    def _connect(self) -> None:
        self._write.clicked.connect(self._on_write)
        self._letter.left.connect(self._on_letter_left)
        self._add_note.clicked.connect(self._on_note)
        self._note.returnPressed.connect(self._on_note)
        self._pay.clicked.connect(self._on_pay)
        self._amount.returnPressed.connect(self._on_pay)
        self._attach.clicked.connect(self._on_attach)
        self._open.clicked.connect(self._on_open)
        self._remove.clicked.connect(self._on_remove)
        self._files.record_activated.connect(lambda _file: self._on_open())

    def show_matter(self, matter: Matter) -> None:
        before, self._card = self._card, matter.card
        self._matter = matter
        if before is None or before.row.number != matter.card.row.number:
            self._typed.rest()
            for editor in (self._note, self._amount, self._way):
                editor.clear()
            self._told.dismiss()
            if self._typed.begin(f"order-beside/{matter.card.row.number}"):
                self._told.say(given_back(), good=True)
            self._left.setCurrentIndex(0)
        found, currency = matter.beside, matter.card.row.currency
        self._state.show_label(label(found.state))
        told = self.tr("{paid} of {due}")
        due = formats.money(found.due, currency=currency)
        self._paid.setText(told.format(paid=formats.money(found.paid, currency=currency), due=due))
        left = found.due - found.paid
        self._amount.setPlaceholderText(formats.amount(left) if left > 0 else "")
        self._payments.set_records(found.payments)
        self._files.set_records(found.files, key=lambda file: file.file_id)
        self._story.set_records(self._told_of(found))
        for made in (self._open, self._remove):
            made.setEnabled(bool(found.files))

    def _told_of(self, found: beside.Beside) -> list[Happened]:
        """A mail once: with what became of it, not again as what the customer was told."""
        mailed = {("told", one.subject) for one in found.messages}
        shown = [entry for entry in found.timeline if (entry.what, entry.text) not in mailed]
        lines = [Happened(entry.at, what_happened(entry), entry.actor) for entry in shown]
        for one in found.messages:
            told = self.tr("E-mail, {state}: {subject} (to {address})")
            said = told.format(address=one.recipient, state=word(one.state), subject=one.subject)
            lines.append(Happened(one.at, said, one.actor))
        return sorted(lines, key=lambda line: line.at, reverse=True)

    def _do(self, case: Any, command: Any, *editors: QLineEdit) -> None:
        def done(_saved: beside.BesideSaved) -> None:
            self._told.dismiss()
            for editor in editors:
                editor.clear()
            self.changed.emit()

        self._seat.do(case, command, done, owner=self, on_error=self._told.refuse)

    def _on_write(self) -> None:
        if self._matter is not None:
            self._letter.begin(self._matter)
            self._left.setCurrentWidget(self._letter)
            self._letter.setFocus()

    def _on_letter_left(self) -> None:
        self._left.setCurrentIndex(0)
        self.changed.emit()

    def _on_note(self) -> None:
        if self._card is not None and self._note.text().strip():
            self._do(beside.note_order, beside.NoteOrder(self._card.row.number, self._note.text()), self._note)

    def _on_pay(self) -> None:
        """Nothing typed means all that is left."""
        if self._card is None:
            return
        typed = self._amount.text().strip() or self._amount.placeholderText()
        try:
            amount = minor_from_text(typed)
        except ValueError:
            self._told.say(self.tr("The amount is a number: 120,50 (or -120,50 for money given back)."), good=False)
            return
        command = beside.BookPayment(self._card.row.number, amount, way=self._way.text())
        self._do(beside.book_payment, command, self._amount, self._way)

    def _on_attach(self) -> None:
        file = prompts.person().which_file(self, self.tr("All files (*)"))
        if file is not None:
            self.attach(file)

    def attach(self, file: Path) -> None:
        """Read off the GUI thread, then stored."""
        card = self._card
        if card is None:
            return
        database, actor, command_id = self._seat.database, self._seat.actor, str(uuid.uuid4())

        def work() -> beside.BesideSaved:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return beside.attach_from(database, card.row.number, file, kind, actor=actor, command_id=command_id)

        self._seat.call(work, lambda _saved: self.changed.emit(), owner=self, on_error=self._told.refuse)

    def _on_open(self) -> None:
        file = self._files.current_record() or next(iter(self._files.records_model.records), None)
        if file is None:
            return

        def show(content: bytes) -> None:
            place = Path(self._folder.filePath(uuid.uuid4().hex))
            place.mkdir(parents=True)
            kept = place / safe_name(file.name)
            kept.write_bytes(content)
            if not prompts.person().open_file(self, kept):
                told = self.tr("This computer has no program for {file}.").format(file=file.name)
                prompts.person().tell(self, told, Meaning.ATTENTION)

        self._seat.read(lambda session: beside.file_content(session, file.sha256), show, owner=self)

    def _on_remove(self) -> None:
        file = self._files.current_record()
        if self._card is not None and file is not None:
            self._do(beside.detach_file, beside.DetachFile(self._card.row.number, file.file_id))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.attach(Path(url.toLocalFile()))
