"""Goods come in, are used up, travel and are counted: every move by its document, on both databases."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import text

from crm_desktop import settings
from crm_desktop.documents.numbering import BeforeLastOfSeries
from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.errors import InvalidValue, NotFound, Shortage, StaleRecord
from crm_desktop.settings import load
from crm_desktop.verify import verify
from crm_desktop.warehouse import counting, drafts, service, transfers
from crm_desktop.warehouse.count_records import CloseCount, EnterCount, OpenCount, Uncounted
from crm_desktop.warehouse.queries import list_stock, list_warehouses, stock_card
from crm_desktop.warehouse.records import (
    DropDraft,
    GoodsLine,
    IssueInternally,
    KeepDraft,
    Missing,
    NewWarehouse,
    ReceiveGoods,
    ReceiveTransfer,
    SendTransfer,
)
from crm_desktop.work import execute
from db.vocabulary import CostMethod, DocumentKind
from tests.company import Shop, today

APP = str(Path(__file__).resolve().parents[2] / "app.py")


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def levels(shop: Shop, product: str = "MK-1") -> dict[str, tuple[int, int]]:
    """Warehouse -> (on hand, reserved), thousandths; what is empty is left out."""
    with shop.database.read() as session:
        found = list_stock(session, product=product)
    return {line.warehouse: (line.on_hand, line.reserved) for line in found if line.on_hand or line.reserved}


def worth(shop: Shop, product_id: int) -> dict[int, tuple[int, int]]:
    """Warehouse -> (pieces of known cost, minor units)."""
    statement = text("SELECT warehouse_id, quantity, value FROM product_costs WHERE product_id = :p AND quantity > 0")
    with shop.database.read() as session:
        return {row[0]: (row[1], row[2]) for row in session.execute(statement, {"p": product_id})}


def sound(shop: Shop) -> None:
    with shop.database.read() as session:
        assert verify(session).problems == ()


def kinds(shop: Shop) -> list[str]:
    """Of all documents, in the order they were issued."""
    with shop.database.read() as session:
        return [row.kind.value for row in reversed(list_documents(session))]


def second(shop: Shop) -> int:
    return int(do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id)


# --- internal receipts and issues


def test_that_goods_used_up_leave_at_their_average_cost_and_the_paper_says_what_for(shop: Shop) -> None:
    product = shop.product(stock=3_000, cost=100_000)
    shop.receive(product, 1_000, 200_000)
    used = do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 2_000),), note="na pokaz"))
    assert used.number.startswith("RW 1/")
    assert (levels(shop), worth(shop, product)) == ({"M1": (2_000, 0)}, {1: (2_000, 2_500)})
    with shop.database.read() as session:
        paper = show_document(session, used.number).snapshot
    assert [(line.code, line.quantity, line.value) for line in paper.lines] == [("MK-1", 2_000, 0)]
    assert paper.note == "na pokaz"
    sound(shop)


def test_that_no_more_is_used_up_than_is_not_promised_and_all_that_is_short_is_told(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=3_000), shop.product("CU-2", stock=1_000)
    shop.advance(shop.place(shop.customer(), (flour, 2_000)).number, "reserve")
    wanted = IssueInternally(1, (GoodsLine(flour, 2_000), GoodsLine(sugar, 4_000)))
    with pytest.raises(Shortage) as refused:
        do(shop, service.issue_internally, wanted)
    told = [(one["product"], one["wanted"], one["available"]) for one in refused.value.details["shortages"]]
    assert told == [("MK-1", "2", "1"), ("CU-2", "4", "1")]
    assert (levels(shop), levels(shop, "CU-2")) == ({"M1": (3_000, 2_000)}, {"M1": (1_000, 0)})
    assert kinds(shop) == ["PZ", "PZ"]


def test_that_half_a_piece_and_nothing_at_all_are_refused(shop: Shop) -> None:
    product = shop.product(stock=3_000)
    for lines in ((), (GoodsLine(product, 500),), (GoodsLine(product, -1_000),)):
        with pytest.raises(InvalidValue):
            do(shop, service.issue_internally, IssueInternally(1, lines))
        with pytest.raises(InvalidValue):
            do(shop, service.receive_goods, ReceiveGoods(1, lines, kind=DocumentKind.PW))
    assert levels(shop) == {"M1": (3_000, 0)}


def test_that_a_document_may_be_dated_back_but_not_before_the_last_of_its_series_nor_ahead(shop: Shop) -> None:
    product = shop.product()
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        line = (GoodsLine(product, 1_000),)
        do(shop, service.receive_goods, ReceiveGoods(1, line, day=date(2026, 11, 20)))
        for day, error in ((date(2026, 11, 19), BeforeLastOfSeries), (date(2026, 11, 25), InvalidValue)):
            with pytest.raises(error):
                do(shop, service.receive_goods, ReceiveGoods(1, line, day=day))
        with shop.database.read() as session:
            card = stock_card(session, "MK-1", warehouse="M1")
    assert [(move.day, move.document, move.balance) for move in card.moves] == [
        (date(2026, 11, 20), "PZ 1/2026/M1", 1_000)
    ]
    sound(shop)


# --- cost that is known of a part only


def test_that_goods_of_unknown_cost_leave_no_value_behind_when_all_is_gone(shop: Shop) -> None:
    """Five cost 10 each, five nobody knows what; seven leave, then three: nothing lies there, nothing is worth."""
    product = shop.product(stock=5_000, cost=100_000)
    shop.receive(product, 5_000, None)
    do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 7_000),)))
    assert worth(shop, product) == {}
    do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, 3_000),)))
    with shop.database.read() as session:
        costs = session.execute(text("SELECT quantity, value FROM move_costs ORDER BY move_id")).all()
    assert [tuple(row) for row in costs] == [(None, 5_000), (-5_000, -5_000)]
    assert levels(shop) == {}
    sound(shop)


def test_that_under_fifo_the_oldest_leave_first_to_the_grosz(shop: Shop) -> None:
    shop.configure(cost_method=CostMethod.FIFO.value)
    product = shop.product(stock=3_000, cost=33_333)
    shop.receive(product, 3_000, None)
    shop.receive(product, 2_000, 70_000)
    taken = []
    for quantity in (1_000, 1_000, 3_000, 1_000, 2_000):
        do(shop, service.issue_internally, IssueInternally(1, (GoodsLine(product, quantity),)))
        taken.append(worth(shop, product).get(1, (0, 0)))
    assert taken == [(4_000, 2_067), (3_000, 1_733), (2_000, 1_400), (2_000, 1_400), (0, 0)]
    with shop.database.read() as session:
        assert load(session).cost_method == "fifo"
    sound(shop)


def test_that_how_cost_is_reckoned_is_fixed_once_goods_have_moved(shop: Shop) -> None:
    shop.product(stock=1_000)
    with pytest.raises(InvalidValue) as refusal:
        shop.configure(cost_method=CostMethod.FIFO.value)
    assert refusal.value.details["rule"] == "goods_moved"
    with shop.database.read() as session:
        assert settings.load(session).cost_method == CostMethod.AVERAGE.value
    shop.configure(cost_method=CostMethod.AVERAGE.value)  # what is so already is no change


# --- transfers


def test_that_goods_are_on_the_way_between_the_two_legs_at_the_same_cost(shop: Shop) -> None:
    product, other = shop.product(stock=5_000, cost=100_000), second(shop)
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 3_000),)))
    assert (sent.number[:4], sent.received) == ("MM 1", "")
    assert levels(shop) == {"M1": (2_000, 0), "DROGA": (3_000, 0)}
    assert worth(shop, product) == {1: (2_000, 2_000), 3: (3_000, 3_000)}
    sound(shop)
    came = do(shop, transfers.receive_transfer, ReceiveTransfer(sent.number))
    assert came.received.startswith("MMP 1/")
    assert came.received.endswith("/M2")
    assert levels(shop) == {"M1": (2_000, 0), "M2": (3_000, 0)}
    assert worth(shop, product) == {1: (2_000, 2_000), 2: (3_000, 3_000)}
    with pytest.raises(transfers.NothingOnTheWay):
        do(shop, transfers.receive_transfer, ReceiveTransfer(sent.number))
    with shop.database.read() as session:
        paper = show_document(session, sent.number).snapshot
        assert [house.code for house in list_warehouses(session)] == ["M1", "M2"]
    assert (paper.warehouse, paper.target_warehouse) == ("M1 · Magazyn główny", "M2 · Drugi")
    sound(shop)


@pytest.mark.parametrize(
    ("missing", "left", "papers"),
    [
        (Missing.WAITS, {"M1": (2_000, 0), "M2": (2_000, 0), "DROGA": (1_000, 0)}, []),
        (Missing.BACK, {"M1": (3_000, 0), "M2": (2_000, 0)}, ["MMK"]),
        (Missing.LOST, {"M1": (2_000, 0), "M2": (2_000, 0)}, ["RW"]),
    ],
)
def test_that_what_did_not_come_waits_or_goes_back_or_is_written_off(
    shop: Shop, missing: Missing, left: dict[str, tuple[int, int]], papers: list[str]
) -> None:
    product, other = shop.product(stock=5_000, cost=100_000), second(shop)
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 3_000),)))
    came = ReceiveTransfer(sent.number, (GoodsLine(product, 2_000),), missing)
    received = do(shop, transfers.receive_transfer, came)
    assert levels(shop) == left
    assert [number.split()[0] for number in received.others] == papers
    sound(shop)


def test_that_more_than_was_sent_corrects_what_was_sent_or_is_refused(shop: Shop) -> None:
    product, other = shop.product(stock=5_000, cost=100_000), second(shop)
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 3_000),)))
    with pytest.raises(Shortage):
        do(shop, transfers.receive_transfer, ReceiveTransfer(sent.number, (GoodsLine(product, 6_000),)))
    assert levels(shop) == {"M1": (2_000, 0), "DROGA": (3_000, 0)}
    received = do(shop, transfers.receive_transfer, ReceiveTransfer(sent.number, (GoodsLine(product, 4_000),)))
    assert levels(shop) == {"M1": (1_000, 0), "M2": (4_000, 0)}
    assert worth(shop, product) == {1: (1_000, 1_000), 2: (4_000, 4_000)}
    with shop.database.read() as session:
        corrected = show_document(session, received.others[0])
    assert [line.quantity for line in corrected.snapshot.lines] == [1_000]
    sound(shop)


def test_that_each_transfer_on_the_way_keeps_the_cost_it_left_with(shop: Shop) -> None:
    product, other = shop.product(stock=1_000, cost=100_000), second(shop)
    first = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 1_000),)))
    shop.receive(product, 1_000, 300_000)
    do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 1_000),)))
    do(shop, transfers.receive_transfer, ReceiveTransfer(first.number))
    assert worth(shop, product) == {2: (1_000, 1_000), 3: (1_000, 3_000)}
    sound(shop)


def test_that_goods_travel_in_one_go_where_nobody_waits_for_them(shop: Shop) -> None:
    product, other = shop.product(stock=5_000), second(shop)
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 5_000),), receive=True))
    assert sent.received.startswith("MMP 1/")
    assert levels(shop) == {"M2": (5_000, 0)}
    for target in (1, 99):
        with pytest.raises((InvalidValue, NotFound)):
            do(shop, transfers.send_transfer, SendTransfer(1, target, (GoodsLine(product, 1_000),)))
    sound(shop)


# --- stock counts


def test_that_a_count_at_two_workstations_adds_up_and_settles_what_differs(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=5_000, cost=100_000), shop.product("CU-2", stock=4_000, cost=50_000)
    count = do(shop, counting.open_count, OpenCount(1)).count_id
    with pytest.raises(counting.AlreadyCounting):
        do(shop, counting.open_count, OpenCount(1))
    do(shop, counting.enter_count, EnterCount(count, flour, 3_000))
    elsewhere = execute(
        shop.database, counting.enter_count, EnterCount(count, flour, 4_000), actor=shop.actor, command_id="hall-2"
    )
    assert elsewhere.counted == 7_000
    with pytest.raises(counting.CountUnfinished):
        do(shop, counting.close_count, CloseCount(count))
    do(shop, counting.enter_count, EnterCount(count, sugar, 9_000))
    do(shop, counting.enter_count, EnterCount(count, sugar, 1_000, anew=True))
    closed = do(shop, counting.close_count, CloseCount(count))
    assert [number.split("/")[0] for number in (closed.number, *closed.others)] == ["INW 1", "PW 1", "RW 1"]
    assert (levels(shop), levels(shop, "CU-2")) == ({"M1": (7_000, 0)}, {"M1": (1_000, 0)})
    assert (worth(shop, flour), worth(shop, sugar)) == ({1: (7_000, 7_000)}, {1: (1_000, 500)})
    with pytest.raises(counting.CountEnded):
        do(shop, counting.enter_count, EnterCount(count, sugar, 1_000))
    sound(shop)


def test_that_what_leaves_after_it_was_counted_is_no_difference(shop: Shop) -> None:
    product = shop.product(stock=5_000)
    number = shop.place(shop.customer(), (product, 2_000)).number
    count = do(shop, counting.open_count, OpenCount(1)).count_id
    do(shop, counting.enter_count, EnterCount(count, product, 5_000))
    shop.advance(number, "reserve", "pick", "issue")
    closed = do(shop, counting.close_count, CloseCount(count))
    assert (closed.differences, closed.others, levels(shop)) == (0, (), {"M1": (3_000, 0)})
    sound(shop)


def test_that_a_shortage_takes_back_the_newest_promise(shop: Shop) -> None:
    product, customer = shop.product(stock=5_000), shop.customer()
    first, last = (shop.place(customer, (product, 2_000)).number for _ in range(2))
    for number in (first, last):
        shop.advance(number, "reserve")
    count = do(shop, counting.open_count, OpenCount(1)).count_id
    do(shop, counting.enter_count, EnterCount(count, product, 3_000))
    do(shop, counting.close_count, CloseCount(count))
    with shop.database.read() as session:
        card = stock_card(session, "MK-1", warehouse="M1")
    promised = [(promise.order_number, promise.quantity) for promise in card.promises]
    assert promised == [(first, 2_000), (last, 1_000)]
    assert levels(shop) == {"M1": (3_000, 3_000)}
    sound(shop)


def test_that_uncounted_goods_stay_or_are_gone_as_told_and_a_count_given_up_changes_nothing(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=5_000), shop.product("CU-2", stock=4_000)
    given_up = do(shop, counting.open_count, OpenCount(1)).count_id
    do(shop, counting.enter_count, EnterCount(given_up, flour, 1_000))
    do(shop, counting.abandon_count, given_up)
    for uncounted, left in ((Uncounted.LEAVE, {"M1": (4_000, 0)}), (Uncounted.NOTHING_THERE, {})):
        count = do(shop, counting.open_count, OpenCount(1)).count_id
        do(shop, counting.enter_count, EnterCount(count, flour, 5_000))
        do(shop, counting.close_count, CloseCount(count, uncounted))
        assert (levels(shop), levels(shop, "CU-2")) == ({"M1": (5_000, 0)}, left)
    assert sugar
    sound(shop)


# --- drafts


def test_that_a_draft_moves_nothing_until_one_of_two_issues_it(shop: Shop) -> None:
    product = shop.product()
    wanted = KeepDraft(DocumentKind.PZ, 1, (GoodsLine(product, 2_000, 100_000),), party="Młyn")
    kept = do(shop, drafts.keep_draft, wanted)
    changed = KeepDraft(
        DocumentKind.PZ, 1, (GoodsLine(product, 3_000, 100_000),), draft_id=kept.draft_id, version=kept.version
    )
    assert do(shop, drafts.keep_draft, changed).version == 2
    with pytest.raises(StaleRecord):
        do(shop, drafts.keep_draft, changed)
    assert (levels(shop), kinds(shop)) == ({}, [])
    with shop.database.read() as session:
        (draft,) = drafts.drafts_with_houses(session)
        lines = drafts.open_draft(session, draft.draft_id).lines
    issued = ReceiveGoods(1, lines, supplier=draft.party, draft_id=draft.draft_id)
    do(shop, service.receive_goods, issued)
    with pytest.raises(NotFound):
        do(shop, service.receive_goods, issued)
    with pytest.raises(NotFound):
        do(shop, drafts.forget_draft, DropDraft(draft.draft_id))
    assert (levels(shop), kinds(shop)) == ({"M1": (3_000, 0)}, ["PZ"])
    sound(shop)


# --- without the window


def command(shop: Shop, *words: str, code: int = 0) -> dict[str, Any]:
    url = shop.database.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, APP, *words, "--db", url, "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_that_the_commands_move_stock_as_the_window_does(shop: Shop) -> None:
    shop.product()
    second(shop)
    year = today().year
    assert command(shop, "stock", "receive", "--line", "MK-1:10:5.00") == {"document": f"PZ 1/{year}/M1"}
    assert command(shop, "stock", "issue", "--line", "MK-1:1", "--note", "próbka") == {"document": f"RW 1/{year}/M1"}
    moved = command(shop, "stock", "move", "--line", "MK-1:4", "--to", "M2")
    assert moved == {"document": f"MM 1/{year}/M1", "received": f"MMP 1/{year}/M2", "others": []}
    sent = command(shop, "stock", "move", "--line", "MK-1:2", "--to", "M2", "--send")["document"]
    came = command(shop, "stock", "move", "--receive", sent, "--line", "MK-1:1", "--missing", "lost")
    assert came == {"document": sent, "received": f"MMP 2/{year}/M2", "others": [f"RW 1/{year}/DROGA"]}
    counted = command(shop, "stock", "count", "--warehouse", "M2", "--line", "MK-1:6", "--command-id", "c1")
    assert (counted["document"], counted["others"]) == (f"INW 1/{year}/M2", [f"PW 1/{year}/M2"])
    again = command(shop, "stock", "count", "--warehouse", "M2", "--line", "MK-1:6", "--command-id", "c1")
    assert again == counted
    assert command(shop, "stock", "issue", "--line", "MK-1:9", code=3)["error"]["code"] == "shortage"
    assert levels(shop) == {"M1": (3_000, 0), "M2": (6_000, 0)}
    assert command(shop, "stock", "reorder") == {"rows": []}
    sound(shop)
