"""Today: what waits for who sits here, each row one click from its action; above it four figures of the week."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QDate, QLocale, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.printing.records import JobSaved, RetryJob
from crm_desktop.printing.service import retry_job
from crm_desktop.today import queries
from crm_desktop.today.records import Figure, Figures, Today
from db.vocabulary import Topic
from ui import formats, prompts
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning
from ui.today.pins import Pins
from ui.today.queue_list import QueueList
from ui.today.waiting import Kind, Matter, Waiting
from ui.widgets.cards import KeyFigure
from ui.widgets.entrance import opens_at
from ui.widgets.parts import row, text

TICK_MS = 60_000
REPORTS = {"asked": "funnel", "sales": "changes", "in_time": "people", "issued": "months"}
"""The chart that each figure opens (contract.md's names)."""
LEAVING = {Kind.PRINT: "job", Kind.MAIL: "mail"}
"""What the queue of prints and mails calls them."""


class TodayPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("today")
        self._seat = seat
        self._found: Today | None = None
        self._words = Waiting(self)
        self._whole: set[Kind] = set()
        self._head = text(role="title", name="today_head")
        self._count = text(role="muted", name="today_count")
        titles = {
            "asked": self.tr("New inquiries, 7 days"),
            "sales": self.tr("Sold net, 7 days"),
            "in_time": self.tr("Answered on time, 7 days"),
            "issued": self.tr("WZ issued, 7 days"),
        }
        self._figures = {key: KeyFigure(title) for key, title in titles.items()}
        self._pins = Pins(seat, self)
        self._queue = QueueList()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self._row_of_figures = QWidget()
        self._row_of_figures.setObjectName("today_figures")
        figures = QHBoxLayout(self._row_of_figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(GAP)
        for key, figure in self._figures.items():
            figure.setObjectName(f"figure_{key}")
            figure.setToolTip(self.tr("Opens the chart"))
            figures.addWidget(figure, 1)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, GRID, 1, GRID)
        inside.addWidget(self._queue)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GAP, GAP, GAP, GAP)
        outer.setSpacing(GAP)
        outer.addWidget(row(self._head, self._count, None))
        outer.addWidget(self._row_of_figures)
        outer.addWidget(self._pins)
        outer.addWidget(card, 1)
        opens_at(self, self._queue)

    def _connect(self) -> None:
        self._queue.opened.connect(self._on_opened)
        self._queue.more_wanted.connect(self._on_more)
        self._queue.retry_pressed.connect(self._on_retry)
        self._queue.call_pressed.connect(self._seat.take_call)
        for key, figure in self._figures.items():
            figure.pressed.connect(lambda key=key: self._seat.open_chart.emit(REPORTS[key]))
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        topics = (
            Topic.INQUIRIES,
            Topic.OFFERS,
            Topic.ORDERS,
            Topic.STOCK,
            Topic.PRINT_JOBS,
            Topic.MESSAGES,
            Topic.DOCUMENTS,
            Topic.SETTINGS,
        )
        self._seat.live.subscribe(self, topics, lambda _changes: self.refresh())

    def refresh(self) -> None:
        actor = self._seat.actor

        def query(session: Any) -> Today:
            return queries.today(session, now=now(), actor=actor)

        self._seat.read(query, self._show, owner=self, latest="today")

    def _show(self, found: Today) -> None:
        self._found = found
        moment = now()
        self._head.setText(day_in_words(moment))
        self._count.setText(self.tr("%n item(s) waiting", "", found.waiting) if found.waiting else "")
        rows = self._words.rows(found, moment, whole=self._whole)
        self._queue.show_rows(rows, empty=self._empty(found))
        self._row_of_figures.setVisible(found.figures is not None)
        if found.figures is not None:
            self._show_figures(found.figures)

    def _empty(self, found: Today) -> str:
        if found.begun:
            return self.tr("Nothing is waiting. What comes in appears here by itself.")
        return self.tr(
            "Nothing is waiting yet. Import goods and customers first, then put the form on your site: what "
            "visitors ask appears here by itself. A phone call can be added right away."
        )

    def _show_figures(self, figures: Figures) -> None:
        self._plain("asked", figures.inquiries, formats.count(figures.inquiries.now))
        self._plain("sales", figures.sales, formats.money(figures.sales.now, currency=figures.currency))
        self._plain("issued", figures.issued, formats.count(figures.issued.now))
        share = figures.in_time
        shown = formats.percent(share.now, share.now_of, decimals=0)
        before = formats.percent(share.before, share.before_of, decimals=0)
        better = share.now * share.before_of - share.before * share.now_of
        meaning = Meaning.PLAIN if not share.now_of or not share.before_of or not better else _meaning(better)
        told = self.tr("{share} in the week before").format(share=before) if share.before_of else ""
        self._figures["in_time"].show_figure(shown, change=told, meaning=meaning)

    def _plain(self, key: str, figure: Figure, shown: str) -> None:
        change = formats.change(figure.now, figure.before)
        told = "" if change == formats.NOTHING else self.tr("{change} on the week before").format(change=change)
        difference = figure.now - figure.before
        meaning = Meaning.PLAIN if not difference or not told else _meaning(difference)
        self._figures[key].show_figure(shown, change=told, meaning=meaning)

    def _on_opened(self, matter: Matter) -> None:
        match matter.kind:
            case Kind.ANSWER | Kind.FOLLOW_UP | Kind.OFFER:
                self._seat.open_inquiry.emit(matter.key)
            case Kind.ORDERS | Kind.PRINT if matter.key:
                self._seat.open_order.emit(matter.key)
            case Kind.PRINT | Kind.MAIL:
                self._seat.open_leaving.emit(LEAVING[matter.kind], matter.leaving_id)
            case Kind.GOODS:
                self._seat.open_product.emit(matter.key)

    def _on_more(self, kind: Kind) -> None:
        """All that was read of this kind; what goes beyond stands in its room."""
        self._whole.add(kind)
        if self._found is not None:
            self._show(self._found)

    def _on_retry(self, job_id: int) -> None:
        self._seat.do(retry_job, RetryJob(job_id), self._on_retried, owner=self)

    def _on_retried(self, _saved: JobSaved) -> None:
        prompts.person().tell(self, self.tr("It is in the print queue again."))

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()


def _meaning(difference: int) -> Meaning:
    return Meaning.GOOD if difference > 0 else Meaning.ATTENTION


def day_in_words(moment: datetime) -> str:
    """ "Wtorek, 24 listopada 2026"."""
    here = formats.local(moment)
    said = QLocale().toString(QDate(here.year, here.month, here.day), "dddd, d MMMM yyyy")
    return said[:1].upper() + said[1:]
