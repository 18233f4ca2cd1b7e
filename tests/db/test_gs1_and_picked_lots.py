"""GS1 barcodes tell goods, lot and date in one scan; the lot in the hand is the lot on the paper."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import time_machine

from crm_desktop.catalogue.gs1 import Gs1, read_gs1
from crm_desktop.catalogue.queries import scanned
from crm_desktop.catalogue.records import NewProduct, Scanned
from crm_desktop.catalogue.service import add_product
from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.documents.records import PaperLot
from crm_desktop.errors import NotFound
from crm_desktop.orders.picked_lots import LotExpired, LotNotThere, lots_to_take
from crm_desktop.orders.picking import scan_goods
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import ScanGoods
from crm_desktop.verify import verify
from crm_desktop.warehouse.cards import recognise
from crm_desktop.warehouse.disposal import DisposeExpired, NothingExpired, dispose_expired
from crm_desktop.warehouse.lot_lists import list_lots
from crm_desktop.warehouse.records import GoodsLine, IssueInternally, LotLine, NewWarehouse, ReceiveGoods, SendTransfer
from crm_desktop.warehouse.service import add_warehouse, issue_internally, receive_goods
from crm_desktop.warehouse.transfers import send_transfer
from crm_desktop.work import execute
from tests.company import Shop

EAN, CARTON = "5901234123457", "15901234123454"
SOON, LATER, PAST = date(2026, 12, 1), date(2027, 3, 1), date(2026, 11, 20)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def november() -> Any:
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        yield


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("(01)05901234123457(17)271231(10)L25/1", Gs1("05901234123457", "L25/1", date(2027, 12, 31))),
        ("010590123412345717271200", Gs1("05901234123457", "", date(2027, 12, 31))),
        ("]C1011590123412345410L25\x1d17270228", Gs1(CARTON, "L25", date(2027, 2, 28))),
        ("]d2\x1d021590123412345437 12".replace(" ", ""), Gs1(CARTON, count=12)),
        ("(01)05901234123457(3103)002500(15)270101", Gs1("05901234123457", "", date(2027, 1, 1), weight=2_500)),
        ("(01)05901234123457(21)S/N 7(10)A", Gs1("05901234123457", "A")),
    ],
)
def test_that_a_gs1_barcode_is_read_with_brackets_and_bare(code: str, told: Gs1) -> None:
    assert read_gs1(code) == told


@pytest.mark.parametrize(
    "code",
    [
        *(EAN, CARTON, "W-7", "", "(10)L25", "(01)05901234123456(10)L", "(01)05901234123457(17)271331"),
        *("(01)05901234123457x(", "0105901234123457171", "010590123412345799ABC"),
    ],
)
def test_that_what_is_no_gs1_barcode_or_cannot_be_true_is_none(code: str) -> None:
    assert read_gs1(code) is None


def test_that_the_carton_and_the_piece_are_found_by_their_gtin(shop: Shop) -> None:
    flour(shop)
    with shop.database.read() as session:
        assert scanned(session, f"(01)0{EAN}(17)270301(10)B") == Scanned(1, 1_000, "B", LATER)
        assert scanned(session, f"01{CARTON}3702") == Scanned(1, 24_000)
        found = recognise(session, f"(01){CARTON}(10)B")
        assert (found.code, found.quantity, found.lot, found.tracks_lots) == ("MK-1", 12_000, "B", True)
        with pytest.raises(NotFound):
            scanned(session, "(01)00036000291452(10)B")


def do(shop: Shop, case: Callable[..., Any], command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def flour(shop: Shop) -> int:
    goods = NewProduct("MK-1", "Mąka", 489_000, tracks_lots=True, barcodes=((EAN, 1_000), (CARTON, 12_000)))
    product = int(do(shop, add_product, goods).product_id)
    lots = (("A", SOON, 20_000), ("B", LATER, 20_000), ("OLD", PAST, 5_000))
    lines = tuple(GoodsLine(product, quantity, 300_000, lot=lot, expires_on=day) for lot, day, quantity in lots)
    do(shop, receive_goods, ReceiveGoods(1, lines, supplier="Młyn"))
    return product


def test_that_what_expires_first_is_proposed_and_what_was_scanned_leaves(shop: Shop) -> None:
    product = flour(shop)
    number = shop.place(shop.customer(), (product, 15_000)).number
    shop.advance(number, "reserve")
    with shop.database.read() as session:
        (line,) = show_order(session, number).lines
        assert lots_to_take(session, number, today=TODAY) == {line.line_id: (LotLine("A", SOON, 15_000),)}
    assert do(shop, scan_goods, ScanGoods(number, f"(01){CARTON}(17)270301(10)B")).lot == "B"
    do(shop, scan_goods, ScanGoods(number, EAN, 3))
    with shop.database.read() as session:
        proposed = lots_to_take(session, number, today=TODAY)[line.line_id]
    assert proposed == (LotLine("B", LATER, 12_000), LotLine("A", SOON, 3_000))
    document = shop.advance(number, "pick", "issue").document
    with shop.database.read() as session:
        paper = show_document(session, document).snapshot.lines[0].lots
        assert verify(session).problems == ()
        assert lots_to_take(session, number, today=TODAY) == {}
    assert paper == (PaperLot("B", LATER, 12_000), PaperLot("A", SOON, 3_000))


@pytest.mark.parametrize("step", ["reopen", "cancel"])
def test_that_a_lot_that_was_scanned_is_put_back_with_the_order(shop: Shop, step: str) -> None:
    product = flour(shop)
    number = shop.place(shop.customer(), (product, 15_000)).number
    shop.advance(number, "reserve")
    do(shop, scan_goods, ScanGoods(number, f"(01){CARTON}(17)270301(10)B"))
    shop.advance(number, step)
    if step == "reopen":
        shop.advance(number, "reserve")
    with shop.database.read() as session:
        (line,) = show_order(session, number).lines
        assert line.picked == 0
        assert lots_to_take(session, number, today=TODAY) == {line.line_id: (LotLine("A", SOON, 15_000),)}


@pytest.mark.parametrize(
    ("lot", "times", "refusal"), [("X", 1, LotNotThere), ("OLD", 1, LotExpired), ("B", 21, LotNotThere)]
)
def test_that_a_lot_that_is_not_there_or_out_of_date_is_refused_and_nothing_ticked(
    shop: Shop, lot: str, times: int, refusal: type[Exception]
) -> None:
    product = flour(shop)
    number = shop.place(shop.customer(), (product, 30_000)).number
    shop.advance(number, "reserve")
    with pytest.raises(refusal):
        do(shop, scan_goods, ScanGoods(number, f"(01)0{EAN}(10){lot}", times))
    with shop.database.read() as session:
        (line,) = show_order(session, number).lines
    assert line.picked == 0


def test_that_what_is_out_of_date_is_written_off_in_one_act_and_nothing_else(shop: Shop) -> None:
    product = flour(shop)
    house = do(shop, add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
    old = (GoodsLine(product, 3_000, 300_000, "OLD", PAST), GoodsLine(product, 2_000, 300_000, "B", LATER))
    do(shop, receive_goods, ReceiveGoods(house, old, supplier="Młyn"))
    done = do(shop, dispose_expired, DisposeExpired(note="likwidacja"))
    assert (len(done.numbers), done.lots) == (2, 2)
    with shop.database.read() as session:
        left = {(lot.warehouse, lot.lot): lot.quantity for lot in list_lots(session)}
        papers = [show_document(session, number).snapshot for number in done.numbers]
        assert verify(session).problems == ()
    assert left == {("M1", "A"): 20_000, ("M1", "B"): 20_000, ("M2", "B"): 2_000}
    assert [paper.lines[0].lots for paper in papers] == [
        (PaperLot("OLD", PAST, 5_000),),
        (PaperLot("OLD", PAST, 3_000),),
    ]
    with pytest.raises(NothingExpired):
        do(shop, dispose_expired, DisposeExpired())
    kept = (GoodsLine(product, 1_000, lot="B"),)
    number = do(shop, issue_internally, IssueInternally(1, kept, "próbka")).number
    with shop.database.read() as session:
        assert show_document(session, number).snapshot.lines[0].lots == (PaperLot("B", LATER, 1_000),)


@pytest.mark.parametrize("way", ["use up", "send"])
def test_that_goods_leave_of_the_lot_that_was_scanned_whatever_expires_first(shop: Shop, way: str) -> None:
    product = flour(shop)
    lines = (GoodsLine(product, 12_000, lot="B"), GoodsLine(product, 3_000))
    if way == "use up":
        number = do(shop, issue_internally, IssueInternally(1, lines)).number
    else:
        other = int(do(shop, add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id)
        number = do(shop, send_transfer, SendTransfer(1, other, lines, receive=True)).number
    with shop.database.read() as session:
        first, second = show_document(session, number).snapshot.lines
        left = {(lot.lot, lot.warehouse): lot.quantity for lot in list_lots(session)}
        assert verify(session).problems == ()
    assert first.lots == (PaperLot("B", LATER, 12_000),)
    assert second.lots == (PaperLot("OLD", PAST, 3_000),)
    came = {} if way == "use up" else {("B", "M2"): 12_000, ("OLD", "M2"): 3_000}
    assert left == {("A", "M1"): 20_000, ("B", "M1"): 8_000, ("OLD", "M1"): 2_000} | came


@pytest.mark.parametrize("lot", ["X", "A"])
def test_that_a_lot_that_does_not_lie_there_does_not_leave(shop: Shop, lot: str) -> None:
    product = flour(shop)
    lines = (GoodsLine(product, 12_000, lot=lot), GoodsLine(product, 9_000, lot=lot))
    with pytest.raises(LotNotThere) as refused:
        do(shop, issue_internally, IssueInternally(1, lines))
    assert refused.value.details == {
        "lot": lot,
        "name": "Mąka",
        "warehouse": "M1",
        "there": "0" if lot == "X" else "20",
    }
    with shop.database.read() as session:
        assert {lot.lot: lot.quantity for lot in list_lots(session)} == {"A": 20_000, "B": 20_000, "OLD": 5_000}
        assert [row.kind.value for row in list_documents(session)] == ["PZ"]
