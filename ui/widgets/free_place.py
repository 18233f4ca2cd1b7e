"""Where something may lie over a window without covering what one works with."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from ui.theme import GAP, GRID
from ui.widgets.cards import KeyFigure

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, KeyFigure)
STEP = 4 * GRID
FOOT = 10 * GRID
"""The line at the foot of a window stays seen."""


def free_place(size: QSize, window: QSize, controls: Sequence[QRect], rows: Sequence[QRect]) -> QPoint:
    """The corner of something of `size`: over no control, over as few rows of lists as may be, low and at the right.

    Where all of the window is controls, over as little of them as may be.
    """
    right, low = window.width() - size.width() - GAP, window.height() - size.height() - FOOT
    columns = [max(GAP, right), max(GAP, right // 2), GAP]
    lines = range(max(low, GAP), GAP - 1, -STEP)

    def covers(place: QPoint) -> tuple[int, int]:
        here = QRect(place, size)
        return _covered(here, controls), _covered(here, rows)

    return min((QPoint(left, top) for left in columns for top in lines), key=covers)


def _covered(here: QRect, others: Sequence[QRect]) -> int:
    return sum(shared.width() * shared.height() for other in others if not (shared := here & other).isEmpty())


def controls_of(window: QWidget, but: QWidget) -> list[QRect]:
    """What of the window's controls is seen, `but` one and what is in it; of the list that has the keys, its row."""
    found = (control for kind in CONTROLS for control in window.findChildren(kind))
    seen = _seen(window, [one for one in found if one.isVisible() and not but.isAncestorOf(one)])
    view = QApplication.focusWidget()
    if isinstance(view, QAbstractItemView) and window.isAncestorOf(view):
        seen += _seen(window, [view.viewport()], within=view.visualRect(view.currentIndex()))
    return seen


def rows_of(window: QWidget) -> list[QRect]:
    """The rows of its lists and tables, as far as they are filled."""
    found = []
    for view in window.findChildren(QAbstractItemView):
        if not view.isVisible() or isinstance(view.parent(), QComboBox):
            continue
        filled = view.viewport().rect()
        if isinstance(view, QTableView):
            filled.setHeight(min(filled.height(), view.verticalHeader().length()))
        found += _seen(window, [view.viewport()], within=filled)
    return found


def _seen(window: QWidget, widgets: Sequence[QWidget], *, within: QRect | None = None) -> list[QRect]:
    """What their parents let be seen of them, in the window's coordinates."""
    found = []
    for widget in widgets:
        area, holder = QRect(within or widget.rect()), widget
        while holder is not window:
            area = area.translated(holder.pos())
            holder = holder.parentWidget()
            area &= holder.rect()
        if not area.isEmpty():
            found.append(area)
    return found
