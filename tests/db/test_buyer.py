"""One buyer or group at a glance: the rhythm of buying, what is usual, payment and answers; exact, by hand."""

from datetime import date

import pytest
from sqlalchemy import select

from crm_desktop.analytics.buyer import LEAST_DAYS, Portrait, Rhythm, portrait, rhythm
from crm_desktop.orders.beside import BookPayment, book_payment
from db.models.customers import CustomerRow
from tests.company import Shop
from tests.db.test_changes_and_people import place
from tests.db.test_reports import Story

pytestmark = pytest.mark.slow
TODAY = date(2025, 3, 20)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([], Rhythm(0, None)),
        ([3, 3], Rhythm(1, date(2025, 3, 3))),
        ([3, 9], Rhythm(2, date(2025, 3, 9))),
        ([9, 3, 3, 11], Rhythm(3, date(2025, 3, 11), 4, date(2025, 3, 15))),
        ([1, 2, 3, 13], Rhythm(4, date(2025, 3, 13), 1, date(2025, 3, 14))),
    ],
)
def test_that_the_next_buying_is_the_last_and_the_median_gap(days: list[int], found: Rhythm) -> None:
    assert rhythm([date(2025, 3, day) for day in days]) == found
    assert (found.next is None) == (found.days < LEAST_DAYS)


def test_that_what_is_expected_later_is_not_late() -> None:
    told = Rhythm(3, date(2025, 3, 11), 4, date(2025, 3, 15))
    assert [told.late(date(2025, 3, day)) for day in (14, 15, 18)] == [0, 0, 3]


@pytest.fixture
def story(shop: Shop) -> Story:
    return Story(shop)


def seen(story: Story, *where: tuple[str, str]) -> Portrait | None:
    with story.shop.database.read() as session:
        return portrait(session, where, date(2025, 1, 1), TODAY, today=TODAY)


def test_that_a_buyer_is_told_by_what_they_buy_pay_and_are_answered(story: Story) -> None:
    orders = []
    with story.at("01-10T09:00:00"):
        a, b = (story.shop.product(code) for code in "AB")
        buyer, other = story.shop.customer("Piekarnia"), story.shop.customer("Bar")
        orders.append(place(story, buyer, (a, 2_000, 100_000), (b, 1_000, 100_000)))
        place(story, other, (a, 9_000, 100_000))
    for day in ("01-20", "02-03"):
        with story.at(f"{day}T09:00:00"):
            orders.append(place(story, buyer, (a, 4_000, 100_000)))
    with story.at("02-10T09:00:00"):
        story.do(book_payment, BookPayment(orders[0], 10_00))
        story.do(book_payment, BookPayment(orders[0], 26_90))
        story.do(book_payment, BookPayment(orders[1], 1_00))
    with story.shop.database.read() as session:
        code = session.scalar(select(CustomerRow.code).where(CustomerRow.id == buyer))
    found = seen(story, ("customer", code))
    assert found is not None
    assert found.rhythm == Rhythm(3, date(2025, 2, 3), 12, date(2025, 2, 15))
    assert [(one.key, one.quantity, one.rhythm.next) for one in found.usual] == [("A", 4_000, date(2025, 2, 15))]
    assert (found.sums.revenue, found.sums.orders) == (110_00, 3)
    assert (found.paid_days, found.paid, found.unpaid, found.owed) == (31, 1, 2, 2 * 49_20 - 1_00)
    assert type(found.owed) is int
    assert (found.answered, found.answer_minutes) == (0, None)
    assert seen(story, ("product", "A")) is None
    group = seen(story, ("customer_group", ""))
    assert group is not None
    assert [(one.by, one.name) for one in group.usual] == [("customer", "Piekarnia")]
    assert (group.sums.revenue, group.unpaid) == (200_00, 3)
