"""Labels from the click to the printer, and orders of 300 lines from placing to their W-Z."""

import gc
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select

from bench.figures import Figure, Pair
from bench.grounds import Ground
from bench.measuring import measure_piece
from bench.papers import admin_of, wait_for_issue
from bench.work import Piece
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.printing.station import Station
from crm_desktop.work import execute
from db.models.catalogue import ProductRow
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import OrderStep, PrinterKind, PrinterLanguage
from tests.printers import Listening

LONG = "order of 300 lines placed, reserved, picked and issued"
HUNDRED = "100 labels rendered, queued and sent to a printer"
CLICK = "label from the click to the first byte at the printer"
LABELS = 100
CLICKS = 20
LINES = 300


class Sink(Listening):
    """A printer that takes everything; when the first byte of each job came, and its bytes."""

    def __init__(self) -> None:
        self.began: list[float] = []
        self.came = threading.Condition()
        super().__init__()

    def take(self, connection: socket.socket) -> None:
        content = connection.recv(65536)
        with self.came:
            self.began.append(time.perf_counter())
            self.came.notify_all()
        while part := connection.recv(65536):
            content += part
        self.jobs.append(content)


def place_long(database: Database, first: int, count: int) -> None:
    """The goods are those of `wait_for_issue`, the newest ones."""
    actor = admin_of(database)
    newest = _newest_product(database)
    lines = tuple(NewLine(newest - place, 2_000) for place in range(LINES))
    for number in range(first, first + count):
        placed = execute(database, place_order, PlaceOrder(number % 40 + 1, lines), actor=actor)
        for step in (OrderStep.RESERVE, OrderStep.PICK, OrderStep.ISSUE):
            advance(database, placed.number, step, actor=actor)


def _newest_product(database: Database) -> int:
    with database.read() as session:
        return int(session.scalar(select(func.max(ProductRow.id))) or 0)


def _shelves(database: Database, _count: int) -> None:
    wait_for_issue(database, 0, lines=LINES)


def measure_long(ground: Ground, *, rounds: int, quick: bool) -> Figure:
    figure = measure_piece(ground, Piece(LONG, 1 if quick else 3, place_long, _shelves), "company", rounds=rounds)
    return replace(figure, rate=False)


def measure_labels(ground: Ground, *, rounds: int) -> Iterator[Figure]:
    """Floor: the same bytes by bare connections, one a label."""
    hundred, click = [], []
    for _ in range(rounds):
        copy, sink = ground.fresh("company"), Sink()
        where = AddPrinter("bench", PrinterKind.TCP, PrinterLanguage.ZPL, host="127.0.0.1", port=sink.port)
        execute(copy, add_printer, where, actor=admin_of(copy))
        numbers = _issued(copy, CLICKS + 2)
        hundred.append(_hundred(copy, sink, numbers[0]))
        click.append(_clicks(copy, sink, numbers[1:]))
        sink.close()
        ground.drop(copy)
    yield Figure(HUNDRED, ground.name, tuple(hundred), rate=False)
    yield Figure(CLICK, ground.name, tuple(click), rate=False)


def _issued(database: Database, count: int) -> list[str]:
    wait_for_issue(database, count, lines=3)
    with database.read() as session:
        numbers = list(session.scalars(select(OrderRow.number).order_by(OrderRow.id.desc()).limit(count)))
    for number in numbers:
        advance(database, number, OrderStep.ISSUE, actor=admin_of(database))
    return numbers


def _hundred(database: Database, sink: Sink, number: str) -> Pair:
    gc.collect()
    started = time.perf_counter()
    advance(database, number, OrderStep.LABEL, actor=admin_of(database), printer="bench", parcels=LABELS)
    Station(database, "bench").run_once()
    took = time.perf_counter() - started
    jobs = list(sink.jobs)
    assert len(jobs) == LABELS
    return Pair(1, took, _sent_bare(sink, jobs))


def _clicks(database: Database, sink: Sink, numbers: list[str]) -> Pair:
    """One after another, a second person's pause between them; the first warms the station up."""
    station, actor, waits = Station(database, "bench"), admin_of(database), []
    station.start()
    for number in numbers:
        time.sleep(0.4)
        before = len(sink.began)
        started = time.perf_counter()
        advance(database, number, OrderStep.LABEL, actor=actor, printer="bench")
        with sink.came:
            assert sink.came.wait_for(lambda before=before: len(sink.began) > before, 10)
            waits.append(sink.began[before] - started)
    time.sleep(0.2)
    station.stop()
    floor = _sent_bare(sink, sink.jobs[-len(numbers) + 1 :])
    return Pair(len(waits) - 1, sum(waits[1:]), floor)


def _sent_bare(sink: Sink, jobs: list[bytes]) -> float:
    started = time.perf_counter()
    for job in jobs:
        with socket.create_connection(("127.0.0.1", sink.port)) as connection:
            connection.sendall(job)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(100):
                pass
    return time.perf_counter() - started
