"""The rooms made ready while nobody asks for anything: a first visit finds them standing.

A room's modules are read on a thread; its widgets are made here, a piece of a few milliseconds at a time, and only
while no answer is awaited: what a person does comes between any two pieces.
"""

import time
from collections.abc import Iterator, Mapping
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from ui import operations
from ui.pages import Pages

PIECE_SECONDS, PAUSE_MS = 0.008, 12


class Ahead(QObject):
    """`modules` by the key of the tab, in the order in which they are made; `done` when all stand."""

    done = Signal()

    def __init__(self, pages: Pages, modules: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._waiting = list(modules.items())
        self._pieces: Iterator[None] = iter(())
        self._reading = False
        self._turn = QTimer(self)
        self._turn.setInterval(PAUSE_MS)
        self._turn.timeout.connect(self._on_turn)

    @property
    def standing(self) -> bool:
        """Every room is there."""
        return not self._turn.isActive()

    def begin(self) -> None:
        self._turn.start()

    def stop(self) -> None:
        """The window goes."""
        self._waiting.clear()
        self._turn.stop()

    def _on_turn(self) -> None:
        if self._reading or not operations.idle():
            return
        until = time.perf_counter() + PIECE_SECONDS
        while time.perf_counter() < until:
            if next(self._pieces, self) is self:
                self._next_room()
                return

    def _next_room(self) -> None:
        if not self._waiting:
            self._turn.stop()
            self.done.emit()
            return
        key, module = self._waiting.pop(0)
        self._reading = True
        operations.run(
            lambda: import_module(module), on_done=lambda _read: self._on_read(key), owner=self, kind=operations.AHEAD
        )

    def _on_read(self, key: str) -> None:
        self._reading = False
        self._pieces = self._pages.make_ahead(key)
