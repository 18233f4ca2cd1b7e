"""Where a page is entered by keyboard.

Not Qt's focus proxy: with one, Tab goes from outside straight to it and passes over all of the page that stands before.
"""

from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_ENTRANCES: "WeakKeyDictionary[QWidget, ref[QWidget]]" = WeakKeyDictionary()


def opens_at(page: QWidget, control: QWidget) -> None:
    """`control` may be a page within the page, with an entrance of its own."""
    _ENTRANCES[page] = ref(control)


def entrance(page: QWidget) -> QWidget:
    """The control that has the keys when `page` is entered; the page itself where none was told."""
    known = _ENTRANCES.get(page)
    control = known() if known is not None else None
    return entrance(control) if control is not None and isValid(control) else page


def enter(page: QWidget) -> None:
    entrance(page).setFocus(Qt.FocusReason.TabFocusReason)
