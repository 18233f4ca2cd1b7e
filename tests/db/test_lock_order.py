"""Law 11 on PostgreSQL: orders by key, stock rows by key, the number series last; also where shops' orders come in."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from crm_desktop.intake.interpreting import interpret_some
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.opening import open_company
from crm_desktop.orders.advance import advance
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from db.models.documents import DocumentRow
from db.models.intake import SubmissionQueueRow
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import Channel, DocumentKind, OrderStep, SeriesKind
from tests.company import Shop

TIMES = 6
"""Orders of each of the eight seats that issue, and batches of each of the eight interpreters."""


@pytest.fixture
def shop(postgres_url: str) -> Iterator[Shop]:
    database = open_company(postgres_url)
    with database.read() as session:
        admin = actor_by_login(session, "admin")
    yield Shop(database, admin)
    database.close()


def ordered(key: int, *codes: str) -> dict[str, Any]:
    """A shop's order for a piece of each."""
    lines = [
        {"name": f"Mąka {code}", "product_id": n, "quantity": 1, "sku": code, "total": "48.90", "total_tax": "11.25"}
        for n, code in enumerate(codes)
    ]
    return {
        "id": key,
        "number": str(key),
        "status": "processing",
        "currency": "PLN",
        "billing": {"first_name": "Jan", "last_name": f"Żółć {key}", "email": f"jan{key}@przyklad.pl"},
        "line_items": lines,
    }


def hand_in(database: Database, order: dict[str, Any]) -> int:
    raw = json.dumps(order).encode()
    return receive(database, Received("sklep", raw, "application/json", channel=Channel.SHOP)).submission_id


def free(database: Database, statement: str, **values: Any) -> bool:
    """Whether the row could be locked at this moment."""
    with database.write() as session:
        try:
            session.execute(text(f"{statement} FOR UPDATE NOWAIT"), values).one()
        except OperationalError as fault:
            assert "could not obtain lock" in str(fault)
            return False
        finally:
            session.rollback()
    return True


STOCK = "SELECT 1 FROM stock WHERE product_id = :product_id"
COUNTER = "SELECT 1 FROM number_counters c JOIN number_series s ON s.id = c.series_id WHERE s.kind = :kind"


SEATS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


def until(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not wanted():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("known", [False, True], ids=["new", "changed"])
def test_that_a_batch_holds_no_number_and_no_higher_key_while_it_waits_for_goods(shop: Shop, known: bool) -> None:
    """Its first order is for the goods of the higher key, its second for those that another holds."""
    low, high = (shop.product(code, stock=50_000) for code in ("MK-1", "MK-2"))
    shop.place(shop.customer(), (low, 1_000))  # the series has a counter
    if known:
        for order in (ordered(1, "MK-2"), ordered(2, "MK-1")):
            interpret_some(shop.database, [hand_in(shop.database, order)])
    codes = (("MK-2", "MK-2"), ("MK-1", "MK-1")) if known else (("MK-2",), ("MK-1",))
    batch = [hand_in(shop.database, ordered(key, *told)) for key, told in zip((1, 2), codes, strict=True)]
    other = open_company(shop.database.url.render_as_string(hide_password=False))
    with shop.database.write() as holding:
        holding.execute(text(f"{STOCK} FOR UPDATE"), {"product_id": low})
        intake = threading.Thread(target=interpret_some, args=(other, batch))
        intake.start()
        waits = text(f"{SEATS} AND wait_event_type = 'Lock'")

        def waiting() -> bool:
            with shop.database.read() as session:
                return bool(session.scalar(waits))

        until(waiting)
        assert not free(shop.database, STOCK, product_id=low)
        assert free(shop.database, STOCK, product_id=high)
        assert free(shop.database, COUNTER, kind=SeriesKind.ORDER)
        holding.rollback()
    intake.join()
    other.close()
    with shop.database.read() as session:
        assert session.scalars(select(SubmissionQueueRow.submission_id)).all() == []
        assert verify(session).problems == ()
        kept = session.scalars(select(OrderRow.status).where(OrderRow.external_ref.is_not(None))).all()
    assert [one.value for one in kept] == ["reserved", "reserved"]


def test_that_sixteen_who_issue_and_take_in_at_once_never_stand_in_each_others_way(shop: Shop) -> None:
    """No deadlock, and numbers without a gap or a double."""
    codes = [f"MK-{n}" for n in range(1, 7)]
    products = [shop.product(code, stock=900_000) for code in codes]
    url = shop.database.url.render_as_string(hide_password=False)
    customer = shop.customer()
    mine = [
        [shop.place(customer, *((one, 1_000) for one in products)).number for _ in range(TIMES)] for _seat in range(8)
    ]
    key = 0
    batches: list[list[list[int]]] = []
    for _interpreter in range(8):
        batches.append([])
        for _ in range(TIMES):
            batch = []
            for turned in (codes, codes[::-1], codes[2:4]):
                key += 1
                batch.append(hand_in(shop.database, ordered(key, *turned)))
            batches[-1].append(batch)
    together = threading.Barrier(16)

    def issue(numbers: list[str]) -> None:
        database = open_company(url)
        together.wait()
        for number in numbers:
            for step in (OrderStep.RESERVE, OrderStep.PICK, OrderStep.ISSUE):
                advance(database, number, step, actor=shop.actor)
        database.close()

    def take_in(several: list[list[int]]) -> None:
        database = open_company(url)
        together.wait()
        for batch in several:
            interpret_some(database, batch)
        database.close()

    with ThreadPoolExecutor(16) as pool:
        done = [pool.submit(issue, numbers) for numbers in mine]
        done += [pool.submit(take_in, several) for several in batches]
        for one in done:
            one.result()
    with shop.database.read() as session:
        assert session.scalars(select(SubmissionQueueRow.submission_id)).all() == []
        assert verify(session).problems == ()
        orders = session.scalars(select(OrderRow.number)).all()
        notes = session.scalars(select(DocumentRow.number).where(DocumentRow.kind == DocumentKind.WZ)).all()
    assert sequence(orders) == list(range(1, 8 * TIMES + key + 1))
    assert sequence(notes) == list(range(1, 8 * TIMES + 1))
    shop.database.close()
    assert deadlocks(url) == 0


def sequence(numbers: Any) -> list[int]:
    """ "ZAM 7/2026" -> 7"""
    return sorted(int(number.split()[1].split("/")[0]) for number in numbers)


def deadlocks(url: str) -> int:
    """Counted by the server; who has gone has told it all."""
    database = open_company(url)

    def alone() -> bool:
        with database.read() as session:
            return session.scalar(text(f"{SEATS} AND backend_type = 'client backend'")) == 1

    until(alone)
    with database.read() as session:
        found = session.scalar(text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
    database.close()
    return int(found or 0)
