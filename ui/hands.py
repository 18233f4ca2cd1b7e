"""Works the window as a person does: looks, waits, presses, types, takes pictures. For the tour and the journeys."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from ui import operations
from ui.charts.clickable import ClickableChart
from ui.tables import TableView

W = TypeVar("W", bound=QWidget)
PATIENCE_SECONDS = 30.0


class Impatient(AssertionError):
    """What a person waited for did not come."""


class Hands:
    """Over one window; every widget is found by its object name and must be visible, as for a person."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        self._app, self.window = app, window

    def until(self, wanted: Callable[[], Any], what: str, seconds: float = PATIENCE_SECONDS) -> Any:
        """Lets the window live until `wanted` is true; answers what it said. Raises Impatient."""
        end = time.monotonic() + seconds
        while not (found := wanted()):
            if time.monotonic() > end:
                raise Impatient(f"waited {seconds:.0f} s for {what}")
            self._app.processEvents()
            time.sleep(0.005)
        return found

    def settle(self) -> None:
        """Until nothing is under way and everything is painted."""
        self.until(operations.idle, "work under way to end")
        for _ in range(3):
            self._app.processEvents()
        self.until(operations.idle, "work under way to end")

    def find(self, kind: type[W], name: str) -> W:
        def visible() -> W | None:
            found = self.window.findChildren(kind, name)
            return next((widget for widget in found if widget.isVisible()), None)

        widget: W = self.until(visible, f"{name} to be seen")
        return widget

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        self.until(button.isEnabled, f"{name} to be ready")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, name: str, text: str, *, enter: bool = False) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.clear()
        for letter in text:  # QTest.keyClicks knows ASCII alone
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        self.settle()
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)
            self.settle()

    def pick(self, name: str, text: str) -> None:
        """Chooses by its words in a drop-down list."""
        box = self.find(QComboBox, name)
        self.until(lambda: box.findText(text) >= 0, f"{text} in {name}")
        box.setCurrentIndex(box.findText(text))
        self.settle()

    def read(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def page_text(self, name: str) -> str:
        shown: Any = self.find(QAbstractScrollArea, name)
        return str(shown.toPlainText())

    def table(self, name: str) -> TableView:
        return self.find(TableView, name)

    def choose(self, name: str, wanted: Callable[[Any], bool], what: str) -> Any:
        """Clicks the first row whose record is wanted, once it is there; answers the record."""
        table = self.table(name)

        def there() -> int:
            return next((n for n, record in enumerate(table.records_model.records, 1) if wanted(record)), 0)

        row = self.until(there, f"{what} in {name}") - 1
        index = table.model().index(row, 0)
        record = table.records_model.record(index)  # the click may put another table in its place
        table.scrollTo(index)
        QTest.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            table.visualRect(index).center(),
        )
        self.settle()
        return record

    def click_shape(self, name: str, key: str) -> None:
        """Clicks a stage or a bar of a chart in its middle."""
        chart = self.find(ClickableChart, name)

        def at() -> int:
            return next((number for number, shown in enumerate(chart.keys(), 1) if shown == key), 0)

        middle = chart.shape(self.until(at, f"{key} in {name}") - 1).boundingRect().center().toPoint()
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self.settle()

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def picture(self, file: Path) -> Path:
        """What the window shows now, as a PNG."""
        self.settle()
        self.window.grab().save(str(file))
        return file
