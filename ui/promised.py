"""How much is left of a promised answer's time: in the company's opening hours, since nobody answers at night."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from crm_desktop import clock, working_time
from crm_desktop.settings import Settings
from ui import formats
from ui.labels import Label
from ui.theme import Meaning

SOON, AROUND = timedelta(hours=1), timedelta(days=7)
_calendar = working_time.calendar_of(Settings())


def set_hours(settings: Settings) -> None:
    """As the company has set its opening hours."""
    global _calendar
    _calendar = working_time.calendar_of(settings)


def read_ahead() -> None:
    """What is asked of the calendar first takes a quarter of a second: done off the GUI thread, before it asks."""
    moment = clock.now()
    working_time.worked(_calendar, moment - AROUND, moment + AROUND)


def time_left(due_at: datetime, now: datetime) -> Label:
    """Until the promised answer: calm while it is far, attention in the last hour, bad when it is over.

    Once it is over every hour counts: whoever waits does not stop at closing time.
    """
    left = due_at - now
    if left < timedelta(0):
        late = QCoreApplication.translate("Promise", "late {duration}").format(duration=formats.lasting(left))
        return Label(late, Meaning.BAD, "warning-circle")
    span = _between(now, due_at)
    return Label(_hours(span), Meaning.ATTENTION if span < SOON else Meaning.PLAIN, "clock")


def share_used(since: datetime, due_at: datetime, now: datetime) -> int:
    """Of the promised time, in thousandths; full when it is over."""
    whole = _between(since, due_at)
    if now >= due_at or not whole:
        return 1000
    return max(0, min(1000, 1000 - round(1000 * (_between(now, due_at) / whole))))


def _between(since: datetime, until: datetime) -> timedelta:
    """Opening hours; where there is none between them, the plain time."""
    return working_time.worked(_calendar, since, until) or until - since


def _hours(span: timedelta) -> str:
    """ "38 min", "12 godz.": days of opening hours are not days."""
    whole = int(span.total_seconds()) // 3600
    return QCoreApplication.translate("Formats", "{count} h").format(count=whole) if whole else formats.lasting(span)
