"""How the journal's stored words read: what was done, to what kind of record, and the names of its values."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.vocabulary import (
    ContactStatus,
    CountState,
    CustomerKind,
    DocumentKind,
    ExpenseKind,
    JobState,
    LostReason,
    OfferStatus,
    OrderStatus,
    OrderStep,
    Role,
    WarehouseKind,
)
from ui import formats
from ui.labels import label

ACTIONS = {
    "abandon": QT_TRANSLATE_NOOP("JournalAction", "abandoned"),
    "accept": QT_TRANSLATE_NOOP("JournalAction", "accepted"),
    "add": QT_TRANSLATE_NOOP("JournalAction", "added"),
    "amend": QT_TRANSLATE_NOOP("JournalAction", "changed after placing"),
    "answer": QT_TRANSLATE_NOOP("JournalAction", "answered"),
    "assign": QT_TRANSLATE_NOOP("JournalAction", "assigned"),
    "attach": QT_TRANSLATE_NOOP("JournalAction", "file added"),
    "backup": QT_TRANSLATE_NOOP("JournalAction", "backed up"),
    "backup_failed": QT_TRANSLATE_NOOP("JournalAction", "backup failed"),
    "backup_made": QT_TRANSLATE_NOOP("JournalAction", "backup made"),
    "book": QT_TRANSLATE_NOOP("JournalAction", "booked"),
    "cancel": QT_TRANSLATE_NOOP("JournalAction", "cancelled"),
    "change": QT_TRANSLATE_NOOP("JournalAction", "changed"),
    "change_role": QT_TRANSLATE_NOOP("JournalAction", "role changed"),
    "check": QT_TRANSLATE_NOOP("JournalAction", "checked"),
    "choose": QT_TRANSLATE_NOOP("JournalAction", "chosen"),
    "close": QT_TRANSLATE_NOOP("JournalAction", "closed"),
    "complete": QT_TRANSLATE_NOOP("JournalAction", "completed"),
    "detach": QT_TRANSLATE_NOOP("JournalAction", "file removed"),
    "draft": QT_TRANSLATE_NOOP("JournalAction", "drafted"),
    "drop_password": QT_TRANSLATE_NOOP("JournalAction", "password removed"),
    "edit": QT_TRANSLATE_NOOP("JournalAction", "edited"),
    "erase": QT_TRANSLATE_NOOP("JournalAction", "erased on request"),
    "follow_up": QT_TRANSLATE_NOOP("JournalAction", "follow-up date set"),
    "forget": QT_TRANSLATE_NOOP("JournalAction", "deleted"),
    "give_consent": QT_TRANSLATE_NOOP("JournalAction", "consent given"),
    "hand_over": QT_TRANSLATE_NOOP("JournalAction", "handed over"),
    "import": QT_TRANSLATE_NOOP("JournalAction", "imported"),
    "issue": QT_TRANSLATE_NOOP("JournalAction", "issued"),
    "keep": QT_TRANSLATE_NOOP("JournalAction", "view saved"),
    "keep_apart": QT_TRANSLATE_NOOP("JournalAction", "marked as different"),
    "label": QT_TRANSLATE_NOOP("JournalAction", "labelled"),
    "lose": QT_TRANSLATE_NOOP("JournalAction", "lost"),
    "make": QT_TRANSLATE_NOOP("JournalAction", "made"),
    "map": QT_TRANSLATE_NOOP("JournalAction", "fields matched"),
    "merge": QT_TRANSLATE_NOOP("JournalAction", "merged"),
    "move_promise": QT_TRANSLATE_NOOP("JournalAction", "reservation moved"),
    "note": QT_TRANSLATE_NOOP("JournalAction", "note written"),
    "open": QT_TRANSLATE_NOOP("JournalAction", "opened"),
    "pay": QT_TRANSLATE_NOOP("JournalAction", "payment noted"),
    "pick": QT_TRANSLATE_NOOP("JournalAction", "picked"),
    "pick_short": QT_TRANSLATE_NOOP("JournalAction", "picked in part"),
    "pin": QT_TRANSLATE_NOOP("JournalAction", "added to Today"),
    "place": QT_TRANSLATE_NOOP("JournalAction", "placed"),
    "queue": QT_TRANSLATE_NOOP("JournalAction", "queued"),
    "refer": QT_TRANSLATE_NOOP("JournalAction", "reference added"),
    "register": QT_TRANSLATE_NOOP("JournalAction", "entered by hand"),
    "relocate": QT_TRANSLATE_NOOP("JournalAction", "moved to another shelf"),
    "reopen": QT_TRANSLATE_NOOP("JournalAction", "reopened"),
    "reprice": QT_TRANSLATE_NOOP("JournalAction", "price corrected"),
    "reserve": QT_TRANSLATE_NOOP("JournalAction", "reserved"),
    "resolve": QT_TRANSLATE_NOOP("JournalAction", "resolved"),
    "restore": QT_TRANSLATE_NOOP("JournalAction", "restored from a backup"),
    "retry": QT_TRANSLATE_NOOP("JournalAction", "sent again"),
    "return": QT_TRANSLATE_NOOP("JournalAction", "goods returned"),
    "save": QT_TRANSLATE_NOOP("JournalAction", "saved"),
    "send": QT_TRANSLATE_NOOP("JournalAction", "sent"),
    "set": QT_TRANSLATE_NOOP("JournalAction", "changed"),
    "set_absence": QT_TRANSLATE_NOOP("JournalAction", "absence set"),
    "set_password": QT_TRANSLATE_NOOP("JournalAction", "password set"),
    "set_status": QT_TRANSLATE_NOOP("JournalAction", "status set by hand"),
    "shelve": QT_TRANSLATE_NOOP("JournalAction", "given a usual shelf"),
    "take_from": QT_TRANSLATE_NOOP("JournalAction", "other warehouse chosen"),
    "take_in": QT_TRANSLATE_NOOP("JournalAction", "taken in"),
    "take_instead": QT_TRANSLATE_NOOP("JournalAction", "substitute chosen"),
    "tell": QT_TRANSLATE_NOOP("JournalAction", "customer notified"),
    "tell_late": QT_TRANSLATE_NOOP("JournalAction", "superior notified of delay"),
    "unmerge": QT_TRANSLATE_NOOP("JournalAction", "merge undone"),
    "unpin": QT_TRANSLATE_NOOP("JournalAction", "removed from Today"),
    "withdraw_consent": QT_TRANSLATE_NOOP("JournalAction", "consent withdrawn"),
}
SUBJECTS = {
    "campaign": QT_TRANSLATE_NOOP("JournalSubject", "Campaign"),
    "consent": QT_TRANSLATE_NOOP("JournalSubject", "Consent"),
    "cost_method": QT_TRANSLATE_NOOP("JournalSubject", "Costing method"),
    "count": QT_TRANSLATE_NOOP("JournalSubject", "Stock count"),
    "courier_template": QT_TRANSLATE_NOOP("JournalSubject", "Courier template"),
    "customer": QT_TRANSLATE_NOOP("JournalSubject", "Customer"),
    "database": QT_TRANSLATE_NOOP("JournalSubject", "Database"),
    "document": QT_TRANSLATE_NOOP("JournalSubject", "Document"),
    "employee": QT_TRANSLATE_NOOP("JournalSubject", "Employee"),
    "expense": QT_TRANSLATE_NOOP("JournalSubject", "Expense"),
    "form": QT_TRANSLATE_NOOP("JournalSubject", "Form"),
    "inquiry": QT_TRANSLATE_NOOP("JournalSubject", "Inquiry"),
    "message": QT_TRANSLATE_NOOP("JournalSubject", "Mail"),
    "message_template": QT_TRANSLATE_NOOP("JournalSubject", "Message template"),
    "number_series": QT_TRANSLATE_NOOP("JournalSubject", "Numbering"),
    "offer": QT_TRANSLATE_NOOP("JournalSubject", "Offer"),
    "order": QT_TRANSLATE_NOOP("JournalSubject", "Order"),
    "print_job": QT_TRANSLATE_NOOP("JournalSubject", "Print"),
    "printer": QT_TRANSLATE_NOOP("JournalSubject", "Printer"),
    "product": QT_TRANSLATE_NOOP("JournalSubject", "Product"),
    "sales": QT_TRANSLATE_NOOP("JournalSubject", "Past sales"),
    "settings": QT_TRANSLATE_NOOP("JournalSubject", "Settings"),
    "source": QT_TRANSLATE_NOOP("JournalSubject", "Mailbox or shop"),
    "submission": QT_TRANSLATE_NOOP("JournalSubject", "Submission"),
    "targets": QT_TRANSLATE_NOOP("JournalSubject", "Sales targets"),
    "view": QT_TRANSLATE_NOOP("JournalSubject", "Saved view"),
    "warehouse": QT_TRANSLATE_NOOP("JournalSubject", "Warehouse"),
}
VALUES = {
    "absent_until": QT_TRANSLATE_NOOP("JournalValue", "away until"),
    "active": QT_TRANSLATE_NOOP("JournalValue", "active"),
    "amount": QT_TRANSLATE_NOOP("JournalValue", "amount"),
    "amounts": QT_TRANSLATE_NOOP("JournalValue", "amounts"),
    "body": QT_TRANSLATE_NOOP("JournalValue", "text"),
    "code": QT_TRANSLATE_NOOP("JournalValue", "code"),
    "columns": QT_TRANSLATE_NOOP("JournalValue", "columns"),
    "differences": QT_TRANSLATE_NOOP("JournalValue", "differences"),
    "document": QT_TRANSLATE_NOOP("JournalValue", "document"),
    "email": QT_TRANSLATE_NOOP("JournalValue", "e-mail"),
    "employee_id": QT_TRANSLATE_NOOP("JournalValue", "person"),
    "faulty": QT_TRANSLATE_NOOP("JournalValue", "faulty rows"),
    "field_map": QT_TRANSLATE_NOOP("JournalValue", "field map"),
    "files": QT_TRANSLATE_NOOP("JournalValue", "files"),
    "follow_up_on": QT_TRANSLATE_NOOP("JournalValue", "follow up on"),
    "from": QT_TRANSLATE_NOOP("JournalValue", "from"),
    "gone": QT_TRANSLATE_NOOP("JournalValue", "merged record"),
    "group": QT_TRANSLATE_NOOP("JournalValue", "group"),
    "in": QT_TRANSLATE_NOOP("JournalValue", "in"),
    "key": QT_TRANSLATE_NOOP("JournalValue", "key"),
    "kind": QT_TRANSLATE_NOOP("JournalValue", "kind"),
    "language": QT_TRANSLATE_NOOP("JournalValue", "language"),
    "login": QT_TRANSLATE_NOOP("JournalValue", "login"),
    "made_at": QT_TRANSLATE_NOOP("JournalValue", "made at"),
    "merge": QT_TRANSLATE_NOOP("JournalValue", "merge"),
    "method": QT_TRANSLATE_NOOP("JournalValue", "method"),
    "moved": QT_TRANSLATE_NOOP("JournalValue", "moved"),
    "name": QT_TRANSLATE_NOOP("JournalValue", "name"),
    "net": QT_TRANSLATE_NOOP("JournalValue", "net"),
    "net_price": QT_TRANSLATE_NOOP("JournalValue", "net price"),
    "nip": QT_TRANSLATE_NOOP("JournalValue", "NIP"),
    "no": QT_TRANSLATE_NOOP("JournalValue", "no"),
    "number": QT_TRANSLATE_NOOP("JournalValue", "number"),
    "other": QT_TRANSLATE_NOOP("JournalValue", "other record"),
    "phone": QT_TRANSLATE_NOOP("JournalValue", "phone"),
    "purpose": QT_TRANSLATE_NOOP("JournalValue", "purpose"),
    "quantity": QT_TRANSLATE_NOOP("JournalValue", "quantity"),
    "reason": QT_TRANSLATE_NOOP("JournalValue", "reason"),
    "reset": QT_TRANSLATE_NOOP("JournalValue", "numbered anew"),
    "returned": QT_TRANSLATE_NOOP("JournalValue", "returned"),
    "revision": QT_TRANSLATE_NOOP("JournalValue", "version"),
    "role": QT_TRANSLATE_NOOP("JournalValue", "role"),
    "rows": QT_TRANSLATE_NOOP("JournalValue", "rows"),
    "sha256": QT_TRANSLATE_NOOP("JournalValue", "checksum"),
    "shelf": QT_TRANSLATE_NOOP("JournalValue", "shelf"),
    "state": QT_TRANSLATE_NOOP("JournalValue", "state"),
    "status": QT_TRANSLATE_NOOP("JournalValue", "status"),
    "step": QT_TRANSLATE_NOOP("JournalValue", "step"),
    "subject": QT_TRANSLATE_NOOP("JournalValue", "subject"),
    "template": QT_TRANSLATE_NOOP("JournalValue", "template"),
    "text": QT_TRANSLATE_NOOP("JournalValue", "text"),
    "title": QT_TRANSLATE_NOOP("JournalValue", "title"),
    "to": QT_TRANSLATE_NOOP("JournalValue", "to"),
    "tombstone": QT_TRANSLATE_NOOP("JournalValue", "what is left"),
    "value": QT_TRANSLATE_NOOP("JournalValue", "value"),
    "version": QT_TRANSLATE_NOOP("JournalValue", "version"),
    "warehouse": QT_TRANSLATE_NOOP("JournalValue", "warehouse"),
    "year": QT_TRANSLATE_NOOP("JournalValue", "year"),
    "yes": QT_TRANSLATE_NOOP("JournalValue", "yes"),
}


WORDS: dict[str, tuple[type[StrEnum], ...]] = {
    "role": (Role,),
    "status": (OrderStatus, ContactStatus, OfferStatus),
    "reason": (LostReason,),
    "state": (JobState, CountState),
    "kind": (CustomerKind, DocumentKind, WarehouseKind, ExpenseKind),
}
"""Values that are stored words, by their keys."""
FIGURES: dict[str, Callable[[int], str]] = {"amount": formats.amount, "net": formats.amount, "net_price": formats.price}
"""Values that are stored integers, by their keys."""
DAYS = ("absent_until", "follow_up_on")
"""Values that are stored days, by their keys."""


def action_word(action: str) -> str:
    """An order's steps read as its buttons do; what no table names stays as it is stored."""
    if action in ACTIONS:
        return QCoreApplication.translate("JournalAction", ACTIONS[action])
    return label(OrderStep(action)).text if action in list(OrderStep) else action


def subject_word(subject: str) -> str:
    return QCoreApplication.translate("JournalSubject", SUBJECTS[subject]) if subject in SUBJECTS else subject


def value_word(key: str) -> str:
    return QCoreApplication.translate("JournalValue", VALUES[key]) if key in VALUES else key


def said(key: str, value: Any) -> str:
    """A stored value as text; a list or a table within it on lines of its own."""
    match value:
        case None:
            return formats.NOTHING
        case dict():
            return "\n".join(f"{value_word(inner)}: {said(inner, each)}" for inner, each in value.items())
        case list():
            return "\n".join(said(key, each) for each in value)
        case bool():
            return value_word("yes" if value else "no")
        case int() if key in FIGURES:
            return FIGURES[key](value)
        case str() if key in DAYS:
            return formats.day(date.fromisoformat(value))
    kind = next((kind for kind in WORDS.get(key, ()) if value in list(kind)), None)
    return label(kind(value)).text if kind else str(value)
