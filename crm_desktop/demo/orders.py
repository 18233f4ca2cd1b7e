"""Orders led along their way: placed, reserved, picked, issued with a W-Z, labelled, handed over, completed."""

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, HOUR, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.matters import MINUTE, Lines, Matters
from crm_desktop.demo.people import Customer
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import Goods, Warehouse
from crm_desktop.money import line_net, vat_on_net

STATUSES = ("placed", "reserved", "picked", "issued", "labelled", "handed_over", "completed")
WAY = (
    ("order", "place", "ordered", 1),
    ("step", "reserve", "in_preparation", 0),
    ("step", "pick", "in_preparation", 0),
    ("step", "issue", "in_preparation", 0),
    ("step", "label", "", 0),
    ("step", "hand_over", "sent", 0),
    ("step", "complete", "completed", -1),
)
"""What the timeline is told of each step: its kind, the step, the contact's status, how many orders it opens."""
AFTER_HOURS = (0, 1, 4, 5, 6, 22, 96)
"""Hours from placing to each step."""
STOREKEEPER = "Marek Dzik"


class OrderStory:
    """Told in the order of time; what lies in stock is always enough, or is received first."""

    def __init__(
        self,
        rows: Rows,
        dice: Dice,
        store: Warehouse,
        timeline: Timeline,
        calendar: Calendar,
        matters: Matters,
        customers: list[Customer],
    ) -> None:
        self._dice, self._store, self._matters, self._calendar = dice, store, matters, calendar
        self._tell, self._told, self._customers = timeline.tell, timeline.told, customers
        self._buyers = Weighted(dice, [dice.pareto(1.5) for _ in customers])
        self._orders, self._lines = rows.tables["orders"].extend, rows.tables["order_lines"].extend
        self._costs, self._search = rows.tables["order_line_costs"].extend, rows.tables["search_entries"].extend
        self._steps, self._shipments = rows.tables["order_steps"].extend, rows.tables["shipments"].extend
        self._reservations = rows.tables["reservations"].extend
        self._order_count = self._line_count = self._waits = 0
        self.last_labelled: tuple[int, str] | None = None

    def some_customer(self) -> Customer:
        return self._customers[self._buyers.draw()]

    def one(self, at: int) -> None:
        """An order; most of them began as an inquiry, and for each there is about one inquiry that was lost."""
        dice = self._dice
        self._order(self.some_customer(), at, asked=dice.happens(0.6))
        if dice.happens(0.75):
            asked_at = min(at + dice.between(1, 50) * MINUTE, self._calendar.now - MINUTE)
            self._matters.asked_only(self.some_customer(), asked_at)

    def _order(self, customer: Customer, at: int, *, asked: bool) -> None:
        dice = self._dice
        done = self._steps_done(at)
        cancelled = done == len(WAY) and dice.happens(0.03)
        steps = [at + hours * HOUR for hours in AFTER_HOURS[: 1 if cancelled else done]]
        received = at - dice.between(2, 120) * HOUR if asked else at
        answered = received + dice.between(10, 90) * MINUTE if asked else None
        offered = answered + dice.between(5, 25) * MINUTE if answered and dice.happens(0.7) else None
        issued = steps[3] if len(steps) > 3 else None
        times = [received, answered, offered, at, issued, steps[6] if len(steps) > 6 else None]
        lost = "cancelled" if cancelled else ""
        lines = self._some_lines()
        opportunity = self._matters.opportunity(customer, times, lost, good=lines[0][0], asked=asked)
        if answered:
            self._matters.answer(customer, opportunity, answered)
        if offered:
            self._matters.offer(customer, opportunity, offered, lines, "accepted")
        self._write(customer, opportunity, steps, lines, cancelled=cancelled, asked=asked)

    def _steps_done(self, at: int) -> int:
        """Old ones are completed; of the last days some wait at every step."""
        if self._calendar.now - at > 9 * DAY:
            return len(WAY)
        possible = sum(1 for hours in AFTER_HOURS if at + hours * HOUR <= self._calendar.now)
        self._waits += 1
        return max(1, min(possible, 1 + self._waits % 6))

    def _some_lines(self) -> Lines:
        """Each good once."""
        dice, some_good = self._dice, self._matters.some_good
        chosen = {good.key: good for good in [some_good() for _ in range(dice.between(1, 5))]}
        lines = []
        for good in chosen.values():
            quantity, discount = dice.between(1, 12) * 1000, 500 if dice.happens(0.25) else 0
            net = line_net(quantity=quantity, unit_price=good.price, discount=discount)
            lines.append((good, quantity, discount, net))
        return lines

    def _write(
        self,
        customer: Customer,
        opportunity: int,
        steps: list[int],
        lines: Lines,
        *,
        cancelled: bool,
        asked: bool,
    ) -> None:
        c, at, reached = customer, steps[0], len(steps) - 1
        self._order_count += 1
        order, day = self._order_count, self._calendar.day(at)
        _, period, sequence = self._store.number("order", day)
        number, status = f"ZAM {sequence}/{period}", "cancelled" if cancelled else STATUSES[reached]
        net, vat = _sums(lines)
        self._orders(
            (
                *(order, 1 + len(steps) + cancelled, number, opportunity, c.key, 2 + opportunity % 3, 1, status),
                *("live", "phone", "PLN", 10_000, "net", net, vat, at, at, day),
                *(c.name, c.street, c.postal_code, c.city, "PL", c.phone, "przelew 14 dni", "kurier", ""),
            )
        )
        goods = self._write_lines(order, day, lines, picked=reached >= 2, issued=reached >= 3)
        self._search(("order", order, number, c.name, f"{number.lower()} {c.folded}"))
        self._walk(customer, opportunity, order, number, steps, goods, status, asked=asked)
        if cancelled:
            actor = words.EMPLOYEES[opportunity % 3][1]
            told = (at + HOUR, c, "order", "cancel", number, actor, opportunity, order)
            self._tell(*told, status="lost", orders=-1)
            self._steps((order, "cancel", at + HOUR, 2 + opportunity % 3, actor, "biuro"))
        if status == "labelled":
            self.last_labelled = (order, number)

    def _write_lines(self, order: int, day: int, lines: Lines, *, picked: bool, issued: bool) -> list[Goods]:
        goods = []
        for position, (good, quantity, discount, net) in enumerate(lines, 1):
            self._line_count += 1
            done = (quantity if picked else 0, quantity if issued else 0)
            what = (self._line_count, order, position, "goods", good.key, good.name, good.unit, quantity, good.price)
            self._lines((*what, discount, good.vat, net, day, *done))
            goods.append(Goods(good, quantity, net, 0, self._line_count))
        return goods

    def _walk(
        self,
        customer: Customer,
        opportunity: int,
        order: int,
        number: str,
        steps: list[int],
        goods: list[Goods],
        status: str,
        *,
        asked: bool,
    ) -> None:
        """The steps' rows, the reservation or the W-Z, the timeline."""
        seller, employee = words.EMPLOYEES[opportunity % 3][1], 2 + opportunity % 3
        tell, add = self._told.append, self._steps
        for index, at in enumerate(steps):
            kind, step, contact, opened = WAY[index]
            add((order, step, at, employee, seller, "biuro"))
            text = self._issue(customer, order, number, at, goods, status, steps) if index == 3 else number
            ended = -1 if asked and index == 0 else 0
            tell((at, customer, kind, step, text, seller, opportunity, order, contact, ended, opened))
        if len(steps) in (2, 3):
            self._reserve(goods, steps[1])

    def _enough(self, goods: list[Goods], at: int) -> None:
        """Receives first what would run short."""
        store, short = self._store, []
        for line in goods:
            key = line.good.key
            if store.on_hand.get(key, 0) - store.reserved.get(key, 0) < line.quantity:
                short.append((line.good, max(150_000, 3 * line.quantity)))
        if short:
            before = at - HOUR // 2
            store.restock(before, self._calendar.day(before), short, STOREKEEPER)

    def _issue(
        self, customer: Customer, order: int, number: str, at: int, goods: list[Goods], status: str, steps: list[int]
    ) -> str:
        """The W-Z and the shipment; its number."""
        self._enough(goods, at)
        document, text, costs = self._store.document(
            *("WZ", at, self._calendar.day(at), goods, STOREKEEPER),
            customer=customer,
            order=order,
            order_number=number,
        )
        for line, cost in zip(goods, costs, strict=True):
            self._costs((line.order_line, line.quantity, cost))
        handed = steps[5] if len(steps) > 5 else None
        self._shipments((order, document, status, 1, "DPD" if handed else "", "", handed))
        return text

    def _reserve(self, goods: list[Goods], at: int) -> None:
        self._enough(goods, at)
        reserved, expires = self._store.reserved, self._calendar.now + 3 * DAY
        for line in goods:
            key = line.good.key
            reserved[key] = reserved.get(key, 0) + line.quantity
            self._reservations((line.order_line, key, 1, line.quantity, "open", at, expires))


def _sums(lines: Lines) -> tuple[int, int]:
    """Net and VAT; VAT on the sum of net per rate."""
    nets: dict[int, int] = {}
    for good, _, _, net in lines:
        nets[good.percent] = nets.get(good.percent, 0) + net
    return sum(nets.values()), sum(vat_on_net(net, percent) for percent, net in nets.items())
