"""What others change, brought to the screens that show it: a plain thread waits, this object tells."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm_desktop.errors import Away
from db.vocabulary import Topic
from ui import prompts

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 10.0


class Change(Protocol):
    """As crm_desktop.live.Changed."""

    @property
    def topic(self) -> Topic: ...
    @property
    def record_id(self) -> int: ...
    @property
    def what(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def at_micros(self) -> int: ...


class Watch(Protocol):
    """As crm_desktop.live.ChangeWatch; made on the thread that waits."""

    def wait(self, timeout: float = ...) -> Sequence[Change]: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


class Connection(Enum):
    """How the database answers; the dot at the top right."""

    CONNECTED = "connected"
    AWAY = "away"


@dataclass(slots=True, eq=False)
class _Subscriber:
    owner: QObject
    topics: frozenset[Topic]
    refresh: Callable[[frozenset[Change]], object]
    while_hidden: bool
    owed: frozenset[Change] = frozenset()


class LiveChanges(QObject):
    """Signals come on the GUI thread. `changed` carries a frozenset of Change, `connection_changed` a Connection."""

    changed = Signal(object)
    connection_changed = Signal(object)
    _arrived = Signal(object)
    _connection_arrived = Signal(object)
    _faulted = Signal(object)

    def __init__(self, open_watch: Callable[[], Watch], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.connection = Connection.CONNECTED
        self._open_watch = open_watch
        self._stopping = threading.Event()
        self._watch: Watch | None = None
        self._subscribers: list[_Subscriber] = []
        self._thread = threading.Thread(target=self._follow, name="crm-live", daemon=True)
        queued = Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._on_arrived, queued)
        self._connection_arrived.connect(self._on_connection, queued)
        self._faulted.connect(self._on_faulted, queued)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; safe to call twice and before `start`."""
        self._stopping.set()
        if self._watch is not None:
            self._watch.stop()
        if self._thread.is_alive():
            self._thread.join()

    def subscribe(
        self,
        owner: QObject,
        topics: Collection[Topic],
        refresh: Callable[[frozenset[Change]], object],
        *,
        while_hidden: bool = False,
    ) -> None:
        """Calls `refresh` with the changes of `topics`, until `owner` is destroyed.

        A hidden widget is told once when it is shown again, unless `while_hidden`.
        """
        self._subscribers.append(_Subscriber(owner, frozenset(topics), refresh, while_hidden))
        if isinstance(owner, QWidget) and not while_hidden:
            owner.installEventFilter(self)

    def _follow(self) -> None:
        """The worker: knows no widget, emits only signals that are queued to the GUI thread."""
        pause = FIRST_PAUSE_SECONDS
        try:
            self._watch = self._open_watch()
            while not self._stopping.is_set():
                try:
                    found = self._watch.wait(5.0)
                except Away:
                    self._connection_arrived.emit(Connection.AWAY)
                    self._stopping.wait(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                    continue
                pause = FIRST_PAUSE_SECONDS
                self._connection_arrived.emit(Connection.CONNECTED)
                if found:
                    self._arrived.emit(frozenset(found))
            self._watch.close()
        except Exception as fault:  # noqa: BLE001  # a bug on this thread is shown on the other
            self._faulted.emit(fault)

    @Slot(object)
    def _on_arrived(self, changes: frozenset[Change]) -> None:
        if self._stopping.is_set():
            return  # it was on its way when the seat was left
        self._subscribers = [one for one in self._subscribers if isValid(one.owner)]
        for subscriber in list(self._subscribers):
            about = frozenset(change for change in changes if change.topic in subscriber.topics)
            if about:
                self._tell(subscriber, about)
        self.changed.emit(changes)

    def _tell(self, subscriber: _Subscriber, about: frozenset[Change]) -> None:
        owner = subscriber.owner
        if isinstance(owner, QWidget) and not subscriber.while_hidden and not owner.isVisible():
            subscriber.owed |= about
        else:
            subscriber.refresh(about)

    @Slot(object)
    def _on_connection(self, connection: Connection) -> None:
        if connection is not self.connection:
            self.connection = connection
            self.connection_changed.emit(connection)

    @Slot(object)
    def _on_faulted(self, fault: BaseException) -> None:
        prompts.person().crashed(fault)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            for subscriber in self._subscribers:
                if subscriber.owner is watched and subscriber.owed:
                    owed, subscriber.owed = subscriber.owed, frozenset()
                    subscriber.refresh(owed)
        return False
