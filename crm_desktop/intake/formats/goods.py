"""The goods that fields name: repeated keys, numbered lines, or a list under a word for goods."""

import re

from crm_desktop.intake.field_maps import LONGEST_KEY, MEANINGS, squeezed
from crm_desktop.intake.records import WantedProduct
from crm_desktop.money import price_from_text, quantity_from_text

_LINE = re.compile(
    r"^(.*?)\[?(\d{1,6})\]?(?:\[(?:product|produkt|item|towar|variant|article)\])?\[([^\[\]]+)\]$", re.IGNORECASE
)
"""A line may hold its goods as an object of their own: `items[0][product][sku]`."""
_LISTS = frozenset("items item lines line lineitems products product produkty pozycje towary cart koszyk".split())
_CODES = frozenset("sku code kod ean barcode product produkt productcode kodproduktu towar item symbol".split())
_TITLES = frozenset("name nazwa title productname nazwaproduktu".split())
_PRICES = frozenset("price unitprice cena cenajednostkowa".split())
MOST_QUANTITY = 10**10
MOST_PRICE = 10**12


def line_part(key: str) -> tuple[str, str] | None:
    """`items[2][sku]` -> ("items2", "code"): which line and which part of it; None for what names no goods."""
    found = _LINE.match(key) if len(key) <= LONGEST_KEY else None
    if found is None:
        return None
    listed = lists_goods(found[1])
    inner = squeezed(found[3])
    part = _part(inner, listed=listed)
    return (f"{found[1]}#{found[2]}", part) if part else None


def lists_goods(key: str) -> bool:
    """ "cart", "order[items]": a word for a list of goods."""
    return _last_word(key) in _LISTS


def _last_word(container: str) -> str:
    words = [word for word in re.split(r"[\[\]]+", container) if word]
    return squeezed(words[-1]) if words else ""


def _part(inner: str, *, listed: bool) -> str:
    if inner in _PRICES:
        return "price"
    if MEANINGS.get(inner) == "quantity":
        return "quantity"
    if inner in _CODES or (not listed and MEANINGS.get(inner) == "product"):
        return "code"
    return "title" if listed and inner in _TITLES else ""


def wanted_goods(
    lines: dict[str, dict[str, str]], names: list[str], quantities: list[str]
) -> tuple[WantedProduct, ...]:
    """Lines first, then repeated keys, each name with the quantity at its place."""
    found = [
        _wanted(line.get("code") or line.get("title", ""), line.get("quantity", ""), line.get("price", ""))
        for line in lines.values()
    ]
    for index, text in enumerate(names):
        found.append(_wanted(text, quantities[index] if index < len(quantities) else "", ""))
    return tuple(product for product in found if product is not None)


def _wanted(text: str, quantity: str, price: str) -> WantedProduct | None:
    name = " ".join(text.split())
    return WantedProduct(name, _number(quantity), _price(price)) if name else None


def _number(text: str) -> int:
    """ "12 szt." -> 12000; what is no sensible number is one."""
    match = re.search(r"\d{1,12}(?:[.,]\d{1,6})?", text[:60].replace(" ", ""))
    number = quantity_from_text(match[0]) if match and match[0].isascii() else 0
    return number if 0 < number <= MOST_QUANTITY else 1000


def _price(text: str) -> int | None:
    if not re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?", text.strip()):
        return None
    price = price_from_text(text)
    return price if price <= MOST_PRICE else None
