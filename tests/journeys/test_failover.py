"""The office server dies under load and its standby takes over: what was answered is there, once; work goes on."""

import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import Away, KnownError
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.worker import Interpreter
from crm_desktop.opening import open_company
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from crm_desktop.work import execute, read
from db.models.intake import SubmissionReadingRow, SubmissionRow
from db.models.sales import OrderRow
from db.session import Database
from tests.company import Shop
from tests.postgres import binaries
from tests.standby import PATIENCE_SECONDS, Pair

pytestmark = pytest.mark.slow
SEATS, BEFORE, AFTER = 4, 40, 40


@pytest.fixture
def pair() -> Iterator[Pair]:
    folder = binaries()
    assert folder is not None
    made = Pair.make(folder)
    yield made
    made.stop()


@dataclass
class Seat(threading.Thread):
    """Places orders one after another; what is not answered is asked again under the same id, as the window does."""

    shop: Shop
    customer: int
    product: int
    answered: dict[str, str] = field(default_factory=dict)
    broken: list[BaseException] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            while not self.stopped.is_set():
                reference = str(uuid.uuid4())
                self.answered[reference] = self._placed(reference).number
        except BaseException as fault:  # noqa: BLE001 - carried to the test, which fails by it
            self.broken.append(fault)

    def _placed(self, reference: str) -> OrderMoved:
        order = PlaceOrder(self.customer, (NewLine(self.product, 1000),), external_ref=reference)
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return execute(self.shop.database, place_order, order, actor=self.shop.actor, command_id=reference)
            except Away:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)


class Sender(threading.Thread):
    """Hands in submissions, each again until it is answered."""

    def __init__(self, database: Database) -> None:
        super().__init__(daemon=True)
        self.database = database
        self.answered: dict[str, int] = {}
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            key = uuid.uuid4().hex
            body = f"name=Jan+{key[:6]}&email={key}@przyklad.pl&message=pytanie".encode()
            received = Received("kontakt", body, "application/x-www-form-urlencoded", idempotency=key)
            while key not in self.answered:
                try:
                    self.answered[key] = receive(self.database, received).submission_id
                except KnownError:
                    time.sleep(0.05)


def test_that_a_dead_server_loses_and_doubles_nothing_and_work_goes_on_by_itself(pair: Pair) -> None:
    database = open_company(pair.url)
    with database.read() as session:
        shop = Shop(database, actor_by_login(session, "admin", place="office"))
    product, customer = shop.product(stock=1_000_000_000), shop.customer()
    databases = [Database.open(pair.url) for _ in range(SEATS)]
    seats = [Seat(Shop(one, shop.actor), customer, product) for one in databases]
    sender, interpreter = Sender(Database.open(pair.url)), Interpreter(database)
    interpreter.start()
    for worker in (*seats, sender):
        worker.start()
    _until(lambda: _all(seats) >= BEFORE and len(sender.answered) >= BEFORE, seats)
    pair.fail_over()
    before = (_all(seats), len(sender.answered))
    _until(lambda: _all(seats) >= before[0] + AFTER and len(sender.answered) >= before[1] + AFTER, seats)
    for worker in (*seats, sender):
        worker.stopped.set()
    for worker in (*seats, sender):
        worker.join()
    _until(lambda: read(database, _read_by_now) == len(sender.answered), seats)
    interpreter.stop()

    with database.read() as session:
        kept = dict(session.execute(select(OrderRow.external_ref, OrderRow.number)).all())
        count = session.scalar(select(func.count()).select_from(OrderRow))
        submissions = session.scalars(select(SubmissionRow.dedupe_key)).all()
        problems = verify(session).problems
    answered = {reference: number for seat in seats for reference, number in seat.answered.items()}
    assert kept == answered
    assert count == len(answered)
    assert len(set(submissions)) == len(submissions) == len(sender.answered)
    assert problems == ()
    for one in (*databases, sender.database, database):
        one.close()


def _all(seats: list[Seat]) -> int:
    return sum(len(seat.answered) for seat in seats)


def _read_by_now(session: Session) -> int:
    return session.scalar(select(func.count(SubmissionReadingRow.submission_id.distinct()))) or 0


def _until(happened: object, seats: list[Seat]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():  # type: ignore[operator]  # a lambda of this file
        broken = [fault for seat in seats for fault in seat.broken]
        assert broken == []
        assert time.monotonic() < end, "too long"
        time.sleep(0.05)
