"""Parts made before they are seen, a piece at a time: whoever walks the pieces may stop between any two."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


@runtime_checkable
class MakesAhead(Protocol):
    """A page with parts that it makes when they are first wanted, or sooner."""

    def make_ahead(self) -> Iterator[None]: ...


def prepare(page: QWidget) -> Iterator[None]:
    """Its own parts first, then the stylesheet's answers for every control, which Qt else asks for as it is shown."""
    if isinstance(page, MakesAhead):
        yield from page.make_ahead()
    for part in page.findChildren(QObject):  # whatever it is: Qt's classes reach Python when they are first met
        if isValid(part) and isinstance(part, QWidget):
            part.ensurePolished()
            yield


class SeenFirst(QWidget):
    """A page that is made ahead, but reads nothing before it is seen: what it shows is dear."""

    _begun = False

    def begin(self) -> None:
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.begin()
