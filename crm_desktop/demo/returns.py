"""What comes back: a correction of the W-Z, goods in stock at their cost, a line of the order on its own day."""

from collections.abc import Callable
from typing import Protocol

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import Calendar
from crm_desktop.demo.dice import Dice
from crm_desktop.demo.people import Customer
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import About, Goods, Warehouse
from crm_desktop.money import share

REASONS = ("uszkodzone opakowanie", "pomyłka w zamówieniu", "nadwyżka", "niezgodna partia")


class Returned(Protocol):
    """What a return needs to know of its order."""

    key: int
    number: str
    customer: Customer
    opportunity: int
    store: Warehouse
    goods: list[Goods]


class Returns:
    def __init__(self, rows: Rows, dice: Dice, timeline: Timeline, calendar: Calendar) -> None:
        self._dice, self._timeline, self._calendar = dice, timeline, calendar
        self._lines, self._costs = rows.tables["order_lines"].extend, rows.tables["order_line_costs"].extend

    def take_back(
        self,
        order: Returned,
        document: int,
        issued: tuple[str, int],
        costs: list[int],
        next_line: Callable[[], int],
        at: int,
    ) -> None:
        """A part or all of one line that is in no lot: what keeps badly is not taken back.

        `issued`: number and day of the W-Z."""
        there = [(line, cost) for line, cost in zip(order.goods, costs, strict=True) if not line.good.shelf.kept]
        if not there:
            return
        line, cost = self._dice.one_of(there)
        packs = line.quantity // 1000
        quantity = 1000 * self._dice.between(1, packs) if packs else line.quantity
        net, worth = share(line.net, quantity, line.quantity), share(cost, quantity, line.quantity)
        key, day, good = next_line(), self._calendar.day(at), line.good
        what = (key, order.key, len(order.goods) + 1, "return", good.key, good.name, good.unit, -quantity, line.price)
        self._lines((*what, 0, good.vat, -net, day, 0, 0))
        self._costs((key, -quantity, -worth))
        goods = [Goods(good, quantity, -net, worth, key, line.price, line.quantity)]
        note = f"zwrot do {issued[0]}: {self._dice.one_of(REASONS)}"
        about = About(order.customer, order.key, order.number, corrects=document, corrected=issued, note=note)
        told = order.store.document("WZK", at, day, goods, about)
        self._timeline.tell(
            *(at, order.customer, "return", "WZK", told[1], order.store.keeper, order.opportunity, order.key),
            status="returned",
        )
