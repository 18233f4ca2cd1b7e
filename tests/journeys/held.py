"""For how long the GUI thread was held, and by which line of the program: a beat on it, a watch beside it."""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = tuple(str(ROOT / floor) for floor in ("ui", "crm_desktop", "db", "app.py"))
BEAT_MS, LOOK_SECONDS, WORTH_SECONDS = 2, 0.002, 0.015


@dataclass(frozen=True, slots=True)
class Held:
    """`line` is the innermost line of the program that was seen most often meanwhile; "Qt" where none was."""

    seconds: float
    line: str


class Watch(QObject):
    """Made on the GUI thread; `stop` answers every time it was held for longer than 15 ms, the longest first."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Held] = []
        self._seen: Counter[str] = Counter()
        self._last = time.perf_counter()
        self._watched = threading.get_ident()
        self._stopping = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT_MS)
        self._thread = threading.Thread(target=self._look, name="held-watch", daemon=True)
        self._thread.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        held, self._last = now - self._last - BEAT_MS / 1000, now
        if held > WORTH_SECONDS:
            line = self._seen.most_common(1)[0][0] if self._seen else "Qt"
            self._found.append(Held(held, line))
        self._seen.clear()

    def _look(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            if time.perf_counter() - self._last > WORTH_SECONDS / 2:
                frame = sys._current_frames().get(self._watched)
                if frame is not None:
                    self._seen[own_line(frame)] += 1

    def forget(self) -> None:
        """What was so far does not count: the start is measured apart."""
        self._found.clear()
        self._last = time.perf_counter()

    def stop(self) -> list[Held]:
        self._timer.stop()
        self._stopping.set()
        self._thread.join()
        return sorted(self._found, key=lambda held: -held.seconds)


def own_line(frame: FrameType | None) -> str:
    """The innermost line of the program on this stack, as "ui/orders/page.py:120 _show"."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(FLOORS):
            file = Path(code.co_filename).relative_to(ROOT)
            return f"{file}:{frame.f_lineno} {code.co_name}"
        frame = frame.f_back
    return "Qt"
