"""How the stored words read: a label with meaning and icon for every value of db/vocabulary.py that is seen."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.vocabulary import (
    Channel,
    ContactStatus,
    CountState,
    CustomerKind,
    DocumentKind,
    ExpenseKind,
    FunnelStage,
    JobState,
    LabelField,
    LostReason,
    OfferStatus,
    OrderStatus,
    OrderStep,
    PaymentState,
    Role,
    SearchKind,
    TimelineKind,
    WarehouseKind,
)
from ui.theme import Meaning

GOOD, ATTENTION, BAD, INFO, PLAIN = (
    Meaning.GOOD,
    Meaning.ATTENTION,
    Meaning.BAD,
    Meaning.INFO,
    Meaning.PLAIN,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A word for the person, what it means and its icon (a name of ui.theme.icons; "" for none)."""

    text: str
    meaning: Meaning = Meaning.PLAIN
    icon: str = ""


Table = dict[StrEnum, tuple[str, Meaning, str]]

_ORDER_STATUS: Table = {
    OrderStatus.DRAFT: (QT_TRANSLATE_NOOP("OrderStatus", "draft"), PLAIN, "pencil-simple"),
    OrderStatus.PLACED: (QT_TRANSLATE_NOOP("OrderStatus", "placed"), INFO, "shopping-cart"),
    OrderStatus.RESERVED: (QT_TRANSLATE_NOOP("OrderStatus", "reserved"), INFO, "lock-simple"),
    OrderStatus.PICKED: (QT_TRANSLATE_NOOP("OrderStatus", "picked"), INFO, "barcode"),
    OrderStatus.ISSUED: (QT_TRANSLATE_NOOP("OrderStatus", "issued"), INFO, "file-text"),
    OrderStatus.LABELLED: (QT_TRANSLATE_NOOP("OrderStatus", "labelled"), INFO, "tag"),
    OrderStatus.HANDED_OVER: (QT_TRANSLATE_NOOP("OrderStatus", "handed over"), GOOD, "truck"),
    OrderStatus.COMPLETED: (QT_TRANSLATE_NOOP("OrderStatus", "completed"), GOOD, "check-circle"),
    OrderStatus.CANCELLED: (QT_TRANSLATE_NOOP("OrderStatus", "cancelled"), PLAIN, "prohibit"),
}

_ORDER_STEP: Table = {
    OrderStep.REOPEN: (QT_TRANSLATE_NOOP("OrderStep", "Change the order"), PLAIN, "pencil-simple"),
    OrderStep.SEND_REST: (QT_TRANSLATE_NOOP("OrderStep", "Send the rest"), PLAIN, "package"),
    OrderStep.CHECK: (QT_TRANSLATE_NOOP("OrderStep", "Check"), PLAIN, "check"),
    OrderStep.DROP_REST: (QT_TRANSLATE_NOOP("OrderStep", "Cancel the rest"), PLAIN, "prohibit"),
    OrderStep.PLACE: (QT_TRANSLATE_NOOP("OrderStep", "Place"), PLAIN, "shopping-cart"),
    OrderStep.RESERVE: (QT_TRANSLATE_NOOP("OrderStep", "Reserve"), PLAIN, "lock-simple"),
    OrderStep.PICK: (QT_TRANSLATE_NOOP("OrderStep", "Pick"), PLAIN, "barcode"),
    OrderStep.ISSUE: (QT_TRANSLATE_NOOP("OrderStep", "WZ"), PLAIN, "file-text"),
    OrderStep.LABEL: (QT_TRANSLATE_NOOP("OrderStep", "Label"), PLAIN, "tag"),
    OrderStep.HAND_OVER: (QT_TRANSLATE_NOOP("OrderStep", "Hand over"), PLAIN, "truck"),
    OrderStep.COMPLETE: (QT_TRANSLATE_NOOP("OrderStep", "Complete"), PLAIN, "check-circle"),
    OrderStep.CANCEL: (QT_TRANSLATE_NOOP("OrderStep", "Cancel order"), PLAIN, "prohibit"),
}

_CONTACT_STATUS: Table = {
    ContactStatus.NEW: (QT_TRANSLATE_NOOP("ContactStatus", "new"), ATTENTION, "star"),
    ContactStatus.IN_TALKS: (QT_TRANSLATE_NOOP("ContactStatus", "in talks"), INFO, "chat-text"),
    ContactStatus.OFFER_SENT: (QT_TRANSLATE_NOOP("ContactStatus", "offer sent"), INFO, "paper-plane-tilt"),
    ContactStatus.ORDERED: (QT_TRANSLATE_NOOP("ContactStatus", "ordered"), INFO, "shopping-cart"),
    ContactStatus.IN_PREPARATION: (QT_TRANSLATE_NOOP("ContactStatus", "in preparation"), INFO, "package"),
    ContactStatus.SENT: (QT_TRANSLATE_NOOP("ContactStatus", "sent"), GOOD, "truck"),
    ContactStatus.COMPLETED: (QT_TRANSLATE_NOOP("ContactStatus", "completed"), GOOD, "check-circle"),
    ContactStatus.RETURNED: (QT_TRANSLATE_NOOP("ContactStatus", "returned"), BAD, "arrow-u-up-left"),
    ContactStatus.LOST: (QT_TRANSLATE_NOOP("ContactStatus", "lost"), PLAIN, "prohibit"),
    ContactStatus.DORMANT: (QT_TRANSLATE_NOOP("ContactStatus", "dormant"), PLAIN, "moon"),
}

_FUNNEL_STAGE: Table = {
    FunnelStage.RECEIVED: (QT_TRANSLATE_NOOP("FunnelStage", "Received"), PLAIN, "envelope"),
    FunnelStage.ANSWERED: (QT_TRANSLATE_NOOP("FunnelStage", "Answered"), PLAIN, "chat-text"),
    FunnelStage.OFFERED: (QT_TRANSLATE_NOOP("FunnelStage", "Offer"), PLAIN, "paper-plane-tilt"),
    FunnelStage.ORDERED: (QT_TRANSLATE_NOOP("FunnelStage", "Order"), PLAIN, "shopping-cart"),
    FunnelStage.ISSUED: (QT_TRANSLATE_NOOP("FunnelStage", "Issued"), PLAIN, "file-text"),
    FunnelStage.COMPLETED: (QT_TRANSLATE_NOOP("FunnelStage", "Completed"), PLAIN, "check-circle"),
}

_LOST_REASON: Table = {
    LostReason.PRICE: (QT_TRANSLATE_NOOP("LostReason", "Price"), PLAIN, "coin"),
    LostReason.NO_STOCK: (QT_TRANSLATE_NOOP("LostReason", "Out of stock"), PLAIN, "package"),
    LostReason.TOO_LATE: (QT_TRANSLATE_NOOP("LostReason", "Answered too late"), PLAIN, "clock"),
    LostReason.NO_CONTACT: (QT_TRANSLATE_NOOP("LostReason", "No contact"), PLAIN, "phone-slash"),
    LostReason.COMPETITOR: (QT_TRANSLATE_NOOP("LostReason", "Chose a competitor"), PLAIN, "storefront"),
    LostReason.NOT_OFFERED: (QT_TRANSLATE_NOOP("LostReason", "Not in our offer"), PLAIN, "minus-circle"),
    LostReason.CANCELLED: (QT_TRANSLATE_NOOP("LostReason", "Cancelled"), PLAIN, "prohibit"),
    LostReason.OTHER: (QT_TRANSLATE_NOOP("LostReason", "Other"), PLAIN, "dots-three-circle"),
}

_OFFER_STATUS: Table = {
    OfferStatus.DRAFT: (QT_TRANSLATE_NOOP("OfferStatus", "draft"), PLAIN, "pencil-simple"),
    OfferStatus.SENT: (QT_TRANSLATE_NOOP("OfferStatus", "sent"), INFO, "paper-plane-tilt"),
    OfferStatus.ACCEPTED: (QT_TRANSLATE_NOOP("OfferStatus", "accepted"), GOOD, "check-circle"),
    OfferStatus.REJECTED: (QT_TRANSLATE_NOOP("OfferStatus", "rejected"), PLAIN, "prohibit"),
    OfferStatus.EXPIRED: (QT_TRANSLATE_NOOP("OfferStatus", "expired"), ATTENTION, "hourglass"),
}

_CHANNEL: Table = {
    Channel.FORM: (QT_TRANSLATE_NOOP("Channel", "Form"), PLAIN, "globe"),
    Channel.MAIL: (QT_TRANSLATE_NOOP("Channel", "E-mail"), PLAIN, "envelope"),
    Channel.SHOP: (QT_TRANSLATE_NOOP("Channel", "Shop"), PLAIN, "storefront"),
    Channel.FILE: (QT_TRANSLATE_NOOP("Channel", "File"), PLAIN, "file-text"),
    Channel.PHONE: (QT_TRANSLATE_NOOP("Channel", "Phone"), PLAIN, "phone"),
    Channel.COUNTER: (QT_TRANSLATE_NOOP("Channel", "Counter"), PLAIN, "user"),
}

_CUSTOMER_KIND: Table = {
    CustomerKind.PERSON: (QT_TRANSLATE_NOOP("CustomerKind", "Person"), PLAIN, "user"),
    CustomerKind.COMPANY: (QT_TRANSLATE_NOOP("CustomerKind", "Company"), PLAIN, "buildings"),
    CustomerKind.CASH: (QT_TRANSLATE_NOOP("CustomerKind", "Cash customer"), PLAIN, "wallet"),
}

_JOB_STATE: Table = {
    JobState.QUEUED: (QT_TRANSLATE_NOOP("JobState", "waiting"), INFO, "hourglass"),
    JobState.SENDING: (QT_TRANSLATE_NOOP("JobState", "sending"), INFO, "paper-plane-tilt"),
    JobState.DONE: (QT_TRANSLATE_NOOP("JobState", "done"), GOOD, "check"),
    JobState.FAILED: (QT_TRANSLATE_NOOP("JobState", "failed"), BAD, "warning-circle"),
    JobState.UNCERTAIN: (QT_TRANSLATE_NOOP("JobState", "uncertain"), ATTENTION, "question"),
    JobState.CANCELLED: (QT_TRANSLATE_NOOP("JobState", "cancelled"), PLAIN, "prohibit"),
}

_DOCUMENT_KIND: Table = {
    DocumentKind.PZ: (QT_TRANSLATE_NOOP("DocumentKind", "PZ · goods received"), PLAIN, "download-simple"),
    DocumentKind.WZ: (QT_TRANSLATE_NOOP("DocumentKind", "WZ · goods issued"), PLAIN, "truck"),
    DocumentKind.RW: (QT_TRANSLATE_NOOP("DocumentKind", "RW · internal issue"), PLAIN, "wrench"),
    DocumentKind.PW: (QT_TRANSLATE_NOOP("DocumentKind", "PW · internal receipt"), PLAIN, "download-simple"),
    DocumentKind.MM: (QT_TRANSLATE_NOOP("DocumentKind", "MM · transfer"), PLAIN, "arrows-left-right"),
    DocumentKind.INW: (QT_TRANSLATE_NOOP("DocumentKind", "INW · stock count"), PLAIN, "list-numbers"),
    DocumentKind.PZK: (QT_TRANSLATE_NOOP("DocumentKind", "PZK · correction of PZ"), ATTENTION, "pencil-simple"),
    DocumentKind.WZK: (QT_TRANSLATE_NOOP("DocumentKind", "WZK · correction of WZ"), ATTENTION, "pencil-simple"),
    DocumentKind.RWK: (QT_TRANSLATE_NOOP("DocumentKind", "RWK · correction of RW"), ATTENTION, "pencil-simple"),
    DocumentKind.PWK: (QT_TRANSLATE_NOOP("DocumentKind", "PWK · correction of PW"), ATTENTION, "pencil-simple"),
    DocumentKind.MMK: (QT_TRANSLATE_NOOP("DocumentKind", "MMK · correction of MM"), ATTENTION, "pencil-simple"),
    DocumentKind.MMP: (QT_TRANSLATE_NOOP("DocumentKind", "MM+ · transfer received"), PLAIN, "arrows-left-right"),
    DocumentKind.WZKK: (QT_TRANSLATE_NOOP("DocumentKind", "WZKK · cost of WZ"), ATTENTION, "coin"),
    DocumentKind.RWKK: (QT_TRANSLATE_NOOP("DocumentKind", "RWKK · cost of RW"), ATTENTION, "coin"),
    DocumentKind.MMKK: (QT_TRANSLATE_NOOP("DocumentKind", "MMKK · cost of MM"), ATTENTION, "coin"),
}

_EXPENSE_KIND: Table = {
    ExpenseKind.ADVERTISING: (QT_TRANSLATE_NOOP("ExpenseKind", "Advertising"), PLAIN, "megaphone"),
    ExpenseKind.FAIR: (QT_TRANSLATE_NOOP("ExpenseKind", "Fair"), PLAIN, "storefront"),
    ExpenseKind.TRAVEL: (QT_TRANSLATE_NOOP("ExpenseKind", "Travel"), PLAIN, "car"),
    ExpenseKind.SAMPLES: (QT_TRANSLATE_NOOP("ExpenseKind", "Samples"), PLAIN, "gift"),
    ExpenseKind.COURIER: (QT_TRANSLATE_NOOP("ExpenseKind", "Courier"), PLAIN, "truck"),
    ExpenseKind.TIME: (QT_TRANSLATE_NOOP("ExpenseKind", "Working time"), PLAIN, "clock"),
    ExpenseKind.COMMISSION: (QT_TRANSLATE_NOOP("ExpenseKind", "Commission"), PLAIN, "percent"),
    ExpenseKind.OTHER: (QT_TRANSLATE_NOOP("ExpenseKind", "Other"), PLAIN, "dots-three-circle"),
}

_TIMELINE_KIND: Table = {
    TimelineKind.SUBMISSION: (QT_TRANSLATE_NOOP("TimelineKind", "Came in"), INFO, "globe"),
    TimelineKind.INQUIRY: (QT_TRANSLATE_NOOP("TimelineKind", "Inquiry"), INFO, "envelope"),
    TimelineKind.REPLY: (QT_TRANSLATE_NOOP("TimelineKind", "Reply"), PLAIN, "chat-text"),
    TimelineKind.CALL: (QT_TRANSLATE_NOOP("TimelineKind", "Call"), PLAIN, "phone"),
    TimelineKind.NOTE: (QT_TRANSLATE_NOOP("TimelineKind", "Note"), PLAIN, "note"),
    TimelineKind.OFFER: (QT_TRANSLATE_NOOP("TimelineKind", "Offer"), INFO, "paper-plane-tilt"),
    TimelineKind.ORDER: (QT_TRANSLATE_NOOP("TimelineKind", "Order"), INFO, "shopping-cart"),
    TimelineKind.STEP: (QT_TRANSLATE_NOOP("TimelineKind", "Step"), PLAIN, "check"),
    TimelineKind.DOCUMENT: (QT_TRANSLATE_NOOP("TimelineKind", "Document"), PLAIN, "file-text"),
    TimelineKind.LABEL: (QT_TRANSLATE_NOOP("TimelineKind", "Label"), PLAIN, "tag"),
    TimelineKind.RETURN: (QT_TRANSLATE_NOOP("TimelineKind", "Return"), BAD, "arrow-u-up-left"),
    TimelineKind.STATUS: (QT_TRANSLATE_NOOP("TimelineKind", "Status"), PLAIN, "flag"),
    TimelineKind.LOST: (QT_TRANSLATE_NOOP("TimelineKind", "Lost"), PLAIN, "prohibit"),
}

_WAREHOUSE_KIND: Table = {
    WarehouseKind.SALE: (QT_TRANSLATE_NOOP("WarehouseKind", "For sale"), PLAIN, "package"),
    WarehouseKind.QUARANTINE: (QT_TRANSLATE_NOOP("WarehouseKind", "Quarantine"), ATTENTION, "warning"),
    WarehouseKind.DAMAGED: (QT_TRANSLATE_NOOP("WarehouseKind", "Damaged"), BAD, "warning-circle"),
    WarehouseKind.TRANSIT: (QT_TRANSLATE_NOOP("WarehouseKind", "On the way"), PLAIN, "truck"),
}

_COUNT_STATE: Table = {
    CountState.OPEN: (QT_TRANSLATE_NOOP("CountState", "in progress"), INFO, "list-numbers"),
    CountState.CLOSED: (QT_TRANSLATE_NOOP("CountState", "posted"), GOOD, "check-circle"),
    CountState.ABANDONED: (QT_TRANSLATE_NOOP("CountState", "abandoned"), PLAIN, "prohibit"),
}

_ROLE: Table = {
    Role.CLERK: (QT_TRANSLATE_NOOP("Role", "clerk"), PLAIN, "user"),
    Role.WAREHOUSE: (QT_TRANSLATE_NOOP("Role", "warehouse"), PLAIN, "package"),
    Role.OWNER: (QT_TRANSLATE_NOOP("Role", "owner"), PLAIN, "briefcase"),
    Role.ADMIN: (QT_TRANSLATE_NOOP("Role", "administrator"), PLAIN, "gear"),
    Role.RECEIVER: (QT_TRANSLATE_NOOP("Role", "receiving service"), PLAIN, "globe"),
    Role.INTERPRETER: (QT_TRANSLATE_NOOP("Role", "reading service"), PLAIN, "gear"),
    Role.STATION: (QT_TRANSLATE_NOOP("Role", "printing service"), PLAIN, "printer"),
}

_SEARCH_KIND: Table = {
    SearchKind.CUSTOMER: (QT_TRANSLATE_NOOP("SearchKind", "Customer"), PLAIN, "users"),
    SearchKind.PRODUCT: (QT_TRANSLATE_NOOP("SearchKind", "Product"), PLAIN, "package"),
    SearchKind.INQUIRY: (QT_TRANSLATE_NOOP("SearchKind", "Inquiry"), PLAIN, "envelope-simple"),
    SearchKind.ORDER: (QT_TRANSLATE_NOOP("SearchKind", "Order"), PLAIN, "shopping-cart"),
    SearchKind.DOCUMENT: (QT_TRANSLATE_NOOP("SearchKind", "Document"), PLAIN, "file-text"),
}

_PAYMENT_STATE: Table = {
    PaymentState.UNPAID: (QT_TRANSLATE_NOOP("PaymentState", "not paid"), PLAIN, "hourglass"),
    PaymentState.PARTLY: (QT_TRANSLATE_NOOP("PaymentState", "partly paid"), ATTENTION, "coin"),
    PaymentState.PAID: (QT_TRANSLATE_NOOP("PaymentState", "paid"), GOOD, "check-circle"),
    PaymentState.TOO_MUCH: (QT_TRANSLATE_NOOP("PaymentState", "overpaid"), ATTENTION, "warning-circle"),
}

_LABEL_FIELD: Table = {
    LabelField.LOGO: (QT_TRANSLATE_NOOP("LabelField", "Logo"), PLAIN, ""),
    LabelField.SENDER: (QT_TRANSLATE_NOOP("LabelField", "Sender"), PLAIN, ""),
    LabelField.RECIPIENT: (QT_TRANSLATE_NOOP("LabelField", "Recipient and address"), PLAIN, ""),
    LabelField.PHONE: (QT_TRANSLATE_NOOP("LabelField", "Phone of the recipient"), PLAIN, ""),
    LabelField.ORDER: (QT_TRANSLATE_NOOP("LabelField", "Order and parcel"), PLAIN, ""),
    LabelField.BARCODE: (QT_TRANSLATE_NOOP("LabelField", "Barcode"), PLAIN, ""),
    LabelField.QR: (QT_TRANSLATE_NOOP("LabelField", "QR code"), PLAIN, ""),
    LabelField.NOTE: (QT_TRANSLATE_NOOP("LabelField", "Order note"), PLAIN, ""),
    LabelField.DELIVERY: (QT_TRANSLATE_NOOP("LabelField", "Delivery method"), PLAIN, ""),
    LabelField.PAYMENT: (QT_TRANSLATE_NOOP("LabelField", "Payment and amount"), PLAIN, ""),
    LabelField.WORDS: (QT_TRANSLATE_NOOP("LabelField", "Your own text"), PLAIN, ""),
}

TABLES: tuple[Table, ...] = (
    _ORDER_STATUS,
    _ORDER_STEP,
    _CONTACT_STATUS,
    _FUNNEL_STAGE,
    _LOST_REASON,
    _OFFER_STATUS,
    _CHANNEL,
    _CUSTOMER_KIND,
    _JOB_STATE,
    _DOCUMENT_KIND,
    _EXPENSE_KIND,
    _TIMELINE_KIND,
    _WAREHOUSE_KIND,
    _COUNT_STATE,
    _ROLE,
    _SEARCH_KIND,
    _PAYMENT_STATE,
    _LABEL_FIELD,
)
_ALL: dict[type[StrEnum], Table] = {type(next(iter(table))): table for table in TABLES}


def label(value: StrEnum) -> Label:
    """How a stored word reads now, in the language that is on. Raises KeyError for a kind that nobody sees."""
    kind = type(value)
    text, meaning, icon = _ALL[kind][value]
    return Label(QCoreApplication.translate(kind.__name__, text), meaning, icon)
