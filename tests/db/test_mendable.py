"""What the correcting panel asks about each kind of document: what corrections and returns left of its goods."""

from typing import Any

import pytest

from crm_desktop.orders.mending import mendable
from crm_desktop.orders.records import Goods, Mendable, ReturnGoods
from crm_desktop.orders.returning import return_goods
from crm_desktop.warehouse import correcting, service, transfers
from crm_desktop.warehouse.records import (
    CorrectDocument,
    GoodsLine,
    IssueInternally,
    NewWarehouse,
    ReceiveTransfer,
    Right,
    SendTransfer,
)
from crm_desktop.work import execute
from db.vocabulary import DocumentKind
from tests.company import Shop


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def correct(shop: Shop, number: str, *lines: Right) -> str:
    return str(do(shop, correcting.correct_document, CorrectDocument(number, lines, "pomyłka")).number)


def asked(shop: Shop, number: str, *, priced: bool = False) -> Mendable:
    with shop.database.read() as session:
        return mendable(session, number, priced=priced)


def left(shop: Shop, number: str) -> dict[str, int]:
    return {line.code: line.quantity for line in asked(shop, number).lines}


@pytest.fixture
def goods(shop: Shop) -> tuple[int, int]:
    """Ten of each in stock."""
    return shop.product("MK-1", stock=10_000), shop.product("CU-2", stock=10_000)


def test_that_of_what_was_used_up_the_panel_asks_what_corrections_left(shop: Shop, goods: tuple[int, int]) -> None:
    flour, sugar = goods
    lines = (GoodsLine(flour, 3_000), GoodsLine(sugar, 5_000))
    used = do(shop, service.issue_internally, IssueInternally(1, lines)).number
    whole = asked(shop, used, priced=True)
    assert (whole.kind, whole.warehouse, whole.order, whole.receipt) == (DocumentKind.RW, "M1", "", False)
    assert [(line.code, line.name, line.unit, line.whole_units, line.quantity) for line in whole.lines] == [
        ("CU-2", "Mąka CU-2", "szt", True, 5_000),
        ("MK-1", "Mąka MK-1", "szt", True, 3_000),
    ]
    assert [line.unit_price for line in whole.lines] == [None, None]
    correction = correct(shop, used, Right(flour, 1_000))
    assert left(shop, used) == {"CU-2": 5_000, "MK-1": 1_000}
    correct(shop, used, Right(flour, 4_000))
    assert left(shop, used) == {"CU-2": 5_000, "MK-1": 4_000}
    assert left(shop, correction) == {}


def test_that_of_a_transfer_it_asks_what_was_sent_and_of_its_arrival_nothing(
    shop: Shop, goods: tuple[int, int]
) -> None:
    flour, _ = goods
    other = do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(flour, 3_000),))).number
    whole = asked(shop, sent)
    assert (whole.kind, whole.warehouse, whole.receipt) == (DocumentKind.MM, "M1", False)
    assert left(shop, sent) == {"MK-1": 3_000}
    correct(shop, sent, Right(flour, 4_000))
    assert left(shop, sent) == {"MK-1": 4_000}
    come = do(shop, transfers.receive_transfer, ReceiveTransfer(sent, (GoodsLine(flour, 1_000),))).received
    assert (left(shop, sent), left(shop, come)) == ({"MK-1": 4_000}, {})
    correct(shop, sent, Right(flour, 2_000))
    assert left(shop, sent) == {"MK-1": 2_000}


def test_that_of_a_receipt_and_of_a_note_it_asks_what_is_there_with_the_price_of_the_order(
    shop: Shop, goods: tuple[int, int]
) -> None:
    flour, _ = goods
    receipt = shop.receive(flour, 6_000, 300_000)
    correct(shop, receipt, Right(flour, 5_000))
    assert (asked(shop, receipt).receipt, left(shop, receipt)) == (True, {"MK-1": 5_000})
    number = shop.place(shop.customer(), (flour, 4_000)).number
    note = shop.advance(number, "reserve", "pick", "issue").document
    do(shop, return_goods, ReturnGoods(number, (Goods(flour, 1_000),)))
    whole = asked(shop, note, priced=True)
    assert (whole.kind, whole.order, whole.receipt) == (DocumentKind.WZ, number, False)
    assert [(line.code, line.quantity, line.unit_price) for line in whole.lines] == [("MK-1", 3_000, 489_000)]
    assert [line.unit_price for line in asked(shop, note).lines] == [None]
