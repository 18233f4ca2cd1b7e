"""One product on several shelves: brought, taken, put elsewhere, told; on both databases."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from crm_desktop.backups.restoring import copy_company
from crm_desktop.commands import dispatch
from crm_desktop.errors import InvalidValue, KnownError, NotFound, Shortage
from crm_desktop.exchange.records import What
from crm_desktop.opening import open_company
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.picked_shelves import takes_of
from crm_desktop.orders.picking import scan_goods
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import Goods, GoodsScanned, ReturnGoods, ScanGoods, StepCommand
from crm_desktop.orders.rest import reopen_order
from crm_desktop.orders.returning import return_goods
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from crm_desktop.warehouse import correcting, counting, service, shelf_lists, shelving, transfers
from crm_desktop.warehouse.count_records import CloseCount, CountClosed, EnterCount, OpenCount, Uncounted
from crm_desktop.warehouse.count_sheets import count_sheet, open_counts
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import (
    CorrectDocument,
    GoodsLine,
    IssueInternally,
    NewWarehouse,
    ReceiveGoods,
    ReceiveTransfer,
    Right,
    SendTransfer,
)
from crm_desktop.warehouse.shelf_lists import ProductPlace, Shelf, ShelfGoods
from crm_desktop.warehouse.shelf_told import NotOnThatShelf
from crm_desktop.warehouse.shelving import PutOnShelf, Relocate, Relocated
from crm_desktop.work import execute
from tests.company import Shop, today
from tests.db.test_import import bring, faults
from tests.db.test_order_papers import paper_of


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def receive(shop: Shop, product: int, quantity: int, shelf: str = "", lot: str = "") -> str:
    line = GoodsLine(product, quantity, 30_000, lot, shelf=shelf)
    return str(do(shop, service.receive_goods, ReceiveGoods(1, (line,))).number)


def lies(shop: Shop, product: int) -> dict[str, int]:
    """Shelf -> how much, in the first warehouse and in the order of picking; everything is proved meanwhile."""
    found: dict[str, int] = {}
    with shop.database.read() as session:
        assert verify(session).problems == ()
        for place in shelf_lists.places_of(session, product):
            if place.warehouse == "M1":
                found[place.shelf] = found.get(place.shelf, 0) + place.quantity
    return found


def told(shop: Shop, statement: str) -> list[tuple[Any, ...]]:
    with shop.database.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


@pytest.fixture
def flour(shop: Shop) -> int:
    """Ten on its usual shelf A-1, twenty in reserve on B-2, five on B-10."""
    product = shop.product("A")
    for quantity, shelf in ((10_000, "A-1"), (20_000, "B-2"), (5_000, "B-10")):
        receive(shop, product, quantity, shelf)
    return product


def by_lot(shop: Shop) -> int:
    product = shop.product("L")
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE products SET tracks_lots = true WHERE id = :p"), {"p": product})
    return product


def test_that_the_first_shelf_goods_come_on_is_their_usual_one_and_others_are_told_apart(
    shop: Shop, flour: int
) -> None:
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 20_000, "B-10": 5_000}
    receive(shop, flour, 3_000)
    assert lies(shop, flour)["A-1"] == 13_000
    with shop.database.read() as session:
        assert shelf_lists.shelves(session, 1) == [
            Shelf("A-1", 1, 1, 13_000, "szt"),
            Shelf("B-2", 1, 1, 20_000, "szt"),
            Shelf("B-10", 1, 1, 5_000, "szt"),
        ]
        assert shelf_lists.goods_on(session, 1, "B-2") == [
            ShelfGoods(flour, "A", "Mąka A", "szt", 20_000, 38_000, 0, usual=False)
        ]
        assert (shelf_lists.is_shelf(session, 1, "B-10"), shelf_lists.begins(session, 1, "B")) == (True, True)


def test_that_goods_without_a_usual_shelf_keep_none_where_some_lay_before(shop: Shop) -> None:
    product = shop.product("A", stock=4_000)
    receive(shop, product, 2_000, "B-2")
    assert lies(shop, product) == {"": 4_000, "B-2": 2_000}


def test_that_what_leaves_is_taken_off_the_usual_shelf_first_and_then_in_walking_order(shop: Shop, flour: int) -> None:
    customer = shop.customer()
    for quantity, left in (
        (4_000, {"A-1": 6_000, "B-2": 20_000, "B-10": 5_000}),
        (8_000, {"B-2": 18_000, "B-10": 5_000}),
        (20_000, {"B-10": 3_000}),
    ):
        number = shop.place(customer, (flour, quantity)).number
        shop.advance(number, "reserve", "pick", "issue")
        assert lies(shop, flour) == left
    moves = told(
        shop,
        "SELECT m.kind, x.shelf, x.quantity FROM shelf_moves x JOIN stock_moves m ON m.id = x.move_id ORDER BY x.id",
    )
    assert moves == [
        ("PZ", "B-2", 20_000),
        ("PZ", "B-10", 5_000),
        ("WZ", "B-2", -2_000),
        ("WZ", "B-2", -18_000),
        ("WZ", "B-10", -2_000),
    ]
    assert told(shop, "SELECT shelf, on_hand FROM shelf_stock") == [("B-10", 3_000)]


def test_that_goods_go_from_shelf_to_shelf_and_nothing_else_changes(shop: Shop, flour: int) -> None:
    number = shop.place(shop.customer(), (flour, 30_000)).number
    shop.advance(number, "reserve")
    before = told(shop, "SELECT on_hand, reserved FROM stock"), told(shop, "SELECT quantity, value FROM product_costs")
    moves = told(shop, "SELECT COUNT(*) FROM stock_moves")
    done = do(shop, shelving.relocate, Relocate(1, flour, "B-2", "A-1", 6_000))
    assert done == Relocated(flour, "Mąka A", "szt", "B-2", "A-1", 6_000)
    do(shop, shelving.relocate, Relocate(1, flour, " B-10 ", "C  1"))
    do(shop, shelving.relocate, Relocate(1, flour, "A-1", "B-2", 1_000))
    assert lies(shop, flour) == {"A-1": 15_000, "B-2": 15_000, "C 1": 5_000}
    rows = told(shop, "SELECT shelf, quantity, other FROM shelf_moves WHERE move_id IS NULL ORDER BY id")
    assert rows == [
        ("B-2", -6_000, "A-1"),
        ("B-10", -5_000, "C 1"),
        ("C 1", 5_000, "B-10"),
        ("B-2", 1_000, "A-1"),
    ]
    after = told(shop, "SELECT on_hand, reserved FROM stock"), told(shop, "SELECT quantity, value FROM product_costs")
    assert (after, told(shop, "SELECT COUNT(*) FROM stock_moves")) == (before, moves)


def test_that_the_place_to_which_all_of_it_goes_is_the_usual_one_from_then_on(shop: Shop) -> None:
    product = shop.product("A", stock=4_000)
    do(shop, shelving.relocate, Relocate(1, product, "", "A-1"))
    do(shop, shelving.relocate, Relocate(1, product, "A-1", "C-7", 4_000))
    assert (lies(shop, product), told(shop, "SELECT * FROM shelf_moves")) == ({"C-7": 4_000}, [])
    receive(shop, product, 1_000)
    assert lies(shop, product) == {"C-7": 5_000}


def test_that_putting_goods_on_a_shelf_gathers_all_of_them_there(shop: Shop, flour: int) -> None:
    do(shop, shelving.put_on_shelf, PutOnShelf(1, flour, "B-2"))
    assert lies(shop, flour) == {"B-2": 35_000}
    assert told(shop, "SELECT * FROM shelf_stock") == []


def test_that_another_usual_shelf_told_on_the_form_takes_what_lay_on_the_one_before(shop: Shop, flour: int) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE stock SET location = 'B-10'"))
    assert lies(shop, flour) == {"B-10": 15_000, "B-2": 20_000}
    do(shop, shelving.relocate, Relocate(1, flour, "B-10", "B-2", 12_000))
    assert lies(shop, flour) == {"B-10": 3_000, "B-2": 32_000}


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (("B-2", "A-1", 21_000), NotOnThatShelf),
        (("Z-9", "A-1", 1_000), NotOnThatShelf),
        (("", "A-1", 1_000), NotOnThatShelf),
        (("Z-9", "A-1", None), NotOnThatShelf),
        (("B-2", "B-2", 1_000), InvalidValue),
        (("B-2", "", 1_000), InvalidValue),
        (("B-2", "A-1", 0), InvalidValue),
        (("B-2", "A-1", 1_500), InvalidValue),
        (("B-2", "A" * 41, 1_000), InvalidValue),
    ],
)
def test_that_what_cannot_go_is_refused_and_stays(
    shop: Shop, flour: int, wanted: tuple[str, str, int | None], refusal: type[KnownError]
) -> None:
    with pytest.raises(refusal) as refused:
        do(shop, shelving.relocate, Relocate(1, flour, *wanted))
    if refusal is NotOnThatShelf:
        assert refused.value.details["shelf"] == (wanted[0] or "—")
    with pytest.raises(NotFound):
        do(shop, shelving.relocate, Relocate(99, flour, "B-2", "A-1"))
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 20_000, "B-10": 5_000}


def test_that_an_internal_issue_takes_from_the_shelf_it_names_or_not_at_all(shop: Shop, flour: int) -> None:
    do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(flour, 2_000, shelf="B-10"),)))
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 20_000, "B-10": 3_000}
    lines = (GoodsLine(flour, 2_000, shelf="B-10"), GoodsLine(flour, 2_000, shelf="B-10"))
    with pytest.raises(NotOnThatShelf) as refused:
        do(shop, service.issue_internally, IssueInternally(1, lines))
    assert refused.value.details == {"name": "Mąka A", "shelf": "B-10", "there": "1", "unit": "szt"}
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 20_000, "B-10": 3_000}


def test_that_lots_go_with_their_shelves_and_what_expires_first_leaves_wherever_it_lies(shop: Shop) -> None:
    product = by_lot(shop)
    days = (today().replace(year=today().year + 1), today().replace(year=today().year + 2))
    for lot, day, shelf in (("late", days[1], "A-1"), ("soon", days[0], "B-2"), ("late", days[1], "B-2")):
        line = GoodsLine(product, 5_000, None, lot, day, shelf)
        do(shop, service.receive_goods, ReceiveGoods(1, (line,)))
    number = shop.place(shop.customer(), (product, 4_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    with shop.database.read() as session:
        assert shelf_lists.places_of(session, product) == [
            ProductPlace("M1", "A-1", 5_000, True, "late", days[1]),
            ProductPlace("M1", "B-2", 1_000, False, "soon", days[0]),
            ProductPlace("M1", "B-2", 5_000, False, "late", days[1]),
        ]
    do(shop, shelving.relocate, Relocate(1, product, "B-2", "A-1", 3_000))
    do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 1_000, shelf="B-2"),)))
    with shop.database.read() as session:
        assert [(one.shelf, one.lot, one.quantity) for one in shelf_lists.places_of(session, product)] == [
            ("A-1", "soon", 1_000),
            ("A-1", "late", 7_000),
            ("B-2", "late", 2_000),
        ]
    assert lies(shop, product) == {"A-1": 8_000, "B-2": 2_000}


def test_that_what_comes_from_another_warehouse_or_back_from_a_customer_is_put_where_it_is_told(
    shop: Shop, flour: int
) -> None:
    other = int(do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id)
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(flour, 6_000, shelf="B-2"),)))
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 14_000, "B-10": 5_000}
    lines = (GoodsLine(flour, 4_000, shelf="R 1"), GoodsLine(flour, 2_000, shelf="R 2"))
    do(shop, transfers.receive_transfer, ReceiveTransfer(sent.number, lines))
    with shop.database.read() as session:
        there = [one for one in shelf_lists.places_of(session, flour) if one.warehouse == "M2"]
    assert [(one.shelf, one.quantity, one.usual) for one in there] == [("R 1", 4_000, True), ("R 2", 2_000, False)]
    number = shop.place(shop.customer(), (flour, 3_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    do(shop, return_goods, ReturnGoods(number, (Goods(flour, 2_000, "ZWROTY"),)))
    assert lies(shop, flour) == {"A-1": 7_000, "B-2": 14_000, "B-10": 5_000, "ZWROTY": 2_000}


def test_that_a_receipt_corrected_downwards_takes_off_the_shelves_what_is_not_there(shop: Shop) -> None:
    product = shop.product("A")
    receive(shop, product, 2_000, "A-1")
    number = receive(shop, product, 9_000, "B-2")
    do(shop, correcting.correct_document, CorrectDocument(number, (Right(product, 1_000),)))
    assert lies(shop, product) == {"B-2": 3_000}


def test_that_the_ledger_of_shelves_is_never_changed_and_no_shelf_falls_below_nothing(shop: Shop, flour: int) -> None:
    for statement in (
        "UPDATE shelf_moves SET quantity = 1",
        "DELETE FROM shelf_moves",
        "UPDATE shelf_stock SET on_hand = -1",
        "UPDATE shelf_stock SET shelf = ''",
        "INSERT INTO shelf_stock (product_id, warehouse_id, shelf, on_hand)"
        " SELECT product_id, warehouse_id, shelf, 1 FROM shelf_stock",
    ):
        with pytest.raises(DBAPIError), shop.database.engine.begin() as connection:
            connection.execute(text(statement))
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 20_000, "B-10": 5_000}


def test_that_goods_of_one_shelf_ask_nothing_of_the_shelves(shop: Shop) -> None:
    product = shop.product("A", stock=4_000)
    do(shop, shelving.put_on_shelf, PutOnShelf(1, product, "A-1"))
    number = shop.place(shop.customer(), (product, 3_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    assert lies(shop, product) == {"A-1": 1_000}
    assert told(shop, "SELECT COUNT(*) FROM shelf_moves") == [(0,)]
    with shop.database.read() as session:
        assert [(line.code, line.on_hand) for line in list_stock(session)] == [("A", 1_000)]


def scan(shop: Shop, number: str, code: str, times: int = 1, shelf: str = "") -> GoodsScanned:
    done: GoodsScanned = do(shop, scan_goods, ScanGoods(number, code, times, shelf))
    return done


def test_that_the_pick_list_says_from_which_shelf_how_much(shop: Shop, flour: int, tmp_path: Path) -> None:
    other = shop.product("B", stock=5_000)
    do(shop, shelving.put_on_shelf, PutOnShelf(1, other, "A-2"))
    number = shop.place(shop.customer(), (other, 5_000), (flour, 32_000)).number
    with shop.database.read() as session:
        lines = show_order(session, number).lines
    assert [(line.code, takes_of(line)) for line in lines] == [
        ("B", (("A-2", 5_000),)),
        ("A", (("A-1", 10_000), ("B-2", 20_000), ("B-10", 2_000))),
    ]
    told, _ = paper_of(shop, number, OrderPaper.PICK_LIST, tmp_path)
    rows = [line.split() for line in told.splitlines() if "Mąka" in line]
    assert [(row[1], row[2], row[-3]) for row in rows] == [
        ("A-1", "A", "10"),
        ("A-2", "B", "5"),
        ("B-2", "A", "20"),
        ("B-10", "A", "2"),
    ]


def test_that_goods_are_taken_off_the_shelf_that_was_scanned(shop: Shop, flour: int) -> None:
    number = shop.place(shop.customer(), (flour, 7_000)).number
    shop.advance(number, "reserve")
    assert scan(shop, number, "B-10") == GoodsScanned(number, "", "", 0, 0, shelf="B-10")
    assert scan(shop, number, "A", 4, "B-10").picked == 4_000
    with pytest.raises(NotOnThatShelf) as refused:
        scan(shop, number, "A", 2, "B-10")
    assert refused.value.details["there"] == "5"
    assert scan(shop, number, "A", 2).picked == 6_000
    with shop.database.read() as session:
        (line,) = show_order(session, number).lines
    assert (line.picked, line.places) == (6_000, (("B-10", 4_000), ("A-1", 3_000)))
    scan(shop, number, "A", shelf="A-1")
    shop.advance(number, "pick", "issue")
    assert lies(shop, flour) == {"A-1": 7_000, "B-2": 20_000, "B-10": 1_000}
    assert told(shop, "SELECT * FROM picked_shelves") == []


def test_that_what_was_scanned_off_a_shelf_is_forgotten_when_the_order_is_reopened(shop: Shop, flour: int) -> None:
    number = shop.place(shop.customer(), (flour, 7_000)).number
    shop.advance(number, "reserve")
    scan(shop, number, "A", 5, "B-10")
    do(shop, reopen_order, StepCommand(number))
    shop.advance(number, "reserve", "pick", "issue")
    assert lies(shop, flour) == {"A-1": 3_000, "B-2": 20_000, "B-10": 5_000}
    another = shop.place(shop.customer(), (flour, 1_000)).number
    shop.advance(another, "reserve")
    with pytest.raises(NotFound):
        scan(shop, another, "Z-1")


def count(shop: Shop, shelf: str, *entries: tuple[int, int, str | None], uncounted: Uncounted) -> CountClosed:
    opened = do(shop, counting.open_count, OpenCount(1, shelf=shelf)).count_id
    for product, quantity, told_shelf in entries:
        do(shop, counting.enter_count, EnterCount(opened, product, quantity, shelf=told_shelf))
    closed: CountClosed = do(shop, counting.close_count, CloseCount(opened, uncounted))
    return closed


def test_that_shelves_counted_alone_are_put_right_each(shop: Shop, flour: int) -> None:
    opened = do(shop, counting.open_count, OpenCount(1, shelf="B")).count_id
    with pytest.raises(counting.WhichShelf) as refused:
        do(shop, counting.enter_count, EnterCount(opened, flour, 1_000))
    assert refused.value.details["shelves"] == "B-2, B-10"
    with pytest.raises(counting.NotOnShelf):
        do(shop, counting.enter_count, EnterCount(opened, flour, 1_000, shelf="A-1"))
    do(shop, counting.abandon_count, opened)
    closed = count(shop, "B", (flour, 18_000, "B-2"), (flour, 6_000, "B-10"), uncounted=Uncounted.REFUSE)
    assert (closed.counted, closed.differences, [one.split()[0] for one in closed.others]) == (1, 1, ["RW"])
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 18_000, "B-10": 6_000}
    rows = told(shop, "SELECT shelf, quantity, other, move_id IS NULL FROM shelf_moves ORDER BY id DESC LIMIT 3")
    assert [(*row[:3], bool(row[3])) for row in rows] == [
        ("B-2", -1_000, "", False),
        ("B-10", 1_000, "B-2", True),
        ("B-2", -1_000, "B-10", True),
    ]


def test_that_what_only_lies_elsewhere_than_the_books_say_takes_no_document(shop: Shop, flour: int) -> None:
    closed = count(shop, "", (flour, 13_000, "A-1"), (flour, 17_000, "B-2"), uncounted=Uncounted.LEAVE)
    assert (closed.differences, closed.others) == (0, ())
    assert lies(shop, flour) == {"A-1": 13_000, "B-2": 17_000, "B-10": 5_000}


def test_that_shelves_of_counted_goods_that_nobody_counted_are_told(shop: Shop, flour: int) -> None:
    entries = ((flour, 12_000, "A-1"), (flour, 20_000, "B-2"))
    with pytest.raises(counting.CountUnfinished):
        count(shop, "", *entries, uncounted=Uncounted.REFUSE)
    with shop.database.read() as session:
        (open_one,) = [key for key, _ in open_counts(session)]
        sheet = count_sheet(session, open_one)
    assert sheet.left == 1
    assert [(line.shelf, line.counted, line.booked) for line in sheet.lines] == [
        ("A-1", 12_000, 10_000),
        ("B-2", 20_000, 20_000),
        ("B-10", None, 5_000),
    ]
    do(shop, counting.close_count, CloseCount(open_one, Uncounted.NOTHING_THERE))
    assert lies(shop, flour) == {"A-1": 12_000, "B-2": 20_000}


def test_that_goods_counted_wherever_they_lie_are_put_right_as_a_whole(shop: Shop, flour: int) -> None:
    count(shop, "", (flour, 12_000, "A-1"), (flour, 18_000, None), uncounted=Uncounted.LEAVE)
    assert lies(shop, flour) == {"A-1": 5_000, "B-2": 20_000, "B-10": 5_000}
    count(shop, "", (flour, 40_000, None), uncounted=Uncounted.LEAVE)
    assert lies(shop, flour) == {"A-1": 15_000, "B-2": 20_000, "B-10": 5_000}


def test_that_what_is_found_on_a_shelf_lies_there_afterwards(shop: Shop, flour: int) -> None:
    closed = count(shop, "B-2", (flour, 20_000, "B-2"), (flour, 3_000, "B-29"), uncounted=Uncounted.REFUSE)
    assert [one.split()[0] for one in closed.others] == ["PW"]
    assert lies(shop, flour) == {"A-1": 10_000, "B-2": 20_000, "B-10": 5_000, "B-29": 3_000}


def test_that_the_lot_that_is_short_on_a_shelf_is_one_that_lies_there(shop: Shop) -> None:
    product = by_lot(shop)
    for lot, shelf in (("soon", "A-1"), ("late", "B-2")):
        receive(shop, product, 5_000, shelf, lot)
    count(shop, "B", (product, 3_000, None), uncounted=Uncounted.REFUSE)
    with shop.database.read() as session:
        found = [(one.shelf, one.lot, one.quantity) for one in shelf_lists.places_of(session, product)]
    assert found == [("A-1", "soon", 5_000), ("B-2", "late", 3_000)]
    assert lies(shop, product) == {"A-1": 5_000, "B-2": 3_000}


def test_that_a_sheet_of_opening_stock_may_tell_the_shelf(shop: Shop) -> None:
    product = shop.product("A")
    brought = bring(shop, What.STOCK, "Kod;Stan;Półka\nA;10;A-1\nA;4; B-2 \n")
    assert (brought.new, len(brought.documents)) == (2, 1)
    assert lies(shop, product) == {"A-1": 10_000, "B-2": 4_000}
    assert [row[:3] for row in faults(shop, What.STOCK, "Kod;Stan;Półka\nA;1;C\nA;2;C\n")] != []


def test_that_the_commands_tell_shelf_by_shelf_now_and_on_a_past_day(
    shop: Shop, flour: int, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(*words: str) -> Any:
        assert dispatch.run(["stock", *words, "--db", database_url, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    day = today()
    (row,) = answer("show", "A", "--at", day.isoformat(), "--shelves")["rows"]
    assert (row["on_hand"], row["other_shelves"]) == ("35", {"B-10": "5", "B-2": "20"})
    assert answer("show", "A", "--at", (day - timedelta(days=1)).isoformat(), "--shelves")["rows"] == []
    assert answer("card", "A")["shelves"] == [
        {"shelf": "A-1", "lot": None, "on_hand": "10"},
        {"shelf": "B-2", "lot": None, "on_hand": "20"},
        {"shelf": "B-10", "lot": None, "on_hand": "5"},
    ]


def test_that_more_used_up_than_was_written_is_of_a_lot_that_lies_there(shop: Shop) -> None:
    product = by_lot(shop)
    for lot, shelf in (("soon", "A-1"), ("late", "B-2")):
        receive(shop, product, 5_000, shelf, lot)
    number = do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 1_000),))).number
    do(shop, correcting.correct_document, CorrectDocument(number, (Right(product, 3_000),)))
    assert told(shop, "SELECT SUM(on_hand) FROM lot_stock") == [(7_000,)]
    assert sum(lies(shop, product).values()) == 7_000


def test_that_shelves_go_along_when_a_company_moves_to_the_other_database_and_back(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    back = f"sqlite:///{tmp_path / 'back.db'}"
    left = {"A-1": 10_000, "B-2": 5_000}
    for url, onwards in ((sqlite_url, postgres_url), (postgres_url, back), (back, "")):
        database = open_company(url)
        with database.read() as session:
            company = Shop(database, actor_by_login(session, "admin"))
        if url == sqlite_url:
            product = company.product("A")
            for shelf, quantity in left.items():
                receive(company, product, quantity, shelf)
        assert lies(company, product) == left
        do(company, shelving.relocate, Relocate(1, product, "A-1", "B-2", 1_000))
        left = {"A-1": left["A-1"] - 1_000, "B-2": left["B-2"] + 1_000}
        assert lies(company, product) == left
        database.close()
        if onwards:
            copy_company(url, onwards)


def test_that_a_receipt_is_not_corrected_by_goods_of_another_lot(shop: Shop) -> None:
    product = by_lot(shop)
    number = receive(shop, product, 2_000)
    do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 2_000),)))
    receive(shop, product, 5_000, lot="A")
    with pytest.raises(Shortage) as refused:
        do(shop, correcting.correct_document, CorrectDocument(number, (Right(product, 1_000),)))
    (short,) = refused.value.details["shortages"]
    assert (short["wanted"], short["available"]) == ("1", "0")
    assert told(shop, "SELECT on_hand FROM stock UNION ALL SELECT on_hand FROM lot_stock") == [(5_000,), (5_000,)]
    of_lot = receive(shop, product, 3_000, lot="B")
    do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 3_000, lot="B"),)))
    with pytest.raises(Shortage):
        do(shop, correcting.correct_document, CorrectDocument(of_lot, (Right(product, 1_000),)))
    assert told(shop, "SELECT SUM(on_hand) FROM lot_stock") == [(5_000,)]
