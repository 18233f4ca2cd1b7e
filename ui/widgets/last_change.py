"""The last thing others did, as one line of the status bar: "Order 412 issued · warehouse · just now"."""

from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from db.vocabulary import Topic
from ui import formats
from ui.live import Change

REFRESH_MS = 30_000

_PHRASES = {
    (Topic.INQUIRIES, "received"): QT_TRANSLATE_NOOP("LastChange", "Inquiry {label} came in"),
    (Topic.INQUIRIES, "answered"): QT_TRANSLATE_NOOP("LastChange", "Inquiry {label} answered"),
    (Topic.INQUIRIES, "lost"): QT_TRANSLATE_NOOP("LastChange", "Inquiry {label} lost"),
    (Topic.INQUIRIES, "reopened"): QT_TRANSLATE_NOOP("LastChange", "Inquiry {label} reopened"),
    (Topic.INQUIRIES, ""): QT_TRANSLATE_NOOP("LastChange", "Inquiry {label} changed"),
    (Topic.OFFERS, "sent"): QT_TRANSLATE_NOOP("LastChange", "Offer {label} sent"),
    (Topic.OFFERS, ""): QT_TRANSLATE_NOOP("LastChange", "Offer {label} changed"),
    (Topic.ORDERS, "drafted"): QT_TRANSLATE_NOOP("LastChange", "Order {label} started"),
    (Topic.ORDERS, "placed"): QT_TRANSLATE_NOOP("LastChange", "Order {label} placed"),
    (Topic.ORDERS, "reserved"): QT_TRANSLATE_NOOP("LastChange", "Order {label} reserved"),
    (Topic.ORDERS, "scanned"): QT_TRANSLATE_NOOP("LastChange", "Order {label} is being picked"),
    (Topic.ORDERS, "picked"): QT_TRANSLATE_NOOP("LastChange", "Order {label} picked"),
    (Topic.ORDERS, "issued"): QT_TRANSLATE_NOOP("LastChange", "Order {label} issued"),
    (Topic.ORDERS, "labelled"): QT_TRANSLATE_NOOP("LastChange", "Order {label} labelled"),
    (Topic.ORDERS, "handed_over"): QT_TRANSLATE_NOOP("LastChange", "Order {label} handed over"),
    (Topic.ORDERS, "completed"): QT_TRANSLATE_NOOP("LastChange", "Order {label} completed"),
    (Topic.ORDERS, "cancelled"): QT_TRANSLATE_NOOP("LastChange", "Order {label} cancelled"),
    (Topic.ORDERS, "imported"): QT_TRANSLATE_NOOP("LastChange", "Imported: {label}"),
    (Topic.ORDERS, ""): QT_TRANSLATE_NOOP("LastChange", "Order {label} changed"),
    (Topic.DOCUMENTS, ""): QT_TRANSLATE_NOOP("LastChange", "Document {label} issued"),
    (Topic.CUSTOMERS, "added"): QT_TRANSLATE_NOOP("LastChange", "New customer {label}"),
    (Topic.CUSTOMERS, ""): QT_TRANSLATE_NOOP("LastChange", "Customer {label} changed"),
    (Topic.PRODUCTS, ""): QT_TRANSLATE_NOOP("LastChange", "Product {label} changed"),
    (Topic.EXPENSES, "imported"): QT_TRANSLATE_NOOP("LastChange", "Imported: {label}"),
    (Topic.PRINT_JOBS, "done"): QT_TRANSLATE_NOOP("LastChange", "Printed: {label}"),
    (Topic.PRINT_JOBS, "failed"): QT_TRANSLATE_NOOP("LastChange", "Did not print: {label}"),
}


def phrase(change: Change) -> str:
    """What happened, without who and when; "" for what only screens care about (levels, statuses)."""
    if not change.label:
        return ""
    text = _PHRASES.get((change.topic, change.what)) or _PHRASES.get((change.topic, ""))
    return QCoreApplication.translate("LastChange", text).format(label=change.label) if text else ""


class LastChange(QLabel):
    """Keeps its "how long ago" right by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("last_change")
        self.setProperty("look", "small")
        self._shown: tuple[str, datetime] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._refresh)

    def show_changes(self, changes: frozenset[Change]) -> None:
        """The newest of them that a person cares about."""
        for change in sorted(changes, key=lambda one: one.at_micros, reverse=True):
            said = phrase(change)
            if said:
                who = " · ".join(part for part in (said, change.actor or change.place) if part)
                self._shown = (who, datetime.fromtimestamp(change.at_micros / 1_000_000, UTC))
                self._clock.start()
                self._refresh()
                return

    def _refresh(self) -> None:
        if self._shown is not None:
            text, at = self._shown
            self.setText(f"{text} · {formats.ago(at)}")
