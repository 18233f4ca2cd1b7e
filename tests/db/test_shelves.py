"""Shelves: goods put on them, walked past in order by whoever picks, counted shelf by shelf; on both databases."""

import json
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.commands import dispatch
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.queries import show_order
from crm_desktop.verify import verify
from crm_desktop.warehouse import counting, service, shelf_lists, shelving
from crm_desktop.warehouse.count_records import CloseCount, EnterCount, OpenCount
from crm_desktop.warehouse.count_sheets import count_sheet, open_counts
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import NewWarehouse
from crm_desktop.warehouse.rules import shelf_order
from crm_desktop.warehouse.shelf_lists import Shelf
from crm_desktop.warehouse.shelving import OnShelf, PutOnShelf
from crm_desktop.work import execute
from tests.company import Shop
from tests.db.test_order_papers import paper_of


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def put(shop: Shop, product: int, shelf: str, warehouse: int = 1) -> OnShelf:
    done: OnShelf = do(shop, shelving.put_on_shelf, PutOnShelf(warehouse, product, shelf))
    return done


def walk(shop: Shop, beginning: str = "") -> list[Shelf]:
    with shop.database.read() as session:
        return shelf_lists.shelves(session, 1, beginning=beginning)


@pytest.fixture
def three(shop: Shop) -> tuple[int, int, int]:
    """A on shelf A-10, B on A-2, C on none; ten pieces of each lie there."""
    made = (shop.product("A", stock=10_000), shop.product("B", stock=10_000), shop.product("C", stock=10_000))
    put(shop, made[0], "A-10")
    put(shop, made[1], " A-2 ")
    return made


def test_that_numbers_in_the_names_of_shelves_count_as_numbers() -> None:
    names = ["", "B-1", "A-10", "a-2", "A-2-1", "7", "R1 P12", "R1 P3"]
    assert sorted(names, key=shelf_order) == ["a-2", "A-2-1", "A-10", "B-1", "R1 P3", "R1 P12", "7", ""]


def test_that_shelves_are_walked_in_order_with_what_lies_on_them(shop: Shop, three: tuple[int, int, int]) -> None:
    unstocked = shop.product("D")
    assert put(shop, unstocked, "A-2") == OnShelf(unstocked, "Mąka D", "A-2", "")
    assert walk(shop) == [
        Shelf("A-2", 2, 1, 10_000, "szt"),
        Shelf("A-10", 1, 1, 10_000, "szt"),
        Shelf("", 1, 1, 10_000, "szt"),
    ]
    assert [one.name for one in walk(shop, "A-1")] == ["A-10"]
    assert put(shop, three[0], "A-2").before == "A-10"
    with shop.database.read() as session:
        assert [line.code for line in shelf_lists.goods_on(session, 1, "A-2")] == ["A", "B", "D"]
        assert [line.code for line in shelf_lists.goods_on(session, 1, "")] == ["C"]
        assert (shelf_lists.is_shelf(session, 1, "A-2"), shelf_lists.is_shelf(session, 1, "")) == (True, False)
        assert verify(session).problems == ()


def test_that_the_other_warehouse_has_shelves_of_its_own(shop: Shop, three: tuple[int, int, int]) -> None:
    other = int(do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id)
    put(shop, three[0], "Regał 5", warehouse=other)
    with shop.database.read() as session:
        assert shelf_lists.shelves_of(session, 1, three) == {three[0]: "A-10", three[1]: "A-2"}
        assert shelf_lists.shelves_of(session, other, three) == {three[0]: "Regał 5"}


def test_that_a_shelf_that_is_none_is_refused(shop: Shop, three: tuple[int, int, int]) -> None:
    with pytest.raises(InvalidValue):
        put(shop, three[0], "A" * 41)
    with pytest.raises(NotFound):
        put(shop, 99, "A-1")
    with pytest.raises(NotFound):
        put(shop, three[0], "A-1", warehouse=99)
    assert [one.name for one in walk(shop)] == ["A-2", "A-10", ""]


def test_that_whoever_picks_walks_past_the_shelves_in_order(
    shop: Shop, three: tuple[int, int, int], tmp_path: Path
) -> None:
    number = shop.place(shop.customer(), *((product, 1_000) for product in (three[2], three[0], three[1]))).number
    with shop.database.read() as session:
        assert [(line.code, line.shelf) for line in show_order(session, number).lines] == [
            ("C", ""),
            ("A", "A-10"),
            ("B", "A-2"),
        ]
    told, _ = paper_of(shop, number, OrderPaper.PICK_LIST, tmp_path)
    rows = [line.split()[:3] for line in told.splitlines() if "Mąka" in line]
    assert rows == [["1", "A-2", "B"], ["2", "A-10", "A"], ["3", "C", "Mąka"]]
    assert "Półka" in told


def test_that_some_shelves_are_counted_alone_and_only_what_belongs_there(
    shop: Shop, three: tuple[int, int, int]
) -> None:
    with pytest.raises(NotFound):
        do(shop, counting.open_count, OpenCount(1, shelf="Z"))
    count = do(shop, counting.open_count, OpenCount(1, shelf="A")).count_id
    with shop.database.read() as session:
        sheet = count_sheet(session, count)
        assert [(line.code, line.shelf) for line in sheet.lines] == [("B", "A-2"), ("A", "A-10")]
        assert open_counts(session) == [(count, "M1 · A")]
    for shelf in ("", "A-2", "A"):
        with pytest.raises(counting.AlreadyCounting):
            do(shop, counting.open_count, OpenCount(1, shelf=shelf))
    with pytest.raises(counting.NotOnShelf):
        do(shop, counting.enter_count, EnterCount(count, three[2], 3_000))
    do(shop, counting.enter_count, EnterCount(count, three[0], 8_000))
    do(shop, counting.enter_count, EnterCount(count, three[1], 10_000))
    closed = do(shop, counting.close_count, CloseCount(count))
    assert (closed.counted, closed.differences, [one.split()[0] for one in closed.others]) == (2, 1, ["RW"])
    with shop.database.read() as session:
        assert {line.code: line.on_hand for line in list_stock(session)} == {"A": 8_000, "B": 10_000, "C": 10_000}
        assert verify(session).problems == ()


def test_that_the_commands_answer_as_the_contract_says(
    shop: Shop, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.product("A", stock=10_000)
    answers = []
    for words in (
        ("shelve", "A-10", "A"),
        ("shelve", "A-2", "A"),
        ("shelves",),
        ("shelves", "--shelf", "A-2"),
        ("shelve", "B-1", "A", "--from", "A-2", "--quantity", "4"),
        ("shelves", "--shelf", "B-1"),
        ("count", "--warehouse", "M1", "--shelf", "A", "--line", "A:9"),
    ):
        assert dispatch.run(["stock", *words, "--db", database_url, "--json"]) == 0, words
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[:6] == [
        {"product": "A", "shelf": "A-10", "before": ""},
        {"product": "A", "shelf": "A-2", "before": "A-10"},
        {"rows": [{"shelf": "A-2", "goods": 1, "in_stock": 1, "on_hand": "10", "unit": "szt"}]},
        {"rows": [{"product": "A", "name": "Mąka A", "on_hand": "10"}]},
        {"product": "A", "from": "A-2", "shelf": "B-1", "quantity": "4"},
        {"rows": [{"product": "A", "name": "Mąka A", "on_hand": "4"}]},
    ]
    assert (answers[6]["differences"], len(answers[6]["others"])) == (1, 1)
