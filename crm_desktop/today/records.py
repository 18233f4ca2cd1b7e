"""What crosses to the window. Amounts minor units, quantities thousandths."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.inquiries.records import InquiryRow
from crm_desktop.messages.undecided import WaitingMail
from db.vocabulary import JobState, OrderStatus


@dataclass(frozen=True, slots=True)
class StepWaits:
    """Orders that stand at one status; the oldest of them, the one to begin with."""

    status: OrderStatus
    count: int
    oldest: str
    customer: str
    since: datetime


@dataclass(frozen=True, slots=True)
class FailedPrint:
    """`order` is "" for a print that belongs to none."""

    job_id: int
    title: str
    order: str
    printer: str
    state: JobState
    fault: str
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class LowGoods:
    code: str
    name: str
    unit: str
    available: int
    minimum: int


@dataclass(frozen=True, slots=True)
class EndingOffer:
    number: str
    inquiry: str
    customer: str
    net: int
    currency: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Figure:
    """Of the last seven days and of the seven before; `of` is what a share is of, 0 for plain figures."""

    now: int
    before: int
    now_of: int = 0
    before_of: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """New inquiries, net value of goods sold, answers in time, W-Z issued."""

    inquiries: Figure
    sales: Figure
    in_time: Figure
    issued: Figure
    currency: str


@dataclass(frozen=True, slots=True)
class Today:
    """Each list is cut to the most that is shown; its whole count stands beside it. `figures` are none for who sees no
    reports. `begun`: there is any record."""

    to_answer: tuple[InquiryRow, ...]
    to_answer_count: int
    follow_ups: tuple[InquiryRow, ...]
    steps: tuple[StepWaits, ...]
    prints: tuple[FailedPrint, ...]
    mails: tuple[WaitingMail, ...]
    mails_count: int
    goods: tuple[LowGoods, ...]
    goods_count: int
    offers: tuple[EndingOffer, ...]
    figures: Figures | None
    begun: bool

    @property
    def waiting(self) -> int:
        """How many matters wait."""
        orders = sum(step.count for step in self.steps)
        others = len(self.follow_ups) + len(self.prints) + len(self.offers)
        return self.to_answer_count + orders + self.goods_count + self.mails_count + others
