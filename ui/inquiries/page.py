"""Inquiries: the list with its queues at the left, the one that is read at the right, everything by keyboard."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.inquiries import queries, records
from crm_desktop.inquiries.records import Queue
from crm_desktop.staff.queries import list_employees
from crm_desktop.staff.records import Employee
from db.vocabulary import Topic
from ui import formats, prompts
from ui.inquiries.acts import Acts
from ui.inquiries.inquiry_list import InquiryList
from ui.inquiries.matter import Matter, read_matter
from ui.inquiries.new_inquiry import NewInquiry
from ui.inquiries.reading import Reading
from ui.inquiries.unrecognised import Unrecognised
from ui.live import Change
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipBar
from ui.widgets.entrance import opens_at
from ui.widgets.parts import row

AT_ONCE, MOST = 200, 10_000
TICK_MS = 30_000
LIST_WIDTH, LEAST_WIDE = 470, 1280
UNRECOGNISED = "unrecognised"
"""The chip behind the queues: what is no inquiry yet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What one read brings for the left side."""

    rows: list[records.InquiryRow]
    counts: dict[Queue, int]
    employees: list[Employee]


class InquiriesPage(QWidget):
    """`take_call` opens the form for a call; the desk may call it from any tab."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("inquiries")
        self._seat = seat
        self._limit = AT_ONCE
        self._wanted = ""
        self._chips = ChipBar(
            [
                (Queue.NEW.value, self.tr("New")),
                (Queue.MINE.value, self.tr("Mine")),
                (Queue.LATE.value, self.tr("Late")),
                (Queue.WAITING.value, self.tr("Waiting")),
                (Queue.ALL.value, self.tr("All")),
                (UNRECOGNISED, self.tr("Unrecognised")),
            ]
        )
        self._list = InquiryList(empty="", title=self.tr("Inquiries"))
        self._more = LinkButton("", "caret-down")
        self._more.setObjectName("more_inquiries")
        self._new = Button(self.tr("Phone or counter…"), "phone", shortcut="Ctrl+N")
        self._new.setObjectName("new_inquiry")
        self._new.setAccessibleName(self.tr("New inquiry by phone or at the counter"))
        self._reading = Reading(seat)
        self._acts = Acts(seat, self._reading)
        self._unrecognised = Unrecognised(seat)
        self._unread = 0
        self._filling = False
        self._counts: dict[str, int] = {}
        self._form = NewInquiry(seat, self)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._lay_out()
        self._connect()
        self._reading.show_nothing(
            self.tr("The inquiry you choose opens here; J and K go to the next and the previous one.")
        )
        self.refresh()

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("look", "pane")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_bar("bar", self._chips))
        self._lists, self._sides = QStackedWidget(), QStackedWidget()
        for stack, widgets in (
            (self._lists, (self._list, self._unrecognised.list)),
            (self._sides, (self._reading, self._unrecognised)),
        ):
            for widget in widgets:
                stack.addWidget(widget)
        column.addWidget(self._lists, 1)
        self._foot = _bar("foot", row(self._new, None, self._more))
        column.addWidget(self._foot)
        self._more.hide()
        left.setMinimumWidth(400)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._sides)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([LIST_WIDTH, LEAST_WIDE - LIST_WIDTH])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        opens_at(self, self._list)

    def _connect(self) -> None:
        reading = self._reading
        self._acts.changed.connect(self._on_changed)
        self._list.current_changed.connect(self._on_pointed)
        self._list.record_activated.connect(lambda _row: reading.write_reply())
        self._chips.chosen.connect(self._on_queue)
        self._more.clicked.connect(self._on_more)
        self._new.clicked.connect(self.take_call)
        self._form.registered.connect(self._on_registered)
        reading.drafts_changed.connect(self._on_drafts)
        self._unrecognised.counted.connect(self._on_unread)
        self._unrecognised.became.connect(self._on_became)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._seat.live.subscribe(self, (Topic.INQUIRIES, Topic.OFFERS), self._follow)
        self._seat.live.subscribe(self, (Topic.STOCK, Topic.CUSTOMERS), lambda _changes: self._read_again())
        for keys, step, does in (("J", 1, self.tr("Next")), ("K", -1, self.tr("Previous"))):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(does)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def _empty_words(self) -> dict[Queue, str]:
        return {
            Queue.NEW: self.tr(
                "Nothing is waiting for an answer. Inquiries from forms, e-mail and shops appear here by themselves."
            ),
            Queue.MINE: self.tr("No open inquiry is assigned to you. Take one with Assign."),
            Queue.LATE: self.tr("Nothing is late."),
            Queue.WAITING: self.tr("No customer is considering an answer of yours."),
            Queue.ALL: self.tr("What visitors ask on your site appears here by itself. Ctrl+N adds a call."),
        }

    @property
    def _queue(self) -> Queue:
        """The one whose list is shown, or would be."""
        return Queue(self._chips.key) if self._chips.key != UNRECOGNISED else Queue.ALL

    def _step(self, by: int) -> None:
        if self._chips.key == UNRECOGNISED:
            shown = self._unrecognised.list
            rows = shown.records_model.rowCount()
            if rows:
                shown.choose_row(max(0, min(shown.current_row() + by, rows - 1)))
            return
        self._list.step(by)

    def refresh(self) -> None:
        self._unrecognised.refresh()
        queue, limit, me = self._queue, self._limit, self._seat.actor.employee_id

        def query(session: Any) -> Listed:
            moment = now()
            return Listed(
                queries.list_queue(session, queue, employee_id=me, now=moment, limit=limit),
                queries.count_queues(session, employee_id=me, now=moment),
                list_employees(session),
            )

        self._seat.read(query, self._show_list, owner=self, latest="list")

    def _show_list(self, found: Listed) -> None:
        queue = self._queue
        self._counts = {key.value: count for key, count in found.counts.items() if key is not Queue.ALL}
        self._show_counts()
        self._reading.head.show_employees(found.employees, self._seat.actor.employee_id)
        self._list.say_empty(self._empty_words()[queue])
        self._filling = True  # a list that is read anew points at nothing
        self._list.set_records(found.rows, key=attrgetter("number"))
        self._filling = False
        left = min(found.counts[queue], MOST) - len(found.rows)
        self._more.setText(self.tr("Show more ({count} left)").format(count=formats.count(left)))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(left > 0 and self._chips.key != UNRECOGNISED)
        self._foot.setVisible(self._new.allowed or not self._more.isHidden())
        if self._list.current_record() is None and not self._list.choose(self._wanted) and not self._wanted:
            self._list.choose_row(0)

    def _show_counts(self) -> None:
        self._chips.set_counts({**self._counts, UNRECOGNISED: self._unread})

    def _on_unread(self, count: int) -> None:
        self._unread = count
        self._show_counts()

    def _on_became(self, number: str) -> None:
        """What was taken for spam is an inquiry: it is what one wants to read now."""
        self._chips.choose(Queue.NEW.value)
        self._on_queue(Queue.NEW.value)
        self.open(number)

    def _on_queue(self, key: str) -> None:
        """Another queue begins at its first, unless it holds what is read."""
        side = 1 if key == UNRECOGNISED else 0
        self._lists.setCurrentIndex(side)
        self._sides.setCurrentIndex(side)
        opens_at(self, self._unrecognised.list if side else self._list)
        self._limit, self._wanted = AT_ONCE, ""
        self.refresh()

    def _on_more(self) -> None:
        self._limit = min(self._limit + AT_ONCE, MOST)
        self.refresh()

    def _on_pointed(self, record: records.InquiryRow | None) -> None:
        if record is not None and record.number != self._wanted and not self._filling:
            self._load(record.number)

    def open(self, number: str) -> None:
        """Shows an inquiry, whichever queue it stands in."""
        if self._chips.key == UNRECOGNISED:
            self._chips.choose(Queue.ALL.value)
            self._on_queue(Queue.ALL.value)
        self._load(number)

    def _load(self, number: str) -> None:
        self._wanted = number
        self._seat.read(lambda session: read_matter(session, number), self._show, owner=self, latest="matter")

    def _show(self, found: Matter) -> None:
        self._reading.show_matter(found)
        self._list.fresh.discard(found.card.row.number)
        current = self._list.current_record()
        if current is None or current.number != found.card.row.number:
            self._list.choose(found.card.row.number)

    def _read_again(self) -> None:
        """What is on its way to be read, else what is read."""
        if self._wanted or self._reading.number:
            self._load(self._wanted or self._reading.number)

    def _follow(self, changes: frozenset[Change]) -> None:
        """Someone changed something here: list and open inquiry follow, what is typed stays, what came is marked."""
        me = self._seat.actor
        for change in changes:
            if change.what == "received" and (change.actor, change.place) != (me.name, me.place):
                self._list.fresh.add(change.label)
        self.refresh()
        self._read_again()

    def _tick(self) -> None:
        if self.isVisible():
            self._list.viewport().update()
            self._reading.tick()

    def take_call(self) -> None:
        """Ctrl+N: an inquiry by phone or at the counter."""
        self._form.begin()

    def _on_registered(self, number: str) -> None:
        self._say(self.tr("Inquiry {number} is saved.").format(number=number))
        self.open(number)

    def _on_drafts(self) -> None:
        self._list.drafts = self._reading.drafts
        self._list.viewport().update()

    def _on_changed(self) -> None:
        self.refresh()
        self._read_again()

    def _say(self, sentence: str) -> None:
        prompts.person().tell(self, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._form.isVisible():
            self._form.place()


def _bar(look: str, inside: QWidget) -> QFrame:
    bar = QFrame()
    bar.setProperty("look", look)
    column = QVBoxLayout(bar)
    column.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
    column.addWidget(inside)
    return bar
