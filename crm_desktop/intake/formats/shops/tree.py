"""A tolerant look into what a shop sent: null, missing and of another type than promised are all nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from crm_desktop.intake.formats.charsets import decoded, legible, one_line
from crm_desktop.money import divide_half_away, quantity_from_text
from db.vocabulary import VatRate

Tree = dict[str, Any]
MOST = Decimal(10**9)
_RATES = {Decimal(23): VatRate.V23, Decimal(8): VatRate.V8, Decimal(5): VatRate.V5, Decimal(0): VatRate.V0}
_WORDS = {
    "zw": VatRate.EXEMPT,
    "zwolniony": VatRate.EXEMPT,
    "exempt": VatRate.EXEMPT,
    "np": VatRate.OUTSIDE,
    "oo": VatRate.REVERSE,
    "-1": VatRate.EXEMPT,
    "-0.02": VatRate.OUTSIDE,
    "-0.03": VatRate.REVERSE,
}


def parsed(raw: bytes, charset: str = "") -> Any:
    """The JSON of `raw` with every number as it was written; None where it is none."""
    try:
        return json.loads(decoded(raw, charset), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def at(tree: Any, *path: str) -> Any:
    """What lies under these keys; None where there is nothing."""
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def text(tree: Any, *path: str) -> str:
    """One line; "" for nothing and for what is no plain value."""
    found = at(tree, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | float | Decimal):
        return ""
    return one_line(legible(str(found)))


def first(tree: Any, *paths: tuple[str, ...]) -> str:
    """The first of several places that says something."""
    return next((found for path in paths if (found := text(tree, *path))), "")


def branch(tree: Any, *path: str) -> Tree:
    found = at(tree, *path)
    return found if isinstance(found, dict) else {}


def items(tree: Any, *path: str) -> list[Tree]:
    found = at(tree, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def number(tree: Any, *path: str) -> Decimal | None:
    """A finite number of sensible size, however it was written."""
    try:
        found = Decimal(text(tree, *path).replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < MOST else None


def scaled(value: Decimal | None, scale: int) -> int:
    """`value` × `scale`, rounded half away from zero; 0 for nothing."""
    if value is None:
        return 0
    numerator, denominator = (value * scale).as_integer_ratio()
    return divide_half_away(numerator, denominator)


def minor(value: Decimal | None) -> int:
    return scaled(value, 100)


def price(value: Decimal | None) -> int:
    return scaled(value, 10_000)


def quantity(tree: Any, *path: str) -> int:
    """Thousandths; 0 for what is no number above zero."""
    try:
        found = quantity_from_text(text(tree, *path))
    except ValueError:
        return 0
    return found if 0 < found < 10**9 else 0


def vat_rate(told: str | Decimal | None, otherwise: VatRate = VatRate.V23) -> VatRate:
    """ "23%", "0.23", "zw.", -0.02 -> the rate; one that Poland does not have is outside its tax (np)."""
    if told is None or told == "":
        return otherwise
    plain = str(told).strip().lower().rstrip(".%").strip()
    if plain in _WORDS:
        return _WORDS[plain]
    try:
        percent = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return otherwise
    if 0 < percent < 1:
        percent *= 100
    nearest = percent.quantize(Decimal(1))
    return _RATES.get(nearest, VatRate.OUTSIDE) if abs(percent - nearest) < Decimal("0.3") else VatRate.OUTSIDE


def rate_between(tax: Decimal | None, net: Decimal | None) -> VatRate:
    """The rate that makes this tax of this net: cents rounded off leave it near a real one."""
    if not tax or not net:
        return VatRate.V0
    percent = tax / net * 100
    nearest = min(_RATES, key=lambda rate: abs(rate - percent))
    off = abs(nearest / 100 * net - tax)
    return _RATES[nearest] if off <= Decimal("0.02") else VatRate.OUTSIDE


@dataclass(frozen=True, slots=True)
class Reader:
    """A shop's way of writing: whether a JSON object is one of its orders, and what it says."""

    name: str
    knows: Callable[[Tree], bool]
    read: Callable[[Tree], Any]
