"""Looks at a window as a picky user does: what has no name, what is cut, where Tab leads."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
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
    QWidget,
)

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


def tab_ring(page: QWidget) -> list[str]:
    """Where Tab leads, from the first control of the page until it comes back; object or class names."""
    first = QApplication.focusWidget()
    found: list[str] = []
    widget = first
    while widget is not None and len(found) < 300:
        widget = widget.nextInFocusChain()
        if widget is first:
            break
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isEnabled() and widget.isVisibleTo(page) and page.isAncestorOf(widget):
            if isinstance(widget, QHeaderView):
                continue
            found.append(widget.objectName() or type(widget).__name__)
    return found
