"""What customers ask and are offered: opportunities, inquiries, offers, numbered in the order of time."""

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter, itemgetter

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, HOUR, MINUTE, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.goods import Good, Market
from crm_desktop.demo.letters import Letters
from crm_desktop.demo.people import INTERNET, Customer
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import SERIES, Books
from crm_desktop.demo.words import PIOTR, SELLERS, Employee
from crm_desktop.demo.worth import Campaigns
from crm_desktop.money import line_net
from db.types import day_number

STAGES = ("received", "answered", "offered", "ordered", "issued", "completed")
CHANNELS = ("form", "mail", "phone", "counter", "shop")
Line = tuple[Good, int, int, int, int]
"""Good, quantity, unit price, discount, net."""
VALID_DAYS = 14


@dataclass(frozen=True, slots=True)
class Asked:
    """An inquiry that waits for its number."""

    at: int
    opportunity: int
    customer: Customer
    good: Good
    packs: int
    channel: str
    seller: Employee | None
    open: bool
    answered: bool
    lost: str
    lost_at: int | None


class Sellers:
    """Whose a matter is. In the weak month Piotr's customers wait for days, and buy elsewhere."""

    def __init__(self, dice: Dice, calendar: Calendar) -> None:
        self._dice, self._calendar = dice, calendar
        today = calendar.today
        year = today.year if today.month > 3 else today.year - 1
        self._weak = [(day.year, day.month) == (year, 3) for day in calendar.days]
        self._won = Weighted(dice, [seller.share * seller.wins for seller in SELLERS])
        self._lost = Weighted(dice, [seller.share * (2 - seller.wins) for seller in SELLERS])
        self._weak_won, self._weak_lost = Weighted(dice, (0.55, 0.10, 0.35)), Weighted(dice, (0.25, 0.55, 0.20))

    def weak(self, at: int) -> bool:
        return self._weak[self._calendar.index(at)]

    def of_order(self, at: int) -> Employee:
        return SELLERS[(self._weak_won if self.weak(at) else self._won).draw()]

    def of_lost(self, at: int) -> Employee:
        return SELLERS[(self._weak_lost if self.weak(at) else self._lost).draw()]

    def answers_at(self, seller: Employee, received: int) -> int:
        """When somebody is in the office and has got so far."""
        if seller is PIOTR and self.weak(received):
            return self._calendar.office(received + self._dice.between(30, 140) * HOUR)
        return self._calendar.office(received) + self._dice.between(*seller.answers_in) * MINUTE


class Matters:
    """Opportunities are written at once; inquiries and offers wait for their numbers (`number_all`)."""

    def __init__(
        self,
        rows: Rows,
        dice: Dice,
        books: Books,
        timeline: Timeline,
        calendar: Calendar,
        market: Market,
        campaigns: Campaigns,
    ) -> None:
        self._rows, self._dice, self._books, self._timeline = rows, dice, books, timeline
        self._calendar, self._campaigns, self.market = calendar, campaigns, market
        self.sellers, self.letters = Sellers(dice, calendar), Letters(dice)
        self._people, self._firms = Weighted(dice, (55, 15, 4, 2, 24)), Weighted(dice, (30, 27, 35, 8, 0.001))
        self._add_opportunity = rows.tables["opportunities"].extend
        self._count = 0
        self._asked: list[Asked] = []
        self._offered: list[tuple[int, int, Customer, Employee, str, list[Line]]] = []

    def channel(self, customer: Customer) -> str:
        return CHANNELS[(self._people if customer.group == INTERNET else self._firms).draw()]

    def packs(self, customer: Customer, good: Good) -> int:
        return max(1, round(good.typical * customer.size * self._dice.uniform(0.3, 1.7)))

    def opportunity(
        self,
        customer: Customer,
        times: list[int | None],
        lost: str,
        *,
        good: Good,
        packs: int,
        seller: Employee | None,
        channel: str,
        asked: bool = True,
    ) -> int:
        """`times` of the six stages; the last that is there is the furthest. `lost` "" is not lost. Its key."""
        self._count += 1
        furthest = 5
        while times[furthest] is None:
            furthest -= 1
        received, last = times[0] or 0, times[furthest] or 0
        lost_at = None
        if lost:
            later = self._calendar.office(last + self._dice.between(4, 72) * HOUR)
            lost_at = later if later <= self._calendar.now else self._calendar.now
        self._add_opportunity(
            (
                *(self._count, customer.key, seller.key if seller else None, self._campaigns.of(received)),
                *(1 if channel == "form" else None, channel, "live", self._calendar.day(received), *times),
                *(STAGES[furthest], lost_at, self._calendar.day(lost_at) if lost_at else None, lost or None),
                packs * good.prices[-1] // 100,
            )
        )
        if asked:
            still, answered = not lost and furthest < 3, times[1] is not None
            self._asked.append(
                Asked(*(received, self._count, customer, good, packs, channel, seller, still, answered, lost, lost_at))
            )
        return self._count

    def answer(
        self, customer: Customer, opportunity: int, at: int, seller: Employee, good: Good, packs: int, channel: str
    ) -> None:
        spoken = channel in ("phone", "counter")
        text = self.letters.answer(good, packs, seller.name, spoken=spoken)
        kind = "call" if spoken else "reply"
        self._timeline.tell(at, customer, kind, "", text, seller.name, opportunity, status="in_talks")

    def offer(
        self, customer: Customer, opportunity: int, at: int, seller: Employee, lines: list[Line], status: str
    ) -> None:
        self._offered.append((at, opportunity, customer, seller, status, lines))

    def asked_only(self, customer: Customer, at: int) -> None:
        """It was lost, or the company still works on it."""
        dice, now, calendar = self._dice, self._calendar.now, self._calendar
        seller, channel = self.sellers.of_lost(at), self.channel(customer)
        at = calendar.office(at) if channel in ("phone", "counter") else at
        recent = now - at < VALID_DAYS * DAY
        late = seller is PIOTR and self.sellers.weak(at)
        answered = self.sellers.answers_at(seller, at) if recent or late or dice.happens(0.93) else now
        offered = (
            calendar.office(answered + dice.between(1, 30) * HOUR) if dice.happens(0.45 if late else 0.62) else now
        )
        if at >= now:
            return
        times = [at, answered if answered < now else None, offered if offered < now else None, None, None, None]
        lost = "" if recent and dice.happens(0.85) else self._reason(times, late=late)
        good = self.market.some(customer.group, at)
        packs = self.packs(customer, good)
        about = (seller, good, packs)
        opportunity = self.opportunity(customer, times, lost, good=good, packs=packs, seller=seller, channel=channel)
        if times[1]:
            self.answer(customer, opportunity, answered, *about, channel)
        if times[2]:
            discount = dice.one_of((0, 0, 300, 500))
            price = good.prices[-1]
            net = line_net(quantity=packs * 1000, unit_price=price, discount=discount)
            status = "sent" if not lost else "expired" if lost == "no_contact" else "rejected"
            self.offer(customer, opportunity, offered, seller, [(good, packs * 1000, price, discount, net)], status)

    def _reason(self, times: list[int | None], *, late: bool) -> str:
        if late:
            return self._dice.one_of(("too_late", "too_late", "too_late", "competitor"))
        if times[1] is None:
            return self._dice.one_of(("too_late", "no_contact"))
        return self._dice.one_of(words.LOST_REASONS)

    def unanswered(self, customer: Customer, at: int, seller: Employee | None) -> None:
        """It has just come."""
        good, channel = self.market.some(customer.group, at), self.channel(customer)
        self.opportunity(
            customer,
            [at, None, None, None, None, None],
            "",
            good=good,
            packs=self.packs(customer, good),
            seller=seller,
            channel=channel if seller else "form",
        )

    def number_all(self) -> None:
        """Numbers what was asked and offered by time, and writes it."""
        self._number_inquiries()
        self._number_offers()

    def _number_inquiries(self) -> None:
        tables, tell = self._rows.tables, self._timeline.tell
        inquiries, products, search = tables["inquiries"], tables["inquiry_products"], tables["search_entries"]
        days = self._follow_up_days()
        waiting = 0
        for key, asked in enumerate(sorted(self._asked, key=attrgetter("at")), 1):
            number = self._number("inquiry", "ZAP", asked.at)
            customer, good, channel, seller = asked.customer, asked.good, asked.channel, asked.seller
            subject, folded, message = self.letters.inquiry(customer, good, asked.packs, channel)
            follow = None
            if asked.open and asked.answered:
                follow = days[waiting % len(days)]
                waiting += 1
            due = asked.at + 4 * HOUR
            about = (key, 1, number, asked.opportunity, customer.key, subject, message, asked.at, due, follow)
            inquiries.extend((*about, asked.open))
            products.extend((key, good.key, asked.packs * 1000))
            search.extend(("inquiry", key, number, customer.name, f"{number.lower()} {customer.folded} {folded}"))
            taken = seller.name if seller and channel in ("phone", "counter") else "system"
            tell(asked.at, customer, "inquiry", channel, number, taken, asked.opportunity, inquiries=1)
            if asked.lost_at and asked.lost != "cancelled":
                loser = seller.name if seller else "system"
                told = (asked.lost_at, customer, "lost", asked.lost, number, loser, asked.opportunity)
                tell(*told, status="lost", inquiries=-1)

    def _follow_up_days(self) -> list[int | None]:
        """Today, overdue, next Tuesday, none, soon."""
        today, ahead = self._calendar.today, self._calendar.working_day
        tuesday = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
        days = [today, ahead(ahead=-2), tuesday, None, ahead(ahead=1), ahead(ahead=-1), ahead(ahead=4)]
        return [day_number(day) if day else None for day in days]

    def _number_offers(self) -> None:
        tables, tell = self._rows.tables, self._timeline.tell
        offers, offer_lines = tables["offers"], tables["offer_lines"]
        by_time = sorted(self._offered, key=itemgetter(0))
        for key, (at, opportunity, customer, seller, status, lines) in enumerate(by_time, 1):
            number = self._number("offer", "OF", at)
            net = sum(line[4] for line in lines)
            until = self._calendar.day(at + VALID_DAYS * DAY)
            offers.extend((key, 1, number, 1, opportunity, customer.key, status, until, "PLN", net, at, at))
            for position, (good, quantity, price, discount, value) in enumerate(lines, 1):
                offer_lines.extend((key, position, good.key, quantity, price, discount, good.vat, value))
            tell(at, customer, "offer", "sent", number, seller.name, opportunity, status="offer_sent")

    def _number(self, kind: str, prefix: str, at: int) -> str:
        period, sequence = self._books.number(SERIES[kind], self._calendar.day(at))
        return f"{prefix} {sequence}/{period}"
