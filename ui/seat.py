"""A seat: the open company, who sits here, the threads that work for it. Every room is handed one."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from crm_desktop.errors import KnownError
from crm_desktop.live import Changed, ChangeWatch
from crm_desktop.work import Actor, execute
from db.vocabulary import Topic
from ui.live import LiveChanges
from ui.operations import Operations

T = TypeVar("T")
C = TypeVar("C")


class Seat(QObject):
    """`said` is what a person is told that succeeded; `open_order` and its like are wishes of one room to another."""

    changed = Signal(object)
    said = Signal(str)
    open_order = Signal(str)
    open_inquiry = Signal(str)
    open_customer = Signal(int)
    open_document = Signal(str)
    make_order = Signal(object)

    def __init__(self, database: Any, actor: Actor, *, language: str = "pl", zone: str = "Europe/Warsaw") -> None:
        super().__init__()
        self.database, self.actor = database, actor
        self.language, self.zone = language, zone
        self.operations = Operations(self)
        self.live = LiveChanges(ChangeWatch(database), self)
        self.live.changed.connect(self.changed)

    def start(self) -> None:
        self.live.start()

    def stop(self) -> None:
        self.live.stop()
        self.operations.stop()

    def read(self, query: Callable[[Any], T], on_done: Callable[[T], None], *, owner: QObject) -> None:
        """`query` gets a session of its own, off the GUI thread."""

        def work() -> T:
            with self.database.read() as session:
                return query(session)

        self.operations.read(work, on_done, owner=owner)

    def do(
        self,
        case: Callable[[Any, C], T],
        command: C,
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], None] | None = None,
    ) -> None:
        """One use case under a command id made at the click (law 3)."""
        command_id = str(uuid.uuid4())

        def work() -> T:
            return execute(self.database, case, command, actor=self.actor, command_id=command_id)

        self.operations.write(work, on_done, owner=owner, on_error=on_error)

    def call(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Work with several steps (render, then write), on the writers' thread."""
        self.operations.write(work, on_done, owner=owner, on_error=on_error)


def touches(changes: list[Changed], *topics: Topic) -> bool:
    """Whether any of the changes is about one of the topics."""
    return any(change.topic in topics for change in changes)
