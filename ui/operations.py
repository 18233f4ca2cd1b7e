"""The one place that runs work off the GUI thread: reads and writes have a thread each, results come back to it."""

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from crm_desktop.errors import KnownError

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Ended:
    owner: QObject
    result: Any
    fault: BaseException | None
    on_done: Callable[[Any], None]
    on_error: Callable[[KnownError], None] | None


class Operations(QObject):
    """Made in the GUI thread. `refused` and `crashed` are told where an operation has no ear of its own."""

    refused = Signal(object)
    crashed = Signal(str)
    busy_changed = Signal(int)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="read")
        self._writers = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._running = 0
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        return self._running

    def read(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], None] | None = None,
    ) -> None:
        """`on_done` is called on the GUI thread, unless `owner` is gone by then."""
        self._submit(self._readers, work, on_done, owner, on_error)

    def write(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject,
        on_error: Callable[[KnownError], None] | None = None,
    ) -> None:
        """As `read`, never behind a search."""
        self._submit(self._writers, work, on_done, owner, on_error)

    def _submit(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        owner: QObject,
        on_error: Callable[[KnownError], None] | None,
    ) -> None:
        self._running += 1
        self.busy_changed.emit(self._running)

        def run() -> None:
            try:
                ended = _Ended(owner, work(), None, on_done, on_error)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is told or reported on the GUI thread
                ended = _Ended(owner, None, fault, on_done, on_error)
            self._ended.emit(ended)

        executor.submit(run)

    def _on_ended(self, ended: _Ended) -> None:
        self._running -= 1
        self.busy_changed.emit(self._running)
        if not isValid(ended.owner):
            return
        match ended.fault:
            case None:
                ended.on_done(ended.result)
            case KnownError() as refusal if ended.on_error is not None:
                ended.on_error(refusal)
            case KnownError() as refusal:
                self.refused.emit(refusal)
            case bug:
                told = "".join(traceback.format_exception(bug))
                log.error("an operation failed: %s", told)
                self.crashed.emit(told)

    def stop(self) -> None:
        """Lets what is under way end; nothing new is taken."""
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writers.shutdown(wait=True)
