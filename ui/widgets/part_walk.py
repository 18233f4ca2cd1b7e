"""F6 walks between the parts of a room, its bars and panes; in each one comes back to where one was."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget
from shiboken6 import isValid


def parts(page: QWidget) -> list[QWidget]:
    """What of `page` is seen and can be entered, in reading order; a splitter counts as what it parts."""
    found = [part for child in _shown(page) for part in _divided(child) if first_stop(part) is not None]
    return sorted(found, key=lambda part: _place(part, page))


def stops(within: QWidget) -> list[QWidget]:
    """The controls that Tab reaches inside, in the order of Tab."""
    chain: list[QWidget] = []
    widget = within.nextInFocusChain()
    while widget is not within and widget is not None:
        if within.isAncestorOf(widget) and takes_tab(widget):
            chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


def takes_tab(widget: QWidget) -> bool:
    """Tab stops here now."""
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def first_stop(part: QWidget) -> QWidget | None:
    """Where `part` is entered for the first time: what it points at itself, else its first control."""
    wanted = part
    while wanted.focusProxy() is not None:
        wanted = wanted.focusProxy()
    if takes_tab(wanted):
        return wanted
    return next(iter(stops(part)), None)


def _place(part: QWidget, page: QWidget) -> tuple[int, int]:
    corner = part.mapTo(page, QPoint(0, 0))
    return corner.y(), corner.x()


def _shown(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child


def _divided(widget: QWidget) -> Iterator[QWidget]:
    inner = list(_shown(widget))
    if isinstance(widget, QSplitter | QStackedWidget) or any(isinstance(child, QSplitter) for child in inner):
        for child in inner:
            yield from _divided(child)
    else:
        yield widget


class PartWalk:
    """Steps over the parts of a page and, last, over what stands around it."""

    def __init__(self) -> None:
        self._were: WeakKeyDictionary[QWidget, ref[QWidget]] = WeakKeyDictionary()

    def step(self, page: QWidget, around: tuple[QWidget, ...], by: int) -> None:
        """To the next part (1) or the one before (-1)."""
        there = [*parts(page), *(bar for bar in around if first_stop(bar) is not None)]
        focused = QApplication.focusWidget()
        at = next((n for n, part in enumerate(there) if focused is not None and _holds(part, focused)), -1)
        if not there:
            return
        if at >= 0 and focused is not None:
            self._were[there[at]] = ref(focused)
        part = there[(at + by) % len(there) if at >= 0 else 0]
        wanted = self._last_in(part) or first_stop(part)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def _last_in(self, part: QWidget) -> QWidget | None:
        known = self._were.get(part)
        widget = known() if known is not None else None
        return widget if widget is not None and isValid(widget) and takes_tab(widget) else None


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)
