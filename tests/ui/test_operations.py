import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.errors import Shortage
from tests.ui.conftest import Listener
from ui import operations


class Page(QObject):
    """Writes down what came back and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.refusals: list[object] = []
        self.ends = 0
        self.on_gui_thread: list[bool] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.on_gui_thread.append(QThread.currentThread() is QApplication.instance().thread())

    def refused(self, refusal: object) -> None:
        self.refusals.append(refusal)

    def ended(self) -> None:
        self.ends += 1


def raising(fault: BaseException) -> None:
    raise fault


def test_that_a_result_comes_back_on_the_gui_thread(qtbot: QtBot) -> None:
    page = Page()
    operations.run(lambda: threading.current_thread().name, on_done=page.done, on_end=page.ended, owner=page)
    qtbot.waitUntil(operations.idle)
    assert (page.results, page.on_gui_thread, page.ends) == (["crm-read_0"], [True], 1)


def test_that_a_lambda_too_is_called_on_the_gui_thread(qtbot: QtBot) -> None:
    page, threads = Page(), []
    operations.run(lambda: 1, on_done=lambda _: threads.append(threading.current_thread()), owner=page)
    qtbot.waitUntil(operations.idle)
    assert threads == [threading.main_thread()]


def test_that_a_read_does_not_queue_behind_a_write(qtbot: QtBot) -> None:
    page, gate = Page(), threading.Event()
    operations.run(lambda: gate.wait(5) and "write", on_done=page.done, owner=page, kind=operations.WRITE)
    operations.run(lambda: "read", on_done=page.done, owner=page)
    qtbot.waitUntil(lambda: page.results == ["read"])
    gate.set()
    qtbot.waitUntil(lambda: page.results == ["read", "write"])


def test_that_writes_keep_their_order(qtbot: QtBot) -> None:
    page = Page()
    for number in range(50):
        operations.run(partial(int, number), on_done=page.done, owner=page, kind=operations.WRITE)
    qtbot.waitUntil(operations.idle)
    assert page.results == list(range(50))


def test_that_nothing_comes_back_to_an_owner_that_is_gone(qtbot: QtBot) -> None:
    owner, page, gate = QWidget(), Page(), threading.Event()
    operations.run(gate.wait, on_done=page.done, on_end=page.ended, owner=owner)
    owner.deleteLater()
    qtbot.wait(10)
    gate.set()
    qtbot.waitUntil(operations.idle)
    assert (page.results, page.ends) == ([], 0)


def test_that_only_the_latest_of_its_name_comes_back(qtbot: QtBot) -> None:
    page, other, gate = Page(), Page(), threading.Event()
    operations.run(lambda: gate.wait() and "m", on_done=page.done, owner=page, latest="search")
    operations.run(lambda: "mą", on_done=page.done, owner=page, latest="search")
    operations.run(lambda: "mąka", on_done=page.done, owner=page, latest="search")
    operations.run(lambda: "other", on_done=other.done, owner=other, latest="search")
    gate.set()
    qtbot.waitUntil(operations.idle)
    assert (page.results, other.results) == (["mąka"], ["other"])


def test_that_a_known_error_is_told_where_no_one_handles_it(qtbot: QtBot, listener: Listener) -> None:
    page = Page()
    operations.run(partial(raising, Shortage()), on_done=page.done, on_end=page.ended, owner=page)
    qtbot.waitUntil(operations.idle)
    assert [text for text, _ in listener.told] == ["Za mało towaru na stanie; niczego nie zmieniono."]
    assert (page.results, page.ends, listener.crashes) == ([], 1, [])


def test_that_a_handled_refusal_is_not_told_twice(qtbot: QtBot, listener: Listener) -> None:
    page, refusal = Page(), Shortage()
    operations.run(partial(raising, refusal), on_done=page.done, on_error=page.refused, owner=page)
    qtbot.waitUntil(operations.idle)
    assert (page.refusals, listener.told) == ([refusal], [])


def test_that_a_bug_is_reported_and_never_taken_for_a_refusal(qtbot: QtBot, listener: Listener) -> None:
    page, bug = Page(), ZeroDivisionError("bug")
    operations.run(partial(raising, bug), on_done=page.done, on_error=page.refused, on_end=page.ended, owner=page)
    qtbot.waitUntil(operations.idle)
    assert (listener.crashes, page.refusals, page.ends) == ([bug], [], 1)


def test_that_shutting_down_finishes_writes_and_drops_waiting_reads() -> None:
    page, written, read = Page(), [], []
    operations.run(lambda: time.sleep(0.05), on_done=page.done, owner=page)
    operations.run(lambda: read.append(1), on_done=page.done, owner=page)
    operations.run(lambda: time.sleep(0.05), on_done=page.done, owner=page, kind=operations.WRITE)
    operations.run(lambda: written.append(1), on_done=page.done, owner=page, kind=operations.WRITE)
    operations.shutdown()
    assert (written, read, page.results) == ([1], [], [])
    assert [thread for thread in threading.enumerate() if thread.name.startswith("crm-")] == []


def test_that_work_begins_again_after_shutting_down(qtbot: QtBot) -> None:
    page = Page()
    operations.shutdown()
    operations.run(lambda: "again", on_done=page.done, owner=page)
    qtbot.waitUntil(lambda: page.results == ["again"])


def test_that_only_the_gui_thread_may_run_work() -> None:
    page, faults = Page(), []

    def from_elsewhere() -> None:
        with pytest.raises(RuntimeError) as caught:
            operations.run(lambda: 1, on_done=page.done, owner=page)
        faults.append(str(caught.value))

    thread = threading.Thread(target=from_elsewhere)
    thread.start()
    thread.join()
    assert faults == ["operations.run belongs to the GUI thread"]
