"""What a clerk must know of an inquiry at a glance: how much of the promised time is left, or what it waits for."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.inquiries.records import InquiryRow
from db.vocabulary import FunnelStage
from ui import formats
from ui.labels import Label, label
from ui.promised import time_left
from ui.theme import Meaning


def unanswered(row: InquiryRow) -> bool:
    """Open, and neither a reply nor an offer has left."""
    return row.open and row.stage is FunnelStage.RECEIVED


def promise_label(row: InquiryRow, now: datetime) -> Label:
    """The pill: "38 min", "late 2 h", "come back tomorrow", "answered" …"""
    if not row.open:
        return _ended(row)
    if row.follow_up_on is not None and not (unanswered(row) and row.due_at < now):
        return _follow_up(row, now)
    if unanswered(row):
        return time_left(row.due_at, now)
    if row.stage is FunnelStage.ANSWERED:
        return Label(QCoreApplication.translate("Promise", "answered"), Meaning.GOOD, "check")
    return Label(QCoreApplication.translate("Promise", "offer sent"), Meaning.INFO, "paper-plane-tilt")


def _follow_up(row: InquiryRow, now: datetime) -> Label:
    today = formats.local(now).date()
    day = row.follow_up_on or today
    if day < today:
        text = QCoreApplication.translate("Promise", "since {day}").format(day=formats.day(day, today=today))
        return Label(text, Meaning.BAD, "calendar-check")
    text = QCoreApplication.translate("Promise", "follow up {day}").format(day=formats.day(day, today=today))
    return Label(text, Meaning.ATTENTION if day == today else Meaning.INFO, "calendar-check")


def _ended(row: InquiryRow) -> Label:
    if row.lost_reason is not None:
        return Label(QCoreApplication.translate("Promise", "lost"), Meaning.PLAIN, "prohibit")
    ended = label(row.stage)
    return Label(ended.text, Meaning.GOOD, ended.icon)
