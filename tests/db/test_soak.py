"""Long runs of whatever people may do in whatever order: the books stay right. `make deep`."""

import contextlib
import random

import pytest

from crm_desktop.errors import KnownError
from crm_desktop.orders.queries import show_order
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from db.vocabulary import OrderStatus
from tests.company import Shop

pytestmark = [pytest.mark.deep, pytest.mark.timeout(900)]
ACTS, GOODS = 6_000, 8
STEPS = [*("reserve pick issue label hand_over complete".split() * 4), "cancel"]


@pytest.mark.parametrize("seed", range(3))
def test_that_the_books_stay_right_through_a_long_mix_of_orders_receipts_and_cancellations(
    shop: Shop, seed: int
) -> None:
    """What lies there in the end is what was received less what the W-Z took; refusals change nothing."""
    dice = random.Random(seed)
    goods = [shop.product(f"T-{number}", stock=20_000) for number in range(GOODS)]
    received = dict.fromkeys(goods, 20_000)
    customers = [shop.customer(f"Piekarnia {number}") for number in range(5)]
    orders: list[str] = []
    for _ in range(ACTS):
        act = dice.random()
        if act < 0.08 or not orders:
            lines = [(dice.choice(goods), dice.randint(1, 6) * 1000) for _ in range(dice.randint(1, 4))]
            orders.append(shop.place(dice.choice(customers), *lines).number)
        elif act < 0.13:
            product, quantity = dice.choice(goods), dice.randint(1, 20) * 1000
            shop.receive(product, quantity, dice.choice([300_000, 310_000, None]))
            received[product] += quantity
        else:
            with contextlib.suppress(KnownError):
                shop.advance(dice.choice(orders[-12:]), dice.choice(STEPS))
    issued = dict.fromkeys(goods, 0)
    with shop.database.read() as session:
        cards = [show_order(session, number) for number in orders]
        for card in cards:
            for line in card.lines:
                issued[line.product_id] += line.issued
        stock = [stock_card(session, f"T-{place}", warehouse="M1").line for place in range(GOODS)]
        problems = verify(session).problems
        left = {line.product_id: line.on_hand for line in stock}
    assert left == {product: received[product] - issued[product] for product in goods}
    assert {card.row.status for card in cards} >= {OrderStatus.COMPLETED, OrderStatus.CANCELLED, OrderStatus.PLACED}
    assert problems == ()
