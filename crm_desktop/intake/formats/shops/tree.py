"""A tolerant look into what a shop sent: null, missing and of another type than promised are all nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from crm_desktop.intake.formats.charsets import decoded, legible, one_line
from crm_desktop.intake.formats.json_mending import loads
from crm_desktop.intake.formats.shapes import Unreadable
from crm_desktop.money import divide_half_away, quantity_from_text
from db.vocabulary import VatRate

Tree = dict[str, Any]
MOST, PLACES = Decimal(10**9), 30
_RATES = {Decimal(23): VatRate.V23, Decimal(8): VatRate.V8, Decimal(5): VatRate.V5, Decimal(0): VatRate.V0}
_WORDS = {
    "zw": VatRate.EXEMPT,
    "exempt": VatRate.EXEMPT,
    "np": VatRate.OUTSIDE,
    "nie podlega": VatRate.OUTSIDE,
    "oo": VatRate.REVERSE,
    "odwrotne": VatRate.REVERSE,
    "reverse": VatRate.REVERSE,
}
_BASELINKER = {Decimal(-1): VatRate.EXEMPT, Decimal("-0.02"): VatRate.OUTSIDE, Decimal("-0.03"): VatRate.REVERSE}
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,6})?")


def parsed(raw: bytes, charset: str = "") -> Any:
    """The JSON of `raw` with every number as it was written; None where it is none."""
    try:
        return loads(decoded(raw, charset))
    except Unreadable:
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
    """A finite number of sensible size, however it was written; what is next to nothing is nothing."""
    try:
        found = Decimal(text(tree, *path).replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not found.is_finite() or not -MOST < found < MOST:
        return None
    return found if found == 0 or found.adjusted() > -PLACES else Decimal(0)


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
    """ "23%", "VAT 8", "0.23", "zw.", -0.02 -> the rate; one that Poland does not have is outside its tax (np)."""
    plain = str(told if told is not None else "").strip().lower()
    if not plain:
        return otherwise
    word = next((rate for begin, rate in _WORDS.items() if plain.startswith(begin)), None)
    found = _NUMBER.search(plain)
    if word is not None or found is None:
        return word or otherwise
    percent = Decimal(found[0].replace(",", "."))
    if percent < 0:
        return _BASELINKER.get(percent.normalize(), VatRate.OUTSIDE)
    if 0 < percent < 1:
        percent *= 100
    nearest = percent.quantize(Decimal(1))
    return _RATES.get(nearest, VatRate.OUTSIDE) if abs(percent - nearest) < Decimal("0.3") else VatRate.OUTSIDE


def zero_rate(*told: str) -> VatRate:
    """Of a line without tax: exempt, outside or reverse where a word of the shop says so, else 0 %."""
    for text_of_rate in told:
        words = re.split(r"[^a-z0-9żśćłóęąźń]+", text_of_rate.lower())
        for begin, rate in _WORDS.items():
            if any(word.startswith(begin) if len(begin) > 2 else word == begin for word in words):
                return rate
    return VatRate.V0


def foreign_tax(rate: VatRate, tax: Decimal | None) -> int:
    """Minor units of a tax that no Polish rate makes; kept as the shop sent it."""
    return minor(tax) if rate is VatRate.OUTSIDE and tax else 0


def moment(tree: Any, *paths: tuple[str, ...]) -> str:
    """The first of several times, written so that later sorts higher; "" for none and for 0000-00-00."""
    for path in paths:
        told = text(tree, *path)
        if not told or told.startswith("0000"):
            continue
        if told.isdigit() and 9 <= len(told) <= 11:
            return datetime.fromtimestamp(int(told), UTC).isoformat(timespec="milliseconds")
        try:
            found = datetime.fromisoformat(told)
        except ValueError:
            continue
        aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        try:
            return aware.astimezone(UTC).isoformat(timespec="milliseconds")
        except OverflowError:
            continue
    return ""


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
