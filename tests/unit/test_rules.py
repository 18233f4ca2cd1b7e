"""The pure rules of the rooms, as tables and properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.analytics.rules import change_reasons, compared_period, halfway_days, median
from crm_desktop.customers import rules as customers
from crm_desktop.documents import rules as documents
from crm_desktop.errors import InvalidValue
from crm_desktop.folding import fold, search_text
from db.vocabulary import SeriesReset

DAY = 86_400_000_000


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("PL 123-456-32-18", "1234563218"),
        ("123 456 32 18", "1234563218"),
        ("pl1234563218", "1234563218"),
        ("DE 123456789", "DE123456789"),
        ("PLUS-1", "PLUS1"),
    ],
)
def test_that_a_tax_id_has_one_form(written: str, normal: str) -> None:
    assert customers.normal_nip(written) == normal


@given(st.integers(0, 10**9 - 1))
def test_that_at_most_one_last_digit_makes_a_nip(first_nine: int) -> None:
    valid = [digit for digit in range(10) if customers.nip_is_valid(f"{first_nine:09}{digit}")]
    assert len(valid) <= 1


def test_that_a_broken_nip_is_refused_and_a_foreign_id_is_taken_as_it_is() -> None:
    assert customers.checked_nip("DE 123456789") == "DE123456789"
    with pytest.raises(InvalidValue) as refused:
        customers.checked_nip("123-456-32-19")
    assert refused.value.details == {"field": "nip", "value": "123-456-32-19", "rule": "nip_checksum"}


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("600 700 800", "+48600700800"),
        ("+48 600-700-800", "+48600700800"),
        ("0048600700800", "+48600700800"),
        ("48600700800", "+48600700800"),
        ("(22) 123 45 67", "+48221234567"),
        ("+49 30 1234567", "+49301234567"),
        ("12", ""),
        ("brak", ""),
    ],
)
def test_that_a_phone_has_one_form(written: str, normal: str) -> None:
    assert customers.normal_phone(written) == normal


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Żółć Sp. z o.o.", "zolc sp. z o.o."),
        ("ŁÓDŹ", "lodz"),
        ("  Straße \t 5 ", "strasse 5"),
        ("Œuvre Ærø", "oeuvre aero"),
        ("Київ", "киів"),
        ("𝐴𝐛 ①", "ab 1"),
    ],
)
def test_that_text_is_folded_as_people_type_it(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_that_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_that_a_number_is_found_in_any_grouping() -> None:
    assert search_text("Młyn", "+48 600-700-800") == "mlyn +48 600-700-800 mlyn +48600700800"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("WZ {nr}/{yyyy}/{warehouse}", "WZ 12/2026/M1"),
        ("{nr:05}/{mm}/{yy}", "00012/03/26"),
        ("{yyyy}{mm}{dd}-{nr:3}", "20260307-012"),
    ],
)
def test_that_a_number_follows_its_template(template: str, text: str) -> None:
    assert documents.number_text(template, 12, date(2026, 3, 7), "M1") == text


@pytest.mark.parametrize(
    ("template", "reset", "rule"),
    [
        ("WZ/{yyyy}", SeriesReset.YEARLY, "needs_nr"),
        ("WZ {nr}", SeriesReset.YEARLY, "needs_period"),
        ("WZ {nr}/{yyyy}", SeriesReset.MONTHLY, "needs_period"),
        ("WZ {nr}/{yyyy}/{shop}", SeriesReset.YEARLY, "unknown_field"),
        ("WZ {nr}/{yyyy", SeriesReset.NEVER, "unknown_field"),
    ],
)
def test_that_a_template_whose_numbers_could_meet_is_refused(template: str, reset: SeriesReset, rule: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        documents.check_template(template, reset, by_warehouse=False)
    assert refused.value.details["rule"] == rule


def test_that_each_reset_begins_a_period_of_its_own() -> None:
    day = date(2026, 11, 3)
    assert [documents.period_of(reset, day) for reset in SeriesReset] == [
        {"never": "", "yearly": "2026", "monthly": "2026-11", "daily": "2026-11-03"}[reset.value]
        for reset in SeriesReset
    ]


@pytest.mark.parametrize(
    ("since", "until", "how", "compared"),
    [
        ((2026, 3, 1), (2026, 3, 31), "previous", ((2026, 2, 1), (2026, 2, 28))),
        ((2026, 1, 1), (2026, 3, 31), "previous", ((2025, 10, 1), (2025, 12, 31))),
        ((2026, 3, 2), (2026, 3, 8), "previous", ((2026, 2, 23), (2026, 3, 1))),
        ((2024, 2, 29), (2024, 2, 29), "year", ((2023, 2, 28), (2023, 2, 28))),
        ((2026, 1, 1), (2026, 12, 31), "year", ((2025, 1, 1), (2025, 12, 31))),
    ],
)
def test_that_a_period_is_compared_with_the_right_one(
    since: tuple[int, int, int], until: tuple[int, int, int], how: str, compared: tuple[tuple[int, int, int], ...]
) -> None:
    assert compared_period(date(*since), date(*until), how) == tuple(date(*day) for day in compared)
    assert compared_period(date(*since), date(*until), "none") is None


@pytest.mark.parametrize(
    ("low", "high", "hundredths"),
    [(DAY, DAY, 100), (DAY, 2 * DAY, 150), (DAY // 3, DAY // 3, 33), (0, DAY // 100, 1), (-DAY // 100, 0, -1)],
)
def test_that_a_median_lies_halfway_and_is_told_in_hundredths_of_a_day(low: int, high: int, hundredths: int) -> None:
    assert halfway_days(low, high) == hundredths


def test_that_the_median_of_two_is_between_them_rounded_half_away() -> None:
    assert [median(values, of=10) for values in ([], [25], [10, 20], [1, 2, 100])] == [None, 3, 2, 0]


pairs = st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(-(10**9), 10**9), st.integers(-(10**7), 10**7)))


@given(before=pairs, now=pairs)
def test_that_the_reasons_of_a_change_sum_exactly_to_it(
    before: dict[str, tuple[int, int]], now: dict[str, tuple[int, int]]
) -> None:
    found = change_reasons(before, now)
    assert found.keys() == before.keys() | now.keys()
    for key, parts in found.items():
        change = now.get(key, (0, 0))[0] - before.get(key, (0, 0))[0]
        assert parts.price + parts.quantity + parts.mix + parts.new + parts.vanished == change
        assert (parts.new, parts.vanished) == (0, 0) or key not in before or key not in now
