"""VAT of goods: its rates, and what it comes to on the sum of net per rate (domain.md). Pure."""

from collections.abc import Iterable

from crm_desktop.money import divide_half_away, vat_on_net
from db.vocabulary import VatRate

_PERCENT = {VatRate.V23: 23, VatRate.V8: 8, VatRate.V5: 5}


def percent_of(rate: VatRate) -> int:
    """0, zw, np and oo bear no tax on our side."""
    return _PERCENT.get(rate, 0)


def vat_by_rate(lines: Iterable[tuple[VatRate, int]]) -> dict[VatRate, tuple[int, int]]:
    """(rate, net) of each line -> rate: (net, VAT), minor units, in the order of rates."""
    sums: dict[VatRate, int] = {}
    for rate, net in lines:
        sums[rate] = sums.get(rate, 0) + net
    return {rate: (sums[rate], vat_on_net(sums[rate], percent_of(rate))) for rate in VatRate if rate in sums}


def total_vat(lines: Iterable[tuple[VatRate, int]]) -> int:
    return sum(vat for _, vat in vat_by_rate(lines).values())


def gross_price(net: int, rate: VatRate) -> int:
    """A net unit price as a shop tells it: gross, to the grosz; both in ten-thousandths."""
    return divide_half_away(net * (100 + percent_of(rate)), 100 * 100) * 100
