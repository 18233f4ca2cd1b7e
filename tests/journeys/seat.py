"""One seat of many: does what its role does, over and over, until the time is up, and follows what the others change.

Words: URL ROLE SECONDS CUSTOMER,… PLENTY SCARCE PRINTER…; it says "ready", begins when told, and closes with one line
of JSON: what it did and how long each took (milliseconds), what was refused, and what it heard.
"""

import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from crm_desktop import clock
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.customers.queries import list_customers
from crm_desktop.errors import IllegalMove, KnownError, Shortage
from crm_desktop.live import ChangeWatch
from crm_desktop.opening import open_company
from crm_desktop.orders.advance import advance
from crm_desktop.orders.queries import list_orders, show_order
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.seats import who_sits_here
from crm_desktop.today.queries import today
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import execute, read
from db.session import Database
from db.vocabulary import OrderStatus, OrderStep, Role

BY_HAND = (OrderStep.PICK, OrderStep.ISSUE, OrderStep.LABEL, OrderStep.HAND_OVER)


class Listener(threading.Thread):
    """How long after a change was begun elsewhere it is known here."""

    def __init__(self, database: Database, name: str) -> None:
        super().__init__(daemon=True)
        self._watch, self._name = ChangeWatch(database), name
        self.heard: list[float] = []
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            for change in self._watch.wait(1.0):
                if change.actor != self._name:
                    self.heard.append(time.time() * 1000 - change.at_micros / 1000)
        self._watch.close()

    def end(self) -> None:
        self._ended.set()
        self._watch.stop()
        self.join()


class Seat:
    def __init__(self, words: list[str]) -> None:
        url, role, seconds, customers, plenty, scarce, *self.printers = words
        self.role, self.seconds = Role(role), float(seconds)
        self.customers = [int(key) for key in customers.split(",")]
        self.plenty, self.scarce = int(plenty), int(scarce)
        self.database = open_company(url)
        with self.database.read() as session:
            self.actor = actor_by_login(session, who_sits_here(session, None))
        self.dice = random.Random(self.actor.name)
        self.took: dict[str, list[float]] = {}
        self.did: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def work(self) -> None:
        act = {
            Role.CLERK: self.as_clerk,
            Role.WAREHOUSE: self.as_warehouse,
            Role.OWNER: self.as_owner,
            Role.ADMIN: self.as_admin,
        }[self.role]
        act()  # a program that has just started is slow, and is not what is measured
        self.took.clear()
        listener = Listener(self.database, self.actor.name)
        listener.start()
        print("ready", flush=True)
        sys.stdin.readline()
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            act()
        listener.end()
        self.took["hear of a change"] = listener.heard
        self.database.close()
        account = {"role": self.role, "did": self.did, "took": self.took, "refused": self.refused}
        print(json.dumps(account), flush=True)

    def timed(self, name: str, action: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        answer = action()
        self.took.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        self.did[name] += 1
        return answer

    def step(self, number: str, step: OrderStep) -> bool:
        """False where another was quicker, or the goods ran out; what else is refused is counted by its code."""
        printer = self.dice.choice(self.printers)
        try:
            self.timed(step, lambda: advance(self.database, number, step, actor=self.actor, printer=printer))
        except (IllegalMove, Shortage) as usual:
            self.refused[usual.code] += 1
            return False
        except KnownError as other:
            self.refused[f"unexpected {other}"] += 1
            return False
        return True

    def as_clerk(self) -> None:
        """Takes an order, now and then of goods that everybody wants; reserves; closes what was handed over."""
        self.timed("open Today", lambda: read(self.database, lambda one: today(one, now=clock.now(), actor=self.actor)))
        product = self.scarce if self.dice.random() < 0.3 else self.plenty
        lines = (NewLine(product, self.dice.randint(1, 3) * 1000),)
        command = PlaceOrder(self.dice.choice(self.customers), lines)
        placed = self.timed("place", lambda: execute(self.database, place_order, command, actor=self.actor))
        if not self.step(placed.number, OrderStep.RESERVE):
            self.step(placed.number, OrderStep.CANCEL)
        self.timed("list customers", lambda: read(self.database, lambda one: list_customers(one, limit=50)))
        number = self.waiting(OrderStatus.HANDED_OVER)
        if number:
            self.step(number, OrderStep.COMPLETE)

    def as_warehouse(self) -> None:
        number = self.waiting(OrderStatus.RESERVED)
        if number is None:
            time.sleep(0.1)
            return
        self.timed("open an order", lambda: read(self.database, lambda one: show_order(one, number)))
        for step in BY_HAND:
            if not self.step(number, step):
                return

    def waiting(self, status: OrderStatus) -> str | None:
        rows = self.timed(
            "list orders", lambda: read(self.database, lambda one: list_orders(one, status=status, limit=40))
        )
        return self.dice.choice(rows).number if rows else None

    def as_owner(self) -> None:
        day = clock.local_day(clock.now(), "Europe/Warsaw")
        for name in ("products", "funnel"):
            request = ReportRequest(name, day - timedelta(days=30), day)
            self.timed(f"report {name}", lambda asked=request: run_report(self.database, asked))
        time.sleep(1)

    def as_admin(self) -> None:
        goods = ReceiveGoods(1, (GoodsLine(self.plenty, 5_000, 310_000),), supplier="Młyn")
        self.timed("receive goods", lambda: execute(self.database, receive_goods, goods, actor=self.actor))
        time.sleep(0.3)


if __name__ == "__main__":
    Seat(sys.argv[1:]).work()
