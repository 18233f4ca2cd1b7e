"""What a bakery wholesaler has on its shelves, by groups, kinds, packs and makers (resources/demo/goods.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache

from crm_desktop.places import resource


@dataclass(frozen=True, slots=True)
class Shelf:
    """A subgroup; `typical` how many packs one buys at once, `kept` days a lot keeps, 0 without lots."""

    group: str
    name: str
    code: str
    vat: str
    typical: int
    kept: int


@dataclass(frozen=True, slots=True)
class Article:
    """One thing on a shelf; `price` in zł for a pack, net; `small` where there is a larger pack of it."""

    shelf: Shelf
    name: str
    unit: str
    price: float
    grams: int
    small: bool


@cache
def shelves() -> tuple[Shelf, ...]:
    return tuple(dict.fromkeys(article.shelf for article in articles()))


@cache
def articles() -> tuple[Article, ...]:
    """Everything the makers make, shelf by shelf."""
    told = tomllib.loads(resource("demo", "goods.toml").read_text(encoding="utf-8"))["shelf"]
    return tuple(article for shelf in told for article in _on_shelf(shelf))


def chosen(count: int) -> list[Article]:
    """So many of them, some from every shelf as far as they go."""
    every = articles()
    return [every[number * len(every) // count] for number in range(min(count, len(every)))]


def _on_shelf(told: dict[str, object]) -> list[Article]:
    """Each name by each maker in each pack: larger packs are cheaper by the kilogram, the second maker dearer."""
    values: dict[str, list[str]] = {key: list(told[key]) for key in ("names", "packs", "makers")}  # type: ignore[call-overload]
    group, kind, code, vat = (str(told[key]) for key in ("group", "name", "code", "vat"))
    typical, kept = (int(str(told.get(key, 0))) for key in ("typical", "kept"))
    shelf = Shelf(group, kind, code, vat, typical, kept)
    packs = [pack.split("|") for pack in values["packs"]]
    largest = max(float(size) for _, _, size, _ in packs)
    found = []
    for name, _, own in (entry.partition("=") for entry in values["names"]):
        for number, maker in enumerate(values["makers"]):
            for label, unit, text, weight in packs:
                size = float(text)
                dearer = 1 + 0.11 * (1 - size / largest) + 0.06 * number
                price = float(own or str(told["price"])) * size * dearer
                whole = " ".join(part for part in (name, maker, label) if part)
                grams = max(20, round(size * int(weight)))
                found.append(Article(shelf, whole, unit, price, grams, size < largest))
    return found
