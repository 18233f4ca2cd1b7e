"""What can be done from here, by name: the entries of the menus and the buttons of the page that is shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QWidget

from crm_desktop.folding import fold

ONLY = ">"
"""Typed first, it asks for acts alone."""
BESIDE = 4
"""So many at most stand under the records that were found."""


@dataclass(frozen=True, slots=True)
class Act:
    """`title` as it stands in the window, with its menu before it; `key` as this machine writes it."""

    title: str
    key: str
    run: Callable[[], object]


def acts_of_menus(bar: QMenuBar) -> list[Act]:
    """Every entry that may be used now, in the order of the menus; a menu within a menu stands before its entries."""
    menus = [action.menu() for action in bar.actions()]
    return [act for menu in menus if isinstance(menu, QMenu) for entry in menu.actions() for act in _acts(entry, ())]


def _acts(action: QAction, path: tuple[str, ...]) -> Iterator[Act]:
    title = (action.iconText() or action.text()).replace("&", "")
    menu = action.menu()
    if isinstance(menu, QMenu):
        for entry in menu.actions():
            yield from _acts(entry, (*path, title))
    elif title and action.isEnabled():
        yield Act(" › ".join((*path, title)), _native(action.shortcut()), action.trigger)


def acts_of_page(page: QWidget) -> list[Act]:
    """Its visible buttons that may be pressed, by their words."""
    found = []
    for button in page.findChildren(QAbstractButton):
        words = (button.text() or button.accessibleName()).replace("&", "").strip()
        if words and button.isVisible() and button.isEnabled():
            found.append(Act(words, _native(button.shortcut()), button.click))
    return list({act.title: act for act in reversed(found)}.values())[::-1]


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def matching(acts: Sequence[Act], wanted: str) -> list[Act]:
    """Those whose words begin with each word of `wanted`; all of them where nothing is asked."""
    parts = fold(wanted).split()
    return [act for act in acts if all(any(w.startswith(p) for w in fold(act.title).split()) for p in parts)]
