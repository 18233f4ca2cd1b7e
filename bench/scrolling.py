"""The stock table of a million rows under the wheel and the scroll bar: `python -m bench.scrolling URL [--floor]`.

Prints JSON, in seconds: `stall`, the longest time in which the window took no event; `work`, the most processor time
its thread spent in one go; `jump`, from letting the scroll bar go somewhere to its rows painted, the median.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}"
ROWS = 1_000_000
WHEEL, JUMPS = 150, 20
FRAME = 0.016


class Turner:
    """A hand at the wheel and the scroll bar; remembers what held the window longest."""

    def __init__(self, app: Any, view: Any, ready: Callable[[], bool]) -> None:
        self._app, self._view, self._ready = app, view, ready
        self._stall = self._work = 0.0

    def turn(self) -> dict[str, float]:
        """The wheel a notch a frame, then the scroll bar let go in one place after another."""
        for _ in range(WHEEL):
            self._hold(self._notch)
            self._live(FRAME)
        waited = [self._jump(number) for number in range(JUMPS)]
        return {"stall": self._stall, "work": self._work, "jump": median(waited)}

    def _hold(self, act: Callable[[], object]) -> None:
        started, own = time.perf_counter(), time.thread_time()
        act()
        self._stall = max(self._stall, time.perf_counter() - started)
        self._work = max(self._work, time.thread_time() - own)

    def _live(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while True:
            self._hold(self._app.processEvents)
            if time.perf_counter() > until:
                return
            time.sleep(0.0005)

    def _notch(self) -> None:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent

        middle, none = QPointF(self._view.viewport().rect().center()), Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            *(middle, middle, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        self._app.sendEvent(self._view.viewport(), event)

    def _jump(self, number: int) -> float:
        bar = self._view.verticalScrollBar()
        started = time.perf_counter()
        self._hold(lambda: bar.setValue(bar.maximum() * ((number * 7) % JUMPS) // JUMPS))
        self._live(0)
        while not self._ready():
            self._live(0.001)
        self._view.viewport().repaint()
        waited = time.perf_counter() - started
        self._live(FRAME)
        return waited


def floor() -> None:
    """Qt's own table over a model that makes its words up."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    class Made(QAbstractTableModel):
        def rowCount(self, _parent: Any = None) -> int:
            return ROWS

        def columnCount(self, _parent: Any = None) -> int:
            return 7

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return f"{index.row()} zł" if role == Qt.ItemDataRole.DisplayRole else None

    app, view = QApplication([]), QTableView()
    view.setModel(Made(view))
    view.resize(860, 560)
    view.show()
    app.processEvents()
    print(json.dumps(Turner(app, view, lambda: True).turn()), flush=True)
    os._exit(0)


def main(words: list[str]) -> None:
    if "--floor" in words:
        floor()
    from PySide6.QtCore import QSettings

    from crm_desktop.opening import open_company
    from ui import operations
    from ui.application import make_application
    from ui.desk import Desk
    from ui.tables import LongTable

    app = make_application(["bench"], language="pl", scheme="light")
    kept = QSettings(str(Path(tempfile.mkdtemp()) / "kept.ini"), QSettings.Format.IniFormat)
    desk = Desk(app, open_company(words[0]), kept=kept)
    desk.window.resize(1280, 720)
    desk.window.show()
    table: Any = desk.room("warehouse").findChild(LongTable, "stock")
    until = time.monotonic() + 120
    while table.long_model.rowCount() < (int(words[1]) if len(words) > 1 else ROWS) or not operations.idle():
        app.processEvents()
        time.sleep(0.001)
        if time.monotonic() > until:
            sys.exit("the list is not a million rows long")

    def ready() -> bool:
        first = table.model().index(max(table.rowAt(0), 0), 0)
        return table.records_model.record(first) is not None

    print(json.dumps(Turner(app, table, ready).turn()), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
