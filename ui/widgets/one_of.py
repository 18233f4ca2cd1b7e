"""A menu of which one entry holds."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu


def one_of(menu: QMenu, choices: Sequence[tuple[str, str]], chosen: str, tell: Callable[[str], object]) -> None:
    """Entries for `choices` (value, words); `tell` with the value of the one that is pressed."""
    group = QActionGroup(menu)
    for value, words in choices:
        action = menu.addAction(words)
        action.setData(value)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
    group.triggered.connect(lambda action: tell(str(action.data())))
