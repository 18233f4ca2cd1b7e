"""One matter after another: asked, answered, offered, ordered and led along its way, or lost."""

from datetime import UTC, date, datetime, time
from itertools import accumulate
from random import Random

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.people import Customer, Good
from crm_desktop.demo.warehouse import Goods, Warehouse, party_of
from crm_desktop.money import line_net
from crm_desktop.orders.rules import total_vat
from db.types import day_number, instant, micros
from db.vocabulary import VatRate

HOUR = 3_600_000_000
DAY = 24 * HOUR
STEPS = ("place", "reserve", "pick", "issue", "label", "hand_over", "complete")
STATUSES = ("placed", "reserved", "picked", "issued", "labelled", "handed_over", "completed")
CONTACT = ("ordered", "in_preparation", "in_preparation", "in_preparation", "in_preparation", "sent", "completed")
AFTER_HOURS = (0, 1, 4, 5, 6, 22, 96)
"""Hours from placing to each step."""
STAGES = ("received", "answered", "offered", "ordered", "issued", "completed")


class OrderStory:
    """Writes matters in the order of time; what lies in stock is always enough, or is received first."""

    def __init__(
        self, rows: Rows, random: Random, store: Warehouse, customers: list[Customer], goods: list[Good], today: date
    ) -> None:
        self._rows, self._random, self._store = rows, random, store
        self._customers, self._goods = customers, goods
        self._now = micros(_noon(today))
        self._weights = list(accumulate(good.popularity for good in goods))
        self._buyers = list(accumulate(random.paretovariate(1.3) for _ in customers))
        self._keys = dict.fromkeys(("opportunity", "inquiry", "order", "line"), 0)
        self.statuses: dict[int, tuple[str, int]] = {}
        self.last_labelled: tuple[int, str] | None = None
        self._waits = 0

    def one(self, at: int, day: date) -> None:
        """An order; most of them began as an inquiry, and for each there is about one inquiry that was lost."""
        random = self._random
        customer = random.choices(self._customers, cum_weights=self._buyers)[0]
        asked = random.random() < 0.6
        self._order(customer, at, day, asked=asked)
        if random.random() < 0.75:
            other = random.choices(self._customers, cum_weights=self._buyers)[0]
            self._inquiry_only(other, at + random.randint(1, 50) * 60_000_000, day)

    def _key(self, kind: str) -> int:
        self._keys[kind] += 1
        return self._keys[kind]

    def _number(self, kind: str, prefix: str, day: date) -> str:
        series = {"inquiry": 1, "offer": 2, "order": 3}[kind]
        period = str(day.year)
        sequence = self._store.counters.get((series, period), (0, 0))[0] + 1
        self._store.counters[series, period] = (sequence, day_number(day))
        return f"{prefix} {sequence}/{period}"

    def _opportunity(self, customer: Customer, at: int, day: date, times: list[int | None], lost: str) -> int:
        """`times` of the six stages; the last that is there is the furthest."""
        random = self._random
        key = self._key("opportunity")
        furthest = max(index for index, moment in enumerate(times) if moment is not None)
        channel = random.choices(("form", "mail", "phone", "counter", "shop"), weights=(45, 15, 25, 5, 10))[0]
        campaign = random.randint(1, len(words.CAMPAIGNS)) if random.random() < 0.3 else None
        form = 1 if channel == "form" else None
        last = next(moment for moment in reversed(times) if moment is not None)
        lost_at = min(last + 3 * DAY, self._now) if lost else None
        lost_on = day_number(instant(lost_at).date()) if lost_at else None
        employee = 2 + key % 3
        self._rows.add(
            "opportunities",
            *(key, customer.key, employee, campaign, form, channel, "live", day_number(day)),
            *(*times, STAGES[furthest], lost_at, lost_on, lost or None, random.randint(5, 60) * 10_000),
        )
        return key

    def _inquiry(self, customer: Customer, opportunity: int, at: int, day: date, *, is_open: bool) -> None:
        random = self._random
        key, number = self._key("inquiry"), self._number("inquiry", "ZAP", day)
        good = random.choices(self._goods, cum_weights=self._weights)[0]
        message = f"{random.choice(words.QUESTIONS)} ({good.name})"
        self._rows.add(
            "inquiries", key, 1, number, opportunity, customer.key, good.name, message, at, at + 4 * HOUR, is_open
        )
        self._rows.add("inquiry_products", key, good.key, random.randint(1, 30) * 1000)
        self._rows.add(
            "search_entries", "inquiry", key, number, customer.name, f"{number.lower()} {customer.folded} {good.folded}"
        )
        self._tell(customer, at, "inquiry", "form", number, opportunity, None, None)

    def _tell(
        self,
        customer: Customer,
        at: int,
        kind: str,
        what: str,
        text: str,
        opportunity: int,
        order: int | None,
        status: str | None,
    ) -> None:
        before, _ = self.statuses.get(customer.key, ("new", 0))
        moved = status is not None and status != before
        after = status if moved else None
        self._rows.add(
            "timeline",
            *(customer.key, at, kind, words.EMPLOYEES[opportunity % 3][1], what, text, opportunity, order),
            *(before if moved else None, after),
        )
        if status is not None:
            self.statuses[customer.key] = (status, at)

    def _inquiry_only(self, customer: Customer, at: int, day: date) -> None:
        """It was lost, or the company still works on it."""
        random = self._random
        at = min(at, self._now - 60_000_000)
        young = self._now - at < 10 * DAY
        answered = at + random.randint(10, 600) * 60_000_000 if random.random() < 0.85 else None
        offered = answered + random.randint(3, 60) * HOUR if answered and random.random() < 0.6 else None
        times = [at, _past(answered, self._now), _past(offered, self._now), None, None, None]
        if times[1] is None:
            times[2] = None
        is_open = young and random.random() < 0.8
        lost = "" if is_open else random.choice(words.LOST_REASONS)
        opportunity = self._opportunity(customer, at, day, times, lost)
        self._inquiry(customer, opportunity, at, day, is_open=is_open)
        if times[1] is not None:
            self._tell(customer, times[1], "reply", "", "", opportunity, None, "in_talks")
        if times[2] is not None:
            self._tell(customer, times[2], "offer", "sent", "", opportunity, None, "offer_sent")
        if lost:
            ended = min((times[2] or times[1] or at) + 3 * DAY, self._now)
            self._tell(customer, ended, "lost", lost, "", opportunity, None, None)

    def _order(self, customer: Customer, at: int, day: date, *, asked: bool) -> None:
        random = self._random
        done = self._steps_done(at)
        cancelled = done == len(STEPS) and random.random() < 0.03
        steps = [at + hours * HOUR for hours in AFTER_HOURS[: 1 if cancelled else done]]
        received = at - random.randint(2, 120) * HOUR if asked else at
        received_day = instant(received).date()
        times: list[int | None] = [received, None, None, at, None, None]
        if asked:
            answered = received + random.randint(10, 90) * 60_000_000
            times[1] = answered
            times[2] = answered + 60_000_000 * random.randint(5, 25) if random.random() < 0.7 else None
        if len(steps) > 3:
            times[4] = steps[3]
        if len(steps) > 6:
            times[5] = steps[6]
        opportunity = self._opportunity(customer, received, received_day, times, "cancelled" if cancelled else "")
        if asked:
            self._inquiry(customer, opportunity, received, received_day, is_open=False)
        self._write_order(customer, opportunity, day, steps, cancelled=cancelled)

    def _steps_done(self, at: int) -> int:
        """Old ones are completed; of the last days some wait at every step."""
        possible = sum(1 for hours in AFTER_HOURS if at + hours * HOUR <= self._now)
        if self._now - at > 9 * DAY:
            return len(STEPS)
        self._waits += 1
        return max(1, min(possible, 1 + self._waits % 6))

    def _lines(self) -> list[tuple[Good, int, int]]:
        """(good, quantity, discount); each good once."""
        random = self._random
        chosen = dict.fromkeys(
            random.choices(range(len(self._goods)), cum_weights=self._weights, k=random.randint(1, 5))
        )
        return [(self._goods[index], random.randint(1, 12) * 1000, random.choice((0, 0, 0, 500))) for index in chosen]

    def _write_order(
        self, customer: Customer, opportunity: int, day: date, steps: list[int], *, cancelled: bool
    ) -> None:
        order, number = self._key("order"), self._number("order", "ZAM", day)
        reached = len(steps) - 1
        status = "cancelled" if cancelled else STATUSES[reached]
        lines = self._lines()
        nets = [line_net(quantity=q, unit_price=good.price, discount=d) for good, q, d in lines]
        vat = total_vat([(VatRate(good.vat), net) for (good, _, _), net in zip(lines, nets, strict=True)])
        c, on = customer, day_number(day)
        self._rows.add(
            "orders",
            *(order, 2, number, opportunity, c.key, 2 + opportunity % 3, 1, status, "live", "phone", "PLN", 10_000),
            *("net", sum(nets), vat, steps[0], steps[0], on, c.name, c.street, c.postal_code, c.city, "PL", c.phone),
            *("przelew 14 dni", "kurier", ""),
        )
        goods = []
        for position, ((good, quantity, discount), net) in enumerate(zip(lines, nets, strict=True), 1):
            key = self._key("line")
            picked, issued = (quantity if reached >= 2 else 0), (quantity if reached >= 3 else 0)
            self._rows.add(
                "order_lines",
                *(key, order, position, "goods", good.key, good.name, good.unit, quantity, good.price, discount),
                *(good.vat, net, on, picked, issued),
            )
            goods.append(Goods(good, quantity, net, order_line=key))
        self._rows.add("search_entries", "order", order, number, c.name, f"{number.lower()} {c.folded}")
        self._walk(customer, opportunity, order, number, steps, goods, status)
        if cancelled:
            self._tell(c, steps[0] + HOUR, "order", "cancel", number, opportunity, order, None)
        if status == "labelled":
            self.last_labelled = (order, number)

    def _walk(
        self,
        customer: Customer,
        opportunity: int,
        order: int,
        number: str,
        steps: list[int],
        goods: list[Goods],
        status: str,
    ) -> None:
        """The steps' rows, the reservation or the W-Z, the timeline."""
        rows, employee = self._rows, words.EMPLOYEES[opportunity % 3]
        text = number
        for index, at in enumerate(steps):
            rows.add("order_steps", order, STEPS[index], at, 2 + opportunity % 3, employee[1], "biuro")
            if index == 3:
                text = self._issue(customer, order, number, at, goods, status, steps)
            kind = "order" if index == 0 else "step"
            told = text if index == 3 else number
            self._tell(customer, at, kind, STEPS[index], told, opportunity, order, CONTACT[index])
        if len(steps) in (2, 3):
            self._reserve(goods, steps[1])

    def _enough(self, goods: list[Goods], at: int) -> None:
        store = self._store
        short = [
            (line.good, max(150_000, 3 * line.quantity))
            for line in goods
            if store.on_hand.get(line.good.key, 0) - store.reserved.get(line.good.key, 0) < line.quantity
        ]
        if short:
            before = at - HOUR // 2
            day = day_number(instant(before).date())
            head = {"recipient": party_of("Młyny i Spółka", "ul. Młyńska 1", "60-001", "Poznań")}
            store.restock(before, day, short, head, "Marek Dzik")

    def _issue(
        self, customer: Customer, order: int, number: str, at: int, goods: list[Goods], status: str, steps: list[int]
    ) -> str:
        self._enough(goods, at)
        day = day_number(instant(at).date())
        head = {
            "recipient": party_of(customer.name, customer.street, customer.postal_code, customer.city, customer.nip),
            "delivery": party_of(customer.name, customer.street, customer.postal_code, customer.city),
            "order_number": number,
            "copies": 2,
        }
        document, text, costs = self._store.document(
            "WZ", at, day, goods, head=head, customer=customer.key, order=order, actor="Marek Dzik", party=customer.name
        )
        for line, cost in zip(goods, costs, strict=True):
            self._rows.add("order_line_costs", line.order_line, line.quantity, cost)
        handed = steps[5] if len(steps) > 5 else None
        carrier = "DPD" if handed else ""
        self._rows.add("shipments", order, document, status, 1, carrier, "", handed)
        return text

    def _reserve(self, goods: list[Goods], at: int) -> None:
        self._enough(goods, at)
        store = self._store
        for line in goods:
            key = line.good.key
            store.reserved[key] = store.reserved.get(key, 0) + line.quantity
            expires = self._now + 3 * DAY
            self._rows.add("reservations", line.order_line, key, 1, line.quantity, "open", at, expires)


def _past(at: int | None, now: int) -> int | None:
    return at if at is not None and at < now else None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)
