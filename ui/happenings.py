"""An entry of the timeline as a person says it, the same in every room."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.customers.records import TimelineEntry
from db.vocabulary import LostReason, OfferStatus, OrderStep, TimelineKind
from ui import formats
from ui.labels import label
from ui.widgets.parts import word

SHORT = 200
PURPOSES = ("marketing_email", "marketing_phone", "newsletter")
"""What a company may ask for, whether it did so already or not."""


def what_happened(entry: TimelineEntry) -> str:
    """One line; what a person wrote is cut at 200 letters."""
    match entry.kind, entry.what:
        case TimelineKind.NOTE, what if noted := _noted(what, entry.text):
            return noted
        case TimelineKind.STEP, "issue":
            return QCoreApplication.translate("History", "{document} issued").format(document=entry.text)
        case TimelineKind.STEP, "complete":
            return QCoreApplication.translate("History", "Order {number} completed").format(number=entry.text)
        case TimelineKind.STEP, "cancel":
            return QCoreApplication.translate("History", "Order {number} cancelled").format(number=entry.text)
        case TimelineKind.STEP, step if step in set(OrderStep):
            return " · ".join(part for part in (word(OrderStep(step)), entry.order_number or entry.text) if part)
        case TimelineKind.ORDER, _:
            return QCoreApplication.translate("History", "Order {number} placed").format(number=entry.text)
        case TimelineKind.LOST, reason if reason in set(LostReason):
            return QCoreApplication.translate("History", "Lost: {reason}").format(reason=word(LostReason(reason)))
        case TimelineKind.OFFER, status if status in set(OfferStatus):
            return f"{word(entry.kind)} {entry.text} · {word(OfferStatus(status))}"
        case TimelineKind.INQUIRY, _:
            return f"{word(entry.kind)} {entry.text}"
        case TimelineKind.STATUS, _ if entry.status_after is not None:
            return QCoreApplication.translate("History", "Status set: {status}").format(
                status=label(entry.status_after).text
            )
    said = " ".join(entry.text.split())[:SHORT]
    return f"{word(entry.kind)}: {said}" if said else word(entry.kind)


def _noted(what: str, said: str) -> str:
    """A note that the program wrote; "" for a person's own words."""
    match what:
        case "follow_up" if said:
            return QCoreApplication.translate("History", "Follow up: {day}").format(
                day=formats.day(date.fromisoformat(said))
            )
        case "follow_up":
            return QCoreApplication.translate("History", "No follow-up")
        case "assigned":
            return QCoreApplication.translate("History", "Assigned to {name}").format(name=said)
        case "reopened":
            return QCoreApplication.translate("History", "Reopened: {number}").format(number=said)
        case "automatic_answer":
            return QCoreApplication.translate("History", "Automatic answer to {address}").format(address=said)
        case "late" if said:
            return QCoreApplication.translate("History", "The answer is overdue: {name} was notified").format(name=said)
        case "late":
            return QCoreApplication.translate("History", "The answer is overdue")
        case "merge":
            return QCoreApplication.translate("History", "Merged with {customer}").format(customer=said)
        case "unmerge":
            return QCoreApplication.translate("History", "Merge with {customer} undone").format(customer=said)
        case "give_consent":
            return QCoreApplication.translate("History", "Consent given: {purpose}").format(purpose=purpose(said))
        case "withdraw_consent":
            return QCoreApplication.translate("History", "Consent withdrawn: {purpose}").format(purpose=purpose(said))
    return ""


def purpose(key: str) -> str:
    """A consent's purpose in words; one that the company named itself stays as it is."""
    known = {
        "marketing_email": QCoreApplication.translate("History", "marketing by e-mail"),
        "marketing_phone": QCoreApplication.translate("History", "marketing by phone"),
        "zgoda_marketing": QCoreApplication.translate("History", "marketing by e-mail"),  # of the ready form
        "marketing": QCoreApplication.translate("History", "marketing"),
        "newsletter": QCoreApplication.translate("History", "newsletter"),
    }
    return known.get(key, key)
