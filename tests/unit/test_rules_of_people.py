"""Who is recognised by what, how people are spoken to, how far a sale has come, spans of time: value by value."""

from datetime import UTC, date, datetime

import pytest

from crm_desktop.analytics.records import Reasons
from crm_desktop.analytics.rules import change_reasons, compared_period, median, reasons_together
from crm_desktop.customers import rules
from crm_desktop.customers.rules import ContactEvent, months_before
from crm_desktop.errors import InvalidValue
from crm_desktop.inquiries.rules import STAGES, furthest, polish_address, rank
from db.vocabulary import ContactStatus, FunnelStage


@pytest.mark.parametrize(
    ("nip", "valid"),
    [
        *(("1234563218", True), ("1234563219", False), ("123456321", False), ("12345632180", False)),
        *(("123456321A", False), ("", False), ("5260250274", True), ("7740001454", True), ("0000000000", True)),
        *(("1000000010", False), ("0000000011", False)),
    ],
)
def test_that_a_nip_is_checked_by_its_last_digit(nip: str, valid: bool) -> None:
    assert rules.nip_is_valid(nip) is valid


@pytest.mark.parametrize(
    ("address", "key"),
    [
        *((" Jan@Mlyn.PL ", "jan@mlyn.pl"), ("x@allegromail.pl", ""), ("x@user.allegromail.pl", "")),
        *(('"a@b"@allegromail.pl', ""), ("noreply@sklep.pl", ""), ("No-Reply@sklep.pl", "")),
        *(("x@notallegromail.pl", "x@notallegromail.pl"), ("x@marketplace.amazon.de", ""), ("", "")),
    ],
)
def test_that_a_masked_address_recognises_nobody(address: str, key: str) -> None:
    assert rules.email_key(address) == key


@pytest.mark.parametrize(
    "address", ["", "  ", "a@b.example", " Ola.Lis+m@mlyn.pl ", "x@user.allegromail.pl", "ó@żółw.pl"]
)
def test_that_an_address_or_nobody_is_a_recipient(address: str) -> None:
    assert rules.checked_recipient(address) == address.strip()


@pytest.mark.parametrize(
    "text",
    [
        *("Jan", "jan@", "@mlyn.pl", "jan@mlyn", "jan mlyn@x.pl", "jan@x.pl, ola@x.pl", "Jan <jan@x.pl>", "jan@@x.pl"),
        *("jan@x.pl\nBcc: a@b.pl", "jan@localhost", f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 62}.pl", "a\udc80@x.pl"),
    ],
)
def test_that_what_no_mail_can_be_sent_to_is_no_recipient(text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        rules.checked_recipient(text)
    assert refused.value.details == {"field": "recipient", "value": text, "rule": "email"}


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        *(
            ("1234567", "+481234567"),
            ("123456", ""),
            ("0048 600700800", "+48600700800"),
            ("0600700800", "+48600700800"),
        ),
        *(("48600700800", "+48600700800"), ("4860070080", "+484860070080"), ("49600700800", "+4849600700800")),
        *(("+1 23 45 67", "+1234567"), ("++48600700800", "+48600700800"), ("486007008001", "+48486007008001")),
    ],
)
def test_that_a_phone_without_its_country_is_polish(written: str, normal: str) -> None:
    assert rules.normal_phone(written) == normal


def test_that_names_are_compared_by_letters_and_digits() -> None:
    assert rules.name_key("Piekarnia  „Kłos” S.C. 2") == "piekarniaklossc2"
    assert rules.name_key("ż" * 300) == "z" * 250


def test_that_what_only_begins_like_a_polish_tax_id_stays_whole() -> None:
    assert [rules.normal_nip(text) for text in ("PL1", "PLUS", "12-34.5 6", "PL")] == ["1", "PLUS", "123456", "PL"]
    assert rules.checked_nip("123-456-32-18") == "1234563218"


def test_that_every_event_has_its_status() -> None:
    assert list(rules.STATUS_AFTER) == list(ContactEvent)
    assert {event.value: status for event, status in rules.STATUS_AFTER.items()} == {
        "first_submission": ContactStatus.NEW,
        "first_reply": ContactStatus.IN_TALKS,
        "offer_sent": ContactStatus.OFFER_SENT,
        "order_placed": ContactStatus.ORDERED,
        "in_preparation": ContactStatus.IN_PREPARATION,
        "handed_over": ContactStatus.SENT,
        "last_order_completed": ContactStatus.COMPLETED,
        "return_received": ContactStatus.RETURNED,
        "lost_nothing_open": ContactStatus.LOST,
        "silence": ContactStatus.DORMANT,
    }


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        *(((2025, 3, 31), 1, (2025, 2, 28)), ((2024, 3, 31), 1, (2024, 2, 29)), ((2025, 1, 15), 1, (2024, 12, 15))),
        *(((2025, 1, 15), 12, (2024, 1, 15)), ((2024, 2, 29), 12, (2023, 2, 28)), ((2025, 12, 31), 25, (2023, 11, 30))),
        ((2025, 5, 5), 0, (2025, 5, 5)),
    ],
)
def test_that_months_earlier_is_the_same_day_or_the_last_of_a_shorter_month(
    moment: tuple[int, int, int], months: int, before: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*moment, 10, 30, tzinfo=UTC), months) == datetime(*before, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        *(("Jadwiga", "Pani Jadwigo"), ("Marek", "Panie Marku"), ("Paweł", "Panie Pawle"), ("Kuba", "Panie Kubo")),
        *(("Aleksander", "Panie Aleksandrze"), ("Jan", "Panie Janie"), ("Krzysztof", "Panie Krzysztofie")),
        *(("Tomasz", "Panie Tomaszu"), ("Bogusław", "Panie Bogusławie"), ("Piotr", "Panie Piotrze")),
        *(
            ("Michał", "Panie Michale"),
            ("Andrzej", "Panie Andrzeju"),
            ("Wit", "Panie Wicie"),
            ("Ernest", "Panie Erneście"),
        ),
        *(("Jakub", "Panie Jakubie"), ("Leo", "Panie Leo"), ("KOSMA", "Panie KOSMo"), ("Damian", "Panie Damianie")),
    ],
)
def test_that_people_are_spoken_to_in_the_vocative(name: str, spoken: str) -> None:
    assert polish_address(name) == spoken


def test_that_the_stages_of_a_sale_follow_each_other() -> None:
    assert [rank(stage) for stage in STAGES] == [0, 1, 2, 3, 4, 5]
    assert [stage.value for stage in STAGES] == ["received", "answered", "offered", "ordered", "issued", "completed"]
    assert furthest(FunnelStage.OFFERED, FunnelStage.ANSWERED) is FunnelStage.OFFERED
    assert furthest(FunnelStage.ANSWERED, FunnelStage.OFFERED) is FunnelStage.OFFERED
    assert furthest(FunnelStage.ISSUED, FunnelStage.ISSUED) is FunnelStage.ISSUED


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        *(
            ((2026, 3, 1), (2026, 3, 30), ((2026, 1, 30), (2026, 2, 28))),
            ((2026, 3, 5), (2026, 3, 5), ((2026, 3, 4),) * 2),
        ),
        *(((2026, 12, 1), (2026, 12, 31), ((2026, 11, 1), (2026, 11, 30))),),
        *(((2026, 1, 1), (2026, 1, 31), ((2025, 12, 1), (2025, 12, 31))),),
        *(((2025, 12, 1), (2026, 2, 28), ((2025, 9, 1), (2025, 11, 30))),),
        *(((2026, 3, 2), (2026, 3, 31), ((2026, 1, 31), (2026, 3, 1))),),
    ],
)
def test_that_whole_months_are_compared_with_whole_months(
    since: tuple[int, int, int], until: tuple[int, int, int], before: tuple[tuple[int, int, int], tuple[int, int, int]]
) -> None:
    assert compared_period(date(*since), date(*until), "previous") == (date(*before[0]), date(*before[1]))


def test_that_a_year_earlier_is_the_same_day_where_that_year_has_it() -> None:
    leap, plain = date(2024, 2, 29), date(2025, 2, 28)
    assert compared_period(leap, date(2024, 3, 31), "year") == (date(2023, 2, 28), date(2023, 3, 31))
    assert compared_period(plain, date(2025, 5, 31), "year") == (date(2024, 2, 28), date(2024, 5, 31))


def test_that_the_reasons_of_a_change_are_price_quantity_and_mix() -> None:
    before = {"a": (1_000, 10), "b": (500, 10), "gone": (70, 1), "free": (0, 0)}
    now = {"a": (1_200, 10), "b": (900, 20), "fresh": (30, 1), "free": (40, 5)}
    assert change_reasons(before, now) == {
        "fresh": Reasons(new=30),
        "gone": Reasons(vanished=-70),
        "a": Reasons(price=200, quantity=750, mix=-750),
        "b": Reasons(price=-100, quantity=375, mix=125),
        "free": Reasons(price=0, quantity=0, mix=40),
    }
    assert change_reasons({"a": (100, -4)}, {"a": (90, -2)}) == {"a": Reasons(price=40, quantity=-50, mix=0)}
    assert change_reasons({"a": (100, 4)}, {"a": (90, 0)}) == {"a": Reasons(price=0, quantity=-100, mix=90)}
    assert change_reasons({"a": (100, 0)}, {"a": (90, 3)}) == {"a": Reasons(price=0, quantity=0, mix=-10)}


def test_that_the_reasons_of_all_products_are_rounded_once() -> None:
    before = {**{f"p{at}": (10, 3) for at in range(100)}, "gone": (7, 1)}
    now = {**{f"p{at}": (10, 1) for at in range(100)}, "fresh": (30, 1)}
    one_by_one = change_reasons(before, now)
    assert one_by_one["p1"] == Reasons(price=7, quantity=-7, mix=0)
    assert sum(reasons.price for reasons in one_by_one.values()) == 700
    assert reasons_together(before, now) == Reasons(price=667, quantity=-667, mix=0, new=30, vanished=-7)
    assert reasons_together({"a": (1, 2), "b": (10, 0)}, {"a": (1, 1), "b": (5, 1)}) == Reasons(1, 0, -6)
    assert reasons_together({}, {}) == Reasons()


def test_that_before_the_first_day_of_all_calendars_there_is_that_day_alone() -> None:
    first, second = date(1, 1, 1), date(1, 1, 2)
    assert compared_period(first, second, "year") == (first, first)
    assert compared_period(second, date(1, 2, 28), "previous") == (first, first)
    assert compared_period(first, date(1, 1, 31), "previous") == (first, first)


@pytest.mark.parametrize(
    ("values", "of", "middle"),
    [
        *(
            ([], 1, None),
            ([5], 1, 5),
            ([9, 1, 5], 1, 5),
            ([4, 1], 1, 3),
            ([1, 2, 3, 100], 1, 3),
            ([7, 8, 9, 1, 2], 1, 7),
        ),
        *(([15], 10, 2), ([14], 10, 1), ([-15], 10, -2), ([30, 10, 20, 40], 10, 3)),
    ],
)
def test_that_the_median_is_the_middle_one_or_halfway(values: list[int], of: int, middle: int | None) -> None:
    assert median(values, of=of) == middle
