"""How the stored words read, and what they mean by colour: tables keyed by the enum."""

from PySide6.QtCore import QT_TRANSLATE_NOOP as NOOP
from PySide6.QtCore import QCoreApplication

from db.vocabulary import (
    Channel,
    ContactStatus,
    FunnelStage,
    JobState,
    LostReason,
    OrderStatus,
    OrderStep,
    TimelineKind,
)

_WORDS: tuple[tuple[object, str, str], ...] = (
    (OrderStatus.DRAFT, NOOP("labels", "draft"), "plain"),
    (OrderStatus.PLACED, NOOP("labels", "placed"), "info"),
    (OrderStatus.RESERVED, NOOP("labels", "reserved"), "info"),
    (OrderStatus.PICKED, NOOP("labels", "picked"), "info"),
    (OrderStatus.ISSUED, NOOP("labels", "issued"), "info"),
    (OrderStatus.LABELLED, NOOP("labels", "labelled"), "info"),
    (OrderStatus.HANDED_OVER, NOOP("labels", "handed over"), "good"),
    (OrderStatus.COMPLETED, NOOP("labels", "completed"), "good"),
    (OrderStatus.CANCELLED, NOOP("labels", "cancelled"), "bad"),
    (ContactStatus.NEW, NOOP("labels", "new"), "info"),
    (ContactStatus.IN_TALKS, NOOP("labels", "in talks"), "info"),
    (ContactStatus.OFFER_SENT, NOOP("labels", "offer sent"), "info"),
    (ContactStatus.ORDERED, NOOP("labels", "ordered"), "good"),
    (ContactStatus.IN_PREPARATION, NOOP("labels", "in preparation"), "attention"),
    (ContactStatus.SENT, NOOP("labels", "sent"), "good"),
    (ContactStatus.COMPLETED, NOOP("labels", "done"), "good"),
    (ContactStatus.RETURNED, NOOP("labels", "returned"), "attention"),
    (ContactStatus.LOST, NOOP("labels", "lost"), "bad"),
    (ContactStatus.DORMANT, NOOP("labels", "dormant"), "plain"),
    (FunnelStage.RECEIVED, NOOP("labels", "Received"), "plain"),
    (FunnelStage.ANSWERED, NOOP("labels", "Answered"), "info"),
    (FunnelStage.OFFERED, NOOP("labels", "Offered"), "info"),
    (FunnelStage.ORDERED, NOOP("labels", "Ordered"), "good"),
    (FunnelStage.ISSUED, NOOP("labels", "Issued"), "good"),
    (FunnelStage.COMPLETED, NOOP("labels", "Completed"), "good"),
    (OrderStep.PLACE, NOOP("labels", "Place the order"), "info"),
    (OrderStep.RESERVE, NOOP("labels", "Reserve goods"), "info"),
    (OrderStep.PICK, NOOP("labels", "All is picked"), "info"),
    (OrderStep.ISSUE, NOOP("labels", "Issue the W-Z"), "info"),
    (OrderStep.LABEL, NOOP("labels", "Print the label"), "info"),
    (OrderStep.HAND_OVER, NOOP("labels", "Hand over"), "info"),
    (OrderStep.COMPLETE, NOOP("labels", "Complete"), "good"),
    (OrderStep.CANCEL, NOOP("labels", "Cancel the order"), "bad"),
    (Channel.FORM, NOOP("labels", "form"), "plain"),
    (Channel.MAIL, NOOP("labels", "e-mail"), "plain"),
    (Channel.SHOP, NOOP("labels", "shop"), "plain"),
    (Channel.FILE, NOOP("labels", "file"), "plain"),
    (Channel.PHONE, NOOP("labels", "phone"), "plain"),
    (Channel.COUNTER, NOOP("labels", "counter"), "plain"),
    (LostReason.PRICE, NOOP("labels", "price"), "bad"),
    (LostReason.NO_STOCK, NOOP("labels", "no goods"), "bad"),
    (LostReason.TOO_LATE, NOOP("labels", "answered too late"), "bad"),
    (LostReason.NO_CONTACT, NOOP("labels", "no contact"), "bad"),
    (LostReason.COMPETITOR, NOOP("labels", "competitor"), "bad"),
    (LostReason.NOT_OFFERED, NOOP("labels", "not offered"), "bad"),
    (LostReason.CANCELLED, NOOP("labels", "order cancelled"), "bad"),
    (LostReason.OTHER, NOOP("labels", "other reason"), "bad"),
    (JobState.QUEUED, NOOP("labels", "waits"), "info"),
    (JobState.SENDING, NOOP("labels", "being printed"), "info"),
    (JobState.DONE, NOOP("labels", "printed"), "good"),
    (JobState.FAILED, NOOP("labels", "failed"), "bad"),
    (JobState.UNCERTAIN, NOOP("labels", "uncertain"), "attention"),
    (JobState.CANCELLED, NOOP("labels", "cancelled job"), "plain"),
    (TimelineKind.SUBMISSION, NOOP("labels", "submission"), "plain"),
    (TimelineKind.INQUIRY, NOOP("labels", "inquiry"), "plain"),
    (TimelineKind.REPLY, NOOP("labels", "reply"), "plain"),
    (TimelineKind.CALL, NOOP("labels", "talk"), "plain"),
    (TimelineKind.NOTE, NOOP("labels", "note"), "plain"),
    (TimelineKind.OFFER, NOOP("labels", "offer"), "plain"),
    (TimelineKind.ORDER, NOOP("labels", "order"), "plain"),
    (TimelineKind.STEP, NOOP("labels", "step"), "plain"),
    (TimelineKind.DOCUMENT, NOOP("labels", "document"), "plain"),
    (TimelineKind.LABEL, NOOP("labels", "label"), "plain"),
    (TimelineKind.RETURN, NOOP("labels", "return"), "plain"),
    (TimelineKind.STATUS, NOOP("labels", "status"), "plain"),
    (TimelineKind.LOST, NOOP("labels", "lost matter"), "plain"),
)
_KEYED = {(type(word), str(word)): (text, meaning) for word, text, meaning in _WORDS}
"""By type and value: two enums may hold the same word, and a StrEnum equals its text."""


def label(word: object) -> str:
    """The word in the program's language."""
    return QCoreApplication.translate("labels", _KEYED[type(word), str(word)][0])


def meaning(word: object) -> str:
    """good, attention, bad, info or plain."""
    return _KEYED[type(word), str(word)][1]
