"""Goods leave in parts as told and come back against their W-Z; the order, the contact and the figures follow."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from crm_desktop.documents.queries import show_document
from crm_desktop.errors import IllegalMove, InvalidValue, NotFound, Shortage, StaleRecord
from crm_desktop.orders import rest
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import Goods, OrderMoved, ReturnGoods, ShipOrder, StepCommand
from crm_desktop.orders.returning import MoreThanIssued, NothingIssued, issued_of, return_goods
from crm_desktop.orders.shipping import ship_order
from crm_desktop.verify import verify
from crm_desktop.warehouse import correcting, service
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import CorrectDocument, NewWarehouse, Right
from crm_desktop.warehouse.standing import totals
from crm_desktop.work import execute
from db.models.sales import OrderRow
from db.vocabulary import ContactStatus, LineKind, OrderStatus, WarehouseKind
from tests.company import Shop, today

APP = str(Path(__file__).resolve().parents[2] / "app.py")
WAY = ("reserve", "pick", "issue", "label", "hand_over", "complete")


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def quarantine(shop: Shop) -> int:
    new = NewWarehouse("KW", "Kwarantanna", WarehouseKind.QUARANTINE)
    return int(do(shop, service.add_warehouse, new).warehouse_id)


def levels(shop: Shop, product: str = "MK-1") -> dict[str, tuple[int, int]]:
    with shop.database.read() as session:
        return {line.warehouse: (line.on_hand, line.reserved) for line in list_stock(session, product=product)}


def asked(shop: Shop, statement: str) -> list[tuple[Any, ...]]:
    with shop.database.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def sound(shop: Shop) -> None:
    with shop.database.read() as session:
        assert verify(session).problems == ()


def command(shop: Shop, *words: str, code: int = 0) -> dict[str, Any]:
    url = shop.database.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, APP, *words, "--db", url, "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


# --- returns


def test_that_goods_come_back_at_the_cost_they_left_with_and_the_figures_follow_on_the_day(shop: Shop) -> None:
    product, house = shop.product(stock=3_000, cost=100_000), quarantine(shop)
    number = shop.place(shop.customer(), (product, 3_000)).number
    note = shop.advance(number, *WAY).document or asked(shop, "SELECT number FROM documents WHERE kind = 'WZ'")[0][0]
    shop.receive(product, 1_000, 900_000)
    done = do(shop, return_goods, ReturnGoods(number, (Goods(product, 1_000),), house, "uszkodzone opakowanie"))
    assert (done.net, done.contact) == (4_890, ContactStatus.RETURNED)
    assert [one.split()[0] + one[-3:] for one in done.documents] == ["WZK/KW"]
    assert levels(shop) == {"M1": (1_000, 0), "KW": (1_000, 0)}
    assert asked(shop, "SELECT value FROM product_costs ORDER BY warehouse_id") == [(9_000,), (1_000,)]
    with shop.database.read() as session:
        card, paper = show_order(session, number), show_document(session, done.documents[0]).snapshot
    back = card.lines[-1]
    assert (back.kind, back.quantity, back.net) == (LineKind.RETURN, -1_000, -4_890)
    assert (card.row.status, card.row.net) == (OrderStatus.COMPLETED, 14_670)
    assert [(line.quantity, line.value) for line in paper.lines] == [(-1_000, -4_890)]
    assert paper.note == f"{note}: uszkodzone opakowanie"
    day = today().isoformat()
    report = command(shop, "report", "products", "--from", day, "--to", day)
    row = report["rows"][0]
    assert (row["revenue"], row["quantity"], row["margin"], row["orders"]) == ("97.80", "2", "77.80", 1)
    sound(shop)


def test_that_all_parts_of_a_return_sum_up_to_what_was_sold_and_no_more_comes_back(shop: Shop) -> None:
    product = shop.product(price=33_333, stock=3_000, cost=33_333)
    number = shop.place(shop.customer(), (product, 3_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    nets = []
    for _ in range(3):
        nets.append(do(shop, return_goods, ReturnGoods(number, (Goods(product, 1_000),))).net)
    assert (nets, sum(nets)) == ([333, 334, 333], 1_000)
    with pytest.raises(NothingIssued):
        do(shop, return_goods, ReturnGoods(number))
    assert asked(shop, "SELECT SUM(value), SUM(quantity) FROM order_line_costs") == [(0, 0)]
    assert asked(shop, "SELECT quantity, value FROM product_costs") == [(3_000, 1_000)]
    sound(shop)


def test_that_more_than_the_customer_has_is_refused_and_nothing_changes(shop: Shop) -> None:
    product = shop.product(stock=3_000)
    placed = shop.place(shop.customer(), (product, 2_000))
    with pytest.raises(NothingIssued):
        do(shop, return_goods, ReturnGoods(placed.number))
    moved = shop.advance(placed.number, "reserve", "pick", "issue")
    for goods in ((Goods(product, 3_000),), (Goods(product, 500),), (Goods(product, 1_500), Goods(product, 1_500))):
        with pytest.raises(MoreThanIssued):
            do(shop, return_goods, ReturnGoods(placed.number, goods))
    with pytest.raises(StaleRecord):
        do(shop, return_goods, ReturnGoods(placed.number, version=moved.version - 1))
    with pytest.raises(NotFound):
        do(shop, return_goods, ReturnGoods(placed.number, warehouse_id=99))
    assert (levels(shop), asked(shop, "SELECT COUNT(*) FROM order_lines")) == ({"M1": (1_000, 0)}, [(1,)])


def with_the_customer(shop: Shop, number: str) -> dict[int, int]:
    """What left by the order and did not come back, thousandths by product."""
    with shop.database.read() as session:
        row = session.scalars(select(OrderRow).where(OrderRow.number == number)).one()
        return {key: quantity for key, quantity in totals(issued_of(session, row)).items() if quantity}


def test_that_a_return_is_booked_against_each_note_that_it_came_with(shop: Shop) -> None:
    product = shop.product(stock=2_000, cost=100_000)
    number = shop.place(shop.customer(), (product, 4_000)).number
    do(shop, rest.reserve_part, StepCommand(number))
    shop.advance(number, "pick", "issue", "label", "hand_over", "send_rest")
    shop.receive(product, 2_000, 300_000)
    shop.advance(number, "reserve", "pick", "issue")
    assert with_the_customer(shop, number) == {product: 4_000}
    done = do(shop, return_goods, ReturnGoods(number, (Goods(product, 3_000),)))
    assert len(done.documents) == 2
    assert asked(shop, "SELECT quantity, value FROM product_costs") == [(3_000, 7_000)]
    assert with_the_customer(shop, number) == {product: 1_000}
    sound(shop)


def test_that_a_receipt_corrected_later_reaches_what_came_back(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 2_000, 100_000)
    number = shop.place(shop.customer(), (product, 2_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    do(shop, return_goods, ReturnGoods(number, (Goods(product, 1_000),)))
    right = CorrectDocument(receipt, (Right(product, 2_000, 150_000),))
    done = do(shop, correcting.correct_document, right)
    assert [one.split()[0] for one in done.costs] == ["WZKK", "WZKK"]
    assert asked(shop, "SELECT quantity, value FROM product_costs") == [(1_000, 1_500)]
    assert asked(shop, "SELECT quantity, value FROM order_line_costs ORDER BY value") == [
        (-1_000, -1_500),
        (2_000, 3_000),
    ]
    sound(shop)


# --- shipping


def test_that_an_order_leaves_in_one_go_and_a_part_of_another_as_told(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=5_000), shop.product("CU-2", stock=5_000)
    whole = shop.place(shop.customer(), (flour, 1_000)).number
    moved: OrderMoved = do(shop, ship_order, ShipOrder(whole))
    assert (moved.status, moved.document.split("/")[0]) == (OrderStatus.ISSUED, "WZ 1")
    part = shop.place(shop.customer("Sklep u Ani"), (flour, 3_000), (sugar, 2_000)).number
    shop.advance(part, "reserve", "pick")
    do(shop, ship_order, ShipOrder(part, (Goods(flour, 2_000),)))
    with shop.database.read() as session:
        lines = show_order(session, part).lines
    assert [(line.issued, line.later) for line in lines] == [(2_000, 1_000), (0, 2_000)]
    assert (levels(shop), levels(shop, "CU-2")) == ({"M1": (2_000, 0)}, {"M1": (5_000, 0)})
    with pytest.raises(IllegalMove):
        do(shop, ship_order, ShipOrder(part))
    shop.advance(part, "label", "hand_over")
    do(shop, ship_order, ShipOrder(part))
    assert (levels(shop), levels(shop, "CU-2")) == ({"M1": (1_000, 0)}, {"M1": (3_000, 0)})
    sound(shop)


def test_that_shipping_what_is_short_or_not_ordered_changes_nothing(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=1_000), shop.product("CU-2")
    number = shop.place(shop.customer(), (flour, 3_000)).number
    for lines, error in (
        ((), Shortage),
        ((Goods(flour, 2_000),), Shortage),
        ((Goods(flour, 4_000),), InvalidValue),
        ((Goods(sugar, 1_000),), InvalidValue),
    ):
        with pytest.raises(error):
            do(shop, ship_order, ShipOrder(number, lines))
    with shop.database.read() as session:
        card = show_order(session, number)
    assert (card.row.status, [line.later for line in card.lines]) == (OrderStatus.PLACED, [0])
    assert levels(shop) == {"M1": (1_000, 0)}


def test_that_the_commands_ship_return_and_correct(shop: Shop) -> None:
    product = shop.product(stock=5_000)
    quarantine(shop)
    number, year = shop.place(shop.customer(), (product, 4_000)).number, today().year
    assert command(shop, "order", "ship", number, "--lines", "MK-1:3")["document"] == f"WZ 1/{year}/M1"
    back = command(shop, "order", "return", number, "--lines", "MK-1:1", "--to", "KW", "--reason", "nadwyżka")
    assert (back["documents"], back["net"], back["contact"]) == ([f"WZK 1/{year}/KW"], "48.90", "returned")
    fixed = command(shop, "document", "correct", f"PZ 1/{year}/M1", "--line", "MK-1:5:31.00", "--reason", "faktura")
    assert fixed["document"] == f"PZK 1/{year}/M1"
    assert fixed["costs"] == [f"WZKK 1/{year}/M1", f"WZKK 1/{year}/KW"]
    undone = command(shop, "document", "correct", f"WZ 1/{year}/M1", "--cancel")
    assert undone == {"document": f"WZK 1/{year}/M1", "corrects": f"WZ 1/{year}/M1", "costs": [], "others": []}
    refused = command(shop, "order", "return", number, code=3)
    assert refused["error"]["code"] == "nothing_issued"
    sound(shop)
