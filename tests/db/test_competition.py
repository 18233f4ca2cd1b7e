"""Many at once for the same goods: nothing is promised twice, no number is lost, nobody waits forever."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

from crm_desktop.documents.queries import list_documents
from crm_desktop.errors import IllegalMove, KnownError, Shortage
from crm_desktop.orders.queries import list_orders
from crm_desktop.orders.steps import BY_STEP
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from db.vocabulary import OrderStatus
from tests.company import Shop

T = TypeVar("T")
SEATS = 16


def at_once(work: Sequence[Callable[[], T]]) -> list[T | BaseException]:
    """Runs each in a thread of its own, all let go together; what each answered or raised, in their order."""
    gate = threading.Barrier(len(work))
    answers: list[T | BaseException | None] = [None] * len(work)

    def run(number: int) -> None:
        gate.wait()
        try:
            answers[number] = work[number]()
        except BaseException as fault:  # noqa: BLE001 - handed to the test, which looks at each
            answers[number] = fault

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers  # type: ignore[return-value]


def level(shop: Shop, code: str) -> tuple[int, int]:
    with shop.database.read() as session:
        line = stock_card(session, code, warehouse="M1").line
    return line.on_hand, line.reserved


def assert_sound(shop: Shop) -> None:
    with shop.database.read() as session:
        assert verify(session).problems == ()


def test_that_sixteen_orders_for_the_last_five_pieces_promise_exactly_five(shop: Shop) -> None:
    product, customer = shop.product("MK-1", stock=5_000), shop.customer()
    numbers = [shop.place(customer, (product, 1_000)).number for _ in range(SEATS)]
    answers = at_once([lambda number=number: shop.advance(number, "reserve") for number in numbers])
    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert [type(answer) for answer in refused] == [Shortage] * 11
    told = {(s["product"], s["wanted"], s["available"]) for refusal in refused for s in refusal.details["shortages"]}
    assert told == {("MK-1", "1", "0")}
    assert level(shop, "MK-1") == (5_000, 5_000)
    with shop.database.read() as session:
        statuses = Counter(row.status for row in list_orders(session))
    assert statuses == {OrderStatus.RESERVED: 5, OrderStatus.PLACED: 11}
    assert_sound(shop)


def test_that_sixteen_orders_of_many_pieces_never_promise_more_than_there_is(shop: Shop) -> None:
    product, customer = shop.product("MK-1", stock=20_000), shop.customer()
    wanted = [1_000 * (1 + number % 4) for number in range(SEATS)]
    numbers = [shop.place(customer, (product, quantity)).number for quantity in wanted]
    answers = at_once([lambda number=number: shop.advance(number, "reserve") for number in numbers])
    promised = sum(q for q, answer in zip(wanted, answers, strict=True) if not isinstance(answer, BaseException))
    short = [answer.details["shortages"][0] for answer in answers if isinstance(answer, Shortage)]
    assert level(shop, "MK-1") == (20_000, promised)
    assert promised <= 20_000
    assert len(short) + sum(not isinstance(answer, BaseException) for answer in answers) == SEATS
    assert all(int(entry["available"]) < int(entry["wanted"]) for entry in short)
    assert_sound(shop)


def test_that_orders_naming_the_same_goods_in_other_orders_do_not_lock_each_other_out(shop: Shop) -> None:
    one, two = shop.product("A", stock=8_000), shop.product("B", stock=8_000)
    customer = shop.customer()
    lines = [((one, 1_000), (two, 1_000)), ((two, 1_000), (one, 1_000))]
    numbers = [shop.place(customer, *lines[number % 2]).number for number in range(SEATS)]
    answers = at_once([lambda number=number: shop.advance(number, "reserve") for number in numbers])
    assert Counter(type(answer).__name__ for answer in answers) == {"OrderMoved": 8, "Shortage": 8}
    assert (level(shop, "A"), level(shop, "B")) == ((8_000, 8_000), (8_000, 8_000))
    assert_sound(shop)


def test_that_sixteen_issued_at_once_are_numbered_one_to_sixteen(shop: Shop) -> None:
    product, customer = shop.product("MK-1", stock=SEATS * 1_000), shop.customer()
    numbers = [shop.place(customer, (product, 1_000)).number for _ in range(SEATS)]
    for number in numbers:
        shop.advance(number, "reserve", "pick")
    answers = at_once([lambda number=number: shop.advance(number, "issue") for number in numbers])
    assert [answer for answer in answers if isinstance(answer, BaseException)] == []
    with shop.database.read() as session:
        issued = [row.number for row in list_documents(session) if row.number.startswith("WZ")]
    assert sorted(int(number.split()[1].split("/")[0]) for number in issued) == list(range(1, SEATS + 1))
    assert level(shop, "MK-1") == (0, 0)
    assert_sound(shop)


def test_that_two_who_do_the_same_step_do_it_once_and_the_second_is_told_by_whom(shop: Shop) -> None:
    product, customer = shop.product("MK-1", stock=5_000), shop.customer()
    number = shop.place(customer, (product, 2_000)).number
    answers = at_once([lambda: shop.advance(number, "reserve")] * 2)
    refusals = [answer for answer in answers if isinstance(answer, BaseException)]
    assert [(type(answer), answer.details["by"]) for answer in refusals] == [(IllegalMove, "Administrator")]  # type: ignore[attr-defined]
    assert level(shop, "MK-1") == (5_000, 2_000)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_that_a_crowd_doing_anything_at_all_leaves_the_company_sound(shop: Shop, seed: int) -> None:
    """Eight people press any button on any order of four goods, a hundred and sixty times; refusals are fine."""
    customer = shop.customer()
    products = [shop.product(code, stock=12_000) for code in "ABCD"]
    orders = [
        shop.place(customer, *((product, 1_000 * (1 + number % 3)) for product in products[: 1 + number % 4])).number
        for number in range(12)
    ]

    def person(number: int) -> Counter[str]:
        chance, seen = random.Random(seed * 100 + number), Counter[str]()
        for _ in range(20):
            try:
                seen[shop.advance(chance.choice(orders), chance.choice(list(BY_STEP)).value).status.value] += 1
            except KnownError as refusal:
                seen[refusal.code] += 1
        return seen

    answers = at_once([lambda number=number: person(number) for number in range(8)])
    assert [answer for answer in answers if isinstance(answer, BaseException)] == []
    assert sum(sum(answer.values()) for answer in answers if isinstance(answer, Counter)) == 160
    assert_sound(shop)
