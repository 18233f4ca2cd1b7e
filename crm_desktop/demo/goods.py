"""Goods of the sample company: codes, barcodes and prices of three years; and what is bought when, and by whom."""

from dataclasses import dataclass

from crm_desktop.demo import words
from crm_desktop.demo.assortment import Article, Shelf, chosen
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.papers import line_frame
from crm_desktop.folding import fold, search_text
from crm_desktop.orders.rules import percent_of
from db.vocabulary import VatRate

YEARS = 3
FOR_GROUPS = 7
"""Every so many goods have prices of their own for groups of customers."""
INFLATION = (0.93, 0.97, 1.0)
"""The usual price of each of the three years against today's."""


@dataclass(slots=True)
class Good:
    key: int
    code: str
    name: str
    unit: str
    vat: str
    percent: int
    prices: tuple[int, ...]
    """Ten-thousandths, of each of the three years; the last is today's."""
    costs: tuple[int, ...]
    shelf: Shelf
    group: int
    popularity: float
    trend: float
    """What a month makes more (or less) of it."""
    small: bool
    folded: str
    paper: str
    """Its line in a snapshot; takes position, quantity, unit price, value and lot."""
    typical: int
    forms: tuple[str, str, str]
    """The unit behind 1, behind 2-4, behind 5."""

    def amount(self, packs: int) -> str:
        """ "12 worków"."""
        few = 2 <= packs % 10 <= 4 and not 12 <= packs % 100 <= 14
        return f"{packs} {self.forms[0 if packs == 1 else 1 if few else 2]}"


def ean(number: int) -> str:
    """EAN-13 of the prefix for use inside a company."""
    body = f"290{number:09}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return body + str(-total % 10)


def make_goods(rows: Rows, dice: Dice, count: int) -> list[Good]:
    """Groups, subgroups, products with their barcodes: the same things for the same count."""
    articles = chosen(count)
    groups = {name: key for key, name in enumerate(dict.fromkeys(a.shelf.group for a in articles), 1)}
    kinds = {shelf: key for key, shelf in enumerate(dict.fromkeys(a.shelf for a in articles), len(groups) + 1)}
    for name, key in groups.items():
        rows.add("product_groups", key, name, None)
    for shelf, key in kinds.items():
        rows.add("product_groups", key, shelf.name, groups[shelf.group])
    found, numbers = [], dict.fromkeys(kinds, 0)
    for key, article in enumerate(articles, 1):
        shelf = article.shelf
        numbers[shelf] += 1
        code = f"{shelf.code}-{numbers[shelf]:03}"
        found.append(_good(rows, dice, key, code, article, groups[shelf.group], kinds[shelf]))
    return found


def _good(rows: Rows, dice: Dice, key: int, code: str, article: Article, group: int, kind: int) -> Good:
    shelf, unit, name = article.shelf, article.unit, article.name
    prices, costs = _prices(dice, article)
    barcode = ean(key)
    rows.add(
        "products",
        *(key, 1, code, name, group, kind, unit, unit != "kg", prices[-1], shelf.vat, article.grams),
        *(shelf.kept > 0, True),
    )
    rows.add("product_barcodes", barcode, key, 1000)
    if key % FOR_GROUPS == 0:
        _prices_of_groups(rows, key, prices[-1], shelf.typical)
    rows.add("search_entries", "product", key, name, code, search_text(name, code, barcode))
    forms = words.told("letters")["notes"]["units"].get(unit, f"{unit} {unit} {unit}").split()
    return Good(
        key=key,
        code=code,
        name=name,
        unit=unit,
        vat=shelf.vat,
        percent=percent_of(VatRate(shelf.vat)),
        prices=prices,
        costs=costs,
        shelf=shelf,
        group=group,
        popularity=dice.pareto(1.3) * shelf.typical,
        trend=dice.uniform(-0.012, 0.018) if dice.happens(0.8) else dice.uniform(-0.04, 0.05),
        small=article.small,
        folded=fold(name),
        paper=line_frame(code, name, unit),
        typical=max(1, shelf.typical // (1 + article.small)) if prices[-1] < 3_000_000 else 1,
        forms=(forms[0], forms[1], forms[2]),
    )


def _prices_of_groups(rows: Rows, key: int, price: int, typical: int) -> None:
    """Bakeries (the first group) pay less, and less again for a pallet; restaurants less from ten packs on."""
    for group, packs, share in ((1, 0, 97), (1, 20 * max(1, typical), 94), (2, 10 * max(1, typical), 96)):
        rows.add("product_group_prices", key, group, packs * 1000, price * share // 100_000 * 1000)


def _prices(dice: Dice, article: Article) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of the three years, in steps of ten grosze; bread goods are sold at less over cost than decorations."""
    minor = max(90, round(article.price * dice.uniform(0.97, 1.04) * 10) * 10)
    oldest = words.DEARER.get(article.shelf.group, INFLATION[0]) * dice.uniform(0.97, 1.03)
    levels = (oldest, (oldest + 2) / 3 + 0.005, 1.0)
    over = {"Mąki": 0.17, "Cukry i słodziki": 0.15, "Tłuszcze": 0.18, "Dekoracje": 0.42, "Formy i sprzęt": 0.38}
    cost = minor / (1 + over.get(article.shelf.group, 0.27) * dice.uniform(0.7, 1.4))
    prices = tuple(round(minor * level / 10) * 10 * 100 for level in levels)
    return prices, tuple(round(cost * level * dice.uniform(0.99, 1.02)) * 100 for level in levels)


class Market:
    """What is asked for and bought, by month and by group of customers: seasons, tastes, what rises and what falls."""

    def __init__(self, dice: Dice, goods: list[Good], calendar: Calendar) -> None:
        self._dice, self._goods, self._calendar = dice, goods, calendar
        self._tables: dict[tuple[int, int], Weighted] = {}
        self._last = calendar.today.year * 12 + calendar.today.month - 1
        self._months = [day.year * 12 + day.month - 1 for day in calendar.days]

    def some(self, group: int, at: int) -> Good:
        """`group` of customers, counted from 1."""
        key = (group, self._months[self._calendar.index(at)])
        table = self._tables.get(key) or self._tables.setdefault(key, self._table(*key))
        return self._goods[table.draw()]

    def _table(self, group: int, month: int) -> Weighted:
        behind, plain = self._last - month, (1.0,) * 12
        factors = {
            name: tastes[group - 1] * words.SEASONS.get(name, plain)[month % 12]
            for name, tastes in words.TASTES.items()
        }
        small = 3.0 if group == 5 else 1.0
        return Weighted(
            self._dice,
            [
                good.popularity
                * factors[good.shelf.group]
                * max(0.02, 1 - good.trend * behind)
                * (small if good.small else 1)
                for good in self._goods
            ],
        )
