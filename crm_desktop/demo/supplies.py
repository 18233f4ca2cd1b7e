"""Goods that come: the opening stock, a delivery a week by what sold, transfers to Gdynia, what went out of date."""

from datetime import date, timedelta
from math import ceil

from crm_desktop.demo import words
from crm_desktop.demo.calendar import HOUR, MINUTE, Calendar
from crm_desktop.demo.dice import Dice
from crm_desktop.demo.goods import YEARS, Good
from crm_desktop.demo.papers import party_json
from crm_desktop.demo.warehouse import About, Goods, Party, Warehouse
from crm_desktop.money import share
from db.types import day_number

MOST_AHEAD = 6
OPENING_FRESH = 1_000
"""Of what does not keep, thousandths."""
LOW = 15
"""So many products lie under their minimum when the story ends."""


def _ahead(good: Good) -> int:
    """So many packs more than is wanted are bought: none of what does not keep."""
    return 0 if good.shelf.kept else MOST_AHEAD


def _shelf(store: int, product: int) -> str:
    """Rack, bay and level."""
    return f"{'ABCDEF'[product // 12 % 6]}-{product % 12 + 1:02}-{(product + store) % 4 + 1}"


def _weeks(good: Good) -> float:
    """For so long one buys what sells each week; of what does not keep, for days."""
    return min(0.5, good.shelf.kept / 800) if good.shelf.kept else 4.0


class Supplies:
    """Buys for all warehouses. `rates`: packs a week that lately left, by warehouse and product."""

    def __init__(self, dice: Dice, calendar: Calendar, stores: tuple[Warehouse, Warehouse]) -> None:
        self._dice, self._calendar, self._stores = dice, calendar, stores
        self._parties = {group: Party(told[0], party_json(*told)) for group, told in words.SUPPLIERS.items()}
        self._left: dict[tuple[int, int], int] = {}
        self._rates: dict[tuple[int, int], float] = {}
        self._first = calendar.days.index(calendar.today) - 365 * YEARS
        self.low: list[tuple[Warehouse, Good]] = []

    def year(self, at: int) -> int:
        """Which of the three price lists holds."""
        return max(0, min(YEARS - 1, (self._calendar.index(at) - self._first) // 365))

    def open(self, goods: list[Good], at: int) -> None:
        """What lay there on the first day, written in by PW; Gdynia began with the half that sells best."""
        middle = sorted(good.popularity for good in goods)[len(goods) // 2]
        for store in self._stores:
            there = [good for good in goods if store.key == 1 or good.popularity > middle]
            packs = 6 if store.key == 1 else 3
            lines = [self._bought(good, self._first_day(good, packs), at) for good in there]
            day = self._calendar.day(at)
            store.document("PW", at, day, lines, About(note="stan początkowy"), self._expiry(lines, at))

    @staticmethod
    def _first_day(good: Good, packs: int) -> int:
        return OPENING_FRESH if good.shelf.kept else packs * good.typical * 1000

    def sold(self, store: Warehouse, good: Good, quantity: int) -> None:
        key = (store.key, good.key)
        self._left[key] = self._left.get(key, 0) + quantity

    def enough(self, store: Warehouse, lines: list[Goods], at: int) -> None:
        """Sends for what would run short."""
        short = []
        for line in lines:
            if store.of(line.good).available < line.quantity:
                short.append(self._bought(line.good, line.quantity + _ahead(line.good) * line.good.typical * 1000, at))
        if short:
            self._receive(store, short, at - HOUR // 2)

    def weekly(self, at: int) -> None:
        """Monday's deliveries: what sells is bought for four weeks when it would not last two."""
        for store in self._stores:
            wanted: list[Goods] = []
            for (warehouse, product), quantity in sorted(self._left.items()):
                if warehouse == store.key:
                    held = store.held[product]
                    rate = 0.65 * self._rates.get((warehouse, product), quantity) + 0.35 * quantity
                    self._rates[warehouse, product] = rate
                    weeks = _weeks(held.good)
                    if held.available < weeks / 2 * rate:
                        pack = 1 if held.good.shelf.kept else max(1, held.good.typical)
                        packs = ceil((weeks * rate - held.available) / 1000 / pack)
                        wanted.append(self._bought(held.good, packs * pack * 1000, at))
            self._deliver(store, wanted, at)
        self._left.clear()

    def _deliver(self, store: Warehouse, wanted: list[Goods], at: int) -> None:
        """By MM from Poznań what lies there in plenty, the rest by PZ of each supplier."""
        main = self._stores[0]
        plenty = [line for line in wanted if store is not main and main.of(line.good).available > 3 * line.quantity]
        if plenty:
            main.document("MM", at, self._calendar.day(at), plenty, About(target=store))
        self._receive(store, [line for line in wanted if line not in plenty], at + 20 * MINUTE)

    def _receive(self, store: Warehouse, lines: list[Goods], at: int) -> None:
        by_supplier: dict[str, list[Goods]] = {}
        for line in lines:
            group = line.good.shelf.group
            by_supplier.setdefault(self._parties[group if group in self._parties else ""].name, []).append(line)
        parties = {party.name: party for party in self._parties.values()}
        for name, bought in by_supplier.items():
            day = self._calendar.day(at)
            store.document("PZ", at, day, bought, About(party=parties[name]), self._expiry(bought, at))

    def _bought(self, good: Good, quantity: int, at: int) -> Goods:
        return Goods(good, quantity, cost=share(good.costs[self.year(at)], quantity, 100_000))

    def _expiry(self, lines: list[Goods], at: int) -> dict[int, int]:
        """Product -> the day until which what comes now may be used."""
        day = self._calendar.days[self._calendar.index(at)]
        kept = {line.good.key: line.good.shelf.kept for line in lines if line.good.shelf.kept}
        return {product: day_number(day + timedelta(days=days)) for product, days in kept.items()}

    def monthly(self, at: int, day: date) -> None:
        """What went out of date is written off by RW."""
        today = day_number(day)
        for store in self._stores:
            gone = []
            for held in store.held.values():
                if not held.lots or held.lots[0].expires >= today:
                    continue
                old = sum(lot.left for lot in held.lots if lot.expires < today)
                if quantity := min(old, held.available):
                    gone.append(Goods(held.good, quantity))
            if gone:
                store.document("RW", at, self._calendar.day(at), gone, About(note="likwidacja: po terminie"))

    def last(self, at: int) -> None:
        """What lasts shortest stays under its minimum till the end; all else is bought for some weeks."""
        lasting = []
        for (warehouse, product), rate in sorted(self._rates.items()):
            lasting.append((self._stores[warehouse - 1].held[product].on_hand / max(rate, 1), warehouse, product))
        gone, left = [entry for entry in lasting if not entry[0]], [entry for entry in lasting if entry[0]]
        few = sorted(gone)[: LOW // 4]
        low = {(warehouse, product) for _, warehouse, product in few + sorted(left)[: LOW - len(few)]}
        for store in self._stores:
            self.low += [(store, held.good) for held in store.held.values() if (store.key, held.good.key) in low]
            wanted = []
            for held in store.held.values():
                usual = self._usual(store, held.good)
                if held.available < usual and (store.key, held.good.key) not in low:
                    wanted.append(self._bought(held.good, 3 * usual, at))
            self._receive(store, wanted, at)

    def _usual(self, store: Warehouse, good: Good) -> int:
        """What a week takes, in whole packs as one buys them."""
        pack = max(1, good.typical) * 1000
        return ceil(self._rates.get((store.key, good.key), 0) / pack) * pack or pack

    def close(self) -> None:
        """Writes what all moves come to, with a minimum and a target by what sells."""
        low = {(store.key, good.key) for store, good in self.low}
        for store in self._stores:
            add = store.books.rows.add
            for product, held in sorted(store.held.items()):
                usual = self._usual(store, held.good)
                minimum = min(usual, held.available // 1000 * 1000)
                if (store.key, product) in low:
                    minimum = max(usual, held.on_hand + max(1, held.good.typical) * 1000)
                add(
                    "stock",
                    product,
                    store.key,
                    held.on_hand,
                    held.reserved,
                    minimum,
                    max(minimum, usual) * 4,
                    _shelf(store.key, product),
                )
                add("product_costs", product, store.key, held.on_hand, held.worth)
                for lot, left in held.left_by_lot().items():
                    add("lot_stock", lot, store.key, left)
