"""A clerk, a warehouse hand and an owner do a piece of their day by keys alone, in the real window on a real screen."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from crm_desktop import clock
from crm_desktop.documents.queries import list_documents
from crm_desktop.inquiries.queries import list_queue
from crm_desktop.inquiries.records import Queue
from crm_desktop.orders.queries import list_orders, show_order
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from crm_desktop.warehouse.count_sheets import open_counts
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.shelf_lists import places_of
from crm_desktop.warehouse.shelving import PutOnShelf, put_on_shelf
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import DocumentKind, OrderStatus, OrderStep
from tests.journeys import by_keyboard
from tests.journeys.conftest import ROOT, Start
from tests.journeys.screen import Screen
from ui.tour import PaperSink

pytestmark = [pytest.mark.journey, pytest.mark.slow]
KLARA, MAREK = "Klara Nowak", "Marek Lis"


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    shown = Screen()
    yield shown
    shown.close()


def walk(screen: Screen, name: str, url: str, folder: Path) -> None:
    """The journey in a process of its own; what went wrong is told with where the focus was."""
    words = [sys.executable, "-m", "tests.journeys.keyboard", name, url, str(folder)]
    done = subprocess.run(words, cwd=ROOT, env=screen.environment, capture_output=True, text=True, timeout=150)
    assert done.returncode == 0, done.stderr
    told = json.loads((folder / f"{name}.json").read_text())
    print(f"{name}: {told['strokes']} keys in {told['seconds']} s; longest held: {told['held'][:3]}")
    assert told["fault"] == "", done.stderr


def test_that_a_call_becomes_an_order_by_keys_alone(
    screen: Screen, database: Database, database_url: str, tmp_path: Path
) -> None:
    earlier = by_keyboard.prepare(database)
    walk(screen, "clerk", database_url, tmp_path)
    with database.read() as session:
        found = [order for order in list_orders(session) if order.number != earlier]
        card = show_order(session, found[0].number)
        proved = verify(session)
    assert [(order.customer, order.status) for order in found] == [(by_keyboard.CUSTOMER, OrderStatus.RESERVED)]
    assert {line.code: line.quantity for line in card.lines} == {"KB-7": 4_000, "KB-9": 2_000}
    assert card.inquiry != ""
    assert [(step.step, step.actor) for step in card.steps] == [(OrderStep.PLACE, KLARA), (OrderStep.RESERVE, KLARA)]
    assert proved.problems == ()


def test_that_goods_are_picked_by_scanner_issued_labelled_and_handed_over_by_keys_alone(
    screen: Screen, database: Database, database_url: str, start: Start, paper: PaperSink, tmp_path: Path
) -> None:
    number = by_keyboard.prepare(database, port=paper.port)
    start("print-station", "run", "--station", "brama")
    walk(screen, "hand", database_url, tmp_path)
    with database.read() as session:
        card = show_order(session, number)
        proved = verify(session)
    shipment = card.shipments[0]
    assert card.row.status is OrderStatus.HANDED_OVER
    assert [(line.picked, line.issued) for line in card.lines] == [(3_000, 3_000), (2_000, 2_000)]
    assert [step.step for step in card.steps if step.actor == MAREK] == [
        OrderStep.PICK,
        OrderStep.ISSUE,
        OrderStep.LABEL,
        OrderStep.HAND_OVER,
    ]
    assert (shipment.document.split(" ")[0], shipment.parcels) == ("WZ", 2)
    assert (shipment.carrier, shipment.tracking) == ("InPost", "620111222333")
    deadline = time.monotonic() + 20
    while len(paper.jobs) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [job.count(b"^XA") for job in paper.jobs] == [1, 1]
    assert proved.problems == ()


def test_that_goods_come_onto_a_shelf_go_to_another_and_are_counted_there_by_keys_alone(
    screen: Screen, database: Database, database_url: str, tmp_path: Path
) -> None:
    by_keyboard.prepare(database)
    with database.read() as session:
        admin = actor_by_login(session, "admin", place="office")
        goods = {line.code: line.product_id for line in list_stock(session)}
    execute(database, put_on_shelf, PutOnShelf(1, goods["KB-7"], "A-01"), actor=admin)
    walk(screen, "shelver", database_url, tmp_path)
    with database.read() as session:
        places = {
            code: [(one.shelf, one.quantity) for one in places_of(session, product)] for code, product in goods.items()
        }
        kinds = [document.kind for document in list_documents(session)]
        counts = open_counts(session)
        proved = verify(session)
    assert places == {"KB-7": [("A-01", 507_000), ("C-03", 5_000)], "KB-9": [("B-02", 500_000)]}
    assert (kinds.count(DocumentKind.PZ), kinds.count(DocumentKind.INW)) == (3, 1)
    assert counts == []
    assert proved.problems == ()


def test_that_an_owner_goes_from_the_funnel_to_the_lines_and_takes_them_as_a_sheet_by_keys_alone(
    screen: Screen, database: Database, database_url: str, tmp_path: Path
) -> None:
    order = by_keyboard.prepare(database)
    with database.read() as session:
        inquiry = list_queue(session, Queue.ALL, employee_id=None, now=clock.now())[0].number
    walk(screen, "owner", database_url, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "lines.xlsx")
    lines = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    found = [(line[0], line[2]) for line in lines if line[2] == by_keyboard.CUSTOMER]
    assert lines[0][0] == "Lejek › Odpowiedziano › Klara Nowak"
    assert found == [(order, by_keyboard.CUSTOMER), (inquiry, by_keyboard.CUSTOMER)]
