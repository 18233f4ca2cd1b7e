"""What an order's line comes to. Pure."""

from crm_desktop.money import net_of_gross
from crm_desktop.vat import percent_of, total_vat, vat_by_rate
from db.vocabulary import PriceMode, VatRate

__all__ = ["line_in_net", "percent_of", "total_vat", "vat_by_rate"]


def line_in_net(value: int, rate: VatRate, mode: PriceMode) -> int:
    """A line's value as net: gross prices are turned net by line (contract.md)."""
    return value if mode is PriceMode.NET else net_of_gross(value, percent_of(rate))
