"""Everything that may happen to stock, in any order, beside a model of two products in two warehouses and a quarantine;
the first of the two is kept by lot, both lie on several shelves."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.orders.promises import MovePromise, move_promise
from crm_desktop.orders.records import Goods, NewLine, OrderMoved, PlaceOrder, ReturnGoods, ShipOrder, StepCommand
from crm_desktop.orders.returning import return_goods
from crm_desktop.orders.service import place, reserve_order
from crm_desktop.orders.shipping import ship_order
from crm_desktop.warehouse import correcting, counting, service, shelving, transfers
from crm_desktop.warehouse.costing import replay
from crm_desktop.warehouse.count_records import CloseCount, CountClosed, EnterCount, OpenCount, Uncounted
from crm_desktop.warehouse.records import (
    CorrectDocument,
    GoodsLine,
    IssueInternally,
    Missing,
    NewWarehouse,
    ReceiveGoods,
    ReceiveTransfer,
    Right,
    SendTransfer,
)
from crm_desktop.warehouse.settling import _pasts, _stored
from crm_desktop.warehouse.shelf_lists import places_of, shelves_of
from crm_desktop.warehouse.shelving import PutOnShelf, Relocate
from crm_desktop.work import Work, execute
from db.vocabulary import CostMethod, WarehouseKind
from tests.company import Shop

FIRST = (
    (0, ((0, 20_000, 33_333, "A-1"), (0, 7_000, None, "A-2"), (1, 8_000, 12_345, "A-1"), (1, 3_000, 12_345, "B-10"))),
    (1, ((0, 9_000, 70_001, ""),)),
)
"""What lies there when an example begins: a receipt a warehouse with its (product, quantity, unit cost, shelf)."""
QUANTITIES = st.integers(1, 9).map(lambda pieces: pieces * 1000)
MAYBE_NONE = st.integers(0, 9).map(lambda pieces: pieces * 1000)
COSTS = st.one_of(st.none(), st.integers(0, 99_999))
PLACES = st.integers(0, 1)
BACK_TO = st.integers(0, 2)
LOTS: dict[str, int | None] = {"": None, "A": 2, "B": 30, "C": None}
"""Lot -> days after the beginning of an example on which it expires; None: it keeps."""
SHELVES = st.sampled_from(("", "", "A-1", "A-2", "B-10"))
ANY = st.integers(0, 99)
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass
class World:
    """One database that all examples of a method roll forward in, each with products of its own."""

    shop: Shop
    method: CostMethod
    houses: tuple[int, int, int] = (1, 0, 0)
    customer: int = 0
    made: int = 0
    now: datetime = START
    steps: int = 0
    tried: dict[str, int] = field(default_factory=dict)

    def settle(self) -> None:
        self.shop.configure(cost_method=self.method.value)
        second = self.do(service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
        quarantine = NewWarehouse("KW", "Kwarantanna", WarehouseKind.QUARANTINE)
        self.houses = (1, int(second), int(self.do(service.add_warehouse, quarantine).warehouse_id))
        self.customer = self.shop.customer()

    def do(self, case: Any, command: Any) -> Any:
        with time_machine.travel(self.now, tick=False):
            return execute(self.shop.database, case, command, actor=self.shop.actor)

    def ask(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.shop.database.read() as session:
            return [tuple(row) for row in session.execute(text(statement), values)]


def place_and_ship(work: Work, order: PlaceOrder) -> OrderMoved:
    return ship_order(work, ShipOrder(place(work, order).number))


def place_and_reserve(work: Work, order: PlaceOrder) -> OrderMoved:
    return reserve_order(work, StepCommand(place(work, order).number))


def count_at_once(work: Work, command: tuple[int, EnterCount]) -> CountClosed:
    """Nobody comes between."""
    house, entry = command
    count_id = counting.open_count(work, OpenCount(house)).count_id
    counting.enter_count(work, replace(entry, count_id=count_id))
    return counting.close_count(work, CloseCount(count_id, Uncounted.LEAVE))


class LedgerMachine(RuleBasedStateMachine):
    """Subclassed with its `worlds` by the test."""

    worlds: dict[CostMethod, World]

    @initialize(method=st.sampled_from(list(CostMethod)))
    def begin(self, method: CostMethod) -> None:
        self.world = self.worlds[method]
        self.world.made += 2
        with time_machine.travel(self.world.now, tick=False):
            self.products = [self.world.shop.product(f"P{self.world.made - n}") for n in (1, 0)]
        with self.world.shop.database.engine.begin() as connection:
            connection.execute(text("UPDATE products SET tracks_lots = true WHERE id = :p"), {"p": self.products[0]})
        first = self.world.now.date()
        self.days = {lot: None if days is None else first + timedelta(days=days) for lot, days in LOTS.items()}
        self.level: dict[tuple[int, int], int] = {}
        self.receipts: list[tuple[str, int]] = []
        self.used: list[tuple[str, int]] = []
        self.sent: list[tuple[str, int]] = []
        self.orders: list[tuple[str, int]] = []
        self.notes: list[tuple[str, int]] = []
        for h, goods in FIRST:
            house = self.world.houses[h]
            lines = tuple(GoodsLine(self.products[p], much, cost, shelf=shelf) for p, much, cost, shelf in goods)
            number = self.world.do(service.receive_goods, ReceiveGoods(house, lines)).number
            for line in lines:
                self.add(line.product_id, house, line.quantity)
                self.receipts.append((number, line.product_id))

    def tried(self, name: str, case: Any, command: Any) -> Any:
        """The answer, or None where it was refused."""
        tried = self.world.tried
        try:
            answer = self.world.do(case, command)
        except KnownError as refusal:
            key = f"{name} refused: {refusal.code}"
            tried[key] = tried.get(key, 0) + 1
            return None
        tried[name] = tried.get(name, 0) + 1
        return answer

    def add(self, product: int, house: int, quantity: int) -> None:
        self.level[product, house] = self.level.get((product, house), 0) + quantity

    @rule(p=PLACES, h=PLACES, quantity=QUANTITIES, cost=COSTS, lot=st.sampled_from(list(LOTS)), shelf=SHELVES)
    def receive(self, p: int, h: int, quantity: int, cost: int | None, lot: str, shelf: str) -> None:
        product, house = self.products[p], self.world.houses[h]
        lot = lot if p == 0 else ""
        line = GoodsLine(product, quantity, cost, lot, self.days[lot], shelf)
        done = self.tried("receive", service.receive_goods, ReceiveGoods(house, (line,)))
        self.add(product, house, quantity)
        self.receipts.append((done.number, product))

    @rule(p=PLACES, h=PLACES, which=ANY, onto=SHELVES, quantity=MAYBE_NONE)
    def relocate(self, p: int, h: int, which: int, onto: str, quantity: int) -> None:
        """Off one of the shelves that it lies on. Nothing but where it lies changes, as is looked for after every
        step."""
        with self.world.shop.database.read() as session:
            code = ("M1", "M2")[h]
            lying = sorted({one.shelf for one in places_of(session, self.products[p]) if one.warehouse == code})
        off = lying[which % len(lying)] if lying else ""
        before = self.on_shelf(p, h, off), self.on_shelf(p, h, onto)
        much = quantity if 0 < quantity <= before[0] else None
        command = Relocate(self.world.houses[h], self.products[p], off, onto, much)
        done = self.tried("relocate", shelving.relocate, command)
        moved = done.quantity if done is not None else 0
        assert (self.on_shelf(p, h, off), self.on_shelf(p, h, onto)) == (before[0] - moved, before[1] + moved)

    @rule(p=PLACES, h=PLACES, shelf=SHELVES, now=st.integers(0, 4))
    def put_on_shelf(self, p: int, h: int, shelf: str, now: int) -> None:
        """Seldom: all that lies on several shelves lies on one afterwards."""
        if now:
            return
        command = PutOnShelf(self.world.houses[h], self.products[p], shelf)
        assert self.tried("put on shelf", shelving.put_on_shelf, command) is not None
        product, house = self.products[p], self.world.houses[h]
        assert self.on_shelf(p, h, shelf) == self.level.get((product, house), 0)

    def on_shelf(self, p: int, h: int, shelf: str) -> int:
        """By the card of the product: the list of a shelf ends after a thousand goods, and examples share one."""
        product, house = self.products[p], self.world.houses[h]
        with self.world.shop.database.read() as session:
            code = session.execute(text("SELECT code FROM warehouses WHERE id = :h"), {"h": house}).scalar_one()
            places = [one for one in places_of(session, product) if one.warehouse == code]
        if not places:
            return 0 if shelf else self.level.get((product, house), 0)
        return sum(one.quantity for one in places if one.shelf == shelf)

    @rule(p=PLACES, h=PLACES, quantity=QUANTITIES, shelf=SHELVES)
    def use_up(self, p: int, h: int, quantity: int, shelf: str) -> None:
        product, house = self.products[p], self.world.houses[h]
        command = IssueInternally(house, (GoodsLine(product, quantity, shelf=shelf),))
        done = self.tried("use up", service.issue_internally, command)
        if done is not None:
            self.add(product, house, -quantity)
            self.used.append((done.number, product))

    @rule(p=PLACES, quantity=QUANTITIES)
    def reserve(self, p: int, quantity: int) -> None:
        done = self.tried("reserve", place_and_reserve, self.wanted(self.products[p], quantity))
        if done is not None:
            self.orders.append((done.number, self.products[p]))

    @rule(p=PLACES, quantity=QUANTITIES)
    def sell(self, p: int, quantity: int) -> None:
        """Ordered and issued at once."""
        product = self.products[p]
        done = self.tried("sell", place_and_ship, self.wanted(product, quantity))
        if done is not None:
            self.learn()
            self.orders.append((done.number, product))
            self.notes.append((done.document, product))

    def wanted(self, product: int, quantity: int) -> PlaceOrder:
        return PlaceOrder(self.world.customer, (NewLine(product, quantity),))

    @rule(hours=st.sampled_from((1, 40, 73)))
    def expire(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    @precondition(lambda self: self.orders)
    @rule(which=ANY)
    def release(self, which: int) -> None:
        number, _ = self.orders[which % len(self.orders)]
        if self.tried("release", cancel_order, StepCommand(number)):
            self.learn()

    @precondition(lambda self: self.orders)
    @rule(which=ANY, quantity=MAYBE_NONE)
    def issue(self, which: int, quantity: int) -> None:
        number, product = self.orders[which % len(self.orders)]
        self.ship(number, product, quantity)

    def ship(self, number: str, product: int, quantity: int = 0) -> None:
        lines = (Goods(product, quantity),) if quantity else ()
        done = self.tried("issue", ship_order, ShipOrder(number, lines))
        if done is not None:
            ((issued, house),) = self.world.ask(
                "SELECT l.quantity, d.warehouse_id FROM document_lines l JOIN documents d ON d.id = l.document_id"
                " WHERE d.number = :n",
                n=done.document,
            )
            self.add(product, house, -issued)
            self.notes.append((done.document, product))

    @precondition(lambda self: self.orders)
    @rule(which=ANY, h=PLACES, quantity=MAYBE_NONE, with_goods=st.booleans())
    def move_promise(self, which: int, h: int, quantity: int, with_goods: bool) -> None:
        number, product = self.orders[which % len(self.orders)]
        here, there = (("M1", "M2"), ("M2", "M1"))[h]
        command = MovePromise(number, here, there, product, quantity or None, with_goods)
        done = self.tried("move promise", move_promise, command)
        if done is not None and with_goods:
            self.add(product, self.world.houses[h], -done.moved)
            self.add(product, self.world.houses[1 - h], done.moved)
            self.sent.append((done.document, product))

    @rule(p=PLACES, h=PLACES, quantity=QUANTITIES, receive=st.booleans(), shelf=SHELVES)
    def transfer(self, p: int, h: int, quantity: int, receive: bool, shelf: str) -> None:
        product, here, there = self.products[p], self.world.houses[h], self.world.houses[1 - h]
        command = SendTransfer(here, there, (GoodsLine(product, quantity, shelf=shelf),), receive=receive)
        done = self.tried("transfer", transfers.send_transfer, command)
        if done is not None:
            self.add(product, here, -quantity)
            self.add(product, there if receive else 0, quantity)
            self.sent.append((done.number, product))

    @precondition(lambda self: self.sent)
    @rule(which=ANY, quantity=MAYBE_NONE, missing=st.sampled_from(list(Missing)), shelf=SHELVES)
    def receive_transfer(self, which: int, quantity: int, missing: Missing, shelf: str) -> None:
        number, product = self.sent[which % len(self.sent)]
        lines = (GoodsLine(product, quantity, shelf=shelf),) if quantity else ()
        if self.tried("receive transfer", transfers.receive_transfer, ReceiveTransfer(number, lines, missing)):
            self.learn()

    @rule(p=PLACES, h=PLACES, quantity=MAYBE_NONE)
    def count(self, p: int, h: int, quantity: int) -> None:
        product, house = self.products[p], self.world.houses[h]
        assert self.tried("count", count_at_once, (house, EnterCount(0, product, quantity))) is not None
        self.level[product, house] = quantity

    @rule(p=PLACES, h=PLACES, quantity=MAYBE_NONE, shelf=SHELVES)
    def count_shelf(self, p: int, h: int, quantity: int, shelf: str) -> None:
        product, house = self.products[p], self.world.houses[h]
        with self.world.shop.database.read() as session:
            usual = shelves_of(session, house, [product]).get(product, "")
        before = self.on_shelf(p, h, shelf or usual)
        entry = EnterCount(0, product, quantity, shelf=shelf)
        assert self.tried("count shelf", count_at_once, (house, entry)) is not None
        self.add(product, house, quantity - before)

    @precondition(lambda self: self.receipts)
    @rule(which=ANY, quantity=MAYBE_NONE, cost=COSTS)
    def correct_receipt(self, which: int, quantity: int, cost: int | None) -> None:
        number, product = self.receipts[which % len(self.receipts)]
        right = (Right(product, quantity, cost),)
        if self.tried("correct receipt", correcting.correct_document, CorrectDocument(number, right)):
            self.learn()

    @precondition(lambda self: self.used or self.sent)
    @rule(which=ANY, quantity=MAYBE_NONE)
    def correct_what_left(self, which: int, quantity: int) -> None:
        number, product = (self.used + self.sent)[which % len(self.used + self.sent)]
        right = (Right(product, quantity),)
        if self.tried("correct what left", correcting.correct_document, CorrectDocument(number, right)):
            self.learn()

    @precondition(lambda self: self.notes)
    @rule(which=ANY, quantity=MAYBE_NONE, price=COSTS, cancel=st.booleans())
    def correct_issue(self, which: int, quantity: int, price: int | None, cancel: bool) -> None:
        number, product = self.notes[which % len(self.notes)]
        right = Right(product, quantity, unit_price=price)
        command = CorrectDocument(number, () if cancel else (right,), cancel=cancel)
        if self.tried("correct issue", correct_issue, command):
            self.learn()

    @precondition(lambda self: self.orders)
    @rule(which=ANY, quantity=MAYBE_NONE, h=BACK_TO, shelf=SHELVES)
    def bring_back(self, which: int, quantity: int, h: int, shelf: str) -> None:
        number, product = self.orders[which % len(self.orders)]
        lines = (Goods(product, quantity, shelf),) if quantity else ()
        if self.tried("return", return_goods, ReturnGoods(number, lines, self.world.houses[h])):
            self.learn()

    def learn(self) -> None:
        """What these do to stock is told by their documents alone: only that all of it stays is known beforehand."""
        rows = self.world.ask(
            "SELECT s.product_id, CASE WHEN w.kind = 'transit' THEN 0 ELSE s.warehouse_id END, s.on_hand"
            " FROM stock s JOIN warehouses w ON w.id = s.warehouse_id WHERE s.product_id IN (:a, :b)",
            a=self.products[0],
            b=self.products[1],
        )
        self.level = {(product, house): on_hand for product, house, on_hand in rows}

    @invariant()
    def all_agrees(self) -> None:
        self.world.steps += 1
        self.world.now += timedelta(minutes=1)
        keys = {"a": self.products[0], "b": self.products[1]}
        with self.world.shop.database.read() as session:
            for check in CHECKS:
                assert session.execute(check, keys).all() == [], str(check)
            found = {(product, house): on_hand for product, house, on_hand in session.execute(LEVELS, keys)}
            assert found == {key: quantity for key, quantity in self.level.items() if quantity}
            self.costs_are_as_replayed(session)
            self.shelves_are_the_stock(session)

    def shelves_are_the_stock(self, session: Session) -> None:
        """What the card of a product tells shelf by shelf and lot by lot is what lies there, none of it below zero."""
        codes = {row[0]: row[1] for row in session.execute(text("SELECT id, code FROM warehouses"))}
        for product in self.products:
            lying: dict[str, int] = {}
            for one in places_of(session, product):
                assert one.quantity > 0
                lying[one.warehouse] = lying.get(one.warehouse, 0) + one.quantity
            for house in self.world.houses:
                there = self.level.get((product, house), 0)
                assert lying.get(codes[house], there) == there

    def costs_are_as_replayed(self, session: Session) -> None:
        """What was reckoned move by move is what all moves come to when reckoned from the start."""
        for moves in _stored(session, self.products).values():
            past = _pasts(moves)
            done = replay(past, self.world.method)
            told = {move.move_id: move.told for move in past}
            assert done.costs == {key: told[key] for key in done.costs}

    def teardown(self) -> None:
        assert self.world.ask(NO_GAPS) == []


LEVELS = text("""
SELECT s.product_id, CASE WHEN w.kind = 'transit' THEN 0 ELSE s.warehouse_id END, s.on_hand
FROM stock s JOIN warehouses w ON w.id = s.warehouse_id WHERE s.product_id IN (:a, :b) AND s.on_hand <> 0
""")
_CHECKS: tuple[str, ...] = (
    # on hand is the sum of the ledger, reserved of the open reservations; nothing is below zero
    """
SELECT s.product_id, s.warehouse_id, s.on_hand, s.reserved FROM stock s WHERE s.product_id IN (:a, :b) AND (
  s.reserved < 0 OR s.on_hand < s.reserved
  OR s.on_hand <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_moves m
                   WHERE m.product_id = s.product_id AND m.warehouse_id = s.warehouse_id)
  OR s.reserved <> (SELECT COALESCE(SUM(r.quantity), 0) FROM reservations r WHERE r.state = 'open'
                    AND r.product_id = s.product_id AND r.warehouse_id = s.warehouse_id))
""",
    # cost in = cost out + cost on hand, to the grosz and to the piece
    """
SELECT k.product_id, k.warehouse_id, SUM(k.quantity), SUM(k.value) FROM (
  SELECT product_id, warehouse_id, -quantity AS quantity, -value AS value FROM product_costs
  UNION ALL SELECT m.product_id, m.warehouse_id, COALESCE(c.quantity, m.quantity), c.value
    FROM move_costs c JOIN stock_moves m ON m.id = c.move_id
  UNION ALL SELECT m.product_id, m.warehouse_id, c.quantity, c.value
    FROM cost_changes c JOIN stock_moves m ON m.id = c.move_id) k
WHERE k.product_id IN (:a, :b) GROUP BY k.product_id, k.warehouse_id HAVING SUM(k.quantity) <> 0 OR SUM(k.value) <> 0
""",
    # no more has a cost than lies there; nothing costs nothing
    """
SELECT c.product_id, c.warehouse_id, c.quantity, c.value FROM product_costs c
JOIN stock s ON s.product_id = c.product_id AND s.warehouse_id = c.warehouse_id
WHERE c.product_id IN (:a, :b)
  AND (c.quantity < 0 OR c.value < 0 OR c.quantity > s.on_hand OR (c.quantity = 0 AND c.value <> 0))
""",
    # what an order's line cost is what its moves took
    """
SELECT l.id FROM order_lines l WHERE l.product_id IN (:a, :b)
  AND COALESCE((SELECT c.value FROM order_line_costs c WHERE c.order_line_id = l.id), 0)
    + COALESCE((SELECT SUM(c.value) FROM move_costs c JOIN stock_moves m ON m.id = c.move_id
                WHERE m.order_line_id = l.id), 0)
    + COALESCE((SELECT SUM(c.value) FROM cost_changes c JOIN stock_moves m ON m.id = c.move_id
                WHERE m.order_line_id = l.id), 0) <> 0
""",
    # an order comes to what its lines do, whatever was corrected of their prices
    """
SELECT o.number, o.net FROM orders o
WHERE o.id IN (SELECT order_id FROM order_lines WHERE product_id IN (:a, :b))
  AND o.net <> (SELECT SUM(l.net) FROM order_lines l WHERE l.order_id = o.id AND l.kind <> 'return')
""",
    # all that the papers of an order's issues say it is worth is what stands of it, to a grosz a line and paper
    """
SELECT l.id, l.net FROM order_lines l WHERE l.product_id IN (:a, :b) AND l.kind = 'goods'
  AND ABS(COALESCE((SELECT SUM(t.value) FROM document_lines t JOIN documents d ON d.id = t.document_id
                    WHERE d.order_id = l.order_id AND t.product_id = l.product_id), 0) * l.quantity
    - l.net * -COALESCE((SELECT SUM(m.quantity) FROM stock_moves m JOIN document_lines t ON t.id = m.document_line_id
                         JOIN documents d ON d.id = t.document_id
                         WHERE d.order_id = l.order_id AND m.product_id = l.product_id), 0)) > 10 * l.quantity
""",
    # a line is issued as far as goods left for it and did not come back by a correction
    """
SELECT l.id FROM order_lines l WHERE l.product_id IN (:a, :b) AND l.kind = 'goods'
  AND (l.issued + l.later > l.quantity
       OR l.issued <> -COALESCE((SELECT SUM(m.quantity) FROM stock_moves m WHERE m.order_line_id = l.id), 0))
""",
    # what lies there of a lot is the sum of its moves, never below zero, and no more than lies there at all
    """
SELECT t.lot_id, t.warehouse_id, t.on_hand FROM lot_stock t JOIN lots o ON o.id = t.lot_id
WHERE o.product_id IN (:a, :b) AND (t.on_hand < 0
  OR t.on_hand <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_moves m
                   WHERE m.lot_id = t.lot_id AND m.warehouse_id = t.warehouse_id))
""",
    """
SELECT s.product_id, s.warehouse_id, s.on_hand FROM stock s WHERE s.product_id IN (:a, :b) AND s.on_hand <
  (SELECT COALESCE(SUM(t.on_hand), 0) FROM lot_stock t JOIN lots o ON o.id = t.lot_id
   WHERE o.product_id = s.product_id AND t.warehouse_id = s.warehouse_id)
""",
    # what lies on a shelf is the sum of its moves, never below zero, and of each lot no more than there is of it
    """
SELECT k.warehouse_id, k.shelf, k.lot_id, SUM(k.on_hand), SUM(k.moved) FROM (
  SELECT product_id, warehouse_id, shelf, COALESCE(lot_id, 0) AS lot_id, on_hand, 0 AS moved FROM shelf_stock
  UNION ALL SELECT product_id, warehouse_id, shelf, COALESCE(lot_id, 0), 0, quantity FROM shelf_moves) k
WHERE k.product_id IN (:a, :b) GROUP BY k.product_id, k.warehouse_id, k.shelf, k.lot_id
HAVING SUM(k.on_hand) <> SUM(k.moved) OR SUM(k.on_hand) < 0
""",
    """
SELECT x.warehouse_id, x.lot_id FROM shelf_stock x WHERE x.product_id IN (:a, :b)
GROUP BY x.product_id, x.warehouse_id, x.lot_id
HAVING SUM(x.on_hand) > CASE WHEN x.lot_id IS NULL
  THEN (SELECT s.on_hand FROM stock s WHERE s.product_id = x.product_id AND s.warehouse_id = x.warehouse_id)
     - (SELECT COALESCE(SUM(t.on_hand), 0) FROM lot_stock t JOIN lots o ON o.id = t.lot_id
        WHERE o.product_id = x.product_id AND t.warehouse_id = x.warehouse_id)
  ELSE (SELECT t.on_hand FROM lot_stock t WHERE t.lot_id = x.lot_id AND t.warehouse_id = x.warehouse_id) END
""",
    # a move brought or took no more there than it moved, and of the same lot
    """
SELECT x.move_id FROM shelf_moves x JOIN stock_moves m ON m.id = x.move_id WHERE x.product_id IN (:a, :b)
GROUP BY x.move_id, m.quantity
HAVING ABS(SUM(x.quantity)) > ABS(m.quantity) OR MIN(SIGN(x.quantity * m.quantity)) < 0
  OR MIN(COALESCE(x.lot_id, 0)) <> MIN(COALESCE(m.lot_id, 0)) OR MAX(x.warehouse_id) <> MAX(m.warehouse_id)
""",
    # nobody was given what was out of date
    """
SELECT m.id FROM stock_moves m JOIN lots o ON o.id = m.lot_id
WHERE m.product_id IN (:a, :b) AND m.kind = 'WZ' AND m.quantity < 0 AND o.expires_on < m.day
""",
    # the last number that was given is the last document's
    """
SELECT c.series_id, c.period FROM number_counters c JOIN number_series s ON s.id = c.series_id
WHERE s.kind NOT IN ('inquiry', 'offer', 'order') AND :a <> :b
  AND c.last <> (SELECT MAX(d.sequence) FROM documents d WHERE d.series_id = c.series_id AND d.period = c.period)
""",
)
CHECKS = tuple(map(text, _CHECKS))
NO_GAPS = """
SELECT series_id, period FROM documents GROUP BY series_id, period
HAVING COUNT(*) <> MAX(sequence) OR MIN(sequence) <> 1
"""
