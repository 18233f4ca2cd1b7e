"""What an order's line comes to. Pure."""

from collections.abc import Iterable

from crm_desktop.money import MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE, divide_half_away, net_of_gross
from crm_desktop.vat import percent_of, total_vat, vat_by_rate
from db.vocabulary import PriceMode, VatRate

__all__ = ["line_in_net", "percent_of", "sums_by_rate", "total_vat", "vat_by_rate"]


def line_in_net(value: int, rate: VatRate, mode: PriceMode) -> int:
    """A line's value as net, minor units: gross prices are turned net by line (contract.md)."""
    return value if mode is PriceMode.NET else net_of_gross(value, percent_of(rate))


def paper_price(*, unit_price: int, discount: int, net: int, quantity: int, mode: PriceMode) -> int:
    """The net price of a unit as a W-Z prints it (ten-thousandths): behind the discount, without tax."""
    if (mode is PriceMode.NET and not discount) or not quantity:
        return unit_price
    return divide_half_away(net * PRICE_SCALE * QUANTITY_SCALE, quantity * MINOR_SCALE)


def sums_by_rate(lines: Iterable[tuple[VatRate, int, int]], mode: PriceMode) -> dict[VatRate, tuple[int, int]]:
    """(rate, net, value in the order's own prices) of each line -> rate: (net, VAT), by rate.

    All in minor units. On net prices the tax is that of the sum of net; on gross ones it is what the gross has over the
    net, so that the customer pays exactly the prices that were told.
    """
    if mode is PriceMode.NET:
        return vat_by_rate((rate, net) for rate, net, _ in lines)
    found: dict[VatRate, tuple[int, int]] = {}
    for rate, net, value in lines:
        before = found.get(rate, (0, 0))
        found[rate] = (before[0] + net, before[1] + value - net)
    return {rate: found[rate] for rate in VatRate if rate in found}
