"""Looks at a window as a picky user does: what has no name, what is cut, where Tab leads."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextBrowser,
    QWidget,
)

from ui.widgets.part_walk import takes_tab

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
HEADER_PAD = 12


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader cannot name, by class and object name."""
    found = []
    for kind in CONTROLS:
        for control in window.findChildren(kind):
            if control.metaObject().className() == "QLineEditIconButton":
                continue
            own = control.isVisible() and not (control.parent() and isinstance(control.parent(), QComboBox))
            said = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
            inner = control.objectName().startswith("qt_") or isinstance(control.parent(), QAbstractSpinBox)
            if own and not inner and not said:
                found.append(f"{type(control).__name__} {control.objectName()}")
    return found


def cut(window: QWidget) -> list[str]:
    """Words that do not fit where they stand; a table's cells may be elided, its heads may not."""
    return [*_cut_labels(window), *_cut_buttons(window), *_cut_boxes(window), *_cut_heads(window)]


def _seen(window: QWidget, widget: QWidget) -> bool:
    """Visible and not scrolled away on purpose."""
    if not widget.isVisible():
        return False
    return window.rect().intersects(QRect(widget.mapTo(window, QPoint()), widget.size()))


def _cut_labels(window: QWidget) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        text = label.text()
        if not text or not _seen(window, label) or label.textFormat() is Qt.TextFormat.RichText:
            continue
        room, metrics = label.contentsRect(), label.fontMetrics()
        if label.wordWrap():
            needed = metrics.boundingRect(
                QRect(0, 0, room.width(), 10_000), int(Qt.TextFlag.TextWordWrap), text
            ).height()
            if needed > room.height() + 2:
                yield f"label {label.objectName()}: {text!r} needs {needed} high, has {room.height()}"
        else:
            wide = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
            if wide > room.width() + 1:
                yield f"label {label.objectName()}: {text!r} needs {wide} wide, has {room.width()}"


def _cut_buttons(window: QWidget) -> Iterator[str]:
    for button in window.findChildren(QPushButton):
        if button.text() and _seen(window, button) and button.width() < button.minimumSizeHint().width():
            yield f"button {button.objectName()}: {button.text()!r}"


def _cut_boxes(window: QWidget) -> Iterator[str]:
    for box in window.findChildren(QComboBox):
        wide = box.fontMetrics().horizontalAdvance(box.currentText()) + 28
        if _seen(window, box) and wide > box.width():
            yield f"list {box.objectName()}: {box.currentText()!r} needs {wide} wide, has {box.width()}"
    for field in window.findChildren(QLineEdit):
        wide = field.fontMetrics().horizontalAdvance(field.placeholderText()) + 12
        if _seen(window, field) and not field.text() and wide > field.width():
            yield f"field {field.objectName()}: {field.placeholderText()!r} needs {wide} wide, has {field.width()}"


def _cut_heads(window: QWidget) -> Iterator[str]:
    for table in window.findChildren(QTableView):
        header = table.horizontalHeader()
        if not _seen(window, table) or header.isHidden():
            continue
        for section in range(header.count()):
            title = str(table.model().headerData(section, Qt.Orientation.Horizontal) or "")
            wide = header.fontMetrics().horizontalAdvance(title) + HEADER_PAD
            if not header.isSectionHidden(section) and wide > header.sectionSize(section):
                yield f"head {table.objectName()}: {title!r} needs {wide} wide, has {header.sectionSize(section)}"
        end = header.sectionViewportPosition(header.count() - 1) + header.sectionSize(header.count() - 1)
        if end > table.viewport().width() + 1:
            yield f"table {table.objectName()} is {end} wide, has {table.viewport().width()}"


def controls(window: QWidget) -> list[QWidget]:
    """Everything that can be worked and is seen now; not the inner parts of a box, a field or a table."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.metaObject().className() == "QLineEditIconButton":
            continue
        parent = widget.parent()
        inner = widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView)
        inner = inner or isinstance(parent, QAbstractSpinBox | QComboBox)
        works = isinstance(widget, CONTROLS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if works and not inner and widget.focusProxy() is None:
            found.append(widget)
    return found


def name_of(control: QWidget) -> str:
    """What a screen reader says it is."""
    own = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
    labels = control.window().findChildren(QLabel) if not own else []
    return own or next((label.text() for label in labels if label.buddy() is control), "")


def where(control: QWidget) -> str:
    return f"{type(control).__name__} {control.objectName()}"


def ring_faults(window: QWidget, bars: Sequence[QWidget]) -> list[str]:
    """Presses Tab until it comes back: what is never reached, and which bar or pane is left and entered again."""
    QApplication.sendPostedEvents()
    first = QApplication.focusWidget()
    if first is None:
        return ["nothing has the focus"]
    walked, widget = [first], first
    while len(walked) < 400:
        inside = 3 if isinstance(widget, QAbstractSpinBox) else 40 if isinstance(widget, QTextBrowser) else 1
        for _ in range(inside):  # day, month, year; the links of a text
            QTest.keyClick(widget, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not widget:
                break
        widget = QApplication.focusWidget()
        if widget is None or (widget in walked and widget is not walked[-1]):
            break
        if widget is walked[-1]:
            break
        walked.append(widget)
    over = next(
        (one for one in _above(walked[-1]) if one.property("look") == "toast" and one.objectName() != "toast"), window
    )
    missed = [control for control in controls(over) if takes_tab(control) and control not in walked]
    faults = [f"Tab never reaches {where(control)}" for control in missed]
    held = [next((n for n, bar in enumerate(bars) if bar.isAncestorOf(one)), -1) for one in walked]
    runs = [place for place, before in zip(held, [None, *held], strict=False) if place != before]
    if runs[0] == runs[-1] and len(runs) > 1:
        del runs[-1]  # where one began in the middle
    again = {place for place in runs if runs.count(place) > 1}
    return faults + [f"Tab leaves {where(bars[place])} and comes back to it" for place in again if place >= 0]


def shared_keys(window: QWidget) -> list[str]:
    """Keys that two acts answer to where one sits: Qt then does neither."""
    acts: list[tuple[str, QWidget, bool, str]] = []
    for shortcut in window.findChildren(QShortcut):
        of = shortcut.parent()
        if (
            isinstance(of, QWidget)
            and shortcut.isEnabled()
            and of.isVisible()
            and of.isEnabled()
            and not shortcut.key().isEmpty()
        ):
            wide = shortcut.context() in (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
            told = shortcut.whatsThis() or name_of(of) or where(of)
            acts.append((shortcut.key().toString(), of, wide, told))
    for action in window.findChildren(QAction):
        if action.isEnabled() and action.isVisible():
            acts += [(key.toString(), window, True, action.text()) for key in action.shortcuts() if not key.isEmpty()]
    return [
        f"{key} is both {told!r} and {other_told!r}"
        for (key, of, wide, told), (other_key, other, other_wide, other_told) in combinations(acts, 2)
        if key == other_key and (wide or other_wide or of is other or of.isAncestorOf(other) or other.isAncestorOf(of))
    ]


def _above(widget: QWidget) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
