"""What goods cost is reckoned inside PostgreSQL and in Python for SQLite: to the grosz the same (law 7)."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from crm_desktop.errors import KnownError
from crm_desktop.money import share
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from crm_desktop.warehouse import service, transfers
from crm_desktop.warehouse.records import (
    GoodsLine,
    IssueInternally,
    Missing,
    NewWarehouse,
    ReceiveGoods,
    ReceiveTransfer,
    SendTransfer,
)
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import CostMethod
from tests.company import Shop

ACTS, GOODS = 40, 2
COSTS = (None, 33_333, 1, 99_999)
TABLES = {
    "product_costs": "SELECT product_id, code, quantity, value FROM product_costs c"
    " JOIN warehouses w ON w.id = c.warehouse_id WHERE quantity <> 0 OR value <> 0 ORDER BY 1, 2",
    "move_costs": "SELECT m.product_id, w.code, m.quantity, c.quantity, c.value FROM stock_moves m"
    " JOIN warehouses w ON w.id = m.warehouse_id LEFT JOIN move_costs c ON c.move_id = m.id ORDER BY m.id",
    "cost_layers": "SELECT product_id, code, quantity, value FROM cost_layers c"
    " JOIN warehouses w ON w.id = c.warehouse_id ORDER BY 1, 2, c.id",
    "order_line_costs": "SELECT l.product_id, c.quantity, c.value FROM order_line_costs c"
    " JOIN order_lines l ON l.id = c.order_line_id JOIN orders o ON o.id = l.order_id ORDER BY o.number, l.position",
}


@pytest.fixture
def both(sqlite_url: str, postgres_url: str) -> Iterator[list[Shop]]:
    shops = []
    for url in (sqlite_url, postgres_url):
        database = open_company(url)
        with database.read() as session:
            shops.append(Shop(database, actor_by_login(session, "admin", place="office")))
    yield shops
    for shop in shops:
        shop.database.close()


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


class Trade:
    """One company at work; the same dice make the same acts."""

    def __init__(self, shop: Shop, dice: random.Random) -> None:
        self.shop, self.dice = shop, dice
        self.goods = [shop.product(f"T-{number}") for number in range(GOODS)]
        self.second = int(do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id)
        self.customer = shop.customer()
        self.sent: list[str] = []

    def act(self) -> str:
        """What came of it: a number or a refusal's code; nothing else may differ."""
        acts = (self.receive, self.receive, self.use_up, self.sell, self.sell, self.send, self.take)
        try:
            return str(self.dice.choice(acts)())
        except KnownError as refusal:
            return refusal.code

    def _lines(self, *, cost: bool = False) -> tuple[GoodsLine, ...]:
        goods = self.dice.sample(self.goods, self.dice.randint(1, GOODS))
        return tuple(
            GoodsLine(
                product, self.dice.randint(1, 7) * 1000, self.dice.choice([None, 33_333, 1, 99_999]) if cost else None
            )
            for product in goods
        )

    def receive(self) -> str:
        return str(do(self.shop, service.receive_goods, ReceiveGoods(self._where(), self._lines(cost=True))).number)

    def use_up(self) -> str:
        return str(do(self.shop, service.issue_internally, IssueInternally(self._where(), self._lines())).number)

    def sell(self) -> str:
        lines = [(line.product_id, line.quantity) for line in self._lines()]
        number = self.shop.place(self.customer, *lines).number
        self.shop.advance(number, "reserve", "pick", "issue")
        return number

    def send(self) -> str:
        where = self._where()
        number = do(
            self.shop, transfers.send_transfer, SendTransfer(where, self.second + 1 - where, self._lines())
        ).number
        self.sent.append(number)
        return str(number)

    def take(self) -> str:
        if not self.sent:
            return "nothing"
        number = self.sent.pop(self.dice.randrange(len(self.sent)))
        lines = self._lines() if self.dice.random() < 0.5 else ()
        missing = self.dice.choice(list(Missing))
        return str(do(self.shop, transfers.receive_transfer, ReceiveTransfer(number, lines, missing)).received)

    def _where(self) -> int:
        return self.dice.choice([1, self.second])


def books(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.read() as session:
        assert verify(session).problems == ()
        return {name: [tuple(row) for row in session.execute(text(sql))] for name, sql in TABLES.items()}


@pytest.mark.parametrize("method", CostMethod, ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_that_the_server_reckons_costs_to_the_grosz_as_python_does(
    both: list[Shop], method: CostMethod, seed: int
) -> None:
    assert _same(both, method, seed, ACTS) > ACTS // 4


@pytest.mark.deep
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("method", CostMethod, ids=str)
def test_that_the_server_reckons_costs_as_python_does_for_long(both: list[Shop], method: CostMethod) -> None:
    assert _same(both, method, 4711, 1_500) > 300


def _same(both: list[Shop], method: CostMethod, seed: int, acts: int) -> int:
    """How many moves have a known cost."""
    for shop in both:
        shop.configure(cost_method=method.value)
    trades = [Trade(shop, random.Random(seed)) for shop in both]
    for _ in range(acts):
        here, there = (trade.act() for trade in trades)
        assert here == there
    here, there = (books(shop.database) for shop in both)
    assert here == there
    return sum(row[-1] is not None for row in here["move_costs"])


def test_that_shares_are_exact_whatever_their_length(postgres_url: str) -> None:
    dice = random.Random(7)
    cases = [(0, 0, 1), (5, 1, 2), (-5, 1, 2), (1, 1, 3), (10**15 + 1, 10**12 + 1, 2 * 10**12)]
    for _ in range(300):
        whole = dice.randint(1, 10 ** dice.randint(1, 12))
        cases.append((dice.randint(-(10**14), 10**14), dice.randint(0, whole), whole))
    database = open_company(postgres_url)
    with database.read() as session:
        found = [
            session.execute(text("SELECT crm_share(:a, :p, :w)"), {"a": a, "p": p, "w": w}).scalar()
            for a, p, w in cases
        ]
    database.close()
    assert found == [share(a, p, w) for a, p, w in cases]
