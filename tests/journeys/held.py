"""For how long the GUI thread was held, and by which line of the program: a beat on it, a watch beside it.

The watch reads the stack by faulthandler, which touches no frame: `sys._current_frames` from another thread makes frame
objects of running ones, and Python 3.11 with PySide crashes of it.
"""

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = tuple(str(ROOT / floor) for floor in ("ui", "crm_desktop", "db", "app.py"))
_FRAME = re.compile(r'  File "([^"]+)", line (\d+) in (.+)')
BEAT_MS, LOOK_SECONDS, WORTH_SECONDS = 2, 0.002, 0.015


@dataclass(frozen=True, slots=True)
class Held:
    """`line` is the innermost line of the program that was seen most often meanwhile; "Qt" where none was.

    `worked` are the seconds of them in which the thread had a processor: where others work on the machine, it is less.
    """

    seconds: float
    worked: float
    line: str


class Watch(QObject):
    """Made on the GUI thread; `stop` answers every time it was held for longer than 15 ms, the longest first."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Held] = []
        self._seen: Counter[str] = Counter()
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._watched = threading.get_ident()
        self._stopping = threading.Event()
        self._dump = tempfile.TemporaryFile("w+")  # noqa: SIM115 - as long as the watch
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT_MS)
        self._thread = threading.Thread(target=self._look, name="held-watch", daemon=True)
        self._thread.start()

    def _on_beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        held, self._last = now - self._last - BEAT_MS / 1000, now
        busy, self._worked = worked - self._worked, worked
        if held > WORTH_SECONDS:
            line = self._seen.most_common(1)[0][0] if self._seen else "Qt"
            self._found.append(Held(held, busy, line))
        self._seen.clear()

    def _look(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            if time.perf_counter() - self._last > WORTH_SECONDS / 2:
                self._seen[own_line(self._stack())] += 1

    def _stack(self) -> list[str]:
        """The watched thread's, innermost first, as faulthandler writes it."""
        self._dump.seek(0)
        self._dump.truncate()
        faulthandler.dump_traceback(self._dump, all_threads=True)
        self._dump.seek(0)
        _, _, behind = self._dump.read().partition(f"0x{self._watched:016x} (most recent call first):\n")
        return behind.partition("\n\n")[0].splitlines()

    def forget(self) -> None:
        """What was so far does not count: the start is measured apart."""
        self._found.clear()
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def stop(self) -> list[Held]:
        self._timer.stop()
        self._stopping.set()
        self._thread.join()
        self._dump.close()
        return sorted(self._found, key=lambda held: -held.seconds)


def own_line(stack: list[str]) -> str:
    """The innermost line of the program on this stack, as "ui/orders/page.py:120 _show"."""
    for told in stack:
        frame = _FRAME.match(told)
        if frame is not None and frame[1].startswith(FLOORS):
            return f"{Path(frame[1]).relative_to(ROOT)}:{frame[2]} {frame[3]}"
    return "Qt"
