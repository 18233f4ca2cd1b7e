"""What a sender waits for, and how soon the newest is understood while a hundred thousand others wait."""

import asyncio
import hashlib
import json
import subprocess
import sys
import threading
import time
from statistics import median
from typing import Any

from sqlalchemy import insert, select

from bench.figures import Figure, Pair
from bench.grounds import Ground
from bench.work import form
from crm_desktop import clock
from crm_desktop.intake.channels.http import IntakeServer
from crm_desktop.intake.channels.storing import Storekeeper
from crm_desktop.intake.records import Received
from crm_desktop.intake.worker import Interpreter
from db.models.intake import SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.session import Database
from db.vocabulary import Channel

OVER_HTTP = "HTTP, 32 clients, 200 forms a second: 99th percentile"
NEWEST = "newest form understood behind a backlog of 100,000"
BACKLOG, AT_ONCE, FORMS, WARM = 100_000, 5_000, 1_600, 100
BLOCKS, FORMS_A_BLOCK = 9, 7
PATIENCE_SECONDS = 60


def measure_http(ground: Ground, *, rounds: int, quick: bool) -> Figure:
    """Floor: the same senders, answered at once by the same web server with nothing behind it."""
    count = 200 if quick else FORMS
    pairs = []
    for _ in range(rounds):
        company = ground.fresh("company")
        intake = IntakeServer(company)
        intake.start()
        _ninety_ninth(intake.port, WARM)
        took = _ninety_ninth(intake.port, count)
        intake.stop()
        ground.drop(company)
        pairs.append(Pair(1, took, _bare(count)))
    return Figure(OVER_HTTP, ground.name, tuple(pairs), rate=False)


def _ninety_ninth(port: int, count: int) -> float:
    command = [sys.executable, "-m", "bench.senders", str(port), str(count)]
    seconds = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return float(sorted(seconds)[int(len(seconds) * 0.99)])


async def _nothing(scope: Any, receive_part: Any, send: Any) -> None:
    more = True
    while more:
        more = (await receive_part()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"{}"})


def _bare(count: int) -> float:
    import uvicorn

    config = uvicorn.Config(_nothing, port=0, log_level="error", lifespan="off", access_log=False)
    socket = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[socket])))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    found = _ninety_ninth(int(socket.getsockname()[1]), count)
    server.should_exit = True
    thread.join()
    socket.close()
    return found


def measure_newest(ground: Ground, *, quick: bool) -> Figure:
    """Floor: the same with nothing else waiting. Blocks of a few forms in turn, one behind the backlog, one without, so
    that what the machine does besides meets both; a pair of medians a block."""
    waits, calm = ground.fresh("company"), ground.fresh("company")
    _pile_up(waits, BACKLOG // 100 if quick else BACKLOG)
    pairs = [Pair(1, _block(waits, block), _block(calm, block)) for block in range(BLOCKS + 1)]
    for company in (waits, calm):
        ground.drop(company)
    return Figure(NEWEST, ground.name, tuple(pairs[1:]), rate=False)


def _block(company: Database, block: int) -> float:
    """The median of a few forms, each from before it is stored until it is an inquiry; the first warms up."""
    intake = _Understanding(company)
    time.sleep(0.5)
    found = [intake.seconds(block * 1_000 + number) for number in range(FORMS_A_BLOCK + 1)]
    intake.stop()
    return median(found[1:])


class _Understanding:
    """An intake without its door."""

    def __init__(self, company: Database) -> None:
        self._company = company
        self._keeper = Storekeeper(company)
        self._interpreter = Interpreter(company, receiving=self._keeper.receiving)
        self._keeper.start()
        self._interpreter.start()

    def seconds(self, number: int) -> float:
        started = time.perf_counter()
        key = self._keeper.store(form(5_000_000 + number)).result().submission_id
        self._interpreter.wake()
        _wait(self._company, key)
        took = time.perf_counter() - started
        time.sleep(0.05)
        return took

    def stop(self) -> None:
        self._keeper.stop()
        self._interpreter.stop()


def _wait(company: Database, key: int) -> None:
    row, end = SubmissionReadingRow, time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with company.read() as session:
            if session.scalar(select(row.id).where(row.submission_id == key)) is not None:
                return
        time.sleep(0.002)
    raise RuntimeError("the newest is not understood")


def _pile_up(company: Database, count: int) -> None:
    now = clock.now()
    for start in range(0, count, AT_ONCE):
        rows = [_row(form(number), number, now) for number in range(start, min(start + AT_ONCE, count))]
        with company.write() as session:
            keys = session.scalars(insert(SubmissionRow).returning(SubmissionRow.id), rows).all()
            session.execute(insert(SubmissionQueueRow), [{"submission_id": key, "due_at": now} for key in keys])
            session.commit()


def _row(received: Received, number: int, now: Any) -> dict[str, Any]:
    return {
        "source": received.source,
        "channel": Channel.FORM,
        "dedupe_key": f"backlog {number}",
        "content_type": received.content_type,
        "headers": {},
        "remote": "",
        "raw": received.raw,
        "raw_hash": hashlib.sha256(received.raw).hexdigest(),
        "received_at": now,
    }
