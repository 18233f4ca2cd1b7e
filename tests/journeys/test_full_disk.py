"""The disk of a PostgreSQL server is full: an honest answer, nothing acknowledged is lost, and on it goes with room."""

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.intake.channels.http import IntakeServer
from crm_desktop.opening import open_company
from crm_desktop.verify import verify
from db import migrations
from db.models.intake import SubmissionReadingRow, SubmissionRow
from db.session import Database
from tests.journeys.test_away import body_of, post, settle
from tests.postgres import PostgresServer, binaries

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
ROOM, MOST = 1_500_000, 400
"""Bytes that are left free, and how many posts of 20 kB are tried to fill them."""


class Disk:
    """A small one in memory; a ballast takes what shall not be free."""

    def __init__(self, megabytes: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="crm-disk-"))
        self._ballast = self.folder / "ballast"
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(self.folder)]
        if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
            self.folder.rmdir()
            pytest.skip("a disk cannot be mounted here")

    def fill(self) -> None:
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(self.folder).free - ROOM)

    def free(self) -> None:
        self._ballast.unlink()

    def close(self) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        self.folder.rmdir()


@pytest.fixture(params=["goods", "everything"])
def full(request: pytest.FixtureRequest) -> Iterator[tuple[PostgresServer, str, Disk]]:
    """The database alone lies on the small disk, or the server's log of what was committed too."""
    folder = binaries()
    assert folder is not None
    disk = Disk(60 if request.param == "goods" else 200)
    server = PostgresServer(folder, within=None if request.param == "goods" else disk.folder)
    try:
        if request.param == "goods":
            place = disk.folder / "space"
            place.mkdir()
            server.tablespace("small", place)
        server.run(f"CREATE DATABASE full_disk{' TABLESPACE small' if request.param == 'goods' else ''}")
        yield server, server.url("full_disk"), disk
    finally:
        if server.is_up():
            server.stop()
        disk.close()


def test_that_a_full_disk_is_said_and_what_was_acknowledged_is_whole(full: tuple[PostgresServer, str, Disk]) -> None:
    server, url, disk = full
    database = Database.open(url)
    migrations.upgrade(database)
    database.close()
    database = open_company(url)
    intake = IntakeServer(database)
    intake.start()
    disk.fill()
    acknowledged: dict[int, bytes] = {}
    answers = []
    for number in range(MOST):
        status, told = post(intake.port, long_body(number))
        answers.append(status)
        if status == 200:
            acknowledged[told["submission"]] = long_body(number)
        if len(answers) > 3 and 200 not in answers[-3:]:
            break
    assert set(answers) <= {200, 503, 507}
    assert answers[0] == 200
    refused = answers.index(next(status for status in answers if status != 200))
    disk.free()
    if not server.is_up():
        server.start()
    again = sent_until_taken(intake.port, long_body(refused))
    settle(database)
    intake.stop()
    with database.read() as session:
        stored = dict(session.execute(select(SubmissionRow.id, SubmissionRow.raw)).all())
        readings = list(session.scalars(select(SubmissionReadingRow.submission_id)))
        proved = verify(session)
    database.close()
    assert stored == {**acknowledged, again: long_body(refused)}
    assert sorted(readings) == sorted(stored)
    assert proved.problems == ()


def long_body(number: int) -> bytes:
    """Letters that no compression makes shorter."""
    return body_of(number, random.Random(number).randbytes(10_000).hex())


def sent_until_taken(port: int, body: bytes) -> int:
    end = time.monotonic() + 60
    while True:
        status, told = post(port, body)
        if status == 200:
            return told["submission"]
        assert time.monotonic() < end, status
        time.sleep(0.2)
