"""The whole program at once: its window here, the intake and the print station in processes of their own."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from db.session import Database
from tests.window import qapp, quiet
from ui import prompts
from ui.desk import Desk
from ui.tour import Onlooker, PaperSink

__all__ = ["qapp", "quiet"]
ROOT = Path(__file__).resolve().parents[2]
Start = Callable[..., "Service"]


class Service:
    """A headless command that serves until it is told to stop; `address` is what it says on standard error."""

    def __init__(self, url: str, *words: str, says: str) -> None:
        environment = os.environ | {"CRM_DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "app.py", *words], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
        )
        self.address = self._first(says) if says else ""
        self._drain = threading.Thread(target=self._read_on, daemon=True)
        self._drain.start()

    def _first(self, says: str) -> str:
        assert self._process.stderr is not None
        said = []
        for line in self._process.stderr:
            said.append(line)
            if found := re.search(says, line):
                return found[0]
        raise AssertionError("".join(said))

    def _read_on(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            print(line, end="", file=sys.stderr)

    def stop(self) -> int:
        self._process.terminate()
        code = self._process.wait(timeout=20)
        self._drain.join()
        return code


@pytest.fixture
def start(database_url: str) -> Iterator[Start]:
    """Starts a command of the program on this test's database; all are stopped after the test and must end 0."""
    running: list[Service] = []

    def begin(*words: str, says: str = "") -> Service:
        running.append(Service(database_url, *words, says=says))
        return running[-1]

    yield begin
    assert [service.stop() for service in running] == [0] * len(running)


@pytest.fixture
def paper() -> Iterator[PaperSink]:
    with closing(PaperSink()) as sink:
        yield sink


@pytest.fixture
def receipt_paper() -> Iterator[PaperSink]:
    with closing(PaperSink()) as sink:
        yield sink


@pytest.fixture
def desk(qapp: QApplication, database: Database, tmp_path: Path) -> Iterator[Desk]:
    """The real window on the test's database; whoever sits there is told of no fault."""
    onlooker = Onlooker()
    before = prompts.seat(onlooker)
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    opened = Desk(qapp, database, kept=kept)
    opened.window.resize(1440, 900)
    opened.window.show()
    yield opened
    opened.close()
    prompts.seat(before)
    assert onlooker.faults == []
