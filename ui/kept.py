"""What a page looked like is there again tomorrow: sizes, widths, sort; filters and what was open, by the page."""

import json
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from ui.tables import TableView


@runtime_checkable
class Keeps(Protocol):
    """A page with more to keep than sizes; what it answers must be text by text."""

    def state(self) -> dict[str, str]: ...

    def restore_state(self, state: dict[str, str]) -> None: ...


@runtime_checkable
class Recalls(Protocol):
    """The window that keeps the layouts."""

    def recall(self, part: QWidget) -> None: ...


def save(key: str, page: QWidget, settings: QSettings) -> None:
    """Under the key of the tab; splitters count by their place in the page, tables by their names."""
    for number, splitter in enumerate(page.findChildren(QSplitter)):
        settings.setValue(f"pages/{key}/splitter{number}", splitter.saveState())
    for table in page.findChildren(TableView):
        if table.records_model.records:
            table.save_layout(settings)
    if isinstance(page, Keeps):
        settings.setValue(f"pages/{key}/state", json.dumps(page.state(), ensure_ascii=False))


def restore(key: str, page: QWidget, settings: QSettings) -> None:
    """What cannot be read any more is left as it is built."""
    for number, splitter in enumerate(page.findChildren(QSplitter)):
        stored = settings.value(f"pages/{key}/splitter{number}")
        if isinstance(stored, QByteArray):
            splitter.restoreState(stored)
    restore_tables(page, settings)
    if isinstance(page, Keeps):
        found = _stored(settings.value(f"pages/{key}/state"))
        if found:
            page.restore_state(found)


def restore_tables(part: QWidget, settings: QSettings) -> None:
    for table in part.findChildren(TableView):
        table.restore_layout(settings)


def recall(part: QWidget) -> None:
    """For a part that is made when its room stands in the window already."""
    window = part.window()
    if isinstance(window, Recalls):
        window.recall(part)


def _stored(value: Any) -> dict[str, str]:
    try:
        read = json.loads(value) if isinstance(value, str) else {}
    except json.JSONDecodeError:
        return {}
    return {str(key): str(each) for key, each in read.items()} if isinstance(read, dict) else {}
