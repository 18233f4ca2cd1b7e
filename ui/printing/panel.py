"""The panel over the foot of the window: every print and mail that has not left, and what a person can do about it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.messages import undecided
from crm_desktop.messages.undecided import CancelMail, ResolveMail, RetryMail, WaitingMail, waiting_mails
from crm_desktop.printing import service
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import CancelJob, PrintJob, ResolveJob, RetryJob
from db.vocabulary import JobState, Permission, Topic
from ui import formats, words
from ui.labels import label
from ui.seat import Seat
from ui.tables import Lines, LinesView
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.parts import Told, text

WIDTH, HEIGHT = 560, 400
OPEN = (JobState.UNCERTAIN, JobState.FAILED, JobState.SENDING, JobState.QUEUED)
"""In the order of how much they need a person."""


Leaving = PrintJob | WaitingMail


def open_jobs(session: Any, *, with_mails: bool = True) -> list[Leaving]:
    """What needs a person first; mails that merely wait to be sent need none."""
    waiting = waiting_mails(session) if with_mails else []
    mails = [mail for mail in waiting if mail.state in undecided.NEED_A_PERSON]
    jobs: list[Leaving] = [job for state in OPEN for job in list_jobs(session, state=state)]
    return sorted([*mails, *jobs], key=lambda one: OPEN.index(one.state))


def titled(one: Leaving) -> str:
    return one.title if isinstance(one, PrintJob) else one.subject or one.recipient


def about(one: Leaving) -> str:
    where = one.printer if isinstance(one, PrintJob) else one.recipient
    return " · ".join(part for part in (where, words.fault(one.fault)) if part)


def key_of(one: Leaving) -> tuple[str, int]:
    return ("job", one.job_id) if isinstance(one, PrintJob) else ("mail", one.message_id)


class PrintPanel(QFrame):
    """Opens at the corner of `window`'s inside; Escape closes it and gives the focus back."""

    closed = Signal()

    def __init__(self, seat: Seat, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("print_panel")
        self.setProperty("help", "printing")
        self.setProperty("look", "toast")
        self.setAccessibleName(self.tr("Print queue"))
        self._seat = seat
        self._back: QWidget | None = None
        self._wanted: tuple[str, int] | None = None
        self._list = LinesView(
            Lines(
                titled,
                about,
                lambda job: label(job.state),
                lambda job: formats.when(job.queued_at),
                bold=False,
            ),
            name="print_jobs",
            title=self.tr("Print jobs"),
            empty=self.tr("Everything is printed. What waits, fails or is uncertain appears here, e-mails too."),
        )
        self._told = Told()
        self._close = QuietButton(self.tr("Close"), "x")
        self._retry = Button(self.tr("Print again"), "arrow-clockwise")
        self._came = Button(self.tr("It was printed"), "check")
        self._cancel = Button(self.tr("Do not print"), "prohibit")
        for name, button in (
            ("close_panel", self._close),
            ("retry_job", self._retry),
            ("came_out", self._came),
            ("cancel_job", self._cancel),
        ):
            button.setObjectName(name)
        self._lay_out()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(text(self.tr("Print queue"), role="heading"))
        head.addStretch(1)
        head.addWidget(self._close)
        acts = QHBoxLayout()
        acts.setSpacing(2 * GRID)
        for button in (self._retry, self._came, self._cancel):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(2 * GRID)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self._list, 1)
        column.addLayout(acts)

    def _connect(self) -> None:
        self._close.clicked.connect(self.leave)
        self._list.current_changed.connect(self._show_acts)
        self._retry.clicked.connect(self._on_retry)
        self._came.clicked.connect(self._on_came)
        self._cancel.clicked.connect(self._on_cancel)
        self._seat.live.subscribe(self, (Topic.PRINT_JOBS, Topic.MESSAGES), lambda _changes: self._follow())

    def toggle(self) -> None:
        if self.isVisible():
            self.leave()
        else:
            self.begin()

    def begin(self, at: tuple[str, int] | None = None) -> None:
        """`at` is what it shall stand on, a key of `key_of`."""
        self._wanted = at
        self._back = self.window().focusWidget()
        self._told.dismiss()
        self._place()
        self.show()
        self.raise_()
        self._list.setFocus()
        self._follow()

    def leave(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus()
        self.closed.emit()

    def _follow(self) -> None:
        """Mails for whom may do something about them: the office server lets no other seat read them."""
        mails = self._seat.may(Permission.HANDLE_INQUIRIES)
        if self.isVisible():
            self._seat.read(partial(open_jobs, with_mails=mails), self._show, owner=self, latest="jobs")

    def _show(self, jobs: list[Leaving]) -> None:
        self._list.set_records(jobs, key=key_of)
        if self._wanted is not None:
            self._list.choose(self._wanted)
            self._wanted = None
        if self._list.current_record() is None:
            self._list.choose_row(0)
        self._show_acts(self._list.current_record())

    def _show_acts(self, job: Leaving | None) -> None:
        """Only what this state allows: nobody can say of a job that failed whether it came out."""
        state = job.state if job else None
        mail = isinstance(job, WaitingMail)
        self._retry.setText(self.tr("Send again") if mail else self.tr("Print again"))
        self._came.setText(self.tr("It was sent") if mail else self.tr("It was printed"))
        self._cancel.setText(self.tr("Do not send") if mail else self.tr("Do not print"))
        self._retry.setVisible(state in (JobState.FAILED, JobState.UNCERTAIN))
        self._came.setVisible(state is JobState.UNCERTAIN)
        self._cancel.setVisible(state in (JobState.QUEUED, JobState.FAILED, JobState.UNCERTAIN))

    def _on_retry(self) -> None:
        match self._list.current_record():
            case PrintJob(job_id):
                self._do(service.retry_job, RetryJob(job_id))
            case WaitingMail(message_id):
                self._do(undecided.retry_mail, RetryMail(message_id))

    def _on_came(self) -> None:
        match self._list.current_record():
            case PrintJob(job_id):
                self._do(service.resolve_job, ResolveJob(job_id, printed=True))
            case WaitingMail(message_id):
                self._do(undecided.resolve_mail, ResolveMail(message_id, sent=True))

    def _on_cancel(self) -> None:
        match self._list.current_record():
            case PrintJob(job_id):
                self._do(service.cancel_job, CancelJob(job_id))
            case WaitingMail(message_id):
                self._do(undecided.cancel_mail, CancelMail(message_id))

    def _do(self, case: Any, command: Any) -> None:
        def done(_saved: object) -> None:
            self._told.dismiss()
            self._list.setFocus()
            self._follow()

        self._seat.do(case, command, done, owner=self, on_error=self._told.refuse)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        width = max(min(WIDTH, over.width() - 2 * GAP), over.width() * 2 // 5)
        height = min(HEIGHT, over.height() - 12 * GRID)
        self.setGeometry(over.width() - width - GAP, over.height() - height - 9 * GRID, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
