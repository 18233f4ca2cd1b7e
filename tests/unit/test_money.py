"""Amounts: exact, rounded half away from zero in one place, and split without a grosz lost."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop import money
from crm_desktop.orders import rules
from db.vocabulary import PriceMode, VatRate

amounts = st.integers(-(10**12), 10**12)


@given(amounts, st.integers(1, 10**6))
def test_that_division_rounds_half_away_from_zero(numerator: int, denominator: int) -> None:
    exact = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    assert money.divide_half_away(numerator, denominator) == exact
    assert money.divide_half_away(-numerator, denominator) == -money.divide_half_away(numerator, denominator)


@given(amounts, st.lists(st.integers(0, 10**9), max_size=20))
def test_that_what_is_spread_sums_to_what_there_was(amount: int, weights: list[int]) -> None:
    parts = money.spread(amount, weights)
    assert sum(parts) == (amount if weights else 0)
    assert len(parts) == len(weights)
    total = sum(weights)
    if total:
        off = [abs(Decimal(part) - Decimal(amount) * w / total) for part, w in zip(parts, weights, strict=True)]
        assert max(off) < Decimal("1.000001")


@given(amounts)
def test_that_an_amount_as_text_reads_back_as_itself(amount: int) -> None:
    assert money.minor_from_text(money.minor_text(amount)) == amount


@pytest.mark.parametrize(
    ("quantity", "unit_price", "discount", "net"),
    [
        (1_000, 489_000, 0, 4_890),
        (2_500, 489_000, 0, 12_225),
        (3, 10_000, 0, 0),  # 0.003 × 1.00 = 0.3 gr
        (5, 10_000, 0, 1),  # half a grosz, away from zero
        (-5, 10_000, 0, -1),
        (1_000, 333, 0, 3),
        (1_000, 100_000, 500, 950),
        (1_000, 100_000, 10_000, 0),
    ],
)
def test_that_a_line_is_rounded_once_by_itself(quantity: int, unit_price: int, discount: int, net: int) -> None:
    assert money.line_net(quantity=quantity, unit_price=unit_price, discount=discount) == net


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("123,45", 12_345),
        ("123.45", 12_345),
        (" 1 234,5 ", 123_450),
        ("1\N{NO-BREAK SPACE}000", 100_000),
        ("-0,005", -1),
    ],
)
def test_that_people_may_write_amounts_their_way(written: str, minor: int) -> None:
    assert money.minor_from_text(written) == minor


@pytest.mark.parametrize("written", ["", "abc", "1,2,3", "NaN", "Infinity", "1e", "--1"])
def test_that_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        money.minor_from_text(written)


def test_that_tax_is_counted_on_the_sum_of_each_rate() -> None:
    lines = [(VatRate("23"), 10), (VatRate("23"), 10), (VatRate("8"), 6), (VatRate("zw"), 999)]
    found = {rate.value: sums for rate, sums in rules.vat_by_rate(lines).items()}
    assert found == {"23": (20, 5), "8": (6, 0), "zw": (999, 0)}
    assert rules.total_vat(lines) == 5


@given(st.integers(0, 10**9), st.sampled_from([VatRate("23"), VatRate("8"), VatRate("5"), VatRate("0")]))
def test_that_a_gross_line_turned_net_gives_its_gross_back_within_a_grosz(gross: int, rate: VatRate) -> None:
    net = rules.line_in_net(gross, rate, PriceMode.GROSS)
    assert abs(net + money.vat_on_net(net, rules.percent_of(rate)) - gross) <= 1
    assert rules.line_in_net(gross, rate, PriceMode.NET) == gross


@pytest.mark.parametrize("text", ["1e999999", "1e-999999", "9e400300000", "-1e31", "1e9999999999999999999", "NaN"])
def test_that_a_number_of_no_sensible_size_is_none(text: str) -> None:
    for read in (money.minor_from_text, money.price_from_text, money.quantity_from_text):
        with pytest.raises(ValueError, match="not a number"):
            read(text)
