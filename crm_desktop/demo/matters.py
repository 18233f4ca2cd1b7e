"""What customers ask and are offered: opportunities, inquiries, offers, numbered in the order of time."""

from operator import itemgetter

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, HOUR, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.people import Customer, Good
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import Warehouse

MINUTE = 60_000_000
STAGES = ("received", "answered", "offered", "ordered", "issued", "completed")
CHANNELS = ("form", "mail", "phone", "counter", "shop")
Lines = list[tuple[Good, int, int, int]]
"""(good, quantity, discount, net) each."""


class Matters:
    """Opportunities are written at once; inquiries and offers wait for their numbers (`number_all`)."""

    def __init__(
        self, rows: Rows, dice: Dice, store: Warehouse, timeline: Timeline, calendar: Calendar, goods: list[Good]
    ) -> None:
        self._rows, self._dice, self._store, self._timeline = rows, dice, store, timeline
        self._calendar, self._goods = calendar, goods
        self._popular = Weighted(dice, [good.popularity for good in goods])
        self._channels = Weighted(dice, (45, 15, 25, 5, 10))
        self._add_opportunity = rows.tables["opportunities"].extend
        self._count = 0
        self._asked: list[tuple[int, int, Customer, Good, bool, str, str, int | None]] = []
        self._offered: list[tuple[int, int, Customer, str, Lines]] = []

    def some_good(self) -> Good:
        return self._goods[self._popular.draw()]

    def opportunity(
        self, customer: Customer, times: list[int | None], lost: str, *, good: Good, asked: bool = True
    ) -> int:
        """`times` of the six stages; the last that is there is the furthest. `lost` "" is not lost. Its key."""
        dice = self._dice
        self._count += 1
        furthest = 5
        while times[furthest] is None:
            furthest -= 1
        received, last = times[0] or 0, times[furthest] or 0
        channel = CHANNELS[self._channels.draw()]
        campaign = dice.between(1, len(words.CAMPAIGNS)) if dice.happens(0.3) else None
        lost_at = min(last + dice.between(4, 72) * HOUR, self._calendar.now) if lost else None
        self._add_opportunity(
            (
                *(self._count, customer.key, 2 + self._count % 3, campaign, 1 if channel == "form" else None),
                *(channel, "live", self._calendar.day(received), *times, STAGES[furthest]),
                *(lost_at, self._calendar.day(lost_at) if lost_at else None, lost or None),
                dice.between(5, 60) * 10_000,
            )
        )
        if asked:
            is_open = not lost and furthest < 3
            asked_for = (received, self._count, customer, good, is_open, channel, lost, lost_at)
            self._asked.append(asked_for)
        return self._count

    def answer(self, customer: Customer, opportunity: int, at: int) -> None:
        seller = words.EMPLOYEES[opportunity % 3][1]
        text = self._dice.one_of(words.ANSWERS)
        self._timeline.tell(at, customer, "reply", "", text, seller, opportunity, status="in_talks")

    def offer(self, customer: Customer, opportunity: int, at: int, lines: Lines, status: str) -> None:
        self._offered.append((at, opportunity, customer, status, lines))

    def asked_only(self, customer: Customer, at: int) -> None:
        """It was lost, or the company still works on it."""
        dice, now = self._dice, self._calendar.now
        answered = at + dice.between(10, 600) * MINUTE if dice.happens(0.85) else now
        offered = answered + dice.between(3, 60) * HOUR if dice.happens(0.6) else now
        times = [at, answered if answered < now else None, offered if offered < now else None, None, None, None]
        lost = "" if now - at < 10 * DAY and dice.happens(0.8) else dice.one_of(words.LOST_REASONS)
        good = self.some_good()
        opportunity = self.opportunity(customer, times, lost, good=good)
        if answered < now:
            self.answer(customer, opportunity, answered)
        if offered < now:
            pieces = dice.between(2, 20)
            lines = [(good, pieces * 1000, 0, pieces * good.price // 100)]
            self.offer(customer, opportunity, offered, lines, "rejected" if lost else "sent")

    def unanswered(self, customer: Customer, at: int) -> None:
        """It has just come."""
        self.opportunity(customer, [at, None, None, None, None, None], "", good=self.some_good())

    def number_all(self) -> None:
        """Numbers what was asked and offered by time, and writes it."""
        self._number_inquiries()
        self._number_offers()

    def _number_inquiries(self) -> None:
        tables, tell, dice = self._rows.tables, self._timeline.tell, self._dice
        inquiries, products, search = tables["inquiries"], tables["inquiry_products"], tables["search_entries"]
        by_time = sorted(self._asked, key=itemgetter(0))
        for key, (at, opportunity, customer, good, is_open, channel, lost, lost_at) in enumerate(by_time, 1):
            number = self._number("inquiry", "ZAP", at)
            message = f"{dice.one_of(words.QUESTIONS)} ({good.name})"
            due = at + 4 * HOUR
            inquiries.extend((key, 1, number, opportunity, customer.key, good.name, message, at, due, is_open))
            products.extend((key, good.key, dice.between(1, 30) * 1000))
            folded = f"{number.lower()} {customer.folded} {good.folded}"
            search.extend(("inquiry", key, number, customer.name, folded))
            seller = words.EMPLOYEES[opportunity % 3][1] if channel in ("phone", "counter") else "system"
            tell(at, customer, "inquiry", channel, number, seller, opportunity, inquiries=1)
            if lost_at and lost != "cancelled":
                seller = words.EMPLOYEES[opportunity % 3][1]
                tell(lost_at, customer, "lost", lost, number, seller, opportunity, status="lost", inquiries=-1)

    def _number_offers(self) -> None:
        tables, tell = self._rows.tables, self._timeline.tell
        offers, offer_lines = tables["offers"], tables["offer_lines"]
        by_time = sorted(self._offered, key=itemgetter(0))
        for key, (at, opportunity, customer, status, lines) in enumerate(by_time, 1):
            number = self._number("offer", "OF", at)
            net = sum(line[3] for line in lines)
            until = self._calendar.day(at + 14 * DAY)
            offers.extend((key, 1, number, 1, opportunity, customer.key, status, until, "PLN", net, at, at))
            for position, (good, quantity, discount, value) in enumerate(lines, 1):
                offer_lines.extend((key, position, good.key, quantity, good.price, discount, good.vat, value))
            seller = words.EMPLOYEES[opportunity % 3][1]
            tell(at, customer, "offer", "sent", number, seller, opportunity, status="offer_sent")

    def _number(self, kind: str, prefix: str, at: int) -> str:
        _, period, sequence = self._store.number(kind, self._calendar.day(at))
        return f"{prefix} {sequence}/{period}"
