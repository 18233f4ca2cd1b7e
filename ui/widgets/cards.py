"""Cards and what stands in them: titles, pairs of name and value, key figures, the word for emptiness."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import GAP, GRID, Meaning, font
from ui.theme.tokens import BODY_PT
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.elided import ElidedLabel


def text_label(text: str, look: str = "", parent: QWidget | None = None) -> QLabel:
    """A label in one of the looks of the stylesheet ("title", "heading", "muted", "small" …).

    One that is shown or hidden before it stands in a layout needs its `parent`, else it is a window for a moment.
    """
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        label.setProperty("look", look)
    return label


class Line(QFrame):
    """A thin line between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "line")


class Card(QFrame):
    """A group with a border; what belongs in it goes into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4 * GRID, GAP, 4 * GRID, GAP)
        outer.setSpacing(2 * GRID)
        self.head = QHBoxLayout()
        self.title = text_label(title, "heading", self)
        self.title.setVisible(bool(title))
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GRID)
        outer.addLayout(self.body, 1)

    def add_pair(self, name: str, value: str, *, strong: bool = False, meaning: Meaning = Meaning.PLAIN) -> QLabel:
        """A line "name … value"; answers the label of the value."""
        if self.body.count():
            self.body.addWidget(Line())
        row = QHBoxLayout()
        row.addWidget(text_label(name, "strong" if strong else "muted"))
        shown = text_label(value, "heading" if strong else "")
        shown.setFont(font(BODY_PT, figures=True))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if meaning is not Meaning.PLAIN:
            shown.setProperty("meaning", meaning.value)
        row.addStretch(1)
        row.addWidget(shown)
        self.body.addLayout(row)
        return shown

    def clear(self) -> None:
        """Takes everything out of the body."""
        _empty_layout(self.body)


def _empty_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), (QVBoxLayout, QHBoxLayout)):
            _empty_layout(inner)
            inner.deleteLater()


class KeyFigure(QFrame):
    """One figure with its change to before; pressing it opens its chart. `small` takes half the room."""

    pressed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = title
        self._figure = text_label("–", "heading" if small else "figure")
        self._change = text_label("", "small")
        head = ElidedLabel("muted")
        head.show_text(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 2 * GRID if small else GAP, 4 * GRID, 2 * GRID if small else GAP)
        column.setSpacing(GRID)
        column.addWidget(head)
        line = QHBoxLayout() if small else QVBoxLayout()
        line.setSpacing(2 * GRID if small else GRID)
        line.addWidget(self._figure)
        line.addWidget(self._change)
        if small:
            line.addStretch(1)
        column.addLayout(line)

    def show_figure(self, figure: str, *, change: str = "", meaning: Meaning = Meaning.PLAIN) -> None:
        self._figure.setText(figure)
        self._change.setText(change)
        self._change.setProperty("meaning", "" if meaning is Meaning.PLAIN else meaning.value)
        self._change.style().unpolish(self._change)
        self._change.style().polish(self._change)
        self.setAccessibleName(f"{self._title}: {figure} {change}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


class EmptyState(QWidget):
    """What will appear here, and the first step; where a filter emptied the table, that it did and the way back."""

    action_pressed = Signal()
    clear_pressed = Signal()

    def __init__(self, text: str, *, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._column = text, QVBoxLayout(self)
        self._clear: Button | None = None
        self._act = PrimaryButton(action, parent=self) if action else None
        self.setObjectName("empty_state")
        column = self._column
        column.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)  # it must fit where a table is two rows high
        column.setSpacing(GAP)
        self._text = text_label(text, "muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        column.addStretch(1)
        column.addWidget(self._text)
        if self._act is not None:
            self._act.clicked.connect(self.action_pressed)
            column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, text: str) -> None:
        self._whole = text
        self._text.setText(text)

    def say_filtered(self, on: bool) -> None:
        """Whether it was asked for something in particular."""
        if on and self._clear is None:
            self._clear = Button(self.tr("Clear the filter"), "x", parent=self)
            self._clear.setObjectName("clear_filter")
            self._clear.clicked.connect(self.clear_pressed)
            self._column.insertWidget(self._column.count() - 1, self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        self._text.setText(self.tr("Nothing fits the filter.") if on else self._whole)
        if self._clear is not None:
            self._clear.setVisible(on)
        if self._act is not None:
            self._act.setVisible(not on)
