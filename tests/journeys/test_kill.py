"""Power fails: kill -9 of the intake under load and of the order cycle, 20 times each, on both databases."""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.orders.queries import show_order
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from db.models.documents import DocumentRow
from db.models.intake import SubmissionReadingRow, SubmissionRow
from db.models.sales import InquiryRow, OrderRow
from db.session import Database
from db.vocabulary import DocumentKind, Outcome
from tests.company import Shop
from tests.intake import waiting
from tests.journeys.order_worker import QUANTITY, STEPS

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
POSTS_A_ROUND = 24
THREADS = 4


class Nursery:
    """Where children that are to be killed are born."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._born = 0
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.journeys.nursery"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def bear(self, run: str, *words: object) -> "Child":
        self._born += 1
        said = self._folder / f"said-{self._born}"
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"run": run, "words": [str(word) for word in words], "said": str(said)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Child(int(self._process.stdout.readline()), said)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(30) == 0


class Child:
    """`said`: all it has said so far, also after its death."""

    def __init__(self, process: int, said: Path) -> None:
        self._process = process
        self._said = said

    @property
    def said(self) -> str:
        return self._said.read_text() if self._said.exists() else ""

    def wait_for(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = re.search(pattern, self.said)
            if found:
                return found
            time.sleep(0.01)
        raise AssertionError(f"it never said {pattern}: {self.said}")

    def kill(self, number: int = signal.SIGKILL) -> None:
        os.kill(self._process, number)


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    opened = Nursery(tmp_path)
    yield opened
    opened.close()


def body_of(number: int) -> bytes:
    return f"name=Klient+{number}&email=k{number}@x.pl&message=Wiadomosc+{number}".encode()


class Load:
    """Posts what was not acknowledged yet, with several threads, until the intake is gone."""

    def __init__(self) -> None:
        self.acknowledged: dict[int, int] = {}
        self.left: list[int] = []
        self._guard = threading.Lock()

    def run(self, port: int, first_answer: threading.Event) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._post_all, args=(port, first_answer)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        return threads

    def _post_all(self, port: int, first_answer: threading.Event) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while True:
            with self._guard:
                if not self.left:
                    break
                number = self.left.pop(0)
            try:
                line.request("POST", "/in/kill", body_of(number), {"Content-Type": "application/x-www-form-urlencoded"})
                answer = line.getresponse()
                told = json.loads(answer.read())
                assert answer.status == 200
            except (OSError, http.client.HTTPException):
                with self._guard:
                    self.left.append(number)
                break
            with self._guard:
                self.acknowledged[number] = told["submission"]
            first_answer.set()
        line.close()


def settle(database: Database) -> None:
    end = time.monotonic() + 90
    while True:
        with database.read() as session:
            left = waiting(session)
        if not left:
            return
        assert time.monotonic() < end, f"{left} still wait to be understood"
        time.sleep(0.05)


def serve_really(url: str) -> tuple["subprocess.Popen[str]", int]:
    """The command as a person types it."""
    command = [sys.executable, "app.py", "intake", "serve", "--port", "0", "--db", url]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = re.search(r":(\d+)/", process.stderr.readline())
    assert found is not None
    return process, int(found[1])


def test_that_no_acknowledged_submission_is_lost_or_doubled_by_killing_the_intake(
    database: Database, database_url: str, nursery: Nursery
) -> None:
    dice, load = random.Random(20_260), Load()
    cut_off = 0
    for round_number in range(KILLS):
        child = nursery.bear("app", "intake", "serve", "--port", 0, "--db", database_url)
        port = int(child.wait_for(r"http://127\.0\.0\.1:(\d+)/")[1])
        start = round_number * POSTS_A_ROUND
        load.left += range(start, start + POSTS_A_ROUND)
        first_answer = threading.Event()
        threads = load.run(port, first_answer)
        assert first_answer.wait(20)
        time.sleep(dice.uniform(0, 0.25))
        child.kill()
        for thread in threads:
            thread.join()
        cut_off += bool(load.left)
    server, port = serve_really(database_url)
    try:
        for thread in load.run(port, threading.Event()):
            thread.join()
        settle(database)
    finally:
        server.terminate()
        assert server.wait(30) == 0
    assert cut_off >= KILLS // 4  # the load was under way when the power failed, not over
    assert_all_there_once(database, load)


def assert_all_there_once(database: Database, load: Load) -> None:
    numbers = range(KILLS * POSTS_A_ROUND)
    assert sorted(load.acknowledged) == list(numbers)
    with database.read() as session:
        stored = dict(session.execute(select(SubmissionRow.id, SubmissionRow.raw)).all())
        readings = session.execute(select(SubmissionReadingRow.submission_id, SubmissionReadingRow.outcome)).all()
        messages = Counter(session.scalars(select(InquiryRow.message)))
        proved = verify(session)
    assert stored == {load.acknowledged[number]: body_of(number) for number in numbers}
    assert sorted(readings) == [(submission, Outcome.INQUIRY) for submission in sorted(stored)]
    assert messages == Counter(f"Wiadomosc {number}" for number in numbers)
    assert proved.problems == ()


def test_that_no_acknowledged_step_is_lost_or_doubled_by_killing_the_order_cycle(
    database: Database, database_url: str, shop: Shop, nursery: Nursery
) -> None:
    dice = random.Random(1_984)
    product = shop.product(stock=1_000_000)
    customer = shop.customer()
    done: list[tuple[int, str, str, str]] = []
    for _ in range(KILLS):
        order, step = (done[-1][0], STEPS.index(done[-1][1])) if done else (0, 0)
        child = nursery.bear("orders", database_url, customer, product, order, step, 1_000_000)
        if dice.random() < 0.8:  # else it dies as it opens the company, or anywhere
            child.wait_for(r"\n.*\n")
        time.sleep(dice.uniform(0, 0.3))
        child.kill()
        follow(done, child.said)
    acknowledged = len(done)
    order, step = done[-1][0], STEPS.index(done[-1][1])
    child = nursery.bear("orders", database_url, customer, product, order, step, order + 2)
    child.wait_for(rf"{order + 1} complete .*\n")
    follow(done, child.said)
    assert [(number, step) for number, step, _, _ in done] == [(n, s) for n in range(order + 2) for s in STEPS]
    assert acknowledged >= KILLS // 2  # something was done between the kills
    assert_every_order_went_its_way_once(database, done)


def follow(done: list[tuple[int, str, str, str]], said: str) -> None:
    """Takes what a child said to what was done: its first line repeats the last command and gets the same answer."""
    assert "Traceback" not in said, said
    lines = [line.split(" ") for line in said.splitlines(keepends=True) if line.endswith("\n")]
    told = [(int(order), step, number, status.strip()) for order, step, number, status in lines]
    if done and told:
        assert told[0] == done[-1]
        del told[0]
    done += told


def assert_every_order_went_its_way_once(database: Database, done: list[tuple[int, str, str, str]]) -> None:
    numbers = {order: number.replace("_", " ") for order, _, number, _ in done}
    count = len(numbers)
    with database.read() as session:
        orders = dict(session.execute(select(OrderRow.external_ref, OrderRow.number)).all())
        walked = {
            number: tuple(step.step.value for step in show_order(session, number).steps) for number in orders.values()
        }
        on_hand = stock_card(session, "MK-1", warehouse="M1").line
        sequences = session.scalars(
            select(DocumentRow.sequence).where(DocumentRow.kind == DocumentKind.WZ).order_by(DocumentRow.sequence)
        ).all()
        proved = verify(session)
    assert orders == {f"kill-{order}": number for order, number in numbers.items()}
    assert walked == dict.fromkeys(numbers.values(), STEPS)
    assert (on_hand.on_hand, on_hand.reserved) == (1_000_000 - count * QUANTITY, 0)
    assert sequences[0] == 1
    assert all(after - before == 1 for before, after in pairwise(sequences))
    assert len(sequences) == count
    assert proved.problems == ()
