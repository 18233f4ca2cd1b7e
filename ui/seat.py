"""A seat: the open company, who sits here, what others change. Every room is handed one."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from crm_desktop.analytics.engine import Engine
from crm_desktop.errors import KnownError
from crm_desktop.harmless import storable
from crm_desktop.live import ChangeWatch
from crm_desktop.work import Actor, execute, held, read
from db.vocabulary import Permission
from ui import operations
from ui.live import LiveChanges
from ui.typed import Typed, file_for

T = TypeVar("T")
C = TypeVar("C")


class Seat(QObject):
    """`open_order` and its like are wishes of one room to another; the window grants them."""

    open_order = Signal(str)
    open_inquiry = Signal(str)
    open_customer = Signal(int)
    open_document = Signal(str)
    open_product = Signal(str)
    open_leaving = Signal(str, int)
    make_order = Signal(object)
    take_call = Signal()
    import_sheet = Signal(str)
    stopping = Signal()
    open_chart = Signal(str)
    open_view = Signal(int)
    open_settings = Signal(str)

    def __init__(self, database: Any, actor: Actor) -> None:
        super().__init__()
        self.database, self.actor = database, actor
        with database.read() as session:
            self._held = held(session, actor)
        self.typed = Typed(file_for(database.url.render_as_string(), actor.name), self)
        self.live = LiveChanges(lambda: ChangeWatch(database), self)
        self._stopped = False
        self._engine: Engine | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the role of who sits here does this; the database asks again. A new role counts from the next
        signing in."""
        return permission in self._held

    @property
    def engine(self) -> Engine:
        """What answers reports: one for all rooms, so that a large company is held in memory once."""
        if self._engine is None:
            self._engine = Engine(self.database)
            self.stopping.connect(self._engine.close)
        return self._engine

    def start(self) -> None:
        self.live.start()

    def stop(self) -> None:
        """Ends every thread that works for this seat; what is typed and being written is finished first."""
        self.stopping.emit()
        self.typed.settle()
        self._stopped = True
        self.live.stop()
        operations.shutdown()

    def read(
        self, query: Callable[[Any], T], on_done: Callable[[T], object], *, owner: QObject, latest: str = ""
    ) -> None:
        """`query` gets a session of its own, off the GUI thread; with `latest` an older one is dropped.

        Nothing is read for a seat that has stopped: what was saved last still wakes pages that are on their way out.
        """
        if self._stopped:
            return

        operations.run(lambda: read(self.database, query), on_done=on_done, owner=owner, latest=latest)

    def do(
        self,
        case: Callable[[Any, C], T],
        command: C,
        on_done: Callable[[T], object],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], object] | None = None,
    ) -> None:
        """One use case under a command id made at the click (law 3)."""
        command_id = str(uuid.uuid4())

        def work() -> T:
            return execute(self.database, case, storable(command), actor=self.actor, command_id=command_id)

        self.call(work, on_done, owner=owner, on_error=on_error)

    def call(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], object] | None = None,
        on_end: Callable[[], object] | None = None,
    ) -> None:
        """Work with several steps (render, then write), on the writers' thread."""
        operations.run(work, on_done=on_done, owner=owner, on_error=on_error, on_end=on_end, kind=operations.WRITE)

    def try_out(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], object] | None = None,
        on_end: Callable[[], object] | None = None,
    ) -> None:
        """Asks a server or a printer, or works on a large file: neither reads nor saves wait for it."""
        operations.run(work, on_done=on_done, owner=owner, on_error=on_error, on_end=on_end, kind=operations.OUTSIDE)
