"""What a product may be, what can be promised, what goods cost that leave: the pure rules, value by value."""

from dataclasses import replace

import pytest

from crm_desktop.catalogue.records import FieldFault, GroupPrice, NewProduct, SaveProduct, StockGoal
from crm_desktop.catalogue.rules import barcode_fault, check_digit_is_right, faults_of
from crm_desktop.orders.rules import line_in_net, paper_price, sums_by_rate
from crm_desktop.warehouse.rules import Counted, Lacking, add_up, cost_of_leaving, lacking, shelf_order
from db.vocabulary import PriceMode, VatRate

FLOUR = NewProduct("MK-1", "Mąka", 48_900)


def told(product: NewProduct = FLOUR, **rest: object) -> list[tuple[str, str, str]]:
    return [(fault.field, fault.rule, fault.value) for fault in faults_of(SaveProduct(product, **rest))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "right"),
    [
        *(("5901234123457", True), ("5901234123458", False), ("96385074", True), ("96385075", False)),
        *(("036000291452", True), ("036000291453", False), ("15901234123454", True), ("0", True), ("1", False)),
    ],
)
def test_that_the_last_digit_of_a_gtin_checks_the_others(code: str, right: bool) -> None:
    assert check_digit_is_right(code) is right


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        *(("", "required"), ("A" * 40, ""), ("A" * 41, "too_long"), ("AB 12", "spaces"), ("AB\u200b12", "spaces")),
        *(("AB\t12", "spaces"), ("5901234123457", ""), ("5901234123450", "ean"), ("12345678", "ean")),
        *(
            ("036000291453", "ean"),
            ("15901234123450", "ean"),
            ("1234567", ""),
            ("123456789", ""),
            ("1234567890123A", ""),
        ),
    ],
)
def test_that_goods_bear_a_code_that_a_scanner_can_tell(code: str, fault: str) -> None:
    assert barcode_fault(code) == fault


def test_that_a_product_without_faults_has_none() -> None:
    goals = (StockGoal("M1", 0, 0), StockGoal("M2", 5_000, 5_000, "A" * 40), StockGoal("M3", 7_000, 0))
    prices = (GroupPrice("hurt", 0, 0), GroupPrice("hurt", 10_000, 40_000), GroupPrice("detal", 0, 1))
    product = replace(FLOUR, group="Mąki", subgroup="Żytnie", barcodes=(("5901234123457", 1_000), ("KARTON-1", 12_000)))
    assert told(product, prices=prices, goals=goals) == []


def test_that_all_faults_of_a_product_are_told_in_the_order_of_the_form() -> None:
    product = NewProduct("", " ", -1, unit="", subgroup="Żytnie", weight_grams=-2)
    assert told(product) == [
        ("code", "required", ""),
        ("name", "required", ""),
        ("unit", "required", ""),
        ("group", "required", ""),
        ("net_price", "not_negative", "-1"),
        ("weight_grams", "not_negative", "-2"),
    ]


@pytest.mark.parametrize(
    ("field", "most"), [("code", 80), ("name", 250), ("unit", 20), ("group", 120), ("subgroup", 120)]
)
def test_that_each_word_of_a_product_has_its_length(field: str, most: int) -> None:
    product = replace(FLOUR, group="Mąki")
    assert told(replace(product, **{field: "x" * most})) == []
    assert told(replace(product, **{field: "x" * (most + 1)})) == [(field, "too_long", "x" * (most + 1))]


def test_that_barcodes_differ_and_stand_for_whole_pieces() -> None:
    codes = (("AB", 1_000), ("AB", 0), ("", 1), ("CD", 1_500), ("EF", -1))
    faults = [
        ("barcodes.1.code", "twice", "AB"),
        ("barcodes.1.quantity", "positive", "0"),
        ("barcodes.2.code", "required", ""),
        ("barcodes.2.quantity", "whole_only", "0.001"),
        ("barcodes.3.quantity", "whole_only", "1.5"),
        ("barcodes.4.quantity", "positive", "-0.001"),
    ]
    assert told(replace(FLOUR, barcodes=codes)) == faults
    assert told(replace(FLOUR, barcodes=(("CD", 1_500),), whole_units=False)) == []


def test_that_a_group_has_one_price_from_a_quantity_on() -> None:
    prices = (
        GroupPrice(" ", 0, 1),
        GroupPrice("hurt", 1_000, 5),
        GroupPrice("hurt", 1_000, 4),
        GroupPrice("x", -1, -1),
    )
    assert told(prices=prices) == [
        ("prices.0.customer_group", "required", ""),
        ("prices.2.from_quantity", "twice", "1"),
        ("prices.3.from_quantity", "not_negative", "-0.001"),
        ("prices.3.net_price", "not_negative", "-1"),
    ]


def test_that_a_target_is_no_less_than_the_minimum() -> None:
    goals = (StockGoal("M1", -1, -2), StockGoal("M2", 1_500, 2_500), StockGoal("M3", 6_000, 5_000, "A" * 41))
    assert told(goals=goals) == [
        ("goals.M1.minimum", "not_negative", "-0.001"),
        ("goals.M1.target", "not_negative", "-0.002"),
        ("goals.M2.minimum", "whole_only", "1.5"),
        ("goals.M2.target", "whole_only", "2.5"),
        ("goals.M3.target", "under_minimum", "5"),
        ("goals.M3.location", "too_long", "A" * 41),
    ]
    assert told(replace(FLOUR, whole_units=False), goals=goals[1:2]) == []
    by_weight = replace(FLOUR, whole_units=False, net_price=0)
    assert told(by_weight, goals=(StockGoal("M1", 2, 1),)) == [("goals.M1.target", "under_minimum", "0.001")]
    assert told(goals=(StockGoal("M1", 2_000, 1_000),)) == [("goals.M1.target", "under_minimum", "1")]
    assert FieldFault("a", "b", "c") == FieldFault("a", "b", "c")


def test_that_all_shortages_are_told_in_the_order_of_goods_and_warehouses() -> None:
    wanted = {(2, 1): 5_000, (1, 2): 3_000, (1, 1): 4_000, (3, 1): 1}
    available = {(1, 1): 4_000, (1, 2): 2_999, (2, 1): -7}
    assert lacking(wanted, available) == [
        Lacking(1, 2, wanted=3_000, available=2_999),
        Lacking(2, 1, wanted=5_000, available=0),
        Lacking(3, 1, wanted=1, available=0),
    ]
    assert lacking({}, available) == []


def test_that_shelves_add_up_and_a_counting_anew_begins_again() -> None:
    assert add_up([(3, 10, False)]) == Counted(3, 10)
    assert add_up([(3, 10, False), (4, 10, False)]) == Counted(7, 10)
    assert add_up([(3, 10, False), (4, 9, False)]) == Counted(7, 9, moved=True)
    assert add_up([(3, 10, False), (4, 9, True), (5, 9, False)]) == Counted(9, 9)
    assert add_up([(3, 10, True), (4, 9, True), (5, 8, False)]) == Counted(9, 8, moved=True)
    assert Counted(7, 10).difference == -3


@pytest.mark.parametrize(
    ("leaving", "quantity", "value", "cost"),
    [
        *((1_000, 3_000, 100, 33), (3_000, 3_000, 100, 100), (2_000, 3_000, 100, 67), (3_001, 3_000, 100, None)),
        *((0, 0, 0, None), (0, -1, 5, None), (0, 1, 7, 0), (1, 1, 7, 7)),
    ],
)
def test_that_what_leaves_takes_its_share_of_the_value(
    leaving: int, quantity: int, value: int, cost: int | None
) -> None:
    assert cost_of_leaving(leaving=leaving, quantity=quantity, value=value) == cost


def test_that_the_way_past_the_shelves_counts_and_ends_with_what_has_none() -> None:
    way = ["", "A-10", "b-1", "A-2", "A-2-1", "  ", "A", "10", "2"]
    assert sorted(way, key=shelf_order) == ["A", "A-2", "A-2-1", "A-10", "b-1", "2", "10", "", "  "]
    assert shelf_order(" a-02 ") == shelf_order("A-2") == (False, ((-1, "a-"), (2, "")))
    assert shelf_order(" ") == (True, ())


def test_that_a_paper_tells_the_net_price_behind_the_discount() -> None:
    net, gross = PriceMode.NET, PriceMode.GROSS
    assert paper_price(unit_price=10_000, discount=0, net=300, quantity=3_000, mode=net) == 10_000
    assert paper_price(unit_price=10_000, discount=1_000, net=270, quantity=3_000, mode=net) == 9_000
    assert paper_price(unit_price=12_300, discount=0, net=300, quantity=3_000, mode=gross) == 10_000
    assert paper_price(unit_price=12_300, discount=0, net=0, quantity=0, mode=gross) == 12_300
    assert paper_price(unit_price=10_000, discount=1_000, net=200, quantity=3_000, mode=net) == 6_667


def test_that_gross_prices_are_turned_net_and_their_tax_is_what_they_have_over_it() -> None:
    assert line_in_net(12_300, VatRate.V23, PriceMode.GROSS) == 10_000
    assert line_in_net(12_300, VatRate.V23, PriceMode.NET) == 12_300
    lines = [(VatRate.V8, 100, 108), (VatRate.V23, 81, 100), (VatRate.V23, 82, 101), (VatRate.EXEMPT, 7, 7)]
    gross = sums_by_rate(lines, PriceMode.GROSS)
    assert list(gross.items()) == [(VatRate.V23, (163, 38)), (VatRate.V8, (100, 8)), (VatRate.EXEMPT, (7, 0))]
    assert sums_by_rate(lines, PriceMode.NET) == {
        VatRate.V23: (163, 37),
        VatRate.V8: (100, 8),
        VatRate.EXEMPT: (7, 0),
    }
