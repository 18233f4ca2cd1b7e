"""Drives the real window by keys alone: xdotool sends them through the X server, the journey waits for what is shown.

python -m tests.journeys.keyboard JOURNEY DATABASE_URL FOLDER      writes FOLDER/JOURNEY.json and .png, ends 0
"""

import json
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.opening import open_company
from tests.journeys.held import Watch
from ui import operations, prompts
from ui.application import make_application
from ui.desk import Desk
from ui.tour import Onlooker

PATIENCE_SECONDS, LOOK_MS = 20.0, 4
Journey = Generator["Wanted", None, None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the journey waits for, and how it is called when it does not come."""

    there: Callable[[], Any]
    what: str


class Keyboard:
    """Hands that touch nothing but keys."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._keys = QProcess()
        self._keys.start("xdotool", ["-"])
        self._keys.waitForStarted()
        self.strokes = 0

    def press(self, *keys: str) -> None:
        """Keys by their X names: "ctrl+n", "Return", "Tab", "BackSpace"."""
        for key in keys:
            self.strokes += 1
            self._keys.write(f"key --clearmodifiers {key}\n".encode())

    def type(self, text: str) -> None:
        self.strokes += len(text)
        self._keys.write(f"type --delay 25 '{text}'\n".encode())

    def close(self) -> None:
        self._keys.closeWriteChannel()
        self._keys.waitForFinished(2000)

    def scan(self, code: str) -> None:
        """As a scanner types: all at once, Enter behind it."""
        self.strokes += len(code) + 1
        self._keys.write(f"type --delay 2 '{code}'\nkey Return\n".encode())

    def focused(self, name: str) -> Wanted:
        return Wanted(lambda: focus_name() == name, f"the focus in {name}")

    def within(self, name: str) -> Wanted:
        return Wanted(lambda: self._is_within(name), f"the focus within {name}")

    def seen(self, name: str) -> Wanted:
        return Wanted(lambda: self.find(name) is not None, f"{name} to be seen")

    def gone(self, name: str) -> Wanted:
        return Wanted(lambda: self.find(name) is None, f"{name} to be gone")

    def says(self, name: str, *words: str) -> Wanted:
        return Wanted(lambda: all(word in self._said(name) for word in words), f"{name} to say {' and '.join(words)}")

    def idle(self) -> Wanted:
        return Wanted(operations.idle, "work under way to end")

    def standing(self, name: str) -> str:
        """The row one stands on in a list or table, in its words; "" for none."""
        view = self.find(name)
        row = view.currentIndex().row() if view is not None else -1
        if row < 0:
            return ""
        cells = (view.model().index(row, column).data() for column in range(view.model().columnCount()))
        return " ".join(str(cell) for cell in cells)

    def find(self, name: str) -> Any:
        window = self.desk.window
        return next((w for w in window.findChildren(QWidget, name) if w.isVisible()), None)

    def _said(self, name: str) -> str:
        found = self.find(name)
        return found.text() if found is not None else ""

    def _is_within(self, name: str) -> bool:
        found = self.find(name)
        return found is not None and found.isAncestorOf(QApplication.focusWidget())


def focus_name() -> str:
    """Of the widget that has the keys."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


class Walk(QObject):
    """Steps a journey whenever what it waits for has come."""

    def __init__(self, journey: Journey, keyboard: Keyboard) -> None:
        super().__init__()
        self.fault = ""
        self._journey, self._keyboard = journey, keyboard
        self._wanted = Wanted(lambda: True, "the start")
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_look)
        self._timer.start(LOOK_MS)

    def _on_look(self) -> None:
        try:
            if self._wanted.there():
                self._wanted = next(self._journey)
                self._since = time.monotonic()
            elif time.monotonic() - self._since > PATIENCE_SECONDS:
                self._end(f"waited {PATIENCE_SECONDS:.0f} s for {self._wanted.what}; the focus is in {focus_name()!r}")
        except StopIteration:
            self._end("")
        except Exception as fault:  # noqa: BLE001 - told as the journey's end
            self._end(f"{type(fault).__name__}: {fault}")

    def _end(self, fault: str) -> None:
        self.fault = fault
        self._timer.stop()
        QApplication.quit()


def main(words: list[str]) -> int:
    from tests.journeys.by_keyboard import JOURNEYS

    name, url, folder = words[0], words[1], Path(words[2])
    app = make_application(["crm-desktop"], language="pl", scheme="light")
    onlooker = Onlooker()
    prompts.seat(onlooker)
    database = open_company(url)
    user, journey = JOURNEYS[name]
    desk = Desk(app, database, kept=QSettings(str(folder / f"{name}.ini"), QSettings.Format.IniFormat), user=user)
    desk.window.show()
    desk.window.activateWindow()
    ahead = desk.make_ahead()
    keyboard, watch = Keyboard(desk), Watch()

    def walk() -> Journey:
        yield Wanted(desk.window.isActiveWindow, "the window to be active")
        yield keyboard.idle()
        watch.forget()
        yield Wanted(lambda: ahead.standing, "every room to stand")
        yield from journey(keyboard, folder)

    walking, started = Walk(walk(), keyboard), time.monotonic()
    app.exec()
    held = watch.stop()
    desk.window.grab().save(str(folder / f"{name}.png"))
    told = {
        "fault": walking.fault or "; ".join(onlooker.faults),
        "seconds": round(time.monotonic() - started, 2),
        "strokes": keyboard.strokes,
        "held": [
            {"ms": round(1000 * one.seconds, 1), "worked": round(1000 * one.worked, 1), "line": one.line}
            for one in held[:10]
        ],
    }
    (folder / f"{name}.json").write_text(json.dumps(told, indent=2))
    keyboard.close()
    desk.close()
    database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
