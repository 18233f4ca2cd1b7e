"""The window of a workstation, started cold on a company: `python -m bench.cold URL [--floor | --ahead]` (opening.py).

Prints JSON: `usable`, the moment on the machine's monotonic clock when Today showed what waits and keys were taken;
`tabs`, seconds a tab from the call to painted and idle, first time and again; with `--ahead` when every room stands.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}"


def floor() -> None:
    """Qt itself: an application, a window, tables of forty rows in a stack, painted."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QTableWidget, QTableWidgetItem

    app, window, stack = QApplication([]), QMainWindow(), QStackedWidget()
    for _ in range(2):
        grid = QTableWidget(40, 8)
        for cell in range(320):
            grid.setItem(cell // 8, cell % 8, QTableWidgetItem(f"{cell} zł"))
        stack.addWidget(grid)
    window.setCentralWidget(stack)
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    usable, shown = time.monotonic(), list[float]()
    for turn in range(12):
        started = time.perf_counter()
        stack.setCurrentIndex(turn % 2)
        app.processEvents()
        shown.append(time.perf_counter() - started)
    print(json.dumps({"usable": usable, "tabs": {"floor": shown}}), flush=True)
    os._exit(0)


def main(words: list[str]) -> None:
    if "--floor" in words:
        floor()
    from PySide6.QtCore import QSettings

    from crm_desktop.opening import open_company
    from ui import operations
    from ui.application import make_application
    from ui.desk import Desk

    app = make_application(["bench"], language="pl", scheme="light")
    kept = QSettings(str(Path(tempfile.mkdtemp()) / "kept.ini"), QSettings.Format.IniFormat)
    desk = Desk(app, open_company(words[0]), kept=kept)
    desk.window.show()

    def settle() -> None:
        app.processEvents()
        while not operations.idle():
            app.processEvents()
            time.sleep(0.0005)
        app.processEvents()

    settle()
    usable, tabs = time.monotonic(), dict[str, list[float]]()
    if "--ahead" in words:
        ahead = desk.make_ahead()
        while not ahead.standing:
            settle()
    from ui.rooms import KEYS

    for _ in range(6):
        for key in KEYS:
            started = time.perf_counter()
            desk.room(key)
            settle()
            tabs.setdefault(key, []).append(time.perf_counter() - started)
    print(json.dumps({"usable": usable, "tabs": tabs}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
