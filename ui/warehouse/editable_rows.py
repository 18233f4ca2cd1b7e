"""A few rows of a record that is edited: barcodes, prices of groups; added, taken away, each fault at its cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from ui.theme import GRID
from ui.widgets.buttons import QuietButton
from ui.widgets.cards import Card, text_label
from ui.widgets.parts import text


@dataclass(frozen=True, slots=True)
class Cell:
    """One column: `stretch` of the width; `choices` make it a list to choose from; `fixed` cannot be typed in."""

    key: str
    title: str
    stretch: int = 1
    choices: bool = False
    fixed: bool = False


class EditableRows(Card):
    """Values by column, as typed. An empty row is none. `drawn` when there are other rows than before, `changed` after
    every key too."""

    drawn = Signal()
    changed = Signal()

    def __init__(self, name: str, title: str, cells: Sequence[Cell], *, add: str = "", empty: str = "") -> None:
        super().__init__(title)
        self.setObjectName(name)
        self._name, self._cells = name, tuple(cells)
        self._choices: tuple[str, ...] = ()
        self._rows: list[dict[str, QWidget]] = []
        self._removers: list[QuietButton] = []
        self._holder = QWidget()
        self._empty = text(empty, role="muted", wrap=True)
        self._fault = text(role="small", wrap=True, name=f"{name}_fault")
        self._fault.setProperty("meaning", "bad")
        self._fault.hide()
        self._add = QuietButton(add, "plus")
        self._add.setObjectName(f"add_{name}")
        self._add.clicked.connect(lambda: self.add({}))
        self._grows = bool(add)
        if add:
            self.head.addWidget(self._add)
        for part in (self._empty, self._holder, self._fault):
            self.body.addWidget(part)

    def fill(self, rows: Sequence[dict[str, str]], choices: Sequence[str] = ()) -> None:
        self._choices = tuple(choices)
        self._rows = [self._editors(number, values) for number, values in enumerate(rows)]
        self._draw()

    def add(self, values: dict[str, str]) -> None:
        """A further row, which is entered."""
        self._rows.append(self._editors(len(self._rows), values))
        self._draw()
        next(iter(self._rows[-1].values())).setFocus()

    def give_back(self, rows: Sequence[dict[str, str]]) -> None:
        """What was typed and not saved: rows of another number where rows may be added, else what is typed in them."""
        if self._grows:
            self.fill(rows, self._choices)
            return
        for editors, values in zip(self._rows, rows, strict=False):
            for key, editor in editors.items():
                if isinstance(editor, QLineEdit):
                    editor.setText(str(values.get(key, "")))

    def values(self) -> list[dict[str, str]]:
        """Every row, empty ones too: a fault names its row by number."""
        return [{key: _typed(editor) for key, editor in row.items()} for row in self._rows]

    def show_fault(self, row: int, key: str, sentence: str) -> QWidget:
        """At its cell by colour, below by word; answers the cell's editor."""
        editor = self._rows[row][key]
        _mark(editor, wrong=True)
        editor.setAccessibleDescription(sentence)
        said = self._fault.text()
        self._fault.setText(f"{said}\n{sentence}" if said else sentence)
        self._fault.show()
        return editor

    def clear_faults(self) -> None:
        self._fault.clear()
        self._fault.hide()
        for row in self._rows:
            for editor in row.values():
                _mark(editor, wrong=False)
                editor.setAccessibleDescription("")

    def _editors(self, number: int, values: dict[str, str]) -> dict[str, QWidget]:
        return {cell.key: self._editor(cell, number, values.get(cell.key, "")) for cell in self._cells}

    def _editor(self, cell: Cell, number: int, value: str) -> QWidget:
        editor: QWidget
        if cell.choices:
            editor = QComboBox()
            known = list(dict.fromkeys(("", *self._choices, value)))
            editor.addItems(known)
            editor.setCurrentText(value)
        else:
            line = QLineEdit(value)
            if self._grows and cell is self._cells[0]:
                line.returnPressed.connect(lambda: self._on_enter(line))
            editor = line
        if cell.fixed:
            editor = text(value)
        heard(editor, self.changed)
        editor.setObjectName(f"{self._name}_{cell.key}_{number}")
        editor.setAccessibleName(f"{cell.title}, {number + 1}")
        return editor

    def _draw(self) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        self._removers = []
        for place, cell in enumerate(self._cells):
            grid.setColumnStretch(place, cell.stretch)
            if self._rows:
                grid.addWidget(text_label(cell.title, "small"), 0, place)
        for number, row in enumerate(self._rows):
            for place, editor in enumerate(row.values()):
                grid.addWidget(editor, number + 1, place)
            if self._grows:
                self._removers.append(self._remover(number, row))
                grid.addWidget(self._removers[-1], number + 1, len(self._cells))
        self.body.replaceWidget(self._holder, holder)
        old, self._holder = self._holder, holder
        old.hide()
        old.deleteLater()
        holder.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows and bool(self._empty.text()))
        self.drawn.emit()
        self.changed.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in its order."""
        found: list[QWidget] = [self._add] if self._grows else []
        for number, row in enumerate(self._rows):
            found += [editor for editor in row.values() if isinstance(editor, (QLineEdit, QComboBox))]
            found += self._removers[number : number + 1]
        return found

    def _on_enter(self, line: QLineEdit) -> None:
        """A scanner ends each code with Enter: the next one has a row of its own."""
        if line.text().strip() and line in self._rows[-1].values():
            self.add({})

    def _remover(self, number: int, row: dict[str, QWidget]) -> QuietButton:
        remove = QuietButton("", "trash")
        remove.setObjectName(f"remove_{self._name}_{number}")
        remove.setAccessibleName(self.tr("Remove row {number}").format(number=number + 1))
        remove.setToolTip(remove.accessibleName())
        remove.clicked.connect(lambda _checked=False, gone=row: self._on_remove(gone))
        return remove

    def _on_remove(self, gone: dict[str, QWidget]) -> None:
        self._rows = [row for row in self._rows if row is not gone]
        self._draw()
        self._add.setFocus()


def heard(editor: QWidget, signal: SignalInstance) -> None:
    """`signal` follows every change of the editor."""
    match editor:
        case QLineEdit():
            editor.textChanged.connect(lambda _text: signal.emit())
        case QComboBox():
            editor.currentTextChanged.connect(lambda _text: signal.emit())
        case QCheckBox():
            editor.toggled.connect(lambda _on: signal.emit())


def _typed(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText().strip()
    return editor.text().strip() if isinstance(editor, QLineEdit) else ""


def _mark(editor: QWidget, *, wrong: bool) -> None:
    editor.setProperty("wrong", "true" if wrong else "")
    editor.style().unpolish(editor)
    editor.style().polish(editor)
