"""The database is stopped and started, the disk is full: senders get an honest answer, nothing acknowledged is lost."""

import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.intake.channels.http import IntakeServer
from crm_desktop.opening import open_company
from crm_desktop.verify import verify
from crm_desktop.work import read
from db import migrations
from db.models.intake import SubmissionReadingRow, SubmissionRow
from db.models.sales import InquiryRow
from db.session import Database
from db.vocabulary import Outcome
from tests.intake import waiting
from tests.postgres import PostgresServer, binaries

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
POSTS, THREADS, STOPS = 240, 4, 3
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


def body_of(number: int, filling: str = "") -> bytes:
    return f"name=Klient+{number}&email=k{number}@x.pl&message=Wiadomosc+{number}{filling}".encode()


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """One that may be stopped: the others' tests go on with theirs."""
    folder = binaries()
    assert folder is not None
    server = PostgresServer(folder)
    yield server
    server.stop()


class Senders:
    """Post until each is acknowledged; `answers` counts every status that was seen."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.acknowledged: dict[int, int] = {}
        self.answers: Counter[int] = Counter()
        self._left = list(range(POSTS))
        self._guard = threading.Lock()
        self._threads = [threading.Thread(target=self._post_all) for _ in range(THREADS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(90)

    def wait_for(self, count: int) -> None:
        end = time.monotonic() + 60
        while len(self.acknowledged) < count:
            assert time.monotonic() < end, self.answers
            time.sleep(0.005)

    def _post_all(self) -> None:
        while True:
            with self._guard:
                if not self._left:
                    return
                number = self._left.pop(0)
            status, told = post(self.port, body_of(number))
            with self._guard:
                self.answers[status] += 1
                if status == 200:
                    self.acknowledged[number] = told["submission"]
                else:
                    self._left.append(number)
            if status != 200:
                time.sleep(0.05)


def post(port: int, body: bytes) -> tuple[int, dict[str, int]]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("POST", "/in/away", body, URLENCODED)
        answer = line.getresponse()
        said = answer.read()
    finally:
        line.close()
    if answer.status == 200:
        return 200, json.loads(said)
    assert answer.getheader("Retry-After") is not None, said
    return answer.status, {}


def settle(database: Database) -> None:
    end = time.monotonic() + 60
    while True:
        if not (left := read(database, waiting)):  # as the window reads: its connection slept through the stop
            return
        assert time.monotonic() < end, f"{left} still wait to be understood"
        time.sleep(0.05)


def test_that_a_database_stopped_and_started_under_load_loses_and_doubles_nothing(own_server: PostgresServer) -> None:
    url = own_server.create("away")
    database = Database.open(url)
    migrations.upgrade(database)
    database.close()
    database = open_company(url)
    intake = IntakeServer(database)
    intake.start()
    senders = Senders(intake.port)
    senders.start()
    try:
        for stop in range(1, STOPS + 1):
            senders.wait_for(stop * POSTS // (STOPS + 1))
            own_server.halt()
            time.sleep(0.4)
            own_server.start()
        senders.join()
        settle(database)
    finally:
        intake.stop()
    assert set(senders.answers) == {200, 503}
    assert sorted(senders.acknowledged) == list(range(POSTS))
    with database.read() as session:
        stored = dict(session.execute(select(SubmissionRow.id, SubmissionRow.raw)).all())
        readings = session.execute(select(SubmissionReadingRow.submission_id, SubmissionReadingRow.outcome)).all()
        messages = Counter(session.scalars(select(InquiryRow.message)))
        proved = verify(session)
    database.close()
    assert stored == {senders.acknowledged[number]: body_of(number) for number in range(POSTS)}
    assert sorted(readings) == [(submission, Outcome.INQUIRY) for submission in sorted(stored)]
    assert messages == Counter(f"Wiadomosc {number}" for number in range(POSTS))
    assert proved.problems == ()


def test_that_a_full_disk_is_said_and_what_was_acknowledged_before_is_whole(sqlite_url: str) -> None:
    """A limit on the size of every file stands for the disk; the intake is a process of its own that has it."""
    company = Path(sqlite_url.removeprefix("sqlite:///"))
    limit = company.stat().st_size + 600_000
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY));"
        "import app; sys.exit(app.main(sys.argv[2:]))"
    )
    command = [sys.executable, "-c", script, str(limit), "intake", "serve", "--port", "0", "--db", sqlite_url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = re.search(r":(\d+)/", process.stderr.readline())
    assert found is not None
    acknowledged: dict[int, bytes] = {}
    answers = []
    try:
        for number in range(120):
            body = body_of(number, "x" * 20_000)
            status, told = post(int(found[1]), body)
            answers.append(status)
            if status == 200:
                acknowledged[told["submission"]] = body
            if answers[-3:] == [507] * 3:
                break
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert set(answers) == {200, 507}
    assert answers[-3:] == [507] * 3
    database = open_company(sqlite_url)  # there is room again
    intake = IntakeServer(database)
    intake.start()
    try:
        refused = body_of(answers.index(507), "x" * 20_000)
        status, told = post(intake.port, refused)
        settle(database)
    finally:
        intake.stop()
    assert status == 200
    with database.read() as session:
        stored = dict(session.execute(select(SubmissionRow.id, SubmissionRow.raw)).all())
        readings = list(session.scalars(select(SubmissionReadingRow.submission_id)))
        proved = verify(session)
    database.close()
    assert stored == {**acknowledged, told["submission"]: refused}
    assert sorted(readings) == sorted(stored)
    assert proved.problems == ()
