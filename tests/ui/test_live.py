import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.errors import DatabaseAway
from crm_desktop.live import ChangeWatch
from crm_desktop.work import Actor, execute
from db.changes import Changed
from db.session import Database
from db.vocabulary import Topic
from tests.ui.conftest import Listener
from ui.live import Connection, LiveChanges


def changed(topic: Topic, record_id: int = 1) -> Changed:
    return Changed(topic, record_id, "saved", "", "anna", "office", 0)


class Feed:
    """What the outside says, in its order; then it waits to be stopped."""

    def __init__(self, *says: object) -> None:
        self.says = list(says)
        self.stopped = threading.Event()

    def wait(self, timeout: float = 5.0) -> list[Changed]:
        if not self.says:
            self.stopped.wait(timeout)
            return []
        said = self.says.pop(0)
        if isinstance(said, BaseException):
            raise said
        return list(said)  # type: ignore[call-overload]

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        self.says.clear()


@pytest.fixture
def started() -> Iterator[list[LiveChanges]]:
    live: list[LiveChanges] = []
    yield live
    for one in live:
        one.stop()


def following(feed: Feed, started: list[LiveChanges]) -> LiveChanges:
    live = LiveChanges(lambda: feed)
    started.append(live)
    return live


def test_that_a_screen_hears_its_topics_alone(qtbot: QtBot, started: list[LiveChanges]) -> None:
    order, level = changed(Topic.ORDERS, 7), changed(Topic.STOCK, 9)
    live = following(Feed([order, level], [level]), started)
    screen, heard, threads = QWidget(), [], []
    qtbot.addWidget(screen)
    live.subscribe(screen, {Topic.ORDERS}, heard.append, while_hidden=True)
    live.changed.connect(lambda _: threads.append(threading.current_thread()))
    live.start()
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert heard == [frozenset({order})]
    assert threads == [threading.main_thread()] * 2


def test_that_a_hidden_screen_hears_once_when_it_is_shown(qtbot: QtBot, started: list[LiveChanges]) -> None:
    first, second = changed(Topic.ORDERS, 1), changed(Topic.ORDERS, 2)
    live = following(Feed([first], [second]), started)
    screen, heard = QWidget(), []
    qtbot.addWidget(screen)
    live.subscribe(screen, {Topic.ORDERS}, heard.append)
    with qtbot.waitSignals([live.changed, live.changed]):
        live.start()
    assert heard == []
    screen.show()
    assert heard == [frozenset({first, second})]
    screen.hide()
    screen.show()
    assert len(heard) == 1


def test_that_a_screen_that_is_gone_hears_nothing(qtbot: QtBot, started: list[LiveChanges]) -> None:
    live = following(Feed([changed(Topic.ORDERS)]), started)
    screen, heard = QWidget(), []
    live.subscribe(screen, {Topic.ORDERS}, heard.append, while_hidden=True)
    screen.deleteLater()
    qtbot.wait(10)
    with qtbot.waitSignal(live.changed):
        live.start()
    assert heard == []


def test_that_an_away_database_is_shown_and_found_again(qtbot: QtBot, started: list[LiveChanges]) -> None:
    live = following(Feed(DatabaseAway(reason="gone"), [changed(Topic.ORDERS)]), started)
    states: list[Connection] = []
    live.connection_changed.connect(states.append)
    with qtbot.waitSignal(live.changed):
        live.start()
    assert states == [Connection.AWAY, Connection.CONNECTED]


def test_that_a_bug_in_the_feed_is_reported(qtbot: QtBot, started: list[LiveChanges], listener: Listener) -> None:
    bug = ValueError("bug")
    following(Feed(bug), started).start()
    qtbot.waitUntil(lambda: listener.crashes == [bug])


def test_that_what_another_does_in_the_database_is_heard_within_a_second(
    qtbot: QtBot, database: Database, admin: Actor, started: list[LiveChanges]
) -> None:
    from crm_desktop.customers.records import NewCustomer
    from crm_desktop.customers.service import add_customer

    live = LiveChanges(lambda: ChangeWatch(database))
    started.append(live)
    live.start()
    qtbot.wait(300)
    with qtbot.waitSignal(live.changed, timeout=1000) as heard:
        added = execute(database, add_customer, NewCustomer(name="Piekarnia Złoty Kłos"), actor=admin)
    told = {(one.topic, one.record_id, one.what, one.label) for one in heard.args[0]}
    assert (Topic.CUSTOMERS, added.customer_id, "added", "Piekarnia Złoty Kłos") in told
