"""What to buy, and what lay where on a day that is past."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import text

from crm_desktop.warehouse import drafts, service, transfers
from crm_desktop.warehouse.queries import levels_on
from crm_desktop.warehouse.records import GoodsLine, KeepDraft, NewWarehouse, ReceiveGoods, SendTransfer, ToBuy
from crm_desktop.warehouse.reorder import list_to_buy
from crm_desktop.work import execute
from db.vocabulary import DocumentKind
from tests.company import Shop

NOON = datetime.fromisoformat("2026-11-24T11:00:00+00:00")
TODAY = date(2026, 11, 24)


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def to_buy(shop: Shop, day: date = TODAY) -> list[ToBuy]:
    with shop.database.read() as session:
        return list_to_buy(session, today=day)


def told(shop: Shop) -> list[tuple[str, int, int, int]]:
    """(product, coming, waiting, to order), thousandths."""
    return [(one.line.code, one.coming, one.waiting, one.wanted) for one in to_buy(shop)]


def limits(shop: Shop, product: int, minimum: int, target: int) -> None:
    with shop.database.engine.begin() as connection:
        statement = text("UPDATE stock SET minimum = :m, target = :t WHERE product_id = :p")
        connection.execute(statement, {"m": minimum, "t": target, "p": product})


@pytest.mark.parametrize("minimum", [0, 4_000])
def test_that_orders_that_wait_and_receipts_that_come_count(shop: Shop, minimum: int) -> None:
    with time_machine.travel(NOON, tick=False):
        product = shop.product(stock=5_000)
        limits(shop, product, minimum, 2 * minimum)
        assert told(shop) == []
        shop.place(shop.customer(), (product, 7_000))
        assert told(shop) == [("MK-1", 0, 7_000, 2 * minimum + 2_000)]
        draft = KeepDraft(DocumentKind.PZ, 1, (GoodsLine(product, 1_000),))
        do(shop, drafts.keep_draft, draft)
        other = do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
        do(shop, service.receive_goods, ReceiveGoods(other, (GoodsLine(product, 1_000),)))
        do(shop, transfers.send_transfer, SendTransfer(other, 1, (GoodsLine(product, 1_000),)))
        expected = [("MK-1", 2_000, 7_000, 2 * minimum)] if minimum else []
        assert told(shop) == expected


def test_that_goods_without_a_minimum_are_bought_by_their_pace(shop: Shop) -> None:
    with time_machine.travel(NOON - timedelta(days=30), tick=False):
        product = shop.product(stock=100_000)
        shop.advance(shop.place(shop.customer(), (product, 90_000)).number, "reserve", "pick", "issue")
    (found,) = to_buy(shop)
    assert (found.pace, found.days_left, found.wanted) == (90_000, 10, 20_000)
    assert to_buy(shop, TODAY + timedelta(days=80)) == []


def test_that_the_level_of_any_day_is_what_had_moved_by_its_end(shop: Shop) -> None:
    days = [NOON + timedelta(days=number) for number in range(3)]
    with time_machine.travel(days[0], tick=False):
        product = shop.product(stock=5_000)
    with time_machine.travel(days[1], tick=False):
        shop.advance(shop.place(shop.customer(), (product, 5_000)).number, "reserve", "pick", "issue")
    with time_machine.travel(days[2], tick=False):
        shop.receive(product, 2_000)
    with shop.database.read() as session:
        found = [
            [(one.code, one.warehouse, one.on_hand) for one in levels_on(session, day.date())]
            for day in (days[0] - timedelta(days=1), *days)
        ]
    assert found == [[], [("MK-1", "M1", 5_000)], [], [("MK-1", "M1", 2_000)]]
