"""One stock count at several workstations at once: every entry counts once or is refused, what differs becomes
documents; with processes and with a crowd of connections, on both databases."""

import json
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.verify import verify
from crm_desktop.warehouse.count_records import CloseCount, CountClosed, CountEntered, EnterCount, OpenCount
from crm_desktop.warehouse.count_sheets import count_sheet
from crm_desktop.warehouse.counting import CountEnded, close_count, enter_count, open_count
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.work import execute
from tests.company import Shop
from tests.db.test_competition import CROWD, at_once, seats

__all__ = ["seats"]
ROOT = Path(__file__).resolve().parents[2]
WORKSTATION = """
import json, sys
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.warehouse.count_records import EnterCount
from crm_desktop.warehouse.counting import enter_count
from crm_desktop.work import execute
url, place, count, times, *products = sys.argv[1:]
database = open_company(url)
with database.read() as session:
    actor = actor_by_login(session, "admin", place=place)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(times)):
    for product in products:
        done = execute(database, enter_count, EnterCount(int(count), int(product), 1000), actor=actor)
print(json.dumps([done.counted, done.elsewhere]))
"""


def workstation(url: str, place: str, count: int, times: int, *products: int) -> "subprocess.Popen[str]":
    """A process of its own that has opened the company and waits for a line to begin."""
    words = [sys.executable, "-c", WORKSTATION, url, place, str(count), str(times), *map(str, products)]
    started = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def test_that_what_two_processes_count_at_once_adds_up_and_what_differs_becomes_documents(
    shop: Shop, database_url: str
) -> None:
    flour, sugar = shop.product("MK-1", stock=50_000, cost=100_000), shop.product("CU-2", stock=30_000, cost=50_000)
    count = execute(shop.database, open_count, OpenCount(1), actor=shop.actor).count_id
    hands = [
        workstation(database_url, "hala 1", count, 25, flour, sugar),
        workstation(database_url, "hala 2", count, 20, sugar, flour),
    ]
    for hand in hands:
        assert hand.stdin is not None
        hand.stdin.write("begin\n")
        hand.stdin.flush()
    for hand in hands:
        hand.stdin.close()  # type: ignore[union-attr]
    answers = [json.loads(hand.stdout.read()) for hand in hands if hand.stdout is not None]
    assert [hand.wait(timeout=60) for hand in hands] == [0, 0]
    assert max(counted for counted, _ in answers) == 45_000, "who came last saw all that was counted"
    assert [counted - elsewhere for counted, elsewhere in answers] == [25_000, 20_000]
    with shop.database.read() as session:
        sheet = count_sheet(session, count)
        entries = session.execute(text("SELECT COUNT(*), SUM(quantity) FROM count_entries")).one()
    assert {line.code: (line.counted, line.booked) for line in sheet.lines} == {
        "CU-2": (45_000, 30_000),
        "MK-1": (45_000, 50_000),
    }
    assert (entries[0], int(entries[1])) == (90, 90_000)
    closed = execute(shop.database, close_count, CloseCount(count), actor=shop.actor)
    assert [number.split("/")[0] for number in (closed.number, *closed.others)] == ["INW 1", "PW 1", "RW 1"]
    with shop.database.read() as session:
        assert {line.code: line.on_hand for line in list_stock(session)} == {"MK-1": 45_000, "CU-2": 45_000}
        assert verify(session).problems == ()


def test_that_whoever_counts_while_the_count_is_settled_is_in_it_or_is_told(shop: Shop, seats: list[Shop]) -> None:
    product = shop.product("MK-1", stock=100_000, cost=100_000)
    count = execute(shop.database, open_count, OpenCount(1), actor=shop.actor).count_id
    execute(shop.database, enter_count, EnterCount(count, product, 1_000), actor=shop.actor)
    entered = threading.Event()

    def act(place: int, seat: Shop) -> CountEntered | CountClosed | None:
        if place == 0:
            entered.wait(timeout=20)
            return execute(seat.database, close_count, CloseCount(count), actor=seat.actor)
        actor = replace(seat.actor, place=f"hala {place}")
        last = None
        for _ in range(6):
            last = execute(seat.database, enter_count, EnterCount(count, product, 1_000), actor=actor)
            entered.set()
        return last

    answers = at_once(seats, act)
    closed = answers[0]
    assert isinstance(closed, CountClosed)
    assert {type(answer) for answer in answers[1:]} <= {CountEntered, CountEnded}
    with shop.database.read() as session:
        counted = int(session.execute(text("SELECT SUM(quantity) FROM count_entries")).scalar_one())
        (line,) = show_document(session, closed.number).snapshot.lines
        ((_, _, on_hand),) = [(row.code, row.warehouse, row.on_hand) for row in list_stock(session)]
        kinds = sorted(row.kind.value for row in list_documents(session))
        assert verify(session).problems == ()
    assert 2_000 <= counted <= (1 + 6 * (CROWD - 1)) * 1_000
    assert (line.quantity, line.before, on_hand) == (counted, 100_000, counted)
    assert kinds == ["INW", "PZ", "RW"]


@pytest.mark.parametrize("anew", [False, True])
def test_that_who_counts_what_others_counted_is_told_how_much_of_it(shop: Shop, anew: bool) -> None:
    product = shop.product("MK-1", stock=9_000)
    count = execute(shop.database, open_count, OpenCount(1), actor=shop.actor).count_id
    there = replace(shop.actor, place="hala 2")
    execute(shop.database, enter_count, EnterCount(count, product, 5_000), actor=there)
    told = execute(shop.database, enter_count, EnterCount(count, product, 3_000, anew=anew), actor=shop.actor)
    assert (told.counted, told.elsewhere) == ((3_000, 0) if anew else (8_000, 5_000))
    more = execute(shop.database, enter_count, EnterCount(count, product, 1_000), actor=shop.actor)
    assert more.elsewhere == told.elsewhere
