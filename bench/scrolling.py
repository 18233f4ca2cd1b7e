"""The stock table of a million rows under the wheel and the scroll bar: `python -m bench.scrolling URL [--floor]`.

Prints JSON, in seconds: `stall`, the longest time in which the window took no event; `work`, the most processor time
its thread spent in one go; `jump`, from letting the scroll bar go somewhere to its rows painted, the median.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}"
ROWS = 1_000_000
WHEEL, JUMPS = 150, 20
FRAME = 0.016


def scroll(app: Any, view: Any, ready: Any) -> dict[str, float]:
    """Turns the wheel a notch a frame, then lets the scroll bar go in one place after another."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    bar, longest, most, waited = view.verticalScrollBar(), 0.0, 0.0, list[float]()

    def live(until: float) -> None:
        nonlocal longest, most
        while True:
            started, own = time.perf_counter(), time.thread_time()
            app.processEvents()
            ended = time.perf_counter()
            longest, most = max(longest, ended - started), max(most, time.thread_time() - own)
            if ended > until:
                return
            time.sleep(0.0005)

    middle = QPointF(view.viewport().rect().center())
    none = Qt.KeyboardModifier.NoModifier
    for _ in range(WHEEL):
        event = QWheelEvent(
            middle,
            middle,
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            none,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        started = time.perf_counter()
        app.sendEvent(view.viewport(), event)
        longest = max(longest, time.perf_counter() - started)
        live(time.perf_counter() + FRAME)
    for number in range(JUMPS):
        started = time.perf_counter()
        bar.setValue(bar.maximum() * ((number * 7) % JUMPS) // JUMPS)
        longest = max(longest, time.perf_counter() - started)
        live(time.perf_counter())
        while not ready():
            live(time.perf_counter() + 0.001)
        view.viewport().repaint()
        waited.append(time.perf_counter() - started)
        live(time.perf_counter() + FRAME)
    return {"stall": longest, "work": most, "jump": median(waited)}


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
    print(json.dumps(scroll(app, view, lambda: True)), flush=True)
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

    print(json.dumps(scroll(app, table, ready)), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
