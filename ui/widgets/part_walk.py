"""The way of the keys through a window: Tab goes as one reads, F6 from bar to pane and back to where one was there.

Qt's own order is that of creation, in which whatever a page makes later stands last.
"""

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QSplitter, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.widgets.entrance import entrance


def takes_tab(widget: QWidget) -> bool:
    """Tab stops here now; of buttons of which one is on, at that one alone: the arrows go to the others."""
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if not (tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None):
        return False
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and not widget.isChecked():
        group = widget.group()
        return not widget.autoExclusive() and (group is None or not group.exclusive() or group.checkedButton() is None)
    return True


def stops(within: QWidget) -> list[QWidget]:
    """The controls that Tab reaches inside, as one reads: card by card, row by row."""
    return list(_stops(within))


def _stops(within: QWidget) -> Iterator[QWidget]:
    for child in _in_rows(_shown(within), within):
        if takes_tab(child):
            yield child
        yield from _stops(child)


def _in_rows(widgets: Iterable[QWidget], over: QWidget) -> list[QWidget]:
    """Left to right, then down; what overlaps by half its height stands in one row."""
    waiting = sorted(widgets, key=lambda one: _place(one, over))
    ordered: list[QWidget] = []
    while waiting:
        first = waiting[0]
        middle = first.y() + first.height() / 2
        row = [one for one in waiting if one is first or abs(one.y() + one.height() / 2 - middle) < _half(one, first)]
        ordered += sorted(row, key=lambda one: one.x())
        waiting = [one for one in waiting if one not in row]
    return ordered


def _half(one: QWidget, other: QWidget) -> float:
    return min(one.height(), other.height()) / 2


def parts(page: QWidget) -> list[QWidget]:
    """What of `page` is seen and can be entered, in reading order; a splitter counts as what it parts."""
    found = [part for child in _shown(page) for part in _divided(child) if first_stop(part) is not None]
    return sorted(found, key=lambda part: _place(part, page))


def first_stop(part: QWidget) -> QWidget | None:
    """Where `part` is entered for the first time: what it points at itself, else its first control."""
    wanted = entrance(part)
    while wanted.focusProxy() is not None:
        wanted = wanted.focusProxy()
    if takes_tab(wanted):
        return wanted
    return next(_stops(part), None)


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


def step_tab(window: QWidget, by: int) -> bool:
    """Tab (1) or Shift+Tab (-1); in what lies over the page it goes round. False where there is nowhere to go."""
    focused = QApplication.focusWidget()
    ring = stops(_scope(window, focused))
    if not ring:
        return False
    at = ring.index(focused) if focused in ring else -1 if by > 0 else 0
    ring[(at + by) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason)
    return True


def _scope(window: QWidget, focused: QWidget | None) -> QWidget:
    """The form or panel over the page in which one is, else the whole window."""
    widget = focused
    while widget is not None and widget is not window:
        if widget.property("look") == "toast" and widget.objectName() != "toast":
            return widget
        widget = widget.parentWidget()
    return window


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
