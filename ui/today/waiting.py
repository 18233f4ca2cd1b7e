"""What waits, as rows of one list: a heading a kind, each row with its pill, its words and where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject

from crm_desktop.inquiries.records import InquiryRow
from crm_desktop.messages.undecided import WaitingMail
from crm_desktop.today.records import EndingOffer, FailedPrint, LowGoods, StepWaits, Today
from db.vocabulary import FunnelStage, JobState, OrderStatus
from ui import formats, words
from ui.labels import Label, label
from ui.promised import time_left
from ui.theme import Meaning

FEW = 5
"""Rows of a kind until one asks for the others."""


class Kind(Enum):
    """Of what waits, in the order of the list."""

    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    PRINT = "print"
    MAIL = "mail"
    ORDERS = "orders"
    OFFER = "offer"
    GOODS = "goods"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a kind and how many there are."""

    kind: Kind
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class More:
    """What of a kind is not shown yet; `left` of them."""

    kind: Kind
    text: str
    left: int


@dataclass(frozen=True, slots=True)
class Matter:
    """A row: `key` is what its room opens, `leaving_id` what the queue of prints and mails stands on instead; `job_id`
    of a print that can be tried again."""

    kind: Kind
    key: str
    pill: Label
    title: str
    detail: str
    right: str
    act: str
    job_id: int = 0
    leaving_id: int = 0


Row = Heading | More | Matter


class Waiting(QObject):
    """Puts Today into words; an object for the sake of its translations."""

    def rows(self, found: Today, now: datetime, *, whole: set[Kind]) -> list[Row]:
        """Of each kind the first few, so that every kind is seen; all of those in `whole`."""
        rows: list[Row] = []
        for kind, title, count, matters in self._groups(found, now):
            if not count:
                continue
            cut = kind not in whole and kind is not Kind.ORDERS and len(matters) > FEW + 1
            shown = matters[:FEW] if cut else matters
            rows += [Heading(kind, title, count), *shown]
            left = count - len(shown)
            if len(shown) < len(matters):
                rows.append(More(kind, self.tr("Show the others ({count})").format(count=formats.count(left)), left))
        return rows

    def _groups(self, found: Today, now: datetime) -> Iterator[tuple[Kind, str, int, list[Matter]]]:
        answer = [self._answer(row, now) for row in found.to_answer]
        yield Kind.ANSWER, self.tr("Inquiries to answer"), found.to_answer_count, answer
        again = [self._again(row, now) for row in found.follow_ups]
        yield Kind.FOLLOW_UP, self.tr("To follow up"), len(again), again
        prints = [self._print(job) for job in found.prints]
        yield Kind.PRINT, self.tr("Print jobs to check"), len(prints), prints
        mails = [self._mail(mail) for mail in found.mails]
        yield Kind.MAIL, self.tr("E-mails to check"), found.mails_count, mails
        orders = sum(step.count for step in found.steps)
        yield Kind.ORDERS, self.tr("Orders in progress"), orders, [self._step(step, now) for step in found.steps]
        offers = [self._offer(offer, now) for offer in found.offers]
        yield Kind.OFFER, self.tr("Expiring offers"), len(offers), offers
        goods = [self._goods(line) for line in found.goods]
        yield Kind.GOODS, self.tr("Goods below minimum"), found.goods_count, goods

    def _answer(self, row: InquiryRow, now: datetime) -> Matter:
        pill = time_left(row.due_at, now)
        came = formats.when(row.received_at, now=now)
        return Matter(Kind.ANSWER, row.number, pill, row.customer, _about(row), came, self.tr("Answer"))

    def _again(self, row: InquiryRow, now: datetime) -> Matter:
        today = formats.local(now).date()
        day = row.follow_up_on or today
        shown = formats.day(day, today=today)
        meaning = Meaning.BAD if day < today else Meaning.ATTENTION
        pill = Label(self.tr("since {day}").format(day=shown) if day < today else shown, meaning, "calendar-check")
        stage = label(row.stage).text if row.stage is not FunnelStage.RECEIVED else ""
        return Matter(Kind.FOLLOW_UP, row.number, pill, row.customer, _about(row), stage, self.tr("Open"))

    def _print(self, job: FailedPrint) -> Matter:
        """What is uncertain, and what belongs to no order, is decided in the queue itself."""
        pill, failed = label(job.state), job.state is JobState.FAILED
        order = job.order if failed else ""
        act = self.tr("Open the order") if order else self.tr("Show it")
        told = " · ".join(part for part in (job.printer, words.fault(job.fault)) if part)
        again, queued = job.job_id if failed else 0, formats.when(job.queued_at)
        return Matter(Kind.PRINT, order, pill, job.title, told, queued, act, again, 0 if order else job.job_id)

    def _mail(self, mail: WaitingMail) -> Matter:
        told = " · ".join(part for part in (mail.recipient if mail.subject else "", words.fault(mail.fault)) if part)
        title, queued = mail.subject or mail.recipient, formats.when(mail.queued_at)
        act = self.tr("Show it")
        return Matter(Kind.MAIL, "", label(mail.state), title, told, queued, act, leaving_id=mail.message_id)

    def _step(self, step: StepWaits, now: datetime) -> Matter:
        waits = self._step_words()[step.status]
        oldest = self.tr("oldest: {number}, {customer}").format(number=step.oldest, customer=step.customer)
        since = self.tr("for {duration}").format(duration=formats.lasting(now - step.since))
        title = f"{waits}: {formats.count(step.count)}"
        return Matter(Kind.ORDERS, step.oldest, label(step.status), title, oldest, since, self.tr("Open the oldest"))

    def _step_words(self) -> dict[OrderStatus, str]:
        """What each status waits for."""
        return {
            OrderStatus.DRAFT: self.tr("To be placed"),
            OrderStatus.PLACED: self.tr("To be reserved"),
            OrderStatus.RESERVED: self.tr("To be picked"),
            OrderStatus.PICKED: self.tr("To be issued"),
            OrderStatus.ISSUED: self.tr("To be labelled"),
            OrderStatus.LABELLED: self.tr("To be handed over"),
            OrderStatus.HANDED_OVER: self.tr("To be completed"),
        }

    def _offer(self, offer: EndingOffer, now: datetime) -> Matter:
        today = formats.local(now).date()
        until = self.tr("until {day}").format(day=formats.day(offer.valid_until, today=today))
        pill = Label(until, Meaning.ATTENTION if offer.valid_until <= today else Meaning.INFO, "hourglass")
        net = formats.money(offer.net, currency=offer.currency)
        return Matter(Kind.OFFER, offer.inquiry, pill, offer.customer, offer.number, net, self.tr("Open"))

    def _goods(self, line: LowGoods) -> Matter:
        none = line.available <= 0
        pill = (
            Label(self.tr("none left"), Meaning.BAD, "warning-circle")
            if none
            else Label(self.tr("running low"), Meaning.ATTENTION, "warning")
        )
        left = formats.quantity(line.available, line.unit)
        told = self.tr("{left} left, minimum {minimum}").format(left=left, minimum=formats.quantity(line.minimum))
        return Matter(Kind.GOODS, line.code, pill, line.name, told, line.code, self.tr("Open the card"))


def _about(row: InquiryRow) -> str:
    return " ".join((row.preview or row.subject).split())
