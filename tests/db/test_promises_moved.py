"""A promise moves to another warehouse in one act: whole or in part, alone or with its goods; none is made twice."""

from typing import Any

import pytest

from crm_desktop.errors import IllegalMove, InvalidValue, Shortage
from crm_desktop.orders.promises import MovePromise, PromiseMoved, move_promise
from crm_desktop.orders.queries import show_order
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import list_stock, stock_card
from crm_desktop.warehouse.records import GoodsLine, NewWarehouse, ReceiveGoods
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.work import execute
from tests.company import Shop


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def reserved_order(shop: Shop, *, there: int = 10_000) -> tuple[str, int]:
    """Six of one product promised in M1, where seven lie; `there` in M2."""
    product = shop.product(stock=7_000)
    house = do(shop, add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
    if there:
        do(shop, receive_goods, ReceiveGoods(house, (GoodsLine(product, there, 310_000),)))
    number = shop.place(shop.customer(), (product, 6_000)).number
    shop.advance(number, "reserve")
    return number, product


def levels(shop: Shop) -> dict[str, tuple[int, int]]:
    with shop.database.read() as session:
        assert verify(session).problems == ()
        return {row.warehouse: (row.on_hand, row.reserved) for row in list_stock(session) if row.on_hand}


def test_that_a_whole_promise_moves_and_the_order_leaves_from_there(shop: Shop) -> None:
    number, _ = reserved_order(shop)
    moved = do(shop, move_promise, MovePromise(number, "M1", "M2"))
    assert moved == PromiseMoved(number, 6_000, "", "M2")
    assert levels(shop) == {"M1": (7_000, 0), "M2": (10_000, 6_000)}
    with shop.database.read() as session:
        assert [one.quantity for one in stock_card(session, "MK-1", warehouse="M2").promises] == [6_000]
    document = shop.advance(number, "pick", "issue").document
    assert "/M2" in document
    assert levels(shop) == {"M1": (7_000, 0), "M2": (4_000, 0)}


def test_that_a_part_is_held_elsewhere_and_promised_here_again_once_it_leaves(shop: Shop) -> None:
    number, product = reserved_order(shop)
    moved = do(shop, move_promise, MovePromise(number, "M1", "M2", product, 2_000))
    assert moved == PromiseMoved(number, 2_000, "", "M1")
    assert levels(shop) == {"M1": (7_000, 4_000), "M2": (10_000, 2_000)}
    shop.advance(number, "pick", "issue")
    assert levels(shop) == {"M1": (1_000, 0), "M2": (10_000, 0)}


def test_that_what_is_held_elsewhere_and_did_not_come_is_a_shortage(shop: Shop) -> None:
    number, product = reserved_order(shop)
    do(shop, move_promise, MovePromise(number, "M1", "M2", product, 2_000))
    other = shop.place(shop.customer("Cukiernia"), (product, 3_000)).number
    shop.advance(other, "reserve")
    with pytest.raises(Shortage):
        shop.advance(number, "pick")
    assert levels(shop) == {"M1": (7_000, 7_000), "M2": (10_000, 2_000)}
    moved = do(shop, move_promise, MovePromise(number, "M2", "M1", with_goods=True))
    assert (moved.moved, moved.document[:5], moved.warehouse) == (2_000, "MM 1/", "M1")
    assert levels(shop) == {"M1": (9_000, 9_000), "M2": (8_000, 0)}
    shop.advance(number, "pick", "issue")
    assert levels(shop) == {"M1": (3_000, 3_000), "M2": (8_000, 0)}


def test_that_nothing_moves_where_it_is_not_or_not_enough_lies_there(shop: Shop) -> None:
    number, product = reserved_order(shop, there=1_000)
    before = levels(shop)
    for wrong, refusal in (
        (MovePromise(number, "M1", "M2"), Shortage),
        (MovePromise(number, "M1", "M2", product, 7_000), InvalidValue),
        (MovePromise(number, "M1", "M2", product, 1_500), InvalidValue),
        (MovePromise(number, "M2", "M1"), InvalidValue),
        (MovePromise(number, "M1", "M1"), InvalidValue),
    ):
        with pytest.raises(refusal):
            do(shop, move_promise, wrong)
    assert levels(shop) == before
    shop.advance(number, "pick", "issue")
    with pytest.raises(IllegalMove):
        do(shop, move_promise, MovePromise(number, "M1", "M2"))


def test_that_what_was_picked_is_picked_again_where_it_lies_now(shop: Shop) -> None:
    number, _ = reserved_order(shop)
    shop.advance(number, "pick")
    do(shop, move_promise, MovePromise(number, "M1", "M2"))
    with shop.database.read() as session:
        card = show_order(session, number)
    assert (card.row.status.value, card.lines[0].picked) == ("reserved", 0)
