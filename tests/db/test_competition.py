"""Many at once on both databases: nothing is oversold, no number is missing, nobody waits for ever."""

import contextlib
import random
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from crm_desktop import clock
from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.errors import IllegalMove, KnownError, Shortage
from crm_desktop.opening import open_company
from crm_desktop.orders.queries import show_order
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import OrderStep
from tests.company import Shop

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out

R = TypeVar("R")
CROWD = 16
YEAR = clock.local_day(clock.now(), "Europe/Warsaw").year


@pytest.fixture
def seats(database_url: str, shop: Shop) -> Iterator[list[Shop]]:
    """Workstations of one company, each with a connection of its own: an engine of Postgres holds four."""
    opened = [open_company(database_url) for _ in range(CROWD // 4)]
    yield [Shop(opened[place % len(opened)], shop.actor) for place in range(CROWD)]
    for database in opened:
        database.close()


def at_once(seats: list[Shop], act: Callable[[int, Shop], R]) -> list[R | KnownError]:
    """What `act` answered or refused, seat by seat; all begin in the same moment."""
    barrier = threading.Barrier(len(seats))
    answers: dict[int, R | KnownError] = {}
    bugs: list[BaseException] = []

    def sit(place: int, seat: Shop) -> None:
        try:
            barrier.wait(timeout=20)
            answers[place] = act(place, seat)
        except KnownError as refusal:
            answers[place] = refusal
        except BaseException as bug:  # noqa: BLE001 - told by the test itself, in its own thread
            bugs.append(bug)

    threads = [threading.Thread(target=sit, args=(place, seat)) for place, seat in enumerate(seats)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "someone waits for ever"
    assert bugs == []
    return [answers[place] for place in range(len(seats))]


def levels(database: Database, code: str) -> tuple[int, int]:
    with database.read() as session:
        line = stock_card(session, code, warehouse="M1").line
    return line.on_hand, line.reserved


def statuses(database: Database, numbers: list[str]) -> list[str]:
    with database.read() as session:
        return sorted(show_order(session, number).row.status.value for number in numbers)


def problems(database: Database) -> tuple[str, ...]:
    with database.read() as session:
        return verify(session).problems


def test_that_of_sixteen_orders_for_the_last_five_pieces_five_are_promised_and_eleven_told_what_is_short(
    shop: Shop, seats: list[Shop]
) -> None:
    product = shop.product("MK-1", stock=5_000)
    customers = [shop.customer(f"Piekarnia {number}") for number in range(CROWD)]
    placed: dict[int, str] = {}

    def buy(place: int, seat: Shop) -> str:
        placed[place] = seat.place(customers[place], (product, 1_000)).number
        return seat.advance(placed[place], "reserve").status.value

    answers = at_once(seats, buy)
    refusals = [answer.details for answer in answers if isinstance(answer, Shortage)]
    short = {"product": "MK-1", "name": "Mąka MK-1", "wanted": "1", "available": "0", "warehouse": "M1"}
    assert [answer for answer in answers if isinstance(answer, str)] == ["reserved"] * 5
    assert refusals == [{"shortages": [short]}] * 11
    assert levels(shop.database, "MK-1") == (5_000, 5_000)
    assert statuses(shop.database, list(placed.values())) == ["placed"] * 11 + ["reserved"] * 5
    assert problems(shop.database) == ()


def test_that_orders_of_many_pieces_are_promised_whole_or_not_at_all(shop: Shop, seats: list[Shop]) -> None:
    product, customer = shop.product(stock=20_000), shop.customer()
    wanted = [1_000 * (1 + place % 4) for place in range(CROWD)]
    orders = [shop.place(customer, (product, quantity)).number for quantity in wanted]
    answers = at_once(seats, lambda place, seat: seat.advance(orders[place], "reserve").status.value)
    promised = sum(quantity for quantity, answer in zip(wanted, answers, strict=True) if answer == "reserved")
    short = [answer.details["shortages"][0] for answer in answers if isinstance(answer, Shortage)]
    assert len(short) + answers.count("reserved") == CROWD
    assert all(int(one["available"]) < int(one["wanted"]) for one in short)
    assert levels(shop.database, "MK-1") == (20_000, promised)
    assert 17_000 <= promised <= 20_000
    assert problems(shop.database) == ()


def test_that_orders_placed_at_once_have_numbers_without_a_gap_or_a_double(shop: Shop, seats: list[Shop]) -> None:
    product, customer = shop.product(), shop.customer()
    numbers = at_once(seats, lambda _place, seat: seat.place(customer, (product, 1_000)).number)
    assert {str(number) for number in numbers} == {f"ZAM {sequence}/{YEAR}" for sequence in range(1, CROWD + 1)}
    assert problems(shop.database) == ()


def test_that_issues_at_once_are_numbered_one_to_sixteen_in_the_order_in_which_they_were_written(
    shop: Shop, seats: list[Shop]
) -> None:
    products = [shop.product(f"P{number}", stock=5_000) for number in range(4)]
    customer = shop.customer()
    orders = [shop.place(customer, (products[place % 4], 1_000)).number for place in range(CROWD)]
    for number in orders:
        shop.advance(number, "reserve", "pick")
    issued = at_once(seats, lambda place, seat: seat.advance(orders[place], "issue").document)
    with shop.database.read() as session:
        rows = session.execute(text("SELECT number, sequence FROM documents WHERE kind = 'WZ' ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [(f"WZ {n}/{YEAR}/M1", n) for n in range(1, CROWD + 1)]
    assert sorted(map(str, issued)) == sorted(row[0] for row in rows)
    assert [levels(shop.database, f"P{number}") for number in range(4)] == [(1_000, 0)] * 4
    assert problems(shop.database) == ()


def test_that_lots_issued_at_once_are_taken_to_the_last_piece_and_none_twice(shop: Shop, seats: list[Shop]) -> None:
    new = NewProduct("MK-1", "Mąka", 489_000, tracks_lots=True)
    product = execute(shop.database, add_product, new, actor=shop.actor).product_id
    lots = tuple(GoodsLine(product, pieces * 1_000, 300_000, lot=f"L{pieces}") for pieces in (5, 4, 7))
    execute(shop.database, receive_goods, ReceiveGoods(1, lots, supplier="Młyn"), actor=shop.actor)
    customer = shop.customer()
    numbers = [shop.place(customer, (product, 1_000)).number for _ in seats]
    for number in numbers:
        shop.advance(number, "reserve", "pick")
    at_once(seats, lambda place, seat: seat.advance(numbers[place], "issue"))
    assert (levels(shop.database, "MK-1"), problems(shop.database)) == ((0, 0), ())
    with shop.database.read() as session:
        left = session.execute(text("SELECT SUM(on_hand), COUNT(*) FROM lot_stock")).one()
        taken = session.execute(
            text(
                "SELECT l.code, -SUM(m.quantity) FROM stock_moves m JOIN lots l ON l.id = m.lot_id"
                " WHERE m.kind = 'WZ' GROUP BY l.code ORDER BY l.code"
            )
        ).all()
    assert tuple(left) == (0, 3)
    assert [tuple(row) for row in taken] == [("L4", 4_000), ("L5", 5_000), ("L7", 7_000)]


def test_that_a_refused_issue_leaves_no_gap_in_the_numbers(shop: Shop, seats: list[Shop]) -> None:
    """All sixteen issue the same order at once: one does, the rest are told by whom, and the next number is 2."""
    product, customer = shop.product(stock=9_000), shop.customer()
    first, second = (shop.place(customer, (product, 1_000)).number for _ in range(2))
    for number in (first, second):
        shop.advance(number, "reserve", "pick")
    answers = at_once(seats, lambda _place, seat: seat.advance(first, "issue").document)
    refusals = [answer for answer in answers if isinstance(answer, IllegalMove)]
    assert len(refusals) == CROWD - 1
    assert {(refusal.details["status"], refusal.details["by"]) for refusal in refusals} == {("issued", "Administrator")}
    assert shop.advance(second, "issue").document.startswith("WZ 2/")
    assert levels(shop.database, "MK-1") == (7_000, 0)
    assert problems(shop.database) == ()


def test_that_orders_that_want_the_same_goods_the_other_way_round_neither_wait_for_ever_nor_oversell(
    shop: Shop, seats: list[Shop]
) -> None:
    one, two = shop.product("A", stock=20_000), shop.product("B", stock=6_000)
    customer = shop.customer()
    ways = [((one, 1_000), (two, 1_000)), ((two, 1_000), (one, 1_000))]
    orders = [shop.place(customer, *ways[place % 2]).number for place in range(CROWD)]

    def go(place: int, seat: Shop) -> str:
        return seat.advance(orders[place], "reserve", "pick", "issue").status.value

    answers = at_once(seats, go)
    told = [answer.details["shortages"] for answer in answers if isinstance(answer, Shortage)]
    assert [answer for answer in answers if isinstance(answer, str)] == ["issued"] * 6
    assert {(s["product"], s["wanted"], s["available"]) for shortages in told for s in shortages} == {("B", "1", "0")}
    assert len(told) == 10
    assert (levels(shop.database, "A"), levels(shop.database, "B")) == ((14_000, 0), (0, 0))
    assert problems(shop.database) == ()


def test_that_goods_received_for_the_first_time_at_once_all_count(shop: Shop, seats: list[Shop]) -> None:
    product = shop.product()
    numbers = at_once(seats, lambda place, seat: seat.receive(product, (place + 1) * 1_000, 10_000))
    assert len({str(number) for number in numbers}) == CROWD
    assert levels(shop.database, "MK-1") == (136_000, 0)
    assert problems(shop.database) == ()


def test_that_one_command_sent_by_all_is_done_once_and_all_get_its_answer(shop: Shop, seats: list[Shop]) -> None:
    from crm_desktop.orders.records import NewLine, PlaceOrder
    from crm_desktop.orders.service import place_order
    from crm_desktop.work import execute

    order = PlaceOrder(shop.customer(), (NewLine(shop.product(), 1_000),))

    def send(_place: int, seat: Shop) -> str:
        return execute(seat.database, place_order, order, actor=seat.actor, command_id="the-one").number

    assert len(set(map(str, at_once(seats, send)))) == 1
    with shop.database.read() as session:
        assert session.execute(text("SELECT COUNT(*) FROM orders")).scalar_one() == 1
    assert problems(shop.database) == ()


FREED = (
    "UPDATE reservations SET state = 'expired', closed_at = 2 WHERE product_id = {} AND state = 'open'",
    "UPDATE stock SET reserved = 0 WHERE product_id = {}",
)


@pytest.mark.parametrize(("step", "after"), [("cancel", (5_000, 0)), ("pick", (5_000, 3_000)), ("issue", (2_000, 0))])
def test_that_a_promise_that_is_freed_while_a_step_waits_for_the_stock_is_not_used_twice(
    shop: Shop, step: str, after: tuple[int, int]
) -> None:
    """Another one frees what expired on stock rows that it has locked; the step has looked before and waits."""
    product = shop.product(stock=5_000)
    number = shop.place(shop.customer(), (product, 3_000)).number
    shop.advance(number, "reserve", *(["pick"] if step == "issue" else []))
    moved: list[object] = []
    waiting = threading.Thread(target=lambda: moved.append(shop.advance(number, step)))
    with shop.database.engine.begin() as other:
        other.execute(text(f"UPDATE stock SET minimum = 0 WHERE product_id = {product}"))
        waiting.start()
        waiting.join(timeout=0.4)
        assert moved == [], "nothing waited"
        for statement in FREED:
            other.execute(text(statement.format(product)))
    waiting.join(timeout=20)
    assert len(moved) == 1
    assert levels(shop.database, "MK-1") == after
    assert problems(shop.database) == ()


WALKERS = 8
STEPS_EACH = 30


def walk(place: int, seat: Shop, *, numbers: list[str], products: list[int], customers: list[int]) -> None:
    """A person who does what comes to mind, and most often the next step of some order; refusals are fine."""
    dice = random.Random(place)
    for _ in range(STEPS_EACH):
        number = dice.choice(numbers)
        with contextlib.suppress(KnownError):
            match dice.randrange(12):
                case 0:
                    wanted = dice.sample(products, dice.randint(1, len(products)))
                    lines = [(product, dice.randint(1, 3) * 1_000) for product in wanted]
                    numbers.append(seat.place(dice.choice(customers), *lines).number)
                case 1:
                    seat.receive(dice.choice(products), dice.randint(1, 2) * 1_000, dice.choice([None, 12_345]))
                case 2:
                    seat.advance(number, "cancel")
                case 3:
                    time_passes(seat.database)
                case 4:
                    seat.advance(number, dice.choice(list(OrderStep)).value)
                case _:
                    with seat.database.read() as session:
                        step = show_order(session, number).next_step
                    seat.advance(number, step.value if step else "complete")


def time_passes(database: Database) -> None:
    """All that is promised runs out; unordered locks may clash with those at work, and then it does so later."""
    with contextlib.suppress(OperationalError), database.engine.begin() as connection:
        connection.execute(text("UPDATE reservations SET expires_at = 1 WHERE state = 'open'"))


@pytest.mark.slow
def test_that_whatever_eight_people_do_at_once_every_figure_still_adds_up(shop: Shop, seats: list[Shop]) -> None:
    products = [shop.product(f"P{number}", stock=6_000) for number in range(3)]
    customers = [shop.customer(f"Piekarnia {number}") for number in range(3)]
    numbers = [
        shop.place(customers[n % 3], (products[n % 3], 1_000), (products[-n % 3], 2_000)).number for n in range(9)
    ]
    did = at_once(
        seats[:WALKERS],
        lambda place, seat: walk(place, seat, numbers=numbers, products=products, customers=customers),
    )
    assert did == [None] * WALKERS
    assert problems(shop.database) == ()
    with shop.database.read() as session:
        steps = session.execute(text("SELECT step, COUNT(*) FROM order_steps GROUP BY step")).all()
    assert {step for step, count in steps} >= {"reserve", "pick", "issue", "cancel"}
