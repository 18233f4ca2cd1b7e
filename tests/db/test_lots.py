"""Goods kept by lot: what expires first leaves first, nobody gets what is out of date, and each lot is traced."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import text

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.commands import dispatch
from crm_desktop.documents.queries import show_document
from crm_desktop.documents.records import PaperLot
from crm_desktop.errors import InvalidValue, NotFound, Shortage
from crm_desktop.orders.issuing import preview
from crm_desktop.verify import verify
from crm_desktop.warehouse import counting, drafts, service, transfers
from crm_desktop.warehouse.cards import goods_card
from crm_desktop.warehouse.count_records import CloseCount, EnterCount, OpenCount, Uncounted
from crm_desktop.warehouse.lot_lists import expiring, list_lots, trace
from crm_desktop.warehouse.records import (
    GoodsLine,
    IssueInternally,
    KeepDraft,
    LotLine,
    NewWarehouse,
    ReceiveGoods,
    SendTransfer,
)
from crm_desktop.work import execute
from db.vocabulary import DocumentKind
from tests.company import Shop

TODAY = date(2026, 11, 24)
SOON, LATER, PAST = date(2026, 12, 1), date(2027, 3, 1), date(2026, 11, 20)


@pytest.fixture(autouse=True)
def november() -> Any:
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        yield


def do(shop: Shop, case: Callable[..., Any], command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def flour(shop: Shop, code: str = "MK-1") -> int:
    return int(do(shop, add_product, NewProduct(code, f"Mąka {code}", 489_000, tracks_lots=True)).product_id)


def receive(shop: Shop, product: int, *lots: tuple[str, date | None, int], warehouse: int = 1) -> str:
    lines = tuple(GoodsLine(product, quantity, 300_000, lot=lot, expires_on=day) for lot, day, quantity in lots)
    return str(do(shop, service.receive_goods, ReceiveGoods(warehouse, lines, supplier="Młyn Zalesie")).number)


def there(shop: Shop, product: str = "MK-1") -> list[tuple[str, str, int]]:
    """(warehouse, lot, thousandths), what leaves first before."""
    with shop.database.read() as session:
        assert verify(session).problems == ()
        return [(lot.warehouse, lot.lot, lot.quantity) for lot in list_lots(session) if lot.product == product]


def paper_lots(shop: Shop, number: str) -> tuple[PaperLot, ...]:
    with shop.database.read() as session:
        return show_document(session, number).snapshot.lines[0].lots


def test_that_what_expires_first_leaves_first_and_the_paper_says_of_which_lots(shop: Shop) -> None:
    product = flour(shop)
    receipt = receive(shop, product, ("B", LATER, 5_000), ("A", SOON, 3_000), ("C", None, 2_000))
    assert paper_lots(shop, receipt) == (PaperLot("B", LATER, 5_000),)
    order = shop.place(shop.customer(), (product, 4_000))
    shop.advance(order.number, "reserve", "pick")
    assert preview(shop.database, order.number, actor=shop.actor).startswith(b"%PDF")
    document = shop.advance(order.number, "issue").document
    assert paper_lots(shop, document) == (PaperLot("A", SOON, 3_000), PaperLot("B", LATER, 1_000))
    assert there(shop) == [("M1", "B", 4_000), ("M1", "C", 2_000)]
    used = do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 5_000),))).number
    assert paper_lots(shop, used) == (PaperLot("B", LATER, 4_000), PaperLot("C", None, 1_000))
    assert there(shop) == [("M1", "C", 1_000)]


def test_that_two_lines_of_one_product_share_its_lots_in_their_order(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("A", SOON, 3_000), ("B", LATER, 5_000))
    order = shop.place(shop.customer(), (product, 2_000), (product, 3_000))
    document = shop.advance(order.number, "reserve", "pick", "issue").document
    with shop.database.read() as session:
        lots = [line.lots for line in show_document(session, document).snapshot.lines]
    assert lots == [
        (PaperLot("A", SOON, 2_000),),
        (PaperLot("A", SOON, 1_000), PaperLot("B", LATER, 2_000)),
    ]
    assert there(shop) == [("M1", "B", 3_000)]


def test_that_nobody_is_promised_or_given_what_is_out_of_date(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("OLD", PAST, 4_000), ("A", SOON, 3_000))
    customer = shop.customer()
    order = shop.place(customer, (product, 4_000))
    with pytest.raises(Shortage) as refused:
        shop.advance(order.number, "reserve")
    assert [(s["wanted"], s["available"]) for s in refused.value.details["shortages"]] == [("4", "3")]
    fewer = shop.place(customer, (product, 3_000))
    shop.advance(fewer.number, "reserve", "pick")
    with time_machine.travel(datetime.fromisoformat("2026-12-02T10:00:00+00:00"), tick=False):
        with pytest.raises(Shortage) as refused:
            shop.advance(fewer.number, "issue")
        assert refused.value.details["shortages"][0]["expired"] == "7"
    document = shop.advance(fewer.number, "issue").document
    assert paper_lots(shop, document) == (PaperLot("A", SOON, 3_000),)
    gone = do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 4_000),), note="po terminie"))
    assert paper_lots(shop, gone.number) == (PaperLot("OLD", PAST, 4_000),)
    assert there(shop) == []


def test_that_goods_of_no_lot_leave_after_those_of_one(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("A", LATER, 1_000))
    shop.receive(product, 2_000, 300_000)
    document = shop.advance(shop.place(shop.customer(), (product, 2_000)).number, "reserve", "pick", "issue").document
    assert paper_lots(shop, document) == (PaperLot("A", LATER, 1_000),)
    assert there(shop) == []
    with shop.database.read() as session:
        assert goods_card(session, "MK-1", warehouse="M1", today=TODAY).stock.line.on_hand == 1_000


def test_that_a_transfer_takes_its_lots_along(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("B", LATER, 5_000), ("A", SOON, 3_000))
    other = do(shop, service.add_warehouse, NewWarehouse("M2", "Sklep")).warehouse_id
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 4_000),), receive=True))
    both = (PaperLot("A", SOON, 3_000), PaperLot("B", LATER, 1_000))
    assert (paper_lots(shop, sent.number), paper_lots(shop, sent.received)) == (both, both)
    assert there(shop) == [("M2", "A", 3_000), ("M1", "B", 4_000), ("M2", "B", 1_000)]


def test_that_a_count_that_finds_less_takes_it_from_what_expires_first(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("A", SOON, 3_000), ("B", LATER, 5_000))
    count = do(shop, counting.open_count, OpenCount(1)).count_id
    do(shop, counting.enter_count, EnterCount(count, product, 7_000))
    closed = do(shop, counting.close_count, CloseCount(count, Uncounted.LEAVE))
    assert there(shop) == [("M1", "A", 2_000), ("M1", "B", 5_000)]
    with shop.database.read() as session:
        line = show_document(session, closed.number).snapshot.lines[0]
    assert (line.quantity, line.before) == (7_000, 8_000)


def test_that_a_lot_comes_again_and_is_refused_with_another_date(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("A", SOON, 3_000))
    receive(shop, product, (" A ", SOON, 1_000))
    receive(shop, product, ("A", None, 1_000))
    assert there(shop) == [("M1", "A", 5_000)]
    plain = shop.product("SL-1")
    for goods, lot, day, rule in (
        (product, "A", LATER, "lot_of_2026-12-01"),
        (product, "", SOON, "required"),
        (product, "L" * 61, SOON, "too_long"),
        (plain, "A", SOON, "not_by_lot"),
    ):
        with pytest.raises(InvalidValue) as refused:
            receive(shop, goods, (lot, day, 1_000))
        assert refused.value.details["rule"] == rule
    assert there(shop) == [("M1", "A", 5_000)]


def test_that_a_lot_is_traced_from_its_receipt_to_every_customer(shop: Shop) -> None:
    product = flour(shop)
    receipt = receive(shop, product, ("A", SOON, 9_000))
    other = do(shop, service.add_warehouse, NewWarehouse("M2", "Sklep")).warehouse_id
    do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 1_000),), receive=True))
    orders = []
    for name, quantity in (("Piekarnia", 2_000), ("Cukiernia", 3_000), ("Piekarnia", 1_000)):
        customer = shop.customer(name, email=f"{name}{quantity}@example.pl")
        orders.append(shop.place(customer, (product, quantity)).number)
        shop.advance(orders[-1], "reserve", "pick", "issue")
    with shop.database.read() as session:
        found = trace(session, "MK-1", "A")
        with pytest.raises(NotFound):
            trace(session, "MK-1", "B")
    assert [(m.document, m.warehouse, m.quantity, m.party, m.order_number) for m in found.moves] == [
        (receipt, "M1", 9_000, "Młyn Zalesie", ""),
        ("MM 1/2026/M1", "M1", -1_000, "M1 · Magazyn główny", ""),
        ("MM 1/2026/M1", "DROGA", 1_000, "M1 · Magazyn główny", ""),
        ("MMP 1/2026/M2", "DROGA", -1_000, "M2 · Sklep", ""),
        ("MMP 1/2026/M2", "M2", 1_000, "M2 · Sklep", ""),
        ("WZ 1/2026/M1", "M1", -2_000, "Piekarnia", orders[0]),
        ("WZ 2/2026/M1", "M1", -3_000, "Cukiernia", orders[1]),
        ("WZ 3/2026/M1", "M1", -1_000, "Piekarnia", orders[2]),
    ]
    assert list(found.customers.items()) == [("Cukiernia", 3_000), ("Piekarnia", 3_000)]
    assert [(lot.warehouse, lot.quantity) for lot in found.there] == [("M1", 2_000), ("M2", 1_000)]


def test_that_what_is_soon_out_of_date_is_listed_the_oldest_first(shop: Shop) -> None:
    product, sugar = flour(shop), flour(shop, "CU-1")
    receive(shop, product, ("OLD", PAST, 1_000), ("A", SOON, 2_000), ("B", LATER, 3_000), ("C", None, 4_000))
    receive(shop, sugar, ("A_1%", date(2026, 12, 24), 5_000))
    with shop.database.read() as session:
        soon = expiring(session, TODAY)
        assert [(lot.product, lot.lot, lot.days_left(TODAY)) for lot in soon] == [
            ("MK-1", "OLD", -4),
            ("MK-1", "A", 7),
            ("CU-1", "A_1%", 30),
        ]
        assert [lot.lot for lot in expiring(session, TODAY, days=7)] == ["OLD", "A"]
        assert expiring(session, TODAY, warehouse="M9") == []
        assert [lot.lot for lot in list_lots(session, search_for="mąka mk-1")] == ["OLD", "A", "B", "C"]
        assert [lot.lot for lot in list_lots(session, search_for="a_1%")] == ["A_1%"]
        card = goods_card(session, "MK-1", warehouse="M1", today=TODAY)
    assert card.lots[:2] == (LotLine("OLD", PAST, 1_000), LotLine("A", SOON, 2_000))


def test_that_a_draft_keeps_the_lots_of_its_lines(shop: Shop) -> None:
    product = flour(shop)
    line = GoodsLine(product, 1_000, 300_000, "A", SOON)
    kept = do(shop, drafts.keep_draft, KeepDraft(DocumentKind.PZ, 1, (line,)))
    with shop.database.read() as session:
        assert drafts.open_draft(session, kept.draft_id).lines == (line,)


def test_that_the_commands_receive_list_and_trace_lots(
    shop: Shop, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        return dispatch.run([*words, "--json", "--db", database_url]), json.loads(capsys.readouterr().out)

    flour(shop)
    lots = ("--lot", "MK-1=A@2026-12-01", "--lot", "MK-1=B 7")
    lines = ("--line", "MK-1:3:30", "--line", "MK-1:2:30")
    assert call("stock", "receive", *lines, *lots, "--supplier", "Młyn")[0] == 0
    code, told = call("stock", "expiring", "--days", "10")
    assert (code, told["rows"]) == (
        0,
        [
            {
                "product": "MK-1",
                "name": "Mąka MK-1",
                "unit": "szt",
                "lot": "A",
                "expires": "2026-12-01",
                "days_left": 7,
                "warehouse": "M1",
                "quantity": "3",
            }
        ],
    )
    code, told = call("stock", "lot", "MK-1", "B 7")
    assert (code, told["expires"], told["on_hand"]) == (0, None, [{"warehouse": "M1", "quantity": "2"}])
    assert [(move["kind"], move["party"]) for move in told["moves"]] == [("PZ", "Młyn")]
    code, told = call("document", "show", "PZ 1/2026/M1")
    assert [line["lots"] for line in told["lines"]] == [
        [{"lot": "A", "expires": "2026-12-01", "quantity": "3"}],
        [{"lot": "B 7", "expires": None, "quantity": "2"}],
    ]
    for wrong in ("MK-1", "MK-1=", "MK-1=A@tomorrow"):
        assert call("stock", "receive", "--line", "MK-1:1", "--lot", wrong)[0] == 2
    assert call("stock", "lot", "MK-1", "Z")[0] == 3


def test_that_a_lot_never_falls_below_nothing_even_by_hand(shop: Shop) -> None:
    product = flour(shop)
    receive(shop, product, ("A", SOON, 1_000))
    with pytest.raises(Exception, match="on_hand_not_negative"), shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE lot_stock SET on_hand = on_hand - 1001"))
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE lot_stock SET on_hand = on_hand + 500"))
    with shop.database.read() as session:
        assert verify(session).problems == (
            "lots: lot 1 in warehouse 1: on hand 1500, ledger 1000",
            "lots: product 1 in warehouse 1: 1500 in lots, on hand 1000",
        )
