"""Tax at a rate that Poland does not have: a gross price is told as net, and the tax beside it as the shop sent it."""

from dataclasses import replace
from decimal import Decimal

from crm_desktop.intake.formats.shops.tree import scaled, vat_rate
from crm_desktop.intake.shop_records import Charge, ShopLine
from crm_desktop.money import divide_half_away
from db.vocabulary import VatRate


def percent_abroad(told: str) -> Decimal:
    """ "19", "21%", "0.2" -> percent; 0 for a rate of Poland and for none."""
    if vat_rate(told) is not VatRate.OUTSIDE:
        return Decimal(0)
    try:
        found = Decimal(told.strip().strip("%").strip().replace(",", "."))
    except ArithmeticError:
        return Decimal(0)
    percent = found * 100 if 0 < found < 1 else found
    return percent if percent.is_finite() and 0 < percent < 100 else Decimal(0)


def tax_within(gross: int, percent: Decimal) -> int:
    """Minor units of `gross` that are tax."""
    return gross - scaled(Decimal(gross) * 100 / (100 + percent), 1)


def line_abroad(line: ShopLine, percent: Decimal, tax: int | None = None) -> ShopLine:
    """`line` with its price net and its tax beside it: the shop's own `tax` where it tells one."""
    if not percent and not tax:
        return line
    gross = divide_half_away(line.unit_price * line.quantity, 100_000)
    taken = tax_within(gross, percent) if tax is None else min(max(tax, 0), gross)
    unit = divide_half_away((gross - taken) * 100_000, line.quantity)
    return replace(line, unit_price=unit, vat_rate=VatRate.OUTSIDE, foreign_tax=taken)


def charge_abroad(charge: Charge, percent: Decimal, tax: int | None = None) -> Charge:
    if not percent and not tax:
        return charge
    taken = tax_within(charge.amount, percent) if tax is None else tax
    return replace(charge, amount=charge.amount - taken, vat_rate=VatRate.OUTSIDE, foreign_tax=taken)
