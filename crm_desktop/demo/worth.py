"""Campaigns and what selling costs: some bring more than they took, some never do."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import Calendar
from crm_desktop.demo.dice import Dice
from crm_desktop.demo.goods import YEARS
from crm_desktop.demo.words import EWA, SELLERS
from db.types import day_number

USUAL_ORDERS, A_MONTH_AN_ORDER = 4000, 60_00
"""What the amounts are meant for, they follow the size of the company; about what is sold in a month for each order
that the whole story has."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes back every year: from month and day on, so many days; `pull` of what comes in meanwhile is its own."""

    key: str
    name: str
    kind: str
    month: int
    day: int
    days: int
    amount: int
    pull: float
    group: int | None = None
    """The group of goods that it is for."""


PLANS = (
    Plan("google-wiosna", "Reklama w wyszukiwarce: wiosna", "advertising", 3, 1, 75, 2_400_00, 0.16),
    Plan("tlusty-czwartek", "Mailing: tłusty czwartek", "advertising", 1, 20, 30, 700_00, 0.20, 7),
    Plan("targi-jesien", "Targi piekarskie: stoisko", "fair", 9, 20, 60, 19_500_00, 0.16),
    Plan("probki-orkisz", "Próbki mąki orkiszowej", "samples", 5, 10, 60, 5_800_00, 0.05, 1),
    Plan(
        "swieta-social", "Reklama świąteczna w mediach społecznościowych", "advertising", 11, 3, 45, 3_600_00, 0.20, 6
    ),
    Plan("radio-lato", "Spoty w radiu lokalnym", "advertising", 7, 1, 50, 7_200_00, 0.04),
    Plan("ulotki", "Ulotki w paczkach", "other", 4, 15, 120, 1_100_00, 0.08),
)


@dataclass(frozen=True, slots=True)
class Campaign:
    key: int
    plan: Plan
    name: str
    starts: date
    ends: date


class Campaigns:
    """Each plan in each year that the story has seen, and whose an inquiry is."""

    def __init__(self, rows: Rows, dice: Dice, calendar: Calendar) -> None:
        self._dice, self._calendar = dice, calendar
        first = calendar.today - timedelta(days=365 * YEARS)
        starts = [(date(year, p.month, p.day), p) for year in range(first.year, calendar.today.year + 1) for p in PLANS]
        self.all: list[Campaign] = []
        for day, plan in sorted(starts, key=lambda start: start[0]):
            if first <= day <= calendar.today:
                ends = day + timedelta(days=plan.days - 1)
                self.all.append(Campaign(len(self.all) + 1, plan, f"{plan.name} {day.year}", day, ends))
        for campaign in self.all:
            key = f"{campaign.plan.key}-{campaign.starts.year}"
            rows.add(
                "campaigns",
                *(campaign.key, 1, key, campaign.name, day_number(campaign.starts), day_number(campaign.ends)),
            )
        self._pulls = [self._running(day) for day in calendar.days]

    def _running(self, day: date) -> tuple[list[float], list[int]]:
        """Shares one upon the other, and whose each is."""
        sums: list[float] = []
        keys = []
        for campaign in self.all:
            if campaign.starts <= day <= campaign.ends:
                sums.append((sums[-1] if sums else 0.0) + campaign.plan.pull)
                keys.append(campaign.key)
        return sums, keys

    def of(self, at: int) -> int | None:
        sums, keys = self._pulls[self._calendar.index(at)]
        if not keys:
            return None
        drawn = bisect_right(sums, self._dice.fraction())
        return keys[drawn] if drawn < len(keys) else None


Bill = tuple[date, str, int, int | None, int | None, int | None, str]
"""Day, kind, minor units, campaign, group of goods, employee, text."""


def write_expenses(rows: Rows, dice: Dice, calendar: Calendar, campaigns: Campaigns, orders: int) -> None:
    """Each campaign's bills, and what selling costs every month: courier, travel, commission, samples."""
    size = orders / USUAL_ORDERS
    bills = [*_of_campaigns(dice, campaigns, size), *_of_months(dice, calendar, size)]
    for day, kind, amount, campaign, group, employee, text in sorted(bills, key=lambda bill: bill[0]):
        if day < calendar.today:
            booked = min(calendar.at(day, 12), calendar.now)
            whose = (campaign, None, None, group, employee)
            rows.add("expenses", day_number(day), kind, max(amount, 1_00), "PLN", *whose, text, booked, EWA.name)


def write_targets(rows: Rows, calendar: Calendar, orders: int) -> None:
    """What each seller is to sell in every month of this year and the last, by their share of what comes in: who wins
    more than usual is above it, who wins less below."""
    for seller in SELLERS:
        amount = max(1, round(orders * A_MONTH_AN_ORDER * seller.share / 1_000_00)) * 1_000_00
        for year in (calendar.today.year - 1, calendar.today.year):
            for month in range(year * 100 + 1, year * 100 + 13):
                rows.add("sales_targets", seller.key, month, amount)


def _of_campaigns(dice: Dice, campaigns: Campaigns, size: float) -> Iterator[Bill]:
    for campaign in campaigns.all:
        plan, parts = campaign.plan, 2 if campaign.plan.kind == "fair" else 3
        for part in range(parts):
            day = campaign.starts + timedelta(days=plan.days * part // parts)
            amount = round(plan.amount * size * dice.uniform(0.85, 1.15) / parts)
            yield day, plan.kind, amount, campaign.key, plan.group, None, campaign.name


def _of_months(dice: Dice, calendar: Calendar, size: float) -> Iterator[Bill]:
    for number in range(12 * YEARS):
        day = calendar.today - timedelta(days=365 * YEARS - 28 - number * 365 // 12)
        growing = size * (1 + number / 60)
        courier, samples = (round(dice.between(*span) * 1000 * growing) for span in ((90, 140), (12, 30)))
        yield day, "courier", courier, None, None, None, "Kurier: faktura zbiorcza"
        yield day, "samples", samples, None, 1 + number % 4, None, "Próbki dla klientów"
        for seller, often in zip(SELLERS, (0.8, 1.6, 0.6), strict=True):
            travel, bonus = dice.between(18, 46) * 1000, dice.between(180, 270) * 1000 * seller.share * seller.wins
            yield day, "travel", round(travel * often * size), None, None, seller.key, "Wyjazdy do klientów"
            yield day, "commission", round(bonus * growing), None, None, seller.key, "Prowizja"
