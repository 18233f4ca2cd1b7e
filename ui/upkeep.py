"""Python's own work kept from between a key and what it shows: the search for rubbish, and who has the interpreter.

Unasked, Python looks through everything it holds whenever enough was made, on any thread and with the interpreter in
its hand: 100 to 150 ms in which the window stands still. Here the GUI thread looks, often and at what is young; what
has come to stay is put where nobody looks.

So no widget is ever taken apart on another thread, either. That is more than speed: Qt holds its lock over signals
while it takes one apart and asks Python whether it minds; the GUI thread, holding the interpreter and wanting that
lock, would wait for ever.
"""

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 250
YOUNG, GROWN, OLD = 3_000, 12, 40
SWITCH_SECONDS = 0.0005
LONG_SECONDS = 0.02


class Upkeep(QObject):
    """From `begin` to `end`; what the program was told before is then as it was."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("upkeep")
        self._before = (gc.isenabled(), sys.getswitchinterval())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @classmethod
    def of(cls, app: QObject) -> "Upkeep":
        """The one of the application."""
        return app.findChild(cls, "upkeep") or cls(app)

    def begin(self) -> None:
        """A reading thread hands the interpreter back after half a millisecond, not five: the window asks for it
        hundreds of times while it paints, and each time would wait so long."""
        if self._timer.isActive():
            return
        self._before = (gc.isenabled(), sys.getswitchinterval())
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.disable()
        self.settle()
        self._timer.start()

    def settle(self) -> None:
        """What is there now has come to stay: modules, rooms."""
        gc.freeze()

    def look(self) -> None:
        """The young when there are many; the grown after a dozen such looks; all after forty of those."""
        young, grown, old = gc.get_count()
        if young < YOUNG:
            return
        if old > OLD:
            began = time.perf_counter()
            gc.collect()
            if time.perf_counter() - began > LONG_SECONDS:
                self.settle()
        else:
            gc.collect(1 if grown > GROWN else 0)

    def end(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        enabled, switch = self._before
        if enabled:
            gc.enable()
        sys.setswitchinterval(switch)
