"""The goods that fields name: repeated keys, numbered lines, or a list under a word for goods."""

import re

from crm_desktop.intake.field_maps import LONGEST_KEY, MEANINGS, meaning_of, squeezed
from crm_desktop.intake.formats.goods_told import goods_told
from crm_desktop.intake.records import WantedProduct
from crm_desktop.money import price_from_text, quantity_from_text

_LINE = re.compile(
    r"^(.*?)\[?(\d{1,6})\]?(?:\[(?:product|produkt|item|towar|variant|article|line-?item|order-?line)\])?\[([^\[\]]+)\]$",
    re.IGNORECASE,
)
"""A line may hold its goods as an object of their own: `items[0][product][sku]`."""
_LISTS = frozenset(
    "items item lines line lineitems products product produkty pozycje towary cart koszyk"
    " orderlines orderitems positions".split()
)
_CODES = frozenset(
    "sku code kod ean barcode product produkt productcode kodproduktu towar item symbol suppliercode".split()
)
_TITLES = frozenset("name nazwa title productname nazwaproduktu itemdescription".split())
_PRICES = frozenset("price unitprice cena cenajednostkowa cenanetto netprice orderedunitnetprice".split())
Pair = tuple[str, str]
_OF_CODE = re.compile(r"^(.{1,80}?)\[([^\[\]]{1,80})\]$")
_TOLD_OF_CODE = re.compile(
    r"^(?:ilosc|ilość|qty|quantity|menge|sztuk)[_-](?=.*[A-Z0-9])([\w./-]*[^\W\d_][\w./-]*)$", re.I
)
_ANSWERS = frozenset("value values answer response label type".split())
_INDEX = re.compile(r"(\d{1,4})\]?$")
_TICKED = frozenset("on yes tak true ja checked x".split())
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_ENGLISH = re.compile(r"qty|quantity|amount|pcs|pieces", re.IGNORECASE)
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


def quantity_of_code(key: str, value: str) -> tuple[str, str] | None:
    """`qty[MK-1]=2`, `produkty[MK-1]=2`: the code is in the key; None for what is no such field."""
    found = _OF_CODE.match(key) if len(key) <= LONGEST_KEY else None
    if (
        found is None
        or found[2].isdigit()
        or squeezed(found[2]) in _ANSWERS
        or meaning_of(found[2], {})
        or squeezed(found[2]) in _CODES | _TITLES
    ):
        return None
    last = _last_word(found[1])
    of_goods = last in _LISTS and (value.casefold() in _TICKED or bool(_number_in(value)) or not value)
    return (found[2], value) if MEANINGS.get(last) == "quantity" or of_goods else None


def wanted_goods(
    lines: dict[str, dict[str, str]], names: list[Pair], quantities: list[Pair]
) -> tuple[WantedProduct, ...]:
    """Lines first, then repeated keys, each name with the quantity of its number, else at its place."""
    found = [
        _wanted(
            line.get("code") or line.get("title", ""),
            line.get("quantity", ""),
            line.get("price", ""),
            name=line.get("title", "") if line.get("code") else "",
        )
        for line in lines.values()
    ]
    numbered = _numbered(names, quantities)
    for place, (key, text) in enumerate(names):
        beside = quantities[place][1] if place < len(quantities) else ""
        quantity = numbered.get(_index(key), "") if numbered else beside
        told = goods_told(text) if not quantity else None
        found += told or [_wanted(text, quantity, "")]
    if not found:
        found = [
            _wanted(tail[1], value, "") for key, value in quantities if value and (tail := _TOLD_OF_CODE.match(key))
        ]
    return tuple(product for product in found if product is not None)


def _numbered(names: list[Pair], quantities: list[Pair]) -> dict[str, str]:
    """Quantities by the number in their keys, where every name and quantity has one of its own; else nothing."""
    by_number = {_index(key): value for key, value in quantities}
    own = {_index(key) for key, _ in names}
    whole = "" not in by_number and "" not in own
    return by_number if whole and len(by_number) == len(quantities) and len(own) == len(names) else {}


def _index(key: str) -> str:
    found = _INDEX.search(key)
    return found[1] if found else ""


def _wanted(text: str, quantity: str, price: str, name: str = "") -> WantedProduct | None:
    plain, beside = " ".join(text.split()), " ".join(name.split())
    beside = beside if beside != plain else ""
    return WantedProduct(plain, _number(quantity), _price(price), beside) if plain else None


def plain_quantity(key: str, value: str) -> str:
    """ "1,200" under an English name is twelve hundred."""
    return value.replace(",", "") if _THOUSANDS.fullmatch(value) and _ENGLISH.search(key) else value


def _number_in(text: str) -> re.Match[str] | None:
    return re.search(r"\d{1,12}(?:[.,]\d{1,6})?", text[:60].replace(" ", "").replace("\xa0", ""))


def _number(text: str) -> int:
    """ "12 szt." -> 12000; what is no sensible number is one."""
    match = _number_in(text)
    number = quantity_from_text(match[0]) if match and match[0].isascii() else 0
    return number if 0 < number <= MOST_QUANTITY else 1000


def _price(text: str) -> int | None:
    if not re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?", text.strip()):
        return None
    price = price_from_text(text)
    return price if price <= MOST_PRICE else None
