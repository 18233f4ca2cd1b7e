"""Orders led along their way: placed, reserved, picked, issued with a W-Z, labelled, handed over, completed."""

from dataclasses import dataclass
from functools import partial

from crm_desktop.demo.agenda import Agenda
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, HOUR, MINUTE, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.goods import Good
from crm_desktop.demo.matters import Line, Matters
from crm_desktop.demo.people import INTERNET, Customer
from crm_desktop.demo.returns import Returns
from crm_desktop.demo.supplies import Supplies
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import SERIES, About, Goods, Warehouse
from crm_desktop.demo.words import LUCJA, MAREK, Employee
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
BETWEEN = (0, 35, 150, 25, 10, 240, 4000)
"""Minutes from one step to the next, about; each in the hours when somebody is there."""
RESERVED_FOR = 72 * HOUR
PAYMENTS = ("przelew 14 dni", "przelew 14 dni", "przelew 30 dni", "przelew 7 dni", "gotówka przy odbiorze")
CARRIERS = ("nasze auto", "nasze auto", "DPD", "InPost", "DHL", "odbiór własny")


@dataclass(slots=True)
class Order:
    """What the steps of one order share."""

    key: int
    number: str
    customer: Customer
    opportunity: int
    seller: Employee
    store: Warehouse
    at: int
    steps: list[int]
    status: str
    goods: list[Goods]
    carrier: str


class OrderStory:
    """Told in the order of time; what lies in stock is always enough, or is received first."""

    def __init__(
        self,
        rows: Rows,
        dice: Dice,
        stores: tuple[Warehouse, Warehouse],
        supplies: Supplies,
        timeline: Timeline,
        calendar: Calendar,
        matters: Matters,
        agenda: Agenda,
        customers: list[Customer],
    ) -> None:
        self._dice, self._stores, self._supplies, self.matters = dice, stores, supplies, matters
        self._calendar, self._agenda, self._customers = calendar, agenda, customers
        self._tell, self._told = timeline.tell, timeline.told
        self._buyers = Weighted(dice, [dice.pareto(1.35) for _ in customers])
        self._orders, self._lines = rows.tables["orders"].extend, rows.tables["order_lines"].extend
        self._costs, self._search = rows.tables["order_line_costs"].extend, rows.tables["search_entries"].extend
        self._steps, self._shipments = rows.tables["order_steps"].extend, rows.tables["shipments"].extend
        self._reservations = rows.tables["reservations"].extend
        self._returns = Returns(rows, dice, timeline, calendar)
        self._order_count = self._line_count = self._waits = 0
        self.labelled: list[tuple[int, str]] = []

    def some_customer(self, at: int) -> Customer:
        """One who buys here at that time."""
        for _ in range(5):
            customer = self._customers[self._buyers.draw()]
            if customer.since <= at <= customer.until:
                break
        return customer

    def one(self, at: int) -> None:
        """An order; most of them began as an inquiry, and for each there is about one inquiry that was lost."""
        dice = self._dice
        self._agenda.run(at)
        customer = self.some_customer(at)
        self._order(customer, at, self.some_lines(customer, at), asked=dice.happens(0.6))
        if dice.happens(0.95 if self.matters.sellers.weak(at) else 0.72):
            asked_at = min(at + dice.between(1, 50) * MINUTE, self._calendar.now - MINUTE)
            customer = self.some_customer(asked_at) if dice.happens(0.4) else self._any_customer(asked_at)
            self.matters.asked_only(customer, asked_at)

    def _any_customer(self, at: int) -> Customer:
        """One who is there at that time, large or small."""
        for _ in range(5):
            customer = self._dice.one_of(self._customers)
            if customer.since <= at <= customer.until:
                break
        return customer

    def _order(self, customer: Customer, at: int, lines: list[Line], *, asked: bool) -> None:
        dice, matters = self._dice, self.matters
        planned, done = self._plan(at)
        cancelled = done == len(WAY) and dice.happens(0.03)
        steps = planned[: 1 if cancelled else done]
        seller, channel = matters.sellers.of_order(at), matters.channel(customer)
        times: list[int | None] = [at, None, None]
        if asked:
            times = self._asked_before(at, seller, by_hand=channel in ("phone", "counter"))
        times += [at, steps[3] if len(steps) > 3 else None, steps[6] if len(steps) > 6 else None]
        good, packs = lines[0][0], max(1, lines[0][1] // 1000)
        about = {"good": good, "packs": packs, "seller": seller, "channel": channel}
        lost = "cancelled" if cancelled else ""
        opportunity = matters.opportunity(customer, times, lost, **about, asked=asked)  # type: ignore[arg-type]
        if times[1]:
            matters.answer(customer, opportunity, times[1], seller, good, packs, channel)
        if times[2]:
            matters.offer(customer, opportunity, times[2], seller, lines, "accepted")
        order = self.write(customer, opportunity, seller, channel, steps, lines, at, "cancelled" if cancelled else "")
        self.walk(order, asked=asked)

    def _asked_before(self, at: int, seller: Employee, *, by_hand: bool) -> list[int | None]:
        """Received, answered, perhaps offered, all before the order."""
        dice, office = self._dice, self._calendar.office
        received = at - dice.between(5, 120) * HOUR
        if by_hand:
            received = min(office(received), at - 30 * MINUTE)
        answered = min(self.matters.sellers.answers_at(seller, received), at - 10 * MINUTE)
        offered = office(answered + dice.between(15, 200) * MINUTE)
        return [received, answered, offered if offered < at and dice.happens(0.75) else None]

    def _plan(self, at: int) -> tuple[list[int], int]:
        """When each step is taken, and how many have been: of the last days some wait at every step."""
        office, fraction, now = self._calendar.office, self._dice.fraction, self._calendar.now
        planned = [at]
        for minutes in BETWEEN[1:]:
            planned.append(office(planned[-1] + int(minutes * (0.4 + 1.2 * fraction())) * MINUTE))
        if planned[-1] <= now and now - at > 4 * DAY:
            return planned, len(WAY)
        possible = sum(1 for step in planned if step <= now)
        self._waits += 1
        return planned, max(1, min(possible, 1 + self._waits % 6))

    def some_lines(self, customer: Customer, at: int) -> list[Line]:
        """Each good once, at the prices of its year."""
        dice, matters, year = self._dice, self.matters, self._supplies.year(at)
        some, group = matters.market.some, customer.group
        most = 3 if group == INTERNET else 6
        chosen = {good.key: good for good in [some(group, at) for _ in range(dice.between(1, most))]}
        usual = 500 if customer.size > 2.4 else 0
        lines = []
        for good in chosen.values():
            quantity, price = matters.packs(customer, good) * 1000, good.prices[year]
            if good.unit == "kg" and dice.happens(0.4):
                quantity += 500
            discount = dice.one_of((300, 500, 700)) if dice.happens(0.15) else usual
            net = line_net(quantity=quantity, unit_price=price, discount=discount)
            lines.append((good, quantity, price, discount, net))
        return lines

    def write(
        self,
        customer: Customer,
        opportunity: int,
        seller: Employee,
        channel: str,
        steps: list[int],
        lines: list[Line],
        at: int,
        ended: str = "",
    ) -> Order:
        """The order with its lines; without `steps` it is a draft. `ended` "" or "cancelled"."""
        c, reached, dice = customer, len(steps) - 1, self._dice
        self._order_count += 1
        order, day = self._order_count, self._calendar.day(at)
        store = self._stores[c.warehouse - 1]
        period, sequence = store.books.number(SERIES["order"], day)
        number, status = f"ZAM {sequence}/{period}", ended or (STATUSES[reached] if steps else "draft")
        net, vat = _sums(lines)
        carrier = dice.one_of(CARRIERS[2:5] if c.group == INTERNET else CARRIERS)
        terms = ("przedpłata" if c.group == INTERNET else dice.one_of(PAYMENTS), carrier, self.matters.letters.note())
        placed = (at, day) if steps else (None, None)
        self._orders(
            (
                *(order, 1 + len(steps) + bool(ended), number, opportunity, c.key, seller.key, store.key, status),
                *("live", channel, "PLN", 10_000, "net", net, vat, at, *placed),
                *(c.name, c.street, c.postal_code, c.city, "PL", c.phone, *terms),
            )
        )
        goods = self._write_lines(order, placed[1], lines, picked=reached >= 2, issued=reached >= 3)
        self._search(("order", order, number, c.name, f"{number.lower()} {c.folded}"))
        return Order(order, number, c, opportunity, seller, store, at, steps, status, goods, carrier)

    def _write_lines(
        self, order: int, day: int | None, lines: list[Line], *, picked: bool, issued: bool
    ) -> list[Goods]:
        goods = []
        for position, (good, quantity, price, discount, net) in enumerate(lines, 1):
            self._line_count += 1
            done = (quantity if picked else 0, quantity if issued else 0)
            what = (self._line_count, order, position, "goods", good.key, good.name, good.unit, quantity, price)
            self._lines((*what, discount, good.vat, net, day, *done))
            goods.append(Goods(good, quantity, net, 0, self._line_count, price))
        return goods

    def walk(self, order: Order, *, asked: bool) -> None:
        """The steps' rows and the timeline; reserving and issuing wait for their time."""
        keeper = MAREK if order.store.key == 1 else LUCJA
        steps, c, seller = order.steps, order.customer, order.seller
        for index, at in enumerate(steps):
            kind, step, contact, opened = WAY[index]
            who, place = (keeper, "magazyn") if 2 <= index <= 5 else (seller, "biuro")
            self._steps((order.key, step, at, who.key, who.name, place))
            if index == 3:
                self._agenda.put(at, partial(self._issue, order))
                continue
            ended = -1 if asked and index == 0 else 0
            told = (at, c, kind, step, order.number, who.name, order.opportunity, order.key, contact, ended, opened)
            self._told.append(told)
        if len(steps) in (2, 3):
            self._agenda.put(steps[1], partial(self._reserve, order))
        if order.status == "cancelled":
            at = min(self._calendar.office(order.at + 90 * MINUTE), self._calendar.now)
            told_of = (at, c, "order", "cancel", order.number, seller.name, order.opportunity, order.key)
            self._tell(*told_of, status="lost", orders=-1)
            self._steps((order.key, "cancel", at, seller.key, seller.name, "biuro"))
        if order.status == "labelled":
            self.labelled.append((order.key, order.number))

    def _issue(self, order: Order, at: int) -> None:
        """The W-Z and the shipment; perhaps something of it comes back later."""
        store, goods, c = order.store, order.goods, order.customer
        self._supplies.enough(store, goods, at)
        about = About(c, order.key, order.number)
        day = self._calendar.day(at)
        document, number, costs = store.document("WZ", at, day, goods, about)
        for line, cost in zip(goods, costs, strict=True):
            self._costs((line.order_line, line.quantity, cost))
            self._supplies.sold(store, line.good, line.quantity)
        steps = order.steps
        handed = steps[5] if len(steps) > 5 else None
        carrier = order.carrier if handed else ""
        tracking = f"00{order.key * 7919 % 10**8:08}PL" if handed and carrier in CARRIERS[2:5] else ""
        self._shipments((order.key, document, order.status, 1 + len(goods) // 3, carrier, tracking, handed))
        keeper = MAREK if store.key == 1 else LUCJA
        kind, step, contact, opened = WAY[3]
        self._told.append((at, c, kind, step, number, keeper.name, order.opportunity, order.key, contact, 0, opened))
        if order.status == "completed" and self._dice.happens(0.035):
            back = self._calendar.office(steps[6] + self._dice.between(1, 9) * DAY)
            if back < self._calendar.now:
                take = partial(self._returns.take_back, order, document, (number, day), costs, self._next_line)
                self._agenda.put(back, take)

    def _next_line(self) -> int:
        self._line_count += 1
        return self._line_count

    def _reserve(self, order: Order, at: int) -> None:
        store = order.store
        self._supplies.enough(store, order.goods, at)
        expires = max(at + RESERVED_FOR, self._calendar.now + (2 + order.key % 60) * HOUR)
        for line in order.goods:
            store.of(line.good).reserved += line.quantity
            self._reservations((line.order_line, line.good.key, store.key, line.quantity, "open", at, expires))


def _sums(lines: list[Line]) -> tuple[int, int]:
    """Net and VAT; VAT on the sum of net per rate."""
    nets: dict[int, int] = {}
    for good, _, _, _, net in lines:
        nets[good.percent] = nets.get(good.percent, 0) + net
    return sum(nets.values()), sum(vat_on_net(net, percent) for percent, net in nets.items())


def some_packs(good: Good, price: int, quantity: int) -> Line:
    """A line without a discount."""
    return good, quantity, price, 0, line_net(quantity=quantity, unit_price=price)
