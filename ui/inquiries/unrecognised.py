"""Unrecognised: one thing that came, why it was not understood, and how it becomes an inquiry."""

import uuid
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound, StaleRecord
from crm_desktop.intake import unrecognised
from crm_desktop.intake.interpreting import interpret_again
from crm_desktop.intake.queries import raw_bytes
from crm_desktop.intake.reasons import told
from crm_desktop.intake.records import Interpreted
from crm_desktop.intake.unrecognised import MapFields, TriedAgain, UnrecognisedCard, UnrecognisedRow
from db.vocabulary import Outcome, Topic
from ui import formats, prompts, words
from ui.inquiries.came_fields import CameFields
from ui.inquiries.letter import Letter
from ui.inquiries.unrecognised_list import UnrecognisedList, outcome_label
from ui.labels import label
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning
from ui.widgets.buttons import Button, LinkButton, PrimaryButton
from ui.widgets.cards import Card, EmptyState
from ui.widgets.elided import ElidedLabel
from ui.widgets.parts import Told, row, text
from ui.widgets.pills import StatusPill


class Unrecognised(QWidget):
    """The right side; `list` is its left. `counted` tells how many wait, `became` the number of a new inquiry."""

    counted = Signal(int)
    became = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("unrecognised")
        self.list = UnrecognisedList()
        self._seat = seat
        self._card: UnrecognisedCard | None = None
        self._title = ElidedLabel("title")
        self._title.setObjectName("unrecognised_title")
        self._pill = StatusPill(outcome_label(Outcome.QUARANTINED))
        self._facts = ElidedLabel("small")
        self._retry = Button(self.tr("Try again"), "arrow-clockwise", shortcut="R")
        self._take = PrimaryButton(self.tr("Make it an inquiry"), shortcut="A")
        self._save = LinkButton(self.tr("Save as it came…"), "download-simple")
        self._told = Told()
        self._reason = text(role="strong", wrap=True, name="unrecognised_reason")
        self._safe = text(role="small", wrap=True)
        self._fields = CameFields()
        self._raw = Letter("unrecognised_raw", self.tr("As it came"))
        self._headers = text(role="small", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button, name in ((self._retry, "retry_one"), (self._take, "take_in"), (self._save, "save_raw")):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
        head = QFrame()
        head.setProperty("look", "bar")
        beside = QHBoxLayout(head)
        beside.setContentsMargins(4 * GRID, 2 * GRID, GAP, 2 * GRID)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        beside.addLayout(words, 1)
        for widget in (self._pill, self._retry, self._take):
            beside.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        why, raw = Card(), Card()
        why.body.addWidget(self._reason)
        why.body.addWidget(self._safe)
        raw.title.setText(self.tr("As it came"))
        raw.title.show()
        raw.body.addWidget(self._headers)
        raw.body.addWidget(self._raw)
        raw.body.addWidget(row(self._save, None))
        inside = QWidget()
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for widget in (why, self._fields, raw):
            column.addWidget(widget)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(self.tr("Nothing here is waiting for you.")))
        self._stack.addWidget(self._scrolling(head, inside))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _scrolling(self, head: QWidget, inside: QWidget) -> QWidget:
        """The head stays, what is under it scrolls."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        shown = QWidget()
        page = QVBoxLayout(shown)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        for widget in (head, self._told):
            page.addWidget(widget)
        page.addWidget(area, 1)
        return shown

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_pointed)
        self._retry.clicked.connect(self._on_retry)
        self._take.clicked.connect(self._on_take)
        self._save.clicked.connect(self._on_save)
        self._fields.mapped.connect(self._on_mapped)
        self._seat.live.subscribe(self, (Topic.SUBMISSIONS,), lambda _changes: self.refresh(), while_hidden=True)

    def refresh(self) -> None:
        """The list and the count; what is looked at stays."""

        def query(session: Any) -> tuple[list[UnrecognisedRow], int]:
            rows = unrecognised.list_unrecognised(session, language=words.language())
            return rows, unrecognised.unrecognised_count(session)

        self._seat.read(query, self._show_list, owner=self, latest="list")

    def _show_list(self, found: tuple[list[UnrecognisedRow], int]) -> None:
        rows, count = found
        self.list.set_records(rows, key=attrgetter("submission_id"))
        self.counted.emit(count)
        if not rows:
            self._card = None
            self._stack.setCurrentIndex(0)
        elif self.list.current_record() is None:
            self.list.choose_row(0)
        elif self._card is not None:
            self._open(self._card.row.submission_id)

    def _on_pointed(self, record: UnrecognisedRow | None) -> None:
        if record is not None and (self._card is None or record.submission_id != self._card.row.submission_id):
            self._told.dismiss()
            self._open(record.submission_id)

    def _open(self, submission_id: int) -> None:
        def query(session: Any) -> UnrecognisedCard | None:
            try:
                return unrecognised.show_unrecognised(session, submission_id, language=words.language())
            except NotFound:
                return None  # understood meanwhile: the list, which is read anew as well, no longer has it

        self._seat.read(query, self._show, owner=self, latest="card")

    def _show(self, card: UnrecognisedCard | None) -> None:
        if card is None:
            return
        self._card = card
        spam = card.row.outcome is Outcome.SPAM
        self._title.show_text(card.row.form)
        came = (formats.when(card.row.received_at), label(card.row.channel).text, card.content_type)
        self._facts.show_text(" · ".join(part for part in came if part))
        self._pill.show_label(outcome_label(card.row.outcome))
        self._reason.setText(card.row.reason[:1].upper() + card.row.reason[1:])
        kept = self.tr("Nothing is lost: it is kept exactly as it came ({count} bytes).")
        self._safe.setText(kept.format(count=formats.count(card.size)))
        self._retry.setVisible(not spam)
        self._take.setVisible(spam)
        self._fields.show_card(card)
        self._fields.setVisible(bool(card.fields) and not spam)
        self._headers.setText("\n".join(f"{key}: {value}" for key, value in list(card.headers.items())[:12]))
        self._headers.setVisible(bool(card.headers))
        self._raw.show_message(card.raw)
        self._stack.setCurrentIndex(1)

    def _on_retry(self) -> None:
        if (card := self._card) is not None:
            database = self._seat.database
            self._told.dismiss()
            self._seat.call(
                lambda: interpret_again(database, card.row.submission_id),
                self._on_read,
                owner=self,
                on_error=self._told.refuse,
            )

    def _on_take(self) -> None:
        if (card := self._card) is not None and card.row.outcome is Outcome.SPAM:
            self._told.dismiss()
            self._seat.do(
                unrecognised.take_in, card.row.submission_id, self._on_read, owner=self, on_error=self._told.refuse
            )

    def _on_read(self, read: Interpreted) -> None:
        if read.outcome in unrecognised.UNRECOGNISED:
            self._told.say(
                self.tr("Still not recognised: {reason}").format(reason=told(read, words.language())), good=False
            )
        elif read.outcome is Outcome.INQUIRY:
            self._say(self.tr("It is inquiry {number} now.").format(number=read.number))
            self.became.emit(read.number)
        else:
            self._say(self.tr("Recognised: {number}").format(number=read.number))
        self.refresh()

    def _on_mapped(self, meanings: dict[str, str], version: int) -> None:
        if (card := self._card) is None:
            return
        seat, command_id = self._seat, str(uuid.uuid4())
        told = MapFields(card.row.source, meanings, version)
        self._told.dismiss()

        def work() -> TriedAgain:
            return unrecognised.map_and_retry(seat.database, told, actor=seat.actor, command_id=command_id)

        seat.call(work, self._on_tried, owner=self, on_error=self._on_refused)

    def _on_tried(self, tried: TriedAgain) -> None:
        understood = self.tr("%n understood", "", tried.understood)
        left = self.tr("%n still not understood", "", tried.left)
        left = left if tried.left else ""
        told = self.tr("The fields are remembered: {result}.")
        result = ", ".join(part for part in (understood, left) if part)
        self._say(told.format(result=result), Meaning.ATTENTION if tried.left else Meaning.GOOD)
        self.refresh()

    def _on_refused(self, refusal: KnownError) -> None:
        """Another mapped it meanwhile: both are shown, and nothing of what was chosen here is lost."""
        card = self._card
        if card is None or not isinstance(refusal, StaleRecord):
            self._told.refuse(refusal)
            self.refresh()
            return
        self._seat.read(
            lambda session: unrecognised.show_unrecognised(session, card.row.submission_id, language=words.language()),
            self._fields.meet,
            owner=self,
        )

    def _on_save(self) -> None:
        if (card := self._card) is None:
            return
        name = f"{card.row.source}-{card.row.submission_id}.bin"
        place = prompts.person().where_to_save(self, name, self.tr("All files (*)"))
        if place is not None:
            submission_id = card.row.submission_id
            self._seat.read(
                lambda session: place.write_bytes(raw_bytes(session, submission_id)),
                lambda _count: self._say(self.tr("Saved: {file}").format(file=place.name)),
                owner=self,
            )

    def _say(self, sentence: str, meaning: Meaning = Meaning.GOOD) -> None:
        prompts.person().tell(self, sentence, meaning)
