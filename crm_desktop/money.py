"""The only place that rounds. Amounts: integer minor units; unit prices: ten-thousandths; quantities: thousandths."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

PRICE_SCALE = 10_000
QUANTITY_SCALE = 1_000
MINOR_SCALE = 100
DISCOUNT_SCALE = 10_000


def divide_half_away(numerator: int, denominator: int) -> int:
    """Whole numbers of any unit divided, rounded half away from zero; `denominator` > 0."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def line_net(*, quantity: int, unit_price: int, discount: int = 0) -> int:
    """Net value of a line in minor units.

    `quantity` thousandths, `unit_price` ten-thousandths, `discount` ten-thousandths of one (500 = 5%).
    Each line is rounded by itself (contract.md).
    """
    exact = quantity * unit_price * (DISCOUNT_SCALE - discount)
    return divide_half_away(exact * MINOR_SCALE, QUANTITY_SCALE * PRICE_SCALE * DISCOUNT_SCALE)


def vat_on_net(net: int, percent: int) -> int:
    """Tax in minor units on a sum of net."""
    return divide_half_away(net * percent, 100)


def net_of_gross(gross: int, percent: int) -> int:
    return divide_half_away(gross * 100, 100 + percent)


def share(part: int, whole_part: int, whole: int) -> int:
    """`part` × `whole_part` / `whole`, rounded; 0 of nothing is 0."""
    return divide_half_away(part * whole_part, whole) if whole > 0 else 0


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Splits `amount` over `weights` so that the parts sum to it exactly (largest remainder; ties to the first)."""
    total = sum(weights)
    if not weights:
        return []
    if total == 0:
        return spread(amount, [1] * len(weights))
    sign = -1 if amount < 0 else 1
    floors = [abs(amount) * weight // total for weight in weights]
    rest = abs(amount) - sum(floors)
    order = sorted(range(len(weights)), key=lambda i: (-(abs(amount) * weights[i] % total), i))
    for index in order[:rest]:
        floors[index] += 1
    return [sign * part for part in floors]


_DIGITS = 30
"""Before and after the point; "1e999999" is a number that no machine should write out."""


def _scaled(text: str, scale: int) -> int:
    cleaned = text.strip().replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "").replace(" ", "")
    if "," in cleaned and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    try:
        exact = Decimal(cleaned)
    except InvalidOperation as fault:
        raise ValueError(f"not a number: {text!r}") from fault
    if not exact.is_finite() or not -_DIGITS < exact.adjusted() < _DIGITS:
        raise ValueError(f"not a number: {text!r}")
    numerator, denominator = (exact * scale).as_integer_ratio()
    return divide_half_away(numerator, denominator)


def minor_from_text(text: str) -> int:
    """ "123,45" or "123.45" -> 12345 minor units. Raises ValueError."""
    return _scaled(text, MINOR_SCALE)


def price_from_text(text: str) -> int:
    """ "48.9" -> 489000 ten-thousandths. Raises ValueError."""
    return _scaled(text, PRICE_SCALE)


def quantity_from_text(text: str) -> int:
    """ "2,5" -> 2500 thousandths. Raises ValueError."""
    return _scaled(text, QUANTITY_SCALE)


def minor_text(minor: int) -> str:
    """12345 minor units -> "123.45" (contract.md: money is a string with two decimals)."""
    sign, value = ("-", -minor) if minor < 0 else ("", minor)
    return f"{sign}{value // MINOR_SCALE}.{value % MINOR_SCALE:02d}"


def price_text(price: int) -> str:
    """489000 ten-thousandths -> "48.90"; at least two decimals, at most four."""
    sign, value = ("-", -price) if price < 0 else ("", price)
    decimals = f"{value % PRICE_SCALE:04d}".rstrip("0").ljust(2, "0")
    return f"{sign}{value // PRICE_SCALE}.{decimals}"


def quantity_text(quantity: int) -> str:
    """2500 thousandths -> "2.5", 3000 -> "3" (contract.md: without trailing zeros)."""
    sign, value = ("-", -quantity) if quantity < 0 else ("", quantity)
    whole, rest = divmod(value, QUANTITY_SCALE)
    return f"{sign}{whole}.{rest:03d}".rstrip("0") if rest else f"{sign}{whole}"


def fraction_text(part: int, whole: int, *, decimals: int = 4) -> str | None:
    """`part`/`whole` with `decimals` places, half away from zero; None where undefined."""
    if whole == 0:
        return None
    if whole < 0:
        part, whole = -part, -whole
    scaled = divide_half_away(part * 10**decimals, whole)
    sign, value = ("-", -scaled) if scaled < 0 else ("", scaled)
    return f"{sign}{value // 10**decimals}.{value % 10**decimals:0{decimals}d}"


def percent_text(part: int, whole: int) -> str | None:
    """100 × `part`/`whole` with two decimals; None where undefined."""
    return fraction_text(100 * part, whole, decimals=2)
