"""The one place that runs work off the GUI thread. Results come back on it, in the order of the runs of their kind."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from crm_desktop.errors import KnownError
from ui import prompts

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Kind(Enum):
    """Reads and writes have an executor each, so that a search never queues behind a save (law 2); so has what waits
    for a server, a printer or a large file, what is made ready before anyone asks, and what is kept of one's typing."""

    READ = "read"
    WRITE = "write"
    OUTSIDE = "outside"
    AHEAD = "ahead"
    KEPT = "kept"


READ, WRITE, OUTSIDE, AHEAD, KEPT = Kind.READ, Kind.WRITE, Kind.OUTSIDE, Kind.AHEAD, Kind.KEPT


@dataclass(slots=True, eq=False)
class _Run:
    """One piece of work on its way; `abandoned` is set by the GUI thread alone."""

    work: Callable[[], Any]
    on_done: Callable[[Any], object]
    on_error: Callable[[KnownError], object] | None
    on_end: Callable[[], object] | None
    owner: QObject
    latest: str
    kind: Kind
    abandoned: bool = False
    result: Any = None
    fault: BaseException | None = None

    def forget(self) -> None:
        """The worker may be the last to let go of it: no widget may then hang on it (see ui/upkeep.py)."""
        del self.work, self.on_done, self.on_error, self.on_end, self.owner, self.result, self.fault


class Operations(QObject):
    """Lives in the GUI thread: the worker emits `_arrived`, the queued bound slot runs here."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._workers = {kind: ThreadPoolExecutor(1, thread_name_prefix=f"crm-{kind.value}") for kind in Kind}
        self._under_way: list[_Run] = []
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(self, run: _Run) -> None:
        if run.latest:
            for older in self._under_way:
                older.abandoned |= older.owner is run.owner and older.latest == run.latest
        self._under_way.append(run)
        self._workers[run.kind].submit(self._work, run)

    def _work(self, run: _Run) -> None:
        if not run.abandoned:
            try:
                run.result = run.work()
            except BaseException as fault:  # noqa: BLE001  # carried whole to the GUI thread, told or reported there
                run.fault = fault
        self._arrived.emit(run)

    @Slot(object)
    def _on_arrived(self, run: _Run) -> None:
        self._under_way.remove(run)
        wanted = not run.abandoned and isValid(run.owner)
        match run.fault:
            case None if wanted:
                run.on_done(run.result)
            case KnownError() as refusal if wanted:
                self._refused(run, refusal)
            case None | KnownError():
                _log.info("dropped: whoever asked is gone or asked again")
            case fault:
                prompts.person().crashed(fault)
        if wanted and run.on_end is not None and isValid(run.owner):
            run.on_end()
        run.forget()

    def _refused(self, run: _Run, refusal: KnownError) -> None:
        if run.on_error is None:
            prompts.person().tell_refusal(run.owner, refusal)
        else:
            run.on_error(refusal)

    def idle(self) -> bool:
        """Nobody waits for what is made ready ahead."""
        return all(run.kind is AHEAD for run in self._under_way)

    def close(self) -> None:
        """Drops reads that wait, finishes what is being written, and ends the threads."""
        self._workers[READ].shutdown(wait=True, cancel_futures=True)
        self._workers[WRITE].shutdown(wait=True)
        self._workers[KEPT].shutdown(wait=True)
        self._workers[OUTSIDE].shutdown(wait=True, cancel_futures=True)
        self._workers[AHEAD].shutdown(wait=True, cancel_futures=True)


_operations: Operations | None = None


def run(
    work: Callable[[], T],
    *,
    on_done: Callable[[T], object],
    owner: QObject,
    on_error: Callable[[KnownError], object] | None = None,
    on_end: Callable[[], object] | None = None,
    kind: Kind = READ,
    latest: str = "",
) -> None:
    """Runs `work` on the worker of its kind and hands the result to `on_done` on the GUI thread.

    Called on the GUI thread. A KnownError goes to `on_error`, or is told to the person; any other fault is logged and
    shown once. `on_end` runs last in both cases (to take a busy mark away). Nothing comes back once `owner` is
    destroyed. With `latest`, an older run of this owner under the same name is dropped (search as you type).
    """
    global _operations
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("operations.run belongs to the GUI thread")
    if _operations is None:
        _operations = Operations()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(shutdown)
    _operations.run(_Run(work, on_done, on_error, on_end, owner, latest, kind))


def idle() -> bool:
    """Nothing is under way (tests and the tour wait for this)."""
    return _operations is None or _operations.idle()


def shutdown() -> None:
    """Ends the threads; the next `run` starts new ones."""
    global _operations
    if _operations is not None:
        _operations.close()
        _operations = None
