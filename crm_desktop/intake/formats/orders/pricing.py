"""Which of the prices told is meant: net or with tax in it, as the order's own total says where it can."""

from dataclasses import dataclass
from decimal import Decimal

from crm_desktop.intake.formats.orders.lines import Line
from crm_desktop.intake.formats.shops.tree import vat_rate
from crm_desktop.vat import percent_of
from db.vocabulary import PriceMode, VatRate

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cost:
    """Shipping, a fee or (below zero) a discount, as it was told: plain, net or gross."""

    name: str
    amount: Decimal
    sort: str = "price"


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices of one in `mode`, and the costs in it."""

    mode: PriceMode
    each: tuple[Decimal, ...]
    costs: tuple[Decimal, ...]


def priced(lines: tuple[Line, ...], costs: tuple[Cost, ...], totals: tuple[tuple[str, Decimal], ...]) -> Priced | None:
    """None where a line has no price at all. The way that meets the total told, else the likeliest."""
    ways = [
        way
        for mode in _modes(lines)
        for plain in (mode, PriceMode.NET if mode is PriceMode.GROSS else PriceMode.GROSS)
        if (way := _in(mode, plain, lines, costs)) is not None
    ]
    if not ways:
        return None
    if totals:
        ways += [_of_lines(way, lines) for way in ways]
        ways += [_in_prices(way) for way in ways if any(cost < 0 for cost in way.costs)]
    return min(ways, key=lambda way: _off(way, lines, totals))


def _in_prices(way: Priced) -> Priced:
    """A discount may be told of what the prices have less already."""
    return Priced(way.mode, way.each, tuple(max(cost, Decimal(0)) for cost in way.costs))


def _of_lines(way: Priced, lines: tuple[Line, ...]) -> Priced:
    """Some call price what the whole line costs."""
    each = (one * 1000 / line.quantity for one, line in zip(way.each, lines, strict=True))
    return Priced(way.mode, tuple(each), way.costs)


def main_rate(lines: tuple[Line, ...]) -> VatRate:
    rates = [vat_rate(line.rate) for line in lines if line.rate]
    return next((rate for rate in VatRate if rate in rates), VatRate.V23)


def _modes(lines: tuple[Line, ...]) -> tuple[PriceMode, ...]:
    if all(line.gross is not None for line in lines):
        return PriceMode.GROSS, PriceMode.NET
    net = sum(line.net is not None for line in lines) * 2 >= len(lines)
    return (PriceMode.NET, PriceMode.GROSS) if net else (PriceMode.GROSS, PriceMode.NET)


def _in(mode: PriceMode, plain: PriceMode, lines: tuple[Line, ...], costs: tuple[Cost, ...]) -> Priced | None:
    each = [_each(line, mode) for line in lines]
    if any(one is None or one < 0 for one in each):
        return None
    percent = percent_of(main_rate(lines))
    told = tuple(
        _turned(cost.amount, {"net": PriceMode.NET, "gross": PriceMode.GROSS}.get(cost.sort, plain), mode, percent)
        for cost in costs
    )
    return Priced(mode, tuple(one for one in each if one is not None), told)


def _each(line: Line, mode: PriceMode) -> Decimal | None:
    """In the mode wanted; what says nothing of tax is in it already."""
    percent = percent_of(vat_rate(line.rate))
    own, other = (line.net, line.gross) if mode is PriceMode.NET else (line.gross, line.net)
    if own is not None:
        return own
    if other is not None:
        return _turned(other, PriceMode.GROSS if mode is PriceMode.NET else PriceMode.NET, mode, percent)
    return line.price


def _turned(amount: Decimal, told: PriceMode, wanted: PriceMode, percent: int) -> Decimal:
    if told is wanted:
        return amount
    return amount * 100 / (100 + percent) if wanted is PriceMode.NET else amount * (100 + percent) / 100


def _off(way: Priced, lines: tuple[Line, ...], totals: tuple[tuple[str, Decimal], ...]) -> Decimal:
    """How far what it comes to is from the nearest total that was told."""
    if not totals:
        return Decimal(0)
    percents = [percent_of(vat_rate(line.rate)) for line in lines]
    sums = [(one * line.quantity / 1000).quantize(CENT) for one, line in zip(way.each, lines, strict=True)]
    parts = [*zip(sums, percents, strict=True), *((cost, percent_of(main_rate(lines))) for cost in way.costs)]
    other = PriceMode.GROSS if way.mode is PriceMode.NET else PriceMode.NET
    own = sum((one for one, _ in parts), Decimal(0))
    turned = sum((_turned(one, way.mode, other, percent) for one, percent in parts), Decimal(0))
    net, gross = (own, turned) if way.mode is PriceMode.NET else (turned, own)
    nearest = min(abs((net if sort == "net" else gross) - value) for sort, value in totals)
    return max(Decimal(0), nearest - CENT / 2 * (len(lines) + 1))  # every line may have been rounded
