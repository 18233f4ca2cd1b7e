"""The timeline of the customer as the reading pane shows it: when, what, who."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.customers.records import TimelineEntry
from db.vocabulary import LostReason, OfferStatus, TimelineKind
from ui import formats
from ui.labels import label
from ui.theme import GRID, colour
from ui.widgets.cards import Card
from ui.widgets.parts import text, word

DOT = 8
SHORT = 160


def what_happened(entry: TimelineEntry) -> str:
    """One line as a person says it."""
    match entry.kind, entry.what:
        case TimelineKind.NOTE, "follow_up" if entry.text:
            day = formats.day(date.fromisoformat(entry.text))
            return QCoreApplication.translate("History", "Follow up: {day}").format(day=day)
        case TimelineKind.NOTE, "follow_up":
            return QCoreApplication.translate("History", "No follow-up")
        case TimelineKind.NOTE, "assigned":
            return QCoreApplication.translate("History", "Assigned to {name}").format(name=entry.text)
        case TimelineKind.NOTE, "automatic_answer":
            return QCoreApplication.translate("History", "Automatic answer to {address}").format(address=entry.text)
        case TimelineKind.NOTE, "late" if entry.text:
            told = QCoreApplication.translate("History", "The answer is overdue: {name} was notified")
            return told.format(name=entry.text)
        case TimelineKind.NOTE, "late":
            return QCoreApplication.translate("History", "The answer is overdue")
        case TimelineKind.STEP, "issue":
            return QCoreApplication.translate("History", "{document} issued").format(document=entry.text)
        case TimelineKind.STEP, "complete":
            return QCoreApplication.translate("History", "Order {number} completed").format(number=entry.text)
        case TimelineKind.STEP, "cancel":
            return QCoreApplication.translate("History", "Order {number} cancelled").format(number=entry.text)
        case TimelineKind.ORDER, _:
            return QCoreApplication.translate("History", "Order {number} placed").format(number=entry.text)
        case TimelineKind.LOST, reason if reason in set(LostReason):
            return QCoreApplication.translate("History", "Lost: {reason}").format(reason=word(LostReason(reason)))
        case TimelineKind.OFFER, status if status in set(OfferStatus):
            return f"{word(entry.kind)} {entry.text} · {word(OfferStatus(status))}"
        case TimelineKind.INQUIRY, _:
            return f"{word(entry.kind)} {entry.text}"
    said = " ".join(entry.text.split())
    said = f"{said[:SHORT].rstrip()}…" if len(said) > SHORT else said
    return f"{word(entry.kind)}: {said}" if said else word(entry.kind)


class _Dot(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(DOT + 2, DOT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._token))
        painter.drawEllipse(1, 1, DOT, DOT)


class History(Card):
    """The newest first; the first is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inquiry_timeline")
        self.title.setText(self.tr("Timeline"))
        self.title.show()
        self._shown: tuple[TimelineEntry, ...] = ()

    @property
    def lines(self) -> list[str]:
        """What is said, from the top."""
        return [what_happened(entry) for entry in self._shown]

    def show_entries(self, entries: tuple[TimelineEntry, ...]) -> None:
        if entries == self._shown:
            return
        self._shown = entries
        self.clear()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(2, 1)
        for number, entry in enumerate(entries):
            grid.addWidget(text(formats.when(entry.at), role="small"), number, 0)
            grid.addWidget(_Dot("strong" if number else "accent"), number, 1, Qt.AlignmentFlag.AlignVCenter)
            said = text(what_happened(entry), wrap=True)
            if entry.status_after is not None:
                moved = self.tr("status: {status}").format(status=label(entry.status_after).text)
                said.setToolTip(moved)
            grid.addWidget(said, number, 2)
            who = "" if entry.actor == "system" else entry.actor
            grid.addWidget(text(who, role="faint"), number, 3, Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(holder)
