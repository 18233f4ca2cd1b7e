"""A line of the timeline in one's own words: a note, or what was said on the phone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit

from ui.theme import GAP, GRID
from ui.typed import Typed, TypedForm
from ui.widgets.buttons import Button, PrimaryButton


class NoteBar(QFrame):
    """Hidden until a note is wanted; Enter saves, Escape leaves. `written` carries the words and whether by phone."""

    written = Signal(str, bool)

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self._typed = TypedForm(typed, self)
        self.setProperty("look", "card")
        self._text = QLineEdit()
        self._text.setObjectName("note_text")
        self._text.setAccessibleName(self.tr("Note"))
        self._text.setPlaceholderText(self.tr("What was agreed?"))
        self._by_phone = QCheckBox(self.tr("By phone"))
        self._by_phone.setObjectName("note_by_phone")
        self._save = PrimaryButton(self.tr("Save"))
        self._save.setObjectName("save_note")
        self._save.setToolTip(self.tr("Enter saves"))
        self._leave = Button(self.tr("Cancel"), shortcut="Esc")
        box = QHBoxLayout(self)
        box.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        box.setSpacing(2 * GRID)
        for widget in (self._text, self._by_phone, self._leave, self._save):
            box.addWidget(widget, 1 if widget is self._text else 0)
        self._text.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        self._leave.clicked.connect(self._on_leave)
        self.hide()

    def begin(self, customer_id: int) -> None:
        """A note of that customer; what a crash left of one stands here again."""
        self._typed.rest()
        self._text.clear()
        self._typed.begin(f"note/{customer_id}")
        self.show()
        self._text.setFocus()

    def put_aside(self) -> None:
        """Another customer stands here: what was typed of the one before waits for them."""
        self._typed.rest()
        self.hide()

    def done(self) -> None:
        self._typed.end()
        self._text.clear()
        self.hide()

    def _on_leave(self) -> None:
        self._typed.end()
        self.hide()

    def _on_save(self) -> None:
        if self._text.text().strip():
            self.written.emit(self._text.text(), self._by_phone.isChecked())
